from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from tests.store.world import NOON, fill, fingerprint, opened, rows
from tracker import paths
from tracker.domain.changes import Kind
from tracker.errors import TrackerError
from tracker.store import engine as engines
from tracker.store import restoring
from tracker.store.backup import Backup, back_up, backups_of
from tracker.store.checking import check
from tracker.store.engine import connect
from tracker.store.evidence import EvidenceFiles
from tracker.store.restoring import restore, sweep_left_behind
from tracker.store.salvage import salvage
from tracker.store.store import Store


@pytest.fixture(params=["log", "journal"])
def record(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    if request.param == "journal":
        monkeypatch.setattr(engines, "has_safe_wal", lambda _version: False)
    path = tmp_path / "home" / "record.cairn"
    with opened(path) as store:
        fill(store, 40)
    return path


def add_skill(store: Store, name: str = "Patience") -> int:
    with store.writing("Add skill") as write:
        return write.add(Kind.SKILL, name=name)


def test_what_was_replaced_is_kept_and_can_be_put_back(record: Path) -> None:
    backup, before = back_up(record, NOON), rows(record)
    with opened(record) as store:
        add_skill(store)
        changed = rows(record)
        done = restore(record, backup.path, NOON)
        assert rows(record) == before
        assert not done.is_replaced
        assert done.counts["skill"] == 0
        assert done.kept is not None
        assert rows(done.kept) == changed
        # The record that was open all the time goes on with what was restored.
        store.undo()
        restore(record, done.kept, NOON)
        assert rows(record) == changed
        assert store.undo().label == "Add skill"
    assert check(record).problems == ()


def test_every_window_learns_that_everything_is_different(record: Path) -> None:
    backup = back_up(record, NOON)
    with opened(record) as here, opened(record) as there:
        add_skill(here)
        assert here.changes_elsewhere() is None
        assert there.changes_elsewhere() is None  # both watch from here on
        restore(record, backup.path, NOON)
        for store in (here, there):
            told = store.changes_elsewhere()
            assert told is not None
            assert told.kinds == set(Kind)
            assert store.changes_elsewhere() is None
        # The same number stands for another operation now.
        add_skill(there, "Curiosity")
        told = here.changes_elsewhere()
        assert told is not None
        assert told.kinds == {Kind.SKILL}


def test_a_missing_record_comes_back(record: Path) -> None:
    backup, before = back_up(record, NOON), rows(record)
    record.unlink()
    done = restore(record, backup.path, NOON)
    assert done.kept is None
    assert rows(record) == before
    assert record.stat().st_mode & 0o777 == 0o600


def test_a_damaged_record_is_kept_byte_for_byte_and_can_still_be_salvaged(
    record: Path, tmp_path: Path
) -> None:
    backup, before = back_up(record, NOON), rows(record)
    data = bytearray(record.read_bytes())
    data[4096 * 20 : 4096 * 24] = os.urandom(4096 * 4)
    record.write_bytes(data)
    log = record.with_name(record.name + "-wal")
    log.write_bytes(b"what was left of the log")
    done = restore(record, backup.path, NOON)
    assert rows(record) == before
    assert done.is_replaced
    assert done.kept is not None
    assert done.kept.read_bytes() == bytes(data)
    assert done.kept.with_name(done.kept.name + "-wal").read_bytes() == b"what was left of the log"
    assert not log.exists() or log.stat().st_size == 0  # it would be played into the new one
    assert [one.is_damaged for one in backups_of(record)] == [True, False]
    assert salvage(done.kept, tmp_path / "saved.cairn").counts["credential"] > 0


@pytest.mark.parametrize("what", ["empty", "text"])
def test_a_ruined_record_gives_way(record: Path, what: str) -> None:
    backup, before = back_up(record, NOON), rows(record)
    record.write_bytes(b"" if what == "empty" else b"no record at all\n" * 20)
    restore(record, backup.path, NOON)
    assert rows(record) == before


def refused(record: Path, backup: Path) -> str:
    """The sentence with which a restore is refused; nothing may have changed."""
    before, beside = rows(record), len(backups_of(record))
    with pytest.raises(TrackerError) as caught:
        restore(record, backup, NOON)
    assert rows(record) == before
    assert len(backups_of(record)) == beside
    assert [place for place in record.parent.iterdir() if place.name.endswith(".restoring")] == []
    return caught.value.message


def altered(record: Path, *statements: str) -> Path:
    made = back_up(record, NOON)
    connection = connect(made.path, mode="rw")
    for statement in statements:
        connection.execute(statement)
    connection.close()
    return made.path


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        # A file from outside that would act on its own.
        (
            "CREATE TRIGGER quiet AFTER INSERT ON credential BEGIN DELETE FROM study_share; END",
            "«quiet», which Cairn did not put there",
        ),
        ("CREATE VIEW v AS SELECT * FROM credential", "«v», which Cairn did not put there"),
        ("DROP TRIGGER change_is_kept", "«change_is_kept», is missing or altered"),
        ("UPDATE study_session SET seconds = seconds + 60 WHERE id = 1", "Row 1 of study_session"),
        ("DELETE FROM credential WHERE id = 1", "points to a row of credential"),
        ("PRAGMA user_version=9", "newer Cairn"),
        ("PRAGMA application_id=1", "is not a record of Cairn"),
    ],
)
def test_a_backup_that_is_not_as_it_was_made_is_refused(
    record: Path, statement: str, said: str
) -> None:
    assert said in refused(record, altered(record, "PRAGMA foreign_keys=OFF", statement))


