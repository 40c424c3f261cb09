"""Days in a row with study."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tracker.analytics.streak import DayMark, Streak, day_marks, steadiness, streak

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


def test_steadiness_forgives_one_lapse_where_a_streak_starts_again() -> None:
    whole, lapsed = days(*range(60)), days(*(n for n in range(60) if n != 3))
    assert steadiness(whole, TODAY) == 1.0
    score = steadiness(lapsed, TODAY)
    assert score is not None and 0.95 <= score < 1.0
    assert streak(lapsed, TODAY).current == 3


def test_an_old_lapse_weighs_less_than_a_new_one() -> None:
    old = steadiness(days(*(n for n in range(60) if n != 40)), TODAY)
    new = steadiness(days(*(n for n in range(60) if n != 1)), TODAY)
    assert old is not None and new is not None and old > new


def test_two_weeks_without_study_halve_it() -> None:
    score = steadiness(days(*range(15, 200)), TODAY)
    assert score is not None and abs(score - 0.5) < 0.02


def test_rest_and_the_running_day_take_nothing_from_it() -> None:
    studied = days(*range(1, 5), *range(8, 20))
    rest = [(TODAY - timedelta(days=7), TODAY - timedelta(days=5))]
    assert steadiness(studied, TODAY, rest=rest) == 1.0
    without = steadiness(studied, TODAY)
    assert without is not None and without < 0.9


def test_a_day_below_the_least_does_not_count_and_a_few_days_say_nothing() -> None:
    assert steadiness(days(*range(6)), TODAY) is None
    assert steadiness({}, TODAY) is None
    assert steadiness(days(*range(30)), TODAY, least_minutes=61) is None


@given(
    st.sets(st.integers(0, 120), min_size=1),
    st.lists(st.tuples(st.integers(0, 120), st.integers(0, 9)), max_size=3),
)
def test_steadiness_lies_between_nothing_and_all(back: set[int], rests: list) -> None:
    rest = [
        (TODAY - timedelta(days=ago + more), TODAY - timedelta(days=ago)) for ago, more in rests
    ]
    score = steadiness(days(*back), TODAY, rest=rest)
    assert score is None or 0 < score <= 1


def test_the_days_of_a_month_are_told_apart() -> None:
    studied = days(0, 1) | {TODAY - timedelta(days=2): 300}
    rest = [(TODAY - timedelta(days=1), TODAY - timedelta(days=1)), (date(2026, 11, 28),) * 2]
    studied[TODAY - timedelta(days=6)] = 3600
    rest.append((TODAY - timedelta(days=4),) * 2)
    asked = [TODAY + timedelta(days=n) for n in (-8, -6, -5, -4, -2, -1, 0, 1, 5)]
    marks = day_marks(asked, studied, TODAY, least_minutes=10, rest=rest)
    assert list(marks.values()) == [
        DayMark.OPEN,  # before study began
        DayMark.STUDY,
        DayMark.NONE,
        DayMark.REST,
        DayMark.SHORT,
        DayMark.STUDY,  # study on a day of rest is study
        DayMark.STUDY,
        DayMark.OPEN,
        DayMark.REST,
    ]
    assert day_marks([TODAY], days(3), TODAY) == {TODAY: DayMark.OPEN}
