"""The minutes that the coming days will bring: low, middle, high.

For every number of days the pace to expect is multiplied with how far people, and this person,
have strayed from it: a mixture of a prior that holds for people in general and of the person's
own past questions (`replay`), by weight. The spread of the prior does not shrink as the days get
more, for what is uncertain in the long run is the pace itself, not the luck of single days.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from statistics import NormalDist
from typing import TYPE_CHECKING

from tracker.analytics.forecast.daylog import DayLog
from tracker.analytics.forecast.replay import HORIZONS, WEEK, Replay, expected, replayed

if TYPE_CHECKING:
    from tracker.analytics.forecast.replay import Numbers

# The most days ahead that anything is said about: a century.
MOST_DAYS = 36_500

# The prior: by how much the pace that came was above the one expected (a logarithm), at which
# number of days, and the spread above and below. Measured on logs of people, see docs/forecast.md.
_ABOVE_DAYS = (1, 3, 7, 28, 112, 224)
_ABOVE = (0.85, 0.57, 0.29, 0.19, 0.10, 0.05)
_SPREAD_UP, _SPREAD_DOWN = 0.47, 0.47
# From four weeks to sixteen, slowing down becomes more likely still.
_GROWS_DAYS, _GROWS = (28, 112), (1.0, 1.1)
# In a pause: who comes back, comes back with more than the weeks before would say; nobody knows.
_BACK, _BACK_DAYS, _PAUSED_SPREAD = 0.6, 56.0, 1.4
# The prior weighs as much as so many past questions that do not overlap.
_PRIOR_WEIGHT = 8.0
# A short log: the spread is that much wider, over its weeks and over its days with study.
_WIDER_WEEKS, _WIDER_DAYS = 0.9, 0.6
# How much of the person's own spread against the prior's is believed, as past questions; no
# single one may count more than this many spreads.
_OWN_SPREAD, _MOST_STRAYED, _SPREAD_POWER = 20.0, 3.0, 0.7
_LEVELS = 39


@dataclass(frozen=True, slots=True)
class Curves:
    """Minutes studied after so many `days`, none of them ever falling: `low` is exceeded with
    90 %, `middle` with 50 %, `high` with 10 %."""

    days: Numbers
    low: Numbers
    middle: Numbers
    high: Numbers

    def first_day(self, curve: Numbers, minutes: float) -> int | None:
        """After how many days a curve reaches so many minutes; None where it never does."""
        import numpy as np

        place = int(np.searchsorted(curve, minutes * (1 - 1e-9)))
        return int(self.days[place]) if place < len(curve) else None


@dataclass(frozen=True, slots=True)
class Spread:
    """How far the pace strays, for each of `days`: logarithms at 10, 50 and 90 %."""

    low: Numbers
    middle: Numbers
    high: Numbers


def curves(log: DayLog) -> Curves:
    """What the days after a log will bring; it needs a day with study."""
    import numpy as np

    past = replayed(log)
    days = grid()
    pace = expected(past.now, past.long_run, days)
    strayed = spread(log, past)
    low, middle, high = (
        np.maximum.accumulate(days * pace * np.exp(one))
        for one in (strayed.low, strayed.middle, strayed.high)
    )
    return Curves(days, low, middle, high)


def spread(log: DayLog, past: Replay) -> Spread:
    """How far this person's pace strays from the one expected, for each day of the grid."""
    import numpy as np

    wider = _wider(log) * _own_spread(past)
    found = np.array([_levels_of(past, place, wider) for place in range(len(HORIZONS))])
    at, over = np.log(grid()), np.log(np.array(HORIZONS, dtype=np.float64))
    low, middle, high = (np.interp(at, over, found[:, n]) for n in range(3))
    return Spread(low, middle, high)


def prior_spread(log: DayLog) -> Spread:
    """The same where nothing of the past is known."""
    import numpy as np

    nothing = tuple(np.zeros(0) for _ in HORIZONS)
    return spread(log, Replay(0.0, 0.0, nothing, nothing, is_paused=False))


def _levels_of(past: Replay, place: int, wider: float) -> Numbers:
    """The three levels at one of `HORIZONS`: the prior and the past questions, by weight."""
    import numpy as np

    days = HORIZONS[place]
    above, up, down = _prior(days)
    up, down = up * wider, down * wider
    if past.is_paused:
        above += _BACK * float(np.exp(-days / _BACK_DAYS))
        up, down = up * _PAUSED_SPREAD, down * _PAUSED_SPREAD
    normal = _normal()
    values = np.concatenate((above + np.where(normal > 0, up, down) * normal, past.strayed[place]))
    weights = np.concatenate((np.full(_LEVELS, _PRIOR_WEIGHT / _LEVELS), past.weights[place]))
    order = np.argsort(values, kind="stable")
    ranked = weights[order]
    level = (np.cumsum(ranked) - ranked / 2) / ranked.sum()
    return np.interp((0.1, 0.5, 0.9), level, values[order])


def _prior(days: int) -> tuple[float, float, float]:
    """The middle, the spread above and the spread below at a number of days."""
    import numpy as np

    at = np.log(days)
    above = float(np.interp(at, np.log(_ABOVE_DAYS), _ABOVE))
    grown = float(np.interp(at, np.log(_GROWS_DAYS), _GROWS))
    return above, _SPREAD_UP, _SPREAD_DOWN * grown


def _wider(log: DayLog) -> float:
    """By how much a short log widens the spread; 1 in the end."""
    weeks = max(1.0, len(log.minutes) / WEEK)
    return 1 + _WIDER_WEEKS / weeks + _WIDER_DAYS / max(1, log.study_days)


def _own_spread(past: Replay) -> float:
    """The person's spread over the prior's, as far as the past questions tell."""
    import numpy as np

    squares = weight = 0.0
    for place, days in enumerate(HORIZONS):
        if days < WEEK:
            continue
        above, _up, _down = _prior(days)
        away = past.strayed[place] - above
        away = np.abs(np.where(away > 0, away / _SPREAD_UP, away / _SPREAD_DOWN))
        squares += float((past.weights[place] * np.minimum(away, _MOST_STRAYED) ** 2).sum())
        weight += float(past.weights[place].sum())
    return ((_OWN_SPREAD + squares) / (_OWN_SPREAD + weight)) ** (_SPREAD_POWER / 2)


@cache
def _normal() -> Numbers:
    """Levels of a normal distribution that stand for the whole of it."""
    import numpy as np

    levels = np.linspace(0.025, 0.975, _LEVELS)
    return np.array([NormalDist().inv_cdf(float(level)) for level in levels])


@cache
def grid() -> Numbers:
    """The numbers of days that are looked at: each one for a year, then ever fewer."""
    import numpy as np

    near, far = np.arange(1, 400), np.round(np.geomspace(400, MOST_DAYS, 300))
    return np.unique(np.concatenate((near, far))).astype(np.float64)
