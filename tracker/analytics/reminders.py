"""What the person should be reminded of today, and which of it is new to them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from zlib import crc32

from tracker.analytics.deadlines import Due, DueKind
from tracker.analytics.goals import GoalState
from tracker.analytics.plan import PlanView
from tracker.analytics.studydays import Fate, Planned
from tracker.domain.instants import Moment
from tracker.domain.money import Money
from tracker.domain.words import GoalPeriod


class ReminderKind(StrEnum):
    """What a reminder is about; each can be switched off by itself."""

    EXPIRY = "expiry"
    EXAM = "exam"
    TARGET = "target"
    CLAIM = "claim"
    GOAL = "goal"
    BLOCK = "block"


# At how many days before the day each kind is told; the last one holds up to the day itself.
STEPS: Mapping[ReminderKind, tuple[int, ...]] = {
    ReminderKind.EXPIRY: (90, 60, 30, 7),
    ReminderKind.EXAM: (14, 7, 1),
    ReminderKind.TARGET: (7, 1),
    ReminderKind.CLAIM: (30, 7, 1),
}
_OF_DUE = {
    DueKind.VALIDITY: ReminderKind.EXPIRY,
    DueKind.RENEWAL: ReminderKind.EXPIRY,
    DueKind.EXAM: ReminderKind.EXAM,
    DueKind.TARGET: ReminderKind.TARGET,
    DueKind.MODULE: ReminderKind.TARGET,
    DueKind.CLAIM: ReminderKind.CLAIM,
}
# A goal is at risk in the last days of its week or month where it is not reached yet.
_GOAL_DAYS = {GoalPeriod.DAY: 0, GoalPeriod.WEEK: 2, GoalPeriod.MONTH: 4}
# So long before it begins a planned block is told [minutes], and so long after it has begun.
BLOCK_LEAD_MINUTES = 10
_BLOCK_LATE = timedelta(minutes=30)
# Who was away longer than this, or has more that is new than this, gets one summary.
AWAY_DAYS, MOST_AT_ONCE = 14, 3
# What was shown is remembered until it can't come up again.
_KEEP_DAYS = 400


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing to be reminded of.

    `key` stays the same as long as it is the same reminder, so that it is shown once; the next
    step of a deadline has another. `on` is the day that it is about, `row_id` the row as in `Due`;
    for a goal and a planned block its own number. `left_seconds` is what a goal still asks for,
    `start` when a block begins.
    """

    key: str
    kind: ReminderKind
    on: date
    title: str
    row_id: int
    days: int
    due: DueKind | None = None
    detail: str = ""
    amount: Money | None = None
    left_seconds: int = 0
    start: Moment | None = None


@dataclass(frozen=True, slots=True)
class Memory:
    """What this installation remembers of one record's reminders; nothing of it is in the record.

    `shown` is the day on which each key was shown, `put_off` the instant (aware UTC) until which
    one sleeps, `dismissed` what is not to be seen again. `looked_on` is the last day on which the
    program looked; None where it never did.
    """

    shown: Mapping[str, date] = field(default_factory=dict)
    put_off: Mapping[str, datetime] = field(default_factory=dict)
    dismissed: frozenset[str] = frozenset()
    looked_on: date | None = None


@dataclass(frozen=True, slots=True)
class News:
    """What is to be told now: each by itself, or (`is_summary`) all of it in one sentence."""

    reminders: tuple[Reminder, ...] = ()
    is_summary: bool = False


def reminders(
    view: PlanView,
    kinds: Collection[ReminderKind] = tuple(ReminderKind),
    *,
    lead_minutes: int = BLOCK_LEAD_MINUTES,
) -> tuple[Reminder, ...]:
    """All that there is to be reminded of as of `view.now`, soonest first.

    A deadline is told from the first of its `STEPS` on, up to its day; a claim's also for the days
    after that in which it is still listed, since it can still be tried.
    """
    found = [
        *_of_deadlines(view.deadlines, view.day),
        *_of_goals(view.goals, view),
        *_of_blocks(view.blocks, view, lead_minutes),
    ]
    wanted = [one for one in found if one.kind in kinds]
    return tuple(sorted(wanted, key=lambda one: (one.on, one.kind, one.title.casefold(), one.key)))


def next_block_at(view: PlanView, *, lead_minutes: int = BLOCK_LEAD_MINUTES) -> datetime | None:
    """The next instant at which a planned block has to be told; None where none is near."""
    lead = timedelta(minutes=lead_minutes)
    starts = [one.block.draft.start.at - lead for one in view.blocks if one.fate is Fate.AHEAD]
    return min((at for at in starts if at > view.now.at), default=None)


