from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest

from tracker.analytics.presence import Kept, Rules, Signs, Watch
from tracker.analytics.stretches import Stretch, Why, moved_timer
from tracker.domain.instants import Moment
from tracker.domain.study import Pause, RunningTimer

START = datetime(2026, 11, 22, 18, 32, tzinfo=UTC)


def timer(**fields: object) -> RunningTimer:
    held = RunningTimer(1, "u", Moment.of(START, "Europe/Prague"), (), (), "AWS", "", "", ())
    return replace(held, **fields)


@dataclass
class Desk:
    """A computer with a timer that started at START, looked at every five seconds."""

    held: RunningTimer | None = field(default_factory=timer)
    watch: Watch = field(default_factory=Watch)
    rules: Rules = field(default_factory=Rules)
    wall: datetime = START
    mono: float = 1000.0
    boot: float | None = 5000.0
    idle: float | None = 0.0
    is_locked: bool = False

    def __post_init__(self) -> None:
        self.look()

    def look(self) -> None:
        signs = Signs(self.wall, self.mono, self.boot, self.idle, self.is_locked)
        self.watch = self.watch.look(signs, self.held, self.rules)

    def run(self, minutes: float, *, is_idle: bool = False) -> None:
        for _step in range(round(minutes * 12)):
            self.wall += timedelta(seconds=5)
            self.mono += 5
            self.boot = None if self.boot is None else self.boot + 5
            if self.idle is not None:
                self.idle = self.idle + 5 if is_idle else 0
            self.look()

    def sleep(self, minutes: float) -> None:
        self.wall += timedelta(minutes=minutes)
        self.boot = None if self.boot is None else self.boot + 60 * minutes
        self.look()

    def asked(self) -> list[tuple[Why, int, int]]:
        """Why, from which minute of the timer's on, and for how many."""
        return [
            (one.why, round((one.first - START).total_seconds() / 60), round(one.seconds / 60))
            for one in self.watch.questions(self.wall)
        ]

    def minutes(self) -> float:
        assert self.held is not None
        return self.watch.seconds(self.held, self.wall) / 60


def at(minute: float) -> datetime:
    return START + timedelta(minutes=minute)


def test_who_leaves_the_keyboard_is_asked_when_they_come_back_and_not_before() -> None:
    desk = Desk()
    desk.run(42)
    desk.run(48, is_idle=True)
    assert desk.asked() == []
    assert desk.minutes() == 42
    desk.run(1)
    assert desk.asked() == [(Why.IDLE, 42, 48)]
    assert desk.minutes() == pytest.approx(43, abs=0.2)


def test_a_short_rest_is_no_absence() -> None:
    desk = Desk()
    desk.run(10)
    desk.run(9.5, is_idle=True)
    desk.run(1)
    assert desk.asked() == []
    assert desk.minutes() == pytest.approx(20.5)


@pytest.mark.parametrize("has_boot", [True, False], ids=["counts sleep", "only the wall clock"])
@pytest.mark.parametrize("has_idle", [True, False])
def test_a_sleep_is_noticed_by_the_clocks(has_boot: bool, has_idle: bool) -> None:
    desk = Desk(boot=5000.0 if has_boot else None, idle=0.0 if has_idle else None)
    desk.run(20)
    desk.sleep(8 * 60)
    desk.run(1)
    assert desk.asked() == [(Why.ASLEEP, 20, 480)]


def test_a_clock_that_counts_sleep_as_waking_still_shows_the_gap() -> None:
    desk = Desk()
    desk.run(20)
    desk.mono += 3600
    desk.sleep(60)
    desk.run(1)
    assert desk.asked() == [(Why.ASLEEP, 20, 60)]


def test_a_computer_that_wakes_by_itself_is_not_a_person() -> None:
    desk = Desk()
    desk.run(20)
    desk.sleep(60)
    desk.run(3, is_idle=True)
    assert desk.asked() == []
    desk.sleep(60)
    desk.run(2, is_idle=True)
    desk.run(0.2)
    assert desk.asked() == [(Why.ASLEEP, 20, 125)]


def test_a_locked_screen_is_an_absence_whatever_moves() -> None:
    desk = Desk(idle=None)
    desk.run(5)
    desk.is_locked = True
    desk.run(4)
    assert desk.asked() == []
    desk.is_locked = False
    desk.run(1)
    assert desk.asked() == [(Why.LOCKED, 5, 4)]


