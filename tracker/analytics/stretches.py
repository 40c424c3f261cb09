"""Stretches of a timer's time of which nobody knows what they were, and changes of the clock."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from tracker.domain.instants import Moment
from tracker.domain.study import Pause, RunningTimer


class Why(StrEnum):
    """Why it is not known what a stretch of time was."""

    IDLE = "idle"  # no key and no pointer moved
    LOCKED = "locked"  # the screen was locked
    ASLEEP = "asleep"  # the computer slept, or the program stood still
    CLOSED = "closed"  # the program was not running
    LONG = "long"  # the timer ran past the limit
    FORWARD = "forward"  # the clock was put forward: these seconds never passed
    BACK = "back"  # the clock was put back: these seconds passed, and the timer lost them

    @property
    def is_clock(self) -> bool:
        """Whether the clock was changed, and nobody was away."""
        return self in (Why.FORWARD, Why.BACK)


@dataclass(frozen=True, slots=True)
class Stretch:
    """From `first` up to `last` (aware UTC, by the clock of the time) nobody knows what it was."""

    why: Why
    first: datetime
    last: datetime

    @property
    def seconds(self) -> int:
        """Its length."""
        return max(0, round((self.last - self.first).total_seconds()))


def shift_of(change: Stretch) -> int:
    """By how many seconds a change of the clock moved it: less than 0 where it was put back."""
    return -change.seconds if change.why is Why.BACK else change.seconds


def before_change(change: Stretch) -> datetime:
    """What the clock showed when it was changed."""
    return change.last if change.why is Why.BACK else change.first


def moved_timer(held: RunningTimer, change: Stretch) -> RunningTimer:
    """The timer as it would stand had the clock always been what it was changed to."""
    by, before = timedelta(seconds=shift_of(change)), before_change(change)
    pauses = tuple(
        Pause(one.started_at + by, one.ended_at + by) if one.started_at <= before else one
        for one in held.pauses
    )
    paused_at = held.paused_at
    if paused_at is not None and paused_at <= before:
        paused_at += by
    start = Moment.of(held.start.at + by, held.start.zone)
    return replace(held, start=start, pauses=pauses, paused_at=paused_at)


def by_this_clock(held: RunningTimer, stretches: tuple[Stretch, ...]) -> RunningTimer:
    """The timer by the clock of now, as long as nobody said what its changes mean."""
    for one in stretches:
        if one.why.is_clock:
            held = moved_timer(held, one)
    return held
