from __future__ import annotations

from datetime import date, timedelta

import pytest

from tracker.analytics.goals import Outcome, goal_state, past_periods, period_of
from tracker.domain.kept import Kept
from tracker.domain.periods import Period
from tracker.domain.study import GoalDraft
from tracker.domain.words import GoalPeriod

# A Wednesday.
TODAY = date(2026, 11, 25)
MONDAY = date(2026, 11, 23)
HIT, MISSED, OPEN = Outcome.HIT, Outcome.MISSED, Outcome.OPEN


def weeks(*hours: float) -> dict[date, int]:
    """Hours on the Monday of this week, of the week before, and so on."""
    return {MONDAY - timedelta(weeks=n): int(h * 3600) for n, h in enumerate(hours)}


def outcomes(goal: GoalDraft, days: dict[date, int]) -> list[Outcome]:
    return [one.outcome for one in past_periods(goal, days, TODAY)]


@pytest.mark.parametrize(
    ("kind", "first", "last"),
    [
        (GoalPeriod.DAY, TODAY, TODAY),
        (GoalPeriod.WEEK, MONDAY, date(2026, 11, 29)),
        (GoalPeriod.MONTH, date(2026, 11, 1), date(2026, 11, 30)),
    ],
)
def test_a_goal_counts_by_the_day_the_week_or_the_month(
    kind: GoalPeriod, first: date, last: date
) -> None:
    assert period_of(kind, TODAY) == Period(first, last)


def test_a_week_begins_on_the_persons_first_weekday() -> None:
    assert period_of(GoalPeriod.WEEK, TODAY, 6).first == date(2026, 11, 22)


def test_past_weeks_are_met_or_not_oldest_first_and_the_running_one_is_not_among_them() -> None:
    found = past_periods(GoalDraft(120), weeks(9, 2, 1.99, 3, 0, 2, 2, 2, 1, 5), TODAY)
    assert [one.outcome for one in found] == [MISSED, HIT, HIT, HIT, MISSED, HIT, MISSED, HIT]
    assert found[-1].period == Period(date(2026, 11, 16), date(2026, 11, 22))
    assert found[-1].seconds == 2 * 3600


def test_what_was_not_asked_was_not_missed() -> None:
    asked = GoalDraft(120, starts_on=MONDAY - timedelta(weeks=3))
    days = weeks(0, 0, 2, 2, 2, 2, 2, 2, 2)
    assert outcomes(asked, days) == [OPEN] * 5 + [HIT, HIT, MISSED]
    # A week in the middle of which it began was not asked as a whole.
    midweek = GoalDraft(120, starts_on=MONDAY - timedelta(days=20))
    assert outcomes(midweek, days) == [OPEN] * 6 + [HIT, MISSED]


def test_weeks_before_study_began_are_not_missed_either() -> None:
    assert outcomes(GoalDraft(120), weeks(0, 1, 2)) == [OPEN] * 6 + [HIT, MISSED]
    assert outcomes(GoalDraft(120), {}) == [OPEN] * 8


def test_months_of_different_length_follow_one_another() -> None:
    found = past_periods(GoalDraft(60, GoalPeriod.MONTH), {date(2026, 2, 28): 3600}, TODAY)
    assert [one.period.first.month for one in found] == [3, 4, 5, 6, 7, 8, 9, 10]
    assert [one.outcome for one in found] == [MISSED] * 8


def test_a_goal_tells_what_is_done_in_the_running_period() -> None:
    state = goal_state(Kept(1, "u", GoalDraft(120)), "", weeks(0.5, 2), TODAY)
    assert (state.progress.done_seconds, state.progress.left_seconds) == (1800, 5400)
    assert (state.hits, state.judged) == (1, 1)
    assert not (state.is_ahead or state.is_over)


def test_a_goal_that_is_over_tells_of_its_own_last_weeks() -> None:
    ended = GoalDraft(120, ends_on=MONDAY - timedelta(weeks=8, days=1))
    days = {MONDAY - timedelta(weeks=n): 7200 for n in range(9, 14)}
    state = goal_state(Kept(1, "u", ended), "", days, TODAY)
    assert state.is_over
    assert [one.outcome for one in state.past] == [OPEN] * 3 + [HIT] * 5
    assert state.past[-1].period.last == ended.ends_on


def test_a_goal_to_come_is_ahead() -> None:
    coming = GoalDraft(120, starts_on=TODAY + timedelta(days=1))
    assert goal_state(Kept(1, "u", coming), "", {}, TODAY).is_ahead
