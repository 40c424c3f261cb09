from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from PySide6.QtCore import QLocale

from tracker.domain.money import Money
from tracker.ui import numbers

DAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def british() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(before)


def test_what_is_unknown_is_said_and_never_zero() -> None:
    for write in (numbers.hours, numbers.duration, numbers.count, numbers.percent, numbers.money):
        assert write(None) == "unknown"


def test_hours_and_clock() -> None:
    assert numbers.hours(95) == "1 h 35 m"
    assert numbers.duration(45 * 60 + 59) == "45 m"
    assert numbers.clock(2537) == "0:42:17"


@pytest.mark.parametrize(
    ("fraction", "text"), [(0, "0 %"), (0.29, "29 %"), (0.999, "99 %"), (1, "100 %")]
)
def test_percent_says_all_only_when_it_is_all(fraction: float, text: str) -> None:
    assert numbers.percent(fraction) == text


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        ("6.33", "EUR", "€6.33"),
        ("1240", "EUR", "€1,240.00"),
        ("150", "JPY", "¥150"),
        ("-6.33", "EUR", "−€6.33"),
        ("6.3", "CHF", "CHF\u00a06.30"),
        ("20", "GBP", "£20.00"),
    ],
)
def test_money_carries_its_currency(amount: str, currency: str, text: str) -> None:
    assert numbers.money(Money.of(amount, currency)) == text


def test_short_money_leaves_out_decimals_that_say_nothing() -> None:
    assert numbers.money(Money.of("1240", "EUR"), is_short=True) == "€1,240"
    assert numbers.money(Money.of("1240.50", "EUR"), is_short=True) == "€1,240.50"


@pytest.mark.parametrize(
    ("locale", "title", "short", "other_year"),
    [
        ("en_GB", "Monday, 23 November", "23 Nov", "23 Nov 2026"),
        ("en_US", "Monday, November 23", "Nov 23", "Nov 23, 2026"),
        ("de_DE", "Montag, 23. November", "23. Nov.", "23. Nov. 2026"),
        ("es_ES", "Lunes, 23 de noviembre", "23 nov", "23 nov 2026"),
        ("ja_JP", "11月23日月曜日", "11月23日", "2026年11月23日"),
        ("hu_HU", "November 23., hétfő", "nov. 23.", "2026. nov. 23."),
    ],
)
def test_dates_are_written_as_the_locale_writes_them(
    locale: str, title: str, short: str, other_year: str
) -> None:
    QLocale.setDefault(QLocale(locale))
    assert numbers.day_title(DAY) == title
    assert numbers.day_short(DAY, DAY) == short
    assert numbers.day_short(DAY, date(2027, 1, 1)) == other_year


@pytest.mark.parametrize(
    ("wall", "text"),
    [
        (datetime(2026, 11, 23, 7, 10), "Today 07:10"),
        (datetime(2026, 11, 22, 20, 5), "Yesterday 20:05"),
        (datetime(2026, 11, 17, 20, 5), "Tue 20:05"),
        (datetime(2026, 11, 16, 20, 5), "16 Nov 20:05"),
        (datetime(2026, 11, 24, 9, 0), "24 Nov 09:00"),
    ],
)
def test_a_time_is_written_with_the_day_as_one_speaks_of_it(wall: datetime, text: str) -> None:
    assert numbers.when(wall, DAY) == text


def test_the_week_begins_where_the_locale_begins_it() -> None:
    assert numbers.first_weekday() == 0
    QLocale.setDefault(QLocale("en_US"))
    assert numbers.first_weekday() == 6
