from __future__ import annotations

import pytest

from tests.cli.conftest import Cairn


@pytest.fixture
def filled(cairn: Cairn, cka: int) -> int:
    cairn("log", "45m CKA yesterday 19:00 #lab -- first")
    cairn("spend", "150 EUR exam CKA 2026-10-01")
    return cka


@pytest.mark.parametrize(
    ("options", "changed"),
    [
        (["--duration", "1h30"], {"minutes": 90, "end": "2026-11-21T20:30:00+01:00"}),
        (["--at", "18:00"], {"start": "2026-11-21T18:00:00+01:00", "day": "2026-11-21"}),
        (["--day", "2026-11-20"], {"start": "2026-11-20T19:00:00+01:00", "day": "2026-11-20"}),
        (["--day", "today", "--at", "7:30"], {"start": "2026-11-22T07:30:00+01:00"}),
        (["--at", ""], {"start": None, "day": "2026-11-21", "zone": None}),
        (["--topic", "etcd", "--activity", "reading"], {"topic": "etcd", "activity": "reading"}),
        (["--note", ""], {"note": ""}),
        (["--tag", "one", "--tag", "#two"], {"tags": ["one", "two"]}),
        (["--focus", "4"], {"focus": 4}),
        (["--credential", ""], {"credentials": []}),
    ],
)
def test_a_study_session_changes_in_what_is_named_and_nothing_else(
    cairn: Cairn, filled: int, options: list[str], changed: dict[str, object]
) -> None:
    before = cairn("show", "s1", "--json").data["session"]
    done = cairn("edit", "s1", *options, "--json")
    assert done.code == 0, done.err
    after = done.data["session"]
    assert {name: after[name] for name in changed} == changed
    may_follow = {"end", "day", "seconds", "minutes", "credentials", "start", "zone"}
    assert {n: v for n, v in after.items() if n not in {*changed, *may_follow}} == {
        n: v for n, v in before.items() if n not in {*changed, *may_follow}
    }
    cairn("undo")
    assert cairn("show", "s1", "--json").data["session"] == before


def test_an_edit_that_overlaps_or_lasts_long_is_asked_about(cairn: Cairn, filled: int) -> None:
    cairn("log", "30m CKA yesterday 21:00")
    assert cairn("edit", "s2", "--at", "19:15").code == 3
    assert cairn("edit", "s2", "--at", "19:15", "--yes").code == 0
    assert cairn("edit", "s1", "--duration", "13h", "--json").data["choices"] == ["--yes"]


def test_an_expense_changes(cairn: Cairn, filled: int) -> None:
    changed = cairn(
        "edit", "e1", "--amount", "140.50", "--vendor", "CNCF", "--kind", "course", "--payer",
        "employer", "--day", "2026-10-02", "--json",
    ).data["expense"]  # fmt: skip
    assert changed["amount"] == {"amount": "140.50", "currency": "EUR"}
    assert (changed["vendor"], changed["kind"], changed["payer"]) == ("CNCF", "course", "employer")
    assert changed["day"] == "2026-10-02"
    assert changed["credentials"][0]["amount"] == changed["amount"]
    dollars = cairn("edit", "e1", "--amount", "99 USD", "--json").data["expense"]
    assert dollars["amount"] == {"amount": "99.00", "currency": "USD"}


def test_a_credential_changes_and_an_empty_text_takes_a_value_away(
    cairn: Cairn, filled: int
) -> None:
    changed = cairn(
        "edit", "CKA", "--title", "Kubernetes Administrator", "--hours", "", "--issuer", "CNCF",
        "--status", "earned", "--earned", "2026-11-20", "--valid-until", "never", "--skill", "k8s",
        "--json",
    ).data["credential"]  # fmt: skip
    assert changed["title"] == "Kubernetes Administrator"
    assert changed["planned_minutes"] is None
    assert (changed["issuer"], changed["state"]) == ("CNCF", "earned")
    assert (changed["validity"], changed["valid_until"]) == ("no_expiry", None)
    assert changed["skills"] == ["k8s"]
    cairn("undo")
    before = cairn("show", "CKA", "--json").data["credential"]
    assert (before["issuer"], before["skills"]) == ("Linux Foundation", [])


def test_what_a_kind_does_not_have_is_wrong_usage(cairn: Cairn, filled: int) -> None:
    assert "--amount" in cairn("edit", "s1", "--amount", "5").err
    assert "--duration" in cairn("edit", "e1", "--duration", "5m").err
    for words in (["s1", "--amount", "5"], ["s1"], ["s1", "--yes"], ["CKA", "--duration", "1h"]):
        assert cairn("edit", *words).code == 2


def test_deleting_a_credential_keeps_its_hours_and_its_spending(cairn: Cairn, filled: int) -> None:
    done = cairn("delete", "CKA", "--json")
    assert done.data["deleted"] == [{"kind": "credential", "id": filled}]
    session = cairn("show", "s1", "--json").data["session"]
    assert session["minutes"] == 45
    assert session["credentials"] == [{"id": None, "title": "CKA", "weight": 1, "seconds": 2700}]
    expense = cairn("show", "e1", "--json").data["expense"]
    assert expense["credentials"][0]["title"] == "CKA"
    cairn("undo")
    assert cairn("show", "s1", "--json").data["session"]["credentials"][0]["id"] == filled


def test_several_sessions_go_in_one_step(cairn: Cairn, filled: int) -> None:
    cairn("log", "30m CKA")
    done = cairn("delete", "s1", "s2")
    assert done.out.count("Deleted s") == 2
    assert cairn("list", "sessions", "--json").data["total"] == 0
    cairn("undo")
    assert cairn("list", "sessions", "--json").data["total"] == 2
    assert cairn("delete", "s1", "e1").code == 2


def test_everything_that_lists_show_can_be_deleted(cairn: Cairn, filled: int) -> None:
    cairn("goal", "8h")
    cairn("goal", "rest", "2026-12-24")
    cairn("plan", "1h CKA tomorrow 10:00")
    cairn("pay", "2026-11-01", "100", "110")
    cairn("attach", "https://example.org", "CKA")
    cairn("edit", "CKA", "--skill", "k8s")
    cairn("reimburse", "e1", "50")
    cairn("edit", "e1", "--refund", "5")
    for name in ("goal", "rest", "plan", "pay", "evidence", "skill", "claim", "refund"):
        done = cairn("delete", f"{name}:1")
        assert done.code == 0, (name, done.err)
        assert cairn("delete", f"{name}:1").code == 1
        assert cairn("undo").code == 0
