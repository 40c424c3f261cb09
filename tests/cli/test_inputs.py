from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime

import pytest

from tracker.cli.inputs import (
    conventions,
    read_amount,
    read_day,
    read_hours,
    read_seconds,
    read_start,
    read_word,
)
from tracker.domain.instants import Moment
from tracker.domain.money import Money
from tracker.domain.words import CredentialKind, CredentialState
from tracker.errors import TrackerError
from tracker.formats.line import Candidate, LineContext

NOW = Moment.of(datetime(2026, 11, 22, 19, 30, tzinfo=UTC), "Europe/Prague")
# A credential by such a name must not change what a day means.
CONTEXT = LineContext(NOW, 0, "EUR", (Candidate(1, "Yesterday"), Candidate(2, "22 Nov")))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-20", date(2026, 11, 20)),
        ("yesterday", date(2026, 11, 21)),
        ("22 nov", date(2026, 11, 22)),
        ("2 days ago", date(2026, 11, 20)),
        (" today ", date(2026, 11, 22)),
    ],
)
def test_a_day_is_read_as_in_a_line(text: str, day: date) -> None:
    assert read_day(text, CONTEXT) == day


@pytest.mark.parametrize("text", ["", "soon", "2026-13-01", "19:00", "yesterday 19:00", "45m"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(TrackerError, match="not a day"):
        read_day(text, CONTEXT)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("19:00", datetime(2026, 11, 22, 18, 0, tzinfo=UTC)),
        ("yesterday 19:00", datetime(2026, 11, 21, 18, 0, tzinfo=UTC)),
        ("2026-07-01 19:00", datetime(2026, 7, 1, 17, 0, tzinfo=UTC)),
        ("2026-07-01T19:00:30", datetime(2026, 7, 1, 17, 0, 30, tzinfo=UTC)),
        ("2026-07-01T19:00:00+00:00", datetime(2026, 7, 1, 19, 0, tzinfo=UTC)),
    ],
)
def test_a_time_is_read_in_the_persons_zone(text: str, at: datetime) -> None:
    assert read_start(text, CONTEXT).at == at


@pytest.mark.parametrize("text", ["", "yesterday", "2026-11-22", "25:00", "CKA 19:00"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(TrackerError):
        read_start(text, CONTEXT)


def test_a_time_that_the_clocks_skipped_names_those_around_it() -> None:
    with pytest.raises(TrackerError, match="never showed"):
        read_start("2026-03-29 02:30", CONTEXT)


@pytest.mark.parametrize(
    ("text", "seconds"), [("8h", 28800), ("45m", 2700), ("1h30", 5400), ("90", 5400)]
)
def test_a_length_of_time_is_read(text: str, seconds: int) -> None:
    assert read_seconds(text, CONTEXT) == seconds


@pytest.mark.parametrize("text", ["", "long", "45m CKA", "yesterday", "-5m"])
def test_what_is_no_length_of_time_is_refused(text: str) -> None:
    with pytest.raises(TrackerError):
        read_seconds(text, CONTEXT)


@pytest.mark.parametrize(
    ("text", "minutes"), [("65", 3900), ("65h", 3900), ("1.5", 90), ("1,5 h", 90), ("0.25", 15)]
)
def test_hours_are_read_as_minutes(text: str, minutes: int) -> None:
    assert read_hours(text) == minutes


@pytest.mark.parametrize("text", ["", "many", "nan", "inf", "1e999999"])
def test_what_is_no_number_of_hours_is_refused(text: str) -> None:
    with pytest.raises(TrackerError):
        read_hours(text)


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("150", Money(15000, "EUR")),
        ("149.90 USD", Money(14990, "USD")),
        ("$49.99", Money(4999, "USD")),
        ("52000 EUR", Money(5200000, "EUR")),
        ("1200 JPY", Money(1200, "JPY")),
    ],
)
def test_an_amount_has_the_currency_that_is_named_or_usual(text: str, money: Money) -> None:
    assert read_amount(text, "EUR") == money


@pytest.mark.parametrize("text", ["", "much", "150 EUR exam", "5 EUR 6 EUR"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(TrackerError):
        read_amount(text, "EUR")


def test_words_are_read_by_their_value_and_their_text() -> None:
    for text in ("in_progress", "in progress", "In-Progress"):
        assert read_word(text, CredentialState, "status") is CredentialState.IN_PROGRESS
    assert read_word("micro-credential", CredentialKind, "kind") is CredentialKind.MICRO_CREDENTIAL
    with pytest.raises(TrackerError, match="status"):
        read_word("sleepy", CredentialState, "status")


@pytest.mark.parametrize(
    ("locale", "day_first", "decimal_comma"),
    [
        ("en_US.UTF-8", False, False),
        ("en_GB.UTF-8", True, False),
        ("de_DE.UTF-8", True, True),
        ("de_CH.UTF-8", True, False),
        ("es_MX", True, False),
        ("C.UTF-8", True, False),
        ("", True, False),
    ],
)
def test_the_locale_says_how_dates_and_numbers_are_written(
    monkeypatch: pytest.MonkeyPatch, locale: str, day_first: bool, decimal_comma: bool
) -> None:
    for name in ("LC_NUMERIC", "LC_TIME", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", locale)
    told = conventions()
    assert (told["day_first"], told["decimal_comma"]) == (day_first, decimal_comma)


def test_the_context_decides_which_number_is_the_month() -> None:
    american = dataclasses.replace(CONTEXT, day_first=False)
    assert read_day("5/6/2026", CONTEXT) == date(2026, 6, 5)
    assert read_day("5/6/2026", american) == date(2026, 5, 6)
