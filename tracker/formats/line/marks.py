"""The parts of a line that a sign gives away: notes, #tags, @words; and names, kept from harm."""

from __future__ import annotations

import re
from typing import NamedTuple

from tracker.formats.line.model import LineContext, TokenKind
from tracker.formats.line.names import WORD, NameIndex, fold, index_of
from tracker.formats.line.sheet import Sheet, plain
from tracker.formats.line.words import WordTable
from tracker.i18n import _

# Quotes open at the beginning of a word and close at the end of one; one that is still open takes
# the rest, since the line may be half typed. A note after // or -- takes the rest in any case.
_NOTE = re.compile(
    r"(?:(?<=\s)|^)(?:(?://|--)(?:\s+(?P<rest>.*)|$)"
    r"|\"(?P<q1>[^\"]*)(?:\"|$)|“(?P<q2>[^”]*)(?:”|$)|„(?P<q3>[^“”]*)(?:[“”]|$)"
    r"|«(?P<q4>[^»]*)(?:»|$))",
    re.DOTALL,
)
_TAG = re.compile(r"(?:(?<=[\s\x00(,])|^)#(?:\"(?P<q>[^\"]+)\"|(?P<w>[^\s\x00#\",;()]+))")
_AT = re.compile(r"(?:(?<=[\s\x00(,])|^)@(?:\"(?P<q>[^\"]+)\"|(?P<w>[^\s\x00@\",;()]+))")
# What may stand between the words of one name: `AZ-900`, `re:Invent`, `A/B`.
_LIGHT = re.compile(r"[\s\-–./:'’&_]*")
# Where a name that was typed may begin and end; 22 is no end of a name in 22-11-2026.
_BEFORE = re.compile(r"(?:^|[\s\x00(\[,;/+&])$")
_AFTER = re.compile(r"[.!?)\]]*(?:[\s\x00,;+/&]|:\d|:?$)")


class Marked(NamedTuple):
    """A marked word and where it stands."""

    start: int
    end: int
    text: str


def claim_notes(sheet: Sheet) -> str:
    """The notes of the line, in order, each on a line of its own."""
    notes: list[str] = []
    for match in sheet.find(_NOTE):
        text = next((part for part in match.groups() if part is not None), "").strip()
        sheet.claim(match.start(), match.end(), TokenKind.NOTE, text)
        if text:
            notes.append(text)
    return "\n".join(notes)


def find_tags(sheet: Sheet) -> list[Marked]:
    """Every #tag in the rest of the line."""
    return _marked(sheet, _TAG)


def find_ats(sheet: Sheet) -> list[Marked]:
    """Every @word in the rest of the line."""
    return _marked(sheet, _AT)


def _marked(sheet: Sheet, pattern: re.Pattern[str]) -> list[Marked]:
    found: list[Marked] = []
    for match in sheet.find(pattern):
        if match["q"] is not None:
            text, end = match["q"].strip(), match.end()
        else:
            text = match["w"].rstrip(".,;:!?")
            end = match.start("w") + len(text)
        if text:
            found.append(Marked(match.start(), end, text))
    return found


def activity_of(text: str, context: LineContext, table: WordTable) -> str | None:
    """The activity that `text` names (`labs`, `mock-exam`), None where it names none."""
    return activities(context, table).get(plain(re.sub(r"[-_]", " ", text)))


def activities(context: LineContext, table: WordTable) -> dict[str, str]:
    """Every word for an activity with the activity: those of the language, then the person's."""
    known = dict(table.activities)
    for name in context.activities:
        if name.strip():
            known[plain(re.sub(r"[-_]", " ", name))] = name
    return known


def claim_tags(sheet: Sheet, context: LineContext, table: WordTable) -> tuple[tuple[str, ...], str]:
    """The tags, each once as typed, and the activity if one of them names it (else empty).

    `#lab` says the same as the activity `lab` and is then no tag. An @word is always the activity,
    also where it was not known before.
    """
    tags: dict[str, str] = {}
    activity = ""
    for mark in find_ats(sheet):
        named = activity_of(mark.text, context, table) or mark.text
        if not activity:
            activity = named
            sheet.claim(mark.start, mark.end, TokenKind.ACTIVITY, named)
    for mark in find_tags(sheet):
        named = activity_of(mark.text, context, table)
        if named is not None and not activity:
            activity = named
            sheet.claim(mark.start, mark.end, TokenKind.ACTIVITY, named)
        elif named is not None and named == activity:
            sheet.claim(mark.start, mark.end, TokenKind.ACTIVITY, named)
        else:
            tags.setdefault(mark.text.casefold(), mark.text)
            sheet.claim(mark.start, mark.end, TokenKind.TAG, _("#{tag}").format(tag=mark.text))
    return tuple(tags.values()), activity


def hold_names(sheet: Sheet, context: LineContext) -> None:
    """Keep names that were typed out from being read as anything else.

    So the Sun in «Sun Certified Programmer» is no Sunday and the 900 of «AZ 900» no minutes. That
    goes for whole names, for two or more words that begin one, for single words that hold both
    letters and other signs (`A+`, `AZ-900`), and for those in capitals as the record has them
    (`SAT`, where `sat` stays a Saturday).
    """
    index = index_of(context.candidates)
    spans = [match.span() for match in WORD.finditer(sheet.rest)]
    words = [fold(sheet.rest[start:end]) for start, end in spans]
    at = 0
    while at < len(spans):
        count = _longest_name(at, spans, words, sheet.rest, index)
        if count:
            sheet.hold(spans[at][0], spans[at + count - 1][1])
        at += max(1, count)


def _longest_name(
    at: int, spans: list[tuple[int, int]], words: list[str], text: str, index: NameIndex
) -> int:
    """How many words from `at` on stand together as (the beginning of) a name; 0 for none."""
    best = 0
    for name in index.starts.get(words[at], ()):
        count = _agree(at, words, name)
        while count and not _stands_alone(at, count, spans, text):
            count -= 1
        if count > 1:
            best = max(best, count)
        elif count == 1 == len(name) and _is_odd(text[slice(*spans[at])], index):
            best = max(best, 1)
    return best


def _agree(at: int, words: list[str], name: tuple[str, ...]) -> int:
    """How many words from `at` on are those of `name`."""
    count = 0
    while count < len(name) and at + count < len(words) and words[at + count] == name[count]:
        count += 1
    return count


def _stands_alone(at: int, count: int, spans: list[tuple[int, int]], text: str) -> bool:
    """Whether `count` words from `at` on are joined, and cut off from what is around them."""
    start, end = spans[at][0], spans[at + count - 1][1]
    for left, right in zip(spans[at : at + count - 1], spans[at + 1 : at + count], strict=True):
        if not _LIGHT.fullmatch(text, left[1], right[0]):
            return False
    return _BEFORE.search(text[max(0, start - 1) : start]) is not None and (
        _AFTER.match(text, end) is not None
    )


def _is_odd(word: str, index: NameIndex) -> bool:
    """Whether a single word is unmistakably a name."""
    if word.isupper() and len(word) > 1 and word in index.spelled and word.isalpha():
        return True
    return any(letter in "+#" for letter in word)
