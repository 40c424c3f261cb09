"""The cards of Settings that are not the record's: the window, and where all of it lies."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tracker import paths
from tracker.errors import TrackerError
from tracker.i18n import _
from tracker.ui import commands, theme
from tracker.ui.dialogs.backups import (
    BackupRow,
    KeptBackup,
    holding_words,
    kept_backups,
    open_backups,
)
from tracker.ui.parts.button import Button, icon_button
from tracker.ui.parts.cards import Card, Rule, SectionTitle
from tracker.ui.parts.flow import FlowLayout
from tracker.ui.parts.labels import ElidedLabel, PlainLabel
from tracker.ui.parts.notice import Notice
from tracker.ui.parts.segmented import Segmented

if TYPE_CHECKING:
    from tracker.store.checking import Report
    from tracker.ui.desk import Desk

# The newest; all of them are in the dialog.
_LISTED = 4


class WindowCard(Card):
    """Theme and text size of this window; both are worn at once and kept on this computer."""

    def __init__(self, desk: Desk) -> None:
        """As the window looks now."""
        super().__init__(_("This window"))
        self._desk = desk
        self.themes = Segmented(
            [("system", _("As the system")), ("light", _("Light")), ("dark", _("Dark"))],
            _("Theme"),
            wraps=True,
        )
        sizes = [(str(percent), _("{n} %").format(n=percent)) for percent in theme.TEXT_PERCENTS]
        self.sizes = Segmented(sizes, _("Text size"), wraps=True)
        self.sizes.pick(str(theme.known_percent(desk.settings.get(theme.TEXT_SETTING))))
        self._follow()
        self._add(_("Theme"), self.themes)
        self._add(_("Text size"), self.sizes)
        self.themes.chosen.connect(self._wear)
        self.sizes.chosen.connect(self._enlarge)
        desk.theme.changed.connect(self._follow)

    def _add(self, name: str, field: QWidget) -> None:
        column = QVBoxLayout()
        column.setSpacing(theme.GAP_SMALL - 2)
        column.addWidget(PlainLabel(name, "secondary", "muted"))
        column.addWidget(field)
        self.body.addLayout(column)

    def _wear(self, choice: str) -> None:
        for known in theme.CHOICES:
            if known == choice:
                commands.wear(known)(self._desk)

    def _enlarge(self, percent: str) -> None:
        self._desk.settings.set(theme.TEXT_SETTING, int(percent))
        self._desk.theme.enlarge(theme.scale_of(int(percent)))

    def _follow(self) -> None:
        """The palette changes the theme as well."""
        self.themes.pick(self._desk.theme.choice)


class SafetyCard(Card):
    """Where the record lies, its newest backups, and a check of all of it in words."""

    def __init__(self, desk: Desk) -> None:
        """Asks nothing before `refresh`."""
        super().__init__(_("Where your record lies"))
        self._desk = desk
        record = Path(desk.record.path)
        for name, path in (
            (_("Record"), record),
            (_("Backups"), paths.backups_dir(record)),
            (_("Evidence files"), paths.evidence_dir(record)),
        ):
            self.body.addWidget(_Place(name, path))
        self.body.addWidget(Rule())
        self.body.addWidget(SectionTitle(_("Backups")))
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.GAP_SMALL)
        self.body.addLayout(self._list)
        self.good = Notice("", "accent", "check")
        self.bad = Notice()
        self.body.addWidget(self.good)
        self.body.addWidget(self.bad)
        self.make_button = Button(_("Back up now"), "primary", icon="archive", run=self.make)
        self.make_button.setEnabled(not desk.record.is_read_only)
        self.check_button = Button(_("Check the record"), icon="check", run=self.check)
        self.all_button = Button(_("All backups…"), run=self._open_all)
        holder = QWidget()
        holder.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        row = FlowLayout(theme.GAP_SMALL, holder)
        for button in (self.make_button, self.check_button, self.all_button):
            row.addWidget(button)
        self.body.addWidget(holder)
        desk.backed_up.connect(self.refresh)

    def refresh(self) -> None:
        """Ask for the newest backups."""
        self._desk.ask(
            lambda record: kept_backups(record, _LISTED), self._show, key=(self, "backups")
        )

    def make(self) -> None:
        """Make a backup now."""
        self._busy(is_busy=True)
        record = self._desk.record
        self._desk.tasks.write(lambda _job: record.backups.make(), self._made, self._no)

    def check(self) -> None:
        """Check the whole record and say what was found."""
        self._busy(is_busy=True)
        self.good.say(_("Checking…"))
        self._desk.ask(lambda record: record.backups.check(), self._checked, self._no)

    def rows(self) -> list[BackupRow]:
        """The backups that are listed."""
        found = (self._list.itemAt(place) for place in range(self._list.count()))
        widgets = (item.widget() for item in found if item is not None)
        return [widget for widget in widgets if isinstance(widget, BackupRow)]

    def _show(self, backups: list[KeptBackup]) -> None:
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if not backups:
            text = _("No backup was made yet. One is made by itself when you start to use Cairn.")
            self._list.addWidget(PlainLabel(text, tone="muted", wraps=True))
        for place, backup in enumerate(backups):
            if place:
                self._list.addWidget(Rule())
            row = BackupRow(backup)
            row.wanted.connect(self._restore_row)
            self._list.addWidget(row)

    def _restore_row(self) -> None:
        row = self.sender()
        if isinstance(row, BackupRow):
            open_backups(self._desk).restore(row.backup)

    def _open_all(self) -> None:
        open_backups(self._desk)

    def _made(self, _backup: object) -> None:
        self._busy(is_busy=False)
        self.good.say(_("A backup was made and checked."))
        self._desk.backed_up.emit()

    def _checked(self, report: Report) -> None:
        self._busy(is_busy=False)
        if report.is_ok:
            self.good.say(_("All is well: {what}.").format(what=holding_words(report.counts)))
        else:
            self.bad.say("\n".join(problem.message for problem in report.problems[:8]))

    def _no(self, error: BaseException) -> None:
        self._busy(is_busy=False)
        if isinstance(error, TrackerError):
            self.bad.say(str(error))
        else:
            self._desk.failed.emit(error)

    def _busy(self, *, is_busy: bool) -> None:
        self.good.say("")
        self.bad.say("")
        self.make_button.setEnabled(not is_busy and not self._desk.record.is_read_only)
        self.check_button.setEnabled(not is_busy)


class _Place(QWidget):
    """A name, a path, and the folder that it opens."""

    def __init__(self, name: str, path: Path) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        texts = QVBoxLayout()
        texts.setSpacing(1)
        texts.addWidget(PlainLabel(name, "secondary", "muted"))
        shown = ElidedLabel(str(path))
        # A path reads from left to right in every language.
        shown.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        texts.addWidget(shown)
        row.addLayout(texts, 1)
        # The record itself is a file: its folder opens, with what lies beside it.
        folder = path if path.suffix in (".backups", ".evidence") else path.parent
        self._open = partial(_open_folder, folder)
        button = icon_button("folder", _("Open the folder: {name}").format(name=name), self.show_it)
        button.setEnabled(folder.is_dir())
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_it(self) -> None:
        """Open the folder in the desktop's file manager."""
        self._open()


def _open_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
