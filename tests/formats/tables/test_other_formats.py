from __future__ import annotations

import json

import pytest

from tests.formats.tables.samples import FOLDER, PRAGUE, lines, read
from tracker.domain.words import CredentialKind, CredentialState, Validity
from tracker.formats.tables import read_table


def test_clockify_with_the_day_first_is_known_by_a_day_above_the_twelfth():
    imported = read("clockify-slashes.csv")

    assert imported.format == "clockify"
    walls = [session.draft.start.wall.isoformat() for session in imported.sessions]
    assert walls == ["2026-11-19T15:00:00", "2026-11-03T09:00:00"]
    assert imported.sessions[0].draft.tags == ("lab",)


def test_clockify_with_ambiguous_days_asks_and_then_reads_halves_of_the_day():
    assert read("clockify-ambiguous.csv").needs == ("date_order",)

    (session,) = read("clockify-ambiguous.csv", date_order="mdy").sessions
    assert session.draft.start.wall.isoformat() == "2026-03-04T10:23:52"
    assert (session.draft.seconds, session.draft.topic) == (3601, "Reading")


def test_clockify_without_durations_takes_the_time_between_start_and_end():
    (session,) = read("clockify-short.csv").sessions

    assert (session.draft.seconds, session.draft.topic, session.draft.note) == (
        3601,
        "Labs",
        "Pods",
    )


def test_timewarriors_export_and_its_data_give_the_same_sessions():
    exported, data = read("timewarrior.json"), read("timewarrior.data")

    assert (exported.format, data.format) == ("timewarrior", "timewarrior")
    keys = [
        [session.draft.source_key for session in imported.sessions[:2]]
        for imported in (exported, data)
    ]
    assert keys[0] == keys[1]
    first, second = exported.sessions
    assert (first.project, first.draft.note, first.draft.tags) == ("CKA", "chapter 4", ("CKA",))
    assert second.project == ""
    assert second.draft.tags == ("reading", "Kubernetes basics")
    assert second.draft.start.wall.isoformat() == "2026-11-22T00:00:00"
    assert lines(exported) == [3]
    assert lines(data) == [4, 5, 6]


def test_timewarriors_quotes_and_marks_are_taken_apart():
    line = r'inc 20261120T190000Z - 20261120T200000Z # "a \"b\" # c" d#e # "with \"quotes\""'

    (session,) = read_table(line.encode(), PRAGUE).sessions
    assert session.draft.tags == ('a "b" # c', "d#e")
    assert session.draft.topic == 'with "quotes"'


def test_an_export_that_powershell_wrote_as_utf_16_is_read():
    document = json.dumps(json.loads((FOLDER / "timewarrior.json").read_text()))

    imported = read_table(document.encode("utf-16"), PRAGUE)
    assert len(imported.sessions) == 2


def test_linkedins_certifications_come_in_as_earned():
    imported = read("linkedin.csv")

    assert imported.format == "linkedin"
    first, course, odd, *same = imported.credentials
    draft = first.draft
    assert (draft.title, draft.issuer, draft.identifier) == (
        "Certified Kubernetes Administrator",
        "The Linux Foundation",
        "LF-123",
    )
    assert (str(draft.earned_on), str(draft.valid_until)) == ("2025-11-01", "2027-11-30")
    assert (draft.state, draft.validity) == (CredentialState.EARNED, Validity.EXPIRES)
    assert "Nov 2025" in draft.note
    assert first.line == 5
    assert course.draft.kind is CredentialKind.CERTIFICATE_OF_COMPLETION
    assert course.draft.validity is Validity.UNKNOWN
    assert (odd.draft.url, odd.draft.earned_on) == ("", None)
    assert [credential.draft.title for credential in same] == ["Same", "Same"]
    assert same[0].draft.source_key != same[1].draft.source_key
    assert lines(imported) == [8, 9, 10]
    assert [note.line for note in imported.notes] == [7, 7]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Nov 2026", "2026-11-01"),
        ("November 2026", "2026-11-01"),
        ("nov. 2026", "2026-11-01"),
        ("Dez 2026", "2026-12-01"),
        ("août 2026", "2026-08-01"),
        ("febrero de 2026", "2026-02-01"),
        ("2026-11", "2026-11-01"),
        ("11/2026", "2026-11-01"),
        ("2026-11-22", "2026-11-22"),
        ("22/11/2026", "2026-11-22"),
        ("2026", "None"),
        ("", "None"),
    ],
)
def test_linkedins_months_are_read_in_all_their_shapes(written, expected):
    table = f"Name,Url,Authority,Started On\nCKA,,CNCF,{written}\n"

    (credential,) = read_table(table.encode(), PRAGUE).credentials
    assert str(credential.draft.earned_on) == expected


def test_linkedins_ambiguous_days_are_asked_about():
    table = b"Name,Url,Authority,Started On\nCKA,,CNCF,03/04/2026\n"

    assert read_table(table, PRAGUE).needs == ("date_order",)
