"""What a pace that the person chooses would mean, and what a deadline asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tracker.analytics.forecast.curves import MOST_DAYS, Curves, grid, prior_spread, spread
from tracker.analytics.forecast.daylog import DayLog
from tracker.analytics.forecast.finish import Finish, Reason
from tracker.analytics.forecast.replay import WEEK, replayed


@dataclass(frozen=True, slots=True)
class Pace:
    """So many minutes on each day that is no rest; `rest_weekdays` (Monday 0) have none."""

    minutes_a_day: float
    rest_weekdays: frozenset[int] = frozenset()

    @classmethod
    def a_week(cls, minutes: float, rest_weekdays: frozenset[int] = frozenset()) -> Pace:
        """So many minutes a week, spread evenly over the days that are no rest."""
        days = WEEK - len(rest_weekdays)
        return cls(minutes / days if days else 0.0, rest_weekdays)

    @property
    def minutes_a_week(self) -> float:
        """The minutes of a whole week."""
        return self.minutes_a_day * (WEEK - len(self.rest_weekdays))


def what_if(log: DayLog, minutes: float, pace: Pace) -> Finish:
    """When so many minutes would be done at a pace, begun on the day after the log.

    The middle is the plan kept; the ends are as far from it as this person has strayed from their
    pace so far. Rest days move all three. `NO_STUDY` where the pace is none at all.
    """
    import numpy as np

    if minutes <= 0:
        return Finish(log.last, log.last, log.last, (Reason.DONE,))
    if pace.minutes_a_week <= 0:
        return Finish(None, None, None, (Reason.NO_STUDY,))
    days = grid()
    strayed = spread(log, replayed(log)) if log.study_days else prior_spread(log)
    even = days * pace.minutes_a_day
    low, high = (
        np.maximum.accumulate(even * np.exp(one - strayed.middle))
        for one in (strayed.low, strayed.high)
    )
    found = Curves(days, low, even, high)
    early, middle, late = (
        _after(log.last, found.first_day(curve, minutes), pace)
        for curve in (found.high, found.middle, found.low)
    )
    return Finish(early, middle, late, (Reason.VERY_FAR,) if middle is None else ())


def _after(last: date, study_days: int | None, pace: Pace) -> date | None:
    """The day on which so many days that are no rest have gone by; None beyond a century."""
    if study_days is None:
        return None
    per_week = WEEK - len(pace.rest_weekdays)
    weeks, left = divmod(study_days - 1, per_week)
    days = weeks * WEEK
    left += 1
    while left:
        days += 1
        left -= (last + timedelta(days)).weekday() not in pace.rest_weekdays
        if days > MOST_DAYS:
            return None
    return last + timedelta(days)


def needed_minutes_a_day(
    minutes: float, today: date, until: date, rest_weekdays: frozenset[int] = frozenset()
) -> int | None:
    """The minutes on each day that is no rest, today included and `until` not, to have all done.

    `until` is the day of the exam: no day of study, unless it is today. Rounded up; None where
    every day before it is one of rest, or it has gone by.
    """
    if minutes <= 0:
        return 0
    count = max(1, (until - today).days) if until >= today else 0
    weeks, left = divmod(count, WEEK)
    days = weeks * (WEEK - len(rest_weekdays))
    days += sum(1 for n in range(left) if (today + timedelta(n)).weekday() not in rest_weekdays)
    return -int(-minutes // days) if days else None