def test_files_that_are_no_backup_are_refused(record: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    assert "There is no backup" in refused(record, other)
    other.write_bytes(b"")
    assert "is empty" in refused(record, other)
    other.write_bytes(os.urandom(9000))
    assert "is not a record" in refused(record, other)
    made = back_up(record, NOON, to=tmp_path / "cut")
    made.path.write_bytes(made.path.read_bytes()[:30000])
    assert "The end of the record" in refused(record, made.path)


def test_nothing_but_rows_comes_out_of_a_backup(record: Path) -> None:
    """Free pages of a file from outside stay outside."""
    made = back_up(record, NOON)
    connection = connect(made.path, mode="rw")
    connection.execute("CREATE TABLE hidden (a)")
    connection.execute("INSERT INTO hidden VALUES (?)", ["stowaway " * 100])
    connection.execute("DROP TABLE hidden")
    connection.close()
    assert b"stowaway" in made.path.read_bytes()
    restore(record, made.path, NOON)
    assert b"stowaway" not in record.read_bytes()


def test_a_record_that_is_open_can_be_named_as_the_backup(record: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.cairn"
    with opened(other) as store:
        fill(store, 7, prefix="other ")
        restore(record, other, NOON)
        assert rows(record) == rows(other)


def test_a_newer_record_is_not_replaced_by_an_older_program(record: Path) -> None:
    backup = back_up(record, NOON)
    connection = connect(record, mode="rw")
    connection.execute("PRAGMA user_version=9")
    connection.close()
    before = fingerprint(record)
    with pytest.raises(TrackerError, match="newer Cairn"):
        restore(record, backup.path, NOON)
    assert fingerprint(record) == before


def test_a_program_that_keeps_writing_is_not_robbed_of_its_change(
    record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = back_up(record, NOON)
    monkeypatch.setattr(restoring, "BUSY_SECONDS", 1)
    monkeypatch.setattr(engines, "BUSY_SECONDS", 1)
    other = connect(record, mode="rw")
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(TrackerError, match="Another program is writing"):
        restore(record, backup.path, NOON)
    other.execute("ROLLBACK")
    other.close()

    real = restoring.back_up

    def and_then_another(path: Path, *rest: object, **named: object) -> Backup:
        made = real(path, *rest, **named)
        with opened(path) as store:
            add_skill(store, "in the last moment")
        return made

    monkeypatch.setattr(restoring, "back_up", and_then_another)
    with pytest.raises(TrackerError, match="Another program is writing"):
        restore(record, backup.path, NOON)
    assert len(rows(record)["skill"]) == 1
    assert check(record).problems == ()


def test_evidence_beside_a_backup_comes_along(record: Path, tmp_path: Path) -> None:
    proof = tmp_path / "proof"
    proof.write_bytes(b"%PDF-1.7 proof")
    files = EvidenceFiles(paths.evidence_dir(record))
    stored = files.put(proof)
    with opened(record) as store, store.writing("Add evidence") as write:
        values = {"kind": "file", "title": "Proof", "added_at": NOON}
        write.add(Kind.EVIDENCE, **values, sha256=stored.sha256, size_bytes=stored.size_bytes)
    stick = back_up(record, NOON, to=tmp_path / "stick.cairn")
    files.remove(stored.sha256)
    assert "is missing" in str(check(record).problems[0])
    done = restore(record, stick.path, NOON)
    assert done.lost_evidence == ()
    assert check(record).problems == ()


def test_what_a_killed_restore_left_is_swept_after_a_day(record: Path) -> None:
    old = record.with_name(".record.cairn.7.restoring")
    old.mkdir()
    (old / "given").write_text("personal")
    fresh = record.with_name(".record.cairn.8.restoring")
    fresh.mkdir()
    ago = time.time() - 2 * 86400
    os.utime(old, (ago, ago))
    sweep_left_behind(record)
    assert not old.exists()
    assert fresh.exists()
