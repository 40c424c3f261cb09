"""How uncertain a return is: draws from what the person holds possible, and what matters most.

The present value is linear in p, a and U, so it is computed once for one unit of each and the
draws are vectors. Every credential and degree is drawn from the same random numbers: a difference
between two of them is then one of their figures, and not of luck.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from tracker.analytics.returns.assumptions import Range
from tracker.analytics.returns.flows import discounts, exactly, lay_out, present_value
from tracker.analytics.returns.inputs import ONE, ZERO, Inputs
from tracker.analytics.returns.outputs import evaluate

DRAWS = 10_000
SEED = 20261122
QUANTILES = (5, 25, 50, 75, 95)
# Beside the likely one, as the method shows them.
_RATES = (Decimal("0.02"), Decimal("0.07"))


@dataclass(frozen=True, slots=True)
class Spread:
    """What may be: ranges of the yearly uplift, the attributed share and the chance to finish."""

    uplift: Range
    share: Range
    finish: Range

    @property
    def is_wide(self) -> bool:
        """Whether anything is held to be uncertain."""
        return self.uplift.is_wide or self.share.is_wide or self.finish.is_wide


@dataclass(frozen=True, slots=True)
class Bands:
    """Net value of an hour [currency] at 5, 25, 50, 75 and 95 % of the draws.

    `chance_of_gain` is the share of draws in which what comes back exceeds what was paid.
    """

    p5: float
    p25: float
    p50: float
    p75: float
    p95: float
    chance_of_gain: float
    draws: int = DRAWS


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a tornado: an input by its name, its two ends, and the value of an hour there."""

    name: str
    low: Decimal
    high: Decimal
    at_low: Decimal
    at_high: Decimal

    @property
    def swing(self) -> Decimal:
        """How far the answer moves between both ends."""
        return abs(self.at_high - self.at_low)


@dataclass(frozen=True, slots=True)
class _Line:
    """net value = p (a U `gain` - `kept`) - (p + (1 - p) `left`) `met` - `fixed`, all an hour."""

    gain: float
    kept: float
    met: float
    left: float
    fixed: float


def bands(inputs: Inputs, spread: Spread) -> Bands | None:
    """The net value of an hour over the draws; None where there are no hours or no known cost."""
    line = _line(inputs)
    if line is None:
        return None
    import numpy as np

    uniform = _uniform()
    uplift = _triangular(uniform[0], spread.uplift)
    share = _triangular(uniform[1], spread.share)
    finish = _triangular(uniform[2], spread.finish)
    met = finish + (1 - finish) * line.left
    values = finish * (share * uplift * line.gain - line.kept) - met * line.met - line.fixed
    values = np.broadcast_to(values, (DRAWS,))
    found = np.percentile(values, QUANTILES)
    return Bands(*(float(one) for one in found), chance_of_gain=float(np.mean(values > 0)))


def tornado(inputs: Inputs, spread: Spread) -> tuple[Bar, ...]:
    """What moves the value of an hour most: uplift, share, horizon, chance and rate, widest first.

    Each alone goes from its low to its high end while the rest stay likely; the horizon to half
    and to double, the rate to 2 and 7 %. What has no range of its own moves nothing and is left
    out.
    """
    base = inputs.replaced(
        annual_uplift_gross=spread.uplift.likely,
        attribution=spread.share.likely,
        completion_probability=spread.finish.likely,
    )
    horizon = inputs.horizon_years
    found = []
    for name, low, high in (
        ("annual_uplift_gross", spread.uplift.low, spread.uplift.high),
        ("attribution", spread.share.low, spread.share.high),
        ("horizon_years", horizon / 2, min(horizon * 2, Decimal(60))),
        ("completion_probability", spread.finish.low, spread.finish.high),
        ("discount_rate", *_RATES),
    ):
        if low == high:
            continue
        ends = [_worth(base.replaced(**{name: value})) for value in (low, high)]
        if None in ends:
            return ()
        at_low, at_high = ends
        assert at_low is not None and at_high is not None
        found.append(Bar(name, low, high, at_low, at_high))
    return tuple(sorted(found, key=lambda bar: bar.swing, reverse=True))


def _worth(inputs: Inputs) -> Decimal | None:
    return evaluate(inputs, with_rate=False).net_value_per_hour


def _line(inputs: Inputs) -> _Line | None:
    if not inputs.hours or inputs.cost_reason is not None:
        return None
    with exactly():
        whole = inputs.replaced(completion_probability=ONE)
        flows = lay_out(whole)
        last = max([0, *flows.cash, *flows.per_uplift])
        factors = discounts(inputs.discount_rate, last)
        hours = inputs.hours
        gain = present_value(flows.per_uplift, factors) / hours
        cost = -present_value(flows.cash, factors) / hours
        if inputs.is_degree:
            left = float(inputs.dropout_cost_share)
            return _Line(float(gain), 0.0, float(cost), left, 0.0)
        none = lay_out(whole.replaced(renewal_every_months=None))
        fixed = -present_value(none.cash, factors) / hours
        return _Line(float(gain), float(cost - fixed), 0.0, 1.0, float(fixed))


@lru_cache(maxsize=1)
def _uniform() -> Any:
    import numpy as np

    return np.random.default_rng(SEED).random((3, DRAWS))


def _triangular(uniform: Any, spread: Range) -> Any:
    """Triangular draws by the inverse of the distribution; the one value where there is no range.

    F(likely) = c = (likely - low) / (high - low); below it low + sqrt(u w (likely - low)), above
    it high - sqrt((1 - u) w (high - likely)), w = high - low.
    """
    import numpy as np

    low, likely, high = float(spread.low), float(spread.likely), float(spread.high)
    if low >= high:
        return likely
    width = high - low
    cut = (likely - low) / width
    below = low + np.sqrt(uniform * width * (likely - low))
    above = high - np.sqrt((1 - uniform) * width * (high - likely))
    return np.where(uniform < cut, below, above)


def known_at(value: Decimal | None) -> Range:
    """A value that is known, as a range without width; nothing where there is none."""
    return Range.at(ZERO if value is None else value)
