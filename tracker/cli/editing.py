"""`cairn edit` and `cairn delete`: change or delete anything; undo brings it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker.cli import fields, shapes
from tracker.cli.answers import Answer
from tracker.cli.inputs import (
    at_in_day,
    context_of,
    read_amount,
    read_day,
    read_seconds,
    read_start,
    read_word,
)
from tracker.cli.naming import Reference, find, label
from tracker.cli.opening import opened
from tracker.cli.parsing import Arguments, Parser, Spec, UsageError
from tracker.cli.sentences import expense_line, parts, session_line
from tracker.cli.typed import named_shares
from tracker.domain.changes import Changes, Kind
from tracker.i18n import _

if TYPE_CHECKING:
    from tracker.formats.line.model import LineContext
    from tracker.record import Record

# What each kind can have changed here, by the option's name; a credential has its own table.
_SESSION_OPTIONS = frozenset(
    {"duration", "at", "day", "credential", "topic", "activity", "tag", "focus", "note", "yes"}
)
_EXPENSE_OPTIONS = frozenset(
    {"amount", "day", "credential", "title", "kind", "vendor", "payer", "tag", "note", "refund"}
)
_CREDENTIAL_OPTIONS = frozenset(
    {"title", "skill"}
    | {field.option.removeprefix("--").replace("-", "_") for field in fields.FIELDS}
)


def _edit_arguments(parser: Parser) -> None:
    parser.description = _(
        "Change what the options name and leave the rest as it is; an empty text takes a value"
        " away. Undo brings the old values back."
    )
    parser.add_argument(
        "what", metavar=_("WHAT"), help=_("a credential by number or name, s12, e7")
    )
    parser.add_argument("--title", metavar=_("TEXT"), help=_("the title"))
    fields.add_options(parser)
    study = parser.add_argument_group(_("for a study session"))
    study.add_argument("--duration", metavar=_("LENGTH"), help=_("how long: 1h30"))
    study.add_argument(
        "--at", metavar=_("TIME"), help=_("when it began: 19:00; empty for not known")
    )
    study.add_argument("--topic", metavar=_("TEXT"), help=_("what it was about"))
    study.add_argument("--activity", metavar=_("TEXT"), help=_("what was done: reading, lab"))
    study.add_argument("--focus", metavar="1-5", help=_("how it went"))
    study.add_argument("--yes", action="store_true", help=_("answer every question with yes"))
    money = parser.add_argument_group(_("for an expense"))
    money.add_argument("--amount", metavar=_("AMOUNT"), help=_("how much: 149.90 USD"))
    money.add_argument("--vendor", metavar=_("NAME"), help=_("who was paid"))
    money.add_argument("--payer", metavar=_("WHO"), help="self employer other")
    money.add_argument(
        "--refund", metavar=_("AMOUNT"), help=_("note that so much came back, on --day or today")
    )
    both = parser.add_argument_group(_("for both"))
    both.add_argument("--day", metavar=_("DAY"), help=_("the day"))
    both.add_argument(
        "--credential",
        action="append",
        metavar=_("NAME"),
        help=_("what it was for; may be repeated"),
    )
    both.add_argument("--tag", action="append", metavar=_("TAG"), help=_("a tag; may be repeated"))


def _edit(args: Arguments) -> Answer:
    with opened(args) as record:
        found = find(record, args.what, (Kind.CREDENTIAL, Kind.STUDY_SESSION, Kind.EXPENSE))
        allowed = {
            Kind.CREDENTIAL: _CREDENTIAL_OPTIONS,
            Kind.STUDY_SESSION: _SESSION_OPTIONS,
            Kind.EXPENSE: _EXPENSE_OPTIONS,
        }[found.kind]
        _require_known(args, allowed, found)
        edit = {
            Kind.CREDENTIAL: _edit_credential,
            Kind.STUDY_SESSION: _edit_session,
            Kind.EXPENSE: _edit_expense,
        }[found.kind]
        return edit(record, found.id, args)


def _require_known(args: Arguments, allowed: frozenset[str], found: Reference) -> None:
    """Refuse options that say nothing about this kind, and a line without any."""
    usual = {"what", "json", "record", "help"}
    said = {
        name
        for name, value in vars(args).items()
        if name not in usual and value is not None and value is not False
    }
    strange = sorted(said - allowed)
    if strange:
        raise UsageError(
            _("Wrong usage"),
            _("{label} has no {option} to change.").format(
                label=label(found.kind, found.id), option=f"--{strange[0].replace('_', '-')}"
            ),
            _("«cairn edit --help» tells what each kind has."),
        )
    if not said - {"yes"}:
        raise UsageError(
            _("Wrong usage"),
            _("Nothing is said that should change."),
            _("For example: cairn edit s12 --duration 1h30"),
        )


def _edit_credential(record: Record, number: int, args: Arguments) -> Answer:
    said = fields.given(args, context_of(record))
    if args.title is not None:
        said["title"] = args.title
    # Words that a credential always has go back to what a new one has.
    said = {
        name: value
        for name, value in said.items()
        if value is not None or name not in {"kind", "state"}
    }
    record.credentials.change(number, skills=args.skill, **said)
    row = record.credentials.one(number)
    names = [skill.draft.name for skill in record.skills.rows(credential_id=number)]
    told = parts(label(Kind.CREDENTIAL, number), row.title, row.draft.state.text)
    shape = shapes.credential(row, record.ground.today(), names)
    return Answer({"credential": shape}, _("Changed {what}  (undo: cairn undo)").format(what=told))


def _edit_session(record: Record, number: int, args: Arguments) -> Answer:
    context = context_of(record)
    said: dict[str, Any] = {}
    for name in ("topic", "activity", "note"):
        if getattr(args, name) is not None:
            said[name] = getattr(args, name)
    if args.duration is not None:
        said["seconds"] = read_seconds(args.duration, context)
    if args.focus is not None:
        said["focus"] = _focus(args.focus)
    said |= _tags_and_shares(record, args)
    said |= _when(record, number, args, context)
    record.study.change(number, is_sure=args.yes, keeps=args.yes, **said)
    row = record.study.one(number)
    told = parts(label(Kind.STUDY_SESSION, number), session_line(row, record.ground.today()))
    data = {"session": shapes.session(row), "asked": None}
    return Answer(data, _("Changed {what}  (undo: cairn undo)").format(what=told))


def _when(record: Record, number: int, args: Arguments, context: LineContext) -> dict[str, Any]:
    """The new day and start, where one is said; the other is kept."""
    if args.at is None and args.day is None:
        return {}
    held = record.study.one(number)
    if args.at == "":
        return {"start": None, "day": read_day(args.day, context) if args.day else held.day}
    wall = held.start.wall if held.start is not None else None
    day = read_day(args.day, context) if args.day is not None else None
    if args.at is None:
        if wall is None:
            return {"day": day}
        return {"start": at_in_day(day or held.day, wall.strftime("%H:%M:%S"), context)}
    if day is None and ":" in args.at and " " not in args.at.strip():
        day = wall.date() if wall is not None else held.day
    start = read_start(args.at, context) if day is None else at_in_day(day, args.at, context)
    return {"start": start}


def _edit_expense(record: Record, number: int, args: Arguments) -> Answer:
    from tracker.domain.words import ExpenseKind, Payer

    context = context_of(record)
    held = record.spending.one(number)
    if args.refund is not None:
        return _refund(record, number, args, context)
    said: dict[str, Any] = {
        name: getattr(args, name)
        for name in ("title", "vendor", "note")
        if getattr(args, name) is not None
    }
    if args.amount is not None:
        amount = read_amount(args.amount, held.amount.currency)
        said |= {"amount_minor": amount.minor}
        if amount.currency != held.amount.currency:
            said["currency"] = amount.currency
    if args.day is not None:
        said["day"] = read_day(args.day, context)
    if args.kind is not None:
        said["kind"] = read_word(args.kind, ExpenseKind, _("kind"))
    if args.payer is not None:
        said["payer"] = read_word(args.payer, Payer, _("payer"))
    record.spending.change(number, **said, **_tags_and_shares(record, args))
    return _expense_answer(record, number)


def _refund(record: Record, number: int, args: Arguments, context: LineContext) -> Answer:
    """Note a refund; it stands alone, so that undo takes back just that."""
    from tracker.domain.spending import RefundDraft

    others = [
        name
        for name in _EXPENSE_OPTIONS - {"refund", "day", "note"}
        if getattr(args, name, None) is not None
    ]
    if others:
        raise UsageError(
            _("Wrong usage"),
            _("--refund goes together with --day and --note only."),
            _("Change the rest with an edit of its own."),
        )
    held = record.spending.one(number)
    amount = read_amount(args.refund, held.amount.currency)
    if amount.currency != held.amount.currency:
        raise UsageError(
            _("Wrong usage"),
            _("The expense is in {currency}; so is what came back of it.").format(
                currency=held.amount.currency
            ),
        )
    day = read_day(args.day, context) if args.day is not None else record.ground.today()
    record.refunds.add(RefundDraft(number, day, amount.minor, args.note or ""))
    return _expense_answer(record, number)


def _expense_answer(record: Record, number: int) -> Answer:
    row = record.spending.one(number)
    told = parts(label(Kind.EXPENSE, number), expense_line(row, record.ground.today()))
    data = {"expense": shapes.expense(row)}
    return Answer(data, _("Changed {what}  (undo: cairn undo)").format(what=told))


def _tags_and_shares(record: Record, args: Arguments) -> dict[str, Any]:
    said: dict[str, Any] = {}
    if args.tag is not None:
        said["tags"] = tuple(
            dict.fromkeys(t.lstrip("#") for t in args.tag if t.lstrip("#").strip())
        )
    if args.credential is not None:
        said["shares"] = named_shares(record, [name for name in args.credential if name.strip()])
    return said


def _focus(text: str) -> int | None:
    if not text:
        return None
    if text not in {"1", "2", "3", "4", "5"}:
        raise UsageError(_("Wrong usage"), _("The focus is a number from 1 to 5."))
    return int(text)


def _delete_arguments(parser: Parser) -> None:
    parser.description = _(
        "Delete something. The hours and the spending of a deleted credential stay, under its name."
        " Undo brings all of it back."
    )
    parser.add_argument(
        "what",
        nargs="+",
        metavar=_("WHAT"),
        help=_("a credential by number or name, s12, e7, goal:1, rest:1, plan:1, pay:1, …"),
    )


def _delete(args: Arguments) -> Answer:
    with opened(args) as record:
        found = list(dict.fromkeys(find(record, text) for text in args.what))
        sessions = [one.id for one in found if one.kind is Kind.STUDY_SESSION]
        if len(found) > 1 and len(sessions) < len(found):
            raise UsageError(
                _("Wrong usage"),
                _("Only study sessions can be deleted several at once."),
                _("Delete the others one by one, so that each can be undone by itself."),
            )
        names = [_name(record, one) for one in found]
        changes = record.study.delete_many(sessions) if sessions else _delete_one(record, found[0])
        deleted = [{"kind": one.kind.value, "id": one.id} for one in found]
        told = "\n".join(
            _("Deleted {what}  (undo: cairn undo)").format(what=name) for name in names
        )
        return Answer({"deleted": deleted, "label": changes.label}, told)


def _delete_one(record: Record, found: Reference) -> Changes:
    deletes = {
        Kind.CREDENTIAL: record.credentials.delete,
        Kind.EXPENSE: record.spending.delete,
        Kind.GOAL: record.goals.delete,
        Kind.REST_DAY: record.rest_days.delete,
        Kind.PLANNED_BLOCK: record.planned_blocks.delete,
        Kind.PAY_EVENT: record.pay_events.delete,
        Kind.EVIDENCE: record.evidence.delete,
        Kind.SKILL: record.skills.delete,
        Kind.REIMBURSEMENT: record.reimbursements.delete,
        Kind.REFUND: record.refunds.delete,
    }
    return deletes[found.kind](found.id)


def _name(record: Record, found: Reference) -> str:
    """What is deleted, in words; a GoneError where it is not there."""
    today = record.ground.today()
    name = label(found.kind, found.id)
    if found.kind is Kind.CREDENTIAL:
        return parts(name, record.credentials.one(found.id).title)
    if found.kind is Kind.STUDY_SESSION:
        return parts(name, session_line(record.study.one(found.id), today))
    if found.kind is Kind.EXPENSE:
        return parts(name, expense_line(record.spending.one(found.id), today))
    return name


SPECS = {
    "edit": Spec(_edit_arguments, _edit, is_writing=True),
    "delete": Spec(_delete_arguments, _delete, is_writing=True),
}
