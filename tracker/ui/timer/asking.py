"""Asks the person about what nobody saw, and does what they answer.

An absence stands before everything until it is answered. A timer that ran past its limit only says
so, at the foot of the window and from the tray; the question comes when the person wants it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from tracker.analytics.presence import Watch
from tracker.analytics.stretches import Stretch, Why, by_this_clock
from tracker.domain.changes import Changes
from tracker.domain.study import RunningTimer
from tracker.i18n import _
from tracker.ui.dialogs.away import Away, ask_away
from tracker.ui.dialogs.splitting import SplitDialog
from tracker.ui.timer.hand import TimerHand

if TYPE_CHECKING:
    from tracker.record import Record
    from tracker.ui.desk import Desk
    from tracker.ui.dialogs.base import Dialog


class Asker(QObject):
    """One question at a time, oldest first.

    `wondered` tells in a sentence that the timer ran past its limit; the answer can wait.
    """

    wondered = Signal(str)

    def __init__(self, desk: Desk, hand: TimerHand, parent: QObject | None = None) -> None:
        """Asks as soon as there is something to ask."""
        super().__init__(parent)
        self._desk, self._hand = desk, hand
        self._dialog: Dialog | None = None
        self._away: Away | None = None
        self._is_answering = False
        self._wondered_at: datetime | None = None
        hand.asking.connect(self._asking)
        hand.changed.connect(self._asking)
        hand.settled.connect(self._settled)

    def is_asking(self) -> bool:
        """Whether a question stands before the window, or its answer is being done."""
        return self._dialog is not None or self._is_answering

    def ask_now(self) -> None:
        """Ask what there is to ask, also what could wait."""
        self._next(may_wait=False)

    def _asking(self) -> None:
        """Something else is to be asked by now, or nothing any more."""
        open_now = self._hand.questions()
        if self._dialog is not None and self._away is not None:
            asked = self._away.stretch
            is_same = any(one.why == asked.why and one.first == asked.first for one in open_now)
            if is_same and (asked in open_now or asked.why is Why.LONG):
                return
            # It was stopped, paused or answered elsewhere, or more has come to it.
            self._drop()
        self._next(may_wait=True)

    def _next(self, *, may_wait: bool) -> None:
        if self._is_answering or self._dialog is not None:
            return
        asked = self._hand.questions()
        if not asked:
            self._wondered_at = None
            return
        if may_wait and asked[0].why is Why.LONG:
            self._wonder(asked[0])
            return
        self._ask(asked[0], len(asked) - 1)

    def _wonder(self, stretch: Stretch) -> None:
        held = self._hand.held()
        if held is None or self._wondered_at == stretch.first:
            return
        self._wondered_at = stretch.first
        what = held.title or _("study")
        self.wondered.emit(_("Still studying «{what}»?").format(what=what))
        self._desk.say(_("Still studying «{what}»?").format(what=what), "timer-answer")

    def _ask(self, stretch: Stretch, more: int) -> None:
        held, watch, now = self._hand.held(), self._hand.watch(), self._hand.now()
        if held is None:
            return
        if stretch.why.is_clock:
            studied, after = watch.seconds(held, now), 0
        else:
            held = by_this_clock(held, watch.open)
            studied = _counted(watch, held, held.start.at, stretch.first)
            after = _counted(watch, held, stretch.last, now)
        self._away = Away(held, stretch, now, studied, after, more)
        self._show(ask_away(self._away, self._answered))

    def _show(self, dialog: Dialog) -> None:
        self._dialog = dialog
        dialog.destroyed.connect(self._gone)

    def _gone(self, dialog: QObject) -> None:
        if self._dialog is dialog:
            self._dialog = None

    def _drop(self) -> None:
        dialog, self._dialog, self._away = self._dialog, None, None
        if dialog is not None:
            dialog.blockSignals(True)
            dialog.done(0)
            dialog.blockSignals(False)
            dialog.deleteLater()

    def _answered(self, answer: str) -> None:
        away, self._dialog = self._away, None
        if away is None or answer == "later":
            return
        if answer == "split":
            split = SplitDialog(away)
            split.divided.connect(self._divided)
            split.went_back.connect(self._again)
            split.present()
            self._show(split)
            return
        stretch, uuid = away.stretch, away.held.uuid
        first, last = stretch.first, min(stretch.last, self._hand.now())
        if stretch.why is Why.LONG:
            # What passed while the question stood there belongs to it.
            last = self._hand.now()
        operations: dict[str, Callable[[Record, bool], Changes]] = {
            "break": lambda record, _sure: record.timer.add_break(first, last, of=uuid),
            "stop": lambda record, sure: record.timer.stop(
                at=first, is_sure=sure, is_seen=True, of=uuid
            ),
            "discard": lambda record, _sure: record.timer.discard(of=uuid),
            "real": lambda record, _sure: record.timer.follow_clock(stretch, of=uuid),
        }
        operation = operations.get(answer)
        if operation is None:
            self._is_answering = True
            self._hand.settle(stretch, by_clock=answer == "clock")
        else:
            self._do(operation)

    def _divided(self, first: datetime, last: datetime) -> None:
        away, self._dialog = self._away, None
        if away is None:
            return
        if first >= last:
            self._is_answering = True
            self._hand.settle(away.stretch)
            return
        uuid = away.held.uuid
        self._do(lambda record, _sure: record.timer.add_break(first, last, of=uuid))

    def _do(self, operation: Callable[[Record, bool], Changes]) -> None:
        self._is_answering = True
        self._hand.do(operation, self._done, self._again, self._undone)

    def _done(self, _changes: Changes) -> None:
        if self._away is not None:
            self._hand.settle(self._away.stretch)

    def _settled(self) -> None:
        """It is taken in: is there anything else?"""
        self._is_answering = False
        self._asking()

    def _undone(self) -> None:
        """It could not be done, and was said so: whatever is still open is asked again."""
        self._is_answering = False

    def _again(self) -> None:
        """The person went back: the same question once more."""
        self._is_answering = False
        self._dialog = None
        if self._away is not None:
            open_now = self._hand.questions()
            if any(one.first == self._away.stretch.first for one in open_now):
                self._ask(self._away.stretch, len(open_now) - 1)


def _counted(watch: Watch, held: RunningTimer, first: datetime, last: datetime) -> int:
    """What counts for sure between two instants of a timer by this clock."""
    before = watch.seconds_by(held, first) if first > held.start.at else 0
    return max(0, watch.seconds_by(held, last) - before)
