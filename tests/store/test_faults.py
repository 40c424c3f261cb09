from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.store.somebody import told_by_child
from tests.store.world import fill, opened, rows
from tracker.domain.changes import Kind
from tracker.store.checking import check
from tracker.store.engine import connect, driver
from tracker.store.faults import RecordError, explain, faults_explained
from tracker.store.store import Store

PATH = Path("here.cairn")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("database is locked", "Another program is writing"),
        ("database or disk is full", "is full"),
        ("attempt to write a readonly database", "can't be written to"),
        ("disk I/O error", "The disk reported an error"),
        ("database disk image is malformed", "is damaged"),
        ("Could not decode to UTF-8 column 'note'", "is damaged"),
        ("file is not a database", "is not a record"),
        ("unable to open database file", "can't be opened"),
    ],
)
def test_each_error_of_the_driver_is_told_in_a_sentence(text: str, said: str) -> None:
    told = explain(driver().OperationalError(text), PATH)
    assert told is not None
    assert said in told.message
    assert str(PATH) in told.message
    wrapped = sa.exc.OperationalError("SELECT", {}, driver().OperationalError(text))
    assert str(explain(wrapped, PATH)) == str(told)


def test_a_fault_of_ours_is_not_dressed_up(tmp_path: Path) -> None:
    assert explain(driver().OperationalError("no such column: x"), PATH) is None
    assert explain(ValueError("database is locked"), PATH) is None
    with pytest.raises(ZeroDivisionError), faults_explained(PATH):
        _ = 1 / 0


def test_a_writer_that_waits_too_long_says_so(tmp_path: Path) -> None:
    path = tmp_path / "record.cairn"
    with opened(path) as store:
        assert store._writer is not None
        with store._writer.connect() as connection:
            connection.connection.driver_connection.execute("PRAGMA busy_timeout=50")
        other = connect(path, mode="rw")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RecordError, match="Another program"), store.writing("Add") as write:
            write.add(Kind.SKILL, name="Patience")
        other.execute("ROLLBACK")
        other.close()
        with store.writing("Add skill") as write:
            write.add(Kind.SKILL, name="Patience")
    assert len(rows(path)["skill"]) == 1


def write_until_refused(store: Store) -> tuple[int, str]:
    """How many skills were said to be saved, and the sentence that ended it."""
    for number in range(10_000):
        try:
            with store.writing("Add skill") as write:
                write.add(Kind.SKILL, name=f"skill {number}", note="x" * 5000)
        except RecordError as error:
            return number, error.message
    return -1, "it never ended"


def test_a_full_disk_ends_in_a_sentence_and_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "record.cairn"
    with opened(path) as store:
        fill(store, 10)
        assert store._writer is not None
        with store._writer.connect() as connection:
            bare = connection.connection.driver_connection
            pages = bare.execute("PRAGMA page_count").fetchone()[0]
            bare.execute(f"PRAGMA max_page_count={pages + 60}")
        added, said = write_until_refused(store)
        assert said == f"The disk that holds {path} is full."
        with store.reading() as reading:
            assert reading.exec_driver_sql("SELECT count(*) FROM skill").scalar() == added
        with store._writer.connect() as connection:
            bare = connection.connection.driver_connection
            bare.execute(f"PRAGMA max_page_count={pages + 600}")
        store.undo()  # there is room again
    assert len(rows(path)["skill"]) == added - 1
    assert check(path).problems == ()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a child is forked")
def test_a_disk_that_takes_no_more_bytes_ends_in_a_sentence_and_loses_nothing(
    tmp_path: Path,
) -> None:
    path = tmp_path / "record.cairn"
    with opened(path) as store:
        fill(store, 10)

    def starve() -> str:
        import resource

        limit = path.stat().st_size + 200_000
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        with opened(path) as store:
            added, said = write_until_refused(store)
        return f"{added} {said}"

    number, _blank, said = told_by_child(starve).partition(" ")
    assert said == f"The disk reported an error at the record {path}.", said
    assert int(number) > 3
    assert len(rows(path)["skill"]) == int(number)
    assert check(path).problems == ()


@pytest.mark.parametrize("has_happened", [True, False])
def test_a_commit_that_failed_at_the_disk_is_looked_up(tmp_path: Path, has_happened: bool) -> None:
    """fsync may fail after the bytes are safe: only the file knows what came of it."""
    path = tmp_path / "record.cairn"
    with opened(path) as store:
        fill(store, 5)

        def fail(connection: sa.Connection) -> None:
            bare = connection.connection.driver_connection
            bare.execute("COMMIT" if has_happened else "ROLLBACK")
            error = driver().OperationalError("disk I/O error")
            raise sa.exc.OperationalError("COMMIT", {}, error)

        def add() -> None:
            with store.writing("Add skill") as write:
                write.add(Kind.SKILL, name="Patience")
            assert write.made.operation_id is not None

        assert store._writer is not None
        sa.event.listen(store._writer, "commit", fail)
        if has_happened:
            add()
        else:
            with pytest.raises(RecordError, match="disk reported an error"):
                add()
        sa.event.remove(store._writer, "commit", fail)
        assert len(rows(path)["skill"]) == int(has_happened)
        # And the next write goes on with a connection of its own.
        add()
        assert len(rows(path)["skill"]) == 1 + int(has_happened)
    assert check(path).problems == ()


def test_no_text_of_a_person_is_in_an_error(tmp_path: Path) -> None:
    def add(text: str) -> Callable[[], None]:
        def attempt() -> None:
            with opened(tmp_path / "record.cairn") as store, store.writing("Add") as write:
                write.add(Kind.SKILL, name=text * 600)

        return attempt

    with pytest.raises(sa.exc.DBAPIError) as caught:
        add("my secret")()
    assert "my secret" not in str(caught.value)
