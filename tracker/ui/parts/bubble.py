"""The small bubble that says what is under the pointer or the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from tracker.ui import theme
from tracker.ui.parts.painting import rounded

_AWAY = 12


def paint_bubble(painter: QPainter, room: QRectF, at: QPointF, text: str) -> None:
    """Paint `text`, in lines, beside `at` and inside `room`; above it where there is space."""
    look = theme.current()
    font = look.font("secondary", is_tabular=True)
    metrics = QFontMetrics(font)
    lines = text.splitlines()
    pad, tall = theme.GAP_SMALL, metrics.height()
    most = room.width() - 2 * pad - 4
    wide = min(max(metrics.horizontalAdvance(line) for line in lines) + 1, most)
    box = QRectF(0, 0, wide + 2 * pad, len(lines) * tall + pad)
    box.moveCenter(QPointF(at.x(), 0))
    box.moveBottom(at.y() - _AWAY)
    if box.top() < room.top() + 2:
        # No space above: beside it, where it covers the least of what is read.
        box.moveTop(room.top() + 2)
        is_right = at.x() < room.center().x()
        if box.bottom() > at.y() - _AWAY:
            box.moveLeft(at.x() + _AWAY if is_right else at.x() - _AWAY - box.width())
    box.moveLeft(max(room.left() + 2, min(box.left(), room.right() - box.width() - 2)))
    rounded(painter, box, look.radius_small, look.color("toast"))
    painter.setFont(font)
    painter.setPen(look.color("on_toast"))
    flags = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
    for place, line in enumerate(lines):
        row = QRectF(box.left() + pad, box.top() + pad / 2 + place * tall, wide, tall)
        cut = metrics.elidedText(line, Qt.TextElideMode.ElideRight, int(wide) + 1)
        painter.drawText(row, flags, cut)
