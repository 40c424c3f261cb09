"""Puts a backup in the record's place, after it was checked and what stands there was kept.

The backup's rows are copied into a file that is built here, so that nothing but rows comes out of a
file from outside. Where the present record is sound, the new content is written into it in one
transaction: another program that has it open sees one large change, waits for it or is waited for,
and never goes on with a file that is no longer the record. A damaged record is replaced as a file.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tracker import paths
from tracker.domain.changes import Changes, Kind
from tracker.i18n import _
from tracker.store import migrating
from tracker.store.backup import Backup, back_up, evidence_named_in, newest_operation
from tracker.store.checking import Report, examine
from tracker.store.engine import BUSY_SECONDS, connect, driver, settle
from tracker.store.evidence import EvidenceFiles
from tracker.store.faults import RecordError, faults_explained
from tracker.store.files import (
    new_private_file,
    private_folder,
    put_in_place,
    require_room,
    sync_file,
    write_errors_explained,
)
from tracker.store.layout import reading_as_it_lies
from tracker.store.opening import Standing, look_at, require_ours
from tracker.store.places import sync_folder
from tracker.store.thinning import Reason, free_path, name_of

# What SQLite keeps beside a file, and what of it belongs to the file's content.
_BESIDE = ("-wal", "-shm", "-journal")
_CONTENT_BESIDE = ("-wal", "-journal")
# The driver's words for a step that went well, and the pages of a step: few, so that the first one
# ends while readers of an older journal mode can still look.
_OK, _DONE, _PAGES = 0, 101, 64
# What a killed restore leaves behind is swept away once no other can be at work on it.
_LEFT_BEHIND = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: where the former record is kept (None where there was none), what the
    record holds now, and the digests of evidence files that it names and nobody has.

    `is_replaced` tells that the file is another one now: who has the record open opens it anew.
    `changes` tells every screen to draw itself anew; it is no operation that could be undone.
    """

    kept: Path | None
    counts: Mapping[str, int]
    is_replaced: bool
    changes: Changes
    lost_evidence: tuple[str, ...] = ()


def restore(record: Path, backup: Path, now: datetime) -> Restored:
    """Make the record hold what `backup` holds; undone by restoring what is kept.

    `now` is aware UTC. Raises a RecordError where the backup is damaged, newer, foreign or holds
    anything but rows, or another program keeps writing; a FileError where a disk lacks room. The
    record is then as it was.
    """
    with write_errors_explained(record), _workplace(record, backup) as folder:
        given = _copied(backup, folder / "given")
        version, counts = _require_good(given, backup)
        fresh = _rebuilt(given, folder / "fresh", version, counts)
        made = _keep_sound(record, now)
        kept = made.path if made else _keep_other(record, now)
        with faults_explained(record):
            if made:
                _write_into(fresh, record, made.operation_id)
            else:
                _replace(fresh, record)
    changes = Changes(_("Restore backup"), frozenset(Kind))
    return Restored(kept, counts, made is None, changes, _bring_evidence(record, backup))


@contextmanager
def _workplace(record: Path, backup: Path) -> Iterator[Path]:
    """A private folder beside the record, empty, gone at the end."""
    private_folder(record.parent)
    sweep_left_behind(record)
    if backup.exists():
        # The copy, what is built from it, and the journal of writing that into the record.
        require_room(record.parent, 3 * backup.stat().st_size)
    folder = record.with_name(f".{record.name}.{os.getpid()}.restoring")
    shutil.rmtree(folder, ignore_errors=True)
    private_folder(folder)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sweep_left_behind(record: Path) -> None:
    """Remove what a killed backup, restore or erasure left half done beside the record."""
    folders = (record.parent, paths.backups_dir(record))
    for folder in folders:
        for path in (*folder.glob(".*.restoring"), *folder.glob(".*.new*")):
            with suppress(OSError):
                if time.time() - path.stat().st_mtime > _LEFT_BEHIND.total_seconds():
                    shutil.rmtree(path) if path.is_dir() else path.unlink()