def waiting(found: Iterable[Reminder], memory: Memory, now: datetime) -> tuple[Reminder, ...]:
    """What the bell lists: all that is neither dismissed nor put off. `now` is aware UTC."""
    return tuple(
        one
        for one in found
        if one.key not in memory.dismissed
        and (one.key not in memory.put_off or memory.put_off[one.key] <= now)
    )


def news(found: Iterable[Reminder], memory: Memory, today: date, now: datetime) -> News:
    """What was not shown yet, or was put off until now.

    Where the program was not there for weeks, or much is new at once, it is one summary: nobody
    reads a pile.
    """
    new = tuple(
        one
        for one in waiting(found, memory, now)
        if one.key not in memory.shown or one.key in memory.put_off
    )
    was_away = memory.looked_on is not None and (today - memory.looked_on).days > AWAY_DAYS
    is_pile = len(new) > MOST_AT_ONCE or (was_away and len(new) > 1)
    return News(new, is_summary=is_pile)


def remembered(memory: Memory, told: Iterable[Reminder], today: date) -> Memory:
    """The memory after `told` was shown on `today`; what can't come up again is forgotten."""
    keys = {one.key for one in told}
    oldest = today - timedelta(days=_KEEP_DAYS)
    shown = {key: on for key, on in memory.shown.items() if on >= oldest}
    shown |= dict.fromkeys(keys, today)
    return Memory(
        shown,
        {key: at for key, at in memory.put_off.items() if key not in keys},
        frozenset(key for key in memory.dismissed if key in shown),
        today,
    )


def dismissed(memory: Memory, keys: Iterable[str], today: date) -> Memory:
    """The memory after the person has put `keys` away for good."""
    gone = frozenset(keys)
    shown = {**memory.shown, **{key: memory.shown.get(key, today) for key in gone}}
    put_off = {key: at for key, at in memory.put_off.items() if key not in gone}
    return replace(memory, shown=shown, put_off=put_off, dismissed=memory.dismissed | gone)


def put_off(memory: Memory, key: str, until: datetime) -> Memory:
    """The memory after the person has put one off until the instant `until` (aware UTC)."""
    return replace(memory, put_off={**memory.put_off, key: until})


def _of_deadlines(deadlines: Iterable[Due], today: date) -> Iterator[Reminder]:
    for due in deadlines:
        kind = _OF_DUE.get(due.kind)
        if kind is None:
            continue
        days = (due.on - today).days
        steps = [step for step in STEPS[kind] if days <= step]
        if not steps or (days < 0 and kind is not ReminderKind.CLAIM):
            continue
        # A module's name is the person's text and stays in the record; its trace is enough here.
        part = f"/{crc32(due.detail.encode()):08x}" if due.detail else ""
        key = f"{due.kind.value}:{due.row_id}{part}:{due.on.isoformat()}:{min(steps)}"
        yield Reminder(
            key, kind, due.on, due.title, due.row_id, days, due.kind, due.detail, due.amount
        )


def _of_goals(goals: Iterable[GoalState], view: PlanView) -> Iterator[Reminder]:
    for state in goals:
        period, draft = state.period, state.goal.draft
        days = (period.last - view.day).days
        left = state.progress.left_seconds
        if state.is_over or state.is_ahead or left <= 0 or draft.period is GoalPeriod.DAY:
            continue
        if days >= _GOAL_DAYS[draft.period]:
            continue
        key = f"goal:{state.goal.id}:{period.first.isoformat()}"
        yield Reminder(
            key,
            ReminderKind.GOAL,
            period.last,
            state.title,
            state.goal.id,
            days,
            left_seconds=left,
        )


def _of_blocks(blocks: Iterable[Planned], view: PlanView, lead_minutes: int) -> Iterator[Reminder]:
    lead = timedelta(minutes=lead_minutes)
    for one in blocks:
        draft = one.block.draft
        is_near = draft.start.at - lead <= view.now.at <= draft.start.at + _BLOCK_LATE
        if one.fate is not Fate.AHEAD or not is_near:
            continue
        title = draft.title or view.titles.get(draft.credential_id or 0, "")
        key = f"block:{one.block.id}:{round(draft.start.at.timestamp())}"
        yield Reminder(
            key,
            ReminderKind.BLOCK,
            one.day,
            title,
            one.block.id,
            (one.day - view.day).days,
            start=draft.start,
        )
