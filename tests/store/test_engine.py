from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.store.world import credential, opened, rows, study_session
from tracker.domain.changes import Kind
from tracker.store import engine as engines
from tracker.store.engine import connect, driver, has_safe_wal, journal_settings, make_engine
from tracker.store.faults import RecordError
from tracker.store.layout import expected_schema, schema_of
from tracker.store.migrating import LATEST
from tracker.store.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path / "record.cairn") as held:
        yield held


PRAGMAS = {
    "foreign_keys": 1,
    "busy_timeout": 10000,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
    "fullfsync": 1,
    "temp_store": 2,
}


def pragma(connection: object, name: str) -> object:
    row = connection.execute(f"PRAGMA {name}").fetchone()
    return row[0] if row else None


def test_the_settings_are_in_force_on_every_connection_of_every_engine(store: Store) -> None:
    store.changes_elsewhere()  # opens the third connection
    assert store._writer is not None
    with store._writer.connect() as writer, store._reader.connect() as reader:
        bare = {
            "writer": writer.connection.driver_connection,
            "reader": reader.connection.driver_connection,
            "watch": store._watch,
        }
        for which, connection in bare.items():
            held = {name: pragma(connection, name) for name in PRAGMAS}
            # A build without mapped memory answers nothing, which is as good as none.
            held["mmap_size"] = held["mmap_size"] or 0
            assert held == PRAGMAS, which
            assert pragma(connection, "journal_mode") == "wal"
            assert pragma(connection, "synchronous") == 2
            assert pragma(connection, "query_only") == (0 if which == "writer" else 1)


def test_where_the_log_is_not_safe_the_journal_is_truncated_with_extra_care(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "has_safe_wal", lambda _version: False)
    path = tmp_path / "record.cairn"
    with opened(path) as held:
        with held.writing("Add skill") as write:
            write.add(Kind.SKILL, name="Patience")
        assert held._writer is not None
        with held._writer.connect() as writer:
            bare = writer.connection.driver_connection
            assert pragma(bare, "journal_mode") == "truncate"
            assert pragma(bare, "synchronous") == 3
        assert not path.with_name(path.name + "-wal").exists()
    assert len(rows(path)["skill"]) == 1


@pytest.mark.parametrize("marker", ["Dropbox", "OneDrive - Firm", "Nextcloud"])
def test_a_synced_folder_gets_no_log(tmp_path: Path, marker: str) -> None:
    folder = tmp_path / marker
    folder.mkdir()
    assert journal_settings(folder / "record.cairn") == ("truncate", "EXTRA")


@pytest.mark.parametrize(
    ("version", "is_safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
    ],
)
def test_the_versions_whose_log_is_safe(version: tuple[int, ...], is_safe: bool) -> None:
    assert has_safe_wal(version) is is_safe


def test_the_driver_in_use_is_safe() -> None:
    assert has_safe_wal(driver().sqlite_version_info)


def test_a_reader_cannot_write_and_a_missing_file_is_not_made(store: Store, tmp_path: Path) -> None:
    with pytest.raises(Exception, match="read"), store.reading() as connection:
        connection.exec_driver_sql("DELETE FROM skill")
    missing = tmp_path / "missing.cairn"
    with pytest.raises(driver().Error):
        connect(missing, mode="rw")
    assert not missing.exists()


def test_every_write_takes_its_lock_at_once_and_a_read_takes_none(tmp_path: Path) -> None:
    path = tmp_path / "record.cairn"
    with opened(path):
        writer, reader = make_engine(path, may_write=True), make_engine(path, may_write=False)
        said: list[str] = []
        for engine in (writer, reader):
            sa.event.listen(
                engine, "before_cursor_execute", lambda _c, _cur, sql, *_rest: said.append(sql)
            )
            with engine.begin() as connection:
                connection.exec_driver_sql("SELECT 1")
            engine.dispose()
        assert said == ["BEGIN IMMEDIATE", "SELECT 1", "BEGIN DEFERRED", "SELECT 1"]


