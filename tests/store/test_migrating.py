from __future__ import annotations

from pathlib import Path

import pytest

from tests.store.world import fill, fingerprint, opened, rows
from tracker.store import migrating
from tracker.store.backup import copy_first
from tracker.store.checking import check
from tracker.store.faults import RecordError
from tracker.store.migrating import STEPS, statements
from tracker.store.restoring import look_through

GOOD = "CREATE TABLE later (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;\n"
# What a careless migration does: the table is made anew, its old rows are not all taken along.
LOSES_ROWS = """
CREATE TABLE module_new AS SELECT * FROM module WHERE id > 1;
DROP TABLE module;
ALTER TABLE module_new RENAME TO module;
"""
LOSES_PARENTS = "DELETE FROM credential WHERE id = 1;\n"
FAILS = GOOD + "CREATE TABLE later (id INTEGER);\n"


def plant(monkeypatch: pytest.MonkeyPatch, folder: Path, sql: str) -> None:
    """A second step of migration, for this test."""
    step = folder / "0002_planted.sql"
    step.write_text(sql)
    monkeypatch.setattr(migrating, "STEPS", (*STEPS, str(step)))
    monkeypatch.setattr(migrating, "LATEST", len(STEPS) + 1)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "record.cairn"
    with opened(path) as store:
        fill(store, 20)
    return path


def test_an_older_record_is_brought_up_to_date_after_a_copy_was_made(
    record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = rows(record)
    plant(monkeypatch, tmp_path, GOOD)
    with opened(record, copy_first=copy_first) as store:
        with store.reading() as connection:
            assert connection.exec_driver_sql("PRAGMA user_version").scalar() == len(STEPS) + 1
            assert connection.exec_driver_sql("SELECT count(*) FROM later").scalar() == 0
        store.undo()
        store.redo()
    assert rows(record) == before
    assert check(record).problems == ()
    (copy,) = (tmp_path / "record.cairn.backups").iterdir()
    assert "-migration" in copy.name
    assert rows(copy) == before
    assert look_through(copy, copy).version == len(STEPS)
    with opened(record):
        pass  # nothing to do the second time: no copy is asked for


@pytest.mark.parametrize("sql", [LOSES_ROWS, LOSES_PARENTS, FAILS])
def test_a_step_that_fails_or_loses_anything_leaves_the_record_as_it_was(
    record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sql: str
) -> None:
    before, held = rows(record), fingerprint(record)
    plant(monkeypatch, tmp_path, sql)
    with (
        pytest.raises(RecordError, match="was left as it was; a copy is at") as caught,
        opened(record, copy_first=copy_first),
    ):
        pass
    (copy,) = (tmp_path / "record.cairn.backups").iterdir()
    assert str(copy) in caught.value.message
    assert fingerprint(record) == held
    monkeypatch.undo()
    assert rows(record) == before
    assert check(record).problems == ()


def test_without_a_copy_nothing_is_touched(
    record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = fingerprint(record)
    plant(monkeypatch, tmp_path, GOOD)

    def no_room(_record: Path) -> Path:
        raise RecordError("No backup was made", "The disk is full.")

    with pytest.raises(RecordError, match="The disk is full"), opened(record, copy_first=no_room):
        pass
    assert fingerprint(record) == held


def test_a_new_record_is_whole_or_absent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(monkeypatch, tmp_path, FAILS)
    path = tmp_path / "record.cairn"
    with pytest.raises(Exception, match="later"), opened(path):
        pass
    assert sorted(place.name for place in tmp_path.iterdir()) == ["0002_planted.sql"]


def test_a_new_record_never_takes_another_files_place(tmp_path: Path) -> None:
    path = tmp_path / "record.cairn"
    path.write_text("something of the person's")
    with pytest.raises(RecordError, match="No record could be made"):
        migrating.create(path)
    assert path.read_text() == "something of the person's"
    assert [place.name for place in tmp_path.iterdir()] == ["record.cairn"]


def test_statements_keep_triggers_whole() -> None:
    script = """-- a remark
CREATE TABLE t (a);

CREATE TRIGGER kept BEFORE DELETE ON t
BEGIN SELECT RAISE(ABORT, 'no; never'); END;
"""
    assert [one.split()[1] for one in statements(script)] == ["TABLE", "TRIGGER"]
    with pytest.raises(ValueError, match="inside a statement"):
        list(statements("CREATE TABLE t (a"))