def _copied(backup: Path, given: Path) -> Path:
    """The bytes of `backup` as they are now, so that they stay what was checked."""
    look = require_ours(backup, migrating.LATEST)
    if look.standing is Standing.MISSING:
        raise RecordError(
            _("No backup"),
            _("There is no backup at {path}.").format(path=backup),
            _("«cairn restore» without a file lists the backups there are."),
        )
    has_more = False
    for ending in ("", *_CONTENT_BESIDE):
        source = backup.with_name(backup.name + ending)
        if source.is_file() and (not ending or source.stat().st_size):
            shutil.copyfile(source, given.with_name(given.name + ending))
            has_more = has_more or bool(ending)
    if has_more:
        # A record was named that was not closed: what lies beside it goes into the copy.
        with faults_explained(backup):
            connection = connect(given, mode="rw")
            try:
                connection.execute("PRAGMA trusted_schema=OFF")
                connection.execute("PRAGMA journal_mode=delete")
            finally:
                connection.close()
    return given


def _require_good(given: Path, backup: Path) -> tuple[int, Mapping[str, int]]:
    """The schema version and the counts of a backup that can be used."""
    report = look_through(given, backup)
    if report.problems:
        raise RecordError(
            _("This backup can't be used"),
            report.problems[0].message,
            _("The record was left as it is. Choose another backup."),
        )
    return report.version, report.counts


def look_through(path: Path, shown: Path) -> Report:
    """Whether a file that no program has open can be restored; `shown` is named in sentences."""
    with faults_explained(shown), reading_as_it_lies(path) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        return examine(connection, shown, version, with_sums=False)


