from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tracker.domain.changes import Kind
from tracker.domain.credentials import CredentialDraft
from tracker.domain.instants import Moment
from tracker.domain.study import GoalDraft, PlannedBlockDraft, Share, StudyDraft
from tracker.domain.words import BlockState, GoalPeriod
from tracker.record import Record
from tracker.ui.desk import Desk
from tracker.ui.pages.study_log.page import StudyLogPage
from tracker.ui.tasks import Tasks

Log = Callable[..., int]


@pytest.fixture
def show(qtbot: QtBot, desk: Desk, tasks: Tasks) -> Callable[[], StudyLogPage]:
    """Shows the page and waits for its first answer."""
    pages: list[StudyLogPage] = []

    def make() -> StudyLogPage:
        page = StudyLogPage(desk)
        pages.append(page)
        qtbot.addWidget(page)
        page.resize(1200, 860)
        page.show()
        qtbot.waitUntil(lambda: not tasks.is_busy())
        return page

    return make


def settled(qtbot: QtBot, tasks: Tasks) -> None:
    qtbot.waitUntil(lambda: not tasks.is_busy())


def choose(menu: QMenu, words: str) -> None:
    action = next(action for action in menu.actions() if words in action.text())
    menu.triggered.emit(action)


def test_an_empty_record_offers_the_first_step(show: Callable[[], StudyLogPage]) -> None:
    page = show()
    assert page._empty.isVisible() and not page.grid.isVisible()


def test_the_week_shows_its_sessions_and_sums(
    show: Callable[[], StudyLogPage], record: Record, log: Log
) -> None:
    cka = record.credentials.add(CredentialDraft("CKA")).only_id(Kind.CREDENTIAL)
    session = log(21, 16, 130, shares=(Share(cka),), activity="lab")
    record.study.log(StudyDraft(1800, day=date(2026, 11, 18), topic="Latin"))
    record.goals.add(GoalDraft(480))
    page = show()
    assert page.grid.accessibleName().endswith("2 h 40 m in all")
    assert page.totals._number.text() == "2 h 40 m"
    assert page.totals._sentence.text() == "of 8 h goal"
    page.grid.pick(("session", session), is_told=True)
    words = page.grid.accessibleDescription()
    assert words == "CKA, lab, Saturday, 21 November 2026, 16:00–18:10, 2 h 10 m"
    assert page.selected.isVisible() and page.selected.accessibleName() == "CKA"


def test_an_overlap_is_kept_by_a_click_and_comes_back_by_undo(
    show: Callable[[], StudyLogPage], record: Record, log: Log, qtbot: QtBot, tasks: Tasks
) -> None:
    log(21, 16, 130)
    log(21, 17.5, 40)
    page = show()
    assert page.overlap.isVisible()
    page.overlap._keep()
    settled(qtbot, tasks)
    assert not page.overlap.isVisible()
    page.desk.do(lambda record: record.history.undo())
    settled(qtbot, tasks)
    assert page.overlap.isVisible()


def test_an_overlap_is_shortened_or_moved_by_its_menus(
    show: Callable[[], StudyLogPage], record: Record, log: Log, qtbot: QtBot, tasks: Tasks
) -> None:
    lab, quiz = log(21, 16, 130, topic="Lab"), log(21, 17.5, 60, topic="Quiz")
    page = show()
    choose(page.overlap._shorten_menu, "End «Lab» at 17:30")
    settled(qtbot, tasks)
    assert record.study.one(lab).seconds == 90 * 60
    assert not page.overlap.isVisible()
    page.desk.do(lambda record: record.history.undo())
    settled(qtbot, tasks)
    choose(page.overlap._move_menu, "«Quiz» to 18:10, right after")
    settled(qtbot, tasks)
    start = record.study.one(quiz).start
    assert start is not None and (start.wall.hour, start.wall.minute) == (18, 10)
    assert record.study.one(lab).seconds == 130 * 60


def test_of_several_overlaps_the_picked_session_shows_its_own(
    show: Callable[[], StudyLogPage], log: Log
) -> None:
    log(17, 9, 60)
    log(17, 9.5, 60, topic="First")
    log(21, 16, 130)
    log(21, 17.5, 60)
    last = log(21, 18, 60, topic="Last")
    page = show()
    assert page.overlap.accessibleName() == "4 overlaps"
    page.grid.pick(("session", last), is_told=True)
    assert "Last" in page.overlap._text.text()


