"""`cairn export`: tables for a spreadsheet, or the whole record as JSON."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from tracker import paths
from tracker.cli.answers import Answer
from tracker.cli.calendarfile import LEFT_OUT, write_calendar
from tracker.cli.inputs import context_of, read_day
from tracker.cli.naming import find_credential_id
from tracker.cli.opening import opened
from tracker.cli.parsing import Arguments, Parser, Spec, UsageError
from tracker.cli.wanted import NO_LIMIT
from tracker.errors import TrackerError
from tracker.i18n import _

if TYPE_CHECKING:
    from tracker.record import Record
    from tracker.reports.tables import Table

_FORMATS = ("csv", "json", "calendar")
_MAIN = ("study", "expenses", "credentials")
# What a choice of days or of a credential says nothing about; named as in a Record.
_OTHERS = (
    "modules",
    "exam_attempts",
    "skills",
    "goals",
    "rest_days",
    "planned_blocks",
    "refunds",
    "reimbursements",
    "subscriptions",
    "renewals",
    "renewal_cycles",
    "renewal_credits",
    "pay_events",
)
# It leaves the record only where the person says so.
_PAY = "pay_events"
_ALWAYS_LEFT_OUT = ("history", "evidence files")


def _arguments(parser: Parser) -> None:
    parser.description = _(
        "csv: OUT is a folder, a .zip, or one .csv (study, unless --table says otherwise). Texts"
        " that a spreadsheet could take for a formula get an apostrophe in front. json: the whole"
        " record, raw, in one file. calendar: deadlines, last valid days with their alarms and"
        " planned study, in one .ics file."
    )
    parser.add_argument("format", metavar=_("FORMAT"), help=" ".join(_FORMATS))
    parser.add_argument("out", metavar="OUT", help=_("where to; what stands there is replaced"))
    parser.add_argument("--table", metavar=_("NAME"), help=" ".join(_MAIN))
    parser.add_argument("--credential", metavar=_("NAME"), help=_("of this credential alone"))
    parser.add_argument(
        "--with-pay",
        action="store_true",
        help=_("csv, json: with changes of pay, scenarios and degree baselines too"),
    )
    parser.add_argument("--since", metavar=_("DAY"), help=_("from this day on"))
    parser.add_argument("--until", metavar=_("DAY"), help=_("up to this day"))


def _export(args: Arguments) -> Answer:
    if args.format not in _FORMATS:
        raise UsageError(
            _("Wrong usage"),
            _("«{format}» is not something that can be exported.").format(format=args.format[:40]),
            _("One of these is: {formats}.").format(formats=", ".join(_FORMATS)),
        )
    out = Path(args.out).expanduser().absolute()
    with opened(args) as record:
        _require_free(out, record.path)
        write = {"json": _write_json, "csv": _write_csv, "calendar": _write_calendar}
        return write[args.format](record, out, args)


def _require_free(out: Path, record: Path) -> None:
    """Refuse to write over the record or into what belongs to it."""
    own = [record, *(record.with_name(record.name + end) for end in ("-wal", "-shm", "-journal"))]
    own.append(paths.timer_journal(record))
    folders = [paths.backups_dir(record).resolve(), paths.evidence_dir(record).resolve()]
    place = out.resolve()
    is_own = place in [path.resolve() for path in own]
    if is_own or any(folder in (place, *place.parents) for folder in folders):
        raise TrackerError(
            _("Not there"),
            _("{path} belongs to the record itself.").format(path=out),
            _("Nothing was written. Name another place."),
        )


def _write_json(record: Record, out: Path, args: Arguments) -> Answer:
    from tracker.reports import whole

    if out.suffix.lower() != ".json":
        raise UsageError(_("Wrong usage"), _("The file of a json export ends in .json."))
    if args.credential or args.since or args.until or args.table:
        raise UsageError(
            _("Wrong usage"),
            _("json is the whole record; no part of it can be chosen."),
            _("csv takes --credential, --since, --until and --table."),
        )
    _require_folder(out.parent)
    without = frozenset() if args.with_pay else whole.PAY
    now = record.ground.clock.now()
    counts = whole.write_whole_record(record.ground.store, out, now, without=without)
    included = {kind: count for kind, count in counts.items() if count}
    return _answer([out], included, [*whole.LEFT_OUT, *sorted(kind.value for kind in without)])


def _write_calendar(record: Record, out: Path, args: Arguments) -> Answer:
    if out.suffix.lower() != ".ics":
        raise UsageError(_("Wrong usage"), _("The file of a calendar export ends in .ics."))
    if args.credential or args.since or args.until or args.table:
        raise UsageError(
            _("Wrong usage"),
            _("A calendar holds every deadline ahead; no part of it can be chosen."),
            _("csv takes --credential, --since, --until and --table."),
        )
    _require_folder(out.parent)
    return _answer([out], dict(write_calendar(record, out)), list(LEFT_OUT))


def export_calendar(record: Record, out: Path) -> None:
    """Write the calendar file to `out`; raises a TrackerError where it can't be written there."""
    _require_free(out, record.path)
    _require_folder(out.parent)
    write_calendar(record, out)


