"""An evaluation as text: break-even first, and every gap with its reason."""

from __future__ import annotations

from decimal import Decimal

from tracker.analytics.returns.inputs import Inputs
from tracker.analytics.returns.outputs import Outputs
from tracker.analytics.returns.reading import money_text, rounded
from tracker.analytics.returns.words import name_of, why
from tracker.cli.tables import facts
from tracker.i18n import _

# What needs no forecast comes first.
_ORDER = (
    "cost_per_hour",
    "out_of_pocket",
    "all_in_cost_per_hour",
    "all_in_cost",
    "break_even_pct_of_salary",
    "one_year_break_even_pct",
    "break_even_uplift_gross",
    "parity_uplift",
    "parity_uplift_measured",
    "pv_cash_cost",
    "pv_time_cost",
    "pv_benefit",
    "npv_cash",
    "npv_all_in",
    "net_value_per_hour",
    "annual_gain_per_hour",
    "benefit_cost_ratio",
    "irr_annual",
    "payback_months",
    "discounted_payback_months",
)
_PERCENT = {"break_even_pct_of_salary", "one_year_break_even_pct"}
_HIGHEST_SHOWN = 10


def told(inputs: Inputs, outputs: Outputs, currency: str) -> str:
    """What `outputs` say, a line each."""
    known = [name for name in _ORDER if getattr(outputs, name) is not None]
    lines = [facts([(name_of(name), _value(outputs, name, currency)) for name in known])]
    lines += ["", *unknowns(outputs), _assumed(inputs)]
    return "\n".join(lines).lstrip("\n")


def unknowns(outputs: Outputs) -> list[str]:
    """A line for each reason: what is not known because of it."""
    behind: dict[str, list[str]] = {}
    for name in _ORDER:
        if name in outputs.reasons:
            behind.setdefault(outputs.reasons[name], []).append(name_of(name))
    return [
        _("Unknown, because {why}: {what}.").format(why=why(reason), what=", ".join(listed))
        for reason, listed in behind.items()
    ]


def _value(outputs: Outputs, name: str, currency: str) -> str:
    found = getattr(outputs, name)
    if name == "irr_annual":
        return show_rate(found)
    if name in _PERCENT:
        return _("{percent} %").format(percent=decimals(found, 2))
    if name == "benefit_cost_ratio":
        return decimals(found, 2)
    if isinstance(found, Decimal):
        return f"{money_text(found)} {currency}".rstrip()
    return str(found)


def show_rate(rate: Decimal) -> str:
    """A yearly rate as a percentage; far above any sense only as that."""
    if rate > _HIGHEST_SHOWN:
        return _("> 1,000 %")
    return _("{percent} %").format(percent=decimals(100 * rate, 2))


def decimals(value: Decimal, digits: int) -> str:
    """A number half up to so many decimals."""
    return f"{rounded(value, digits):f}"


def _assumed(inputs: Inputs) -> str:
    rate = decimals(100 * inputs.discount_rate, 2).rstrip("0").rstrip(".")
    return _(
        "Real rate {rate} % a year, {years} years from completion, tax {tax} % of a raise."
    ).format(
        rate=rate,
        years=f"{inputs.horizon_years.normalize():f}",
        tax=decimals(100 * inputs.marginal_tax_rate, 0),
    )
