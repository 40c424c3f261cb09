from __future__ import annotations

from datetime import date, time

import pytest
from PySide6.QtCore import QLocale

from tracker.domain.money import Money
from tracker.ui import reading

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def british(qapp):
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("", None),
        ("yesterday", date(2026, 11, 22)),
        ("22.11.", date(2026, 11, 22)),
        ("2/12/2026", date(2026, 12, 2)),
        ("2026-02-28", date(2026, 2, 28)),
        ("sun 22 nov", date(2026, 11, 22)),
        ("22 Nov 2029", date(2029, 11, 22)),
    ],
)
def test_a_day_is_typed_in_many_ways(text: str, day: date | None) -> None:
    assert reading.read_day(text, TODAY) == day


@pytest.mark.parametrize("text", ["foo", "31 feb", "mon 22 nov", "yesterday 3", "99"])
def test_what_is_no_day_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match="day"):
        reading.read_day(text, TODAY)


def test_a_shown_day_tells_its_weekday_and_its_year() -> None:
    assert reading.write_day(date(2029, 11, 22)) == "Thu 22 Nov 2029"


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("1259", time(12, 59)),
        ("12:59", time(12, 59)),
        ("12.59", time(12, 59)),
        ("1pm", time(13)),
        ("930", time(9, 30)),
        ("7", time(7)),
    ],
)
def test_a_time_is_typed_in_many_ways(text: str, at: time) -> None:
    assert reading.read_clock(text) == at


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("45", 2700),
        ("45m", 2700),
        ("1h30", 5400),
        ("1.5", 5400),
        ("1,5 h", 5400),
        ("2:30", 9000),
        ("1 h 35 m 20 s", 5720),
    ],
)
def test_a_length_is_typed_in_many_ways(text: str, seconds: int) -> None:
    assert reading.read_length(text) == seconds
    assert reading.read_length(reading.write_length(seconds)) == seconds


def test_a_bare_number_is_minutes_for_a_session_and_hours_for_a_plan() -> None:
    assert reading.read_length("65") == 65 * 60
    assert reading.read_hours("65") == 65 * 3600
    assert reading.read_hours("90m") == 90 * 60


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("150", Money(15000, "EUR")),
        ("1,299.00", Money(129900, "EUR")),
        ("49,90 €", Money(4990, "EUR")),
        ("20 USD", Money(2000, "USD")),
    ],
)
def test_an_amount_may_bring_its_currency(text: str, money: Money) -> None:
    assert reading.read_amount(text, "EUR") == money


@pytest.mark.parametrize("text", ["x", "-5", "12 monkeys"])
def test_what_is_no_amount_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match="amount"):
        reading.read_amount(text, "EUR")
