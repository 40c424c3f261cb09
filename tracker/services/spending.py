"""Money: expenses with shares, refunds and reimbursements; subscriptions."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import date
from typing import Any

from tracker.domain.changes import Changes, Kind
from tracker.domain.preferences import RecordSettings
from tracker.domain.spending import (
    ClaimDraft,
    ExpenseDraft,
    ExpenseRow,
    RefundDraft,
    ReimbursementDraft,
    SubscriptionDraft,
)
from tracker.domain.study import Share
from tracker.domain.words import ReimbursementState
from tracker.i18n import N_
from tracker.services.base import Nouns, Service, reads
from tracker.services.charges import serving
from tracker.services.shares import EXPENSE_PARTS
from tracker.store.drafts import to_columns
from tracker.store.queries import kept, spending
from tracker.store.queries.settings import record_settings
from tracker.store.writing import Write


class Spending(Service):
    """What a person does with expenses."""

    page = reads(spending.page)
    between = reads(spending.between)
    one = reads(spending.one)
    last_currency = reads(spending.last_currency)

    def serving(self, credential_id: int) -> tuple[ExpenseRow, ...]:
        """The expenses that served a credential, newest first: named so, or shared by hours."""
        today = self.ground.today()
        with self.store.reading() as connection:
            return serving(connection, credential_id, today)

    def add(self, draft: ExpenseDraft, *, refunds: Sequence[tuple[int, date]] = ()) -> Changes:
        """Record an expense with the refunds already known (minor units, day); undoable.

        The day's exchange rate into the record's currency is kept with it, where it is known.
        """
        draft.require_good()
        for minor, day in refunds:
            RefundDraft(0, day, minor).require_good()
        draft = with_rate(draft, self.ground.settings())
        with self.store.writing(N_("Add expense")) as write:
            number = insert_expense(write, draft)
            for minor, day in refunds:
                write.add(Kind.REFUND, expense_id=number, day=day, amount_minor=minor)
        return write.made

    def change(self, expense_id: int, **fields: Any) -> Changes:
        """Set fields of `ExpenseDraft`; undoable. Raises a GoneError where it is absent.

        A new day or currency looks the rate up again, unless a rate is given.
        """
        if {"day", "currency"} & fields.keys() and "rate" not in fields:
            fields |= {"rate": None, "rate_currency": None, "rate_on": None, "rate_source": ""}
        with self.store.writing(N_("Change expense")) as write:
            held = draft_from(spending.one(write.connection, expense_id))
            draft = dataclasses.replace(held, **fields)
            draft.require_good()
            draft = with_rate(draft, record_settings(write.connection))
            update_expense(write, expense_id, draft)
        return write.made

    def delete(self, expense_id: int) -> Changes:
        """Delete an expense with its refunds and claims; undoable. Its receipts stay."""
        with self.store.writing(N_("Delete expense")) as write:
            remove_expense(write, expense_id)
        return write.made

    def delete_many(self, expense_ids: Sequence[int]) -> Changes:
        """Delete several expenses with their refunds and claims in one step; undoable."""
        with self.store.writing(N_("Delete expenses")) as write:
            for expense_id in expense_ids:
                remove_expense(write, expense_id)
        return write.made


class Refunds(Nouns[RefundDraft]):
    """Money of expenses that came back."""

    kind = Kind.REFUND

    @staticmethod
    def labels() -> tuple[str, str, str]:
        """The labels of adding, changing and deleting."""
        return N_("Add refund"), N_("Change refund"), N_("Delete refund")


class Reimbursements(Nouns[ReimbursementDraft]):
    """Claims that someone pay an expense back."""

    kind = Kind.REIMBURSEMENT

    @staticmethod
    def labels() -> tuple[str, str, str]:
        """The labels of adding, changing and deleting."""
        return N_("Add reimbursement"), N_("Change reimbursement"), N_("Delete reimbursement")

    def claim(self, draft: ClaimDraft) -> Changes:
        """Claim several expenses back in one step; undoable.

        Raises a TrackerError where nothing of them is open or the cap can't be shared.
        """
        draft.require_good()
        with self.store.writing(N_("Claim expenses back")) as write:
            rows = [
                spending.one(write.connection, number)
                for number in dict.fromkeys(draft.expense_ids)
            ]
            for one in draft.shared(rows):
                one.require_good()
                write.add(self.kind, **self.columns(write, one))
        return write.made

    def advance(self, row_ids: Sequence[int], state: ReimbursementState) -> Changes:
        """Set the state of claims in one step, with today as its day where none is; undoable."""
        today = self.ground.today()
        day = "claimed_on" if state is ReimbursementState.CLAIMED else "paid_on"
        with self.store.writing(self.labels()[1]) as write:
            for number in row_ids:
                held = kept.one(write.connection, ReimbursementDraft, self.kind, number).draft
                draft = dataclasses.replace(
                    held, **{"state": state, day: getattr(held, day) or today}
                )
                draft.require_good()
                write.change(self.kind, number, **self.columns(write, draft))
        return write.made


class Subscriptions(Nouns[SubscriptionDraft]):
    """Charges that come back."""

    kind = Kind.SUBSCRIPTION

    @staticmethod
    def labels() -> tuple[str, str, str]:
        """The labels of adding, changing and deleting."""
        return N_("Add subscription"), N_("Change subscription"), N_("Delete subscription")

    def delete(self, row_id: int) -> Changes:
        """Delete a subscription; the expenses that paid it stay; undoable."""
        with self.store.writing(self.labels()[2]) as write:
            for row in write.values(Kind.EXPENSE, subscription_id=row_id):
                write.change(Kind.EXPENSE, row["id"], subscription_id=None)
            write.delete(Kind.SUBSCRIPTION, row_id)
        return write.made


def with_rate(draft: ExpenseDraft, settings: RecordSettings) -> ExpenseDraft:
    """The draft with the reference rate of its day into the record's currency.

    As it was where it has a rate, needs none, or none is known.
    """
    if draft.rate is not None or draft.currency == settings.currency:
        return draft
    from tracker.services.rates import reference_rate

    rate = reference_rate(draft.currency, settings.currency, draft.day)
    if rate is None:
        return draft
    return dataclasses.replace(
        draft,
        rate=f"{rate.value:f}",
        rate_currency=rate.quote,
        rate_on=rate.on,
        rate_source=rate.source,
    )


def insert_expense(write: Write, draft: ExpenseDraft) -> int:
    """Insert an expense with its shares inside an operation; its number."""
    number = write.add(Kind.EXPENSE, **to_columns(Kind.EXPENSE, draft), created_at=write.at)
    rows = EXPENSE_PARTS.rows(number, draft.shares, draft.amount_minor)
    write.add_many(EXPENSE_PARTS.kind, rows)
    return number


def update_expense(write: Write, expense_id: int, draft: ExpenseDraft) -> None:
    """Bring a recorded expense to what `draft` says, touching only what differs."""
    columns = to_columns(Kind.EXPENSE, draft)
    # Where an expense came from is not the person's to change, and a draft of it doesn't know.
    del columns["source"], columns["source_key"]
    write.change(Kind.EXPENSE, expense_id, **columns)
    EXPENSE_PARTS.put(write, expense_id, draft.shares, draft.amount_minor)


def remove_expense(write: Write, expense_id: int) -> None:
    """Delete an expense inside an operation."""
    write.raw(Kind.EXPENSE, expense_id)
    for kind in (Kind.EXPENSE_SHARE, Kind.REFUND, Kind.REIMBURSEMENT):
        write.delete_where(kind, expense_id=expense_id)
    for kind in (Kind.EVIDENCE, Kind.EXAM_ATTEMPT, Kind.RENEWAL_CYCLE):
        for row in write.values(kind, expense_id=expense_id):
            write.change(kind, row["id"], expense_id=None)
    write.delete(Kind.EXPENSE, expense_id)


def draft_from(row: ExpenseRow) -> ExpenseDraft:
    """A recorded expense as a draft; parts of deleted credentials are not in it."""
    return ExpenseDraft(
        amount_minor=row.amount.minor,
        currency=row.amount.currency,
        day=row.day,
        title=row.title,
        kind=row.kind,
        vendor=row.vendor,
        payer=row.payer,
        shares=tuple(
            Share(share.credential_id, share.weight)
            for share in row.shares
            if share.credential_id is not None
        ),
        note=row.note,
        tags=row.tags,
        rate=None if row.rate is None else f"{row.rate:f}",
        rate_currency=row.rate_currency,
        rate_on=row.rate_on,
        rate_source=row.rate_source,
        subscription_id=row.subscription_id,
        source=row.source,
    )
