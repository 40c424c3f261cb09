from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Cairn
from tests.store.world import rows

FILES = Path(__file__).parents[1] / "fixtures" / "tables"
TOGGL = FILES / "toggl-new.csv"


def held(record: Path) -> dict[str, object]:
    return {kind: found for kind, found in rows(record).items() if found}


def test_a_file_comes_in_once_and_one_undo_takes_it_back(
    cairn: Cairn, cka: int, record_file: Path
) -> None:
    before = held(record_file)
    done = cairn("import", str(TOGGL), "--json")
    assert done.code == 0, done.err
    [file] = done.data["files"]
    assert set(file) == {
        "file", "format", "outcome", "added", "duplicates", "problems", "message"
    }  # fmt: skip
    assert (file["format"], file["outcome"]) == ("toggl", "imported")
    assert file["added"]["sessions"] == cairn("list", "sessions", "--json").data["total"] > 0
    again = cairn("import", str(TOGGL), "--json").data["files"][0]
    assert again["outcome"] == "nothing-new"
    assert again["duplicates"] == file["added"]["sessions"]
    cairn("undo")
    assert held(record_file) == before


def test_a_dry_run_tells_and_writes_nothing(cairn: Cairn, cka: int, record_file: Path) -> None:
    before = record_file.read_bytes()
    done = cairn("import", str(TOGGL), "--dry-run")
    assert done.code == 0
    assert "Nothing was written" in done.out
    assert record_file.read_bytes() == before


def test_what_is_not_understood_is_told_with_code_1(
    cairn: Cairn, cka: int, tmp_path: Path, record_file: Path
) -> None:
    before = record_file.read_bytes()
    diary = tmp_path / "diary.txt"
    diary.write_text("Dear diary", encoding="utf-8")
    done = cairn("import", str(diary), "--json")
    assert done.code == 1
    assert done.data["files"][0]["outcome"] in {"unsupported", "refused"}
    assert str(diary) in done.err
    assert record_file.read_bytes() == before


def test_one_bad_file_does_not_hinder_a_good_one(cairn: Cairn, cka: int, tmp_path: Path) -> None:
    diary = tmp_path / "diary.txt"
    diary.write_text("Dear diary", encoding="utf-8")
    done = cairn("import", str(diary), str(TOGGL), "--json")
    assert done.code == 0
    assert [file["outcome"] for file in done.data["files"]][1] == "imported"
    assert str(diary) in done.err


def test_a_question_is_asked_and_answered_by_its_option(
    cairn: Cairn, cka: int, tmp_path: Path
) -> None:
    unclear = tmp_path / "hours.csv"
    unclear.write_text("date,minutes,project\n03/04/2026,45,CKA\n", encoding="utf-8")
    done = cairn("import", str(unclear), "--json")
    assert done.code == 3
    assert any("--date-order dmy" in choice for choice in done.data["choices"])
    assert cairn("list", "sessions", "--json").data["total"] == 0
    assert cairn("import", str(unclear), "--date-order", "dmy").code == 0
    session = cairn("list", "sessions", "--json").data["rows"][0]
    assert session["day"] == "2026-04-03"
    assert [one["id"] for one in session["credentials"]] == [cka]


def test_a_map_says_what_the_columns_mean(cairn: Cairn, cka: int, tmp_path: Path) -> None:
    table, mapping = tmp_path / "odd.csv", tmp_path / "map.json"
    table.write_text("Wann;Wie lang;Wofür\n20.11.2026;45;Kube\n", encoding="utf-8")
    mapping.write_text(
        '{"kind": "study", "columns": {"Wann": "day", "Wie lang": "minutes", "Wofür": "project"},'
        ' "date_order": "dmy", "delimiter": ";"}',
        encoding="utf-8",
    )
    done = cairn("import", str(table), "--map", str(mapping), "--project", f"Kube=c{cka}", "--json")
    assert done.code == 0, done.err
    session = cairn("list", "sessions", "--json").data["rows"][0]
    assert (session["minutes"], session["credentials"][0]["id"]) == (45, cka)


def test_a_project_without_a_credential_becomes_the_topic_or_a_new_one(
    cairn: Cairn, cka: int, tmp_path: Path
) -> None:
    table = tmp_path / "hours.csv"
    table.write_text("date,minutes,project\n2026-11-20,45,Rust\n", encoding="utf-8")
    assert "kept as the topic" in cairn("import", str(table)).out
    assert cairn("list", "sessions", "--json").data["rows"][0]["topic"] == "Rust"
    cairn("undo")
    data = cairn("import", str(table), "--new-credentials", "--json").data
    assert data["files"][0]["added"]["credentials"] == 1
    assert cairn("show", "Rust", "--json").data["credential"]["logged_minutes"] == 45


@pytest.mark.parametrize("option", [["--project", "Kube"], ["--format", "punchcards"]])
def test_wrong_options_are_told(cairn: Cairn, cka: int, option: list[str]) -> None:
    done = cairn("import", str(TOGGL), *option)
    assert done.code in {1, 2}
    assert "Traceback" not in done.err
    assert cairn("list", "sessions", "--json").data["total"] == 0


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--zone", "Foo/Bar", "is not a time zone"),
        ("--currency", "EURO", "is not a currency code"),
        ("--date-order", "xyz", "it can be dmy, mdy, ymd"),
    ],
)
def test_an_answer_that_cannot_be_says_what_it_should_be(
    cairn: Cairn, tmp_path: Path, option: str, value: str, told: str
) -> None:
    table = tmp_path / "table.csv"
    table.write_text("Date,Minutes\n2026-11-01,45\n")
    ran = cairn("import", str(table), option, value)
    assert ran.code == 1
    assert told in ran.err
