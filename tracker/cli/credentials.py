"""`cairn add`, `show` and `archive`: credentials, and a look at anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker.cli import fields, shapes
from tracker.cli.answers import Answer
from tracker.cli.details import credential_text, expense_text, session_text
from tracker.cli.inputs import context_of
from tracker.cli.naming import find, find_credential_id, label
from tracker.cli.opening import is_there, opened
from tracker.cli.parsing import Arguments, Parser, Spec
from tracker.cli.sentences import parts
from tracker.domain.changes import Kind
from tracker.errors import QuestionError
from tracker.i18n import _

if TYPE_CHECKING:
    from tracker.domain.credentials import CredentialDraft
    from tracker.formats.line.model import LineContext
    from tracker.record import Record


def _add_arguments(parser: Parser) -> None:
    parser.description = _(
        "Add a credential. With --catalogue the title is looked up among well-known credentials"
        " and what is known of it filled in; what you say yourself wins."
    )
    parser.add_argument("title", metavar=_("TITLE"), help=_("its title; quote it"))
    parser.add_argument(
        "--catalogue", action="store_true", help=_("fill in what the catalogue knows of it")
    )
    fields.add_options(parser)
    parser.add_argument("--yes", action="store_true", help=_("add it even if it is there already"))


def _add(args: Arguments) -> Answer:
    if not is_there(args):
        _draft(args, context_of(None))
    with opened(args, may_create=True) as record:
        draft, skills, notes = _draft(args, context_of(record))
        if not args.yes:
            _ask_about_double(record, draft.title)
        changes = record.credentials.add(draft, skills=[*skills, *(args.skill or ())])
        row = record.credentials.one(changes.only_id(Kind.CREDENTIAL))
        told = _("Added {what}  (undo: cairn undo)").format(
            what=parts(label(Kind.CREDENTIAL, row.id), row.title, row.draft.state.text)
        )
        return Answer(_shape(record, row.id), told, notes=notes)


def _draft(
    args: Arguments, context: LineContext
) -> tuple[CredentialDraft, tuple[str, ...], tuple[str, ...]]:
    """The draft that the arguments make, its skills, and what to know about it."""
    from tracker.domain.credentials import CredentialDraft

    known: dict[str, Any] = {"title": args.title.strip()}
    skills: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    if args.catalogue:
        from tracker.cli.catalogue import look_up

        known, skills, notes = look_up(args.title)
    draft = CredentialDraft(**(known | fields.given(args, context)))
    draft.require_good()
    return draft, skills, notes


def _ask_about_double(record: Record, title: str) -> None:
    """Ask where a credential with this very title is there already."""
    folded = title.casefold()
    for row in record.credentials.rows(is_archived=None):
        if row.title.casefold() == folded:
            raise QuestionError(
                _("One question first"),
                _("«{title}» is in the record already, as {label}. Add it once more?").format(
                    title=row.title, label=label(Kind.CREDENTIAL, row.id)
                ),
                _("Nothing was written yet."),
                ("--yes",),
            )


def _show_arguments(parser: Parser) -> None:
    parser.description = _("Show all that the record holds of one thing.")
    parser.add_argument(
        "what", metavar=_("WHAT"), help=_("a credential by number or name, s12, e7")
    )


def _show(args: Arguments) -> Answer:
    shown = (Kind.CREDENTIAL, Kind.STUDY_SESSION, Kind.EXPENSE)
    with opened(args) as record:
        found = find(record, args.what, shown)
        today = record.ground.today()
        if found.kind is Kind.STUDY_SESSION:
            row = record.study.one(found.id)
            return Answer({"session": shapes.session(row)}, session_text(row, today))
        if found.kind is Kind.EXPENSE:
            paid = record.spending.one(found.id)
            return Answer({"expense": shapes.expense(paid)}, expense_text(paid))
        data = _shape(record, found.id)
        return Answer(data, credential_text(record, record.credentials.one(found.id)))


def _archive_arguments(parser: Parser) -> None:
    parser.description = _("Put a credential into the archive: it keeps all and is out of the way.")
    parser.add_argument("credential", metavar=_("CREDENTIAL"), help=_("by number or name"))
    parser.add_argument("--back", action="store_true", help=_("take it out of the archive"))


def _archive(args: Arguments) -> Answer:
    with opened(args) as record:
        number = find_credential_id(record, args.credential)
        record.credentials.archive(number, is_archived=not args.back)
        title = record.credentials.one(number).title
        text = _("Taken out of the archive: {title}") if args.back else _("Archived: {title}")
        return Answer(_shape(record, number), parts(text.format(title=title)))


def _shape(record: Record, number: int) -> dict[str, Any]:
    row = record.credentials.one(number)
    names = [skill.draft.name for skill in record.skills.rows(credential_id=number)]
    return {"credential": shapes.credential(row, record.ground.today(), names)}


SPECS = {
    "add": Spec(_add_arguments, _add, noun="credential", is_writing=True),
    "show": Spec(_show_arguments, _show),
    "archive": Spec(_archive_arguments, _archive, noun="credential", is_writing=True),
}
