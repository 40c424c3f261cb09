"""Checks a record through and through, without writing to it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tracker import paths
from tracker.errors import Problem, TrackerError
from tracker.i18n import _, ngettext
from tracker.store import migrating
from tracker.store.consistency import Replay, broken_links, stored_changes
from tracker.store.evidence import EvidenceFiles
from tracker.store.faults import RecordError, explain
from tracker.store.layout import (
    READ_ERRORS,
    Layout,
    expected_schema,
    layouts_of,
    reading_bare,
    schema_of,
)
from tracker.store.opening import Standing, require_ours

# Of one sort, this many problems are told one by one; a ruined file would tell thousands.
_MOST_TOLD = 20


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found; `problems` are whole sentences, none where all is well.

    `counts` tells for each kind how many rows there are, as far as they could be read; `version` is
    the schema's, 0 where the file could not be opened at all; `advice` says what to do about that,
    where it is something else than restoring a backup.
    """

    path: Path
    counts: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    version: int = 0
    operations: int = 0
    advice: str = ""

    @property
    def is_ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def check(path: Path) -> Report:
    """Everything that can be checked of the record at `path`; nothing is written to it.

    Structure, schema, references, the digest of every row, the history's chain, whether it leads to
    the rows, sums of shares, evidence files and the timer's journal. Raises a RecordError only
    where there is no file.
    """
    report = check_file(path)
    if not report.version:
        return report
    beside = [*_timer_problems(path), *_evidence_problems(path)]
    return Report(
        path,
        report.counts,
        (*report.problems, *(Problem(sentence) for sentence in beside)),
        report.version,
        report.operations,
    )


def check_file(path: Path) -> Report:
    """As `check`, of the file alone: what lies beside it (evidence, the timer) is left out."""
    try:
        look = require_ours(path, migrating.LATEST)
    except TrackerError as refused:
        return Report(path, problems=(Problem(refused.message),), advice=refused.hint)
    if look.standing is Standing.MISSING:
        raise RecordError(
            _("No record"),
            _("There is no record at {path}.").format(path=path),
            _("Name another with --record."),
        )
    try:
        with reading_bare(path) as connection:
            return examine(connection, path, look.version)
    except READ_ERRORS as error:
        return _unread(error, path, look.version)


def quick(path: Path) -> Report:
    """The daily check: structure and references only, some 0.1 s for a record of some years."""
    try:
        look = require_ours(path, migrating.LATEST)
        with reading_bare(path) as connection:
            told = [*_structure(connection, "quick_check"), *_references(connection)]
            counts = counts_of(connection)
    except TrackerError as refused:
        return Report(path, problems=(Problem(refused.message),), advice=refused.hint)
    except READ_ERRORS as error:
        return _unread(error, path)
    return Report(path, counts, tuple(Problem(sentence) for sentence in told), look.version)


def examine(connection: Any, path: Path, version: int, *, with_sums: bool = True) -> Report:
    """What an open bare connection (see `layout.reading_bare`) shows of the file `path`.

    Without sums it tells whether the file is as it was written, right or wrong.
    """
    told: list[str] = []
    parts = [
        _structure(connection, "integrity_check"),
        _schema(connection, version),
        _references(connection),
        _digests(connection),
        _few(broken_links(connection)),
        _contradictions(connection),
    ]
    if with_sums:
        parts.append(_sums(connection))
    for part in parts:
        try:
            told.extend(part)
        except READ_ERRORS as error:
            # A damaged page ends one part of the check, not the others.
            told.append(_sentence(error, path))
    counts, operations = counts_of(connection), 0
    try:
        operations = connection.execute("SELECT count(*) FROM operation").fetchone()[0]
    except READ_ERRORS:
        pass
    problems = tuple(Problem(sentence) for sentence in dict.fromkeys(told))
    return Report(path, counts, problems, version, operations)


def counts_of(connection: Any) -> dict[str, int]:
    """How many rows each kind has; kinds that can't be read are left out."""
    counts = {}
    for table in layouts_of(connection):
        try:
            found = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608
        except READ_ERRORS:
            continue
        counts[table] = found[0]
    return counts


def _sentence(error: BaseException, path: Path) -> str:
    told = explain(error, path)
    return (
        told.message
        if told
        else _("{path} can't be read: {reason}.").format(path=path, reason=error)
    )


def _unread(error: BaseException, path: Path, version: int = 0) -> Report:
    """The report of a file that could not be read to its end."""
    told = explain(error, path)
    problem = Problem(_sentence(error, path))
    return Report(path, problems=(problem,), version=version, advice=told.hint if told else "")


def _few(sentences: Iterable[str]) -> Iterator[str]:
    more = 0
    for at, sentence in enumerate(sentences):
        if at < _MOST_TOLD:
            yield sentence
        else:
            more += 1
    if more:
        yield ngettext("{n} more of these.", "{n} more of these.", more).format(n=more)


