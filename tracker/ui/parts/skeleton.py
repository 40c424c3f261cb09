"""What a page looks like before its first answer: the shape of what is coming, without motion."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tracker.i18n import _
from tracker.ui import theme
from tracker.ui.parts.painting import rounded


class Skeleton(QWidget):
    """A title, four tiles and two cards, empty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Only to look at."""
        super().__init__(parent)
        self.setAccessibleName(_("Opening the record"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Blocks where the things will stand."""
        look, painter = theme.current(), QPainter(self)
        margin, gap = theme.MARGIN, theme.GAP_WIDE
        room = QRectF(self.rect()).adjusted(margin, margin, -margin, -margin)
        soft = look.color("track")
        rounded(painter, QRectF(room.left(), room.top(), look.px(220), look.px(22)), 6, soft)
        small = QRectF(room.left(), room.top() + look.px(34), look.px(150), look.px(12))
        rounded(painter, small, 5, soft)
        top, tall = room.top() + look.px(64), look.px(113)
        wide = (room.width() - 3 * gap) / 4
        for place in range(4):
            self._card(painter, QRectF(room.left() + place * (wide + gap), top, wide, tall))
        top += tall + gap
        left = (room.width() - gap) * 0.6
        height = max(room.bottom() - top, 0)
        self._card(painter, QRectF(room.left(), top, left, height))
        right = QRectF(room.left() + left + gap, top, room.width() - left - gap, height)
        self._card(painter, right)

    def _card(self, painter: QPainter, rect: QRectF) -> None:
        look = theme.current()
        rounded(
            painter,
            rect,
            look.radius_card,
            look.color("surface"),
            look.color("line"),
        )
        pad = theme.CARD_PADDING
        for number, share in enumerate((0.3, 0.5)):
            line = QRectF(0, 0, (rect.width() - 2 * pad) * share, look.px(11 + 7 * number))
            line.moveTopLeft(rect.topLeft())
            line.translate(pad, pad + number * look.px(26))
            rounded(painter, line, 5, look.color("track"))
