"""Gathers what shares the charges of subscriptions out among the credentials they served."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import sqlalchemy as sa

from tracker.analytics.spreading import Charge, charges, spread
from tracker.domain.changes import Kind
from tracker.domain.spending import ExpenseRow, SubscriptionDraft
from tracker.store.queries import kept, spending, study


def charges_of(
    connection: sa.Connection, rows: Iterable[ExpenseRow], today: date
) -> tuple[Charge, ...]:
    """The charges among `rows` that the person has not shared out, shared out by hours."""
    return _spread(connection, _unspread(connection, rows), today)


def serving(connection: sa.Connection, credential_id: int, today: date) -> tuple[ExpenseRow, ...]:
    """The expenses that served a credential, newest first: named by the person, or by hours."""
    named = spending.between(connection, date.min, date.max, credential_id=credential_id)
    found = _unspread(connection, spending.charges_without_share(connection))
    if found:
        days = study.seconds_by_day(connection, date.min, date.max, credential_id=credential_id)
        # Most charges of a long record are not this credential's: they need no look at the hours.
        found = [one for one in found if any(one.period.contains(day) for day in days)]
    by_hours = [one.row for one in _spread(connection, found, today)]
    mine = [
        row for row in by_hours if any(share.credential_id == credential_id for share in row.shares)
    ]
    return tuple(sorted((*named, *mine), key=lambda row: (row.day, row.id), reverse=True))


def _unspread(connection: sa.Connection, rows: Iterable[ExpenseRow]) -> list[Charge]:
    open_rows = [row for row in rows if row.subscription_id is not None and not row.shares]
    if not open_rows:
        return []
    rules = kept.all_of(connection, SubscriptionDraft, Kind.SUBSCRIPTION)
    return list(charges(open_rows, {one.id: one.draft for one in rules}))


def _spread(connection: sa.Connection, found: list[Charge], today: date) -> tuple[Charge, ...]:
    studied = {
        period: study.parts_between(connection, period.first, period.last)
        for period in {one.period for one in found}
    }
    return spread(found, studied, today)
