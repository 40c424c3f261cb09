"""A log as one number a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class DayLog:
    """The minutes of every day from the first with study up to and with `last`, zeros included.

    `last` is the newest day that counts as over: what is forecast begins on the day after. Empty
    where nothing was ever studied.
    """

    last: date
    minutes: tuple[float, ...]

    @classmethod
    def of(cls, minutes: Mapping[date, float], last: date) -> DayLog:
        """The log of the days that have study; later days than `last` are left out."""
        days = [day for day, amount in minutes.items() if amount > 0 and day <= last]
        if not days:
            return cls(last, ())
        first = min(days)
        count = (last - first).days + 1
        return cls(last, tuple(float(minutes.get(first + timedelta(n), 0.0)) for n in range(count)))

    @classmethod
    def of_record(cls, seconds: Mapping[date, int], today: date) -> DayLog:
        """The log of a record [s]: a today without study is still open, and not over."""
        last = today if seconds.get(today, 0) > 0 else today - timedelta(days=1)
        return cls.of({day: amount / 60 for day, amount in seconds.items()}, last)

    @property
    def study_days(self) -> int:
        """How many days have study."""
        return sum(1 for amount in self.minutes if amount > 0)

    @property
    def idle_days(self) -> int:
        """How many days at the end have none; 0 for an empty log."""
        count = 0
        for amount in reversed(self.minutes):
            if amount > 0:
                break
            count += 1
        return count

    @property
    def longest_pause(self) -> int:
        """The most days in a row without study that the person came back from."""
        longest = count = 0
        for amount in self.minutes:
            if amount > 0:
                longest, count = max(longest, count), 0
            else:
                count += 1
        return longest
