"""What a list is asked for, and what it gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tracker.cli.shapes import Shape

# SQLite's own «no limit».
NO_LIMIT = -1


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to list: the days, both included, the credential, and how many at most (-1 for all).

    `has_archive` takes what is archived or long over too.
    """

    first: date | None = None
    last: date | None = None
    credential_id: int | None = None
    limit: int = NO_LIMIT
    has_archive: bool = False

    def has(self, *days: date | None) -> bool:
        """Whether a thing with these days is wanted: one of them lies within; none always is not.

        Where no days are asked for, everything is wanted.
        """
        if self.first is None and self.last is None:
            return True
        known = [day for day in days if day is not None]
        return any(
            (self.first is None or day >= self.first) and (self.last is None or day <= self.last)
            for day in known
        )

    def cut(self, rows: Sequence[Any]) -> Sequence[Any]:
        """The first rows, as many as are wanted."""
        return rows if self.limit < 0 else rows[: self.limit]


@dataclass(frozen=True, slots=True)
class Listed:
    """Rows for programs, the table for people, and how many there are in all."""

    rows: list[Shape]
    text: str
    total: int
