"""Twelve bars, one a month."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLocale, QRectF, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QWidget

from tracker.ui import theme
from tracker.ui.parts.painting import rounded
from tracker.ui.parts.plot import Plot, levels_up_to, round_step

_MONTHS = 12
# A bar takes this much of its month's width, and is never wider than that [px].
_SHARE, _WIDEST = 0.56, 34


@dataclass(frozen=True, slots=True)
class Month:
    """A bar: its value, None where it is unknown; what is read out of it; whether it is now."""

    value: float | None
    words: str
    is_now: bool = False


class MonthBars(Plot):
    """The bars of a year; a month whose value is unknown is hatched and says so."""

    def __init__(self, tone: str = "money", parent: QWidget | None = None) -> None:
        """`tone` is the token of the bars."""
        super().__init__(parent)
        self._tone = tone
        self._months: tuple[Month, ...] = ()
        self._label: Callable[[float], str] = str
        self._step = 1.0

    def show_months(
        self, months: Sequence[Month], label: Callable[[float], str], sentence: str
    ) -> None:
        """Draw the twelve `months`; `label` puts a value of the grid into words."""
        self._months, self._label = tuple(months), label
        most = max((month.value or 0 for month in months), default=0)
        self._step = round_step(most, 3) if most > 0 else 1.0
        self.tell(sentence)

    def point_count(self) -> int:
        """Each month."""
        return len(self._months)

    def point_place(self, point: int) -> float:
        """The middle of the month."""
        return (point + 0.5) / _MONTHS

    def words_of(self, point: int) -> str:
        """The month and its sum."""
        return self._months[point].words

    def levels(self) -> Sequence[tuple[float, str]]:
        """Round values."""
        if not self._months:
            return ()
        values = self._values()
        return [(value / values[-1], self._label(value)) for value in values]

    def marks(self) -> Sequence[tuple[float, str]]:
        """The names of the months, or their first letters where there is little room."""
        locale = QLocale()
        metrics = QFontMetrics(theme.current().font("small"))
        short, narrow = QLocale.FormatType.ShortFormat, QLocale.FormatType.NarrowFormat
        names = [locale.standaloneMonthName(n + 1, short) for n in range(_MONTHS)]
        widest = max(metrics.horizontalAdvance(name) for name in names) + theme.GAP_SMALL
        if widest * _MONTHS > self.width() * 0.85:
            names = [locale.standaloneMonthName(n + 1, narrow) for n in range(_MONTHS)]
        return [(self.point_place(n), name) for n, name in enumerate(names)]

    def paint_data(self, painter: QPainter, room: QRectF) -> None:
        """The bars."""
        for place, month in enumerate(self._months):
            self._paint_bar(painter, room, place, month, is_read=False)

    def paint_point(self, painter: QPainter, room: QRectF, point: int) -> None:
        """The bar that is read out, outlined."""
        self._paint_bar(painter, room, point, self._months[point], is_read=True)

    def _paint_bar(
        self, painter: QPainter, room: QRectF, place: int, month: Month, *, is_read: bool
    ) -> None:
        look = theme.current()
        wide = min(room.width() / _MONTHS * _SHARE, look.px(_WIDEST))
        x = self.x_at(room, self.point_place(place)) - wide / 2
        top = self._values()[-1]
        is_unknown = month.value is None
        share = 0.5 if month.value is None else max(month.value, 0) / top
        if not share and not is_read:
            return
        tall = max(share * room.height(), 2.0)
        bar = QRectF(x, room.bottom() - tall, wide, tall)
        radius = min(look.radius_small, tall / 2, wide / 2)
        painter.save()
        # Square at the foot: the bar stands on its line.
        painter.setClipRect(bar.adjusted(-2, -2, 2, 0))
        body = bar.adjusted(0, 0, 0, radius)
        if is_unknown:
            rounded(painter, body, radius, look.color(f"{self._tone}_soft"))
            painter.setBrush(QBrush(look.color(self._tone), Qt.BrushStyle.BDiagPattern))
            painter.setPen(QPen(look.color(self._tone), 1, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(body, radius, radius)
        else:
            # Other months step back, without the grid showing through.
            rounded(painter, body, radius, look.color("surface"))
            ground = look.color(self._tone)
            ground.setAlphaF(1.0 if month.is_now or is_read else 0.72)
            rounded(painter, body, radius, ground, look.color("ink") if is_read else None)
        painter.restore()

    def _values(self) -> list[float]:
        most = max((month.value or 0 for month in self._months), default=0)
        return levels_up_to(max(most, self._step), self._step)