def _structure(connection: Any, pragma: str) -> Iterator[str]:
    for (what,) in connection.execute(f"PRAGMA {pragma}({_MOST_TOLD})"):
        if what != "ok":
            yield _("The file's structure is damaged: {what}.").format(what=what)


def _schema(connection: Any, version: int) -> Iterator[str]:
    found, expected = schema_of(connection), expected_schema(version)
    for _kind, name, _table, _sql in sorted(found - expected, key=lambda part: part[1]):
        yield _("The record holds «{name}», which Cairn did not put there.").format(name=name)
    for _kind, name, _table, _sql in sorted(expected - found, key=lambda part: part[1]):
        yield _("A part of the record, «{name}», is missing or altered.").format(name=name)


def _references(connection: Any) -> Iterator[str]:
    def sentences() -> Iterator[str]:
        for table, number, parent, _key in connection.execute("PRAGMA foreign_key_check"):
            yield _("Row {number} of {table} points to a row of {parent} that is missing.").format(
                number=number, table=table, parent=parent
            )

    return _few(sentences())


def _digests(connection: Any) -> Iterator[str]:
    for layout in layouts_of(connection).values():
        yield from _few(
            _("Row {number} of {table} is not as it was written.").format(
                number=number, table=layout.table
            )
            for number in altered_rows(connection, layout)
        )


def altered_rows(connection: Any, layout: Layout) -> Iterator[int]:
    """The numbers of the rows whose digest does not fit their values."""
    # Read in the order in which the digest takes them, so that no row is sorted here.
    ordered = [layout.names[at] for at in layout.by_name]
    columns, at = ", ".join(ordered), ordered.index("id")
    table = layout.table
    rows = connection.execute(f"SELECT digest, {columns} FROM {table} ORDER BY id")  # noqa: S608
    in_order = Layout(table, tuple(ordered), tuple(range(len(ordered))), {}, frozenset())
    for digest, *raw in rows:
        if in_order.digest(raw) != digest:
            yield raw[at]


def _contradictions(connection: Any) -> Iterator[str]:
    layouts = layouts_of(connection)
    present = {
        table: {row[0] for row in connection.execute(f"SELECT id FROM {table}")}  # noqa: S608
        for table in layouts
    }

    def image_of(table: str, number: int) -> str | None:
        layout = layouts.get(table)
        if layout is None:
            return None
        raw = connection.execute(f"{layout.select_sql} WHERE id = ?", [number]).fetchone()
        return layout.image(raw) if raw else None

    changes = stored_changes(connection, newest_first=True)
    return _few(
        _("The history does not fit: row {number} of {table} {what}.").format(
            number=one.row_id, table=one.kind, what=one.message
        )
        for one in Replay(present, image_of).contradictions(changes)
    )


_SUMS = (
    (
        "SELECT study_session.id FROM study_session JOIN study_share"
        " ON study_session_id = study_session.id"
        " GROUP BY study_session.id HAVING sum(study_share.seconds) <> study_session.seconds",
        "study_session",
    ),
    (
        "SELECT expense.id FROM expense JOIN expense_share ON expense_id = expense.id"
        " GROUP BY expense.id HAVING sum(minor) <> amount_minor",
        "expense",
    ),
)


def _sums(connection: Any) -> Iterator[str]:
    for statement, table in _SUMS:
        yield from _few(
            _("The shares of row {number} of {table} do not add up to it.").format(
                number=number, table=table
            )
            for (number,) in connection.execute(statement)
        )


def _evidence_problems(path: Path) -> Iterator[str]:
    try:
        with reading_bare(path) as connection:
            wanted = dict(
                connection.execute("SELECT sha256, title FROM evidence WHERE kind = 'file'")
            )
    except READ_ERRORS:
        return  # told already
    files = EvidenceFiles(paths.evidence_dir(path))
    yield from _few(
        _("The evidence file «{title}» is missing.").format(title=wanted[sha256])
        for sha256 in files.missing(wanted)
    )
    yield from _few(
        _("The evidence file «{title}» is damaged.").format(title=wanted[sha256])
        for sha256 in files.damaged(wanted)
    )


def _timer_problems(path: Path) -> Iterator[str]:
    """A journal that can't be read would leave a crash unasked about."""
    journal = paths.timer_journal(path)
    try:
        text = journal.read_text(encoding="ascii")
    except FileNotFoundError:
        return
    except (OSError, ValueError):
        text = ""
    try:
        is_whole = isinstance(json.loads(text), dict)
    except ValueError:
        is_whole = False
    if not is_whole:
        yield _("The timer's journal {path} can't be read.").format(path=journal)
