"""The tabs of a page: words with a line under the one that is open."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QTabBar, QWidget

from tracker.ui import theme
from tracker.ui.parts.painting import focus_ring

_HEIGHT = 38


class Tabs(QTabBar):
    """Words in a row; `currentChanged` tells which one is open, the arrow keys move."""

    def __init__(self, texts: Sequence[str], name: str = "", parent: QWidget | None = None) -> None:
        """`texts` may carry counts («Study 38»)."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for text in texts:
            self.addTab(text)

    def tabSizeHint(self, index: int) -> QSize:
        """Words with a gap after them."""
        look = theme.current()
        metrics = QFontMetrics(look.font("body"))
        width = metrics.horizontalAdvance(self.tabText(index)) + 20
        return QSize(width, max(look.px(_HEIGHT), metrics.height() + 16))

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Words are not cut."""
        return self.tabSizeHint(index)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: who scrolls past the tabs stays on the one that is open."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Words, the accent's line under the open one, a hairline under all."""
        look = theme.current()
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, look.color("line"))
        painter.setFont(look.font("body"))
        for index in range(self.count()):
            apart = (20, 0, 0, 0) if self.isRightToLeft() else (0, 0, -20, 0)
            rect = QRectF(self.tabRect(index)).adjusted(*apart)
            is_open = index == self.currentIndex()
            painter.setPen(look.color("ink" if is_open else "muted"))
            flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
            painter.drawText(rect, flags, self.tabText(index))
            if is_open:
                line = QRectF(rect.left(), self.height() - 2, rect.width(), 2)
                painter.fillRect(line, look.color("accent"))
                if self.hasFocus():
                    focus_ring(painter, rect.adjusted(-6, 5, 6, -6), look.radius_small)
