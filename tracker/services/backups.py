"""Backups, checks, restoring and salvaging, for an open record and for one that can't be opened."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tracker import paths
from tracker.services.base import Service
from tracker.services.clock import now_utc
from tracker.services.erasing import author_of
from tracker.store import erasing
from tracker.store.backup import (
    Backup,
    back_up,
    backups_of,
    copy_first,
    evidence_named,
    is_due,
    thin,
)
from tracker.store.checking import Report, check, counts_of, quick
from tracker.store.evidence import EvidenceFiles, Swept
from tracker.store.layout import READ_ERRORS, reading_as_it_lies
from tracker.store.restoring import Restored, restore, sweep_left_behind
from tracker.store.salvage import Salvaged, salvage
from tracker.store.thinning import BackupFile, Reason


class Backups(Service):
    """What a person does for the safety of an open record."""

    def all(self) -> list[BackupFile]:
        """The backups beside the record, newest first."""
        return backups_of(self.store.path)

    def counts(self, backup: Path) -> Mapping[str, int] | None:
        """How many rows of each kind a backup holds; None where it can't be read."""
        try:
            with reading_as_it_lies(backup) as connection:
                return counts_of(connection)
        except (*READ_ERRORS, OSError):
            return None

    def make(self, to: Path | None = None) -> Backup:
        """Make a backup now, opened, checked and counted; with `to`, there and with its evidence.

        Raises a TrackerError, with nothing left behind, where the record is damaged, a file stands
        at `to`, or the disk lacks room.
        """
        return back_up(self.store.path, self.ground.clock.now(), to=to)

    def make_if_due(self) -> Backup | None:
        """Make the backup of the day where something was done since the last; None where not.

        Then those go that the thinning leaves out.
        """
        record, now = self.store.path, self.ground.clock.now()
        if self.store.is_read_only or not is_due(record, now):
            return None
        made = back_up(record, now, reason=Reason.START)
        thin(record, now)
        return made

    def check(self) -> Report:
        """Everything that can be checked of the record; takes some seconds for a large one."""
        return check(self.store.path)

    def check_quickly(self) -> Report:
        """The check of the day: structure and references."""
        return quick(self.store.path)

    def restore(self, backup: Path) -> Restored:
        """Make the record hold what `backup` holds; what it held before is kept as a backup.

        Undone by restoring what was kept. Where the answer `is_replaced`, open the record anew.
        """
        return restore(self.store.path, backup, self.ground.clock.now())

    def tidy(self) -> Swept:
        """Finish what a killed program left half done, and move evidence aside that nobody names.

        For the time after the window stands.
        """
        record, now = self.store.path, self.ground.clock.now()
        if self.store.is_read_only:
            return Swept()
        sweep_left_behind(record)
        erasing.finish(record, author_of(self.ground))
        files = EvidenceFiles(paths.evidence_dir(record))
        named = evidence_named(record) if files.folder.is_dir() else None
        # Where a damaged copy is kept, nobody knows what it names: nothing is moved.
        return files.sweep(named, now) if named is not None else Swept()


def check_record(record: Path) -> Report:
    """As `Backups.check`, for a record that may not even open."""
    return check(record)


def back_up_record(record: Path, to: Path | None = None) -> Backup:
    """As `Backups.make`, for a record that is not opened."""
    return back_up(record, now_utc(), to=to)


def restore_record(record: Path, backup: Path) -> Restored:
    """As `Backups.restore`, for a record that is damaged or missing."""
    return restore(record, backup, now_utc())


def salvage_record(damaged: Path, out: Path) -> Salvaged:
    """Read what can be read of a damaged record into a new one at `out`."""
    return salvage(damaged, out)


def backups_beside(record: Path) -> list[BackupFile]:
    """As `Backups.all`, for a record that may not even open."""
    return backups_of(record)


def copy_before_migration(record: Path) -> Path:
    """The checked copy that is made before an older record is brought up to date."""
    return copy_first(record)
