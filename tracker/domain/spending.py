"""Money: expenses with their shares and refunds, reimbursements, subscriptions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from tracker.domain.draft import TITLE_LETTERS, Checks, Draft
from tracker.domain.money import Money, is_currency
from tracker.domain.split import split
from tracker.domain.study import Share, ShareRow, check_shares
from tracker.domain.words import BillingPeriod, ExpenseKind, Payer, ReimbursementState
from tracker.errors import Problem, TrackerError
from tracker.i18n import _

# Beyond this an amount is a slip, and sums of many still fit SQLite's 64 bits.
MOST_MINOR = 10**13


@dataclass(frozen=True, slots=True)
class ExpenseDraft(Draft):
    """Money that went out on `day`, in whole minor units of `currency`.

    `rate` (a decimal as text) is what one unit of `currency` cost in `rate_currency` on `rate_on`,
    kept with the expense; None where it is not known, and then a sum in that currency is unknown.
    `shares` name the credentials it served. `subscription_id` names the subscription it paid.
    """

    amount_minor: int
    currency: str
    day: date
    title: str = ""
    kind: ExpenseKind = ExpenseKind.OTHER
    vendor: str = ""
    payer: Payer = Payer.SELF
    shares: tuple[Share, ...] = ()
    note: str = ""
    tags: tuple[str, ...] = ()
    rate: str | None = None
    rate_currency: str | None = None
    rate_on: date | None = None
    rate_source: str = ""
    subscription_id: int | None = None
    source: str = ""
    source_key: str = ""

    def problems(self) -> list[Problem]:
        """An amount that is nothing or impossible, an unknown currency, a rate that is none."""
        checks = Checks()
        check_amount(checks, "amount_minor", self.amount_minor, least=1)
        checks.currency("currency", self.currency, is_currency)
        checks.day("day", _("The day"), self.day)
        checks.text("title", _("The title"), self.title, letters=TITLE_LETTERS)
        checks.text("vendor", _("The vendor"), self.vendor, letters=TITLE_LETTERS)
        checks.text("note", _("The note"), self.note)
        for tag in self.tags:
            checks.text("tags", _("A tag"), tag, needed=True, letters=100)
        check_shares(checks, self.shares)
        self._check_rate(checks)
        return checks.found

    def _check_rate(self, checks: Checks) -> None:
        if (self.rate is None) != (self.rate_currency is None):
            checks.say("rate", _("An exchange rate needs a number and a currency."))
        if self.rate_currency is not None:
            checks.currency("rate_currency", self.rate_currency, is_currency)
        if self.rate is not None:
            try:
                good = Decimal(self.rate) > 0 and Decimal(self.rate).is_finite()
            except InvalidOperation:
                good = False
            if not good:
                checks.say("rate", _("The exchange rate must be a number above zero."))


@dataclass(frozen=True, slots=True)
class RefundDraft(Draft):
    """Money of an expense that came back, in the expense's own currency."""

    expense_id: int
    day: date
    amount_minor: int
    note: str = ""

    def problems(self) -> list[Problem]:
        """An amount that is nothing, a day out of range."""
        checks = Checks()
        check_amount(checks, "amount_minor", self.amount_minor, least=1)
        checks.day("day", _("The day"), self.day)
        checks.text("note", _("The note"), self.note)
        return checks.found


@dataclass(frozen=True, slots=True)
class ReimbursementDraft(Draft):
    """A claim on someone to pay an expense back, wholly or in part.

    `amount_minor` is in the expense's own currency: what is claimed, or what was paid once the
    state is paid. `cap_minor` is the most they pay. `claim_by` is the last day to hand it in;
    `claw_back_until` the last day on which they may ask it back.
    """

    expense_id: int
    amount_minor: int
    state: ReimbursementState = ReimbursementState.TO_CLAIM
    payer: str = ""
    cap_minor: int | None = None
    claim_by: date | None = None
    claimed_on: date | None = None
    paid_on: date | None = None
    claw_back_until: date | None = None
    note: str = ""

    def problems(self) -> list[Problem]:
        """Amounts that are impossible or above the cap, days in the wrong order."""
        checks = Checks()
        check_amount(checks, "amount_minor", self.amount_minor, least=0)
        if self.cap_minor is not None and self.amount_minor > self.cap_minor:
            checks.say("amount_minor", _("The amount is above the cap."))
        _check_claim(checks, self)
        return checks.found


