"""The forms of money: expenses, refunds, reimbursements, subscriptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.changes import Changes, Kind
from tracker.domain.draft import Draft
from tracker.domain.spending import (
    ExpenseDraft,
    RefundDraft,
    ReimbursementDraft,
    SubscriptionDraft,
)
from tracker.domain.words import N_, BillingPeriod, ExpenseKind, Payer, ReimbursementState
from tracker.ui.forms.nouns import noun_form
from tracker.ui.forms.spec import (
    HALF,
    FieldSpec,
    FormContext,
    FormSpec,
    SectionSpec,
    Values,
)

if TYPE_CHECKING:
    from tracker.record import Record


def _draft(values: Values) -> Draft:
    return ExpenseDraft(**values)


def _load(record: Record, row_id: int) -> Draft:
    from tracker.services.spending import draft_from

    return draft_from(record.spending.one(row_id))


def _add(record: Record, draft: Draft, _is_sure: bool) -> Changes:
    assert isinstance(draft, ExpenseDraft)
    return record.spending.add(draft)


def _change(record: Record, row_id: int, fields: Values, _is_sure: bool) -> Changes:
    return record.spending.change(row_id, **fields)


def _start(context: FormContext) -> Values:
    return {"day": context.today, "kind": ExpenseKind.EXAM, "payer": Payer.SELF}


EXPENSE = FormSpec(
    kind=Kind.EXPENSE,
    title=N_("Add expense"),
    change_title=N_("Change expense"),
    verb=N_("Add expense"),
    icon="spending",
    sections=(
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
                FieldSpec("note", N_("Note"), "long"),
            ),
            title=N_("Exchange rate and note"),
            is_folded=True,
        ),
    ),
    draft=_draft,
    load=_load,
    add=_add,
    change=_change,
    start=_start,
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
                FieldSpec("note", N_("Note"), "long"),
            )
        ),
    ),
    RefundDraft,
    lambda record: record.refunds,
    start=_today,
    icon="return",
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
                FieldSpec("state", N_("State"), "choice", width=HALF, word=ReimbursementState),
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
                FieldSpec("note", N_("Note"), "long"),
            )
        ),
    ),
    ReimbursementDraft,
    lambda record: record.reimbursements,
    start=_claim_start,
    icon="return",
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
                FieldSpec("note", N_("Note"), "long"),
            )
        ),
    ),
    SubscriptionDraft,
    lambda record: record.subscriptions,
    start=_subscription_start,
    icon="spending",
)
