"""Minutes of study day by day, as a calendar of small squares."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from PySide6.QtCore import QLocale, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolTip, QWidget

from tracker.charts.heatmap import shade as seconds_shade
from tracker.ui import theme
from tracker.ui.numbers import day_long, hours
from tracker.ui.parts.daycells import DAYS_OF_WEEK, DayCells
from tracker.ui.parts.labels import PlainLabel, plain_tip
from tracker.ui.parts.painting import focus_ring, rounded

_PITCH, _GAP, _SMALLEST = 15, 3, 7


def shade(minutes: int) -> int:
    """Which of the five shades (0–4) a day of `minutes` takes."""
    return seconds_shade(60 * minutes)


def _told(day: date, minutes: int) -> str:
    return f"{day_long(day)}: {hours(minutes)}"


class Heatmap(DayCells):
    """The last weeks, a column each, a square a day; darker is longer.

    The pointer or the arrow keys read a day out; a click or Enter emits `chosen` with the day.
    Days after `today` are not drawn and cannot be chosen.
    """

    spoken_role = "Chart"

    def __init__(
        self,
        weeks: int = 26,
        tell: Callable[[date, int], str] = _told,
        parent: QWidget | None = None,
    ) -> None:
        """`tell` puts a day and its minutes into words."""
        super().__init__(parent)
        self._weeks = weeks
        self._tell = tell
        self._minutes: Mapping[date, int] = {}
        self._today = date.min
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_days(
        self, minutes: Mapping[date, int], today: date, sentence: str, first_weekday: int = 0
    ) -> None:
        """Show `minutes` by day up to `today`; a day that is not there has none.

        `sentence` says what the picture shows; `first_weekday` is 0 for Monday to 6 for Sunday.
        """
        self._minutes = minutes
        self._today = today
        since = (today.weekday() - first_weekday) % DAYS_OF_WEEK
        self._first = today - timedelta(days=since + (self._weeks - 1) * DAYS_OF_WEEK)
        if self._cursor is None or not self._is_shown(self._cursor):
            self._cursor = today
        self.setAccessibleName(sentence)
        self._describe()
        self.update()

    def day_at(self, point: QPointF) -> date | None:
        """The day under a point of this widget; None beside the squares."""
        left, top, pitch = self._frame()
        x = self.width() - point.x() if self.isRightToLeft() else point.x()
        column, row = int((x - left) // pitch), int((point.y() - top) // pitch)
        if (
            not (0 <= column < self._weeks and 0 <= row < DAYS_OF_WEEK)
            or x < left
            or point.y() < top
        ):
            return None
        day = self._first + timedelta(days=column * DAYS_OF_WEEK + row)
        return day if self._is_shown(day) else None

    def sizeHint(self) -> QSize:
        """Squares as large as in the pictures."""
        width = self._left() + self._weeks * theme.current().px(_PITCH)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Squares that can still be hit."""
        width = self._left() + self._weeks * _SMALLEST
        return QSize(width, self.heightForWidth(width))

    def heightForWidth(self, width: int) -> int:
        """Seven squares and the names of the months."""
        return round(self._top() + DAYS_OF_WEEK * self._pitch(width))

    def hasHeightForWidth(self) -> bool:
        """Squares stay square."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Months above, weekdays beside, squares, and the ring of the keyboard."""
        if self._today == date.min:
            return
        painter = QPainter(self)
        self._paint_names(painter)
        look = theme.current()
        frame = self._frame()
        radius = frame[2] * 0.2
        heat = [QColor(colour) for colour in look.tokens.heat]
        for offset in range(self._weeks * DAYS_OF_WEEK):
            day = self._first + timedelta(days=offset)
            if day > self._today:
                break
            square = self._square(day, frame)
            edge = look.color("ink") if day == self._hovered else None
            rounded(painter, square, radius, heat[shade(self._minutes.get(day, 0))], edge)
        if self.hasFocus() and self._cursor is not None:
            around = self._square(self._cursor).adjusted(-2.5, -2.5, 2.5, 2.5)
            focus_ring(painter, around, radius + 2)

    def _paint_names(self, painter: QPainter) -> None:
        look, locale = theme.current(), QLocale()
        left, top, pitch = self._frame()
        painter.setFont(look.font("small"))
        painter.setPen(look.color("muted"))
        metrics = QFontMetrics(look.font("small"))
        short = QLocale.FormatType.ShortFormat
        free_from = 0.0
        for week in range(self._weeks):
            day = self._first + timedelta(days=week * DAYS_OF_WEEK)
            if week and day.month == (day - timedelta(days=DAYS_OF_WEEK)).month:
                continue
            name = locale.standaloneMonthName(day.month, short)
            x, wide = left + week * pitch, metrics.horizontalAdvance(name)
            # The first month may have but a week to stand over; its name gives way to the next.
            ends = left + self._weeks * pitch
            if x < free_from or x + wide > ends + pitch or (not week and self._is_brief()):
                continue
            self._write(painter, QRectF(x, 0, wide + 2, top - 4), name)
            free_from = x + wide + 6
        for row in (0, 2, 4):
            name = locale.standaloneDayName((self._first + timedelta(days=row)).isoweekday(), short)
            middle = top + row * pitch + (pitch - _GAP) / 2
            tall = metrics.height()
            self._write(painter, QRectF(0, middle - tall / 2, left, tall), name)

    def _is_brief(self) -> bool:
        return (self._first + timedelta(days=2 * DAYS_OF_WEEK)).month != self._first.month

    def _write(self, painter: QPainter, rect: QRectF, text: str) -> None:
        if self.isRightToLeft():
            rect.moveRight(self.width() - rect.left())
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        # Mirrored here, so not once more by the painter, which knows the application's direction.
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(rect, int(flags), text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move by day and week, Home and End go to the ends, Enter chooses."""
        key, cursor = event.key(), self._cursor
        if cursor is None:
            super().keyPressEvent(event)
            return
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(cursor)
            return
        sideways = -DAYS_OF_WEEK if self.isRightToLeft() else DAYS_OF_WEEK
        steps = {
            Qt.Key.Key_Left: timedelta(days=-sideways),
            Qt.Key.Key_Right: timedelta(days=sideways),
            Qt.Key.Key_Up: timedelta(days=-1),
            Qt.Key.Key_Down: timedelta(days=1),
            Qt.Key.Key_Home: self._first - cursor,
            Qt.Key.Key_End: self._today - cursor,
        }
        if key not in steps:
            super().keyPressEvent(event)
        elif self._is_shown(cursor + steps[Qt.Key(key)]):
            self._read_out(cursor + steps[Qt.Key(key)])

    def _read_out(self, day: date) -> None:
        self._cursor = day
        self._describe()
        QAccessible.updateAccessibility(
            QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
        )
        below = self._square(day).bottomLeft().toPoint() + QPoint(0, 2)
        QToolTip.showText(self.mapToGlobal(below), plain_tip(self._words(day)), self)
        self.update()

    def spoken_value(self) -> str:
        """What is told of the day where the keyboard stands."""
        return "" if self._cursor is None else self._words(self._cursor)

    def _words(self, day: date) -> str:
        return self._tell(day, self._minutes.get(day, 0))

    def _is_shown(self, day: date) -> bool:
        return self._first <= day <= self._today

    def _square(self, day: date, frame: tuple[float, float, float] | None = None) -> QRectF:
        left, top, pitch = frame or self._frame()
        column, row = divmod((day - self._first).days, DAYS_OF_WEEK)
        side = pitch - _GAP
        x = left + column * pitch
        if self.isRightToLeft():
            x = self.width() - x - side
        return QRectF(x, top + row * pitch, side, side)

    def _frame(self) -> tuple[float, float, float]:
        """Left edge, top edge and pitch of the squares [px]."""
        return self._left(), self._top(), self._pitch(self.width())

    def _left(self) -> int:
        locale, metrics = QLocale(), QFontMetrics(theme.current().font("small"))
        short = QLocale.FormatType.ShortFormat
        names = (locale.standaloneDayName(number, short) for number in range(1, 8))
        return max(metrics.horizontalAdvance(name) for name in names) + theme.GAP_SMALL

    def _top(self) -> int:
        return QFontMetrics(theme.current().font("small")).height() + 4

    def _pitch(self, width: int) -> int:
        room = (width - self._left() + _GAP) // self._weeks
        return max(_SMALLEST, min(room, theme.current().px(_PITCH)))


class HeatLegend(QWidget):
    """What the shades mean: «none», the five squares, and the words for the darkest."""

    def __init__(self, least: str, most: str, parent: QWidget | None = None) -> None:
        """For instance `HeatLegend(pgettext("study", "none"), _("2 h or more"))`."""
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP_SMALL - 2)
        row.addWidget(PlainLabel(least, "secondary", "muted"))
        row.addWidget(_Shades())
        row.addWidget(PlainLabel(most, "secondary", "muted"))


class _Shades(QWidget):
    """The five squares."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        pitch = theme.current().px(_PITCH - 2)
        return QSize(5 * pitch - _GAP, pitch - _GAP)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        pitch = theme.current().px(_PITCH - 2)
        side = pitch - _GAP
        top = (self.height() - side) / 2
        for place, value in enumerate(theme.current().tokens.heat):
            rounded(painter, QRectF(place * pitch, top, side, side), side * 0.25, QColor(value))
