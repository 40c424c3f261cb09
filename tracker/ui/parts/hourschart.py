"""Hours gathered day by day towards a plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QLocale, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from tracker.i18n import _
from tracker.ui import theme
from tracker.ui.numbers import day_short, duration
from tracker.ui.parts.plot import Plot, levels_up_to, round_step

_HOUR = 3600
# Below an hour, grid lines stand at whole quarters [s].
_SHORT_STEPS = (300, 900, 1800)
_WEEK = timedelta(days=7)
# A shorter stretch is labelled by weeks, a longer one by months.
_LEAST_MONTHS_DAYS = 70


@dataclass(frozen=True, slots=True)
class HoursLine:
    """What is drawn: the total [s] after each day with study, in order; the plan [s] or None.

    The line goes on level from the last point to `until`; `deadline` with its words stands as
    an upright line, None for none.
    """

    points: tuple[tuple[date, int], ...]
    planned: int | None
    until: date
    deadline: date | None = None
    deadline_words: str = ""


class HoursChart(Plot):
    """The line of hours, the plan above it, the deadline ahead of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until `show_line`."""
        super().__init__(parent)
        self._line = HoursLine((), None, date.min)
        self._first = self._last = date.min
        self._top = float(_HOUR)

    def show_line(self, line: HoursLine, sentence: str) -> None:
        """Draw another line; it has a point at least. `sentence` says what it shows."""
        self._line = line
        days = [day for day, _total in line.points]
        self._first = days[0] - timedelta(days=1)
        self._last = max(days[-1], line.until, line.deadline or line.until)
        self._top = self._levels()[-1]
        self.tell(sentence)

    def point_count(self) -> int:
        """Each day with study."""
        return len(self._line.points)

    def point_place(self, point: int) -> float:
        """By its day."""
        return self._share(self._line.points[point][0])

    def words_of(self, point: int) -> str:
        """The day, the total, and what of it was studied on that day."""
        day, total = self._line.points[point]
        before = self._line.points[point - 1][1] if point else 0
        return _("{day}: {total}, {more} on that day").format(
            day=day_short(day, self._line.until),
            total=duration(total),
            more=duration(total - before),
        )

    def levels(self) -> Sequence[tuple[float, str]]:
        """Round hours."""
        if not self._line.points:
            return ()
        return [
            (value / self._top, duration(round(value)) if value else _("0 h"))
            for value in self._levels()
        ]

    def marks(self) -> Sequence[tuple[float, str]]:
        """Months, or weeks where the stretch is short."""
        if not self._line.points:
            return ()
        if (self._last - self._first).days < _LEAST_MONTHS_DAYS:
            count = (self._last - self._first).days // 7 + 1
            days = [self._first + timedelta(days=1) + _WEEK * n for n in range(count)]
            return [(self._share(d), day_short(d, d)) for d in days if d <= self._last]
        return [(self._share(day), _month(day)) for day in self._months()]

    def paint_data(self, painter: QPainter, room: QRectF) -> None:
        """Plan, deadline, line, and its end."""
        if not self._line.points:
            return
        self._paint_plan(painter, room)
        look = theme.current()
        start = self._point(room, self._first, 0)
        line = QPolygonF([start])
        before, total = self._first, 0
        for day, after in self._line.points:
            if (day - before).days > 1:
                # Days without study are level, so that one sees when the hours came.
                line.append(self._point(room, day - timedelta(days=1), total))
            line.append(self._point(room, day, after))
            before, total = day, after
        last_day = before
        end = self._point(room, max(self._line.until, last_day), total)
        line.append(end)
        ground = QPolygonF(line)
        ground.append(QPointF(end.x(), room.bottom()))
        ground.append(QPointF(start.x(), room.bottom()))
        soft = look.color("accent_soft")
        soft.setAlphaF(0.45)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(soft)
        painter.drawPolygon(ground)
        pen = QPen(look.color("accent"), 2.4)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawPolyline(line)
        self._paint_deadline(painter, room)
        self._dot(painter, end, 4.5)

    def paint_point(self, painter: QPainter, room: QRectF, point: int) -> None:
        """An upright line through the day, and a dot on it."""
        day, total = self._line.points[point]
        place = self._point(room, day, total)
        painter.setPen(QPen(theme.current().color("border"), theme.HAIRLINE))
        painter.drawLine(QPointF(place.x(), room.top()), QPointF(place.x(), room.bottom()))
        self._dot(painter, place, 5)

    def _dot(self, painter: QPainter, place: QPointF, radius: float) -> None:
        look = theme.current()
        painter.setPen(QPen(look.color("surface"), 2))
        painter.setBrush(look.color("accent"))
        painter.drawEllipse(place, radius, radius)

    def _paint_plan(self, painter: QPainter, room: QRectF) -> None:
        if self._line.planned is None:
            return
        look = theme.current()
        y = self._point(room, self._first, self._line.planned).y()
        pen = QPen(look.color("muted"), 1.2)
        pen.setDashPattern([3, 3])
        painter.setPen(pen)
        painter.drawLine(QPointF(room.left(), y), QPointF(room.right(), y))
        text = _("planned {hours}").format(hours=duration(self._line.planned))
        font = look.font("small", is_tabular=True)
        metrics = QFontMetrics(font)
        tall, wide = metrics.height(), metrics.horizontalAdvance(text) + 1
        x = room.right() - wide - 2 if self.isRightToLeft() else room.left() + 2
        painter.setFont(font)
        painter.setPen(look.color("muted"))
        painter.drawText(QRectF(x, y - tall - 2, wide, tall), 0, text)

    def _paint_deadline(self, painter: QPainter, room: QRectF) -> None:
        if self._line.deadline is None:
            return
        look = theme.current()
        x = self.x_at(room, self._share(self._line.deadline))
        pen = QPen(look.color("money"), 1.2)
        pen.setDashPattern([3, 3])
        painter.setPen(pen)
        painter.drawLine(QPointF(x, room.top()), QPointF(x, room.bottom()))
        font = look.font("chip", is_tabular=True)
        metrics = QFontMetrics(font)
        tall, wide = metrics.height(), metrics.horizontalAdvance(self._line.deadline_words) + 1
        is_left = x - wide - 6 >= room.left()
        box = QRectF(x - wide - 6 if is_left else x + 6, room.bottom() - tall - 6, wide, tall)
        painter.setFont(font)
        painter.setPen(look.color("money"))
        painter.drawText(box, 0, self._line.deadline_words)

    def _point(self, room: QRectF, day: date, total: float) -> QPointF:
        y = room.bottom() - total / self._top * room.height()
        return QPointF(self.x_at(room, self._share(day)), y)

    def _share(self, day: date) -> float:
        whole = (self._last - self._first).days
        return (day - self._first).days / whole if whole else 0.0

    def _levels(self) -> list[float]:
        most = float(max(self._line.points[-1][1], self._line.planned or 0, 1))
        if most <= 4 * _SHORT_STEPS[-1]:
            step = float(next(s for s in _SHORT_STEPS if s * 4 >= most))
        else:
            step = max(round_step(most / _HOUR), 1.0) * _HOUR
            # Two and a half hours a line would read badly.
            step = 5.0 * _HOUR if step == 2.5 * _HOUR else step
        values = levels_up_to(most, step)
        # Room above the plan for its words.
        return [*values, values[-1] + step] if values[-1] - most < step * 0.25 else values

    def _months(self) -> list[date]:
        months = []
        year, month = self._first.year, self._first.month
        while (year, month) < (self._last.year, self._last.month):
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)
            months.append(date(year, month, 1))
        return months


def _month(day: date) -> str:
    """The short name of a month; a January carries its year."""
    name = QLocale().standaloneMonthName(day.month, QLocale.FormatType.ShortFormat)
    if day.month != 1:
        return name
    return _("{month} {year}").format(month=name, year=day.year)
