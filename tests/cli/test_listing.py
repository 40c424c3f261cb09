from __future__ import annotations

import re

import pytest

from tests.cli.conftest import Cairn
from tracker.cli.plainly import width


@pytest.fixture
def filled(cairn: Cairn, cka: int) -> int:
    cairn("add", "日本語能力試験 N3", "--short", "JLPT")
    cairn("add", "رخصة القيادة", "--short", "قيادة")
    cairn("log", "45m CKA 2026-11-20 19:00 #lab")
    cairn("log", "1h JLPT yesterday 9:00")
    cairn("log", "30m قيادة today")
    cairn("spend", "150 EUR exam CKA 2026-10-01 refund 20")
    cairn("spend", "1200 JPY book JLPT 2026-11-02")
    return cka


def test_the_newest_study_comes_first(cairn: Cairn, filled: int) -> None:
    rows = cairn("list", "sessions", "--json").data["rows"]
    assert [row["minutes"] for row in rows] == [30, 60, 45]


@pytest.mark.parametrize(
    ("options", "minutes"),
    [
        (["--since", "yesterday"], [30, 60]),
        (["--until", "2026-11-20"], [45]),
        (["--since", "2026-11-20", "--until", "2026-11-20"], [45]),
        (["--credential", "CKA"], [45]),
        (["--credential", "JLPT", "--until", "2026-11-20"], []),
        (["--limit", "2"], [30, 60]),
    ],
)
def test_sessions_are_chosen_and_the_total_counts_all_of_the_choice(
    cairn: Cairn, filled: int, options: list[str], minutes: list[int]
) -> None:
    data = cairn("list", "sessions", *options, "--json").data
    assert [row["minutes"] for row in data["rows"]] == minutes
    assert data["total"] == (3 if "--limit" in options else len(minutes))


def test_people_are_told_that_there_is_more(cairn: Cairn, filled: int) -> None:
    out = cairn("list", "sessions", "--limit", "1").out
    assert out.splitlines()[-1].startswith("1 of 3")
    assert cairn("list", "sessions", "--all").out.count("\n") == 4


def test_expenses_and_credentials_are_chosen_too(cairn: Cairn, filled: int) -> None:
    data = cairn("list", "expenses", "--since", "2026-11-01", "--json").data
    assert [row["amount"] for row in data["rows"]] == [{"amount": "1200", "currency": "JPY"}]
    data = cairn("list", "expenses", "--credential", "CKA", "--json").data
    assert [row["refunded"]["amount"] for row in data["rows"]] == ["20.00"]
    titles = [row["short_title"] for row in cairn("list", "credentials", "--json").data["rows"]]
    assert sorted(titles) == sorted(["CKA", "JLPT", "قيادة"])
    one = cairn("list", "credentials", "--credential", "JLPT", "--json").data
    assert (one["total"], one["rows"][0]["logged_minutes"]) == (1, 60)


def test_columns_stand_under_each_other_in_any_script(cairn: Cairn, filled: int) -> None:
    lines = cairn("list", "credentials").out.splitlines()
    status = width(lines[0][: lines[0].index("Status")])
    for line in lines[1:]:
        word = re.search(r"in progress|planned", line)
        assert word is not None
        assert width(line[: word.start()]) == status


def test_every_list_there_is_answers_empty_and_filled(cairn: Cairn, filled: int) -> None:
    for kind in ("skills", "renewals", "goals", "plans", "evidence", "pay"):
        data = cairn("list", kind, "--json").data
        assert data == {"rows": [], "total": 0}
        assert cairn("list", kind).code == 0
    cairn("edit", "CKA", "--skill", "k8s")
    cairn("goal", "8h")
    cairn("plan", "1h CKA tomorrow 10:00")
    cairn("pay", "2026-11-01", "100", "110")
    cairn("attach", "https://example.org", "CKA")
    for kind in ("skills", "goals", "plans", "evidence", "pay"):
        assert cairn("list", kind, "--json").data["total"] == 1, kind
        assert ":1" in cairn("list", kind).out, kind
    skill = cairn("list", "skills", "--json").data["rows"][0]
    assert (skill["credential_ids"], skill["logged_minutes"]) == ([filled], 45)


def test_renewals_tell_what_is_earned_and_needed(cairn: Cairn, cka: int, record_file) -> None:
    from datetime import date

    from tracker.domain.proof import RenewalCycleDraft, RenewalDraft
    from tracker.domain.words import RenewalKind
    from tracker.record import Record

    with Record.open(record_file) as record:
        record.renewals.add_with_cycle(
            RenewalDraft(
                cka, RenewalKind.CPE, 36, "CPE", 40_500, fee_minor=5000, fee_currency="EUR"
            ),
            RenewalCycleDraft(0, date(2026, 1, 1), date(2028, 12, 31)),
        )
    row = cairn("list", "renewals", "--json").data["rows"][0]
    assert (row["units_needed"], row["units_earned"], row["unit"]) == ("40.5", "0", "CPE")
    assert row["fee"] == {"amount": "50.00", "currency": "EUR"}
    assert cairn("list", "renewals", "--until", "2027-01-01", "--json").data["total"] == 0
