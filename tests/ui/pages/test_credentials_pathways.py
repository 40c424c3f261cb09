from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tracker.domain.credentials import (
    CredentialDraft,
    ExamAttemptDraft,
    PathwayDraft,
    PathwayStepDraft,
)
from tracker.domain.proof import EvidenceDraft
from tracker.domain.study import Share, StudyDraft
from tracker.domain.words import CredentialState, ExamResult
from tracker.record import Record
from tracker.ui.desk import Desk
from tracker.ui.dialogs.question import Question
from tracker.ui.forms import open_form
from tracker.ui.forms.dialog import FormDialog
from tracker.ui.pages.credentials.page import PATHWAYS, SKILLS, TIMELINE, CredentialsPage
from tracker.ui.pages.credentials.pathways import PathwaysView
from tracker.ui.pages.credentials.skills import SkillsView
from tracker.ui.pages.credentials.table import TableView
from tracker.ui.pages.credentials.timeline import TimelineView
from tracker.ui.parts.chartcanvas import ChartCanvas
from tracker.ui.parts.labels import PlainLabel
from tracker.ui.parts.progress import Progress
from tracker.ui.parts.segmented import Segmented
from tracker.ui.parts.table import Table

ENTER, CONTROL = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def filled(record: Record) -> Record:
    for title, state, hours in (
        ("Practitioner", CredentialState.EARNED, 25),
        ("Architect", CredentialState.IN_PROGRESS, 60),
        ("Security", CredentialState.WISH, 40),
        ("Expert", CredentialState.WISH, None),
    ):
        planned = None if hours is None else hours * 60
        record.credentials.add(CredentialDraft(title, state=state, planned_minutes=planned))
    record.pathways.add(PathwayDraft("Cloud", credential_id=4))
    record.pathway_steps.add(PathwayStepDraft(1, 1, 0, 1))
    record.pathway_steps.add(PathwayStepDraft(1, 2, 1, 3))
    record.pathway_steps.add(PathwayStepDraft(1, 3, 2, 0))
    day = record.ground.today()
    record.study.log(StudyDraft(20 * 3600, day=day, shares=(Share(2),)), is_sure=True)
    record.credentials.set_skills(1, ["Networks", "IAM"])
    record.credentials.set_skills(2, ["networking"])
    return record


def open_page(desk: Desk, view: str, qtbot) -> CredentialsPage:
    page = CredentialsPage(desk)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show_view(view)
    page.show()
    qtbot.waitUntil(lambda: not desk.tasks.is_busy())
    return page


def dialog(qtbot) -> FormDialog:
    def found() -> list[FormDialog]:
        widgets = QApplication.topLevelWidgets()
        return [one for one in widgets if isinstance(one, FormDialog) and one.isVisible()]

    qtbot.waitUntil(lambda: bool(found()))
    return found()[0]


def steps(view: PathwaysView) -> list[str]:
    return [row.line.accessibleName().split(",")[0] for row in view.cards()[0].rows.rows()]


def test_the_whole_is_told_by_needed_steps_and_by_hours(desk, filled, qtbot) -> None:
    page = open_page(desk, PATHWAYS, qtbot)
    view = page.findChild(PathwaysView)
    [card] = view.cards()
    assert card.findChild(Progress).accessibleName() == "1 of 2 steps earned, 25 %"
    texts = [label.text() for label in card.findChildren(PlainLabel)]
    assert "20 h of study, 40 h left by the plans" in texts
    assert steps(view) == ["Practitioner", "Architect", "Security"]
    assert "optional" in card.rows.rows()[2].line.accessibleName()


def test_alt_and_an_arrow_carry_a_step_and_undo_puts_it_back(desk, filled, qtbot) -> None:
    page = open_page(desk, PATHWAYS, qtbot)
    view = page.findChild(PathwaysView)
    line = view.cards()[0].rows.rows()[2].line
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: steps(view) == ["Practitioner", "Security", "Architect"])
    desk.do(lambda opened: opened.history.undo())
    qtbot.waitUntil(lambda: steps(view) == ["Practitioner", "Architect", "Security"])


def test_a_step_is_added_by_the_keyboard_and_never_twice(desk, filled, qtbot) -> None:
    page = open_page(desk, PATHWAYS, qtbot)
    view = page.findChild(PathwaysView)
    card = view.cards()[0]
    qtbot.keyClick(card._add, ENTER)
    form = dialog(qtbot)
    choice = form.form.inputs["credential_id"].marked
    qtbot.keyClicks(choice, "Security")
    qtbot.keyClick(choice, ENTER, CONTROL)
    qtbot.waitUntil(lambda: "once" in form.notice.text())
    while choice.currentText() != "Expert":
        qtbot.keyClick(choice, Qt.Key.Key_Up)
    qtbot.keyClick(choice, ENTER, CONTROL)
    qtbot.waitUntil(lambda: len(steps(view)) == 4)


