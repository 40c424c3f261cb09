"""How goals stand: what is done in the period that runs, and which of the last ones were met."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from tracker.analytics.progress import Goal
from tracker.domain.kept import Kept
from tracker.domain.periods import Period, month_of, week_of
from tracker.domain.study import GoalDraft
from tracker.domain.words import GoalPeriod

# Two months of weeks: enough to see a habit, few enough to count at a glance.
PAST_PERIODS = 8
_DAY = timedelta(days=1)


class Outcome(Enum):
    """Whether a goal was met in a period that is over; OPEN where that can't be said of it."""

    HIT = "hit"
    MISSED = "missed"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class PastPeriod:
    """A period of a goal that is over, with what was studied in it [s]."""

    period: Period
    seconds: int
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class GoalState:
    """A goal as it stands on a day.

    `title` is the name of its credential, "" for all study. `progress` is that of the period the
    day lies in; `past` are the periods before it, oldest first, and for a goal that
    is over the last ones that it held. `is_ahead` where the goal begins
    later, `is_over` where its last day has gone by.
    """

    goal: Kept[GoalDraft]
    title: str
    period: Period
    progress: Goal
    past: tuple[PastPeriod, ...]
    is_ahead: bool
    is_over: bool

    @property
    def judged(self) -> int:
        """How many of the past periods can be judged."""
        return sum(one.outcome is not Outcome.OPEN for one in self.past)

    @property
    def hits(self) -> int:
        """In how many of them the goal was met."""
        return sum(one.outcome is Outcome.HIT for one in self.past)


def period_of(kind: GoalPeriod, day: date, first_weekday: int = 0) -> Period:
    """The day, week or month that `day` lies in; weeks begin on `first_weekday` (0: Monday)."""
    if kind is GoalPeriod.DAY:
        return Period(day, day)
    return week_of(day, first_weekday) if kind is GoalPeriod.WEEK else month_of(day)


def goal_state(
    goal: Kept[GoalDraft],
    title: str,
    seconds_by_day: Mapping[date, int],
    today: date,
    first_weekday: int = 0,
) -> GoalState:
    """How `goal` stands today; `seconds_by_day` is all study that counts towards it, ever."""
    draft = goal.draft
    running = period_of(draft.period, today, first_weekday)
    return GoalState(
        goal,
        title,
        running,
        Goal(_sum(seconds_by_day, running), draft.minutes * 60),
        past_periods(draft, seconds_by_day, min(today, _day_after(draft)), first_weekday),
        is_ahead=draft.starts_on is not None and draft.starts_on > today,
        is_over=draft.ends_on is not None and draft.ends_on < today,
    )


def past_periods(
    goal: GoalDraft,
    seconds_by_day: Mapping[date, int],
    today: date,
    first_weekday: int = 0,
    count: int = PAST_PERIODS,
) -> tuple[PastPeriod, ...]:
    """The `count` periods before the one that `today` lies in, oldest first.

    A period is judged where the goal held on each of its days and study had begun before it ended;
    all others are open, for nobody missed what was not asked. Without any study all are open.
    """
    since = min((day for day, seconds in seconds_by_day.items() if seconds > 0), default=None)
    found: list[PastPeriod] = []
    first = period_of(goal.period, today, first_weekday).first
    while len(found) < count and first > date.min:
        period = period_of(goal.period, first - _DAY, first_weekday)
        seconds = _sum(seconds_by_day, period)
        held = (goal.starts_on or period.first) <= period.first and period.last <= (
            goal.ends_on or period.last
        )
        outcome = Outcome.OPEN
        if held and since is not None and since <= period.last:
            outcome = Outcome.HIT if seconds >= goal.minutes * 60 else Outcome.MISSED
        found.append(PastPeriod(period, seconds, outcome))
        first = period.first
    return tuple(reversed(found))


def _day_after(goal: GoalDraft) -> date:
    """The day after its last one; the last of all days where it has no end."""
    return date.max if goal.ends_on in (None, date.max) else goal.ends_on + _DAY


def _sum(seconds_by_day: Mapping[date, int], period: Period) -> int:
    return sum(seconds_by_day.get(day, 0) for day in period)
