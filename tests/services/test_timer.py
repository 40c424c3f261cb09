from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.services.conftest import PRAGUE, Hands, credential, everything, wall
from tracker.analytics.presence import Kept
from tracker.analytics.stretches import Stretch, Why
from tracker.domain.changes import Kind
from tracker.domain.instants import Moment
from tracker.domain.study import Share, TimerDraft
from tracker.errors import QuestionError, TrackerError
from tracker.paths import timer_journal
from tracker.record import Record


def test_a_pause_is_a_pause_inside_the_session(book: Record, hands: Hands) -> None:
    cka = credential(book, "CKA")
    book.timer.start(TimerDraft(shares=(Share(cka),), activity="lab", tags=("x",), note="a"))
    hands.go_on(minutes=20)
    book.timer.pause()
    book.timer.pause()
    hands.go_on(minutes=10)
    book.timer.resume()
    book.timer.resume()
    hands.go_on(minutes=5)
    number = book.timer.stop(note="b").only_id(Kind.STUDY_SESSION)
    row = book.study.one(number)
    assert (row.seconds, row.pause_seconds) == (1500, 600)
    assert row.end_at == hands.at
    assert (row.activity, row.tags, row.note, row.title) == ("lab", ("x",), "a\nb", "CKA")
    assert book.timer.running() is None


def test_stopping_while_it_is_paused_ends_it_where_the_pause_began(
    book: Record, hands: Hands
) -> None:
    book.timer.start(TimerDraft(topic="maths"))
    hands.go_on(minutes=20)
    book.timer.pause()
    hands.go_on(hours=3)
    row = book.study.one(book.timer.stop().only_id(Kind.STUDY_SESSION))
    assert (row.seconds, row.pause_seconds) == (1200, 0)
    assert row.end_at == hands.at - timedelta(hours=3)


def test_only_one_timer_runs(book: Record, hands: Hands) -> None:
    book.timer.start(TimerDraft(topic="maths"))
    before = everything(book)
    with pytest.raises(TrackerError, match="maths"):
        book.timer.start(TimerDraft())
    assert everything(book) == before


@pytest.mark.parametrize("what", ["pause", "resume", "stop", "discard"])
def test_without_a_timer_nothing_is_done(book: Record, what: str) -> None:
    before = everything(book)
    with pytest.raises(TrackerError, match="no timer"):
        getattr(book.timer, what)()
    assert everything(book) == before


def test_less_than_a_second_is_nothing_to_log(book: Record, hands: Hands) -> None:
    book.timer.start(TimerDraft())
    with pytest.raises(TrackerError, match="second"):
        book.timer.stop()
    assert book.timer.running() is not None


def test_a_clock_that_is_set_back_makes_no_negative_time(book: Record, hands: Hands) -> None:
    book.timer.start(TimerDraft())
    hands.go_on(hours=-1)
    held = book.timer.running()
    assert held is not None
    assert held.seconds_at(hands.at) == 0
    book.timer.pause()
    hands.go_on(minutes=5)
    book.timer.resume()
    hands.go_on(hours=2)
    row = book.study.one(book.timer.stop().only_id(Kind.STUDY_SESSION))
    assert row.seconds > 0
    assert row.pause_seconds >= 0


def test_above_twelve_hours_it_asks_and_runs_on(book: Record, hands: Hands) -> None:
    book.timer.start(TimerDraft())
    hands.go_on(hours=12, seconds=1)
    before = everything(book)
    with pytest.raises(QuestionError, match="12 h"):
        book.timer.stop()
    assert everything(book) == before
    assert book.timer.stop(is_sure=True).only_id(Kind.STUDY_SESSION)


def test_an_earlier_end_cuts_what_lies_behind_it(book: Record, hands: Hands) -> None:
    start = hands.at
    book.timer.start(TimerDraft())
    hands.go_on(minutes=30)
    book.timer.pause()
    hands.go_on(minutes=30)
    book.timer.resume()
    hands.go_on(hours=20)
    row = book.study.one(
        book.timer.stop(at=start + timedelta(minutes=20)).only_id(Kind.STUDY_SESSION)
    )
    assert (row.seconds, row.pause_seconds) == (1200, 0)
    assert row.end_at == start + timedelta(minutes=20)


def test_an_end_in_the_future_is_now(book: Record, hands: Hands) -> None:
    book.timer.start(TimerDraft())
    hands.go_on(minutes=10)
    row = book.study.one(
        book.timer.stop(at=hands.at + timedelta(hours=1)).only_id(Kind.STUDY_SESSION)
    )
    assert row.seconds == 600


def test_two_programs_log_one_timer_once(book: Record, hands: Hands) -> None:
    book.timer.start(TimerDraft(topic="maths"))
    hands.go_on(minutes=30)
    with Record.open(book.path, clock=hands.clock) as other:
        held = other.timer.running()
        assert held is not None
        first = other.timer.stop().only_id(Kind.STUDY_SESSION)
        with pytest.raises(TrackerError, match="no timer"):
            book.timer.stop()
        assert other.study.one(first).uuid == held.uuid
    assert book.study.count() == 1
    # The stop undone and done again by the other program still is one session.
    book.history.undo()
    assert book.timer.running() is not None
    assert book.study.count() == 0
    hands.go_on(minutes=5)
    row = book.study.one(book.timer.stop().only_id(Kind.STUDY_SESSION))
    assert (row.uuid, row.seconds) == (held.uuid, 2100)


