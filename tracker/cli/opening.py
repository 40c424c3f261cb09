"""Opening the record that a command works on."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
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
    return Path(args.record).expanduser().absolute() if args.record else paths.default_record()


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


@contextmanager
def opened(args: Arguments, *, may_create: bool = False) -> Iterator[Record]:
    """The record, closed at the end. Only a command that adds something `may_create` a new one.

    That a new one was begun is said: a slip in its path must not pass for an empty record.
    """
    from tracker.record import Record

    was_there = is_there(args)
    with Record.open(record_path(args), source=SOURCE, may_create=may_create) as record:
        if not was_there:
            print(_("A new record was begun: {path}").format(path=record.path), file=sys.stderr)
        yield record
