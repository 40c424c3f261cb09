"""Money in and out over time, a credential beside a degree, with the month it is back."""

from __future__ import annotations

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
        tall=190,
    )


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
    return _("{said}; {degree}: {total} by then.").format(
        said=said, degree=degree.name, total=_end(degree, currency, words)
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
    lines = [mine] if degree is None else [mine, degree]
    values = [float(value) for line in lines for value in line.totals]
    levels = levels_between(min(0.0, *values), max(0.0, *values), 4)
    labels = [(v, words.money_short(to_money(Decimal(v), currency))) for v in levels]
    last = len(mine.totals) - 1
    area = plate.levels_area(labels, (0, last), end=plate.px(6))
    step = _LABEL if last <= 72 else 5 * _LABEL
    plate.labels_below(
        area, [(m, _("{n} mo").format(n=words.count(m))) for m in range(0, last + 1, step)]
    )
    area.line((0, last), (0, 0), "border", width=1.0)
    if degree is not None:
        _line(area, degree, "degree")
        _words_of_degree(area, degree)
    _line(area, mine, "accent")
    _payback(area, mine)
    return _marks(area, mine, degree, currency, words)


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
