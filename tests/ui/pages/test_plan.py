from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.windows import wait_for
from tracker.analytics.deadlines import Due, DueKind
from tracker.analytics.streak import DayMark
from tracker.domain.changes import Kind
from tracker.domain.credentials import CredentialDraft
from tracker.domain.instants import Moment
from tracker.domain.money import Money
from tracker.domain.proof import (
    RenewalCategory,
    RenewalCreditDraft,
    RenewalCycleDraft,
    RenewalDraft,
)
from tracker.domain.spending import SubscriptionDraft
from tracker.domain.study import GoalDraft, PlannedBlockDraft, RestDayDraft, Share
from tracker.domain.words import BlockState, CredentialState, RenewalKind
from tracker.record import Record
from tracker.ui.desk import Desk
from tracker.ui.forms.dialog import FormDialog
from tracker.ui.menus import Entry
from tracker.ui.pages.plan.page import PlanPage
from tracker.ui.pages.plan.renewals import SourceLink
from tracker.ui.pages.plan.words import days_words, due_chip, due_words, mark_words, rest_chip
from tracker.ui.parts.actionrow import ActionRow
from tracker.ui.parts.button import Button
from tracker.ui.parts.chip import Chip
from tracker.ui.parts.linkbutton import LinkButton
from tracker.ui.tasks import Tasks

PRAGUE = "Europe/Prague"
TODAY = date(2026, 11, 22)
DOING = CredentialState.IN_PROGRESS
Log = Callable[..., int]
Show = Callable[[], PlanPage]


@pytest.fixture
def settle(qtbot: QtBot, tasks: Tasks) -> Callable[[PlanPage], None]:
    """Waits until the record is asked and all its answers are shown."""

    def wait(page: PlanPage) -> None:
        qtbot.waitUntil(lambda: not tasks.is_busy() and not page.is_stale() and page.is_filled())

    return wait


@pytest.fixture
def show(qtbot: QtBot, desk: Desk, settle: Callable[[PlanPage], None]) -> Show:
    """Shows the page and waits for its first answer."""

    def make() -> PlanPage:
        page = PlanPage(desk)
        qtbot.addWidget(page)
        page.resize(1200, 860)
        page.show()
        settle(page)
        return page

    return make


def block(record: Record, day: int, hour: int, **fields: object) -> int:
    start = Moment.from_wall(datetime(2026, 11, day, hour), PRAGUE)
    draft = PlannedBlockDraft(start, 3600, **fields)
    return record.planned_blocks.add(draft).only_id(Kind.PLANNED_BLOCK)


def credential(record: Record, title: str = "CKA", **fields: object) -> int:
    draft = CredentialDraft(title, state=DOING, **fields)
    return record.credentials.add(draft).only_id(Kind.CREDENTIAL)


def names(rows: tuple[ActionRow, ...]) -> list[str]:
    return [row.line.accessibleName() for row in rows]


def link(widget: QWidget, text: str) -> LinkButton:
    (found,) = [one for one in widget.findChildren(LinkButton) if one.text() == text]
    return found


def entry(row: ActionRow, text: str) -> Entry:
    (found,) = [one for one in row.entries() if one.text == text]
    return found


def press(widget: QWidget, key: Qt.Key = Qt.Key.Key_Space) -> None:
    widget.setFocus()
    QTest.keyClick(widget, key)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-5, "5 days ago"),
        (-1, "1 day ago"),
        (0, "today"),
        (1, "tomorrow"),
        (60, "in 60 days"),
        (61, "in 2 months"),
        (365, "in 12 months"),
    ],
)
def test_a_day_is_told_by_how_far_it_is(days: int, words: str) -> None:
    assert days_words(days) == words


