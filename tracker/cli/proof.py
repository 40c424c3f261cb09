"""`cairn attach`: a file or a link as evidence of a credential, or as the receipt of an expense."""

from __future__ import annotations

from pathlib import Path

from tracker.cli import shapes
from tracker.cli.answers import Answer
from tracker.cli.naming import find, label
from tracker.cli.opening import opened
from tracker.cli.parsing import Arguments, Parser, Spec
from tracker.cli.sentences import parts
from tracker.domain.changes import Kind
from tracker.domain.proof import EvidenceDraft
from tracker.i18n import _

_LINKS = ("https://", "http://")


def _arguments(parser: Parser) -> None:
    parser.description = _(
        "Keep a copy of a file (its bytes are never changed) or a link as evidence of a"
        " credential, or as the receipt of an expense."
    )
    parser.add_argument("file", metavar=_("FILE"), help=_("a file, or a link with https://"))
    parser.add_argument("what", metavar=_("CREDENTIAL"), help=_("by number or name; or e7"))
    parser.add_argument(
        "--title", metavar=_("TEXT"), help=_("its title; the file's name if left out")
    )
    parser.add_argument("--note", default="", metavar=_("TEXT"), help=_("a note"))


def _attach(args: Arguments) -> Answer:
    is_link = args.file.lower().startswith(_LINKS)
    with opened(args) as record:
        owner = find(record, args.what, (Kind.CREDENTIAL, Kind.EXPENSE))
        if owner.kind is Kind.CREDENTIAL:
            name = record.credentials.one(owner.id).title
        else:
            name = label(owner.kind, record.spending.one(owner.id).id)
        draft = EvidenceDraft(
            title=args.title or (args.file if is_link else Path(args.file).name),
            url=args.file if is_link else "",
            note=args.note,
            credential_id=owner.id if owner.kind is Kind.CREDENTIAL else None,
            expense_id=owner.id if owner.kind is Kind.EXPENSE else None,
        )
        if is_link:
            changes = record.evidence.add_link(draft)
        else:
            changes = record.evidence.attach(Path(args.file).expanduser(), draft)
        number = changes.only_id(Kind.EVIDENCE)
        [row] = record.evidence.rows(evidence_id=number)
        told = parts(label(Kind.EVIDENCE, number), row.title, name)
        text = _("Kept {what}  (undo: cairn undo)").format(what=told)
        return Answer({"evidence": shapes.evidence(row)}, text)


SPECS = {"attach": Spec(_arguments, _attach, noun="evidence", is_writing=True)}
