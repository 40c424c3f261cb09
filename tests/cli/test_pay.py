from __future__ import annotations

from tests.cli.conftest import Cairn


def test_a_change_of_pay_is_noted_as_the_person_states_it(cairn: Cairn, cka: int) -> None:
    done = cairn(
        "pay", "2026-11-01", "52000 EUR", "56000", "--anyway", "1000", "--credential", "CKA",
        "--share", "40%", "--stated-by", "me", "--json",
    )  # fmt: skip
    event = done.data["pay_event"]
    assert event["before"] == {"amount": "52000.00", "currency": "EUR"}
    assert event["after"] == {"amount": "56000.00", "currency": "EUR"}
    assert event["anyway"] == {"amount": "1000.00", "currency": "EUR"}
    assert (event["share"], event["credential_id"], event["period"]) == ("0.4", cka, "year")


def test_without_an_attribution_none_is_made_up(cairn: Cairn) -> None:
    event = cairn("pay", "2026-11-01", "20", "22", "--a", "hour", "--json").data["pay_event"]
    assert (event["share"], event["credential_id"], event["anyway"]) == (None, None, None)
    assert event["period"] == "hour"


def test_two_currencies_and_strange_shares_are_refused(cairn: Cairn) -> None:
    assert cairn("pay", "2026-11-01", "5 EUR", "6 USD").code == 1
    for share in ("101", "-1", "half", "nan"):
        assert cairn("pay", "2026-11-01", "5", "6", "--share", share).code == 1
