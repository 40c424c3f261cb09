from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.periods import Period, iso_week, month_of, week_of, year_of
from tracker.errors import TrackerError

days = st.dates(date(1900, 1, 1), date(2200, 12, 31))


def test_both_ends_belong_to_a_period() -> None:
    period = Period(date(2026, 5, 4), date(2026, 5, 6))
    assert period.days == 3
    assert list(period) == [date(2026, 5, 4), date(2026, 5, 5), date(2026, 5, 6)]
    assert period.contains(date(2026, 5, 4))
    assert period.contains(date(2026, 5, 6))
    assert not period.contains(date(2026, 5, 3))
    assert not period.contains(date(2026, 5, 7))


def test_a_period_of_one_day_has_one_day() -> None:
    assert Period(date(2026, 5, 4), date(2026, 5, 4)).days == 1


def test_a_period_does_not_end_before_it_begins() -> None:
    with pytest.raises(TrackerError, match="2026-05-06 to 2026-05-04 ends before it begins"):
        Period(date(2026, 5, 6), date(2026, 5, 4))


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (date(2026, 12, 31), (2026, 53)),
        (date(2027, 1, 1), (2026, 53)),
        (date(2027, 1, 3), (2026, 53)),
        (date(2027, 1, 4), (2027, 1)),
        (date(2024, 12, 30), (2025, 1)),
        (date(2028, 2, 29), (2028, 9)),
    ],
)
def test_a_week_belongs_to_the_year_of_its_thursday(day: date, week: tuple[int, int]) -> None:
    assert iso_week(day) == week
    assert (iso_week(day).year, iso_week(day).week) == week


@pytest.mark.parametrize(
    ("first_weekday", "first"),
    [(0, date(2026, 12, 28)), (6, date(2026, 12, 27)), (5, date(2026, 12, 26))],
)
def test_a_week_begins_on_the_day_that_the_person_chose(first_weekday: int, first: date) -> None:
    assert week_of(date(2027, 1, 1), first_weekday) == Period(first, first + timedelta(days=6))


@pytest.mark.parametrize("first_weekday", [-1, 7])
def test_a_week_has_seven_days_to_begin_on(first_weekday: int) -> None:
    with pytest.raises(ValueError, match="a weekday is 0"):
        week_of(date(2026, 5, 4), first_weekday)


@pytest.mark.parametrize(
    ("day", "length"),
    [
        (date(2028, 2, 29), 29),
        (date(2027, 2, 1), 28),
        (date(2100, 2, 3), 28),
        (date(2026, 12, 31), 31),
    ],
)
def test_a_month_knows_the_leap_day(day: date, length: int) -> None:
    month = month_of(day)
    assert (month.first.day, month.days) == (1, length)
    assert month.contains(day)


@pytest.mark.parametrize(("year", "length"), [(2026, 365), (2028, 366), (2100, 365), (2000, 366)])
def test_a_year_knows_the_leap_day(year: int, length: int) -> None:
    assert year_of(date(year, 7, 1)) == Period(date(year, 1, 1), date(year, 12, 31))
    assert year_of(date(year, 7, 1)).days == length


@given(days, st.integers(0, 6))
def test_weeks_tile_the_calendar(day: date, first_weekday: int) -> None:
    week = week_of(day, first_weekday)
    assert week.days == 7
    assert week.contains(day)
    assert week.first.weekday() == first_weekday
    assert {week_of(other, first_weekday) for other in week} == {week}
    assert week_of(week.last + timedelta(days=1), first_weekday).first == week.last + timedelta(1)


@given(days)
def test_months_tile_the_calendar(day: date) -> None:
    month = month_of(day)
    assert month.contains(day)
    assert month_of(month.last + timedelta(days=1)).first == month.last + timedelta(days=1)
    assert {month_of(other) for other in month} == {month}


@given(days)
def test_the_iso_week_is_the_same_for_the_seven_days_from_monday(day: date) -> None:
    assert {iso_week(other) for other in week_of(day)} == {iso_week(day)}