def export_whole(record: Record, out: Path, *, with_pay: bool = False) -> None:
    """Write the whole record to `out`: as one document where it ends in .json, else as a .zip.

    The .zip holds every table that has rows. What the person stated about pay is in it only
    `with_pay`. Raises a TrackerError where `out` belongs to the
    record, or can't be written.
    """
    _require_free(out, record.path)
    _require_folder(out.parent)
    if out.suffix.lower() == ".json":
        from tracker.reports.whole import PAY, write_whole_record

        without = frozenset() if with_pay else PAY
        write_whole_record(record.ground.store, out, record.ground.clock.now(), without=without)
        return
    everything = Arguments(credential=None, since=None, until=None, with_pay=with_pay)
    _put(list(_tables(record, everything, with_others=True)), out, ".zip")


def _write_csv(record: Record, out: Path, args: Arguments) -> Answer:
    ending = out.suffix.lower()
    if ending in {".json", ".xlsx", ".pdf", ".cairn"}:
        raise UsageError(
            _("Wrong usage"), _("A csv export goes to a folder, a .zip or a .csv file.")
        )
    wanted = args.table or ("study" if ending == ".csv" else None)
    if wanted is not None and wanted not in _MAIN:
        raise UsageError(
            _("Wrong usage"),
            _("--table is one of {names}.").format(names=", ".join(_MAIN)),
        )
    is_chosen = bool(args.credential or args.since or args.until)
    tables = [
        table
        for table in _tables(record, args, with_others=not is_chosen)
        if wanted is None or table.name == wanted
    ]
    written = _put(tables, out, ending)
    included = {table.name: len(table.rows) for table in tables}
    left = [name for name in (*_MAIN, *_OTHERS) if name not in included]
    # Of the smaller tables only those are worth a word that hold something.
    left = [name for name in left if name in _MAIN or _count(record, name)]
    return _answer(written, included, [*left, *_ALWAYS_LEFT_OUT])


def _tables(record: Record, args: Arguments, *, with_others: bool) -> Iterator[Table]:
    from tracker.reports.tables import credential_table, expense_table, kept_table, study_table

    context = context_of(record) if args.since or args.until else None
    first = read_day(args.since, context) if args.since and context else None
    last = read_day(args.until, context) if args.until and context else None
    number = find_credential_id(record, args.credential) if args.credential else None
    study = record.study.page(limit=NO_LIMIT, first=first, last=last, credential_id=number)
    yield study_table(study)
    paid = record.spending.page(limit=NO_LIMIT, first=first, last=last, credential_id=number)
    yield expense_table(paid)
    currencies = {row.id: row.amount.currency for row in paid}
    ids = None if number is None else [number]
    yield credential_table(record.credentials.rows(is_archived=None, ids=ids))
    if with_others:
        for name in _OTHERS:
            if name == _PAY and not args.with_pay:
                continue
            rows = getattr(record, name).all()
            if rows:
                yield kept_table(name, rows, currencies)


def _count(record: Record, name: str) -> int:
    return len(getattr(record, name).all())


def _put(tables: list[Table], out: Path, ending: str) -> list[Path]:
    """Write the tables where they belong; each file whole or not at all."""
    from tracker.reports.tables import to_csv
    from tracker.store.files import private_folder, write_whole

    if ending == ".csv":
        _require_folder(out.parent)
        write_whole(out, to_csv(tables[0]))
        return [out]
    if ending == ".zip":
        _require_folder(out.parent)

        def pack(file: BinaryIO) -> None:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                for table in tables:
                    archive.writestr(f"{table.name}.csv", to_csv(table))

        write_whole(out, pack)
        return [out]
    private_folder(out)
    written = []
    for table in tables:
        path = out / f"{table.name}.csv"
        write_whole(path, to_csv(table))
        written.append(path)
    return written


def _require_folder(folder: Path) -> None:
    if not folder.is_dir():
        raise TrackerError(
            _("No such folder"),
            _("There is no folder {path}.").format(path=folder),
            _("Nothing was written. Make it first, or name another place."),
        )


def _answer(written: list[Path], included: dict[str, int], left_out: list[str]) -> Answer:
    data = {
        "written": [str(path) for path in written],
        "included": included,
        "left_out": left_out,
    }
    lines = [_("Written: {path}").format(path=path) for path in written]
    counted = ", ".join(f"{name} {count}" for name, count in included.items())
    lines.append(_("In it: {what}").format(what=counted or "–"))
    lines.append(_("Left out: {what}").format(what=", ".join(left_out)))
    return Answer(data, "\n".join(lines))


SPECS = {"export": Spec(_arguments, _export)}