def test_delete_takes_the_session_away_in_one_undoable_step(
    show: Callable[[], StudyLogPage], record: Record, log: Log, qtbot: QtBot, tasks: Tasks
) -> None:
    session = log(21, 16, 60)
    page = show()
    page.grid.setFocus()
    page.grid.pick(("session", session), is_told=True)
    QTest.keyClick(page.grid, Qt.Key.Key_Delete)
    settled(qtbot, tasks)
    assert record.study.count() == 0 and not page.selected.isVisible()
    record.history.undo()
    assert record.study.count() == 1


def test_enter_opens_the_form_of_the_session(
    show: Callable[[], StudyLogPage], log: Log, qtbot: QtBot, tasks: Tasks
) -> None:
    from tracker.ui.forms.dialog import FormDialog

    session = log(21, 16, 60)
    page = show()
    page.grid.setFocus()
    page.grid.pick(("session", session), is_told=True)
    QTest.keyClick(page.grid, Qt.Key.Key_Return)
    settled(qtbot, tasks)
    dialogs = page.findChildren(FormDialog)
    assert len(dialogs) == 1
    dialogs[0].reject()
    del dialogs
    qtbot.waitUntil(lambda: not page.findChildren(FormDialog))


def test_a_copy_that_would_overlap_asks_first(
    show: Callable[[], StudyLogPage], record: Record, log: Log, qtbot: QtBot, tasks: Tasks
) -> None:
    from tracker.ui.dialogs.question import Question

    session = log(20, 16, 60)
    log(21, 16, 60)
    page = show()
    page.grid.pick(("session", session), is_told=True)
    page.selected.copied.emit(7)
    settled(qtbot, tasks)
    assert record.study.count() == 3
    page.selected.copied.emit(1)
    settled(qtbot, tasks)
    assert record.study.count() == 3
    page.findChildren(Question)[0]._answer("sure")
    qtbot.waitUntil(lambda: record.study.count() == 4)
    settled(qtbot, tasks)
    qtbot.waitUntil(lambda: not page.findChildren(Question))


def test_a_missed_plan_is_let_go(
    show: Callable[[], StudyLogPage], record: Record, log: Log, qtbot: QtBot, tasks: Tasks
) -> None:
    log(21, 16, 60)
    start = Moment.from_wall(record.ground.moment().wall - timedelta(days=3), "Europe/Prague")
    block = record.planned_blocks.add(PlannedBlockDraft(start, 3600, "CKA")).only_id(
        Kind.PLANNED_BLOCK
    )
    page = show()
    page.grid.pick(("planned", block), is_told=True)
    assert page.grid.accessibleDescription().endswith("missed")
    assert page.selected._log.isVisible()
    page.selected.deleted.emit()
    settled(qtbot, tasks)
    assert record.planned_blocks.one(block).draft.state is BlockState.DROPPED
    assert page.grid.picked() is None


def test_page_keys_turn_the_week_and_the_button_comes_back(
    show: Callable[[], StudyLogPage], log: Log, qtbot: QtBot, tasks: Tasks
) -> None:
    log(21, 16, 60)
    page = show()
    page.grid.setFocus()
    QTest.keyClick(page.grid, Qt.Key.Key_PageUp)
    settled(qtbot, tasks)
    assert page.totals.accessibleName() == "Week 46"
    page._now.click()
    settled(qtbot, tasks)
    assert page.totals.accessibleName() == "Week 47"


def test_an_item_opens_its_week_and_a_negative_number_a_day(
    show: Callable[[], StudyLogPage], log: Log, qtbot: QtBot, tasks: Tasks
) -> None:
    session = log(4, 16, 60)
    page = show()
    page.show_item(session)
    settled(qtbot, tasks)
    assert page.totals.accessibleName() == "Week 45"
    assert page.grid.picked() == ("session", session)
    page.show_item(-date(2026, 11, 12).toordinal())
    settled(qtbot, tasks)
    assert page.totals.accessibleName() == "Week 46"


def test_a_head_opens_its_day(
    show: Callable[[], StudyLogPage], log: Log, qtbot: QtBot, tasks: Tasks
) -> None:
    log(21, 16, 60)
    page = show()
    page.grid.day_opened.emit(5)
    settled(qtbot, tasks)
    assert page.view() == "day" and page.totals.accessibleName() == "Saturday, 21 November"


def test_midnight_shows_the_new_week(
    show: Callable[[], StudyLogPage], log: Log, clock: list, qtbot: QtBot, tasks: Tasks
) -> None:
    log(21, 16, 60)
    page = show()
    clock[0] += timedelta(hours=4)
    page._ask_now()
    settled(qtbot, tasks)
    assert page.totals.accessibleName() == "Week 48"