@pytest.mark.parametrize(
    ("kind", "days", "chip"),
    [
        (DueKind.EXAM, 9, ("in 9 days", "money")),
        (DueKind.EXAM, 15, ("in 15 days", "plain")),
        (DueKind.RENEWAL, 21, ("in 21 days", "bad")),
        (DueKind.RENEWAL, 75, ("in 2 months", "money")),
        (DueKind.CLAIM, -2, ("2 days ago", "bad")),
        (DueKind.CHARGE, 0, ("today", "plain")),
    ],
)
def test_a_deadline_is_marked_by_how_much_it_presses(
    kind: DueKind, days: int, chip: tuple[str, str]
) -> None:
    assert due_chip(Due(kind, TODAY + timedelta(days=days), "CKA", 1), TODAY) == chip


def test_a_deadline_says_what_it_is_with_its_amount_or_its_module() -> None:
    assert due_words(Due(DueKind.EXAM, TODAY, "CKA", 1)) == "Exam"
    assert due_words(Due(DueKind.MODULE, TODAY, "CKA", 1, "Storage")) == "Module · Storage"
    charge = Due(DueKind.CHARGE, TODAY, "Library", 1, amount=Money(999, "EUR"))
    assert due_words(charge) == "Charge · €9.99"


def test_days_and_rest_are_told_in_words() -> None:
    told = mark_words(TODAY, DayMark.REST, 0, "Holiday")
    assert told == "Sunday, 22 November 2026: planned rest: Holiday"
    assert mark_words(TODAY, DayMark.OPEN, 0, "") == "Sunday, 22 November 2026"
    assert mark_words(TODAY, DayMark.STUDY, 5400, "").endswith("2026: 1 h 30 m")
    assert rest_chip(RestDayDraft(TODAY, TODAY), TODAY) == ("now", "degree")


def test_an_empty_record_offers_first_steps_by_the_keyboard(show: Show, qtbot: QtBot) -> None:
    page = show()
    assert page.welcome.isVisible() and not page.goals.isVisible()
    (first, *_others) = page.welcome.findChildren(Button)
    press(first)
    dialog = wait_for(qtbot, FormDialog)
    assert dialog.windowTitle() == "Set a goal"
    dialog.done(0)


def test_goals_tell_what_is_done_and_which_weeks_were_met(
    show: Show, record: Record, log: Log
) -> None:
    cka = credential(record)
    record.goals.add(GoalDraft(480))
    record.goals.add(GoalDraft(60, credential_id=cka))
    log(3, 9, 480)
    log(12, 9, 90, shares=(Share(cka),))
    log(21, 9, 130, shares=(Share(cka),))
    page = show()
    assert names(page.goals.rows.rows()) == [
        "All study · 8 h a week, 2 h 10 m done this week · 5 h 50 m to go, 27 %, "
        "met in 1 of 2 weeks",
        "CKA · 1 h a week, 2 h 10 m done this week · reached, 216 %, met in 1 of 1 week",
    ]


def test_a_goal_is_changed_and_deleted_and_the_deletion_can_be_undone(
    show: Show, record: Record, qtbot: QtBot, settle: Callable[[PlanPage], None]
) -> None:
    record.goals.add(GoalDraft(480))
    page = show()
    (row,) = page.goals.rows.rows()
    press(row.line, Qt.Key.Key_Return)
    dialog = wait_for(qtbot, FormDialog)
    assert dialog.windowTitle() == "Change goal"
    dialog.done(0)
    did = []
    page.desk.did.connect(did.append)
    run = entry(row, "Delete").run
    assert run is not None
    run()
    qtbot.waitUntil(lambda: bool(did))
    settle(page)
    assert [changes.label for changes in did] == ["Delete goal"]
    assert record.goals.all() == () and page.welcome.isVisible()
    page.desk.do(lambda record: record.history.undo())
    qtbot.waitUntil(lambda: len(page.goals.rows.rows()) == 1 and not page.welcome.isVisible())


def test_blocks_say_what_became_of_them_without_reproach(
    show: Show, record: Record, log: Log
) -> None:
    cka = credential(record)
    block(record, 19, 9, credential_id=cka)
    block(record, 20, 9, credential_id=cka, activity="lab")
    block(record, 23, 19, title="Mock exam")
    log(19, 20, 30, shares=(Share(cka),))
    page = show()
    assert names(page.blocks.ahead.rows()) == ["Mock exam, Mon 23 Nov 19:00 · 1 h, tomorrow"]
    assert names(page.blocks.past.rows()) == [
        "CKA, Fri 20 Nov 09:00 · 1 h · lab, not logged",
        "CKA, Thu 19 Nov 09:00 · 1 h, kept",
    ]


