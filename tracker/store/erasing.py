"""«Erase for good»: takes a row and what hangs on it out of tables, history, backups and disk.

The one thing that can't be undone. The history stays append-only for everything else: its triggers
are taken aside and put back inside the one transaction, images of erased rows give way to a mark,
and the chain of digests is made anew from the first altered operation on. Labels of operations name
what was done, never to what, so they can stay.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from tracker import paths
from tracker.domain.changes import Changes, Kind
from tracker.i18n import N_, _
from tracker.models.columns import INSTANT_FORMAT
from tracker.store import migrating
from tracker.store.backup import backups_of, evidence_named
from tracker.store.checking import examine
from tracker.store.engine import connect, driver, settle
from tracker.store.evidence import EvidenceFiles
from tracker.store.faults import RecordError, faults_explained
from tracker.store.files import new_private_file, put_in_place, require_room, sync_file
from tracker.store.history import chain, new_operation_uuid
from tracker.store.images import ERASED
from tracker.store.layout import READ_ERRORS, reading_as_it_lies, reading_bare
from tracker.store.opening import require_ours
from tracker.store.reach import Reach, reach_of, unlink
from tracker.store.writing import GoneError

# Under this name the record remembers, by UUIDs and digests, what is still to be erased.
_UNFINISHED = "erasing"

LABEL = N_("Erase for good")


@dataclass(frozen=True, slots=True)
class Author:
    """Who erases, for the history: the source, the installation and the instant (aware UTC)."""

    source: str
    installation: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased: rows and images of the record, backups that were cleaned, evidence files.

    `not_reached` are copies of damaged records, which can't be cleaned: the person may remove them.
    """

    changes: Changes
    rows: int = 0
    images: int = 0
    backups: int = 0
    files: int = 0
    not_reached: tuple[Path, ...] = ()


@dataclass(slots=True)
class _Done:
    """What was done in one file."""

    rows: int = 0
    images: int = 0
    first_operation: int = 2**62
    operation_id: int | None = None
    ids: dict[str, set[int]] = field(default_factory=dict)


@dataclass(slots=True)
class _Rest:
    """What is still to be erased elsewhere: rows by kind and UUID, evidence files by digest."""

    uuids: set[tuple[str, str]] = field(default_factory=set)
    digests: set[str] = field(default_factory=set)

    def add(self, reach: Reach) -> None:
        self.uuids |= reach.uuids
        self.digests |= reach.digests


def preview(record: Path, kind: Kind, row_id: int) -> Mapping[Kind, int]:
    """How many rows of each kind would go with this one; raises a GoneError as `erase` does."""
    with faults_explained(record), reading_bare(record) as connection:
        reach = reach_of(connection, [_root(connection, kind, row_id)])
    return {Kind(kind): len(numbers) for kind, numbers in reach.rows.items() if numbers}


def erase(record: Path, kind: Kind, row_id: int, author: Author, *, confirm: bool) -> Erased:
    """Erase one row for good, deleted or not, with all that hangs on it, everywhere near `record`.

    With a credential go its modules, exams, links to skills, evidence, renewals, goals, plans and
    scenarios; hours and money that it shared stay, under «Erased credential». With a study session
    or an expense go its parts. Raises a GoneError where neither the rows nor the history know it, a
    ValueError unless `confirm`ed. A RecordError where another program keeps the record busy may
    leave the rows gone and the rest to `finish`. Copies that the person put elsewhere stay.
    """
    if not confirm:
        raise ValueError("erasing for good can't be undone: it must be confirmed")
    # The record and its largest backup are written once more.
    require_room(record.parent, 2 * record.stat().st_size)
    with faults_explained(record), _writing(record) as connection:
        rest = _noted(connection)
        root = _root(connection, kind, row_id)
        done = _erase_in(connection, [root], author, rest)
        _note(connection, rest)
    return finish(record, author, done)


def finish(record: Path, author: Author, done: _Done | None = None) -> Erased:
    """Go on with what `erase` began: scrub the record, clean backups, remove evidence files.

    Called when the program starts, too, so that an erasure which was cut off comes to its end.
    """
    done = done or _Done()
    with faults_explained(record), reading_bare(record) as connection:
        rest = _noted(connection)
    if not rest.uuids:
        return Erased(Changes(_(LABEL)))
    _scrub(record)
    cleaned, not_reached = _clean_backups(record, author, rest)
    files = _remove_evidence(record, rest.digests)
    with faults_explained(record), _writing(record) as connection:
        connection.execute("DELETE FROM record_meta WHERE name = ?", [_UNFINISHED])
    _fold_log(record)
    ids = {Kind(kind): frozenset(numbers) for kind, numbers in done.ids.items()}
    changes = Changes(_(LABEL), frozenset(ids), ids, done.operation_id)
    return Erased(changes, done.rows, done.images, cleaned, files, not_reached)


