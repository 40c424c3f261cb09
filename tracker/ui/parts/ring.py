"""A part of a whole, as a ring."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from tracker.ui import theme

_SIDE = 46
_THICKNESS = 6


class Ring(QWidget):
    """How much of a goal is reached: an arc from the top, clockwise.

    A fraction above 1 is drawn as a full ring; None, when nothing is known, as the bare track.
    """

    def __init__(
        self, fraction: float | None = None, tone: str = "accent", parent: QWidget | None = None
    ) -> None:
        """`tone` is the token of the arc."""
        super().__init__(parent)
        self._fraction = fraction
        self._tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_fraction(self, fraction: float | None, tone: str | None = None) -> None:
        """Draw another fraction, in another tone if one is given."""
        self._fraction = fraction
        self._tone = tone or self._tone
        self.update()

    def sizeHint(self) -> QSize:
        """A square that grows with the interface font."""
        side = theme.current().px(_SIDE)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The track, and the arc above it."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = look.px(_THICKNESS)
        side = min(self.width(), self.height()) - width
        rect = QRectF(0, 0, side, side)
        rect.moveCenter(QRectF(self.rect()).center())
        painter.setPen(QPen(look.color("track"), width))
        painter.drawEllipse(rect)
        if not self._fraction or self._fraction <= 0:
            return
        pen = QPen(look.color(self._tone), width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        # Qt counts sixteenths of a degree, anticlockwise from three o'clock.
        painter.drawArc(rect, 90 * 16, -round(min(self._fraction, 1.0) * 360 * 16))
