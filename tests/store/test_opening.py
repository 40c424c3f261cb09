from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.store.somebody import open_folder, start_child, told_by_child
from tests.store.world import fill, fingerprint, opened, rows
from tracker.domain.changes import Kind
from tracker.errors import TrackerError
from tracker.store import engine, migrating
from tracker.store.engine import connect, driver
from tracker.store.faults import RecordError, explain
from tracker.store.opening import Standing, look_at, require_ours


def sound(path: Path) -> None:
    with opened(path) as store:
        fill(store, 5)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def cut(path: Path) -> None:
    sound(path)
    path.write_bytes(path.read_bytes()[:20000])


def cut_in_the_header(path: Path) -> None:
    sound(path)
    path.write_bytes(path.read_bytes()[:50])


def foreign(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (a)")
    connection.commit()
    connection.close()


def text(path: Path) -> None:
    path.write_text("Dear diary, today I studied for an hour.\n" * 50)


def newer(path: Path) -> None:
    sound(path)
    connection = connect(path, mode="rw")
    connection.execute("PRAGMA user_version=99")
    connection.execute("UPDATE record_meta SET value = '7.0' WHERE name = 'written_by'")
    connection.close()


def garbled(path: Path) -> None:
    sound(path)
    data = bytearray(path.read_bytes())
    data[100:6000] = os.urandom(5900)
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (empty, "is empty: all of it was lost"),
        (cut, "The end of the record"),
        (cut_in_the_header, "is not a record of Cairn"),
        (foreign, "is not a record of Cairn"),
        (text, "is not a record of Cairn"),
        (newer, "newer Cairn (7.0)"),
        (garbled, "damaged"),
    ],
)
def test_a_file_that_is_no_good_record_is_refused_in_one_sentence_and_left_as_it_is(
    tmp_path: Path, make: Callable[[Path], None], said: str
) -> None:
    path = tmp_path / "record.cairn"
    make(path)
    before, beside = fingerprint(path), {place.name for place in tmp_path.iterdir()}
    with pytest.raises(RecordError) as caught, opened(path):
        pass
    assert said in caught.value.message
    assert str(path) in caught.value.message
    assert caught.value.message.count(". ") == 0
    assert caught.value.hint
    assert fingerprint(path) == before
    assert {place.name for place in tmp_path.iterdir()} - beside <= {
        "record.cairn-wal",
        "record.cairn-shm",
    }


def test_a_folder_in_the_records_place_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TrackerError, match="is a folder"), opened(tmp_path):
        pass