def test_a_missed_block_is_kept_by_the_persons_word_and_the_keyboard_stays_in_the_line(
    show: Show, record: Record, qtbot: QtBot, settle: Callable[[PlanPage], None]
) -> None:
    number = block(record, 20, 9, title="Reading")
    block(record, 19, 9, title="Other")
    page = show()
    page.activateWindow()
    did = []
    page.desk.did.connect(did.append)
    first = page.blocks.past.rows()[0]
    press(link(first, "Mark as kept"))
    qtbot.waitUntil(lambda: page.blocks.past.rows()[0] is not first)
    settle(page)
    assert record.planned_blocks.one(number).draft.state is BlockState.KEPT
    assert [changes.label for changes in did] == ["Mark planned study as kept"]
    row, other = page.blocks.past.rows()
    assert row.line.accessibleName().endswith("kept")
    assert page.focusWidget() is row.line
    assert not row.findChildren(LinkButton) and other.findChildren(LinkButton)


def test_a_block_that_is_dropped_goes_and_the_next_line_has_the_keyboard(
    show: Show, record: Record, qtbot: QtBot
) -> None:
    number = block(record, 20, 9, title="Reading")
    block(record, 19, 9, title="Other")
    page = show()
    press(link(page.blocks.past.rows()[0], "Drop"))
    qtbot.waitUntil(lambda: len(page.blocks.past.rows()) == 1)
    assert record.planned_blocks.one(number).draft.state is BlockState.DROPPED
    assert page.focusWidget() is page.blocks.past.rows()[0].line


def test_moving_offers_the_same_time_a_day_later(
    show: Show, record: Record, qtbot: QtBot, settle: Callable[[PlanPage], None]
) -> None:
    number = block(record, 21, 9, title="Reading")
    page = show()
    press(link(page.blocks.past, "Move…"))
    dialog = wait_for(qtbot, FormDialog)
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: record.planned_blocks.one(number).draft.start.wall.day == 22)
    settle(page)
    moved = record.planned_blocks.one(number).draft
    assert (moved.start.wall, moved.seconds) == (datetime(2026, 11, 22, 9), 3600)


def test_logging_a_block_fills_in_what_was_planned_and_keeps_it(
    show: Show, record: Record, qtbot: QtBot
) -> None:
    cka = credential(record)
    block(record, 20, 9, credential_id=cka, activity="lab")
    page = show()
    press(link(page.blocks.past, "Log it"))
    dialog = wait_for(qtbot, FormDialog)
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: names(page.blocks.past.rows())[0].endswith("kept"))
    (session,) = record.study.page()
    assert (session.title, session.activity, session.seconds) == ("CKA", "lab", 3600)


def test_a_block_is_missed_as_soon_as_it_is_over(
    show: Show, record: Record, clock: list[datetime], qtbot: QtBot
) -> None:
    block(record, 22, 21, title="Reading")
    page = show()
    assert names(page.blocks.ahead.rows())[0].endswith("today")
    clock[0] += timedelta(hours=2)
    page._look()
    qtbot.waitUntil(lambda: names(page.blocks.ahead.rows())[0].endswith("not logged"))


def test_streak_and_steadiness_are_told_and_a_lapse_leaves_most_of_it(
    show: Show, record: Record, log: Log
) -> None:
    for day in (*range(1, 19), 20, 21, 22):
        log(day, 9, 30)
    page = show()
    told = [one.accessibleDescription() for one in (page.streak.current, page.streak.best)]
    assert told == ["3 days", "18 days"]
    assert page.streak.steady.accessibleDescription() == "93 %"
    assert page.streak.marks.accessibleName() == (
        "November 2026, 21 days of study, 0 of rest, 1 without"
    )


