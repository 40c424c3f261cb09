"""The whole history as a person reads it: what was done, to what, and what can be taken back."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from tracker.domain.changes import Kind, Subject
from tracker.store import history
from tracker.store.history import OperationRow
from tracker.store.subjects import subject_of
from tracker.store.writing import Touch

# How deep the stacks are followed: further back nobody undoes step by step.
_DEEPEST = 1000
# What an operation was about stands among the first rows that it touched.
_TOUCHES = 60
# So many operations are looked through for a filter at once.
_BATCH = 200


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One operation and what it was about.

    `steps` is how many undo steps take it back (1 where it is the next), None where it is not on
    the stack: it is undone already, an undo itself, or too far back. `is_undone` tells the first.
    """

    operation: OperationRow
    subject: Subject | None
    steps: int | None = None
    is_undone: bool = False


@dataclass(frozen=True, slots=True)
class Timeline:
    """Operations, newest first; `next_id` continues before it, None where there is no more.

    `undo_count` and `redo_count` say how many steps there are each way, up to a thousand.
    """

    rows: tuple[TimelineRow, ...]
    next_id: int | None
    undo_count: int
    redo_count: int


def timeline(
    connection: sa.Connection,
    limit: int,
    before_id: int | None = None,
    *,
    text: str = "",
    kinds: Collection[Kind] = (),
) -> Timeline:
    """The newest operations, at most `limit`, that speak of `text` and touched one of `kinds`.

    Both are left aside where empty; `text` is looked for in the label and in the name of what it
    was about, in any letter case.
    """
    tops = history.stacks(connection)
    undo = _stack(connection, tops.undo_id)
    redo = _stack(connection, tops.redo_id)
    undone = _undone(connection, redo)
    wanted = text.strip().casefold()
    found: list[TimelineRow] = []
    at = before_id
    while len(found) < limit:
        batch = history.operations(connection, _BATCH, at)
        if kinds:
            touched = _touching(connection, [one.id for one in batch], kinds)
            batch_wanted = [one for one in batch if one.id in touched]
        else:
            batch_wanted = batch
        for one in batch_wanted:
            row = _row(connection, one, undo, undone)
            if not wanted or _speaks_of(row, wanted):
                found.append(row)
                if len(found) == limit:
                    break
        if len(batch) < _BATCH:
            at = None
            break
        at = batch[-1].id
    is_full = len(found) == limit
    next_id = found[-1].operation.id if is_full else at
    if next_id is not None and not history.operations(connection, 1, next_id):
        next_id = None
    return Timeline(tuple(found), next_id, len(undo), len(redo))


def _stack(connection: sa.Connection, top: int | None) -> dict[int, int]:
    """The operations of a stack with their depth, 1 for the top."""
    found: dict[int, int] = {}
    while top is not None and len(found) < _DEEPEST:
        found[top] = len(found) + 1
        top = connection.exec_driver_sql(
            "SELECT below_id FROM operation WHERE id = ?", (top,)
        ).scalar()
    return found


def _undone(connection: sa.Connection, redo: Mapping[int, int]) -> frozenset[int]:
    """What the undo operations that can still be done again took back."""
    targets = (
        connection.exec_driver_sql("SELECT target_id FROM operation WHERE id = ?", (one,)).scalar()
        for one in redo
    )
    return frozenset(int(target) for target in targets if target is not None)


def _touching(
    connection: sa.Connection, ids: Collection[int], kinds: Collection[Kind]
) -> frozenset[int]:
    if not ids:
        return frozenset()
    # A list of unknown length goes in as one value; json_each takes it apart.
    rows = connection.exec_driver_sql(
        "SELECT DISTINCT operation_id FROM change WHERE operation_id BETWEEN ? AND ?"
        " AND kind IN (SELECT value FROM json_each(?))",
        (min(ids), max(ids), json.dumps(sorted(kind.value for kind in kinds))),
    )
    return frozenset(int(row[0]) for row in rows)


def _row(
    connection: sa.Connection,
    operation: OperationRow,
    undo: Mapping[int, int],
    undone: frozenset[int],
) -> TimelineRow:
    source = operation.target_id if operation.target_id is not None else operation.id
    subject = subject_of(connection, _first_touches(connection, source))
    return TimelineRow(operation, subject, undo.get(operation.id), is_undone=operation.id in undone)


def _first_touches(connection: sa.Connection, number: int) -> list[Touch]:
    rows = connection.exec_driver_sql(
        "SELECT kind, what, first_id, last_id, before, after FROM change"
        " WHERE operation_id = ? ORDER BY id LIMIT ?",
        (number, _TOUCHES),
    )
    return [Touch(Kind(kind), *rest) for kind, *rest in rows]


def _speaks_of(row: TimelineRow, wanted: str) -> bool:
    name = row.subject.title if row.subject is not None else ""
    return wanted in row.operation.label.casefold() or wanted in name.casefold()
