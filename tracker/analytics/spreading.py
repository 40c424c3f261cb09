"""Whom a subscription served: each charge shared out by the hours studied in the days it paid for.

The rule. A charge of a month, a quarter or a year pays for the days from its own to the day before
the next would come, or to the subscription's last day where that is sooner. It is shared among the
credentials that were studied in those days, by their seconds, in minor units by largest remainder.
Credentials that the person named on the charge go before. A charge in whose days nothing was
studied for a credential is shared with nobody: it is told as «not spread».
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.analytics.deadlines import CHARGE_MONTHS, months_after, next_charge
from tracker.domain.periods import Period
from tracker.domain.spending import ExpenseRow, SubscriptionDraft
from tracker.domain.split import split
from tracker.domain.study import ShareRow


@dataclass(frozen=True, slots=True)
class Charge:
    """A charge of a subscription that names no credential, with the days that it paid for.

    `row.shares` are what its hours make of it; none where nothing was studied for a credential.
    `is_open` says that some of its days are still to come, so that its parts may still move.
    """

    row: ExpenseRow
    period: Period
    is_open: bool = False

    @property
    def is_spread(self) -> bool:
        """Whether a credential was studied in its days."""
        return bool(self.row.shares)


def paid_period(day: date, subscription: SubscriptionDraft) -> Period:
    """The days that a charge on `day` paid for, both ends included.

    A charge after the subscription's last day paid for a whole period: the day is the only thing
    known of it.
    """
    after = months_after(day, CHARGE_MONTHS[subscription.period])
    running = dataclasses.replace(subscription, ends_on=None)
    if day < date.max and next_charge(running, day) == day:
        # On the day that the subscription itself names a short month leaves no gap behind it.
        after = next_charge(running, day + timedelta(days=1))
    last = date.max if after is None else after - timedelta(days=1)
    ended = subscription.ends_on
    return Period(day, last if ended is None or ended < day else min(last, ended))


def charges(
    rows: Iterable[ExpenseRow], subscriptions: Mapping[int, SubscriptionDraft]
) -> tuple[Charge, ...]:
    """The charges among `rows` that the person has not shared out, not spread yet, in order."""
    found = []
    for row in rows:
        rule = subscriptions.get(row.subscription_id or 0)
        if rule is not None and not row.shares:
            found.append(Charge(row, paid_period(row.day, rule)))
    return tuple(found)


def spread(
    found: Iterable[Charge], studied: Mapping[Period, Sequence[ShareRow]], today: date
) -> tuple[Charge, ...]:
    """The charges shared out by hours.

    `studied` holds the seconds of each credential, deleted ones by their title, in the days of a
    charge; a period that is not in it is one without study.
    """
    return tuple(
        dataclasses.replace(
            one,
            row=_shared(one.row, studied.get(one.period, ())),
            is_open=one.period.last > today,
        )
        for one in found
    )


def in_place(rows: Iterable[ExpenseRow], found: Iterable[Charge]) -> tuple[ExpenseRow, ...]:
    """`rows` with the charges among them as their hours share them out."""
    by_id = {one.row.id: one.row for one in found}
    return tuple(by_id.get(row.id, row) for row in rows)


def by_hours(rows: Iterable[ExpenseRow]) -> tuple[ExpenseRow, ...]:
    """Those of `rows` that the hours shared out, not the person."""
    return tuple(row for row in rows if is_by_hours(row))


def is_by_hours(row: ExpenseRow) -> bool:
    """Whether the hours shared an expense out; a part that the person named has no seconds."""
    return any(share.seconds for share in row.shares)


def _shared(row: ExpenseRow, studied: Sequence[ShareRow]) -> ExpenseRow:
    served = [share for share in studied if share.seconds > 0]
    parts = split(row.amount.minor, [share.seconds for share in served])
    shares = tuple(
        dataclasses.replace(share, weight=share.seconds, minor=minor)
        for share, minor in zip(served, parts, strict=True)
    )
    return dataclasses.replace(row, shares=shares)
