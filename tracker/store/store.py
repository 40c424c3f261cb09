"""One open record file: reading, writing, undo and redo, and word of changes from elsewhere."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from tracker import __version__
from tracker.domain.changes import Changes, Kind, Subject
from tracker.domain.sentences import Sentence, sentence_from
from tracker.errors import TrackerError
from tracker.i18n import _
from tracker.store import history, migrating
from tracker.store.engine import connect, connect_to_read, make_engine, settle
from tracker.store.faults import (
    RecordError,
    damaged,
    faults_explained,
    full_disk,
    is_disk_full,
)
from tracker.store.opening import Standing, has_log, require_ours
from tracker.store.subjects import subject_of
from tracker.store.writing import Write

# What every record holds: a table for each kind, and those of the history.
_TABLES = frozenset({*(kind.value for kind in Kind), "operation", "change", "record_meta"})


class NothingToUndoError(TrackerError):
    """There is nothing on the stack of undo or redo."""


class Store:
    """An open record. Safe to use from several threads; writers take turns."""

    def __init__(
        self,
        path: Path,
        *,
        now: Callable[[], datetime],
        source: str,
        installation: str,
        is_read_only: bool = False,
    ) -> None:
        """Use `open_store`; `source` says who writes (window, command line, library)."""
        self.path = path
        self.is_read_only = is_read_only
        self.source, self.installation, self._now = source, installation, now
        self._reader = make_engine(path, may_write=False, is_frozen=is_read_only)
        self._writer = None if is_read_only else make_engine(path, may_write=True)
        self._lacks_tables = False
        self._own = _OwnOperations()
        self._lock = threading.Lock()
        self._watch: Any = None
        self._watched: tuple[int, int, str] = (0, 0, "")

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A connection that sees one state of the record and can't write.

        Keep it for one question only: an open reader keeps the write-ahead log from shrinking.
        """
        with faults_explained(self.path), self._reader.begin() as connection:
            yield connection

    @contextmanager
    def writing(self, label: str | Sentence) -> Iterator[Writing]:
        """One operation: one transaction, one undo step. `label` says what is done, in words.

        It is marked with `N_`, not translated: the history keeps the source text and is read in
        any language. After the block `made` of what it gives tells what was touched. Where the
        block raises, or touches nothing, nothing is written.
        """
        kept = label if isinstance(label, str) else label.stored()
        with self._operation(history.Step("do", kept, self.source, self.installation)) as work:
            yield work

    def look_through(self) -> None:
        """Read the names of the tables once; where one is missing nothing is written from now on.

        What is left can still be read. Raises a RecordError where not even that can be read.
        """
        with self.reading() as connection:
            names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type='table'")
            self._lacks_tables = not {name for (name,) in names} >= _TABLES

    def undo(self) -> Changes:
        """Take back the newest operation that is not undone; raises NothingToUndoError."""
        return self._step_back("undo")

    def redo(self) -> Changes:
        """Do again what was undone last; raises NothingToUndoError."""
        return self._step_back("redo")

    def _step_back(self, how: str) -> Changes:
        with self.reading() as connection:
            tops = history.stacks(connection)
            target = tops.undo_id if how == "undo" else tops.redo_id
            if target is None:
                raise NothingToUndoError(
                    _("Nothing to undo") if how == "undo" else _("Nothing to redo"),
                    _("Nothing has been done that could be undone.")
                    if how == "undo"
                    else _("Nothing has been undone that could be done again."),
                )
            label = history.label_of(connection, target)
        step = history.Step(how, label, self.source, self.installation, target)
        with self._operation(step) as work:
            tops = history.stacks(work.connection)
            if target != (tops.undo_id if how == "undo" else tops.redo_id):
                raise TrackerError(
                    _("This can't be undone"),
                    _("Something else was done at the same moment."),
                    _("Nothing was changed. Try again."),
                )
            history.revert(work, target)
        return work.made

    @contextmanager
    def _operation(self, step: history.Step) -> Iterator[Writing]:
        if self._writer is None:
            if is_disk_full(self.path):
                raise full_disk(self.path)
            raise RecordError(
                _("The record can't be written to"),
                _("{path} or its folder can only be read.").format(path=self.path),
                _("Nothing was written. Ask for the right to write, or choose another record."),
            )
        operation_uuid = history.new_operation_uuid()
        if self._lacks_tables:
            raise damaged(self.path)
        with faults_explained(self.path), self._writer.connect() as connection:
            transaction = connection.begin()
            try:
                work = Writing(connection, self._now(), step.label)
                yield work
                if step.how == "do" and not work.touches:
                    transaction.rollback()
                    return
                _stamp(connection)
                subject = _subject(work, step)
                number = history.write_down(work, step, operation_uuid)
            except BaseException:
                transaction.rollback()
                raise
            with self._own.committing(number, operation_uuid):
                self._commit(transaction, connection, operation_uuid)
            work.made = replace(work.changes(step.label, number), how=step.how, subject=subject)

    def _commit(
        self, transaction: sa.RootTransaction, connection: sa.Connection, operation_uuid: str
    ) -> None:
        try:
            transaction.commit()
        except DBAPIError:
            # A commit that failed at the disk may have happened all the same: look it up.
            connection.invalidate()
            if not self._has_operation(operation_uuid):
                raise

    def _has_operation(self, operation_uuid: str) -> bool:
        try:
            with self._reader.begin() as connection:
                found = connection.exec_driver_sql(
                    "SELECT 1 FROM operation WHERE uuid = ?", (operation_uuid,)
                ).first()
        except DBAPIError:
            return False
        return found is not None

    def changes_elsewhere(self) -> Changes | None:
        """What other programs changed since this was last asked; None where nothing was.

        Asks a connection of its own, so that this program's commits are told from others'.
        """
        with faults_explained(self.path), self._lock:
            if self._watch is None:
                self._watch = self._new_watch()
                self._watched = (self._data_version(), *self._last_operation())
                return None
            version, (old_version, seen, uuid) = self._data_version(), self._watched
            if version == old_version:
                return None
            newest_own = self._own.newest()
            last, last_uuid = self._last_operation()
            self._watched = (version, last, last_uuid)
            if not (self._still_holds(seen, uuid) and self._still_holds(*newest_own)):
                # A backup was restored: nothing that was shown need be so any more.
                self._own.forget()
                return Changes(_("Restore backup"), frozenset(Kind), {}, last)
            return self._told_since(seen, last)

    def _new_watch(self) -> Any:
        watch = connect_to_read(self.path) if self.is_read_only else connect(self.path, mode="rw")
        try:
            settle(watch, self.path, may_write=False, is_frozen=self.is_read_only)
        except BaseException:
            watch.close()
            raise
        return watch

    def _data_version(self) -> int:
        return int(self._watch.execute("PRAGMA data_version").fetchone()[0])

    def _last_operation(self) -> tuple[int, str]:
        row = self._watch.execute(
            "SELECT id, uuid FROM operation ORDER BY id DESC LIMIT 1"
        ).fetchone()
        return (int(row[0]), str(row[1])) if row else (0, "")

    def _still_holds(self, number: int, uuid: str) -> bool:
        """Whether operation `number` is still the one that was seen under this number."""
        row = self._watch.execute("SELECT uuid FROM operation WHERE id = ?", [number]).fetchone()
        return number == 0 or (row is not None and row[0] == uuid)

    def _told_since(self, seen: int, last: int) -> Changes | None:
        own = self._own.taken_up_to(last)
        strangers = [number for number in range(seen + 1, last + 1) if number not in own]
        ids: dict[Kind, set[int]] = {}
        label = ""
        for number in strangers:
            told = self._watch.execute(
                "SELECT change.kind, first_id, last_id, label FROM change"
                " JOIN operation ON operation.id = operation_id WHERE operation_id = ?",
                [number],
            )
            for kind, first, final, label in told:  # noqa: B007 - the last label is kept
                ids.setdefault(Kind(kind), set()).update(range(first, final + 1))
        if not ids:
            return None
        said = sentence_from(label).said()
        return Changes(
            said, frozenset(ids), {k: frozenset(v) for k, v in ids.items()}, last, source=label
        )

    def close(self) -> None:
        """Close all connections; the write-ahead log is folded into the file by the last one."""
        with self._lock:
            if self._watch is not None:
                self._watch.close()
                self._watch = None
        self._reader.dispose()
        if self._writer is not None:
            self._writer.dispose()


