"""The append-only history: writing operations down, undo and redo, what happened to a row."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Any

import sqlalchemy as sa

from tracker.domain.changes import Kind, name_of
from tracker.domain.sentences import sentence_from
from tracker.errors import TrackerError
from tracker.i18n import _
from tracker.models.columns import INSTANT_FORMAT
from tracker.store.images import ERASED, digest_of, shape_of
from tracker.store.writing import Touch, Write

_CHAIN_BYTES = 16


@dataclass(frozen=True, slots=True)
class Stacks:
    """The tops of the stacks of undo and redo; None where a stack is empty."""

    undo_id: int | None = None
    redo_id: int | None = None
    digest: bytes = b""


@dataclass(frozen=True, slots=True)
class Step:
    """How an operation came about: done, or as the undo or redo of `target_id`.

    `label` is a stored `Sentence`: its source text, to be said in the reader's language.
    """

    how: str
    label: str
    source: str
    installation: str
    target_id: int | None = None


@dataclass(frozen=True, slots=True)
class OperationRow:
    """One operation as the history tells it, newest first. `at` is aware UTC.

    `label` is in the language in use, whichever was in use when it was done.
    """

    id: int
    at: datetime
    label: str
    how: str
    source: str
    target_id: int | None
    change_count: int


@dataclass(frozen=True, slots=True)
class RowChange:
    """What an operation did to one row; `before` and `after` hold the columns that differ.

    An insert has neither: what was inserted is the row as it stood before its first change.
    `is_erased` tells that the person had the values erased for good.
    """

    operation: OperationRow
    kind: Kind
    row_id: int
    what: str
    before: dict[str, Any]
    after: dict[str, Any]
    is_erased: bool = False


def stacks(connection: sa.Connection) -> Stacks:
    """The stacks as the newest operation left them."""
    row = connection.exec_driver_sql(
        "SELECT undo_top_id, redo_top_id, digest FROM operation ORDER BY id DESC LIMIT 1"
    ).first()
    return Stacks(row[0], row[1], bytes(row[2])) if row else Stacks()


def newest_operation(connection: sa.Connection) -> int:
    """The number of the newest operation; 0 where nothing was done yet.

    It moves with every change of the record, whoever made it: what was computed under the same
    number still holds.
    """
    row = connection.exec_driver_sql("SELECT max(id) FROM operation").first()
    return row[0] or 0 if row else 0


def write_down(write: Write, step: Step, operation_uuid: str) -> int:
    """Add the operation with all that `write` touched to the history; its number."""
    connection, now = write.connection, stacks(write.connection)
    row = connection.exec_driver_sql(
        "SELECT seq FROM sqlite_sequence WHERE name = 'operation'"
    ).first()
    number = (row[0] if row else 0) + 1
    below, undo_top, redo_top = _moved(connection, now, step, number)
    fields = (
        number,
        operation_uuid,
        write.at.strftime(INSTANT_FORMAT),
        step.label,
        step.source,
        step.installation,
        step.how,
        step.target_id,
        below,
        undo_top,
        redo_top,
        len(write.touches),
    )
    changes = [
        (
            number,
            touch.kind.value,
            touch.what,
            touch.first_id,
            touch.last_id,
            touch.before,
            touch.after,
        )
        for touch in write.touches
    ]
    connection.exec_driver_sql(
        "INSERT INTO operation (id, uuid, at, label, source, installation, how, target_id,"
        " below_id, undo_top_id, redo_top_id, change_count, digest)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*fields, chain(now.digest, fields, changes)),
    )
    if changes:  # undoing what was erased since changes nothing
        connection.exec_driver_sql(
            "INSERT INTO change (operation_id, kind, what, first_id, last_id, before, after)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            changes,
        )
    return number


def chain(previous: bytes, fields: Sequence[Any], changes: Sequence[Sequence[Any]]) -> bytes:
    """The digest that binds an operation to its changes and to the operation before it."""
    state = blake2b(previous, digest_size=_CHAIN_BYTES)
    state.update(digest_of(fields))
    for change in changes:
        state.update(digest_of(change))
    return state.digest()


def _moved(
    connection: sa.Connection, now: Stacks, step: Step, number: int
) -> tuple[int | None, int | None, int | None]:
    """What lies below this operation on its stack, and the tops of both stacks after it."""
    if step.how == "do":
        return now.undo_id, number, None
    beneath = connection.exec_driver_sql(
        "SELECT below_id FROM operation WHERE id = ?", (step.target_id,)
    ).scalar()
    if step.how == "undo":
        return now.redo_id, beneath, number
    return now.undo_id, number, beneath


def new_operation_uuid() -> str:
    """A UUID made before the commit, by which its outcome can be looked up afterwards."""
    return str(uuid.uuid4())


def label_of(connection: sa.Connection, number: int) -> str:
    """The label of an operation as it is stored."""
    return str(
        connection.exec_driver_sql("SELECT label FROM operation WHERE id = ?", (number,)).scalar()
    )


def touches_of(connection: sa.Connection, number: int) -> list[Touch]:
    """What an operation did, in the order in which it did it."""
    rows = connection.exec_driver_sql(
        "SELECT kind, what, first_id, last_id, before, after FROM change"
        " WHERE operation_id = ? ORDER BY id",
        (number,),
    )
    return [
        Touch(Kind(kind), what, first, last, before, after)
        for kind, what, first, last, before, after in rows
    ]


def revert(write: Write, number: int) -> None:
    """Do the opposite of operation `number`, row by row, last change first.

    Raises a TrackerError where a row is not as that operation left it; nothing is then written.
    """
    # The order of rows that refer to one another is settled at the commit.
    write.connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    for kind, what, run in _runs(reversed(touches_of(write.connection, number))):
        shape = shape_of(kind)
        if what == "delete":
            write.insert_raw(
                shape, [shape.from_image(t.before or "") for t in run if t.before != ERASED]
            )
        elif what == "insert":
            for touch in run:
                _take_back_insert(write, touch)
        else:
            for touch in run:
                _take_back_update(write, touch)


def _runs(touches: Iterator[Touch]) -> Iterator[tuple[Kind, str, list[Touch]]]:
    """Touches of one sort that follow one another, together; deletes come in rising order."""
    run: list[Touch] = []
    for touch in touches:
        if run and (run[0].kind, run[0].what) != (touch.kind, touch.what):
            yield run[0].kind, run[0].what, _rising(run)
            run = []
        run.append(touch)
    if run:
        yield run[0].kind, run[0].what, _rising(run)


def _rising(run: list[Touch]) -> list[Touch]:
    # Rows put back in rising order form one run again in the history.
    return sorted(run, key=lambda touch: touch.first_id) if run[0].what == "delete" else run


def _take_back_insert(write: Write, touch: Touch) -> None:
    shape = shape_of(touch.kind)
    rows = write.connection.exec_driver_sql(
        f"{shape.select_sql} WHERE id BETWEEN ? AND ? ORDER BY id", (touch.first_id, touch.last_id)
    )
    raws = [list(row) for row in rows]
    write.delete_raw(shape, raws)


def _take_back_update(write: Write, touch: Touch) -> None:
    if ERASED in (touch.before, touch.after):
        return
    shape = shape_of(touch.kind)
    before, after = shape.from_image(touch.before or ""), shape.from_image(touch.after or "")
    if write.raw(touch.kind, touch.first_id) != after:
        raise TrackerError(
            _("This can't be undone"),
            _("What it changed ({kind}) has changed since.").format(kind=name_of(touch.kind)),
            _("Nothing was changed. Its history shows what happened to it."),
        )
    write.update_raw(shape, after, before)


_OPERATION_COLUMNS = "operation.id, at, label, how, source, target_id, change_count"


def _operation(row: Sequence[Any]) -> OperationRow:
    number, at, label, how, source, target, count = row
    said = sentence_from(label).said()
    return OperationRow(number, datetime.fromisoformat(at), said, how, source, target, count)


def operations(
    connection: sa.Connection, limit: int, before_id: int | None = None
) -> list[OperationRow]:
    """The newest operations first, at most `limit`; those before `before_id` where it is given."""
    rows = connection.exec_driver_sql(
        f"SELECT {_OPERATION_COLUMNS} FROM operation WHERE id < ? ORDER BY id DESC LIMIT ?",  # noqa: S608
        (before_id if before_id is not None else 2**62, limit),
    )
    return [_operation(row) for row in rows]


def changes_of_row(connection: sa.Connection, kind: Kind, row_id: int) -> list[RowChange]:
    """All that ever happened to one row, newest first."""
    rows = connection.exec_driver_sql(
        f"SELECT what, before, after, {_OPERATION_COLUMNS}"  # noqa: S608 - our own columns
        " FROM change JOIN operation ON operation.id = operation_id"
        " WHERE kind = ? AND first_id <= ? AND last_id >= ? ORDER BY change.id DESC",
        (kind.value, row_id, row_id),
    )
    return [
        _row_change(_operation(operation), kind, row_id, what, before, after)
        for what, before, after, *operation in rows
    ]


def rows_once_of(
    connection: sa.Connection, kind: Kind, column: str, owner_id: int
) -> tuple[int, ...]:
    """The rows of `kind` that were deleted while their `column` named `owner_id`, by number."""
    rows = connection.exec_driver_sql(
        "SELECT DISTINCT first_id FROM change WHERE kind = ? AND what = 'delete'"
        " AND before <> ? AND json_extract(before, '$.' || ?) = ? ORDER BY first_id",
        (kind.value, ERASED, column, owner_id),
    )
    return tuple(number for (number,) in rows)


def _row_change(
    operation: OperationRow,
    kind: Kind,
    row_id: int,
    what: str,
    before: str | None,
    after: str | None,
) -> RowChange:
    if ERASED in (before, after):
        return RowChange(operation, kind, row_id, what, {}, {}, is_erased=True)
    old, new = json.loads(before or "{}"), json.loads(after or "{}")
    if what == "update":
        differing = [name for name in new if old.get(name) != new[name]]
        old, new = {n: old.get(n) for n in differing}, {n: new[n] for n in differing}
    return RowChange(operation, kind, row_id, what, old, new)
