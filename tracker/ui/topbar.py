"""The bar over every page: the one-line field and the timer, each handed in by its spec."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tracker.ui import theme
from tracker.ui.desk import Desk
from tracker.ui.pages import SlotSpec


class TopBar(QWidget):
    """A row of slots; hidden while nothing stands in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty bar."""
        super().__init__(parent)
        self.setContentsMargins(0, 0, 0, theme.HAIRLINE)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 0)
        self._row.setSpacing(theme.GAP)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A hairline under it."""
        look, below = theme.current(), self.height() - theme.HAIRLINE
        QPainter(self).fillRect(0, below, self.width(), theme.HAIRLINE, look.color("line"))

    def _fit(self) -> None:
        self.setMinimumHeight(theme.current().px(theme.TOPBAR_HEIGHT))

    def fill(self, specs: Sequence[SlotSpec], desk: Desk) -> list[QWidget]:
        """Make what stands in the bar, in order; a slot without stretch keeps its own width."""
        made = []
        for spec in specs:
            widget = spec.build(desk)
            if spec.least:
                widget.setMinimumWidth(spec.least)
            self._row.addWidget(widget, spec.stretch, Qt.AlignmentFlag.AlignVCenter)
            made.append(widget)
        return made
