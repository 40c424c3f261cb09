"""Every row of a record, kind by kind, for an export of the whole; and at which state it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from tracker.domain.changes import Kind
from tracker.models import TABLES
from tracker.store.drafts import table_of

# In the order in which rows can be put back: a row's owner stands before it.
KINDS: tuple[Kind, ...] = tuple(TABLES)


def every_row(connection: sa.Connection, kind: Kind) -> Iterator[dict[str, Any]]:
    """The rows of a kind by their numbers, each with all its columns but the digest.

    The values are typed: days, aware instants, truths, structures.
    """
    table = table_of(kind)
    columns = [column for column in table.columns if column.name != "digest"]
    for row in connection.execute(sa.select(*columns).order_by(table.c.id)).mappings():
        yield dict(row)


def count_of(connection: sa.Connection, kind: Kind) -> int:
    """How many rows of a kind there are."""
    statement = sa.select(sa.func.count()).select_from(table_of(kind))
    return int(connection.execute(statement).scalar_one())


def last_operation(connection: sa.Connection) -> tuple[int, str]:
    """Number and uuid of what was done last; an answer holds as long as they are the same.

    The uuid tells a restored record from the one that it replaced. (0, "") where nothing was done.
    """
    row = connection.exec_driver_sql(
        "SELECT id, uuid FROM operation ORDER BY id DESC LIMIT 1"
    ).first()
    return (int(row[0]), str(row[1])) if row else (0, "")