def test_the_month_is_walked_and_opened_by_the_keyboard(
    show: Show, record: Record, log: Log, qtbot: QtBot
) -> None:
    log(21, 9, 90)
    record.rest_days.add(RestDayDraft(date(2026, 11, 20), date(2026, 11, 20), "Holiday"))
    page = show()
    marks = page.streak.marks
    went: list[tuple[str, int]] = []
    page.desk.going.connect(lambda place, ident: went.append((place, ident)))
    press(marks, Qt.Key.Key_Left)
    assert marks.accessibleDescription() == "Saturday, 21 November 2026: 1 h 30 m"
    QTest.keyClick(marks, Qt.Key.Key_Return)
    assert went == [("study-log", -date(2026, 11, 21).toordinal())]
    QTest.keyClick(marks, Qt.Key.Key_Left)
    assert marks.accessibleDescription().endswith("planned rest: Holiday")
    QTest.keyClick(marks, Qt.Key.Key_Return)
    dialog = wait_for(qtbot, FormDialog)
    assert dialog.windowTitle() == "Change rest"
    dialog.done(0)
    for _week in range(2):
        QTest.keyClick(marks, Qt.Key.Key_Down)
    assert marks.accessibleName().startswith("December 2026")
    assert marks.cursor_day() == date(2026, 12, 4)
    QTest.keyClick(marks, Qt.Key.Key_PageUp)
    assert marks.accessibleName().startswith("November 2026")


def test_rest_is_planned_on_a_day_to_come_by_a_click(
    show: Show, record: Record, log: Log, qtbot: QtBot
) -> None:
    log(21, 9, 90)
    page = show()
    marks = page.streak.marks
    points = (
        QPointF(x, y) for x in range(2, marks.width(), 5) for y in range(2, marks.height(), 5)
    )
    place = next(point for point in points if marks.day_at(point) == date(2026, 11, 25))
    QTest.mouseClick(marks, Qt.MouseButton.LeftButton, pos=place.toPoint())
    dialog = wait_for(qtbot, FormDialog)
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(page.streak.rest.rows()) == 1)
    (kept,) = record.rest_days.all()
    assert (kept.draft.first_on, kept.draft.last_on) == (date(2026, 11, 25),) * 2
    assert names(page.streak.rest.rows()) == ["25 Nov, in 3 days"]


@pytest.fixture
def pmp(record: Record) -> int:
    """PMP with a rule of the catalogue, 14 of its 60 units earned; its number."""
    number = credential(record, "PMP", catalogue_id="pmi-pmp")
    rule = RenewalDraft(
        number,
        RenewalKind.PDU,
        36,
        "PDU",
        60_000,
        categories=(
            RenewalCategory("Education", 35_000),
            RenewalCategory("Giving Back", None, 4_000),
        ),
        fee_minor=15_000,
        fee_currency="USD",
        rule_pack="pmi-ccr",
    )
    renewal = record.renewals.add(rule).only_id(Kind.RENEWAL)
    cycle = RenewalCycleDraft(renewal, date(2024, 3, 12), date(2027, 3, 11))
    cycle_id = record.renewal_cycles.add(cycle).only_id(Kind.RENEWAL_CYCLE)
    record.renewal_credits.add(RenewalCreditDraft(cycle_id, TODAY, 10_000, "", "Education"))
    record.renewal_credits.add(RenewalCreditDraft(cycle_id, TODAY, 9_000, "", "Giving Back"))
    return number


def test_a_renewal_tells_units_pace_fee_categories_and_where_its_rule_was_read(
    show: Show, pmp: int
) -> None:
    page = show()
    (row,) = page.renewals.rows.rows()
    # Of the nine units that give back, four count.
    assert row.line.accessibleName() == (
        "PMP, professional development units · fee US$150, not paid yet, "
        "11 Mar 2027 · in 4 months, 14 of 60 PDU, 46 to go · 12.8 a month"
    )
    chips = [chip.text() for chip in row.findChildren(Chip)]
    assert "Education: 10 of at least 35" in chips
    assert "Giving Back: 9, at most 4 count" in chips
    (source,) = row.findChildren(SourceLink)
    assert source.text().startswith("PMI") and source.text().endswith("partly unverified")
    assert len(source.entries()) >= 8
    assert "not verified" in source.accessibleDescription()