@pytest.mark.parametrize(
    ("kind", "values", "said"),
    [
        (Kind.STUDY_SESSION, study_session(seconds=-5), "study_session_seconds_range"),
        (Kind.STUDY_SESSION, study_session(seconds="abc"), "cannot store TEXT"),
        (Kind.STUDY_SESSION, study_session(focus=6), "study_session_focus_range"),
        (Kind.STUDY_SESSION, study_session(entry="guessed"), "study_session_entry_word"),
        (Kind.STUDY_SESSION, study_session(zone="UTC"), "study_session_start_whole"),
        (Kind.CREDENTIAL, credential(" "), "credential_title_needed"),
        (Kind.CREDENTIAL, credential("x" * 501), "credential_title_length"),
        (Kind.CREDENTIAL, credential(level_eqf=9), "credential_level_eqf_range"),
        (Kind.CREDENTIAL, credential(workload_milli=5), "credential_workload_whole"),
        (Kind.REST_DAY, {"first_on": date(2026, 2, 2), "last_on": date(2026, 2, 1)}, "in_order"),
    ],
)
def test_the_tables_refuse_what_no_draft_would_let_through(
    store: Store, kind: Kind, values: dict[str, object], said: str
) -> None:
    with pytest.raises(sa.exc.DBAPIError, match=said), store.writing("Add") as write:
        write.add(kind, **values)
    with store.reading() as connection:
        assert connection.exec_driver_sql(f"SELECT count(*) FROM {kind.value}").scalar() == 0
        assert connection.exec_driver_sql("SELECT count(*) FROM operation").scalar() == 0


def test_a_reference_to_nothing_is_refused_in_a_sentence(store: Store) -> None:
    with (
        pytest.raises(RecordError, match="something still needs it"),
        store.writing("Add") as write,
    ):
        write.add(Kind.CREDENTIAL, **credential(issuer_id=99))
    with store.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM credential").scalar() == 0


def test_the_history_can_only_grow(store: Store) -> None:
    with store.writing("Add skill") as write:
        write.add(Kind.SKILL, name="Patience")
    assert store._writer is not None
    for statement in (
        "DELETE FROM operation",
        "UPDATE operation SET label = ''",
        "DELETE FROM change",
        "UPDATE change SET what = 'delete'",
    ):
        with (
            pytest.raises(sa.exc.DBAPIError, match="append-only"),
            store._writer.begin() as connection,
        ):
            connection.exec_driver_sql(statement)


def test_the_table_classes_say_what_the_frozen_schema_says() -> None:
    """So that a column can't be added to one and forgotten in the other."""
    from sqlalchemy.schema import CreateIndex, CreateTable
    from sqlmodel import SQLModel

    from tracker.models.history import Operation
    from tracker.models.registry import TABLES

    assert {"operation", "credential"} <= SQLModel.metadata.tables.keys(), (Operation, TABLES)

    connection = driver().connect(":memory:", isolation_level=None)
    dialect = sa.dialects.sqlite.dialect()
    for table in SQLModel.metadata.sorted_tables:
        connection.execute(str(CreateTable(table).compile(dialect=dialect)))
        for index in table.indexes:
            connection.execute(str(CreateIndex(index).compile(dialect=dialect)))

    def plain(parts: Iterable[tuple[str, str, str, str | None]]) -> dict[tuple[str, str], str]:
        return {
            (kind, name): "".join((sql or "").split())
            for kind, name, _table, sql in parts
            if kind != "trigger"
        }

    assert plain(schema_of(connection)) == plain(expected_schema(LATEST))
    connection.close()


def test_the_kinds_are_the_tables_of_the_schema() -> None:
    from tracker.store.layout import layouts_of
    from tracker.store.migrating import STEPS, run_step

    connection = driver().connect(":memory:", isolation_level=None)
    for step in STEPS:
        run_step(connection, step)
    assert set(layouts_of(connection)) == {kind.value for kind in Kind}
    connection.close()
