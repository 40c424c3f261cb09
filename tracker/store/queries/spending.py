"""Questions about expenses and what came back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from tracker.domain.changes import Kind
from tracker.domain.money import Money
from tracker.domain.spending import ExpenseRow
from tracker.domain.study import ShareRow
from tracker.domain.words import ExpenseKind, Payer, ReimbursementState
from tracker.store.drafts import table_of
from tracker.store.queries.shares import CHUNK, expense_parts
from tracker.store.writing import GoneError

_EXPENSE = table_of(Kind.EXPENSE)
_SHARE = table_of(Kind.EXPENSE_SHARE)
_REFUND = table_of(Kind.REFUND)
_CLAIM = table_of(Kind.REIMBURSEMENT)

# Claims that may still bring money back.
OPEN_CLAIMS = (
    ReimbursementState.TO_CLAIM,
    ReimbursementState.CLAIMED,
    ReimbursementState.APPROVED,
)


def page(
    connection: sa.Connection,
    *,
    limit: int = 200,
    before: tuple[date, int] | None = None,
    first: date | None = None,
    last: date | None = None,
    credential_id: int | None = None,
    text: str = "",
) -> tuple[ExpenseRow, ...]:
    """Expenses, newest first, at most `limit`; those after (day, number) `before` in that order.

    `first` and `last` bound the day, both included; `text` is looked for in title, vendor and note.
    """
    statement = (
        sa.select(_EXPENSE).order_by(_EXPENSE.c.day.desc(), _EXPENSE.c.id.desc()).limit(limit)
    )
    if before is not None:
        day, number = before
        statement = statement.where(
            _EXPENSE.c.day <= day, sa.or_(_EXPENSE.c.day < day, _EXPENSE.c.id < number)
        )
    if first is not None:
        statement = statement.where(_EXPENSE.c.day >= first)
    if last is not None:
        statement = statement.where(_EXPENSE.c.day <= last)
    if credential_id is not None:
        served = sa.select(_SHARE.c.expense_id).where(_SHARE.c.credential_id == credential_id)
        statement = statement.where(_EXPENSE.c.id.in_(served))
    if text:
        columns = ("title", "vendor", "note")
        statement = statement.where(
            sa.or_(*(_EXPENSE.c[name].icontains(text, autoescape=True) for name in columns))
        )
    return _rows(connection, statement)


def between(
    connection: sa.Connection, first: date, last: date, *, credential_id: int | None = None
) -> tuple[ExpenseRow, ...]:
    """All expenses of the days from `first` to `last`, both included, newest first."""
    # -1 is SQLite's «no limit».
    return page(connection, limit=-1, first=first, last=last, credential_id=credential_id)


def charges_without_share(connection: sa.Connection) -> tuple[ExpenseRow, ...]:
    """All expenses that paid a subscription and name no credential, newest first."""
    statement = (
        sa.select(_EXPENSE)
        .where(_EXPENSE.c.subscription_id.is_not(None))
        .where(_EXPENSE.c.id.not_in(sa.select(_SHARE.c.expense_id)))
        .order_by(_EXPENSE.c.day.desc(), _EXPENSE.c.id.desc())
    )
    return _rows(connection, statement)


def one(connection: sa.Connection, expense_id: int) -> ExpenseRow:
    """One expense; raises a GoneError where it is absent."""
    found = _rows(connection, sa.select(_EXPENSE).where(_EXPENSE.c.id == expense_id))
    if not found:
        raise GoneError(Kind.EXPENSE, expense_id)
    return found[0]


def last_currency(connection: sa.Connection) -> str | None:
    """The currency of the expense that was recorded last, None where there is none."""
    return connection.execute(
        sa.select(_EXPENSE.c.currency).order_by(_EXPENSE.c.id.desc()).limit(1)
    ).scalar()


def first_and_last_year(connection: sa.Connection) -> tuple[int, int] | None:
    """The first and the last year with an expense, None where there is none."""
    row = connection.execute(
        sa.select(sa.func.min(_EXPENSE.c.day), sa.func.max(_EXPENSE.c.day))
    ).one()
    return None if row[0] is None else (row[0].year, row[1].year)


def _rows(connection: sa.Connection, statement: sa.Select[Any]) -> tuple[ExpenseRow, ...]:
    found = connection.execute(statement).mappings().all()
    ids = [row["id"] for row in found]
    shares = expense_parts(connection, ids)
    refunds = _sums(connection, ids, _REFUND)
    paid = _sums(connection, ids, _CLAIM, (ReimbursementState.PAID,))
    claimable = _sums(connection, ids, _CLAIM, OPEN_CLAIMS)
    return tuple(
        _row(
            row,
            shares.get(row["id"], ()),
            refunds.get(row["id"], 0),
            paid.get(row["id"], 0),
            claimable.get(row["id"], 0),
        )
        for row in found
    )


def _sums(
    connection: sa.Connection,
    ids: Sequence[int],
    table: sa.Table,
    states: tuple[ReimbursementState, ...] | None = None,
) -> dict[int, int]:
    found: dict[int, int] = {}
    for at in range(0, len(ids), CHUNK):
        statement = (
            sa.select(table.c.expense_id, sa.func.sum(table.c.amount_minor))
            .where(table.c.expense_id.in_(ids[at : at + CHUNK]))
            .group_by(table.c.expense_id)
        )
        if states is not None:
            statement = statement.where(table.c.state.in_([state.value for state in states]))
        found |= {expense_id: minor for expense_id, minor in connection.execute(statement)}
    return found


def _row(
    row: Mapping[Any, Any],
    shares: tuple[ShareRow, ...],
    refunded: int,
    reimbursed: int,
    claimable: int,
) -> ExpenseRow:
    currency = row["currency"]
    return ExpenseRow(
        id=row["id"],
        uuid=row["uuid"],
        day=row["day"],
        amount=Money(row["amount_minor"], currency),
        title=row["title"],
        kind=ExpenseKind(row["kind"]),
        vendor=row["vendor"],
        payer=Payer(row["payer"]),
        shares=shares,
        note=row["note"],
        tags=tuple(row["tags"]),
        rate=None if row["rate"] is None else Decimal(row["rate"]),
        rate_currency=row["rate_currency"],
        rate_on=row["rate_on"],
        rate_source=row["rate_source"],
        refunded=Money(refunded, currency),
        reimbursed=Money(reimbursed, currency),
        claimable=Money(claimable, currency),
        subscription_id=row["subscription_id"],
        source=row["source"],
    )
