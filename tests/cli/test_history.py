from __future__ import annotations

from tests.cli.conftest import Cairn


def test_undo_and_redo_name_what_they_did(cairn: Cairn) -> None:
    cairn("log", "45m")
    assert cairn("undo").out == "Undone: Log study\n"
    assert cairn("list", "sessions", "--json").data["total"] == 0
    assert cairn("redo").out == "Done again: Log study\n"
    assert cairn("list", "sessions", "--json").data["total"] == 1
    assert cairn("redo").code == 1


def test_the_history_tells_the_newest_first(cairn: Cairn, cka: int) -> None:
    cairn("log", "45m CKA")
    cairn("undo")
    data = cairn("history", "--json").data
    assert [row["label"] for row in data["rows"]] == ["Log study", "Log study", "Add credential"]
    assert [row["how"] for row in data["rows"]] == ["undo", "do", "do"]
    assert data["rows"][0]["source"] == "command line"
    assert data["rows"][0]["at"] == "2026-11-22T20:30:00+01:00"
    assert (data["undo"], data["redo"]) == ("Add credential", "Log study")
    assert len(cairn("history", "--limit", "1", "--json").data["rows"]) == 1
    assert cairn("history", "--limit", "none").code == 2


def test_one_thing_has_a_history_with_before_and_after(cairn: Cairn, cka: int) -> None:
    cairn("edit", "CKA", "--grade", "A")
    change, made = cairn("history", "CKA", "--json").data["rows"]
    assert (change["before"], change["after"]) == ({"grade": ""}, {"grade": "A"})
    assert made["what"] == "insert"
    assert "grade: – → A" in cairn("history", "CKA").out


def test_a_deleted_thing_still_has_its_history(cairn: Cairn) -> None:
    cairn("log", "45m")
    cairn("delete", "s1")
    assert [row["what"] for row in cairn("history", "s1", "--json").data["rows"]] == [
        "delete",
        "insert",
    ]
    assert cairn("history", "s9").code == 1
