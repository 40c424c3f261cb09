"""Backups: whole copies of the record, each opened, checked and counted when it is made."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tracker import paths
from tracker.i18n import _
from tracker.store import migrating
from tracker.store.checking import counts_of, examine
from tracker.store.evidence import EvidenceFiles
from tracker.store.faults import RecordError, faults_explained
from tracker.store.files import (
    FileError,
    name_once,
    new_private_file,
    private_folder,
    require_room,
    sync_file,
    write_errors_explained,
)
from tracker.store.layout import READ_ERRORS, reading_as_it_lies, reading_bare
from tracker.store.opening import Standing, require_ours
from tracker.store.thinning import BackupFile, Reason, free_path, kept_in, name_of, to_drop

# A day of use is the most that a lost disk block may cost.
_DUE_AFTER = timedelta(days=1)
# By its UUID as well: after a restore the same number stands for another operation.
_NEWEST = "SELECT id, uuid FROM operation ORDER BY id DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup as made: where, when (aware UTC), what it holds, up to which operation.

    `operation_id` is 0 for a record in which nothing was done yet. `is_smaller` tells that it holds
    fewer rows of some kind than the backup before it, which is kept too. `lost_evidence` are the
    digests of files that should have been copied along but are missing or damaged.
    """

    path: Path
    made_at: datetime
    reason: Reason
    counts: Mapping[str, int]
    size_bytes: int
    operation_id: int
    is_smaller: bool = False
    lost_evidence: tuple[str, ...] = ()


def back_up(
    record: Path, now: datetime, *, reason: Reason = Reason.HAND, to: Path | None = None
) -> Backup:
    """Copy the record at `record` while it may be in use, and check the copy before it counts.

    Without `to` the copy lies among the record's backups under a name that tells when and why; it
    never replaces another file. With `to` (a new file, or a folder) the evidence files that the
    record names are copied beside it too. `now` is aware UTC. Raises a RecordError or a FileError
    where the record is damaged, a disk lacks room or can't be written to; nothing is then left.
    """
    look = require_ours(record, migrating.LATEST)
    if look.standing is Standing.MISSING:
        raise RecordError(
            _("No record"),
            _("There is no record at {path}.").format(path=record),
            _("Name another with --record."),
        )
    wanted = _place(record, to)
    require_room(wanted.parent if to else wanted, _size_of(record))
    with write_errors_explained(wanted):
        building = new_private_file((wanted.parent if to else wanted) / "backup")
        try:
            operation_id, counts = _copy_checked(record, building, look.version)
            sync_file(building)
            size = building.stat().st_size
            is_smaller = to is None and _is_smaller(wanted, counts)
            path = _name(building, wanted, name_of(now, reason, is_smaller=is_smaller), to)
        finally:
            with suppress(FileNotFoundError):
                building.unlink()
    lost = _copy_evidence(record, path) if to else ()
    return Backup(path, now, reason, counts, size, operation_id, is_smaller, lost)


def copy_first(record: Path) -> Path:
    """The copy that is made before a migration, as `open_store` asks for it."""
    return back_up(record, datetime.now(UTC), reason=Reason.MIGRATION).path


def backups_of(record: Path) -> list[BackupFile]:
    """The backups beside the record, newest first, told by their names."""
    return kept_in(paths.backups_dir(record))


def is_due(record: Path, now: datetime) -> bool:
    """Whether something was done since the newest readable backup, and that is older than a day.

    One that a clock set ahead dated into the future counts as old.
    """
    with faults_explained(record), reading_bare(record) as connection:
        newest = connection.execute(_NEWEST).fetchone()
    if newest is None:
        return False
    for backup in backups_of(record):
        held = _newest_in(backup)
        if held is not None:
            is_old = not timedelta(0) <= now - backup.made_at < _DUE_AFTER
            return is_old and held != newest
    return True


def thin(record: Path, now: datetime) -> list[Path]:
    """Remove the backups that `thinning.to_drop` names; gives back which."""
    dropped = []
    with write_errors_explained(paths.backups_dir(record)):
        for one in to_drop(backups_of(record), now):
            one.path.unlink(missing_ok=True)
            dropped.append(one.path)
    return dropped


def newest_operation(record: Path) -> int:
    """The number of the record's newest operation, 0 where there is none."""
    return _state(record)[0]