@contextmanager
def _writing(path: Path, *, is_live: bool = True) -> Iterator[Any]:
    """A bare connection inside one transaction that ends with the block."""
    with closing(connect(path, mode="rw")) as connection:
        if is_live:
            settle(connection, path, may_write=True)
        connection.execute("PRAGMA secure_delete=ON")
        # Rows go in any order; what is left without its row is looked for at the end.
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _root(connection: Any, kind: Kind, row_id: int) -> tuple[str, str]:
    """The row by its UUID: after a restore, another row may bear its number in a backup."""
    row = connection.execute(
        f"SELECT uuid FROM {kind.value} WHERE id = ?",  # noqa: S608 - our own table's name
        [row_id],
    ).fetchone()
    row = (
        row
        or connection.execute(
            "SELECT json_extract(\"before\", '$.uuid') FROM change WHERE kind = ? AND first_id = ?"
            ' AND "before" <> ? LIMIT 1',
            [kind.value, row_id, ERASED],
        ).fetchone()
    )
    if row is None:
        raise GoneError(kind, row_id)
    return kind.value, str(row[0])


def _erase_in(
    connection: Any, roots: Iterable[tuple[str, str]], author: Author, rest: _Rest
) -> _Done:
    """Erase in one file, inside a transaction; notes in `rest` what others may hold of it."""
    reach, done = reach_of(connection, roots), _Done()
    rest.add(reach)
    if not reach.rows:
        return done
    triggers = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY rowid"
    ).fetchall()
    for name, _sql in triggers:
        connection.execute(f'DROP TRIGGER "{name}"')
    unlinked = unlink(connection, reach, _("Erased credential"))
    done.ids, done.images = unlinked.ids, unlinked.images
    done.first_operation = unlinked.first_operation
    for kind, numbers in reach.rows.items():
        done.ids.setdefault(kind, set()).update(numbers)
        for number in sorted(numbers):
            _erase_row(connection, kind, number, done)
    done.operation_id = _write_down(connection, sorted(reach.present), author)
    _chain_anew(connection, min(done.first_operation, done.operation_id))
    for _name, sql in triggers:
        connection.execute(sql)
    if connection.execute("PRAGMA foreign_key_check").fetchone():
        raise RecordError(
            _("Nothing was erased"),
            _("The record has references to rows that are missing."),
            _("«cairn check» tells more; «cairn check --salvage» mends it."),
        )
    return done


def _erase_row(connection: Any, kind: str, number: int, done: _Done) -> None:
    gone = connection.execute(f"DELETE FROM {kind} WHERE id = ?", [number])  # noqa: S608
    done.rows += gone.rowcount
    changes = connection.execute(
        "SELECT id, operation_id, what FROM change"
        " WHERE kind = ? AND first_id = ? AND what <> 'insert'",
        [kind, number],
    ).fetchall()
    for change_id, operation_id, what in changes:
        connection.execute(
            'UPDATE change SET "before" = ?, "after" = ? WHERE id = ?',
            [ERASED, ERASED if what == "update" else None, change_id],
        )
        done.images += 1
        done.first_operation = min(done.first_operation, operation_id)


_FIELDS = (
    "id, uuid, at, label, source, installation, how, target_id, below_id, undo_top_id,"
    " redo_top_id, change_count"
)


def _write_down(connection: Any, gone: list[tuple[str, int]], author: Author) -> int:
    """Add the operation of erasing. It lies on neither stack, so it can't be undone.

    The stacks stay as they were; where an operation on them speaks of erased rows, undo and redo
    pass those by.
    """
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'operation'").fetchone()
    number = (row[0] if row else 0) + 1
    tops = connection.execute(
        "SELECT undo_top_id, redo_top_id FROM operation ORDER BY id DESC LIMIT 1"
    ).fetchone()
    at, label = author.at.strftime(INSTANT_FORMAT), LABEL
    connection.execute(
        f"INSERT INTO operation ({_FIELDS}, digest)"  # noqa: S608 - our own columns
        " VALUES (?, ?, ?, ?, ?, ?, 'do', NULL, NULL, ?, ?, ?, x'')",
        [
            *(number, new_operation_uuid(), at, label, author.source, author.installation),
            *(tops or (None, None)),
            len(gone),
        ],
    )
    connection.executemany(
        'INSERT INTO change (operation_id, kind, what, first_id, last_id, "before")'
        " VALUES (?, ?, 'delete', ?, ?, ?)",
        [(number, kind, row_id, row_id, ERASED) for kind, row_id in gone],
    )
    return number


