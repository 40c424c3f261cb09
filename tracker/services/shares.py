"""The parts in which a study session or an expense serves credentials."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from tracker.domain.changes import Kind
from tracker.domain.split import split
from tracker.domain.study import Share
from tracker.store.writing import Write


@dataclass(frozen=True, slots=True)
class Parts:
    """How parts of one sort are kept: their kind, whose they are, and what is shared out."""

    kind: Kind
    owner: str
    amount: str

    def rows(self, owner_id: int, shares: Sequence[Share], total: int) -> list[dict[str, Any]]:
        """The rows that share `total` out among `shares`, by largest remainder."""
        parts = split(total, [share.weight for share in shares])
        return [
            {
                self.owner: owner_id,
                "credential_id": share.credential_id,
                "weight": share.weight,
                self.amount: part,
                "position": position,
            }
            for position, (share, part) in enumerate(zip(shares, parts, strict=True))
        ]

    def put(self, write: Write, owner_id: int, shares: Sequence[Share], total: int) -> None:
        """Bring the recorded parts to `shares` of `total`, touching only what differs.

        The parts of deleted credentials are not among `shares`; they keep place and weight, and
        with them what falls to each.
        """
        held = sorted(write.values(self.kind, **{self.owner: owner_id}), key=itemgetter("position"))
        rows: list[int | None] = []
        wanted: list[dict[str, Any]] = []
        given = iter(shares)
        for row in held:
            if row["credential_id"] is None:
                wanted.append({"weight": row["weight"]})
            elif (share := next(given, None)) is not None:
                wanted.append({"credential_id": share.credential_id, "weight": share.weight})
            else:
                write.delete(self.kind, row["id"])
                continue
            rows.append(row["id"])
        for share in given:
            wanted.append({"credential_id": share.credential_id, "weight": share.weight})
            rows.append(None)
        parts = split(total, [values["weight"] for values in wanted])
        for position, (number, values, part) in enumerate(zip(rows, wanted, parts, strict=True)):
            values |= {self.amount: part, "position": position}
            if number is None:
                write.add(self.kind, **{self.owner: owner_id}, **values)
            else:
                write.change(self.kind, number, **values)


STUDY_PARTS = Parts(Kind.STUDY_SHARE, "study_session_id", "seconds")
EXPENSE_PARTS = Parts(Kind.EXPENSE_SHARE, "expense_id", "minor")
