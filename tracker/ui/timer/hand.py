"""What the window knows of the one timer, and all that is done with it.

The top bar, the small window and the tray show the same hand. What runs is in the record, so that
the window and the command line see the same timer; what the person has to say about it waits here.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from tracker.analytics.presence import Kept, Rules, Signs, Watch
from tracker.analytics.stretches import Stretch
from tracker.domain.changes import Changes, Kind
from tracker.domain.study import RunningTimer, TimerDraft
from tracker.i18n import _
from tracker.ui.dialogs.question import do_asking
from tracker.ui.timer.senses import Senses

if TYPE_CHECKING:
    from tracker.record import Record
    from tracker.ui.desk import Desk

_SHOWS = frozenset({Kind.RUNNING_TIMER, Kind.CREDENTIAL})
_TICK_MS = 1000
# As often the journal says that the timer is alive: a kill loses no more than that [ms].
_BEAT_MS = 5000
# The choices of the settings, and what holds where none was made.
IDLE_SETTING, LIMIT_SETTING = "timer_idle_minutes", "timer_limit_minutes"
IDLE_MINUTES, LIMIT_MINUTES = 10, 180


class TimerHand(QObject):
    """The timer as the window has it.

    `changed` tells that something else is to be shown, `ticked` that a second has passed, `asking`
    that something else is to be asked about by now, perhaps nothing any more; `settled` that what
    the person said about it is taken in, `beaten` that some seconds have passed while it is held.
    """

    changed = Signal()
    ticked = Signal()
    asking = Signal()
    settled = Signal()
    beaten = Signal()

    def __init__(
        self, desk: Desk, senses: Senses | None = None, parent: QObject | None = None
    ) -> None:
        """Asks the record at once whether a timer runs."""
        super().__init__(parent)
        self._desk = desk
        self._clock = desk.record.ground.clock
        self._held: RunningTimer | None = None
        self._watch = Watch()
        self._is_known = False
        self._is_busy = False
        self._viewers: set[Hashable] = set()
        self._asked: tuple[Stretch, ...] = ()
        self._settling: list[tuple[Stretch, bool]] = []
        self.senses = senses or Senses(self)
        self.senses.told.connect(self.look)
        self.senses.stirred.connect(self.look)
        self._tick = QTimer(self)
        self._tick.timeout.connect(self._ticked)
        self._beats = 0
        desk.changed.connect(self._changed)
        self._ask()

    # What it knows

    def held(self) -> RunningTimer | None:
        """The timer that runs or is paused, as far as the window knows."""
        return self._held

    def now(self) -> datetime:
        """The instant by the record's clock."""
        return self._clock.now()

    def seconds(self) -> int:
        """What it has counted; what waits for the person's word is not among it."""
        held = self._held
        return 0 if held is None else self._watch.seconds(held, self.now())

    def is_counting(self) -> bool:
        """Whether a second that passes is counted."""
        held = self._held
        return held is not None and held.paused_at is None

    def is_busy(self) -> bool:
        """Whether something is being done with it."""
        return self._is_busy

    def questions(self) -> tuple[Stretch, ...]:
        """What the person has to say, oldest first."""
        return self._watch.questions(self.now()) if self._held is not None else ()

    def watch(self) -> Watch:
        """What is known of the person's presence."""
        return self._watch

    def rules(self) -> Rules:
        """When it is asked, as the person chose on this computer."""
        told = [
            self._desk.settings.get(name, usual)
            for name, usual in ((IDLE_SETTING, IDLE_MINUTES), (LIMIT_SETTING, LIMIT_MINUTES))
        ]
        idle, limit = (
            one if isinstance(one, int) and one >= 0 else usual
            for one, usual in zip(told, (IDLE_MINUTES, LIMIT_MINUTES), strict=True)
        )
        return Rules(60 * idle, 60 * limit)

    def is_ticking(self) -> bool:
        """Whether anything wakes the program once a second for the timer's sake."""
        return self._tick.isActive() and self._tick.interval() == _TICK_MS

    def is_awake(self) -> bool:
        """Whether anything wakes the program for the timer's sake."""
        return self._tick.isActive()

    def view(self, viewer: Hashable, *, is_seen: bool) -> None:
        """Somebody looks at the seconds, or no longer does."""
        if is_seen:
            self._viewers.add(viewer)
        else:
            self._viewers.discard(viewer)
        self._pace()

    # What is done with it

    def start(self, draft: TimerDraft) -> None:
        """Start for `draft`."""
        self.do(lambda record, _sure: record.timer.start(draft))

    def pause(self) -> None:
        """Pause, or go on where it is paused."""
        held = self._held
        if held is None:
            return
        self._touch()
        if held.paused_at is None:
            self.do(lambda record, _sure: record.timer.pause())
        else:
            self.do(lambda record, _sure: record.timer.resume())

    def stop(self) -> None:
        """Stop and log. What waits for the person's word is asked first."""
        if self._held is None:
            return
        self._touch()
        if self.questions():
            self.asking.emit()
            return
        self.do(lambda record, sure: record.timer.stop(is_sure=sure, is_seen=True))

    def discard(self) -> None:
        """Stop without logging; it can be undone."""
        if self._held is not None:
            self.do(lambda record, _sure: record.timer.discard())

    def do(
        self,
        operation: Callable[[Record, bool], Changes],
        done: Callable[[Changes], object] | None = None,
        refused: Callable[[], object] | None = None,
        failed: Callable[[], object] | None = None,
    ) -> None:
        """Do one thing with the timer; nothing while another is under way."""
        if self._is_busy:
            if failed is not None:
                failed()
            return
        self._is_busy = True

        def finish(changes: Changes) -> None:
            self._is_busy = False
            if done is not None:
                done(changes)

        def back() -> None:
            self._is_busy = False
            if refused is not None:
                refused()

        def fail(error: BaseException) -> None:
            if failed is not None:
                failed()
            self._failed(error)

        do_asking(self._desk, operation, finish, fail, back)

    # What the person says

    def settle(self, stretch: Stretch, *, by_clock: bool = False) -> None:
        """The person said what `stretch` was; the record has it already. `settled` follows.

        Not before the timer is read anew: else what was left out would count for a moment.
        """
        self._settling.append((stretch, by_clock))
        self._ask()

    # Looking

    def look(self) -> None:
        """Read the clocks and the senses: was the person there, and is the timer right?"""
        held = self._held
        if held is None or not self._is_known:
            return
        mono, boot = self.senses.clocks()
        signs = Signs(self.now(), mono, boot, self.senses.idle(), self.senses.is_locked)
        self._watch = self._watch.look(signs, held, self.rules())
        self._keep()
        self._tell_questions()

    def keep_now(self) -> None:
        """Put the journal in its place before anything else happens: the program is about to end.

        The one write on the thread of the window; it takes a few milliseconds.
        """
        if self._held is not None and self._is_known and not self._desk.record.is_read_only:
            self._desk.record.timer.beat(self._watch.kept(self.now()))

    def _touch(self) -> None:
        """The person does something here: they are back, whatever the desktop says."""
        held = self._held
        if held is not None:
            self.look()
            self._watch = self._watch.touched(held, self.now())
            self._tell_questions()

    def _keep(self) -> None:
        held = self._held
        if held is not None:
            kept = self._watch.kept(self.now())
            self._desk.ask(lambda record: record.timer.beat(kept), self._kept, key=(self, "beat"))

    def _kept(self, _is_alive: bool) -> None:
        """The journal is written."""

    def _ticked(self) -> None:
        self._beats += self._tick.interval()
        if self._beats >= _BEAT_MS:
            self._beats = 0
            self.senses.ask()
            self.beaten.emit()
        if self.is_counting() and self._viewers:
            self.ticked.emit()

    def _pace(self) -> None:
        """Wake no more often than is looked at, and not at all where no timer runs."""
        if self._held is None:
            self._tick.stop()
            self.senses.end()
            return
        self.senses.begin()
        pace = _TICK_MS if self.is_counting() and self._viewers else _BEAT_MS
        if not self._tick.isActive() or self._tick.interval() != pace:
            self._tick.start(pace)

    def _changed(self, changes: Changes) -> None:
        if changes.touches(_SHOWS):
            self._ask()

    def _ask(self) -> None:
        self._desk.ask(_running_and_kept, self._take, key=(self, "running"))

    def _take(self, found: tuple[RunningTimer | None, Kept | None]) -> None:
        held, kept = found
        is_other = held is not None and held.uuid != self._watch.timer
        if held is not None and not self._is_known:
            self._watch = Watch.resumed(held, kept, self.now())
        elif held is None or is_other:
            self._watch = replace(Watch(), last=None)
        self._held, self._is_known = held, True
        is_settling = bool(self._settling)
        while self._settling:
            stretch, by_clock = self._settling.pop(0)
            settle = self._watch.settled_by_clock if by_clock else self._watch.settled
            self._watch = settle(stretch, self.now())
        self._pace()
        self.changed.emit()
        if held is not None:
            self.senses.ask()
        if is_settling:
            self._keep()
            self.settled.emit()
        self._tell_questions()

    def _tell_questions(self) -> None:
        asked = self._unmoving()
        if asked != self._asked:
            self._asked = asked
            self.asking.emit()

    def _unmoving(self) -> tuple[Stretch, ...]:
        """The questions, without that the last one grows by the second."""
        return tuple(
            replace(one, last=one.first) if one.why.value == "long" else one
            for one in self.questions()
        )

    def _failed(self, error: BaseException) -> None:
        self._is_busy = False
        self._desk.failed.emit(error)
        self._ask()


def title_of(held: RunningTimer) -> str:
    """What a timer runs for, in a line: `AWS SAA · practice`."""
    title = held.title or _("Study")
    if held.activity:
        return _("{title} · {activity}").format(title=title, activity=held.activity)
    return title


def _running_and_kept(record: Record) -> tuple[RunningTimer | None, Kept | None]:
    return record.timer.running(), record.timer.kept()