class _OwnOperations:
    """What this program wrote since it last looked, so that it is told of others' work alone.

    Writers add while another thread looks.
    """

    def __init__(self) -> None:
        """Begin with nothing written."""
        self._lock = threading.Lock()
        self._numbers: set[int] = set()
        self._newest = (0, "")

    @contextmanager
    def committing(self, number: int, uuid: str) -> Iterator[None]:
        """Count operation `number` as our own from before its commit on, unless that fails."""
        with self._lock:
            self._numbers.add(number)
        try:
            yield
        except BaseException:
            with self._lock:
                self._numbers.discard(number)
            raise
        with self._lock:
            self._newest = (number, uuid)

    def newest(self) -> tuple[int, str]:
        """The number and UUID of the last one that is committed; 0 where there is none."""
        with self._lock:
            return self._newest

    def taken_up_to(self, last: int) -> frozenset[int]:
        """The numbers of our own up to `last`, which are then not asked for again."""
        with self._lock:
            taken = frozenset(number for number in self._numbers if number <= last)
            self._numbers -= taken
            return taken

    def forget(self) -> None:
        """Nothing of the record as it is now was written here."""
        with self._lock:
            self._numbers.clear()
            self._newest = (0, "")


class Writing(Write):
    """A `Write` that knows, once its block has ended, what it made."""

    def __init__(self, connection: sa.Connection, at: datetime, label: str) -> None:
        """Begin with nothing touched."""
        super().__init__(connection, at)
        self.made = Changes(sentence_from(label).said(), source=label)


