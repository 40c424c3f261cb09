from __future__ import annotations

import pytest

from tests.cli.conftest import Cairn


def test_a_line_of_spending_is_noted_with_what_came_back(cairn: Cairn, cka: int) -> None:
    done = cairn("spend", "150 EUR exam CKA 2026-10-01 refund 100")
    assert done.code == 0
    assert done.out == (
        "Noted 150.00 EUR · exam · CKA · Thu 1 Oct · 100.00 EUR came back  (undo: cairn undo)\n"
    )


def test_a_program_gets_amounts_as_texts_with_their_currency(cairn: Cairn, cka: int) -> None:
    expense = cairn("spend", "150 EUR exam CKA 2026-10-01 refund 100", "--json").data["expense"]
    assert expense["amount"] == {"amount": "150.00", "currency": "EUR"}
    assert expense["refunded"] == {"amount": "100.00", "currency": "EUR"}
    assert expense["net"] == {"amount": "50.00", "currency": "EUR"}
    assert expense["day"] == "2026-10-01"
    assert expense["kind"] == "exam"
    assert expense["credentials"] == [
        {"id": cka, "title": "CKA", "weight": 1, "amount": expense["amount"]}
    ]


def test_a_foreign_amount_keeps_the_rate_of_its_day(cairn: Cairn) -> None:
    expense = cairn("spend", "10 USD book 2024-03-01", "--json").data["expense"]
    assert expense["rate"]["source"] == "ECB"
    assert expense["rate"]["currency"] == "EUR"
    assert expense["rate"]["day"] == "2024-03-01"


def test_a_dry_run_writes_nothing(cairn: Cairn, cka: int) -> None:
    data = cairn("spend", "$49.99 udemy course CKA", "--dry-run", "--json").data
    assert data["expense"]["amount"] == {"amount": "49.99", "currency": "USD"}
    assert cairn("list", "expenses", "--json").data["total"] == 0


def test_options_say_more(cairn: Cairn, cka: int) -> None:
    expense = cairn(
        "spend", "20 EUR", "--title", "Pens", "--vendor", "Shop", "--day", "yesterday", "--note",
        "blue", "--credential", "CKA", "--json",
    ).data["expense"]  # fmt: skip
    assert (expense["title"], expense["vendor"], expense["note"]) == ("Pens", "Shop", "blue")
    assert expense["day"] == "2026-11-21"
    assert [one["id"] for one in expense["credentials"]] == [cka]


@pytest.fixture
def expense(cairn: Cairn, cka: int) -> None:
    assert cairn("spend", "150 EUR exam CKA 2026-10-01").code == 0


def test_a_claim_is_made_for_all_that_is_open_then_paid(cairn: Cairn, expense: None) -> None:
    claim = cairn(
        "reimburse", "e1", "--payer", "Employer", "--claim-by", "2026-12-31", "--json"
    ).data["reimbursement"]
    assert claim["amount"] == {"amount": "150.00", "currency": "EUR"}
    assert (claim["state"], claim["claim_by"]) == ("to_claim", "2026-12-31")
    paid = cairn("reimburse", "expense:1", "120", "--paid-on", "today", "--json").data
    assert paid["reimbursement"]["id"] == claim["id"]
    assert paid["reimbursement"]["state"] == "paid"
    shown = cairn("show", "e1", "--json").data["expense"]
    assert shown["reimbursed"] == {"amount": "120.00", "currency": "EUR"}
    assert shown["net"] == {"amount": "30.00", "currency": "EUR"}


def test_several_claims_are_asked_about(cairn: Cairn, expense: None) -> None:
    cairn("reimburse", "e1", "50")
    cairn("reimburse", "e1", "60", "--another")
    done = cairn("reimburse", "e1", "--paid-on", "today", "--json")
    assert done.code == 3
    assert done.data["choices"] == ["claim:1", "claim:2"]


def test_a_claim_in_another_currency_or_above_its_cap_is_refused(
    cairn: Cairn, expense: None
) -> None:
    assert "EUR" in cairn("reimburse", "e1", "50 USD").err
    done = cairn("reimburse", "e1", "50", "--cap", "40")
    assert done.code == 1
    assert "cap" in done.err


def test_nothing_new_about_a_claim_is_wrong_usage(cairn: Cairn, expense: None) -> None:
    cairn("reimburse", "e1", "50")
    assert cairn("reimburse", "e1").code == 2


def test_a_refund_is_noted_later(cairn: Cairn, expense: None) -> None:
    changed = cairn("edit", "e1", "--refund", "20", "--day", "2026-10-05", "--json").data["expense"]
    assert changed["refunded"] == {"amount": "20.00", "currency": "EUR"}
    assert cairn("edit", "e1", "--refund", "20", "--title", "x").code == 2
