from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.cli.conftest import Cairn
from tests.store.somebody import told_by_child
from tests.store.world import rows
from tracker.store.engine import connect
from tracker.store.files import FileError
from tracker.store.thinning import kept_in


@pytest.fixture
def filled(cairn: Cairn, cka: int, record_file: Path) -> Path:
    cairn("log", "45m CKA yesterday 19:00")
    cairn("spend", "150 EUR exam CKA")
    return record_file


def test_a_backup_is_made_counted_and_restored(cairn: Cairn, filled: Path, tmp_path: Path) -> None:
    made = cairn("backup", str(tmp_path / "copy.cairn"), "--json").data
    assert made["ok"] is True
    assert made["counts"]["study_session"] == 1
    before = rows(filled)
    cairn("log", "30m CKA")
    done = cairn("restore", str(tmp_path / "copy.cairn"), "--json").data
    assert (done["ok"], done["counts"]["study_session"]) == (True, 1)
    assert rows(filled) == before
    # What it replaced is kept, and restoring that undoes it.
    assert cairn("restore", Path(done["kept"]).name).code == 0
    assert cairn("list", "sessions", "--json").data["total"] == 2


def test_backups_are_listed_and_named_by_their_names(cairn: Cairn, filled: Path) -> None:
    made = Path(cairn("backup", "--json").data["path"])
    listed = cairn("restore", "--json").data
    assert str(made) in [row["path"] for row in listed["rows"]]
    assert made.name in cairn("restore").out
    assert cairn("restore", made.name).code == 0


def test_a_backup_never_replaces_a_file(cairn: Cairn, filled: Path, tmp_path: Path) -> None:
    there = tmp_path / "there.cairn"
    there.write_text("mine", encoding="utf-8")
    assert cairn("backup", str(there)).code == 1
    assert there.read_text(encoding="utf-8") == "mine"


def test_the_day_has_its_backup_without_being_asked_for(cairn: Cairn, filled: Path) -> None:
    [kept] = filled.with_name("record.cairn.backups").glob("*.cairn")
    assert kept.name.endswith("-start.cairn")
    cairn("log", "30m CKA")
    assert len(list(kept.parent.glob("*.cairn"))) == 1


def test_only_a_backup_can_be_restored(cairn: Cairn, filled: Path, tmp_path: Path) -> None:
    diary = tmp_path / "diary.txt"
    diary.write_text("Dear diary", encoding="utf-8")
    before = filled.read_bytes()
    for file in (diary, tmp_path / "missing", filled):
        done = cairn("restore", str(file))
        assert done.code == 1
        assert "Traceback" not in done.err
    assert filled.read_bytes() == before


def test_a_sound_record_checks_out(cairn: Cairn, filled: Path) -> None:
    data = cairn("check", "--json").data
    assert (data["ok"], data["problems"]) == (True, [])
    assert data["counts"]["credential"] == 1
    assert cairn("check").out.startswith("All is well: 1 credential, 1 study session, 1 expense")


def test_damage_is_told_with_code_1_and_salvaged(
    cairn: Cairn, filled: Path, tmp_path: Path
) -> None:
    from tracker.store.engine import driver

    connection = driver().connect(str(filled))
    connection.execute("UPDATE study_session SET seconds = 60")
    connection.commit()
    connection.close()
    done = cairn("check", "--json")
    assert done.code == 1
    assert done.data["ok"] is False
    assert done.data["problems"]
    out = tmp_path / "saved.cairn"
    done = cairn("check", "--salvage", str(out), "--json")
    assert done.code == 1
    assert done.data["salvaged"]["counts"]["credential"] == 1
    assert cairn("--record", str(out), "check").code == 0
    assert out.exists()


def test_a_record_that_cannot_be_opened_is_checked_and_restored(cairn: Cairn, filled: Path) -> None:
    made = cairn("backup", "--json").data["path"]
    filled.write_bytes(b"")
    assert cairn("check").code == 1
    assert cairn("log", "45m").code == 1
    assert cairn("restore", made).code == 0
    assert cairn("list", "sessions", "--json").data["total"] == 1


def test_erasing_asks_first_and_leaves_nothing(cairn: Cairn, filled: Path) -> None:
    cairn("edit", "s1", "--note", "xyzzy-secret")
    cairn("backup")
    done = cairn("erase", "s1", "--json")
    assert (done.code, done.data["choices"]) == (3, ["--yes"])
    assert cairn("show", "s1").code == 0
    done = cairn("erase", "s1", "--yes", "--json")
    assert done.code == 0, done.err
    assert json.dumps(done.data)
    assert cairn("show", "s1").code == 1
    for path in filled.parent.rglob("*"):
        if path.is_file():
            assert b"xyzzy-secret" not in path.read_bytes(), path
    assert cairn("check").code == 0


def test_a_name_that_ends_in_a_slash_becomes_a_folder(
    cairn: Cairn, filled: Path, tmp_path: Path
) -> None:
    made = cairn("backup", f"{tmp_path}/copies/today/", "--json").data
    assert Path(made["path"]) == tmp_path / "copies" / "today" / filled.name
    assert Path(made["path"]).is_file()


def test_nobody_is_told_to_restore_over_what_a_newer_version_wrote(
    cairn: Cairn, filled: Path
) -> None:
    connection = connect(filled, mode="rw")
    connection.execute("PRAGMA user_version=99")
    connection.close()
    ran = cairn("check")
    assert ran.code == 1
    assert "Update Cairn" in ran.err
    assert "«cairn restore»" not in ran.err


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs another user")
def test_a_folder_without_the_right_to_read_it_is_told(cairn: Cairn, filled: Path) -> None:
    def listed() -> str:
        with pytest.raises(FileError) as caught:
            kept_in(filled.parent / "record.cairn.backups")
        return caught.value.message

    filled.parent.chmod(0o600)
    assert "Permission denied" in told_by_child(listed, as_nobody=True)


@pytest.mark.parametrize("kept_bytes", [0, 5000])
def test_a_broken_record_without_backups_is_pointed_to_salvage(
    cairn: Cairn, filled: Path, kept_bytes: int
) -> None:
    for backup in filled.with_name("record.cairn.backups").glob("*.cairn"):
        backup.unlink()
    filled.write_bytes(filled.read_bytes()[:kept_bytes])
    done = cairn("restore")
    assert done.code == 0
    assert "check --salvage" in done.out
    assert "makes one" not in done.out
