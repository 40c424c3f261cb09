"""Stretches of the person's calendar days: weeks, months, years."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from tracker.errors import TrackerError
from tracker.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator


class IsoWeek(NamedTuple):
    """A week of ISO 8601, Monday to Sunday; `year` is the one its Thursday lies in."""

    year: int
    week: int


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both inclusive; at least one day.

    `last` before `first` raises `TrackerError`.
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        """Refuse a period that ends before it begins."""
        if self.last < self.first:
            raise TrackerError(
                _("Not a period"),
                _("{first} to {last} ends before it begins.").format(
                    first=self.first.isoformat(), last=self.last.isoformat()
                ),
                _("Give the earlier day first."),
            )

    @property
    def days(self) -> int:
        """How many days there are; at least 1."""
        return (self.last - self.first).days + 1

    def day_at(self, place: int) -> date:
        """The day so many after the first, 0 for the first; it may lie outside."""
        return self.first + timedelta(days=place)

    def contains(self, day: date) -> bool:
        """Whether `day` lies in the period; both ends do."""
        return self.first <= day <= self.last

    def __iter__(self) -> Iterator[date]:
        """Each day in turn."""
        return (self.first + timedelta(days=index) for index in range(self.days))


def iso_week(day: date) -> IsoWeek:
    """The ISO 8601 week that `day` lies in: 2027-01-01 is in week 53 of 2026."""
    year, week, _weekday = day.isocalendar()
    return IsoWeek(year, week)


def week_of(day: date, first_weekday: int = 0) -> Period:
    """The seven days around `day` that begin on `first_weekday`, 0 Monday to 6 Sunday."""
    if not 0 <= first_weekday <= 6:
        raise ValueError(f"a weekday is 0 (Monday) to 6 (Sunday), not {first_weekday}")
    first = day - timedelta(days=(day.weekday() - first_weekday) % 7)
    return Period(first, first + timedelta(days=6))


def month_of(day: date) -> Period:
    """The calendar month that `day` lies in."""
    _weekday, days = monthrange(day.year, day.month)
    return Period(day.replace(day=1), day.replace(day=days))


def year_of(day: date) -> Period:
    """The calendar year that `day` lies in."""
    return Period(date(day.year, 1, 1), date(day.year, 12, 31))
