"""What matters most for one credential: how far each input moves the value of an hour."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import partial

from tracker.analytics.returns.draws import Bar
from tracker.analytics.returns.prices import to_money
from tracker.charts.area import DATA
from tracker.charts.chart import Cell, Chart, Column, Mark, Table
from tracker.charts.levels import levels_between
from tracker.charts.look import Words
from tracker.charts.plate import Plate
from tracker.i18n import _

_ROW, _AXIS, _BAR = 30, 28, 12.0


def what_matters_most(name: str, bars: Sequence[Bar], currency: str, words: Words) -> Chart:
    """Bars of `bars`, widest first, as `analytics.returns.draws.tornado` answers them."""
    return Chart(
        name="what-matters",
        title=_("What matters most"),
        sentence=_sentence(name, bars, currency, words),
        table=_table(bars, currency, words),
        paint=partial(_paint, bars, currency, words),
        tall=max(1, len(bars)) * _ROW + _AXIS,
    )


def input_name(name: str) -> str:
    """What an input is called, in the person's language."""
    return {
        "annual_uplift_gross": _("Change of pay"),
        "attribution": _("Share due to it"),
        "horizon_years": _("Years it lasts"),
        "completion_probability": _("Chance to finish"),
        "discount_rate": _("Real rate"),
    }[name]


def _end(bar: Bar, value: Decimal, currency: str, words: Words) -> str:
    """An end of an input, as its unit is written."""
    if bar.name == "annual_uplift_gross":
        return words.money_short(to_money(value, currency))
    if bar.name == "horizon_years":
        return _("{n} years").format(n=f"{value.normalize():f}")
    return words.percent(float(value))


def _told(bar: Bar, currency: str, words: Words) -> str:
    return _("{input} from {low} to {high}: {at_low} to {at_high} an hour").format(
        input=input_name(bar.name),
        low=_end(bar, bar.low, currency, words),
        high=_end(bar, bar.high, currency, words),
        at_low=words.money(to_money(bar.at_low, currency)),
        at_high=words.money(to_money(bar.at_high, currency)),
    )


def _sentence(name: str, bars: Sequence[Bar], currency: str, words: Words) -> str:
    if not bars:
        return _("Nothing is stated that could vary.")
    return _("For {name} most: {told}.").format(name=name, told=_told(bars[0], currency, words))


def _table(bars: Sequence[Bar], currency: str, words: Words) -> Table:
    columns = (
        Column(_("Input")),
        Column(_("From")),
        Column(_("To")),
        Column(_("An hour there"), is_number=True),
        Column(_("An hour here"), is_number=True),
    )
    rows = []
    for bar in bars:
        low, high = to_money(bar.at_low, currency), to_money(bar.at_high, currency)
        rows.append(
            (
                Cell(input_name(bar.name)),
                Cell(_end(bar, bar.low, currency, words), bar.low),
                Cell(_end(bar, bar.high, currency, words), bar.high),
                Cell(words.money(low), low.amount),
                Cell(words.money(high), high.amount),
            )
        )
    return Table(columns, tuple(rows))


def _paint(bars: Sequence[Bar], currency: str, words: Words, plate: Plate) -> list[Mark]:
    if not bars:
        return []
    names = plate.widest([input_name(bar.name) for bar in bars], "body")
    names = min(names, plate.width * 0.34)
    ends = [float(value) for bar in bars for value in (bar.at_low, bar.at_high)]
    values = levels_between(min(0.0, *ends), max(ends), 4)
    room = plate.px(44)
    area = plate.area(
        names + room,
        0,
        plate.width - room,
        plate.height - plate.px(_AXIS - 6),
        (values[0], values[-1]),
        (len(bars), 0.0),
    )
    area.grid_across(values)
    plate.labels_below(
        area, [(v, words.money_short(to_money(Decimal(v), currency))) for v in values]
    )
    half = plate.px(_BAR) / 2 / (area.height / area.rows)
    marks = []
    for place, bar in enumerate(bars):
        middle = place + 0.5
        low, high = float(bar.at_low), float(bar.at_high)
        box = (min(low, high), middle - half, max(low, high), middle + half)
        area.rounded(box, "accent", radius=_BAR / 2, strength=0.55, over=DATA)
        y = area.y(middle)
        plate.write(
            plate.cut(input_name(bar.name), names + 1, "body"), 0, y, role="body", tone="ink"
        )
        left, right = (bar.low, bar.high) if low <= high else (bar.high, bar.low)
        plate.write(_end(bar, left, currency, words), area.x(box[0]) - plate.px(6), y, across="end")
        plate.write(_end(bar, right, currency, words), area.x(box[2]) + plate.px(6), y)
        marks.append(area.bar_mark(box, _told(bar, currency, words)))
    return marks
