"""A number chosen on a line: dragged, clicked, or moved by the arrow keys."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QSlider, QStyle, QStyleOptionSlider, QWidget

from tracker.ui import theme
from tracker.ui.parts.painting import focus_ring, rounded

_TALL, _GROOVE, _HANDLE = 26, 5, 18


class Slider(QSlider):
    """A slider in the colours of the window; `name` says to a screen reader what it chooses."""

    def __init__(
        self, name: str, least: int, most: int, step: int = 1, parent: QWidget | None = None
    ) -> None:
        """Stands at `least`."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setAccessibleName(name)
        self.setRange(least, most)
        self.setSingleStep(step)
        self.setPageStep(5 * step)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for the handle with its ring."""
        look = theme.current()
        return QSize(look.px(180), look.px(_TALL))

    def minimumSizeHint(self) -> QSize:
        """A slider may get short."""
        return QSize(theme.current().px(80), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The groove, filled up to the handle."""
        look, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, thin = look.px(_HANDLE), look.px(_GROOVE)
        middle = self._handle_at(side)
        y = self.height() / 2
        groove = QRectF(side / 2, y - thin / 2, self.width() - side, thin)
        rounded(painter, groove, thin / 2, look.color("track"))
        done = QRectF(groove)
        if self.isRightToLeft():
            done.setLeft(middle)
        else:
            done.setRight(middle)
        rounded(painter, done, thin / 2, look.color("accent" if self.isEnabled() else "disabled"))
        handle = QRectF(middle - side / 2 + 2, y - side / 2 + 2, side - 4, side - 4)
        painter.setBrush(look.color("surface"))
        painter.setPen(QPen(look.color("accent"), 2))
        painter.drawEllipse(handle.adjusted(1, 1, -1, -1))
        if self.hasFocus():
            focus_ring(painter, handle, handle.height() / 2)

    def _handle_at(self, side: float) -> float:
        """Where the middle of the handle is [px]; Qt mirrors it where one reads from the right."""
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        room = int(self.width() - side)
        at = QStyle.sliderPositionFromValue(
            self.minimum(), self.maximum(), self.sliderPosition(), room, option.upsideDown
        )
        return side / 2 + at
