"""Rows as people read them on one line."""

from __future__ import annotations

from datetime import date

from tracker.cli.plainly import plain
from tracker.cli.shapes import end_of
from tracker.domain.durations import format_clock, format_hm
from tracker.domain.money import Money
from tracker.domain.spending import ExpenseRow
from tracker.domain.study import RunningTimer, StudyRow
from tracker.formats.line.show import show_day, show_money, show_time
from tracker.i18n import _

__all__ = ["money_text", "parts", "running_line", "session_line", "session_when", "show_day"]

# Between the facts of a line, as in the window.
_BETWEEN = " · "


def parts(*texts: str) -> str:
    """The texts that are not empty, on one line."""
    return _BETWEEN.join(plain(text) for text in texts if text)


def session_when(row: StudyRow, today: date) -> str:
    """When it was: its day, and from when to when by the clock on its wall."""
    day = show_day(row.day, today)
    if row.start is None:
        return day
    start = row.start.wall
    day = show_day(start.date(), today)
    end = end_of(row)
    if end is None:
        return _("{day} {start}").format(day=day, start=start.strftime("%H:%M"))
    return _("{day} {start}–{end}").format(
        day=day, start=start.strftime("%H:%M"), end=end.wall.strftime("%H:%M")
    )


def session_line(row: StudyRow, today: date) -> str:
    """A study session: how long, for what, how, when."""
    return parts(format_hm(row.seconds), row.title, row.activity, session_when(row, today))


def expense_line(row: ExpenseRow, today: date) -> str:
    """An expense: how much, what for, when."""
    what = row.title or row.vendor
    served = _BETWEEN.join(share.title for share in row.shares)
    return parts(show_money(row.amount), row.kind.text, what, served, show_day(row.day, today))


def running_line(timer: RunningTimer, seconds: int) -> str:
    """The timer: how long, for what, since when."""
    since = _("since {time}").format(time=show_time(timer.start.wall.time().replace(second=0)))
    return parts(format_clock(seconds), timer.title, timer.activity, since)


def money_text(amount: Money | None) -> str:
    """An amount with its currency; nothing where it is not known."""
    return "" if amount is None else show_money(amount)


def day_text(day: date | None) -> str:
    """A day as tables write it; nothing where it is not known."""
    return "" if day is None else day.isoformat()
