"""What a person types into a small field, read with the words of the one-line parser.

Each function gives the value, None for an empty text, and raises `ValueError` with a sentence for
the person where the text can't be read.
"""

from __future__ import annotations

import re
from datetime import date, time
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale

from tracker.domain.money import Money
from tracker.i18n import _, language

if TYPE_CHECKING:
    from tracker.formats.line.model import LineContext
    from tracker.formats.line.words import WordTable


def day_first() -> bool:
    """Whether the person's locale writes the day before the month."""
    pattern = QLocale().dateFormat(QLocale.FormatType.ShortFormat)
    return "d" in pattern and pattern.find("d") < pattern.find("M")


def decimal_comma() -> bool:
    """Whether the person's locale writes decimals behind a comma."""
    return QLocale().decimalPoint() == ","


def read_day(text: str, today: date) -> date | None:
    """A day such as `yesterday`, `22 nov`, `22.11.`, `2026-11-22`, seen from `today`.

    Or as the locale writes it, which is how a field shows it: `di 24. Nov. 2026`.
    """
    text = text.strip()
    if not text:
        return None
    try:
        return _read_day(text, today)
    except ValueError:
        plain = _by_plain_names(text)
        if plain == text:
            raise
        try:
            return _read_day(plain, today)
        except ValueError:
            pass  # What is told quotes what was typed.
        raise


def _read_day(text: str, today: date) -> date:
    from tracker.formats.line.days import find_days, settle
    from tracker.formats.line.sheet import Sheet

    found, problems = find_days(Sheet(text), _context(today), _table(), today)
    if problems:
        raise ValueError(problems[0].message)
    day, contrary = settle(found)
    if contrary or day is None or _left(text, [(one.start, one.end) for one in found]):
        raise ValueError(
            _("«{text}» is no day. Write it as {example} or «yesterday».").format(
                text=text[:40],
                example=QLocale().toString(
                    QDate(today.year, today.month, today.day), QLocale.FormatType.ShortFormat
                ),
            )
        )
    return day.day


def _by_plain_names(text: str) -> str:
    """`text` with the locale's names of days and months in English, without what joins them."""
    days, months = _plain_names(QLocale().name())

    def plain(word: re.Match[str]) -> str:
        # Spanish «mar» is a Tuesday before the number and March behind it.
        name, first, then = _bare_name(word[0]), days, months
        if word.start():
            first, then = months, days
        return first.get(name, then.get(name, word[0]))

    told = re.sub(r"[^\W\d_]+\.?", plain, text.replace("،", " "))
    return " ".join(re.sub(r"(?<=\d)\.(?=\s)", "", told).split())


@lru_cache(maxsize=4)
def _plain_names(_locale: str) -> tuple[dict[str, str], dict[str, str]]:
    """The locale's names of days, and of months with the words between them, each in English."""
    here, english = QLocale(), QLocale("en")
    joints = re.findall(r"'([^']*)'", here.dateFormat(QLocale.FormatType.LongFormat))
    days: dict[str, str] = {}
    months = {_bare_name(word): "" for joint in joints for word in joint.split()}
    for kind in (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat):
        for n in range(1, 13):
            for name in (here.monthName(n, kind), here.standaloneMonthName(n, kind)):
                months[_bare_name(name)] = english.monthName(n)
        for n in range(1, 8):
            for name in (here.dayName(n, kind), here.standaloneDayName(n, kind)):
                days[_bare_name(name)] = english.dayName(n)
    return days, months


def _bare_name(word: str) -> str:
    return word.rstrip(".").casefold()


def read_clock(text: str) -> time | None:
    """A wall time such as `19:00`, `1900`, `19.00`, `7pm` or `noon`."""
    text = text.strip()
    if not text:
        return None
    from tracker.formats.line.single import time_alone

    found = time_alone(text, _table())
    if found is None:
        raise ValueError(_("«{text}» is no time. Write it as 19:00 or 7pm.").format(text=text[:40]))
    return found


def read_length(text: str) -> int | None:
    """A length of time [s] such as `45m`, `1h30`, `1.5 h`; a bare number is minutes."""
    text = text.strip()
    if not text:
        return None
    from tracker.formats.line.single import length_alone

    seconds = length_alone(text, _table())
    if seconds is None:
        raise ValueError(
            _("«{text}» is no length of time. Write it as 45m or 1h30.").format(text=text[:40])
        )
    return seconds


