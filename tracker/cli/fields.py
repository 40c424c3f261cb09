"""The fields of a credential as options, and how each is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tracker.cli.inputs import read_day, read_hours, read_start, read_word
from tracker.cli.parsing import Arguments, Parser
from tracker.domain.words import (
    N_,
    CredentialKind,
    CredentialState,
    Participation,
    Stackability,
    Supervision,
    Validity,
    WorkloadUnit,
)
from tracker.errors import TrackerError
from tracker.i18n import _

if TYPE_CHECKING:
    from tracker.formats.line.model import LineContext

Fields = dict[str, Any]
# Reads an option's text into one or several fields of a CredentialDraft.
Reader = Callable[[str, str, "LineContext"], Fields]


def _text(name: str, text: str, _context: LineContext) -> Fields:
    return {name: text}


def _day(name: str, text: str, context: LineContext) -> Fields:
    return {name: read_day(text, context) if text else None}


def _country(name: str, text: str, _context: LineContext) -> Fields:
    return {name: text.strip().upper()}


def _number(name: str, text: str, _context: LineContext) -> Fields:
    if not text:
        return {name: None}
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise TrackerError(
            _("This can't be understood"),
            _("«{text}» is not a whole number.").format(text=text[:40]),
            _("Write it as digits, such as 5."),
        )
    return {name: int(text)}


def _hours(name: str, text: str, _context: LineContext) -> Fields:
    return {name: read_hours(text) if text else None}


def _word(words: Any, what: str) -> Reader:
    def read(name: str, text: str, _context: LineContext) -> Fields:
        return {name: read_word(text, words, _(what)) if text else None}

    return read


def _exam(_name: str, text: str, context: LineContext) -> Fields:
    """A day, or a day with a time: then both are kept."""
    if not text:
        return {"exam_on": None, "exam_at": None}
    try:
        return {"exam_on": read_day(text, context), "exam_at": None}
    except TrackerError:
        start = read_start(text, context)
        return {"exam_on": start.wall.date(), "exam_at": start.at}


def _validity(_name: str, text: str, context: LineContext) -> Fields:
    """A day, or `never`; nothing makes it unknown again."""
    word = text.strip().casefold()
    if not word or word == Validity.UNKNOWN.value:
        return {"validity": Validity.UNKNOWN, "valid_until": None}
    if word in {"never", Validity.NO_EXPIRY.value, Validity.NO_EXPIRY.text.casefold()}:
        return {"validity": Validity.NO_EXPIRY, "valid_until": None}
    return {"validity": Validity.EXPIRES, "valid_until": read_day(text, context)}


def _workload(_name: str, text: str, _context: LineContext) -> Fields:
    """A number and its unit: `4 ects`."""
    if not text:
        return {"workload_milli": None, "workload_unit": None}
    number, _space, unit = text.strip().partition(" ")
    # Hours are read to the minute; a workload is kept in thousandths of any unit.
    from decimal import Decimal, InvalidOperation

    try:
        milli = Decimal(number.replace(",", ".")) * 1000
        if not milli.is_finite() or milli != milli.to_integral_value() or milli > 10**9:
            raise InvalidOperation
    except ArithmeticError:
        raise TrackerError(
            _("This can't be understood"),
            _("«{text}» is not a workload.").format(text=text[:40]),
            _("Write a number and a unit, such as «4 ects» or «110 hours»."),
        ) from None
    found = read_word(unit or "hours", WorkloadUnit, _("unit of a workload"))
    return {"workload_milli": int(milli), "workload_unit": found}


@dataclass(frozen=True, slots=True)
class Field:
    """An option of a credential: the field it fills, how it is read, what it says."""

    option: str
    name: str
    read: Reader
    metavar: str
    help: str


FIELDS = (
    Field("--short", "short_title", _text, N_("TEXT"), N_("what it is called for short: CKA")),
    Field("--issuer", "issuer", _text, N_("NAME"), N_("who awards it")),
    Field(
        "--kind",
        "kind",
        _word(CredentialKind, N_("kind")),
        N_("KIND"),
        N_("Certification, Certificate, MicroCredential …"),
    ),
    Field(
        "--status",
        "state",
        _word(CredentialState, N_("status")),
        N_("STATUS"),
        N_("wish, planned, in_progress, submitted, earned, abandoned"),
    ),
    Field("--country", "country", _country, N_("CODE"), N_("its country: DE")),
    Field("--identifier", "identifier", _text, N_("TEXT"), N_("the number on the certificate")),
    Field("--exam-code", "exam_code", _text, N_("TEXT"), N_("the exam's code: AZ-104")),
    Field("--url", "url", _text, N_("LINK"), N_("where it is described")),
    Field("--eqf", "level_eqf", _number, N_("1-8"), N_("its level in the European framework")),
    Field("--level", "level", _text, N_("TEXT"), N_("its level in words")),
    Field("--hours", "planned_minutes", _hours, N_("HOURS"), N_("the study planned for it: 65")),
    Field(
        "--workload",
        "workload_milli",
        _workload,
        N_("NUMBER UNIT"),
        N_("what the issuer states: 4 ects"),
    ),
    Field("--outcomes", "learning_outcomes", _text, N_("TEXT"), N_("learning outcomes")),
    Field("--assessment", "assessment", _text, N_("TEXT"), N_("how it is assessed")),
    Field(
        "--participation",
        "participation",
        _word(Participation, N_("participation")),
        N_("FORM"),
        N_("onsite, online, blended"),
    ),
    Field("--quality", "quality_assurance", _text, N_("TEXT"), N_("quality assurance")),
    Field(
        "--supervision",
        "supervision",
        _word(Supervision, N_("supervision")),
        N_("FORM"),
        N_("unsupervised, supervised, supervised_with_id"),
    ),
    Field("--grade", "grade", _text, N_("TEXT"), N_("the grade")),
    Field("--prerequisites", "prerequisites", _text, N_("TEXT"), N_("what it asks for first")),
    Field(
        "--stackability",
        "stackability",
        _word(Stackability, N_("stackability")),
        N_("FORM"),
        N_("stand_alone, stackable"),
    ),
    Field("--planned-start", "planned_start_on", _day, N_("DAY"), N_("the day on which to begin")),
    Field("--started", "started_on", _day, N_("DAY"), N_("the day on which it was begun")),
    Field("--target", "target_on", _day, N_("DAY"), N_("the day by which to have it")),
    Field("--exam", "exam_on", _exam, N_("DAY"), N_("the exam, with its time if it is known")),
    Field("--earned", "earned_on", _day, N_("DAY"), N_("the day on which it was earned")),
    Field("--valid-until", "valid_until", _validity, N_("DAY"), N_("the last valid day, or never")),
    Field("--note", "note", _text, N_("TEXT"), N_("a note")),
)


def add_options(parser: Parser) -> None:
    """Let a command take every field of a credential."""
    for field in FIELDS:
        parser.add_argument(field.option, metavar=_(field.metavar), help=_(field.help))
    parser.add_argument(
        "--skill",
        action="append",
        default=None,
        metavar=_("NAME"),
        help=_("a skill that it backs; may be repeated"),
    )


def given(args: Arguments, context: LineContext) -> Fields:
    """The fields that the options give. Raises a TrackerError that names what can't be read."""
    found: Fields = {}
    for field in FIELDS:
        text = getattr(args, field.option.removeprefix("--").replace("-", "_"))
        if text is not None:
            found |= field.read(field.name, text, context)
    return found
