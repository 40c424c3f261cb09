"""Progress and forecast of one credential: hours towards the plan, the deadline, what is likely."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from itertools import pairwise

from tracker.analytics.hoursline import Band, HoursLine
from tracker.analytics.progress import Deadline, DeadlineKind
from tracker.charts.area import BAND, Area
from tracker.charts.chart import Cell, Chart, Column, Later, Mark, Table, day_cell, hours_of
from tracker.charts.levels import day_labels, hour_levels
from tracker.charts.look import Words
from tracker.charts.plate import Plate
from tracker.i18n import _, ngettext

_DAY = timedelta(days=1)
# Marks closer than that can't be told apart by eye or by pointer [px].
_LEAST_APART = 2.0


def progress(line: HoursLine, words: Words, band: Band | None = None) -> Chart:
    """The hours of a credential day by day, its plan and its deadline; `band` is the forecast."""
    has_plan = line.planned is not None
    return Chart(
        name="progress",
        title=_("Hours towards the plan") if has_plan else _("Hours gathered"),
        sentence=_sentence(line, words, band),
        table=_table(line, words, band),
        paint=partial(_paint, line, words, band),
        tall=236,
        is_course=True,
    )


def deadline_words(deadline: Deadline, today: date, words: Words) -> str:
    """A deadline beside its line: `exam 14 Dec`."""
    day = words.day(deadline.on, today)
    if deadline.kind is DeadlineKind.EXAM:
        return _("exam {day}").format(day=day)
    return _("target {day}").format(day=day)


def _sentence(line: HoursLine, words: Words, band: Band | None) -> str:
    if not line.points:
        return _("No study yet for {title}.").format(title=line.title)
    count = len(line.points)
    days = ngettext("{n} day", "{n} days", count).format(n=count)
    done = words.duration(line.total)
    if line.planned and line.share is not None:
        said = _("{done} of {plan} logged on {days}, {share} of the plan").format(
            done=done,
            plan=words.duration(line.planned),
            days=days,
            share=words.percent(line.share),
        )
    else:
        said = _("{done} logged on {days}").format(done=done, days=days)
    if line.deadline is not None:
        ahead = deadline_words(line.deadline, line.today, words)
        said = _("{words}; {deadline}").format(words=said, deadline=ahead)
    if band is not None and band.label:
        said = _("{words}; forecast: {forecast}").format(words=said, forecast=band.label)
    return _("{words}.").format(words=said)


def _table(line: HoursLine, words: Words, band: Band | None) -> Table:
    columns = [
        Column(_("Day")),
        Column(_("Hours on that day"), is_number=True),
        Column(_("Hours in all"), is_number=True),
    ]
    if band is not None:
        columns += [
            Column(_("Forecast, low"), is_number=True),
            Column(_("Forecast, middle"), is_number=True),
            Column(_("Forecast, high"), is_number=True),
        ]
    return Table(tuple(columns), Later(partial(_rows, line, words, band)))


def _rows(line: HoursLine, words: Words, band: Band | None) -> list[tuple[Cell, ...]]:
    none, rows, before = Cell("", ""), [], 0
    for day, total in line.points:
        more, before = total - before, total
        known = (day, more, total)
        rows.append((*_day_cells(known, line, words), *((none,) * 3 if band else ())))
    for at, day in enumerate(band.days if band else ()):
        if band is not None and day > line.until:
            told = (band.low[at], band.median[at], band.high[at])
            cells = (Cell(words.duration(round(s)), hours_of(round(s))) for s in told)
            rows.append((day_cell(day, words.day(day, line.today)), none, none, *cells))
    return rows


def _day_cells(
    known: tuple[date, int, int], line: HoursLine, words: Words
) -> tuple[Cell, Cell, Cell]:
    day, more, total = known
    return (
        day_cell(day, words.day(day, line.today)),
        Cell(words.duration(more), hours_of(more)),
        Cell(words.duration(total), hours_of(total)),
    )


def _paint(line: HoursLine, words: Words, band: Band | None, plate: Plate) -> list[Mark]:
    if not line.points:
        return []
    first = line.points[0][0] - _DAY
    ends = [line.until, *(band.days[-1:] if band else ())]
    last = max(ends + ([line.deadline.on] if line.deadline else []))
    # A line that ends at the very edge has no room for its last dot.
    across = (first.toordinal(), last.toordinal() + max(1, (last - first).days // 40))
    most = max(line.total, line.planned or 0, 0 if line.planned or not band else max(band.high))
    values = hour_levels(most)
    if values[-1] - most < (values[1] - values[0]) * 0.25:
        values.append(2 * values[-1] - values[-2])  # Room above the plan for its words.
    levels = [(v, words.duration(round(v)) if v else _("0 h")) for v in values]
    area = plate.levels_area(levels, across)
    plate.labels_below(area, day_labels(line.points[0][0], last, words))
    if band is not None:
        _paint_band(area, line, band)
    _paint_line(area, line, first)
    if line.planned is not None:
        _paint_plan(area, line.planned, words)
    _paint_words(area, line, words, band)
    return _marks(area, line, words) + _marks_ahead(area, line, words, band)


def _paint_line(area: Area, line: HoursLine, first: date) -> None:
    xs, ys = [first.toordinal()], [0.0]
    before, total = first, 0
    for day, after in line.points:
        if (day - before).days > 1:
            # Days without study are level, so that one sees when the hours came.
            xs.append(day.toordinal() - 1)
            ys.append(total)
        xs.append(day.toordinal())
        ys.append(after)
        before, total = day, after
    xs.append(line.until.toordinal())
    ys.append(total)
    area.fill(xs, 0, ys, "accent_soft", strength=0.5)
    area.line(xs, ys, "accent")
    area.dots([xs[-1]], [ys[-1]], "accent")


def _paint_band(area: Area, line: HoursLine, band: Band) -> None:
    xs = [day.toordinal() for day in band.days]
    most = float(line.planned) if line.planned else max(band.high)
    # Beyond the plan there is nothing to tell: the fan ends at its line.
    low, high = _up_to(band.low, most), _up_to(band.high, most)
    area.fill(xs, low, high, "accent", strength=0.16, over=BAND)
    reached = next((at for at, value in enumerate(band.median) if value >= most), len(xs) - 1)
    until = xs[: reached + 1]
    area.line(until, _up_to(band.median[: reached + 1], most), "accent", width=2, is_dashed=True)


def _up_to(values: Sequence[float], most: float) -> list[float]:
    return [min(value, most) for value in values]


def _paint_plan(area: Area, planned: int, words: Words) -> None:
    area.level(planned)
    text = _("planned {hours}").format(hours=words.duration(planned))
    plate = area.plate
    at = area.y(planned) - plate.px(3)
    plate.write(text, area.left + plate.px(2), at, down="bottom", halo=plate.look.ground)


def _paint_words(area: Area, line: HoursLine, words: Words, band: Band | None) -> None:
    """The deadline at the foot of its line, the forecast under the plan's."""
    plate = area.plate
    gap, ground = plate.px(6), plate.look.ground
    if line.deadline is not None:
        x = area.x(line.deadline.on.toordinal())
        text = deadline_words(line.deadline, line.today, words)
        area.upright(line.deadline.on.toordinal(), "money")
        fits = x - plate.measure(text, "chip")[0] - gap >= area.left
        plate.write(
            text,
            x - gap if fits else x + gap,
            area.bottom - gap,
            role="chip",
            tone="money",
            across="end" if fits else "start",
            down="bottom",
            halo=ground,
        )
    if band is not None and band.label:
        most = float(line.planned or max(band.high))
        reached = next((at for at, v in enumerate(band.median) if v >= most), len(band.days) - 1)
        wide = plate.measure(band.label, "chip")[0]
        x = area.x(band.days[reached].toordinal()) + gap
        x = max(area.left, min(x, area.right - wide))
        y = area.y(min(band.median[reached], most)) + plate.line() * 0.9
        plate.write(band.label, x, y, role="chip", tone="accent", halo=ground)


