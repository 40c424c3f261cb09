"""Tables for a terminal: aligned columns, whatever script stands in them."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.cli.plainly import cut, pad, plain, width

_GAP = "  "
# A column of text is never made narrower than this: less says nothing.
_LEAST_COLUMNS = 12


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading; numbers stand to the right; only a text that `may_shrink` is cut."""

    heading: str
    is_number: bool = False
    may_shrink: bool = False


def table(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> str:
    """The rows under their headings; columns in which every cell is empty are left out.

    On a terminal, texts are cut so that a row keeps to one line; elsewhere nothing is cut.
    """
    cells = [[plain(cell) for cell in row] for row in rows]
    kept = [at for at in range(len(columns)) if any(row[at] for row in cells)]
    columns = [columns[at] for at in kept]
    cells = [[row[at] for at in kept] for row in cells]
    headings = [column.heading for column in columns]
    widths = [max(map(width, column)) for column in zip(headings, *cells, strict=True)]
    _shrink(widths, columns)
    return "\n".join(_line(row, widths, columns) for row in [headings, *cells])


def facts(pairs: Sequence[tuple[str, str]]) -> str:
    """Names and what they are, one a line; those that are empty are left out."""
    shown = [(name, plain(value)) for name, value in pairs if value]
    widest = max((width(name) for name, _value in shown), default=0)
    return "\n".join(f"{pad(name, widest)}{_GAP}{value}" for name, value in shown)


def _line(row: Sequence[str], widths: Sequence[int], columns: Sequence[Column]) -> str:
    cells = [
        pad(cut(cell, room), room, is_number=column.is_number)
        for cell, room, column in zip(row, widths, columns, strict=True)
    ]
    return _GAP.join(cells).rstrip(" ")


def _shrink(widths: list[int], columns: Sequence[Column]) -> None:
    """Take from the widest texts what the terminal has no room for."""
    if not sys.stdout.isatty():
        return
    room = shutil.get_terminal_size().columns - len(_GAP) * (len(widths) - 1)
    while sum(widths) > room:
        texts = [at for at, column in enumerate(columns) if column.may_shrink]
        widest = max(texts, key=lambda at: widths[at], default=None)
        if widest is None or widths[widest] <= _LEAST_COLUMNS:
            return
        widths[widest] -= 1
