"""What is kept of the record: backups with what they hold, a check, and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.domain.changes import Kind
from tracker.domain.instants import Moment
from tracker.errors import TrackerError
from tracker.i18n import _, ngettext
from tracker.ui import theme
from tracker.ui.dialogs.base import Dialog, cancel_button
from tracker.ui.dialogs.question import Answer, Question
from tracker.ui.numbers import count, listed, when
from tracker.ui.parts.button import Button
from tracker.ui.parts.cards import Rule
from tracker.ui.parts.chip import Chip
from tracker.ui.parts.labels import ElidedLabel, PlainLabel
from tracker.ui.parts.notice import Notice

if TYPE_CHECKING:
    from tracker.record import Record
    from tracker.store.checking import Report
    from tracker.store.restoring import Restored
    from tracker.ui.desk import Desk

_WIDTH = 640
# The newest are told with what they hold; older ones by their day alone.
_COUNTED = 40


@dataclass(frozen=True, slots=True)
class KeptBackup:
    """A backup as it is listed. `made_at` is a wall time; `counts` None where it can't be read."""

    path: Path
    made_at: datetime
    reason: str
    is_smaller: bool
    is_damaged: bool
    size_bytes: int
    counts: Mapping[str, int] | None


def open_backups(desk: Desk) -> BackupsDialog:
    """Show the backups."""
    dialog = BackupsDialog(desk)
    dialog.present()
    return dialog


class BackupsDialog(Dialog):
    """The backups beside the record, newest first; «Restore…» keeps the present one."""

    def __init__(self, desk: Desk) -> None:
        """Asks at once."""
        super().__init__(_("Backups"), _WIDTH, is_scrolled=True)
        self._desk = desk
        self._wanted: KeptBackup | None = None
        self.body.addWidget(
            PlainLabel(
                _("Each was opened, checked and counted when it was made."),
                tone="muted",
                wraps=True,
            )
        )
        self.good = Notice("", "accent", "check")
        self.body.addWidget(self.good)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.GAP_SMALL)
        self.body.addLayout(self._list)
        self.body.addStretch(1)
        self.check_button = Button(_("Check the record"), icon="check", run=self.check)
        self.add_button(self.check_button)
        self.make_button = Button(_("Back up now"), "primary", run=self.make)
        self.add_button(cancel_button(self, _("Close")))
        self.add_button(self.make_button, is_default=True)
        self._ask()

    def make(self) -> None:
        """Make one now."""
        self._busy(is_busy=True)
        self._desk.tasks.write(lambda _job: self._desk.record.backups.make(), self._made, self._no)

    def check(self) -> None:
        """Check the whole record."""
        self._busy(is_busy=True)
        self.good.say(_("Checking…"))
        self._desk.ask(lambda record: record.backups.check(), self._checked, self._no)

    def restore(self, backup: KeptBackup) -> None:
        """Ask, then make the record hold what `backup` holds."""
        self._wanted = backup
        question = Question(
            _("Restore this backup?"),
            [
                _("The record will hold what it held {when}: {what}.").format(
                    when=_when(backup, date.today()),  # noqa: DTZ011 - as it is listed
                    what=holding_words(backup.counts),
                ),
                _("What it holds now is kept as a backup first, so you can come back to it."),
            ],
            [
                Answer("restore", _("Restore it, and keep the present one"), _("R"), "primary"),
                Answer("back", _("Leave all as it is"), _("L")),
            ],
            refusal="back",
        )
        question.answered.connect(self._answered)
        question.present()

    def rows(self) -> list[BackupRow]:
        """The rows that are listed."""
        found = (self._list.itemAt(place) for place in range(self._list.count()))
        widgets = (item.widget() for item in found if item is not None)
        return [widget for widget in widgets if isinstance(widget, BackupRow)]

    def _ask(self) -> None:
        self._desk.ask(kept_backups, self._show, self._no, key=(self, "backups"))

    def _show(self, backups: list[KeptBackup]) -> None:
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if not backups:
            text = _("No backup was made yet. One is made by itself when you start to use Cairn.")
            self._list.addWidget(PlainLabel(text, tone="muted", wraps=True))
        for backup in backups:
            row = BackupRow(backup)
            row.wanted.connect(self._restore_row)
            self._list.addWidget(Rule())
            self._list.addWidget(row)
        self.refit()

    def _restore_row(self) -> None:
        row = self.sender()
        if isinstance(row, BackupRow):
            self.restore(row.backup)

    def _answered(self, answer: str) -> None:
        backup = self._wanted
        if answer != "restore" or backup is None:
            return
        self._busy(is_busy=True)
        path = backup.path
        self._desk.tasks.write(
            lambda _job: self._desk.record.backups.restore(path), self._restored, self._no
        )

    def _restored(self, restored: Restored) -> None:
        self._busy(is_busy=False)
        text = _("Restored. What the record held before is kept as a backup.")
        if restored.is_replaced:
            text = _("Restored. Close Cairn and open it again to go on with it.")
        self.good.say(text)
        self._desk.tell(restored.changes)
        self._ask()

    def _made(self, _backup: object) -> None:
        self._busy(is_busy=False)
        self._desk.backed_up.emit()
        self.good.say(_("A backup was made and checked."))
        self._ask()

    def _checked(self, report: Report) -> None:
        self._busy(is_busy=False)
        self.good.say("")
        if report.is_ok:
            self.good.say(_("All is well: {what}.").format(what=holding_words(report.counts)))
        else:
            self.notice.say("\n".join(problem.message for problem in report.problems[:8]))

    def _no(self, error: BaseException) -> None:
        self._busy(is_busy=False)
        self.good.say("")
        if isinstance(error, TrackerError):
            self.notice.say(str(error))
        else:
            self._desk.failed.emit(error)

    def _busy(self, *, is_busy: bool) -> None:
        self.notice.say("")
        for button in (self.check_button, self.make_button, *(r.button for r in self.rows())):
            button.setEnabled(not is_busy)


