"""Any text, made fit for a terminal: nothing in it moves the cursor, and its width is known."""

from __future__ import annotations

import unicodedata

_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_FROM_THE_RIGHT = frozenset({"R", "AL", "AN"})


def plain(text: str) -> str:
    """`text` on one line, without what a terminal takes for an order.

    Control characters (a title may come from a stranger's file) and line ends become spaces;
    signs that turn the direction of writing are left out, and a text with letters of a
    right-to-left script is set apart, so that it cannot reorder what stands beside it.
    """
    if text.isascii() and text.isprintable():
        return text
    kept = []
    for letter in text:
        if letter in _TURNING:
            continue
        is_order = unicodedata.category(letter) in {"Cc", "Zl", "Zp", "Cs"}
        kept.append(" " if is_order else letter)
    line = "".join(kept)
    if any(unicodedata.bidirectional(letter) in _FROM_THE_RIGHT for letter in line):
        return f"{_ISOLATE}{line}{_END_ISOLATE}"
    return line


def width(text: str) -> int:
    """How many columns of a terminal `text` takes: wide letters two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(map(_letter_width, text))


def cut(text: str, columns: int) -> str:
    """`text`, cut to at most `columns` of a terminal, with an ellipsis where it was cut."""
    if width(text) <= columns:
        return text
    is_apart = text.startswith(_ISOLATE)
    kept, room = [], columns - 1
    for letter in text.strip(_ISOLATE + _END_ISOLATE):
        room -= _letter_width(letter)
        if room < 0:
            break
        kept.append(letter)
    line = "".join(kept).rstrip() + "…"
    return f"{_ISOLATE}{line}{_END_ISOLATE}" if is_apart else line


def pad(text: str, columns: int, *, is_number: bool = False) -> str:
    """`text` filled up with spaces to `columns`; numbers stand to the right."""
    space = " " * max(0, columns - width(text))
    return space + text if is_number else text + space


def _letter_width(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) in {"Cf", "Me", "Mn"}:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in {"W", "F"} else 1