def test_a_break_is_added_and_those_that_touch_become_one(book: Record, hands: Hands) -> None:
    start = hands.at
    book.timer.start(TimerDraft())
    hands.go_on(hours=1)

    def minute(n: int):
        return start + timedelta(minutes=n)

    book.timer.add_break(minute(10), minute(20))
    book.timer.add_break(minute(15), minute(25))
    book.timer.add_break(minute(40), minute(45))
    row = book.study.one(book.timer.stop().only_id(Kind.STUDY_SESSION))
    assert row.pause_seconds == 20 * 60
    assert row.seconds == 40 * 60


def test_what_it_is_for_may_change_while_it_runs(book: Record, hands: Hands) -> None:
    cka = credential(book, "CKA")
    book.timer.start(TimerDraft())
    hands.go_on(minutes=5)
    book.timer.change(TimerDraft(shares=(Share(cka),), activity="lab"))
    held = book.timer.running()
    assert held is not None
    assert (held.title, held.activity, held.seconds_at(hands.at)) == ("CKA", "lab", 300)


def test_a_deleted_credential_leaves_its_name_to_the_timer(book: Record, hands: Hands) -> None:
    cka = credential(book, "CKA")
    book.timer.start(TimerDraft(shares=(Share(cka),)))
    book.credentials.delete(cka)
    held = book.timer.running()
    assert held is not None
    assert (held.shares, held.title) == ((), "CKA")
    hands.go_on(minutes=5)
    assert book.study.one(book.timer.stop().only_id(Kind.STUDY_SESSION)).topic == "CKA"


def test_it_is_kept_in_the_zone_in_which_it_started(book: Record, hands: Hands) -> None:
    book.timer.start(TimerDraft())
    hands.zone = "America/New_York"
    hands.go_on(hours=8)
    row = book.study.one(book.timer.stop().only_id(Kind.STUDY_SESSION))
    assert row.start == Moment.from_wall(wall(22, 19).wall, PRAGUE)
    assert row.day == date(2026, 11, 22)


def test_the_journal_tells_what_a_window_knew_last(book: Record, hands: Hands) -> None:
    assert not book.timer.beat()
    assert book.timer.kept() is None
    start = hands.at
    book.timer.start(TimerDraft())
    held = book.timer.running()
    assert held is not None
    assert book.timer.last_seen() is None
    hands.go_on(minutes=40)
    away = Stretch(Why.IDLE, start + timedelta(minutes=10), start + timedelta(minutes=30))
    kept = Kept(held.uuid, hands.at, None, start + timedelta(minutes=31), (away,))
    assert book.timer.beat(kept)
    assert book.timer.kept() == kept
    assert book.timer.last_seen() == away.first
    assert not book.timer.beat(Kept("another", hands.at))
    book.timer.discard()
    assert not timer_journal(book.path).exists()


def test_what_nobody_saw_is_asked_about_before_it_is_logged(book: Record, hands: Hands) -> None:
    start = hands.at
    book.timer.start(TimerDraft())
    hands.go_on(minutes=42)
    book.timer.beat()
    hands.go_on(seconds=60)
    book.timer.stop()
    book.history.undo()
    book.timer.beat()
    seen = hands.at
    hands.go_on(minutes=48)
    before = everything(book)
    with pytest.raises(QuestionError, match="Did you study all of it"):
        book.timer.stop()
    assert everything(book) == before
    number = book.timer.stop(at=seen).only_id(Kind.STUDY_SESSION)
    assert book.study.one(number).end_at == seen
    book.history.undo()
    number = book.timer.stop(is_sure=True).only_id(Kind.STUDY_SESSION)
    assert book.study.one(number).end_at == start + timedelta(minutes=91)


def test_an_answer_for_a_timer_that_was_stopped_touches_no_other(
    book: Record, hands: Hands
) -> None:
    book.timer.start(TimerDraft(topic="first"))
    held = book.timer.running()
    assert held is not None
    hands.go_on(minutes=30)
    book.timer.stop()
    book.timer.start(TimerDraft(topic="second"))
    hands.go_on(minutes=30)
    before = everything(book)
    for do in (
        lambda: book.timer.add_break(hands.at - timedelta(minutes=20), hands.at, of=held.uuid),
        lambda: book.timer.stop(of=held.uuid),
        lambda: book.timer.discard(of=held.uuid),
    ):
        with pytest.raises(TrackerError, match="stopped in the meantime"):
            do()
    assert everything(book) == before


def test_it_may_have_started_earlier(book: Record, hands: Hands) -> None:
    book.timer.start(TimerDraft())
    hands.go_on(minutes=5)
    book.timer.move_start(hands.at - timedelta(minutes=15))
    held = book.timer.running()
    assert held is not None
    assert held.seconds_at(hands.at) == 15 * 60
    book.history.undo()
    held = book.timer.running()
    assert held is not None
    assert held.seconds_at(hands.at) == 5 * 60


