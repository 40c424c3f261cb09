"""A record's file read by its own schema, so that older records can be checked and mended too."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tracker.store import migrating
from tracker.store.engine import connect, driver
from tracker.store.faults import is_disk_full
from tracker.store.images import digest_of, image_of
from tracker.store.opening import has_log

# What every table of rows has. Operations have it too, but their digest is a link of a chain.
_MARKS = {"id", "uuid", "digest"}
_HISTORY = {"operation", "change"}
# What reading a damaged file raises: the driver's errors; bytes that are no text, which it can't
# even put into words; and an image in the history that is no JSON.
READ_ERRORS: tuple[type[Exception], ...] = (driver().Error, ValueError)


@dataclass(frozen=True, slots=True)
class Layout:
    """One table of rows as its file lays it out.

    `names` begins with `id` and `uuid` and leaves `digest` out; `parents` tells for a column which
    table its numbers point into; `needed` are the columns that can't be NULL.
    """

    table: str
    names: tuple[str, ...]
    by_name: tuple[int, ...]
    parents: dict[str, str]
    needed: frozenset[str]

    @property
    def select_sql(self) -> str:
        """The statement that reads rows, their columns in the order of `names`."""
        return f"SELECT {', '.join(self.names)} FROM {self.table}"  # noqa: S608

    def digest(self, raw: Sequence[Any]) -> bytes:
        """The digest of a row, as `Shape.digest` makes it."""
        return digest_of([self.table, *(raw[at] for at in self.by_name)])

    def image(self, raw: Sequence[Any]) -> str:
        """The row as JSON text, as `Shape.image` makes it."""
        return image_of(self.names, raw)


def layouts_of(connection: Any) -> dict[str, Layout]:
    """The tables of rows in a file, by name, in the order in which they were made."""
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid"
    ).fetchall()
    found = {}
    for (table,) in tables:
        columns = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
        names = [row[1] for row in columns]
        if set(names) >= _MARKS and table not in _HISTORY:
            found[table] = _layout(connection, table, names, columns)
    return found


def _layout(connection: Any, table: str, names: list[str], columns: list[Any]) -> Layout:
    ordered = ("id", "uuid", *(name for name in names if name not in _MARKS))
    keys = connection.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()
    return Layout(
        table=table,
        names=ordered,
        by_name=tuple(sorted(range(len(ordered)), key=ordered.__getitem__)),
        parents={row[3]: row[2] for row in keys},
        needed=frozenset(row[1] for row in columns if row[3]),
    )


def schema_of(connection: Any) -> set[tuple[str, str, str, str | None]]:
    """Everything that a file's schema holds: type, name, table and text of each part.

    Tables of statistics, which SQLite keeps for itself, are left out.
    """
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
    return {
        (kind, name, table, sql)
        for kind, name, table, sql in rows
        if not (name.startswith("sqlite_stat") and kind == "table")
    }


def expected_schema(version: int) -> frozenset[tuple[str, str, str, str | None]]:
    """What the schema of a record of `version` must hold, and nothing more."""
    return _schema_after(migrating.STEPS[:version])


@cache
def _schema_after(steps: tuple[str, ...]) -> frozenset[tuple[str, str, str, str | None]]:
    connection = driver().connect(":memory:", isolation_level=None)
    try:
        for step in steps:
            migrating.run_step(connection, step)
        return frozenset(schema_of(connection))
    finally:
        connection.close()


def _as_written(data: bytes) -> str:
    # A flipped bit may leave a text that is no UTF-8; its row must still be read to be named.
    return data.decode("utf-8", errors="surrogateescape")


@contextmanager
def reading_bare(path: Path) -> Iterator[Any]:
    """A connection to the file `path` that writes nothing and sees one state of it.

    Where the folder can't be written to, the file is read as it lies there. Raises the driver's
    errors.
    """
    is_writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    # Reading beside a log takes shared memory, for which a full disk has no room.
    is_cramped = is_disk_full(path) and not has_log(path)
    mode = "ro" if is_writable and not is_cramped else "immutable"
    with reading_as_it_lies(path, mode=mode) as connection:
        yield connection


@contextmanager
def reading_as_it_lies(path: Path, *, mode: str = "immutable") -> Iterator[Any]:
    """As `reading_bare`, for a file that no program has open, such as a backup."""
    connection = connect(path, mode=mode)
    try:
        connection.text_factory = _as_written
        # A file from outside is read with nothing in it trusted.
        connection.execute("PRAGMA trusted_schema=OFF")
        connection.execute("PRAGMA cell_size_check=ON")
        connection.execute("PRAGMA query_only=ON")
        connection.execute("BEGIN")
        yield connection
    finally:
        connection.close()
