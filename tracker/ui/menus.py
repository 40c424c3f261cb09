"""Menus of what can be done with a row, from a list of entries."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QTableView, QWidget

from tracker.ui import icons
from tracker.ui.parts.menu import Menu


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a menu; `submenu` opens more of them instead of doing something."""

    text: str
    icon: str
    run: Callable[[], object] | None = None
    submenu: tuple[Entry, ...] = ()


# A line between two groups of entries.
LINE = Entry("", "")


def menu(entries: Sequence[Entry], parent: QWidget) -> QMenu:
    """A menu that goes when it is closed."""
    made = Menu(parent)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    _fill(made, entries)
    return made


def _fill(made: QMenu, entries: Sequence[Entry]) -> None:
    for entry in entries:
        if entry == LINE:
            made.addSeparator()
        elif entry.submenu:
            below = made.addMenu(icons.icon(entry.icon), entry.text)
            _fill(below, entry.submenu)
        else:
            action = QAction(icons.icon(entry.icon), entry.text, made)
            if entry.run is not None:
                action.triggered.connect(entry.run)
            made.addAction(action)


def below(widget: QWidget) -> QPoint:
    """Where a menu opens that belongs to `widget`."""
    corner = widget.rect().bottomRight() if widget.isRightToLeft() else widget.rect().bottomLeft()
    return widget.mapToGlobal(corner)


def row_under(table: QTableView, at: QPoint) -> tuple[int, QPoint]:
    """The row that a menu asked for at `at` is about, and where it opens; -1 where there is none.

    By the keyboard it is the current row, at its first cell.
    """
    index = table.indexAt(at)
    if index.isValid():
        return index.row(), table.viewport().mapToGlobal(at)
    index = table.currentIndex()
    if not index.isValid():
        return -1, QPoint()
    corner = table.visualRect(index.siblingAtColumn(0)).bottomLeft()
    return index.row(), table.viewport().mapToGlobal(corner)


def open_menu_here() -> None:
    """Ask for the menu of what has the keyboard, as the menu key does: not all have that key."""
    widget = QApplication.focusWidget()
    if widget is not None:
        # Where the text cursor or the current row is, so that the menu is about that.
        at = widget.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle).center()
        reason = QContextMenuEvent.Reason.Keyboard
        QApplication.sendEvent(widget, QContextMenuEvent(reason, at, widget.mapToGlobal(at)))
