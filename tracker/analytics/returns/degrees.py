"""A degree as the method sees it, in its own money and, where that can be, in the person's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from tracker.analytics.returns.assumptions import Assumptions, Range
from tracker.analytics.returns.draws import Spread
from tracker.analytics.returns.flows import exactly
from tracker.analytics.returns.inputs import ONE, ZERO, Inputs, StudyKind
from tracker.analytics.returns.prices import MISSING_CPI, Index, at_prices_of
from tracker.domain.baselines import Baseline

MISSING_PPP = "missing_ppp"
MISSING_COUNTRY = "missing_country"
# A year that the indexes of most countries reach; wages are compared in its prices.
_SHARED_YEARS = (2024, 2023)


@dataclass(frozen=True, slots=True)
class Yardsticks:
    """Consumer prices by country and year, purchasing power by country, and the year of that."""

    consumer_prices: Mapping[str, Index]
    purchasing_power: Mapping[str, Decimal]
    purchasing_power_year: int


@dataclass(frozen=True, slots=True)
class Axis:
    """How a row comes to the shared axis: by what to multiply fees and pay, in whose money.

    `reason` says why it cannot, and then it stays in its own currency, apart.
    """

    currency: str
    fees: Decimal = ONE
    pay: Decimal = ONE
    price_year: int | None = None
    by_purchasing_power: bool = False
    reason: str | None = None


def axis_of(row: Baseline, currency: str, home: str, yardsticks: Yardsticks) -> Axis:
    """How `row` comes into `currency`, the money of someone who earns in the country `home`.

    Fees and pay each go to one price year with the consumer prices of the row's own country, then
    over purchasing power parities of both countries; a row of the person's own country and
    currency needs no parity. Without an index or a parity there is no way.
    """
    own = Axis(row.currency, reason=MISSING_PPP if home else MISSING_COUNTRY)
    is_home = row.currency == currency and home in {"", row.country}
    power = yardsticks.purchasing_power
    if not is_home and not (row.country in power and home in power):
        return own
    index = yardsticks.consumer_prices.get(row.country, {})
    year = next((one for one in _SHARED_YEARS if one in index), None)
    if row.row_id is not None and is_home:
        # The person's own offer is in the money of its own day.
        return Axis(currency, price_year=row.price_year)
    fees = _factor(index, row.price_year, year)
    pay = _factor(index, row.earnings_price_year, year)
    if fees is None or pay is None:
        return Axis(row.currency, reason=MISSING_CPI)
    with exactly():
        parity = ONE if is_home else power[home] / power[row.country]
        return Axis(currency, fees * parity, pay * parity, year, not is_home)


def _factor(index: Index, year: int | None, wanted: int | None) -> Decimal | None:
    """By what amounts of `year` become amounts of `wanted`; 1 where there is no amount to bring."""
    if year is None:
        return ONE
    return None if wanted is None else at_prices_of(ONE, index, year, wanted)


def degree_inputs(
    row: Baseline, assumptions: Assumptions, axis: Axis, *, with_measured_hours: bool = False
) -> Inputs:
    """The inputs of a degree on `axis`; horizon, rate and tax are those of the person's own side.

    Pay forgone is the comparator's, net of tax. Risk of not finishing as the row has it, or left
    out where the person chose so; unknown, it is left out too.
    """
    tax = assumptions.marginal_tax_rate
    direct, without = row.direct_cost, row.pay_without
    finish = row.completion if assumptions.with_completion_risk else None
    share = assumptions.degree_attribution
    with exactly():
        forgone = ZERO if without is None else without * axis.pay * (1 - tax)
        return Inputs(
            hours=row.hours_measured if with_measured_hours else row.hours_mid,
            kind=StudyKind.DEGREE,
            years=row.years or ZERO,
            direct_cost_total=ZERO if direct is None else direct * axis.fees,
            foregone_net_earnings_per_year=forgone,
            annual_uplift_gross=None if row.premium is None else row.premium * axis.pay,
            attribution=None if share is None else share.likely,
            marginal_tax_rate=tax,
            horizon_years=assumptions.horizon_years,
            completion_probability=ONE if finish is None else finish,
            dropout_cost_share=assumptions.dropout_cost_share,
            discount_rate=assumptions.discount_rate,
            salary=None if without is None else without * axis.pay,
            cost_reason="missing_cost" if direct is None else None,
            time_reason="missing_foregone" if without is None else None,
            benefit_reason="missing_premium" if row.premium is None else None,
        )


def degree_spread(row: Baseline, assumptions: Assumptions, axis: Axis) -> Spread | None:
    """What may be of a degree: its gap in pay between the quartiles of programmes where they are
    known, the attributed share, and the share who finish; None without a gap in pay."""
    if row.premium is None:
        return None
    gap = Range.at(row.premium)
    if row.pay_with_p25 is not None and row.pay_with_p75 is not None and row.pay_without:
        low, high = row.pay_with_p25 - row.pay_without, row.pay_with_p75 - row.pay_without
        gap = Range(min(low, row.premium), row.premium, max(high, row.premium))
    finish = row.completion if assumptions.with_completion_risk else None
    return Spread(
        gap.times(axis.pay),
        assumptions.degree_attribution or Range.at(ONE),
        Range.at(ONE if finish is None else finish),
    )