@dataclass(frozen=True, slots=True)
class ClaimDraft(Draft):
    """One claim for several expenses: of each what is still open, all of it up to `cap_minor`.

    The cap is in the one currency that the expenses have then. Recorded as a reimbursement for
    each expense, so that each keeps its own state.
    """

    expense_ids: tuple[int, ...]
    state: ReimbursementState = ReimbursementState.TO_CLAIM
    payer: str = ""
    cap_minor: int | None = None
    claim_by: date | None = None
    claimed_on: date | None = None
    paid_on: date | None = None
    claw_back_until: date | None = None
    note: str = ""

    def problems(self) -> list[Problem]:
        """No expense, a cap of nothing, days in the wrong order."""
        checks = Checks()
        if not self.expense_ids:
            checks.say("expense_ids", _("Choose the expenses that it claims back."))
        if self.cap_minor is not None:
            check_amount(checks, "cap_minor", self.cap_minor, least=1)
        _check_claim(checks, self)
        return checks.found

    def shared(self, rows: Sequence[ExpenseRow]) -> tuple[ReimbursementDraft, ...]:
        """What it claims of each of `rows`; those of which nothing is open are left out.

        The cap is shared by what is open, by largest remainder. Raises a TrackerError where
        nothing is open, or a cap stands over several currencies.
        """
        rows = [row for row in rows if row.open.minor > 0]
        if not rows:
            raise TrackerError(
                _("Nothing left to claim"),
                _("All of these expenses have come back or are claimed already."),
                _("Open the claim of one to change it."),
            )
        caps: list[int | None] = [None] * len(rows)
        if self.cap_minor is not None:
            if len({row.amount.currency for row in rows}) > 1:
                raise TrackerError(
                    _("One cap for several currencies"),
                    _("The expenses are in several currencies, so that no one cap covers them."),
                    _("Claim those of each currency by themselves, or leave the cap empty."),
                )
            caps = [*split(self.cap_minor, [row.open.minor for row in rows])]
        return tuple(
            ReimbursementDraft(
                row.id,
                row.open.minor if cap is None else min(row.open.minor, cap),
                self.state,
                self.payer,
                cap,
                self.claim_by,
                self.claimed_on,
                self.paid_on,
                self.claw_back_until,
                self.note,
            )
            for row, cap in zip(rows, caps, strict=True)
        )


def _check_claim(checks: Checks, claim: ReimbursementDraft | ClaimDraft) -> None:
    """What is the same of a claim for one expense and for several."""
    checks.text("payer", _("The payer"), claim.payer, letters=TITLE_LETTERS)
    for field_, name, value in (
        ("claim_by", _("The last day to claim"), claim.claim_by),
        ("claimed_on", _("The day it was claimed"), claim.claimed_on),
        ("paid_on", _("The day it was paid"), claim.paid_on),
        ("claw_back_until", _("The claw-back date"), claim.claw_back_until),
    ):
        checks.day(field_, name, value)
    checks.order(
        "paid_on",
        (_("The day it was claimed"), claim.claimed_on),
        (_("The day it was paid"), claim.paid_on),
    )
    checks.text("note", _("The note"), claim.note)


@dataclass(frozen=True, slots=True)
class SubscriptionDraft(Draft):
    """A charge that comes back every period from `starts_on` until `ends_on` (None: still runs)."""

    title: str
    amount_minor: int
    currency: str
    starts_on: date
    period: BillingPeriod = BillingPeriod.MONTH
    ends_on: date | None = None
    vendor: str = ""
    note: str = ""

    def problems(self) -> list[Problem]:
        """A missing title, an impossible amount, days in the wrong order."""
        checks = Checks()
        checks.text("title", _("The title"), self.title, needed=True, letters=TITLE_LETTERS)
        check_amount(checks, "amount_minor", self.amount_minor, least=1)
        checks.currency("currency", self.currency, is_currency)
        checks.day("starts_on", _("The first day"), self.starts_on)
        checks.day("ends_on", _("The last day"), self.ends_on)
        checks.order(
            "ends_on", (_("The first day"), self.starts_on), (_("The last day"), self.ends_on)
        )
        checks.text("vendor", _("The vendor"), self.vendor, letters=TITLE_LETTERS)
        checks.text("note", _("The note"), self.note)
        return checks.found


@dataclass(frozen=True, slots=True)
class ExpenseRow:
    """An expense as recorded, with what came back.

    `refunded` sums its refunds, `reimbursed` what others have paid back, `claimable` what is still
    claimed or to claim; all in the expense's currency.
    """

    id: int
    uuid: str
    day: date
    amount: Money
    title: str
    kind: ExpenseKind
    vendor: str
    payer: Payer
    shares: tuple[ShareRow, ...]
    note: str
    tags: tuple[str, ...]
    rate: Decimal | None
    rate_currency: str | None
    rate_on: date | None
    rate_source: str
    refunded: Money
    reimbursed: Money
    claimable: Money
    subscription_id: int | None
    source: str

    @property
    def net(self) -> Money:
        """What it cost in the end: amount less refunds and paid reimbursements."""
        return self.amount - self.refunded - self.reimbursed

    @property
    def open(self) -> Money:
        """What has neither come back nor is claimed yet; below nothing where more is claimed."""
        return self.net - self.claimable


def check_amount(checks: Checks, field: str, minor: int, *, least: int) -> None:
    """An amount in minor units lies between `least` and what a record can sum."""
    if minor < least:
        checks.say(
            field,
            _("The amount must be more than nothing.")
            if least
            else _("The amount can't be negative."),
        )
    if minor > MOST_MINOR:
        checks.say(field, _("The amount is impossibly large."))
