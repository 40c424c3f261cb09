"""A month as a calendar: each day with its sum and what it was for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from tracker.ui import theme
from tracker.ui.numbers import weekday_short
from tracker.ui.parts.labels import plain_tip
from tracker.ui.parts.painting import focus_ring, rounded

_WEEK = 7
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


class MonthGrid(QWidget):
    """The days of a month in weeks below one another.

    The arrow keys move by day and week, past the edge `turned` tells -1 or 1; a click or Enter
    emits `chosen` with the day.
    """

    chosen = Signal(object)
    turned = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty calendar."""
        super().__init__(parent)
        self._days: dict[date, MonthDay] = {}
        self._first = date.min
        self._weeks = 0
        self._cursor: date | None = None
        self._hovered: date | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
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
        lead = (days[0].day.weekday() - first_weekday) % _WEEK
        self._first = days[0].day - timedelta(days=lead)
        self._weeks = -(-(lead + len(days)) // _WEEK)
        self._cursor = cursor if cursor in self._days else days[0].day
        self._hovered = None
        self.setAccessibleName(sentence)
        self._describe(is_told=False)
        self.update()

    def cursor_day(self) -> date | None:
        """The day at which the keyboard stands."""
        return self._cursor

    def day_at(self, point: QPointF) -> date | None:
        """The day of the month under a point; None beside them."""
        for day in self._days:
            if self._cell(day).contains(point):
                return day
        return None

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
        for place in range(_WEEK):
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
        for place in range(1, _WEEK):
            x = round(place * wide / _WEEK)
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

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark the day under the pointer."""
        self._hover(self.day_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Take the mark away."""
        super().leaveEvent(event)
        self._hover(None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the day under the pointer."""
        day = self.day_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and day is not None:
            self._cursor = day
            self.update()
            self.chosen.emit(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, Enter chooses, Page keys turn the month."""
        key, mirror = Qt.Key(event.key()), -1 if self.isRightToLeft() else 1
        steps = {
            Qt.Key.Key_Left: -mirror,
            Qt.Key.Key_Right: mirror,
            Qt.Key.Key_Up: -_WEEK,
            Qt.Key.Key_Down: _WEEK,
        }
        if self._cursor is None:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self._cursor)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turned.emit(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key in steps:
            self._move(self._cursor + timedelta(days=steps[key]))
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """The tooltip is all of the day under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            day = self.day_at(QPointF(event.pos()))
            words = "" if day is None else self._days[day].words
            QToolTip.showText(event.globalPos(), plain_tip(words), self)
            return True
        return super().event(event)

    def _move(self, day: date) -> None:
        if day in self._days:
            self._cursor = day
            self._describe(is_told=True)
            self.update()
        elif self._cursor is not None:
            self.turned.emit(1 if day > self._cursor else -1)

    def _describe(self, *, is_told: bool) -> None:
        here = None if self._cursor is None else self._days.get(self._cursor)
        words = "" if here is None else here.words
        self.setAccessibleDescription(words)
        if is_told and self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _hover(self, day: date | None) -> None:
        if day != self._hovered:
            self._hovered = day
            hand, arrow = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
            self.setCursor(arrow if day is None else hand)
            self.update()

    def _head(self) -> int:
        return QFontMetrics(theme.current().font("chip")).height() + 12

    def _tall(self) -> float:
        return (self.height() - self._head() - 1) / max(self._weeks, 1)

    def _cell(self, day: date) -> QRectF:
        week, place = divmod((day - self._first).days, _WEEK)
        if self.isRightToLeft():
            place = _WEEK - 1 - place
        wide = self.width() / _WEEK
        return QRectF(place * wide, self._head() + week * self._tall(), wide, self._tall())
