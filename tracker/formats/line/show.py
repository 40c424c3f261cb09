"""How a chip or a question writes a day, a time or an amount."""

from __future__ import annotations

from datetime import date, time

from tracker.domain.money import Money
from tracker.i18n import _


def show_day(day: date, today: date) -> str:
    """`Sun 22 Nov`, with the year where it is not that of `today`."""
    weekday, month = _weekdays()[day.weekday()], _months()[day.month - 1]
    if day.year == today.year:
        return _("{weekday} {day} {month}").format(weekday=weekday, day=day.day, month=month)
    return _("{weekday} {day} {month} {year}").format(
        weekday=weekday, day=day.day, month=month, year=day.year
    )


def show_time(at: time) -> str:
    """`19:00`; with its seconds where it has any."""
    return at.strftime("%H:%M:%S" if at.second else "%H:%M")


def show_money(money: Money) -> str:
    """`150.00 EUR`."""
    return _("{amount} {currency}").format(amount=money.plain(), currency=money.currency)


def _weekdays() -> tuple[str, ...]:
    return (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))


def _months() -> tuple[str, ...]:
    return (
        _("Jan"),
        _("Feb"),
        _("Mar"),
        _("Apr"),
        _("May"),
        _("Jun"),
        _("Jul"),
        _("Aug"),
        _("Sep"),
        _("Oct"),
        _("Nov"),
        _("Dec"),
    )
