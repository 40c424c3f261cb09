"""A time or a length alone in a field or a cell, read with the words of a line.

What a line may take for something else is sure here: `7` is seven o'clock where a time is asked
for, and seven minutes where a length is.
"""

from __future__ import annotations

import re
from datetime import time
from decimal import Decimal

from tracker.formats.line.clock import read_clock
from tracker.formats.line.durations import find_durations
from tracker.formats.line.sheet import Sheet
from tracker.formats.line.words import WordTable

# Minutes up to a day are typed without a unit; a larger bare number is more likely a time.
_MOST_BARE_MINUTES = 1440
_SIGNS = " ,"


def time_alone(text: str, table: WordTable) -> time | None:
    """The time of day that a text says: `1259`, `12:59`, `12.59`, `1pm`, `130 pm`, `7`, `noon`.

    None where it says none.
    """
    text = text.strip()
    if re.fullmatch(r"\d{3}", text):
        text = text.zfill(4)
    elif match := re.fullmatch(r"(\d{1,2})(\d\d)\s*(\D+)", text):
        # Four figures are a time of their own; with am or pm they need the colon.
        text = f"{match[1]}:{match[2]} {match[3]}"
    found = read_clock(text, table)
    return None if found is None else found.time


def length_alone(text: str, table: WordTable) -> int | None:
    """The length of time [s] that a text says; a bare number is minutes, a decimal one hours.

    `45`, `45m`, `1h30`, `1:30`, `:45`, `1.5`, `1,5 h`. None where it says none or more than one.
    """
    text = text.strip()
    if re.fullmatch(r"\d{1,4}", text) and int(text) <= _MOST_BARE_MINUTES:
        return int(text) * 60
    if match := re.fullmatch(r"(\d{0,3}):([0-5]\d)", text):
        return int(match[1] or 0) * 3600 + int(match[2]) * 60
    if match := re.fullmatch(r"(\d{1,3})[.,](\d{1,2})", text):
        return round(Decimal(f"{match[1]}.{match[2]}") * 3600)
    found = find_durations(Sheet(text), table)
    if len(found) != 1:
        return None
    rest = text[: found[0].start] + text[found[0].end :]
    return None if rest.strip(_SIGNS) else found[0].seconds
