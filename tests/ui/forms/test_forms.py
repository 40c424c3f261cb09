from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tests.ui.windows import open_dialogs, wait_for
from tracker.domain.changes import Kind
from tracker.domain.credentials import CredentialDraft
from tracker.domain.instants import Moment
from tracker.domain.money import Money
from tracker.domain.spending import ExpenseDraft
from tracker.domain.study import GoalDraft, Pause, Share, StudyDraft
from tracker.domain.words import CredentialState, GoalPeriod
from tracker.record import Record
from tracker.ui.desk import Desk
from tracker.ui.dialogs.question import Question
from tracker.ui.forms import _SPECS, open_form, spec_of
from tracker.ui.forms.choices import SharesInput
from tracker.ui.forms.dialog import FormDialog
from tracker.ui.forms.when import WhenInput

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot, look) -> QWidget:
    made = QWidget()
    made.resize(1200, 800)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def opened(desk: Desk, window: QWidget, qtbot):
    """Opens a form and gives its dialog."""
    desk.failed.connect(lambda error: pytest.fail(repr(error)))

    def open_one(kind: Kind, row_id: int | None = None, **prefill: Any) -> FormDialog:
        open_form(desk, kind, row_id, **prefill)
        return wait_for(qtbot, FormDialog)

    yield open_one
    for dialog in open_dialogs(FormDialog):
        dialog.done(0)


def add_credential(record: Record, title: str, **fields: Any) -> int:
    return record.credentials.add(CredentialDraft(title, **fields)).only_id(Kind.CREDENTIAL)


def type_into(qtbot, dialog: FormDialog, name: str, text: str) -> None:
    if name not in dialog.form.inputs:
        dialog.form.open_all()
    line: Any = dialog.form.inputs[name].marked
    line.setFocus()
    line.clear()
    qtbot.keyClicks(line, text)


def test_a_credential_is_added_by_the_keyboard_alone(opened, record: Record, desk, qtbot) -> None:
    dialog = opened(Kind.CREDENTIAL)
    focused: Any = dialog.focusWidget()
    qtbot.keyClicks(focused, "Certified Kubernetes Administrator")
    with qtbot.waitSignal(dialog.saved):
        qtbot.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    (row,) = record.credentials.rows()
    assert row.title == "Certified Kubernetes Administrator"
    assert row.draft.state is CredentialState.PLANNED
    qtbot.waitUntil(lambda: not open_dialogs(FormDialog))


def test_problems_stand_beside_their_field_and_nothing_is_saved(
    opened, record: Record, qtbot
) -> None:
    dialog = opened(Kind.CREDENTIAL)
    type_into(qtbot, dialog, "title", "CKA")
    type_into(qtbot, dialog, "url", "javascript:alert(1)")
    frame = dialog.form._frames["url"]
    assert "https://" in frame.problem()
    dialog.save()
    assert record.credentials.rows() == ()
    assert dialog.isVisible()
    type_into(qtbot, dialog, "url", "https://example.org")
    assert frame.problem() == ""


def test_an_untouched_field_is_not_scolded_before_one_tries_to_save(opened, qtbot) -> None:
    dialog = opened(Kind.CREDENTIAL)
    type_into(qtbot, dialog, "short_title", "CKA")
    assert dialog.form._frames["title"].problem() == ""
    dialog.save()
    assert dialog.form._frames["title"].problem()
    assert dialog.focusWidget() is dialog.form.inputs["title"].marked


def test_esc_asks_only_where_something_typed_would_be_lost(opened, record, qtbot) -> None:
    dialog = opened(Kind.CREDENTIAL)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    dialog = opened(Kind.CREDENTIAL)
    type_into(qtbot, dialog, "title", "CKA")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    question = wait_for(qtbot, Question)
    qtbot.keyClick(question, Qt.Key.Key_G)
    assert dialog.isVisible()
    assert dialog.form.values()["title"] == "CKA"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.keyClick(wait_for(qtbot, Question), Qt.Key.Key_T)
    qtbot.waitUntil(lambda: not open_dialogs(FormDialog))
    assert record.credentials.rows() == ()


