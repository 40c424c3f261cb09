"""Sums of spending: to the cent, and unknown rather than wrong."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tracker.analytics.spending import by_kind, by_month, cost_of_an_hour, for_credential, spent
from tracker.domain.money import Money, Total
from tracker.domain.spending import ExpenseRow
from tracker.domain.study import ShareRow
from tracker.domain.words import ExpenseKind, Payer


def expense(
    minor: int,
    currency: str = "EUR",
    *,
    rate: str | None = None,
    refunded: int = 0,
    reimbursed: int = 0,
    payer: Payer = Payer.SELF,
    shares: tuple[ShareRow, ...] = (),
    day: date = date(2026, 10, 1),
    kind: ExpenseKind = ExpenseKind.EXAM,
) -> ExpenseRow:
    return ExpenseRow(
        id=1,
        uuid="u",
        day=day,
        amount=Money(minor, currency),
        title="",
        kind=kind,
        vendor="",
        payer=payer,
        shares=shares,
        note="",
        tags=(),
        rate=None if rate is None else Decimal(rate),
        rate_currency=None if rate is None else "EUR",
        rate_on=None,
        rate_source="",
        refunded=Money(refunded, currency),
        reimbursed=Money(reimbursed, currency),
        claimable=Money.zero(currency),
        subscription_id=None,
        source="",
    )


def test_nothing_spent_is_zero_and_known() -> None:
    assert spent([], "EUR").net.known == Money(0, "EUR")


def test_net_is_own_less_what_came_back() -> None:
    sums = spent([expense(15000, refunded=1000, reimbursed=4000)], "EUR")
    assert (sums.paid.known, sums.net.known) == (Money(15000, "EUR"), Money(10000, "EUR"))


def test_what_the_employer_paid_is_no_cost_of_mine() -> None:
    sums = spent([expense(15000, payer=Payer.EMPLOYER), expense(100)], "EUR")
    assert sums.paid.known == Money(15100, "EUR")
    assert sums.net.known == Money(100, "EUR")


def test_a_missing_rate_makes_a_sum_unknown_and_names_the_currency() -> None:
    sums = spent([expense(15000, "USD"), expense(100)], "EUR")
    assert sums.net == Total(None, {"EUR": 100, "USD": 15000}, ("USD",))


@given(st.lists(st.tuples(st.integers(1, 10**6), st.integers(0, 100), st.integers(0, 100))))
def test_net_always_adds_up_on_the_screen(items: list[tuple[int, int, int]]) -> None:
    rows = [
        expense(
            minor,
            "USD",
            rate="0.8851124093",
            refunded=minor * a // 300,
            reimbursed=minor * b // 300,
        )
        for minor, a, b in items
    ]
    sums = spent(rows, "EUR")
    known = [total.known for total in (sums.own, sums.refunded, sums.reimbursed, sums.net)]
    own, refunded, reimbursed, net = (money.minor for money in known if money is not None)
    assert own - refunded - reimbursed == net


def test_months_and_kinds_sum_what_went_out_less_refunds() -> None:
    rows = [
        expense(100, refunded=40),
        expense(7, day=date(2026, 10, 31), kind=ExpenseKind.BOOK),
        expense(5, day=date(2026, 9, 30)),
    ]
    months = {month: total.known for month, total in by_month(rows, "EUR").items()}
    assert months == {date(2026, 10, 1): Money(67, "EUR"), date(2026, 9, 1): Money(5, "EUR")}
    assert by_kind(rows, "EUR")[ExpenseKind.EXAM].known == Money(65, "EUR")


@given(st.integers(1, 10**6), st.lists(st.integers(1, 9), min_size=1, max_size=5))
def test_the_parts_of_all_credentials_sum_to_the_expense(minor: int, weights: list[int]) -> None:
    shares = tuple(ShareRow(number, "", weight) for number, weight in enumerate(weights))
    rows = [expense(minor, shares=shares)]
    parts = [for_credential(rows, number, "EUR").net.known for number in range(len(weights))]
    assert sum(part.minor for part in parts if part is not None) == minor


def test_an_hour_costs_nothing_known_without_time_or_with_an_unknown_sum() -> None:
    known = spent([expense(26000)], "EUR").net
    assert cost_of_an_hour(known, 0) is None
    assert cost_of_an_hour(spent([expense(1, "USD")], "EUR").net, 3600) is None
    assert cost_of_an_hour(known, 41 * 3600) == Money(634, "EUR")
