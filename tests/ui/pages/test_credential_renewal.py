from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tracker.domain.changes import Kind
from tracker.domain.credentials import CredentialDraft, ExamAttemptDraft
from tracker.domain.proof import (
    RenewalCategory,
    RenewalCreditDraft,
    RenewalCycleDraft,
    RenewalDraft,
)
from tracker.domain.words import CycleState, ExamResult, RenewalKind
from tracker.record import Record
from tracker.ui.desk import Desk
from tracker.ui.forms import open_form
from tracker.ui.forms.dialog import FormDialog
from tracker.ui.forms.renewal_inputs import CategoriesInput, CyclesInput
from tracker.ui.pages.credential.cards import ExamsCard
from tracker.ui.pages.credential.page import RENEWAL, CredentialPage
from tracker.ui.parts.button import Button
from tracker.ui.parts.labels import PlainLabel
from tracker.ui.parts.linkbutton import LinkButton
from tracker.ui.parts.progress import Progress

ENTER, CONTROL = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def kept(record: Record) -> Record:
    """Two credentials with a renewal each, the first in its second cycle."""
    today = record.ground.today()
    for title in ("PMP", "CISM"):
        number = record.credentials.add(CredentialDraft(title)).only_id(Kind.CREDENTIAL)
        rule = RenewalDraft(
            number,
            RenewalKind.PDU,
            cycle_months=12,
            unit="PDU",
            units_milli=20_000,
            carry_over_milli=5_000,
            categories=(
                RenewalCategory("Education", 10_000),
                RenewalCategory("Giving", None, 8_000),
            ),
        )
        record.renewals.add_with_cycle(
            rule, RenewalCycleDraft(0, today - timedelta(days=30), today + timedelta(days=335))
        )
    record.renewal_cycles.add(
        RenewalCycleDraft(
            1, today - timedelta(days=395), today - timedelta(days=31), CycleState.RENEWED
        )
    )
    return record


@pytest.fixture
def page(desk: Desk, kept: Record, qtbot) -> CredentialPage:
    made = CredentialPage(desk)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    made.show_item(1)
    qtbot.waitUntil(lambda: not desk.tasks.is_busy())
    made.open_tab(RENEWAL)
    return made


def dialog(qtbot) -> FormDialog:
    def found() -> list[FormDialog]:
        widgets = QApplication.topLevelWidgets()
        return [one for one in widgets if isinstance(one, FormDialog) and one.isVisible()]

    qtbot.waitUntil(lambda: bool(found()))
    return found()[0]


def bar(page: CredentialPage) -> str:
    shown = [one for one in page.findChildren(Progress) if one.isVisible()]
    return shown[0].accessibleName() if shown else ""


def test_what_is_over_is_carried_into_the_next_cycle_up_to_the_rule(page, kept, qtbot) -> None:
    before = kept.ground.today() - timedelta(days=60)
    kept.renewal_credits.add(RenewalCreditDraft(3, before, 23_000, category="Education"))
    page.mark_stale()
    qtbot.waitUntil(lambda: bar(page) == "3 of 20 PDU, 17 to go")
    texts = [label.text() for label in page.findChildren(PlainLabel)]
    assert "3 PDU are carried over from the cycle before." in texts
    kept.renewal_credits.add(RenewalCreditDraft(3, before, 40_000, category="Education"))
    page.mark_stale()
    qtbot.waitUntil(lambda: bar(page) == "5 of 20 PDU, 15 to go")
    [plan, _other] = kept.overview.plan().renewals
    assert plan.counted_milli == 5_000
    kept.renewal_cycles.change(3, state=CycleState.LAPSED)
    page.mark_stale()
    qtbot.waitUntil(lambda: bar(page) == "0 of 20 PDU, 20 to go")


