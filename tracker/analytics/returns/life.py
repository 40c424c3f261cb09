"""One credential of the record as the method sees it: days and rows -> `Inputs`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from tracker.analytics.returns.assumptions import Assumptions, Range, read_range
from tracker.analytics.returns.draws import Spread
from tracker.analytics.returns.inputs import ONE, ZERO, Flow, Inputs
from tracker.analytics.returns.prices import MISSING_FX
from tracker.analytics.returns.reading import to_decimal
from tracker.domain.credentials import CredentialRow
from tracker.domain.kept import Kept
from tracker.domain.money import Money, Rate, Total, sum_in
from tracker.domain.returns import PayEventDraft
from tracker.domain.words import CredentialState, PayPeriod

Line = tuple[date, Money, Rate | None]

_DONE = (CredentialState.EARNED,)
_LEFT = (CredentialState.ABANDONED,)


@dataclass(frozen=True, slots=True)
class Life:
    """What the record holds of one credential.

    `spent` is what the person paid, `returned` what came back (refunds, paid reimbursements), each
    on its day with the rate kept with it; `employer_paid` is recorded apart and never their cost.
    `statement` is what they stated for this credential alone, by the names of the method.
    """

    row: CredentialRow
    spent: tuple[Line, ...] = ()
    returned: tuple[Line, ...] = ()
    employer_paid: Total | None = None
    pay: tuple[Kept[PayEventDraft], ...] = ()
    first_study_on: date | None = None
    last_study_on: date | None = None
    renewal_months: int | None = None
    renewal_fee: Money | None = None
    statement: Mapping[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> int:
        """The credential's number."""
        return self.row.id

    @property
    def logged_hours(self) -> Decimal:
        """The hours logged for it."""
        return Decimal(self.row.logged_seconds) / 3600

    @property
    def has_anything(self) -> bool:
        """Whether an hour or an amount of money went in."""
        return bool(self.row.logged_seconds or self.spent or self.employer_paid)

    @property
    def is_open(self) -> bool:
        """Whether its study is still under way or ahead."""
        return self.row.draft.state not in (*_DONE, *_LEFT)

    @property
    def start(self) -> date | None:
        """Month 0: the stated start, else the first day of study, else of spending."""
        draft = self.row.draft
        days = [line[0] for line in self.spent]
        first = draft.started_on or self.first_study_on or draft.planned_start_on
        return first or (min(days) if days else None)

    def end(self, today: date) -> date | None:
        """The day of completion, known or planned; an open study ends not before today."""
        draft = self.row.draft
        if not self.is_open:
            return draft.earned_on or self.last_study_on
        planned = draft.target_on or draft.exam_on
        return max(today, planned or today)


@dataclass(frozen=True, slots=True)
class Stated:
    """What is held about the change of pay: the ranges drawn from, and whose word it is.

    `reason` says why there is none. `effective_on` is the day of the (first) change.
    """

    uplift: Range | None = None
    share: Range | None = None
    finish: Range | None = None
    stated_by: str = ""
    effective_on: date | None = None
    reason: str | None = None

    @property
    def spread(self) -> Spread | None:
        """The ranges to draw from; None where one of them is not known."""
        if self.uplift is None or self.share is None or self.finish is None:
            return None
        return Spread(self.uplift, self.share, self.finish)


def months_between(first: date, last: date) -> int:
    """Whole months from `first` to `last`, not below 0."""
    months = 12 * (last.year - first.year) + last.month - first.month
    return max(0, months - (last.day < first.day))


def yearly(draft: PayEventDraft) -> Decimal | None:
    """What one unit of the event's period makes a year; None for pay by the hour."""
    return {PayPeriod.YEAR: ONE, PayPeriod.MONTH: Decimal(12)}.get(draft.period)


def stated(life: Life, assumptions: Assumptions, currency: str) -> Stated:
    """What the person holds about the pay that `life` brings."""
    own = life.statement
    finish = _finish(life)
    by = str(own.get("stated_by") or "")
    uplift, reason, on = read_range(own, "annual_uplift_gross"), None, None
    changes = [event.draft for event in life.pay]
    if uplift is None and changes:
        uplift, reason = _uplift(changes, currency)
        on = min(draft.effective_on for draft in changes)
    share = read_range(own, "attribution")
    if share is None:
        share, events_by = _share(changes, assumptions)
        by = by or events_by
    else:
        by = by or assumptions.stated_by
    if uplift is None:
        reason = reason or "missing_uplift"
    elif share is None:
        reason = "missing_attribution"
    elif finish is None:
        reason = "missing_completion"
    return Stated(uplift, share, finish, by, on, reason)


