"""A week of hours as a table that is typed into."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from tracker.analytics.hourssheet import HoursSheet, SheetCell, SheetRow
from tracker.i18n import _, ngettext
from tracker.ui.numbers import day_long, duration, weekday_short
from tracker.ui.parts.cells import TONE, TYPE, ColumnStyle
from tracker.ui.parts.sheet import MARKED
from tracker.ui.reading import write_length

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_DAYS = 7
# A name, the days and the sum.
STYLES = (ColumnStyle(), *(ColumnStyle(width=1, is_number=True) for _day in range(_DAYS + 1)))


class SheetModel(QAbstractTableModel):
    """Rows of credentials, columns of days, the sums of both; only days can be typed into."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Empty until `show_sheet`."""
        super().__init__(parent)
        self._sheet: HoursSheet | None = None

    def show_sheet(self, sheet: HoursSheet) -> None:
        """Show a week; where the rows are the same, only what stands in them changes."""
        before = self._sheet
        is_same = before is not None and before.period == sheet.period
        is_same = is_same and _keys(before) == _keys(sheet)
        if is_same:
            self._sheet = sheet
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._sheet = sheet
        self.endResetModel()

    def sheet(self) -> HoursSheet | None:
        """What is shown."""
        return self._sheet

    def row_at(self, place: int) -> SheetRow | None:
        """The row at a place; None of the sums."""
        rows = () if self._sheet is None else self._sheet.rows
        return rows[place] if 0 <= place < len(rows) else None

    def cell_at(self, index: Index) -> SheetCell | None:
        """The cell of a day; None of names and sums."""
        row = self.row_at(index.row()) if index.isValid() else None
        place = index.column() - 1
        return row.cells[place] if row is not None and 0 <= place < _DAYS else None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """The rows and that of the sums."""
        return 0 if parent.isValid() or self._sheet is None else len(self._sheet.rows) + 1

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """The name, the days and the sum."""
        return 0 if parent.isValid() else _DAYS + 2

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Days can be picked; written into unless they are made of what is not to be."""
        cell, row = self.cell_at(index), self.row_at(index.row())
        if cell is None or row is None:
            return Qt.ItemFlag.ItemIsEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags if row.key.is_gone else flags | Qt.ItemFlag.ItemIsEditable

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The days of the week."""
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        sheet = self._sheet
        if sheet is None or orientation != Qt.Orientation.Horizontal or role not in shown:
            return None
        if section == 0:
            return _("Credential")
        if section == _DAYS + 1:
            return _("Week")
        day = sheet.period.day_at(section - 1)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return day_long(day)
        return _("{weekday} {day}").format(weekday=weekday_short(day), day=day.day)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows, what is typed over, and what is said of it."""
        sheet = self._sheet
        if sheet is None or not index.isValid():
            return None
        row, cell = self.row_at(index.row()), self.cell_at(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(sheet, row, cell, index.column())
        if role == Qt.ItemDataRole.EditRole:
            return write_length(cell.seconds) if cell is not None and cell.is_plain else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(sheet, row, cell, index.column())
        if role == TONE:
            return _tone(row, cell, index.column())
        if role == MARKED:
            return cell is not None and bool(cell.sessions) and not cell.is_plain
        if role == TYPE:
            is_sum = row is None or index.column() == _DAYS + 1
            return "strong" if is_sum else None
        return None

    def words(self, index: Index) -> str:
        """All that is said of a cell beside the sheet: what it is made of, and what a key does."""
        sheet, row, cell = self._sheet, self.row_at(index.row()), self.cell_at(index)
        if sheet is None or row is None or cell is None:
            return ""
        values = {
            "title": row.title or _("no credential"),
            "day": day_long(sheet.period.day_at(index.column() - 1)),
            "length": duration(cell.seconds),
        }
        if row.key.is_gone:
            return _("«{title}» was deleted; its hours stay as they are.").format(**values)
        if not cell.sessions:
            return _("{title}, {day}: type 45, 45m, 1:30 or 1h30.").format(**values)
        if cell.is_plain:
            return _(
                "{title}, {day}: {length}, entered by hand. Type over it, or +30 to add to the day."
            ).format(**values)
        words = ngettext(
            "{title}, {day}: {length} in {n} session that is timed, shared or imported."
            " Enter opens it, +30 adds another.",
            "{title}, {day}: {length} in {n} sessions. Enter opens them, +30 adds another.",
            len(cell.sessions),
        )
        return words.format(n=len(cell.sessions), **values)

    def _text(
        self, sheet: HoursSheet, row: SheetRow | None, cell: SheetCell | None, column: int
    ) -> str:
        if column == 0:
            return _("Total") if row is None else row.title or _("no credential")
        if cell is not None:
            return duration(cell.seconds) if cell.sessions else ""
        if row is not None:
            seconds = row.seconds
        else:
            seconds = sheet.seconds if column == _DAYS + 1 else sheet.seconds_on(column - 1)
        return duration(seconds) if seconds else _("–")

    def _spoken(
        self, sheet: HoursSheet, row: SheetRow | None, cell: SheetCell | None, column: int
    ) -> str:
        if cell is not None and row is not None:
            return self.words(self.index(sheet.rows.index(row), column))
        text = self._text(sheet, row, cell, column)
        if column == 0:
            return text
        heading = self.headerData(
            column, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole
        )
        title = _("Total") if row is None else row.title or _("no credential")
        return _("{title}, {heading}: {text}").format(title=title, heading=heading, text=text)


def _keys(sheet: HoursSheet | None) -> list[object]:
    return [] if sheet is None else [row.key for row in sheet.rows]


def _tone(row: SheetRow | None, cell: SheetCell | None, column: int) -> str | None:
    if cell is not None:
        return None if cell.is_plain else "muted"
    if column == 0 and (row is None or not row.title):
        return "muted"
    return None
