"""The line of the top bar itself: what is typed, and the keys that do more than write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from tracker.i18n import _
from tracker.ui import icons, theme
from tracker.ui.parts.fields import LineField
from tracker.ui.parts.keyhint import key_hint_width, key_text, paint_key_hint

if TYPE_CHECKING:
    from tracker.ui.keys.keymap import Keymap

# The key that leads to the field, as long as no other is chosen.
KEYS = "Ctrl+L"
_ICON = 16


class CommandLine(LineField):
    """The line itself, with a plus before it and its key behind it.

    `pressed` tells the keys that do more than write: enter, timer, escape, tab, up, down.
    """

    pressed = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty."""
        super().__init__("", "", parent)
        self.setAccessibleName(_("Log study or spending in one line"))
        self._key = ""
        self._keymap: Keymap | None = None
        self._fit()

    def follow(self, keymap: Keymap) -> None:
        """Show the key that leads here, now and after every change."""
        self._keymap = keymap
        keymap.changed.connect(self._show_key)
        self._show_key()

    def _show_key(self) -> None:
        if self._keymap is not None:
            self._key = key_text(self._keymap.first("line", (KEYS,)))
            self._fit()
            self.update()

    def event(self, event: QEvent) -> bool:
        """Tab completes before it leaves."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            is_tab = event.key() == Qt.Key.Key_Tab and not event.modifiers()
            if is_tab:
                self.pressed.emit("tab")
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand the keys on that do more than write."""
        names = {
            Qt.Key.Key_Return.value: "enter",
            Qt.Key.Key_Enter.value: "enter",
            Qt.Key.Key_Escape.value: "escape",
            Qt.Key.Key_Up.value: "up",
            Qt.Key.Key_Down.value: "down",
        }
        name = names.get(event.key())
        if name == "enter" and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            name = "timer"
        if name is None:
            super().keyPressEvent(event)
        else:
            self.pressed.emit(name)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The key is not needed any more."""
        super().focusInEvent(event)
        self._fit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard is elsewhere."""
        super().focusOutEvent(event)
        self._fit()
        self.left.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Icon and key grow with the interface font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line, the plus, and the key while nothing is typed."""
        super().paintEvent(event)
        painter = QPainter(self)
        side, gap = theme.current().px(_ICON), theme.GAP + 2
        x = self.width() - gap - side if self.isRightToLeft() else gap
        icons.paint(painter, QRectF(x, (self.height() - side) / 2, side, side), "plus", "muted")
        if self._has_key():
            text = self._key
            wide = key_hint_width(text)
            x = gap if self.isRightToLeft() else self.width() - gap - wide
            paint_key_hint(painter, QRectF(x, 0, wide, self.height()), text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width shows another example."""
        super().resizeEvent(event)
        self._fit_hint()

    def _fit_hint(self) -> None:
        """The longest example that has room; the shortest where none has."""
        examples = (
            _("45m kubernetes yesterday 19:00 #lab"),
            _("45m kubernetes yesterday"),
            _("45m kubernetes"),
            _("45m reading"),
        )
        margins = self.textMargins()
        # The field's own padding at both ends, and the place of the cursor.
        room = self.width() - margins.left() - margins.right() - 2 * theme.GAP - 6
        wide = self.fontMetrics().horizontalAdvance
        fitting = next((one for one in examples if wide(one) <= room), examples[-1])
        if self.placeholderText() != fitting:
            self.setPlaceholderText(fitting)

    def _has_key(self) -> bool:
        return bool(self._key) and not self.text() and not self.hasFocus()

    def _fit(self) -> None:
        before = theme.current().px(_ICON) + theme.GAP_SMALL
        behind = key_hint_width(self._key) + theme.GAP_SMALL if self._has_key() else 0
        is_mirrored = self.isRightToLeft()
        self.keep_free(behind if is_mirrored else before, before if is_mirrored else behind)
        self._fit_hint()
