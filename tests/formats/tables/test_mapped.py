from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tests.formats.tables.samples import PRAGUE, lines, read
from tracker.domain.words import CredentialState, ExpenseKind, Payer
from tracker.errors import TrackerError
from tracker.formats.tables import Imported, read_mapping, read_table


def mapped(table: str, **mapping: object) -> Imported:
    return read_table(table.encode(), read_mapping(json.dumps(mapping).encode(), PRAGUE))


STUDY = {"kind": "study", "columns": {"When": "day", "Long": "minutes", "What": "project"}}


def test_study_comes_in_by_a_mapping():
    imported = mapped("When,Long,What,Other\n2026-11-22,45,CKA,x\n", **STUDY)

    (session,) = imported.sessions
    assert (imported.format, session.project) == ("csv", "CKA")
    assert (str(session.draft.day), session.draft.start) == ("2026-11-22", None)
    assert session.draft.seconds == 2700


def test_headers_that_speak_for_themselves_need_no_mapping():
    imported = read("study.csv")

    assert [(str(s.draft.day), s.draft.seconds) for s in imported.sessions] == [
        ("2026-11-22", 2700),
        ("2026-11-23", 90),
    ]
    assert lines(imported) == [4]
    assert "minutes → minutes" in imported.notes[0].message


@pytest.mark.parametrize(
    ("header", "row", "start", "seconds"),
    [
        ("Date,Start,End", "2026-11-22,19:00,20:30", "2026-11-22T19:00:00", 5400),
        ("Date,Start,End", "2026-11-22,23:30,00:15", "2026-11-22T23:30:00", 2700),
        ("Start,End", "2026-11-22 19:00,2026-11-22 20:30", "2026-11-22T19:00:00", 5400),
        ("Start,Duration", "2026-11-22T18:00:00Z,1:30", "2026-11-22T19:00:00", 5400),
        (
            "Start,End",
            "2026-11-22T19:00:00+01:00,2026-11-22T19:30:00Z",
            "2026-11-22T19:00:00",
            5400,
        ),
        ("Date,Hours", "2026-11-22 19:00,1.5", "2026-11-22T19:00:00", 5400),
        ("Start,Duration", "11/22/2026 7:00 PM,90 min", "2026-11-22T19:00:00", 5400),
    ],
)
def test_starts_and_lengths_are_read_in_all_their_shapes(header, row, start, seconds):
    (session,) = read_table(f"{header}\n{row}\n".encode(), PRAGUE).sessions

    assert session.draft.start.wall.isoformat() == start
    assert session.draft.seconds == seconds


@pytest.mark.parametrize(
    "row",
    [
        "2026-11-22,0,x",
        "2026-11-22,-5,x",
        "2026-11-22,,x",
        ",45,x",
        "2026-13-01,45,x",
        "22.11.26,45,x",
        "2026-11-22,١٢,x",
        "2026-11-22,1e3,x",
        "2026-11-22,NaN,x",
        "2026-11-22,99999999999999999999999999999999999,x",
    ],
)
def test_what_is_no_day_or_no_length_is_a_problem_of_its_line(row):
    imported = mapped(f"When,Long,What\n2026-11-20,45,good\n{row}\n", **STUDY)

    assert [session.project for session in imported.sessions] == ["good"]
    assert lines(imported) == [3]


def test_a_number_with_one_sign_before_three_digits_is_asked_about():
    table = "When;Long;What\n2026-11-22;1,234;x\n"

    assert mapped(table, **STUDY).needs == ("decimal",)
    assert mapped(table, **STUDY, decimal=",").sessions[0].draft.seconds == 74
    assert mapped(table, **STUDY, decimal=".").sessions[0].draft.seconds == 1234 * 60


SPENDING = {
    "kind": "spending",
    "columns": {"D": "day", "A": "amount", "V": "vendor", "K": "expense_kind", "P": "payer"},
}