def test_a_credit_is_added_and_the_credential_opened_from_its_renewal(
    show: Show, pmp: int, qtbot: QtBot
) -> None:
    page = show()
    (row,) = page.renewals.rows.rows()
    went: list[tuple[str, int]] = []
    page.desk.going.connect(lambda place, ident: went.append((place, ident)))
    press(row.line, Qt.Key.Key_Return)
    assert went == [("credential", pmp)]
    press(link(row, "Add credit"))
    dialog = wait_for(qtbot, FormDialog)
    assert dialog.windowTitle() == "Add renewal credit"
    dialog.done(0)


def test_deadlines_are_read_by_row_and_lead_to_what_they_are_about(
    show: Show, record: Record, qtbot: QtBot
) -> None:
    cka = credential(record, exam_on=date(2026, 12, 2))
    record.subscriptions.add(SubscriptionDraft("Library", 999, "EUR", date(2026, 1, 23)))
    page = show()
    model, table = page.deadlines.model, page.deadlines.table
    role = Qt.ItemDataRole.AccessibleTextRole
    said = [[model.index(r, c).data(role) for c in range(3)] for r in range(model.rowCount())]
    assert said == [
        ["What: Library, Charge · €9.99", "Day: 23 Nov", "23 Nov, tomorrow"],
        ["What: CKA, Exam", "Day: 2 Dec", "2 Dec, in 10 days"],
    ]
    went: list[tuple[str, int]] = []
    page.desk.going.connect(lambda place, ident: went.append((place, ident)))
    table.setCurrentIndex(model.index(1, 0))
    press(table, Qt.Key.Key_Return)
    assert went == [("credential", cka)]
    table.setCurrentIndex(model.index(0, 0))
    press(table, Qt.Key.Key_Return)
    wait_for(qtbot, FormDialog).done(0)


def test_everything_the_keyboard_reaches_has_a_name(
    show: Show, record: Record, log: Log, pmp: int
) -> None:
    record.goals.add(GoalDraft(480))
    record.rest_days.add(RestDayDraft(TODAY, TODAY))
    block(record, 20, 9)
    log(21, 9, 90)
    page = show()
    reached = [
        one
        for one in page.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible() and one.isEnabled()
    ]
    assert len(reached) > 20
    nameless = [
        one
        for one in reached
        if not (one.accessibleName() or (isinstance(one, LinkButton | Button) and one.text()))
    ]
    assert nameless == []


def test_lines_that_did_not_change_are_kept_as_they_are(
    show: Show, record: Record, qtbot: QtBot
) -> None:
    block(record, 20, 9, title="Reading")
    block(record, 24, 9, title="Ahead")
    page = show()
    before = page.blocks.ahead.rows()
    press(link(page.blocks.past, "Drop"))
    qtbot.waitUntil(lambda: not page.blocks.past.rows())
    assert page.blocks.ahead.rows() == before


def test_foreign_words_stay_words_and_nothing_leaves_a_narrow_window(
    show: Show, record: Record, log: Log
) -> None:
    evil = "<img src=x> & \u202e" + "W" * 400
    number = credential(record, evil, exam_on=date(2026, 12, 2))
    record.goals.add(GoalDraft(480, credential_id=number))
    block(record, 20, 9, credential_id=number)
    record.rest_days.add(RestDayDraft(TODAY, TODAY, evil))
    log(21, 9, 90, shares=(Share(number),))
    page = show()
    page.resize(760, 540)
    QApplication.processEvents()
    for card in (page.goals, page.blocks, page.renewals, page.streak, page.deadlines):
        assert card.width() <= page.width()
        assert card.mapTo(page, card.rect().topRight()).x() <= page.width()
    (row,) = page.goals.rows.rows()
    assert row.more.mapTo(page, row.more.rect().topRight()).x() <= page.width()
