from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.services.conftest import credential, log, wall
from tracker.domain.kept import Kept
from tracker.domain.proof import RenewalCategory, RenewalDraft
from tracker.domain.spending import ExpenseDraft
from tracker.domain.words import RenewalKind
from tracker.formats.tables.cells import clean
from tracker.record import Record
from tracker.reports.tables import (
    Table,
    credential_table,
    expense_table,
    kept_table,
    neutralised,
    study_table,
    to_csv,
)


def read(table: Table) -> list[dict[str, str]]:
    text = to_csv(table).decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+49 30", "'+49 30"),
        ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\nx", "'\nx"),
        ("＝1", "'＝1"),
        ("'=1", "''=1"),
        ("'quoted'", "'quoted'"),
        ("ordinary", "ordinary"),
        ("a=b", "a=b"),
        ("", ""),
    ],
)
def test_what_a_spreadsheet_could_calculate_is_neutralised(text: str, safe: str) -> None:
    assert neutralised(text) == safe


@given(st.text(st.sampled_from("'=+-@a ＝"), max_size=6))
def test_the_import_takes_off_exactly_what_was_put_on(text: str) -> None:
    assert clean(neutralised(text))[0] == text.strip()


@given(st.lists(st.text().filter(lambda text: "\x00" not in text and "\r" not in text)))
def test_any_text_survives_the_table(texts: list[str]) -> None:
    try:
        "".join(texts).encode("utf-8")
    except UnicodeEncodeError:
        return
    table = Table("t", ("a", "b"), tuple((text, 1) for text in texts))
    assert [row["a"] for row in read(table)] == [neutralised(text) for text in texts]


def test_study_spending_and_credentials_have_a_row_each(tmp_path) -> None:
    with Record.open(tmp_path / "a.cairn") as record:
        number = credential(record, "=CKA", planned_minutes=90)
        from tracker.domain.study import Share

        log(record, wall(20, 9), 45, shares=(Share(number),), tags=("a", "b"))
        record.spending.add(
            ExpenseDraft(12345, "EUR", date(2026, 11, 1)), refunds=[(45, date(2026, 11, 2))]
        )
        [study] = read(study_table(record.study.page()))
        [expense] = read(expense_table(record.spending.page()))
        [row] = read(credential_table(record.credentials.rows()))
        refunds = record.refunds.all()
    assert (study["start"], study["end"]) == (
        "2026-11-20T09:00:00+01:00",
        "2026-11-20T09:45:00+01:00",
    )
    assert (study["credential"], study["tags"], study["seconds"]) == ("'=CKA", "a, b", "2700")
    assert (expense["amount"], expense["refunded"], expense["net"]) == ("123.45", "0.45", "123.00")
    assert (row["title"], row["planned_hours"], row["logged_hours"]) == ("'=CKA", "1.50", "0.75")
    [refund] = read(kept_table("refunds", refunds, {1: "EUR"}))
    assert (refund["amount"], refund["currency"]) == ("0.45", "EUR")


def test_rows_with_and_without_a_fee_stand_in_the_same_columns() -> None:
    rule = RenewalDraft(1, RenewalKind.PDU, unit="PDU", categories=(RenewalCategory("Ways"),))
    paid = RenewalDraft(2, RenewalKind.FEE, fee_minor=5000, fee_currency="USD")
    without, with_fee = read(kept_table("renewals", [Kept(1, "u", rule), Kept(2, "v", paid)]))
    assert (without["fee"], with_fee["fee"], with_fee["fee_currency"]) == ("", "50.00", "USD")
    assert without["categories"] == "Ways"
