from __future__ import annotations

import csv
import json
import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import Cairn


@pytest.fixture
def filled(cairn: Cairn, cka: int) -> int:
    cairn("log", "45m CKA 2026-11-20 19:00 #lab -- =cmd|' /C calc'!A0")
    cairn("log", "1h yesterday reading -- ordinary")
    cairn("spend", "150 EUR exam CKA 2026-10-01 refund 20")
    cairn("goal", "8h")
    return cka


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(text.splitlines()))


def test_tables_go_to_a_folder_and_say_what_they_hold(
    cairn: Cairn, filled: int, tmp_path: Path
) -> None:
    data = cairn("export", "csv", str(tmp_path / "out"), "--json").data
    names = {Path(path).name for path in data["written"]}
    assert {"study.csv", "expenses.csv", "credentials.csv", "goals.csv"} <= names
    assert data["included"]["study"] == 2
    assert data["left_out"] == ["history", "evidence files"]
    study = table((tmp_path / "out" / "study.csv").read_text(encoding="utf-8"))
    assert [row["credential"] for row in study] == ["", "CKA"]
    assert study[1]["start"] == "2026-11-20T19:00:00+01:00"
    assert study[1]["note"].startswith("'=cmd")
    refund = table((tmp_path / "out" / "refunds.csv").read_text(encoding="utf-8"))[0]
    assert (refund["amount"], refund["currency"]) == ("20.00", "EUR")


def test_one_file_holds_one_table_and_a_zip_all(cairn: Cairn, filled: int, tmp_path: Path) -> None:
    one = tmp_path / "one.csv"
    data = cairn("export", "csv", str(one), "--json").data
    assert data["included"] == {"study": 2}
    assert "expenses" in data["left_out"]
    cairn("export", "csv", str(one), "--table", "expenses")
    assert table(one.read_text(encoding="utf-8"))[0]["amount"] == "150.00"
    packed = tmp_path / "all.zip"
    cairn("export", "csv", str(packed))
    with zipfile.ZipFile(packed) as archive:
        assert {"study.csv", "credentials.csv"} <= set(archive.namelist())
        assert archive.testzip() is None


def test_a_part_is_chosen_by_days_and_credential(cairn: Cairn, filled: int, tmp_path: Path) -> None:
    data = cairn(
        "export",
        "csv",
        str(tmp_path / "part"),
        "--credential",
        "CKA",
        "--since",
        "2026-11-01",
        "--json",
    ).data
    assert data["included"] == {"study": 1, "expenses": 0, "credentials": 1}
    assert "goals" in data["left_out"]


def test_the_whole_record_goes_into_one_json_file(
    cairn: Cairn, filled: int, tmp_path: Path
) -> None:
    out = tmp_path / "all.json"
    data = cairn("export", "json", str(out), "--json").data
    assert data["written"] == [str(out)]
    whole = json.loads(out.read_text(encoding="utf-8"))
    assert (whole["format"], whole["version"]) == ("cairn-record", 1)
    note = whole["rows"]["study_session"][0]["note"]
    assert note == "=cmd|' /C calc'!A0"
    assert data["included"]["study_session"] == 2
    assert out.stat().st_mode & 0o077 == 0


def test_what_is_exported_as_a_table_comes_in_unharmed(
    cairn: Cairn, filled: int, tmp_path: Path
) -> None:
    out, other = tmp_path / "study.csv", tmp_path / "other.cairn"
    cairn("export", "csv", str(out))
    done = cairn("--record", str(other), "import", str(out), "--new-credentials", "--json")
    assert done.code == 0, done.err
    mine = cairn("list", "sessions", "--json").data["rows"]
    theirs = cairn("--record", str(other), "list", "sessions", "--json").data["rows"]
    for name in ("day", "seconds", "start", "note", "tags", "activity"):
        assert [row[name] for row in mine] == [row[name] for row in theirs], name


def test_the_record_and_what_belongs_to_it_is_never_written_over(
    cairn: Cairn, filled: int, record_file: Path, tmp_path: Path
) -> None:
    before = record_file.read_bytes()
    link = tmp_path / "link.json"
    link.symlink_to(record_file)
    for out in (link, record_file.with_name("record.cairn.backups") / "x.json"):
        assert cairn("export", "json", str(out)).code == 1
    assert cairn("export", "csv", str(record_file)).code == 1
    assert record_file.read_bytes() == before


@pytest.mark.parametrize(
    "words",
    [
        ["json", "all.csv"],
        ["json", "all.json", "--since", "2026-01-01"],
        ["csv", "out.json"],
        ["csv", "out", "--table", "stones"],
    ],
)
def test_what_does_not_go_together_is_wrong_usage(
    cairn: Cairn, filled: int, words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cairn("export", *words).code == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cairn-home"]


def test_a_calendar_holds_the_deadlines(cairn: Cairn, cka: int, tmp_path: Path) -> None:
    cairn("edit", "CKA", "--exam", "2026-12-02")
    out = tmp_path / "cairn.ics"
    data = cairn("export", "calendar", str(out), "--json").data
    assert data["included"] == {"deadlines": 1, "planned_blocks": 0}
    assert data["written"] == [str(out)]
    assert b"BEGIN:VALARM" in out.read_bytes()
    assert cairn("export", "calendar", str(tmp_path / "cairn.txt")).code == 2
    assert cairn("export", "calendar", str(out), "--since", "2026-01-01").code == 2
