"""Engines over one record file: the driver, its settings, and proof that they are in force.

Why these settings, with the measurements behind them: docs/decisions/0002-sqlite-settings.md.
"""

from __future__ import annotations

import os
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy import event

from tracker.store.places import is_local, is_synced

# How long a writer waits for another program's transaction before it says so [s].
BUSY_SECONDS = 10


def driver() -> ModuleType:
    """The SQLite driver: `sqlcipher3`, whose SQLite is new enough; the standard one elsewhere."""
    try:
        import sqlcipher3.dbapi2 as found
    except ImportError:
        import sqlite3 as found
    return found


def has_safe_wal(version: tuple[int, ...]) -> bool:
    """Whether this SQLite is free of the bug that could corrupt a WAL file with two connections.

    Mended in 3.51.3, and in the branches 3.50.7 and 3.44.6.
    """
    return (
        version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)
    )


def journal_settings(path: Path) -> tuple[str, str]:
    """The journal mode and the synchronous level with which a commit survives a power cut.

    Write-ahead logging where it is safe; else the mode that truncates the journal, with EXTRA.
    """
    folder = path.parent
    if has_safe_wal(driver().sqlite_version_info) and is_local(folder) and not is_synced(folder):
        return "wal", "FULL"
    return "truncate", "EXTRA"


# The numbers by which SQLite gives `PRAGMA synchronous` back.
_SYNCHRONOUS = {"FULL": 2, "EXTRA": 3}


def connect(path: Path, *, mode: str) -> Any:
    """A bare connection to an existing file; `mode` is `ro`, `rw` or `immutable`.

    A missing file is an error, never a fresh empty record.
    """
    query = "immutable=1" if mode == "immutable" else f"mode={mode}"
    return driver().connect(
        f"file:{quote(os.fsencode(path.absolute()))}?{query}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )


def connect_to_read(path: Path) -> Any:
    """A bare connection to a file that can't be written to here.

    Where another program writes to it, its log is read along; where nobody can, on a read-only
    disk for instance, the file is read as it lies.
    """
    connection = connect(path, mode="ro")
    try:
        connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    except driver().OperationalError:
        connection.close()
        return connect(path, mode="immutable")
    return connection


def settle(connection: Any, path: Path, *, may_write: bool, is_frozen: bool = False) -> None:
    """Put the record's settings in force on a bare connection and read them back."""
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout={BUSY_SECONDS * 1000}",
        "foreign_keys=ON",
        "trusted_schema=OFF",
        "cell_size_check=ON",
        "mmap_size=0",
        "fullfsync=ON",
        "temp_store=MEMORY",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    if not is_frozen:
        mode, level = journal_settings(path)
        got = cursor.execute(f"PRAGMA journal_mode={mode}").fetchone()[0]
        if got == "wal" or mode != "wal":
            cursor.execute(f"PRAGMA synchronous={level}")
        else:
            # The file system refused write-ahead logging; a rollback journal asks for EXTRA.
            got = cursor.execute("PRAGMA journal_mode=truncate").fetchone()[0]
            level = "EXTRA"
            cursor.execute(f"PRAGMA synchronous={level}")
        held = cursor.execute("PRAGMA synchronous").fetchone()[0]
        keys = cursor.execute("PRAGMA foreign_keys").fetchone()[0]
        if may_write and (
            got not in ("wal", "truncate") or held != _SYNCHRONOUS[level] or keys != 1
        ):
            raise RuntimeError(f"settings not in force: {got}, synchronous {held}, keys {keys}")
    if not may_write:
        cursor.execute("PRAGMA query_only=ON")
    cursor.close()


def make_engine(path: Path, *, may_write: bool, is_frozen: bool = False) -> sa.Engine:
    """An engine over the file `path`; `is_frozen` where it can't be written to here.

    A writing engine has one connection and begins every transaction IMMEDIATE, so that no update
    is lost between two programs; a reading engine begins DEFERRED and can't write at all.
    """

    def create() -> Any:
        connection = connect_to_read(path) if is_frozen else connect(path, mode="rw")
        settle(connection, path, may_write=may_write, is_frozen=is_frozen)
        return connection

    engine = sa.create_engine(
        "sqlite://",
        module=driver(),
        creator=create,
        poolclass=sa.QueuePool,
        pool_size=1 if may_write else 4,
        max_overflow=0,
        # Texts of a statement may hold what a person wrote: never into a log or a report.
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if may_write else "BEGIN DEFERRED")

    return engine
