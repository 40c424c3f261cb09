"""`cairn start`, `pause`, `resume`, `stop`, `discard`, `status`: the one timer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from tracker.cli import shapes
from tracker.cli.answers import Answer
from tracker.cli.inputs import context_of, read_start
from tracker.cli.opening import is_there, opened
from tracker.cli.parsing import Arguments, Parser, Spec
from tracker.cli.sentences import running_line, session_line
from tracker.cli.typed import hints, named_shares, not_understood, require_answers
from tracker.domain.changes import Changes, Kind
from tracker.errors import QuestionError, TrackerError
from tracker.i18n import _

if TYPE_CHECKING:
    from tracker.domain.study import RunningTimer, StudyRow, TimerDraft
    from tracker.formats.line.model import LineContext, StudyLine
    from tracker.record import Record

# What is wrong with these parts of a line does not matter to a timer, which takes its own time.
_OF_TIME = frozenset({"seconds", "start", "day"})


def _start_arguments(parser: Parser) -> None:
    parser.description = _("Start the timer now, for what the words say; for nothing yet is fine.")
    parser.text_argument(_("such as: CKA '#lab' -- chapter 3"))
    parser.add_argument("--note", metavar=_("TEXT"), help=_("a note"))
    parser.add_argument(
        "--credential",
        action="append",
        default=[],
        metavar=_("NAME"),
        help=_("what it is for, by number or name; may be repeated"),
    )
    parser.add_argument("--yes", action="store_true", help=_("answer every question with yes"))


def _start(args: Arguments) -> Answer:
    if not is_there(args):
        _timer_line(args.text, context_of(None))
    with opened(args, may_create=True) as record:
        line = _timer_line(args.text, context_of(record))
        _require_name(line, args)
        record.timer.start(_draft(record, line, args))
        return _told(record, _("Started {what}"), notes=tuple(_names(line)))


def _timer_line(text: str, context: LineContext) -> StudyLine:
    from tracker.formats.line import read_study_line

    line = read_study_line(text, context)
    problems = [problem for problem in line.problems if problem.field not in _OF_TIME]
    if problems:
        raise not_understood(problems)
    return line


def _require_name(line: StudyLine, args: Arguments) -> None:
    """Ask which credential is meant; how long and when are no matter of a timer's start."""
    import dataclasses

    named = [question for question in line.questions if question.code == "ambiguous"]
    require_answers(
        dataclasses.replace(line, questions=tuple(named)),
        is_sure=args.yes,
        is_named=bool(args.credential),
    )


def _names(line: StudyLine) -> list[str]:
    """The hint that no credential bears the name, where it is one."""
    wanted = {q.message for q in line.questions if q.code == "no_credential"}
    return [hint for hint in hints(line) if hint in wanted]


def _draft(record: Record, line: StudyLine, args: Arguments) -> TimerDraft:
    import dataclasses

    draft = line.timer
    if args.note:
        draft = dataclasses.replace(draft, note="\n".join(t for t in (draft.note, args.note) if t))
    if args.credential:
        draft = dataclasses.replace(draft, shares=named_shares(record, args.credential))
    return draft


def _no_arguments(parser: Parser) -> None:
    parser.description = _("Works on the one timer, which an open window shows as well.")


def _pause(args: Arguments) -> Answer:
    return _change(args, lambda record: record.timer.pause(), _("Paused {what}"))


def _resume(args: Arguments) -> Answer:
    return _change(args, lambda record: record.timer.resume(), _("Runs on: {what}"))


def _change(args: Arguments, change: Callable[[Record], Changes], text: str) -> Answer:
    with opened(args) as record:
        change(record)
        return _told(record, text)


def _told(record: Record, text: str, notes: tuple[str, ...] = ()) -> Answer:
    """The running timer as an answer; `text` holds a place for `what` it is."""
    held, now = record.timer.running(), record.ground.clock.now()
    if held is None:
        return Answer({"running": None}, _("No timer is running."), notes)
    return Answer({"running": shapes.running(held, now)}, text.format(what=_line(held, now)), notes)


