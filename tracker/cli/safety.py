"""`cairn backup`, `restore`, `check` and `erase`: what keeps the record safe, or takes from it.

Backup, check and restore work on a record that can't be opened too.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker import paths
from tracker.cli.answers import Answer
from tracker.cli.naming import find, label
from tracker.cli.opening import opened, record_path
from tracker.cli.parsing import Arguments, Parser, Spec
from tracker.cli.tables import Column, table
from tracker.errors import QuestionError, TrackerError
from tracker.i18n import _, ngettext

if TYPE_CHECKING:
    from tracker.store.salvage import Salvaged


def _counts(counts: Mapping[Any, int]) -> dict[str, int]:
    return {str(getattr(kind, "value", kind)): count for kind, count in counts.items()}


def _counted(counts: Mapping[Any, int]) -> str:
    """How many rows there are, for people: the kinds that they know."""
    known = _counts(counts)
    sessions = known.get("study_session", 0)
    credentials = known.get("credential", 0)
    expenses = known.get("expense", 0)
    return ", ".join(
        [
            ngettext("{n} credential", "{n} credentials", credentials).format(n=credentials),
            ngettext("{n} study session", "{n} study sessions", sessions).format(n=sessions),
            ngettext("{n} expense", "{n} expenses", expenses).format(n=expenses),
        ]
    )


def _lost(digests: tuple[str, ...]) -> list[str]:
    """Sentences about evidence files that nobody has any more."""
    return [
        _("The evidence file {digest} is missing or damaged.").format(digest=digest[:12])
        for digest in digests
    ]


def _backup_arguments(parser: Parser) -> None:
    parser.description = _(
        "Make a backup now: among the record's own, or at OUT (a new file, or a folder) together"
        " with its evidence. It is opened, checked and counted before it counts."
    )
    parser.add_argument(
        "out", nargs="?", metavar="OUT", help=_("where to; beside the record, if left out")
    )


def _backup(args: Arguments) -> Answer:
    from tracker.services.backups import back_up_record

    out = Path(args.out).expanduser().absolute() if args.out else None
    if out is not None and args.out.endswith(("/", os.sep)):
        _make_folder(out)
    made = back_up_record(record_path(args), out)
    problems = _lost(made.lost_evidence)
    data = {
        "ok": not problems,
        "path": str(made.path),
        "counts": _counts(made.counts),
        "size_bytes": made.size_bytes,
        "is_smaller": made.is_smaller,
        "problems": problems,
    }
    notes = list(problems)
    if made.is_smaller:
        notes.append(_("It holds less than the backup before it; both are kept."))
    text = _("Backed up {what}: {path}").format(what=_counted(made.counts), path=made.path)
    return Answer(data, text, tuple(notes))


def _make_folder(folder: Path) -> None:
    """A name that ends in a slash means a folder, also where there is none yet."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise TrackerError(
            _("No backup"),
            _("The folder {path} could not be made: {reason}.").format(
                path=folder, reason=error.strerror or error
            ),
            _("Nothing was written. Name another folder."),
        ) from error


def _restore_arguments(parser: Parser) -> None:
    parser.description = _(
        "Put a backup in the record's place. What it replaces is kept as a backup first, so that"
        " restoring that one undoes it. Alone it lists the backups there are."
    )
    parser.add_argument("file", nargs="?", metavar=_("FILE"), help=_("a backup, by path or name"))


def _restore(args: Arguments) -> Answer:
    record = record_path(args)
    if args.file is None:
        return _backups(record)
    from tracker.services.backups import restore_record

    source = _source(args.file, record)
    done = restore_record(record, source)
    problems = _lost(done.lost_evidence)
    data = {
        "ok": True,
        "restored": str(source),
        "counts": _counts(done.counts),
        "kept": None if done.kept is None else str(done.kept),
        "problems": problems,
    }
    lines = [_("Restored {what} from {path}").format(what=_counted(done.counts), path=source)]
    if done.kept is not None:
        lines.append(_("What was there is kept: {path}").format(path=done.kept))
    return Answer(data, "\n".join(lines), tuple(problems))


def _source(text: str, record: Path) -> Path:
    """The backup of that path, or of that name among the record's own."""
    path = Path(text).expanduser().absolute()
    inside = paths.backups_dir(record) / text
    found = path if path.exists() or not inside.is_file() else inside
    if not found.exists():
        raise TrackerError(
            _("No such backup"),
            _("There is no file {path}.").format(path=path),
            _("«cairn restore» alone lists the backups there are."),
        )
    if found.resolve() == record.resolve():
        raise TrackerError(
            _("No backup"), _("{path} is the record itself, not a backup of it.").format(path=found)
        )
    return found


def _is_broken(record: Path) -> bool:
    """Whether the file of a record is there and empty or cut, so that no backup can be made."""
    from tracker.store.migrating import LATEST
    from tracker.store.opening import Standing, look_at

    return look_at(record, LATEST).standing in {Standing.EMPTY, Standing.CUT}