def test_only_what_was_changed_is_written(opened, record: Record, qtbot) -> None:
    number = add_credential(record, "CKA", issuer="CNCF", note="mine")
    dialog = opened(Kind.CREDENTIAL, number)
    assert dialog.form.values()["issuer"] == "CNCF"
    dialog.save()
    assert record.history.next_labels()[0] == "Add credential"
    dialog = opened(Kind.CREDENTIAL, number)
    type_into(qtbot, dialog, "planned_minutes", "65")
    assert dialog.form.differences() == {"planned_minutes": 65 * 60}
    with qtbot.waitSignal(dialog.saved):
        dialog.save()
    assert record.credentials.one(number).draft.planned_minutes == 65 * 60
    assert record.credentials.one(number).draft.note == "mine"


def test_a_folded_section_opens_where_something_is_said_and_changes_nothing_when_opened(
    opened, record: Record, qtbot
) -> None:
    plain = add_credential(record, "Plain")
    dialog = opened(Kind.CREDENTIAL, plain)
    assert "grade" not in dialog.form.inputs
    dialog.form.open_all()
    assert dialog.form.differences() == {}
    assert not dialog.form.is_dirty()
    dialog.done(0)
    graded = add_credential(record, "Graded", grade="A", level_eqf=6)
    dialog = opened(Kind.CREDENTIAL, graded)
    assert dialog.form.inputs["grade"].read() == {"grade": "A"}
    assert not dialog.form.is_dirty()


def test_start_end_and_length_keep_each_other_right(opened, qtbot) -> None:
    dialog = opened(Kind.STUDY_SESSION)
    when = dialog.form.inputs["seconds"]
    assert isinstance(when, WhenInput)
    for line, text in ((when.start, "1900"), (when.length, "45")):
        line.setFocus()
        qtbot.keyClicks(line, text)
    assert when.end.value() == time(19, 45)
    when.end.setFocus()
    when.end.selectAll()
    qtbot.keyClicks(when.end, "20.30")
    assert when.length.value() == 90 * 60
    when.start.setFocus()
    when.start.selectAll()
    qtbot.keyClicks(when.start, "23:30")
    assert when.end.value() == time(1, 0)
    assert when.length.value() == 90 * 60


def test_an_end_and_a_length_give_the_start(opened, qtbot) -> None:
    dialog = opened(Kind.STUDY_SESSION)
    when: Any = dialog.form.inputs["seconds"]
    for line, text in ((when.length, "1h"), (when.end, "1pm")):
        line.setFocus()
        qtbot.keyClicks(line, text)
    assert when.start.value() == time(12, 0)


def test_a_length_without_a_time_is_logged_on_its_day(opened, record: Record, qtbot) -> None:
    number = add_credential(record, "CKA")
    dialog = opened(Kind.STUDY_SESSION, shares=(Share(number),))
    when: Any = dialog.form.inputs["seconds"]
    when.day.setFocus()
    when.day.selectAll()
    qtbot.keyClicks(when.day, "2026-11-20")
    when.length.setFocus()
    qtbot.keyClicks(when.length, "1h30")
    with qtbot.waitSignal(dialog.saved):
        dialog.save()
    (row,) = record.study.page()
    assert (row.day, row.seconds, row.start) == (date(2026, 11, 20), 5400, None)
    assert row.shares[0].credential_id == number


def test_an_overlap_is_asked_about_and_both_can_be_kept(opened, record: Record, qtbot) -> None:
    zone = record.ground.zone()
    start = Moment.from_wall(datetime(2026, 11, 20, 19, 0), zone)
    record.study.log(StudyDraft(3600, start=start, topic="first"))
    dialog = opened(Kind.STUDY_SESSION, start=start, seconds=1800)
    dialog.save()
    question = wait_for(qtbot, Question)
    assert record.study.count() == 1
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.primary.isEnabled()
    dialog.save()
    with qtbot.waitSignal(dialog.saved):
        qtbot.keyClick(wait_for(qtbot, Question), Qt.Key.Key_K)
    assert record.study.count() == 2


