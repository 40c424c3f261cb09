"""Words of the command line as values: days, instants, amounts, lengths of time.

Days and times are read by the same reader as a typed line, so that `yesterday`, `22 nov` and
`2026-11-22` mean the same everywhere.
"""

from __future__ import annotations

import os
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TYPE_CHECKING, TypedDict, TypeVar

from tracker.errors import TrackerError
from tracker.i18n import LANGUAGE_SETTING, _, language_for
from tracker.settings import WindowSettings

if TYPE_CHECKING:
    from tracker.domain.instants import Moment
    from tracker.domain.money import Money
    from tracker.formats.line.model import LineContext, StudyLine
    from tracker.record import Record

W = TypeVar("W", bound=StrEnum)

# Where numbers have a decimal comma, by language, and where the month stands first, by country
# (CLDR 48: the decimal sign and the short date).
_COMMA_LANGUAGES = """
    be bg ca cs da de el es et eu fi fr gl hr hu id is it kk lt lv mk nb nl nn pl pt ro ru sk sl sq
    sr sv tr uk vi
"""
_COMMA = frozenset(_COMMA_LANGUAGES.split())
_POINT_ALL_THE_SAME = frozenset({"CH", "MX", "PR", "GT", "HN", "NI", "PA", "PE", "DO", "SV"})
_MONTH_FIRST = frozenset({"US", "PH", "FM", "MH", "PW", "GU", "PR"})


class Conventions(TypedDict):
    """How dates and numbers are written."""

    day_first: bool
    decimal_comma: bool
    language: str


def conventions() -> Conventions:
    """How the environment's locale writes dates and numbers, for a line's context.

    The day first and a decimal point where the locale says nothing.
    """

    def place(*names: str) -> tuple[str, str]:
        value = next((os.environ[name] for name in names if os.environ.get(name)), "")
        language, _sign, country = value.split(".")[0].split("@")[0].partition("_")
        return language, country

    language, country = place("LC_ALL", "LC_NUMERIC", "LANG")
    decimal_comma = language in _COMMA and country not in _POINT_ALL_THE_SAME
    _language, country = place("LC_ALL", "LC_TIME", "LANG")
    return {
        "day_first": country not in _MONTH_FIRST,
        "decimal_comma": decimal_comma,
        # What is typed is read in the person's language also where the answer is for a program.
        "language": language_for(WindowSettings().get(LANGUAGE_SETTING)),
    }


def context_of(record: Record | None) -> LineContext:
    """What reading a line depends on; None stands for a record that is not there yet."""
    from tracker.services.clock import unknown_zone
    from tracker.services.lines import bare_context, line_context

    unknown = unknown_zone()
    if unknown and (record is None or not record.ground.settings().zone):
        raise TrackerError(
            _("Unknown time zone"),
            _("TZ says that this computer is in “{zone}”, which is not a time zone.").format(
                zone=unknown[:60]
            ),
            _("Correct TZ, or name your zone: cairn settings zone Europe/Prague"),
        )
    if record is None:
        return bare_context(**conventions())
    return line_context(record.ground, **conventions())


