"""Opening the record that a command works on."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from tracker import paths
from tracker.cli.parsing import Arguments
from tracker.errors import TrackerError
from tracker.i18n import _

if TYPE_CHECKING:
    from tracker.record import Record

SOURCE = "command line"


def record_path(args: Arguments) -> Path:
    """The record that the command line names, else the environment, else the person's own."""
    return _path(args.record)


def _path(named: str | None) -> Path:
    return Path(named).expanduser().absolute() if named else paths.default_record()


def record_class() -> type[Record]:
    """The class `Record`, loaded without the garbage collector, which would take a tenth longer.

    What is loaded stays; there is nothing to collect in it.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        from tracker.record import Record
    finally:
        if was_on:
            gc.freeze()
            gc.enable()
    return Record


def back_up_if_due(named: str | None) -> None:
    """Make the backup of the day where something was done since the last one."""
    path = _path(named)
    if path.exists() and not _has_young_backup(path):
        Record = record_class()  # noqa: N806 - a class
        with Record.open(path, source=SOURCE, may_create=False) as record:
            record.backups.make_if_due()


def is_there(args: Arguments) -> bool:
    """Whether the record exists already."""
    path = record_path(args)
    try:
        return path.exists()
    except OSError as error:
        raise TrackerError(
            _("The record can't be opened"),
            _("{path} can't be read: {reason}.").format(path=path, reason=error.strerror or error),
        ) from error


def _has_young_backup(record: Path) -> bool:
    """Whether the name of a backup tells that it was made today; asked first, since it is quick."""
    now = datetime.now(UTC)
    for place in paths.backups_dir(record).glob("*.cairn"):
        try:
            made_at = datetime.strptime(place.name[:16], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        except ValueError:
            continue
        if timedelta(0) <= now - made_at < timedelta(days=1):
            return True
    return False


@contextmanager
def opened(args: Arguments, *, may_create: bool = False) -> Iterator[Record]:
    """The record, closed at the end. Only a command that adds something `may_create` a new one.

    That a new one was begun is said: a slip in its path must not pass for an empty record.
    """
    Record = record_class()  # noqa: N806 - a class

    was_there = is_there(args)
    with Record.open(record_path(args), source=SOURCE, may_create=may_create) as record:
        if not was_there:
            print(_("A new record was begun: {path}").format(path=record.path), file=sys.stderr)
        yield record
