"""The answers of the method by its names, each with the reason where there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal

from tracker.analytics.returns.flows import (
    Flows,
    discounts,
    exactly,
    lay_out,
    netted,
    present_value,
)
from tracker.analytics.returns.inputs import ONE, ZERO, Inputs
from tracker.analytics.returns.irr import irr

# A running total that is nearer to nothing than this is nothing: what sixty digits leave of
# thirds and sevenths that add up.
_NOTHING = Decimal("1e-30")

# What contains a benefit.
OF_BENEFIT = (
    "pv_benefit",
    "npv_cash",
    "npv_all_in",
    "net_value_per_hour",
    "annual_gain_per_hour",
    "benefit_cost_ratio",
    "irr_annual",
    "irr_status",
    "payback_months",
    "discounted_payback_months",
)
# What contains a cost.
OF_COST = (
    "pv_cash_cost",
    "npv_cash",
    "npv_all_in",
    "net_value_per_hour",
    "out_of_pocket",
    "all_in_cost",
    "cost_per_hour",
    "all_in_cost_per_hour",
    "benefit_cost_ratio",
    "irr_annual",
    "irr_status",
    "payback_months",
    "discounted_payback_months",
    "break_even_uplift_gross",
    "break_even_pct_of_salary",
    "one_year_break_even_pct",
)
# What contains the cost of time.
OF_TIME = (
    "pv_time_cost",
    "npv_all_in",
    "all_in_cost",
    "all_in_cost_per_hour",
    "benefit_cost_ratio",
    "irr_annual",
    "irr_status",
    "payback_months",
    "discounted_payback_months",
    "break_even_uplift_gross",
    "break_even_pct_of_salary",
    "one_year_break_even_pct",
)
# What only compares with something that need not be given: its absence is no gap in the answer.
_COMPARISONS = frozenset({"missing_salary", "missing_premium", "missing_degree_hours", "not_asked"})
# The gap that a person can close, before what follows from it.
_FIRST = ("missing_fx", "missing_cpi", "missing_attribution", "missing_uplift", "missing_hours")


@dataclass(frozen=True, slots=True)
class Outputs:
    """What `evaluate` answers; amounts are exact and unrounded, None has its word in `reasons`.

    `irr_annual` is a share (0.05 is 5 %), the three `_pct` are percentages. `irr_roots` lists every
    rate where there are several. `payback_months` count from the start of study.
    """

    pv_cash_cost: Decimal | None = None
    pv_time_cost: Decimal | None = None
    pv_benefit: Decimal | None = None
    npv_cash: Decimal | None = None
    npv_all_in: Decimal | None = None
    net_value_per_hour: Decimal | None = None
    annual_gain_per_hour: Decimal | None = None
    out_of_pocket: Decimal | None = None
    all_in_cost: Decimal | None = None
    cost_per_hour: Decimal | None = None
    all_in_cost_per_hour: Decimal | None = None
    benefit_cost_ratio: Decimal | None = None
    irr_annual: Decimal | None = None
    irr_status: str | None = None
    payback_months: int | None = None
    discounted_payback_months: int | None = None
    break_even_uplift_gross: Decimal | None = None
    break_even_pct_of_salary: Decimal | None = None
    one_year_break_even_pct: Decimal | None = None
    parity_uplift: Decimal | None = None
    parity_uplift_measured: Decimal | None = None
    irr_roots: tuple[Decimal, ...] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)

    @property
    def reason(self) -> str | None:
        """The one word that stands behind all gaps; None where there is none or several.

        A comparison that was not asked for (no salary, no degree beside it) is not counted, and a
        missing rate, index, attribution or uplift stands for what follows from it.
        """
        words = {
            word
            for name, word in self.reasons.items()
            if word not in _COMPARISONS and not name.startswith("parity_")
        }
        for word in _FIRST:
            if word in words:
                return word
        return words.pop() if len(words) == 1 else None


def names() -> tuple[str, ...]:
    """The names of the outputs, in the order of the method."""
    return tuple(one.name for one in fields(Outputs) if one.name not in {"irr_roots", "reasons"})


def evaluate(inputs: Inputs, *, with_rate: bool = True) -> Outputs:
    """What `inputs` come to; raises a ValueError for what `Inputs.problems` names.

    Without `with_rate` the internal rate, which takes most of the time, is not asked for.
    """
    problems = inputs.problems()
    if problems:
        raise ValueError(problems[0].message)
    with exactly():
        return _Answer(inputs, with_rate=with_rate).outputs()


class _Answer:
    def __init__(self, inputs: Inputs, *, with_rate: bool) -> None:
        self.inputs = inputs
        self.with_rate = with_rate
        self.found: dict[str, Decimal | int | str | None] = {}
        self.reasons: dict[str, str] = {}
        self.roots: tuple[Decimal, ...] = ()

    def outputs(self) -> Outputs:
        inputs = self.inputs
        flows = lay_out(inputs)
        last = max([0, *flows.cash, *flows.time, *flows.per_uplift])
        factors = discounts(inputs.discount_rate, last)
        self._costs(flows, factors)
        self._break_even(flows, factors)
        self._parity()
        self._benefit(flows, factors)
        if inputs.cost_reason is not None:
            for name in OF_COST:
                self._no(name, inputs.cost_reason)
        time_reason = inputs.time_reason
        if inputs.hours is None and inputs.value_of_time_per_hour and not inputs.is_degree:
            time_reason = time_reason or "missing_hours"
        if time_reason is not None:
            for name in OF_TIME:
                self._no(name, time_reason)
        return Outputs(irr_roots=self.roots, reasons=self.reasons, **self.found)  # type: ignore[arg-type]

    def _no(self, name: str, reason: str) -> None:
        self.found[name] = None
        self.reasons[name] = self.reasons.get(name, reason)

    def _costs(self, flows: Flows, factors: list[Decimal]) -> None:
        inputs = self.inputs
        self.found["pv_cash_cost"] = -present_value(flows.cash, factors)
        self.found["pv_time_cost"] = -present_value(flows.time, factors)
        pocket = _sum(inputs.spend) - _sum(inputs.refunds)
        if inputs.is_degree:
            pocket += inputs.direct_cost_total
            whole = pocket + inputs.foregone_net_earnings_per_year * inputs.months / 12
        else:
            whole = (
                pocket
                + (inputs.hours or ZERO) * inputs.value_of_time_per_hour * inputs.own_time_share
            )
        self.found |= {"out_of_pocket": pocket, "all_in_cost": whole}
        self._per_hour("cost_per_hour", pocket)
        self._per_hour("all_in_cost_per_hour", whole)

    def _per_hour(self, name: str, amount: Decimal) -> None:
        if self.inputs.hours:
            self.found[name] = amount / self.inputs.hours
        else:
            self._no(name, "missing_hours" if self.inputs.hours is None else "zero_hours")

    def _break_even(self, flows: Flows, factors: list[Decimal]) -> None:
        inputs, found = self.inputs, self.found
        unit = present_value(flows.per_uplift, factors)
        uplift = None
        if unit:
            cost = _known(found["pv_cash_cost"]) + _known(found["pv_time_cost"])
            uplift = found["break_even_uplift_gross"] = cost / unit
        else:
            self._no("break_even_uplift_gross", self._why_no_unit())
        if uplift is None:
            self._no("break_even_pct_of_salary", self._why_no_unit())
        elif not inputs.salary:
            self._no("break_even_pct_of_salary", self._why_no_salary())
        else:
            found["break_even_pct_of_salary"] = 100 * uplift / inputs.salary
        kept = 1 - inputs.marginal_tax_rate
        if not kept:
            self._no("one_year_break_even_pct", "full_tax")
        elif not inputs.salary:
            self._no("one_year_break_even_pct", self._why_no_salary())
        else:
            whole = _known(found["all_in_cost"])
            found["one_year_break_even_pct"] = 100 * whole / (kept * inputs.salary)

    def _why_no_unit(self) -> str:
        if not self.inputs.completion_probability:
            return "zero_completion"
        return "full_tax" if self.inputs.marginal_tax_rate == ONE else "zero_horizon"

    def _why_no_salary(self) -> str:
        return "missing_salary" if self.inputs.salary is None else "zero_salary"

    def _parity(self) -> None:
        inputs = self.inputs
        for name, hours in (
            ("parity_uplift", inputs.degree_hours),
            ("parity_uplift_measured", inputs.degree_hours_measured),
        ):
            if inputs.degree_premium is None:
                self._no(name, inputs.parity_reason or "missing_premium")
            elif not hours:
                self._no(name, "missing_degree_hours")
            elif inputs.hours is None:
                self._no(name, "missing_hours")
            else:
                self.found[name] = inputs.hours / hours * inputs.degree_premium

    def _benefit(self, flows: Flows, factors: list[Decimal]) -> None:
        if flows.benefit is None:
            reason = self._why_no_benefit()
            for name in OF_BENEFIT:
                self._no(name, reason)
            return
        inputs, found = self.inputs, self.found
        benefit = present_value(flows.benefit, factors)
        cash_cost, time_cost = _known(found["pv_cash_cost"]), _known(found["pv_time_cost"])
        found |= {
            "pv_benefit": benefit,
            "npv_cash": benefit - cash_cost,
            "npv_all_in": benefit - cash_cost - time_cost,
        }
        self._per_hour("net_value_per_hour", benefit - cash_cost)
        gain = inputs.completion_probability * _known(inputs.share)
        gain *= _known(inputs.annual_uplift_gross) * (1 - inputs.marginal_tax_rate)
        self._per_hour("annual_gain_per_hour", gain)
        if cash_cost + time_cost > 0:
            found["benefit_cost_ratio"] = benefit / (cash_cost + time_cost)
        else:
            self._no("benefit_cost_ratio", "no_cost")
        if self.with_rate:
            self._rate(flows)
        else:
            for name in ("irr_annual", "irr_status"):
                self._no(name, "not_asked")
        months = netted(flows.cash, flows.time, flows.benefit)
        self._payback("payback_months", months)
        seen = {month: amount * factors[month] for month, amount in months.items()}
        self._payback("discounted_payback_months", seen)

    def _why_no_benefit(self) -> str:
        inputs = self.inputs
        if inputs.benefit_reason is not None:
            return inputs.benefit_reason
        return "missing_attribution" if inputs.share is None else "missing_uplift"

    def _rate(self, flows: Flows) -> None:
        answer = irr(flows.all())
        self.found["irr_status"] = answer.status.value
        self.roots = answer.roots if len(answer.roots) > 1 else ()
        if answer.rate is None:
            self._no("irr_annual", answer.status.value)
        else:
            self.found["irr_annual"] = answer.rate

    def _payback(self, name: str, months: Mapping[int, Decimal]) -> None:
        """1 + the last month with a running total below nothing; 0 where there is none."""
        total, last, turned = ZERO, -1, list(months)
        for at, (month, amount) in enumerate(months.items()):
            total += amount
            if total < -_NOTHING:
                # It stays below until the month before the next flow.
                last = turned[at + 1] - 1 if at + 1 < len(turned) else month
        if total < -_NOTHING:
            self._no(name, "never_pays_back")
        else:
            self.found[name] = last + 1


def _sum(rows: tuple[tuple[int, Decimal], ...]) -> Decimal:
    return sum((amount for _month, amount in rows), ZERO)


def _known(value: object) -> Decimal:
    assert isinstance(value, Decimal)
    return value
