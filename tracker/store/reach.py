"""How far «erase for good» reaches: the rows that go along, and what others keep of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tracker.store.images import ERASED, image_of
from tracker.store.layout import Layout, layouts_of

# References that may be empty, whose rows would mean something else without what they belong to: a
# goal for one credential would become one for all.
_GOES_ALONG = frozenset(
    {
        ("evidence", "credential_id"),
        ("evidence", "expense_id"),
        ("evidence", "renewal_credit_id"),
        ("goal", "credential_id"),
        ("planned_block", "credential_id"),
        ("scenario", "credential_id"),
    }
)
# Rows that keep the name of a credential that is gone, in `title`.
_SHARES = ("study_share", "expense_share")


@dataclass(frozen=True, slots=True)
class Reach:
    """The rows to be erased: by kind their numbers, and all of them by UUID.

    `present` are those that are in the tables; the others live on in the history alone. `names` are
    the names that an erased credential ever went by, `digests` the evidence files that go along.
    """

    rows: dict[str, set[int]] = field(default_factory=dict)
    present: set[tuple[str, int]] = field(default_factory=set)
    uuids: set[tuple[str, str]] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    digests: set[str] = field(default_factory=set)

    def holds(self, kind: str, number: Any) -> bool:
        """Whether the row of `kind` with this number is to be erased."""
        return number in self.rows.get(kind, ())


@dataclass(slots=True)
class Unlinked:
    """Rows that stay and were changed by kind, images that were, the first operation altered."""

    ids: dict[str, set[int]] = field(default_factory=dict)
    images: int = 0
    first_operation: int = 2**62


def reach_of(connection: Any, roots: Iterable[tuple[str, str]]) -> Reach:
    """What goes with the rows `roots` (kind and UUID) in this file; nothing for strangers to it."""
    reach, layouts = Reach(), layouts_of(connection)
    fresh: dict[str, set[int]] = {}
    for kind, uuid in roots:
        if kind in layouts:
            fresh.setdefault(kind, set()).update(_numbers_of(connection, kind, uuid))
    fresh = {kind: ids for kind, ids in fresh.items() if ids}
    while fresh:
        for kind, numbers in fresh.items():
            reach.rows.setdefault(kind, set()).update(numbers)
        found: dict[str, set[int]] = {}
        for layout in layouts.values():
            for column, parent in layout.parents.items():
                if fresh.get(parent):
                    goes = column in layout.needed or (layout.table, column) in _GOES_ALONG
                    owned = _owned(connection, layout, column, fresh[parent]) if goes else set()
                    found.setdefault(layout.table, set()).update(owned)
        fresh = {kind: ids - reach.rows.get(kind, set()) for kind, ids in found.items()}
        fresh = {kind: ids for kind, ids in fresh.items() if ids}
    for kind, numbers in reach.rows.items():
        _learn(connection, layouts[kind], numbers, reach)
    return reach


def _numbers_of(connection: Any, kind: str, uuid: str) -> set[int]:
    rows = connection.execute(
        f"SELECT id FROM {kind} WHERE uuid = ?"  # noqa: S608 - a table of the record's own schema
        ' UNION SELECT first_id FROM change WHERE kind = ? AND "before" IS NOT NULL'
        " AND json_extract(\"before\", '$.uuid') = ?",
        [uuid, kind, uuid],
    )
    return {number for (number,) in rows}


def _owned(connection: Any, layout: Layout, column: str, parents: set[int]) -> set[int]:
    """Rows whose `column` names one of `parents`, or did so last before they were deleted or
    let go of.
    """
    wanted = json.dumps(sorted(parents))
    rows = connection.execute(
        f"SELECT id FROM {layout.table} WHERE {column} IN (SELECT value FROM json_each(?))",  # noqa: S608
        [wanted],
    )
    owned = {number for (number,) in rows}
    # Of each row the newest image that names any owner; SQLite takes the other columns from the
    # row of the maximum.
    last_owners = connection.execute(
        f"""SELECT first_id, json_extract("before", '$.{column}'), max(id) FROM change
            WHERE kind = ? AND json_extract("before", '$.{column}') IS NOT NULL
            GROUP BY first_id""",  # noqa: S608 - a column of the record's own schema
        [layout.table],
    ).fetchall()
    for number, owner, _newest in last_owners:
        if owner in parents:
            row = connection.execute(
                f"SELECT {column} FROM {layout.table} WHERE id = ?",  # noqa: S608
                [number],
            ).fetchone()
            if row is None or row[0] is None:
                owned.add(number)
    return owned


def _learn(connection: Any, layout: Layout, numbers: set[int], reach: Reach) -> None:
    """Note what must be known of the rows once they are gone: UUIDs, names, evidence files."""
    for number in numbers:
        row = connection.execute(f"{layout.select_sql} WHERE id = ?", [number]).fetchone()
        if row:
            reach.present.add((layout.table, number))
        held = [dict(zip(layout.names, row, strict=True))] if row else []
        for values in (*held, *_images(connection, layout.table, number)):
            reach.uuids.add((layout.table, values["uuid"]))
            if layout.table == "credential":
                reach.names.update({values["title"], values["short_title"]} - {""})
            if layout.table == "evidence" and values["sha256"]:
                reach.digests.add(values["sha256"])


def _images(connection: Any, kind: str, number: int) -> Iterator[dict[str, Any]]:
    for pair in connection.execute(
        'SELECT "before", "after" FROM change WHERE kind = ? AND first_id = ?'
        " AND what <> 'insert'",
        [kind, number],
    ).fetchall():
        yield from (json.loads(image) for image in pair if image and image != ERASED)


def neutral(
    layout: Layout, values: Mapping[str, Any], reach: Reach, gone_title: str
) -> dict[str, Any]:
    """A row that stays, or an image of it, without any word of the erased rows.

    The same is done to the row and to every image of it, so that each change still begins where
    the one before it ended.
    """
    kept = dict(values)
    for column, parent in layout.parents.items():
        if reach.holds(parent, kept.get(column)) and column not in layout.needed:
            kept[column] = None
            if layout.table in _SHARES and column == "credential_id":
                kept["title"] = gone_title
    if layout.table in _SHARES and kept["credential_id"] is None and kept["title"] in reach.names:
        kept["title"] = gone_title
    if layout.table == "running_timer" and "credential" in reach.rows:
        pairs = json.loads(kept["shares"])
        left = [pair for pair in pairs if not reach.holds("credential", pair[0])]
        if left != pairs:
            kept["shares"] = json.dumps(left, separators=(",", ":"))
        if kept["topic"] in reach.names:
            kept["topic"] = ""
    return kept


def unlink(connection: Any, reach: Reach, gone_title: str) -> Unlinked:
    """Make every row that stays, and its history, forget the erased rows."""
    unlinked = Unlinked()
    for layout in layouts_of(connection).values():
        is_near = any(parent in reach.rows for parent in layout.parents.values())
        if is_near or layout.table == "running_timer":
            _unlink_rows(connection, layout, reach, gone_title, unlinked)
            _unlink_images(connection, layout, reach, gone_title, unlinked)
    return unlinked


def _unlink_rows(
    connection: Any, layout: Layout, reach: Reach, gone_title: str, unlinked: Unlinked
) -> None:
    columns = [column for column in layout.parents if column not in layout.needed]
    columns += ["title"] if layout.table in _SHARES else []
    condition = " OR ".join(f"{column} IS NOT NULL" for column in columns) or "1"
    rows = connection.execute(f"{layout.select_sql} WHERE {condition}").fetchall()
    for raw in rows:
        values = dict(zip(layout.names, raw, strict=True))
        kept = neutral(layout, values, reach, gone_title)
        if kept == values or reach.holds(layout.table, values["id"]):
            continue
        after = [kept[name] for name in layout.names]
        pairs = ", ".join(f"{name} = ?" for name in (*layout.names, "digest"))
        connection.execute(
            f"UPDATE {layout.table} SET {pairs} WHERE id = ?",  # noqa: S608
            [*after, layout.digest(after), values["id"]],
        )
        unlinked.ids.setdefault(layout.table, set()).add(values["id"])


def _unlink_images(
    connection: Any, layout: Layout, reach: Reach, gone_title: str, unlinked: Unlinked
) -> None:
    needed = {c: parent for c, parent in layout.parents.items() if c in layout.needed}
    lost: dict[int, int] = {}
    changes = connection.execute(
        'SELECT id, operation_id, first_id, "before", "after" FROM change'
        " WHERE kind = ? AND what <> 'insert' ORDER BY id",
        [layout.table],
    ).fetchall()
    for change_id, operation_id, number, *images in changes:
        if reach.holds(layout.table, number):
            continue
        made = []
        for image in images:
            if image is None or image == ERASED:
                made.append(image)
                continue
            values = json.loads(image)
            if any(reach.holds(parent, values[column]) for column, parent in needed.items()):
                lost[number] = change_id
            kept = neutral(layout, values, reach, gone_title)
            made.append(image if kept == values else image_of(tuple(kept), list(kept.values())))
        if made != images:
            _rewrite(connection, change_id, made, operation_id, unlinked)
    for change_id, operation_id, number, *images in changes:
        # A row that once belonged to an erased one can't be taken back to there.
        if change_id <= lost.get(number, 0):
            blank = [ERASED if image is not None else None for image in images]
            _rewrite(connection, change_id, blank, operation_id, unlinked)


def _rewrite(
    connection: Any, change_id: int, images: list[Any], operation_id: int, unlinked: Unlinked
) -> None:
    connection.execute(
        'UPDATE change SET "before" = ?, "after" = ? WHERE id = ?', [*images, change_id]
    )
    unlinked.images += 1
    unlinked.first_operation = min(unlinked.first_operation, operation_id)