def _line(held: RunningTimer, now: datetime) -> str:
    return running_line(held, held.seconds_at(now))


def _discard(args: Arguments) -> Answer:
    with opened(args) as record:
        held, now = record.timer.running(), record.ground.clock.now()
        record.timer.discard()
        text = _("Discarded {what}  (undo: cairn undo)")
        what = _line(held, now) if held is not None else ""
        return Answer({"running": None}, text.format(what=what))


def _status(args: Arguments) -> Answer:
    if not is_there(args):
        return Answer({"running": None}, _("No timer is running."))
    with opened(args) as record:
        held = record.timer.running()
        is_paused = held is not None and held.paused_at is not None
        return _told(record, _("Paused {what}") if is_paused else _("Running {what}"))


def _stop_arguments(parser: Parser) -> None:
    parser.description = _("Stop the timer and log the time without its pauses.")
    parser.add_argument("--at", metavar=_("TIME"), help=_("when it really ended: 19:40"))
    parser.add_argument("--note", default="", metavar=_("TEXT"), help=_("a note"))
    parser.add_argument("--yes", action="store_true", help=_("log it even if it is very long"))


def _stop(args: Arguments) -> Answer:
    with opened(args) as record:
        seen = record.timer.last_seen()
        at = _end(args.at, record) if args.at else None
        try:
            changes = record.timer.stop(at=at, is_sure=args.yes, note=args.note)
        except QuestionError as question:
            raise _with_last_seen(question, seen, record) from question
        row = record.study.one(changes.only_id(Kind.STUDY_SESSION))
        told = _("Logged {what}  (undo: cairn undo)").format(
            what=session_line(row, record.ground.today())
        )
        notes = _overlaps(record, row)
        data = {"running": None, "session": shapes.session(row), "notes": list(notes)}
        return Answer(data, told, notes)


def _overlaps(record: Record, row: StudyRow) -> tuple[str, ...]:
    """A sentence for each session that shares time with `row`; it is logged all the same.

    The timer really ran, so nothing is asked: what to do about it is said instead.
    """
    if row.start is None or row.end_at is None:
        return ()
    others = record.study.overlapping(row.start.at, row.end_at, but=row.id)
    return tuple(
        _("It overlaps {other}. «cairn edit s{number}» or the study log can shorten one.").format(
            other=session_line(other, record.ground.today()), number=row.id
        )
        for other in others
    )


def _end(text: str, record: Record) -> datetime:
    """The instant at which the person says that the timer ended; refused before its start."""
    at = read_start(text, context_of(record)).at
    if at > record.ground.clock.now():
        raise TrackerError(
            _("That time has not come yet"),
            _("«{text}» has not come yet; the timer still runs.").format(text=text),
            _("Name a time before now, or stop it without --at."),
        )
    held = record.timer.running()
    if held is not None and at <= held.start.at:
        raise TrackerError(
            _("The timer had not started"),
            _("The timer started at {time}, after the end that was given.").format(
                time=held.start.wall.strftime("%Y-%m-%d %H:%M")
            ),
            _("Name a later end, or discard the timer."),
        )
    return at


def _with_last_seen(
    question: QuestionError, seen: datetime | None, record: Record
) -> QuestionError:
    """The question with the moment offered at which the timer was last known to be alive."""
    choices = list(question.choices)
    if seen is not None:
        wall = record.ground.moment(seen).wall
        choices.append(f'--at "{wall:%Y-%m-%d %H:%M}"')
    else:
        choices.append(_("--at TIME"))
    choices.append("cairn discard")
    return QuestionError(question.title, question.message, question.hint, tuple(choices))


SPECS = {
    "start": Spec(_start_arguments, _start, noun="running"),
    "pause": Spec(_no_arguments, _pause, noun="running"),
    "resume": Spec(_no_arguments, _resume, noun="running"),
    "stop": Spec(_stop_arguments, _stop, noun="session", is_writing=True),
    "discard": Spec(_no_arguments, _discard, noun="running", is_writing=True),
    "status": Spec(_no_arguments, _status, noun="running"),
}
