"""`cairn import`: what other programs have kept, after a look at what it would bring."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.cli.answers import Answer
from tracker.cli.opening import opened
from tracker.cli.parsing import Arguments, Parser, Spec, UsageError
from tracker.cli.plainly import plain
from tracker.cli.tables import Column, table
from tracker.domain.durations import format_hm
from tracker.errors import TrackerError
from tracker.i18n import _, ngettext

if TYPE_CHECKING:
    from tracker.services.import_plan import FilePlan, ImportOptions, ImportPlan

# Problems shown to people; --json tells them all.
_MOST_SHOWN = 20
_ANSWERS = {
    "--zone": "where the clocks of the file stood: Europe/Berlin",
    "--currency": "the currency of amounts without one",
    "--date-order": "dmy mdy ymd",
    "--decimal": ". or ,",
    "--encoding": "cp1252, utf-8 …",
    "--delimiter": ", ; | or a tab",
    "--user": "whose entries to take; * takes everybody's",
    "--outflow": "positive negative",
}


def _arguments(parser: Parser) -> None:
    parser.description = _(
        "Take over study, spending or credentials. The same file twice adds nothing, and one undo"
        " takes all of it back. --dry-run only tells what it would bring."
    )
    parser.add_argument("files", nargs="+", metavar=_("FILE"), help=_("files to read"))
    parser.add_argument(
        "--format", metavar=_("FORMAT"), help=_("what they are, if they don't tell")
    )
    parser.add_argument("--map", metavar=_("FILE"), help=_("a JSON file: what the columns mean"))
    parser.add_argument("--dry-run", action="store_true", help=_("write nothing"))
    parser.add_argument(
        "--project",
        action="append",
        default=[],
        metavar=_("NAME=CREDENTIAL"),
        help=_("which credential a project stands for; «new» adds one; may be repeated"),
    )
    parser.add_argument(
        "--new-credentials",
        action="store_true",
        help=_("add a credential for every project that has none"),
    )
    answers = parser.add_argument_group(_("what a file can't tell"))
    for option, text in _ANSWERS.items():
        answers.add_argument(option, metavar=_("ANSWER"), help=text)


def _import(args: Arguments) -> Answer:
    options = _options(args)
    files = [Path(name).expanduser() for name in args.files]
    _require_some(files)
    with opened(args, may_create=not args.dry_run) as record:
        plan = record.importing.plan(files, options)
        data = plan.to_data()
        if plan.questions:
            return _asked(plan, data)
        if args.dry_run:
            return _answer(plan, data | {"dry_run": True}, is_done=False)
        if plan.count:
            record.importing.apply(plan)
        return _answer(plan, data, is_done=True)


def _options(args: Arguments) -> ImportOptions:
    from tracker.services.import_plan import ImportOptions

    projects: dict[str, int | str] = {}
    for pair in args.project:
        name, sign, credential = pair.partition("=")
        if not sign or not name.strip():
            raise UsageError(
                _("Wrong usage"),
                _("--project needs NAME=CREDENTIAL, not «{text}».").format(text=pair[:60]),
            )
        credential = credential.strip()
        number = credential.removeprefix("c")
        is_number = number.isascii() and number.isdigit()
        projects[name.strip()] = int(number[:18]) if is_number else credential
    answers = {
        name: getattr(args, name)
        for name in (option.removeprefix("--").replace("-", "_") for option in _ANSWERS)
    }
    return ImportOptions(
        format=args.format,
        mapping=_mapping(args.map) if args.map is not None else None,
        projects=projects,
        new_credentials=args.new_credentials,
        **answers,
    )


def _mapping(name: str) -> bytes:
    path = Path(name).expanduser()
    try:
        return path.read_bytes()
    except OSError as error:
        raise TrackerError(
            _("Can't read the file"),
            _("{path} can't be read: {reason}.").format(path=path, reason=error.strerror or error),
        ) from error


def _require_some(files: list[Path]) -> None:
    """Refuse before a record is begun for nothing: none of the files is there."""
    if not any(path.exists() for path in files):
        raise TrackerError(
            _("Can't read the file"), _("There is no file {path}.").format(path=files[0])
        )


def _asked(plan: ImportPlan, data: dict[str, Any]) -> Answer:
    """A question stands open: what it is, and the option that answers it."""
    question = plan.questions[0]
    option = f"--{question.code.replace('_', '-')}"
    choices = [f"{option} {choice}" for choice in question.choices]
    shape = data | {"asked": question.message, "choices": choices}
    notes = (question.message, *(f"  {choice}" for choice in choices))
    return Answer(shape, notes=notes, code=3)


def _answer(plan: ImportPlan, data: dict[str, Any], *, is_done: bool) -> Answer:
    lines = [line for file in plan.files for line in _file_lines(file)]
    if plan.count:
        lines += _project_lines(plan)
        lines.append(
            _("Imported (undo: cairn undo)") if is_done else _("Nothing was written (--dry-run).")
        )
    is_fine = any(file.outcome.value in {"imported", "nothing-new"} for file in plan.files)
    refused = [file for file in plan.files if file.outcome.value in {"refused", "unsupported"}]
    notes = [f"{plain(file.file)}: {file.message}" for file in refused]
    return Answer(data, "\n".join(lines), tuple(notes), code=0 if is_fine else 1)


def _file_lines(file: FilePlan) -> list[str]:
    if file.outcome.value in {"refused", "unsupported"}:
        head = []
    else:
        name = f"{file.file} ({file.format})" if file.format else file.file
        head = [f"{plain(name)}: {file.message}"]
    shown = [*file.problems, *file.notes][:_MOST_SHOWN]
    told = [_line(problem.line, problem.message) for problem in shown]
    more = len(file.problems) + len(file.notes) - len(shown)
    if more > 0:
        told.append("  " + ngettext("and {n} more", "and {n} more", more).format(n=more))
    return [*head, *told]


def _line(number: int | None, message: str) -> str:
    if number is None:
        return f"  {plain(message)}"
    return "  " + _("line {n}: {message}").format(n=number, message=plain(message))


def _project_lines(plan: ImportPlan) -> list[str]:
    if not plan.projects:
        return []
    columns = (
        Column(_("Project"), may_shrink=True),
        Column(_("Sessions"), is_number=True),
        Column(_("Studied"), is_number=True),
        Column(_("Credential"), may_shrink=True),
    )
    rows = [
        (
            project.name,
            str(project.sessions),
            format_hm(project.seconds),
            _("{title} (new)").format(title=project.title)
            if project.is_new
            else project.title or _("none: kept as the topic"),
        )
        for project in plan.projects
    ]
    return ["", table(columns, rows), ""]


SPECS = {"import": Spec(_arguments, _import, is_writing=True)}
