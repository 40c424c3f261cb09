"""`cairn goal` and `cairn plan`: what to reach, when to rest, when to study."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from tracker.cli import shapes
from tracker.cli.answers import Answer
from tracker.cli.inputs import context_of, read_day, read_seconds
from tracker.cli.naming import find, find_credential_id, label
from tracker.cli.opening import is_there, opened
from tracker.cli.parsing import Arguments, Parser, Spec, UsageError
from tracker.cli.planlists import goal_rows, goals_text, plans_text
from tracker.cli.sentences import parts, show_day
from tracker.cli.typed import named_shares, not_understood
from tracker.domain.changes import Kind
from tracker.domain.durations import format_hm
from tracker.errors import TrackerError
from tracker.i18n import _

if TYPE_CHECKING:
    from tracker.domain.instants import Moment
    from tracker.domain.study import GoalDraft, PlannedBlockDraft
    from tracker.formats.line.model import LineContext, StudyLine
    from tracker.record import Record

# How far ahead «cairn plan» alone looks: this week and the next.
_AHEAD = timedelta(days=14)


def _goal_arguments(parser: Parser) -> None:
    parser.description = _(
        "Set how much to study in every week (or day, or month), or plan days of rest:"
        " cairn goal 8h · cairn goal rest 2026-12-24 2026-12-26. Alone it lists them."
    )
    parser.add_argument(
        "words", nargs="*", metavar=_("LENGTH"), help=_("8h, 45m; or: rest DAY [DAY]")
    )
    parser.add_argument("--a", dest="period", metavar=_("PERIOD"), help="day week month")
    parser.add_argument("--credential", metavar=_("NAME"), help=_("for one credential alone"))
    parser.add_argument("--from", dest="since", metavar=_("DAY"), help=_("the first day of it"))
    parser.add_argument("--until", metavar=_("DAY"), help=_("the last day of it"))
    parser.add_argument("--reason", default="", metavar=_("TEXT"), help=_("why to rest"))


def _goal(args: Arguments) -> Answer:
    if not args.words:
        with opened(args) as record:
            return Answer({"goals": goal_rows(record), **_rest_shape(record)}, goals_text(record))
    if args.words[0].casefold() == "rest":
        return _rest(args)
    if not is_there(args):
        _goal_draft(args, context_of(None))
    with opened(args, may_create=True) as record:
        draft = _goal_draft(args, context_of(record))
        if args.credential is not None:
            number = find_credential_id(record, args.credential)
            draft = dataclasses.replace(draft, credential_id=number)
        row = record.goals.one(_set_goal(record, draft))
        whose = record.credentials.titles().get(row.draft.credential_id or 0, "")
        told = parts(
            label(Kind.GOAL, row.id),
            format_hm(row.draft.minutes * 60) + " " + row.draft.period.text,
            whose,
        )
        return Answer({"goal": shapes.kept(row)}, _("Goal set: {what}").format(what=told))


def _rest_shape(record: Record) -> dict[str, Any]:
    return {"rest_days": [shapes.kept(row) for row in record.rest_days.all()]}


def _goal_draft(args: Arguments, context: LineContext) -> GoalDraft:
    from tracker.cli.inputs import read_word
    from tracker.domain.study import GoalDraft
    from tracker.domain.words import GoalPeriod

    period = GoalPeriod.WEEK
    if args.period is not None:
        period = read_word(args.period, GoalPeriod, _("period"))
    draft = GoalDraft(
        minutes=read_seconds(" ".join(args.words), context) // 60,
        period=period,
        starts_on=read_day(args.since, context) if args.since else None,
        ends_on=read_day(args.until, context) if args.until else None,
    )
    draft.require_good()
    return draft


def _set_goal(record: Record, draft: GoalDraft) -> int:
    """The number of the goal: the one of the same kind is changed, else one is added."""
    for held in record.goals.all(credential_id=draft.credential_id, period=draft.period.value):
        if (held.draft.starts_on, held.draft.ends_on) == (draft.starts_on, draft.ends_on):
            record.goals.change(held.id, minutes=draft.minutes)
            return held.id
    return record.goals.add(draft).only_id(Kind.GOAL)


def _rest(args: Arguments) -> Answer:
    from tracker.domain.study import RestDayDraft

    days = args.words[1:]
    if not 1 <= len(days) <= 2:
        raise UsageError(
            _("Wrong usage"),
            _("Say on which day to rest, or from which to which."),
            _("For example: cairn goal rest 2026-12-24 2026-12-26 --reason Christmas"),
        )
    # A rest lies ahead; its days are read the same with and without a record.
    with opened(args, may_create=is_there(args) or _are_days(days)) as record:
        context = context_of(record)
        first, last = read_day(days[0], context), read_day(days[-1], context)
        changes = record.rest_days.add(RestDayDraft(first, last, args.reason))
        row = record.rest_days.one(changes.only_id(Kind.REST_DAY))
        today = record.ground.today()
        span = show_day(first, today)
        if last != first:
            span = _("{first} – {last}").format(first=span, last=show_day(last, today))
        told = parts(label(Kind.REST_DAY, row.id), span, row.draft.reason)
        return Answer({"rest_day": shapes.kept(row)}, _("Rest planned: {what}").format(what=told))


def _are_days(texts: list[str]) -> bool:
    context = context_of(None)
    for text in texts:
        read_day(text, context)
    return True


def _plan_arguments(parser: Parser) -> None:
    parser.description = _(
        "Plan a block of study in one line: how long, when, for what. A weekday is the next one."
        " Alone it lists what is planned; with plan:3 it says what became of it."
    )
    parser.text_argument(_("such as: 90m CKA saturday 10:00 '#lab'; or plan:3"))
    parser.add_argument("--credential", metavar=_("NAME"), help=_("what it is for"))
    parser.add_argument("--note", default="", metavar=_("TEXT"), help=_("a note"))
    parser.add_argument("--kept", action="store_true", help=_("plan:3 was kept"))
    parser.add_argument("--dropped", action="store_true", help=_("plan:3 was dropped"))
    parser.add_argument("--open", action="store_true", help=_("plan:3 is open again"))
    parser.add_argument("--since", metavar=_("DAY"), help=_("list from this day on"))
    parser.add_argument("--until", metavar=_("DAY"), help=_("list up to this day"))


def _plan(args: Arguments) -> Answer:
    states = [name for name in ("kept", "dropped", "open") if getattr(args, name)]
    if len(states) > 1:
        raise UsageError(_("Wrong usage"), _("Say one of --kept, --dropped and --open."))
    if states:
        return _set_state(args, states[0])
    if not args.text.strip():
        return _planned(args)
    if not is_there(args):
        _block(args, context_of(None))
    with opened(args, may_create=True) as record:
        draft = _block(args, context_of(record))
        if args.credential is not None:
            [share] = named_shares(record, [args.credential])
            draft = dataclasses.replace(draft, credential_id=share.credential_id)
        changes = record.planned_blocks.add(draft)
        return _block_answer(
            record, changes.only_id(Kind.PLANNED_BLOCK), _("Planned {what}  (undo: cairn undo)")
        )


def _set_state(args: Arguments, state: str) -> Answer:
    from tracker.domain.words import BlockState

    with opened(args) as record:
        number = find(record, args.text, (Kind.PLANNED_BLOCK,)).id
        record.planned_blocks.change(number, state=BlockState(state))
        return _block_answer(record, number, _("Changed {what}  (undo: cairn undo)"))


def _block_answer(record: Record, number: int, text: str) -> Answer:
    row = record.planned_blocks.one(number)
    draft = row.draft
    name = record.credentials.titles().get(draft.credential_id or 0, "")
    day = show_day(draft.start.wall.date(), record.ground.today())
    told = parts(
        label(Kind.PLANNED_BLOCK, row.id),
        format_hm(draft.seconds),
        name or draft.title,
        draft.activity,
        f"{day} {draft.start.wall:%H:%M}",
        draft.state.text,
    )
    return Answer({"planned_block": shapes.kept(row)}, text.format(what=told))


def _planned(args: Arguments) -> Answer:
    with opened(args) as record:
        context, today = context_of(record), record.ground.today()
        first = read_day(args.since, context) if args.since else today
        last = read_day(args.until, context) if args.until else max(first, today) + _AHEAD
        blocks = record.planned_blocks.between(first, last)
        data = {"rows": [shapes.kept(row) for row in blocks], "total": len(blocks)}
        return Answer(data, plans_text(record, blocks))


def _block(args: Arguments, context: LineContext) -> PlannedBlockDraft:
    """The block that a line plans. Raises a TrackerError where it can't be understood."""
    from tracker.domain.study import PlannedBlockDraft
    from tracker.formats.line import read_study_line

    line = read_study_line(args.text, context)
    if line.draft is None or line.problems:
        raise not_understood(line.problems)
    draft = line.draft
    if draft.start is None:
        raise TrackerError(
            _("This can't be understood"),
            _("A planned block needs the time at which it begins."),
            _("For example: cairn plan 90m CKA saturday 10:00"),
        )
    block = PlannedBlockDraft(
        start=_ahead(line, draft.start, context),
        seconds=draft.seconds,
        title=draft.topic,
        credential_id=draft.shares[0].credential_id if draft.shares else None,
        activity=draft.activity,
        note="\n".join(text for text in (draft.note, args.note) if text),
    )
    block.require_good()
    return block


def _ahead(line: StudyLine, start: Moment, context: LineContext) -> Moment:
    """The start, moved ahead where a weekday or a bare time was read as one that has passed.

    A line of study looks back, a plan looks forward; a written date stays what it says.
    """
    from tracker.domain.instants import Moment, WallTimeGap
    from tracker.formats.line import TokenKind

    days = [token.text for token in line.tokens if token.kind is TokenKind.DAY]
    if start.at >= context.now.at or any(any(c.isdigit() for c in text) for text in days):
        return start
    step = timedelta(days=7 if days else 1)
    wall = start.wall
    while wall <= context.now.wall:
        wall += step
    try:
        return Moment.from_wall(wall, start.zone)
    except WallTimeGap as gap:
        return gap.later


SPECS = {
    "goal": Spec(_goal_arguments, _goal, noun="goal", is_writing=True),
    "plan": Spec(_plan_arguments, _plan, noun="planned_block", is_writing=True),
}
