"""The square that stands for a credential or any other thing with an icon."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tracker.ui import icons, theme
from tracker.ui.parts.painting import rounded

SMALL, LARGE = 36, 64


class Badge(QWidget):
    """An icon on a soft square with rounded corners."""

    def __init__(
        self,
        icon: str = "credentials",
        tone: str = "accent",
        side: int = SMALL,
        parent: QWidget | None = None,
    ) -> None:
        """`tone` is one of accent, money, degree, good, bad; `side` is in logical pixels."""
        super().__init__(parent)
        self._icon = icon
        self._tone = tone
        self._side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, icon: str, tone: str = "accent") -> None:
        """Show another icon."""
        self._icon, self._tone = icon, tone
        self.update()

    def sizeHint(self) -> QSize:
        """A square that grows with the interface font."""
        side = theme.current().px(self._side)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The square and the icon at its centre, a bit under half as wide."""
        look = theme.current()
        painter = QPainter(self)
        rect = QRectF(self.rect())
        radius = rect.width() / 4.2
        rounded(painter, rect, radius, look.color(f"{self._tone}_soft"))
        inner = rect.width() * 0.47
        square = QRectF(0, 0, inner, inner)
        square.moveCenter(rect.center())
        icons.paint(painter, square, self._icon, self._tone)
