from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.pages.conftest import PRAGUE
from tests.ui.windows import wait_for
from tracker.domain.changes import Changes, Kind
from tracker.domain.credentials import CredentialDraft
from tracker.domain.instants import Moment
from tracker.domain.study import PlannedBlockDraft, Share, StudyDraft
from tracker.record import Record
from tracker.ui.desk import Desk
from tracker.ui.dialogs.copying import CopyDialog
from tracker.ui.dialogs.question import Question
from tracker.ui.forms.dialog import FormDialog
from tracker.ui.forms.when import WhenInput
from tracker.ui.pages.study_log.page import StudyLogPage
from tracker.ui.tasks import Tasks

Log = Callable[..., int]
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def show(qtbot: QtBot, desk: Desk, tasks: Tasks) -> Callable[..., StudyLogPage]:
    """Shows the page, on a day if one is given, and waits for its answer."""

    def make(day: date | None = None) -> StudyLogPage:
        page = StudyLogPage(desk)
        qtbot.addWidget(page)
        page.resize(1200, 860)
        page.show()
        if day is not None:
            page.show_day(day)
        qtbot.waitUntil(lambda: not tasks.is_busy())
        page.grid.setFocus()
        return page

    return make


@pytest.fixture
def told(desk: Desk) -> list[str]:
    """What is said at the foot of the window."""
    found: list[str] = []

    def take(changes: Changes) -> None:
        found.append(changes.told)

    desk.did.connect(take)
    return found


def place(page: StudyLogPage, column: int, hour: float) -> QPoint:
    frame, scroll = page.grid._frame(), page.grid._scroll()
    return QPoint(round(frame.column(column).center().x()), round(frame.y_of(hour * 60, scroll)))


def drag(page: StudyLogPage, first: QPoint, last: QPoint, beside=NONE) -> None:
    ground = page.grid.viewport()
    QTest.mousePress(ground, LEFT, NONE, first)
    QTest.mouseMove(ground, (first + last) / 2)
    QTest.mouseMove(ground, last)
    QTest.mouseRelease(ground, LEFT, beside, last)


def settled(qtbot: QtBot, tasks: Tasks) -> None:
    qtbot.waitUntil(lambda: not tasks.is_busy())


def start_of(record: Record, ident: int) -> datetime:
    start = record.study.one(ident).start
    assert start is not None
    return start.wall


def test_a_session_is_dragged_to_another_day_in_one_undoable_step(
    show, record: Record, log: Log, qtbot: QtBot, tasks: Tasks, told: list[str]
) -> None:
    session = log(17, 10, 90, topic="Latin")
    page = show()
    drag(page, place(page, 1, 10.5), place(page, 3, 12.5))
    settled(qtbot, tasks)
    assert start_of(record, session) == datetime(2026, 11, 19, 12)
    assert record.study.one(session).seconds == 90 * 60
    assert told == ["Moved Latin to Thu 19 Nov 12:00, 1 h 30 m"]
    record.history.undo()
    assert start_of(record, session) == datetime(2026, 11, 17, 10)


def test_its_edges_are_dragged_to_other_times(
    show, record: Record, log: Log, qtbot: QtBot, tasks: Tasks
) -> None:
    session = log(17, 10, 90, topic="Latin")
    page = show()
    drag(page, place(page, 1, 11.5) - QPoint(0, 2), place(page, 1, 12.5))
    settled(qtbot, tasks)
    assert record.study.one(session).seconds == 150 * 60
    drag(page, place(page, 1, 10) + QPoint(0, 3), place(page, 1, 9))
    settled(qtbot, tasks)
    assert start_of(record, session) == datetime(2026, 11, 17, 9)
    assert record.study.one(session).seconds == 210 * 60


def test_with_ctrl_a_copy_is_left_where_it_is_dropped(
    show, record: Record, log: Log, qtbot: QtBot, tasks: Tasks, told: list[str]
) -> None:
    log(17, 10, 60, topic="Latin")
    page = show()
    control = Qt.KeyboardModifier.ControlModifier
    drag(page, place(page, 1, 10.5), place(page, 3, 12.5), control)
    settled(qtbot, tasks)
    walls = [row.start.wall for row in record.study.page() if row.start]
    assert walls == [datetime(2026, 11, 19, 12), datetime(2026, 11, 17, 10)]
    assert told == ["Copied 1 h for Latin to Thu 19 Nov 12:00"]


