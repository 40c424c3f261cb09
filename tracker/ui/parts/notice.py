"""A sentence or two on a soft ground: what went wrong here, or what is to be known."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from tracker.ui import icons, theme
from tracker.ui.parts.ground import Ground
from tracker.ui.parts.labels import PlainLabel

_ICON = 16


class Notice(Ground):
    """Hidden until `say`; `tone` is one of bad, money, accent."""

    def __init__(
        self, text: str = "", tone: str = "bad", icon: str = "", parent: QWidget | None = None
    ) -> None:
        """Shows `text` at once where there is one."""
        super().__init__("note", tone, parent)
        self._icon = _Icon(icon or ("info" if tone == "accent" else "warning"), tone)
        self._label = PlainLabel("", wraps=True)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.GAP, theme.GAP_SMALL, theme.GAP, theme.GAP_SMALL)
        row.setSpacing(theme.GAP_SMALL)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._label, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.say(text)

    def say(self, text: str) -> None:
        """Show `text`, and tell a screen reader; an empty one hides the notice."""
        self._label.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        if text and self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def text(self) -> str:
        """What it says."""
        return self._label.text()


class _Icon(QWidget):
    """The sign before the sentence."""

    def __init__(self, name: str, tone: str) -> None:
        super().__init__()
        self._name, self._tone = name, tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = theme.current().px(_ICON)
        return QSize(side, side + 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        side = theme.current().px(_ICON)
        icons.paint(QPainter(self), QRectF(0, 1, side, side), self._name, self._tone)
