"""What an operation did, in a sentence with its values: «Logged 45 m for CKA, yesterday 19:00».

The sentence is written on the thread that did the operation, from what the history says it
touched, so that a form, the one line, a menu and a key all tell the same. A kind of row that has
something to tell has a teller in `_tellers`; of all else, and of what is undone or done again,
`domain.done` makes a sentence from the label and what it was about.
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
from tracker.domain.done import done
from tracker.errors import TrackerError
from tracker.ui.sentences import said

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
    """The same changes with what was done in a sentence."""
    if changes.told:
        return changes
    words = ""
    if changes.how == "do" and changes.operation_id is not None:
        words = _of_tellers(record, changes)
    if not words:
        words = said(done(changes), record.ground.today())
    return dataclasses.replace(changes, told=words)


def _of_tellers(record: Record, changes: Changes) -> str:
    """What the tellers know better than the label and the subject; "" where none does."""
    if changes.operation_id is None:
        return ""
    if sum(len(ids) for ids in changes.ids.values()) > _MOST_ROWS:
        return ""
    tellers = [tell for kinds, tell in _tellers() if not changes.kinds.isdisjoint(kinds)]
    # What another program took away meanwhile has only its label left.
    with suppress(TrackerError, LookupError):
        it = Done(record, changes, _rows(record, changes.operation_id), record.ground.today())
        return next((words for tell in tellers if (words := tell(it))), "")
    return ""


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
