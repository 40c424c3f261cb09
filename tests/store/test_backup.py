from __future__ import annotations

import threading
from datetime import timedelta
from pathlib import Path

import pytest

from tests.store.world import NOON, fill, fingerprint, opened, rows
from tracker import paths
from tracker.domain.changes import Kind
from tracker.errors import TrackerError
from tracker.store import files
from tracker.store.backup import back_up, backups_of, evidence_named, is_due, thin
from tracker.store.checking import check, check_file
from tracker.store.engine import connect
from tracker.store.evidence import EvidenceFiles
from tracker.store.files import FileError
from tracker.store.store import Store
from tracker.store.thinning import Reason


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "home" / "record.cairn"
    with opened(path) as store:
        fill(store, 40)
    return path


def add_skill(store: Store, name: str = "Patience") -> int:
    with store.writing("Add skill") as write:
        return write.add(Kind.SKILL, name=name)


def test_a_backup_holds_every_row_and_the_whole_history(record: Path) -> None:
    made = back_up(record, NOON, reason=Reason.START)
    assert made.path.parent == paths.backups_dir(record)
    assert made.path.name == "20261120T120000Z-start.cairn"
    assert rows(made.path) == rows(record)
    assert (made.operation_id, made.counts["study_session"]) == (5, 39)
    assert made.size_bytes == made.path.stat().st_size
    assert check_file(made.path).problems == ()
    assert made.path.stat().st_mode & 0o777 == 0o600
    assert made.path.parent.stat().st_mode & 0o777 == 0o700
    assert [place.name for place in made.path.parent.iterdir()] == [made.path.name]
    with opened(made.path) as store:
        store.undo()


def test_a_backup_is_made_while_others_write(record: Path) -> None:
    stop = threading.Event()

    def go_on() -> None:
        with opened(record) as store:
            while not stop.is_set():
                add_skill(store)

    writer = threading.Thread(target=go_on)
    writer.start()
    try:
        made = [back_up(record, NOON + timedelta(seconds=at)) for at in range(8)]
    finally:
        stop.set()
        writer.join()
    for backup in made:
        assert check_file(backup.path).problems == ()
        assert backup.operation_id >= 5
    assert made[-1].operation_id > made[0].operation_id


def test_no_backup_ever_replaces_another(record: Path) -> None:
    first, second = back_up(record, NOON), back_up(record, NOON)
    assert first.path != second.path
    assert first.path.exists()
    assert [one.path for one in backups_of(record)] == [second.path, first.path]


def test_one_that_holds_less_than_the_one_before_says_so_and_both_stay(record: Path) -> None:
    full = back_up(record, NOON - timedelta(days=30))
    with opened(record) as store, store.writing("Delete study") as write:
        write.delete_where(Kind.STUDY_SHARE)
        write.delete_where(Kind.STUDY_SESSION)
    less = back_up(record, NOON - timedelta(days=29), reason=Reason.START)
    assert not full.is_smaller
    assert less.is_smaller
    assert less.path.name.endswith("-start-smaller.cairn")
    thin(record, NOON)
    assert full.path.exists()
    assert less.path.exists()


def test_it_is_due_after_a_day_of_use_and_not_for_looking(record: Path) -> None:
    assert is_due(record, NOON)
    back_up(record, NOON, reason=Reason.START)
    assert not is_due(record, NOON + timedelta(days=3))  # nothing was done
    with opened(record) as store:
        add_skill(store)
    assert not is_due(record, NOON + timedelta(hours=23))
    assert is_due(record, NOON + timedelta(hours=25))
    assert is_due(record, NOON - timedelta(hours=2))  # the clock was ahead


def test_a_backup_that_was_damaged_since_does_not_count(record: Path) -> None:
    made = back_up(record, NOON)
    made.path.write_bytes(b"gone")
    assert is_due(record, NOON + timedelta(minutes=1))


def test_a_new_record_in_which_nothing_was_done_needs_none(tmp_path: Path) -> None:
    path = tmp_path / "record.cairn"
    with opened(path):
        pass
    assert not is_due(path, NOON)


def test_a_damaged_record_is_not_backed_up_over_the_good_ones(record: Path) -> None:
    good = back_up(record, NOON)
    connection = connect(record, mode="rw")
    connection.execute("UPDATE credential SET title = 'altered' WHERE id = 1")
    connection.close()
    with pytest.raises(TrackerError, match="Row 1 of credential is not as it was written"):
        back_up(record, NOON + timedelta(days=1))
    assert [one.path for one in backups_of(record)] == [good.path]
    assert [place.name for place in good.path.parent.iterdir()] == [good.path.name]


def test_a_disk_without_room_is_told_before_anything_is_written(
    record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "free_bytes", lambda _folder: 1_000_000)
    with pytest.raises(FileError, match="1 MB free; 9 MB are needed"):
        back_up(record, NOON)
    assert list(paths.backups_dir(record).iterdir()) == []


def test_a_backup_elsewhere_takes_the_evidence_along_and_replaces_nothing(
    record: Path, tmp_path: Path
) -> None:
    proof = tmp_path / "proof"
    proof.write_bytes(b"%PDF-1.7 proof")
    source = EvidenceFiles(paths.evidence_dir(record))
    kept, lost = source.put(proof), "0" * 64
    with opened(record) as store, store.writing("Add evidence") as write:
        for sha256 in (kept.sha256, lost):
            write.add(
                Kind.EVIDENCE,
                kind="file",
                title="Proof",
                sha256=sha256,
                size_bytes=kept.size_bytes,
                added_at=NOON,
            )
    stick = tmp_path / "stick"
    stick.mkdir()
    made = back_up(record, NOON, to=stick)
    assert made.path == stick / "record.cairn"
    assert made.lost_evidence == (lost,)
    assert EvidenceFiles(paths.evidence_dir(made.path)).has(kept.sha256)
    before = fingerprint(made.path)
    with pytest.raises(FileError, match="already"):
        back_up(record, NOON, to=made.path)
    with pytest.raises(FileError, match="already"):
        back_up(record, NOON, to=stick)
    assert fingerprint(made.path) == before
    with pytest.raises(FileError, match="could not be written"):
        back_up(record, NOON, to=tmp_path / "nowhere" / "b.cairn")
    assert backups_of(record) == []


def test_evidence_is_named_by_rows_history_and_backups_alike(record: Path) -> None:
    digests = [letter * 64 for letter in "abc"]

    def attach(sha256: str) -> int:
        with opened(record) as store, store.writing("Add evidence") as write:
            values = {"kind": "file", "size_bytes": 1, "added_at": NOON}
            return write.add(Kind.EVIDENCE, title="Proof", sha256=sha256, **values)

    attach(digests[0])
    number = attach(digests[1])
    with opened(record) as store, store.writing("Delete evidence") as write:
        write.delete(Kind.EVIDENCE, number)
    attach(digests[2])
    made = back_up(record, NOON)
    with opened(record) as store:
        store.undo()
        with store.writing("Add skill") as write:
            write.add(Kind.SKILL, name="so that redo is gone")
    assert evidence_named(record) == set(digests)
    made.path.write_bytes(b"damaged")
    assert evidence_named(record) is None  # what it names is not known


def test_thinning_removes_what_the_dates_say(record: Path) -> None:
    made = [
        back_up(record, NOON - timedelta(days=10, hours=h), reason=Reason.START).path
        for h in (0, 1, 2)
    ]
    newest, *rest = made
    assert set(thin(record, NOON)) == set(rest)
    assert [one.path for one in backups_of(record)] == [newest]
    assert check(record).problems == ()
