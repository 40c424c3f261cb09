"""How many days in a row there was study."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Streak:
    """Days in a row with study: `current` up to today, `best` ever; `rested` counts the days of
    planned rest inside the current one.

    `is_safe_today` tells whether today already counts; where it does not, the current streak still
    stands until the day is over.
    """

    current: int
    best: int
    rested: int
    is_safe_today: bool


def streak(
    seconds_by_day: Mapping[date, int],
    today: date,
    *,
    least_minutes: int = 1,
    rest: Iterable[tuple[date, date]] = (),
) -> Streak:
    """The streak as of `today`.

    A day counts from `least_minutes` on. Planned rest (first and last day, both included) neither
    counts nor breaks; nor does today while it lasts. No study at all: zeros.
    """
    resting = {
        first + timedelta(days=n) for first, last in rest for n in range((last - first).days + 1)
    }
    good = sorted(
        day
        for day, seconds in seconds_by_day.items()
        if seconds >= least_minutes * 60 and day <= today
    )
    runs = _runs(good, resting)
    best = max((length for _last, length in runs), default=0)
    current = 0
    if runs:
        last, length = runs[-1]
        if _is_bridged(last, today, resting):
            current = length
    return Streak(
        current=current,
        best=best,
        rested=_rested(good, current, resting, today) if current else 0,
        is_safe_today=bool(good) and good[-1] == today,
    )


def _runs(good: list[date], resting: set[date]) -> list[tuple[date, int]]:
    """The last day and the number of counting days of each unbroken run, in order."""
    runs: list[tuple[date, int]] = []
    for day in good:
        if runs and _is_bridged(runs[-1][0], day, resting):
            runs[-1] = (day, runs[-1][1] + 1)
        else:
            runs.append((day, 1))
    return runs


def _is_bridged(earlier: date, later: date, resting: set[date]) -> bool:
    """Whether every day strictly between the two was planned rest."""
    day = earlier + timedelta(days=1)
    while day < later:
        if day not in resting:
            return False
        day += timedelta(days=1)
    return True


def _rested(good: list[date], current: int, resting: set[date], today: date) -> int:
    first = good[-current]
    counted = set(good[-current:])
    days = (first + timedelta(days=n) for n in range((today - first).days + 1))
    return sum(day in resting and day not in counted for day in days)
