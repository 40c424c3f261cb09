"""Money by month: what the quantities of the method come to, month 0 being the start of study.

Costs are negative here. Amounts are exact to some fifty digits and never rounded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from decimal import ROUND_CEILING, Context, Decimal, localcontext

from tracker.analytics.returns.inputs import ZERO, Flow, Inputs

# A cent of a thousand million over a century of months, with thirty digits to spare.
PRECISION = 60


def exactly() -> AbstractContextManager[Context]:
    """The arithmetic of the method, for a `with` statement: 60 significant digits."""
    return localcontext(Context(prec=PRECISION))


@dataclass(frozen=True, slots=True)
class Flows:
    """Amounts by month: cash and time as costs (negative), and the benefit.

    `benefit` is None where uplift or attribution is not known. `per_uplift` is what one unit of
    uplift would bring if it were wholly due to the credential (a = 1), after tax and risk.
    """

    cash: Mapping[int, Decimal]
    time: Mapping[int, Decimal]
    benefit: Mapping[int, Decimal] | None
    per_uplift: Mapping[int, Decimal]

    def all(self) -> dict[int, Decimal]:
        """The sum of each month, months in order, those that come to nothing left out."""
        return netted(self.cash, self.time, self.benefit or {})


def netted(*parts: Mapping[int, Decimal]) -> dict[int, Decimal]:
    """The sum of each month over `parts`, months in order, zeros left out."""
    months: dict[int, Decimal] = {}
    for part in parts:
        for month, amount in part.items():
            months[month] = months.get(month, ZERO) + amount
    return {month: months[month] for month in sorted(months) if months[month]}


def lay_out(inputs: Inputs) -> Flows:
    """The flows of `inputs`; to be asked within `exactly()`."""
    per_uplift = _per_uplift(inputs)
    benefit = None
    if (
        inputs.share is not None
        and inputs.annual_uplift_gross is not None
        and inputs.benefit_reason is None
    ):
        gross = inputs.share * inputs.annual_uplift_gross
        benefit = {month: gross * unit for month, unit in per_uplift.items()}
    if inputs.is_degree:
        cash, time = _degree_costs(inputs)
    else:
        cash, time = _cash(inputs), _own_time(inputs)
    return Flows(cash, time, benefit, per_uplift)


def _per_uplift(inputs: Inputs) -> dict[int, Decimal]:
    """The benefit: p (1-t)/12 (1+g)^floor((k-1)/12) at m = S + L + k, k = 1..12N."""
    first = inputs.months + inputs.benefit_lag_months
    unit = inputs.completion_probability * (1 - inputs.marginal_tax_rate) / 12
    growth = 1 + inputs.uplift_growth
    return {
        first + k: unit * growth ** ((k - 1) // 12) for k in range(1, inputs.benefit_months + 1)
    }


def _cash(inputs: Inputs) -> dict[int, Decimal]:
    rows = [(month, -amount) for month, amount in inputs.spend]
    rows += inputs.refunds
    rows += [
        (month, -inputs.completion_probability * inputs.renewal_cost)
        for month in _renewal_months(inputs)
    ]
    return _gathered(rows)


def _renewal_months(inputs: Inputs) -> range:
    """S + jV, j = 1, 2, … while below S + L + 12N."""
    every, start = inputs.renewal_every_months, inputs.months
    if not every or not inputs.renewal_cost:
        return range(0)
    return range(start + every, start + inputs.benefit_lag_months + inputs.benefit_months, every)


def _own_time(inputs: Inputs) -> dict[int, Decimal]:
    whole = -(inputs.hours or ZERO) * inputs.value_of_time_per_hour * inputs.own_time_share
    if not whole:
        return {}
    if inputs.months == 0:
        return {0: whole}
    part = whole / inputs.months
    return dict.fromkeys(range(1, inputs.months + 1), part)


def _degree_costs(inputs: Inputs) -> tuple[dict[int, Decimal], dict[int, Decimal]]:
    """The fees and F/12 at months 1..S, both times p + (1-p) e."""
    met = inputs.completion_probability
    scale = met + (1 - met) * inputs.dropout_cost_share
    rows = [(month, -amount) for month, amount in (*fees(inputs), *inputs.spend)]
    rows += inputs.refunds
    cash = _gathered((month, scale * amount) for month, amount in rows)
    forgone = -inputs.foregone_net_earnings_per_year / 12 * scale
    time = dict.fromkeys(range(1, inputs.months + 1), forgone) if forgone else {}
    return cash, time


def fees(inputs: Inputs) -> list[Flow]:
    """D/n at 0, 12, … for n = ceil(Y), as amounts paid; none for a credential."""
    if not inputs.is_degree or not inputs.direct_cost_total:
        return []
    payments = max(1, int(inputs.years.to_integral_value(ROUND_CEILING)))
    return [(12 * at, inputs.direct_cost_total / payments) for at in range(payments)]


def _gathered(rows: Iterable[tuple[int, Decimal]]) -> dict[int, Decimal]:
    found: dict[int, Decimal] = {}
    for month, amount in rows:
        found[month] = found.get(month, ZERO) + amount
    return found


def discounts(rate: Decimal, months: int) -> list[Decimal]:
    """v(m) = (1 + r)^(-m/12) for m = 0..`months`: the effective rate, never r / 12."""
    monthly = (1 + rate) ** (Decimal(-1) / 12)
    found = [Decimal(1)]
    for _month in range(months):
        found.append(found[-1] * monthly)
    return found


def present_value(flows: Mapping[int, Decimal], factors: list[Decimal]) -> Decimal:
    """The sum of the flows, each times the factor of its month."""
    return sum((amount * factors[month] for month, amount in flows.items()), ZERO)
