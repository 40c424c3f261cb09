"""The frame of a time grid: where heads, strip, columns and hours lie, worked out once a size."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import time

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFontMetrics

from tracker.ui import theme
from tracker.ui.numbers import time_short
from tracker.ui.parts.gridlayout import DAY_MINUTES, GridBlock, GridDay, GridPiece, Placed

HOUR = 33
HOURS_SEEN = 18
LEAST_BLOCK = 18
MOST_PILLS = 3
_HEAD = 42
_INSET = 4
_PILL_GAP = 3
_SLOT_MINUTES = 15
_NO_BLOCK = GridBlock(None, "", "", "", 0)


@dataclass(frozen=True, slots=True)
class GridFrame:
    """Measures [px] in the coordinates of the viewport, scrolled to the top.

    `left` is the room of the hours' names, `head` the height of the heads, `top` where the hours
    begin; with `is_head_wide` name and sum of a day stand beside one another.
    """

    width: int
    height: int
    count: int
    is_mirrored: bool
    left: int
    head: int
    is_head_wide: bool
    top: int
    minute: float
    pill: int
    least: int

    @classmethod
    def of(
        cls, size: QSize, days: Sequence[GridDay], pill_rows: int, *, is_mirrored: bool
    ) -> GridFrame:
        """The frame for a viewport of `size` with `pill_rows` in the strip above the hours."""
        look = theme.current()
        bold = QFontMetrics(look.font("strong"))
        light = QFontMetrics(look.font("secondary", is_tabular=True))
        left = max(light.horizontalAdvance(time_short(time(hour))) for hour in (10, 22)) + 20
        count = max(len(days), 1)
        room = (size.width() - left - 1) / count - 16
        is_wide = all(
            bold.horizontalAdvance(day.title) + light.horizontalAdvance(day.aside) <= room
            for day in days
        )
        head = look.px(_HEAD) if is_wide else max(look.px(_HEAD), 2 * bold.height() + 8)
        rows = min(pill_rows, MOST_PILLS)
        pill = pill_height()
        top = head + rows * (pill + _PILL_GAP) + (5 if rows else 0)
        # As tall as in the picture, or taller where there is room.
        minute = max(look.px(HOUR) / 60, (size.height() - top) / (HOURS_SEEN * 60))
        return cls(
            size.width(),
            size.height(),
            count,
            is_mirrored,
            left,
            head,
            is_wide,
            top,
            minute,
            pill,
            look.px(LEAST_BLOCK),
        )

    def column(self, place: int) -> QRectF:
        """The whole height of a column."""
        wide = (self.width - self.left - 1) / self.count
        x = self.left + place * wide
        if self.is_mirrored:
            x = self.width - x - wide
        return QRectF(x, 0, wide, self.height)

    def column_at(self, x: float) -> int | None:
        """The column at `x`; None beside them."""
        for place in range(self.count):
            column = self.column(place)
            if column.left() <= x < column.right():
                return place
        return None

    def column_near(self, x: float) -> int:
        """The column at `x`, or the nearest one beside which it lies."""
        found = self.column_at(x)
        if found is not None:
            return found
        is_before = x < self.column(0).left() if not self.is_mirrored else x > self.column(0).left()
        return 0 if is_before else self.count - 1

    def minute_at(self, y: float, scroll: int) -> int:
        """The minute of the day at `y`, no further than its ends."""
        return max(0, min(round((y - self.top + scroll) / self.minute), DAY_MINUTES))

    def slot_at(self, point: QPointF, scroll: int) -> tuple[int, int] | None:
        """Column and minute (to the quarter of an hour) at a point; None beside the hours."""
        column = self.column_at(point.x())
        minute = (point.y() - self.top + scroll) / self.minute
        if column is None or point.y() < self.top or not 0 <= minute < DAY_MINUTES:
            return None
        return column, int(minute // _SLOT_MINUTES) * _SLOT_MINUTES

    def y_of(self, minute: float, scroll: int) -> float:
        """Where a minute of the day lies."""
        return self.top + minute * self.minute - scroll

    def rect(self, placed: Placed, scroll: int) -> QRectF:
        """Where a piece of a block is drawn."""
        column = self.column(placed.piece.column).adjusted(_INSET + 1, 0, -_INSET, 0)
        column.moveTop(self.top - scroll)
        return placed.rect(column, self.minute, self.least).adjusted(0, 1, 0, 0)

    def piece_rect(self, piece: GridPiece, scroll: int) -> QRectF:
        """Where a piece that lies over all others is drawn: as wide as its column."""
        return self.rect(Placed(_NO_BLOCK, piece), scroll)

    def pill_rect(self, column: int, row: int) -> QRectF:
        """Where a block without a time is drawn in the strip."""
        room = self.column(column).adjusted(_INSET + 1, 0, -_INSET, 0)
        top = self.head + row * (self.pill + _PILL_GAP)
        return QRectF(room.left(), top, room.width(), self.pill)


def pill_height() -> int:
    """The height of a block without a time [px]."""
    look = theme.current()
    return max(look.px(20), QFontMetrics(look.font("small")).height() + 4)


def pill_counts(blocks: Iterable[GridBlock]) -> dict[int, int]:
    """How many blocks without a time each column has."""
    counts: dict[int, int] = {}
    for block in blocks:
        if not block.pieces:
            counts[block.column] = counts.get(block.column, 0) + 1
    return counts


def hidden_pills(blocks: Iterable[GridBlock]) -> dict[int, int]:
    """How many blocks of a column the strip has no room for; columns without any are absent."""
    counts = pill_counts(blocks)
    return {place: n - MOST_PILLS + 1 for place, n in counts.items() if n > MOST_PILLS}


def pills(frame: GridFrame, blocks: Sequence[GridBlock]) -> list[tuple[GridBlock, QRectF]]:
    """The blocks without a time that are drawn in the strip, with their places."""
    hidden, rows = hidden_pills(blocks), dict[int, int]()
    found = []
    for block in blocks:
        if block.pieces:
            continue
        row = rows.get(block.column, 0)
        rows[block.column] = row + 1
        if row < (MOST_PILLS - 1 if block.column in hidden else MOST_PILLS):
            found.append((block, frame.pill_rect(block.column, row)))
    return found
