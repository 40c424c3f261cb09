"""Files written whole or not at all, private to the person, durable when the call returns."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from tracker.errors import TrackerError
from tracker.i18n import _
from tracker.store.places import sync_folder

# Only the person may read what Cairn keeps about them.
PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
# Read and written at a time, so that a video of 2 GB needs no more memory than a photo [bytes].
CHUNK_BYTES = 1 << 20
# On Windows a virus scanner or a sync client holds a new file for some moments: five times 100 ms.
_TRIES = 5
_PAUSE_SECONDS = 0.1
# Left free beside what is to be written, for the journal of a record on the same disk [bytes].
_MARGIN_BYTES = 8 << 20


class FileError(TrackerError):
    """A file can't be written or read as asked."""


def write_whole(path: Path, data: bytes | str | Callable[[BinaryIO], object]) -> None:
    """Put `data` at `path`, in place of what stands there: whole and durable, or not at all.

    `data` is bytes, a text (written as UTF-8), or a function that writes to an open file. Where it
    raises, what stood at `path` stands there still. Raises a FileError where the place can't be
    written to.
    """
    with whole_file(path) as file:
        if callable(data):
            data(file)
        else:
            file.write(data.encode("utf-8") if isinstance(data, str) else data)


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write to, which takes the name `path` when the block has ended well."""
    with write_errors_explained(path):
        building = new_private_file(path)
    try:
        with write_errors_explained(path):
            with building.open("r+b") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            put_in_place(building, path)
    finally:
        with suppress(OSError):
            building.unlink()


def new_private_file(path: Path) -> Path:
    """A new empty file beside `path` under a hidden name, readable by the person alone."""
    building = path.with_name(f".{path.name[:100]}.{uuid.uuid4().hex}.new")
    os.close(os.open(building, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE))
    return building


def put_in_place(building: Path, path: Path) -> None:
    """Give a finished file the name `path`, replacing what stands there; durable on return."""
    for tries_left in range(_TRIES - 1, -1, -1):
        try:
            building.replace(path)
            break
        except PermissionError:
            if sys.platform != "win32" or not tries_left:
                raise
            time.sleep(_PAUSE_SECONDS)
    sync_folder(path.parent)


def name_once(building: Path, path: Path) -> None:
    """Give a finished file the name `path`, never over another file; durable on return.

    Raises FileExistsError where something stands there.
    """
    if sys.platform == "win32":
        building.rename(path)  # refuses where a file stands there
    else:
        try:
            os.link(building, path)
        except FileExistsError:
            raise
        except OSError:
            # Memory sticks know no links; there the look and the renaming are two steps.
            if path.exists():
                raise FileExistsError(path) from None
            building.rename(path)
        else:
            building.unlink()
    sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Make a file's bytes durable."""
    # Windows flushes only what is open for writing.
    handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def private_folder(folder: Path) -> Path:
    """Make `folder` where it is missing, open to the person alone; gives it back."""
    with write_errors_explained(folder):
        missing = [place for place in (folder, *folder.parents) if not place.exists()]
        folder.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
        for place in missing:
            with suppress(OSError):
                place.chmod(PRIVATE_FOLDER)
            sync_folder(place.parent)
    return folder


def free_bytes(folder: Path) -> int:
    """How much room the disk of `folder` has for this person; `folder` must exist."""
    return shutil.disk_usage(folder).free


def require_room(folder: Path, needed_bytes: int) -> None:
    """Raise a FileError where the disk of `folder` lacks room for `needed_bytes`.

    Asked before anything long is begun; the margin leaves the record itself room to work.
    """
    with write_errors_explained(folder):
        free = free_bytes(folder)
    if free >= needed_bytes + _MARGIN_BYTES:
        return
    raise FileError(
        _("Not enough room"),
        _("The disk that holds {folder} has {free} MB free; {needed} MB are needed.").format(
            folder=folder,
            free=free // 10**6,
            needed=(needed_bytes + _MARGIN_BYTES + 10**6 - 1) // 10**6,
        ),
        _("Nothing was written. Make some room, then try again."),
    )


def sha256_of(file: BinaryIO) -> str:
    """The SHA-256 of all that is left to read of `file`, as 64 small letters and digits."""
    state = hashlib.sha256()
    while chunk := file.read(CHUNK_BYTES):
        state.update(chunk)
    return state.hexdigest()


@contextmanager
def write_errors_explained(path: Path) -> Iterator[None]:
    """Raise a FileError, in a sentence, in place of an error of the file system at `path`."""
    try:
        yield
    except OSError as error:
        raise FileError(
            _("The file can't be written"),
            _("{path} could not be written: {reason}.").format(
                path=path, reason=error.strerror or error
            ),
            _("What stood there stands there still. Check the room on the disk and your rights."),
        ) from error
