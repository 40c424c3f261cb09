"""How many days in a row there was study, and how steady it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

# What lies two weeks back counts half: long enough that a weekend off is no collapse, short enough
# that the score tells of now. What lies beyond the reach would weigh less than a ten-thousandth.
HALF_LIFE_DAYS = 14
_REACH_DAYS = 196
# A share of fewer days than a week says nothing about a habit.
LEAST_DAYS = 7


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
    resting = _resting(rest)
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


def steadiness(
    seconds_by_day: Mapping[date, int],
    today: date,
    *,
    least_minutes: int = 1,
    rest: Iterable[tuple[date, date]] = (),
) -> float | None:
    """The share of days that met the least (0 to 1), where each day counts less the older it is.

    A score that forgives: a day `n` days back weighs 0.5 ** (n / `HALF_LIFE_DAYS`), so after a
    long run one lapse takes at most 5 points, where it takes a whole streak, and is all but
    forgotten after a season. Days of planned rest are left out unless there was study on them, and
    so is today while it lasts without enough study. It counts from the first day that met the
    least; None with fewer than `LEAST_DAYS` days to count.
    """
    least = least_minutes * 60
    good = {day for day, seconds in seconds_by_day.items() if seconds >= least and day <= today}
    if not good:
        return None
    resting = _resting(rest)
    met = whole = 0.0
    counted = 0
    day, first = today, max(min(good), today - timedelta(days=_REACH_DAYS))
    while day >= first:
        if day in good or not (day == today or day in resting):
            weight = 0.5 ** ((today - day).days / HALF_LIFE_DAYS)
            whole += weight
            met += weight if day in good else 0.0
            counted += 1
        day -= timedelta(days=1)
    return met / whole if counted >= LEAST_DAYS else None


class DayMark(Enum):
    """What a day was: enough study, less than the least, planned rest, nothing, or not told yet."""

    STUDY = "study"
    SHORT = "short"
    REST = "rest"
    NONE = "none"
    OPEN = "open"


def day_marks(
    days: Iterable[date],
    seconds_by_day: Mapping[date, int],
    today: date,
    *,
    least_minutes: int = 1,
    rest: Iterable[tuple[date, date]] = (),
) -> dict[date, DayMark]:
    """What each of `days` was.

    Study comes before rest. Days to come, today while it has no study, and days before study began
    at all are open, unless rest is planned on them.
    """
    resting = _resting(rest)
    began = min((day for day, seconds in seconds_by_day.items() if seconds > 0), default=date.max)
    marks = {}
    for day in days:
        seconds = seconds_by_day.get(day, 0) if day <= today else 0
        if seconds >= least_minutes * 60:
            marks[day] = DayMark.STUDY
        elif day in resting:
            marks[day] = DayMark.REST
        elif seconds > 0:
            marks[day] = DayMark.SHORT
        else:
            marks[day] = DayMark.NONE if began <= day < today else DayMark.OPEN
    return marks


def _resting(rest: Iterable[tuple[date, date]]) -> set[date]:
    return {
        first + timedelta(days=n) for first, last in rest for n in range((last - first).days + 1)
    }
