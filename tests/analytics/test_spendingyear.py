from __future__ import annotations

from datetime import date

from tracker.analytics.spendingyear import a_year, is_running, served, spending_year
from tracker.domain.money import Money
from tracker.domain.spending import ExpenseRow, SubscriptionDraft
from tracker.domain.study import ShareRow
from tracker.domain.words import BillingPeriod, ExpenseKind, Payer

TODAY = date(2026, 11, 23)


def expense(minor: int, currency: str = "EUR", **fields) -> ExpenseRow:
    values = {
        "id": 1,
        "uuid": "u",
        "day": date(2026, 3, 5),
        "amount": Money(minor, currency),
        "title": "",
        "kind": ExpenseKind.EXAM,
        "vendor": "",
        "payer": Payer.SELF,
        "shares": (),
        "note": "",
        "tags": (),
        "rate": None,
        "rate_currency": None,
        "rate_on": None,
        "rate_source": "",
        "refunded": Money(0, currency),
        "reimbursed": Money(0, currency),
        "claimable": Money(0, currency),
        "subscription_id": None,
        "source": "",
    }
    return ExpenseRow(**(values | fields))


def test_a_year_without_expenses_is_zero_and_known() -> None:
    year = spending_year([], 2026, TODAY, "EUR", None)
    assert year.spent.paid.known == Money(0, "EUR")
    assert len(year.months) == 12
    assert year.left is None
    assert (year.first_year, year.last_year) == (2026, 2026)


def test_the_budget_is_used_up_by_what_the_person_did_not_get_back() -> None:
    rows = [
        expense(10_000, reimbursed=Money(4_000, "EUR")),
        expense(50_000, payer=Payer.EMPLOYER),
    ]
    year = spending_year(rows, 2026, TODAY, "EUR", Money(20_000, "EUR"))
    assert year.left == Money(14_000, "EUR")
    assert year.months[2].known == Money(60_000, "EUR")


def test_a_missing_rate_makes_sums_unknown_and_names_the_expenses() -> None:
    rows = [expense(10_000), expense(150_000, "KES", id=7, kind=ExpenseKind.BOOK)]
    year = spending_year(rows, 2026, TODAY, "EUR", Money(20_000, "EUR"))
    assert year.left is None
    assert [row.id for row in year.unrated] == [7]
    assert [kind for kind, _total in year.kinds] == [ExpenseKind.BOOK, ExpenseKind.EXAM]
    assert year.spent.paid.by_currency == {"EUR": 10_000, "KES": 150_000}


def test_an_expense_is_shared_out_to_the_minor_unit() -> None:
    shares = (ShareRow(1, "CKA", 1), ShareRow(2, "AWS", 2), ShareRow(None, "Gone", 1))
    rows = [expense(1_001, shares=shares, refunded=Money(400, "EUR")), expense(5)]
    parts = {one.title: one.total.known.minor for one in served(rows, "EUR")}
    assert parts == {"AWS": 301, "CKA": 150, "Gone": 150, "": 5}
    assert sum(parts.values()) == 1_001 - 400 + 5


def test_subscriptions_are_told_by_the_year_and_end_with_their_last_day() -> None:
    charge = SubscriptionDraft(
        "Labs", 1_500, "EUR", date(2026, 1, 1), BillingPeriod.QUARTER, ends_on=TODAY
    )
    assert a_year(charge) == Money(6_000, "EUR")
    assert is_running(charge, TODAY)
    assert not is_running(charge, date(2026, 11, 24))
    assert not is_running(charge, date(2025, 12, 31))
