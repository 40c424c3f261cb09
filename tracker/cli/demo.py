"""`cairn demo`: the sample world in a folder of its own, and the main job once through.

Every step is the command itself, with its words and its answer, so that a new person sees what to
type. Nothing that stands in the folder already is touched.
"""

from __future__ import annotations

import csv
import io
import os
import shlex
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.cli.answers import Answer
from tracker.cli.commands import find_command, load
from tracker.cli.opening import SOURCE, record_class
from tracker.cli.parsing import Arguments, Parser, Spec, UsageError, split_line
from tracker.errors import TrackerError
from tracker.i18n import _

if TYPE_CHECKING:
    from tracker.record import Record

_FOLDER = "cairn-demo"
_NAME = "sample"


def _arguments(parser: Parser) -> None:
    parser.description = _(
        "Build the sample world, three years of somebody's record, in FOLDER, and go once through"
        " the main job: log, spend, import, undo, list, export, pictures of the pages."
    )
    parser.add_argument(
        "folder", nargs="?", metavar=_("FOLDER"), help=_("cairn-demo here, if left out")
    )
    parser.add_argument(
        "--import",
        dest="file",
        metavar=_("FILE"),
        help=_("import this export of yours instead of a made-up one"),
    )
    parser.add_argument("--no-pictures", action="store_true", help=_("leave the pictures out"))


@dataclass(slots=True)
class _Show:
    """What the demo has done so far; it is told step by step, unless a program asked."""

    record: Path
    is_json: bool
    written: list[Path] = field(default_factory=list)
    steps: list[dict[str, Any]] = field(default_factory=list)

    def tell(self, text: str) -> None:
        """Say something at once, so that nobody waits before an empty screen."""
        if not self.is_json:
            print(text, flush=True)

    def do(self, *words: str) -> Answer:
        """One command of the main job, on the record of the demo."""
        line = split_line([*words, "--record", str(self.record)])
        spec = load(find_command(line.command))
        parser = Parser(line.command)
        spec.arguments(parser)
        typed = shlex.join(["cairn", *words])
        self.tell(f"\n$ {typed}")
        answer = spec.run(parser.read(line))
        for text in (answer.text, *answer.notes):
            if text:
                self.tell(text)
        self.steps.append({"command": typed, "exit_code": answer.code})
        return answer


def _demo(args: Arguments) -> Answer:
    if args.record is not None:
        raise UsageError(
            _("Wrong usage"),
            _("The demo makes a record of its own; say in which FOLDER."),
            _("For example: cairn demo ~/cairn-demo"),
        )
    folder = Path(args.folder).expanduser().absolute() if args.folder else Path.cwd() / _FOLDER
    given = Path(args.file).expanduser().absolute() if args.file else None
    if given is not None and not given.is_file():
        raise TrackerError(
            _("Can't read the file"), _("There is no file {path}.").format(path=given)
        )
    show = _Show(_free_record(folder), args.json)
    today = _build(show)
    _go_through(show, folder, today, given)
    if not args.no_pictures:
        _draw(show, folder)
    lines = ["", _("Written:"), *(f"  {path}" for path in show.written)]
    lines += ["", _("Look around: cairn --record {path}").format(path=show.record)]
    data = {"written": [str(path) for path in show.written], "steps": show.steps}
    return Answer(data, "\n".join(lines))


def _free_record(folder: Path) -> Path:
    """The path of a record in `folder` that is not there yet; what lies there is left alone."""
    from tracker.store.files import private_folder

    private_folder(folder)
    for number in range(1, 1000):
        name = _NAME if number == 1 else f"{_NAME}-{number}"
        path = folder / f"{name}.cairn"
        if not path.exists():
            return path
    raise TrackerError(
        _("Too many demos"),
        _("{path} holds a thousand samples already.").format(path=folder),
        _("Name another folder."),
    )


def _build(show: _Show) -> date:
    """Make the sample world; the person's day in it."""
    from tracker.services.sample_world import build

    show.tell(_("Building the sample world: {path}").format(path=show.record))
    with record_class().open(show.record, source=SOURCE) as record:
        build(record, record.ground.today())
        show.written.append(show.record)
        return record.ground.today()


