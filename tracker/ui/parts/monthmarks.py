"""A month as a small calendar whose days carry a sign: study, rest, nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tracker.ui import icons, theme
from tracker.ui.numbers import weekday_short
from tracker.ui.parts.daycells import DAYS_OF_WEEK, MonthCells
from tracker.ui.parts.painting import focus_ring, rounded

Sign = Literal["study", "short", "rest", "none", "open"]

_CELL, _GAP, _SIGN = 30, 4, 11
_GROUNDS: dict[Sign, str] = {"study": "accent_soft", "rest": "degree_soft"}
_INKS: dict[Sign, str] = {"study": "accent", "rest": "degree", "short": "accent"}


@dataclass(frozen=True, slots=True)
class MarkedDay:
    """What a day was, and all that is said of it."""

    sign: Sign
    words: str


def paint_sign(painter: QPainter, square: QRectF, sign: Sign) -> None:
    """Draw the sign of a day: a tick, a small ring, a moon, a dash; nothing for a day to come."""
    look = theme.current()
    if sign == "study":
        icons.paint(painter, square, "check", "accent")
    elif sign == "rest":
        icons.paint(painter, square, "moon", "degree")
    elif sign == "short":
        inset = square.width() * 0.2
        ring = square.adjusted(inset, inset, -inset, -inset)
        rounded(painter, ring, ring.width() / 2, None, look.color("accent"), 1.5)
    elif sign == "none":
        dash = QRectF(0, 0, square.width() * 0.6, 1.5)
        dash.moveCenter(square.center())
        rounded(painter, dash, 0.75, look.color("muted"))


class MonthMarks(MonthCells):
    """Days in weeks; arrows move, Enter and a click choose, Page keys turn the month.

    `chosen` carries the day, `turned` -1 or 1 for the month before or after.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until `show_days`."""
        super().__init__(parent)
        self._days: Mapping[date, MarkedDay] = {}
        self._today = date.min
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_days(
        self, days: Mapping[date, MarkedDay], today: date, first_weekday: int, sentence: str
    ) -> None:
        """Show the days of one month, in order; `sentence` says what they show."""
        self._days, self._today = days, today
        begin = next(iter(days))
        self._begin(begin, first_weekday)
        # As tall for each month, so that nothing below jumps when one turns them.
        self._weeks = 6
        if self._cursor not in days:
            self._cursor = today if today in days else begin
        self.setAccessibleName(sentence)
        self._describe()
        self.update()

    def put_cursor(self, day: date) -> None:
        """Let the keyboard stand at a day, also of a month that is shown next."""
        self._cursor = day

    def sizeHint(self) -> QSize:
        """Names of the days and six weeks."""
        look = theme.current()
        return QSize(look.px(300), round(self._head() + 6 * self._pitch()))

    def minimumSizeHint(self) -> QSize:
        """Cells with a number and a sign."""
        return QSize(theme.current().px(7 * 34), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Names of the days, cells, and the ring of the keyboard."""
        look, painter = theme.current(), QPainter(self)
        painter.setFont(look.font("small"))
        painter.setPen(look.color("muted"))
        for place in range(DAYS_OF_WEEK if self._days else 0):
            day = self._first + timedelta(days=place)
            room = self._cell(day)
            room.setTop(0)
            room.setHeight(self._head() - 2)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), weekday_short(day))
        for day, one in self._days.items():
            self._paint_day(painter, day, one)
        if self.hasFocus() and self._cursor in self._days and self._cursor is not None:
            focus_ring(painter, self._cell(self._cursor), look.px(theme.RADIUS_SMALL))

    def _paint_day(self, painter: QPainter, day: date, one: MarkedDay) -> None:
        look, rect = theme.current(), self._cell(day)
        ground = _GROUNDS.get(one.sign, "hover" if day == self._hovered else "")
        is_framed = day in (self._today, self._hovered)
        edge = look.color("accent" if day == self._today else "border") if is_framed else None
        filled = look.color(ground) if ground else None
        rounded(painter, rect, look.px(theme.RADIUS_SMALL), filled, edge)
        font = look.font("strong" if day == self._today else "secondary", is_tabular=True)
        side, text = look.px(_SIGN), str(day.day)
        wide = QFontMetrics(font).horizontalAdvance("30")
        has_sign = one.sign != "open"
        whole = wide + (side + 4 if has_sign else 0)
        left = rect.center().x() - whole / 2
        mirrored = self.isRightToLeft()
        number = QRectF(left + (whole - wide if mirrored else 0), rect.top(), wide, rect.height())
        painter.setFont(font)
        painter.setPen(look.color(_INKS.get(one.sign, "muted")))
        painter.drawText(number, int(Qt.AlignmentFlag.AlignCenter), text)
        if has_sign:
            x = left if mirrored else left + whole - side
            paint_sign(painter, QRectF(x, rect.center().y() - side / 2, side, side), one.sign)

    def _shown(self) -> Mapping[date, MarkedDay]:
        return self._days

    def _words(self, day: date) -> str:
        return self._days[day].words if day in self._days else ""

    def _leave(self, day: date, way: int) -> None:
        self._cursor = day
        super()._leave(day, way)
        self._announce()

    def _head(self) -> int:
        return QFontMetrics(theme.current().font("small")).height() + 8

    def _pitch(self) -> float:
        look = theme.current()
        return max(look.px(_CELL), QFontMetrics(look.font("strong")).height() + 8) + _GAP

    def _cell(self, day: date) -> QRectF:
        week, place = self._place(day)
        wide = (self.width() + _GAP) / DAYS_OF_WEEK
        top = self._head() + week * self._pitch()
        return QRectF(place * wide, top, wide - _GAP, self._pitch() - _GAP)


class SignLegend(QWidget):
    """The sign of a kind of day, as it stands before its words."""

    def __init__(self, sign: Sign, parent: QWidget | None = None) -> None:
        """Draws nothing but the sign on its ground."""
        super().__init__(parent)
        self._sign: Sign = sign
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A square that grows with the interface font."""
        side = theme.current().px(_SIGN + 7)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground and the sign."""
        look, painter, rect = theme.current(), QPainter(self), QRectF(self.rect())
        ground = _GROUNDS.get(self._sign)
        if ground:
            rounded(painter, rect, look.px(4), look.color(ground))
        side = look.px(_SIGN)
        square = QRectF(0, 0, side, side)
        square.moveCenter(rect.center())
        paint_sign(painter, square, self._sign)
