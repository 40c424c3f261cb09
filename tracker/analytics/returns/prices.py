"""Amounts of several years and currencies brought to one.

First to the price year, with the consumer prices of the amount's own currency, then over the rate:
the market's rate of its day for money spent, purchasing power parity to compare wages between
countries. Where an index or a rate is missing there is no amount, and never a part of one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from tracker.analytics.returns.flows import exactly
from tracker.analytics.returns.inputs import ZERO, Flow
from tracker.domain.money import Money, minor_digits

Index = Mapping[int, Decimal]

MISSING_FX = "missing_fx"
MISSING_CPI = "missing_cpi"


@dataclass(frozen=True, slots=True)
class Priced:
    """An amount with the currency it is in, the year whose prices it is in, and its own rate.

    `rate` is what one unit of `currency` is worth in the currency asked for; None: not known.
    """

    amount: Decimal
    currency: str = ""
    price_year: int | None = None
    rate: Decimal | None = None
    month: int = 0


@dataclass(frozen=True, slots=True)
class Brought:
    """Amounts by month in one currency and price year, or the reason why they are not known.

    `by_currency` holds what was given, summed in each currency: always complete.
    """

    flows: tuple[Flow, ...] | None
    reason: str | None
    by_currency: Mapping[str, Decimal]


def at_prices_of(amount: Decimal, index: Index, year: int, wanted: int) -> Decimal | None:
    """`amount` in prices of `year` as prices of `wanted`: amount x CPI[to] / CPI[from].

    None where the index lacks one of the years.
    """
    if year == wanted:
        return amount
    if year not in index or wanted not in index:
        return None
    with exactly():
        return amount * index[wanted] / index[year]


def bring(
    one: Priced, currency: str, price_year: int | None, indexes: Mapping[str, Index]
) -> tuple[Decimal | None, str | None]:
    """One amount in `currency` and prices of `price_year`, or None and the reason."""
    amount: Decimal | None = one.amount
    if one.price_year is not None and one.price_year != price_year:
        index = indexes.get(one.currency or currency, {})
        wanted = price_year if price_year is not None else one.price_year
        amount = at_prices_of(one.amount, index, one.price_year, wanted)
        if amount is None:
            return None, MISSING_CPI
    if one.currency in {"", currency}:
        return amount, None
    if one.rate is None:
        return (None, MISSING_FX) if amount else (ZERO, None)
    with exactly():
        return amount * one.rate, None


def bring_all(
    lines: Iterable[Priced], currency: str, price_year: int | None, indexes: Mapping[str, Index]
) -> Brought:
    """All amounts by month; none of them where one is not known."""
    flows: list[Flow] = []
    sums: dict[str, Decimal] = {}
    reason = None
    for line in lines:
        code = line.currency or currency
        sums[code] = sums.get(code, ZERO) + line.amount
        amount, why = bring(line, currency, price_year, indexes)
        reason = reason or why
        if amount is not None:
            flows.append((line.month, amount))
    return Brought(None if reason else tuple(flows), reason, dict(sorted(sums.items())))


def to_money(amount: Decimal, currency: str) -> Money:
    """An amount in the smallest coin of its currency, half up: what is shown."""
    with exactly():
        minor = amount.scaleb(minor_digits(currency)).to_integral_value(ROUND_HALF_UP)
    return Money(int(minor), currency)


def real_rate(nominal: Decimal, inflation: Decimal) -> Decimal:
    """The real rate behind a nominal one: r = (1 + i) / (1 + q) - 1."""
    with exactly():
        return (1 + nominal) / (1 + inflation) - 1