def test_moving_a_session_takes_its_pauses_along_and_leaving_it_keeps_its_day(
    opened, record: Record, qtbot
) -> None:
    start = Moment.from_wall(datetime(2026, 11, 20, 1, 0), record.ground.zone())
    pause = Pause(start.after(600).at, start.after(900).at)
    number = record.study.log(
        StudyDraft(3000, start=start, pauses=(pause,), topic="night")
    ).only_id(Kind.STUDY_SESSION)
    record.settings.change(day_starts_at=240)
    dialog = opened(Kind.STUDY_SESSION, number)
    when: Any = dialog.form.inputs["seconds"]
    assert when.end.value() == time(1, 55)
    type_into(qtbot, dialog, "note", "x")
    assert set(dialog.form.differences()) == {"note"}
    when.start.setFocus()
    when.start.selectAll()
    qtbot.keyClicks(when.start, "9:00")
    with qtbot.waitSignal(dialog.saved):
        dialog.save()
    row = record.study.one(number)
    assert row.start is not None
    assert row.start.wall == datetime(2026, 11, 20, 9, 0)
    assert record.study.pauses(number)[0].started_at == row.start.after(600).at


def test_several_credentials_have_weights(opened, record: Record, qtbot) -> None:
    one, two = add_credential(record, "CKA"), add_credential(record, "AWS")
    dialog = opened(Kind.STUDY_SESSION, shares=(Share(one, 2), Share(two, 1)))
    shares: Any = dialog.form.inputs["shares"]
    assert isinstance(shares, SharesInput)
    assert shares.rows() == 2
    assert shares.read()["shares"] == (Share(one, 2), Share(two, 1))
    shares.remove(shares._rows[1])
    assert shares.read()["shares"] == (Share(one, 2),)


def test_the_same_credential_twice_is_a_problem_beside_the_field(opened, record, qtbot) -> None:
    number = add_credential(record, "CKA")
    add_credential(record, "AWS")
    dialog = opened(Kind.STUDY_SESSION, shares=(Share(number), Share(number)), seconds=600)
    assert dialog.form.show_problems()[0].field == "shares"
    assert dialog.form._frames["shares"].problem()


def test_a_typed_currency_wins_over_the_chosen_one(opened, record: Record, qtbot) -> None:
    dialog = opened(Kind.EXPENSE)
    type_into(qtbot, dialog, "amount_minor", "49.99 USD")
    type_into(qtbot, dialog, "title", "course")
    with qtbot.waitSignal(dialog.saved):
        dialog.save()
    (row,) = record.spending.page()
    assert row.amount == Money(4999, "USD")


def test_a_refund_is_in_the_currency_of_its_expense(opened, record: Record, qtbot) -> None:
    number = record.spending.add(
        ExpenseDraft(15000, "USD", date(2026, 10, 1), title="exam")
    ).only_id(Kind.EXPENSE)
    dialog = opened(Kind.REFUND, expense_id=number)
    type_into(qtbot, dialog, "amount_minor", "100")
    with qtbot.waitSignal(dialog.saved):
        dialog.save()
    assert record.spending.one(number).refunded == Money(10000, "USD")


def test_settings_wear_the_look_at_once_and_take_it_back(opened, desk: Desk, record, qtbot) -> None:
    dialog = opened(Kind.RECORD_SETTING)
    themes: Any = dialog.form.inputs["theme"].marked
    themes.setCurrentIndex(themes.findData("dark"))
    assert desk.theme.choice == "dark"
    dialog.done(0)
    assert desk.theme.choice == "light"
    dialog = opened(Kind.RECORD_SETTING)
    type_into(qtbot, dialog, "day_starts_at", "4")
    type_into(qtbot, dialog, "budget_minor", "2000")
    with qtbot.waitSignal(dialog.saved):
        dialog.save()
    held = record.settings.get()
    assert (held.day_starts_at, held.budget_minor) == (240, 200000)


