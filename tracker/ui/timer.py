"""The timer of the top bar: one key starts it, pauses and stops are one click away.

What runs is in the record, so that the window and the command line see the same timer. While it
runs the journal beside the record is kept alive, and silence there is asked about.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from tracker.domain.changes import Changes, Kind
from tracker.domain.study import RunningTimer, Share, TimerDraft
from tracker.i18n import _
from tracker.ui import icons, theme
from tracker.ui.dialogs.away import Away, ask_away
from tracker.ui.dialogs.question import do_asking
from tracker.ui.numbers import clock
from tracker.ui.parts.button import Button, icon_button
from tracker.ui.parts.keyhint import key_text
from tracker.ui.parts.timerpill import TimerPill

if TYPE_CHECKING:
    from tracker.formats.line.model import Candidate
    from tracker.record import Record
    from tracker.ui.desk import Desk

_SHOWS = frozenset({Kind.RUNNING_TIMER, Kind.CREDENTIAL})
_KEY = "S"
_TICK_MS = 1000
# As often as the record wants to hear of it (services/timer.py), which is what a kill may cost.
_BEAT_MS = 5000
# As the record counts silence, for what is left of it beside a pause.
_ASK_ABOVE_SECONDS = 90
# Credentials offered to start for: those one studies in one season.
_OFFERED = 8


class TimerSlot(QWidget):
    """Idle: «Start timer». Running: what and how long, «Pause», «Stop & log»."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Asks the record at once whether a timer runs."""
        super().__init__(parent)
        self._desk = desk
        self._clock = desk.record.ground.clock
        self._held: RunningTimer | None = None
        self._is_first_look = True
        self._is_asking = False
        self._is_busy = False
        self._watched: QWidget | None = None
        self._make()
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.setTimerType(Qt.TimerType.PreciseTimer)
        self._tick.timeout.connect(self._show_time)
        self._beat = QTimer(self)
        self._beat.setInterval(_BEAT_MS)
        self._beat.timeout.connect(self._look)
        desk.keys.bind(self, "timer-start", (_KEY,), self.toggle)
        desk.keys.changed.connect(self._show_key)
        self._show_key()
        desk.changed.connect(self._changed)
        self._show_state()
        self._ask()

    def held(self) -> RunningTimer | None:
        """The timer that runs or is paused, as far as the window knows."""
        return self._held

    def _show_key(self) -> None:
        self.start_button.set_key(key_text(self._desk.keys.first("timer-start", (_KEY,))))

    def toggle(self) -> None:
        """What S does: start where none runs, else stop and log."""
        if self._held is None:
            self.start()
        else:
            self.stop()

    def start(self, draft: TimerDraft | None = None) -> None:
        """Start for `draft`; without one for what was studied last, or ask what it is for."""
        if self._is_busy:
            return
        if draft is not None:
            self._do(lambda record, _sure: record.timer.start(draft))
            return
        self._is_busy = True
        self._desk.ask(_last_draft, self._start_for, self._not_asked, key=(self, "last"))

    def pause(self) -> None:
        """Pause, or go on where it is paused."""
        if self._held is None:
            return
        if self._held.paused_at is None:
            self._do(lambda record, _sure: record.timer.pause())
        else:
            self._do(lambda record, _sure: record.timer.resume())

    def stop(self) -> None:
        """Stop and log; above 12 hours the record asks first."""
        if self._held is not None:
            self._do(lambda record, sure: record.timer.stop(is_sure=sure))

    def discard(self) -> None:
        """Stop without logging; it can be undone."""
        if self._held is not None:
            self._do(lambda record, _sure: record.timer.discard())

    def change(self) -> None:
        """Say what the running timer is for."""
        from tracker.ui.forms import open_form

        open_form(self._desk, Kind.RUNNING_TIMER, self._held.id if self._held else None)

    def is_ticking(self) -> bool:
        """Whether anything wakes the program for the timer's sake."""
        return self._tick.isActive()

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

    def changeEvent(self, event: QEvent) -> None:
        """Larger text leaves less room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.isVisible():
            self._measure()

    def hideEvent(self, event: QHideEvent) -> None:
        """What nobody sees need not count."""
        super().hideEvent(event)
        self._tick.stop()

    def _make(self) -> None:
        self._is_narrow = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.start_button = Button(_("Start timer"), "primary", run=self.start_clicked)
        self.start_icon = Button(
            kind="primary", icon="play", name=_("Start timer"), run=self.start_clicked
        )
        self.choose_button = icon_button(
            "chevron-down", _("Start the timer for…"), self._choose, is_quiet=True
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
            *(self.start_button, self.start_icon, self.choose_button, self.pill),
            *(self.pause_button, self.stop_button, self.stop_icon),
        ):
            row.addWidget(widget)

    def start_clicked(self) -> None:
        """The button was pressed."""
        self.start()

    def _measure(self) -> None:
        window = self._watched
        if window is not None:
            is_narrow = window.width() < theme.current().px(theme.RAIL_BELOW)
            if is_narrow != self._is_narrow:
                self.set_narrow(is_narrow)

    def _show_state(self) -> None:
        held, is_narrow = self._held, self._is_narrow
        is_on = held is not None
        self.start_button.setVisible(not is_on and not is_narrow)
        self.start_icon.setVisible(not is_on and is_narrow)
        self.choose_button.setVisible(not is_on)
        self.pill.setVisible(is_on)
        self.pause_button.setVisible(is_on and not is_narrow)
        self.stop_button.setVisible(is_on and not is_narrow)
        self.stop_icon.setVisible(is_on and is_narrow)
        self.pill.set_narrow(is_narrow)
        is_counting = held is not None and held.paused_at is None
        if held is not None:
            self.pill.show_timer(_title_of(held), is_paused=not is_counting)
            self.pause_button.setText(_("Pause") if is_counting else _("Resume"))
            self._show_time()
        if is_counting and self.isVisible():
            self._tick.start()
        else:
            self._tick.stop()
        # A paused timer is kept alive too, so that its pause is not asked about when it goes on.
        if is_on:
            self._beat.start()
        else:
            self._beat.stop()
        self.updateGeometry()

    def _show_time(self) -> None:
        if self._held is not None:
            self.pill.show_time(clock(self._held.seconds_at(self._clock.now())))

    def _changed(self, changes: Changes) -> None:
        if changes.touches(_SHOWS):
            self._ask()

    def _ask(self) -> None:
        self._desk.ask(lambda record: record.timer.running(), self._take, key=(self, "running"))

    def _take(self, held: RunningTimer | None) -> None:
        self._held = held
        self._show_state()
        if held is not None:
            self._look()

    def _look(self) -> None:
        """Was anybody away? If not, say that the timer is alive."""
        if not self._is_asking:
            self._desk.ask(_look_and_beat, self._heard, key=(self, "beat"))

    def _heard(self, found: tuple[RunningTimer, datetime, datetime] | None) -> None:
        is_start, self._is_first_look = self._is_first_look, False
        if found is None or self._is_asking:
            return
        held, seen, now = found
        self._is_asking = True
        self._away = Away(held, seen, now, is_start)
        ask_away(self._away, self._answered)

    def _answered(self, answer: str) -> None:
        away = self._away
        operations: dict[str, Callable[[Record, bool], Changes]] = {
            "break": lambda record, _sure: record.timer.add_break(away.seen, away.now),
            "stop": lambda record, sure: record.timer.stop(at=away.seen, is_sure=sure),
            "discard": lambda record, _sure: record.timer.discard(),
        }
        operation = operations.get(answer)
        if operation is None:
            self._settled()
        else:
            do_asking(self._desk, operation, self._settled, self._unsettled, self._unsettled_back)

    def _settled(self, _changes: Changes | None = None) -> None:
        """It is said what the time was: from here on the timer is seen again."""
        self._desk.ask(lambda record: record.timer.beat(), self._beaten, key=(self, "beat"))

    def _beaten(self, _beat: object) -> None:
        self._is_asking = False
        self._ask()

    def _unsettled(self, error: BaseException) -> None:
        self._is_asking = False
        self._failed(error)

    def _unsettled_back(self) -> None:
        ask_away(self._away, self._answered)

    def _start_for(self, draft: TimerDraft | None) -> None:
        self._is_busy = False
        if draft is None:
            self.change()
        else:
            self.start(draft)

    def _not_asked(self, error: BaseException) -> None:
        self._is_busy = False
        self._desk.failed.emit(error)

    def _do(self, operation: Callable[[Record, bool], Changes]) -> None:
        if self._is_busy:
            return
        self._is_busy = True
        do_asking(self._desk, operation, self._done, self._failed, self._idle)

    def _done(self, _changes: Changes) -> None:
        self._is_busy = False

    def _idle(self) -> None:
        self._is_busy = False

    def _failed(self, error: BaseException) -> None:
        self._is_busy = False
        self._desk.failed.emit(error)
        self._ask()

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        is_paused = self._held is not None and self._held.paused_at is not None
        pause = (_("Resume"), "play") if is_paused else (_("Pause"), "pause")
        for (text, icon), run in (
            ((_("Change what it is for…"), "edit"), self.change),
            (pause, self.pause),
            ((_("Stop & log").replace("&", "&&"), "stop"), self.stop),
            ((_("Discard"), "trash"), self.discard),
        ):
            menu.addAction(icons.icon(icon), text).triggered.connect(run)
        menu.popup(self.pill.mapToGlobal(QPoint(0, self.pill.height() + 2)))

    def _choose(self) -> None:
        self._desk.ask(_offered, self._offer, key=(self, "offered"))

    def _offer(self, names: list[tuple[int, str]]) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for number, name in names:
            action = menu.addAction(name.replace("&", "&&"))
            action.setData(number)
        if names:
            menu.addSeparator()
        menu.addAction(icons.icon("edit"), _("Something else…"))
        menu.triggered.connect(self._chosen)
        menu.popup(self.choose_button.mapToGlobal(QPoint(0, self.choose_button.height() + 2)))

    def _chosen(self, action: QAction) -> None:
        number = action.data()
        if number is None:
            self.change()
        else:
            self.start(TimerDraft(shares=(Share(int(number)),)))


def _title_of(held: RunningTimer) -> str:
    title = held.title or _("Study")
    if held.activity:
        return _("{title} · {activity}").format(title=title, activity=held.activity)
    return title


def _look_and_beat(record: Record) -> tuple[RunningTimer, datetime, datetime] | None:
    """The silence that is to be asked about; where there is none the timer is said to be alive."""
    silence, held = record.timer.silence(), record.timer.running()
    if silence is not None and held is not None:
        seen, now = silence
        # A pause that was ended elsewhere is known time, whoever saw it.
        seen = max(seen, held.start.at, *(one.ended_at for one in held.pauses))
        if (now - seen).total_seconds() > _ASK_ABOVE_SECONDS:
            return held, seen, now
    record.timer.beat()
    return None


def _last_draft(record: Record) -> TimerDraft | None:
    """What was studied last, to start the timer for; None where nothing was yet.

    A credential that was archived or deleted since is not taken up again.
    """
    rows = record.study.page(limit=1)
    if not rows:
        return None
    offered = {one.id for one in _candidates(record)}
    shares = tuple(
        Share(share.credential_id, share.weight)
        for share in rows[0].shares
        if share.credential_id in offered and share.credential_id is not None
    )
    if not shares and not rows[0].topic:
        return None
    return TimerDraft(shares=shares, topic=rows[0].topic, activity=rows[0].activity)


def _offered(record: Record) -> list[tuple[int, str]]:
    """The credentials to start for, those in progress and studied last before others."""
    from tracker.ui.forms.gathering import by_use

    found = sorted(_candidates(record), key=by_use)[:_OFFERED]
    return [(one.id, one.short_title or one.title) for one in found]


def _candidates(record: Record) -> tuple[Candidate, ...]:
    from tracker.services.lines import line_context

    return line_context(record.ground).candidates
