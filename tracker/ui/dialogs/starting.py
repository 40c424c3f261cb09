"""«I started ten minutes ago»: when the running timer really began."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from tracker.domain.durations import format_hm
from tracker.domain.instants import Moment
from tracker.domain.study import RunningTimer
from tracker.i18n import _
from tracker.ui import theme
from tracker.ui.dialogs.base import Dialog, cancel_button
from tracker.ui.numbers import time_short, when
from tracker.ui.parts.button import Button
from tracker.ui.parts.fields import FieldFrame
from tracker.ui.parts.flow import FlowLayout
from tracker.ui.parts.labels import PlainLabel
from tracker.ui.parts.typed import ClockField

if TYPE_CHECKING:
    from tracker.ui.desk import Desk
    from tracker.ui.timer.hand import TimerHand

_EARLIER = (5, 10, 15, 30)


class StartDialog(Dialog):
    """Buttons for so many minutes earlier, and a line for the time itself."""

    def __init__(self, desk: Desk, hand: TimerHand, held: RunningTimer) -> None:
        """As it is now."""
        super().__init__(_("When did you start?"), 460, is_scrolled=True)
        self._desk, self._hand, self._held = desk, hand, held
        self._now = hand.now()
        today = Moment.of(self._now, held.start.zone).wall.date()
        told = _("The timer counts since {when}.").format(when=when(held.start.wall, today))
        self.body.addWidget(PlainLabel(told, tone="muted", wraps=True))
        holder = QWidget()
        row = FlowLayout(theme.GAP_SMALL, holder)
        for minutes in _EARLIER:
            button = Button(_("{length} earlier").format(length=format_hm(60 * minutes)))
            button.setProperty("minutes", minutes)
            button.clicked.connect(self._earlier)
            row.addWidget(button)
        self.body.addWidget(holder)
        self.time = ClockField()
        self.time.set_value(held.start.wall.time().replace(second=0, microsecond=0))
        self.time.edited.connect(self._typed)
        self._frame = FieldFrame(_("Started at"), self.time)
        self.body.addWidget(self._frame)
        self.sum = PlainLabel("", tone="muted", wraps=True)
        self.body.addWidget(self.sum)
        self.add_button(cancel_button(self))
        self.save_button = self.add_button(
            Button(_("Save changes"), "primary", run=self.accept), is_default=True
        )
        self.time.setFocus()
        self.time.selectAll()
        self._typed()

    def start(self) -> datetime | None:
        """The instant that is typed: the last time the clock showed it. None where it is none."""
        at = self.time.value()
        if at is None or self.time.fault():
            return None
        held = self._held.start
        if (at.hour, at.minute) == (held.wall.hour, held.wall.minute):
            return held.at
        now = Moment.of(self._now, held.zone)
        wall = now.wall.replace(hour=at.hour, minute=at.minute, second=0)
        if wall > now.wall:
            wall -= timedelta(days=1)
        try:
            return Moment.from_wall(wall, held.zone).at
        except ValueError:
            return None

    def accept(self) -> None:
        """Move the start."""
        at = self.start()
        if at is None:
            return
        uuid = self._held.uuid
        super().accept()
        if at != self._held.start.at:
            self._hand.do(lambda record, sure: record.timer.move_start(at, is_sure=sure, of=uuid))

    def _earlier(self) -> None:
        button = self.sender()
        if button is not None:
            earlier = timedelta(minutes=int(button.property("minutes")))
            moved = Moment.of(self._held.start.at - earlier, self._held.start.zone)
            self.time.set_value(moved.wall.time().replace(second=0, microsecond=0))
            self._typed()

    def _typed(self) -> None:
        self._frame.set_problem(self.time.fault())
        at = self.start()
        self.save_button.setEnabled(at is not None)
        if at is None:
            self.sum.setText("")
            return
        moved = Moment.of(at, self._held.start.zone)
        length = format_hm(max(0, round((self._now - at).total_seconds())))
        self.sum.setText(
            _("Since {time}: {length} with its pauses.").format(
                time=time_short(moved.wall), length=length
            )
        )
