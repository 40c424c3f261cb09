"""What the painted parts share: crisp rounded shapes and the ring that shows the focus."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from tracker.ui import theme


def rounded(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    ground: QColor | None,
    border: QColor | None = None,
    width: float = theme.HAIRLINE,
) -> None:
    """Fill and outline a rounded rectangle; the outline lies wholly inside `rect`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    half = width / 2 if border is not None else 0.0
    painter.setBrush(ground if ground is not None else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(border, width) if border is not None else Qt.PenStyle.NoPen)
    inner = rect.adjusted(half, half, -half, -half)
    painter.drawRoundedRect(inner, radius - half, radius - half)


def focus_ring(
    painter: QPainter, rect: QRectF, radius: float, *, gap: QColor | None = None
) -> None:
    """The ring that says where the keyboard is: two pixels of the focus colour.

    `gap` is drawn as a second line inside it where the ground has the focus colour itself.
    """
    look = theme.current()
    rounded(painter, rect, radius, None, look.color("focus"), theme.FOCUS_WIDTH)
    if gap is not None:
        inset = theme.FOCUS_WIDTH
        inner = rect.adjusted(inset, inset, -inset, -inset)
        rounded(painter, inner, radius - inset, None, gap, theme.FOCUS_WIDTH)
