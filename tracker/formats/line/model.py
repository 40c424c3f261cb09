"""What goes into reading a line and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal, NamedTuple

from tracker.domain.instants import Moment
from tracker.domain.spending import ExpenseDraft
from tracker.domain.study import StudyDraft, TimerDraft
from tracker.domain.words import CredentialState
from tracker.errors import Problem


@dataclass(frozen=True, slots=True)
class Candidate:
    """A credential that a line may mean. `aliases` hold the exam code and the catalogue's aliases.

    `last_used` is the last day of study for it, None where there is none.
    """

    id: int
    title: str
    short_title: str = ""
    issuer: str = ""
    aliases: tuple[str, ...] = ()
    state: CredentialState = CredentialState.PLANNED
    last_used: date | None = None


@dataclass(frozen=True, slots=True)
class LineContext:
    """All that the meaning of a line depends on; nothing else does.

    `day_starts_at` is in minutes of the wall clock, `first_weekday` 0 for Monday to 6 for Sunday.
    `day_first` decides whether 5/6 is in June, `decimal_comma` whether 1.234 is a thousand.
    `activities` and `tags` are the person's own so far. Keep one context while the record does not
    change: what is worked out for its `candidates` is kept with that tuple.
    """

    now: Moment
    day_starts_at: int
    currency: str
    candidates: tuple[Candidate, ...]
    first_weekday: int = 0
    day_first: bool = True
    decimal_comma: bool = False
    language: str = "en"
    activities: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


class TokenKind(StrEnum):
    """What a part of a line was understood as."""

    DURATION = "duration"
    DAY = "day"
    TIME = "time"
    CREDENTIAL = "credential"
    WEIGHT = "weight"
    TOPIC = "topic"
    TAG = "tag"
    ACTIVITY = "activity"
    NOTE = "note"
    AMOUNT = "amount"
    EXPENSE_KIND = "expense_kind"
    REFUND = "refund"
    PAYER = "payer"
    VENDOR = "vendor"
    PERIOD = "period"
    JOINER = "joiner"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Token:
    """The text from `start` up to `end` (exclusive) and what it was understood as.

    `text` is as typed, `meaning` what a chip shows for it: `45 m`, `Sun 22 Nov`, `19:00`.
    `phrase` is the place in the line's `matches` where this is (part of) a credential's name.
    """

    start: int
    end: int
    kind: TokenKind
    text: str
    meaning: str
    phrase: int | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A credential that a phrase may mean; `score` from 0 to 100, 100 where it is its name."""

    candidate_id: int
    title: str
    score: float


@dataclass(frozen=True, slots=True)
class Question:
    """Something to ask before recording (`kind` ask), or merely to point out (`kind` hint).

    `code` says what it is about: `long` (above 12 h), `future` (it has not happened yet),
    `ambiguous` (several credentials or readings fit; `choices` are their texts), and as hints
    `no_credential` (the words name none, they became the topic), `no_currency` (three capitals
    beside the amount are none), `fold` (the clocks showed that time twice), `night` (a time before
    the day's start: which date and which day it is), `yesterday` (a time without a day, taken as
    yesterday's).
    """

    code: str
    message: str
    choices: tuple[str, ...] = ()
    kind: Literal["ask", "hint"] = "ask"


@dataclass(frozen=True, slots=True)
class StudyLine:
    """A line of study, understood.

    `tokens` are in order, do not overlap and cover every character that is no space. `draft` is
    None where there are `problems`. `matches` holds for every phrase that names a credential
    the credentials it may mean, best first, at most five. `timer` is what a timer is
    started for by the same line: its duration, day and time are left out.
    """

    text: str
    tokens: tuple[Token, ...]
    draft: StudyDraft | None
    matches: tuple[tuple[Match, ...], ...]
    problems: tuple[Problem, ...]
    questions: tuple[Question, ...]
    timer: TimerDraft = field(default_factory=TimerDraft)


class Refund(NamedTuple):
    """Money that came back, in minor units of the expense's currency; `day` None: not said."""

    amount_minor: int
    day: date | None


@dataclass(frozen=True, slots=True)
class ExpenseLine:
    """A line of spending, understood; as `StudyLine`, with the refunds that the line names."""

    text: str
    tokens: tuple[Token, ...]
    draft: ExpenseDraft | None
    refunds: tuple[Refund, ...]
    matches: tuple[tuple[Match, ...], ...]
    problems: tuple[Problem, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Completion:
    """Put `insert` in place of the text from `start` up to `end`; a list shows `shown`."""

    start: int
    end: int
    insert: str
    shown: str
    kind: TokenKind


def replace_phrase(line: StudyLine | ExpenseLine, phrase: int, title: str) -> str:
    """The line's text with the name of a credential, phrase number `phrase`, replaced by `title`.

    This is how a person's choice among `matches[phrase]` is written into the field. The text as it
    is where there is no such phrase.
    """
    spans = [(token.start, token.end) for token in line.tokens if token.phrase == phrase]
    text = line.text
    for start, end in reversed(spans[1:]):
        text = text[:start].rstrip() + text[end:]
    for start, end in spans[:1]:
        text = text[:start] + title + text[end:]
    return text
