"""`cairn spend` and `cairn reimburse`: money that goes out, and money that comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker.cli import shapes
from tracker.cli.answers import Answer
from tracker.cli.inputs import context_of, read_amount, read_day, read_word
from tracker.cli.lines import add_line_options, note_line, understood, with_options, written
from tracker.cli.naming import find, label
from tracker.cli.opening import opened
from tracker.cli.parsing import Arguments, Parser, Spec, UsageError
from tracker.cli.sentences import expense_line, money_text, parts
from tracker.cli.typed import open_question
from tracker.domain.changes import Kind
from tracker.domain.money import Money
from tracker.errors import QuestionError, TrackerError
from tracker.i18n import _

if TYPE_CHECKING:
    from tracker.domain.kept import Kept
    from tracker.domain.spending import ExpenseDraft, ExpenseRow, ReimbursementDraft
    from tracker.formats.line.model import ExpenseLine, LineContext
    from tracker.record import Record


def _spend_arguments(parser: Parser) -> None:
    parser.description = _(
        "Note spending in one line: how much, what for, when, what came back."
        " Quote a # or a $, which a shell takes for its own. Without a day it is today."
    )
    parser.text_argument(_("such as: 150 EUR exam AWS 2026-10-01 refund 100"))
    parser.add_argument("--day", metavar=_("DAY"), help=_("the day: 2026-11-22, yesterday"))
    parser.add_argument("--title", metavar=_("TEXT"), help=_("what it was"))
    parser.add_argument("--vendor", metavar=_("NAME"), help=_("who was paid"))
    add_line_options(parser)


def _spend(args: Arguments) -> Answer:
    return note_line(args, _line, _understood, _write)


def _write(_args: Arguments, record: Record, line: ExpenseLine, draft: ExpenseDraft) -> Answer:
    refunds = [(refund.amount_minor, refund.day or draft.day) for refund in line.refunds]
    changes = record.spending.add(draft, refunds=refunds)
    row = record.spending.one(changes.only_id(Kind.EXPENSE))
    told = _("Noted {what}  (undo: cairn undo)").format(what=_told(row, record))
    return written("expense", shapes.expense(row), told, line)


def _told(row: ExpenseRow, record: Record) -> str:
    line = expense_line(row, record.ground.today())
    if not row.refunded.minor:
        return line
    return parts(line, _("{amount} came back").format(amount=money_text(row.refunded)))


def _line(args: Arguments, record: Record | None, context: LineContext) -> ExpenseLine:
    from tracker.formats.line import read_expense_line

    if not args.text.strip():
        raise TrackerError(
            _("Nothing to note"),
            _("Say how much it was and what for."),
            _("For example: cairn spend 150 EUR exam AWS"),
        )
    line = read_expense_line(args.text, context)
    if line.draft is None:
        return line
    fields: dict[str, Any] = {
        name: value for name in ("title", "vendor") if (value := getattr(args, name)) is not None
    }
    if args.day is not None:
        fields["day"] = read_day(args.day, context)
    return with_options(line, args, record, **fields)


def _understood(record: Record | None, line: ExpenseLine) -> Answer:
    """What a line says, part by part; nothing is written."""
    expense, asked = None, None
    if line.draft is not None and not line.problems:
        asked = open_question(line)
        titles = record.credentials.titles() if record is not None else {}
        expense = shapes.expense_draft(line.draft, titles)
    return understood("expense", expense, asked, line)


def _reimburse_arguments(parser: Parser) -> None:
    parser.description = _(
        "Claim an expense back, or note how its claim stands. An expense that has one claim has"
        " that one changed; --another adds one more."
    )
    parser.add_argument("expense", metavar=_("EXPENSE"), help=_("as a list shows it: e7"))
    parser.add_argument(
        "amount", nargs="?", metavar=_("AMOUNT"), help=_("all that is still open, if left out")
    )
    parser.add_argument(
        "--state", metavar=_("STATE"), help="to_claim claimed approved paid refused"
    )
    parser.add_argument("--payer", metavar=_("NAME"), help=_("who pays it back"))
    parser.add_argument("--cap", metavar=_("AMOUNT"), help=_("the most they pay"))
    for option, text in (
        ("--claim-by", _("the last day to hand it in")),
        ("--claimed-on", _("the day it was claimed")),
        ("--paid-on", _("the day it was paid; it counts as paid then")),
        ("--claw-back-until", _("the last day on which they may ask it back")),
    ):
        parser.add_argument(option, metavar=_("DAY"), help=text)
    parser.add_argument("--note", metavar=_("TEXT"), help=_("a note"))
    parser.add_argument("--another", action="store_true", help=_("add one more claim"))


def _reimburse(args: Arguments) -> Answer:
    with opened(args) as record:
        number = find(record, args.expense, (Kind.EXPENSE,)).id
        expense = record.spending.one(number)
        fields = _claim_fields(args, expense, context_of(record))
        held = None if args.another else _only_claim(record, number)
        if held is None:
            fields.setdefault("amount_minor", _open_part(expense))
            draft = _new_claim(number, fields)
            row_id = record.reimbursements.add(draft).only_id(Kind.REIMBURSEMENT)
        elif fields:
            record.reimbursements.change(held.id, **fields)
            row_id = held.id
        else:
            raise UsageError(
                _("Wrong usage"),
                _("{claim} is there already; say what is new about it.").format(
                    claim=label(Kind.REIMBURSEMENT, held.id)
                ),
                _("For example: --paid-on today. --another adds one more claim."),
            )
        row = record.reimbursements.one(row_id)
        return _claim_answer(row, expense)


def _claim_answer(row: Kept[ReimbursementDraft], expense: ExpenseRow) -> Answer:
    currency = expense.amount.currency
    told = parts(
        label(Kind.REIMBURSEMENT, row.id),
        money_text(Money(row.draft.amount_minor, currency)),
        row.draft.state.text,
        row.draft.payer,
    )
    amounts = {
        "amount": shapes.minor(row.draft.amount_minor, currency),
        "cap": shapes.minor(row.draft.cap_minor, currency),
    }
    shape = shapes.kept(row, **amounts)
    for name in ("amount_minor", "cap_minor"):
        shape.pop(name, None)
    return Answer({"reimbursement": shape}, told)


def _claim_fields(args: Arguments, expense: ExpenseRow, context: LineContext) -> dict[str, Any]:
    """The fields of a claim that the options give."""
    from tracker.domain.words import ReimbursementState

    fields: dict[str, Any] = {}
    for option, name in (("amount", "amount_minor"), ("cap", "cap_minor")):
        text = getattr(args, option)
        if text is not None:
            fields[name] = _minor_of(text, expense.amount.currency)
    for name in ("claim_by", "claimed_on", "paid_on", "claw_back_until"):
        text = getattr(args, name)
        if text is not None:
            fields[name] = read_day(text, context) if text else None
    for name in ("payer", "note"):
        if getattr(args, name) is not None:
            fields[name] = getattr(args, name)
    if args.state is not None:
        fields["state"] = read_word(args.state, ReimbursementState, _("state"))
    elif fields.get("paid_on"):
        fields["state"] = ReimbursementState.PAID
    elif fields.get("claimed_on"):
        fields["state"] = ReimbursementState.CLAIMED
    return fields


def _minor_of(text: str, currency: str) -> int:
    """An amount in the expense's own currency, in minor units."""
    amount = read_amount(text, currency)
    if amount.currency != currency:
        raise TrackerError(
            _("Another currency"),
            _("The expense is in {currency}; so is what is claimed of it.").format(
                currency=currency
            ),
            _("Give the amount in {currency}.").format(currency=currency),
        )
    return amount.minor


