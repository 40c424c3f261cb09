"""Study day by day, as a calendar of small squares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from tracker.charts.chart import Cell, Chart, Column, Later, Mark, Table, day_cell, hours_of
from tracker.charts.levels import months_between
from tracker.charts.look import Words
from tracker.charts.plate import Plate
from tracker.i18n import _, ngettext, pgettext

# Seconds from which a day takes the next of the five shades: something, half an hour, an hour, two
# hours. Fixed, so that a shade means the same in every year and for every person.
STEPS = (60, 1800, 3600, 7200)
_DAYS = 7
_DAY = timedelta(days=1)
# A square takes this much of its place.
_SHARE = 0.8
_WIDEST = 16.0


@dataclass(frozen=True, slots=True)
class HeatDays:
    """Seconds by day (a day that is absent has none), in columns of weeks up to `today`.

    `first` is the first day of a week.
    """

    seconds: Mapping[date, int]
    first: date
    today: date

    @property
    def weeks(self) -> int:
        """How many columns there are."""
        return (self.today - self.first).days // _DAYS + 1

    @property
    def days(self) -> list[date]:
        """Each day up to today."""
        return [self.first + n * _DAY for n in range((self.today - self.first).days + 1)]


def shade(seconds: int) -> int:
    """Which of the five shades (0–4) a day takes."""
    return sum(seconds >= step for step in STEPS)


def heatmap(data: HeatDays, words: Words) -> Chart:
    """Each day's study; darker is longer."""
    total = sum(data.seconds.get(day, 0) for day in data.days)
    studied = sum(data.seconds.get(day, 0) > 0 for day in data.days)
    days = ngettext("{n} day", "{n} days", studied).format(n=words.count(studied))
    told = ngettext(
        "Study of the last {n} week: {length} on {days}.",
        "Study of the last {n} weeks: {length} on {days}.",
        data.weeks,
    )
    return Chart(
        name="study-by-day",
        title=_("Study by day"),
        sentence=told.format(n=data.weeks, length=words.duration(total), days=days),
        table=Table(
            (Column(_("Day")), Column(_("Hours"), is_number=True)),
            Later(partial(_rows, data, words)),
        ),
        paint=partial(_paint, data, words),
        tall=180,
        is_course=True,
    )


def _rows(data: HeatDays, words: Words) -> list[tuple[Cell, ...]]:
    return [
        (
            day_cell(day, words.day(day, data.today)),
            Cell(words.duration(data.seconds.get(day, 0)), hours_of(data.seconds.get(day, 0))),
        )
        for day in data.days
    ]


def _paint(data: HeatDays, words: Words, plate: Plate) -> list[Mark]:
    names = [words.weekday(data.first + n * _DAY) for n in range(_DAYS)]
    beside = plate.widest(names) + plate.px(8)
    head, foot = plate.line() + plate.px(4), plate.line() + plate.px(10)
    pitch = min(
        (plate.width - beside) / data.weeks,
        (plate.height - head - foot) / _DAYS,
        plate.px(_WIDEST),
    )
    right, bottom = beside + pitch * data.weeks, head + pitch * _DAYS
    area = plate.area(beside, head, right, bottom, (0, data.weeks), (_DAYS, 0))
    for row in (0, 2, 4):
        plate.write(names[row], 0, area.y(row + _SHARE / 2))
    free_from = 0.0
    for month in (data.first, *months_between(data.first, data.today)):
        x = area.x(-(-(month - data.first).days // _DAYS))
        if x >= free_from and x < right - pitch:
            plate.write(words.month(month), x, plate.line() / 2)
            free_from = x + plate.measure(words.month(month))[0] + plate.px(6)
    boxes: dict[int, list[tuple[float, float, float, float]]] = {}
    marks = []
    for place, day in enumerate(data.days):
        column, row = divmod(place, _DAYS)
        box = (float(column), float(row), column + _SHARE, row + _SHARE)
        seconds = data.seconds.get(day, 0)
        boxes.setdefault(shade(seconds), []).append(box)
        text = _("{day}: {length}").format(
            day=words.day(day, data.today), length=words.duration(seconds)
        )
        marks.append(area.bar_mark(box, text))
    for step, some in boxes.items():
        area.bars(some, f"heat_{step}")
    _paint_meaning(plate, bottom + plate.px(6))
    return marks


def _paint_meaning(plate: Plate, top: float) -> None:
    """«none», the five shades, «2 h or more»."""
    least, most = pgettext("study", "none"), _("2 h or more")
    side, y = plate.px(9), top + plate.line() / 2
    plate.write(least, 0, y)
    x = plate.measure(least)[0] + plate.px(6)
    area = plate.area(x, y - side / 2, x + 5 * side * 1.3, y + side / 2, (0, 5), (0, 1))
    for step in range(5):
        area.bars([(step, 0, step + 1 / 1.3, 1)], f"heat_{step}")
    plate.write(most, area.right + plate.px(4), y)
