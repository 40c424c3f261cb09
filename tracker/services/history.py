"""Undo, redo, and what happened to each record."""

from __future__ import annotations

import sqlalchemy as sa

from tracker.domain.changes import Changes
from tracker.domain.sentences import sentence_from
from tracker.services.base import Service, reads
from tracker.store import history


class History(Service):
    """The history of the record."""

    operations = reads(history.operations)
    of_row = reads(history.changes_of_row)
    touches = reads(history.touches_of)

    def undo(self) -> Changes:
        """Take back the newest operation; its label says what. Raises where there is none."""
        return self.store.undo()

    def redo(self) -> Changes:
        """Do again what was undone last. Raises where there is none."""
        return self.store.redo()

    def next_labels(self) -> tuple[str | None, str | None]:
        """What undo and what redo would take back or do again; None where there is nothing."""
        with self.store.reading() as connection:
            tops = history.stacks(connection)
            return _said(connection, tops.undo_id), _said(connection, tops.redo_id)


def _said(connection: sa.Connection, number: int | None) -> str | None:
    if number is None:
        return None
    return sentence_from(history.label_of(connection, number)).said()
