from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tracker.ui.parts.gridlayout import DAY_MINUTES, GridBlock, GridDay, GridPiece
from tracker.ui.parts.gridlift import Hold, Lift, pieces_of
from tracker.ui.parts.weekgrid import WeekGrid
from tracker.ui.theme import ThemeWatcher

DAYS = [GridDay(f"Day {n}", "1 h", f"Day {n}: 1 h") for n in range(7)]
LEFT = Qt.MouseButton.LeftButton
ALT, SHIFT, CONTROL = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)


def block(key: int, column: int, start: int, end: int) -> GridBlock:
    top = column * DAY_MINUTES
    piece = GridPiece(column, start, end)
    return GridBlock(
        key,
        f"Title {key}",
        "lab · 1 h",
        f"words {key}",
        column,
        pieces=(piece,),
        span=(top + start, top + end),
    )


@pytest.fixture
def grid(qtbot: QtBot, look: ThemeWatcher) -> WeekGrid:
    """A week with two sessions and one of which no time is known."""
    grid = WeekGrid()
    qtbot.addWidget(grid)
    grid.resize(1000, 900)
    untimed = GridBlock(3, "Untimed", "30 m", "words 3", 4, length="30 m", minutes=30)
    blocks = [block(1, 1, 9 * 60, 11 * 60), block(2, 4, 18 * 60, 19 * 60), untimed]
    grid.show_days(DAYS, blocks, sentence="A week")
    grid.tell_span = lambda lift: (f"{lift.start}\n{lift.end}", f"from {lift.start} to {lift.end}")
    grid.show()
    qtbot.waitExposed(grid)
    grid.look_at_study()
    grid.setFocus()
    return grid


@pytest.fixture
def lifted(grid: WeekGrid) -> list[tuple[Lift, bool]]:
    """What the grid hands on."""
    found: list[tuple[Lift, bool]] = []
    grid.lifted.connect(lambda lift, is_copy: found.append((lift, is_copy)))
    return found


def place(grid: WeekGrid, column: int, minute: int) -> QPoint:
    frame = grid._frame()
    y = frame.y_of(minute, grid._scroll())
    return QPointF(frame.column(column).center().x(), y).toPoint()


NONE = Qt.KeyboardModifier.NoModifier