def test_a_move_onto_another_session_asks_and_keep_both_is_kept(
    show, record: Record, log: Log, qtbot: QtBot, tasks: Tasks
) -> None:
    session = log(17, 10, 60)
    log(19, 10, 60)
    page = show()
    drag(page, place(page, 1, 10.5), place(page, 3, 10.5))
    question = wait_for(qtbot, Question)
    assert page.grid.lift() is not None
    QTest.keyClick(question, Qt.Key.Key_Escape)
    settled(qtbot, tasks)
    assert page.grid.lift() is None
    assert start_of(record, session).day == 17
    drag(page, place(page, 1, 10.5), place(page, 3, 10.5))
    QTest.keyClick(wait_for(qtbot, Question), Qt.Key.Key_K)
    qtbot.waitUntil(lambda: start_of(record, session).day == 19)
    settled(qtbot, tasks)
    assert not page.overlap.isVisible()


def test_a_drag_on_free_ground_opens_the_form_with_its_times(
    show, record: Record, log: Log, qtbot: QtBot, tasks: Tasks
) -> None:
    log(21, 16, 60)
    page = show()
    drag(page, place(page, 2, 13), place(page, 2, 14.2))
    dialog = wait_for(qtbot, FormDialog)
    when = dialog.form.inputs["seconds"]
    assert isinstance(when, WhenInput)
    assert when.day.value() == date(2026, 11, 18)
    assert (when.start.text(), when.end.text()) == ("13:00", "14:15")
    assert page.grid.lift() is not None
    dialog.reject()
    qtbot.waitUntil(lambda: page.grid.lift() is None)
    assert record.study.count() == 1


def test_drawn_ahead_of_now_it_is_a_plan(
    show, record: Record, log: Log, qtbot: QtBot, tasks: Tasks
) -> None:
    log(21, 16, 60)
    page = show(date(2026, 11, 24))
    drag(page, place(page, 2, 13), place(page, 2, 14))
    dialog = wait_for(qtbot, FormDialog)
    assert dialog.windowTitle() == "Plan study"
    dialog.reject()
    settled(qtbot, tasks)


def test_a_missed_plan_is_dragged_to_another_evening(
    show, record: Record, log: Log, qtbot: QtBot, tasks: Tasks, told: list[str]
) -> None:
    log(21, 16, 60)
    start = Moment.from_wall(datetime(2026, 11, 18, 19), PRAGUE)
    block = record.planned_blocks.add(PlannedBlockDraft(start, 3600, "CKA")).only_id(
        Kind.PLANNED_BLOCK
    )
    page = show()
    drag(page, place(page, 2, 19.5), place(page, 6, 20.5))
    settled(qtbot, tasks)
    assert record.planned_blocks.one(block).draft.start.wall == datetime(2026, 11, 22, 20)
    assert told == ["Moved the plan for CKA to today 20:00"]


def test_a_session_without_a_time_gets_one_and_keeps_its_length(
    show, record: Record, qtbot: QtBot, tasks: Tasks
) -> None:
    session = record.study.log(
        StudyDraft(45 * 60 + 30, day=date(2026, 11, 18), topic="Latin")
    ).only_id(Kind.STUDY_SESSION)
    page = show()
    pill = page.grid._frame().pill_rect(2, 0).center().toPoint()
    drag(page, pill, place(page, 4, 8.1))
    settled(qtbot, tasks)
    assert start_of(record, session) == datetime(2026, 11, 20, 8)
    assert record.study.one(session).seconds == 45 * 60 + 30
    assert record.study.one(session).day == date(2026, 11, 20)


