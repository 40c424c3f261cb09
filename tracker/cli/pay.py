"""`cairn pay`: a change of pay that the person states."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from tracker.cli import shapes
from tracker.cli.answers import Answer
from tracker.cli.inputs import context_of, read_amount, read_day, read_word
from tracker.cli.naming import find_credential_id, label
from tracker.cli.opening import is_there, opened
from tracker.cli.parsing import Arguments, Parser, Spec
from tracker.cli.sentences import parts, show_day
from tracker.domain.changes import Kind
from tracker.domain.money import Money
from tracker.domain.returns import PayEventDraft
from tracker.domain.words import PayPeriod
from tracker.errors import TrackerError
from tracker.formats.line.model import LineContext
from tracker.i18n import _


def _arguments(parser: Parser) -> None:
    parser.description = _(
        "Note a change of pay: from when on, what it was, what it is. How much of it a credential"
        " brought about is yours to say, and nobody else's."
    )
    parser.add_argument("day", metavar=_("DAY"), help=_("from when on: 2026-11-01"))
    parser.add_argument("before", metavar=_("BEFORE"), help=_("the pay before: 52000 EUR"))
    parser.add_argument("after", metavar=_("AFTER"), help=_("the pay after"))
    parser.add_argument("--a", dest="period", metavar=_("PERIOD"), help="hour month year")
    parser.add_argument("--anyway", metavar=_("AMOUNT"), help=_("the raise that was due anyway"))
    parser.add_argument("--credential", metavar=_("NAME"), help=_("the credential it is due to"))
    parser.add_argument("--share", metavar=_("PERCENT"), help=_("the part that is due to it: 40"))
    parser.add_argument("--stated-by", default="", metavar=_("NAME"), help=_("who says so"))
    parser.add_argument("--note", default="", metavar=_("TEXT"), help=_("a note"))


def _pay(args: Arguments) -> Answer:
    if not is_there(args):
        _draft(args, context_of(None), None)
    with opened(args, may_create=True) as record:
        number = find_credential_id(record, args.credential) if args.credential else None
        draft = _draft(args, context_of(record), number)
        changes = record.pay_events.add(draft)
        row = record.pay_events.one(changes.only_id(Kind.PAY_EVENT))
        told = parts(
            label(Kind.PAY_EVENT, row.id),
            show_day(draft.effective_on, record.ground.today()),
            _("{before} → {after} {currency} {period}").format(
                before=Money(draft.before_minor, draft.currency).plain(),
                after=Money(draft.after_minor, draft.currency).plain(),
                currency=draft.currency,
                period=draft.period.text,
            ),
        )
        text = _("Noted {what}  (undo: cairn undo)").format(what=told)
        return Answer({"pay_event": shapes.kept(row)}, text)


def _draft(args: Arguments, context: LineContext, credential_id: int | None) -> PayEventDraft:
    before = read_amount(args.before, context.currency)
    after = read_amount(args.after, before.currency)
    anyway = read_amount(args.anyway, before.currency) if args.anyway else None
    if {before.currency} != {one.currency for one in (before, after, anyway or before)}:
        raise TrackerError(
            _("Two currencies"),
            _("The pay before and after must be in one currency."),
            _("Write the currency with the first amount: 52000 EUR."),
        )
    period = read_word(args.period, PayPeriod, _("period")) if args.period else PayPeriod.YEAR
    draft = PayEventDraft(
        effective_on=read_day(args.day, context),
        before_minor=before.minor,
        after_minor=after.minor,
        currency=before.currency,
        period=period,
        anyway_minor=anyway.minor if anyway is not None else None,
        credential_id=credential_id,
        share_milli=_share(args.share) if args.share else None,
        stated_by=args.stated_by,
        note=args.note,
    )
    draft.require_good()
    return draft


def _share(text: str) -> int:
    """A percentage in thousandths."""
    try:
        share = Decimal(text.strip().removesuffix("%").strip().replace(",", ".")) * 10
        if not share.is_finite() or not 0 <= share <= 1000:
            raise InvalidOperation
    except ArithmeticError:
        raise TrackerError(
            _("This can't be understood"),
            _("«{text}» is not a percentage.").format(text=text[:40]),
            _("Write a number from 0 to 100."),
        ) from None
    return round(share)


SPECS = {"pay": Spec(_arguments, _pay, noun="pay_event", is_writing=True)}
