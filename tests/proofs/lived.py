"""A day beside a running timer in simulated time, against a plain count of what really ran.

A person studies, leaves, sleeps, pauses, travels and stops; the computer sleeps, is locked, is
killed, and has its clock moved. The record and the services are real, the clocks are not. For each
real second in which the timer ran the model knows whether the person was away in it, whether it was
asked about, and whether it was left out.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tracker.analytics.presence import Kept, Rules, Signs, Watch
from tracker.analytics.stretches import Stretch, Why, shift_of
from tracker.domain.study import RunningTimer, TimerDraft
from tracker.errors import TrackerError
from tracker.record import Record
from tracker.services.clock import Clock

DAY_SECONDS = 24 * 3600
_LOOK = 5
_ZONES = ("Europe/Prague", "America/New_York", "Asia/Tokyo", "UTC", "Pacific/Apia")
# What the watch may be off by at the edges of one absence: two looks and whole seconds [s].
_EDGE = 15
# Steps of the clock too small to ask about add up to this at most [s].
_DRIFT = 90


@dataclass
class Lived:
    """One run: the clocks of the world, its person, and the plain count."""

    record: Record
    chance: random.Random
    has_boot: bool
    has_idle: bool
    real: int = 0
    awake: int = 0
    at: datetime = datetime(2026, 10, 24, 5, 0, tzinfo=UTC)
    zone: str = _ZONES[0]
    idle: int = 0
    is_locked: bool = False
    watch: Watch = field(default_factory=Watch)
    kept: Kept | None = None
    rules: Rules = field(default_factory=Rules)
    # For each second in which the timer ran: its wall clock, as it is known by now.
    walls: list[datetime] = field(default_factory=list)
    away: set[int] = field(default_factory=set)
    asked: set[int] = field(default_factory=set)
    left_out: set[int] = field(default_factory=set)
    jumps: list[int] = field(default_factory=list)
    edges: int = 0
    confirmed: int = 0
    past: list[tuple[str, int, str]] = field(default_factory=list)
    told: Counter[str] = field(default_factory=Counter)

    def live(self, seconds: int) -> None:
        """Live on for so long, one thing after the other, and stop the timer at the end."""
        until = self.real + seconds
        events = [self.study, self.study, self.leave, self.sleep, self.lock, self.pause]
        events += [self.jump, self.travel, self.kill, self.stop]
        while self.real < until:
            if self.held() is None:
                self.start()
            event = self.chance.choice(events)
            self.past.append((event.__name__, self.real, self.at.isoformat()))
            event()
            assert sum(1 for _ in [self.held()] if _) <= 1
        self.stop()

    def held(self) -> RunningTimer | None:
        """The timer, as the record has it."""
        return self.record.timer.running()

    def signs(self) -> Signs:
        """What the computer tells at this moment."""
        boot = float(self.real) if self.has_boot else None
        idle = float(self.idle) if self.has_idle else None
        return Signs(self.at, float(self.awake), boot, idle, self.is_locked)

    def go_on(
        self, seconds: int, *, is_there: bool = False, is_blind: bool = False, is_away: bool = False
    ) -> None:
        """Real time passes. The window looks, unless it is blind: asleep or not running."""
        held = self.held()
        counts = held is not None and held.paused_at is None
        for passed in range(1, seconds + 1):
            if counts:
                if is_away:
                    self.away.add(len(self.walls))
                self.walls.append(self.at)
            self.real += 1
            self.at += timedelta(seconds=1)
            self.idle = 0 if is_there and self.chance.random() < 0.05 else self.idle + 1
            if not is_blind:
                self.awake += 1
                if passed % _LOOK == 0:
                    self.look(held)

    def look(self, held: RunningTimer | None) -> None:
        """One look of the window, and what it leaves in the journal."""
        self.watch = self.watch.look(self.signs(), held, self.rules)
        self.kept = self.watch.kept(self.at) if held is not None else None

    def start(self) -> None:
        """Start a timer."""
        self.record.timer.start(TimerDraft(topic="study"))
        self.walls, self.away, self.asked, self.left_out = [], set(), set(), set()
        self.edges = self.confirmed = 0
        self.jumps = []
        self.idle = 0
        self.look(self.held())

    def study(self) -> None:
        """Study at the computer, and answer what is asked."""
        self.go_on(_LOOK, is_there=True)
        self.touch()
        if self.chance.random() < 0.8:
            self.answer()
        self.go_on(self.chance.choice([300, 1500, 2700, 14_000]), is_there=True)

    def touch(self) -> None:
        """Move the pointer, and be seen to."""
        self.idle = 0
        held = self.held()
        self.look(held)
        if held is not None:
            self.watch = self.watch.touched(held, self.at)

    def leave(self) -> None:
        """Go away, for a short while or a long one."""
        seconds = self.chance.choice([30, 240, 900, 2400, 9000])
        is_long = seconds > self.rules.idle_after + 60
        self.go_on(seconds, is_away=is_long and self.has_idle)
        self.edges += 1
        self.touch()

    def sleep(self) -> None:
        """The computer sleeps, perhaps wakes by itself for a moment, and sleeps on."""
        for _nap in range(self.chance.choice([1, 1, 2, 3])):
            seconds = self.chance.choice([20, 200, 3000, 28000])
            idle = self.idle
            self.go_on(seconds, is_blind=True, is_away=seconds > _DRIFT + _LOOK)
            # Whether the desktop counts sleep as idle is its own affair.
            self.idle = self.idle if self.chance.random() < 0.5 else idle
            self.go_on(_LOOK, is_away=False)
            self.edges += 1
        self.touch()

    def lock(self) -> None:
        """The screen is locked for a while."""
        self.touch()
        self.is_locked = True
        seconds = self.chance.choice([30, 300, 5000])
        self.go_on(seconds, is_away=seconds > _DRIFT + _LOOK)
        self.is_locked = False
        self.edges += 1
        self.touch()

    def pause(self) -> None:
        """Make a pause, in which the computer may sleep and the clock may be moved."""
        held = self.held()
        if held is None or self.watch.open:
            return
        self.record.timer.pause()
        self.look(self.held())
        self.go_on(self.chance.randrange(1, 4000), is_blind=self.chance.random() < 0.3)
        if self.chance.random() < 0.2:
            self.jump()
        self.go_on(_LOOK)
        self.answer()
        self.record.timer.resume()
        self.confirmed = len(self.walls)
        self.touch()

    def jump(self) -> None:
        """Somebody moves the clock."""
        by = self.chance.choice([-7200, -3600, -400, -20, 20, 400, 3600, 7200])
        if not self.has_boot and by > 0:
            return  # told from sleep by nothing; a case of its own in the tests
        self.at += timedelta(seconds=by)
        held = self.held()
        # In a pause nothing is asked about seconds that never passed.
        if abs(by) > _DRIFT and (by < 0 or (held is not None and held.paused_at is None)):
            self.jumps.append(len(self.walls))
        self.edges += 1
        self.go_on(_LOOK, is_there=True)
        self.touch()

    def travel(self) -> None:
        """The computer is in another zone."""
        self.zone = self.chance.choice(_ZONES)

    def kill(self) -> None:
        """The program is killed, or the power goes; later it is started again."""
        if (held := self.held()) is None:
            return
        seconds = self.chance.choice([3, 60, 600, 40_000])
        self.go_on(seconds, is_blind=True, is_away=seconds > _DRIFT + _LOOK)
        self.edges += 1
        self.watch = Watch.resumed(held, self.kept, self.at)
        self.touch()

    def answer(self) -> None:
        """Answer all that is asked."""
        told = self.told.total()
        while self.held() is not None and (asked := self.watch.questions(self.at)):
            self.told[asked[0].why.value] += 1
            self.past.append((str(asked), self.real, self.at.isoformat()))
            self._answer(asked[0])
            self.look(self.held())
        if self.told.total() > told:
            self.confirmed = len(self.walls)

    def _answer(self, asked: Stretch) -> None:
        held = self.held()
        assert held is not None, "asked about a timer that was stopped"
        if asked.why.is_clock:
            by = shift_of(asked)
            place = self.jumps.pop(0) if self.jumps else len(self.walls)
            self.record.timer.follow_clock(asked, of=held.uuid)
            self.walls[:place] = [wall + timedelta(seconds=by) for wall in self.walls[:place]]
        else:
            meant = self._meant(asked.first, asked.last)
            is_long = bool(meant) and min(meant) - self.confirmed >= self.rules.limit - _DRIFT
            if asked.why is not Why.LONG and not is_long:
                assert len(meant - self.away) <= _EDGE * (self.edges + 1) + _DRIFT, (
                    "asked about time in which the person was there",
                    asked,
                    len(meant - self.away),
                )
            self.asked |= meant
            first = asked.first
            match self.chance.randrange(3):
                case 0:
                    first = asked.last
                case 1:
                    first += timedelta(seconds=self.chance.randrange(asked.seconds + 1))
            if first < asked.last:
                self.record.timer.add_break(first, asked.last, of=held.uuid)
                self.left_out |= self._meant(first, asked.last)
        self.watch = self.watch.settled(asked, self.at)

    def _meant(self, first: datetime, last: datetime) -> set[int]:
        """The seconds that a stretch of the wall clock means: its last such run."""
        found: set[int] = set()
        for at in range(len(self.walls) - 1, -1, -1):
            if first <= self.walls[at] < last:
                found.add(at)
            elif found and self.walls[at] < first:
                break
        return found

    def stop(self) -> None:
        """Stop the timer: what is logged must be what ran and was not left out."""
        self.touch()
        self.answer()
        if not self.walls or self.held() is None:
            return
        unasked = self.away - self.asked
        slack = _EDGE * (self.edges + 1) + _DRIFT
        assert len(unasked) <= slack, ("never asked about", len(unasked), self.edges)
        ran = len(self.walls) - len(self.left_out)
        try:
            self.record.timer.stop(is_sure=True, is_seen=True)
        except TrackerError:
            assert ran <= slack, ("nothing to log", ran)
            self.record.timer.discard()
            self.look(None)
            return
        row = max(self.record.study.page(limit=500), key=lambda one: one.id)
        assert abs(row.seconds - ran) <= slack, ("logged", row.seconds, "ran", ran, self.edges)
        assert row.start is not None
        assert row.end_at is not None
        elapsed = (row.end_at - row.start.at).total_seconds()
        assert elapsed == row.seconds + row.pause_seconds, "sums"
        assert self.held() is None
        self.told["stopped"] += 1
        self.look(None)


def live_a_day(path: Path, seed: int) -> Counter[str]:
    """Live one day with this seed; how often what was asked. Fails where a promise is broken."""
    chance = random.Random(seed)
    hands: list[Lived] = []
    clock = Clock(lambda: hands[0].at if hands else Lived.at, lambda: hands[0].zone)
    with Record.open(path, clock=clock) as record:
        lived = Lived(record, chance, chance.random() < 0.7, chance.random() < 0.7)
        hands.append(lived)
        lived.live(DAY_SECONDS)
        return lived.told
