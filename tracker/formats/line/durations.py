"""Durations in a line: `45m`, `1h30`, `1:30h`, `1.5 h`, `half an hour`, `1 hour 20 minutes`.

`m` is always minutes. A decimal sign is a point or a comma: before a unit of time a separator of
thousands makes no sense, so both are decimals whatever the locale.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from tracker.formats.line.sheet import Sheet, plain, spell
from tracker.formats.line.words import WordTable

# A part of a line begins after a space, a bracket or a comma that is no decimal sign, or right
# after a part that has been read; it ends before one, or before the marks that end a sentence.
START = r"(?:(?<![^\s;(\[\x00])|(?<=[^\d\s],))"
END = r"(?=[.:!?)\]]*(?:[,;](?!\d)|[\s\x00]|$))"

_FRACTIONS = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}
# Nine digits: more seconds than a life has, few enough to count with.
_NUMBER = r"\d{1,9}(?:[.,]\d{1,4})?|[.,]\d{1,4}"
_FRACTION = r"(?:\d{1,4}\s*)?[½¼¾]|(?:\d{1,4}\s+)?[13]/[24]"


class Length(NamedTuple):
    """A duration [s] and where it stands, from `start` up to `end`."""

    start: int
    end: int
    seconds: int


def find_durations(sheet: Sheet, table: WordTable) -> list[Length]:
    """Every duration with a unit, and every `H:MM:SS`, in the rest of the line, in order."""
    found: list[Length] = []
    for pattern, read in (
        (_phrases(table), _read_phrase),
        (_clock_like(table), _read_clock_like),
        (_units(table), _read_units),
    ):
        for match in sheet.find(pattern):
            span = (match.start(), match.end())
            if any(span[0] < other.end and other.start < span[1] for other in found):
                continue
            seconds = read(match, table)
            if seconds is not None:
                found.append(Length(*span, seconds))
    return sorted(found)


@cache
def _phrases(table: WordTable) -> re.Pattern[str]:
    # «11 hours and a half» in a language that says «11 hour» is no hour and a half.
    return re.compile(rf"{START}(?<!\d\s)(?:{spell(table.half_hour)}){END}", re.IGNORECASE)


def _read_phrase(match: re.Match[str], table: WordTable) -> int | None:
    minutes = table.half_hour.get(plain(match[0]))
    return None if minutes is None else minutes * 60


@cache
def _clock_like(table: WordTable) -> re.Pattern[str]:
    """`1:30h` and `1:30:00`; without either it may be a time, which is settled elsewhere."""
    hours = spell(table.hours)
    return re.compile(
        rf"{START}(?P<minus>[-−])?(?P<h>\d{{1,5}}):(?P<m>[0-5]\d)"
        rf"(?::(?P<s>[0-5]\d)(?:\s*(?:{hours}))?|\s*(?:{hours})){END}",
        re.IGNORECASE,
    )


def _read_clock_like(match: re.Match[str], _table: WordTable) -> int | None:
    seconds = int(match["h"]) * 3600 + int(match["m"]) * 60 + int(match["s"] or 0)
    return -seconds if match["minus"] else seconds


@cache
def _units(table: WordTable) -> re.Pattern[str]:
    """Hours, minutes, seconds in this order, each at most once; `1h30` needs no unit at its end."""
    words = spell(table.numbers)
    # Twenty-five: tens and ones, joined by a hyphen or a space.
    number_words = rf"(?:{words})(?:[-\s](?:{words}))?"
    half = spell(table.and_a_half)
    and_ = spell(table.and_)
    between = rf"\s*(?:,\s*|(?:{and_})\s+)?"

    def part(name: str, units: tuple[str, ...]) -> str:
        # «a m» is no minute: words go with units that are words too.
        long = spell(unit for unit in units if len(unit) > 1)
        return (
            rf"(?:(?P<{name}>{_FRACTION}|(?:{_NUMBER})(?:\s+(?:{half}))?)\s*(?:{spell(units)})"
            rf"|(?P<{name}w>(?:{spell(table.one)}|{number_words})(?:\s+(?:{half}))?)\s+(?:{long}))"
        )

    hours, minutes, seconds = (
        part("h", table.hours),
        part("m", table.minutes),
        part("s", table.seconds),
    )
    return re.compile(
        rf"{START}(?P<minus>[-−])?(?:{hours}"
        rf"(?:{between}{minutes}(?:{between}{seconds.replace('?P<s', '?P<s2')})?"
        rf"|{between}{seconds.replace('?P<s', '?P<s3')}"
        rf"|\s+(?P<after>{spell(table.after_hours)})"
        rf"|\s?(?P<bare>[0-5]?\d)(?!\s*[-–/.:]\d))?"
        rf"|{minutes.replace('?P<m', '?P<m2')}(?:{between}{seconds.replace('?P<s', '?P<s4')})?"
        rf"|{seconds}){END}",
        re.IGNORECASE,
    )


_SIZES = {"h": 3600, "m": 60, "s": 1}


def _read_units(match: re.Match[str], table: WordTable) -> int | None:
    total = Fraction(0)
    for name, text in match.groupdict().items():
        if text is None or name == "minus":
            continue
        size = 60 if name in {"bare", "after"} else _SIZES[name[0]]
        said = table.after_hours.get(plain(text)) if name == "after" else None
        value = Fraction(said) if said is not None else _quantity(text, table)
        if value is None:
            return None
        total += value * size
    seconds = round(total)
    return -seconds if match["minus"] else seconds


def _quantity(text: str, table: WordTable) -> Fraction | None:
    """How many: `1.5`, `1 ½`, `3/4`, `an`, `twenty-five`, `two and a half`; None if it is none."""
    text = plain(text)
    for half in table.and_a_half:
        if text.endswith(" " + half):
            whole = _quantity(text.removesuffix(half), table)
            return None if whole is None else whole + Fraction(1, 2)
    if text[-1:] in _FRACTIONS:
        return int(text[:-1].strip() or 0) + _FRACTIONS[text[-1]]
    if "/" in text:
        *whole, part = text.split()
        return int(whole[0] if whole else 0) + Fraction(part)
    if text in table.one:
        return Fraction(1)
    if any(letter.isdigit() for letter in text):
        return Fraction(text.replace(",", "."))
    values = [table.numbers.get(word) for word in re.split(r"[-\s]", text)]
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return None
    # «twenty five» adds up; «five twenty» and «twenty thirty» are no numbers.
    is_number = len(known) == 1 or (known[0] >= 20 and known[0] % 10 == 0 and known[1] < 10)
    return Fraction(sum(known)) if is_number else None
