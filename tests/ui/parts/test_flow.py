from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.ui.parts.button import Button
from tracker.ui.parts.chip import Chip
from tracker.ui.parts.flow import Columns, FlowLayout, WrapGrid
from tracker.ui.parts.pagehead import PageHead
from tracker.ui.parts.pagescroll import PageScroll
from tracker.ui.parts.tile import Tile

pytestmark = pytest.mark.usefixtures("look")

SKILLS = ("Cloud architecture", "Network security", "IAM", "S3", "High availability")


@pytest.fixture
def chips(qtbot) -> tuple[QWidget, FlowLayout]:
    holder = QWidget()
    qtbot.addWidget(holder)
    layout = FlowLayout(6, holder)
    for skill in SKILLS:
        layout.addWidget(Chip(skill))
    return holder, layout


def test_chips_wrap_onto_the_next_line(chips: tuple[QWidget, FlowLayout]) -> None:
    _, layout = chips
    one_line = layout.heightForWidth(2000)
    assert layout.heightForWidth(240) > 2 * one_line
    assert layout.heightForWidth(240) > layout.heightForWidth(400)


def test_no_chip_leaves_its_holder(chips: tuple[QWidget, FlowLayout]) -> None:
    holder, layout = chips
    holder.resize(110, layout.heightForWidth(110))
    holder.show()
    for number in range(layout.count()):
        item = layout.itemAt(number)
        assert item is not None
        assert item.geometry().right() <= 110
        assert item.geometry().bottom() <= holder.height()


def test_chips_begin_at_the_right_where_reading_does(chips: tuple[QWidget, FlowLayout]) -> None:
    holder, layout = chips
    holder.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    holder.resize(600, 60)
    holder.show()
    first, second = layout.itemAt(0), layout.itemAt(1)
    assert first is not None
    assert second is not None
    assert first.geometry().right() == 599
    assert second.geometry().right() < first.geometry().left()


def test_a_cleared_layout_is_empty(chips: tuple[QWidget, FlowLayout]) -> None:
    _, layout = chips
    layout.clear()
    assert layout.count() == 0
    assert layout.heightForWidth(100) == 0


@pytest.mark.parametrize(("width", "columns"), [(1180, 4), (900, 2), (520, 2), (300, 1)])
def test_four_tiles_stand_in_four_two_or_one_column(qtbot, width: int, columns: int) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    grid = WrapGrid()
    holder.setLayout(grid)
    tiles = [Tile("This week", "6 h 40 m", "of 8 h goal") for _ in range(4)]
    for tile in tiles:
        grid.addWidget(tile)
    holder.resize(width, grid.heightForWidth(width))
    holder.show()
    assert len({tile.x() for tile in tiles}) == columns
    assert len({tile.width() for tile in tiles}) == 1
    assert max(tile.geometry().right() for tile in tiles) < width


def test_columns_stack_where_there_is_no_room(qtbot) -> None:
    left, right = QWidget(), QWidget()
    columns = Columns([(left, 3), (right, 2)], stack_below=800)
    qtbot.addWidget(columns)
    columns.resize(1000, 400)
    columns.show()
    assert not columns.is_stacked()
    assert left.width() > right.width()
    columns.resize(700, 400)
    assert columns.is_stacked()
    qtbot.waitUntil(lambda: left.width() == 700)


def test_a_page_scrolls_down_and_never_sideways(qtbot) -> None:
    page = PageScroll()
    qtbot.addWidget(page)
    for _ in range(40):
        page.column.addWidget(Button("A row"))
    page.resize(500, 400)
    page.show()
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() > 0)
    assert page.horizontalScrollBar().maximum() == 0


def test_a_wide_page_does_not_grow_without_end(qtbot) -> None:
    page = PageScroll()
    holder = QWidget()
    QVBoxLayout(holder).addWidget(page)
    qtbot.addWidget(holder)
    holder.resize(3000, 400)
    holder.show()
    assert page.content.width() < 1700


def test_the_actions_of_a_page_go_below_its_title_where_there_is_no_room(qtbot) -> None:
    actions = [Button("Log past study"), Button("Import…")]
    head = PageHead("Monday, 23 November", "Four credentials in progress", actions=actions)
    holder = QWidget()
    QVBoxLayout(holder).addWidget(head)
    qtbot.addWidget(holder)
    holder.resize(900, 200)
    holder.show()
    assert actions[1].mapTo(head, actions[1].rect().topRight()).x() == head.width() - 1
    wide = head.height()
    holder.resize(330, 300)
    qtbot.waitUntil(lambda: head.height() > wide)
    assert actions[0].mapTo(head, actions[0].rect().topLeft()).x() == 0
    assert all(a.mapTo(head, a.rect().topRight()).x() < head.width() for a in actions)
