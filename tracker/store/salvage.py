"""Salvages a damaged record: all that can still be read goes into a new one, which is whole."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tracker import paths
from tracker.i18n import N_, _
from tracker.models.columns import INSTANT_FORMAT
from tracker.store import migrating
from tracker.store.checking import check_file
from tracker.store.engine import connect
from tracker.store.evidence import EvidenceFiles
from tracker.store.faults import RecordError, faults_explained
from tracker.store.files import (
    FileError,
    name_once,
    require_room,
    sync_file,
    write_errors_explained,
    write_whole,
)
from tracker.store.gathering import OPERATION_COLUMNS, Gathered, gather, newest_changes
from tracker.store.history import chain, new_operation_uuid
from tracker.store.layout import READ_ERRORS, Layout, layouts_of
from tracker.store.mending import Mended, mend, runs
from tracker.store.opening import Standing, look_at, require_ours

_BESIDE = ("-wal", "-journal")


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What a salvage brought home.

    `counts` tells the rows of each kind in the new record, `lost` those that the history knows of
    and that could not be read, `operations` how much of the history is there. `doubtful_path` names
    a file with rows that were read but can't be trusted, None where there is none.
    """

    path: Path
    counts: Mapping[str, int]
    lost: Mapping[str, int]
    operations: int
    doubtful: int = 0
    doubtful_path: Path | None = None
    lost_evidence: tuple[str, ...] = field(default=())


