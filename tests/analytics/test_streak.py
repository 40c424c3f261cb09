"""Days in a row with study."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tracker.analytics.streak import Streak, streak

TODAY = date(2026, 11, 23)


def days(*back: int) -> dict[date, int]:
    """An hour of study on each of the days that lie `back` days behind today."""
    return {TODAY - timedelta(days=n): 3600 for n in back}


def test_no_study_is_no_streak() -> None:
    assert streak({}, TODAY) == Streak(0, 0, 0, is_safe_today=False)


def test_a_streak_stands_until_today_is_over() -> None:
    assert streak(days(1, 2, 3), TODAY) == Streak(3, 3, 0, is_safe_today=False)
    assert streak(days(0, 1, 2, 3), TODAY) == Streak(4, 4, 0, is_safe_today=True)


def test_a_day_without_study_ends_it() -> None:
    assert streak(days(2, 3, 4), TODAY) == Streak(0, 3, 0, is_safe_today=False)


def test_planned_rest_neither_counts_nor_breaks() -> None:
    rest = [(TODAY - timedelta(days=2), TODAY - timedelta(days=1))]
    assert streak(days(0, 3, 4), TODAY, rest=rest) == Streak(3, 3, 2, is_safe_today=True)


def test_study_on_a_day_of_rest_counts_as_study() -> None:
    rest = [(TODAY - timedelta(days=1), TODAY - timedelta(days=1))]
    assert streak(days(0, 1, 2), TODAY, rest=rest) == Streak(3, 3, 0, is_safe_today=True)


def test_too_few_minutes_do_not_count() -> None:
    short = {TODAY: 14 * 60, TODAY - timedelta(days=1): 15 * 60}
    assert streak(short, TODAY, least_minutes=15) == Streak(1, 1, 0, is_safe_today=False)


def test_study_after_today_is_no_part_of_it() -> None:
    assert streak({TODAY + timedelta(days=1): 3600}, TODAY).best == 0


@given(st.sets(st.integers(0, 40)), st.sets(st.integers(0, 40)))
def test_it_equals_a_walk_back_day_by_day(studied: set[int], rested: set[int]) -> None:
    rest = [(TODAY - timedelta(days=n), TODAY - timedelta(days=n)) for n in rested]
    current, back = 0, 0 if 0 in studied else 1
    while back in studied or back in rested:
        current += back in studied
        back += 1
    assert streak(days(*studied), TODAY, rest=rest).current == current
