"""What stands where nothing is yet: what belongs there, and the first step."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.ui import theme
from tracker.ui.parts.badge import Badge
from tracker.ui.parts.button import Button
from tracker.ui.parts.labels import PlainLabel

_SIDE = 44
_TEXT_WIDTH = 380
# So much more than the stretches beside it that these get only what is left over.
_ALL = 1000


class EmptyState(QWidget):
    """An icon, a sentence or two, and a button for the first step."""

    def __init__(
        self,
        title: str,
        text: str = "",
        button: str = "",
        run: Callable[[], object] | None = None,
        *,
        icon: str = "credentials",
        tone: str = "accent",
        parent: QWidget | None = None,
    ) -> None:
        """Without `button` there is nothing to press."""
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.MARGIN, theme.MARGIN, theme.MARGIN, theme.MARGIN)
        column.setSpacing(theme.GAP_SMALL)
        column.addStretch(1)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(Badge(icon, tone, _SIDE), 0, middle)
        column.addSpacing(theme.GAP_TINY)
        labels = [PlainLabel(title, "section", wraps=True)]
        if text:
            labels.append(PlainLabel(text, tone="muted", wraps=True))
        for label in labels:
            label.setAlignment(middle)
            label.setMaximumWidth(theme.current().px(_TEXT_WIDTH))
            # Between two stretches it is asked for its height at its own width, not the whole one.
            row = QHBoxLayout()
            row.addStretch(1)
            # All the room up to its widest, less where large text stands in a narrow window.
            row.addWidget(label, _ALL)
            row.addStretch(1)
            column.addLayout(row)
        self.button: Button | None = None
        if button:
            self.button = Button(button, "primary", run=run)
            column.addSpacing(theme.GAP_SMALL)
            column.addWidget(self.button, 0, middle)
        column.addStretch(1)
        self.setAccessibleName(f"{title} {text}".strip())
