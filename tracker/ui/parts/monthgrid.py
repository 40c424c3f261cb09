"""A month as a calendar: each day with its sum and what it was for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tracker.ui import theme
from tracker.ui.numbers import weekday_short
from tracker.ui.parts.daycells import DAYS_OF_WEEK, MonthCells
from tracker.ui.parts.painting import focus_ring, rounded

_PAD = 8
_DOT = 7
_BAR = 4
_LEAST_CELL = 62
# Qt mirrors left and right by itself where the window reads from right to left.
_START = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_END = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class MonthDay:
    """One day: its sum in words, `share` of the longest day (0 to 1), and what it was for.

    `lines` are (words, tone); `words` say all of it to a screen reader and in the tooltip.
    """

    day: date
    aside: str
    share: float
    lines: tuple[tuple[str, str], ...]
    words: str
    is_today: bool = False


class MonthGrid(MonthCells):
    """The days of a month in weeks below one another.

    The arrow keys move by day and week, past the edge `turned` tells -1 or 1; a click or Enter
    emits `chosen` with the day.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty calendar."""
        super().__init__(parent)
        self._days: dict[date, MonthDay] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_days(
        self, days: Sequence[MonthDay], first_weekday: int, sentence: str, cursor: date
    ) -> None:
        """Show the days of a month, in order; `cursor` is where the keyboard stands.

        `first_weekday` is 0 for Monday to 6 for Sunday.
        """
        self._days = {one.day: one for one in days}
        if not days:
            return
        lead = self._begin(days[0].day, first_weekday)
        self._weeks = -(-(lead + len(days)) // DAYS_OF_WEEK)
        self._cursor = cursor if cursor in self._days else days[0].day
        self._hovered = None
        self.setAccessibleName(sentence)
        self._describe()
        self.update()

    def sizeHint(self) -> QSize:
        """Five weeks of cells with room for three lines."""
        look = theme.current()
        return QSize(look.px(640), self._head() + 5 * look.px(120))

    def minimumSizeHint(self) -> QSize:
        """Cells with a number and a sum."""
        look = theme.current()
        return QSize(look.px(280), self._head() + max(self._weeks, 5) * look.px(_LEAST_CELL))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Names of the days, hairlines, cells, and the ring of the keyboard."""
        if not self._days:
            return
        painter, look = QPainter(self), theme.current()
        self._paint_names(painter)
        for day, one in self._days.items():
            rect = self._cell(day)
            if day == self._hovered:
                painter.fillRect(rect, look.color("hover"))
            self._paint_cell(painter, rect, one)
        self._paint_lines(painter)
        if self.hasFocus() and self._cursor is not None:
            ring = self._cell(self._cursor).adjusted(1, 1, 0, 0)
            focus_ring(painter, ring, look.px(theme.RADIUS_SMALL))

    def _paint_names(self, painter: QPainter) -> None:
        look = theme.current()
        painter.setFont(look.font("chip"))
        painter.setPen(look.color("muted"))
        for place in range(DAYS_OF_WEEK):
            day = self._first + timedelta(days=place)
            rect = self._cell(day)
            room = QRectF(rect.left() + _PAD, 0, rect.width() - 2 * _PAD, self._head())
            painter.drawText(room, _START, weekday_short(day))

    def _paint_lines(self, painter: QPainter) -> None:
        look = theme.current()
        line = look.color("line")
        wide = self.width()
        for week in range(self._weeks + 1):
            y = round(self._head() + week * self._tall())
            painter.fillRect(QRectF(0, min(y, self.height() - 1), wide, 1), line)
        for place in range(1, DAYS_OF_WEEK):
            x = round(place * wide / DAYS_OF_WEEK)
            painter.fillRect(QRectF(x, self._head(), 1, self._weeks * self._tall()), line)

    def _paint_cell(self, painter: QPainter, rect: QRectF, one: MonthDay) -> None:
        look = theme.current()
        strong, small = look.font("strong"), look.font("small")
        metrics = QFontMetrics(strong)
        room = rect.adjusted(_PAD, 6, -_PAD, -6)
        head = QRectF(room.left(), room.top(), room.width(), metrics.height())
        self._paint_number(painter, head, one)
        painter.setFont(look.font("secondary", is_tabular=True))
        painter.setPen(look.color("muted"))
        painter.drawText(head, _END, one.aside)
        foot = room.bottom() - (_BAR + 4 if one.share else 0)
        self._paint_words(
            painter,
            QRectF(room.left(), head.bottom() + 4, room.width(), foot - head.bottom() - 4),
            one,
            QFontMetrics(small),
        )
        if one.share:
            bar = QRectF(room.left(), room.bottom() - _BAR, room.width(), _BAR)
            rounded(painter, bar, _BAR / 2, look.color("track"))
            bar.setWidth(max(_BAR, room.width() * min(one.share, 1.0)))
            if self.isRightToLeft():
                bar.moveRight(room.right())
            rounded(painter, bar, _BAR / 2, look.color("accent"))

    def _paint_number(self, painter: QPainter, head: QRectF, one: MonthDay) -> None:
        look = theme.current()
        painter.setFont(look.font("strong"))
        if one.is_today:
            side = head.height() + 4
            disc = QRectF(head.left() - 4, head.center().y() - side / 2, side, side)
            if self.isRightToLeft():
                disc.moveRight(head.right() + 4)
            rounded(painter, disc, side / 2, look.color("accent"))
            painter.setPen(look.color("on_accent"))
            painter.drawText(disc, int(Qt.AlignmentFlag.AlignCenter), str(one.day.day))
            return
        painter.setPen(look.color("ink" if one.aside else "muted"))
        painter.drawText(head, _START, str(one.day.day))

    def _paint_words(
        self, painter: QPainter, room: QRectF, one: MonthDay, metrics: QFontMetrics
    ) -> None:
        """As many lines as fit; the last says how many more there are."""
        look = theme.current()
        tall = metrics.height() + 2
        shown = one.lines[: int(room.height() // tall)]
        painter.setFont(look.font("small"))
        for place, (words, tone) in enumerate(shown):
            line = QRectF(room.left(), room.top() + place * tall, room.width(), tall)
            hidden = len(one.lines) - len(shown) if place == len(shown) - 1 else 0
            more = f"+{hidden}" if hidden else ""
            painter.setPen(look.color("muted"))
            painter.drawText(line, _END, more)
            end = metrics.horizontalAdvance(more) + 4 if more else 0
            x = line.right() - _DOT if self.isRightToLeft() else line.left()
            dot = QRectF(x, line.center().y() - _DOT / 2, _DOT, _DOT)
            rounded(painter, dot, 2, look.color(tone))
            gap = _DOT + 5
            inset = (end, -gap) if self.isRightToLeft() else (gap, -end)
            text = line.adjusted(inset[0], 0, inset[1], 0)
            painter.setPen(look.color("muted"))
            cut = metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(text.width()))
            painter.drawText(text, _START, cut)

    def _shown(self) -> Mapping[date, MonthDay]:
        return self._days

    def _words(self, day: date) -> str:
        return self._days[day].words if day in self._days else ""

    def _head(self) -> int:
        return QFontMetrics(theme.current().font("chip")).height() + 12

    def _tall(self) -> float:
        return (self.height() - self._head() - 1) / max(self._weeks, 1)

    def _cell(self, day: date) -> QRectF:
        week, place = self._place(day)
        wide = self.width() / DAYS_OF_WEEK
        return QRectF(place * wide, self._head() + week * self._tall(), wide, self._tall())
