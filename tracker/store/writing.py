"""The unit of work: one operation, one transaction, one undo step, one `Changes`.

Every write to the record goes through `Write`, which writes the row, its digest and the history
in the same transaction.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from tracker.domain.changes import Changes, Kind, name_of
from tracker.domain.sentences import sentence_from
from tracker.errors import TrackerError
from tracker.i18n import _
from tracker.store.images import Shape, shape_of


class GoneError(TrackerError):
    """The row that an operation speaks of is not in the record (any more)."""

    def __init__(self, kind: Kind, row_id: int) -> None:
        """Name the kind and the number that was asked for."""
        super().__init__(
            _("Not in the record"),
            _("There is no {kind} with the number {number} in the record.").format(
                kind=name_of(kind), number=row_id
            ),
            _("It may have been deleted; undo brings it back."),
        )


@dataclass(slots=True)
class Touch:
    """What was done to one row, or to a run of inserted rows with adjoining numbers."""

    kind: Kind
    what: str
    first_id: int
    last_id: int
    before: str | None = None
    after: str | None = None


class Write:
    """Writes rows inside one transaction and remembers what it did to each."""

    def __init__(self, connection: sa.Connection, at: datetime) -> None:
        """Write through `connection`, which is inside a transaction; `at` is now, aware UTC."""
        self.connection = connection
        self.at = at
        self.touches: list[Touch] = []
        self._next_ids: dict[Kind, int] = {}
        self._last_runs: dict[Kind, Touch] = {}

    def add(self, kind: Kind, /, **values: Any) -> int:
        """Insert one row and return its number."""
        return self.add_many(kind, [values])[0]

    def add_many(self, kind: Kind, rows: Sequence[Mapping[str, Any]]) -> range:
        """Insert rows and return their numbers, which adjoin one another."""
        shape = shape_of(kind)
        first = self._take_ids(kind, len(rows))
        raws = [
            shape.raw({**row, "id": number, "uuid": row.get("uuid") or str(uuid.uuid4())})
            for number, row in enumerate(rows, first)
        ]
        self.insert_raw(shape, raws)
        return range(first, first + len(rows))

    def insert_raw(self, shape: Shape, raws: Sequence[list[Any]]) -> None:
        """Insert whole raw rows, as undo does when it puts deleted rows back."""
        if not raws:
            return
        self.connection.exec_driver_sql(
            shape.insert_sql, [(*raw, shape.digest(raw)) for raw in raws]
        )
        for raw in raws:
            self._note_insert(shape.kind, raw[0])

    def _note_insert(self, kind: Kind, number: int) -> None:
        run = self._last_runs.get(kind)
        if run is not None and run.last_id + 1 == number:
            run.last_id = number
            return
        run = Touch(kind, "insert", number, number)
        self._last_runs[kind] = run
        self.touches.append(run)

    def _take_ids(self, kind: Kind, count: int) -> int:
        first = self._next_ids.get(kind)
        if first is None:
            # AUTOINCREMENT's own memory: no number is ever given twice, deleted rows included.
            row = self.connection.exec_driver_sql(
                "SELECT seq FROM sqlite_sequence WHERE name = ?", (kind.value,)
            ).first()
            first = (row[0] if row else 0) + 1
        self._next_ids[kind] = first + count
        return first

    def change(self, kind: Kind, row_id: int, /, **values: Any) -> bool:
        """Set columns of one row; whether anything differs. Raises GoneError where it is absent."""
        shape = shape_of(kind)
        before = self.raw(kind, row_id)
        after = list(before)
        for name, value in values.items():
            after[shape.names.index(name)] = shape.raw_one(name, value)
        if after == before:
            return False
        self.update_raw(shape, before, after)
        return True

    def update_raw(self, shape: Shape, before: list[Any], after: list[Any]) -> None:
        """Replace one whole raw row."""
        changed = [
            name for name, old, new in zip(shape.names, before, after, strict=True) if old != new
        ]
        pairs = ", ".join(f"{name} = ?" for name in [*changed, "digest"])
        values = [after[shape.names.index(name)] for name in changed]
        # Names come from our own table classes, never from a person.
        self.connection.exec_driver_sql(
            f"UPDATE {shape.kind.value} SET {pairs} WHERE id = ?",  # noqa: S608
            (*values, shape.digest(after), before[0]),
        )
        self.touches.append(
            Touch(
                shape.kind, "update", before[0], before[0], shape.image(before), shape.image(after)
            )
        )
        self._last_runs.pop(shape.kind, None)

    def delete(self, kind: Kind, row_id: int) -> None:
        """Delete one row; raises GoneError where it is absent."""
        self.delete_raw(shape_of(kind), [self.raw(kind, row_id)])

    def delete_where(self, kind: Kind, /, **where: Any) -> int:
        """Delete all rows whose columns equal `where`; how many there were."""
        raws = self.raws(kind, **where)
        self.delete_raw(shape_of(kind), raws)
        return len(raws)

    def delete_raw(self, shape: Shape, raws: Sequence[list[Any]]) -> None:
        """Delete whole raw rows, keeping their images."""
        if not raws:
            return
        self.connection.exec_driver_sql(
            f"DELETE FROM {shape.kind.value} WHERE id = ?",  # noqa: S608 - our own table's name
            [(raw[0],) for raw in raws],
        )
        self.touches.extend(
            Touch(shape.kind, "delete", raw[0], raw[0], shape.image(raw)) for raw in raws
        )
        self._last_runs.pop(shape.kind, None)

    def raw(self, kind: Kind, row_id: int) -> list[Any]:
        """One row as stored; raises GoneError where it is absent."""
        found = self.raws(kind, id=row_id)
        if not found:
            raise GoneError(kind, row_id)
        return found[0]

    def raws(self, kind: Kind, /, **where: Any) -> list[list[Any]]:
        """The rows whose columns equal `where` (None matches NULL), as stored, by number."""
        shape = shape_of(kind)
        conditions = " AND ".join(f"{name} IS ?" for name in where) or "1"
        rows = self.connection.exec_driver_sql(
            f"{shape.select_sql} WHERE {conditions} ORDER BY id",
            tuple(shape.raw_one(name, value) for name, value in where.items()),
        )
        return [list(row) for row in rows]

    def values(self, kind: Kind, /, **where: Any) -> list[dict[str, Any]]:
        """The rows whose columns equal `where`, each as raw values by column name."""
        names = shape_of(kind).names
        return [dict(zip(names, raw, strict=True)) for raw in self.raws(kind, **where)]

    def one(self, kind: Kind, row_id: int) -> dict[str, Any]:
        """One row as raw values by column name; raises GoneError where it is absent."""
        return dict(zip(shape_of(kind).names, self.raw(kind, row_id), strict=True))

    def scalar(self, statement: sa.Executable) -> Any:
        """The first value of a query inside this transaction, None where it finds nothing."""
        return self.connection.execute(statement).scalar()

    def rows(self, statement: sa.Executable) -> Sequence[sa.Row[Any]]:
        """The rows of a query inside this transaction."""
        return self.connection.execute(statement).all()

    def changes(self, label: str, operation_id: int | None) -> Changes:
        """What was done so far, for the screens; `label` as the history keeps it."""
        said = sentence_from(label).said()
        if not self.touches:
            return Changes(said, source=label)
        ids: dict[Kind, set[int]] = {}
        for touch in self.touches:
            ids.setdefault(touch.kind, set()).update(range(touch.first_id, touch.last_id + 1))
        return Changes(
            said,
            frozenset(ids),
            {kind: frozenset(numbers) for kind, numbers in ids.items()},
            operation_id,
            source=label,
        )