def _go_through(show: _Show, folder: Path, today: date, given: Path | None) -> None:
    """The main job: log, spend, import and take it back, look, export."""
    show.do("log", "45m CKA yesterday #lab -- services and networking")
    show.do("spend", "49.90 EUR book CKA yesterday")
    show.do("status")
    file = given or _toggl_export(show, folder, today)
    before = _fingerprint(show.record)
    show.do("import", str(file))
    show.do("undo")
    if _fingerprint(show.record) != before:
        # Ours to mend, and worth stopping for: undo is what people rely on.
        raise RuntimeError("undo did not take the import back row for row")
    show.tell(_("The record is what it was, row for row."))
    show.do("redo")
    show.do("list", "credentials", "--limit", "10")
    show.do("list", "sessions", "--limit", "10")
    show.do("list", "expenses", "--limit", "5")
    show.do("history", "--limit", "5")
    for words in (
        ("csv", str(folder / f"{show.record.stem}-tables")),
        ("json", str(folder / f"{show.record.stem}.json")),
    ):
        answer = show.do("export", *words)
        show.written += [Path(path) for path in answer.data["written"]]
    show.do("check")
    answer = show.do("backup")
    show.written.append(Path(answer.data["path"]))


def _toggl_export(show: _Show, folder: Path, today: date) -> Path:
    """A small export as Toggl Track writes it, with sessions of the last week."""
    from tracker.store.files import write_whole

    text = io.StringIO(newline="")
    table = csv.writer(text)
    table.writerow(
        [
            "User",
            "Email",
            "Client",
            "Project",
            "Task",
            "Description",
            "Billable",
            "Start date",
            "Start time",
            "End date",
            "End time",
            "Duration",
            "Tags",
        ]
    )
    for days, project, what, start, end, length, tags in (
        (6, "CKA", "cluster upgrade", "05:10:00", "05:50:00", "00:40:00", "lab"),
        (4, "CKA", "etcd backup and restore", "05:05:00", "06:05:00", "01:00:00", "lab, etcd"),
        (3, "Reading", "release notes", "04:55:00", "05:20:00", "00:25:00", ""),
    ):  # fmt: skip
        day = (today - timedelta(days=days)).isoformat()
        table.writerow(
            [
                "Sam",
                "sam@example.org",
                "",
                project,
                "",
                what,
                "No",
                day,
                start,
                day,
                end,
                length,
                tags,
            ]
        )
    path = folder / f"{show.record.stem}-toggl.csv"
    write_whole(path, text.getvalue())
    show.written.append(path)
    return path


def _fingerprint(path: Path) -> str:
    """A digest of every row of the record, so that two states of it can be compared."""
    with record_class().open(path, source=SOURCE, may_create=False) as record:
        state = sha256()
        for row in _all_rows(record):
            state.update(repr(row).encode("utf-8", "backslashreplace"))
        return state.hexdigest()


def _all_rows(record: Record) -> Iterator[tuple[str, Any]]:
    from tracker.store.queries.whole import KINDS, every_row

    with record.ground.store.reading() as connection:
        for kind in KINDS:
            for row in every_row(connection, kind):
                yield kind.value, row


def _draw(show: _Show, folder: Path) -> None:
    """Pictures of the pages, drawn off screen; where Qt can't be loaded, that is said."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        from tracker.ui.pages import PAGES
        from tracker.ui.pictures import Picture, studio
    except ImportError as error:
        if (error.name or "").startswith("tracker"):
            raise
        reason = str(error).splitlines()[0]
        print(
            _("No pictures: Qt can't be loaded ({reason}).").format(reason=reason), file=sys.stderr
        )
        return
    show.tell("\n" + _("Drawing the pages"))
    wanted = [(spec.id, Picture(spec.id)) for spec in PAGES]
    wanted += [
        ("today-dark", Picture("today", theme="dark")) for spec in PAGES if spec.id == "today"
    ]
    with studio(show.record) as drawing:
        for name, picture in wanted:
            out = folder / f"{show.record.stem}-{name}.png"
            show.written.append(drawing.draw(picture, out))


SPECS = {"demo": Spec(_arguments, _demo)}
