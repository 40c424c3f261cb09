"""Days in a line: `yesterday`, `last monday`, `2 days ago`, `in 3 days`, `22.11.`, `2026-11-22`.

Words name the person's own days, which begin when they say; a written date is one of the calendar.
Where the year is left out the last such day is meant, or the next one if that is far nearer; what
lies in the future is asked about.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from tracker.domain.periods import week_of
from tracker.errors import Problem
from tracker.formats.line.durations import END, START
from tracker.formats.line.model import LineContext
from tracker.formats.line.sheet import Sheet, plain, spell
from tracker.formats.line.words import WordTable
from tracker.i18n import _

# A year without a comma before it that is further away than this is a time: 22 nov 1900.
_NEAR_YEARS = 15
# Lines tell of what has been: a day to come must be this many times nearer than one that was.
_COMING_WEIGHS = 3
# Leap days return after eight years at most (1896 to 1904), so that 29.2. is always found.
_REACH_YEARS = 8


class DayFound(NamedTuple):
    """A day and where it stands. `is_written` where it is a date of the calendar."""

    start: int
    end: int
    day: date
    is_written: bool
    is_weekday: bool = False


def find_days(
    sheet: Sheet, context: LineContext, table: WordTable, today: date
) -> tuple[list[DayFound], list[Problem]]:
    """Every day in the rest of the line, in order, and the dates that are none."""
    reader = _Reader(context, table, today)
    found: list[DayFound] = []
    problems: list[Problem] = []
    for pattern, read in (
        (_ISO, reader.iso),
        (_DOTTED, reader.dotted),
        (_slashed(table), reader.slashed),
        (_named(table), reader.named),
        (_relative(table), reader.relative),
        (_weekday(table), reader.weekday),
    ):
        for match in sheet.find(pattern):
            try:
                day = read(match)
            except (ValueError, OverflowError):
                problems.append(
                    Problem(_("“{text}” is no day of the calendar.").format(text=match[0]), "day")
                )
                continue
            if day is not None and not _overlaps(day, found):
                before = _on(table).search(sheet.rest, 0, day.start)
                found.append(day if before is None else day._replace(start=before.start()))
    return sorted(found), problems


def settle(found: list[DayFound]) -> tuple[DayFound | None, list[DayFound]]:
    """The one day that is meant, and the days that contradict each other (none, or several).

    A weekday beside a date only has to agree with it: `sun 22 nov`.
    """
    others = [day for day in found if not day.is_weekday]
    weekdays = [day for day in found if day.is_weekday]
    if others:
        weekdays = [day for day in weekdays if day.day.weekday() != others[0].day.weekday()]
    named = others + weekdays
    contrary = sorted(named) if len({day.day for day in named}) > 1 else []
    return (named[0] if named else None), contrary


def show_contradiction(text: str, contrary: list[DayFound]) -> Problem:
    """The problem of two days in one line `text`."""
    one, other = (text[day.start : day.end] for day in contrary[:2])
    return Problem(
        _("“{one}” and “{other}” are different days. Leave one out.").format(one=one, other=other),
        "day",
    )


def likeliest_day(day: int, month: int, today: date) -> date:
    """The day of that month that is meant on `today`; ValueError if there is none in any year."""
    days: list[date] = []
    for year in range(max(1, today.year - _REACH_YEARS), min(9999, today.year + _REACH_YEARS) + 1):
        try:
            days.append(date(year, month, day))
        except ValueError:
            continue
    return _likeliest(days, today)


def _likeliest(days: list[date], today: date) -> date:
    """The nearest of `days`, where those to come count as three times further away."""
    return min(
        days, key=lambda day: (today - day) if day <= today else (day - today) * _COMING_WEIGHS
    )


def _overlaps(day: DayFound, found: list[DayFound]) -> bool:
    return any(day.start < other.end and other.start < day.end for other in found)


_ISO = re.compile(
    rf"{START}(?P<y>\d{{4}})(?:-(?P<m>\d{{1,2}})-(?P<d>\d{{1,2}})"
    rf"|/(?P<m2>\d{{1,2}})/(?P<d2>\d{{1,2}})|\.(?P<m3>\d\d)\.(?P<d3>\d\d)\.?){END}"
)
_DOTTED = re.compile(
    rf"{START}(?P<d>\d{{1,2}})\.(?P<m>\d{{1,2}})\.(?P<y>\d{{4}}|\d\d)?{END}"
    rf"|{START}(?P<d2>\d{{1,2}})-(?P<m2>\d{{1,2}})-(?P<y2>\d{{4}}){END}"
)


@cache
def _slashed(table: WordTable) -> re.Pattern[str]:
    """`22/11`, but not the 1/2 of half an hour."""
    units = spell((*table.hours, *table.minutes))
    return re.compile(
        rf"{START}(?P<a>\d{{1,2}})/(?P<b>\d{{1,2}})(?:/(?P<y>\d{{4}}|\d\d))?{END}"
        rf"(?!\s*(?:{units})\b)",
        re.IGNORECASE,
    )


@cache
def _on(table: WordTable) -> re.Pattern[str]:
    return re.compile(rf"{START}(?:{spell(table.on)})\s+\Z", re.IGNORECASE)


@cache
def _named(table: WordTable) -> re.Pattern[str]:
    """`22 nov`, `the 22nd of november 2026`, `nov 22`, `november 22, 2026`, `on the 22nd`."""
    month, ordinal = spell(table.months), spell(table.ordinals)
    on, the, of = spell(table.on), spell(table.the), spell(table.of)
    year = rf"(?:(?P<{{0}}c>,)?\s+(?:(?:{of})\s+)?(?P<{{0}}>\d{{{{4}}}}))?"
    return re.compile(
        rf"{START}(?:(?:{on})\s+)?(?:"
        rf"(?:(?:{the})\s+)?(?P<d>\d{{1,2}})(?:{ordinal}|\.)?\s*(?:(?:{of})\s+)?"
        rf"(?P<m>{month})\.?{year.format('y')}"
        rf"|(?P<m2>{month})\.?\s+(?P<d2>\d{{1,2}})(?:{ordinal})?{year.format('y2')}){END}"
        rf"|{START}(?:{on})\s+(?:{the})\s+(?P<d3>\d{{1,2}})(?:{ordinal}){END}",
        re.IGNORECASE,
    )


@cache
def _relative(table: WordTable) -> re.Pattern[str]:
    count, units = spell((*table.one, *table.numbers)), spell(table.day_units)
    # Other languages say it in front: «vor 3 Tagen», «hace 3 días».
    before = ""
    if table.ago_before:
        words = spell(table.ago_before)
        before = rf"|(?:{words})\s+(?P<n3>\d{{1,5}}|{count})\s+(?P<unit3>{units})"
    return re.compile(
        rf"{START}(?:(?P<word>{spell(table.relative_days)})"
        rf"|(?P<n>\d{{1,5}}|{count})\s+(?P<unit>{units})\s+(?:{spell(table.ago)})"
        rf"{before}"
        rf"|(?:{spell(table.ahead)})\s+(?P<n2>\d{{1,5}}|{count})\s+(?P<unit2>{units}))"
        rf"{END}",
        re.IGNORECASE,
    )


@cache
def _weekday(table: WordTable) -> re.Pattern[str]:
    day, week = spell(table.weekdays), spell(table.week)
    last, this, next_ = spell(table.last), spell(table.this), spell(table.next)
    # Other languages say it behind: «lundi dernier», «el viernes pasado».
    after = ""
    if table.last_after:
        after = (
            rf"|\s*\b(?P<d4>{day})\s+(?:(?P<last4>{spell(table.last_after)})"
            rf"|(?P<next4>{spell(table.next_after)}))"
        )
    return re.compile(
        rf"{START}(?:(?:{spell(table.on)})\s+)?(?:"
        rf"(?P<lw>{last})\s+(?:{week})\s+(?P<d>{day})"
        rf"|(?P<d2>{day})\s+(?P<lw2>{last})\s+(?:{week})"
        rf"{after}"
        rf"|(?:(?P<last>{last})|(?P<next>{next_})|(?:{this}))?\s*\b(?P<d3>{day})){END}",
        re.IGNORECASE,
    )


class _Reader:
    """Turns what a pattern matched into a day; None where it is none after all."""

    def __init__(self, context: LineContext, table: WordTable, today: date) -> None:
        self.context = context
        self.table = table
        self.today = today

    def iso(self, match: re.Match[str]) -> DayFound:
        month = match["m"] or match["m2"] or match["m3"]
        day = match["d"] or match["d2"] or match["d3"]
        return self._written(match, int(match["y"]), int(month), int(day))

    def dotted(self, match: re.Match[str]) -> DayFound:
        year = match["y"] or match["y2"]
        day, month = int(match["d"] or match["d2"]), int(match["m"] or match["m2"])
        return self._written(match, _full_year(year), month, day)

    def slashed(self, match: re.Match[str]) -> DayFound | None:
        day, month = int(match["a"]), int(match["b"])
        if not self.context.day_first:
            day, month = month, day
        if month > 12 >= day:
            day, month = month, day  # 11/22 has only one meaning, whatever the custom.
        if match["y"] is None and (month > 12 or day > 31 or not day or not month):
            return None  # 24/7 and the like.
        return self._written(match, _full_year(match["y"]), month, day)

    def named(self, match: re.Match[str]) -> DayFound | None:
        if match["d3"] is not None:
            return self._of_any_month(match, int(match["d3"]))
        month = self.table.months.get(plain(match["m"] or match["m2"]))
        if month is None:
            return None
        day = int(match["d"] or match["d2"])
        group = "y" if match["y"] else "y2"
        year = int(match[group]) if match[group] else None
        end = match.end()
        is_far = year is not None and abs(year - self.today.year) > _NEAR_YEARS
        if is_far and match[group + "c"] is None:
            year, end = None, match.start(group)
        return self._written(match, year, month, day, end)

    def _of_any_month(self, match: re.Match[str], day: int) -> DayFound:
        if not 1 <= day <= 31:
            raise ValueError(day)
        near = [self.today + timedelta(days=away) for away in range(-61, 62)]
        days = [other for other in near if other.day == day]
        return DayFound(match.start(), match.end(), _likeliest(days, self.today), True)

    def relative(self, match: re.Match[str]) -> DayFound | None:
        if match["word"]:
            offset = self.table.relative_days.get(plain(match["word"]))
        else:
            said = match.groupdict()
            n = said["n"] or said.get("n3")
            text = plain(n or said["n2"])
            count = 1 if text in self.table.one else self.table.numbers.get(text)
            if count is None and text.isdecimal():
                count = int(text)
            unit = said["unit"] or said.get("unit3") or said["unit2"]
            size = self.table.day_units.get(plain(unit))
            sign = -1 if n else 1
            offset = None if count is None or size is None else sign * count * size
        if offset is None:
            return None
        return DayFound(match.start(), match.end(), self.today + timedelta(days=offset), False)

    def weekday(self, match: re.Match[str]) -> DayFound | None:
        said = match.groupdict()
        name = said["d"] or said["d2"] or said["d3"] or said.get("d4", "")
        weekday = self.table.weekdays.get(plain(name))
        if weekday is None:
            return None
        today = self.today
        is_last = bool(said["last"] or said.get("last4"))
        is_next = bool(said["next"] or said.get("next4"))
        if match["lw"] or match["lw2"]:
            week = week_of(today - timedelta(days=7), self.context.first_weekday)
            day = next(day for day in week if day.weekday() == weekday)
        elif is_next:
            day = today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
        elif is_last:
            day = today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)
        else:
            day = today - timedelta(days=(today.weekday() - weekday) % 7)
        is_plain = not (match["lw"] or match["lw2"] or is_next or is_last)
        return DayFound(match.start(), match.end(), day, False, is_plain)

    def _written(
        self, match: re.Match[str], year: int | None, month: int, day: int, end: int = -1
    ) -> DayFound:
        found = likeliest_day(day, month, self.today) if year is None else date(year, month, day)
        return DayFound(match.start(), match.end() if end < 0 else end, found, True)


def _full_year(text: str | None) -> int | None:
    """The year; two digits are of this century, since nobody logs what was 30 years ago so."""
    if not text:
        return None
    return int(text) + 2000 if len(text) == 2 else int(text)
