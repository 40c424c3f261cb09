"""Every internal rate of return of monthly flows, and whether there is one to speak of.

A rate i makes sum c(m) (1+i)^(-m/12) nothing. With y = ln(1+i)/12 that is a sum of exponentials,
f(y) = sum c(m) e^(-m y), and every root with i in (-0.99, 10^7] is isolated:

* One change of sign among the flows: exactly one root over all y (Descartes), found if it lies
  within.
* More: the range is halved until on each piece either f cannot be zero, because its positive and
  its negative part, both monotone, keep apart; or e^(k y) f(y) is monotone for some month k, since
  the same holds for its derivative, so that it has at most one root, told by the signs at the
  ends. A piece that stays open down to the last halving holds an extremum of that function; where
  f is nothing there too, it is a double root.

The halving is done in floating point; each root is then sought with fifty digits, which decide.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Any

from tracker.analytics.returns.flows import exactly

LOWEST, HIGHEST = Decimal("-0.99"), Decimal(10) ** 7
# Two roots nearer than this in y (a yearly rate of 1e-8) are told apart by the extremum between.
_LAST_WIDTH = 1e-9
# What fifty digits leave of a root, next to the sum of all amounts.
_NOTHING = Decimal("1e-40")
_AT_EDGE = Decimal("1e-30")
# Both ends of a piece may be the same root.
_SAME = Decimal("1e-20")


class IrrStatus(StrEnum):
    """Whether flows have an internal rate of return."""

    OK = "ok"
    EMPTY = "empty"
    NO_COST = "no_cost"
    NO_BENEFIT = "no_benefit"
    NO_ROOT = "no_root"
    MULTIPLE = "multiple"


@dataclass(frozen=True, slots=True)
class Irr:
    """The status, and the annual rates in ascending order; `rate` where there is exactly one."""

    status: IrrStatus
    roots: tuple[Decimal, ...] = ()

    @property
    def rate(self) -> Decimal | None:
        """The annual rate (0.05 is 5 %), None unless the status is ok."""
        return self.roots[0] if self.status is IrrStatus.OK else None


def irr(flows: Mapping[int, Decimal]) -> Irr:
    """The internal rates of `flows`, amounts by month; months that come to nothing count not."""
    terms = sorted((month, amount) for month, amount in flows.items() if amount)
    if not terms:
        return Irr(IrrStatus.EMPTY)
    if all(amount > 0 for _month, amount in terms):
        return Irr(IrrStatus.NO_COST)
    if all(amount < 0 for _month, amount in terms):
        return Irr(IrrStatus.NO_BENEFIT)
    with exactly():
        roots = _Sum(terms).roots()
    if not roots:
        return Irr(IrrStatus.NO_ROOT)
    return Irr(IrrStatus.OK if len(roots) == 1 else IrrStatus.MULTIPLE, tuple(roots))


class _Sum:
    """f(y) = sum of amount e^(-month y), from the first month on."""

    def __init__(self, terms: Sequence[tuple[int, Decimal]]) -> None:
        first = terms[0][0]
        self.terms = [(month - first, amount) for month, amount in terms]
        self.low = (1 + LOWEST).ln() / 12
        self.high = (1 + HIGHEST).ln() / 12

    def roots(self) -> list[Decimal]:
        """The annual rates in the range, ascending, each once."""
        signs = [amount > 0 for _month, amount in self.terms]
        changes = sum(a != b for a, b in pairwise(signs))
        found: list[Decimal] = []
        for low, high in [(self.low, self.high)] if changes == 1 else self._pieces():
            root = self.root_within(low, high)
            if root is None or root <= self.low + _AT_EDGE or root > self.high + _AT_EDGE:
                continue
            if not found or root - found[-1] > _SAME:
                found.append(root)
        return [(12 * root).exp() - 1 for root in found]

    def _pieces(self) -> list[tuple[Decimal, Decimal]]:
        """Pieces with at most one root each, in order, such that no root lies elsewhere."""
        import numpy as np

        months = np.array([month for month, _amount in self.terms], dtype=float)
        scale = max(abs(amount) for _month, amount in self.terms)
        amounts = np.array([float(amount / scale) for _month, amount in self.terms])
        found: list[tuple[Decimal, Decimal]] = []
        waiting = [(float(self.low), float(self.high))]
        while waiting:
            low, high = waiting.pop()
            if _is_apart(months, amounts, low, high):
                continue
            shifted = months - _centre(months, amounts, (low + high) / 2)
            if _is_apart(shifted, -amounts * shifted, low, high):
                found.append((Decimal(low), Decimal(high)))
            elif high - low <= _LAST_WIDTH:
                found += self._around_extremum(Decimal(low), Decimal(high))
            else:
                middle = (low + high) / 2
                waiting += [(middle, high), (low, middle)]
        return found

    def _around_extremum(self, low: Decimal, high: Decimal) -> list[tuple[Decimal, Decimal]]:
        """The pieces left and right of the extremum in a piece too small to halve."""
        slope = _Sum([(month, -month * amount) for month, amount in self.terms if month])
        extremum = slope.root_within(low, high)
        if extremum is None:
            return [(low, high)]
        if self._at(extremum) == 0:
            return [(extremum, extremum)]
        return [(low, extremum), (extremum, high)]

    def root_within(self, low: Decimal, high: Decimal) -> Decimal | None:
        """The one root from `low` to `high` to fifty digits; None where the signs agree.

        Bisection that takes the step of Newton wherever it stays inside and gets on faster.
        """
        at_low, at_high = self._at(low), self._at(high)
        if at_low == 0:
            return low
        if at_high == 0:
            return high
        if (at_low > 0) == (at_high > 0):
            return None
        low, high = self._narrowed(low, high, is_rising=at_high > 0)
        point = (low + high) / 2
        for _step in range(400):
            value, slope = self._with_slope(point)
            if value == 0:
                return point
            if (value > 0) == (at_low > 0):
                low = point
            else:
                high = point
            newton = point - value / slope if slope else low
            is_faster = low < newton < high and abs(newton - point) < (high - low) / 2
            nearer = newton if is_faster else (low + high) / 2
            if abs(nearer - point) <= _SAME * _SAME:
                return nearer
            point = nearer
        return point

    def _narrowed(self, low: Decimal, high: Decimal, *, is_rising: bool) -> tuple[Decimal, Decimal]:
        """A piece around the root as small as floats can tell; the whole one where they cannot."""
        scale = max(abs(amount) for _month, amount in self.terms)
        terms = [(month, float(amount / scale)) for month, amount in self.terms]
        last = terms[-1][0]
        start, end = float(low), float(high)
        for _step in range(45):
            middle = (start + end) / 2
            top = max(0.0, -last * middle)
            value = math.fsum(a * math.exp(-m * middle - top) for m, a in terms)
            if (value > 0) == is_rising:
                end = middle
            else:
                start = middle
        near, far = max(low, Decimal(start - 1e-9)), min(high, Decimal(end + 1e-9))
        at_near, at_far = self._at(near), self._at(far)
        is_around = at_near and at_far and (at_near > 0) != is_rising and (at_far > 0) == is_rising
        return (near, far) if is_around else (low, high)

    def _at(self, y: Decimal) -> Decimal:
        return self._with_slope(y)[0]

    def _with_slope(self, y: Decimal) -> tuple[Decimal, Decimal]:
        """f(y), 0 where fifty digits cannot tell it from nothing, and its derivative."""
        step = (-y).exp()
        value = slope = size = Decimal(0)
        power, at = Decimal(1), 0
        for month, amount in self.terms:
            power *= step if month - at == 1 else step ** (month - at)
            at = month
            part = amount * power
            value += part
            size += abs(part)
            slope -= month * part
        return (value if abs(value) > _NOTHING * size else Decimal(0)), slope


def _centre(months: Any, amounts: Any, y: float) -> float:
    """The month around which the flows lie when seen at `y`: the best k for e^(k y) f(y)."""
    import numpy as np

    weights = np.abs(amounts) * np.exp(-months * y - np.max(-months * y))
    return float(np.dot(weights, months) / weights.sum())


def _is_apart(months: Any, amounts: Any, low: float, high: float) -> bool:
    """Whether the sum of amount e^(-month y) is surely not nothing anywhere from `low` to `high`.

    Its positive and its negative part each lie between sums of their terms' least and most.
    """
    import numpy as np

    # One positive factor for both ends keeps the powers within what a float can hold.
    top = max(float(np.max(-months * low)), float(np.max(-months * high)))
    ends = np.exp(-months * low - top), np.exp(-months * high - top)
    least, most = np.minimum(*ends), np.maximum(*ends)
    plus, minus = np.clip(amounts, 0, None), np.clip(-amounts, 0, None)
    # Floats round: what is nearer than this is left to smaller pieces, or to fifty digits.
    room = 1 + 1e-11
    return bool(plus @ least > room * (minus @ most) or minus @ least > room * (plus @ most))