@pytest.mark.parametrize(
    ("amount", "minor", "currency"),
    [
        ("49.90", 4990, "EUR"),
        ("€ 49.90", 4990, "EUR"),
        ("49.90 £", 4990, "GBP"),
        ("1299.00 USD", 129900, "USD"),
        ("JPY 5000", 5000, "JPY"),
    ],
)
def test_amounts_come_in_exactly_with_their_currency(amount, minor, currency):
    (expense,) = mapped(f"D,A,V,K,P\n2026-10-01,{amount},Shop,exam,\n", **SPENDING).expenses

    assert (expense.draft.amount_minor, expense.draft.currency) == (minor, currency)
    assert (expense.draft.kind, expense.draft.payer) == (ExpenseKind.EXAM, Payer.SELF)


def test_a_dollar_is_the_records_own_currency_or_no_one_knows():
    table = b"Date,Amount\n2026-10-01,$12.00\n"

    assert lines(read_table(table, PRAGUE)) == [2]
    canadian = read_table(table, replace(PRAGUE, currency="CAD"))
    assert canadian.expenses[0].draft.currency == "CAD"


def test_a_bank_statement_asks_which_sign_was_spent():
    assert read("spending.csv").needs == ("outflow",)

    imported = read("spending.csv", outflow="negative")
    exam, books = (expense.draft for expense in imported.expenses)
    assert (exam.amount_minor, exam.currency, exam.kind) == (39500, "USD", ExpenseKind.EXAM)
    assert (books.amount_minor, books.vendor, books.note) == (104950, "Bookshop", "two volumes")
    assert lines(imported) == [4, 5]
    assert "came in" in imported.problems[0].message


def test_a_row_without_an_amount_is_named_and_the_others_come_in():
    imported = mapped("D,A,V,K,P\n2026-10-01,,Shop,exam,\n2026-10-02,5,Shop,exam,\n", **SPENDING)
    assert len(imported.expenses) == 1
    assert [(p.line, p.message) for p in imported.problems] == [(2, "It says no amount.")]


def test_a_statement_of_negative_amounts_alone_is_spending():
    imported = mapped("D,A,V,K,P\n2026-10-01,-12,Shop,snacks,employer\n", **SPENDING)

    draft = imported.expenses[0].draft
    assert (draft.amount_minor, draft.payer) == (1200, Payer.EMPLOYER)
    # A word that is no kind of ours is kept as a tag.
    assert (draft.kind, draft.tags) == (ExpenseKind.OTHER, ("snacks",))


def test_credentials_come_in_by_their_headers():
    table = (
        "Title,Issuer,Status,Earned,Expires,Hours\nCKA,CNCF,done,2025-11-02,2027-11-02,\n"
        "CKS,CNCF,,,,40\nCKX,CNCF,soon,,,\n"
    )

    imported = read_table(table.encode(), PRAGUE)
    first, second = (credential.draft for credential in imported.credentials)
    assert (first.state, str(first.valid_until)) == (CredentialState.EARNED, "2027-11-02")
    assert (second.state, second.planned_minutes) == (CredentialState.PLANNED, 2400)
    assert lines(imported) == [4]


@pytest.mark.parametrize(
    "mapping",
    [
        b"",
        b"[]",
        b'{"kind": "study"}',
        b'{"kind": "sleep", "columns": {"a": "day"}}',
        b'{"kind": "study", "columns": {"a": "day"}}',
        b'{"kind": "study", "columns": {"a": "day", "b": "amount"}}',
        b'{"kind": "study", "columns": {"a": "minutes", "b": "minutes", "c": "day"}}',
        b'{"kind": "study", "columns": {"a": 3}}',
        b'{"date_order": "ydm"}',
        b'{"zone": "Prague"}',
        b'{"encoding": "zlib"}',
        b'{"currency": "EURO"}',
        b'{"colour": "red"}',
        b'{"decimal": 5}',
    ],
)
def test_a_wrong_mapping_is_refused_in_a_sentence(mapping):
    with pytest.raises(TrackerError) as caught:
        read_mapping(mapping, PRAGUE)
    assert caught.value.message.endswith(".")


def test_a_mapping_whose_columns_are_not_there_names_them():
    refusal = mapped("Date,Minutes\n2026-11-22,5\n", **STUDY).refusal

    assert "when" in refusal
    assert "what" in refusal


def test_answers_alone_can_be_given_for_a_known_format():
    options = read_mapping(b'{"date_order": "mdy", "zone": "America/New_York"}', PRAGUE)

    assert (options.date_order, options.zone, options.mapping) == ("mdy", "America/New_York", None)
