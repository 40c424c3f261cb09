"""`cairn log`: one line of study."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import TYPE_CHECKING

from tracker.cli import shapes
from tracker.cli.answers import Answer
from tracker.cli.inputs import at_in_day, read_day, read_start
from tracker.cli.lines import add_line_options, note_line, understood, with_options, written
from tracker.cli.parsing import Arguments, Parser, Spec
from tracker.cli.sentences import session_line
from tracker.cli.typed import open_question
from tracker.domain.changes import Kind
from tracker.errors import TrackerError
from tracker.i18n import _

if TYPE_CHECKING:
    from tracker.domain.study import StudyDraft
    from tracker.formats.line.model import LineContext, StudyLine
    from tracker.record import Record


def _arguments(parser: Parser) -> None:
    parser.description = _(
        "Log study in one line: how long, for what, when, #tags, @activity, a note after --."
        " Quote a #, which a shell takes for a comment. Without a day it is today."
    )
    parser.text_argument(_("such as: 45m CKA yesterday 19:00 '#lab' -- chapter 3"))
    parser.add_argument("--at", metavar=_("TIME"), help=_("when it began: 19:00"))
    parser.add_argument("--day", metavar=_("DAY"), help=_("the day: 2026-11-22, yesterday"))
    add_line_options(parser)


def _log(args: Arguments) -> Answer:
    return note_line(args, _line, _understood, _write)


def _write(args: Arguments, record: Record, line: StudyLine, draft: StudyDraft) -> Answer:
    changes = record.study.log(draft, is_sure=args.yes, keeps=args.yes)
    row = record.study.one(changes.only_id(Kind.STUDY_SESSION))
    told = _("Logged {what}  (undo: cairn undo)").format(
        what=session_line(row, record.ground.today())
    )
    return written("session", shapes.session(row), told, line)


def _line(args: Arguments, record: Record | None, context: LineContext) -> StudyLine:
    """The line as read, with what the options say put into its draft."""
    from tracker.formats.line import read_study_line

    if not args.text.strip():
        raise TrackerError(
            _("Nothing to log"),
            _("Say how long it was and for what."),
            _("For example: cairn log 45m CKA yesterday 19:00"),
        )
    line = read_study_line(args.text, context)
    if line.draft is None:
        return line
    line = dataclasses.replace(line, draft=_at(line.draft, args, context))
    return with_options(line, args, record)


def _at(draft: StudyDraft, args: Arguments, context: LineContext) -> StudyDraft:
    """The draft on the day and at the time that the options say."""
    if args.day is not None:
        day = read_day(args.day, context)
        clock = draft.start.wall.strftime("%H:%M") if draft.start is not None else None
        clock = args.at or clock
        start = at_in_day(day, clock, context) if clock else None
        return dataclasses.replace(draft, day=None if start else day, start=start)
    if args.at is None:
        return draft
    if draft.day is not None and draft.day != _today(context):
        start = at_in_day(draft.day, args.at, context)
    else:
        start = read_start(args.at, context)
    return dataclasses.replace(draft, day=None, start=start)


def _today(context: LineContext) -> date:
    from tracker.domain.instants import day_of

    return day_of(context.now, context.day_starts_at)


def _understood(record: Record | None, line: StudyLine) -> Answer:
    """What a line says, part by part; nothing is written."""
    draft, session, asked = line.draft, None, None
    if draft is not None and not line.problems:
        asked = open_question(line)
        if record is not None:
            asked = asked or record.study.question(draft)
        session = _shape(record, draft)
    return understood("session", session, asked, line)


def _shape(record: Record | None, draft: StudyDraft) -> shapes.Shape:
    from tracker.domain.preferences import RecordSettings
    from tracker.services.study import day_for

    settings = record.settings.get() if record is not None else RecordSettings()
    titles = record.credentials.titles() if record is not None else {}
    return shapes.session_draft(draft, day_for(draft, settings), titles)


SPECS = {"log": Spec(_arguments, _log, noun="session", is_writing=True)}
