"""Tables: rows with room, numbers at the end, a hairline between, words where nothing is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from tracker.ui import theme
from tracker.ui.parts.cells import (
    BADGE,
    BAR,
    BELOW,
    BELOW_TONE,
    CHIP,
    ICON,
    SORT,
    TALL_ROW,
    TONE,
    TYPE,
    CellBar,
    Cells,
    ColumnStyle,
    Header,
    row_height,
)
from tracker.ui.parts.scrollbar import see_through

__all__ = [
    "BADGE",
    "BAR",
    "BELOW",
    "BELOW_TONE",
    "CHIP",
    "ICON",
    "SORT",
    "TALL_ROW",
    "TONE",
    "TYPE",
    "CellBar",
    "ColumnStyle",
    "Table",
    "row_height",
]


# The share of a table that its fixed columns may take by growing.
_MOST_FIXED = 0.7
# So many rows beside those in sight are measured for the width of a column.
_LOOKED_AT = 30


class Table(QTableView):
    """A table view with the look of Cairn.

    Enter or a double click emits `opened` with the index; Delete emits `deleted`. Words for an
    empty table are any widget given to `set_empty`.
    """

    opened = Signal(QModelIndex)
    deleted = Signal()

    def __init__(
        self,
        name: str,
        columns: Sequence[ColumnStyle],
        row: int = theme.ROW_HEIGHT,
        parent: QWidget | None = None,
    ) -> None:
        """`name` says to a screen reader what is listed; a `row` [logical px] may be `TALL_ROW`."""
        super().__init__(parent)
        self._columns = tuple(columns)
        self._row = row
        self._empty: QWidget | None = None
        self.setAccessibleName(name)
        see_through(self)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(row_height(row))
        self.verticalHeader().setMinimumSectionSize(1)
        self._head = Header(self._columns, self)
        self.setHorizontalHeader(self._head)
        # What stands in the rows in sight and these decides how wide a column is, not all of them.
        self._head.setResizeContentsPrecision(_LOOKED_AT)
        self._contents: dict[int, int] = {}
        self.setItemDelegate(Cells(self._columns, self.is_row_hovered, self))
        self._hovered_row = -1
        self._sharing = QTimer(self)
        self._sharing.setSingleShot(True)
        self._sharing.timeout.connect(self._share_width)
        self.entered.connect(self._hover)
        self.viewportEntered.connect(self._leave)
        self.doubleClicked.connect(self.opened)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show `model`; the empty words follow its rows."""
        old = self.model()
        if old is not None:
            for signal in (old.modelReset, old.rowsInserted, old.rowsRemoved):
                signal.disconnect(self._rows_changed)
        super().setModel(model)
        if model is not None:
            for signal in (model.modelReset, model.rowsInserted, model.rowsRemoved):
                signal.connect(self._rows_changed)
        self._share_width()
        self._rows_changed()

    def set_empty(self, widget: QWidget) -> None:
        """Show `widget` in place of the rows while there are none."""
        if self._empty is not None:
            self._empty.deleteLater()
        self._empty = widget
        widget.setParent(self.viewport())
        self._rows_changed()

    def height_of_rows(self, most: int) -> int:
        """The height [px] in which the header and up to `most` rows stand without scrolling."""
        model = self.model()
        rows = 0 if model is None else min(most, model.rowCount())
        return self.horizontalHeader().sizeHint().height() + rows * row_height(self._row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns anew."""
        super().resizeEvent(event)
        self._share_width()
        if self._empty is not None:
            self._empty.setGeometry(self.viewport().rect())

    def changeEvent(self, event: QEvent) -> None:
        """Rows grow with the interface font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.verticalHeader().setDefaultSectionSize(row_height(self._row))
            self._contents.clear()
            self._share_width()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete deletes, the rest is Qt's."""
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.opened.emit(index)
        elif event.key() == Qt.Key.Key_Delete and self.selectionModel().hasSelection():
            self.deleted.emit()
        else:
            super().keyPressEvent(event)

    def is_row_hovered(self, row: int) -> bool:
        """Whether the pointer is on a row."""
        return row == self._hovered_row

    def leaveEvent(self, event: QEvent) -> None:
        """No row is under the pointer any more."""
        super().leaveEvent(event)
        self._leave()

    def _hover(self, index: QModelIndex) -> None:
        if index.row() != self._hovered_row:
            self._hovered_row = index.row()
            self.viewport().update()

    def _leave(self) -> None:
        self._hovered_row = -1
        self.viewport().update()

    def _rows_changed(self) -> None:
        self._contents.clear()
        # Once for all that comes in one go, and not while the view takes it in.
        self._sharing.start()
        if self._empty is None:
            return
        model = self.model()
        is_empty = model is None or model.rowCount() == 0
        self._empty.setGeometry(self.viewport().rect())
        self._empty.setVisible(is_empty)
        self.horizontalHeader().setVisible(not is_empty)

    def _share_width(self) -> None:
        """Fixed columns first, the rest by weight; columns that give way go from narrow tables.

        A fixed column grows with what stands in it, as long as the others keep their share.
        """
        model = self.model()
        if model is None:
            return
        look, room = theme.current(), self.viewport().width()
        styles = list(enumerate(self._columns[: model.columnCount()]))
        for place, style in styles:
            self.setColumnHidden(place, room < look.px(style.hide_below))
        shown = [(place, style) for place, style in styles if not self.isColumnHidden(place)]
        while self._lacks_room(shown, room) and (last := _least_needed(shown)) is not None:
            self.setColumnHidden(last, True)
            shown = [(place, style) for place, style in shown if place != last]
        fixed = self._fixed(shown, room)
        weights = sum(style.weight for _, style in shown if not style.width)
        left = max(room - sum(fixed.values()), 0)
        for place, style in shown:
            shared = left * style.weight // weights if weights else 0
            self.setColumnWidth(place, fixed.get(place, shared))

    def _content_of(self, place: int) -> int:
        """How wide [px] the cells of a column are; known until rows or font change."""
        if place not in self._contents:
            self._contents[place] = self.sizeHintForColumn(place)
        return self._contents[place]

    def _wanted(self, shown: Sequence[tuple[int, ColumnStyle]]) -> dict[int, int]:
        """The widths [px] that the fixed columns would take if they could, by their place."""
        look = theme.current()
        return {
            place: max(look.px(style.width), self._content_of(place), self._head.width_of(place))
            for place, style in shown
            if style.width
        }

    def _lacks_room(self, shown: Sequence[tuple[int, ColumnStyle]], room: int) -> bool:
        """Whether something in a fixed column would be cut."""
        return sum(self._wanted(shown).values()) > int(room * _MOST_FIXED)

    def _fixed(self, shown: Sequence[tuple[int, ColumnStyle]], room: int) -> dict[int, int]:
        """The widths of the fixed columns [px], by their place."""
        look, wanted = theme.current(), self._wanted(shown)
        least = {place: look.px(style.width) for place, style in shown if style.width}
        more = sum(wanted.values()) - sum(least.values())
        spare = max(0, int(room * _MOST_FIXED) - sum(least.values()))
        if more <= spare:
            return wanted
        return {
            place: wide + (wanted[place] - wide) * spare // more for place, wide in least.items()
        }


def _least_needed(shown: Sequence[tuple[int, ColumnStyle]]) -> int | None:
    """The column that gives way first: of those that may, the one that does so the soonest."""
    may = [(style.hide_below, place) for place, style in shown if style.hide_below]
    return max(may)[1] if may else None