def read_hours(text: str) -> int | None:
    """A length of time [s] as `read_length`, but a bare number is hours."""
    plain = text.strip().replace(",", ".")
    if re.fullmatch(r"\d{1,5}(?:\.\d{1,2})?", plain):
        return round(Decimal(plain) * 3600)
    return read_length(text)


def read_amount(text: str, currency: str) -> Money | None:
    """An amount such as `150`, `1,299.00` or `49,90 €`; a currency in the text wins."""
    text = text.strip()
    if not text:
        return None
    from tracker.errors import TrackerError
    from tracker.formats.line.amounts import find_amounts, read_number
    from tracker.formats.line.sheet import Sheet

    today = date(2000, 1, 1)  # An amount does not depend on the day.
    with_sign = find_amounts(Sheet(text), _context(today, currency), _table())
    if with_sign and not _left(text, [(one.start, one.end) for one in with_sign]):
        text, currency = with_sign[0].text, with_sign[0].currency or currency
    number = (
        read_number(text, currency, decimal_comma=decimal_comma())
        if re.fullmatch(r"\d[\d.,' \u00a0\u202f’]*", text)
        else None
    )
    if number is None:
        raise ValueError(
            _("«{text}» is no amount. Write it as {example}.").format(
                text=text[:40], example=QLocale().toString(150.0, "f", 2)
            )
        )
    try:
        return Money.of(number.value, currency)
    except TrackerError as error:
        raise ValueError(str(error)) from None


def read_number(text: str) -> Decimal | None:
    """A number such as `4`, `1.5` or `1,5`."""
    text = text.strip()
    if not text:
        return None
    plain = re.sub(r"[ \u00a0\u202f'’]", "", text)
    if not re.fullmatch(r"\d{1,12}(?:[.,]\d{1,3})?", plain):
        raise ValueError(_("«{text}» is no number. Write it as 4 or 1.5.").format(text=text[:40]))
    return Decimal(plain.replace(",", "."))


def write_day(day: date | None) -> str:
    """A day as its field shows it: with weekday and year, so that a slip is seen."""
    if day is None:
        return ""
    from tracker.ui.numbers import day_short, weekday_short

    # Seen from another year than its own, so that the year stands there.
    full = day_short(day, day.replace(year=day.year - 1, day=1))
    return _("{weekday} {day}").format(weekday=weekday_short(day), day=full)


def write_clock(at: time | None) -> str:
    """A time as its field shows it: `19:00`."""
    from tracker.ui.numbers import time_short

    return "" if at is None else time_short(at)


def write_length(seconds: int | None) -> str:
    """A length as its field shows it: `1 h 35 m`, with seconds where there are any."""
    if seconds is None:
        return ""
    from tracker.domain.durations import format_hm

    minutes, rest = divmod(seconds, 60)
    if not rest:
        return format_hm(seconds)
    text = _("{seconds} s").format(seconds=rest)
    if not minutes:
        return text
    return _("{minutes} {seconds}").format(minutes=format_hm(minutes * 60), seconds=text)


def write_amount(money: Money | None) -> str:
    """An amount as its field shows it, without its currency and without groups."""
    if money is None:
        return ""
    return money.plain().replace(".", QLocale().decimalPoint())


def write_number(value: Decimal | None) -> str:
    """A number as its field shows it, without zeros at its end."""
    if value is None:
        return ""
    text = f"{value.normalize():f}" if value else "0"
    return text.replace(".", QLocale().decimalPoint())


def _left(text: str, spans: list[tuple[int, int]]) -> str:
    """What of `text` lies in none of `spans`, without the signs between them."""
    letters = list(text)
    for start, end in spans:
        letters[start:end] = " " * (end - start)
    return "".join(letters).strip(" ,")


def _table() -> WordTable:
    from tracker.formats.line.words import table_for

    return table_for(language())


@lru_cache(maxsize=8)
def _context(today: date, currency: str = "EUR") -> LineContext:
    from datetime import UTC, datetime

    from tracker.domain.instants import Moment
    from tracker.formats.line.model import LineContext

    noon = datetime(today.year, today.month, today.day, 12, tzinfo=UTC)
    return LineContext(
        now=Moment(noon, "UTC", 0),
        day_starts_at=0,
        currency=currency,
        candidates=(),
        day_first=day_first(),
        decimal_comma=decimal_comma(),
    )
