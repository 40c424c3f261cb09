"""Numbers, money and dates as the person's locale writes them. Unknown is said, never zero."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from functools import lru_cache

from PySide6.QtCore import QCollator, QCollatorSortKey, QDate, QLocale, Qt, QTime

from tracker.domain.durations import format_clock, format_hm
from tracker.domain.money import Money
from tracker.i18n import _, isolated, pgettext

_NBSP = "\u00a0"
_SPACES = re.compile(r"\s{2,}")
# Signs that stand for one currency wherever they are read; all others are written as their code.
_SIGNS = {"EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹", "USD": "US$", "CAD": "CA$", "AUD": "A$"}


def unknown() -> str:
    """The word for what is not known."""
    return _("unknown")


def hours(minutes: int | None) -> str:
    """Whole minutes as `45 m` or `1 h 35 m`."""
    return unknown() if minutes is None else format_hm(minutes * 60)


def duration(seconds: int | None) -> str:
    """Seconds as `45 m` or `1 h 35 m`; the running second is not shown."""
    return unknown() if seconds is None else format_hm(seconds)


def clock(seconds: int) -> str:
    """Seconds as a running timer shows them: `0:42:17`."""
    return format_clock(seconds)


def count(number: int | None) -> str:
    """A whole number with the locale's groups: `1,240`."""
    return unknown() if number is None else QLocale().toString(number)


def spoken(number: int) -> str:
    """A number as a sentence speaks it: in words up to twelve, in figures beyond."""
    words = (
        pgettext("how many", "no"),
        _("one"),
        _("two"),
        _("three"),
        _("four"),
        _("five"),
        _("six"),
        _("seven"),
        _("eight"),
        _("nine"),
        _("ten"),
        _("eleven"),
        _("twelve"),
    )
    return words[number] if 0 <= number < len(words) else count(number)


def percent(fraction: float | None) -> str:
    """A fraction (1 is all) as whole percent, rounded down so that 100 % means all: `62 %`."""
    if fraction is None:
        return unknown()
    # A float such as 0.29 times 100 is a hair below 29: it is 29 all the same.
    return _("{n} %").format(n=count(int(fraction * 100 + 1e-9)))


def money(amount: Money | None, *, is_short: bool = False) -> str:
    """An amount with its currency: `€6.33`; `is_short` leaves out decimals that are zero."""
    if amount is None:
        return unknown()
    locale, value = QLocale(), amount.amount
    decimals = max(0, -int(value.as_tuple().exponent)) if value.is_finite() else 0
    if is_short and value == value.to_integral_value():
        decimals = 0
    text = locale.toCurrencyString(float(abs(value)), _sign(locale, amount.currency), decimals)
    text = _SPACES.sub(_NBSP, text.strip(_NBSP + " "))
    return _("−{amount}").format(amount=text) if value < 0 else text


def _sign(locale: QLocale, currency: str) -> str:
    own = locale.currencySymbol(QLocale.CurrencySymbolFormat.CurrencyIsoCode)
    if own == currency:
        return locale.currencySymbol()
    # A code of letters keeps its distance from the digits on either side.
    return _SIGNS.get(currency, f"{_NBSP}{currency}{_NBSP}")


def day_long(day: date) -> str:
    """A day in full: `Monday, 23 November 2026`."""
    return QLocale().toString(_qdate(day), QLocale.FormatType.LongFormat)


def day_title(day: date) -> str:
    """A day for a heading, without its year: `Monday, 23 November`."""
    text = QLocale().toString(_qdate(day), _patterns(QLocale().name())[0])
    # A heading begins with a capital where the language writes weekdays without one.
    return text[:1].title() + text[1:]


def day_short(day: date, today: date | None = None) -> str:
    """A day in a table: `14 Dec`; with its year where that is not the year of `today`."""
    brief, full = _patterns(QLocale().name())[1:]
    is_this_year = today is None or day.year == today.year
    return QLocale().toString(_qdate(day), brief if is_this_year else full)


def day_near(day: date, today: date) -> str:
    """A day as one speaks of it: `Today`, `Yesterday`, `Sun` within the last week, `14 Nov`."""
    ago = (today - day).days
    if ago == 0:
        return _("Today")
    if ago == 1:
        return _("Yesterday")
    if 1 < ago < 7:
        return weekday_short(day)
    return day_short(day, today)


