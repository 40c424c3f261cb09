"""Was the person there while the timer ran? What the clocks and the desktop say, and what to ask.

A `Watch` is what is known so far. Each `look` hands it the signs of the moment and gets the next
one back; nothing here reads a clock. Whatever nobody saw becomes a `Stretch` that is open until
the person says what it was. Nothing is asked for a timer that was stopped, and a pause that the
person made is no absence.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tracker.analytics.stretches import Stretch, Why, by_this_clock, shift_of
from tracker.domain.instants import FIRST_AT
from tracker.domain.study import RunningTimer

# Silence longer than this, by any clock, was sleep, a crash or a changed clock [s]. The watch looks
# every few seconds; a busy machine may miss some looks, never a minute and a half of them.
SILENCE_SECONDS = 90


@dataclass(frozen=True, slots=True)
class Signs:
    """What can be known at one look.

    `wall` is the instant by the computer's clock (aware UTC). `mono` never goes back and may stand
    still while the computer sleeps, `boot` counts through sleep [s]; None where there is no such
    clock. `idle` is how long ago the last key or pointer moved [s]; None where the desktop does not
    tell.
    """

    wall: datetime
    mono: float
    boot: float | None = None
    idle: float | None = None
    is_locked: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """From how many idle seconds on one is away, and after how many it is asked «still there?».

    0 means never.
    """

    idle_after: int = 600
    limit: int = 3 * 3600


@dataclass(frozen=True, slots=True)
class Kept:
    """What of a watch outlives the program: `timer` is the UUID of the timer that it is about."""

    timer: str
    last_seen: datetime
    unsure_since: datetime | None = None
    confirmed_at: datetime | None = None
    open: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True)
class Watch:
    """What is known of the person's presence beside one running timer.

    `open` are the stretches to be asked about, oldest first. While the person is away,
    `unsure_since` says from when on; `long_since` that the limit was passed then. `confirmed_at`
    is when the person last said that they are there. `drift` is what the clock was moved by in
    steps too small to ask about [s].
    """

    timer: str = ""
    last: Signs | None = None
    open: tuple[Stretch, ...] = ()
    unsure_since: datetime | None = None
    unsure_why: Why = Why.IDLE
    woke_at: datetime | None = None
    long_since: datetime | None = None
    confirmed_at: datetime | None = None
    drift: float = 0.0

    def look(self, signs: Signs, held: RunningTimer | None, rules: Rules) -> Watch:
        """What is known after one more look at the timer `held` (None where none runs)."""
        if held is None:
            return Watch(last=signs)
        if self.timer == held.uuid:
            watch = _read_clock(self, signs, held)
        else:
            # Younger than the last look: its start is by the clock of now.
            watch = Watch(timer=held.uuid, last=self.last)
        held = by_this_clock(held, watch.open)
        if held.paused_at is not None:
            watch = _end_absence(watch, held.paused_at)
            if watch.long_since is not None:
                long = Stretch(Why.LONG, watch.long_since, held.paused_at)
                watch = _opened(replace(watch, long_since=None), long)
        else:
            watch = _see_gap(watch, signs, held)
            watch = _see_person(watch, signs, held, rules)
            watch = _see_limit(watch, signs.wall, held, rules)
        return replace(_clipped(watch, held), last=signs)

    def touched(self, held: RunningTimer, wall: datetime) -> Watch:
        """The person does something in our own window: whatever the desktop says, they are back."""
        held = by_this_clock(held, self.open)
        return _clipped(_end_absence(self, wall), held)

    def questions(self, wall: datetime) -> tuple[Stretch, ...]:
        """What is to be asked: changes of the clock first, then oldest first.

        What lies behind the limit reaches up to `wall`.
        """
        found = sorted(self.open, key=lambda one: not one.why.is_clock)
        if self.long_since is not None:
            found.append(Stretch(Why.LONG, self.long_since, max(self.long_since, wall)))
        return tuple(found)

    def seconds(self, held: RunningTimer, wall: datetime) -> int:
        """What the timer has counted up to `wall` without what waits for the person's word."""
        return self.seconds_by(by_this_clock(held, self.open), wall)

    def seconds_by(self, held: RunningTimer, wall: datetime) -> int:
        """As `seconds`, for a timer that goes by the clock of now already."""
        spans = [(one.first, one.last) for one in self.open if not one.why.is_clock]
        spans += [(since, wall) for since in (self.unsure_since, self.long_since) if since]
        total, reached = held.seconds_at(wall), held.start.at
        for begun, ended in sorted(spans):
            first, last = max(begun, reached), min(ended, wall)
            if last > first:
                total -= held.seconds_at(last) - held.seconds_at(first)
                reached = last
        return max(0, total)

    def settled(self, stretch: Stretch, wall: datetime) -> Watch:
        """The person said at `wall` what `stretch` was."""
        if stretch.why is Why.LONG:
            return replace(self, long_since=None, confirmed_at=wall)
        left = tuple(one for one in self.open if one != stretch)
        return replace(self, open=left, confirmed_at=wall)

    def settled_by_clock(self, change: Stretch, wall: datetime) -> Watch:
        """The person said that the timer goes by the clock as it was changed.

        What was noticed before the change goes back to where the timer still is.
        """
        if change not in self.open:
            return self
        place = self.open.index(change)
        back = _moved(self.open[:place], -shift_of(change))
        return replace(self, open=(*back, *self.open[place:])).settled(change, wall)

    def kept(self, wall: datetime) -> Kept:
        """What must outlive the program, were it to end now."""
        return Kept(self.timer, wall, self.unsure_since, self.confirmed_at, self.questions(wall))

    @classmethod
    def resumed(cls, held: RunningTimer, kept: Kept | None, wall: datetime) -> Watch:
        """What is known at the start of the program, from what the last run left.

        Where it left nothing (the command line started the timer), nothing is asked.
        """
        watch = cls(timer=held.uuid)
        if kept is None or kept.timer != held.uuid:
            return watch
        watch = replace(watch, open=kept.open, confirmed_at=kept.confirmed_at)
        held = by_this_clock(held, kept.open)
        silence = (wall - kept.last_seen).total_seconds()
        if silence < -SILENCE_SECONDS:
            watch = _changed(watch, round(silence), wall)
        elif silence > SILENCE_SECONDS and held.paused_at is None:
            first = min(kept.unsure_since or kept.last_seen, kept.last_seen)
            watch = _opened(
                watch, Stretch(Why.CLOSED, max(first, _known_at(held, None, wall)), wall)
            )
        elif kept.unsure_since is not None and held.paused_at is None:
            watch = replace(watch, unsure_since=kept.unsure_since)
        return _clipped(watch, by_this_clock(held, watch.open[len(kept.open) :]))


