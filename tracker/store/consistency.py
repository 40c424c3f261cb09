"""Whether a record's history leads to its rows, change by change, and is unaltered."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from tracker.i18n import _
from tracker.store.history import chain
from tracker.store.images import ERASED

# What was known of a row before a change, other than its image as text.
_ABSENT = "absent"
_ANY = "any"

_CHANGES = "SELECT operation_id, kind, what, first_id, last_id, before, after FROM change ORDER BY "
_OPERATIONS = (
    "SELECT id, uuid, at, label, source, installation, how, target_id, below_id, undo_top_id,"
    " redo_top_id, change_count, digest FROM operation ORDER BY id"
)
# A change as stored: operation, kind, what, first and last number, image before and after.
StoredChange = tuple[int, str, str, int, int, str | None, str | None]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A row whose history does not lead to what the record holds of it."""

    kind: str
    row_id: int
    message: str


@dataclass(slots=True)
class Replay:
    """The history walked from its end to its beginning, with the rows as they stand now.

    `present` holds the numbers of the rows of each kind; `image_of` gives a row's image as text.
    """

    present: Mapping[str, set[int]]
    image_of: Callable[[str, int], str | None]
    _before: dict[str, dict[int, str]] = field(default_factory=dict)

    def contradictions(self, newest_first: Iterable[StoredChange]) -> Iterator[Contradiction]:
        """Every place at which the history and the rows, or two changes, do not fit."""
        for _operation, kind, what, first, last, before, after in newest_first:
            seen = self._before.setdefault(kind, {})
            if what == "insert":
                yield from self._insert(kind, seen, range(first, last + 1))
            elif what == "delete":
                if self._state(kind, seen, first) != _ABSENT:
                    yield Contradiction(kind, first, _("was deleted, but is there"))
                seen[first] = _state_before(before)
            else:
                yield from self._update(kind, seen, first, after)
                seen[first] = _state_before(before, after)
        yield from self._beginnings()

    def _state(self, kind: str, seen: dict[int, str], number: int) -> str:
        if number in seen:
            return seen[number]
        return _ANY if number in self.present.get(kind, ()) else _ABSENT

    def _insert(self, kind: str, seen: dict[int, str], run: range) -> Iterator[Contradiction]:
        present = self.present.get(kind, set())
        for number in run:
            # `_state`, written out: this is done for each row of the record.
            if (seen[number] == _ABSENT) if number in seen else (number not in present):
                yield Contradiction(kind, number, _("was added, but is missing"))
            seen[number] = _ABSENT

    def _update(
        self, kind: str, seen: dict[int, str], number: int, after: str | None
    ) -> Iterator[Contradiction]:
        state = self._state(kind, seen, number)
        if state == _ABSENT:
            yield Contradiction(kind, number, _("was changed, but is missing"))
        elif after == ERASED:
            return
        elif number not in seen:
            if not _agree(self.image_of(kind, number), after):
                yield Contradiction(kind, number, _("is not as it was last changed"))
        elif state != _ANY and not _agree(state, after):
            yield Contradiction(kind, number, _("was changed between two changes"))

    def _beginnings(self) -> Iterator[Contradiction]:
        for kind, numbers in self.present.items():
            seen = self._before.get(kind, {})
            for number in sorted(numbers - seen.keys()):
                yield Contradiction(kind, number, _("is there, but nothing added it"))
        for kind, seen in self._before.items():
            for number, state in seen.items():
                if state != _ABSENT:
                    yield Contradiction(kind, number, _("has a history, but nothing added it"))


def _state_before(before: str | None, after: str | None = None) -> str:
    return _ANY if before is None or ERASED in (before, after) else before


def _agree(one: str | None, other: str | None) -> bool:
    """Whether two images say the same; an older one may lack columns that a migration added."""
    if one == other:
        return True
    if one is None or other is None:
        return False
    first, second = json.loads(one), json.loads(other)
    common = first.keys() & second.keys()
    return first.keys() != second.keys() and all(first[name] == second[name] for name in common)


def stored_changes(connection: Any, *, newest_first: bool) -> Iterator[StoredChange]:
    """All changes of a record's history."""
    return connection.execute(_CHANGES + ("id DESC" if newest_first else "operation_id, id"))


def broken_links(connection: Any) -> Iterator[str]:
    """Every operation that was altered after it was written down, in a sentence each."""
    groups = groupby(stored_changes(connection, newest_first=False), key=lambda row: row[0])
    held = next(groups, None)
    previous, last = b"", 0
    for *fields, digest in connection.execute(_OPERATIONS):
        number, changes = fields[0], []
        if held is not None and held[0] == number:
            changes = list(held[1])
            held = next(groups, None)
        made = chain(previous, fields, changes)
        if made != digest or len(changes) != fields[-1]:
            yield _("Operation {number} of the history was altered.").format(number=number)
        previous, last = digest, number
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'operation'").fetchone()
    if row and row[0] != last:
        yield _("The newest operations of the history are missing, from {number} on.").format(
            number=last + 1
        )