def test_several_absences_are_asked_one_after_the_other() -> None:
    desk = Desk()
    desk.run(10)
    desk.run(15, is_idle=True)
    desk.run(5)
    desk.sleep(30)
    desk.run(2)
    assert desk.asked() == [(Why.IDLE, 10, 15), (Why.ASLEEP, 30, 30)]
    assert desk.minutes() == pytest.approx(17, abs=0.2)
    desk.watch = desk.watch.settled(desk.watch.open[0], desk.wall)
    assert desk.asked() == [(Why.ASLEEP, 30, 30)]


def test_an_absence_over_midnight_and_a_change_of_clocks_is_as_long_as_it_really_was() -> None:
    # Night of 25 October 2026: clocks in Prague go from 03:00 back to 02:00 at 01:00 UTC.
    began = datetime(2026, 10, 24, 21, 30, tzinfo=UTC)
    desk = Desk(held=timer(start=Moment.of(began, "Europe/Prague")), wall=began)
    desk.run(10)
    desk.sleep(5 * 60)
    desk.run(1)
    (one,) = desk.watch.open
    assert one.seconds == 5 * 3600 + 5
    assert (one.first, one.last.day) == (began + timedelta(minutes=10), 25)


def test_nothing_is_asked_about_a_timer_that_was_stopped_meanwhile() -> None:
    desk = Desk()
    desk.run(10)
    desk.run(30, is_idle=True)
    desk.held = None
    desk.run(1)
    assert desk.asked() == []
    desk.held = timer(uuid="another", start=Moment.of(desk.wall, "Europe/Prague"))
    desk.run(1)
    assert desk.asked() == []


def test_a_pause_that_the_person_made_is_no_absence() -> None:
    desk = Desk()
    desk.run(10)
    desk.held = timer(paused_at=desk.wall)
    desk.run(60, is_idle=True)
    desk.sleep(600)
    desk.held = timer(pauses=(Pause(at(10), desk.wall),))
    desk.run(5)
    assert desk.asked() == []
    assert desk.minutes() == pytest.approx(15)


def test_what_another_program_paused_meanwhile_is_not_asked_about() -> None:
    desk = Desk()
    desk.run(10)
    desk.sleep(60)
    desk.held = timer(pauses=(Pause(at(20), at(69)),))
    desk.run(1)
    # Ten minutes before the pause; the last one is too short to ask about.
    assert desk.asked() == [(Why.ASLEEP, 10, 10)]


def test_a_pause_during_an_absence_ends_it() -> None:
    desk = Desk()
    desk.run(10)
    desk.run(20, is_idle=True)
    desk.held = timer(paused_at=desk.wall)
    desk.run(20, is_idle=True)
    assert desk.asked() == [(Why.IDLE, 10, 20)]


def test_beyond_the_limit_it_waits_for_a_word_and_what_ran_until_then_stays() -> None:
    desk = Desk(rules=Rules(limit=3600))
    desk.run(59)
    assert desk.watch.long_since is None
    desk.run(20)
    assert desk.asked() == [(Why.LONG, 60, 19)]
    assert desk.minutes() == 60
    desk.watch = desk.watch.settled(desk.watch.questions(desk.wall)[0], desk.wall)
    assert desk.minutes() == 79
    desk.run(59)
    assert desk.asked() == []
    desk.run(1)
    assert desk.asked() == [(Why.LONG, 139, 0)]


def test_an_absence_behind_the_limit_is_one_question_with_it() -> None:
    desk = Desk(rules=Rules(limit=3600))
    desk.run(70)
    desk.sleep(120)
    desk.run(1)
    assert desk.asked() == [(Why.LONG, 60, 131)]


def test_a_pause_after_the_limit_keeps_the_question() -> None:
    desk = Desk(rules=Rules(limit=3600))
    desk.run(70)
    desk.held = timer(paused_at=desk.wall)
    desk.run(30)
    assert desk.asked() == [(Why.LONG, 60, 10)]
    assert desk.minutes() == 60


def test_without_rules_neither_idleness_nor_length_asks() -> None:
    desk = Desk(rules=Rules(0, 0))
    desk.run(600, is_idle=True)
    assert desk.asked() == []


def test_a_clock_put_forward_adds_nothing_before_the_person_says_so() -> None:
    desk = Desk()
    desk.run(10)
    desk.wall += timedelta(hours=2)
    desk.run(10)
    assert desk.asked() == [(Why.FORWARD, 10, 120)]
    assert desk.minutes() == 20
    (change,) = desk.watch.open
    assert desk.held is not None
    moved = moved_timer(desk.held, change)
    desk.held, desk.watch = moved, desk.watch.settled(change, desk.wall)
    assert desk.minutes() == 20
    desk.run(5)
    assert desk.asked() == []
    assert desk.minutes() == 25


