"""Gathers what can still be read of a damaged record, and judges what of it is whole."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tracker.store.consistency import StoredChange
from tracker.store.engine import driver
from tracker.store.history import chain
from tracker.store.images import ERASED
from tracker.store.layout import READ_ERRORS, Layout, reading_as_it_lies
from tracker.store.pages import Pages

OPERATION_COLUMNS = (
    "id, uuid, at, label, source, installation, how, target_id, below_id, undo_top_id,"
    " redo_top_id, change_count, digest"
)
CHANGE_COLUMNS = 'id, operation_id, kind, what, first_id, last_id, "before", "after"'
# What `layout.reading_as_it_lies` makes of bytes that are no text.
_HALVES = re.compile("[\ud800-\udfff]")
_OPERATION_WIDTH, _CHANGE_WIDTH = 13, 8
# Numbers beyond are damage: nobody does so much in a life.
_MOST_NUMBER = 10**7


@dataclass(slots=True)
class Gathered:
    """What was read: rows by kind and number, whole ones and doubtful ones, and the history.

    Whole rows fit their digest. `ends` are the highest numbers that were ever given, `deleted` rows
    that any change says are gone. `is_torn` tells that SQLite could not read all of it.
    """

    rows: dict[str, dict[int, list[Any]]] = field(default_factory=lambda: defaultdict(dict))
    doubtful: dict[str, dict[int, list[Any]]] = field(default_factory=lambda: defaultdict(dict))
    operations: dict[int, tuple[Any, ...]] = field(default_factory=dict)
    changes: dict[int, StoredChange] = field(default_factory=dict)
    meta: dict[str, str] = field(default_factory=dict)
    ends: dict[str, int] = field(default_factory=dict)
    deleted: set[tuple[str, int]] = field(default_factory=set)
    is_torn: bool = False

    def in_order(self) -> list[StoredChange]:
        """The changes, oldest first."""
        return [change for _number, change in sorted(self.changes.items())]


def gather(path: Path, layouts: dict[str, Layout], stored: dict[str, tuple[str, ...]]) -> Gathered:
    """All that can be read of the damaged file `path`, which no program has open.

    `layouts` tells the tables of its version, `stored` each table's columns as they are stored.
    First through SQLite, row by row where a page is damaged; then, where that left something out,
    from the pages themselves.
    """
    found = Gathered()
    try:
        with reading_as_it_lies(path) as connection:
            _gather_by_sql(connection, layouts, found)
    except READ_ERRORS:
        found.is_torn = True
    versions: Versions = defaultdict(list)
    if found.is_torn:
        _gather_from_pages(Pages(path), layouts, stored, found, versions)
    _drop_altered_history(found)
    _choose(versions, layouts, found)
    _recover_from_images(layouts, found)
    return found


def _gather_by_sql(connection: Any, layouts: dict[str, Layout], found: Gathered) -> None:
    found.ends = ends = _ends(connection, found)
    for table, layout in layouts.items():
        columns = f"{', '.join(layout.names)}, digest"
        for *raw, digest in _rows(connection, table, columns, ends, found):
            _judge(layout, raw, digest, found)
    for row in _rows(connection, "operation", OPERATION_COLUMNS, ends, found):
        found.operations[row[0]] = tuple(row)
    for row in _rows(connection, "change", CHANGE_COLUMNS, ends, found):
        found.changes[row[0]] = tuple(row[1:])
    try:
        found.meta.update(connection.execute("SELECT name, value FROM record_meta"))
    except READ_ERRORS:
        found.is_torn = True


def _judge(layout: Layout, raw: Sequence[Any], digest: Any, found: Gathered) -> None:
    try:
        is_whole = layout.digest(raw) == digest
    except (TypeError, ValueError):
        is_whole = False  # bytes where a text should be
    place = found.rows if is_whole else found.doubtful
    place[layout.table][raw[0]] = list(raw)


def _ends(connection: Any, found: Gathered) -> dict[str, int]:
    """The highest number that each table ever gave."""
    try:
        rows = connection.execute("SELECT name, seq FROM sqlite_sequence").fetchall()
    except READ_ERRORS:
        found.is_torn = True
        return {}
    return {name: min(seq, _MOST_NUMBER) for name, seq in rows if isinstance(seq, int)}


def _rows(
    connection: Any, table: str, columns: str, ends: dict[str, int], found: Gathered
) -> Iterator[Sequence[Any]]:
    """The rows of a table by number; one by one from the first damaged page on."""
    last = 0
    try:
        scan = f'SELECT {columns} FROM "{table}" ORDER BY id'  # noqa: S608 - our own columns
        for row in connection.execute(scan):
            if row[0] <= last:  # a page that is reached twice
                raise driver().DatabaseError("rows out of order")
            last = row[0]
            yield row
    except READ_ERRORS:
        found.is_torn = True
    else:
        return
    probe = f'SELECT {columns} FROM "{table}" WHERE id = ?'  # noqa: S608
    for number in range(last + 1, ends.get(table, 0) + 1):
        try:
            row = connection.execute(probe, [number]).fetchone()
        except READ_ERRORS:
            continue
        if row is not None and row[0] == number:
            yield row


# Of each row that only the pages show, all that they show of it.
Versions = dict[tuple[str, int], list[list[Any]]]


def _gather_from_pages(
    pages: Pages,
    layouts: dict[str, Layout],
    stored: dict[str, tuple[str, ...]],
    found: Gathered,
    versions: Versions,
) -> None:
    """Add the rows that SQLite could not reach. A row's digest tells which table it is of.

    A page may still hold a row as it once was; what the history knows of it decides.
    """
    by_width: dict[int, list[Layout]] = defaultdict(list)
    for layout in layouts.values():
        by_width[len(stored[layout.table])].append(layout)
    for number, values in pages.records():
        if _is_operation(values):
            found.operations.setdefault(number, (number, *values[1:]))
        elif _is_change(values):
            found.changes.setdefault(number, tuple(values[1:]))
        for layout in by_width.get(len(values), ()):
            held = dict(zip(stored[layout.table], values, strict=True)) | {"id": number}
            raw = [held[name] for name in layout.names]
            if raw[0] in found.rows[layout.table] or isinstance(held["uuid"], bytes):
                continue
            if isinstance(held["digest"], bytes) and _fits(layout, raw, held["digest"]):
                versions[layout.table, number].append(raw)


def _fits(layout: Layout, raw: Sequence[Any], digest: bytes) -> bool:
    try:
        return layout.digest(raw) == digest
    except (TypeError, ValueError):
        return False


def _is_operation(values: Sequence[Any]) -> bool:
    return (
        len(values) == _OPERATION_WIDTH
        and values[6] in ("do", "undo", "redo")
        and isinstance(values[1], str)
        and isinstance(values[12], bytes)
    )


def _is_change(values: Sequence[Any]) -> bool:
    return (
        len(values) == _CHANGE_WIDTH
        and values[3] in ("insert", "update", "delete")
        and isinstance(values[1], int)
        and isinstance(values[2], str)
        and isinstance(values[4], int)
        and isinstance(values[5], int)
    )


def _drop_altered_history(found: Gathered) -> None:
    """Keep the changes of operations that are whole: as many as were counted, and, where the
    operation before is there too, just those that its link of the chain was made of.
    """
    newest = newest_changes(found.in_order())
    found.deleted = {row for row, (what, _after) in newest.items() if what == "delete"}
    by_operation: dict[int, list[int]] = defaultdict(list)
    for number in sorted(found.changes):
        by_operation[found.changes[number][0]].append(number)
    kept, operations = {}, {}
    for operation_id, operation in found.operations.items():
        numbers = by_operation[operation_id]
        changes = [found.changes[number] for number in numbers]
        before = found.operations.get(operation_id - 1)
        previous = b"" if operation_id == 1 else before[-1] if before else None
        is_whole = operation[-2] == len(numbers) and (
            all(map(_is_clean, (operation, *changes)))
            if previous is None
            else chain(previous, operation[:-1], changes) == operation[-1]
        )
        if is_whole:
            operations[operation_id] = operation
            kept.update(zip(numbers, changes, strict=True))
    found.operations, found.changes = operations, kept


def _is_clean(values: Sequence[Any]) -> bool:
    """Whether every text is one; damaged bytes were read as halves of letters."""
    return not any(isinstance(value, str) and _HALVES.search(value) for value in values)


def _choose(versions: Versions, layouts: dict[str, Layout], found: Gathered) -> None:
    newest = newest_changes(found.in_order())
    for (table, number), raws in versions.items():
        _what, after = newest.get((table, number), ("", None))
        fitting = [
            raw for raw in raws if after in (None, ERASED) or layouts[table].image(raw) == after
        ]
        if fitting and (table, number) not in found.deleted:
            # Without a change there was one version; of several, the last page read is as good.
            found.rows[table][number] = fitting[-1]
            found.doubtful[table].pop(number, None)


def newest_changes(
    oldest_first: Iterable[StoredChange],
) -> dict[tuple[str, int], tuple[str, str | None]]:
    """For each row that was changed or deleted: what was done last, and its image after that."""
    newest: dict[tuple[str, int], tuple[str, str | None]] = {}
    for _operation, kind, what, first, last, _before, after in oldest_first:
        if what != "insert":
            newest[kind, first] = (what, after)
        elif newest:
            for number in range(first, min(last, first + _MOST_NUMBER) + 1):
                newest.pop((kind, number), None)
    return newest


def _recover_from_images(layouts: dict[str, Layout], found: Gathered) -> None:
    """A row that was changed last stands in the history as it was left; take it from there."""
    for (table, number), (what, after) in newest_changes(found.in_order()).items():
        layout = layouts.get(table)
        if layout is None or what != "update" or after in (None, ERASED):
            continue
        if number in found.rows[table]:
            continue
        try:
            values = json.loads(after)
            found.rows[table][number] = [values[name] for name in layout.names]
        except (ValueError, KeyError, TypeError):
            continue
        found.doubtful[table].pop(number, None)
