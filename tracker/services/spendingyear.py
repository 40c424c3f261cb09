"""Gathers what Spending shows of a year in one look at the record."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from tracker.analytics.feesahead import fees_ahead
from tracker.analytics.spendingyear import Claim, SpendingYear, spending_year, year_span
from tracker.domain.changes import Kind
from tracker.domain.money import Money
from tracker.domain.preferences import RecordSettings
from tracker.domain.spending import ReimbursementDraft, SubscriptionDraft
from tracker.services.charges import charges_of
from tracker.store.queries import kept, plan, spending


def year_view(
    connection: sa.Connection, year: int, today: date, settings: RecordSettings
) -> SpendingYear:
    """What Spending shows of `year`; claims of the year's expenses and open ones of any year."""
    rows = spending.between(connection, *year_span(year))
    names = {
        row.id: (row.title or row.vendor or row.kind.text, row.amount.currency) for row in rows
    }
    claims = []
    for claim in kept.all_of(connection, ReimbursementDraft, Kind.REIMBURSEMENT):
        number = claim.draft.expense_id
        if number not in names and claim.draft.state not in spending.OPEN_CLAIMS:
            continue
        if number not in names:
            row = spending.one(connection, number)
            names[number] = (row.title or row.vendor or row.kind.text, row.amount.currency)
        claims.append(Claim(claim, *names[number]))
    budget = settings.budget_minor
    subscriptions = kept.all_of(connection, SubscriptionDraft, Kind.SUBSCRIPTION)
    return spending_year(
        rows,
        year,
        today,
        settings.currency,
        None if budget is None else Money(budget, settings.currency),
        claims=sorted(claims, key=_order),
        subscriptions=subscriptions,
        years=spending.first_and_last_year(connection),
        charges=charges_of(connection, rows, today),
        fees=fees_ahead(today, subscriptions, plan.renewals_due(connection)),
    )


def _order(claim: Claim) -> tuple[bool, date, int]:
    """Open claims first, by the day until which they can be handed in; then the newest."""
    draft = claim.row.draft
    is_open = draft.state in spending.OPEN_CLAIMS
    return (not is_open, draft.claim_by or date.max, -claim.id)
