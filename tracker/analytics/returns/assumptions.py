"""What holds for every credential and degree alike, as the person stated it.

It is kept in the record as a scenario: a mapping by the names below, numbers as texts. What the
person did not state is None or the method's default, and never a guess about their pay.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tracker.analytics.returns.inputs import DEFAULT_HORIZON, DEFAULT_RATE, ONE, ZERO
from tracker.analytics.returns.reading import to_decimal
from tracker.i18n import N_

# The key that tells the scenario in use from those that are only kept.
CURRENT = "is_current"
# Its name, as source text; shown in the language in use.
IN_USE = N_("In use")
DEFAULT_BASELINES = (
    "USA-MA-PUB-STICKER",
    "USA-BA-PUB-INSTATE-STICKER",
    "USA-BA-PRIV-NONPROFIT-STICKER",
)


@dataclass(frozen=True, slots=True)
class Range:
    """A low, a likely and a high value of something that is not known exactly."""

    low: Decimal
    likely: Decimal
    high: Decimal

    @classmethod
    def at(cls, value: Decimal) -> Range:
        """One value alone: nothing is known about how far off it may be."""
        return cls(value, value, value)

    @property
    def is_wide(self) -> bool:
        """Whether there is a range at all."""
        return self.low < self.high

    def times(self, factor: Decimal) -> Range:
        """Each value times `factor`, which is not below 0."""
        return Range(self.low * factor, self.likely * factor, self.high * factor)

    def moved(self, likely: Decimal) -> Range:
        """The range with another likely value, widened where that lies outside."""
        return Range(min(self.low, likely), likely, max(self.high, likely))


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What one look at the return on time rests on; the names are those kept in a scenario.

    `attribution` holds where a pay event or a credential states none of its own; `stated_by` says
    whose word it is. `degree_attribution` is the same for the published gap of degrees, None for
    the whole gap. `home_country` (ISO 3166 alpha-3) is where the person earns, for purchasing
    power.
    """

    horizon_years: Decimal = DEFAULT_HORIZON
    discount_rate: Decimal = DEFAULT_RATE
    value_of_time_per_hour: Decimal = ZERO
    marginal_tax_rate: Decimal = ZERO
    salary: Decimal | None = None
    attribution: Range | None = None
    stated_by: str = ""
    degree_attribution: Range | None = None
    dropout_cost_share: Decimal = ONE
    with_completion_risk: bool = True
    baselines: tuple[str, ...] = DEFAULT_BASELINES
    home_country: str = ""

    @property
    def is_tax_stated(self) -> bool:
        """Whether the person said what tax takes of a raise."""
        return self.marginal_tax_rate > 0


_NUMBERS = (
    "horizon_years",
    "discount_rate",
    "value_of_time_per_hour",
    "marginal_tax_rate",
    "salary",
    "dropout_cost_share",
)
_RANGES = ("attribution", "degree_attribution")


def from_scenario(inputs: Mapping[str, Any]) -> Assumptions:
    """The assumptions that a scenario keeps; what it does not say, or not well, is by default."""
    found: dict[str, Any] = {}
    for name in _NUMBERS:
        number = to_decimal(inputs.get(name))
        if number is not None:
            found[name] = number
    for name in _RANGES:
        found[name] = read_range(inputs, name)
    for name in ("stated_by", "home_country"):
        if isinstance(inputs.get(name), str):
            found[name] = inputs[name]
    if isinstance(inputs.get("with_completion_risk"), bool):
        found["with_completion_risk"] = inputs["with_completion_risk"]
    listed = inputs.get("baselines")
    if isinstance(listed, (list, tuple)) and all(isinstance(one, str) for one in listed):
        found["baselines"] = tuple(listed)
    return Assumptions(**found)


def to_scenario(assumptions: Assumptions) -> dict[str, object]:
    """The assumptions as a scenario keeps them; what is not stated is left out."""
    found: dict[str, object] = {}
    for one in dataclasses.fields(assumptions):
        value = getattr(assumptions, one.name)
        if isinstance(value, Range):
            found |= range_fields(one.name, value)
        elif isinstance(value, Decimal):
            found[one.name] = f"{value:f}"
        elif isinstance(value, tuple):
            found[one.name] = list(value)
        elif value is not None and value != "":
            found[one.name] = value
    return found


def read_range(inputs: Mapping[str, Any], name: str) -> Range | None:
    """`name_low`, `name` and `name_high` as a range; None where the likely value is not stated."""
    likely = to_decimal(inputs.get(name))
    if likely is None:
        return None
    low, high = to_decimal(inputs.get(f"{name}_low")), to_decimal(inputs.get(f"{name}_high"))
    return Range(
        min(likely, low if low is not None else likely),
        likely,
        max(likely, high if high is not None else likely),
    )


def range_fields(name: str, value: Range) -> dict[str, object]:
    """A range as a scenario keeps it: the likely value, and both ends where they differ."""
    found: dict[str, object] = {name: f"{value.likely:f}"}
    if value.is_wide:
        found |= {f"{name}_low": f"{value.low:f}", f"{name}_high": f"{value.high:f}"}
    return found
