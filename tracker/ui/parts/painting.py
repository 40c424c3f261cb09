"""What the painted parts share: crisp rounded shapes and the ring that shows the focus."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

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


def wrapped_height(metrics: QFontMetrics, text: str, width: int) -> int:
    """How tall `text` is [px] where its words wrap at `width` [px]; at least one line."""
    if metrics.horizontalAdvance(text) <= width:
        return metrics.height()
    room = QRect(0, 0, max(width, 1), 1 << 20)
    flags = int(Qt.TextFlag.TextWordWrap)
    return max(metrics.height(), metrics.boundingRect(room, flags, text).height())


def paint_wrapped(painter: QPainter, room: QRectF, flags: int, text: str) -> None:
    """Draw `text` into `room`, over several lines only where one has no room."""
    # Measured in whole pixels and drawn in fractions of them, a line that fits might break.
    fits = painter.fontMetrics().horizontalAdvance(text) <= room.width() + 1
    wraps = Qt.TextFlag.TextSingleLine if fits else Qt.TextFlag.TextWordWrap
    painter.drawText(room, flags | int(wraps), text)


def widest_word(metrics: QFontMetrics, text: str) -> int:
    """The width [px] under which `text` can't be wrapped: that of its longest word."""
    return max((metrics.horizontalAdvance(word) for word in text.split()), default=0)
