"""When a plan will be finished, and what is said where that can't be known."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.analytics.forecast import DayLog, Reason, outlook

TODAY = date(2026, 11, 23)
# Most days of a life without study, some with little, few with a lot.
DAYS = st.lists(
    st.one_of(st.just(0.0), st.floats(1, 90), st.floats(90, 900)), min_size=1, max_size=400
)


def log(*minutes: float) -> DayLog:
    first = TODAY - timedelta(days=len(minutes) - 1)
    return DayLog.of({first + timedelta(n): one for n, one in enumerate(minutes)}, TODAY)


STEADY = log(*([60.0, 45.0, 0.0, 50.0, 30.0, 90.0, 0.0] * 20))


def test_a_steady_log_is_dated_with_its_end_in_the_middle() -> None:
    found = outlook(STEADY).finish(60 * 40)
    assert found.is_dated
    assert found.reasons == ()
    assert found.p10 is not None
    assert found.p50 is not None
    assert found.p90 is not None
    # 275 minutes a week: 40 hours are done in 61 days.
    assert abs((found.p50 - TODAY).days - 61) <= 12
    assert TODAY < found.p10 < found.p50 < found.p90


@settings(max_examples=60, deadline=None)
@given(DAYS, st.floats(1, 1e5), st.floats(0, 1e5))
def test_more_to_do_is_never_finished_earlier_and_the_ends_stay_in_order(
    minutes: list[float], left: float, more: float
) -> None:
    asked = outlook(log(*minutes))
    found, later = asked.finish(left), asked.finish(left + more)
    if found.p50 is None:
        assert found.reasons == (Reason.NO_STUDY,)
        return
    assert found.p10 is not None
    assert TODAY < found.p10 <= found.p50 <= (found.p90 or date.max)
    for name in ("p10", "p50", "p90"):
        assert (getattr(found, name) or date.max) <= (getattr(later, name) or date.max)


@settings(max_examples=40, deadline=None)
@given(DAYS, st.floats(10, 1e4), st.sampled_from([0.25, 3.0, 60.0]))
def test_the_unit_of_the_minutes_does_not_matter(
    minutes: list[float], left: float, times: float
) -> None:
    scaled = outlook(log(*(one * times for one in minutes))).finish(left * times)
    found = outlook(log(*minutes)).finish(left)
    for name in ("p10", "p50", "p90"):
        one, other = getattr(found, name), getattr(scaled, name)
        assert (one is None) == (other is None)
        # Rounding may move a day that lies on an edge.
        assert one is None or abs((one - other).days) <= max(1, (one - TODAY).days // 100)


def test_the_same_question_has_the_same_answer() -> None:
    assert outlook(STEADY).finish(3000) == outlook(STEADY).finish(3000)


def test_nothing_left_is_finished_today() -> None:
    found = outlook(STEADY).finish(0)
    assert (found.p10, found.p50, found.p90) == (TODAY, TODAY, TODAY)
    assert found.reasons == (Reason.DONE,)


@pytest.mark.parametrize("minutes", [(), (0.0,), (0.0, 0.0, 0.0)])
def test_without_study_nothing_is_dated(minutes: tuple[float, ...]) -> None:
    found = outlook(log(*minutes)).finish(60)
    assert (found.p10, found.p50, found.p90) == (None, None, None)
    assert found.reasons == (Reason.NO_STUDY,)
    assert not found.is_dated


@pytest.mark.parametrize(
    "minutes", [(60.0,), (60.0, 0.0), (30.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 30.0)]
)
def test_with_too_little_to_go_on_it_says_so_and_gives_no_upper_limit(
    minutes: tuple[float, ...],
) -> None:
    found = outlook(log(*minutes)).finish(600)
    assert found.reasons == (Reason.TOO_LITTLE,)
    assert found.p90 is None
    assert not found.is_dated


def test_a_log_of_two_weeks_is_dated_widely() -> None:
    short = outlook(log(*([60.0, 45.0, 0.0, 50.0, 30.0, 90.0, 0.0] * 2))).finish(2400)
    long = outlook(STEADY).finish(2400)
    assert short.reasons == (Reason.SHORT_LOG,)
    assert short.p10 and short.p90 and long.p10 and long.p90
    assert short.p90 - short.p10 > long.p90 - long.p10


def test_a_log_that_stalled_has_no_upper_limit() -> None:
    found = outlook(log(*STEADY.minutes, *[0.0] * 35))
    assert found.is_stalled
    assert found.idle_days == 36  # the week before ended with a day of rest
    assert found.finish(2400).p90 is None
    assert found.finish(2400).reasons == (Reason.STALLED,)
    assert found.band(2400) == ()


def test_a_holiday_as_long_as_an_earlier_one_is_no_stall() -> None:
    holiday = [0.0] * 40
    back = outlook(log(*STEADY.minutes, *holiday, *STEADY.minutes, *holiday[:30]))
    assert not back.is_stalled
    assert back.finish(2400).is_dated
    assert outlook(log(*STEADY.minutes, *holiday, *STEADY.minutes, *[0.0] * 91)).is_stalled


def test_what_would_take_a_lifetime_is_said_and_not_dated() -> None:
    found = outlook(STEADY).finish(1e12)
    assert Reason.VERY_FAR in found.reasons
    assert found.p90 is None
    assert not found.is_dated


def test_less_than_nothing_is_refused() -> None:
    for minutes in (-1.0, float("nan")):
        with pytest.raises(ValueError, match="can't be left"):
            outlook(STEADY).finish(minutes)


def test_a_log_at_the_end_of_the_calendar_does_not_break_it() -> None:
    late = DayLog.of(
        {date(9999, 12, 1) + timedelta(n): 30.0 for n in range(20)}, date(9999, 12, 30)
    )
    found = outlook(late).finish(1e9)
    assert found.p50 == date.max


def test_someone_unsteady_gets_a_wider_range_than_someone_steady() -> None:
    unsteady = log(*([0.0] * 14 + [120.0, 0.0, 240.0, 30.0, 0.0, 300.0, 180.0]) * 12)
    wide, narrow = outlook(unsteady).finish(5000), outlook(STEADY).finish(5000)
    assert wide.p10 and wide.p50 and wide.p90 and narrow.p10 and narrow.p50 and narrow.p90
    middle = (wide.p50 - TODAY).days / (narrow.p50 - TODAY).days
    assert (wide.p90 - wide.p10).days > 1.2 * middle * (narrow.p90 - narrow.p10).days


def test_the_band_of_a_chart_ends_where_the_plan_does() -> None:
    asked = outlook(STEADY)
    band, found = asked.band(2400), asked.finish(2400)
    assert band[0].day == TODAY
    assert (band[0].low, band[0].high) == (0, 0)
    assert band[-1].day == found.p90
    assert band[-1].low == pytest.approx(2400)
    assert all(one.low <= one.middle <= one.high for one in band)
    assert len(band) <= 62


def test_a_today_without_study_is_not_over_yet() -> None:
    yesterday = TODAY - timedelta(days=1)
    assert DayLog.of_record({yesterday: 3600}, TODAY).last == yesterday
    assert DayLog.of_record({yesterday: 3600, TODAY: 60}, TODAY).last == TODAY
    assert DayLog.of_record({TODAY + timedelta(days=1): 60}, TODAY).minutes == ()
