"""Rows read from a file's pages without SQLite, where its tree of pages is too damaged to follow.

After SQLite's file format, https://www.sqlite.org/fileformat2.html, sections 1.5, 1.6 and 2.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_LEAF_OF_TABLE = 0x0D
_HEADER_BYTES = 100
# What every record of Cairn has; believed where the header is damaged.
_USUAL_PAGE = 4096
# No text or figure of a row comes near; a larger length is damage [bytes].
_MOST_PAYLOAD = 64 << 20
# Widths of whole numbers by their serial type [bytes].
_WIDTHS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


class _DamagedError(Exception):
    """These bytes are no record."""


class Pages:
    """The pages of one file, as bytes."""

    def __init__(self, path: Path) -> None:
        """Read the file at `path` whole."""
        self._data = path.read_bytes()
        header = self._data[:_HEADER_BYTES]
        size = struct.unpack(">H", header[16:18])[0] if len(header) == _HEADER_BYTES else 0
        size = 65536 if size == 1 else size
        is_sound = size in {1 << bits for bits in range(9, 17)} and header[20:21] < b"\x40"
        self.size = size if is_sound else _USUAL_PAGE
        self._usable = self.size - (header[20] if is_sound else 0)
        self.count = len(self._data) // self.size

    def free(self) -> set[int]:
        """The numbers of pages that hold nothing any more, as far as their list can be followed."""
        found: set[int] = set()
        trunk = struct.unpack(">I", self._data[32:36])[0] if self.count else 0
        while 0 < trunk <= self.count and trunk not in found:
            found.add(trunk)
            page = self._page(trunk)
            trunk, leaves = struct.unpack(">II", page[:8])
            if leaves > self._usable // 4:
                break
            found.update(struct.unpack(f">{leaves}I", page[8 : 8 + 4 * leaves]))
        return found

    def records(self) -> Iterator[tuple[int, list[Any]]]:
        """Every record of every page that looks like a leaf of a table: its number and values.

        Some may be leftovers of rows that were changed or deleted since; the caller must judge.
        """
        free = self.free()
        for number in range(1, self.count + 1):
            if number in free:
                continue
            page, start = self._page(number), _HEADER_BYTES if number == 1 else 0
            if page[start] != _LEAF_OF_TABLE:
                continue
            cells = struct.unpack(">H", page[start + 3 : start + 5])[0]
            for at in range(start + 8, min(start + 8 + 2 * cells, self.size - 1), 2):
                try:
                    yield self._record(page, struct.unpack(">H", page[at : at + 2])[0])
                except (_DamagedError, IndexError, struct.error):
                    continue

    def _page(self, number: int) -> bytes:
        return self._data[(number - 1) * self.size : number * self.size]

    def _record(self, page: bytes, at: int) -> tuple[int, list[Any]]:
        length, at = _varint(page, at)
        rowid, at = _varint(page, at)
        return _signed(rowid), _values(self._payload(page, at, length))

    def _payload(self, page: bytes, at: int, length: int) -> bytes:
        """A record's bytes, those on overflow pages included."""
        if length > _MOST_PAYLOAD:
            raise _DamagedError
        most = self._usable - 35
        if length <= most:
            return page[at : at + length]
        least = (self._usable - 12) * 32 // 255 - 23
        local = least + (length - least) % (self._usable - 4)
        local = local if local <= most else least
        parts = [page[at : at + local]]
        (following,) = struct.unpack(">I", page[at + local : at + local + 4])
        missing = length - local
        while missing > 0:
            if not 0 < following <= self.count:
                raise _DamagedError
            overflow = self._page(following)
            (following,) = struct.unpack(">I", overflow[:4])
            parts.append(overflow[4 : 4 + min(missing, self._usable - 4)])
            missing -= self._usable - 4
        return b"".join(parts)


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for step in range(9):
        byte = data[at + step]
        if step == 8:
            return (value << 8) | byte, at + 9
        value = (value << 7) | (byte & 0x7F)
        if byte < 0x80:
            return value, at + step + 1
    raise _DamagedError


def _signed(value: int) -> int:
    return value - (1 << 64) if value >= 1 << 63 else value


def _values(payload: bytes) -> list[Any]:
    length, at = _varint(payload, 0)
    if length > len(payload):
        raise _DamagedError
    kinds = []
    while at < length:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    values = []
    for kind in kinds:
        value, at = _value(payload, at, kind)
        values.append(value)
    if at != len(payload):
        raise _DamagedError
    return values


def _value(payload: bytes, at: int, kind: int) -> tuple[Any, int]:
    if kind in (0, 8, 9):
        return (None, 0, 1)[(0, 8, 9).index(kind)], at
    if kind in _WIDTHS:
        width = _WIDTHS[kind]
        return int.from_bytes(payload[at : at + width], "big", signed=True), at + width
    if kind < 12:  # a fraction, which no column of ours holds, or a type that is not in use
        raise _DamagedError
    width = (kind - 12) // 2
    data = payload[at : at + width]
    if len(data) != width:
        raise _DamagedError
    if kind % 2 == 0:
        return data, at + width
    return data.decode("utf-8", errors="surrogateescape"), at + width
