"""What the word under the cursor may become: credentials, days, activities, kinds, tags."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.formats.line.marks import activities
from tracker.formats.line.matching import find_hits
from tracker.formats.line.model import Completion, LineContext, Token, TokenKind
from tracker.formats.line.names import WORD, fold
from tracker.formats.line.spending import read_expense_line
from tracker.formats.line.study import read_study_line
from tracker.formats.line.words import table_for
from tracker.formats.line.writing import name_to_type, quote

# As many as a list under a field shows without scrolling.
_MOST = 8
_MOST_CREDENTIALS = 5
_IN_NAMES = frozenset({TokenKind.CREDENTIAL, TokenKind.TOPIC, TokenKind.WORD})


def complete(
    text: str, cursor: int, context: LineContext, *, is_spending: bool = False
) -> tuple[Completion, ...]:
    """What fits the word before `cursor` (an offset into `text`), best first; at most eight.

    Nothing in a note, after a space, or where the word is complete already.
    """
    cursor = max(0, min(cursor, len(text)))
    start = cursor
    while start and not text[start - 1].isspace():
        start -= 1
    typed = text[start:cursor]
    if not typed:
        return ()
    read = read_expense_line if is_spending else read_study_line
    tokens = read(text[:cursor], context).tokens
    if tokens and tokens[-1].kind is TokenKind.NOTE:
        return ()
    if typed[0] in "#@":
        found = _marked(typed, start, cursor, context, is_spending=is_spending)
    else:
        found = [
            *_credentials(text, start, cursor, tokens, context),
            *_words(typed, start, cursor, context, is_spending=is_spending),
        ]
    return tuple(one for one in found if one.insert != text[one.start : cursor])[:_MOST]


def _marked(
    typed: str, start: int, end: int, context: LineContext, *, is_spending: bool
) -> list[Completion]:
    """Tags and activities that begin with what stands behind the # or @."""
    sign, wanted = typed[0], fold(typed[1:].lstrip('"'))
    groups: list[tuple[TokenKind, Iterable[str]]] = []
    if not is_spending:
        known = activities(context, table_for(context.language))
        groups.append((TokenKind.ACTIVITY, dict.fromkeys(known.values())))
    if sign == "#":
        groups.append((TokenKind.TAG, context.tags))
    return [
        Completion(start, end, sign + quote(word), sign + word, kind)
        for kind, words in groups
        for word in words
        if fold(word).startswith(wanted)
    ]


def _words(
    typed: str, start: int, end: int, context: LineContext, *, is_spending: bool
) -> list[Completion]:
    """Days and the words for an activity or a kind that begin with `typed`."""
    table = table_for(context.language)
    days = [*table.relative_days, *table.weekdays]
    known = activities(context, table).values()
    labels = table.expense_kinds if is_spending else dict.fromkeys(known)
    kind = TokenKind.EXPENSE_KIND if is_spending else TokenKind.ACTIVITY
    wanted = fold(typed)
    # From two letters on: one says too little. Abbreviations are no help.
    return [
        Completion(start, end, word, word, of)
        for of, words in ((TokenKind.DAY, days), (kind, labels))
        for word in words
        if len(wanted) > 1
        and len(word) >= 3
        and (len(word) > 4 or of is kind)
        and fold(word).startswith(wanted)
    ]


def _credentials(
    text: str, start: int, end: int, tokens: tuple[Token, ...], context: LineContext
) -> list[Completion]:
    """The credentials that the words up to the cursor may mean, or else the last word alone."""
    begin = start
    for token in reversed(tokens):
        if token.kind not in _IN_NAMES or text[token.end : begin].strip():
            break
        begin = min(begin, token.start)
    for first in dict.fromkeys((begin, start)):
        spans = [match.start() for match in WORD.finditer(text, first, end)]
        words = tuple(fold(match[0]) for match in WORD.finditer(text, first, end))
        # Only names that the word at the cursor is part of; what stands before them stays.
        hits = [hit for hit in find_hits(words, context.candidates) if hit.last == len(words)]
        if hits:
            return [
                Completion(
                    spans[hit.first],
                    end,
                    name_to_type(hit.candidate, context),
                    hit.candidate.title,
                    TokenKind.CREDENTIAL,
                )
                for hit in hits[:_MOST_CREDENTIALS]
            ]
    return []
