"""How a command notes one typed line: its options, its order of questions, its dry run."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from tracker.cli.answers import Answer
from tracker.cli.inputs import context_of
from tracker.cli.opening import is_there, opened
from tracker.cli.parsing import Arguments, Parser
from tracker.cli.typed import (
    hints,
    named_shares,
    require_answers,
    require_good,
    token_lines,
    tokens,
)
from tracker.i18n import _

if TYPE_CHECKING:
    from tracker.cli.shapes import Shape
    from tracker.formats.line.model import ExpenseLine, LineContext, StudyLine
    from tracker.record import Record

L = TypeVar("L", "StudyLine", "ExpenseLine")


def add_line_options(parser: Parser) -> None:
    """The options that every typed line takes."""
    parser.add_argument("--note", metavar=_("TEXT"), help=_("a note"))
    parser.add_argument(
        "--credential",
        action="append",
        default=[],
        metavar=_("NAME"),
        help=_("what it was for, by number or name; may be repeated"),
    )
    parser.add_argument("--yes", action="store_true", help=_("answer every question with yes"))
    parser.add_argument("--dry-run", action="store_true", help=_("only tell what is understood"))


def note_line(
    args: Arguments,
    read: Callable[[Arguments, Record | None, LineContext], L],
    tell: Callable[[Record | None, L], Answer],
    write: Callable[[Arguments, Record, L, Any], Answer],
) -> Answer:
    """Read a line and write its draft, or only tell what it says in a dry run.

    Raises a TrackerError for a line that can't be understood and a QuestionError for one that
    asks something; nothing is written then.
    """
    if not is_there(args):
        # Nonsense must not leave an empty record behind: what the line says is known without one.
        line = read(args, None, context_of(None))
        if args.dry_run:
            return tell(None, line)
        require_good(line)
    with opened(args, may_create=not args.dry_run) as record:
        line = read(args, record, context_of(record))
        if args.dry_run:
            return tell(record, line)
        draft = require_good(line)
        require_answers(line, is_sure=args.yes, is_named=bool(args.credential))
        return write(args, record, line, draft)


def with_options(line: L, args: Arguments, record: Record | None, **fields: Any) -> L:
    """A line that has a draft, with `fields`, the note and the credentials of the options in it.

    The problems of that draft are added to those of the line. Without a record no credential
    is looked for.
    """
    assert line.draft is not None
    if args.note:
        fields["note"] = "\n".join(text for text in (line.draft.note, args.note) if text)
    if args.credential and record is not None:
        fields["shares"] = named_shares(record, args.credential)
    draft = dataclasses.replace(line.draft, **fields)
    return dataclasses.replace(line, draft=draft, problems=(*line.problems, *draft.problems()))


def written(noun: str, shape: Shape, told: str, line: StudyLine | ExpenseLine) -> Answer:
    """The answer once a line is in the record; `noun` is the name of `shape` in it."""
    data = {noun: shape, "asked": None, "hints": hints(line)}
    return Answer(data, told, notes=tuple(hints(line)))


def understood(
    noun: str, shape: Shape | None, asked: str | None, line: StudyLine | ExpenseLine
) -> Answer:
    """What a line says, part by part, where nothing is written.

    `shape` is its draft, None where there is none to show; `asked` what it leaves open.
    """
    problems = [problem.message for problem in line.problems]
    data = {
        noun: shape,
        "asked": asked,
        "hints": hints(line),
        "dry_run": True,
        "problems": problems,
        "tokens": tokens(line),
    }
    notes = [*problems, *([asked] if asked else []), *hints(line)]
    return Answer(data, token_lines(line), tuple(notes), code=1 if problems else 0)