def test_a_later_start_takes_what_was_paused_before_it_along(book: Record, hands: Hands) -> None:
    book.timer.start(TimerDraft())
    hands.go_on(minutes=5)
    book.timer.pause()
    hands.go_on(minutes=10)
    book.timer.resume()
    hands.go_on(minutes=10)
    book.timer.move_start(hands.at - timedelta(minutes=12))
    held = book.timer.running()
    assert held is not None
    assert held.seconds_at(hands.at) == 10 * 60


@pytest.mark.parametrize("by", [timedelta(minutes=-1), timedelta(days=8)])
def test_a_start_that_can_not_be_is_refused(book: Record, hands: Hands, by: timedelta) -> None:
    book.timer.start(TimerDraft())
    hands.go_on(minutes=5)
    before = everything(book)
    with pytest.raises(TrackerError):
        book.timer.move_start(hands.at - by)
    assert everything(book) == before


def test_a_start_inside_another_session_is_asked_about(book: Record, hands: Hands) -> None:
    book.timer.start(TimerDraft(topic="maths"))
    hands.go_on(minutes=30)
    book.timer.stop()
    book.timer.start(TimerDraft())
    hands.go_on(minutes=5)
    with pytest.raises(QuestionError, match="maths"):
        book.timer.move_start(hands.at - timedelta(minutes=15))
    book.timer.move_start(hands.at - timedelta(minutes=15), is_sure=True)
    held = book.timer.running()
    assert held is not None
    assert held.seconds_at(hands.at) == 900


def test_after_the_clock_was_put_back_it_counts_what_really_ran(book: Record, hands: Hands) -> None:
    book.timer.start(TimerDraft())
    hands.go_on(minutes=20)
    book.timer.pause()
    hands.go_on(minutes=5)
    book.timer.resume()
    hands.go_on(minutes=5)
    before = hands.at
    hands.go_on(hours=-2)
    book.timer.follow_clock(Stretch(Why.BACK, hands.at, before))
    hands.go_on(minutes=5)
    row = book.study.one(book.timer.stop().only_id(Kind.STUDY_SESSION))
    assert (row.seconds, row.pause_seconds) == (30 * 60, 5 * 60)
    assert row.end_at == hands.at


def test_a_note_and_tags_are_added_in_passing(book: Record) -> None:
    book.timer.start(TimerDraft(note="a", tags=("x",)))
    book.timer.jot("b", ["x", "y"])
    held = book.timer.running()
    assert held is not None
    assert (held.note, held.tags) == ("a\nb", ("x", "y"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"timer": 5}',
        '{"timer": "x", "last_seen": "yesterday"}',
        "\x00",
        '{"timer": "x", "last_seen": "2026-11-22T18:00:00Z", "open": [["idle", 3]]}',
        '{"timer": "x", "last_seen": "2026-11-22T18:00:00Z", "open": 5}',
        '{"timer": "x", "last_seen": "2026-11-22T18:00:00Z", "unsure_since": "soon"}',
    ],
)
def test_a_garbled_journal_tells_nothing(book: Record, hands: Hands, text: str) -> None:
    book.timer.start(TimerDraft())
    timer_journal(book.path).write_text(text, encoding="utf-8")
    assert book.timer.last_seen() is None
    hands.go_on(minutes=5)
    assert book.timer.stop().only_id(Kind.STUDY_SESSION)


def minutes_between(least: int, most: int) -> st.SearchStrategy[timedelta]:
    return st.integers(least, most).map(lambda n: timedelta(minutes=n))


steps = st.one_of(
    st.sampled_from(["pause", "resume"]),
    minutes_between(-20, 60),
    st.tuples(minutes_between(-90, 0), minutes_between(-30, 60)),
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(steps, min_size=4, max_size=12), back=minutes_between(-10, 30))
def test_a_timer_can_be_stopped_whatever_the_clock_and_its_breaks_did(
    book: Record, hands: Hands, steps: list[Any], back: timedelta
) -> None:
    started = hands.at
    book.timer.start(TimerDraft())
    for step in steps:
        if isinstance(step, timedelta):
            hands.at += step
        elif isinstance(step, tuple):
            first = hands.at + step[0]
            book.timer.add_break(first, first + step[1])
        else:
            getattr(book.timer, step)()
    held = book.timer.running()
    assert held is not None
    try:
        row = book.study.one(
            book.timer.stop(at=hands.at - back, is_sure=True).only_id(Kind.STUDY_SESSION)
        )
    except TrackerError as nothing:
        assert "not run for a second" in nothing.message
        book.timer.discard()
        return
    assert row.end_at is not None
    assert row.end_at <= max(hands.at, started)
    assert row.end_at - started == timedelta(seconds=row.seconds + row.pause_seconds)
    studied = set(range(int((row.end_at - started).total_seconds())))
    for pause in held.pauses:
        first, last = (at - started for at in (pause.started_at, pause.ended_at))
        studied -= set(range(int(first.total_seconds()), int(last.total_seconds())))
    assert row.seconds == len(studied)
