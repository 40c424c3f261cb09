from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tracker.ui.parts.gridlayout import (
    GridBlock,
    GridClash,
    GridDay,
    GridPiece,
    place_blocks,
)
from tracker.ui.parts.weekgrid import WeekGrid
from tracker.ui.theme import ThemeWatcher

DAYS = [GridDay(f"Day {n}", "1 h", f"Day {n}: 1 h", is_today=n == 2) for n in range(7)]


def block(key: int, column: int, start: int, end: int) -> GridBlock:
    piece = GridPiece(column, start, end)
    return GridBlock(key, f"Title {key}", "lab · 1 h", f"words {key}", column, pieces=(piece,))


@pytest.fixture
def grid(qtbot: QtBot, look: ThemeWatcher) -> WeekGrid:
    """A week with three sessions and one without a start."""
    grid = WeekGrid()
    qtbot.addWidget(grid)
    grid.resize(900, 700)
    blocks = [
        block(1, 1, 7 * 60, 8 * 60),
        block(2, 1, 19 * 60, 20 * 60),
        block(3, 4, 18 * 60, 19 * 60),
        GridBlock(4, "Untimed", "30 m", "words 4", 4, length="30 m"),
    ]
    grid.show_days(DAYS, blocks, sentence="A week")
    grid.show()
    qtbot.waitExposed(grid)
    grid.look_at_study()
    return grid


def test_blocks_that_share_time_lie_over_one_another_and_the_later_is_indented() -> None:
    placed = place_blocks([block(1, 0, 960, 1090), block(2, 0, 1050, 1110)], [], 20)
    assert [(one.block.key, one.left > 0, one.right) for one in placed] == [
        (1, False, 1.0),
        (2, True, 1.0),
    ]


def test_blocks_that_begin_together_stand_beside_one_another() -> None:
    placed = place_blocks([block(1, 0, 960, 1090), block(2, 0, 965, 1090)], [], 20)
    assert [(one.left, one.right) for one in placed] == [(0.0, 0.5), (0.5, 1.0)]


def test_a_short_block_is_placed_as_tall_as_it_is_drawn() -> None:
    placed = place_blocks([block(1, 0, 960, 961), block(2, 0, 965, 1090)], [], 30)
    assert placed[0].right == placed[1].left == 0.5


def test_a_block_that_ends_where_another_begins_has_the_whole_width() -> None:
    placed = place_blocks([block(1, 0, 600, 660), block(2, 0, 660, 700)], [], 20)
    assert all((one.left, one.right) == (0.0, 1.0) for one in placed)


def test_a_clash_is_drawn_on_its_block_only() -> None:
    clash = GridClash(2, GridPiece(0, 1050, 1090), "overlaps 40 m")
    placed = place_blocks([block(1, 0, 960, 1090), block(2, 0, 1050, 1110)], [clash], 20)
    assert [one.clashes for one in placed] == [[], [clash]]


def test_the_arrows_move_between_blocks_and_a_screen_reader_hears_of_it(
    grid: WeekGrid, qtbot: QtBot
) -> None:
    grid.setFocus()
    heard: list[object] = []
    grid.selected.connect(heard.append)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Left):
        QTest.keyClick(grid, key)
    assert heard == [1, 2, 3, 4, 1]
    assert grid.accessibleDescription() == "words 1"
    QTest.keyClick(grid, Qt.Key.Key_Escape)
    assert heard[-1] is None and grid.accessibleDescription() == ""


def test_enter_opens_delete_deletes_and_past_the_edge_the_week_turns(grid: WeekGrid) -> None:
    opened: list[object] = []
    deleted: list[object] = []
    turned: list[int] = []
    grid.opened.connect(opened.append)
    grid.deleted.connect(deleted.append)
    grid.turned.connect(turned.append)
    grid.pick(3)
    QTest.keyClick(grid, Qt.Key.Key_Return)
    QTest.keyClick(grid, Qt.Key.Key_Delete)
    QTest.keyClick(grid, Qt.Key.Key_Right)
    QTest.keyClick(grid, Qt.Key.Key_PageUp)
    assert (opened, deleted, turned) == ([3], [3], [1, -1])


def test_a_click_picks_a_double_click_opens_or_offers_the_slot(grid: WeekGrid) -> None:
    opened: list[object] = []
    slots: list[tuple[int, int]] = []
    grid.opened.connect(opened.append)
    grid.slot_opened.connect(lambda column, minute: slots.append((column, minute)))
    middle = grid.place_of(1).center().toPoint()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert grid.picked() == 1
    QTest.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert opened == [1]
    free = grid.place_of(1).bottomLeft() + QPointF(10, 40)
    expected = grid.slot_at(free)
    QTest.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=free.toPoint())
    assert slots == [expected]
    assert expected is not None and expected[0] == 1 and expected[1] % 15 == 0


def test_a_block_below_the_room_is_scrolled_to(grid: WeekGrid) -> None:
    grid.resize(900, 320)
    grid.verticalScrollBar().setValue(0)
    grid.pick(2)
    rect = grid.place_of(2)
    assert rect.top() > 0 and rect.bottom() < grid.viewport().height()


def test_right_to_left_the_first_day_stands_at_the_right(grid: WeekGrid) -> None:
    left = grid.place_of(1).center().x()
    grid.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert grid.place_of(1).center().x() > grid.viewport().width() / 2 > left
    assert not grid.grab().isNull()
