from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.services.conftest import credential, everything
from tracker.domain.changes import Kind
from tracker.domain.money import Money
from tracker.domain.spending import (
    MOST_MINOR,
    ExpenseDraft,
    RefundDraft,
    ReimbursementDraft,
    SubscriptionDraft,
)
from tracker.domain.study import Share
from tracker.domain.words import ReimbursementState
from tracker.errors import TrackerError
from tracker.record import Record
from tracker.store.writing import GoneError

DAY = date(2024, 3, 1)


def spend(record: Record, minor: int = 15000, currency: str = "EUR", **fields: object) -> int:
    draft = ExpenseDraft(minor, currency, fields.pop("day", DAY), **fields)
    return record.spending.add(draft).only_id(Kind.EXPENSE)


def test_the_rate_of_the_day_is_kept_and_looked_up_again_for_another(book: Record) -> None:
    number = spend(book, 10000, "USD")
    row = book.spending.one(number)
    assert (row.rate_currency, row.rate_on, row.rate_source) == ("EUR", DAY, "ECB")
    assert row.rate is not None
    assert Decimal("0.8") < row.rate < Decimal("1.1")
    book.spending.change(number, title="Exam")
    assert book.spending.one(number).rate == row.rate
    book.spending.change(number, day=date(2024, 6, 3))
    assert book.spending.one(number).rate_on == date(2024, 6, 3)
    book.spending.change(number, currency="EUR")
    assert book.spending.one(number).rate is None


def test_a_rate_that_the_person_types_wins(book: Record) -> None:
    number = spend(book, 10000, "USD", rate="0.5", rate_currency="EUR", rate_source="bank")
    assert book.spending.one(number).rate == Decimal("0.5")


def test_a_day_without_a_rate_leaves_it_unknown(book: Record) -> None:
    assert book.spending.one(spend(book, 100, "USD", day=date(2199, 1, 1))).rate is None
    assert book.spending.one(spend(book, 100, "UYW")).rate is None


def test_what_came_back_is_taken_off_to_the_cent(book: Record) -> None:
    draft = ExpenseDraft(15000, "EUR", DAY)
    number = book.spending.add(draft, refunds=[(1000, DAY), (500, DAY)]).only_id(Kind.EXPENSE)
    claim = book.reimbursements.add(ReimbursementDraft(number, 10000)).only_id(Kind.REIMBURSEMENT)
    row = book.spending.one(number)
    assert (row.refunded.minor, row.claimable.minor, row.reimbursed.minor) == (1500, 10000, 0)
    book.reimbursements.change(claim, state=ReimbursementState.PAID, amount_minor=9000)
    row = book.spending.one(number)
    assert (row.claimable.minor, row.reimbursed.minor) == (0, 9000)
    assert row.net == Money(4500, "EUR")
    book.reimbursements.change(claim, state=ReimbursementState.REFUSED)
    assert book.spending.one(number).net == Money(13500, "EUR")


@given(
    minor=st.integers(1, 10**12),
    weights=st.lists(st.integers(1, 1_000_000), min_size=1, max_size=4),
)
@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_the_parts_sum_to_the_amount(book: Record, minor: int, weights: list[int]) -> None:
    numbers = [row.id for row in book.credentials.rows()]
    while len(numbers) < len(weights):
        numbers.append(credential(book, f"Credential {len(numbers)}"))
    shares = tuple(Share(number, weight) for number, weight in zip(numbers, weights, strict=False))
    number = spend(book, minor, shares=shares)
    assert sum(share.minor for share in book.spending.one(number).shares) == minor
    book.spending.change(number, amount_minor=minor + 3)
    assert sum(share.minor for share in book.spending.one(number).shares) == minor + 3


def test_parts_of_a_deleted_credential_stay(book: Record) -> None:
    one, two = credential(book, "One"), credential(book, "Two")
    number = spend(book, 9000, shares=(Share(one, 1), Share(two, 2)))
    book.credentials.delete(one)
    book.spending.change(number, amount_minor=18000)
    parts = {share.title: share.minor for share in book.spending.one(number).shares}
    assert parts == {"One": 6000, "Two": 12000}


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        (ExpenseDraft(0, "EUR", DAY), "more than nothing"),
        (ExpenseDraft(-1, "EUR", DAY), "more than nothing"),
        (ExpenseDraft(MOST_MINOR + 1, "EUR", DAY), "large"),
        (ExpenseDraft(1, "EURO", DAY), "currency"),
        (ExpenseDraft(1, "EUR", date(202, 1, 1)), "1900"),
        (ExpenseDraft(1, "USD", DAY, rate="0", rate_currency="EUR"), "above zero"),
        (ExpenseDraft(1, "USD", DAY, rate="x", rate_currency="EUR"), "above zero"),
        (ExpenseDraft(1, "USD", DAY, rate="1"), "number and a currency"),
    ],
)
def test_what_cannot_be_is_refused_whole(book: Record, draft: ExpenseDraft, said: str) -> None:
    with pytest.raises(TrackerError, match=said):
        book.spending.add(draft)
    with pytest.raises(TrackerError):
        book.spending.add(ExpenseDraft(1, "EUR", DAY), refunds=[(0, DAY)])
    assert everything(book) == {}


def test_deleting_takes_what_hangs_on_it_and_undo_brings_it_back(book: Record) -> None:
    number = spend(book)
    book.refunds.add(RefundDraft(number, DAY, 100))
    book.reimbursements.add(ReimbursementDraft(number, 100))
    before = everything(book)
    book.spending.delete(number)
    assert everything(book) == {}
    book.history.undo()
    assert everything(book) == before
    with pytest.raises(GoneError):
        book.spending.delete(99)


def test_pages_follow_one_another(book: Record) -> None:
    for day in (1, 3, 2, 3):
        spend(book, day=date(2026, 11, day))
    whole = book.spending.page(limit=10)
    assert [row.day.day for row in whole] == [3, 3, 2, 1]
    first = book.spending.page(limit=2)
    rest = book.spending.page(limit=9, before=(first[-1].day, first[-1].id))
    assert [row.id for row in (*first, *rest)] == [row.id for row in whole]
    assert book.spending.last_currency() == "EUR"


def test_a_subscription_goes_and_its_payments_stay(book: Record) -> None:
    plan = book.subscriptions.add(SubscriptionDraft("Labs", 999, "EUR", DAY)).only_id(
        Kind.SUBSCRIPTION
    )
    paid = spend(book, 999, subscription_id=plan)
    book.subscriptions.delete(plan)
    assert book.spending.one(paid).subscription_id is None
    book.history.undo()
    assert book.spending.one(paid).subscription_id == plan