def test_a_clock_put_back_loses_nothing_once_the_person_says_so() -> None:
    desk = Desk(held=timer(pauses=(Pause(at(2), at(5)),)))
    desk.run(10)
    desk.wall -= timedelta(hours=2)
    desk.run(10)
    (change,) = desk.watch.open
    assert change.why is Why.BACK
    assert change.seconds == pytest.approx(7200, abs=5)
    assert desk.minutes() == pytest.approx(17, abs=0.1)
    assert desk.held is not None
    desk.held = moved_timer(desk.held, change)
    desk.watch = desk.watch.settled(change, desk.wall)
    assert desk.held.seconds_at(desk.wall) == pytest.approx(17 * 60, abs=5)


def test_an_absence_before_a_changed_clock_moves_with_it() -> None:
    desk = Desk()
    desk.run(10)
    desk.run(30, is_idle=True)
    desk.run(1)
    desk.wall -= timedelta(hours=1)
    desk.run(1)
    clock, idle = desk.watch.questions(desk.wall)
    assert (clock.why, idle.why) == (Why.BACK, Why.IDLE)
    assert idle.first == pytest.approx(at(10 - 60), abs=timedelta(seconds=10))
    desk.watch = desk.watch.settled_by_clock(clock, desk.wall)
    assert desk.watch.open[0].first == pytest.approx(at(10), abs=timedelta(seconds=10))


def test_steps_of_a_second_are_not_asked_about() -> None:
    desk = Desk()
    for step in (1, -1, 20, -15, 2):
        desk.wall += timedelta(seconds=step)
        desk.run(5)
    assert desk.asked() == []


def test_many_small_steps_are_asked_about_once_they_matter() -> None:
    desk = Desk()
    for _step in range(10):
        desk.wall += timedelta(seconds=15)
        desk.run(1)
    assert [why for why, _first, _length in desk.asked()] == [Why.FORWARD]


def test_after_a_crash_the_time_since_the_last_sign_is_asked_about() -> None:
    kept = Kept("u", at(42))
    watch = Watch.resumed(timer(), kept, at(90))
    assert watch.open == (Stretch(Why.CLOSED, at(42), at(90)),)
    assert watch.seconds(timer(), at(90)) == 42 * 60


def test_two_days_after_a_crash_nothing_of_them_is_counted() -> None:
    watch = Watch.resumed(timer(), Kept("u", at(42)), at(2 * 24 * 60))
    assert watch.seconds(timer(), at(2 * 24 * 60)) == 42 * 60


def test_a_question_that_was_open_when_the_program_died_is_asked_again() -> None:
    desk = Desk()
    desk.run(10)
    desk.run(30, is_idle=True)
    desk.run(5)
    kept = desk.watch.kept(desk.wall)
    watch = Watch.resumed(timer(), kept, desk.wall + timedelta(seconds=3))
    assert watch.open == desk.watch.open
    later = Watch.resumed(timer(), kept, desk.wall + timedelta(hours=1))
    assert [one.why for one in later.open] == [Why.IDLE, Why.CLOSED]


def test_who_was_away_when_the_program_died_was_last_seen_before() -> None:
    desk = Desk()
    desk.run(10)
    desk.run(30, is_idle=True)
    kept = desk.watch.kept(desk.wall)
    (one,) = Watch.resumed(timer(), kept, at(100)).open
    assert (one.first, one.last) == (at(10), at(100))


def test_a_start_by_a_clock_before_the_last_sign_is_a_clock_put_back() -> None:
    watch = Watch.resumed(timer(), Kept("u", at(42)), at(-600))
    (one,) = watch.open
    assert one.why is Why.BACK
    assert watch.seconds(timer(), at(-600)) == 42 * 60


@pytest.mark.parametrize("kept", [None, Kept("another", at(5))])
def test_a_timer_that_no_window_looked_after_is_not_asked_about(kept: Kept | None) -> None:
    watch = Watch.resumed(timer(), kept, at(600))
    assert watch.open == ()
    assert watch.seconds(timer(), at(600)) == 36_000


def test_a_paused_timer_is_not_asked_about_after_a_crash() -> None:
    held = timer(paused_at=at(40))
    assert Watch.resumed(held, Kept("u", at(42)), at(600)).open == ()


def test_what_started_while_the_desk_was_idle_counts_as_seen_until_the_limit_of_idleness() -> None:
    desk = Desk(idle=4000.0)
    desk.run(9, is_idle=True)
    assert desk.watch.unsure_since is None
    desk.run(2, is_idle=True)
    assert desk.watch.unsure_since == START
