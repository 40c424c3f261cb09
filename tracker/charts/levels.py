"""Where grid lines stand: round values, few of them."""

from __future__ import annotations

from datetime import date, timedelta
from math import ceil, floor, log10

from tracker.charts.look import Words
from tracker.i18n import pgettext

# A shorter stretch is labelled by weeks, a longer one by months, a very long one by years.
_LEAST_MONTHS_DAYS, _LEAST_YEARS_DAYS = 70, 3 * 366
_ROUND = (1.0, 2.0, 2.5, 5.0, 10.0)
_HOUR = 3600
# Below two hours grid lines stand at whole quarters [s].
_SHORT_STEPS = (300, 900, 1800)


def round_step(most: float, lines: int = 4) -> float:
    """The distance of grid lines from 0 up to `most`: round, and at most `lines` of them above 0.

    `most` is above 0.
    """
    least = most / lines
    power = 10 ** floor(log10(least))
    return next(step * power for step in _ROUND if step * power >= least - 1e-9)


def levels_up_to(most: float, step: float) -> list[float]:
    """The grid values from 0 to the first at or above `most`."""
    return [step * n for n in range(ceil(most / step - 1e-9) + 1)]


def levels_between(least: float, most: float, lines: int = 5) -> list[float]:
    """Round grid values that span `least` to `most`, 0 among them where it lies between."""
    if most <= least:
        most = least + 1
    step = round_step(most - least, lines)
    first = floor(least / step + 1e-9)
    return [step * n for n in range(first, ceil(most / step - 1e-9) + 1)]


def hour_levels(most: float, lines: int = 4) -> list[float]:
    """Grid values [s] from 0 to the first at or above `most` seconds: round minutes or hours."""
    most = max(most, 1.0)
    if most <= lines * _SHORT_STEPS[-1]:
        step = float(next(s for s in _SHORT_STEPS if s * lines >= most))
    else:
        step = max(round_step(most / _HOUR, lines), 1.0) * _HOUR
        # Two and a half hours a line would read badly.
        step = 5.0 * _HOUR if step == 2.5 * _HOUR else step
    return levels_up_to(most, step)


def months_between(first: date, last: date) -> list[date]:
    """The first days of the months that begin after `first` up to `last`."""
    found = []
    year, month = first.year, first.month
    while (year, month) < (last.year, last.month):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        found.append(date(year, month, 1))
    return found


def weeks_between(first: date, last: date) -> list[date]:
    """`first` and every seventh day after it up to `last`."""
    return [first + timedelta(days=7 * n) for n in range((last - first).days // 7 + 1)]


def day_labels(first: date, last: date, words: Words) -> list[tuple[float, str]]:
    """What stands under a course of days: weeks, months or years, each at its first day.

    A January carries its year, so that one knows where one is.
    """
    long = (last - first).days
    if long < _LEAST_MONTHS_DAYS:
        return [(day.toordinal(), words.day(day, day)) for day in weeks_between(first, last)]
    months = months_between(first, last)
    if first.day == 1:
        months = [first, *months]
    if long >= _LEAST_YEARS_DAYS:
        return [(day.toordinal(), f"{day.year}") for day in months if day.month == 1]
    return [(day.toordinal(), _month_label(day, words)) for day in months]


def _month_label(day: date, words: Words) -> str:
    name = words.month(day)
    if day.month != 1:
        return name
    return pgettext("short", "{month} {year}").format(month=name, year=day.year)
