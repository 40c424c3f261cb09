"""What every service stands on: the store, the clock and the person's settings."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar, cast

import sqlalchemy as sa

from tracker.domain.changes import Changes, Kind
from tracker.domain.draft import Draft
from tracker.domain.instants import Moment, day_of
from tracker.domain.kept import Kept
from tracker.domain.preferences import RecordSettings
from tracker.i18n import N_
from tracker.services.clock import Clock
from tracker.store.drafts import DRAFTS, to_columns
from tracker.store.queries import kept as kept_rows
from tracker.store.queries.settings import record_settings
from tracker.store.store import Store
from tracker.store.writing import Write

P = ParamSpec("P")
T = TypeVar("T")
D = TypeVar("D", bound=Draft)


@dataclass(frozen=True, slots=True)
class Ground:
    """The store and the clock, as every service gets them."""

    store: Store
    clock: Clock

    def settings(self) -> RecordSettings:
        """What the person set for this record."""
        with self.store.reading() as connection:
            return record_settings(connection)

    def zone(self, settings: RecordSettings | None = None) -> str:
        """The person's zone: the one they set, else the computer's."""
        return (settings or self.settings()).zone or self.clock.zone()

    def moment(self, at: datetime | None = None) -> Moment:
        """This moment (or `at`) in the person's zone."""
        return Moment.of(at or self.clock.now(), self.zone())

    def today(self) -> date:
        """The person's day at this moment."""
        settings = self.settings()
        return day_of(Moment.of(self.clock.now(), self.zone(settings)), settings.day_starts_at)


class Service:
    """A noun's operations and questions."""

    def __init__(self, ground: Ground) -> None:
        """Work on the record behind `ground`."""
        self.ground = ground
        self.store = ground.store


def reads(
    query: Callable[Concatenate[sa.Connection, P], T],
) -> Callable[Concatenate[Any, P], T]:
    """A service's method that asks `query` of one state of the record."""

    @wraps(query)
    def method(self: Service, *args: P.args, **kwargs: P.kwargs) -> T:
        with self.store.reading() as connection:
            return query(connection, *args, **kwargs)

    return cast(Callable[Concatenate[Any, P], T], method)


class Nouns(Service, Generic[D]):
    """Adding, changing and deleting rows of a kind whose columns are its draft's fields.

    A subclass names its `kind`; the source texts of its operations come from `labels`.
    """

    kind: Kind

    @staticmethod
    def labels() -> tuple[str, str, str]:
        """The labels of adding, changing and deleting, as the history keeps them."""
        return N_("Add"), N_("Change"), N_("Delete")

    def add(self, draft: D) -> Changes:
        """Record a draft; undoable. Raises a TrackerError that names every problem."""
        draft.require_good()
        with self.store.writing(self.labels()[0]) as write:
            write.add(self.kind, **self.columns(write, draft))
        return write.made

    def change(self, row_id: int, **fields: Any) -> Changes:
        """Set fields of one row, named as in its draft; undoable.

        Raises a TrackerError that names every problem, a GoneError where the row is absent.
        """
        return self.change_as(self.labels()[1], row_id, **fields)

    def change_as(self, label: str, row_id: int, **fields: Any) -> Changes:
        """Set fields of one row under a label that says more than «change»; else as `change`."""
        with self.store.writing(label) as write:
            # Read inside the operation: what another program changed meanwhile is not taken back.
            held = kept_rows.one(write.connection, DRAFTS[self.kind], self.kind, row_id)
            draft = cast(D, dataclasses.replace(held.draft, **fields))
            draft.require_good()
            write.change(self.kind, row_id, **self.columns(write, draft))
        return write.made

    def delete(self, row_id: int) -> Changes:
        """Delete one row; undoable. Raises a GoneError where it is absent."""
        with self.store.writing(self.labels()[2]) as write:
            write.delete(self.kind, row_id)
        return write.made

    def columns(self, write: Write, draft: D) -> dict[str, Any]:
        """The columns of a draft; a subclass adds what its draft does not hold."""
        return to_columns(self.kind, draft)

    def one(self, row_id: int) -> Kept[D]:
        """One row. Raises a GoneError where it is absent."""
        with self.store.reading() as connection:
            return cast(Kept[D], kept_rows.one(connection, DRAFTS[self.kind], self.kind, row_id))

    def all(self, **where: Any) -> Sequence[Kept[D]]:
        """The rows whose columns equal `where`, in the order in which they were added."""
        with self.store.reading() as connection:
            return cast(
                Sequence[Kept[D]],
                kept_rows.all_of(connection, DRAFTS[self.kind], self.kind, **where),
            )