def test_one_activity_counts_for_several_credentials_in_one_step(page, desk, kept, qtbot) -> None:
    add = next(b for b in page.findChildren(Button) if b.text() == "Add credit")
    qtbot.keyClick(add, Qt.Key.Key_Space)
    form = dialog(qtbot)
    cycles = form.form.inputs["cycle_ids"]
    assert isinstance(cycles, CyclesInput)
    assert [box.accessibleName() for box in cycles.boxes.values()] == [
        "PMP · 20 PDU",
        "CISM · 20 PDU",
    ]
    assert [box.isChecked() for box in cycles.boxes.values()] == [True, False]
    qtbot.keyClicks(form.form.inputs["title"].marked, "Conference")
    qtbot.keyClicks(form.form.inputs["units_milli"].marked, "6")
    category = form.form.inputs["category"].marked
    qtbot.keyClick(category, Qt.Key.Key_Down)
    assert category.currentText() == "Education"
    qtbot.keyClick(list(cycles.boxes.values())[1], Qt.Key.Key_Space)
    with qtbot.waitSignal(desk.did):
        qtbot.keyClick(category, ENTER, CONTROL)
    credits_ = [row.draft for row in kept.renewal_credits.all()]
    assert [(one.cycle_id, one.units_milli, one.category) for one in credits_] == [
        (1, 6_000, "Education"),
        (2, 6_000, "Education"),
    ]
    qtbot.waitUntil(lambda: bar(page) == "6 of 20 PDU, 14 to go")
    desk.do(lambda opened: opened.history.undo())
    qtbot.waitUntil(lambda: kept.renewal_credits.all() == ())


def test_a_credit_needs_a_cycle_and_is_deleted_from_its_form(page, desk, kept, qtbot) -> None:
    kept.renewal_credits.add(RenewalCreditDraft(1, kept.ground.today(), 1_000, "Talk"))
    open_form(desk, Kind.RENEWAL_CREDIT, 1)
    form = dialog(qtbot)
    boxes = form.form.inputs["cycle_ids"].boxes
    assert [box.isVisible() for box in boxes.values()] == [True, False]
    delete = next(b for b in form.findChildren(Button) if b.text() == "Delete")
    with qtbot.waitSignal(desk.did):
        qtbot.keyClick(delete, Qt.Key.Key_Space)
    assert kept.renewal_credits.all() == ()
    qtbot.waitUntil(lambda: not form.isVisible())


def test_the_categories_of_a_rule_are_typed_and_a_wrong_one_is_told(
    page, desk, kept, qtbot
) -> None:
    open_form(desk, Kind.RENEWAL, 1)
    form = dialog(qtbot)
    made = form.form.inputs["categories"]
    assert isinstance(made, CategoriesInput)
    assert [row.name.text() for row in made.rows()] == ["Education", "Giving"]
    qtbot.keyClick(made.more, Qt.Key.Key_Space)
    row = made.rows()[2]
    assert row.name.hasFocus() or row.name.isVisible()
    qtbot.keyClicks(row.name, "Ethics")
    qtbot.keyClicks(row.least, "3")
    qtbot.keyClicks(row.most, "2")
    assert "above the most" in made.fault()
    row.most.clear()
    qtbot.keyClicks(row.most, "4.5")
    with qtbot.waitSignal(desk.did):
        qtbot.keyClick(row.most, ENTER, CONTROL)
    assert kept.renewals.one(1).draft.categories[2] == RenewalCategory("Ethics", 3_000, 4_500)


def test_a_failed_exam_offers_a_retake_and_a_passed_one_the_award(page, desk, kept, qtbot) -> None:
    kept.exam_attempts.add(ExamAttemptDraft(1, date(2026, 11, 1), ExamResult.FAILED, "61 %"))
    page.mark_stale()
    page.open_tab(0)
    links = page.findChild(ExamsCard).findChildren(LinkButton)
    qtbot.waitUntil(lambda: "Add retake" in [link.text() for link in links])
    retake = next(link for link in links if link.text() == "Add retake")
    qtbot.keyClick(retake, ENTER)
    form = dialog(qtbot)
    result = form.form.inputs["result"].marked
    while result.currentText() != "Passed":
        qtbot.keyClick(result, Qt.Key.Key_Down)
    qtbot.keyClicks(form.form.inputs["score"].marked, "82 %")
    with qtbot.waitSignal(desk.did):
        qtbot.keyClick(result, ENTER, CONTROL)
    earn = next(link for link in links if link.text() == "Passed: mark it as earned")
    qtbot.waitUntil(earn.isVisible)
    attempts = [row.draft.score for row in kept.exam_attempts.all(credential_id=1)]
    assert attempts == ["61 %", "82 %"]
