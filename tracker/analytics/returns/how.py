"""The formulas of the method with one evaluation's own numbers filled in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from tracker.analytics.returns.inputs import ZERO, Inputs
from tracker.analytics.returns.outputs import Outputs
from tracker.analytics.returns.words import name_of
from tracker.i18n import _

Write = Callable[[Decimal], str]


@dataclass(frozen=True, slots=True)
class Step:
    """One figure: its name and value, the formula in words, and its numbers by placeholder.

    `template` has the placeholders; `amounts`, `numbers` and `shares` what goes in. `reason` says
    why there is no value. `unit` is money, percent, share or number.
    """

    name: str
    value: Decimal | None
    formula: str
    template: str = ""
    amounts: Mapping[str, Decimal] = field(default_factory=dict)
    numbers: Mapping[str, Decimal] = field(default_factory=dict)
    shares: Mapping[str, Decimal] = field(default_factory=dict)
    reason: str = ""
    unit: str = "money"

    def filled(self, amount: Write, number: Write, share: Write) -> str:
        """The formula with the numbers, each written by what it is; "" where one is missing."""
        if not self.template:
            return ""
        values = {key: amount(value) for key, value in self.amounts.items()}
        values |= {key: number(value) for key, value in self.numbers.items()}
        values |= {key: share(value) for key, value in self.shares.items()}
        return self.template.format(**values)


def steps(inputs: Inputs, outputs: Outputs) -> list[Step]:
    """The figures of a credential in the order in which one follows from another."""
    found = [*_costs(inputs, outputs), *_break_even(inputs, outputs)]
    return [*found, *_benefit(inputs, outputs)]


def _step(name: str, outputs: Outputs, formula: str, template: str, **given: object) -> Step:
    value = getattr(outputs, name)
    return Step(
        name_of(name),
        value,
        formula,
        template if value is not None else "",
        reason=outputs.reasons.get(name, ""),
        **given,  # type: ignore[arg-type]
    )


def _costs(inputs: Inputs, outputs: Outputs) -> list[Step]:
    hours = inputs.hours or ZERO
    spent = sum((amount for _month, amount in inputs.spend), ZERO)
    back = sum((amount for _month, amount in inputs.refunds), ZERO)
    pocket = outputs.out_of_pocket or ZERO
    found = [
        _step(
            "out_of_pocket",
            outputs,
            _("what you paid less what came back; what an employer paid is not in it"),
            "{spent} − {back}",
            amounts={"spent": spent, "back": back},
        ),
        _step(
            "cost_per_hour",
            outputs,
            _("out of pocket / hours: the logged ones, or the planned ones while they are more"),
            _("{pocket} / {hours} h"),
            amounts={"pocket": pocket},
            numbers={"hours": hours},
        ),
    ]
    if inputs.value_of_time_per_hour:
        found.append(
            _step(
                "all_in_cost",
                outputs,
                _("out of pocket + hours × value of an hour × share outside paid time"),
                _("{pocket} + {hours} h × {value} × {own}"),
                amounts={"pocket": pocket, "value": inputs.value_of_time_per_hour},
                numbers={"hours": hours},
                shares={"own": inputs.own_time_share},
            )
        )
    return found


def _break_even(inputs: Inputs, outputs: Outputs) -> list[Step]:
    cost = (outputs.pv_cash_cost or ZERO) + (outputs.pv_time_cost or ZERO)
    uplift = outputs.break_even_uplift_gross
    unit = cost / uplift if uplift else ZERO
    found = [
        _step(
            "break_even_uplift_gross",
            outputs,
            _(
                "costs, each at (1 + real rate) to the power of −months / 12, over what a raise of"
                " 1 a year is worth after tax and risk over the horizon"
            ),
            "{cost} / {unit}",
            amounts={"cost": cost},
            numbers={"unit": unit},
        )
    ]
    if inputs.salary:
        found.append(
            _step(
                "break_even_pct_of_salary",
                outputs,
                _("that raise over your pay"),
                "{uplift} / {salary}",
                amounts={"uplift": uplift or ZERO, "salary": inputs.salary},
                unit="percent",
            )
        )
        found.append(
            _step(
                "one_year_break_even_pct",
                outputs,
                _("all costs over a year's pay after tax: no rate and no horizon in it"),
                "{cost} / ({kept} × {salary})",
                amounts={"cost": outputs.all_in_cost or ZERO, "salary": inputs.salary},
                shares={"kept": 1 - inputs.marginal_tax_rate},
                unit="percent",
            )
        )
    if outputs.parity_uplift is not None:
        found.append(
            _step(
                "parity_uplift",
                outputs,
                _("hours / hours of the degree by the credit rule × its gap in pay"),
                _("{hours} h / {degree} h × {premium}"),
                amounts={"premium": inputs.degree_premium or ZERO},
                numbers={"hours": inputs.hours or ZERO, "degree": inputs.degree_hours or ZERO},
            )
        )
    return found


def _benefit(inputs: Inputs, outputs: Outputs) -> list[Step]:
    benefit = outputs.pv_benefit or ZERO
    cost, net = outputs.pv_cash_cost or ZERO, outputs.npv_cash or ZERO
    return [
        _step(
            "pv_benefit",
            outputs,
            _(
                "chance to finish × share due to it × raise × (1 − tax), a twelfth of it in each of"
                " {n} months after completion and lag, each at its weight"
            ).format(n=inputs.benefit_months),
            "{finish} × {share} × {uplift} × {kept}, …",
            amounts={"uplift": inputs.annual_uplift_gross or ZERO},
            shares={
                "finish": inputs.completion_probability,
                "share": inputs.share or ZERO,
                "kept": 1 - inputs.marginal_tax_rate,
            },
        ),
        _step(
            "npv_cash",
            outputs,
            _("benefit less money paid, both at their weights"),
            "{benefit} − {cost}",
            amounts={"benefit": benefit, "cost": cost},
        ),
        _step(
            "net_value_per_hour",
            outputs,
            _("that over the hours: worth doing if it is above what your hour is worth to you"),
            _("{net} / {hours} h"),
            amounts={"net": net},
            numbers={"hours": inputs.hours or ZERO},
        ),
    ]
