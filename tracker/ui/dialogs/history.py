"""The history of one row: what was done, when, from where; before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from tracker.domain.changes import Changes, Kind
from tracker.i18n import _, dotted, ngettext
from tracker.ui import theme
from tracker.ui.dialogs.base import Dialog, cancel_button
from tracker.ui.dialogs.history_words import ToldChange, names_of, tell
from tracker.ui.parts.button import Button
from tracker.ui.parts.cards import Rule
from tracker.ui.parts.labels import ElidedLabel, PlainLabel

if TYPE_CHECKING:
    from tracker.record import Record
    from tracker.ui.desk import Desk

_WIDTH = 620
# Shown at first; the rest comes on request.
_FIRST = 30


def ask_history(record: Record, kind: Kind, row_id: int) -> list[ToldChange]:
    """All that happened to a row in words, newest first; ask it on a thread."""
    names = names_of(record, kind, row_id)
    return [tell(change, names) for change in record.history.of_row(kind, row_id)]


def open_history(desk: Desk, kind: Kind, row_id: int, title: str = "") -> HistoryDialog:
    """Show the history of a row; `title` is what the row is called."""
    dialog = HistoryDialog(desk, kind, row_id, title)
    dialog.present()
    return dialog


class HistoryPanel(QWidget):
    """The changes of one row as a list, for a dialog or a page; it follows the record."""

    def __init__(self, desk: Desk, kind: Kind, row_id: int, parent: QWidget | None = None) -> None:
        """Asks at once."""
        super().__init__(parent)
        self._desk, self._kind, self._row_id = desk, kind, row_id
        self._changes: list[ToldChange] = []
        self._shown = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.GAP)
        self._more = Button(_("Show earlier changes"), run=self._show_more)
        desk.changed.connect(self._changed)
        self._ask()

    def changes(self) -> list[ToldChange]:
        """What is told, newest first."""
        return list(self._changes)

    def _changed(self, changes: Changes) -> None:
        if changes.touches({self._kind}):
            self._ask()

    def _ask(self) -> None:
        kind, row_id = self._kind, self._row_id
        self._desk.ask(
            lambda record: ask_history(record, kind, row_id), self._show, key=(self, "history")
        )

    def _show(self, changes: list[ToldChange]) -> None:
        self._changes, self._shown = changes, 0
        self._more.setParent(None)
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if not changes:
            self._column.addWidget(PlainLabel(_("Nothing is known of it."), tone="muted"))
        self._show_more()
        self._column.addStretch(1)

    def _show_more(self) -> None:
        self._column.removeWidget(self._more)
        for change in self._changes[self._shown : self._shown + _FIRST]:
            if self._shown:
                self._column.insertWidget(self._place(), Rule())
            self._column.insertWidget(self._place(), _Entry(change))
            self._shown += 1
        is_all = self._shown >= len(self._changes)
        if not is_all:
            n = len(self._changes) - self._shown
            text = ngettext("Show {n} earlier change", "Show {n} earlier changes", n)
            self._more.setText(text.format(n=n))
            self._column.insertWidget(self._place(), self._more)
        self._more.setVisible(not is_all)

    def _place(self) -> int:
        """Before the stretch at the end, where that is there already."""
        count = self._column.count()
        last = self._column.itemAt(count - 1) if count else None
        return count - 1 if last is not None and last.widget() is None else count


class _Entry(QWidget):
    """One change: its words, and a line for each value that differs."""

    def __init__(self, change: ToldChange) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_TINY + 2)
        head = QHBoxLayout()
        head.addWidget(ElidedLabel(change.label, "strong", lines=3), 1)
        told = dotted((change.when, change.source))
        head.addWidget(PlainLabel(told, "secondary", "muted"))
        column.addLayout(head)
        if change.is_erased:
            column.addWidget(PlainLabel(_("Its values were erased for good."), tone="muted"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.GAP)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for row, (name, old, new) in enumerate(change.differences):
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(PlainLabel(name, "secondary", "muted"), row, 0, top)
            text = _("{before} → {after}").format(before=old, after=new)
            grid.addWidget(PlainLabel(text, "secondary", wraps=True), row, 1)
        grid.setColumnMinimumWidth(0, theme.current().px(120))
        column.addLayout(grid)
        parts = [
            _("{name}: {before} → {after}").format(name=name, before=old, after=new)
            for name, old, new in change.differences
        ]
        self.setAccessibleName(", ".join((change.label, told, *parts)))


class HistoryDialog(Dialog):
    """The history of a row in a dialog."""

    def __init__(self, desk: Desk, kind: Kind, row_id: int, title: str = "") -> None:
        """Asks at once."""
        heading = _("History of «{title}»").format(title=title) if title else _("History")
        super().__init__(heading, _WIDTH, is_scrolled=True)
        self.panel = HistoryPanel(desk, kind, row_id)
        self.body.addWidget(self.panel)
        close = cancel_button(self, _("Close"))
        self.add_button(close, is_default=True)
        self.resize(self.width(), theme.current().px(440))
        close.setFocus()

    def fit(self) -> None:
        """As tall as a handful of changes, since they come after it is shown."""
        super().fit()
        parent = self.parentWidget()
        room = parent.height() if parent is not None else theme.current().px(600)
        self.resize(self.width(), min(theme.current().px(460), int(room * 0.9)))