def _finish(life: Life) -> Range | None:
    state = life.row.draft.state
    if state in _DONE:
        return Range.at(ONE)
    if state in _LEFT:
        return Range.at(ZERO)
    return read_range(life.statement, "completion_probability")


def _uplift(changes: Sequence[PayEventDraft], currency: str) -> tuple[Range | None, str | None]:
    """The sum of the changes, each less what would have come anyway."""
    total = ZERO
    for draft in changes:
        factor = yearly(draft)
        if factor is None:
            return None, "missing_pay_period"
        if draft.currency != currency:
            return None, MISSING_FX
        less = draft.before_minor if draft.anyway_minor is None else draft.anyway_minor
        change = Money(draft.after_minor - less, draft.currency).amount
        total += factor * change
    return Range.at(total), None


def _share(changes: Sequence[PayEventDraft], assumptions: Assumptions) -> tuple[Range | None, str]:
    """The share of an event that states one, else the one stated for all; with whose word it is."""
    shares = [draft for draft in changes if draft.share_milli is not None]
    if shares and len(shares) == len(changes):
        likely = sum((Decimal(one.share_milli or 0) for one in shares), ZERO) / 1000 / len(shares)
        general = assumptions.attribution
        around = general.moved(likely) if general is not None else Range.at(likely)
        return around, next((one.stated_by for one in shares if one.stated_by), "")
    return assumptions.attribution, assumptions.stated_by


def salary_of(
    pay: Sequence[Kept[PayEventDraft]], assumptions: Assumptions, currency: str
) -> Decimal | None:
    """The pay a year that break-evens are measured by: the stated one, else the newest noted."""
    if assumptions.salary is not None:
        return assumptions.salary
    for event in sorted(pay, key=lambda one: one.draft.effective_on, reverse=True):
        factor = yearly(event.draft)
        if factor is not None and event.draft.currency == currency:
            return factor * Money(event.draft.after_minor, currency).amount
    return None


def inputs_of(
    life: Life,
    assumptions: Assumptions,
    currency: str,
    today: date,
    salary: Decimal | None,
) -> tuple[Inputs, Stated]:
    """The inputs of one credential, and what is stated about its pay."""
    said = stated(life, assumptions, currency)
    start, end = life.start or today, life.end(today) or today
    study_months = months_between(start, end)
    spend, spend_reason = _flows(life.spent, start, currency)
    refunds, refund_reason = _flows(life.returned, start, currency)
    renewal, renewal_reason = _renewal(life, currency)
    lag = 0
    if said.effective_on is not None:
        lag = months_between(end, said.effective_on)
    # A break-even before the end is one for the case that it is finished.
    finish = said.finish.likely if said.finish is not None else ONE
    inputs = Inputs(
        hours=hours_of(life),
        study_months=study_months,
        spend=spend,
        refunds=refunds,
        value_of_time_per_hour=assumptions.value_of_time_per_hour,
        own_time_share=to_decimal(life.statement.get("own_time_share")) or ONE,
        annual_uplift_gross=None if said.uplift is None else said.uplift.likely,
        attribution=None if said.share is None else said.share.likely,
        marginal_tax_rate=assumptions.marginal_tax_rate,
        benefit_lag_months=min(lag, 1200),
        horizon_years=assumptions.horizon_years,
        completion_probability=finish,
        renewal_every_months=life.renewal_months if renewal else None,
        renewal_cost=renewal,
        discount_rate=assumptions.discount_rate,
        salary=salary,
        cost_reason=spend_reason or refund_reason or renewal_reason,
        benefit_reason=said.reason,
    )
    return inputs, said


def hours_of(life: Life) -> Decimal:
    """H: logged when completed or abandoned, planned when planned, in progress the larger."""
    logged = life.logged_hours
    planned = Decimal(life.row.draft.planned_minutes or 0) / 60
    state = life.row.draft.state
    if state in {*_DONE, *_LEFT}:
        return logged
    if state in {CredentialState.WISH, CredentialState.PLANNED}:
        return max(planned, logged) if logged else planned
    return max(logged, planned)


def _flows(
    lines: Sequence[Line], start: date, currency: str
) -> tuple[tuple[Flow, ...], str | None]:
    """Amounts by month in `currency`, each at the rate of its own day; none where one lacks it."""
    found: list[Flow] = []
    for day, money, rate in lines:
        known = sum_in(currency, [(money, rate)]).known
        if known is None:
            return (), MISSING_FX
        found.append((min(months_between(start, day), 1200), known.amount))
    return tuple(found), None


def _renewal(life: Life, currency: str) -> tuple[Decimal, str | None]:
    fee = life.renewal_fee
    if fee is None or not life.renewal_months or not fee.minor:
        return ZERO, None
    if fee.currency != currency:
        return ZERO, MISSING_FX
    return fee.amount, None