def test_the_catalogue_fills_what_is_empty_and_says_where_from(opened, record, qtbot) -> None:
    dialog: Any = opened(Kind.CREDENTIAL)
    line: Any = dialog.form.inputs["title"].marked
    type_into(qtbot, dialog, "issuer", "my own word")
    type_into(qtbot, dialog, "title", "certified kubernetes adm")
    suggestions = dialog._suggestions
    qtbot.waitUntil(lambda: bool(suggestions.list.rows()))
    qtbot.keyClick(line, Qt.Key.Key_Down)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(dialog.form.values().get("catalogue_id")))
    values = dialog.form.values()
    assert "Kubernetes Administrator" in values["title"]
    assert values["issuer"] == "my own word"
    assert dialog.isVisible()
    assert dialog.form._chips


VALUES: dict[Kind, dict[str, Any]] = {
    Kind.CREDENTIAL: {"title": "CKA", "planned_minutes": 60, "level_eqf": 5},
    Kind.MODULE: {"title": "Networking", "weight": 2},
    Kind.EXAM_ATTEMPT: {"taken_on": date(2026, 11, 1), "score": "82 %"},
    Kind.PLANNED_BLOCK: {"seconds": 3600},
    Kind.GOAL: {"minutes": 480},
    Kind.REST_DAY: {"first_on": date(2026, 12, 24), "last_on": date(2026, 12, 26)},
    Kind.SUBSCRIPTION: {"title": "Cloud", "amount_minor": 4900, "currency": "USD"},
    Kind.RENEWAL: {"units_milli": 60_500, "unit": "PDU", "cycle_months": 36},
}


@pytest.mark.parametrize("kind", list(VALUES))
def test_what_a_form_saves_comes_back_unchanged_when_it_is_opened_again(
    kind: Kind, opened, record: Record, qtbot
) -> None:
    owner = add_credential(record, "Owner")
    values = dict(VALUES[kind])
    fields = {name for field in spec_of(kind).fields for name in field.answers}
    if "credential_id" in fields:
        values["credential_id"] = owner
    if kind is Kind.PLANNED_BLOCK:
        values["start"] = Moment.from_wall(datetime(2026, 11, 24, 19, 0), record.ground.zone())
    dialog = opened(kind, **values)
    assert dialog.form.problems() == []
    with qtbot.waitSignal(dialog.saved) as saved:
        dialog.save()
    number = next(
        n for n in saved.args[0].ids[kind] if not (kind is Kind.CREDENTIAL and n == owner)
    )
    dialog = opened(kind, number)
    held = dialog.form.values()
    assert {name: held[name] for name in values} == values
    assert not dialog.form.is_dirty()


@pytest.mark.parametrize("kind", list(_SPECS))
def test_every_form_names_its_controls(kind: Kind, desk: Desk, record: Record, look, qtbot) -> None:
    from tracker.ui.forms.form import Form
    from tracker.ui.forms.gathering import context_of

    form = Form(spec_of(kind), context_of(record))
    qtbot.addWidget(form)
    form.open_all()
    for field in form.spec.fields:
        made = form.inputs[field.name]
        assert made.marked.accessibleName(), field.name


def test_evidence_needs_a_file_or_a_link(opened, record: Record, tmp_path, qtbot) -> None:
    dialog = opened(Kind.EVIDENCE)
    type_into(qtbot, dialog, "title", "Certificate")
    assert [problem.field for problem in dialog.form.problems()] == ["url"]
    paper = tmp_path / "paper.txt"
    paper.write_text("proof", encoding="utf-8")
    type_into(qtbot, dialog, "file", str(paper))
    with qtbot.waitSignal(dialog.saved):
        dialog.save()
    (row,) = record.evidence.rows()
    assert (row.title, row.file_name) == ("Certificate", "paper.txt")


def test_a_goal_for_a_credential_that_was_archived_keeps_its_name(
    opened, record: Record, qtbot
) -> None:
    number = add_credential(record, "Old one")
    goal = record.goals.add(GoalDraft(60, GoalPeriod.WEEK, number)).only_id(Kind.GOAL)
    record.credentials.archive(number)
    dialog = opened(Kind.GOAL, goal)
    chosen: Any = dialog.form.inputs["credential_id"].marked
    assert chosen.currentText() == "Old one"
