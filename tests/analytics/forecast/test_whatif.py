"""What a chosen pace means, and what a deadline asks for."""

from __future__ import annotations

from datetime import date, timedelta

from tests.analytics.forecast.test_finish import STEADY, TODAY, log
from tracker.analytics.forecast import DayLog, Pace, Reason, needed_minutes_a_day, what_if


def test_the_middle_is_the_plan_kept() -> None:
    found = what_if(STEADY, 600, Pace(60))
    assert found.p50 == TODAY + timedelta(days=10)
    assert found.p10 is not None
    assert found.p90 is not None
    assert found.p10 <= TODAY + timedelta(days=10) <= found.p90


def test_rest_days_are_passed_over() -> None:
    # 23 November 2026 is a Monday; with weekends off ten days of study end on Monday 7 December.
    weekend = frozenset({5, 6})
    assert what_if(STEADY, 600, Pace(60, weekend)).p50 == date(2026, 12, 7)
    assert what_if(STEADY, 600, Pace.a_week(300, weekend)).p50 == date(2026, 12, 7)


def test_a_slower_pace_ends_later() -> None:
    ends = [what_if(STEADY, 3000, Pace(minutes)).p90 or date.max for minutes in (120, 60, 15, 1)]
    assert ends == sorted(ends)


def test_no_pace_at_all_has_no_end() -> None:
    assert what_if(STEADY, 600, Pace(0)).reasons == (Reason.NO_STUDY,)
    assert what_if(STEADY, 600, Pace(60, frozenset(range(7)))).p50 is None
    assert what_if(STEADY, 1e12, Pace(1)).reasons == (Reason.VERY_FAR,)


def test_it_can_be_asked_before_anything_was_studied() -> None:
    found = what_if(DayLog(TODAY, ()), 600, Pace(60))
    assert found.p50 == TODAY + timedelta(days=10)
    assert found.p90 is not None
    assert found.p90 > TODAY + timedelta(days=10)


def test_nothing_left_is_done_today() -> None:
    assert what_if(STEADY, 0, Pace(60)).reasons == (Reason.DONE,)


def test_a_deadline_asks_for_what_is_left_over_the_days_that_are_no_rest() -> None:
    until = TODAY + timedelta(days=14)
    assert needed_minutes_a_day(700, TODAY, until) == 50
    assert needed_minutes_a_day(701, TODAY, until) == 51
    assert needed_minutes_a_day(700, TODAY, until, frozenset({5, 6})) == 70
    assert needed_minutes_a_day(0, TODAY, until) == 0
    # The day of the exam itself is no day of study, unless it is today.
    assert needed_minutes_a_day(60, TODAY, TODAY) == 60
    assert needed_minutes_a_day(60, TODAY, TODAY - timedelta(days=1)) is None
    assert needed_minutes_a_day(60, TODAY, TODAY, frozenset({TODAY.weekday()})) is None


def test_a_pause_does_not_break_the_question() -> None:
    paused = log(*STEADY.minutes, *[0.0] * 60)
    assert what_if(paused, 600, Pace(60)).p50 == TODAY + timedelta(days=10)
