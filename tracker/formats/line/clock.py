"""Times of day in a line: `19:00`, `7pm`, `at 19`, `noon`, and ranges such as `19:00-20:30`."""

from __future__ import annotations

import re
from datetime import time
from functools import cache
from typing import NamedTuple

from tracker.formats.line.durations import END, START
from tracker.formats.line.sheet import Sheet, plain, spell
from tracker.formats.line.words import WordTable


class Clock(NamedTuple):
    """A time of day. `is_strong` where it can't be another number; `half` is am, pm or nothing."""

    time: time
    is_strong: bool
    half: str = ""
    hour: int = 0


class TimeFound(NamedTuple):
    """A time and where it stands."""

    start: int
    end: int
    time: time


class RangeFound(NamedTuple):
    """From when to when, and where it stands."""

    start: int
    end: int
    first: time
    last: time


@cache
def _a_time(table: WordTable) -> str:
    half = spell((*table.am, *table.pm))
    return (
        rf"(?:\d{{1,2}}[:.][0-5]\d|\d{{4}}|\d{{1,2}})(?:\s*(?:{half})(?!\w)|\s*(?:{spell(table.oclock)}))?"
        rf"|(?:{spell(table.clock_words)})"
    )


def read_clock(text: str, table: WordTable) -> Clock | None:
    """The time of day that `text` writes, None where it writes none; 24:00 is midnight."""
    text = plain(text)
    if text in table.clock_words:
        return Clock(time(*table.clock_words[text]), True)
    match = re.fullmatch(r"(\d{1,2})(?:([:.])(\d\d))?\s*(\D*)|(\d\d)(\d\d)", text)
    if match is None:
        return None
    if match[5]:
        hour, minute, tail = int(match[5]), int(match[6]), ""
    else:
        hour, minute, tail = int(match[1]), int(match[3] or 0), match[4]
    half = "am" if tail in table.am else "pm" if tail in table.pm else ""
    written_hour = hour
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif tail and tail not in table.oclock:
        return None
    if (hour, minute) == (24, 0):
        hour = 0
    if hour > 23 or minute > 59:
        return None
    is_strong = bool(tail) or match[2] == ":"
    return Clock(time(hour, minute), is_strong, half, written_hour)


@cache
def _range(table: WordTable) -> re.Pattern[str]:
    any_time = _a_time(table)
    to = spell(table.to)
    return re.compile(
        rf"{START}(?P<from>(?:{spell(table.from_)})\s+)?(?P<a>{any_time})"
        rf"(?:\s*[-–—]\s*|\s+(?:{to})\s+)(?P<b>{any_time}){END}",
        re.IGNORECASE,
    )


def find_ranges(sheet: Sheet, table: WordTable) -> list[RangeFound]:
    """Every range of times in the rest of the line.

    Bare hours (`19-20`) could be anything; they are a range after «from», or beside a time that
    is sure to be one. `7-8:15pm` begins in the evening, `11-1pm` in the morning.
    """
    found: list[RangeFound] = []
    for match in sheet.find(_range(table)):
        first, last = read_clock(match["a"], table), read_clock(match["b"], table)
        if first is None or last is None:
            continue
        are_long = all(re.fullmatch(r"\d{4}|\d{1,2}\.\d\d", match[name]) for name in "ab")
        if not (match["from"] or first.is_strong or last.is_strong or are_long):
            continue
        start = first.time
        if last.half and not first.half and 1 <= first.hour <= 12:
            start = _in_the_same_half(first, last)
        found.append(RangeFound(match.start(), match.end(), start, last.time))
    return found


def _in_the_same_half(first: Clock, last: Clock) -> time:
    """The start of a range of which only the end says am or pm: the one right before the end."""
    morning, evening = first.hour % 12, first.hour % 12 + 12
    ends = last.time.hour * 60 + last.time.minute

    def lasts(hour: int) -> int:
        return (ends - hour * 60 - first.time.minute) % (24 * 60)

    hour = min((morning, evening), key=lasts)
    return first.time.replace(hour=hour)


@cache
def _after(words: tuple[str, ...], table: WordTable) -> re.Pattern[str]:
    return re.compile(rf"{START}(?:{spell(words)})\s+(?P<t>{_a_time(table)}){END}", re.IGNORECASE)


def find_times_after(sheet: Sheet, words: tuple[str, ...], table: WordTable) -> list[TimeFound]:
    """The times that follow one of `words` (`at 19`, `until 20:30`); bare hours count there."""
    found: list[TimeFound] = []
    for match in sheet.find(_after(words, table)):
        clock = read_clock(match["t"], table)
        if clock is not None:
            found.append(TimeFound(match.start(), match.end(), clock.time))
    return found


@cache
def _sure(table: WordTable) -> re.Pattern[str]:
    half = spell((*table.am, *table.pm))
    return re.compile(
        rf"{START}(?P<t>\d{{1,2}}(?:[:.][0-5]\d)?\s*(?:{half})(?!\w)"
        rf"|\d{{1,2}}(?:[:.][0-5]\d)?\s*(?:{spell(table.oclock)})"
        rf"|(?:{spell(table.clock_words)})){END}",
        re.IGNORECASE,
    )


def find_sure_times(sheet: Sheet, table: WordTable) -> list[TimeFound]:
    """The times that can be nothing else: `7pm`, `1:15 pm`, `noon`, `7 o'clock`."""
    found: list[TimeFound] = []
    for match in sheet.find(_sure(table)):
        clock = read_clock(match["t"], table)
        if clock is not None:
            found.append(TimeFound(match.start(), match.end(), clock.time))
    return found


class Colon(NamedTuple):
    """`H:MM` and where it stands: a time or a duration, as the rest of the line decides."""

    start: int
    end: int
    hours: int
    minutes: int

    @property
    def is_time(self) -> bool:
        """Whether a clock can show it; 24:00 is midnight."""
        return self.hours < 24 or (self.hours, self.minutes) == (24, 0)

    @property
    def time(self) -> time:
        """What the clock shows."""
        return time(self.hours % 24, self.minutes)


_COLON = re.compile(rf"{START}(?P<h>\d{{1,3}}):(?P<m>[0-5]\d){END}")
_WEAK = re.compile(rf"{START}(?:\d{{4}}|\d{{1,2}}\.[0-5]\d){END}")


def find_colons(sheet: Sheet) -> list[Colon]:
    """Every `H:MM` in the rest of the line, in order."""
    return [
        Colon(match.start(), match.end(), int(match["h"]), int(match["m"]))
        for match in sheet.find(_COLON)
    ]


def find_weak_times(sheet: Sheet, table: WordTable) -> list[TimeFound]:
    """What is a time only where one is missing: `1900`, `12.59`."""
    found: list[TimeFound] = []
    for match in sheet.find(_WEAK):
        clock = read_clock(match[0], table)
        if clock is not None:
            found.append(TimeFound(match.start(), match.end(), clock.time))
    return found
