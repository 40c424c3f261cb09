"""The person's own past, asked the same question at every week's end.

At the end of each past week the question is put as it is put today: «what was done in the next
h days was still to do; how long does that take at the pace of then?» The answer is known, and the
natural logarithm of the pace that came, over the pace that was expected, is kept. What a method
learns here is how far this very person strays from any expectation: a steady one little, one who
studies in bursts much.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.analytics.forecast.daylog import DayLog

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

WEEK = 7
# The lengths that are asked about [days]; between them it is interpolated over the logarithm.
HORIZONS = (1, 3, 7, 14, 28, 56, 112, 224)
# After this many days without study a log counts as paused.
PAUSED_DAYS = 14

# Half-lives of the two paces [weeks]: what one does now, and what one does in the long run.
_NOW_WEEKS, _LONG_WEEKS = 1.5, 100.0
# At a length of this many days both paces count alike; beyond it the long run counts more.
_EVEN_DAYS = 30.0
# Half-life of a past question [weeks], and what one asked in another state (paused or not) counts.
_MEMORY_WEEKS, _OTHER_STATE = 60.0, 0.5
# The first question needs this much of a log behind it [days].
_FIRST_DAYS = 14


@dataclass(frozen=True, slots=True)
class Replay:
    """The paces now and in the long run [minutes a day], and what past questions taught.

    `strayed` and `weights` hold, for each of `HORIZONS`, the logarithms of the pace that came over
    the one that was expected, and what each counts. `is_paused` says whether the log ends in a
    pause.
    """

    now: float
    long_run: float
    strayed: tuple[Numbers, ...]
    weights: tuple[Numbers, ...]
    is_paused: bool


def expected(now: Numbers | float, long_run: Numbers | float, days: Numbers) -> Numbers:
    """The pace to expect over so many days: the present one first, the long run's later."""
    share = 1 / (1 + days / _EVEN_DAYS)
    return share * now + (1 - share) * long_run


def replayed(log: DayLog) -> Replay:
    """Ask a log's own past; weeks end on the weekday of its last day. Needs a day with study."""
    import numpy as np

    minutes = np.asarray(log.minutes, dtype=np.float64)
    weeks = len(minutes) // WEEK
    odd = len(minutes) - WEEK * weeks
    whole = minutes[odd:]
    study = np.flatnonzero(whole)
    total = np.concatenate(([0.0], np.cumsum(whole)))
    paces = _paces(whole.reshape(weeks, WEEK).mean(axis=1), minutes[:odd])
    ends = np.arange(weeks + 1)
    newest = _newest(study, WEEK * ends)
    paused = WEEK * ends - 1 - newest >= PAUSED_DAYS
    # Who pauses comes back, if at all, to the pace of before: the pause does not count yet.
    before = paces[np.minimum(-(-(newest + 1) // WEEK), ends), 1]
    paces[:, 1] = np.where(paused, before, paces[:, 1])
    strayed, weights = [], []
    for days in HORIZONS:
        asked = np.arange(_FIRST_DAYS, WEEK * weeks - days + 1, WEEK)
        if not len(asked) or not len(study):
            strayed.append(np.zeros(0))
            weights.append(np.zeros(0))
            continue
        done = total[asked + days] - total[asked]
        # It was finished on the last day with study among them, not at their end.
        took = _newest(study, asked + days) + 1 - asked
        at = asked // WEEK
        pace = expected(paces[at, 0], paces[at, 1], np.full(len(at), float(days)))
        known = (done > 0) & (pace > 0)
        strayed.append(np.log(done[known] / (took[known] * pace[known])))
        age = weeks - (asked[known] + days) / WEEK
        # Windows that overlap tell the same thing several times.
        alike = np.where(paused[at[known]] == paused[-1], 1.0, _OTHER_STATE)
        weights.append(0.5 ** (age / _MEMORY_WEEKS) * min(1.0, WEEK / days) * alike)
    return Replay(
        float(paces[-1, 0]), float(paces[-1, 1]), tuple(strayed), tuple(weights), bool(paused[-1])
    )


def _paces(weeks: Numbers, odd: Numbers) -> Numbers:
    """Both paces after each week [minutes a day]: means in which newer weeks count more."""
    import numpy as np

    fade = np.array([0.5 ** (1 / _NOW_WEEKS), 0.5 ** (1 / _LONG_WEEKS)])
    paces = np.zeros((len(weeks) + 1, 2))
    # The odd days before the first whole week count by how many they are.
    total, weight = np.full(2, odd.sum() / WEEK), np.full(2, len(odd) / WEEK)
    if len(odd):
        paces[0] = total / weight
    for number, pace in enumerate(weeks, 1):
        total = fade * total + pace
        weight = fade * weight + 1
        paces[number] = total / weight
    return paces


def _newest(study: NDArray[np.intp], ends: NDArray[np.intp]) -> NDArray[np.intp]:
    """The last day with study before each of the ends; -1 where none is, as if just before."""
    import numpy as np

    if not len(study):
        return np.full_like(ends, -1)
    place = np.searchsorted(study, ends) - 1
    return np.where(place >= 0, study[np.maximum(place, 0)], -1)
