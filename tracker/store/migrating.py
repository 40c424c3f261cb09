"""Makes new records and brings older ones to today's schema.

Each step is frozen SQL in `migrations/`, numbered; once released it never changes. A step runs
with foreign keys off, in one transaction with the version's number, and is checked before the
commit; a verified copy of the file is made first.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from tracker import __version__
from tracker.i18n import _
from tracker.store.engine import connect, driver, settle
from tracker.store.faults import RecordError, faults_explained
from tracker.store.files import name_once
from tracker.store.opening import APPLICATION_ID

_FOLDER = Path(__file__).with_name("migrations")
# Step n brings a record from version n - 1 to n.
STEPS: tuple[str, ...] = ("0001_the_record.sql",)
LATEST = len(STEPS)


def create(path: Path) -> None:
    """Make a new, empty record at `path`, whole or not at all.

    It is built under another name in the same folder and takes its own name last, so that a kill
    at any moment leaves either no record or a good one. Raises a RecordError where a file stands
    there already or the folder can't be written to.
    """
    with faults_explained(path):
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            building = path.with_name(f".{path.name}.{uuid.uuid4().hex}.new")
            os.close(os.open(building, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except OSError as error:
            raise _not_made(path, error) from error
        try:
            build(building, LATEST)
            name_once(building, path)
        except OSError as error:
            raise _not_made(path, error) from error
        finally:
            for leftover in (building, building.with_name(building.name + "-journal")):
                with suppress(FileNotFoundError):
                    leftover.unlink()


def build(path: Path, version: int) -> None:
    """Make the empty file `path` into an empty record of schema `version`."""
    connection = connect(path, mode="rw")
    try:
        connection.execute("PRAGMA journal_mode=truncate")
        connection.execute("PRAGMA synchronous=EXTRA")
        connection.execute("PRAGMA auto_vacuum=NONE")
        connection.execute("BEGIN IMMEDIATE")
        for step in STEPS[:version]:
            run_step(connection, step)
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version={version}")
        connection.executemany(
            "INSERT INTO record_meta (name, value) VALUES (?, ?)",
            [
                ("uuid", str(uuid.uuid4())),
                ("created_by", __version__),
                ("written_by", __version__),
            ],
        )
        connection.execute("COMMIT")
    finally:
        connection.close()


def _not_made(path: Path, error: OSError) -> RecordError:
    return RecordError(
        _("The record can't be made"),
        _("No record could be made at {path}: {reason}.").format(
            path=path, reason=error.strerror or error
        ),
        _("Check that the folder exists and that you may write there, or name another record."),
    )


def statements(script: str) -> Iterator[str]:
    """The statements of an SQL script one by one; triggers stay whole."""
    gathered = ""
    for line in script.splitlines(keepends=True):
        if not gathered and (not line.strip() or line.lstrip().startswith("--")):
            continue
        gathered += line
        if driver().complete_statement(gathered):
            yield gathered
            gathered = ""
    if gathered.strip():
        raise ValueError("the script ends inside a statement")


def run_step(connection: Any, step: str) -> None:
    """Run one step's SQL on a connection that is inside a transaction."""
    for statement in statements((_FOLDER / step).read_text(encoding="utf-8")):
        connection.execute(statement)


def migrate(path: Path, version: int, copy_first: Callable[[Path], Path]) -> None:
    """Bring the record at `path` from `version` to today's, whole or not at all.

    `copy_first` makes a verified copy before anything is changed. Raises a RecordError that names
    the copy where a step fails; the record is then as it was.
    """
    copy = copy_first(path)
    connection = connect(path, mode="rw")
    try:
        settle(connection, path, may_write=True)
        # Inside a transaction this pragma does nothing, so it stands before the BEGIN.
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("BEGIN IMMEDIATE")
        before = _counts(connection)
        for step in STEPS[version:]:
            run_step(connection, step)
        _require_whole(connection, before)
        connection.execute(f"PRAGMA user_version={LATEST}")
        connection.execute(
            "UPDATE record_meta SET value = ? WHERE name = 'written_by'", [__version__]
        )
        connection.execute("COMMIT")
    except (driver().Error, RecordError) as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise RecordError(
            _("The record could not be brought up to date"),
            _("The record {path} was left as it was; a copy is at {copy}.").format(
                path=path, copy=copy
            ),
            str(error),
        ) from error
    finally:
        connection.close()


def _counts(connection: Any) -> dict[str, int]:
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    # Names come from the record's own schema.
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
        for (name,) in tables
    }


def _require_whole(connection: Any, before: dict[str, int]) -> None:
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    sound = connection.execute("PRAGMA integrity_check").fetchone()[0]
    after = _counts(connection)
    lost = [name for name, count in before.items() if after.get(name, count) < count]
    if broken or sound != "ok" or lost:
        raise RecordError(
            _("The record could not be brought up to date"),
            _("A check after the change failed ({what}).").format(what=lost or sound),
        )
