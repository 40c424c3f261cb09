"""Days, times of day and lengths of time as exports write them.

Only ASCII digits count. A day such as 03/04/2026 has no meaning of its own: what the other days of
the file rule out decides, or the person does.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from tracker.domain.draft import FIRST_DAY, LAST_DAY
from tracker.formats.tables.imported import Question, short
from tracker.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable

_DAY = re.compile(r"([0-9]{1,4})([-/.])\s?([0-9]{1,2})\2\s?([0-9]{1,4})")
_COMPACT_DAY = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_TIME = re.compile(
    r"([0-9]{1,2})(?:[:.]([0-9]{2})(?:[:.]([0-9]{2})(?:[.,][0-9]{1,9})?)?)?\s*(?:([AaPp])\.?\s?[Mm]\.?)?"
)
_CLOCK_LENGTH = re.compile(r"(-?)([0-9]{1,6}):([0-9]{2})(?::([0-9]{2})(?:[.,][0-9]{1,9})?)?")
_UNIT_LENGTH = re.compile(
    r"(?:([0-9]{1,4})\s*(?:h|hrs?|hours?|std)\.?)?\s*"
    r"(?:([0-9]{1,5})\s*(?:m|mins?|minutes?)\.?)?\s*"
    r"(?:([0-9]{1,6})\s*(?:s|secs?|seconds?)\.?)?",
    re.IGNORECASE,
)
_HOUR_LENGTH = re.compile(r"([0-9]{1,4})\s*h\s*([0-5]?[0-9])()", re.IGNORECASE)
_ISO_LENGTH = re.compile(r"PT(?:([0-9]{1,4})H)?(?:([0-9]{1,5})M)?(?:([0-9]{1,6})(?:\.[0-9]+)?S)?")
# No day, time, length or number is written with more letters; what has more is not looked at, so
# that no cell keeps the patterns above busy.
MOST_LETTERS = 60
_ORDERS = ("dmy", "mdy", "ymd")


class Days:
    """Reads days once it is settled in which order they name day, month and year."""

    def __init__(self, order: str | None) -> None:
        """Read in `order`; None where no day of the file depends on it."""
        self._order = order
        self._known: dict[str, date | None] = {}

    def read(self, text: str) -> date | None:
        """The day that `text` names, None where it names none from 1900 to 2199."""
        try:
            return self._known[text]
        except KeyError:
            day = self._known[text] = self._first_read(text)
            return day

    def _first_read(self, text: str) -> date | None:
        readings = _readings(text)
        if "ymd" in readings:
            return readings["ymd"]  # A year in front means the same in any order.
        if self._order is not None:
            return readings.get(self._order)
        return next(iter(readings.values()), None)


def _readings(text: str) -> dict[str, date]:
    """The days that `text` can name, by order."""
    if len(text) > MOST_LETTERS:
        return {}
    found = _DAY.fullmatch(text)
    if found:
        first, _separator, second, third = found.groups()
    else:
        compact = _COMPACT_DAY.fullmatch(text)
        if not compact:
            return {}
        first, second, third = compact.groups()
    if len(first) == 4 and len(third) <= 2:
        candidates = {"ymd": (first, second, third)}
    elif len(third) == 4 and len(first) <= 2:
        candidates = {"dmy": (third, second, first), "mdy": (third, first, second)}
    else:
        return {}  # A year of two digits could stand at either end.
    days = {order: _day(*map(int, numbers)) for order, numbers in candidates.items()}
    return {order: day for order, day in days.items() if day is not None}


def _day(year: int, month: int, day: int) -> date | None:
    try:
        made = date(year, month, day)
    except ValueError:
        return None
    return made if FIRST_DAY <= made <= LAST_DAY else None


def settle_order(texts: Iterable[str], given: str | None) -> tuple[str | None, Question | None]:
    """In which order the days `texts` are written, or the question where they leave it open.

    One day that only one order allows settles it for the file; where days speak for either order
    it is asked again. None and no question where every day means the same in any order.
    """
    if given in _ORDERS:
        return given, None
    possible, open_example = {"dmy", "mdy"}, ""
    for text in texts:
        readings = _readings(text)
        if not readings or "ymd" in readings:
            continue
        # Dots stand between day, month and year in that order wherever people use them.
        possible &= {"dmy"} if "." in text and "dmy" in readings else set(readings)
        if len(set(readings.values())) > 1:
            open_example = open_example or text
    if len(possible) == 1:
        return possible.pop(), None
    if possible and not open_example:
        return None, None
    message = (
        _("Is {day} written with the day first or with the month first?").format(
            day=short(open_example)
        )
        if possible
        else _("Some days of this file have the day first and others the month first. Which holds?")
    )
    return None, Question("date_order", message, ("dmy", "mdy"))


def read_time(text: str) -> int | None:
    """The time of day `text` [seconds after midnight], with 12 or 24 hours; None if it is none."""
    found = _TIME.fullmatch(text) if len(text) <= MOST_LETTERS else None
    if not found:
        return None
    hour_text, minute, second, half = found.groups()
    hour = int(hour_text)
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half in "pP" else 0)
    elif minute is None:
        return None  # A bare number is no time of day.
    seconds = hour * 3600 + int(minute or 0) * 60 + int(second or 0)
    return seconds if hour < 24 and int(minute or 0) < 60 and int(second or 0) < 60 else None


def read_length(text: str) -> int | None:
    """The length of time `text` [s], as `1:30:00`, `1:30`, `1h 30m`, `PT1H30M`; None if it is none.

    Two numbers with a colon are hours and minutes. Negative with a minus sign; parts of a second
    are cut.
    """
    if len(text) > MOST_LETTERS:
        return None
    found = _CLOCK_LENGTH.fullmatch(text)
    if found:
        sign, hours, minutes, seconds = found.groups()
        if int(minutes) > 59 or int(seconds or 0) > 59:
            return None
        length = int(hours) * 3600 + int(minutes) * 60 + int(seconds or 0)
        return -length if sign else length
    for shape in (_UNIT_LENGTH, _HOUR_LENGTH, _ISO_LENGTH):
        found = shape.fullmatch(text)
        if found and any(part is not None for part in found.groups()):
            hours, minutes, seconds = (int(part or 0) for part in found.groups())
            return hours * 3600 + minutes * 60 + seconds
    return None


_GROUPED = {
    ".": re.compile(
        r"[-+]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?|[-+]?[0-9]*\.?[0-9]+|[-+]?[0-9]+\."
    ),
    ",": re.compile(r"[-+]?[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]*)?|[-+]?[0-9]*,?[0-9]+|[-+]?[0-9]+,"),
}
# A number longer than this is a slip or an attack: the largest amount of a record has 14 digits.
_MOST_DIGITS = 30


def read_number(text: str, decimal: str) -> Decimal | None:
    """The exact number `text`, whose decimal sign is `decimal` (`.` or `,`); None if it is none.

    The other sign, blanks and apostrophes may stand between thousands; a minus sign may be the
    real one, stand at the end, or be a pair of brackets, as bookkeeping has it.
    """
    digits = _bare(text[: MOST_LETTERS + 1])
    if len(digits) > _MOST_DIGITS or not _GROUPED[decimal].fullmatch(digits):
        return None
    other = "," if decimal == "." else "."
    try:
        return Decimal(digits.replace(other, "").replace(decimal, "."))
    except InvalidOperation:
        return None


def _bare(text: str) -> str:
    """A number without blanks and apostrophes between its digits, its sign in front."""
    digits = re.sub(r"(?<=[0-9])[\s'’](?=[0-9]{3})", "", text.strip()).replace("−", "-")
    if digits.startswith("(") and digits.endswith(")"):
        return f"-{digits[1:-1].strip()}"
    return f"-{digits[:-1].strip()}" if digits.endswith("-") else digits


def settle_decimal(texts: Iterable[str], given: str | None) -> tuple[str, Question | None]:
    """The decimal sign of the numbers `texts`, or the question where `1,234` leaves it open.

    A number that only one sign allows settles it for the file.
    """
    if given in (".", ","):
        return given, None
    possible, example = {".", ","}, ""
    for text in texts:
        readings = {sign: read_number(text, sign) for sign in (".", ",")}
        fitting = {sign for sign, number in readings.items() if number is not None}
        if fitting and readings["."] != readings[","]:
            possible &= fitting
            example = example or text
    if not example or len(possible) == 1:
        return (possible.pop() if len(possible) == 1 else "."), None
    return ".", Question(
        "decimal",
        _("Is the sign in {number} a decimal sign or one between thousands?").format(
            number=short(example)
        ),
        (".", ","),
    )
