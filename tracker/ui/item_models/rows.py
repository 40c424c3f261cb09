"""Rows of any kind as a table of columns, each a spec; it grows as one scrolls, and sorts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from tracker.i18n import _
from tracker.ui.parts.table import (
    BADGE,
    BAR,
    BELOW,
    BELOW_TONE,
    CHIP,
    ICON,
    TONE,
    CellBar,
    ColumnStyle,
)

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()

# What a page of rows holds: a keyset page of so many takes some 3 ms.
PAGE_ROWS = 200


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column: its heading, how it is drawn, and what it says of a row on a day.

    `order` is the value to sort by, None for a row that has none and stands last; without it the
    column does not sort. `spoken` is what a
    screen reader says, the heading with the text where it is not given. The others answer what
    the roles of `parts.table` ask for, None for nothing.
    """

    heading: Callable[[], str]
    style: ColumnStyle
    text: Callable[[R, date], str]
    order: Callable[[R, date], Any] | None = None
    spoken: Callable[[R, date], str] | None = None
    tone: Callable[[R, date], str | None] | None = None
    chip: Callable[[R, date], str | None] | None = None
    icon: Callable[[R, date], str | None] | None = None
    badge: Callable[[R, date], str | None] | None = None
    bar: Callable[[R, date], CellBar | None] | None = None
    below: Callable[[R, date], str] | None = None
    below_tone: Callable[[R, date], str | None] | None = None


_ROLES = {
    TONE: "tone",
    CHIP: "chip",
    ICON: "icon",
    BADGE: "badge",
    BAR: "bar",
    BELOW: "below",
    BELOW_TONE: "below_tone",
}


class RowModel(QAbstractTableModel, Generic[R]):
    """Rows in columns.

    `show_rows` replaces them. Where they are not all, `wanted` asks for the next page when the
    view comes to the end, and `add_page` takes it; nothing is asked twice. Rows are told apart by
    their `id`, so that a selection survives sorting.
    """

    wanted = Signal()

    def __init__(self, columns: Sequence[Column[R]], parent: QObject | None = None) -> None:
        """Empty until `show_rows`."""
        super().__init__(parent)
        self._columns = tuple(columns)
        self._rows: list[R] = []
        self._today = date.min
        self._is_whole = True
        self._is_asking = False
        self._sorted: tuple[int, Qt.SortOrder] | None = None

    def styles(self) -> list[ColumnStyle]:
        """How the columns are drawn, for the table."""
        return [column.style for column in self._columns]

    def show_rows(self, rows: Sequence[R], today: date, *, is_whole: bool = True) -> None:
        """Show these rows instead, in the order chosen last; `is_whole`: there are no more."""
        self.beginResetModel()
        self._rows = list(rows)
        self._today = today
        self._is_whole = is_whole
        self._is_asking = False
        self._arrange()
        self.endResetModel()

    def add_page(self, rows: Sequence[R], *, is_whole: bool) -> None:
        """Put the next page below what is there."""
        self._is_asking = False
        self._is_whole = is_whole
        if not rows:
            return
        first = len(self._rows)
        self.beginInsertRows(NOWHERE, first, first + len(rows) - 1)
        self._rows += rows
        self.endInsertRows()

    def row_at(self, place: int) -> R:
        """The row at a place."""
        return self._rows[place]

    def place_of(self, ident: int) -> int | None:
        """The place of the row with the key `ident`; None where it is not listed."""
        return next((n for n, row in enumerate(self._rows) if _ident(row) == ident), None)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """How many are listed."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self._columns)

    def canFetchMore(self, parent: Index) -> bool:
        """Whether there is more to ask for."""
        is_more = bool(self._rows) and not self._is_whole and not self._is_asking
        return is_more and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        """The view has come to the end of what was fetched."""
        if self.canFetchMore(parent):
            self._is_asking = True
            self.wanted.emit()

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The headings."""
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if orientation != Qt.Orientation.Horizontal or role not in shown:
            return None
        return self._columns[section].heading()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows, and what is said of it."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], self._columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row, self._today)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, column)
        name = _ROLES.get(role)
        ask = getattr(column, name) if name else None
        return ask(row, self._today) if ask is not None else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Put the rows in the order of a column; equal ones stay in the order they came in."""
        if not 0 <= column < len(self._columns) or self._columns[column].order is None:
            return
        self._sorted = (column, order)
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        kept = [_ident(self._rows[index.row()]) for index in before]
        self._arrange()
        places = {_ident(row): place for place, row in enumerate(self._rows)}
        after = [
            self.index(places[ident], index.column())
            for ident, index in zip(kept, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _arrange(self) -> None:
        if self._sorted is None:
            return
        column, order = self._sorted
        value = self._columns[column].order
        if value is None:
            return
        known = [(value(row, self._today), row) for row in self._rows]
        told = [pair for pair in known if pair[0] is not None]
        told.sort(key=itemgetter(0), reverse=order == Qt.SortOrder.DescendingOrder)
        # What has no value stands last, whichever way the rest is sorted.
        self._rows = [row for _value, row in told] + [row for one, row in known if one is None]

    def _spoken(self, row: R, column: Column[R]) -> str:
        if column.spoken is not None:
            return column.spoken(row, self._today)
        text, name = column.text(row, self._today), column.heading()
        if column.below is not None and (below := column.below(row, self._today)):
            text = f"{text}, {below}"
        return _("{name}: {text}").format(name=name, text=text) if text and name else text or name


def _ident(row: Any) -> int:
    return int(row.id)
