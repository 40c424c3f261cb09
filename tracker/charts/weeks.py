"""Hours by week and credential, as stacked bars."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import accumulate

from tracker.analytics.weeks import WeekHours, WeekSeries
from tracker.charts.area import Area
from tracker.charts.chart import Cell, Chart, Column, Later, Mark, Table, day_cell, hours_of
from tracker.charts.levels import day_labels, hour_levels
from tracker.charts.look import Words
from tracker.charts.plate import Plate
from tracker.i18n import _, ngettext

# The tones of the parts of a bar, from its foot: neighbours differ in lightness, and each part is
# named beside the bars.
_TONES = ("heat_4", "heat_2", "heat_3", "heat_1", "heat_2")
# What serves no credential, and what stands together, in grey, with how much of it is shown.
_REST = {None: 1.0, 0: 0.45}
# A week takes at least so many pixels; where there is no room for it, several stand together.
_LEAST_WIDE = 3.0
_BUNDLES = (1, 4, 13, 26, 52)
# Beside the bars where there is room for names, else over them.
_LEAST_BESIDE = 520
_WIDEST = 30.0
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Bundle:
    """Weeks that are drawn as one bar: its days, and the seconds of each series in it."""

    first: date
    last: date
    parts: tuple[int, ...]


def hours_by_week(data: WeekHours, words: Words) -> Chart:
    """The hours of each week, one part for each credential, with the goal of a week."""
    return Chart(
        name="hours-by-week",
        title=_("Hours by week"),
        sentence=_sentence(data, words),
        table=_table(data, words),
        paint=partial(_paint, data, words),
        tall=230,
        is_course=True,
    )


def series_name(series: WeekSeries, data: WeekHours, words: Words) -> str:
    """What a part of the bars is called."""
    if series.credential_id is None:
        return _("no credential")
    if series.credential_id == 0:
        count = ngettext("{n} other", "{n} others", data.others)
        return count.format(n=words.count(data.others))
    return series.title


def _sentence(data: WeekHours, words: Words) -> str:
    count = len(data.weeks)
    if not data.total:
        empty = ngettext("No study in the last week.", "No study in the last {n} weeks.", count)
        return empty.format(n=words.count(count))
    weeks = ngettext("{n} week", "{n} weeks", count).format(n=words.count(count))
    first = data.series[0]
    best, at = max((seconds, place) for place, seconds in enumerate(data.totals))
    return _(
        "{hours} in {weeks}: most in the week from {day} with {best}, most for {name} with {most}."
    ).format(
        hours=words.duration(data.total),
        weeks=weeks,
        day=words.day(data.weeks[at], data.today),
        best=words.duration(best),
        name=series_name(first, data, words),
        most=words.duration(first.total),
    )


def _table(data: WeekHours, words: Words) -> Table:
    names = [series_name(series, data, words) for series in data.series]
    columns = (
        Column(_("Week from")),
        Column(_("Hours in all"), is_number=True),
        *(Column(name, is_number=True) for name in names),
    )
    return Table(columns, Later(partial(_rows, data, words)))


def _rows(data: WeekHours, words: Words) -> list[tuple[Cell, ...]]:
    totals = data.totals
    return [
        (
            day_cell(week, words.day(week, data.today)),
            Cell(words.duration(totals[place]), hours_of(totals[place])),
            *(
                Cell(words.duration(one.seconds[place]), hours_of(one.seconds[place]))
                for one in data.series
            ),
        )
        for place, week in enumerate(data.weeks)
    ]


def _paint(data: WeekHours, words: Words, plate: Plate) -> list[Mark]:
    names = [series_name(series, data, words) for series in data.series]
    is_beside = plate.width >= plate.px(_LEAST_BESIDE) and bool(data.series)
    room = min(plate.widest(names) + plate.px(34), plate.width * 0.3) if is_beside else 0.0
    over = 0.0 if is_beside else plate.line() + plate.px(8)
    size = _weeks_a_bar(len(data.weeks), plate.width - room - plate.px(50))
    bundles = _bundles(data, size)
    totals = [sum(one.parts) for one in bundles]
    goal = data.goal_seconds if size == 1 else None
    most = max((*totals, goal or 0), default=0)
    values = hour_levels(most)
    levels = [(v, words.duration(round(v)) if v else _("0 h")) for v in values]
    first, last = bundles[0].first, bundles[-1].last
    across = (first.toordinal(), last.toordinal() + 1)
    area = plate.levels_area(levels, across, top=over, end=room)
    plate.labels_below(area, day_labels(first, last, words))
    _paint_bars(area, data, bundles)
    if goal is not None:
        _paint_goal(area, goal, words)
    if is_beside:
        _names_beside(area, data, names)
    elif data.series:
        _names_over(plate, data, names)
    return [_mark(area, data, words, one, size) for one in bundles]


def _weeks_a_bar(count: int, room: float) -> int:
    """How many weeks stand together, so that the eye can tell one bar from the next."""
    return next(
        (size for size in _BUNDLES if room / -(-count // size) >= _LEAST_WIDE), _BUNDLES[-1]
    )


def _bundles(data: WeekHours, size: int) -> list[_Bundle]:
    """Groups of `size` weeks, counted back from the last one."""
    count = len(data.weeks)
    starts = [max(0, end - size) for end in range(count, 0, -size)][::-1]
    ends = [*starts[1:], count]
    return [
        _Bundle(
            data.weeks[start],
            data.weeks[end - 1] + 6 * _DAY,
            tuple(sum(one.seconds[start:end]) for one in data.series),
        )
        for start, end in zip(starts, ends, strict=True)
    ]


def _tone(place: int, series: WeekSeries) -> tuple[str, float]:
    """The tone of a part, and how much of it is shown."""
    if series.credential_id in _REST:
        return "border", _REST[series.credential_id]
    return _TONES[place % len(_TONES)], 1.0


def _sides(area: Area, one: _Bundle) -> tuple[float, float]:
    """From where to where a bar stands [values across]."""
    days = (one.last - one.first).days + 1
    whole = area.x(one.first.toordinal() + days) - area.x(one.first.toordinal())
    gap = min(whole * 0.22, 8.0)
    wide = min(whole - gap, area.plate.px(_WIDEST)) / whole * days
    middle = one.first.toordinal() + days / 2
    return middle - wide / 2, middle + wide / 2


def _paint_bars(area: Area, data: WeekHours, bundles: list[_Bundle]) -> None:
    stacks = [list(accumulate(one.parts, initial=0)) for one in bundles]
    sides = [_sides(area, one) for one in bundles]
    # A hairline of the ground between the parts of a bar that is wide enough for it.
    is_wide = area.x(sides[0][1]) - area.x(sides[0][0]) > area.plate.px(7)
    edge = area.plate.look.ground if is_wide else ""
    for place, series in enumerate(data.series):
        boxes = [
            (left, stack[place], right, stack[place + 1])
            for (left, right), stack in zip(sides, stacks, strict=True)
            if stack[place + 1] > stack[place]
        ]
        if boxes:
            tone, strength = _tone(place, series)
            area.bars(boxes, tone, strength=strength, edge=edge)


def _paint_goal(area: Area, goal: int, words: Words) -> None:
    plate = area.plate
    area.level(goal)
    text = _("goal {hours}").format(hours=words.duration(goal))
    at = area.y(goal) - plate.px(3)
    plate.write(text, area.left + plate.px(2), at, down="bottom", halo=plate.look.ground)


def _names_beside(area: Area, data: WeekHours, names: list[str]) -> None:
    """The parts in the order in which they lie on each other, at the end."""
    plate = area.plate
    line = plate.line() + plate.px(4)
    x = area.right + plate.px(14)
    y = area.bottom - plate.px(6)
    for place, (series, name) in enumerate(zip(data.series, names, strict=True)):
        _swatch(plate, x, y - place * line, _tone(place, series))
        room = plate.width - x - plate.px(14)
        plate.write(plate.cut(name, room), x + plate.px(14), y - place * line)


def _names_over(plate: Plate, data: WeekHours, names: list[str]) -> None:
    """The parts in a line over the bars, as many as fit."""
    x, y = 0.0, plate.line() / 2 + plate.px(1)
    share = plate.width / max(1, len(names)) * 1.4
    for place, (series, name) in enumerate(zip(data.series, names, strict=True)):
        text = plate.cut(name, min(share, plate.width * 0.45))
        wide = plate.measure(text)[0] + plate.px(14)
        if x + wide > plate.width:
            break
        _swatch(plate, x, y, _tone(place, series))
        plate.write(text, x + plate.px(14), y)
        x += wide + plate.px(12)


def _swatch(plate: Plate, x: float, y: float, tone: tuple[str, float]) -> None:
    half = plate.px(4.5)
    area = plate.area(x, y - half, x + 2 * half, y + half, (0, 1), (0, 1))
    area.rounded((0, 0, 1, 1), tone[0], radius=2, strength=tone[1])


def _mark(area: Area, data: WeekHours, words: Words, one: _Bundle, size: int) -> Mark:
    total = sum(one.parts)
    if size == 1:
        head = _("Week from {day}: {hours}").format(
            day=words.day(one.first, data.today), hours=words.duration(total)
        )
    else:
        head = _("{first} to {last}: {hours}").format(
            first=words.day(one.first, data.today),
            last=words.day(one.last, data.today),
            hours=words.duration(total),
        )
    parts = [
        _("{name}: {hours}").format(
            name=series_name(series, data, words), hours=words.duration(seconds)
        )
        for series, seconds in zip(data.series, one.parts, strict=True)
        if seconds
    ]
    left, right = _sides(area, one)
    slot = (one.first.toordinal(), one.last.toordinal() + 1)
    return area.bar_mark((left, 0, right, total), "\n".join((head, *parts)), slot=slot)
