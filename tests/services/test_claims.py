from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analytics.test_spendingyear import expense
from tests.services.conftest import everything
from tracker.analytics.spendingyear import together
from tracker.domain.money import Money
from tracker.domain.spending import ClaimDraft, ExpenseDraft, RefundDraft, ReimbursementDraft
from tracker.domain.words import ReimbursementState
from tracker.errors import TrackerError
from tracker.record import Record

DAY = date(2026, 11, 2)


@pytest.fixture
def spent(book: Record) -> Record:
    """Three expenses of 100, 60 and 40; 10 of the second were refunded."""
    for minor in (10_000, 6_000, 4_000):
        book.spending.add(ExpenseDraft(minor, "EUR", DAY))
    book.refunds.add(RefundDraft(2, DAY, 1_000))
    return book


def claimed(record: Record) -> dict[int, int]:
    return {one.draft.expense_id: one.draft.amount_minor for one in record.reimbursements.all()}


def test_one_claim_takes_what_is_open_of_each_in_one_step(spent: Record) -> None:
    before = everything(spent)
    spent.reimbursements.claim(ClaimDraft((1, 2, 3), payer="Acme", claim_by=date(2026, 12, 31)))
    assert claimed(spent) == {1: 10_000, 2: 5_000, 3: 4_000}
    assert [spent.spending.one(n).open for n in (1, 2, 3)] == [Money(0, "EUR")] * 3
    [group] = together(spent.overview.spending_year(2026).claims)
    assert len(group) == 3
    spent.history.undo()
    assert claimed(spent) == {}
    assert everything(spent).get("reimbursement") == before.get("reimbursement")


def test_a_cap_is_shared_among_the_expenses_to_the_cent(spent: Record) -> None:
    spent.reimbursements.claim(ClaimDraft((1, 2, 3), payer="Acme", cap_minor=10_000))
    assert claimed(spent) == {1: 5_263, 2: 2_632, 3: 2_105}
    assert sum(claimed(spent).values()) == 10_000


def test_what_is_claimed_already_is_left_out(spent: Record) -> None:
    spent.reimbursements.add(ReimbursementDraft(1, 10_000))
    spent.reimbursements.claim(ClaimDraft((1, 3), payer="Acme"))
    assert claimed(spent) == {1: 10_000, 3: 4_000}
    with pytest.raises(TrackerError, match="claimed already"):
        spent.reimbursements.claim(ClaimDraft((1, 3)))


def test_one_cap_over_several_currencies_is_refused_and_nothing_is_written(spent: Record) -> None:
    spent.spending.add(ExpenseDraft(5_000, "USD", DAY))
    with pytest.raises(TrackerError, match="several currencies"):
        spent.reimbursements.claim(ClaimDraft((1, 4), cap_minor=100))
    assert claimed(spent) == {}
    spent.reimbursements.claim(ClaimDraft((1, 4)))
    assert claimed(spent) == {1: 10_000, 4: 5_000}


def test_a_claim_without_an_expense_or_with_days_in_disorder_is_refused(spent: Record) -> None:
    wrong = ClaimDraft((), claimed_on=DAY, paid_on=date(2026, 11, 1), cap_minor=0)
    assert {one.field for one in wrong.problems()} == {"expense_ids", "paid_on", "cap_minor"}
    with pytest.raises(TrackerError):
        spent.reimbursements.claim(wrong)


def test_claims_go_on_together_and_keep_the_days_they_have(spent: Record) -> None:
    spent.reimbursements.claim(ClaimDraft((1, 3), payer="Acme"))
    spent.reimbursements.change(1, claimed_on=DAY)
    spent.reimbursements.advance([1, 2], ReimbursementState.CLAIMED)
    drafts = [one.draft for one in spent.reimbursements.all()]
    assert [one.claimed_on for one in drafts] == [DAY, spent.ground.today()]
    assert {one.state for one in drafts} == {ReimbursementState.CLAIMED}
    spent.history.undo()
    assert {one.draft.state for one in spent.reimbursements.all()} == {ReimbursementState.TO_CLAIM}


def test_claims_without_a_payer_stay_apart(spent: Record) -> None:
    spent.reimbursements.claim(ClaimDraft((1, 2)))
    assert [len(one) for one in together(spent.overview.spending_year(2026).claims)] == [1, 1]


def test_several_expenses_are_deleted_in_one_step(spent: Record) -> None:
    spent.spending.delete_many([1, 2])
    assert [row.id for row in spent.spending.page()] == [3]
    spent.history.undo()
    assert [row.id for row in spent.spending.page()] == [3, 2, 1]
    assert spent.spending.one(2).refunded == Money(1_000, "EUR")


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=9), st.integers(1, 10**10))
def test_a_cap_is_never_passed_and_never_claims_more_than_is_open(amounts, cap) -> None:
    rows = [expense(minor, id=n) for n, minor in enumerate(amounts, 1)]
    shared = ClaimDraft(tuple(range(1, len(rows) + 1)), cap_minor=cap).shared(rows)
    assert sum(one.amount_minor for one in shared) == min(cap, sum(amounts))
    for row, one in zip(rows, shared, strict=True):
        assert 0 <= one.amount_minor <= row.amount.minor
        assert one.problems() == []