def test_the_keys_move_resize_edit_and_delete_without_the_pointer(
    show, record: Record, log: Log, qtbot: QtBot, tasks: Tasks
) -> None:
    session = log(17, 10, 60, topic="Latin")
    page = show()
    grid = page.grid
    QTest.keyClick(grid, Qt.Key.Key_Down)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Down):
        QApplication.sendEvent(grid, QKeyEvent(QEvent.Type.KeyPress, key, ALT))
    QTest.keyRelease(grid, Qt.Key.Key_Alt)
    settled(qtbot, tasks)
    assert start_of(record, session) == datetime(2026, 11, 18, 10, 30)
    assert grid.picked() == ("session", session)
    QTest.keyClick(grid, Qt.Key.Key_Down, SHIFT)
    settled(qtbot, tasks)
    assert record.study.one(session).seconds == 75 * 60
    QTest.keyClick(grid, Qt.Key.Key_Return)
    wait_for(qtbot, FormDialog).reject()
    QTest.keyClick(grid, Qt.Key.Key_Delete)
    settled(qtbot, tasks)
    assert record.study.count() == 0


def test_n_and_enter_log_a_session_by_the_keyboard_alone(
    show, record: Record, log: Log, qtbot: QtBot, tasks: Tasks
) -> None:
    log(17, 10, 60)
    page = show()
    QTest.keyClick(page.grid, Qt.Key.Key_Down)
    QTest.keyClick(page.grid, Qt.Key.Key_N)
    QTest.keyClick(page.grid, Qt.Key.Key_Right)
    QTest.keyClick(page.grid, Qt.Key.Key_Return)
    dialog = wait_for(qtbot, FormDialog)
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: record.study.count() == 2)
    newest = record.study.page()[0]
    assert newest.start is not None
    assert (newest.start.wall, newest.seconds) == (datetime(2026, 11, 18, 11), 3600)
    settled(qtbot, tasks)


def test_a_session_moved_out_of_the_week_by_keys_is_followed(
    show, record: Record, log: Log, qtbot: QtBot, tasks: Tasks
) -> None:
    session = log(16, 10, 60)
    page = show()
    page.grid.pick(("session", session), is_told=True)
    QTest.keyClick(page.grid, Qt.Key.Key_Left, ALT)
    qtbot.waitUntil(lambda: page.totals.accessibleName() == "Week 46")
    settled(qtbot, tasks)
    assert start_of(record, session) == datetime(2026, 11, 15, 10)
    assert page.grid.picked() == ("session", session)


def test_over_midnight_a_session_is_drawn_across_and_counts_for_its_first_day(
    show, record: Record, log: Log, qtbot: QtBot, tasks: Tasks
) -> None:
    session = log(17, 23, 120, topic="Latin")
    page = show()
    (block,) = [one for one in page.grid._blocks if one.key == ("session", session)]
    assert [piece.column for piece in block.pieces] == [1, 2]
    assert page.grid._days[1].aside == "2 h"
    assert page.grid._days[2].aside == "–"
    QTest.keyClick(page.grid, Qt.Key.Key_Down)
    QTest.keyClick(page.grid, Qt.Key.Key_Down, SHIFT)
    settled(qtbot, tasks)
    row = record.study.one(session)
    assert (row.seconds, row.day) == (135 * 60, date(2026, 11, 17))


@pytest.mark.parametrize(
    ("day", "wall", "seconds"),
    [
        # Clocks are put back at 3:00: from one to four are four hours.
        (date(2026, 10, 25), datetime(2026, 10, 25, 1), 4 * 3600),
        # They are put forward at 2:00: from one to four are two.
        (date(2026, 3, 29), datetime(2026, 3, 29, 1), 2 * 3600),
    ],
)
def test_on_a_day_of_a_clock_change_an_edge_lasts_what_has_really_passed(
    show,
    record: Record,
    log: Log,
    qtbot: QtBot,
    tasks: Tasks,
    day: date,
    wall: datetime,
    seconds: int,
) -> None:
    draft = StudyDraft(1800, Moment.from_wall(wall, PRAGUE))
    session = record.study.log(draft).only_id(Kind.STUDY_SESSION)
    page = show(day)
    drag(page, place(page, 6, 1.5) - QPoint(0, 3), place(page, 6, 4))
    qtbot.waitUntil(lambda: record.study.one(session).seconds != 1800)
    settled(qtbot, tasks)
    held = record.study.one(session)
    assert held.seconds == seconds
    assert held.end_at is not None
    assert held.start is not None
    assert Moment.of(held.end_at, PRAGUE).wall.hour == 4