def test_an_optional_step_becomes_needed_from_its_menu(desk, filled, qtbot) -> None:
    page = open_page(desk, PATHWAYS, qtbot)
    view = page.findChild(PathwaysView)
    entries = view.cards()[0].rows.rows()[2].entries()
    run = next(entry.run for entry in entries if entry.text == "Make it needed")
    assert run is not None
    run()
    progress = view.cards()[0].findChild(Progress)
    qtbot.waitUntil(lambda: progress.accessibleName() == "1 of 3 steps earned, 20 %")


def test_a_skill_tells_what_backs_it(desk, filled, qtbot) -> None:
    filled.evidence.add_link(
        EvidenceDraft("Lab", "https://example.org", credential_id=2), skills=["IAM"]
    )
    page = open_page(desk, SKILLS, qtbot)
    table = page.findChild(SkillsView).table
    model = table.model()
    found = {
        model.index(n, 0).data(): [model.index(n, column).data() for column in (1, 2, 3)]
        for n in range(model.rowCount())
    }
    assert found == {
        "IAM": ["Practitioner", "–", "1"],
        "networking": ["Architect", "20 h", "–"],
        "Networks": ["Practitioner", "–", "–"],
    }


def test_a_skill_renamed_to_another_asks_and_makes_them_one(desk, filled, qtbot) -> None:
    page = open_page(desk, SKILLS, qtbot)
    table: Table = page.findChild(SkillsView).table
    table.selectRow(2)
    table.setFocus()
    qtbot.keyClick(table, ENTER)
    form = dialog(qtbot)
    line = form.form.inputs["name"].marked
    line.selectAll()
    qtbot.keyClicks(line, "Networking")
    qtbot.keyClick(line, ENTER, CONTROL)

    def questions() -> list[Question]:
        widgets = QApplication.topLevelWidgets()
        return [one for one in widgets if isinstance(one, Question) and one.isVisible()]

    qtbot.waitUntil(lambda: bool(questions()))
    assert "Make the two one?" in questions()[0].windowTitle()
    qtbot.keyClick(questions()[0], Qt.Key.Key_K)
    qtbot.waitUntil(lambda: table.model().rowCount() == 2)
    backing = {one.draft.name: one.credential_ids for one in filled.skills.rows()}
    assert set(backing["networking"]) == {1, 2}
    desk.do(lambda opened: opened.history.undo())
    qtbot.waitUntil(lambda: table.model().rowCount() == 3)


def test_a_pathway_is_added_by_the_keyboard(desk, record, qtbot) -> None:
    record.credentials.add(CredentialDraft("Practitioner"))
    page = open_page(desk, PATHWAYS, qtbot)
    view = page.findChild(PathwaysView)
    open_form(desk, "pathway")
    form = dialog(qtbot)
    line = form.form.inputs["title"].marked
    qtbot.keyClicks(line, "Cloud")
    qtbot.keyClick(line, ENTER, CONTROL)
    qtbot.waitUntil(lambda: len(view.cards()) == 1)
    assert view.cards()[0].accessibleName() == "Cloud"


def test_the_timeline_is_read_by_keys_and_enter_opens_a_credential(desk, filled, qtbot) -> None:
    today = filled.ground.today()
    filled.credentials.change(2, started_on=today - timedelta(days=60), exam_on=today)
    filled.exam_attempts.add(ExamAttemptDraft(1, today - timedelta(days=9), ExamResult.PASSED))
    page = open_page(desk, TIMELINE, qtbot)
    canvas = page.findChild(TimelineView).card.canvas
    qtbot.waitUntil(canvas.is_drawn)
    assert "2 credentials" in canvas.accessibleDescription()
    canvas.setFocus()
    qtbot.keyClick(canvas, Qt.Key.Key_End)
    assert canvas.read_out()
    with qtbot.waitSignal(desk.going) as asked:
        qtbot.keyClick(canvas, ENTER)
    assert asked.args[0] == "credential"
    page._search.setText("nobody has this")
    qtbot.waitUntil(lambda: not canvas.isVisible())


def test_skills_are_shown_as_a_chart_and_a_click_lists_what_backs_one(desk, filled, qtbot) -> None:
    page = open_page(desk, SKILLS, qtbot)
    view = page.findChild(SkillsView)
    view.findChild(Segmented)._segments["chart"].click()
    canvas = view.findChild(ChartCanvas)
    qtbot.waitUntil(canvas.is_drawn)
    assert not view.table.isVisible()
    canvas.setFocus()
    qtbot.keyClick(canvas, Qt.Key.Key_Home)
    qtbot.keyClick(canvas, ENTER)
    qtbot.waitUntil(lambda: page.findChild(TableView) is not None)
    table = page.findChild(TableView).table
    qtbot.waitUntil(lambda: table.model().rowCount() == 1)
