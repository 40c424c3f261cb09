"""Undo, redo, and what happened to each record."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import sqlalchemy as sa

from tracker.domain.changes import Changes, Kind
from tracker.domain.sentences import sentence_from
from tracker.services.base import Service, reads
from tracker.store import history, timeline
from tracker.store.drafts import table_of
from tracker.store.history import RowChange

# What belongs to a credential, each with what it hangs on and by which column.
_BELONGING = (
    (Kind.MODULE, Kind.CREDENTIAL, "credential_id"),
    (Kind.EXAM_ATTEMPT, Kind.CREDENTIAL, "credential_id"),
    (Kind.EVIDENCE, Kind.CREDENTIAL, "credential_id"),
    (Kind.RENEWAL, Kind.CREDENTIAL, "credential_id"),
    (Kind.RENEWAL_CYCLE, Kind.RENEWAL, "renewal_id"),
)


def _rows_of(connection: sa.Connection, kind: Kind, column: str, owner: int) -> tuple[int, ...]:
    """The rows that hang on another one now, or did when they were deleted."""
    table = table_of(kind)
    now = connection.execute(sa.select(table.c.id).where(table.c[column] == owner)).scalars()
    once = history.rows_once_of(connection, kind, column, owner)
    return tuple(sorted({*now, *once}))


class History(Service):
    """The history of the record."""

    operations = reads(history.operations)
    of_row = reads(history.changes_of_row)

    def of_credential(self, credential_id: int) -> Sequence[RowChange]:
        """All that ever happened to a credential and to what belongs to it, newest first.

        That is its modules, exam attempts, evidence and renewals with their cycles, deleted ones
        too.
        """
        found: list[RowChange] = []
        with self.store.reading() as connection:
            owners: dict[Kind, tuple[int, ...]] = {Kind.CREDENTIAL: (credential_id,)}
            for kind, owner, column in _BELONGING:
                owners[kind] = tuple(
                    number
                    for one in owners[owner]
                    for number in _rows_of(connection, kind, column, one)
                )
            for kind, numbers in owners.items():
                for number in numbers:
                    found += history.changes_of_row(connection, kind, number)
        found.sort(key=lambda one: one.operation.id, reverse=True)
        return found

    touches = reads(history.touches_of)
    timeline = reads(timeline.timeline)

    def undo(self) -> Changes:
        """Take back the newest operation; its label says what. Raises where there is none."""
        return self.store.undo()

    def redo(self) -> Changes:
        """Do again what was undone last. Raises where there is none."""
        return self.store.redo()

    def undo_steps(self, steps: int) -> Changes:
        """Take back the newest `steps` operations, one after the other, each by itself.

        Raises where one can't be taken back; those before it stay undone, and redo brings them
        back. `steps` is at least 1.
        """
        return _together([self.store.undo() for _step in range(steps)])

    def redo_steps(self, steps: int) -> Changes:
        """Do again what was undone, `steps` operations, one after the other."""
        return _together([self.store.redo() for _step in range(steps)])

    def next_labels(self) -> tuple[str | None, str | None]:
        """What undo and what redo would take back or do again; None where there is nothing."""
        with self.store.reading() as connection:
            tops = history.stacks(connection)
            return _said(connection, tops.undo_id), _said(connection, tops.redo_id)


def _said(connection: sa.Connection, number: int | None) -> str | None:
    if number is None:
        return None
    return sentence_from(history.label_of(connection, number)).said()


def _together(done: list[Changes]) -> Changes:
    """What several steps did, for the screens; the last one's label and subject."""
    if len(done) == 1:
        return done[0]
    ids: dict[Kind, set[int]] = {}
    for changes in done:
        for kind, numbers in changes.ids.items():
            ids.setdefault(kind, set()).update(numbers)
    kinds = frozenset(kind for changes in done for kind in changes.kinds)
    held = {kind: frozenset(numbers) for kind, numbers in ids.items()}
    return dataclasses.replace(done[-1], kinds=kinds, ids=held, subject=None)