def test_the_table_fetches_as_one_scrolls_and_loses_and_doubles_nothing(
    show: Callable[[], StudyLogPage], record: Record, qtbot: QtBot, tasks: Tasks
) -> None:
    from tracker.services.study import insert_session

    settings = record.settings.get()
    with record.ground.store.writing("many") as write:
        for number in range(450):
            day = date(2026, 11, 20) - timedelta(days=number // 3)
            insert_session(write, StudyDraft(600 + number, day=day), settings)
    page = show()
    page._views.pick("table")
    page._choose_view("table")
    settled(qtbot, tasks)
    table = page.table.table
    while page.table.model.rowCount() < 450:
        before = page.table.model.rowCount()
        table.scrollToBottom()
        qtbot.waitUntil(lambda: page.table.model.rowCount() > before)  # noqa: B023
        settled(qtbot, tasks)
    ids = [page.table.model.row_at(place).id for place in range(450)]
    assert len(set(ids)) == 450


def test_the_table_is_narrowed_by_words_and_by_credential(
    show: Callable[[], StudyLogPage], record: Record, log: Log, qtbot: QtBot, tasks: Tasks
) -> None:
    cka = record.credentials.add(CredentialDraft("CKA")).only_id(Kind.CREDENTIAL)
    log(21, 16, 60, shares=(Share(cka),), note="etcd")
    log(20, 16, 60, note="etcd and more")
    page = show()
    page._choose_view("table")
    settled(qtbot, tasks)
    assert page.table.model.rowCount() == 2
    page.table.focus_filter()
    QTest.keyClicks(page.table._text, "more")
    qtbot.waitUntil(lambda: page.table.model.rowCount() == 1)
    page.table._text.clear()
    qtbot.waitUntil(lambda: page.table.model.rowCount() == 2)
    page.table._choice.setCurrentIndex(page.table._choice.findData(cka))
    settled(qtbot, tasks)
    assert page.table.model.row_at(0).note == "etcd"
    QTest.keyClicks(page.table._text, "nothing like it")
    qtbot.waitUntil(lambda: page.table.model.rowCount() == 0 and not tasks.is_busy())
    page.table._clear()
    qtbot.waitUntil(lambda: page.table.model.rowCount() == 2)


def test_deleting_in_the_table_keeps_the_keyboard_where_it_was(
    show: Callable[[], StudyLogPage], record: Record, log: Log, qtbot: QtBot, tasks: Tasks
) -> None:
    for day in (19, 20, 21):
        log(day, 16, 60)
    page = show()
    page._choose_view("table")
    settled(qtbot, tasks)
    table = page.table.table
    table.setFocus()
    table.selectRow(1)
    QTest.keyClick(table, Qt.Key.Key_Delete)
    settled(qtbot, tasks)
    assert record.study.count() == 2
    assert table.currentIndex().row() == 1
    spoken = table.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "When: Thu 16:00"


def test_narrow_the_cards_stand_below_the_grid(
    show: Callable[[], StudyLogPage], log: Log, qtbot: QtBot
) -> None:
    log(21, 16, 60)
    page = show()
    page.resize(860, 540)
    qtbot.waitUntil(page._columns.is_stacked)
    qtbot.waitUntil(lambda: page._side.geometry().top() >= page._grid_card.geometry().bottom())


def test_the_calendar_shows_the_month_and_its_days_are_opened_by_the_keyboard(
    show: Callable[[], StudyLogPage], record: Record, log: Log, qtbot: QtBot, tasks: Tasks
) -> None:
    log(21, 16, 60, topic="Latin")
    log(3, 16, 30, topic="Greek")
    record.goals.add(GoalDraft(600, GoalPeriod.MONTH))
    page = show()
    page._choose_view("month")
    settled(qtbot, tasks)
    assert page.totals.accessibleName() == "November 2026"
    assert page.totals._sentence.text() == "of 10 h goal"
    assert page.month.accessibleName() == "Study of November 2026, 1 h 30 m in all"
    page.month.setFocus()
    QTest.keyClick(page.month, Qt.Key.Key_Left)
    assert page.month.accessibleDescription() == "Saturday, 21 November 2026: 1 h, Latin"
    QTest.keyClick(page.month, Qt.Key.Key_PageUp)
    settled(qtbot, tasks)
    assert page.totals.accessibleName() == "October 2026"
    QTest.keyClick(page.month, Qt.Key.Key_PageDown)
    settled(qtbot, tasks)
    page.month._move(date(2026, 11, 3))
    QTest.keyClick(page.month, Qt.Key.Key_Return)
    settled(qtbot, tasks)
    assert page.view() == "day" and page.totals.accessibleName() == "Tuesday, 3 November"


def test_past_the_end_of_a_month_the_next_one_comes(
    show: Callable[[], StudyLogPage], log: Log, qtbot: QtBot, tasks: Tasks
) -> None:
    log(21, 16, 60)
    page = show()
    page._choose_view("month")
    settled(qtbot, tasks)
    page.month.setFocus()
    for _step in range(2):
        QTest.keyClick(page.month, Qt.Key.Key_Down)
        settled(qtbot, tasks)
    assert page.month.cursor_day() == date(2026, 12, 1)
    assert page.month.day_at(page.month._cell(date(2026, 12, 9)).center()) == date(2026, 12, 9)


def test_the_table_is_narrowed_by_activity_and_tag_and_its_sum_is_that_of_what_is_found(
    show: Callable[[], StudyLogPage], record: Record, log: Log, qtbot: QtBot, tasks: Tasks
) -> None:
    cka = record.credentials.add(CredentialDraft("CKA")).only_id(Kind.CREDENTIAL)
    aws = record.credentials.add(CredentialDraft("AWS")).only_id(Kind.CREDENTIAL)
    log(21, 16, 60, shares=(Share(cka), Share(aws)), activity="lab", tags=("deep", "x"))
    log(20, 16, 90, activity="lab", tags=("deeper",))
    log(19, 16, 30, shares=(Share(cka),), activity="reading", tags=("deep",))
    record.credentials.archive(cka)
    page = show()
    page._choose_view("table")
    settled(qtbot, tasks)
    table = page.table
    assert table.sums.text() == "3 sessions, 3 h"
    table._activity.setCurrentIndex(table._activity.findData("lab"))
    settled(qtbot, tasks)
    assert table.sums.text() == "2 sessions, 2 h 30 m"
    table._tag.setCurrentIndex(table._tag.findData("deep"))
    settled(qtbot, tasks)
    assert [table.model.row_at(0).day.day, table.model.rowCount()] == [21, 1]
    table._clear()
    settled(qtbot, tasks)
    table._choice.setCurrentIndex(table._choice.findData(cka))
    settled(qtbot, tasks)
    assert table.sums.text() == "2 sessions, 1 h"
    table._clear()
    # What is in the archive is found by its title too.
    QTest.keyClicks(table._text, "cka")
    qtbot.waitUntil(lambda: table.sums.text() == "2 sessions, 1 h 30 m")


def test_the_longest_come_first_in_pages_that_lose_and_double_nothing(
    show: Callable[[], StudyLogPage], record: Record, qtbot: QtBot, tasks: Tasks
) -> None:
    from tracker.services.study import insert_session

    settings = record.settings.get()
    with record.ground.store.writing("many") as write:
        for number in range(450):
            day = date(2026, 11, 20) - timedelta(days=number // 3)
            insert_session(write, StudyDraft(600 + number % 7 * 60, day=day), settings)
    page = show()
    page._choose_view("table")
    settled(qtbot, tasks)
    page.table._order.setCurrentIndex(1)
    settled(qtbot, tasks)
    table = page.table.table
    while page.table.model.rowCount() < 450:
        before = page.table.model.rowCount()
        table.scrollToBottom()
        qtbot.waitUntil(lambda: page.table.model.rowCount() > before)  # noqa: B023
        settled(qtbot, tasks)
    rows = [page.table.model.row_at(place) for place in range(450)]
    assert len({row.id for row in rows}) == 450
    lengths = [row.seconds for row in rows]
    assert lengths == sorted(lengths, reverse=True)


def test_several_rows_are_summed_and_deleted_in_one_undoable_step(
    show: Callable[[], StudyLogPage], record: Record, log: Log, qtbot: QtBot, tasks: Tasks
) -> None:
    for day in (19, 20, 21):
        log(day, 16, 60)
    page = show()
    page._choose_view("table")
    settled(qtbot, tasks)
    table = page.table.table
    table.setFocus()
    table.selectRow(0)
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert page.table.sums.text() == "2 selected, 2 h – of 3 sessions, 3 h"
    QTest.keyClick(table, Qt.Key.Key_Delete)
    settled(qtbot, tasks)
    assert record.study.count() == 1
    record.history.undo()
    assert record.study.count() == 3
