"""A stretch of time that is being drawn, moved or resized: how it snaps and how far it may go.

Times are wall minutes from the top of the first column of a time grid; a day is a column. They may
lie outside the columns, as those of a block that began the evening before.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace
from enum import Enum

from tracker.ui.parts.gridlayout import DAY_MINUTES, GridBlock, GridPiece

# To the quarter of an hour; finer with Shift, or where five minutes are as tall as this [px].
COARSE_MINUTES, FINE_MINUTES = 15, 5
_FINE_FROM_PX = 10
# No block gets shorter than this, and a new one that is placed by a key begins as long as that.
LEAST_MINUTES = 5
NEW_MINUTES = 60


class Hold(Enum):
    """What of a block is held: a new one at its end, the whole of it, or one of its edges."""

    NEW = "new"
    WHOLE = "whole"
    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class Lift:
    """A stretch in hand. `from_` and `to` are where it was; `start` and `end` where it would be.

    `key` is that of the block, None for a new one. `is_timed` is False for a block of which only
    its length and its day are known, as long as it stays above the hours.
    """

    hold: Hold
    key: Hashable
    from_: int
    to: int
    start: int
    end: int
    is_timed: bool = True

    @classmethod
    def of(cls, hold: Hold, key: Hashable, start: int, end: int, *, is_timed: bool = True) -> Lift:
        """A stretch that has just been taken up."""
        return cls(hold, key, start, end, start, end, is_timed)

    @property
    def is_changed(self) -> bool:
        """Whether it would lie elsewhere, or is new."""
        return self.hold is Hold.NEW or (self.start, self.end) != (self.from_, self.to)

    def dragged(self, by: int, step: int) -> Lift:
        """Where it lies once the pointer is `by` minutes from where it was pressed."""
        length = self.to - self.from_
        if self.hold is Hold.WHOLE:
            start = _snapped(self.from_ + by, step) if by else self.from_
            return replace(self, start=start, end=start + length)
        if self.hold is Hold.START:
            start = min(_snapped(self.from_ + by, step), self.to - LEAST_MINUTES)
            return replace(self, start=start if by else self.from_)
        end = max(_snapped(self.to + by, step), self.from_ + LEAST_MINUTES)
        return replace(self, end=end if by else self.to)

    def drawn(self, anchor: int, at: int, step: int) -> Lift:
        """A new stretch between the minute that was pressed and the one under the pointer."""
        first, last = sorted((anchor, at))
        start = first // step * step
        end = max(-(-last // step) * step, start + step)
        return replace(self, start=start, end=end)

    def stepped(self, by: int, hold: Hold) -> Lift:
        """One step of a key further: the whole of it, or one of its edges."""
        step = abs(by)
        if hold is Hold.WHOLE:
            start = _next(self.start, by) if step < DAY_MINUTES else self.start + by
            return replace(self, start=start, end=start + self.end - self.start)
        if hold is Hold.START:
            return replace(self, start=min(_next(self.start, by), self.end - LEAST_MINUTES))
        return replace(self, end=max(_next(self.end, by), self.start + LEAST_MINUTES))

    def within(self, columns: int) -> Lift:
        """The same, begun in one of the columns."""
        least, most = 0, columns * DAY_MINUTES - 1
        start = max(least, min(self.start, most)) if self.hold is not Hold.START else self.start
        return replace(self, start=start, end=self.end + start - self.start)

    def pieces(self, columns: int) -> tuple[GridPiece, ...]:
        """Where it is drawn in the columns."""
        if not self.is_timed:
            return ()
        return pieces_of(self.start, self.end, columns)


def lift_of(block: GridBlock, hold: Hold) -> Lift | None:
    """A block taken up by one of its parts; None of one that can't be moved."""
    if block.span is not None:
        return Lift.of(hold, block.key, *block.span)
    if not block.minutes:
        return None
    start = block.column * DAY_MINUTES
    return Lift.of(Hold.WHOLE, block.key, start, start + block.minutes, is_timed=False)


def pieces_of(start: int, end: int, columns: int) -> tuple[GridPiece, ...]:
    """A stretch of minutes cut at the ends of the days, as far as it lies in the columns."""
    found = []
    at = start
    while at < end:
        column = at // DAY_MINUTES
        until = min(end, (column + 1) * DAY_MINUTES)
        if 0 <= column < columns:
            top = column * DAY_MINUTES
            found.append(GridPiece(column, at - top, until - top, at == start, until == end))
        at = until
    return tuple(found)


def step_for(minute_px: float, *, is_fine: bool) -> int:
    """To how many minutes the pointer snaps where a minute is this tall."""
    return FINE_MINUTES if is_fine or minute_px * FINE_MINUTES >= _FINE_FROM_PX else COARSE_MINUTES


def _snapped(minute: int, step: int) -> int:
    return (minute + step // 2) // step * step


def _next(minute: int, by: int) -> int:
    """The next multiple of the step on the side `by` points to: 19:07 becomes 19:15 or 19:00."""
    step = abs(by)
    if by > 0:
        return (minute // step + 1) * step
    return (-(-minute // step) - 1) * step
