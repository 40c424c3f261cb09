"""`cairn list`: rows as aligned tables, or as JSON with stable names."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tracker.cli.answers import Answer
from tracker.cli.baselinelists import list_baselines, list_shipped
from tracker.cli.inputs import context_of, read_day
from tracker.cli.mainlists import list_credentials, list_expenses, list_sessions
from tracker.cli.naming import find_credential_id
from tracker.cli.opening import is_there, opened
from tracker.cli.parsing import Arguments, Parser, Spec, UsageError
from tracker.cli.planlists import list_goals, list_plans
from tracker.cli.prooflists import list_evidence, list_pay, list_renewals, list_skills
from tracker.cli.wanted import NO_LIMIT, Listed, Wanted
from tracker.i18n import _

if TYPE_CHECKING:
    from tracker.record import Record

# What a person reads at once; programs get all unless they say otherwise.
_MOST_SHOWN = 50

LISTS: dict[str, Callable[[Record, Wanted], Listed]] = {
    "credentials": list_credentials,
    "sessions": list_sessions,
    "expenses": list_expenses,
    "skills": list_skills,
    "renewals": list_renewals,
    "goals": list_goals,
    "plans": list_plans,
    "evidence": list_evidence,
    "pay": list_pay,
    "baselines": list_baselines,
}


def _arguments(parser: Parser) -> None:
    parser.description = _("List what the record holds, newest or soonest first.")
    parser.add_argument("kind", metavar=_("WHAT"), help=" ".join(LISTS))
    parser.add_argument("--since", metavar=_("DAY"), help=_("from this day on"))
    parser.add_argument("--until", metavar=_("DAY"), help=_("up to this day"))
    parser.add_argument("--credential", metavar=_("NAME"), help=_("of this credential alone"))
    parser.add_argument("--limit", metavar=_("N"), help=_("at most so many; 50 for people"))
    parser.add_argument("--all", action="store_true", help=_("all of them; the archive too"))


def _list(args: Arguments) -> Answer:
    if args.kind not in LISTS:
        raise UsageError(
            _("Wrong usage"),
            _("«{kind}» can't be listed.").format(kind=args.kind[:40]),
            _("One of these can: {kinds}.").format(kinds=", ".join(LISTS)),
        )
    limit = _limit(args)
    if args.kind == "baselines" and not args.record and not is_there(args):
        # They ship with Cairn, and can be read before anything is recorded.
        found = list_shipped(Wanted(None, None, None, limit, args.all))
    else:
        with opened(args) as record:
            found = LISTS[args.kind](record, _wanted(args, record, limit))
    text = found.text if found.rows else _("There is nothing to list.")
    if len(found.rows) < found.total:
        text += "\n" + _("{n} of {total}; --all shows all of them.").format(
            n=len(found.rows), total=found.total
        )
    return Answer({"rows": found.rows, "total": found.total}, text)


def _limit(args: Arguments) -> int:
    """How many rows at most; programs get all unless they say otherwise."""
    if args.limit is None:
        return NO_LIMIT if args.all or args.json else _MOST_SHOWN
    if not (args.limit.isascii() and args.limit.isdigit() and len(args.limit) <= 9):
        raise UsageError(_("Wrong usage"), _("--limit needs a number."))
    return int(args.limit)


def _wanted(args: Arguments, record: Record, limit: int) -> Wanted:
    context = context_of(record) if args.since or args.until else None
    first = read_day(args.since, context) if args.since and context else None
    last = read_day(args.until, context) if args.until and context else None
    number = find_credential_id(record, args.credential) if args.credential else None
    return Wanted(first, last, number, limit, args.all)


SPECS = {"list": Spec(_arguments, _list)}
