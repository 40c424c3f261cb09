"""Invented people who study as people do: in bursts, with drift, long holidays, stalls and ends.

Days of real logs are not independent of each other, and methods that look calibrated on invented
independent days fail on them. So here the pace of the weeks wanders, weeks come in bursts, whole
spans fall out, some people stop for good, and single days are heavy-tailed around their weekday.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_WEEKDAYS = (
    (1.0, 1.0, 1.0, 1.0, 0.8, 0.5, 0.7),  # someone who works from Monday to Friday
    (0.3, 0.3, 0.3, 0.3, 0.3, 2.0, 2.0),  # a weekend learner
    (1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0),
    (1.5, 0.2, 1.5, 0.2, 1.5, 0.2, 0.2),  # every other evening
)


@dataclass(frozen=True)
class Person:
    """Minutes of each day, the first with study first."""

    name: str
    minutes: NDArray[np.float64]


def people(count: int, seed: int = 1) -> Iterator[Person]:
    """So many people, the same each time; logs from three months to four years."""
    for number in range(count):
        random = np.random.default_rng((seed, number))
        minutes = _life(random, int(random.integers(13, 209)))
        minutes = minutes[np.flatnonzero(minutes)[0] :] if minutes.any() else minutes
        yield Person(f"person {number}", minutes)


def _life(random: np.random.Generator, weeks: int) -> NDArray[np.float64]:
    """The days of someone, as a product of what works on whole weeks and what on single days."""
    pace = np.exp(random.normal(3.6, 0.6))
    # The pace wanders and always keeps a tie to the person's own.
    wander, tie = random.uniform(0.1, 0.3), random.uniform(0.02, 0.12)
    level, levels = 0.0, []
    for _week in range(weeks):
        level = (1 - tie) * level + random.normal(0, wander)
        levels.append(level)
    weekly = pace * np.exp(np.array(levels))
    weekly *= np.exp(random.normal(0, random.uniform(0.15, 0.6), weeks))
    weekly *= _bursts(random, weeks)
    if random.random() < 0.5:  # sprints before exams
        for exam in random.integers(4, weeks, max(1, weeks // 26)):
            weekly[max(0, exam - 3) : exam] *= random.uniform(1.5, 3)
    if random.random() < 0.3:  # another job, a child: from then on another pace
        weekly[int(random.integers(weeks)) :] *= random.choice([0.4, 0.6, 1.7])
    shape = np.array(_WEEKDAYS[random.integers(len(_WEEKDAYS))])
    days = np.repeat(weekly, 7) * np.tile(shape / shape.mean(), weeks)
    # Most days are all or nothing.
    chance = random.uniform(0.35, 0.95)
    days *= (random.random(len(days)) < chance) * random.gamma(2.0, 0.5, len(days)) / chance
    for start in random.integers(0, len(days), max(1, len(days) // 300)):
        days[start : start + int(random.integers(16, 87))] = 0  # holidays and illness
    if random.random() < 0.15:  # given up
        days[int(random.uniform(0.6, 1) * len(days)) :] = 0
    return np.round(days).astype(np.float64)


def _bursts(random: np.random.Generator, weeks: int) -> NDArray[np.float64]:
    """On and off: weeks of study, then weeks with little or none of it."""
    on = np.ones(weeks)
    if random.random() < 0.5:
        return on
    little, stay = random.choice([0.0, 0.2]), random.uniform(0.75, 0.95)
    is_on = True
    for week in range(weeks):
        if random.random() > (stay if is_on else 0.6):
            is_on = not is_on
        on[week] = 1.0 if is_on else little
    return on