def _rebuilt(given: Path, fresh: Path, version: int, counts: Mapping[str, int]) -> Path:
    """A record at `fresh` with the rows of `given` and nothing else, at today's schema."""
    with faults_explained(given):
        os.close(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        migrating.build(fresh, version)
        connection = connect(fresh, mode="rw")
        try:
            connection.execute("PRAGMA foreign_keys=OFF")
            connection.execute("PRAGMA trusted_schema=OFF")
            connection.execute(
                "ATTACH DATABASE ? AS given", [f"file:{quote(str(given))}?immutable=1"]
            )
            connection.execute("BEGIN IMMEDIATE")
            _copy_rows(connection)
            connection.execute("COMMIT")
        finally:
            connection.close()
        if version < migrating.LATEST:
            migrating.migrate(fresh, version, lambda _record: given)
            _close_log(fresh)
        report = look_through(fresh, fresh)
    if report.problems or any(report.counts.get(kind) != count for kind, count in counts.items()):
        raise RecordError(
            _("This backup can't be used"),
            report.problems[0].message if report.problems else _("The copy is not whole."),
            _("The record was left as it is. Choose another backup."),
        )
    sync_file(fresh)
    return fresh


def _copy_rows(connection: Any) -> None:
    tables = connection.execute(
        "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    # Names come from our own schema, which the given file's was found to equal.
    for (table,) in [*tables, ("sqlite_sequence",)]:
        columns = ", ".join(
            f'"{row[1]}"' for row in connection.execute(f'PRAGMA main.table_info("{table}")')
        )
        connection.execute(f'DELETE FROM main."{table}"')  # noqa: S608
        connection.execute(
            f'INSERT INTO main."{table}" ({columns}) SELECT {columns} FROM given."{table}"'  # noqa: S608
        )


def _close_log(path: Path) -> None:
    """Fold the write-ahead log into the file, so that the file alone is all of it."""
    connection = connect(path, mode="rw")
    try:
        connection.execute("PRAGMA journal_mode=delete")
    finally:
        connection.close()


def _keep_sound(record: Path, now: datetime) -> Backup | None:
    """A backup of what stands at `record`; None where that is missing or can't be read."""
    look = look_at(record, migrating.LATEST)
    if look.standing is Standing.NEWER:
        require_ours(record, migrating.LATEST)
    if look.standing is not Standing.OURS:
        return None
    try:
        return back_up(record, now, reason=Reason.RESTORE)
    except RecordError as error:
        if "BUSY" in getattr(error.__cause__, "sqlite_errorname", ""):
            raise
        return None


def _keep_other(record: Path, now: datetime) -> Path | None:
    return keep_as_it_lies(record, now) if record.exists() else None


def keep_as_it_lies(record: Path, now: datetime) -> Path:
    """A copy of a damaged record among its backups, byte for byte, with what lies beside it."""
    folder = private_folder(paths.backups_dir(record))
    require_room(folder, record.stat().st_size)
    copy = free_path(folder, name_of(now, Reason.RESTORE, is_damaged=True))
    with write_errors_explained(folder):
        for ending in (*_BESIDE, ""):
            source = record.with_name(record.name + ending)
            if not source.exists():
                continue
            building = new_private_file(copy)
            shutil.copyfile(source, building)
            sync_file(building)
            put_in_place(building, copy.with_name(copy.name + ending))
    return copy


def _write_into(fresh: Path, record: Path, kept_until: int) -> None:
    """Write the content of `fresh` into the record in one transaction.

    `kept_until` is the newest operation in the copy that was kept: a later one would be lost.
    """
    until, is_checked = time.monotonic() + BUSY_SECONDS, False

    def watch(status: int, _remaining: int, _total: int) -> None:
        nonlocal is_checked
        if status in (_OK, _DONE) and not is_checked:
            # From the first page on nobody else can write.
            is_checked = True
            if newest_operation(record) != kept_until:
                raise _is_busy(record)
        elif time.monotonic() > until:
            # The driver would try for ever while another program writes.
            raise _is_busy(record)

    target = connect(record, mode="rw")
    try:
        settle(target, record, may_write=True)
        if target.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            # Without a log nobody can look once writing has begun: lock first, then look.
            target.execute("PRAGMA locking_mode=EXCLUSIVE")
            target.execute("BEGIN EXCLUSIVE")
            row = target.execute("SELECT coalesce(max(id), 0) FROM operation").fetchone()
            target.execute("COMMIT")
            is_checked = True
            if row[0] != kept_until:
                raise _is_busy(record)
        source = connect(fresh, mode="ro")
        try:
            source.backup(target, pages=_PAGES, progress=watch, sleep=0.05)
        finally:
            source.close()
        target.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        target.close()


def _is_busy(record: Path) -> RecordError:
    return RecordError(
        _("The backup can't be restored right now"),
        _("Another program is writing to the record {path}.").format(path=record),
        _("Nothing was changed. Close other windows of Cairn, then try again."),
    )


def _replace(fresh: Path, record: Path) -> None:
    """Put the file `fresh` in the place of a damaged or missing record."""
    if record.exists():
        _require_alone(record)
        for ending in _BESIDE:
            # A log of the old file would be played into the new one.
            record.with_name(record.name + ending).unlink(missing_ok=True)
        sync_folder(record.parent)
    put_in_place(fresh, record)


def _require_alone(record: Path) -> None:
    """Raise a RecordError where another program writes to the damaged record just now."""
    connection = connect(record, mode="rw")
    try:
        connection.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
        connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("ROLLBACK")
    except driver().Error as error:
        if "BUSY" in getattr(error, "sqlite_errorname", "") or "locked" in str(error):
            raise
        # So damaged that it can't even be locked: nobody writes to it.
    finally:
        connection.close()


def _bring_evidence(record: Path, backup: Path) -> tuple[str, ...]:
    """Copy evidence files that lie beside a backup from elsewhere; those that nobody has."""
    here = EvidenceFiles(paths.evidence_dir(record))
    with reading_as_it_lies(record, mode="ro") as connection:
        wanted = evidence_named_in(connection)
    beside = EvidenceFiles(paths.evidence_dir(backup))
    if beside.folder.is_dir():
        beside.copy_to(here, here.missing(wanted))
    return here.missing(wanted)
