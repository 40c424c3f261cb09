"""Questions about the parts of study sessions and expenses that serve credentials."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from tracker.domain.changes import Kind
from tracker.domain.study import ShareRow
from tracker.store.drafts import table_of

_CREDENTIAL = table_of(Kind.CREDENTIAL)
# SQLite's own limit on bound values of a statement is far above; this keeps statements short.
CHUNK = 500


def study_parts(
    connection: sa.Connection, session_ids: Sequence[int]
) -> dict[int, tuple[ShareRow, ...]]:
    """The parts of study sessions by session, in order; those without any are absent."""
    table = table_of(Kind.STUDY_SHARE)
    return _parts(connection, table.c.study_session_id, table.c.seconds, session_ids)


def expense_parts(
    connection: sa.Connection, expense_ids: Sequence[int]
) -> dict[int, tuple[ShareRow, ...]]:
    """The parts of expenses by expense, in order; those without any are absent."""
    table = table_of(Kind.EXPENSE_SHARE)
    return _parts(connection, table.c.expense_id, table.c.minor, expense_ids)


def _parts(
    connection: sa.Connection,
    owner: sa.Column[Any],
    amount: sa.Column[Any],
    ids: Sequence[int],
) -> dict[int, tuple[ShareRow, ...]]:
    share = owner.table.c
    gathered: dict[int, list[ShareRow]] = {}
    for at in range(0, len(ids), CHUNK):
        statement = (
            sa.select(
                owner,
                share.credential_id,
                _CREDENTIAL.c.short_title,
                _CREDENTIAL.c.title,
                share.title.label("former"),
                share.weight,
                amount,
            )
            .join_from(
                owner.table, _CREDENTIAL, share.credential_id == _CREDENTIAL.c.id, isouter=True
            )
            .where(owner.in_(ids[at : at + CHUNK]))
            .order_by(owner, share.position)
        )
        for owner_id, number, short, title, former, weight, part in connection.execute(statement):
            row = ShareRow(number, short or title or former, weight, **{amount.name: part})
            gathered.setdefault(owner_id, []).append(row)
    return {owner_id: tuple(rows) for owner_id, rows in gathered.items()}
