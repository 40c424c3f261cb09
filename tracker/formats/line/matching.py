"""Which credential a person means by the words they typed.

Every word typed is compared with the words of all names: the same word, its beginning, a slip of
the keyboard, or the initials of several words in a row (`sa` in AWS Solutions Architect). A word
weighs the more, the fewer credentials it fits. The words that fit nothing are the rest, which
costs a few points each: `CKA chapter 3` means CKA. A whole name always wins.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import log2

from tracker.formats.line.model import Candidate, Match
from tracker.formats.line.names import SMALL_WORDS, NameIndex, index_of, words_of

# Points, out of 100. A whole name has 100; the best that anything else can get is 93, so that with
# all ties broken (up to 5.5) it stays below.
EXACT = 100.0
_JOINED = 99.0
_MOST_IN_WORDS = 84.0
_MOST_COVERED = 9.0
_REST_COSTS = 4.0
_REST_COSTS_MOST = 20.0
# Of a word of the same weight that fits another credential, where it is left over for this one.
_REST_WEIGHS = 0.35
_SMALL_WEIGHS = 0.2
# Below this nothing is meant by the words: a three-letter beginning of a long word (71 points)
# still counts, a word spelled half wrong does not. Tried on the sample names of the tests.
THRESHOLD = 58.0
# Two credentials this close are asked about; being under way (3 points) decides.
MARGIN = 2.0

_SAME = 1.0
_JOINED_FIT = 0.95
_SLIP = 0.95
_OF_ISSUER = 0.85
_INITIALS_WHOLE = 0.97
_INITIALS_PART = 0.88
_LEAST_BEGINNING = 0.74
_LEAST_ALIKE = 0.72
# Shorter words are codes, and CISM is no slip of CISA, nor CKAD of CKA.
_LETTERS_OF_A_SLIP = 5
# The AT of AT&T is in SAT, and any two letters are in some name of a long list.
_LETTERS_TOO_FEW = 2
_MOST_WORDS = 24
_MOST_LETTERS = 60


@dataclass(frozen=True, slots=True)
class Hit:
    """A candidate that fits, and the words, from `first` up to `last` (exclusive), that name it.

    `rank` is the score with the ties broken, by which hits are compared. `is_vague` where nothing
    speaks for it but two letters out of a longer word or out of initials, as `ka` does for CKA.
    """

    candidate: Candidate
    score: float
    rank: float
    first: int
    last: int
    is_vague: bool = False

    @property
    def is_name(self) -> bool:
        """Whether the words are a name of the candidate, to the letter."""
        return self.score >= _JOINED

    @property
    def match(self) -> Match:
        """The hit as others see it."""
        return Match(self.candidate.id, self.candidate.title, round(self.score, 1))


def find_credential(
    text: str, candidates: tuple[Candidate, ...], limit: int = 5
) -> tuple[Match, ...]:
    """The credentials that `text` may mean, best first, at most `limit`; none where none fits."""
    hits = find_hits(words_of(text), candidates)
    return tuple(hit.match for hit in hits[: max(0, limit)])


def is_unclear(hits: list[Hit]) -> bool:
    """Whether the first two of `hits` are too close for the first to be taken."""
    return len(hits) > 1 and hits[0].rank - hits[1].rank < MARGIN


def find_hits(words: tuple[str, ...], candidates: tuple[Candidate, ...]) -> list[Hit]:
    """Every candidate above the threshold that `words` may mean, best first."""
    if not words or not candidates:
        return []
    words = words[:_MOST_WORDS]
    index = index_of(candidates)
    best = dict(_by_words(words, index))
    for place, hit in _by_name(words, index):
        if place not in best or hit.rank > best[place].rank:
            best[place] = hit
    good = [hit for hit in best.values() if hit.score >= THRESHOLD]
    return sorted(good, key=lambda hit: (-hit.rank, hit.candidate.title, hit.candidate.id))


def _by_name(words: tuple[str, ...], index: NameIndex) -> list[tuple[int, Hit]]:
    """The candidates of which a whole name stands in `words`; longer names count for more."""
    found: list[tuple[int, Hit]] = []
    count = len(words)
    for first in range(count):
        for last in range(count, first, -1):
            part = words[first:last]
            # Copied, since both are read where nothing may be added.
            places = index.exact.get(part)
            top = EXACT
            if places is None:
                places, top = index.joined.get("".join(part)), _JOINED
            for place in places or ():
                # A name inside of other words is still the name; more of it is better.
                score = top - 0.1 * min(8, count - (last - first))
                rank = score + index.names[place].points
                found.append((place, Hit(index.names[place].candidate, score, rank, first, last)))
    return found


def _by_words(words: tuple[str, ...], index: NameIndex) -> list[tuple[int, Hit]]:
    """The candidates that words of theirs fit, scored."""
    fits = [dict(_known_fits(word, index)) for word in words]
    _join_neighbours(words, fits, index)
    # How much a word tells: 1 where it fits one credential or none, less for each doubling.
    weights = [
        _SMALL_WEIGHS if word in SMALL_WORDS else 1 / (1 + log2(max(1, len(fit))))
        for word, fit in zip(words, fits, strict=True)
    ]
    # A letter or a number alone names nothing: chapter 3 is not Level 3.
    telling = [fit for word, fit in zip(words, fits, strict=True) if _is_telling(word)]
    places: set[int] = set().union(*telling)
    strange = [not fit and word not in SMALL_WORDS for word, fit in zip(words, fits, strict=True)]
    places -= _contradicted(words, fits, index)
    short = [len(word) <= _LETTERS_TOO_FEW for word in words]
    return [(place, _scored(place, fits, weights, strange, short, index)) for place in places]


def _contradicted(
    words: tuple[str, ...], fits: list[dict[int, float]], index: NameIndex
) -> set[int]:
    """The candidates of which the code is another one: AZ 204 is not AZ-104."""
    found: set[int] = set()
    for at, (word, number) in enumerate(pairwise(words)):
        if number.isdecimal():
            found |= {place for place in index.coded.get(word, ()) if place not in fits[at + 1]}
    return found


def _join_neighbours(
    words: tuple[str, ...], fits: list[dict[int, float]], index: NameIndex
) -> None:
    """Let two words fit that a name writes as one: `scrum master` for Certified ScrumMaster."""
    for at in range(len(words) - 1):
        places = index.postings.get(words[at] + words[at + 1], ())
        _offer(fits[at], places, _JOINED_FIT)
        _offer(fits[at + 1], places, _JOINED_FIT)


def _is_telling(word: str) -> bool:
    return len(word) > 1 and not word.isdecimal() and word not in SMALL_WORDS


def _scored(
    place: int,
    fits: list[dict[int, float]],
    weights: list[float],
    strange: list[bool],
    short: list[bool],
    index: NameIndex,
) -> Hit:
    """The hit of one candidate, over the stretch of words that fits it best."""
    fitting = [position for position, fit in enumerate(fits) if place in fit]
    stretches = [(fitting[0], fitting[-1] + 1)]
    if fitting[-1] - fitting[0] >= len(fitting):
        # With strange words in between, a part may do better than the whole.
        stretches = [(first, last + 1) for first in fitting for last in fitting if last >= first]
    name = index.names[place]
    best: Hit | None = None
    for first, last in stretches:
        inside = [at for at in fitting if first <= at < last]
        weight = sum(weights[first:last])
        # What fits another credential speaks against this one, if less than a word in between.
        weight += sum(
            _REST_WEIGHS * weights[at] * max(fit.values())
            for at, fit in enumerate(fits)
            if fit and place not in fit and not first <= at < last
        )
        quality = sum(weights[at] * fits[at][place] for at in inside) / weight
        covered = min(1.0, len(inside) / name.longest)
        cost = _REST_COSTS * (sum(strange[:first]) + sum(strange[last:]))
        score = _MOST_IN_WORDS * quality + _MOST_COVERED * covered - min(_REST_COSTS_MOST, cost)
        if best is None or score > best.score:
            is_vague = all(short[at] and fits[at][place] < _JOINED_FIT for at in inside)
            rank = score + name.points
            best = Hit(name.candidate, max(0.0, score), rank, first, last, is_vague)
    assert best is not None
    return best


def _known_fits(word: str, index: NameIndex) -> dict[int, float]:
    """What `_fits` said of `word` before, or says now; a line asks for each word several times."""
    fits = index.fits.get(word)
    if fits is None:
        # A few lines' worth of words; begun anew rather than kept for ever.
        if len(index.fits) > 500:
            index.fits.clear()
        fits = index.fits[word] = _fits(word, index)
    return fits


def _fits(word: str, index: NameIndex) -> dict[int, float]:
    """How well (0 to 1) `word` fits each candidate that it fits at all."""
    found: dict[int, float] = {}
    word = word[:_MOST_LETTERS]
    _offer_word(found, word, _SAME, index)
    if len(word) > 1:
        for longer in index.beginning_with(word):
            fit = _LEAST_BEGINNING + (1 - _LEAST_BEGINNING) * 0.8 * len(word) / len(longer)
            _offer_word(found, longer, fit, index)
        if word.isalpha():
            _offer_initials(found, word, index)
    if not found and len(word) >= _LETTERS_OF_A_SLIP:
        _offer_slips(found, word, index)
    return found


def _offer_word(found: dict[int, float], word: str, fit: float, index: NameIndex) -> None:
    """Let `word` fit the candidates that it is a word of, and those of its issuer a little less."""
    _offer(found, index.postings.get(word, ()), fit)
    _offer(found, index.of_issuer.get(word, ()), fit * _OF_ISSUER)


def _offer(found: dict[int, float], places: Iterable[int], fit: float) -> None:
    for place in places:
        if fit > found.get(place, 0.0):
            found[place] = fit


def _offer_initials(found: dict[int, float], word: str, index: NameIndex) -> None:
    """The candidates of which `word` holds the initials, or a part of them."""
    for place, name in enumerate(index.names):
        for initials in name.initials:
            if word == initials:
                _offer(found, [place], _INITIALS_WHOLE)
            elif word in initials:
                _offer(found, [place], _INITIALS_PART)


def _offer_slips(found: dict[int, float], word: str, index: NameIndex) -> None:
    """The candidates with a word that `word` may be a slip of: letters swapped, lost or added."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    # Numbers are no slips of one another: AZ-104 is not AZ-204.
    if any(letter.isdigit() for letter in word):
        return
    alike = process.extract(
        word,
        index.vocabulary,
        scorer=OSA.normalized_similarity,
        score_cutoff=_LEAST_ALIKE,
        limit=20,
    )
    for other, similarity, _place in alike:
        if len(other) >= _LETTERS_OF_A_SLIP:
            _offer_word(found, other, similarity * _SLIP, index)