def _read_clock(watch: Watch, signs: Signs, held: RunningTimer) -> Watch:
    """Notice a clock that was changed: what passed by it is not what really passed."""
    last = watch.last
    if last is None:
        return watch
    drift = watch.drift + (signs.wall - last.wall).total_seconds() - _really(last, signs)
    if abs(drift) <= SILENCE_SECONDS:
        return replace(watch, drift=drift)
    if drift > 0 and held.paused_at is not None:
        return replace(watch, drift=0.0)  # the pause swallows what never passed
    return replace(_changed(watch, round(drift), signs.wall), drift=0.0)


def _changed(watch: Watch, seconds: int, wall: datetime) -> Watch:
    """The clock was moved by `seconds` to `wall`; all that was noticed goes by the new one."""
    by = timedelta(seconds=seconds)
    why = Why.BACK if seconds < 0 else Why.FORWARD
    change = Stretch(why, min(wall, wall - by), max(wall, wall - by))
    return replace(
        watch,
        open=(*_moved(watch.open, seconds), change),
        unsure_since=watch.unsure_since and watch.unsure_since + by,
        woke_at=watch.woke_at and watch.woke_at + by,
        long_since=watch.long_since and watch.long_since + by,
        confirmed_at=watch.confirmed_at and watch.confirmed_at + by,
        last=watch.last and replace(watch.last, wall=watch.last.wall + by),
    )


def _moved(stretches: tuple[Stretch, ...], seconds: int) -> tuple[Stretch, ...]:
    """Stretches moved along; a change of the clock stays where it was."""
    by = timedelta(seconds=seconds)
    return tuple(
        one if one.why.is_clock else replace(one, first=one.first + by, last=one.last + by)
        for one in stretches
    )


def _see_gap(watch: Watch, signs: Signs, held: RunningTimer) -> Watch:
    """Nobody looked for a while: the computer slept, or the program stood still."""
    if watch.last is None:
        return watch
    gap = _really(watch.last, signs)
    if gap <= SILENCE_SECONDS:
        return watch
    known_at = _known_at(held, watch.confirmed_at, signs.wall)
    first = max(signs.wall - timedelta(seconds=round(gap)), known_at)
    since = min(watch.unsure_since or first, first)
    if (signs.wall - since).total_seconds() <= SILENCE_SECONDS:
        return watch
    return replace(watch, unsure_since=since, unsure_why=Why.ASLEEP, woke_at=signs.wall)


