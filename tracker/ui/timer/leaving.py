"""Leaving with a running timer: asked, unless the desktop's session ends; nothing is lost then.

The tray stands here too: it may keep the program when its window is closed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from tracker.domain.durations import format_hm
from tracker.i18n import _
from tracker.ui.dialogs.question import Answer, Question
from tracker.ui.timer.hand import title_of
from tracker.ui.timer.slot import TimerSlot
from tracker.ui.timer.tray import Tray

if TYPE_CHECKING:
    from tracker.domain.changes import Changes
    from tracker.ui.desk import Desk
    from tracker.ui.shell import Shell

# Whether a window that is closed while the timer runs goes to the tray.
CLOSE_TO_TRAY_SETTING = "timer_close_to_tray"
# A desktop that ends its session has ended it by then, or somebody went back [ms].
_ENDING_MS = 60_000


class Leaving(QObject):
    """Guards the window of a running timer."""

    def __init__(
        self, desk: Desk, shell: Shell, slot: TimerSlot, parent: QObject | None = None
    ) -> None:
        """From now on the window asks before it closes."""
        super().__init__(parent)
        self._desk, self._shell, self._slot = desk, shell, slot
        self._is_sure = False
        self._is_quitting = False
        self._is_asking = False
        self.tray = Tray(desk, slot, self.quit, self)
        shell.may_close = self.may_close
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.commitDataRequest.connect(self.session_ends)

    def may_close(self) -> bool:
        """Whether the window may close now; if not, it is asked, or it goes to the tray."""
        held = self._slot.held()
        if self._is_sure or held is None:
            return True
        wants_tray = self._desk.settings.get(CLOSE_TO_TRAY_SETTING, False) is True
        if wants_tray and not self._is_quitting and self.tray.is_seen():
            # Hidden, not closed: with the last closed window the application would end.
            QApplication.setQuitOnLastWindowClosed(False)
            self._shell.hide()
            return False
        self._is_quitting = False
        if not self._is_asking:
            self._ask()
        return False

    def quit(self) -> None:
        """Leave for good, from the tray."""
        self._is_quitting = True
        QApplication.setQuitOnLastWindowClosed(True)
        if not self._shell.isVisible():
            self._shell.show()
        self._shell.close()

    def session_ends(self, *_manager: object) -> None:
        """The desktop's session ends: all is kept as it is, and nothing is asked."""
        self._slot.hand.keep_now()
        self._is_sure = True
        QTimer.singleShot(_ENDING_MS, self, self._not_ended)

    def end(self) -> None:
        """The program ends: say until when the timer was seen."""
        self._slot.hand.keep_now()
        self._shell.may_close = None
        if self._slot.mini is not None:
            self._slot.mini.close()
        self.tray.end()

    def _not_ended(self) -> None:
        self._is_sure = False

    def _ask(self) -> None:
        held = self._slot.held()
        if held is None:
            return
        length = format_hm(self._slot.hand.seconds())
        told = _("{what}: {length} so far.").format(what=title_of(held), length=length)
        answers = [
            Answer("keep", _("Keep it running; ask me when I am back"), _("K"), "primary"),
            Answer("stop", _("Stop and log {length}").format(length=length), _("L")),
            Answer("discard", _("Discard all of it"), _("D")),
            Answer("back", _("Do not quit"), _("B")),
        ]
        question = Question(
            _("The timer is running"),
            [told, _("Time while Cairn is closed counts only once you have said what it was.")],
            answers,
            refusal="back",
        )
        self._is_asking = True
        question.answered.connect(self._answered)
        question.hearer = self._answered
        question.present()

    def _answered(self, answer: str) -> None:
        self._is_asking = False
        hand = self._slot.hand
        if answer == "keep":
            self._close()
        elif answer == "stop" and hand.questions():
            # What waits for the person's word comes first; then they quit again.
            self._slot.answer()
        elif answer == "stop":
            hand.do(lambda record, sure: record.timer.stop(is_sure=sure, is_seen=True), self._done)
        elif answer == "discard":
            hand.do(lambda record, _sure: record.timer.discard(), self._done)

    def _done(self, _changes: Changes) -> None:
        self._close()

    def _close(self) -> None:
        self._is_sure = True
        self._shell.close()


def leaving_of(desk: Desk, shell: Shell, parent: QObject) -> Leaving | None:
    """The guard of a window that has a timer."""
    slot = desk.slots.get("timer")
    return Leaving(desk, shell, slot, parent) if isinstance(slot, TimerSlot) else None
