from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from tracker.ui.item_models.rows import Column, RowModel
from tracker.ui.parts.table import CHIP, ColumnStyle

TODAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Row:
    id: int
    name: str
    size: int | None = None


COLUMNS: tuple[Column[Row], ...] = (
    Column(lambda: "Name", ColumnStyle(), lambda row, _t: row.name, order=lambda row, _t: row.name),
    Column(
        lambda: "Size",
        ColumnStyle(),
        lambda row, _t: str(row.size or ""),
        order=lambda row, _t: row.size,
        chip=lambda _row, _t: "plain",
    ),
    Column(lambda: "Plain", ColumnStyle(), lambda _row, _t: "x"),
)
ROWS = [Row(1, "b", 2), Row(2, "a"), Row(3, "c", 1)]


def model() -> RowModel[Row]:
    made = RowModel(COLUMNS)
    made.show_rows(ROWS, TODAY)
    return made


def order(made: RowModel[Row]) -> list[int]:
    return [made.row_at(n).id for n in range(made.rowCount())]


def test_it_is_a_sound_model(qapp) -> None:
    made = model()
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    made.sort(0)
    made.add_page([Row(4, "d")], is_whole=True)
    assert order(made) == [2, 1, 3, 4]


def test_rows_without_a_value_stand_last_whichever_way_it_is_sorted(qapp) -> None:
    made = model()
    made.sort(1, Qt.SortOrder.AscendingOrder)
    assert order(made) == [3, 1, 2]
    made.sort(1, Qt.SortOrder.DescendingOrder)
    assert order(made) == [1, 3, 2]


def test_a_column_without_an_order_does_not_sort(qapp) -> None:
    made = model()
    made.sort(2, Qt.SortOrder.DescendingOrder)
    assert order(made) == [1, 2, 3]


def test_what_is_selected_stays_selected_when_it_is_sorted(qapp) -> None:
    made = model()
    kept = QPersistentModelIndex(made.index(2, 0))
    made.sort(0, Qt.SortOrder.DescendingOrder)
    assert made.row_at(kept.row()).name == "c"


def test_new_rows_come_in_the_order_chosen_before(qapp) -> None:
    made = model()
    made.sort(0)
    made.show_rows([*ROWS, Row(9, "aa")], TODAY)
    assert order(made) == [2, 9, 1, 3]


def test_the_next_page_is_asked_for_once(qapp) -> None:
    made = RowModel(COLUMNS)
    asked: list[int] = []
    made.wanted.connect(lambda: asked.append(1))
    made.show_rows(ROWS, TODAY, is_whole=False)
    nowhere = made.index(-1, -1)
    made.fetchMore(nowhere)
    made.fetchMore(nowhere)
    assert len(asked) == 1
    made.add_page([Row(4, "d")], is_whole=True)
    made.fetchMore(nowhere)
    assert len(asked) == 1
    assert made.rowCount() == 4


def test_a_cell_says_its_heading_to_a_screen_reader(qapp) -> None:
    made = model()
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert made.index(0, 1).data(spoken) == "Size: 2"
    assert made.index(1, 1).data(spoken) == "Size"
    assert made.index(0, 1).data(CHIP) == "plain"
    assert made.index(0, 0).data(CHIP) is None
