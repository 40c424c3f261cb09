from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Cairn
from tests.store.world import fingerprint


def test_a_line_is_logged_and_told_in_one_line(cairn: Cairn, cka: int) -> None:
    done = cairn("log", "45m", "CKA", "19:00", "#lab")
    assert done.code == 0
    assert done.out == "Logged 45 m · CKA · lab · Sun 22 Nov 19:00–19:45  (undo: cairn undo)\n"
    assert done.err == ""


def test_a_program_gets_the_session_with_stable_names(cairn: Cairn, cka: int) -> None:
    data = cairn("log", "1h30", "CKA", "yesterday", "19:00", "#lab", "#etcd", "--json").data
    session = data["session"]
    assert data["asked"] is None
    assert session.pop("uuid")
    assert session == {
        "id": 1,
        "day": "2026-11-21",
        "minutes": 90,
        "seconds": 5400,
        "start": "2026-11-21T19:00:00+01:00",
        "end": "2026-11-21T20:30:00+01:00",
        "zone": "Europe/Prague",
        "credentials": [{"id": cka, "title": "CKA", "weight": 1, "seconds": 5400}],
        "topic": "",
        "activity": "lab",
        "note": "",
        "tags": ["etcd"],
        "focus": None,
        "pause_seconds": 0,
        "entry": "by_hand",
        "source": "",
    }


def test_a_duration_alone_has_a_day_and_no_start(cairn: Cairn) -> None:
    session = cairn("log", "30m", "--json").data["session"]
    assert (session["day"], session["start"], session["end"]) == ("2026-11-22", None, None)
    assert session["minutes"] == 30


@pytest.mark.parametrize(
    ("line", "question", "answer"),
    [
        ("13h CKA", "13 h", "--yes"),
        ("45m CKA tomorrow 19:00", "not come yet", "--yes"),
        ("30m CKA 18:10", "18:00–19:00", "--yes"),
    ],
)
def test_what_must_be_asked_is_not_written_before_it_is_answered(
    cairn: Cairn, cka: int, record_file: Path, line: str, question: str, answer: str
) -> None:
    assert cairn("log", "1h CKA 18:00").code == 0
    before = fingerprint(record_file)
    done = cairn("log", line)
    assert (done.code, done.out) == (3, "")
    assert question in done.err
    assert answer in done.err
    data = cairn("log", line, "--json").data
    assert data["session"] is None
    assert question in data["asked"]
    assert answer in data["choices"]
    assert fingerprint(record_file) == before
    assert cairn("log", line, "--yes").code == 0


def test_an_unclear_name_is_answered_by_its_number(cairn: Cairn, cka: int) -> None:
    second = cairn("add", "Certified Kubernetes Application Developer", "--json").data["credential"]
    cairn("edit", "CKA", "--status", "planned")
    done = cairn("log", "45m", "certified", "kubernetes", "--json")
    assert done.code == 3
    assert len(done.data["choices"]) == 2
    assert f"--credential {second['id']} " in " ".join(done.data["choices"])
    done = cairn("log", "45m certified kubernetes", "--credential", str(second["id"]), "--json")
    assert [one["id"] for one in done.data["session"]["credentials"]] == [second["id"]]


def test_words_that_name_nothing_become_the_topic_and_that_is_said(cairn: Cairn) -> None:
    done = cairn("log", "45m linear algebra", "--json")
    assert done.data["session"]["topic"] == "linear algebra"
    assert "linear algebra" in done.data["hints"][0]
    assert "linear algebra" in done.err


def test_a_dry_run_tells_each_part_and_writes_nothing(
    cairn: Cairn, cka: int, record_file: Path
) -> None:
    before = fingerprint(record_file)
    done = cairn("log", "45m", "CKA", "yesterday", "19:00", "#lab", "--dry-run")
    assert done.code == 0
    for part in ("45 m", "Sat 21 Nov", "19:00", "CKA", "lab"):
        assert part in done.out
    data = cairn("log", "13h CKA", "--dry-run", "--json").data
    assert data["session"]["minutes"] == 780
    assert data["asked"]
    assert [token["kind"] for token in data["tokens"]] == ["duration", "credential"]
    assert fingerprint(record_file) == before


def test_a_dry_run_needs_no_record_and_begins_none(cairn: Cairn, record_file: Path) -> None:
    assert cairn("log", "45m", "CKA", "--dry-run", "--json").data["session"]["minutes"] == 45
    done = cairn("log", "no length", "--dry-run", "--json")
    assert done.code == 1
    assert done.data["problems"]
    assert not record_file.exists()


def test_options_say_the_day_the_time_and_a_note(cairn: Cairn, cka: int) -> None:
    session = cairn(
        "log",
        "45m CKA -- first",
        "--day",
        "2026-11-20",
        "--at",
        "7:15",
        "--note",
        "second",
        "--json",
    ).data["session"]
    assert session["start"] == "2026-11-20T07:15:00+01:00"
    assert session["day"] == "2026-11-20"
    assert session["note"] == "first\nsecond"
    moved = cairn("log", "20m CKA 9:00", "--day", "yesterday", "--json").data["session"]
    assert moved["start"] == "2026-11-21T09:00:00+01:00"
    bare = cairn("log", "20m CKA", "--day", "yesterday", "--json").data["session"]
    assert (bare["day"], bare["start"]) == ("2026-11-21", None)


def test_several_credentials_share_the_seconds_exactly(cairn: Cairn, cka: int) -> None:
    cairn("add", "AWS Solutions Architect", "--short", "AWS")
    session = cairn("log", "50m CKA 2 + AWS 1", "--json").data["session"]
    assert [one["seconds"] for one in session["credentials"]] == [2000, 1000]
    assert sum(one["seconds"] for one in session["credentials"]) == session["seconds"]


def test_an_archived_credential_is_no_candidate(cairn: Cairn, cka: int) -> None:
    cairn("archive", "CKA")
    assert cairn("log", "45m CKA", "--json").data["session"]["credentials"] == []
    cairn("archive", "CKA", "--back")
    assert cairn("log", "30m CKA", "--json").data["session"]["credentials"]
