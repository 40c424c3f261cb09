"""What is offered under a line while it is typed, over the fields below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from tracker.i18n import _
from tracker.ui import theme
from tracker.ui.parts.ground import Ground
from tracker.ui.parts.picklist import Pick, PickList


class Suggestions(Ground):
    """A list that lies over the dialog under `line`, which keeps the keyboard.

    Down and up choose, Enter or Tab picks what is chosen, Esc hides. `picked` tells the id.
    """

    picked = Signal(str)

    def __init__(self, line: QLineEdit) -> None:
        """Hidden until something is offered."""
        super().__init__("floating", parent=line.window())
        self._line = line
        self.list = PickList(_("Suggestions"))
        self.list.picked.connect(self._pick)
        column = QVBoxLayout(self)
        pad = theme.GAP_TINY + 2
        column.setContentsMargins(pad, pad, pad, pad)
        column.addWidget(self.list)
        line.installEventFilter(self)
        self.hide()

    def offer(self, rows: Sequence[tuple[str, str, str]]) -> None:
        """Show rows of (id, words, second line); none hides the list."""
        self.list.offer([Pick(ident, words, below=more) for ident, words, more in rows])
        if not rows:
            self.hide()
            return
        top = self._line.mapTo(self._line.window(), QPoint(0, self._line.height() + 4))
        self.move(top)
        self.resize(self._line.width(), self.sizeHint().height())
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that choose before the line does."""
        if watched is self._line and self.isVisible():
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._take_key(event)
            if event.type() == QEvent.Type.FocusOut:
                self.hide()
        return super().eventFilter(watched, event)

    def _take_key(self, event: QKeyEvent) -> bool:
        key, chosen = event.key(), self.list.chosen()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.list.step(1 if key == Qt.Key.Key_Down else -1)
            return True
        if key == Qt.Key.Key_Escape:
            self.hide()
            return True
        is_pick = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
        if is_pick and chosen is not None and not event.modifiers():
            self._pick(chosen.id)
            return True
        return False

    def _pick(self, ident: str) -> None:
        self.hide()
        self.picked.emit(ident)