class BackupRow(QWidget):
    """A backup: when, why, what it holds; `wanted` where it is to be restored."""

    wanted = Signal()

    def __init__(self, backup: KeptBackup) -> None:
        """As it was found."""
        super().__init__()
        self.backup = backup
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(theme.GAP_SMALL)
        today = date.today()  # noqa: DTZ011 - the wall's day is what lists speak of
        title = PlainLabel(_when(backup, today), "strong", is_tabular=True)
        head.addWidget(title)
        head.addWidget(Chip(_reason(backup.reason)))
        if backup.is_smaller:
            head.addWidget(Chip(_("holds fewer than the one before"), "money"))
        if backup.is_damaged:
            head.addWidget(Chip(_("damaged, kept as it was"), "bad"))
        head.addStretch(1)
        texts.addLayout(head)
        what = _("{what} · {size}").format(
            what=holding_words(backup.counts), size=_size(backup.size_bytes)
        )
        texts.addWidget(ElidedLabel(what, "secondary", "muted", lines=3))
        row.addLayout(texts, 1)
        self.button = Button(_("Restore…"), run=self.wanted.emit)
        self.button.setAccessibleName(
            _("Restore the backup of {when}").format(when=_when(backup, today))
        )
        self.button.setVisible(not backup.is_damaged)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)


def kept_backups(record: Record, most: int | None = None) -> list[KeptBackup]:
    """The backups beside the record, newest first; at most `most`. For a reader."""
    zone = record.ground.zone()
    found = []
    for place, one in enumerate(record.backups.all()[:most]):
        counts = None
        if not one.is_damaged and place < _COUNTED:
            counts = record.backups.counts(one.path)
        found.append(
            KeptBackup(
                path=one.path,
                made_at=Moment.of(one.made_at, zone).wall,
                reason=one.reason.value,
                is_smaller=one.is_smaller,
                is_damaged=one.is_damaged,
                size_bytes=one.size_bytes,
                counts=counts,
            )
        )
    return found


def _when(backup: KeptBackup, today: date) -> str:
    return when(backup.made_at, today)


def holding_words(counts: Mapping[str, int] | None) -> str:
    """What a record or a backup holds, in the nouns that a person counts."""
    if counts is None:
        return _("what it holds is not known")
    sessions = counts.get(Kind.STUDY_SESSION, 0)
    credentials = counts.get(Kind.CREDENTIAL, 0)
    expenses = counts.get(Kind.EXPENSE, 0)
    parts = (
        ngettext("{n} study session", "{n} study sessions", sessions).format(n=count(sessions)),
        ngettext("{n} credential", "{n} credentials", credentials).format(n=count(credentials)),
        ngettext("{n} expense", "{n} expenses", expenses).format(n=count(expenses)),
    )
    return listed(parts)


def _size(size_bytes: int) -> str:
    from PySide6.QtCore import QLocale

    return QLocale().formattedDataSize(size_bytes, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def _reason(reason: str) -> str:
    words = {
        "start": _("of the day"),
        "migration": _("before an update"),
        "restore": _("before a restore"),
        "import": _("before an import"),
        "hand": _("made by hand"),
    }
    return words.get(reason, reason)
