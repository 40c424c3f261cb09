"""From the command to the window: the window first, the record behind it on a thread.

The heavy imports (SQLModel, and what stands on it) happen on that thread, under a window that can
already be seen.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from PySide6.QtCore import QByteArray, QLocale, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from tracker.errors import TrackerError
from tracker.i18n import _, language
from tracker.paths import default_record
from tracker.settings import WindowSettings
from tracker.ui import icons, spoken
from tracker.ui.desk import Desk
from tracker.ui.desktop.onewindow import OneWindow, hand_over
from tracker.ui.firstrun import show_where_new
from tracker.ui.languages import REOPEN, locale_for, speak_as_chosen
from tracker.ui.problems import Problems
from tracker.ui.shell import Shell
from tracker.ui.tasks import Tasks
from tracker.ui.theme import TEXT_SETTING, Choice, ThemeWatcher, known_percent, scale_of
from tracker.ui.upkeep import Upkeep

if TYPE_CHECKING:
    from tracker.domain.changes import Changes
    from tracker.record import Record
    from tracker.ui.timer.leaving import Leaving

# A change made by the command line is to be seen within two seconds; no more often than once a
# second, so that an idle window lets the computer sleep.
_LOOK_EVERY_MS = 1000
_GEOMETRY = "window"


def open_window(path: Path | None = None, files: Sequence[Path] = ()) -> int:
    """Open the window on the record at `path` (by default the person's own); answers the exit code.

    Returns when the window is closed and the record with it; at once where a window on this record
    is open already, which then comes to the front. `files` are looked at for an import there.
    """
    path = path or default_record()
    app = make_application()
    if hand_over(path, files):
        return 0
    ear = OneWindow(path, app)
    ear.listen()
    problems = Problems()
    problems.install()
    settings = WindowSettings()
    chosen = settings.get("theme")
    theme = ThemeWatcher(chosen if chosen in get_args(Choice) else "system")
    theme.enlarge(scale_of(known_percent(settings.get(TEXT_SETTING))))
    _quit_on_signals(app)
    try:
        while True:
            speak_as_chosen(settings)
            session = Session(path, theme, problems, settings)
            ear.asked.connect(session.come_forward)
            session.bring(files)
            files = ()
            code = _until_closed(session, app)
            if code != REOPEN:
                return code
    finally:
        ear.close()
        problems.uninstall()


def _until_closed(session: Session, app: QApplication) -> int:
    """Show the window until it is closed or is to open again; the exit code of the loop."""
    try:
        session.begin()
        return app.exec()
    finally:
        session.end()
        # Hidden, not closed: with the last closed window the application would end.
        session.shell.hide()
        session.shell.deleteLater()
        session.deleteLater()


class Session(QObject):
    """One window on one record, from the first frame to the last."""

    opened = Signal()

    def __init__(
        self,
        path: Path,
        theme: ThemeWatcher,
        problems: Problems,
        settings: WindowSettings,
        parent: QObject | None = None,
    ) -> None:
        """Nothing is shown or opened before `begin`."""
        super().__init__(parent)
        self._path = path
        self._theme = theme
        self._problems = problems
        self._settings = settings
        self._record: Record | None = None
        self._day: date | None = None
        self._is_looking = False
        self._is_ended = False
        self._brought: list[Path] = []
        self.tasks = Tasks(self)
        self.tasks.unclaimed.connect(problems.show_error)
        self.desk: Desk | None = None
        self._upkeep: Upkeep | None = None
        self._leaving: Leaving | None = None
        self.shell = Shell()
        self.shell.closing.connect(self.end)
        self._remember_place()
        problems.set_window(self.shell)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)

    def begin(self) -> None:
        """Show the window, then open the record on the thread that writes."""
        self.shell.show()
        QTimer.singleShot(0, self, self._open)

    def bring(self, files: Sequence[Path]) -> None:
        """Look at `files` for an import, as soon as the record is open."""
        self._brought += list(files)
        if self.desk is not None and self._brought:
            from tracker.ui.dialogs.importing import open_import

            brought, self._brought = self._brought, []
            open_import(self.desk, brought)

    def come_forward(self, files: Sequence[Path]) -> None:
        """A second start: the window comes to the front and takes what that was given."""
        shell = self.shell
        if shell.isMinimized():
            shell.showNormal()
        shell.show()
        shell.raise_()
        shell.activateWindow()
        self.bring(files)

    def end(self) -> None:
        """Let the threads finish and close the record; does nothing the second time."""
        if self._is_ended:
            return
        self._is_ended = True
        self._timer.stop()
        if self._upkeep is not None:
            self._upkeep.end()
        if self._leaving is not None:
            self._leaving.end()
        geometry = self.shell.saveGeometry().toBase64().toStdString()
        self._settings.set(_GEOMETRY, geometry)
        self.tasks.close()
        if self._record is not None:
            self._record.close()
            self._record = None

    def _remember_place(self) -> None:
        """Put the window where it was last; Qt brings it back onto a screen that is still there."""
        kept = self._settings.get(_GEOMETRY)
        if isinstance(kept, str):
            self.shell.restoreGeometry(QByteArray.fromBase64(kept.encode("ascii", "ignore")))

    def _open(self) -> None:
        self.tasks.write(lambda _job: _open_record(self._path), self._opened, self._not_opened)

    def _open_again(self) -> None:
        self.shell.show_opening()
        self._open()

    def _opened(self, record: Record) -> None:
        self._record = record
        self.desk = Desk(record, self.tasks, self._theme, self._settings, self)
        self.desk.failed.connect(self._problems.show_error)
        self.shell.open(self.desk)
        self._timer.start()
        self._upkeep = Upkeep(self.desk, self)
        self._upkeep.backed_up.connect(self.shell.show_saved)
        self._upkeep.begin()
        from tracker.ui.timer.leaving import leaving_of

        self._leaving = leaving_of(self.desk, self.shell, self)
        if self._brought:
            self.bring(())
        else:
            show_where_new(self.desk, self.shell)
        self.opened.emit()

    def _not_opened(self, error: BaseException) -> None:
        if not isinstance(error, TrackerError):
            self._problems.show_error(error)
            error = TrackerError(
                _("The record was not opened"),
                _("Cairn made a mistake while opening it."),
                _("The file was not changed."),
            )
        self.shell.show_failure(error, self._open_again)

    def _look(self) -> None:
        """Now and again: what did others change, and is it still the person's same day?"""
        record = self._record
        # An answer tells of each change once: one that is under way must not give way to a newer.
        if record is not None and not self._is_looking:
            self._is_looking = True
            self.tasks.run(
                lambda _job: (record.changes_elsewhere(), record.ground.today()),
                self._heard,
                self._deaf,
            )

    def _heard(self, told: tuple[Changes | None, date]) -> None:
        self._is_looking = False
        changes, day = told
        if changes is not None and self.desk is not None:
            self.desk.tell(changes)
        if self._day is not None and day != self._day:
            self.shell.mark_stale()
        self._day = day

    def _deaf(self, error: BaseException) -> None:
        # Told once: the next look would only fail the same way.
        self._timer.stop()
        self._problems.show_error(error)


def _open_record(path: Path) -> Record:
    from tracker.record import Record

    record = Record.open(path, source="window")
    # From here on it is known what others change.
    record.changes_elsewhere()
    return record


def make_application() -> QApplication:
    """The one application of this process, made where there is none yet."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("cairn")
    app.setApplicationDisplayName(_("Cairn"))
    app.setDesktopFileName("cairn")
    app.setWindowIcon(icons.icon(icons.LOGO))
    spoken.install()
    if QLocale().language() == QLocale.Language.C:
        # The bare «C» locale writes no groups and no first day of the week that anyone knows.
        QLocale.setDefault(locale_for(language()))
    return app


def _quit_on_signals(app: QApplication) -> None:
    """Ctrl+C in the terminal and a plain kill close the window and with it the record.

    Nothing is asked then: a running timer is asked about at the next start.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_args: app.exit())
