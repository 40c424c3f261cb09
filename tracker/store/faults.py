"""Turns the driver's errors into sentences; the border at which foreign exceptions become ours."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy.exc

from tracker.errors import TrackerError
from tracker.i18n import _
from tracker.store.engine import driver


class RecordError(TrackerError):
    """The record's file can't be read or written as it is."""


# The shared memory of a write-ahead log takes 32 KiB, a first transaction some pages more [bytes].
_LEAST_ROOM = 128 << 10


def is_disk_full(path: Path) -> bool:
    """Whether the disk that holds `path` has no room for a transaction; False if unknown."""
    try:
        return shutil.disk_usage(path.parent).free < _LEAST_ROOM
    except OSError:
        return False


def damaged(path: Path) -> RecordError:
    """The error that tells of a record of which a part is missing or can't be made sense of."""
    return RecordError(_("The record is damaged"), *_sentences("SQLITE_CORRUPT", path))


def full_disk(path: Path) -> RecordError:
    """What to tell where nothing can be written to the record at `path` for want of room."""
    return RecordError(_("The record can't be used right now"), *_sentences("SQLITE_FULL", path))


def _sentences(name: str, path: Path) -> tuple[str, str]:
    shown = str(path)
    # What needs room for its shared memory fails with an error of input and output.
    if name.startswith("SQLITE_IOERR") and is_disk_full(path):
        name = "SQLITE_FULL"
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return (
            _("Another program is writing to the record {path}.").format(path=shown),
            _("Nothing was written. Try again in a moment."),
        )
    if name.startswith("SQLITE_FULL"):
        return (
            _("The disk that holds {path} is full.").format(path=shown),
            _("Nothing was written. Make some room, then try again."),
        )
    if name.startswith("SQLITE_READONLY"):
        return (
            _("The record {path} or its folder can't be written to.").format(path=shown),
            _("Nothing was written. Ask for the right to write there, or choose another record."),
        )
    if name.startswith("SQLITE_IOERR"):
        return (
            _("The disk reported an error at the record {path}.").format(path=shown),
            _("Check the disk, then run «cairn check»; backups are kept beside the record."),
        )
    if name.startswith("SQLITE_CORRUPT"):
        return (
            _("The record {path} is damaged.").format(path=shown),
            _("Cairn won't write to it. «cairn check» tells more; «cairn restore» takes a backup."),
        )
    if name.startswith("SQLITE_NOTADB"):
        return (
            _("{path} is not a record of Cairn.").format(path=shown),
            _("It was left as it is. Name another file, or restore a backup."),
        )
    if name.startswith("SQLITE_CANTOPEN"):
        return (
            _("The record {path} can't be opened.").format(path=shown),
            _("Check that the folder exists and that you may read and write there."),
        )
    if name.startswith("SQLITE_CONSTRAINT_FOREIGNKEY"):
        return (
            _("What this belongs to is not in the record (any more), or something still needs it."),
            _("Nothing was written. Look again at what there is, then try once more."),
        )
    return "", ""


def explain(error: BaseException, path: Path) -> RecordError | None:
    """The sentence for a driver's error, or None where the fault is ours."""
    original = getattr(error, "orig", None) or error
    if not isinstance(original, (driver().Error, sqlite3.Error)):
        return None
    name = getattr(original, "sqlite_errorname", "")
    if name in {"", "SQLITE_CONSTRAINT", "SQLITE_ERROR"}:
        # The driver does not say which constraint it was.
        name = _name_by_text(str(original)) or name
    message, hint = _sentences(name, path)
    if not message:
        return None
    return RecordError(_("The record can't be used right now"), message, hint)


def _name_by_text(text: str) -> str:
    # Some errors come without a name; their texts have been stable for decades.
    for part, name in (
        ("locked", "SQLITE_BUSY"),
        ("disk is full", "SQLITE_FULL"),
        ("readonly", "SQLITE_READONLY"),
        ("disk I/O error", "SQLITE_IOERR"),
        ("malformed", "SQLITE_CORRUPT"),
        # A flipped bit in a text; the driver has no name for it at all.
        ("decode to UTF-8", "SQLITE_CORRUPT"),
        ("not a database", "SQLITE_NOTADB"),
        # Our statements name only tables that every record has.
        ("no such table", "SQLITE_CORRUPT"),
        ("unable to open", "SQLITE_CANTOPEN"),
        ("FOREIGN KEY", "SQLITE_CONSTRAINT_FOREIGNKEY"),
    ):
        if part in text:
            return name
    return ""


@contextmanager
def faults_explained(path: Path) -> Iterator[None]:
    """Raise a RecordError in place of each driver's error that has a sentence."""
    try:
        yield
    except (sqlalchemy.exc.DBAPIError, sqlite3.Error, driver().Error) as error:
        told = explain(error, path)
        if told is None:
            raise
        raise told from error
