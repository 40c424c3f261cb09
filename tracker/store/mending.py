"""Makes a whole record of what was gathered from a damaged one: every reference, sum and change
that stands in it is right, and nothing is made up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from tracker.i18n import _
from tracker.store.consistency import Replay, StoredChange
from tracker.store.gathering import Gathered
from tracker.store.layout import Layout

# The parts of a whole: table, its column that names the whole, its amount; the whole, its amount.
_PARTS = (
    ("study_share", "study_session_id", "seconds", "study_session", "seconds"),
    ("expense_share", "expense_id", "minor", "expense", "amount_minor"),
)


@dataclass(slots=True)
class Mended:
    """What the new record holds: rows and changes, and the rows that a last operation must add.

    `orphans` are whole rows that had to stay out, because the row that they belong to is lost.
    """

    rows: dict[str, dict[int, list[Any]]]
    changes: list[StoredChange] = field(default_factory=list)
    added: dict[str, list[int]] = field(default_factory=dict)
    orphans: dict[str, dict[int, list[Any]]] = field(default_factory=lambda: defaultdict(dict))


def mend(found: Gathered, layouts: dict[str, Layout]) -> Mended:
    """The rows and the history of `found` that fit together."""
    mended = Mended({table: dict(found.rows.get(table, {})) for table in layouts})
    touched: set[tuple[str, int]] = set()
    while _cut_references(mended, layouts, touched):
        pass
    _fill_up(mended, layouts, found.ends, touched)
    _keep_fitting_history(mended, found.in_order(), layouts, touched)
    return mended


def _cut_references(
    mended: Mended, layouts: dict[str, Layout], touched: set[tuple[str, int]]
) -> bool:
    """Empty references to lost rows, or leave the row out where it can't be without; whether any
    row was left out, since others may refer to it.
    """
    is_cut = False
    for table, layout in layouts.items():
        for number, held in list(mended.rows[table].items()):
            raw = held
            for column, parent in layout.parents.items():
                at = layout.names.index(column)
                if raw[at] is None or raw[at] in mended.rows[parent]:
                    continue
                if column in layout.needed:
                    mended.orphans[table][number] = mended.rows[table].pop(number)
                    is_cut = True
                    break
                lost = raw[at]
                raw = mended.rows[table][number] = [*raw[:at], None, *raw[at + 1 :]]
                touched.add((table, number))
                if column == "credential_id" and "weight" in layout.names:
                    # By its number, so that the hours of two lost ones stay apart.
                    title = _("Lost credential {number}").format(number=lost)
                    raw[layout.names.index("title")] = title
    return is_cut


def _fill_up(
    mended: Mended,
    layouts: dict[str, Layout],
    ends: dict[str, int],
    touched: set[tuple[str, int]],
) -> None:
    """Where a share is lost, its hours or money stay as a part without a credential."""
    import uuid

    for table, owner_column, amount_column, whole, whole_column in _PARTS:
        part, owner = layouts[table], layouts[whole]
        gathered: dict[int, list[list[Any]]] = defaultdict(list)
        for raw in mended.rows[table].values():
            gathered[raw[part.names.index(owner_column)]].append(raw)
        number = max([0, ends.get(table, 0), *mended.rows[table]])
        for owner_id, raws in sorted(gathered.items()):
            total = mended.rows[whole][owner_id][owner.names.index(whole_column)]
            missing = total - sum(raw[part.names.index(amount_column)] for raw in raws)
            if missing <= 0:
                continue
            number += 1
            values = {
                "id": number,
                "uuid": str(uuid.uuid4()),
                owner_column: owner_id,
                "credential_id": None,
                "title": _("Lost part"),
                "weight": 1,
                amount_column: missing,
                "position": max(raw[part.names.index("position")] for raw in raws) + 1,
            }
            mended.rows[table][number] = [values[name] for name in part.names]
            touched.add((table, number))


def _keep_fitting_history(
    mended: Mended,
    changes: list[StoredChange],
    layouts: dict[str, Layout],
    touched: set[tuple[str, int]],
) -> None:
    """Keep each row's history where it leads to the row; the others begin anew."""

    def image_of(kind: str, number: int) -> str | None:
        raw = mended.rows[kind].get(number)
        return None if raw is None else layouts[kind].image(raw)

    present = {table: set(rows) for table, rows in mended.rows.items()}
    replay = Replay(present, image_of)
    unfit = {(one.kind, one.row_id) for one in replay.contradictions(reversed(changes))}
    unfit |= touched
    for change in changes:
        mended.changes.extend(_without(change, unfit))
    mended.added = {
        table: sorted(number for number in numbers if (table, number) in unfit)
        for table, numbers in present.items()
    }


def _without(change: StoredChange, unfit: set[tuple[str, int]]) -> Iterator[StoredChange]:
    operation, kind, what, first, last, before, after = change
    if what != "insert":
        if (kind, first) not in unfit:
            yield change
        return
    kept = (number for number in range(first, last + 1) if (kind, number) not in unfit)
    for start, end in runs(kept):
        yield operation, kind, what, start, end, before, after


def runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Rising numbers as runs that adjoin: their first and last, both included."""
    first = last = None
    for number in numbers:
        if last is not None and number == last + 1:
            last = number
            continue
        if first is not None and last is not None:
            yield first, last
        first = last = number
    if first is not None and last is not None:
        yield first, last
