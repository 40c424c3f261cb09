"""A bit of both: which part of a stretch was studied, by a slider, by minutes or by the time."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from tracker.domain.durations import format_hm
from tracker.domain.instants import Moment
from tracker.i18n import _
from tracker.ui import theme
from tracker.ui.dialogs.away import Away, wall_text
from tracker.ui.dialogs.base import Dialog
from tracker.ui.parts.button import Button
from tracker.ui.parts.fields import FieldFrame, LineField
from tracker.ui.parts.labels import PlainLabel
from tracker.ui.parts.segmented import Segmented
from tracker.ui.parts.stretchbar import DivideBar
from tracker.ui.parts.typed import ClockField, LengthField


class SplitDialog(Dialog):
    """Divides the stretch of `away`. `divided` tells the break's first and last instant (UTC).

    `went_back` tells that the person wants the other answers again.
    """

    divided = Signal(object, object)
    went_back = Signal()

    def __init__(self, away: Away) -> None:
        """Half and half."""
        super().__init__(_("A bit of both"), 520, is_scrolled=True)
        self._away = away
        # The line that is being typed in, which is left as it is.
        self._typed: LineField | None = None
        first, last = away.stretch.first, away.stretch.last
        self._minutes = away.stretch.seconds // 60
        told = _("Between {first} and {last} you were away for {length}. Which part was study?")
        text = told.format(
            first=wall_text(away, first),
            last=wall_text(away, last),
            length=format_hm(away.stretch.seconds),
        )
        self.body.addWidget(PlainLabel(text, tone="muted", wraps=True))
        self.order = Segmented(
            [
                ("first", _("First I studied, then I was away")),
                ("last", _("First I was away, then I studied")),
            ],
            _("Which came first"),
            wraps=True,
        )
        self.order.chosen.connect(self._turn)
        self.body.addWidget(self.order)
        self.bar = DivideBar(_("Where study and break meet"), self._minutes)
        self.bar.setValue(self._minutes // 2)
        self.bar.valueChanged.connect(self._moved)
        self.body.addWidget(self.bar)
        self.length, self.time = LengthField(), ClockField()
        self._time_frame = FieldFrame(_("At"), self.time)
        self._length_frame = FieldFrame(_("Studied"), self.length)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(self._length_frame, 1)
        row.addWidget(self._time_frame, 1)
        self.body.addLayout(row)
        self.length.edited.connect(self._length_typed)
        self.time.edited.connect(self._time_typed)
        self.sum = PlainLabel("", tone="muted", wraps=True)
        self.body.addWidget(self.sum)
        self.add_button(Button(_("Back"), run=self.reject))
        self.save_button = self.add_button(Button("", "primary", run=self.accept), is_default=True)
        self._show()
        self.bar.setFocus()

    def studied(self) -> int:
        """The minutes that count as study."""
        before = self.bar.value()
        return before if self.bar.is_studied_first else self._minutes - before

    def accept(self) -> None:
        """Tell the break."""
        if self._length_frame.problem() or self._time_frame.problem():
            return
        first, last = self._away.stretch.first, self._away.stretch.last
        edge = self._edge()
        super().accept()
        if self.bar.is_studied_first:
            self.divided.emit(edge, last)
        else:
            self.divided.emit(first, edge)

    def reject(self) -> None:
        """The other answers again: the stretch still has to be answered for."""
        super().reject()
        self.went_back.emit()

    def _edge(self) -> datetime:
        first, last = self._away.stretch.first, self._away.stretch.last
        # The seconds of a minute that was not whole go to the side that comes last.
        return min(first + timedelta(minutes=self.bar.value()), last)

    def _turn(self, ident: str) -> None:
        is_first = ident == "first"
        studied = self.studied()
        self.bar.set_first(is_studied=is_first)
        self.bar.setValue(studied if is_first else self._minutes - studied)
        self._show()

    def _moved(self, _value: int) -> None:
        self._show()

    def _length_typed(self) -> None:
        seconds = self.length.value()
        fault = self.length.fault()
        if seconds is not None and seconds > self._minutes * 60:
            fault = _("You were away for {length} in all.").format(
                length=format_hm(self._minutes * 60)
            )
        self._length_frame.set_problem(fault)
        if seconds is not None and not fault:
            minutes = seconds // 60
            minutes = minutes if self.bar.is_studied_first else self._minutes - minutes
            self._take(minutes, self.length)

    def _time_typed(self) -> None:
        at, fault = self.time.value(), self.time.fault()
        if at is not None and not fault:
            minutes = self._minutes_at(at.hour, at.minute)
            if minutes is None:
                fault = _("That is not between {first} and {last}.").format(
                    first=wall_text(self._away, self._away.stretch.first),
                    last=wall_text(self._away, self._away.stretch.last),
                )
            else:
                self._take(minutes, self.time)
        self._time_frame.set_problem(fault)

    def _minutes_at(self, hour: int, minute: int) -> int | None:
        """How many minutes into the stretch the wall clock first shows that time."""
        zone, first = self._away.held.start.zone, self._away.stretch.first
        for minutes in range(self._minutes + 1):
            wall = Moment.of(first + timedelta(minutes=minutes), zone).wall
            if (wall.hour, wall.minute) == (hour, minute):
                return minutes
        return None

    def _take(self, minutes: int, typed: LineField) -> None:
        """Move the handle for what is typed, and leave the line being typed in alone."""
        self._typed = typed
        self.bar.setValue(minutes)
        self._show()
        self._typed = None

    def _show(self) -> None:
        wall = Moment.of(self._edge(), self._away.held.start.zone).wall
        studied = self.studied() * 60
        if self._typed is not self.length:
            self.length.set_value(studied)
            self._length_frame.set_problem("")
        if self._typed is not self.time:
            self.time.set_value(wall.time().replace(second=0))
            self._time_frame.set_problem("")
        left = self._away.stretch.seconds - studied
        self.sum.setText(
            _("{studied} count as study, {left} are left out.").format(
                studied=format_hm(studied), left=format_hm(left)
            )
        )
        self.save_button.setText(_("Count {length}").format(length=format_hm(studied)))
        self.bar.setAccessibleDescription(self.sum.text())
