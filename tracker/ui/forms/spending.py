"""The forms of money: expenses, refunds, reimbursements, subscriptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.changes import Changes, Kind
from tracker.domain.draft import Draft
from tracker.domain.spending import (
    ClaimDraft,
    ExpenseDraft,
    RefundDraft,
    ReimbursementDraft,
    SubscriptionDraft,
)
from tracker.domain.words import N_, BillingPeriod, ExpenseKind, Payer, ReimbursementState
from tracker.ui.forms.nouns import noun_form
from tracker.ui.forms.spec import (
    HALF,
    NOTE,
    FieldSpec,
    FormContext,
    SectionSpec,
    Values,
)

if TYPE_CHECKING:
    from tracker.record import Record


def _load(record: Record, row_id: int) -> Draft:
    from tracker.services.spending import draft_from

    return draft_from(record.spending.one(row_id))


def _start(context: FormContext) -> Values:
    return {"day": context.today, "kind": ExpenseKind.EXAM, "payer": Payer.SELF}


EXPENSE = noun_form(
    Kind.EXPENSE,
    (N_("Add expense"), N_("Change expense"), N_("Add expense")),
    (
        SectionSpec(
            (
                FieldSpec(
                    "amount_minor",
                    N_("Amount"),
                    "money",
                    width=HALF,
                    is_needed=True,
                    names=("currency",),
                ),
                FieldSpec("day", N_("Day"), "day", width=HALF, is_needed=True),
                FieldSpec("title", N_("What for"), placeholder=N_("CKA exam fee")),
                FieldSpec("kind", N_("Kind"), "choice", width=HALF, word=ExpenseKind),
                FieldSpec("payer", N_("Paid by"), "choice", width=HALF, word=Payer),
                FieldSpec("shares", N_("Credential"), "shares"),
                FieldSpec("vendor", N_("Paid to"), width=HALF),
                FieldSpec("tags", N_("Tags"), "tags", width=HALF, source="tags"),
            )
        ),
        SectionSpec(
            (
                FieldSpec(
                    "rate",
                    N_("One unit costs"),
                    "rate",
                    names=("rate_currency", "rate_on", "rate_source"),
                    hint=N_("Empty: the reference rate of that day, where it is known."),
                ),
                NOTE,
            ),
            title=N_("Exchange rate and note"),
            is_folded=True,
        ),
    ),
    ExpenseDraft,
    lambda record: record.spending,
    _start,
    "spending",
    load=_load,
)


def _today(context: FormContext) -> Values:
    return {"day": context.today}


REFUND = noun_form(
    Kind.REFUND,
    (N_("Add refund"), N_("Change refund"), N_("Add refund")),
    (
        SectionSpec(
            (
                FieldSpec("expense_id", N_("Expense"), "expense"),
                FieldSpec("amount_minor", N_("Came back"), "amount", width=HALF, is_needed=True),
                FieldSpec("day", N_("Day"), "day", width=HALF, is_needed=True),
                NOTE,
            )
        ),
    ),
    RefundDraft,
    lambda record: record.refunds,
    start=_today,
    icon="return",
)


_STATE = FieldSpec("state", N_("State"), "choice", width=HALF, word=ReimbursementState)
# What is the same of a claim for one expense and for several.
_CLAIM = (
    FieldSpec("payer", N_("Who pays"), width=HALF, placeholder=N_("employer")),
    FieldSpec("cap_minor", N_("They pay at most"), "amount", width=HALF),
    FieldSpec("claim_by", N_("Claim by"), "day", width=HALF),
    FieldSpec("claimed_on", N_("Claimed on"), "day", width=HALF),
    FieldSpec("paid_on", N_("Paid on"), "day", width=HALF),
    FieldSpec(
        "claw_back_until",
        N_("Can be asked back until"),
        "day",
        width=HALF,
        hint=N_("If you leave before, they may want it back."),
    ),
)


def _claim_start(_context: FormContext) -> Values:
    return {"state": ReimbursementState.TO_CLAIM}


REIMBURSEMENT = noun_form(
    Kind.REIMBURSEMENT,
    (N_("Add reimbursement"), N_("Change reimbursement"), N_("Add reimbursement")),
    (
        SectionSpec(
            (
                FieldSpec("expense_id", N_("Expense"), "expense"),
                FieldSpec("amount_minor", N_("Amount"), "amount", width=HALF, is_needed=True),
                _STATE,
                *_CLAIM,
                NOTE,
            )
        ),
    ),
    ReimbursementDraft,
    lambda record: record.reimbursements,
    start=_claim_start,
    icon="return",
)


def _claim_together(record: Record, draft: ClaimDraft) -> Changes:
    return record.reimbursements.claim(draft)


CLAIM = noun_form(
    Kind.REIMBURSEMENT,
    (N_("Claim expenses back"), N_("Change reimbursement"), N_("Claim them back")),
    (
        SectionSpec(
            (
                FieldSpec(
                    "expense_ids",
                    N_("Expenses"),
                    "expenses",
                    hint=N_("Of each, what has not come back and is not claimed yet."),
                ),
                _STATE,
                *_CLAIM,
                NOTE,
            )
        ),
    ),
    ClaimDraft,
    lambda record: record.reimbursements,
    start=_claim_start,
    icon="return",
    add=_claim_together,
)


def _subscription_start(context: FormContext) -> Values:
    return {"starts_on": context.today, "period": BillingPeriod.MONTH}


SUBSCRIPTION = noun_form(
    Kind.SUBSCRIPTION,
    (N_("Add subscription"), N_("Change subscription"), N_("Add subscription")),
    (
        SectionSpec(
            (
                FieldSpec("title", N_("Title"), is_needed=True),
                FieldSpec(
                    "amount_minor",
                    N_("Amount"),
                    "money",
                    width=HALF,
                    is_needed=True,
                    names=("currency",),
                ),
                FieldSpec("period", N_("Charged"), "choice", width=HALF, word=BillingPeriod),
                FieldSpec("starts_on", N_("Since"), "day", width=HALF, is_needed=True),
                FieldSpec(
                    "ends_on", N_("Until"), "day", width=HALF, hint=N_("Empty: it still runs.")
                ),
                FieldSpec("vendor", N_("Paid to")),
                NOTE,
            )
        ),
    ),
    SubscriptionDraft,
    lambda record: record.subscriptions,
    start=_subscription_start,
    icon="spending",
)
