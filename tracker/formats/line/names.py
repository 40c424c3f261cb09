"""The names of the credentials in a record, laid out so that a thousand are searched at once.

A name is a row of words in lower case without accents or punctuation, apart from the + and # that
end a word (`a+`, `c#`). What has been worked out for one tuple of candidates is kept while it is
in use, since a field asks again with every letter.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from tracker.domain.words import CredentialState
from tracker.formats.line.model import Candidate

WORD = re.compile(r"[^\W_]+[+#]*")
# Words that stand in so many names that they say nothing by themselves, in several languages.
SMALL_WORDS = frozenset(
    {"a", "an", "and", "de", "et", "for", "in", "of", "on", "the", "to", "und", "with"}
)
# What breaks a tie, in points of the score: the one under way before the others, then the one
# studied last. Together less than what tells a name from a part of it.
_STATE_POINTS = {
    CredentialState.IN_PROGRESS: 3.0,
    CredentialState.SUBMITTED: 1.0,
    CredentialState.PLANNED: 0.5,
    CredentialState.ABANDONED: -1.0,
}
_RECENT_POINTS = 2.5
_RECENT_DAYS = 30


@lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """`text` as names are compared: lower case, without accents.

    Sixteen thousand are kept: the names of four thousand credentials.
    """
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


@lru_cache(maxsize=16_384)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a name, as they are compared: `("c", "terraform", "003")`."""
    return tuple(WORD.findall(fold(text)))


@dataclass(frozen=True, slots=True)
class Name:
    """One credential as it is searched; `longest` counts the words of its longest name."""

    candidate: Candidate
    longest: int
    initials: tuple[str, ...]
    points: float


class NameIndex:
    """The names of one tuple of candidates.

    `postings` tells for each word in whose names it is, by their places in `candidates`,
    `of_issuer` in whose issuer's name it is otherwise, `coded` in whose names a number follows it
    (`az`). `spelled` holds the names as written.
    """

    def __init__(self, candidates: tuple[Candidate, ...]) -> None:
        """Lay out the names; about 10 µs for each candidate."""
        self.candidates = candidates
        newest = max((c.last_used for c in candidates if c.last_used is not None), default=None)
        self.names: list[Name] = []
        self.exact: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self.joined: dict[str, list[int]] = defaultdict(list)
        self.starts: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        self.postings: dict[str, list[int]] = defaultdict(list)
        self.of_issuer: dict[str, list[int]] = defaultdict(list)
        self.coded: dict[str, set[int]] = defaultdict(set)
        self.spelled: set[str] = set()
        self.fits: dict[str, dict[int, float]] = {}
        for place, candidate in enumerate(candidates):
            points = _STATE_POINTS.get(candidate.state, 0.0)
            if newest is not None and candidate.last_used is not None:
                days = (newest - candidate.last_used).days
                points += _RECENT_POINTS * max(0.0, 1 - days / _RECENT_DAYS)
            self._add(place, candidate, points)
        self.vocabulary = sorted({*self.postings, *self.of_issuer})

    def _add(self, place: int, candidate: Candidate, points: float) -> None:
        everything: set[str] = set()
        initials: list[str] = []
        longest = 1
        for text in (candidate.title, candidate.short_title, *candidate.aliases):
            words = words_of(text)
            if not words:
                continue
            everything.update(words)
            if place not in self.exact[words]:
                self.exact[words].append(place)
                self.joined["".join(words)].append(place)
                self.starts[words[0]].append(words)
            for word, number in pairwise(words):
                if number.isdecimal():
                    self.coded[word].add(place)
            longest = max(longest, len(words))
            self.spelled.add(text.strip())
            if len(words) > 1:
                initials.extend(_initials(words))
        for word in everything:
            self.postings[word].append(place)
        for word in {*words_of(candidate.issuer)} - everything:
            self.of_issuer[word].append(place)
        self.names.append(Name(candidate, longest, tuple(dict.fromkeys(initials)), points))

    def beginning_with(self, start: str) -> list[str]:
        """The words of all names that begin with `start` and are longer."""
        first = bisect_left(self.vocabulary, start)
        found: list[str] = []
        for word in self.vocabulary[first:]:
            if not word.startswith(start):
                break
            if word != start:
                found.append(word)
        return found


def _initials(words: tuple[str, ...]) -> tuple[str, ...]:
    """The first letters of a name, with the small words and without: `ifoa`, `ifa`."""
    return (
        "".join(word[0] for word in words),
        "".join(word[0] for word in words if word not in SMALL_WORDS),
    )


# The last few indexes, newest first; replaced as a whole, so that threads may share it.
_kept: tuple[NameIndex, ...] = ()


def index_of(candidates: tuple[Candidate, ...]) -> NameIndex:
    """The index of `candidates`; the same one as before while the same tuple is asked for."""
    global _kept
    for index in _kept:
        if index.candidates is candidates:
            return index
    index = NameIndex(candidates)
    # Four: the record's own, the catalogue's, and one of each that is just being replaced.
    _kept = (index, *_kept)[:4]
    return index