def salvage(damaged: Path, out: Path) -> Salvaged:
    """Read what can be read of `damaged` into a new record at `out`; `damaged` is not touched.

    A row comes along where it fits its digest. Where a row that it refers to is lost, the reference
    is emptied; hours and money whose credential is lost stay without one. Nothing in the new record
    can be undone, its history can be read. Raises a FileError where `out` exists or can't be
    written, a RecordError where nothing could be read.
    """
    if out.exists():
        raise FileError(
            _("Nothing was salvaged"),
            _("There is a file at {path} already.").format(path=out),
            _("It was left as it is. Name a file that is not there yet."),
        )
    _require_readable(damaged)
    require_room(out.parent, 3 * damaged.stat().st_size)
    with (
        write_errors_explained(out),
        tempfile.TemporaryDirectory(prefix=".salvage-", dir=out.parent) as name,
    ):
        folder = Path(name)
        copy, version = _copied(damaged, folder)
        fresh = folder / "fresh"
        os.close(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        migrating.build(fresh, version)
        layouts, stored = _layouts(fresh)
        found = gather(copy, layouts, stored)
        mended = mend(found, layouts)
        if not any(mended.rows.values()) and not found.operations:
            raise RecordError(
                _("Nothing was salvaged"),
                _("Nothing could be read of {path}.").format(path=damaged),
                _("It was left as it is. «cairn restore» puts a backup in its place."),
            )
        with faults_explained(out):
            _fill(fresh, found, mended, layouts)
            if version < migrating.LATEST:
                migrating.migrate(fresh, version, lambda _record: damaged)
            with closing(connect(fresh, mode="rw")) as connection:
                connection.execute("PRAGMA journal_mode=delete")
        report = check_file(fresh)
        if report.problems:
            raise RecordError(_("Nothing was salvaged"), report.problems[0].message)
        sync_file(fresh)
        name_once(fresh, out)
    return Salvaged(
        out,
        report.counts,
        _lost(found, mended),
        report.operations,
        *_write_doubtful(out, found, mended, layouts),
        _bring_evidence(damaged, out, mended, layouts),
    )


def _require_readable(damaged: Path) -> None:
    look = look_at(damaged, migrating.LATEST)
    if look.standing in (Standing.MISSING, Standing.EMPTY, Standing.NEWER):
        require_ours(damaged, migrating.LATEST)
        raise RecordError(
            _("No record"),
            _("There is no record at {path}.").format(path=damaged),
            _("Name the damaged file."),
        )


def _copied(damaged: Path, folder: Path) -> tuple[Path, int]:
    """A copy with its log folded in, as far as that goes; and its schema's version."""
    copy = folder / "copy"
    for ending in ("", *_BESIDE):
        source = damaged.with_name(damaged.name + ending)
        if source.is_file() and (not ending or source.stat().st_size):
            shutil.copyfile(source, copy.with_name(copy.name + ending))
    if any(copy.with_name(copy.name + ending).exists() for ending in _BESIDE):
        with suppress(*READ_ERRORS), closing(connect(copy, mode="rw")) as connection:
            connection.execute("PRAGMA trusted_schema=OFF")
            connection.execute("PRAGMA journal_mode=delete")
    header = copy.read_bytes()[:100]
    version = int.from_bytes(header[60:64], "big")
    return copy, version if 1 <= version <= migrating.LATEST else migrating.LATEST


def _layouts(fresh: Path) -> tuple[dict[str, Layout], dict[str, tuple[str, ...]]]:
    """The tables of a record of this version, and their columns as they are stored."""
    with closing(connect(fresh, mode="rw")) as connection:
        layouts = layouts_of(connection)
        stored = {
            table: tuple(row[1] for row in connection.execute(f'PRAGMA table_info("{table}")'))
            for table in layouts
        }
    return layouts, stored


def _fill(fresh: Path, found: Gathered, mended: Mended, layouts: dict[str, Layout]) -> None:
    with closing(connect(fresh, mode="rw")) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("BEGIN IMMEDIATE")
        for table, layout in layouts.items():
            marks = ", ".join("?" for _name in (*layout.names, "digest"))
            connection.executemany(
                f"INSERT INTO {table} ({', '.join(layout.names)}, digest)"  # noqa: S608
                f" VALUES ({marks})",
                [(*raw, layout.digest(raw)) for _number, raw in sorted(mended.rows[table].items())],
            )
        connection.executemany(
            "INSERT OR REPLACE INTO record_meta (name, value) VALUES (?, ?)",
            [pair for pair in found.meta.items() if pair[0] in ("uuid", "created_by")],
        )
        _write_history(connection, found, mended)
        _set_ends(connection, found)
        connection.execute("COMMIT")


def _write_history(connection: Any, found: Gathered, mended: Mended) -> None:
    """The operations that were read, and last the one that adds what has no history."""
    number = max([0, found.ends.get("operation", 0), *found.operations]) + 1
    by_operation: dict[int, list[tuple[Any, ...]]] = {}
    for change in mended.changes:
        by_operation.setdefault(change[0], []).append(change)
    by_operation[number] = [
        (number, table, "insert", first, last, None, None)
        for table, numbers in mended.added.items()
        for first, last in runs(numbers)
    ]
    at = datetime.now(UTC).strftime(INSTANT_FORMAT)
    label = N_("Salvage from a damaged record")
    last = (number, new_operation_uuid(), at, label, "", "", "do", None, None, None, None)
    previous = b""
    for operation in [
        *(found.operations[key] for key in sorted(found.operations)),
        (*last, 0, b""),
    ]:
        changes = by_operation.get(operation[0], [])
        fields = (*operation[:-2], len(changes))
        previous = chain(previous, fields, changes)
        marks = ", ".join("?" for _field in operation)
        connection.execute(
            f"INSERT INTO operation ({OPERATION_COLUMNS}) VALUES ({marks})",  # noqa: S608
            (*fields, previous),
        )
        connection.executemany(
            'INSERT INTO change (operation_id, kind, what, first_id, last_id, "before", "after")'
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            changes,
        )


def _set_ends(connection: Any, found: Gathered) -> None:
    """No number that was ever given is given again, lost rows' included."""
    for table, end in found.ends.items():
        if table not in ("operation", "change"):
            changed = connection.execute(
                "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", [end, table]
            )
            if not changed.rowcount:
                connection.execute(
                    "INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", [table, end]
                )


def _lost(found: Gathered, mended: Mended) -> dict[str, int]:
    """Rows that the history says are there, and that the new record lacks."""
    changes = found.in_order()
    newest = newest_changes(changes)
    lost: dict[str, int] = {}
    for _operation, kind, what, first, last, _before, _after in changes:
        if what == "insert" and kind in mended.rows:
            missing = sum(
                number not in mended.rows[kind] and newest.get((kind, number), ("",))[0] != "delete"
                for number in range(first, last + 1)
            )
            if missing:
                lost[kind] = lost.get(kind, 0) + missing
    return lost


def _write_doubtful(
    out: Path, found: Gathered, mended: Mended, layouts: dict[str, Layout]
) -> tuple[int, Path | None]:
    """Write down the rows that were read but are not in the new record; how many, and where."""
    told = [
        {"kind": table, "why": why, "row": dict(zip(layouts[table].names, raw, strict=True))}
        for why, rows in (("digest", found.doubtful), ("owner lost", mended.orphans))
        for table in layouts
        for _number, raw in sorted(rows.get(table, {}).items())
    ]
    if not told:
        return 0, None
    path = out.with_name(out.name + ".doubtful.json")
    write_whole(path, json.dumps(told, indent=1, default=repr))
    return len(told), path


def _bring_evidence(
    damaged: Path, out: Path, mended: Mended, layouts: dict[str, Layout]
) -> tuple[str, ...]:
    at = layouts["evidence"].names.index("sha256")
    wanted = {raw[at] for raw in mended.rows["evidence"].values() if raw[at]}
    if not wanted:
        return ()
    source = EvidenceFiles(paths.evidence_dir(damaged))
    return source.copy_to(EvidenceFiles(paths.evidence_dir(out)), wanted)
