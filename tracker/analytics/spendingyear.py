"""What a year of spending holds, as sums and rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tracker.analytics.deadlines import CHARGE_MONTHS
from tracker.analytics.feesahead import Fee
from tracker.analytics.spending import Spent, by_kind, by_month, rate_of, spent
from tracker.analytics.spreading import Charge, in_place
from tracker.domain.kept import Kept
from tracker.domain.money import Money, Rate, Total, sum_in
from tracker.domain.periods import year_of
from tracker.domain.spending import ExpenseRow, ReimbursementDraft, SubscriptionDraft
from tracker.domain.split import split
from tracker.domain.words import ExpenseKind

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Served:
    """What went out for one credential: its key, or None for none or a deleted one; its name.

    `is_unspread` marks the charges of subscriptions in whose days nothing was studied.
    """

    credential_id: int | None
    title: str
    total: Total
    is_unspread: bool = False


@dataclass(frozen=True, slots=True)
class Spread:
    """Whom the charges of one subscription served, of those that the person did not share out.

    `unspread` are the charges in whose days nothing was studied for a credential, oldest first;
    `is_open` says that days of a charge are still to come, so that the parts may still move.
    """

    parts: tuple[Served, ...]
    unspread: tuple[Charge, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim for reimbursement with the expense it is about."""

    row: Kept[ReimbursementDraft]
    expense: str
    currency: str

    @property
    def id(self) -> int:
        """The key of its row."""
        return self.row.id


def together(claims: Sequence[Claim]) -> tuple[tuple[Claim, ...], ...]:
    """Claims as one hands them in: those with the same payer, state, days and note are one.

    They stand where the first of them does. Without a payer each is one by itself.
    """
    found: dict[object, list[Claim]] = {}
    for claim in claims:
        draft = claim.row.draft
        days = (draft.claim_by, draft.claimed_on, draft.paid_on, draft.claw_back_until)
        key = (draft.payer.casefold(), draft.state, *days, draft.note)
        found.setdefault(key if draft.payer else claim.id, []).append(claim)
    return tuple(tuple(group) for group in found.values())


@dataclass(frozen=True, slots=True)
class SpendingYear:
    """All that Spending shows of a year, as of the person's day `today`.

    `months` are the sums of its twelve months. `kinds` and `served` come largest first, what is
    unknown before all. `left` is what remains of the budget after what the person paid and did
    not get back; None where there is no budget or a rate is missing. `unrated` are the expenses
    that lack the rate into the record's currency, newest first; `first_year` and `last_year` are
    those with an expense. `fees` are those ahead of today, whichever year is shown. `spreads` tell
    by the number of a subscription whom its charges of the year served.
    """

    year: int
    today: date
    currency: str
    spent: Spent
    budget: Money | None
    left: Money | None
    months: tuple[Total, ...]
    kinds: tuple[tuple[ExpenseKind, Total], ...]
    served: tuple[Served, ...]
    claims: tuple[Claim, ...]
    subscriptions: tuple[Kept[SubscriptionDraft], ...]
    unrated: tuple[ExpenseRow, ...]
    expense_count: int
    first_year: int
    last_year: int
    fees: tuple[Fee, ...] = ()
    spreads: Mapping[int, Spread] = field(default_factory=dict)


def spending_year(
    rows: Sequence[ExpenseRow],
    year: int,
    today: date,
    currency: str,
    budget: Money | None,
    *,
    claims: Sequence[Claim] = (),
    subscriptions: Sequence[Kept[SubscriptionDraft]] = (),
    years: tuple[int, int] | None = None,
    fees: Sequence[Fee] = (),
    charges: Sequence[Charge] = (),
) -> SpendingYear:
    """The answer for a year whose expenses are `rows`; `years` bound those with an expense.

    `charges` are those of `rows` that the hours share out.
    """
    rows = in_place(rows, charges)
    sums = spent(rows, currency)
    months = by_month(rows, currency)
    nothing = sum_in(currency, ())
    first, last = years or (year, year)
    left = sums.net.known
    return SpendingYear(
        year=year,
        today=today,
        currency=currency,
        spent=sums,
        budget=budget,
        left=None if budget is None or left is None else budget - left,
        months=tuple(months.get(date(year, n + 1, 1), nothing) for n in range(_MONTHS)),
        kinds=tuple(sorted(by_kind(rows, currency).items(), key=lambda pair: _size(pair[1]))),
        served=served(rows, currency),
        claims=tuple(claims),
        subscriptions=tuple(subscriptions),
        unrated=tuple(row for row in rows if is_unrated(row, currency)),
        expense_count=len(rows),
        first_year=min(first, year, today.year),
        last_year=max(last, year, today.year),
        fees=tuple(fees),
        spreads=_spreads(charges, currency),
    )


def is_unrated(row: ExpenseRow, currency: str) -> bool:
    """Whether an expense can't be told in `currency`, because no rate into it is kept."""
    return not sum_in(currency, [(row.amount, rate_of(row))]).is_known


def served(rows: Iterable[ExpenseRow], currency: str) -> tuple[Served, ...]:
    """What went out, less refunds, for each credential, largest first.

    What served none, or one that was deleted, stands under its name without a number; expenses
    for nothing named stand under an empty name, charges that nobody was studied with apart.
    """
    parts: dict[tuple[int | None, str, bool], list[tuple[Money, Rate | None]]] = {}
    for row in rows:
        rate = rate_of(row)
        if not row.shares:
            parts.setdefault((None, "", row.subscription_id is not None), []).append(
                (row.amount - row.refunded, rate)
            )
            continue
        weights = [share.weight for share in row.shares]
        # Each for itself, as a credential's own page shares them out.
        out, back = split(row.amount.minor, weights), split(row.refunded.minor, weights)
        for share, minor, refunded in zip(row.shares, out, back, strict=True):
            key = (share.credential_id, share.title, False)
            part = Money(minor - refunded, row.amount.currency)
            parts.setdefault(key, []).append((part, rate))
    found = [
        Served(number, title, sum_in(currency, items), is_unspread)
        for (number, title, is_unspread), items in parts.items()
    ]
    return tuple(sorted(found, key=lambda one: _size(one.total)))


def _spreads(charges: Sequence[Charge], currency: str) -> dict[int, Spread]:
    found: dict[int, list[Charge]] = {}
    for one in sorted(charges, key=lambda charge: (charge.row.day, charge.row.id)):
        if one.row.subscription_id is not None:
            found.setdefault(one.row.subscription_id, []).append(one)
    return {
        number: Spread(
            served([one.row for one in group if one.is_spread], currency),
            tuple(one for one in group if not one.is_spread),
            any(one.is_open for one in group),
        )
        for number, group in found.items()
    }


def a_year(subscription: SubscriptionDraft) -> Money:
    """What a subscription costs in a whole year."""
    charges = _MONTHS // CHARGE_MONTHS[subscription.period]
    return Money(subscription.amount_minor * charges, subscription.currency)


def is_running(subscription: SubscriptionDraft, today: date) -> bool:
    """Whether a subscription is charged on `today`; its last day counts in."""
    return subscription.starts_on <= today <= (subscription.ends_on or today)


def year_span(year: int) -> tuple[date, date]:
    """The first and the last day of a year."""
    period = year_of(date(year, 1, 1))
    return period.first, period.last


def _size(total: Total) -> tuple[bool, int]:
    """Unknown sums first, so that they are seen, then the largest."""
    return (total.known is not None, -(total.known.minor if total.known else 0))