def hold(grid: WeekGrid, key: Qt.Key, beside: Qt.KeyboardModifier) -> None:
    """Press a key while another is held, which QTest would let go right after."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(grid, QKeyEvent(kind, key, beside))


def drag(grid: WeekGrid, from_: QPoint, to: QPoint, modifier: Qt.KeyboardModifier = NONE) -> None:
    ground = grid.viewport()
    QTest.mousePress(ground, LEFT, Qt.KeyboardModifier.NoModifier, from_)
    QTest.mouseMove(ground, (from_ + to) / 2)
    QTest.mouseMove(ground, to)
    QTest.mouseRelease(ground, LEFT, modifier, to)


def at(column: int, hour: float) -> int:
    return column * DAY_MINUTES + round(hour * 60)


def test_a_drag_on_free_ground_draws_a_block_that_snaps_to_quarters(grid, lifted) -> None:
    drag(grid, place(grid, 2, 14 * 60 + 4), place(grid, 2, 15 * 60 + 20))
    ((lift, is_copy),) = lifted
    assert (lift.hold, lift.key, is_copy) == (Hold.NEW, None, False)
    assert (lift.start, lift.end) == (at(2, 14), at(2, 15.5))


def test_a_drag_upwards_draws_the_same_block(grid, lifted) -> None:
    drag(grid, place(grid, 2, 15 * 60 + 20), place(grid, 2, 14 * 60 + 4))
    assert (lifted[0][0].start, lifted[0][0].end) == (at(2, 14), at(2, 15.5))


def test_a_press_that_trembles_draws_and_moves_nothing(grid, lifted) -> None:
    least = QApplication.startDragDistance()
    for first in (place(grid, 2, 14 * 60), place(grid, 1, 10 * 60)):
        drag(grid, first, first + QPoint(1, least // 2))
    assert lifted == []
    assert grid.lift() is None


def test_the_new_times_are_shown_while_it_is_dragged_and_esc_lets_go(grid, lifted) -> None:
    first, last = place(grid, 1, 10 * 60), place(grid, 3, 13 * 60)
    QTest.mousePress(grid.viewport(), LEFT, pos=first)
    QTest.mouseMove(grid.viewport(), last)
    held = grid.lift()
    assert held is not None
    assert (held.start, held.end) == (at(3, 12), at(3, 14))
    assert grid.accessibleDescription() == f"from {at(3, 12)} to {at(3, 14)}"
    QTest.keyClick(grid, Qt.Key.Key_Escape)
    assert grid.lift() is None
    QTest.mouseMove(grid.viewport(), first)
    QTest.mouseRelease(grid.viewport(), LEFT, pos=last)
    assert lifted == []


def test_a_block_is_moved_to_another_day_and_with_ctrl_a_copy_of_it(grid, lifted) -> None:
    first, last = place(grid, 1, 10 * 60), place(grid, 5, 10 * 60 + 33)
    drag(grid, first, last)
    ((lift, is_copy),) = lifted
    assert (lift.key, lift.start, lift.end, is_copy) == (1, at(5, 9.5), at(5, 11.5), False)
    grid.let_go()
    drag(grid, first, last, CONTROL)
    assert lifted[1][1] is True


def test_an_edge_is_dragged_alone_and_never_past_the_other(grid, lifted) -> None:
    drag(grid, place(grid, 1, 11 * 60) - QPoint(0, 2), place(grid, 2, 12 * 60 + 28))
    lift = lifted[0][0]
    assert (lift.hold, lift.start, lift.end) == (Hold.END, at(1, 9), at(1, 12.5))
    grid.let_go()
    drag(grid, place(grid, 1, 9 * 60) + QPoint(0, 3), place(grid, 1, 16 * 60))
    lift = lifted[1][0]
    assert lift.hold is Hold.START
    assert (lift.start, lift.end) == (at(1, 11) - 5, at(1, 11))


def test_with_shift_the_times_snap_to_five_minutes(grid, lifted) -> None:
    first, last = place(grid, 1, 10 * 60), place(grid, 1, 10 * 60 + 21)
    QTest.mousePress(grid.viewport(), LEFT, pos=first)
    QTest.mouseMove(grid.viewport(), last + QPoint(0, 30))
    move = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(last),
        grid.viewport().mapToGlobal(QPointF(last)),
        Qt.MouseButton.NoButton,
        LEFT,
        SHIFT,
    )
    QApplication.sendEvent(grid.viewport(), move)
    QTest.mouseRelease(grid.viewport(), LEFT, pos=last)
    assert lifted[0][0].start == at(1, 9) + 20


def test_what_has_no_time_gets_one_when_it_is_dragged_among_the_hours(grid, lifted) -> None:
    pill = next(rect for one, rect in _pills(grid) if one.key == 3)
    drag(grid, pill.center().toPoint(), place(grid, 2, 7 * 60 + 8))
    lift = lifted[0][0]
    assert (lift.key, lift.start, lift.end, lift.is_timed) == (3, at(2, 7), at(2, 7.5), True)
    grid.let_go()
    other = QPoint(place(grid, 6, 600).x(), pill.center().toPoint().y())
    drag(grid, pill.center().toPoint(), other)
    assert (lifted[1][0].start // DAY_MINUTES, lifted[1][0].is_timed) == (6, False)


def _pills(grid: WeekGrid):
    from tracker.ui.parts.gridframe import pills

    return pills(grid._frame(), grid._blocks)


def test_alt_and_the_arrows_move_a_block_until_alt_is_let_go(grid, lifted) -> None:
    grid.pick(2)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Left):
        hold(grid, key, ALT)
    assert lifted == []
    assert grid.accessibleDescription() == f"from {at(3, 18.5)} to {at(3, 19.5)}"
    QTest.keyRelease(grid, Qt.Key.Key_Alt)
    ((lift, _copy),) = lifted
    assert (lift.key, lift.start, lift.end) == (2, at(3, 18.5), at(3, 19.5))


def test_shift_moves_the_end_ctrl_the_start_and_two_keys_by_five_minutes(grid, lifted) -> None:
    grid.pick(2)
    hold(grid, Qt.Key.Key_Down, SHIFT)
    hold(grid, Qt.Key.Key_Down, SHIFT | CONTROL)
    hold(grid, Qt.Key.Key_Up, CONTROL)
    QTest.keyClick(grid, Qt.Key.Key_Return)
    lift = lifted[0][0]
    assert (lift.start, lift.end) == (at(4, 17.75), at(4, 19) + 20)


def test_esc_lets_go_of_what_the_keys_have_moved_and_leaving_keeps_it(grid, lifted) -> None:
    grid.pick(2)
    hold(grid, Qt.Key.Key_Down, ALT)
    QTest.keyClick(grid, Qt.Key.Key_Escape)
    QTest.keyRelease(grid, Qt.Key.Key_Alt)
    assert (grid.lift(), lifted, grid.picked()) == (None, [], 2)
    hold(grid, Qt.Key.Key_Down, ALT)
    grid.clearFocus()
    assert len(lifted) == 1


def test_n_places_a_new_block_which_the_arrows_move_and_enter_draws(grid, lifted) -> None:
    grid.pick(1)
    QTest.keyClick(grid, Qt.Key.Key_N)
    held = grid.lift()
    assert held is not None
    assert (held.hold, held.start, held.end) == (Hold.NEW, at(1, 11), at(1, 12))
    for key, beside in (
        (Qt.Key.Key_Right, NONE),
        (Qt.Key.Key_Up, NONE),
        (Qt.Key.Key_Down, SHIFT),
    ):
        hold(grid, key, beside)
    QTest.keyRelease(grid, Qt.Key.Key_Shift)
    assert lifted == []
    QTest.keyClick(grid, Qt.Key.Key_Return)
    lift = lifted[0][0]
    assert (lift.key, lift.start, lift.end) == (None, at(2, 10.75), at(2, 12))


def test_a_block_that_leaves_the_week_by_a_key_is_handed_on_at_once(grid, lifted) -> None:
    grid.pick(1)
    hold(grid, Qt.Key.Key_Left, ALT)
    hold(grid, Qt.Key.Key_Left, ALT)
    assert lifted[0][0].start == at(-1, 9)


def test_right_to_left_the_first_day_stands_right_and_the_keys_mirror_once(grid, lifted) -> None:
    grid.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert place(grid, 0, 600).x() > place(grid, 6, 600).x()
    assert grid.place_of(1).center().x() > grid.place_of(2).center().x()
    grid.pick(1)
    hold(grid, Qt.Key.Key_Left, ALT)
    QTest.keyRelease(grid, Qt.Key.Key_Alt)
    assert lifted[0][0].start == at(2, 9)
    grid.let_go()
    drag(grid, place(grid, 1, 600), place(grid, 3, 600))
    assert lifted[1][0].start == at(3, 9)


MINUTES = st.integers(-DAY_MINUTES, 8 * DAY_MINUTES)
STEPS = st.sampled_from([5, 15])


@given(MINUTES, st.integers(1, 2000), MINUTES, STEPS)
def test_a_whole_block_keeps_its_length_and_begins_at_a_step(start, length, by, step) -> None:
    moved = Lift.of(Hold.WHOLE, 1, start, start + length).dragged(by, step)
    assert moved.end - moved.start == length
    assert by == 0 or moved.start % step == 0
    assert abs(moved.start - (start + by)) <= step or by == 0


@given(MINUTES, st.integers(5, 2000), MINUTES, STEPS, st.sampled_from([Hold.START, Hold.END]))
def test_an_edge_never_passes_the_other_and_leaves_it_where_it_is(
    start, length, by, step, hold
) -> None:
    held = Lift.of(hold, 1, start, start + length)
    moved = held.dragged(by, step)
    assert moved.end - moved.start >= 5
    assert (moved.end == held.end) if hold is Hold.START else (moved.start == held.start)


@given(MINUTES, st.integers(1, 4000))
def test_the_pieces_of_a_stretch_are_the_stretch_as_far_as_it_is_in_sight(start, length) -> None:
    pieces = pieces_of(start, start + length, 7)
    seen = min(start + length, 7 * DAY_MINUTES) - max(start, 0)
    assert sum(one.to_minute - one.from_minute for one in pieces) == max(0, seen)
    assert all(0 <= one.from_minute < one.to_minute <= DAY_MINUTES for one in pieces)
