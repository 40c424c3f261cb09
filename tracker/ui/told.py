"""What an operation did, in a sentence with its values: «Logged 45 m for CKA, yesterday 19:00».

The sentence is written on the thread that did the operation, from what the history says it
touched, so that a form, the one line, a menu and a key all tell the same. A kind of row that has
something to tell has a teller in `_tellers`.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from tracker.domain.changes import Changes, Kind
from tracker.errors import TrackerError

if TYPE_CHECKING:
    from tracker.record import Record

# Of more rows than this a sentence says no more than the label does, and an import must not wait.
_MOST_ROWS = 2000


@dataclass(frozen=True, slots=True)
class Touched:
    """What was done to one row: `insert`, `update` or `delete`.

    `before` and `after` hold its columns as stored; both are empty for an insert, whose row stands
    in the record.
    """

    kind: Kind
    what: str
    row_id: int
    before: Mapping[str, Any]
    after: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Done:
    """An operation that was just done, as its tellers get it."""

    record: Record
    changes: Changes
    rows: tuple[Touched, ...]
    today: date

    def of(self, kind: Kind, what: str = "") -> Sequence[Touched]:
        """What was done to the rows of a kind; with `what` that alone."""
        return [one for one in self.rows if one.kind is kind and what in ("", one.what)]


Teller = Callable[[Done], str]


def with_words(record: Record, changes: Changes) -> Changes:
    """The same changes with what was done in a sentence, where there is one to say."""
    if changes.told or changes.operation_id is None:
        return changes
    if sum(len(ids) for ids in changes.ids.values()) > _MOST_ROWS:
        return changes
    tellers = [tell for kinds, tell in _tellers() if not changes.kinds.isdisjoint(kinds)]
    if not tellers:
        return changes
    # What another program took away meanwhile has only its label left.
    with suppress(TrackerError, LookupError):
        done = Done(record, changes, _rows(record, changes.operation_id), record.ground.today())
        for tell in tellers:
            if words := tell(done):
                return dataclasses.replace(changes, told=words)
    return changes


def saying(changes: Changes, words: str) -> Changes:
    """The same changes, told in `words` by whoever knows best what was done."""
    return dataclasses.replace(changes, told=words)


def _rows(record: Record, operation_id: int) -> tuple[Touched, ...]:
    found: list[Touched] = []
    for touch in record.history.touches(operation_id):
        before, after = json.loads(touch.before or "{}"), json.loads(touch.after or "{}")
        numbers = range(touch.first_id, touch.last_id + 1)
        found += [Touched(touch.kind, touch.what, one, before, after) for one in numbers]
    return tuple(found)


def _tellers() -> Sequence[tuple[frozenset[Kind], Teller]]:
    """Which teller is asked for which kinds of row, in this order; the first sentence is said."""
    from tracker.ui import told_study

    return (
        (told_study.SESSIONS, told_study.tell_sessions),
        (told_study.PLANS, told_study.tell_plans),
    )
