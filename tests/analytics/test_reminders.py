from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tracker.analytics.deadlines import Due, DueKind
from tracker.analytics.goals import goal_state
from tracker.analytics.plan import PlanView
from tracker.analytics.reminders import (
    Memory,
    Reminder,
    ReminderKind,
    dismissed,
    news,
    next_block_at,
    put_off,
    remembered,
    reminders,
    waiting,
)
from tracker.analytics.streak import Streak
from tracker.analytics.studydays import Fate, Planned
from tracker.domain.instants import Moment
from tracker.domain.kept import Kept
from tracker.domain.study import GoalDraft, PlannedBlockDraft
from tracker.domain.words import GoalPeriod

# A Friday; its week ends on the Sunday.
TODAY = date(2026, 11, 27)
NOW = datetime(2026, 11, 27, 18, 0, tzinfo=UTC)


def view(*deadlines: Due, **fields: object) -> PlanView:
    empty = PlanView(
        day=TODAY,
        now=Moment.of(NOW, "Europe/Prague"),
        first_weekday=0,
        goals=(),
        streak=Streak(0, 0, 0, False),
        steadiness=None,
        least_minutes=1,
        days={},
        rest=(),
        blocks=(),
        renewals=(),
        deadlines=deadlines,
        titles={},
    )
    return replace(empty, **fields)


def due(days: int, kind: DueKind = DueKind.VALIDITY, row: int = 1, detail: str = "") -> Due:
    return Due(kind, TODAY + timedelta(days=days), "CKA", row, detail)


@pytest.mark.parametrize(
    ("days", "step"),
    [(91, None), (90, 90), (61, 90), (60, 60), (30, 30), (8, 30), (7, 7), (0, 7)],
)
def test_an_expiry_is_told_at_90_60_30_and_7_days(days: int, step: int | None) -> None:
    found = reminders(view(due(days)))
    assert [one.key.rpartition(":")[2] for one in found] == ([] if step is None else [str(step)])


def test_each_step_is_told_once_and_the_next_one_anew() -> None:
    first = reminders(view(due(60)))
    memory = remembered(Memory(), news(first, Memory(), TODAY, NOW).reminders, TODAY)
    assert not news(first, memory, TODAY, NOW).reminders
    later = replace(view(due(60)), day=TODAY + timedelta(days=5))
    assert not news(reminders(later), memory, later.day, NOW).reminders
    at_thirty = replace(view(due(60)), day=TODAY + timedelta(days=30))
    assert news(reminders(at_thirty), memory, at_thirty.day, NOW).reminders


def test_a_day_that_was_moved_is_told_anew() -> None:
    memory = remembered(Memory(), reminders(view(due(30))), TODAY)
    assert news(reminders(view(due(29))), memory, TODAY, NOW).reminders


def test_a_claim_is_told_after_its_day_too_and_an_exam_is_not() -> None:
    assert reminders(view(due(-3, DueKind.CLAIM)))
    assert not reminders(view(due(-3, DueKind.EXAM)))
    assert not reminders(view(due(1, DueKind.CHARGE), due(1, DueKind.CLAW_BACK)))


def test_a_kind_can_be_switched_off() -> None:
    both = view(due(1), due(1, DueKind.EXAM))
    assert {one.kind for one in reminders(both)} == {ReminderKind.EXPIRY, ReminderKind.EXAM}
    assert {one.kind for one in reminders(both, [ReminderKind.EXAM])} == {ReminderKind.EXAM}


def test_the_name_of_a_module_does_not_leave_the_record() -> None:
    (one,) = reminders(view(due(3, DueKind.MODULE, detail="Secret chapter")))
    assert "Secret" not in one.key


def goal_view(done_minutes: int, day: date, period: GoalPeriod = GoalPeriod.WEEK) -> PlanView:
    days = {date(2026, 11, 23): done_minutes * 60}
    state = goal_state(Kept(4, "u", GoalDraft(120, period)), "", days, day)
    return replace(view(), day=day, goals=(state,))


def test_a_goal_is_at_risk_in_the_last_two_days_of_its_week_alone() -> None:
    assert not reminders(goal_view(60, TODAY))
    (one,) = reminders(goal_view(60, date(2026, 11, 28)))
    assert (one.left_seconds, one.on) == (3600, date(2026, 11, 29))
    assert not reminders(goal_view(120, date(2026, 11, 28)))
    assert reminders(goal_view(60, date(2026, 11, 29)))[0].key == one.key


def block_view(minutes: int, fate: Fate = Fate.AHEAD) -> PlanView:
    start = Moment.of(NOW + timedelta(minutes=minutes), "Europe/Prague")
    block = Planned(Kept(9, "u", PlannedBlockDraft(start, 3600, "Mock")), TODAY, fate)
    return view(blocks=(block,))


@pytest.mark.parametrize(
    ("minutes", "is_told"), [(11, False), (10, True), (0, True), (-30, True), (-31, False)]
)
def test_a_planned_block_is_told_ten_minutes_before(minutes: int, is_told: bool) -> None:
    assert bool(reminders(block_view(minutes))) is is_told


def test_a_block_that_was_kept_is_not_told_and_the_next_one_has_its_instant() -> None:
    assert not reminders(block_view(5, Fate.KEPT))
    assert next_block_at(block_view(60)) == NOW + timedelta(minutes=50)
    assert next_block_at(block_view(5)) is None


def several(count: int) -> tuple[Reminder, ...]:
    return reminders(view(*(due(5, row=number) for number in range(count))))


def test_a_pile_is_one_summary_and_so_is_what_waited_for_weeks() -> None:
    assert not news(several(3), Memory(looked_on=TODAY), TODAY, NOW).is_summary
    assert news(several(4), Memory(looked_on=TODAY), TODAY, NOW).is_summary
    away = Memory(looked_on=TODAY - timedelta(days=15))
    assert news(several(2), away, TODAY, NOW).is_summary
    assert not news(several(1), away, TODAY, NOW).is_summary


def test_what_is_put_off_sleeps_and_is_told_again() -> None:
    found = several(1)
    memory = put_off(remembered(Memory(), found, TODAY), found[0].key, NOW + timedelta(hours=1))
    assert not waiting(found, memory, NOW)
    assert not news(found, memory, TODAY, NOW).reminders
    then = NOW + timedelta(hours=1)
    assert news(found, memory, TODAY, then).reminders == found
    again = remembered(memory, found, TODAY)
    assert waiting(found, again, then) == found
    assert not news(found, again, TODAY, then).reminders


def test_what_is_dismissed_is_seen_no_more_and_forgotten_after_a_year() -> None:
    found = several(2)
    memory = dismissed(Memory(), [found[0].key], TODAY)
    assert waiting(found, memory, NOW) == found[1:]
    later = remembered(memory, (), TODAY + timedelta(days=401))
    assert not later.dismissed
    assert not later.shown
