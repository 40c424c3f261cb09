"""Questions to which a log itself knows the answer, and how well a forecast did on them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from tracker.analytics.forecast import DayLog, outlook

HORIZONS = (7, 14, 28, 56, 112)
# Before this much of a log nothing is asked [days].
_FIRST = 21
_DAY = date(2026, 1, 1)


@dataclass(frozen=True)
class Question:
    """On a day of a log: what was studied in the next `horizon` days took `took` of them."""

    who: str
    known: int
    horizon: int
    minutes: float
    took: int


@dataclass(frozen=True)
class Asked:
    """A question with the days that were answered; the last is infinite for «no upper limit»."""

    question: Question
    p10: float
    p50: float
    p90: float


@dataclass(frozen=True)
class Score:
    """How well answers did: shares of all, the loss and the width over the horizon's days."""

    count: int
    covered: float
    too_early: float
    too_late: float
    loss: float
    width: float
    unlimited: float

    def row(self, name: str) -> str:
        """On one line of a table."""
        return (
            f"| {name:>8} | {self.count:>5} | {self.covered:>7.1%} | {self.too_early:>6.1%}"
            f" | {self.too_late:>6.1%} | {self.loss:>5.3f} | {self.width:>5.2f}"
            f" | {self.unlimited:>5.1%} |"
        )


def questions(
    who: str, minutes: NDArray[np.float64], each: int, seed: int = 1
) -> Iterable[Question]:
    """At most `each` questions for every horizon, spread at random over a log."""
    random = np.random.default_rng((seed, len(minutes)))
    total = np.concatenate(([0.0], np.cumsum(minutes)))
    for horizon in HORIZONS:
        days = np.arange(_FIRST, len(minutes) - horizon + 1)
        days = days[(total[days + horizon] > total[days]) & (total[days] > 0)]
        for known in sorted(random.choice(days, min(each, len(days)), replace=False)):
            span = minutes[known : known + horizon]
            took = int(np.flatnonzero(span)[-1]) + 1
            yield Question(who, int(known), horizon, float(span.sum()), took)


def ask(minutes: NDArray[np.float64], question: Question) -> Asked:
    """Ask with what was known on that day alone."""
    known = minutes[: question.known]
    known = known[np.flatnonzero(known)[0] :]
    found = outlook(DayLog(_DAY, tuple(known.tolist()))).finish(question.minutes)
    ends = [
        float("inf") if day is None else float((day - _DAY).days)
        for day in (found.p10, found.p50, found.p90)
    ]
    return Asked(question, *ends)


def score(answers: Iterable[Asked]) -> Score:
    """How well answers did.

    The loss is the mean of the three pinball losses, over the horizon; an upper end without limit
    counts as the later of the middle and the true day there.
    """
    rows = list(answers)
    took = np.array([row.question.took for row in rows], dtype=float)
    horizon = np.array([row.question.horizon for row in rows], dtype=float)
    low, mid, high = (np.array([getattr(row, n) for row in rows]) for n in ("p10", "p50", "p90"))
    open_end = np.isinf(high)
    limited = np.where(open_end, np.maximum(mid, took), high)
    losses = []
    for level, end in ((0.1, low), (0.5, mid), (0.9, limited)):
        away = took - end
        losses.append(np.maximum(level * away, (level - 1) * away) / horizon)
    return Score(
        count=len(rows),
        covered=float(np.mean((took >= low) & (took <= high))),
        too_early=float(np.mean(took < low)),
        too_late=float(np.mean(took > high)),
        loss=float(np.mean(losses)),
        width=float(np.median((high - low) / mid)),
        unlimited=float(np.mean(open_end)),
    )
