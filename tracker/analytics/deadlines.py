"""The days ahead that something hangs on, from every part of the record in one list."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from tracker.domain.credentials import CredentialRow, ExamAttemptDraft, ModuleDraft
from tracker.domain.kept import Kept
from tracker.domain.money import Money
from tracker.domain.spending import ReimbursementDraft, SubscriptionDraft
from tracker.domain.words import BillingPeriod, CredentialState, ExamResult, ReimbursementState

# How far ahead the end of a validity is listed, and how long what has gone by stays in sight.
AHEAD_DAYS, BEHIND_DAYS = 365, 30
# How many months lie between two charges of a subscription.
CHARGE_MONTHS = {BillingPeriod.MONTH: 1, BillingPeriod.QUARTER: 3, BillingPeriod.YEAR: 12}
_OPEN_STATES = (
    CredentialState.WISH,
    CredentialState.PLANNED,
    CredentialState.IN_PROGRESS,
    CredentialState.SUBMITTED,
)


class DueKind(Enum):
    """What a day is the deadline of."""

    EXAM = "exam"
    TARGET = "target"
    MODULE = "module"
    VALIDITY = "validity"
    RENEWAL = "renewal"
    CLAIM = "claim"
    CLAW_BACK = "claw_back"
    CHARGE = "charge"


@dataclass(frozen=True, slots=True)
class Due:
    """Something that hangs on the day `on`.

    `row_id` is the number of the credential it is about; of the claim or the subscription for
    those kinds. `detail` names the module of a target; `amount` is what is charged or claimed.
    """

    kind: DueKind
    on: date
    title: str
    row_id: int
    detail: str = ""
    amount: Money | None = None


@dataclass(frozen=True, slots=True)
class DueClaim:
    """A claim for reimbursement with the name and the currency of its expense."""

    row: Kept[ReimbursementDraft]
    expense: str
    currency: str


def deadlines(
    today: date,
    *,
    credentials: Sequence[CredentialRow] = (),
    exams: Iterable[ExamAttemptDraft] = (),
    modules: Iterable[ModuleDraft] = (),
    cycle_ends: Mapping[int, Sequence[date]] | None = None,
    claims: Iterable[DueClaim] = (),
    subscriptions: Iterable[Kept[SubscriptionDraft]] = (),
) -> tuple[Due, ...]:
    """All deadlines, soonest first.

    Targets, renewals and claims that have gone by stay listed for `BEHIND_DAYS`, since they can
    still be acted on; all else begins today. Validity is listed up to `AHEAD_DAYS` ahead, and not
    where a renewal of the same credential ends on that day. `cycle_ends` are the last days of open
    renewal cycles by credential. Only `credentials` that are given count in `exams` and `modules`.
    """
    cycle_ends = cycle_ends or {}
    names = {row.id: row for row in credentials}
    found: set[Due] = set()
    for row in credentials:
        found |= set(_of_credential(row, today, cycle_ends.get(row.id, ())))
    for exam in exams:
        row = names.get(exam.credential_id)
        if row is not None and exam.result is ExamResult.PLANNED and exam.taken_on >= today:
            # The same exam may stand on the credential and as an attempt: a set keeps it once.
            found.add(Due(DueKind.EXAM, exam.taken_on, row.name, row.id))
    for module in modules:
        row, on = names.get(module.credential_id), module.target_on
        is_open = row is not None and row.draft.state in _OPEN_STATES and module.done_on is None
        if row is not None and is_open and on is not None and _is_near(on, today):
            found.add(Due(DueKind.MODULE, on, row.name, row.id, module.title))
    for claim in claims:
        found |= set(_of_claim(claim, today))
    for subscription in subscriptions:
        draft, on = subscription.draft, next_charge(subscription.draft, today)
        if on is not None:
            amount = Money(draft.amount_minor, draft.currency)
            found.add(Due(DueKind.CHARGE, on, draft.title, subscription.id, amount=amount))
    return tuple(sorted(found, key=_order))


def next_charge(subscription: SubscriptionDraft, today: date) -> date | None:
    """The next day from `today` on that a subscription is charged; None where it has ended.

    Charged on the day of the month on which it began; on the last day of a month that is shorter.
    """
    first, step = subscription.starts_on, CHARGE_MONTHS[subscription.period]
    passed = (today.year - first.year) * 12 + today.month - first.month
    at = max(0, passed // step * step)
    for months in (at, at + step):
        on = months_after(first, months)
        if on is not None and on >= today:
            return on if on <= (subscription.ends_on or on) else None
    return None


def months_after(day: date, months: int) -> date | None:
    """The same day `months` later, or the last of a shorter month; None past the last year."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _of_credential(row: CredentialRow, today: date, ends: Sequence[date]) -> Iterable[Due]:
    draft = row.draft
    if draft.state in _OPEN_STATES:
        if draft.exam_on is not None and draft.exam_on >= today:
            yield Due(DueKind.EXAM, draft.exam_on, row.name, row.id)
        # Who aims at the day of the exam itself need not read of that day twice.
        is_own = draft.target_on is not None and draft.target_on != draft.exam_on
        if is_own and draft.target_on is not None and _is_near(draft.target_on, today):
            yield Due(DueKind.TARGET, draft.target_on, row.name, row.id)
    for on in ends:
        if _is_near(on, today):
            yield Due(DueKind.RENEWAL, on, row.name, row.id)
    until = draft.valid_until
    last = today + timedelta(days=AHEAD_DAYS)
    if until is not None and today <= until <= last and until not in ends:
        yield Due(DueKind.VALIDITY, until, row.name, row.id)


def _of_claim(claim: DueClaim, today: date) -> Iterable[Due]:
    draft = claim.row.draft
    amount = Money(draft.amount_minor, claim.currency)
    by, back = draft.claim_by, draft.claw_back_until
    if draft.state is ReimbursementState.TO_CLAIM and by is not None and _is_near(by, today):
        yield Due(DueKind.CLAIM, by, claim.expense, claim.row.id, amount=amount)
    if draft.state is ReimbursementState.PAID and back is not None and back >= today:
        yield Due(DueKind.CLAW_BACK, back, claim.expense, claim.row.id, amount=amount)


def _is_near(on: date, today: date) -> bool:
    return on >= today - timedelta(days=BEHIND_DAYS)


def _order(due: Due) -> tuple[date, int, str, int]:
    return (due.on, list(DueKind).index(due.kind), due.title.casefold(), due.row_id)