def _see_person(watch: Watch, signs: Signs, held: RunningTimer, rules: Rules) -> Watch:
    """Notice that the person has left, or has come back."""
    idle = signs.idle or 0.0
    moved_at = signs.wall - timedelta(seconds=round(idle))
    known_at = _known_at(held, watch.confirmed_at, signs.wall)
    quiet = (signs.wall - max(moved_at, known_at)).total_seconds()
    is_idle = bool(rules.idle_after) and quiet >= rules.idle_after
    # Awake by itself: nobody has touched it since. What moved last before a sleep seems to have
    # moved just now, where the desktop does not count the sleep.
    is_waking = signs.idle is not None and watch.woke_at is not None and moved_at <= watch.woke_at
    if is_idle or signs.is_locked or is_waking:
        if watch.unsure_since is not None:
            return watch
        seen = max(moved_at, known_at) if is_idle else signs.wall
        why = Why.LOCKED if signs.is_locked and not is_idle else Why.IDLE
        return replace(watch, unsure_since=min(seen, signs.wall), unsure_why=why)
    if watch.unsure_since is None:
        return watch
    last_look = watch.last.wall if watch.last is not None else moved_at
    return _end_absence(watch, min(max(moved_at, last_look, watch.unsure_since), signs.wall))


def _see_limit(watch: Watch, wall: datetime, held: RunningTimer, rules: Rules) -> Watch:
    """Notice that it has run for as long as one may study without saying so."""
    if not rules.limit or watch.long_since or watch.unsure_since or watch.open:
        return watch
    known_at = _known_at(held, watch.confirmed_at, wall)
    beyond = held.seconds_at(wall) - held.seconds_at(known_at) - rules.limit
    if beyond < 0:
        return watch
    return replace(watch, long_since=wall - timedelta(seconds=beyond))


def _end_absence(watch: Watch, last: datetime) -> Watch:
    """The person is back since `last`, or said there that they pause."""
    since = watch.unsure_since
    watch = replace(watch, unsure_since=None, woke_at=None)
    if since is None or (last - since).total_seconds() <= SILENCE_SECONDS:
        return watch
    if watch.long_since is not None:
        if watch.long_since <= since:
            return watch  # all of it lies behind the limit, and is asked about already
        watch = replace(watch, long_since=None)
    return _opened(watch, Stretch(watch.unsure_why, since, last))


def _opened(watch: Watch, stretch: Stretch) -> Watch:
    """One more stretch to ask about; two with hardly anything between them are one."""
    if watch.open and not stretch.why.is_clock and not watch.open[-1].why.is_clock:
        before = watch.open[-1]
        if (stretch.first - before.last).total_seconds() <= SILENCE_SECONDS:
            one = Stretch(
                stretch.why,
                min(before.first, stretch.first),
                max(before.last, stretch.last),
            )
            return replace(watch, open=(*watch.open[:-1], one))
    return replace(watch, open=(*watch.open, stretch))


def _clipped(watch: Watch, held: RunningTimer) -> Watch:
    """What was paused meanwhile, by whomever, is known: it is not asked about."""
    if not watch.open:
        return watch
    left: list[Stretch] = []
    for one in watch.open:
        left.extend([one] if one.why.is_clock else _outside_pauses(one, held))
    return watch if tuple(left) == watch.open else replace(watch, open=tuple(left))


def _really(before: Signs, now: Signs) -> float:
    """How long it really was between two looks [s].

    Without a clock that counts through sleep, a wall clock that is ahead is taken for sleep.
    """
    if before.boot is not None and now.boot is not None:
        return max(0.0, now.boot - before.boot)
    awake = max(0.0, now.mono - before.mono)
    passed = (now.wall - before.wall).total_seconds()
    # Whole seconds of the wall clock say nothing about less than one.
    return passed if passed > awake + 1 else awake


def _known_at(held: RunningTimer, confirmed_at: datetime | None, wall: datetime) -> datetime:
    """When the person last said that they study: started, went on, or answered.

    What a clock that was set back since puts behind `wall` tells nothing.
    """
    told = [held.start.at, *(one.ended_at for one in held.pauses)]
    if confirmed_at is not None:
        told.append(confirmed_at)
    return max((at for at in told if at <= wall), default=FIRST_AT)


def _outside_pauses(stretch: Stretch, held: RunningTimer) -> list[Stretch]:
    """The parts of a stretch in which the timer ran, without those too short to ask about."""
    first, end = max(stretch.first, held.start.at), stretch.last
    if held.paused_at is not None:
        end = min(end, held.paused_at)
    found: list[Stretch] = []
    for pause in sorted(held.pauses, key=lambda one: one.started_at):
        if pause.ended_at <= first or pause.started_at >= end:
            continue
        found.append(replace(stretch, first=first, last=pause.started_at))
        first = max(first, pause.ended_at)
    found.append(replace(stretch, first=first, last=end))
    least = 0 if stretch.why is Why.LONG else SILENCE_SECONDS
    return [one for one in found if (one.last - one.first).total_seconds() > least]
