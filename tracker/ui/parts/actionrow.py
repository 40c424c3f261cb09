"""Lines of a card that can be opened, each with a menu of what else can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tracker.i18n import _
from tracker.ui import theme
from tracker.ui.menus import Entry, below, menu
from tracker.ui.parts.button import icon_button
from tracker.ui.parts.cards import Rule
from tracker.ui.parts.chip import Chip
from tracker.ui.parts.clickrow import ClickRow
from tracker.ui.parts.flow import FlowLayout
from tracker.ui.parts.linkbutton import LinkButton

T = TypeVar("T")


class ActionRow(QWidget):
    """A line, the button of its menu, and below the words that do something at once.

    `key` tells it apart from the others of its list. The menu also comes by a right click and by
    the keyboard's menu key.
    """

    def __init__(
        self,
        key: Hashable,
        line: ClickRow,
        entries: Sequence[Entry],
        links: Sequence[LinkButton] = (),
        chips: Sequence[Chip] = (),
        parent: QWidget | None = None,
    ) -> None:
        """`entries` are those of the menu; `chips` and `links` wrap below the line."""
        super().__init__(parent)
        self.key, self.line = key, line
        self._entries = tuple(entries)
        words = _("More for «{name}»").format(name=line.accessibleName().split(",")[0])
        self.more = icon_button("more", words, self.open_menu, is_quiet=True)
        # As in a table: room for the ground and the ring around the words.
        pad = theme.GAP_SMALL
        line.setContentsMargins(pad, 0, pad, 0)
        across = QHBoxLayout()
        across.setSpacing(theme.GAP_SMALL)
        across.addWidget(line, 1)
        across.addWidget(self.more, 0, Qt.AlignmentFlag.AlignVCenter)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addLayout(across)
        for gap, widgets in ((theme.GAP_TINY, chips), (theme.GAP_WIDE, links)):
            if widgets:
                holder = QWidget()
                flow = FlowLayout(gap, holder)
                holder.setContentsMargins(pad, 0, pad, 0)
                for widget in widgets:
                    flow.addWidget(widget)
                down.addWidget(holder)
                down.addSpacing(theme.GAP_SMALL)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def entries(self) -> tuple[Entry, ...]:
        """What its menu offers."""
        return self._entries

    def open_menu(self) -> None:
        """Show what can be done with it."""
        menu(self._entries, self).popup(below(self.more))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The same menu where the pointer is; below the button when a key asked for it."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            menu(self._entries, self).popup(event.globalPos())
        else:
            self.open_menu()
        event.accept()


class ActionRows(QWidget, Generic[T]):
    """A list of such lines with a hairline above each.

    A line whose item is as before is kept as it is, so that a change costs no more than what it
    changed. Where the keyboard was in a line when the list is shown anew, it is in the same line
    after, or in the one that took its place.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until `show_items`."""
        super().__init__(parent)
        self._items: list[T] = []
        self._rows: list[ActionRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def rows(self) -> tuple[ActionRow, ...]:
        """The lines that are shown now."""
        return tuple(self._rows)

    def show_items(self, items: Sequence[T], make: Callable[[T], ActionRow]) -> None:
        """Show a line for each item; `make` makes it, and its words hang on the item alone."""
        if self._items == list(items):
            return
        focused = QApplication.focusWidget()
        held = next(
            (n for n, row in enumerate(self._rows) if focused and row.isAncestorOf(focused)), None
        )
        key = None if held is None else self._rows[held].key
        before, self._rows = self._rows, self._take_over(items, make)
        self._items = list(items)
        if held is not None and self._rows and before[held] not in self._rows:
            # The next line is there before the keyboard has to leave the one that goes.
            same = next((row for row in self._rows if row.key == key), None)
            chosen = same or self._rows[min(held, len(self._rows) - 1)]
            chosen.show()
            chosen.line.setFocus()
        for row in before:
            if row not in self._rows:
                row.hide()
                row.deleteLater()
        self.setVisible(bool(self._rows))

    def _take_over(self, items: Sequence[T], make: Callable[[T], ActionRow]) -> list[ActionRow]:
        """Fill the layout anew, with the lines of items that were there before where there are."""
        old = list(zip(self._items, self._rows, strict=True))
        rows: list[ActionRow] = []
        while (item := self._column.takeAt(0)) is not None:
            if isinstance(rule := item.widget(), Rule):
                rule.hide()
                rule.deleteLater()
        for one in items:
            found = next((pair for pair in old if pair[0] == one), None)
            if found is not None:
                old.remove(found)
            row = make(one) if found is None else found[1]
            rows.append(row)
            self._column.addWidget(Rule())
            self._column.addWidget(row)
        return rows
