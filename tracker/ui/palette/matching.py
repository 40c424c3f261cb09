"""How well something is meant by what was typed: whole words first, then beginnings, then slips."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from tracker.i18n import FSI, PDI, RLM

# How sure a word is meant, by where it was found [points of 100]. A name counts more than what
# stands beside it, a beginning more than a middle, and a slip of the finger least.
_START, _WORD_START, _INITIALS, _INSIDE = 100.0, 90.0, 80.0, 70.0
_BESIDE_START, _BESIDE = 60.0, 50.0
_SLIP = 0.45
# Shorter words are too like one another to be told by their letters.
_SLIP_LETTERS = 4
_LIKE_ENOUGH = 78.0
_WHOLE_BONUS = 15.0


@dataclass(frozen=True, slots=True)
class Haystack:
    """What something can be found by: its name, the first letters of it, and what is beside it."""

    name: str
    initials: str
    beside: str


# What sets pieces of a line apart in a language from the right is nothing that is typed.
_MARKS = dict.fromkeys(map(ord, (FSI, PDI, RLM)))


def plain(text: str) -> str:
    """`text` in small letters without accents, so that «Munchen» finds «München»."""
    parts = unicodedata.normalize("NFKD", text.translate(_MARKS).casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def haystack(name: str, beside: str = "") -> Haystack:
    """Make ready to be searched, once for all questions."""
    words = plain(name)
    return Haystack(words, "".join(word[0] for word in words.split()), plain(beside))


@lru_cache(maxsize=64)
def words_of(query: str) -> tuple[str, ...]:
    """The words of a question, as they are compared."""
    return tuple(plain(query).split())


def score(query: str, hay: Haystack) -> float:
    """How well `query` means what `hay` stands for: 0 not at all, some 100 surely.

    Each word must be found, in any order; the answer is the mean over them.
    """
    words = words_of(query)
    if not words:
        return 0.0
    total = 0.0
    for word in words:
        points = _of_word(word, hay)
        if not points:
            return 0.0
        total += points
    is_whole = " ".join(words) == hay.name
    return total / len(words) + (_WHOLE_BONUS if is_whole else 0.0)


def _of_word(word: str, hay: Haystack) -> float:
    found = _within(word, hay.name, _START, _WORD_START, _INSIDE)
    if found:
        return found
    if len(word) > 1 and hay.initials.startswith(word):
        return _INITIALS
    found = _within(word, hay.beside, _BESIDE_START, _BESIDE_START, _BESIDE)
    return found or _slip(word, hay.name)


def _within(word: str, text: str, start: float, word_start: float, inside: float) -> float:
    at = text.find(word)
    if at < 0:
        return 0.0
    if at == 0:
        return start
    if f" {word}" in text:
        return word_start
    # One letter is inside nearly everything, which says nothing.
    return inside if len(word) > 1 else 0.0


def _slip(word: str, name: str) -> float:
    """A word that is nearly one of the name's."""
    if len(word) < _SLIP_LETTERS:
        return 0.0
    from rapidfuzz import fuzz

    best = max(
        (fuzz.ratio(word, one[: len(word) + 1], score_cutoff=_LIKE_ENOUGH) for one in name.split()),
        default=0.0,
    )
    return best * _SLIP
