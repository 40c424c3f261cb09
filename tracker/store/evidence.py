"""Evidence files: kept beside the record under the SHA-256 of their bytes, never rewritten.

A file is written and durable before the row that names it is committed, so that a row without its
file can only come from outside. Backups do not copy these files: their rows list the digests, and a
file is kept for as long as the record, its history or any kept backup names it. (Hard links would
share a damaged block with the original, and no cloud or USB stick keeps them.)
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from tracker.i18n import _
from tracker.store.files import (
    CHUNK_BYTES,
    FileError,
    new_private_file,
    private_folder,
    put_in_place,
    require_room,
    sha256_of,
    write_errors_explained,
)
from tracker.store.places import sync_folder

# A file that nobody names may belong to an operation that is not committed yet.
_FRESH = timedelta(days=1)
# How long a file that nobody names lies aside before it is removed for good.
ASIDE = timedelta(days=30)
_ASIDE_NAME = ".aside"
_DIGEST = re.compile(r"[0-9a-f]{64}")
# What a file begins with, where in it, and its media type. A name's ending is never believed.
_MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"%PDF-", "application/pdf"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (4, b"ftypheic", "image/heic"),
    (4, b"ftyp", "video/mp4"),
    (0, b"\x1aE\xdf\xa3", "video/webm"),
    (0, b"PK\x03\x04", "application/zip"),
    (0, b"MZ", "application/vnd.microsoft.portable-executable"),
    (0, b"\x7fELF", "application/x-executable"),
)
_HEAD_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Stored:
    """A file as kept: the columns of an evidence row that describe its bytes."""

    sha256: str
    size_bytes: int
    media_type: str


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep did: digests moved aside, brought back, and removed for good."""

    aside: tuple[str, ...] = ()
    back: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def media_type_of(head: bytes) -> str:
    """What a file's first bytes say it is; `application/octet-stream` where they say nothing."""
    for at, magic, media_type in _MAGIC:
        if head[at : at + len(magic)] == magic:
            return media_type
    if not head or b"\0" in head:
        return "application/octet-stream"
    try:
        # The last letter may be cut in the middle.
        head.decode("utf-8", errors="strict")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 3:
            return "application/octet-stream"
    return "text/plain"