def _newest_in(backup: BackupFile) -> Any:
    if backup.is_damaged:
        return None
    try:
        with reading_as_it_lies(backup.path) as connection:
            return connection.execute(_NEWEST).fetchone()
    except READ_ERRORS:
        return None


def _place(record: Path, to: Path | None) -> Path:
    """The folder of backups, or the file that is to be made."""
    if to is None:
        return private_folder(paths.backups_dir(record))
    if to.is_dir():
        return to / record.name
    if to.exists():
        raise _stands_there(to)
    return to


def _stands_there(path: Path) -> FileError:
    return FileError(
        _("No backup was made"),
        _("There is a file at {path} already.").format(path=path),
        _("It was left as it is. Name a file that is not there yet, or a folder."),
    )


def _size_of(record: Path) -> int:
    log = record.with_name(record.name + "-wal")
    return record.stat().st_size + (log.stat().st_size if log.exists() else 0)


def _copy_checked(record: Path, building: Path, version: int) -> tuple[int, dict[str, int]]:
    """Copy the record into the empty file `building` and check it; newest operation and counts."""
    with faults_explained(record):
        before, counts_before = _state(record)
        with reading_bare(record) as source:
            source.execute("COMMIT")
            # Copying out of the record counts as writing to SQLite; the connection is read-only.
            source.execute("PRAGMA query_only=OFF")
            source.execute("VACUUM INTO ?", [str(building)])
        after, _counts = _state(record)
    with faults_explained(building), reading_as_it_lies(building) as copy:
        report = examine(copy, record, version, with_sums=False)
        newest = copy.execute(_NEWEST).fetchone()
    held = newest[0] if newest else 0
    is_same = before != after or (held == before and report.counts == counts_before)
    if report.problems or not before <= held <= after or not is_same:
        raise RecordError(
            _("No backup was made"),
            report.problems[0].message if report.problems else _("The copy is not whole."),
            _("Older backups were left as they are. «cairn check» tells more about the record."),
        )
    return held, dict(report.counts)


def _state(record: Path) -> tuple[int, dict[str, int]]:
    with reading_bare(record) as connection:
        newest = connection.execute(_NEWEST).fetchone()
        return (newest[0] if newest else 0), counts_of(connection)


def _is_smaller(folder: Path, counts: Mapping[str, int]) -> bool:
    """Whether the newest readable backup in `folder` holds more rows of some kind."""
    for backup in kept_in(folder):
        if _newest_in(backup) is None:
            continue
        with reading_as_it_lies(backup.path) as connection:
            held = counts_of(connection)
        return any(counts.get(kind, 0) < count for kind, count in held.items())
    return False


def _name(building: Path, wanted: Path, name: str, to: Path | None) -> Path:
    if to is not None:
        try:
            name_once(building, wanted)
        except FileExistsError as error:
            raise _stands_there(wanted) from error
        return wanted
    while True:
        path = free_path(wanted, name)
        try:
            name_once(building, path)
        except FileExistsError:
            continue  # another program took the name just now
        return path


def _copy_evidence(record: Path, copy: Path) -> tuple[str, ...]:
    with reading_as_it_lies(copy) as connection:
        wanted = evidence_named_in(connection)
    if not wanted:
        return ()
    source = EvidenceFiles(paths.evidence_dir(record))
    return source.copy_to(EvidenceFiles(paths.evidence_dir(copy)), wanted)


_NAMED = """
    SELECT sha256 FROM evidence WHERE kind = 'file'
    UNION SELECT json_extract("before", '$.sha256') FROM change
        WHERE kind = 'evidence' AND "before" IS NOT NULL
    UNION SELECT json_extract("after", '$.sha256') FROM change
        WHERE kind = 'evidence' AND "after" IS NOT NULL
"""


def evidence_named_in(connection: Any) -> set[str]:
    """The digests of files that a record's rows or its history name."""
    return {sha256 for (sha256,) in connection.execute(_NAMED) if sha256}


def evidence_named(record: Path) -> set[str] | None:
    """The digests that the record, its history or any backup beside it names.

    None where one of them can't be read: what it names is then not known, and nothing may be
    taken away.
    """
    try:
        with reading_bare(record) as connection:
            named = evidence_named_in(connection)
        for backup in backups_of(record):
            with reading_as_it_lies(backup.path) as connection:
                named |= evidence_named_in(connection)
    except (*READ_ERRORS, OSError):
        return None
    return named
