"""The timer of the top bar: one key starts it, pauses and stops are one click away.

What it shows and does is the hand's; what nobody saw is asked about by the asker.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from tracker.domain.changes import Kind
from tracker.domain.study import RunningTimer, TimerDraft
from tracker.i18n import _
from tracker.ui import theme
from tracker.ui.numbers import clock, duration
from tracker.ui.parts.button import Button
from tracker.ui.parts.keyhint import key_text
from tracker.ui.parts.timerpill import TimerPill
from tracker.ui.timer.asking import Asker
from tracker.ui.timer.hand import TimerHand, title_of
from tracker.ui.timer.menus import running_menu
from tracker.ui.timer.starting import StartPicker, last_draft, startable

if TYPE_CHECKING:
    from tracker.ui.desk import Desk
    from tracker.ui.timer.mini import MiniTimer
    from tracker.ui.timer.senses import Senses

# As in the table of actions; the person may have chosen others.
_START_KEY, _PAUSE_KEY = "S", "P"


class TimerSlot(QWidget):
    """Idle: «Start timer». Running: what and how long, «Pause», «Stop & log»."""

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, *, senses: Senses | None = None
    ) -> None:
        """Asks the record at once whether a timer runs."""
        super().__init__(parent)
        self._desk = desk
        self.hand = TimerHand(desk, senses, self)
        self.asker = Asker(desk, self.hand, self)
        self._picker: StartPicker | None = None
        self.mini: MiniTimer | None = None
        self._is_asked = False
        self._watched: QWidget | None = None
        self._make()
        desk.keys.bind(self, "timer-start", (_START_KEY,), self.toggle)
        desk.keys.bind(self, "timer-pause", (_PAUSE_KEY,), self.pause)
        desk.keys.changed.connect(self._show_key)
        self._show_key()
        self.hand.changed.connect(self._show_state)
        self.hand.ticked.connect(self._show_time)
        self.hand.asking.connect(self._show_time)
        self._show_state()

    def held(self) -> RunningTimer | None:
        """The timer that runs or is paused, as far as the window knows."""
        return self.hand.held()

    def toggle(self) -> None:
        """What S does: offer what to start for where none runs, else stop and log."""
        if self.hand.held() is None:
            self.start()
        else:
            self.stop()

    def start(self, draft: TimerDraft | None = None) -> None:
        """Start for `draft`; without one offer what was studied lately, the last one first."""
        if draft is not None:
            self.hand.start(draft)
        elif self._picker is not None:
            self._picker.take()
        elif not self._is_asked:
            self._is_asked = True
            self._desk.ask(startable, self._offer, self._not_asked, key=(self, "startable"))

    def continue_last(self) -> None:
        """Start for what was studied last, without a question."""
        if not self._is_asked and self.hand.held() is None:
            self._is_asked = True
            self._desk.ask(last_draft, self._go_on, self._not_asked, key=(self, "startable"))

    def pause(self) -> None:
        """Pause, or go on where it is paused."""
        self.hand.pause()

    def stop(self) -> None:
        """Stop and log; above 12 hours the record asks first."""
        self.hand.stop()
        self.asker.ask_now()

    def discard(self) -> None:
        """Stop without logging; it can be undone."""
        self.hand.discard()

    def change(self) -> None:
        """Say what the running timer is for."""
        from tracker.ui.forms import open_form

        held = self.hand.held()
        open_form(self._desk, Kind.RUNNING_TIMER, held.id if held else None)

    def start_earlier(self) -> None:
        """Say when the running timer really began."""
        from tracker.ui.dialogs.starting import StartDialog

        if (held := self.hand.held()) is not None:
            StartDialog(self._desk, self.hand, held).present()

    def answer(self) -> None:
        """Ask what waits for an answer."""
        self.asker.ask_now()

    def picker(self) -> StartPicker | None:
        """What is offered to start for, while that is to be seen."""
        return self._picker

    def is_ticking(self) -> bool:
        """Whether anything wakes the program every second for the timer's sake."""
        return self.hand.is_ticking()

    def set_narrow(self, is_narrow: bool) -> None:
        """Be an icon with its time, or words."""
        self._is_narrow = is_narrow
        self._show_state()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window decides how much room there is."""
        if event.type() == QEvent.Type.Resize and watched is self._watched:
            self._measure()
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        """Count on while it is seen."""
        super().showEvent(event)
        window = self.window()
        if window is not self._watched:
            self._watched = window
            window.installEventFilter(self)
        self._measure()
        self._show_state()
        self.hand.view(self, is_seen=True)

    def changeEvent(self, event: QEvent) -> None:
        """Larger text leaves less room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.isVisible():
            self._measure()

    def hideEvent(self, event: QHideEvent) -> None:
        """What nobody sees need not count."""
        super().hideEvent(event)
        self.hand.view(self, is_seen=False)

    def _make(self) -> None:
        self._is_narrow = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.start_button = Button(_("Start timer"), "primary", run=self.start_clicked)
        self.start_icon = Button(
            kind="primary", icon="play", name=_("Start timer"), run=self.start_clicked
        )
        self.pill = TimerPill()
        self.pill.clicked.connect(self._open_menu)
        self.pause_button = Button(_("Pause"), run=self.pause)
        self.stop_button = Button(_("Stop & log").replace("&", "&&"), "primary", run=self.stop)
        self.stop_button.setAccessibleName(_("Stop & log"))
        self.stop_icon = Button(kind="primary", icon="stop", name=_("Stop & log"), run=self.stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP_SMALL)
        for widget in (
            *(self.start_button, self.start_icon, self.pill),
            *(self.pause_button, self.stop_button, self.stop_icon),
        ):
            row.addWidget(widget)

    def start_clicked(self) -> None:
        """The button was pressed."""
        self.start()

    def _show_key(self) -> None:
        keys = self._desk.keys.first("timer-start", (_START_KEY,))
        self.start_button.set_key(key_text(keys))

    def _measure(self) -> None:
        window = self._watched
        if window is not None:
            is_narrow = window.width() < theme.current().px(theme.RAIL_BELOW)
            if is_narrow != self._is_narrow:
                self.set_narrow(is_narrow)

    def _show_state(self) -> None:
        held, is_narrow = self.hand.held(), self._is_narrow
        is_on = held is not None
        self.start_button.setVisible(not is_on and not is_narrow)
        self.start_icon.setVisible(not is_on and is_narrow)
        self.pill.setVisible(is_on)
        self.pause_button.setVisible(is_on and not is_narrow)
        self.stop_button.setVisible(is_on and not is_narrow)
        self.stop_icon.setVisible(is_on and is_narrow)
        self.pill.set_narrow(is_narrow)
        is_counting = held is not None and held.paused_at is None
        if held is not None:
            self.pill.show_timer(title_of(held), is_paused=not is_counting)
            self.pause_button.setText(_("Pause") if is_counting else _("Resume"))
            self._show_time()
        self.updateGeometry()

    def _show_time(self) -> None:
        if self.hand.held() is not None:
            seconds = self.hand.seconds()
            self.pill.show_time(clock(seconds))
            # Read where one goes there, and changed once a minute: nothing speaks by the second.
            told = _("Time studied: {length}").format(length=duration(seconds))
            if told != self.pill.accessibleDescription():
                self.pill.setAccessibleDescription(told)

    def _open_menu(self) -> None:
        menu = running_menu(self, self._desk)
        menu.popup(self.pill.mapToGlobal(QPoint(0, self.pill.height() + 2)))

    def _offer(self, drafts: list[tuple[TimerDraft, str]]) -> None:
        self._is_asked = False
        if not drafts:
            self.change()
            return
        anchor = self.start_icon if self._is_narrow else self.start_button
        picker = StartPicker(drafts, self)
        picker.picked.connect(self.hand.start)
        picker.other.connect(self.change)
        picker.destroyed.connect(self._picker_gone)
        self._picker = picker
        picker.open_below(anchor if anchor.isVisible() else self)

    def _go_on(self, draft: TimerDraft | None) -> None:
        self._is_asked = False
        if draft is None:
            self.change()
        else:
            self.hand.start(draft)

    def forget_mini(self) -> None:
        """The small window was closed."""
        self.mini = None

    def _picker_gone(self, _picker: QObject) -> None:
        self._picker = None

    def _not_asked(self, error: BaseException) -> None:
        self._is_asked = False
        self._desk.failed.emit(error)
