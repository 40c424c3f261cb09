"""The icon in the desktop's tray, where it has one: whether the timer runs, and what to do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from tracker.domain.changes import Changes, Kind
from tracker.i18n import _
from tracker.ui import icons
from tracker.ui.numbers import duration
from tracker.ui.parts.menu import Menu
from tracker.ui.reminding.notifying import notify
from tracker.ui.timer.hand import title_of
from tracker.ui.timer.mini import open_mini, raise_window
from tracker.ui.timer.starting import Startable, startable

if TYPE_CHECKING:
    from tracker.ui.desk import Desk
    from tracker.ui.timer.slot import TimerSlot

# Whether the icon is wanted at all; it is, until the person says otherwise.
TRAY_SETTING = "timer_tray"
_RECENT = 5
_SHOWS = frozenset({Kind.STUDY_SESSION, Kind.CREDENTIAL, Kind.RUNNING_TIMER})
# A panel has its own colour, that of the system and not of the window.
_SIZES = (16, 22, 24, 32, 48)


class Tray(QObject):
    """Stands in the tray while the window lives; a desktop without one never notices."""

    def __init__(
        self, desk: Desk, slot: TimerSlot, leave: Callable[[], object], parent: QObject | None
    ) -> None:
        """`leave` ends the program, with the question about a running timer."""
        super().__init__(parent)
        self._desk, self._slot, self._leave = desk, slot, leave
        self._hand = slot.hand
        self._drafts: list[Startable] = []
        self._shown = ""
        self.menu = Menu()
        # Below the application, where what notifies looks for it.
        self.icon = QSystemTrayIcon(QApplication.instance())
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._activated)
        self._hand.changed.connect(self.show_state)
        self._hand.beaten.connect(self._show_time)
        desk.changed.connect(self._changed)
        slot.asker.wondered.connect(self._wonder)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._dress)
        self._ask()
        self.show_state()

    def is_seen(self) -> bool:
        """Whether there is a tray and the icon stands in it."""
        return self.icon.isVisible()

    def end(self) -> None:
        """Take the icon away."""
        self.icon.hide()
        self.icon.deleteLater()
        self.menu.deleteLater()

    def show_state(self) -> None:
        """Icon, menu and tooltip for what runs."""
        self._dress()
        self._fill()
        self._shown = ""
        self._show_time()
        is_wanted = self._desk.settings.get(TRAY_SETTING, True) is not False
        self.icon.setVisible(is_wanted and QSystemTrayIcon.isSystemTrayAvailable())

    def words(self) -> str:
        """What the tooltip says."""
        held = self._hand.held()
        if held is None:
            return _("Cairn: no timer is running")
        # Some trays read a tooltip as markup: what stands in it is the person's text.
        title = title_of(held).replace("<", "‹").replace("&", "＆")
        length = duration(self._hand.seconds())
        if self._hand.is_counting():
            return _("{title}: {length}").format(title=title, length=length)
        return _("{title}: paused at {length}").format(title=title, length=length)

    def _show_time(self) -> None:
        words = self.words()
        if words != self._shown:
            self._shown = words
            self.icon.setToolTip(words)

    def _dress(self) -> None:
        if self._hand.held() is None:
            name = "tray-idle"
        else:
            name = "tray-running" if self._hand.is_counting() else "tray-paused"
        self.icon.setIcon(tray_icon(name))

    def _fill(self) -> None:
        self.menu.clear()
        held = self._hand.held()
        if held is None:
            self._add("play", _("Continue the last study"), self._slot.continue_last)
            for draft, words in self._drafts[:_RECENT]:
                text = _("Start: {what}").format(what=words.replace("&", "&&"))
                self._add("credentials", text, partial(self._hand.start, draft))
        else:
            is_on = self._hand.is_counting()
            title = QAction(title_of(held).replace("&", "&&"), self.menu)
            title.setEnabled(False)
            self.menu.addAction(title)
            words = _("Pause") if is_on else _("Resume")
            self._add("pause" if is_on else "play", words, self._slot.pause)
            self._add("stop", _("Stop & log").replace("&", "&&"), self._slot.stop)
        self.menu.addSeparator()
        self._add("clock-plus", _("Small timer window"), self._open_mini)
        self._add(icons.LOGO, _("Open Cairn"), self.open_window)
        self.menu.addSeparator()
        self._add("close", _("Quit"), self._leave)

    def _add(self, icon: str, text: str, run: Callable[[], object]) -> None:
        action = QAction(icons.icon(icon), text, self.menu)
        # A signal's arguments are no arguments of what is done.
        action.triggered.connect(partial(_call, run))
        self.menu.addAction(action)

    def open_window(self) -> None:
        """Bring the large window to the front."""
        QApplication.setQuitOnLastWindowClosed(True)
        raise_window(self._slot.window())

    def _open_mini(self) -> None:
        open_mini(self._desk, self._slot)

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason == QSystemTrayIcon.ActivationReason.Trigger:
            self.open_window()
        elif reason == QSystemTrayIcon.ActivationReason.MiddleClick:
            self._slot.pause()

    def _changed(self, changes: Changes) -> None:
        if changes.touches(_SHOWS):
            self._ask()

    def _ask(self) -> None:
        self._desk.ask(startable, self._take, key=(self, "startable"))

    def _take(self, drafts: list[Startable]) -> None:
        self._drafts = drafts
        self._fill()

    def _wonder(self, text: str) -> None:
        """The question of the limit reaches who works in another window."""
        window: QWidget = self._slot.window()
        if not window.isActiveWindow():
            notify(_("Cairn"), text)


def tray_icon(name: str) -> QIcon:
    """The icon in the ink that is read on the system's own panel."""
    is_dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    made = QIcon()
    for size in _SIZES:
        for ratio in (1, 2):
            made.addPixmap(icons.in_ink(name, size, ratio, is_dark=is_dark))
    return made


def _call(run: Callable[[], object], *_told: object) -> None:
    run()