def _backups(record: Path) -> Answer:
    from tracker.services.backups import backups_beside

    found = backups_beside(record)
    data = {
        "rows": [
            {
                "path": str(backup.path),
                "made_at": backup.made_at.isoformat(),
                "reason": backup.reason.value,
                "size_bytes": backup.size_bytes,
                "is_smaller": backup.is_smaller,
                "is_damaged": backup.is_damaged,
            }
            for backup in found
        ],
        "total": len(found),
    }
    if not found and _is_broken(record):
        return Answer(
            data,
            _(
                "There is no backup, and the record is broken. «cairn check --salvage OUT» reads "
                "what can be read of it into a new one."
            ),
        )
    if not found:
        return Answer(data, _("There is no backup yet; «cairn backup» makes one."))
    columns = [Column(_("Backup")), Column(_("Made (UTC)")), Column(_("Why")), Column(_("Note"))]
    rows = [
        (
            backup.path.name,
            backup.made_at.strftime("%Y-%m-%d %H:%M"),
            backup.reason.value,
            _remark(is_smaller=backup.is_smaller, is_damaged=backup.is_damaged),
        )
        for backup in found
    ]
    return Answer(data, table(columns, rows))


def _remark(*, is_smaller: bool, is_damaged: bool) -> str:
    if is_damaged:
        return _("of a damaged record")
    return _("holds less than the one before") if is_smaller else ""


def _check_arguments(parser: Parser) -> None:
    parser.description = _("Check the record through and through; nothing is written to it.")
    parser.add_argument(
        "--salvage", metavar="OUT", help=_("read what can be read into a new record at OUT")
    )


def _check(args: Arguments) -> Answer:
    from tracker.services.backups import check_record, salvage_record

    report = check_record(record_path(args))
    problems = [str(problem) for problem in report.problems]
    data: dict[str, Any] = {
        "ok": report.is_ok,
        "counts": _counts(report.counts),
        "problems": problems,
        "version": report.version,
        "operations": report.operations,
    }
    if report.is_ok:
        text = _("All is well: {what}, {n} operations.").format(
            what=_counted(report.counts), n=report.operations
        )
    else:
        text = ngettext("{n} problem was found.", "{n} problems were found.", len(problems)).format(
            n=len(problems)
        )
    notes = problems
    if args.salvage is not None:
        out = Path(args.salvage).expanduser().absolute()
        saved = salvage_record(record_path(args), out)
        data["salvaged"] = _salvaged_shape(saved)
        text += "\n" + _salvaged_text(saved)
    elif problems:
        notes = [*problems, report.advice or _("«cairn restore» puts a backup in its place.")]
    return Answer(data, text, tuple(notes), code=0 if report.is_ok else 1)


def _salvaged_shape(saved: Salvaged) -> dict[str, Any]:
    return {
        "path": str(saved.path),
        "counts": _counts(saved.counts),
        "lost": _counts(saved.lost),
        "doubtful": saved.doubtful,
        "doubtful_path": None if saved.doubtful_path is None else str(saved.doubtful_path),
    }


def _salvaged_text(saved: Salvaged) -> str:
    lines = [_("Salvaged {what}: {path}").format(what=_counted(saved.counts), path=saved.path)]
    lost = sum(saved.lost.values())
    if lost:
        lines.append(ngettext("{n} row is lost.", "{n} rows are lost.", lost).format(n=lost))
    if saved.doubtful_path is not None:
        lines.append(_("Rows that can't be trusted: {path}").format(path=saved.doubtful_path))
    return "\n".join(lines)


def _erase_arguments(parser: Parser) -> None:
    parser.description = _(
        "Erase something for good, deleted or not: out of the record, its history and its backups."
        " This is the one thing that can't be undone. Hours and spending of a credential stay."
    )
    parser.add_argument(
        "what", metavar=_("WHAT"), help=_("a credential by number or name, s12, e7")
    )
    parser.add_argument("--yes", action="store_true", help=_("yes, for good"))


def _erase(args: Arguments) -> Answer:
    from tracker.services.erasing import Erasing

    with opened(args) as record:
        found, erasing = find(record, args.what), Erasing(record.ground)
        name = label(found.kind, found.id)
        reach = erasing.preview(found.kind, found.id)
        if not args.yes:
            raise QuestionError(
                _("One question first"),
                _("{name} would be erased for good, {rows}, out of the backups too.").format(
                    name=name, rows=_rows(sum(reach.values()))
                ),
                _("Nothing was written yet. It can't be undone."),
                ("--yes",),
            )
        done = erasing.erase(found.kind, found.id, confirm=True)
    data = {
        "erased": {"kind": found.kind.value, "id": found.id},
        "rows": done.rows,
        "images": done.images,
        "backups": done.backups,
        "files": done.files,
        "not_reached": [str(one) for one in done.not_reached],
    }
    notes = [
        _("This copy of a damaged record could not be cleaned: {path}").format(path=one)
        for one in done.not_reached
    ]
    return Answer(data, _("Erased for good: {name}").format(name=name), tuple(notes))


def _rows(count: int) -> str:
    return ngettext("{n} row", "{n} rows", count).format(n=count)


SPECS = {
    "backup": Spec(_backup_arguments, _backup),
    "restore": Spec(_restore_arguments, _restore),
    "check": Spec(_check_arguments, _check),
    "erase": Spec(_erase_arguments, _erase),
}