def _marks(area: Area, line: HoursLine, words: Words) -> list[Mark]:
    """Each day with study; of days that the eye can't tell apart the last."""
    seen: dict[int, tuple[date, int, int]] = {}
    before = 0
    for day, total in line.points:
        seen[int(area.x(day.toordinal()) / _LEAST_APART)] = (day, total, before)
        before = total
    shown = list(seen.values())
    middles = [(one[0].toordinal() + other[0].toordinal()) / 2 for one, other in pairwise(shown)]
    edges = [shown[0][0].toordinal() - 1, *middles, line.until.toordinal() + 1]
    return [
        area.mark(
            day.toordinal(),
            total,
            _("{day}: {total}, {more} on that day").format(
                day=words.day(day, line.today),
                total=words.duration(total),
                more=words.duration(total - before),
            ),
            (edges[at], edges[at + 1]),
        )
        for at, (day, total, before) in enumerate(shown)
    ]


def _marks_ahead(area: Area, line: HoursLine, words: Words, band: Band | None) -> list[Mark]:
    """What is likely on the days of the forecast, up to the one by which all is done."""
    if band is None:
        return []
    most = float(line.planned) if line.planned else max(band.high)
    marks: list[Mark] = []
    before = line.until.toordinal() + 1
    for day, low, median, high in zip(band.days, band.low, band.median, band.high, strict=True):
        at = day.toordinal()
        if day <= line.until or area.x(at) - area.x(before) < _LEAST_APART:
            continue
        text = _("{day}: likely {median}, between {low} and {high}").format(
            day=words.day(day, line.today),
            median=words.duration(round(median)),
            low=words.duration(round(low)),
            high=words.duration(round(high)),
        )
        marks.append(area.mark(at, min(median, most), text, (before, at), is_ahead=True))
        before = at
        if low >= most:
            break
    return marks
