"""Where the money went: by month, by kind and by credential."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from tracker.analytics.spendingyear import Served, SpendingYear
from tracker.charts.area import Area
from tracker.charts.chart import Cell, Chart, Column, Mark, Table
from tracker.charts.levels import levels_between
from tracker.charts.look import Words
from tracker.charts.plate import Plate
from tracker.charts.rows import ABOVE, Row, paint_above
from tracker.domain.money import Money, Total
from tracker.i18n import _

# A bar takes this much of its month's width, and is never wider than that [px].
_SHARE, _WIDEST = 0.56, 34.0
_MONTHS = 12


def total_words(total: Total, words: Words) -> str:
    """A sum, or «unknown» with what was paid in each currency."""
    if total.known is not None:
        return words.money(total.known)
    parts = [words.money_short(Money(minor, code)) for code, minor in total.by_currency.items()]
    return _("unknown ({sums})").format(sums=" + ".join(parts))


def spending_by_month(data: SpendingYear, words: Words) -> Chart:
    """What went out in each month of a year, less refunds, whoever paid."""
    rows = tuple(
        (
            Cell(words.month_long(_first(data, month)), f"{data.year:04}-{month:02}"),
            _sum_cell(total, words),
        )
        for month, total in enumerate(data.months, 1)
    )
    amount = _("Spent ({currency})").format(currency=data.currency)
    return Chart(
        name="spending-by-month",
        title=_("By month"),
        sentence=_months_sentence(data, words),
        table=Table((Column(_("Month")), Column(amount, is_number=True)), rows),
        paint=partial(_paint_months, data, words),
        is_course=True,
    )


def _first(data: SpendingYear, month: int) -> date:
    return date(data.year, month, 1)


def _sum_cell(total: Total, words: Words) -> Cell:
    return Cell(total_words(total, words), "" if total.known is None else total.known.amount)


def _months_sentence(data: SpendingYear, words: Words) -> str:
    whole = total_words(data.spent.paid, words)
    known = [
        (total.known.minor, month)
        for month, total in enumerate(data.months, 1)
        if total.known is not None
    ]
    most, month = max(known, default=(0, 0))
    if most <= 0:
        return _("Spending in {year} by month: {sum}.").format(year=data.year, sum=whole)
    return _("Spending in {year} by month: {sum}, most in {month} with {most}.").format(
        year=data.year,
        sum=whole,
        month=words.month_long(_first(data, month)),
        most=words.money(Money(most, data.currency)),
    )


def _paint_months(data: SpendingYear, words: Words, plate: Plate) -> list[Mark]:
    values = [None if total.known is None else total.known.minor for total in data.months]
    known = [value for value in values if value is not None]
    least, most = min((0, *known)), max((0, *known))
    if least == most:
        # Nothing that is known has a size: the ground line alone tells the truth.
        levels = [(0.0, words.money_short(Money(0, data.currency))), (1.0, "")]
    else:
        levels = [
            (value, words.money_short(Money(round(value), data.currency)))
            for value in levels_between(least, most, 3)
        ]
    area = plate.levels_area(levels, (0, _MONTHS))
    names = [words.month(_first(data, n + 1)) for n in range(_MONTHS)]
    if (plate.widest(names) + plate.px(8)) * _MONTHS > area.width:
        names = [words.letter(_first(data, n + 1)) for n in range(_MONTHS)]
    plate.labels_below(area, [(n + 0.5, name) for n, name in enumerate(names)])
    half = min(_SHARE, plate.px(_WIDEST) / (area.width / _MONTHS)) / 2
    top = levels[-1][0]
    marks = []
    for place, value in enumerate(values):
        now = (data.year, place + 1) == (data.today.year, data.today.month)
        box = (place + 0.5 - half, 0.0, place + 0.5 + half, top * 0.5 if value is None else value)
        if value is None:
            area.rounded(box, "money_soft", edge="money", hatch="////", only_top=True)
        elif value > 0:
            strength = 1.0 if now else 0.72
            area.rounded(box, "money", only_top=True, strength=strength)
        elif value < 0:
            area.rounded(box, "good", strength=0.72)
        marks.append(_month_mark(area, box, data, words, place))
    return marks


def _month_mark(
    area: Area,
    box: tuple[float, float, float, float],
    data: SpendingYear,
    words: Words,
    place: int,
) -> Mark:
    text = _("{month}: {sum}").format(
        month=words.month_long(_first(data, place + 1)),
        sum=total_words(data.months[place], words),
    )
    return area.bar_mark(box, text, slot=(place, place + 1))


def spending_by_kind(data: SpendingYear, words: Words, most: int | None = None) -> Chart:
    """What went out for each kind of expense, largest first; the first `most` are drawn."""
    return _shares(
        name="spending-by-kind",
        heading=_("Kind"),
        sentence=_("Spending in {year} by kind").format(year=data.year),
        items=[(kind.text, total, 0) for kind, total in data.kinds],
        data=data,
        words=words,
        most=most,
    )


def spending_by_credential(data: SpendingYear, words: Words, most: int | None = None) -> Chart:
    """What went out for each credential, largest first; a mark opens its credential."""
    return _shares(
        name="spending-by-credential",
        heading=_("Credential"),
        sentence=_("Spending in {year} by credential").format(year=data.year),
        items=[(_served_name(one), one.total, one.credential_id or 0) for one in data.served],
        data=data,
        words=words,
        most=most,
    )


def _served_name(one: Served) -> str:
    if one.is_unspread:
        return _("subscriptions, not spread")
    return one.title or _("for no credential")


def _shares(
    *,
    name: str,
    heading: str,
    sentence: str,
    items: Sequence[tuple[str, Total, int]],
    data: SpendingYear,
    words: Words,
    most: int | None,
) -> Chart:
    if not items:
        told = _("{what}: nothing was spent.").format(what=sentence)
    else:
        first, total, _key = items[0]
        told = _("{what}: {sum} in all, {first} first with {most}.").format(
            what=sentence,
            sum=total_words(data.spent.paid, words),
            first=first,
            most=total_words(total, words),
        )
    rows = [
        Row(
            title,
            None if total.known is None else float(total.known.minor),
            total_words(total, words),
            _("{name}: {sum}").format(name=title, sum=total_words(total, words)),
            key,
        )
        for title, total, key in items[:most]
    ]
    amount = _("Spent ({currency})").format(currency=data.currency)
    return Chart(
        name=name,
        title=_("What for"),
        sentence=told,
        table=Table(
            (Column(heading), Column(amount, is_number=True)),
            tuple((Cell(title), _sum_cell(total, words)) for title, total, _key in items),
        ),
        paint=partial(_paint_shares, rows),
        tall=max(1, len(rows)) * ABOVE,
    )


def _paint_shares(rows: Sequence[Row], plate: Plate) -> list[Mark]:
    return paint_above(rows, plate, "money")
