"""Money in and out over time, a credential beside a degree, with the month it is back.

On one scale the smaller of the two would be a flat line. Where that is so, each has a panel of its
own over the same months, with its own amounts beside it, and is said to.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from decimal import Decimal
from functools import partial

from tracker.analytics.returns.prices import to_money
from tracker.analytics.returns.view import MoneyLine
from tracker.charts.area import Area
from tracker.charts.chart import Cell, Chart, Column, Mark, Table
from tracker.charts.levels import levels_between
from tracker.charts.look import Words
from tracker.charts.plate import Plate
from tracker.i18n import _

# Months between the labels, and between the marks that can be read out.
_LABEL, _MARK = 12, 3
# From here on [times as large] two lines can't be read on one scale.
_APART = 5
_TALL, _TALL_APART = 190, 262


def money_in_and_out(
    mine: MoneyLine, degree: MoneyLine | None, currency: str, words: Words
) -> Chart:
    """The running total of `mine`, and of a degree where one can stand beside it."""
    return Chart(
        name="money-in-and-out",
        title=_("Money in and out"),
        sentence=_sentence(mine, degree, currency, words),
        table=_table(mine, degree, currency, words),
        paint=partial(_paint, mine, degree, currency, words),
        tall=_TALL_APART if _is_apart(mine, degree) else _TALL,
    )


def _is_apart(mine: MoneyLine, degree: MoneyLine | None) -> bool:
    """Whether one of the two would be a flat line on a scale that shows the other."""
    if degree is None:
        return False
    one, other = sorted(_reach(line) for line in (mine, degree))
    return 0 < _APART * one < other


def _reach(line: MoneyLine) -> float:
    """From the least to the most of its totals, nothing among them."""
    values = [0.0, *map(float, line.totals)]
    return max(values) - min(values)


def _state(line: MoneyLine, *, is_degree: bool) -> str:
    """What becomes of the money, in a few words beside its line."""
    if not line.has_benefit:
        return _("costs alone")
    if line.payback is None:
        state = _("not back within the horizon")
    elif line.payback == 0:
        state = _("nothing to pay back")
    else:
        state = _("pays back in month {n}").format(n=line.payback)
    return _("{degree}: {state}").format(degree=line.name, state=state) if is_degree else state


def _end(line: MoneyLine, currency: str, words: Words) -> str:
    return words.money_short(to_money(line.totals[-1].quantize(Decimal(1)), currency))


def _sentence(mine: MoneyLine, degree: MoneyLine | None, currency: str, words: Words) -> str:
    said = _("{name}: {state}, {total} after {n} months").format(
        name=mine.name,
        state=_state(mine, is_degree=False),
        total=_end(mine, currency, words),
        n=words.count(len(mine.totals) - 1),
    )
    if degree is None:
        return _("{said}.").format(said=said)
    total = _end(degree, currency, words)
    if degree.has_forgone:
        return _("{said}; {degree}: {total} by then, with the pay forgone.").format(
            said=said, degree=degree.name, total=total
        )
    return _("{said}; {degree}: {total} by then.").format(
        said=said, degree=degree.name, total=total
    )


def _table(mine: MoneyLine, degree: MoneyLine | None, currency: str, words: Words) -> Table:
    lines = [mine] if degree is None else [mine, degree]
    columns = (
        Column(_("Month"), is_number=True),
        *(Column(line.name, is_number=True) for line in lines),
    )
    rows = []
    for month in range(len(mine.totals)):
        moneys = [to_money(line.totals[month], currency) for line in lines]
        cells = [Cell(words.money(money), money.amount) for money in moneys]
        rows.append((Cell(words.count(month), month), *cells))
    return Table(columns, tuple(rows))


def _paint(
    mine: MoneyLine, degree: MoneyLine | None, currency: str, words: Words, plate: Plate
) -> list[Mark]:
    if degree is not None and _is_apart(mine, degree):
        return _paint_apart(mine, degree, currency, words, plate)
    lines = [mine] if degree is None else [mine, degree]
    values = [float(value) for line in lines for value in line.totals]
    labels = _levels(values, 4, currency, words)
    last = len(mine.totals) - 1
    area = plate.levels_area(labels, (0, last), end=plate.px(6))
    _months(area, last, words)
    area.line((0, last), (0, 0), "border", width=1.0)
    if degree is not None:
        _line(area, degree, "degree")
        _words_of_degree(area, degree)
    _line(area, mine, "accent")
    _payback(area, mine)
    return _marks(area, mine, degree, currency, words)


def _levels(
    values: Sequence[float], lines: int, currency: str, words: Words
) -> list[tuple[float, str]]:
    levels = levels_between(min(0.0, *values), max(0.0, *values), lines)
    return [(v, words.money_short(to_money(Decimal(v), currency))) for v in levels]


def _months(area: Area, last: int, words: Words) -> None:
    step = _LABEL if last <= 72 else 5 * _LABEL
    area.plate.labels_below(
        area, [(m, _("{n} mo").format(n=words.count(m))) for m in range(0, last + 1, step)]
    )


def _paint_apart(
    mine: MoneyLine, degree: MoneyLine, currency: str, words: Words, plate: Plate
) -> list[Mark]:
    """A panel for each, on a scale of its own, over the same months."""
    last = len(mine.totals) - 1
    lines = ((mine, "accent"), (degree, "degree"))
    levels = [_levels([*map(float, line.totals)], 2, currency, words) for line, _tone in lines]
    beside = plate.widest([text for both in levels for _v, text in both]) + plate.px(8) + 1
    tall = plate.line()
    half = (plate.height - tall - plate.px(10)) / 2
    areas: list[Area] = []
    for place, ((line, tone), labels) in enumerate(zip(lines, levels, strict=True)):
        top, is_degree = place * half, line is degree
        area = plate.area(
            beside,
            top + 1.5 * tall + plate.px(8),
            plate.width - plate.px(12),
            top + half - (0 if is_degree else plate.px(16)),
            (0, last),
            (labels[0][0], labels[-1][0]),
        )
        area.grid([value for value, _text in labels])
        for value, text in labels:
            plate.write(text, area.left - plate.px(8), area.y(value), across="end")
        area.line((0, last), (0, 0), "border", width=1.0)
        _line(area, line, tone)
        text = _heading(plate, line)
        plate.write(text, 0, top + tall / 2, role="chip", tone=tone)
        areas.append(area)
    above, below = areas
    _months(below, last, words)
    month = mine.payback
    if mine.has_benefit and month is not None and 0 < month <= last:
        above.signs([month], [float(mine.totals[month])], "accent", "o", size=10, is_ring=True)
    _own_scale(below, degree)
    foot = below.bottom / plate.height
    return [
        dataclasses.replace(mark, reach=mark.reach._replace(bottom=foot))
        for mark in _marks(above, mine, degree, currency, words)
    ]


def _heading(plate: Plate, line: MoneyLine) -> str:
    """The name and what becomes of the money; where room is short the name gives way."""
    state = _state(line, is_degree=False)
    beside = plate.measure(_("{name}: {state}").format(name="", state=state), "chip")[0]
    name = plate.cut(line.name, plate.width - beside - plate.px(2), "chip")
    text = _("{name}: {state}").format(name=name, state=state) if name else state
    return plate.cut(text, plate.width, "chip")


def _own_scale(area: Area, line: MoneyLine) -> None:
    """In the free corner: that this panel has other amounts, and what is in them."""
    plate = area.plate
    text = _("another scale, with the pay forgone") if line.has_forgone else _("another scale")
    falls = line.totals[-1] < line.totals[0]
    x = area.left + plate.px(6)
    y = area.bottom - plate.px(12) if falls else area.top + plate.px(12)
    plate.write(plate.cut(text, area.right - x), x, y, halo=plate.look.ground)


def _line(area: Area, line: MoneyLine, tone: str) -> None:
    area.line(range(len(line.totals)), [float(value) for value in line.totals], tone)


def _payback(area: Area, line: MoneyLine) -> None:
    """The point where the money is back, and the words for it."""
    plate, text = area.plate, _state(line, is_degree=False)
    month = line.payback
    has_point = line.has_benefit and month is not None and 0 < month < len(line.totals)
    at = month if has_point and month is not None else len(line.totals) // 2
    x, y = area.x(at), area.y(float(line.totals[at]))
    if has_point:
        area.signs([at], [float(line.totals[at])], "accent", "o", size=10, is_ring=True)
    wide = plate.measure(text, "chip")[0]
    x = max(area.left + plate.px(4), min(x - wide * 0.2, area.right - wide))
    up = y - plate.px(12)
    y = up if up - plate.line() > area.top else y + plate.px(12) + plate.line()
    plate.write(text, x, y, role="chip", tone="accent", down="bottom", halo=plate.look.ground)


def _words_of_degree(area: Area, line: MoneyLine) -> None:
    plate, text = area.plate, _state(line, is_degree=True)
    # What falls leaves the foot at the start free, and what rises the top.
    falls = line.totals[-1] < line.totals[0]
    x = area.left + plate.px(6)
    y = area.bottom - plate.px(14) if falls else area.top + plate.px(14)
    text = plate.cut(text, area.right - x, "chip")
    plate.write(text, x, y, role="chip", tone="degree", halo=plate.look.ground)


def _marks(
    area: Area, mine: MoneyLine, degree: MoneyLine | None, currency: str, words: Words
) -> list[Mark]:
    found = []
    months: Sequence[int] = range(0, len(mine.totals), _MARK)
    for month in months:
        total = words.money(to_money(mine.totals[month], currency))
        text = _("Month {n}: {name} {total}").format(
            n=words.count(month), name=mine.name, total=total
        )
        if degree is not None:
            beside = words.money(to_money(degree.totals[month], currency))
            text = _("{text}\n{name} {total}").format(text=text, name=degree.name, total=beside)
        found.append(
            area.mark(
                month,
                float(mine.totals[month]),
                text,
                (max(0, month - _MARK / 2), min(len(mine.totals) - 1, month + _MARK / 2)),
            )
        )
    return found