def _chain_anew(connection: Any, first: int) -> None:
    """Make the digests of all operations from `first` on anew."""
    row = connection.execute(
        "SELECT digest FROM operation WHERE id < ? ORDER BY id DESC LIMIT 1", [first]
    ).fetchone()
    previous = row[0] if row else b""
    for fields in connection.execute(
        f"SELECT {_FIELDS} FROM operation WHERE id >= ? ORDER BY id",  # noqa: S608
        [first],
    ).fetchall():
        changes = connection.execute(
            'SELECT operation_id, kind, what, first_id, last_id, "before", "after" FROM change'
            " WHERE operation_id = ? ORDER BY id",
            [fields[0]],
        ).fetchall()
        previous = chain(previous, fields, changes)
        connection.execute("UPDATE operation SET digest = ? WHERE id = ?", [previous, fields[0]])


def _noted(connection: Any) -> _Rest:
    row = connection.execute(
        "SELECT value FROM record_meta WHERE name = ?", [_UNFINISHED]
    ).fetchone()
    if row is None:
        return _Rest()
    told = json.loads(row[0])
    return _Rest({(kind, uuid) for kind, uuid in told["rows"]}, set(told["files"]))


def _note(connection: Any, rest: _Rest) -> None:
    connection.execute(
        "INSERT INTO record_meta (name, value) VALUES (?, ?)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        [_UNFINISHED, json.dumps({"rows": sorted(rest.uuids), "files": sorted(rest.digests)})],
    )


def _scrub(record: Path) -> None:
    """Write the file anew, so that no free page holds what was erased."""
    try:
        with closing(connect(record, mode="rw")) as connection:
            settle(connection, record, may_write=True)
            connection.execute("PRAGMA secure_delete=ON")
            connection.execute("VACUUM")
    except driver().Error as error:
        raise _not_finished(record) from error
    _fold_log(record)


def _fold_log(record: Path) -> None:
    """Empty the write-ahead log, which holds former pages."""
    with closing(connect(record, mode="rw")) as connection:
        settle(connection, record, may_write=True)
        is_busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if is_busy:
        raise _not_finished(record)


def _not_finished(record: Path) -> RecordError:
    return RecordError(
        _("Erasing is not finished"),
        _("Another program keeps the record {path} busy.").format(path=record),
        _("Close other windows of Cairn. It goes on by itself at the next start."),
    )


def _clean_backups(record: Path, author: Author, rest: _Rest) -> tuple[int, tuple[Path, ...]]:
    """How many backups held any of it and were rewritten, and those that can't be."""
    cleaned, not_reached = 0, []
    for backup in backups_of(record):
        try:
            cleaned += _clean(backup.path, author, rest)
        except (RecordError, *READ_ERRORS):
            not_reached.append(backup.path)
    return cleaned, tuple(not_reached)


def _clean(backup: Path, author: Author, rest: _Rest) -> bool:
    """Rewrite one backup without the rows, through a copy that is checked; False without any."""
    look = require_ours(backup, migrating.LATEST)
    require_room(backup.parent, 2 * backup.stat().st_size)
    building = new_private_file(backup)
    try:
        with reading_as_it_lies(backup) as source:
            source.execute("COMMIT")
            source.execute("PRAGMA query_only=OFF")
            source.execute("VACUUM INTO ?", [str(building)])
        with _writing(building, is_live=False) as connection:
            held = _erase_in(connection, sorted(rest.uuids), author, rest)
        if not held.ids:
            return False
        with closing(connect(building, mode="rw")) as connection:
            connection.execute("VACUUM")
        with reading_as_it_lies(building) as copy:
            report = examine(copy, backup, look.version, with_sums=False)
        if report.problems:
            raise RecordError(_("The backup can't be cleaned"), report.problems[0].message)
        sync_file(building)
        put_in_place(building, backup)
    finally:
        for leftover in (building, building.with_name(building.name + "-journal")):
            with suppress(FileNotFoundError):
                leftover.unlink()
    return True


def _remove_evidence(record: Path, digests: set[str]) -> int:
    """Remove the files that nobody names any more; how many. One that can't be told is kept."""
    if not digests:
        return 0
    named = evidence_named(record)
    files = EvidenceFiles(paths.evidence_dir(record))
    return (
        sum(files.remove(sha256) for sha256 in sorted(digests - named)) if named is not None else 0
    )