def _subject(work: Writing, step: history.Step) -> Subject | None:
    """What the operation is about; an undo or redo is about what its target was about."""
    subject = subject_of(work.connection, work.touches)
    if subject is not None or step.target_id is None:
        return subject
    return subject_of(work.connection, history.touches_of(work.connection, step.target_id))


def open_store(
    path: Path,
    *,
    now: Callable[[], datetime],
    source: str,
    installation: str,
    may_create: bool = True,
    copy_first: Callable[[Path], Path] | None = None,
) -> Store:
    """Open the record at `path`; make it where it is missing and `may_create`.

    A record of an older schema is brought up to date after `copy_first` has made a copy. Raises a
    RecordError, with the file byte for byte as it was, where it is empty, cut, foreign, newer or
    can't be read.
    """
    look = require_ours(path, migrating.LATEST)
    if look.standing is Standing.MISSING:
        if not may_create:
            raise RecordError(
                _("No record"),
                _("There is no record at {path}.").format(path=path),
                _("Name another with --record, or add something to begin one."),
            )
        migrating.create(path)
    elif look.version < migrating.LATEST:
        if copy_first is None:
            raise ValueError("an older record needs a copy before it is brought up to date")
        with faults_explained(path):
            migrating.migrate(path, look.version, copy_first)

    def opened(*, is_read_only: bool) -> Store:
        store = Store(
            path, now=now, source=source, installation=installation, is_read_only=is_read_only
        )
        try:
            store.look_through()
        except BaseException:
            store.close()
            raise
        return store

    may_write = _may_write(path)
    try:
        return opened(is_read_only=not may_write)
    except RecordError:
        # On a full disk there is no room for a log's shared memory: read the file as it lies.
        if not may_write or not is_disk_full(path) or has_log(path):
            raise
        return opened(is_read_only=True)


def _stamp(connection: sa.Connection) -> None:
    """Note which version writes, so that an older one can name it when it refuses."""
    connection.exec_driver_sql(
        "UPDATE record_meta SET value = ? WHERE name = 'written_by' AND value <> ?",
        (__version__, __version__),
    )


def _may_write(path: Path) -> bool:
    import os

    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