def day_spoken(day: date, today: date) -> str:
    """A day within a sentence: `today`, `yesterday`, `tomorrow`, `Sun 15 Nov`."""
    near = {0: _("today"), 1: _("yesterday"), -1: _("tomorrow")}.get((today - day).days)
    if near is not None:
        return near
    return _("{weekday} {day}").format(weekday=weekday_short(day), day=day_short(day, today))


def when_spoken(wall: datetime, today: date) -> str:
    """A wall time with its day within a sentence: `yesterday 19:00`, `Sun 15 Nov 19:00`."""
    return _("{day} {time}").format(day=day_spoken(wall.date(), today), time=time_short(wall))


def weekday_short(day: date) -> str:
    """The short name of a day of the week: `Sun`."""
    short = QLocale.FormatType.ShortFormat
    return QLocale().standaloneDayName(day.isoweekday(), short)


def weekday_letter(day: date) -> str:
    """The weekday of `day` in as few letters as the language knows: «M»."""
    return QLocale().standaloneDayName(day.isoweekday(), QLocale.FormatType.NarrowFormat)


def weekday_long(day: date) -> str:
    """The name of a day of the week in full: `Sunday`."""
    return QLocale().standaloneDayName(day.isoweekday(), QLocale.FormatType.LongFormat)


def month_long(day: date) -> str:
    """The name of a month with its year: `November 2026`."""
    name = QLocale().standaloneMonthName(day.month)
    return _("{month} {year}").format(month=name, year=day.year)


def month_short(day: date) -> str:
    """The short name of a month with its year: `Nov 2026`."""
    name = QLocale().standaloneMonthName(day.month, QLocale.FormatType.ShortFormat)
    return pgettext("short", "{month} {year}").format(month=name, year=day.year)


def time_short(at: datetime | time) -> str:
    """A wall time: `07:10`, or `7:10 AM` where that is how it is written."""
    return QLocale().toString(QTime(at.hour, at.minute), QLocale.FormatType.ShortFormat)


def when(wall: datetime, today: date) -> str:
    """A wall time with its day: `Today 07:10`, `Sun 20:05`, `14 Nov 09:30`."""
    return _("{day} {time}").format(day=day_near(wall.date(), today), time=time_short(wall))


def listed(names: Iterable[str]) -> str:
    """Names as a sentence lists them: `A, B and C`."""
    return QLocale().createSeparatedList([isolated(name) for name in names])


def by_name(text: str) -> QCollatorSortKey:
    """What sorts a name as the language does: «Ä» beside «A», «B9» before «B10», case aside."""
    return _collator(QLocale().name()).sortKey(text)


@lru_cache(maxsize=4)
def _collator(_locale: str) -> QCollator:
    collator = QCollator(QLocale())
    collator.setNumericMode(True)
    collator.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    return collator


def first_weekday() -> int:
    """The day on which the locale's week begins: 0 for Monday to 6 for Sunday."""
    return QLocale().firstDayOfWeek().value - 1


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


# A year in one of Qt's date patterns, with the word, sign or comma that belongs to it.
_YEAR = re.compile(r"(?:[,،\s]|'[^']*'|[./-])*y+(?:\s*'[^']*'|年|년)?[,.]?")
_WEEKDAY = re.compile(r"(?:[,،\s]|'[^']*')*d{3,4}(?:[,،\s]|'[^']*')*")


@lru_cache(maxsize=8)
def _patterns(_locale: str) -> tuple[str, str, str]:
    """Qt's patterns for a heading, for a day of this year and for one of another year."""
    locale = QLocale()
    whole = locale.dateFormat(QLocale.FormatType.LongFormat)
    title = _YEAR.sub("", whole, count=1).strip(" ,")
    full = _WEEKDAY.sub("", whole, count=1).strip(" ,").replace("MMMM", "MMM")
    if locale.language() == QLocale.Language.Spanish:
        # «23 nov 2026» beside «23 de noviembre de 2026», as CLDR has it.
        full = full.replace(" 'de' ", " ")
    brief = _YEAR.sub("", full, count=1).strip(" ,")
    return title, brief, full
