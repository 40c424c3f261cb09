"""Rows of the kinds whose columns are their draft's fields."""

from __future__ import annotations

from typing import Any, TypeVar

import sqlalchemy as sa

from tracker.domain.changes import Kind
from tracker.domain.draft import Draft
from tracker.domain.kept import Kept
from tracker.store.drafts import table_of, to_draft
from tracker.store.writing import GoneError

D = TypeVar("D", bound=Draft)


def one(connection: sa.Connection, draft_type: type[D], kind: Kind, row_id: int) -> Kept[D]:
    """One row; raises a GoneError where it is absent."""
    found = all_of(connection, draft_type, kind, id=row_id)
    if not found:
        raise GoneError(kind, row_id)
    return found[0]


def all_of(
    connection: sa.Connection, draft_type: type[D], kind: Kind, /, **where: Any
) -> tuple[Kept[D], ...]:
    """The rows whose columns equal `where`, in the order in which they were added."""
    table = table_of(kind)
    statement = sa.select(table).order_by(table.c.id)
    for name, value in where.items():
        statement = statement.where(
            table.c[name].is_(None) if value is None else table.c[name] == value
        )
    return tuple(
        Kept(row["id"], row["uuid"], to_draft(draft_type, row))
        for row in connection.execute(statement).mappings()
    )
