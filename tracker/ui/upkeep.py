"""What an open window does for the record's safety: the check of the day, the backup of the day.

Both run on threads once the window stands. The check goes first in the line of writes, so that the
first change of the day waits for it; the backup copies while writes go on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from tracker.errors import TrackerError
from tracker.i18n import _

if TYPE_CHECKING:
    from tracker.record import Record
    from tracker.ui.desk import Desk

# A window that stays open for days makes its daily backup too; once an hour is often enough to
# notice that one is due [ms].
_ASK_EVERY_MS = 60 * 60 * 1000
_CHECKED = "checked"


@dataclass(frozen=True, slots=True)
class _Checked:
    """The day of a check, and the first thing that it found to be wrong; empty where nothing."""

    day: date
    problem: str


@dataclass(frozen=True, slots=True)
class _Kept:
    """The wall time of the newest backup, None where there is none, and the person's day."""

    at: datetime | None
    today: date


class Upkeep(QObject):
    """Checks and backs up the record of a window.

    `backed_up` tells the wall time of the newest backup, None where there is none yet, and today.
    """

    backed_up = Signal(object, object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        """Nothing is done before `begin`."""
        super().__init__(parent)
        self._desk = desk
        self._timer = QTimer(self)
        self._timer.setInterval(_ASK_EVERY_MS)
        self._timer.timeout.connect(self._back_up)
        desk.backed_up.connect(self._back_up)

    def begin(self) -> None:
        """Check the record where that was not done today, then see to its backup."""
        record, known = self._desk.record, self._desk.settings.get(_CHECKED)
        path = str(record.path)
        last = known.get(path) if isinstance(known, dict) else None
        self._desk.tasks.write(
            lambda _job: _check(record, last), self._checked, self._desk.failed.emit
        )
        self._timer.start()

    def end(self) -> None:
        """Ask no more."""
        self._timer.stop()

    def _checked(self, found: _Checked) -> None:
        if found.problem:
            # A damaged record is told about at every start, and never copied over a good backup.
            self._timer.stop()
            self._desk.failed.emit(
                TrackerError(
                    _("The record is damaged"),
                    found.problem,
                    _("Nothing was changed. «cairn check» tells more; a backup can be put back."),
                )
            )
            return
        known = self._desk.settings.get(_CHECKED)
        days = dict(known) if isinstance(known, dict) else {}
        days[str(self._desk.record.path)] = found.day.isoformat()
        self._desk.settings.set(_CHECKED, days)
        self._back_up()

    def _back_up(self) -> None:
        record = self._desk.record
        self._desk.tasks.run(
            lambda _job: _back_up(record), self._tell, self._desk.failed.emit, key="backup"
        )

    def _tell(self, kept: _Kept) -> None:
        self.backed_up.emit(kept.at, kept.today)


def _check(record: Record, last: str | None) -> _Checked:
    today = record.ground.today()
    if last == today.isoformat():
        return _Checked(today, "")
    report = record.backups.check_quickly()
    return _Checked(today, "" if report.is_ok else report.problems[0].message)


def _back_up(record: Record) -> _Kept:
    record.backups.tidy()
    record.backups.make_if_due()
    kept = [one.made_at for one in record.backups.all() if not one.is_damaged]
    newest = record.ground.moment(max(kept)).wall if kept else None
    return _Kept(newest, record.ground.today())
