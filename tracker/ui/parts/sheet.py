"""A table that is typed into as into a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from tracker.ui import theme
from tracker.ui.parts.cells import Cells, ColumnStyle, Header, row_height
from tracker.ui.parts.fieldlook import clear_ground, paint_field
from tracker.ui.parts.scrollbar import see_through

Index = QModelIndex | QPersistentModelIndex
_Hint = QAbstractItemDelegate.EndEditHint
# A letter or a sign begins to type, wherever in the window it would otherwise do something.
# Whether a cell has a mark in its corner: that there is more to it than its text.
MARKED = Qt.ItemDataRole.UserRole + 21
_MARK = 7
_TAKING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down, Qt.Key.Key_Up)
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class Sheet(QTableView):
    """Cells that are moved through and typed into by the keyboard alone.

    Arrows move; typing, F2 and Enter write; Enter, Tab and the arrows up and down take what was
    written, Esc leaves it; Delete empties a cell; Ctrl+C and Ctrl+V copy one. Tab leaves the sheet
    at its last cell. What the model can't be typed into is `opened` instead.

    `typed` carries a cell and the text that was written into it, `cleared` and `opened` a cell.
    The model itself is never written to.
    """

    typed = Signal(QModelIndex, str)
    cleared = Signal(QModelIndex)
    opened = Signal(QModelIndex)
    moved = Signal(QModelIndex)

    def __init__(
        self, name: str, columns: Sequence[ColumnStyle], parent: QWidget | None = None
    ) -> None:
        """`name` says to a screen reader what is written here."""
        super().__init__(parent)
        self._columns = tuple(columns)
        # Where the keyboard goes once an editor has closed: how many rows down and columns on.
        self._way = (0, 0)
        self._again: tuple[int, int, str] | None = None
        self.setAccessibleName(name)
        see_through(self)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.DoubleClicked)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(row_height())
        self.setHorizontalHeader(Header(self._columns, self))
        self.horizontalHeader().setSectionsClickable(False)
        self.setItemDelegate(_Writing(self._columns, self))

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show `model`."""
        super().setModel(model)
        if model is not None:
            model.modelReset.connect(self._share_width)
            model.dataChanged.connect(self._share_width)
        self._share_width()

    def lead(self, rows: int) -> None:
        """Go so many rows down once the editor has closed."""
        self._way = (rows, 0)

    def is_writing(self) -> bool:
        """Whether a cell is being written into."""
        return self.state() == QAbstractItemView.State.EditingState

    def go(self, rows: int, columns: int) -> bool:
        """Move by cells, over the ends of rows; whether there was such a cell."""
        here = self.currentIndex()
        if not here.isValid():
            return False
        first, last = self._span(here.row())
        row, column = here.row() + rows, here.column() + columns
        if columns and column > last:
            row, column = row + 1, first
        elif columns and column < first:
            row, column = row - 1, last
        there = here.siblingAtRow(row).siblingAtColumn(column) if row >= 0 else QModelIndex()
        if not there.isValid() or not self._is_cell(there):
            return False
        self.setCurrentIndex(there)
        return True

    def event(self, event: QEvent) -> bool:
        """A key that writes is not a shortcut of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_text = bool(event.text().strip()) and not event.modifiers() & _COMMANDS
            if is_text and event.text().isprintable():
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and F2 write or open, Delete empties, Ctrl+C and Ctrl+V copy."""
        here, key = self.currentIndex(), event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and here.isValid():
            if here.flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit(here)
            elif self._is_cell(here):
                self.opened.emit(here)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and here.isValid():
            self.cleared.emit(here)
        elif event.modifiers() == Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_C:
            QApplication.clipboard().setText(str(here.data() or ""))
        elif event.modifiers() == Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_V:
            if self._is_cell(here) and (text := QApplication.clipboard().text().strip()):
                self.typed.emit(here, text.split("\n")[0])
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name
        """Tab goes to the next cell, and on from the last one."""
        return self.go(0, 1 if next else -1) or super().focusNextPrevChild(next)

    def write(self, cell: QModelIndex, text: str) -> None:
        """Open a cell with a text in it, such as one that could not be read.

        That happens once the editor from which the text may come has closed.
        """
        self._again = (cell.row(), cell.column(), text)
        QTimer.singleShot(0, self, self._write_again)

    def _write_again(self) -> None:
        again, self._again = self._again, None
        if again is None:
            return
        cell = self.model().index(again[0], again[1])
        self.setCurrentIndex(cell)
        self.edit(cell)
        editor = self.indexWidget(cell)
        if isinstance(editor, _Editor):
            editor.setText(again[2])
            editor.selectAll()

    def closeEditor(self, editor: QWidget, hint: _Hint) -> None:
        """Go on to the cell that the key led to, which is not opened."""
        way, self._way = self._way, (0, 0)
        super().closeEditor(editor, _Hint.NoHint)
        self.setFocus()
        if hint == _Hint.EditNextItem:
            self.go(0, 1)
        elif hint == _Hint.EditPreviousItem:
            self.go(0, -1)
        elif hint != _Hint.RevertModelCache:
            self.go(*way)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        """Tell where the keyboard stands."""
        super().currentChanged(current, previous)
        self.moved.emit(self.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns anew."""
        super().resizeEvent(event)
        self._share_width()

    def changeEvent(self, event: QEvent) -> None:
        """Rows grow with the interface font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.verticalHeader().setDefaultSectionSize(row_height())
            self._share_width()

    def _is_cell(self, index: QModelIndex) -> bool:
        return bool(index.flags() & Qt.ItemFlag.ItemIsSelectable)

    def _span(self, row: int) -> tuple[int, int]:
        """The first and the last column of a row in which there are cells."""
        model = self.model()
        cells = [n for n in range(model.columnCount()) if self._is_cell(model.index(row, n))]
        return (cells[0], cells[-1]) if cells else (0, 0)

    def _share_width(self) -> None:
        """The numbers take what they need, the names the rest."""
        if self.model() is None:
            return
        look, room = theme.current(), self.viewport().width()
        numbers = [place for place, style in enumerate(self._columns) if style.is_number]
        names = [place for place, style in enumerate(self._columns) if not style.is_number]
        # No number is cut; where there is no room for all of them, the sheet scrolls sideways.
        least = max([look.px(56), *(self.sizeHintForColumn(place) for place in numbers)])
        name = look.px(150)
        wide = max(least, min(look.px(112), (room - name) // max(1, len(numbers))))
        for place in numbers:
            self.setColumnWidth(place, wide)
        for place in names:
            self.setColumnWidth(place, max(look.px(110), room - wide * len(numbers)))


class _Editor(QLineEdit):
    """What is written into a cell."""

    def __init__(self, sheet: Sheet, parent: QWidget) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self.setFrame(False)
        clear_ground(self)
        pad = theme.current().px(theme.GAP_TINY) + theme.FOCUS_WIDTH
        self.setTextMargins(pad, 0, pad, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground over the cell, and the text."""
        paint_field(self, theme.RADIUS_SMALL)
        super().paintEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on downwards, and so do the arrows that have nothing else to do here."""
        if event.key() in _TAKING:
            self._sheet.lead(-1 if event.key() == Qt.Key.Key_Up else 1)
            self._sheet.commitData(self)
            self._sheet.closeEditor(self, _Hint.NoHint)
            return
        super().keyPressEvent(event)


class _Writing(Cells):
    """Paints a cell, and hands on what was written into it."""

    def __init__(self, columns: Sequence[ColumnStyle], sheet: Sheet) -> None:
        super().__init__(columns, _never, sheet)
        self._sheet = sheet

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        look, rect = theme.current(), QRectF(cast("QRect", option.rect))
        if index.flags() & Qt.ItemFlag.ItemIsSelectable:
            x = rect.right() if self._sheet.isRightToLeft() else rect.left()
            painter.fillRect(QRectF(x, rect.top(), 1, rect.height()), look.color("line"))
        if index.data(MARKED):
            side = look.px(_MARK)
            is_mirrored = self._sheet.isRightToLeft()
            edge, way = (rect.left() + 1, 1) if is_mirrored else (rect.right() - 1, -1)
            corner = [
                QPointF(edge, rect.top() + 1),
                QPointF(edge + way * side, rect.top() + 1),
                QPointF(edge, rect.top() + 1 + side),
            ]
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("muted"))
            painter.drawPolygon(corner)
            painter.restore()

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = _Editor(self._sheet, parent)
        editor.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole) or ""))
        editor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        editor.setProperty("before", str(index.data(Qt.ItemDataRole.EditRole) or ""))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        # Called again when the model changes under it: what is being typed stays.
        if isinstance(editor, _Editor) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(self, editor: QWidget, _model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, _Editor) and editor.text() != editor.property("before"):
            self._sheet.typed.emit(index, editor.text())

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """The keys that take what was written are the editor's, not Qt's."""
        kind = event.type()
        if kind == QEvent.Type.KeyPress and cast("QKeyEvent", event).key() in _TAKING:
            return False
        return super().eventFilter(editor, event)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        editor.setGeometry(option.rect)


def _never(_row: int) -> bool:
    return False
