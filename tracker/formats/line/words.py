"""The words of a line, one table for each language. A language is added by adding a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from tracker.domain.words import ExpenseKind, Payer


@dataclass(frozen=True, eq=False)
class WordTable:
    """The words that a line is read by, all in lower case.

    Weekdays count from 0 for Monday, months from 1. A text of several words is written with single
    spaces. `fillers` may stand at the edge of a credential's name without meaning anything,
    `trailing_fillers` at its end; `counters` make a number that follows part of the words
    (`chapter 3`). `plain_kind_words` say no more than the kind itself; the other words of
    `expense_kinds` (`laptop`) become the title as well.
    """

    language: str
    hours: tuple[str, ...]
    minutes: tuple[str, ...]
    seconds: tuple[str, ...]
    one: tuple[str, ...]
    half_hour: Mapping[str, int]
    and_a_half: tuple[str, ...]
    after_hours: Mapping[str, int]
    and_: tuple[str, ...]
    numbers: Mapping[str, int]
    relative_days: Mapping[str, int]
    weekdays: Mapping[str, int]
    months: Mapping[str, int]
    last: tuple[str, ...]
    this: tuple[str, ...]
    next: tuple[str, ...]
    last_after: tuple[str, ...]
    next_after: tuple[str, ...]
    week: tuple[str, ...]
    day_units: Mapping[str, int]
    ago: tuple[str, ...]
    ago_before: tuple[str, ...]
    ahead: tuple[str, ...]
    on: tuple[str, ...]
    the: tuple[str, ...]
    of: tuple[str, ...]
    ordinals: tuple[str, ...]
    am: tuple[str, ...]
    pm: tuple[str, ...]
    clock_words: Mapping[str, tuple[int, int]]
    oclock: tuple[str, ...]
    at: tuple[str, ...]
    from_: tuple[str, ...]
    to: tuple[str, ...]
    until: tuple[str, ...]
    since: tuple[str, ...]
    now: tuple[str, ...]
    activities: Mapping[str, str]
    counters: frozenset[str]
    fillers: frozenset[str]
    trailing_fillers: frozenset[str]
    expense_kinds: Mapping[str, ExpenseKind]
    plain_kind_words: frozenset[str]
    refund: tuple[str, ...]
    payers: Mapping[str, Payer]
    paid_by: tuple[str, ...]
    paid: tuple[str, ...]
    vendor_before: tuple[str, ...]
    recurring: tuple[str, ...]
    currencies: Mapping[str, str]


def _each(words: str) -> frozenset[str]:
    """The single words of `words`."""
    return frozenset(words.split())


ENGLISH = WordTable(
    language="en",
    hours=("hours", "hour", "hrs", "hr", "h"),
    minutes=("minutes", "minute", "mins", "min", "m"),
    seconds=("seconds", "second", "secs", "sec", "s"),
    one=("an", "a", "one"),
    half_hour={
        "half an hour": 30,
        "half a hour": 30,
        "half hour": 30,
        "a half hour": 30,
        "a quarter of an hour": 15,
        "quarter of an hour": 15,
        "a quarter hour": 15,
        "quarter hour": 15,
        "three quarters of an hour": 45,
        "three-quarters of an hour": 45,
        "an hour and a half": 90,
        "one hour and a half": 90,
        "1 hour and a half": 90,
        "an hour and a quarter": 75,
    },
    and_a_half=("and a half",),
    after_hours={"and a half": 30, "and a quarter": 15, "and three quarters": 45},
    and_=("and",),
    numbers={
        "one": 1,
        "two": 2,
        "three": 3,
        "four": 4,
        "five": 5,
        "six": 6,
        "seven": 7,
        "eight": 8,
        "nine": 9,
        "ten": 10,
        "eleven": 11,
        "twelve": 12,
        "thirteen": 13,
        "fourteen": 14,
        "fifteen": 15,
        "sixteen": 16,
        "seventeen": 17,
        "eighteen": 18,
        "nineteen": 19,
        "twenty": 20,
        "thirty": 30,
        "forty": 40,
        "fifty": 50,
        "sixty": 60,
        "ninety": 90,
    },
    relative_days={
        "today": 0,
        "tonight": 0,
        "yesterday": -1,
        "day before yesterday": -2,
        "the day before yesterday": -2,
        "tomorrow": 1,
    },
    weekdays={
        "monday": 0,
        "mon": 0,
        "tuesday": 1,
        "tues": 1,
        "tue": 1,
        "wednesday": 2,
        "wed": 2,
        "thursday": 3,
        "thurs": 3,
        "thur": 3,
        "thu": 3,
        "friday": 4,
        "fri": 4,
        "saturday": 5,
        "sat": 5,
        "sunday": 6,
        "sun": 6,
    },
    months={
        "january": 1,
        "jan": 1,
        "february": 2,
        "feb": 2,
        "march": 3,
        "mar": 3,
        "april": 4,
        "apr": 4,
        "may": 5,
        "june": 6,
        "jun": 6,
        "july": 7,
        "jul": 7,
        "august": 8,
        "aug": 8,
        "september": 9,
        "sept": 9,
        "sep": 9,
        "october": 10,
        "oct": 10,
        "november": 11,
        "nov": 11,
        "december": 12,
        "dec": 12,
    },
    last=("last",),
    this=("this",),
    next=("next",),
    last_after=(),
    next_after=(),
    week=("week",),
    day_units={"days": 1, "day": 1, "weeks": 7, "week": 7},
    ago=("ago",),
    ago_before=(),
    ahead=("in",),
    on=("on",),
    the=("the",),
    of=("of",),
    ordinals=("st", "nd", "rd", "th"),
    am=("am", "a.m.", "a.m"),
    pm=("pm", "p.m.", "p.m"),
    clock_words={"noon": (12, 0), "midday": (12, 0), "midnight": (0, 0)},
    oclock=("o'clock", "o’clock", "oclock"),
    at=("at",),
    from_=("from", "starting at", "started at"),
    to=("to", "till", "until"),
    until=("until", "till", "til", "ending at", "ended at", "ending", "ended"),
    since=("since",),
    now=("until now", "till now", "just now", "right now"),
    activities={
        "reading": "reading",
        "read": "reading",
        "lecture": "lecture",
        "lectures": "lecture",
        "video": "video",
        "videos": "video",
        "practice": "practice",
        "practise": "practice",
        "practicing": "practice",
        "exercise": "practice",
        "exercises": "practice",
        "lab": "lab",
        "labs": "lab",
        "mock exam": "mock exam",
        "mock exams": "mock exam",
        "practice exam": "mock exam",
        "practice exams": "mock exam",
        "practice test": "mock exam",
        "practice tests": "mock exam",
        "mock test": "mock exam",
        "exam": "exam",
        "project": "project",
        "review": "review",
        "reviewing": "review",
        "revision": "review",
        "flashcards": "flashcards",
        "flash cards": "flashcards",
        "anki": "flashcards",
        "course": "course",
        "workshop": "workshop",
        "webinar": "webinar",
        "tutorial": "tutorial",
        "writing": "writing",
        "assignment": "assignment",
        "homework": "assignment",
        "podcast": "podcast",
        "tutoring": "tutoring",
    },
    counters=_each(
        "chapter chapters ch module modules part unit week day lesson lessons section sec page "
        "pages level lab labs video videos version v no number nr domain task episode ep lecture "
        "question questions exercise volume vol step round attempt stage phase tier session "
        "topic set quiz"
    ),
    fillers=_each("for on of with in the my to and studied studying spent did about"),
    trailing_fillers=_each("for on of with in at and from"),
    expense_kinds={
        "exam": ExpenseKind.EXAM,
        "exams": ExpenseKind.EXAM,
        "exam fee": ExpenseKind.EXAM,
        "exam voucher": ExpenseKind.EXAM,
        "voucher": ExpenseKind.EXAM,
        "test fee": ExpenseKind.EXAM,
        "retake": ExpenseKind.EXAM,
        "course": ExpenseKind.COURSE,
        "courses": ExpenseKind.COURSE,
        "class": ExpenseKind.COURSE,
        "training": ExpenseKind.COURSE,
        "workshop": ExpenseKind.COURSE,
        "bootcamp": ExpenseKind.COURSE,
        "tuition": ExpenseKind.COURSE,
        "book": ExpenseKind.BOOK,
        "books": ExpenseKind.BOOK,
        "ebook": ExpenseKind.BOOK,
        "textbook": ExpenseKind.BOOK,
        "study guide": ExpenseKind.BOOK,
        "subscription": ExpenseKind.SUBSCRIPTION,
        "membership": ExpenseKind.SUBSCRIPTION,
        "maintenance": ExpenseKind.MAINTENANCE,
        "maintenance fee": ExpenseKind.MAINTENANCE,
        "annual fee": ExpenseKind.MAINTENANCE,
        "renewal": ExpenseKind.MAINTENANCE,
        "renewal fee": ExpenseKind.MAINTENANCE,
        "recertification": ExpenseKind.MAINTENANCE,
        "equipment": ExpenseKind.EQUIPMENT,
        "hardware": ExpenseKind.EQUIPMENT,
        "laptop": ExpenseKind.EQUIPMENT,
        "monitor": ExpenseKind.EQUIPMENT,
        "headset": ExpenseKind.EQUIPMENT,
        "webcam": ExpenseKind.EQUIPMENT,
        "travel": ExpenseKind.TRAVEL,
        "train": ExpenseKind.TRAVEL,
        "train ticket": ExpenseKind.TRAVEL,
        "flight": ExpenseKind.TRAVEL,
        "hotel": ExpenseKind.TRAVEL,
        "taxi": ExpenseKind.TRAVEL,
        "other": ExpenseKind.OTHER,
    },
    plain_kind_words=_each(
        "exam exams course courses book books subscription maintenance equipment travel other"
    )
    | {"maintenance fee", "exam fee"},
    refund=("refund", "refunded", "money back", "cashback", "got back"),
    payers={
        "employer": Payer.EMPLOYER,
        "my employer": Payer.EMPLOYER,
        "the employer": Payer.EMPLOYER,
        "company": Payer.EMPLOYER,
        "the company": Payer.EMPLOYER,
        "my company": Payer.EMPLOYER,
        "me": Payer.SELF,
        "myself": Payer.SELF,
        "self": Payer.SELF,
    },
    paid_by=("paid for by", "paid by"),
    paid=("paid", "pays"),
    vendor_before=("from", "at", "via"),
    recurring=(
        "per month",
        "a month",
        "every month",
        "each month",
        "/month",
        "/ month",
        "/mo",
        "monthly",
        "per quarter",
        "a quarter",
        "every quarter",
        "/quarter",
        "quarterly",
        "per year",
        "a year",
        "every year",
        "each year",
        "/year",
        "/ year",
        "/yr",
        "yearly",
        "annually",
        "per week",
        "a week",
        "every week",
        "/week",
        "weekly",
    ),
    currencies={
        "euro": "EUR",
        "euros": "EUR",
        "dollar": "USD",
        "dollars": "USD",
        "bucks": "USD",
        "pounds": "GBP",
        "quid": "GBP",
        "yen": "JPY",
        "francs": "CHF",
        "rupees": "INR",
    },
)


@cache
def _table(code: str) -> WordTable:
    # Who writes English alone need not read the other tables.
    if code == ENGLISH.language:
        return ENGLISH
    from tracker.formats.line.tongues import TONGUES, beside_english

    return beside_english(code, TONGUES[code]) if code in TONGUES else ENGLISH


def table_for(language: str) -> WordTable:
    """The words of `language` (`en`, `en-GB`, `de_AT`) beside English; English alone if unknown."""
    return _table(language.replace("_", "-").split("-")[0].casefold())
