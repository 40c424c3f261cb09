"""The card of Settings about the timer: when it asks, and where it is to be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSystemTrayIcon, QVBoxLayout, QWidget

from tracker.domain.durations import format_hm
from tracker.i18n import _
from tracker.ui import commands, theme
from tracker.ui.parts.button import Button
from tracker.ui.parts.cards import Card
from tracker.ui.parts.checkfield import CheckField
from tracker.ui.parts.labels import PlainLabel
from tracker.ui.parts.segmented import Segmented
from tracker.ui.timer.hand import IDLE_MINUTES, IDLE_SETTING, LIMIT_MINUTES, LIMIT_SETTING
from tracker.ui.timer.leaving import CLOSE_TO_TRAY_SETTING
from tracker.ui.timer.tray import TRAY_SETTING

if TYPE_CHECKING:
    from tracker.ui.desk import Desk

_IDLE = (5, 10, 15, 30, 0)
_LIMIT = (60, 120, 180, 240, 0)


class TimerCard(Card):
    """All of it is kept on this computer, and holds at once."""

    def __init__(self, desk: Desk) -> None:
        """As it is set now."""
        super().__init__(_("Timer"))
        self._desk = desk
        self.idle = self._choice(_("Ask after so long away from the keyboard"), _IDLE)
        self.limit = self._choice(_("Ask «still studying?» after"), _LIMIT)
        self._pick(self.idle, IDLE_SETTING, IDLE_MINUTES, _IDLE)
        self._pick(self.limit, LIMIT_SETTING, LIMIT_MINUTES, _LIMIT)
        self.idle.chosen.connect(self._set_idle)
        self.limit.chosen.connect(self._set_limit)
        self.tray = CheckField(_("Show an icon in the tray"))
        self.tray.setChecked(desk.settings.get(TRAY_SETTING, True) is not False)
        self.tray.toggled.connect(self._set_tray)
        self.to_tray = CheckField(_("While the timer runs, closing the window leaves it there"))
        self.to_tray.setChecked(desk.settings.get(CLOSE_TO_TRAY_SETTING, False) is True)
        self.to_tray.toggled.connect(self._set_to_tray)
        for check in (self.tray, self.to_tray):
            self.body.addWidget(check)
        if not QSystemTrayIcon.isSystemTrayAvailable():
            words = _("This desktop has no tray; the small timer window does the same.")
            self.body.addWidget(PlainLabel(words, "secondary", "muted", wraps=True))
        small = Button(_("Small timer window"), icon="clock-plus", run=self._open_small)
        self.body.addWidget(small, 0, Qt.AlignmentFlag.AlignLeft)
        self._follow()

    def _choice(self, name: str, minutes: tuple[int, ...]) -> Segmented:
        choices = [(str(one), format_hm(60 * one) if one else _("Never")) for one in minutes]
        made = Segmented(choices, name, wraps=True)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_SMALL - 2)
        column.addWidget(PlainLabel(name, "secondary", "muted", wraps=True))
        column.addWidget(made)
        self.body.addWidget(holder)
        return made

    def _pick(self, choice: Segmented, name: str, usual: int, known: tuple[int, ...]) -> None:
        value = self._desk.settings.get(name, usual)
        choice.pick(str(value if value in known else usual))

    def _set_idle(self, minutes: str) -> None:
        self._desk.settings.set(IDLE_SETTING, int(minutes))

    def _set_limit(self, minutes: str) -> None:
        self._desk.settings.set(LIMIT_SETTING, int(minutes))

    def _set_tray(self, is_on: bool) -> None:
        self._desk.settings.set(TRAY_SETTING, is_on)
        if (timer := commands.timer_of(self._desk)) is not None:
            timer.hand.changed.emit()
        self._follow()

    def _set_to_tray(self, is_on: bool) -> None:
        self._desk.settings.set(CLOSE_TO_TRAY_SETTING, is_on)

    def _follow(self) -> None:
        self.to_tray.setEnabled(self.tray.isChecked())

    def _open_small(self) -> None:
        commands.open_mini_timer(self._desk)
