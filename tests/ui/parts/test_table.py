from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtWidgets import QWidget

from tracker.ui import theme
from tracker.ui.parts.cells import TYPE
from tracker.ui.parts.empty import EmptyState
from tracker.ui.parts.table import CHIP, ColumnStyle, Table

pytestmark = pytest.mark.usefixtures("look")

COLUMNS = (
    ColumnStyle(width=140, tone="muted"),
    ColumnStyle(weight=2),
    ColumnStyle(weight=1, hide_below=500),
    ColumnStyle(width=100, is_number=True),
)


class Rows(QAbstractTableModel):
    """A few rows of four columns."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count

    def rowCount(self, parent: Any = None) -> int:
        return self.count

    def columnCount(self, parent: Any = None) -> int:
        return 4

    def headerData(self, section: int, _orientation: Any, role: int = 0) -> Any:
        return "ABCD"[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Any, role: int = 0) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{index.row()}:{index.column()}\nnext line"
        return "good" if role == CHIP and index.column() == 2 else None

    def fill(self, count: int) -> None:
        self.beginResetModel()
        self.count = count
        self.endResetModel()


@pytest.fixture
def rows() -> Rows:
    return Rows(3)


@pytest.fixture
def table(rows: Rows, qtbot) -> Table:
    made = Table("Study sessions", COLUMNS)
    qtbot.addWidget(made)
    made.setModel(rows)
    made.resize(640, 400)
    made.show()
    return made


def test_fixed_columns_come_first_and_the_rest_is_shared_by_weight(table: Table) -> None:
    widths = [table.columnWidth(n) for n in range(4)]
    assert widths[0] == 140
    assert widths[3] == 100
    assert abs(widths[1] - 2 * widths[2]) <= 2
    assert sum(widths) <= table.viewport().width()


def test_a_column_gives_way_in_a_narrow_table(table: Table) -> None:
    table.resize(480, 400)
    assert table.isColumnHidden(2)
    table.resize(640, 400)
    assert not table.isColumnHidden(2)


def test_numbers_stand_at_the_end(table: Table) -> None:
    image = table.viewport().grab().toImage()
    rect = table.visualRect(table.model().index(0, 3))
    ground = QColor(theme.current().tokens.surface)

    def ink(left: int, right: int) -> int:
        background = image.pixelColor(rect.left() + 2, rect.center().y())
        return sum(
            image.pixelColor(x, y) != background
            for x in range(left, right)
            for y in range(rect.top() + 4, rect.bottom() - 4)
        )

    assert ground.isValid()
    assert ink(rect.center().x(), rect.right()) > ink(rect.left(), rect.center().x())


def test_a_row_has_room_and_grows_with_the_font(table: Table, look) -> None:
    assert table.rowHeight(0) == theme.ROW_HEIGHT
    look.enlarge(2)
    assert table.rowHeight(0) == 2 * theme.ROW_HEIGHT


def test_an_empty_table_says_what_belongs_there(table: Table, rows: Rows) -> None:
    words = EmptyState("No study yet", "Start the timer.")
    table.set_empty(words)
    assert not words.isVisible()
    rows.fill(0)
    assert words.isVisible()
    assert words.size() == table.viewport().size()
    rows.fill(2)
    assert not words.isVisible()


def test_enter_opens_and_delete_deletes(table: Table, qtbot) -> None:
    table.selectRow(1)
    with qtbot.waitSignal(table.opened) as told:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert told.args[0].row() == 1
    with qtbot.waitSignal(table.deleted):
        qtbot.keyClick(table, Qt.Key.Key_Delete)


def test_a_table_without_a_row_in_hand_opens_nothing(table: Table, rows: Rows, qtbot) -> None:
    rows.fill(0)
    table.opened.connect(lambda _index: pytest.fail("nothing to open"))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert table.currentIndex() == QModelIndex()


def test_the_selected_row_lies_on_the_accent(table: Table) -> None:
    table.selectRow(0)
    rect = table.visualRect(table.model().index(0, 1))
    image = table.viewport().grab().toImage()
    colour = image.pixelColor(rect.right() - 3, rect.top() + 3).name().upper()
    assert colour == theme.current().tokens.accent_soft


def test_it_says_to_a_screen_reader_what_is_listed(table: Table) -> None:
    assert table.accessibleName() == "Study sessions"
    assert isinstance(table, QWidget)


def test_the_height_of_a_few_rows_is_known_before_they_are_shown(table: Table) -> None:
    header = table.horizontalHeader().sizeHint().height()
    assert table.height_of_rows(2) == header + 2 * theme.ROW_HEIGHT
    assert table.height_of_rows(50) == header + 3 * theme.ROW_HEIGHT


class Sums(Rows):
    """Rows whose last column is written strong."""

    def data(self, index: Any, role: int = 0) -> Any:
        if role == TYPE:
            return "strong" if index.column() == 3 else None
        return "12 h 35 min" if role == Qt.ItemDataRole.DisplayRole else None


def test_a_strong_number_asks_for_the_room_that_it_takes(qtbot) -> None:
    sums, table = Sums(1), Table("Hours of the week", COLUMNS)
    qtbot.addWidget(table)
    table.setModel(sums)
    words = QFontMetrics(theme.current().font("strong", is_tabular=True))
    assert table.sizeHintForColumn(3) >= words.horizontalAdvance("12 h 35 min") + 2 * 8