def read_day(text: str, context: LineContext) -> date:
    """The day that `text` names: `2026-11-22`, `yesterday`, `22 nov`. Raises a TrackerError."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        pass
    line = _line(text, context, "day")
    if line is None or line.draft is None or line.draft.day is None or line.draft.start is not None:
        raise _not(
            _("«{text}» is not a day."), text, _("Write it as 2026-11-22, yesterday or 22 nov.")
        )
    return line.draft.day


def read_start(text: str, context: LineContext) -> Moment:
    """The moment that `text` names: `19:00`, `yesterday 19:00`, `2026-11-22 19:00`.

    An instant with an offset is shown in the person's zone. Raises a TrackerError.
    """
    written = _written(text, context.now.zone)
    if written is not None:
        return written
    line = _line(text.replace("T", " "), context, "time")
    if line is None or line.draft is None or line.draft.start is None:
        reason = line.problems[0].message if line is not None and line.problems else ""
        raise _not(
            _("«{text}» is not a time."),
            text,
            reason or _("Write it as 19:00, yesterday 19:00 or 2026-11-22 19:00."),
        )
    return line.draft.start


def _line(text: str, context: LineContext, wanted: str) -> StudyLine | None:
    """`text` as part of a line; None where it holds anything but days and times."""
    import dataclasses

    from tracker.formats.line import TokenKind, read_study_line

    # A minute of study makes a whole line of it; nobody's names or words may stand in the way.
    bare = dataclasses.replace(context, candidates=(), activities=(), tags=())
    line = read_study_line(f"1 min {text}", bare)
    kinds = {token.kind for token in line.tokens if token.start >= len("1 min ")}
    allowed = {TokenKind.DAY} if wanted == "day" else {TokenKind.DAY, TokenKind.TIME}
    return line if kinds and kinds <= allowed else None


def read_seconds(text: str, context: LineContext) -> int:
    """The length of time that `text` names [s]: `8h`, `45m`, `1h30`; a bare number is minutes."""
    import dataclasses

    from tracker.formats.line import TokenKind, read_study_line

    bare = dataclasses.replace(context, candidates=(), activities=(), tags=())
    line = read_study_line(text, bare)
    if line.draft is None or {token.kind for token in line.tokens} != {TokenKind.DURATION}:
        raise _not(_("«{text}» is not a length of time."), text, _("Write it as 8h, 45m or 1h30."))
    return line.draft.seconds


def read_hours(text: str) -> int:
    """Hours as whole minutes: `65` and `65h` are 65 hours, `1.5` or `1,5` an hour and a half."""
    number = text.strip().casefold().removesuffix("h").strip().replace(",", ".")
    try:
        minutes = Decimal(number) * 60
        if not minutes.is_finite() or abs(minutes) > 10**12:
            raise InvalidOperation
    except ArithmeticError:
        raise _not(
            _("«{text}» is not a number of hours."), text, _("Write it as 65 or 1.5.")
        ) from None
    return round(minutes)


def read_amount(text: str, currency: str) -> Money:
    """An amount, in `currency` unless it names another: `150`, `149.90 USD`, `49,90`.

    A sign or a code may stand before or after it, as in a line of spending.
    """
    import dataclasses

    from tracker.domain.money import Money
    from tracker.formats.line import TokenKind, read_expense_line
    from tracker.services.lines import bare_context

    context = dataclasses.replace(bare_context(**conventions()), currency=currency)
    line = read_expense_line(text, context)
    kinds = {token.kind for token in line.tokens}
    is_clear = not any(question.kind == "ask" for question in line.questions)
    if line.draft is None or kinds != {TokenKind.AMOUNT} or not is_clear:
        reason = " ".join(problem.message for problem in line.problems)
        reason = reason or " ".join(question.message for question in line.questions)
        raise _not(
            _("«{text}» is not an amount of money."), text, reason or _("Write it as 149.90 USD.")
        )
    return Money(line.draft.amount_minor, line.draft.currency)


def read_word(text: str, words: type[W], what: str) -> W:
    """The fixed word that `text` names, by its stored value or its text, in any letter case.

    `in progress`, `in_progress` and `in-progress` are the same. `what` is what the word is for.
    """
    wanted = _folded(text)
    for word in words:
        if wanted in {_folded(word.value), _folded(getattr(word, "text", word.value))}:
            return word
    raise TrackerError(
        _("Not one of the words"),
        _("«{text}» can't be the {what}.").format(text=text[:40], what=what),
        _("It is one of: {words}.").format(words=", ".join(word.value for word in words)),
    )


def at_in_day(day: date, text: str, context: LineContext) -> Moment:
    """The time `text` (`19:00`) on a day of the calendar."""
    return read_start(f"{day.isoformat()} {text}", context)


def _written(text: str, zone: str) -> Moment | None:
    """The moment that ISO 8601 writes, to the second; None for anything else."""
    from tracker.domain.instants import Moment

    try:
        at = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    if len(text.strip()) <= len("2026-11-22"):
        return None
    return Moment.of(at, zone) if at.tzinfo is not None else Moment.from_wall(at, zone)


def _folded(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _not(pattern: str, text: str, hint: str) -> TrackerError:
    return TrackerError(_("This can't be understood"), pattern.format(text=text[:60]), hint)
