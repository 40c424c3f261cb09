"""What was spent, what came back, and what is still unknown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from tracker.domain.money import Money, Rate, Total, sum_in
from tracker.domain.spending import ExpenseRow
from tracker.domain.words import ExpenseKind, Payer

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Spent:
    """Sums over expenses in one currency; each is unknown where an expense's rate is.

    `paid` is all that went out, whoever paid; `own` what the person paid at first, `refunded` and
    `reimbursed` what of that came back to them, and `net` the rest: to the minor unit, own less
    both. `claimable` is what is still claimed or to claim.
    """

    paid: Total
    own: Total
    refunded: Total
    reimbursed: Total
    net: Total
    claimable: Total


def rate_of(row: ExpenseRow) -> Rate | None:
    """The exchange rate kept with an expense, None where none is."""
    if row.rate is None or row.rate_currency is None:
        return None
    return Rate(
        row.amount.currency, row.rate_currency, row.rate, row.rate_on or row.day, row.rate_source
    )


def spent(rows: Iterable[ExpenseRow], currency: str) -> Spent:
    """The sums over `rows` in `currency`. No rows: zeros, known."""
    listed = list(rows)
    mine = [row for row in listed if row.payer is Payer.SELF]
    own = _total(mine, currency, lambda row: row.amount)
    refunded = _total(mine, currency, lambda row: row.refunded)
    reimbursed = _total(mine, currency, lambda row: row.reimbursed)
    return Spent(
        paid=_total(listed, currency, lambda row: row.amount),
        own=own,
        refunded=refunded,
        reimbursed=reimbursed,
        net=_less(_less(own, refunded), reimbursed),
        claimable=_total(listed, currency, lambda row: row.claimable),
    )


def _total(
    rows: Iterable[ExpenseRow], currency: str, amount: Callable[[ExpenseRow], Money]
) -> Total:
    return sum_in(currency, [(amount(row), rate_of(row)) for row in rows])


def _less(whole: Total, part: Total) -> Total:
    """What remains of `whole`; unknown where either is, with the sums by currency in any case."""
    known = None
    if whole.known is not None and part.known is not None:
        known = whole.known - part.known
    codes = sorted({*whole.by_currency, *part.by_currency})
    return Total(
        known,
        {code: whole.by_currency.get(code, 0) - part.by_currency.get(code, 0) for code in codes},
        tuple(sorted({*whole.missing, *part.missing})),
    )


def spent_by(
    rows: Iterable[ExpenseRow], currency: str, key: Callable[[ExpenseRow], K]
) -> dict[K, Total]:
    """What went out in `currency`, less refunds, for each value of `key`, as they appear."""
    groups: dict[K, list[ExpenseRow]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return {
        value: sum_in(currency, [(row.amount - row.refunded, rate_of(row)) for row in group])
        for value, group in groups.items()
    }


def by_month(rows: Iterable[ExpenseRow], currency: str) -> dict[date, Total]:
    """What went out in each month, under its first day."""
    return spent_by(rows, currency, lambda row: row.day.replace(day=1))


def by_kind(rows: Iterable[ExpenseRow], currency: str) -> dict[ExpenseKind, Total]:
    """What went out for each kind of expense."""
    return spent_by(rows, currency, lambda row: row.kind)


def for_credential(rows: Iterable[ExpenseRow], credential_id: int, currency: str) -> Spent:
    """The sums over the parts of `rows` that served one credential."""
    return spent([part_for(row, credential_id) for row in rows], currency)


def part_for(row: ExpenseRow, credential_id: int) -> ExpenseRow:
    """The expense as if only one credential's part of it had been spent."""
    import dataclasses

    from tracker.domain.split import split

    weights = [share.weight for share in row.shares]
    mine = [at for at, share in enumerate(row.shares) if share.credential_id == credential_id]

    def part(money: Money) -> Money:
        parts = split(money.minor, weights)
        return Money(sum(parts[at] for at in mine), money.currency)

    return dataclasses.replace(
        row,
        amount=part(row.amount),
        refunded=part(row.refunded),
        reimbursed=part(row.reimbursed),
        claimable=part(row.claimable),
    )


def cost_of_an_hour(net: Total, seconds: int) -> Money | None:
    """What an hour of study cost, half up to the minor unit; None where unknown or no time."""
    if net.known is None or seconds <= 0:
        return None
    minor = (2 * net.known.minor * 3600 + seconds) // (2 * seconds)
    return Money(minor, net.known.currency)
