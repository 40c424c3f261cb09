from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine

from tests.cli.conftest import Cairn
from tests.store.world import fingerprint


def test_a_timer_runs_pauses_runs_on_and_is_logged_without_its_pause(
    cairn: Cairn, cka: int, now: time_machine.Traveller
) -> None:
    started = cairn("start", "CKA", "#lab", "--json").data["running"]
    assert (started["seconds"], started["is_paused"]) == (0, False)
    assert started["credentials"] == [{"id": cka, "title": "CKA", "weight": 1}]
    now.shift(timedelta(minutes=42, seconds=17))
    assert cairn("status").out == "Running 0:42:17 · CKA · lab · since 20:30\n"
    paused = cairn("pause", "--json").data["running"]
    assert paused["paused_at"] == "2026-11-22T21:12:17+01:00"
    now.shift(timedelta(minutes=10))
    assert cairn("status").out.startswith("Paused 0:42:17")
    assert "Runs on" in cairn("resume").out
    now.shift(timedelta(minutes=5))
    data = cairn("stop", "--json").data
    assert data["running"] is None
    assert data["session"]["seconds"] == 47 * 60 + 17
    assert data["session"]["pause_seconds"] == 600
    assert data["session"]["entry"] == "timed"
    assert cairn("status", "--json").data == {"running": None}


def test_stopping_tells_what_was_logged(
    cairn: Cairn, cka: int, now: time_machine.Traveller
) -> None:
    cairn("start", "CKA")
    now.shift(timedelta(minutes=45))
    assert cairn("stop").out == ("Logged 45 m · CKA · Sun 22 Nov 20:30–21:15  (undo: cairn undo)\n")


def test_stopping_over_another_session_logs_it_and_says_so(
    cairn: Cairn, cka: int, now: time_machine.Traveller
) -> None:
    cairn("start", "CKA")
    now.shift(timedelta(minutes=45))
    assert cairn("log", "10m CKA 20:40", "--yes").code == 0
    done = cairn("stop", "--json")
    assert done.code == 0
    assert done.data["running"] is None
    assert done.data["session"]["minutes"] == 45
    (note,) = done.data["notes"]
    assert "20:40–20:50" in note
    assert note in done.err


def test_stopping_beside_other_sessions_has_nothing_to_say(
    cairn: Cairn, cka: int, now: time_machine.Traveller
) -> None:
    cairn("log", "30m CKA 20:00", "--yes")
    cairn("start", "CKA")
    now.shift(timedelta(minutes=45))
    done = cairn("stop", "--json")
    assert (done.data["notes"], done.err) == ([], "")


def test_a_timer_may_be_for_nothing_yet_and_takes_no_second_one(cairn: Cairn) -> None:
    assert cairn("start").code == 0
    done = cairn("start", "something")
    assert done.code == 1
    assert "runs" in done.err


def test_discarding_logs_nothing_and_can_be_undone(
    cairn: Cairn, cka: int, now: time_machine.Traveller
) -> None:
    cairn("start", "CKA")
    now.shift(timedelta(minutes=5))
    assert "0:05:00" in cairn("discard").out
    assert cairn("list", "sessions", "--json").data["total"] == 0
    cairn("undo")
    assert cairn("status", "--json").data["running"]["seconds"] == 300


@pytest.mark.parametrize("command", ["pause", "resume", "stop", "discard"])
def test_without_a_timer_that_is_said(cairn: Cairn, cka: int, command: str) -> None:
    done = cairn(command)
    assert done.code == 1
    assert "no timer" in done.err.casefold()


def test_a_timer_forgotten_over_night_is_asked_about(
    cairn: Cairn, cka: int, now: time_machine.Traveller, record_file: Path
) -> None:
    cairn("start", "CKA")
    now.shift(timedelta(hours=14))
    before = fingerprint(record_file)
    done = cairn("stop", "--json")
    assert done.code == 3
    assert done.data["session"] is None
    assert "14 h" in done.data["asked"]
    assert "--yes" in done.data["choices"]
    assert fingerprint(record_file) == before
    session = cairn("stop", "--at", "2026-11-22 21:30", "--json").data["session"]
    assert session["seconds"] == 3600


def test_an_end_before_the_start_is_refused(cairn: Cairn, cka: int) -> None:
    cairn("start", "CKA")
    done = cairn("stop", "--at", "19:00")
    assert done.code == 1
    assert "20:30" in done.err
    assert cairn("status", "--json").data["running"]


def test_what_the_words_say_of_time_does_not_matter_to_a_start(cairn: Cairn, cka: int) -> None:
    running = cairn("start", "45m", "CKA", "--json").data["running"]
    assert [one["id"] for one in running["credentials"]] == [cka]


def test_without_a_record_nothing_runs_and_none_is_begun(cairn: Cairn, record_file: Path) -> None:
    assert cairn("status").out == "No timer is running.\n"
    assert not record_file.exists()


def test_a_stop_that_is_undone_runs_on(cairn: Cairn, cka: int, now: time_machine.Traveller) -> None:
    cairn("start", "CKA")
    now.shift(timedelta(minutes=45))
    cairn("stop")
    assert cairn("undo", "--json").data == {"undone": "Stop timer and log study"}
    assert cairn("status", "--json").data["running"]["minutes"] == 45
    assert cairn("redo", "--json").data == {"redone": "Stop timer and log study"}
    assert cairn("list", "sessions", "--json").data["total"] == 1


def test_an_end_that_has_not_come_yet_is_refused_and_the_timer_runs_on(
    cairn: Cairn, cka: int
) -> None:
    cairn("start", "CKA")
    ran = cairn("stop", "--at", "2026-11-22 23:59")
    assert ran.code == 1
    assert "has not come yet" in ran.err
    assert cairn("status", "--json").data["running"] is not None