def test_the_times_shown_in_hand_are_elapsed_time(show, log: Log, record: Record) -> None:
    draft = StudyDraft(3600, Moment.from_wall(datetime(2026, 10, 25, 1, 30), PRAGUE))
    record.study.log(draft)
    page = show(date(2026, 10, 25))
    QTest.mousePress(page.grid.viewport(), LEFT, NONE, place(page, 6, 4))
    QTest.mouseMove(page.grid.viewport(), place(page, 6, 5))
    assert page.grid.accessibleDescription() == "Sunday, 25 October 2026, 04:00–05:00, 1 h"
    page.grid.let_go()
    page.grid.pick(page.grid._blocks[0].key)
    QApplication.sendEvent(page.grid, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Down, SHIFT))
    assert page.grid.accessibleDescription().endswith("1 h 15 m")
    page.grid.let_go()


def test_a_week_is_copied_by_its_dialog_and_one_undo_takes_it_back(
    show, record: Record, log: Log, qtbot: QtBot, tasks: Tasks, told: list[str]
) -> None:
    cka = record.credentials.add(CredentialDraft("CKA")).only_id(Kind.CREDENTIAL)
    log(9, 19, 45, shares=(Share(cka),))
    log(11, 19, 60, shares=(Share(cka),))
    record.study.log(StudyDraft(1800, day=date(2026, 11, 12), topic="Latin"))
    page = show(date(2026, 11, 10))
    page._copy.click()
    dialog = wait_for(qtbot, CopyDialog)
    assert dialog.preview.text() == "16 Nov to 22 Nov, at the same hours"
    QTest.keyClick(dialog.day, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: record.study.count() == 6)
    settled(qtbot, tasks)
    assert told == ["Copied 3 sessions, 2 h 15 m, to the days from Mon 16 Nov on"]
    qtbot.waitUntil(lambda: page.totals.accessibleName() == "Week 47")
    assert page.totals._number.text() == "2 h 15 m"
    record.history.undo()
    assert record.study.count() == 3


def test_a_week_that_is_copied_twice_asks_before_anything_stands_there_twice(
    show, record: Record, log: Log, qtbot: QtBot, tasks: Tasks
) -> None:
    log(9, 19, 45)
    record.study.log(StudyDraft(1800, day=date(2026, 11, 12), topic="Latin"))
    record.study.copy([row.id for row in record.study.page()], 7)
    page = show(date(2026, 11, 10))
    page._copy.click()
    QTest.keyClick(wait_for(qtbot, CopyDialog).day, Qt.Key.Key_Return)
    question = wait_for(qtbot, Question)
    words = question.accessibleDescription()
    assert "1 of 2 copies stands on its day already." in words
    assert "1 of 2 copies overlaps what is there" in words
    QTest.keyClick(question, Qt.Key.Key_Escape)
    settled(qtbot, tasks)
    assert record.study.count() == 4


def test_a_session_is_copied_to_a_day_that_is_typed(
    show, record: Record, log: Log, qtbot: QtBot, tasks: Tasks
) -> None:
    session = log(17, 10, 60)
    page = show()
    page.grid.pick(("session", session), is_told=True)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    QTest.keyClick(page.grid, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    dialog = wait_for(qtbot, CopyDialog)
    dialog.day.selectAll()
    QTest.keyClicks(dialog.day, "yesterday")
    QTest.keyClick(dialog.day, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: record.study.count() == 2)
    assert record.study.page()[0].day == date(2026, 11, 21)
    settled(qtbot, tasks)


def test_a_change_from_elsewhere_lets_go_of_what_is_in_hand(
    show, record: Record, log: Log, qtbot: QtBot, tasks: Tasks
) -> None:
    session = log(17, 10, 60)
    page = show()
    QTest.mousePress(page.grid.viewport(), LEFT, NONE, place(page, 1, 10.5))
    QTest.mouseMove(page.grid.viewport(), place(page, 2, 12))
    assert page.grid.lift() is not None
    page.desk.tell(record.study.change(session, note="from elsewhere"))
    settled(qtbot, tasks)
    assert page.grid.lift() is None
    QTest.mouseRelease(page.grid.viewport(), LEFT, NONE, place(page, 2, 12))
    assert start_of(record, session) == datetime(2026, 11, 17, 10)
