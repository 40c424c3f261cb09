"""What will have to be paid: charges of subscriptions and fees of renewals, day by day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.analytics.deadlines import CHARGE_MONTHS, months_after, next_charge
from tracker.domain.kept import Kept
from tracker.domain.money import Money, Total, sum_in
from tracker.domain.proof import RenewalDue
from tracker.domain.spending import SubscriptionDraft

AHEAD_DAYS = 365


@dataclass(frozen=True, slots=True)
class Fee:
    """One payment that is due on a day.

    `row_id` is the number of the subscription, or of the credential that `is_renewal` keeps.
    """

    on: date
    title: str
    amount: Money
    row_id: int
    is_renewal: bool = False


def fees_ahead(
    today: date,
    subscriptions: Iterable[Kept[SubscriptionDraft]],
    renewals: Iterable[RenewalDue],
) -> tuple[Fee, ...]:
    """All payments from `today` on for `AHEAD_DAYS`, soonest first.

    A renewal's fee is due on the last day of its open cycle, unless an expense says that it was
    paid; what no fee is known of is left out.
    """
    last = today + timedelta(days=AHEAD_DAYS)
    found = [fee for one in subscriptions for fee in _charges(one, today, last)]
    for due in renewals:
        rule, cycle = due.rule, due.cycle.draft
        is_near = today <= cycle.ends_on <= last and cycle.expense_id is None
        if is_near and rule.fee_minor and rule.fee_currency is not None:
            amount = Money(rule.fee_minor, rule.fee_currency)
            found.append(Fee(cycle.ends_on, due.credential, amount, rule.credential_id, True))
    return tuple(sorted(found, key=lambda fee: (fee.on, fee.title.casefold(), fee.row_id)))


def total_ahead(fees: Iterable[Fee], currency: str) -> Total:
    """Their sum; unknown where one is in another currency, since no rate of a day to come is."""
    return sum_in(currency, [(fee.amount, None) for fee in fees])


def _charges(one: Kept[SubscriptionDraft], today: date, last: date) -> Iterator[Fee]:
    draft = one.draft
    on, step = next_charge(draft, today), CHARGE_MONTHS[draft.period]
    while on is not None and on <= last:
        if draft.ends_on is not None and on > draft.ends_on:
            return
        yield Fee(on, draft.title, Money(draft.amount_minor, draft.currency), one.id)
        # Counted from the day on which it began, so that a short month moves no later charge.
        passed = (on.year - draft.starts_on.year) * 12 + on.month - draft.starts_on.month
        on = months_after(draft.starts_on, passed + step)