def _only_claim(record: Record, number: int) -> Kept[ReimbursementDraft] | None:
    held = record.reimbursements.all(expense_id=number)
    if len(held) > 1:
        raise QuestionError(
            _("One question first"),
            _("{expense} has several claims. Which one is meant?").format(
                expense=label(Kind.EXPENSE, number)
            ),
            _("Nothing was written yet. Change one with «cairn edit», or add one with --another:"),
            tuple(label(Kind.REIMBURSEMENT, row.id) for row in held),
        )
    return held[0] if held else None


def _open_part(expense: ExpenseRow) -> int:
    """What has neither come back nor is claimed yet, in minor units."""
    rest = expense.open
    if rest.minor <= 0:
        raise TrackerError(
            _("Nothing left to claim"),
            _("All of this expense has come back or is claimed already."),
            _("Give the amount to claim more."),
        )
    return rest.minor


def _new_claim(expense_id: int, fields: dict[str, Any]) -> ReimbursementDraft:
    from tracker.domain.spending import ReimbursementDraft

    return ReimbursementDraft(expense_id=expense_id, **fields)


SPECS = {
    "spend": Spec(_spend_arguments, _spend, noun="expense", is_writing=True),
    "reimburse": Spec(_reimburse_arguments, _reimburse, noun="reimbursement", is_writing=True),
}
