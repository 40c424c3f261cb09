"""Net return for each hour of study: bands of what is likely, credentials beside degrees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from tracker.analytics.returns.draws import Bands
from tracker.analytics.returns.prices import to_money
from tracker.analytics.returns.view import ReturnView
from tracker.analytics.returns.words import degree_name
from tracker.charts.area import DATA, GRID, Area
from tracker.charts.chart import Cell, Chart, Column, Mark, Table
from tracker.charts.levels import levels_between
from tracker.charts.look import Words
from tracker.charts.plate import Plate
from tracker.i18n import _

# Heights [logical px] of a row, of the room before the degrees, and of the axis.
_ROW, _APART, _AXIS = 26, 10, 30
_BAR = 8.0
# Of the names beside the bars [share of the width].
_NAMES = 0.34
# More rows than that are no picture any more; the table has them all.
_MOST = 12


@dataclass(frozen=True, slots=True)
class Row:
    """One bar: a credential or a degree, with its bands and the key that a click opens."""

    name: str
    bands: Bands
    is_degree: bool = False
    key: int = 0


def rows_of(view: ReturnView) -> list[Row]:
    """The bars of a view: credentials in its order, then the degrees that stand on its axis."""
    mine = [Row(one.name, one.bands, key=one.id) for one in view.credentials if one.bands]
    degrees = [
        Row(degree_name(one.row), one.bands, is_degree=True)
        for one in view.degrees
        if one.bands is not None and one.is_on_axis
    ]
    return [*mine[:_MOST], *degrees]


def return_per_hour(view: ReturnView, words: Words) -> Chart:
    """The bars; without a stated change of pay only the degrees have one."""
    rows, currency = rows_of(view), view.gathered.currency
    degrees = any(row.is_degree for row in rows) and any(not row.is_degree for row in rows)
    return Chart(
        name="return-per-hour",
        title=_("Net return for each hour of study"),
        sentence=_sentence(rows, currency, words),
        table=_table(rows, currency, words),
        paint=partial(_paint, rows, currency, words),
        tall=max(1, len(rows)) * _ROW + (_APART if degrees else 0) + _AXIS,
    )


def _money(value: float, currency: str, words: Words) -> str:
    return words.money(to_money(Decimal(value), currency))


def _told(row: Row, currency: str, words: Words) -> str:
    bands = row.bands
    if bands.p5 == bands.p95:
        return _("{name}: {value} an hour").format(
            name=row.name, value=_money(bands.p50, currency, words)
        )
    return _(
        "{name}: median {median} an hour; 50 % between {low} and {high}; 90 % between {least} and"
        " {most}; chance of gain {chance}"
    ).format(
        name=row.name,
        median=_money(bands.p50, currency, words),
        low=_money(bands.p25, currency, words),
        high=_money(bands.p75, currency, words),
        least=_money(bands.p5, currency, words),
        most=_money(bands.p95, currency, words),
        chance=words.percent(bands.chance_of_gain),
    )


def _sentence(rows: Sequence[Row], currency: str, words: Words) -> str:
    mine = [row for row in rows if not row.is_degree]
    if not mine:
        return _("No change of pay is stated with its share, so no return can be drawn.")
    best = max(mine, key=lambda row: row.bands.p50)
    said = _("Highest median: {best}").format(best=_told(best, currency, words))
    degrees = [row for row in rows if row.is_degree]
    if degrees:
        top = max(degrees, key=lambda row: row.bands.p50)
        return _("{said}. Of the degrees: {degree}.").format(
            said=said, degree=_told(top, currency, words)
        )
    return _("{said}.").format(said=said)


def _table(rows: Sequence[Row], currency: str, words: Words) -> Table:
    columns = (
        Column(_("Study")),
        Column(_("5 %"), is_number=True),
        Column(_("25 %"), is_number=True),
        Column(_("Median"), is_number=True),
        Column(_("75 %"), is_number=True),
        Column(_("95 %"), is_number=True),
        Column(_("Chance of gain"), is_number=True),
    )
    found = []
    for row in rows:
        bands = row.bands
        values = (bands.p5, bands.p25, bands.p50, bands.p75, bands.p95)
        chance = Decimal(f"{bands.chance_of_gain:.4f}")
        found.append(
            (
                Cell(row.name),
                *(_cell(value, currency, words) for value in values),
                Cell(words.percent(bands.chance_of_gain), chance),
            )
        )
    return Table(columns, tuple(found))


def _cell(value: float, currency: str, words: Words) -> Cell:
    money = to_money(Decimal(value), currency)
    return Cell(words.money(money), money.amount)


def _paint(rows: Sequence[Row], currency: str, words: Words, plate: Plate) -> list[Mark]:
    if not rows:
        return []
    names = min(plate.widest([row.name for row in rows], "body"), plate.width * _NAMES)
    least = min(0.0, *(row.bands.p5 for row in rows))
    most = max(0.0, *(row.bands.p95 for row in rows))
    values = levels_between(least, most, 7 if plate.width > plate.px(520) else 4)
    foot = plate.height - plate.px(_AXIS - 6)
    gap = _APART / _ROW if rows[0].is_degree is False and rows[-1].is_degree else 0.0
    area = plate.area(
        names + plate.px(22),
        0,
        plate.width - plate.px(16),
        foot,
        (values[0], values[-1]),
        (len(rows) + gap, 0.0),
    )
    area.grid_across(values)
    if values[0] < 0 < values[-1]:
        area.line((0, 0), (area.rows, 0), "border", width=1.2, over=GRID)
    labels = [(value, words.money_short(to_money(Decimal(value), currency))) for value in values]
    plate.labels_below(area, labels)
    marks, middle, was_mine = [], 0.5, False
    for row in rows:
        if row.is_degree and was_mine:
            middle += gap
        was_mine = not row.is_degree
        _bar(area, row, middle)
        name = plate.cut(row.name, names + 1, "body")
        plate.write(name, 0, area.y(middle), role="body", tone="ink")
        marks.append(_mark(area, row, middle, _told(row, currency, words)))
        middle += 1
    return marks


def _bar(area: Area, row: Row, middle: float) -> None:
    tone = "degree" if row.is_degree else "accent"
    half = area.plate.px(_BAR) / 2 / (area.height / area.rows)
    bands = row.bands
    for low, high, strength in ((bands.p5, bands.p95, 0.22), (bands.p25, bands.p75, 0.55)):
        if high > low:
            area.rounded(
                (low, middle - half, high, middle + half),
                tone,
                radius=_BAR / 2,
                strength=strength,
                over=DATA,
            )
    area.dots([bands.p50], [middle], tone, radius=5.5)


def _mark(area: Area, row: Row, middle: float, text: str) -> Mark:
    whole = area.values_across
    found = area.bar_mark((row.bands.p5, middle - 0.45, row.bands.p95, middle + 0.45), text)
    reach = area.bar_mark((whole[0], middle - 0.5, whole[1], middle + 0.5), text).reach
    return Mark(text, found.x, found.y, reach, found.outline, row.key)
