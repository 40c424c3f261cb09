"""Where the blocks of a time grid lie: geometry only, without a widget."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from PySide6.QtCore import QRectF

DAY_MINUTES = 1440
# Blocks that begin together share the width; later ones lie over the earlier, this far indented.
_INDENT = 0.18
_MOST_INDENT = 0.6


@dataclass(frozen=True, slots=True)
class GridPiece:
    """A part of a block within one column, in minutes from the top of the column (0 to 1440)."""

    column: int
    from_minute: int
    to_minute: int
    is_first: bool = True
    is_last: bool = True


@dataclass(frozen=True, slots=True)
class GridBlock:
    """Something that lasts: a study session or a planned one.

    `key` names it; `words` say all of it to a screen reader and in the tooltip. Without `pieces`
    it stands in the strip above its `column`. `is_dashed` draws a plan rather than a fact. `span`
    is from when to when it lasts [wall minutes from the top of the first column], also where that
    lies outside the columns; without one it can't be resized, and be moved only with `minutes`,
    its length. `brief` is the length for a block with hardly any room.
    """

    key: Hashable
    title: str
    detail: str
    words: str
    column: int
    tone: str = "accent"
    pieces: tuple[GridPiece, ...] = ()
    is_dashed: bool = False
    length: str = ""
    span: tuple[int, int] | None = None
    minutes: int = 0
    brief: str = ""


@dataclass(frozen=True, slots=True)
class GridClash:
    """Time that two blocks share, drawn over the block `key`; `short` where `text` has no room."""

    key: Hashable
    piece: GridPiece
    text: str
    short: str = ""


@dataclass(frozen=True, slots=True)
class GridDay:
    """The head of a column: its name, its sum, and what a screen reader says of it.

    `short` is a name for a column that has no room for the `title`, `aside_short` the sum for
    one that has none for the `aside`.
    """

    title: str
    aside: str
    words: str
    is_today: bool = False
    short: str = ""
    aside_short: str = ""


@dataclass(slots=True)
class Placed:
    """A piece with its place within the column: share of the width, and minutes [px by scale]."""

    block: GridBlock
    piece: GridPiece
    left: float = 0.0
    right: float = 1.0
    clashes: list[GridClash] = field(default_factory=list)

    def rect(self, column: QRectF, minute_px: float, least_px: float) -> QRectF:
        """The rectangle in the coordinates of `column`, at least `least_px` tall."""
        top = column.top() + self.piece.from_minute * minute_px
        tall = max((self.piece.to_minute - self.piece.from_minute) * minute_px, least_px)
        left = column.left() + column.width() * self.left
        right = column.left() + column.width() * self.right
        return QRectF(left, top, right - left, tall)


def place_blocks(
    blocks: Iterable[GridBlock], clashes: Sequence[GridClash], least_minutes: float
) -> list[Placed]:
    """All pieces with their share of the width, in the order in which they are drawn.

    A piece shorter than `least_minutes` is treated as that long, since it is drawn so.
    """
    columns: dict[int, list[Placed]] = {}
    for block in blocks:
        for piece in block.pieces:
            columns.setdefault(piece.column, []).append(Placed(block, piece))
    placed: list[Placed] = []
    for column in sorted(columns):
        for cluster in _clusters(columns[column], least_minutes):
            _share_width(cluster, least_minutes)
            placed += cluster
    for one in placed:
        one.clashes = [
            clash
            for clash in clashes
            if clash.key == one.block.key and clash.piece.column == one.piece.column
        ]
    return placed


def _end(placed: Placed, least_minutes: float) -> float:
    return max(placed.piece.to_minute, placed.piece.from_minute + least_minutes)


def _clusters(pieces: list[Placed], least_minutes: float) -> list[list[Placed]]:
    """Pieces of a column in groups whose drawn extents touch no other group."""
    pieces.sort(key=lambda one: (one.piece.from_minute, -one.piece.to_minute))
    groups: list[list[Placed]] = []
    until = 0.0
    for one in pieces:
        if groups and one.piece.from_minute < until:
            groups[-1].append(one)
        else:
            groups.append([one])
        until = max(until, _end(one, least_minutes))
    return groups


def _share_width(cluster: list[Placed], least_minutes: float) -> None:
    """Beside one another where a title would be covered, else one over the other, indented."""
    lanes: list[float] = []
    places: list[int] = []
    for one in cluster:
        start = one.piece.from_minute
        lane = next((n for n, until in enumerate(lanes) if until <= start), len(lanes))
        if lane == len(lanes):
            lanes.append(0.0)
        lanes[lane] = _end(one, least_minutes)
        places.append(lane)
    if len(lanes) == 1:
        return
    starts = [one.piece.from_minute for one in cluster]
    is_free = all(b - a >= least_minutes for a, b in pairwise(starts))
    for one, lane in zip(cluster, places, strict=True):
        if is_free:
            one.left = min(lane * _INDENT, _MOST_INDENT)
        else:
            one.left, one.right = lane / len(lanes), (lane + 1) / len(lanes)


def in_order(blocks: Iterable[GridBlock]) -> list[GridBlock]:
    """Blocks by column and time, those without a time first."""
    return sorted(
        blocks, key=lambda block: (start_of(block)[0], bool(block.pieces), start_of(block))
    )


def start_of(block: GridBlock) -> tuple[int, int]:
    """Column and minute at which a block is first drawn; the top of its column without a time."""
    if not block.pieces:
        return block.column, 0
    return block.pieces[0].column, block.pieces[0].from_minute


def block_after(blocks: Sequence[GridBlock], key: Hashable, by: int) -> GridBlock | None:
    """The block `by` places after the one with `key`, no further than the ends.

    Without a block of that key the first, or with `by` < 0 the last; None where there are none.
    """
    ordered = in_order(blocks)
    if not ordered:
        return None
    here = next((place for place, block in enumerate(ordered) if block.key == key), None)
    if here is None:
        return ordered[0 if by > 0 else -1]
    return ordered[max(0, min(here + by, len(ordered) - 1))]


def block_beside(blocks: Sequence[GridBlock], key: Hashable, by: int) -> GridBlock | None:
    """The block nearest in time in the next column, to the side `by` (1 or -1), that has any."""
    here = next(block for block in blocks if block.key == key)
    column, minute = start_of(here)
    found = [block for block in in_order(blocks) if (start_of(block)[0] - column) * by > 0]
    if not found:
        return None
    nearest = min((start_of(block)[0] - column) * by for block in found)
    beside = [block for block in found if (start_of(block)[0] - column) * by == nearest]
    return min(beside, key=lambda block: abs(start_of(block)[1] - minute))
