"""Every flow of credentials and money, by keys alone, from the window to the record."""

from __future__ import annotations

from datetime import date

import pytest

from tests.ui.flows.conftest import Keys
from tracker.domain.money import Money
from tracker.domain.words import BillingPeriod, ExamResult, ExpenseKind, ReimbursementState
from tracker.record import Record

TODAY = date(2026, 11, 23)


# Menus take the keyboard and the pointer; off screen there is none to take.
pytestmark = pytest.mark.qt_log_ignore("does not support grabbing", extend=True)


@pytest.fixture
def cka(keys: Keys, record: Record) -> int:
    """A credential that was typed in."""
    keys.press("N").dialog("Add credential")
    keys.fill(Title="CKA")
    return record.credentials.rows()[0].id


def spend(keys: Keys, line: str) -> None:
    """Spend in one line, then leave the field."""
    keys.press("Ctrl+L").type(line).settle()
    keys.press("Return").settle().press("Esc")


def test_a_credential_is_added_with_one_key_and_its_title(cka: int, record: Record) -> None:
    assert [row.draft.title for row in record.credentials.rows()] == ["CKA"]


def test_a_module_and_an_exam_attempt_are_added_on_its_page(
    keys: Keys, cka: int, record: Record
) -> None:
    keys.do("CKA")
    keys.reach("Add module").press("Return").dialog("Add module")
    keys.fill(Title="Storage", Weight="2")
    [module] = record.modules.all(credential_id=cka)
    assert (module.draft.title, module.draft.weight) == ("Storage", 2)
    keys.reach("Add exam attempt").press("Return").dialog("Add exam attempt")
    keys.reach("Result").type("passed")
    keys.fill(Score="84 %")
    [attempt] = record.exam_attempts.all(credential_id=cka)
    assert (attempt.draft.result, attempt.draft.score) == (ExamResult.PASSED, "84 %")


def test_spend_in_one_line(keys: Keys, cka: int, record: Record) -> None:
    spend(keys, "150 EUR exam CKA yesterday")
    [row] = record.spending.page()
    assert row.amount == Money(15_000, "EUR")
    assert row.day == date(2026, 11, 22)
    assert [share.credential_id for share in row.shares] == [cka]


def test_an_expense_by_form(keys: Keys, cka: int, record: Record) -> None:
    keys.press("E").dialog("Add expense")
    keys.fill(Amount="39.90", What_for="Practice book", Kind="book", Credential="CKA")
    [row] = record.spending.page()
    assert (row.title, row.kind, row.amount.minor) == ("Practice book", ExpenseKind.BOOK, 3_990)
    assert [share.title for share in row.shares] == ["CKA"]


def test_a_refund_a_claim_and_its_steps(keys: Keys, cka: int, record: Record) -> None:
    spend(keys, "150 EUR exam CKA")
    keys.press("4").settle()
    keys.reach("Expenses").press("Down", "Shift+F10").pick("Add refund …")
    keys.dialog("Add refund").fill(Came_back="30")
    assert record.spending.one(1).refunded == Money(3_000, "EUR")
    keys.reach("Expenses").press("Shift+F10").pick("Claim it back …")
    # The amount that is open stands there already.
    keys.dialog("Add reimbursement").fill(Who_pays="Acme", Claim_by="31.12.2026")
    [claim] = record.reimbursements.all()
    assert (claim.draft.amount_minor, claim.draft.payer) == (12_000, "Acme")
    assert claim.draft.claim_by == date(2026, 12, 31)
    keys.reach("exam: Mark as claimed").press("Return").settle()
    keys.reach("exam: Mark as paid").press("Return").settle()
    draft = record.reimbursements.one(1).draft
    assert draft.state is ReimbursementState.PAID
    assert (draft.claimed_on, draft.paid_on) == (TODAY, TODAY)


def test_several_expenses_are_marked_and_claimed_together(
    keys: Keys, cka: int, record: Record
) -> None:
    for line in ("100 EUR exam CKA", "60 EUR course CKA", "40 EUR book CKA"):
        spend(keys, line)
    keys.press("4").settle()
    keys.reach("Expenses").press("Home", "Shift+Down")
    keys.reach("Claim them back together …").press("Return").dialog("Claim expenses back")
    keys.fill(Who_pays="Acme", They_pay_at_most="50")
    claims = [one.draft for one in record.reimbursements.all()]
    assert sum(one.amount_minor for one in claims) == 5_000
    assert sorted(one.expense_id for one in claims) == [2, 3]
    keys.reach("2 expenses: Mark as claimed").press("Return").settle()
    assert {one.draft.state for one in record.reimbursements.all()} == {ReimbursementState.CLAIMED}
    keys.press("Ctrl+Z").settle()
    assert {one.draft.state for one in record.reimbursements.all()} == {ReimbursementState.TO_CLAIM}


def test_a_subscription_and_a_charge_of_it(keys: Keys, cka: int, record: Record) -> None:
    spend(keys, "10 EUR book")
    keys.press("4").settle()
    keys.reach("Add").press("Return").dialog("Add subscription")
    keys.reach("Charged").press("Down")
    keys.fill(Title="Labs", Amount="20")
    [labs] = record.subscriptions.all()
    assert (labs.draft.title, labs.draft.amount_minor) == ("Labs", 2_000)
    assert labs.draft.period is BillingPeriod.QUARTER
    keys.reach("Record a charge of Labs").press("Return").dialog("Add expense").save()
    row = record.spending.page(limit=1)[0]
    assert (row.subscription_id, row.amount, row.shares) == (labs.id, Money(2_000, "EUR"), ())


def test_the_budget_of_the_year(keys: Keys, cka: int, record: Record) -> None:
    spend(keys, "10 EUR book")
    keys.press("4").settle()
    keys.reach("Set a budget").press("Return").dialog("Settings")
    keys.fill(Budget_of_a_year="500")
    assert record.settings.get().budget_minor == 50_000