def test_a_missing_record_is_made_only_where_it_may_be(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "record.cairn"
    with pytest.raises(TrackerError, match="There is no record"), opened(path, may_create=False):
        pass
    assert not path.parent.exists()
    with opened(path):
        pass
    assert look_at(path, migrating.LATEST).standing is Standing.OURS
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_what_lies_beside_an_open_record_is_the_persons_alone(tmp_path: Path) -> None:
    path = tmp_path / "record.cairn"
    with opened(path) as store:
        fill(store, 5)
        beside = sorted(tmp_path.glob("record.cairn*"))
        assert len(beside) == 3
        assert {place.stat().st_mode & 0o777 for place in beside} == {0o600}


def test_a_record_that_is_still_open_elsewhere_is_not_taken_for_a_cut_one(tmp_path: Path) -> None:
    path = tmp_path / "record.cairn"
    with opened(path) as store:
        fill(store, 500)
        assert look_at(path, migrating.LATEST).standing is Standing.OURS
        with opened(path) as other:
            other.undo()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a child is forked")
def test_a_folder_that_can_only_be_read_gives_a_record_that_can_only_be_read() -> None:
    with open_folder() as folder:
        path = folder / "record.cairn"
        sound(path)
        before = fingerprint(path)
        path.chmod(0o644)
        folder.chmod(0o555)

        def look() -> str:
            with opened(path) as store:
                with store.reading() as connection:
                    found = connection.exec_driver_sql("SELECT count(*) FROM credential").scalar()
                assert store.changes_elsewhere() is None
                try:
                    with store.writing("Add skill") as write:
                        write.add(Kind.SKILL, name="Patience")
                except RecordError as error:
                    return f"{found} {store.is_read_only} {error.message}"
            return "it was written to"

        told = told_by_child(look, as_nobody=True)
        assert told == f"3 True {path} or its folder can only be read."
        assert [place.name for place in folder.iterdir()] == ["record.cairn"]
        assert fingerprint(path) == before


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a child is forked")
def test_a_record_cannot_be_made_or_read_where_the_person_has_no_right() -> None:
    with open_folder() as folder:
        path = folder / "record.cairn"
        sound(path)
        folder.chmod(0o555)

        def refused(which: Path) -> Callable[[], str]:
            def attempt() -> str:
                try:
                    with opened(which):
                        return "it was opened"
                except RecordError as error:
                    return error.message

            return attempt

        hidden = told_by_child(refused(path), as_nobody=True)  # 0600 and another's
        assert "can't be read: Permission denied" in hidden or os.getuid() != 0
        new = told_by_child(refused(folder / "new.cairn"), as_nobody=True)
        assert "No record could be made" in new
        assert [place.name for place in folder.iterdir()] == ["record.cairn"]


def test_a_lone_journal_of_a_killed_write_is_played_back(tmp_path: Path) -> None:
    """A hot log beside the file is part of the record."""
    path, copy = tmp_path / "record.cairn", tmp_path / "copy" / "record.cairn"
    copy.parent.mkdir()
    with opened(path) as store:
        fill(store, 20)
        for ending in ("", "-wal"):
            source = path.with_name(path.name + ending)
            copy.with_name(copy.name + ending).write_bytes(source.read_bytes())
        expected = rows(path)
    with opened(copy):
        assert rows(copy) == expected


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_what_is_no_file_is_called_what_it_is(tmp_path: Path) -> None:
    pipe, folder = tmp_path / "pipe", tmp_path / "folder"
    os.mkfifo(pipe)
    folder.mkdir()
    for path, told in ((pipe, "is not a file"), (folder, "is a folder")):
        with pytest.raises(RecordError) as caught, opened(path):
            pass
        assert told in caught.value.message
        assert "restore" not in caught.value.hint


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode there")
def test_a_record_lies_well_under_a_name_of_stray_bytes(tmp_path: Path) -> None:
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff?#%41"))
    folder.mkdir()
    sound(folder / "record.cairn")
    sound(tmp_path / "plain.cairn")
    assert rows(folder / "record.cairn").keys() == rows(tmp_path / "plain.cairn").keys()
    assert all(place.name.startswith("record.cairn") for place in folder.iterdir())


def test_a_lost_table_is_told_as_damage(tmp_path: Path) -> None:
    path = tmp_path / "record.cairn"
    sound(path)
    connection = connect(path, mode="rw")
    connection.execute("DROP TABLE study_pause")
    connection.close()
    with (
        opened(path) as store,
        pytest.raises(RecordError, match="is damaged"),
        store.reading() as reading,
    ):
        reading.exec_driver_sql("SELECT count(*) FROM study_pause")


def test_a_full_disk_is_called_full_and_the_record_can_still_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk of a test has room: what the system tells of it is what is put in its place."""
    path = tmp_path / "record.cairn"
    sound(path)
    before = fingerprint(path)

    monkeypatch.setattr(shutil, "disk_usage", lambda _place: SimpleNamespace(free=0))
    assert "is full" in str(explain(driver().OperationalError("disk I/O error"), path))
    real = engine.settle

    def settle(connection: object, path: Path, *, may_write: bool, is_frozen: bool = False) -> None:
        if not is_frozen:
            raise driver().OperationalError("disk I/O error")
        real(connection, path, may_write=may_write, is_frozen=is_frozen)

    monkeypatch.setattr(engine, "settle", settle)
    with opened(path) as store:
        assert store.is_read_only
        with pytest.raises(RecordError, match="is full"):
            fill(store, 1)
    assert fingerprint(path) == before


@pytest.mark.skipif(not hasattr(os, "fork") or os.getuid() != 0, reason="needs another user")
def test_who_may_only_read_sees_what_others_have_just_written() -> None:
    with open_folder() as folder:
        path = folder / "record.cairn"
        sound(path)
        waiting, go = os.pipe()

        def look() -> str:
            os.read(waiting, 1)
            with opened(path) as store, store.reading() as connection:
                found = connection.exec_driver_sql("SELECT count(*) FROM skill").scalar()
                return f"{store.is_read_only} {found}"

        # Forked before the record is opened here: a connection does not outlive a fork.
        told = start_child(look, as_nobody=True)
        try:
            with opened(path) as store:
                with store.writing("Add skill") as write:
                    write.add(Kind.SKILL, name="Patience")
                for place in folder.iterdir():
                    place.chmod(0o644)
                here = len(rows(path)[Kind.SKILL])
                os.write(go, b"x")
                assert told() == f"True {here}"
        finally:
            os.close(go)
            os.close(waiting)


@pytest.mark.parametrize("target", ["gone/record.cairn", "record.cairn"])
def test_a_link_that_leads_nowhere_is_called_one_and_left_as_it_is(tmp_path: Path, target: str):
    link = tmp_path / "record.cairn"
    link.symlink_to(tmp_path / target)
    with pytest.raises(RecordError, match="a link that leads nowhere"):
        require_ours(link, 1)
    assert link.is_symlink()


def test_a_record_without_one_of_its_tables_is_read_but_not_written_to(tmp_path: Path):
    path = tmp_path / "a.cairn"
    sound(path)
    connection = connect(path, mode="rw")
    connection.execute("DROP TABLE study_pause")
    connection.close()
    before = rows(path)
    with opened(path) as store:
        with pytest.raises(RecordError, match="is damaged"):
            fill(store, 1)
        with pytest.raises(RecordError, match="is damaged"):
            store.undo()
    assert rows(path) == before
