"""Looks at a record's file before anything is opened for writing, and refuses what is not ours."""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from tracker.errors import TrackerError
from tracker.i18n import _
from tracker.store.engine import connect
from tracker.store.faults import RecordError, faults_explained

# «CARN»: marks a SQLite file as a record of Cairn (PRAGMA application_id).
APPLICATION_ID = 0x4341524E
_MAGIC = b"SQLite format 3\x00"


class Standing(Enum):
    """What a record's file turned out to be."""

    MISSING = "missing"
    EMPTY = "empty"
    FOREIGN = "foreign"
    CUT = "cut"
    NEWER = "newer"
    OURS = "ours"


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen of a file without changing it; `version` is its schema's."""

    standing: Standing
    version: int = 0
    written_by: str = ""


def look_at(path: Path, known_version: int) -> Look:
    """What `path` is, without changing a byte of it.

    Raises a RecordError where it can't be read at all.
    """
    try:
        if not path.exists():
            if path.is_symlink():
                raise _dangling(path)
            return Look(Standing.MISSING)
        if not path.is_file():
            raise _no_file(path)
        with path.open("rb") as file:
            header = file.read(100)
        size = path.stat().st_size
    except OSError as error:
        raise RecordError(
            _("The record can't be opened"),
            _("{path} can't be read: {reason}.").format(path=path, reason=error.strerror or error),
            _("It was left as it is. Ask for the right to read it, or look after its disk."),
        ) from error
    if size == 0:
        return Look(Standing.EMPTY)
    if len(header) < 100 or not header.startswith(_MAGIC):
        return Look(Standing.FOREIGN)
    if _is_cut(path, header, size):
        return Look(Standing.CUT)
    version, application = _identity(path, header)
    if application != APPLICATION_ID:
        return Look(Standing.FOREIGN)
    if version > known_version:
        return Look(Standing.NEWER, version, _writer(path))
    return Look(Standing.OURS, version)


def require_ours(path: Path, known_version: int) -> Look:
    """`look_at`, with a RecordError for everything but a record that can be opened or made."""
    look = look_at(path, known_version)
    match look.standing:
        case Standing.EMPTY:
            raise _refusal(_("The record {path} is empty: all of it was lost.").format(path=path))
        case Standing.CUT:
            raise _refusal(_("The end of the record {path} is missing.").format(path=path))
        case Standing.FOREIGN:
            raise RecordError(
                _("Not a record"),
                _("{path} is not a record of Cairn.").format(path=path),
                _("It was left as it is. Name another file with --record, or restore a backup."),
            )
        case Standing.NEWER:
            raise RecordError(
                _("A newer record"),
                _("The record {path} was written by a newer Cairn ({writer}).").format(
                    path=path, writer=look.written_by or look.version
                ),
                _("It was left as it is. Update Cairn on this computer, then open it again."),
            )
        case _:
            return look


def _refusal(message: str) -> TrackerError:
    return RecordError(
        _("The record can't be opened"),
        message,
        _("Cairn changed nothing. «cairn restore» puts a backup in its place."),
    )


def _no_file(path: Path) -> TrackerError:
    """What to tell of a folder, a pipe, a socket or a device where a record should be."""
    message = (
        _("{path} is a folder, not a record.") if path.is_dir() else _("{path} is not a file.")
    )
    return RecordError(
        _("The record can't be opened"),
        message.format(path=path),
        _("It was left as it is. Name another file."),
    )


def _dangling(path: Path) -> TrackerError:
    """What to tell of a link to what is not there: often a disk that is not plugged in."""
    return RecordError(
        _("The record can't be opened"),
        _("{path} is a link that leads nowhere.").format(path=path),
        _("It was left as it is. Plug in the disk it leads to, or name another file."),
    )


def has_log(path: Path) -> bool:
    """Whether a write-ahead log beside the file holds what is not in the file yet."""
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def _is_cut(path: Path, header: bytes, size: int) -> bool:
    """Whether the file is shorter than its header says; a write-ahead log may hold the rest."""
    if has_log(path):
        return False
    (page,) = struct.unpack(">H", header[16:18])
    page = 65536 if page == 1 else page
    changes, pages = struct.unpack(">I", header[24:28])[0], struct.unpack(">I", header[28:32])[0]
    # The count of pages is valid only where the two change counters agree (file format, 1.3.8).
    (valid_for,) = struct.unpack(">I", header[92:96])
    return changes == valid_for and size < page * pages


def _identity(path: Path, header: bytes) -> tuple[int, int]:
    """The schema version and the application's number; from the log where there is one."""
    if has_log(path):
        with faults_explained(path):
            connection = connect(path, mode="ro")
            try:
                version = connection.execute("PRAGMA user_version").fetchone()[0]
                application = connection.execute("PRAGMA application_id").fetchone()[0]
            finally:
                connection.close()
        return version, application
    version, application = (
        struct.unpack(">I", header[60:64])[0],
        struct.unpack(">I", header[68:72])[0],
    )
    return version, application


def _writer(path: Path) -> str:
    """The version of Cairn that wrote the file last; empty where it can't be read."""
    from tracker.store.engine import driver

    connection = connect(path, mode="ro" if os.access(path.parent, os.W_OK) else "immutable")
    try:
        row = connection.execute(
            "SELECT value FROM record_meta WHERE name = 'written_by'"
        ).fetchone()
        return str(row[0]) if row else ""
    except driver().Error:
        return ""
    finally:
        connection.close()