class EvidenceFiles:
    """The folder of evidence files of one record."""

    def __init__(self, folder: Path) -> None:
        """Keep files under `folder` (see `paths.evidence_dir`), which is made when needed."""
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Where the file with this digest lies, or would lie."""
        if not _DIGEST.fullmatch(sha256):
            raise ValueError("not the digest of a file")
        return self.folder / sha256[:2] / sha256

    def put(self, source: Path | BinaryIO) -> Stored:
        """Keep the bytes of `source`; durable on return. The same bytes twice are kept once.

        Raises a FileError where `source` is no regular file, or a disk fails or lacks room.
        """
        if isinstance(source, Path):
            with _regular_file(source, follow=True) as file:
                private_folder(self.folder)
                require_room(self.folder, os.fstat(file.fileno()).st_size)
                return self._put(file)
        private_folder(self.folder)
        return self._put(source)

    def _put(self, source: BinaryIO) -> Stored:
        with write_errors_explained(self.folder):
            building = new_private_file(self.folder / "evidence")
            try:
                stored = _copy(source, building)
                self._keep(building, stored)
            finally:
                with suppress(FileNotFoundError):
                    building.unlink()
        return stored

    def _keep(self, building: Path, stored: Stored) -> None:
        path = self.path(stored.sha256)
        private_folder(path.parent)
        if self._is_whole(path, stored.sha256):
            # A fresh date keeps a sweep away until the row that names the file is committed.
            os.utime(path)
            return
        put_in_place(building, path)
        sync_folder(self.folder)

    def _lies_at(self, sha256: str) -> Path:
        """Where the file with this digest lies now; where it should lie if it is missing."""
        path = self.path(sha256)
        return self._aside(sha256) if not path.exists() and self._aside(sha256).exists() else path

    def size(self, sha256: str) -> int:
        """How many bytes lie under this digest; 0 where the file is missing."""
        with suppress(OSError):
            return self._lies_at(sha256).stat().st_size
        return 0

    @contextmanager
    def open(self, sha256: str, *, is_checked: bool = True) -> Iterator[BinaryIO]:
        """The file with this digest, at its beginning, after its bytes were checked.

        Raises a FileError where it is missing, has become a link, or its bytes have changed.
        Unless `is_checked` the bytes are taken as they lie, for a first look at a huge file.
        """
        path = self._lies_at(sha256)
        with _regular_file(path, follow=False) as file:
            if is_checked and sha256_of(file) != sha256:
                raise FileError(
                    _("The evidence file is damaged"),
                    _("The bytes of {path} are not those that were kept.").format(path=path),
                    _("Attach the file again, or restore it from a copy of your disk."),
                )
            file.seek(0)
            yield file

    def has(self, sha256: str) -> bool:
        """Whether a file lies there under this digest (its bytes are not checked)."""
        return self.path(sha256).is_file() or self._aside(sha256).is_file()

    def missing(self, wanted: Iterable[str]) -> tuple[str, ...]:
        """Those of the `wanted` digests under which no file lies, in order."""
        return tuple(sorted(sha256 for sha256 in set(wanted) if not self.has(sha256)))

    def damaged(self, wanted: Iterable[str]) -> tuple[str, ...]:
        """Those of the `wanted` digests whose file is there but can't be read as it was kept."""
        found = []
        for sha256 in sorted(set(wanted)):
            if self.has(sha256):
                try:
                    with self.open(sha256):
                        pass
                except FileError:
                    found.append(sha256)
        return tuple(found)

    def kept(self) -> Iterator[Path]:
        """Every file that lies here under a digest, those aside left out."""
        for folder in sorted(self.folder.glob("[0-9a-f][0-9a-f]")):
            for path in sorted(folder.iterdir()):
                if _DIGEST.fullmatch(path.name):
                    yield path

    def copy_to(self, other: EvidenceFiles, wanted: Iterable[str]) -> tuple[str, ...]:
        """Copy the `wanted` files that `other` lacks; the digests that could not be had here."""
        lost = []
        for sha256 in sorted(set(wanted)):
            if other.has(sha256):
                continue
            try:
                with self.open(sha256) as file:
                    other.put(file)
            except FileError:
                if self.has(sha256) and not self.damaged([sha256]):
                    raise
                lost.append(sha256)
        return tuple(lost)

    def sweep(self, named: set[str], now: datetime) -> Swept:
        """Move files aside that nobody names, bring those back that are named (again).

        `named` must hold every digest that a row, a history image or a kept backup names. A file
        is removed for good once it has lain aside for 30 days. `now` is aware UTC.
        """
        aside, back, removed = [], [], []
        with write_errors_explained(self.folder):
            for path in list(self._lying_aside()):
                if path.name in named:
                    private_folder(self.path(path.name).parent)
                    path.replace(self.path(path.name))
                    back.append(path.name)
                elif _age(path, now) > ASIDE:
                    path.unlink()
                    removed.append(path.name)
            for path in list(self.kept()):
                if path.name not in named and _age(path, now) > _FRESH:
                    private_folder(self._aside(path.name).parent)
                    path.replace(self._aside(path.name))
                    os.utime(self._aside(path.name), (now.timestamp(), now.timestamp()))
                    aside.append(path.name)
            self._remove_cut_off(now)
        return Swept(tuple(aside), tuple(back), tuple(removed))

    def remove(self, sha256: str) -> bool:
        """Remove a file for good, one that lies aside too; whether there was one.

        Only «erase for good» asks for this, after it has seen that nobody names the file.
        """
        is_found = False
        with write_errors_explained(self.folder):
            for path in (self.path(sha256), self._aside(sha256)):
                if path.is_symlink() or path.exists():
                    path.unlink()
                    sync_folder(path.parent)
                    is_found = True
        return is_found

    def _aside(self, sha256: str) -> Path:
        return self.folder / _ASIDE_NAME / sha256

    def _lying_aside(self) -> Iterator[Path]:
        folder = self.folder / _ASIDE_NAME
        if folder.is_dir():
            yield from (path for path in sorted(folder.iterdir()) if _DIGEST.fullmatch(path.name))

    def _remove_cut_off(self, now: datetime) -> None:
        """Remove what a killed program left half written."""
        for path in self.folder.glob(".*.new"):
            if _age(path, now) > _FRESH:
                path.unlink()

    def _is_whole(self, path: Path, sha256: str) -> bool:
        try:
            with _regular_file(path, follow=False) as file:
                return sha256_of(file) == sha256
        except FileError:
            return False


def _age(path: Path, now: datetime) -> timedelta:
    return timedelta(seconds=now.timestamp() - path.stat().st_mtime)


def _copy(source: BinaryIO, target: Path) -> Stored:
    state, size, head = hashlib.sha256(), 0, b""
    with target.open("r+b") as file:
        while chunk := source.read(CHUNK_BYTES):
            if size < _HEAD_BYTES:
                head += chunk[: _HEAD_BYTES - len(head)]
            state.update(chunk)
            size += len(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return Stored(state.hexdigest(), size, media_type_of(head))


@contextmanager
def _regular_file(path: Path, *, follow: bool) -> Iterator[BinaryIO]:
    """A regular file to read; never a pipe, which would wait, nor (unless `follow`) a link."""
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
    if not follow:
        flags |= getattr(os, "O_NOFOLLOW", 0)
    try:
        handle = os.open(path, flags)
    except OSError as error:
        raise _not_readable(path, error.strerror or str(error)) from error
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise _not_readable(path, _("it is not a file"))
    with os.fdopen(handle, "rb") as file:
        yield file


def _not_readable(path: Path, reason: str) -> FileError:
    return FileError(
        _("The file can't be read"),
        _("{path} could not be read: {reason}.").format(path=path, reason=reason),
        _("Check that it is there and that you may read it."),
    )
