"""Asks to which day or week study is copied, and says beforehand what that is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tracker.domain.periods import Period, week_of
from tracker.i18n import _, ngettext
from tracker.ui.dialogs.base import Dialog, cancel_button
from tracker.ui.numbers import day_long, day_short, duration
from tracker.ui.parts.button import Button
from tracker.ui.parts.fields import FieldFrame
from tracker.ui.parts.labels import PlainLabel
from tracker.ui.parts.typed import DayField

if TYPE_CHECKING:
    from tracker.record import Record
    from tracker.ui.desk import Desk

_WIDTH = 440
_WEEK_DAYS = 7


@dataclass(frozen=True, slots=True)
class Copying:
    """What is to be copied: one session or all of some days, as it was found in the record."""

    source: Period
    session_id: int | None
    count: int
    seconds: int
    title: str
    today: date
    first_weekday: int

    @property
    def is_week(self) -> bool:
        """Whether it is a whole week, which goes to a whole week."""
        return self.source.days == _WEEK_DAYS

    def target(self, day: date) -> date:
        """The first day of the copies where the person names `day`."""
        return week_of(day, self.first_weekday).first if self.is_week else day


def copying_days(record: Record, source: Period) -> Copying:
    """What a day or a week holds."""
    rows = record.study.between(source.first, source.last)
    seconds = sum(row.seconds for row in rows)
    weekday = record.settings.get().first_weekday
    return Copying(source, None, len(rows), seconds, "", record.ground.today(), weekday)


def copying_session(record: Record, session_id: int) -> Copying:
    """What a session is."""
    row, weekday = record.study.one(session_id), record.settings.get().first_weekday
    source = Period(row.day, row.day)
    return Copying(source, session_id, 1, row.seconds, row.title, record.ground.today(), weekday)


class CopyDialog(Dialog):
    """A day to copy to, with what will stand there; Enter copies.

    `chosen` is called with what is copied and with the first day of the copies.
    """

    def __init__(self, what: Copying, chosen: Callable[[Copying, date], object]) -> None:
        """The day that is most likely meant stands in the field, selected."""
        super().__init__(_title(what), _WIDTH)
        self._what, self._chosen = what, chosen
        self.body.addWidget(PlainLabel(_words(what), tone="muted", wraps=True))
        self.day = DayField(what.today)
        self.day.set_value(_usual(what))
        self.day.selectAll()
        label = _("To the week of") if what.is_week else _("To the day")
        self.frame_ = FieldFrame(label, self.day)
        self.body.addWidget(self.frame_)
        self.preview = PlainLabel("", "strong", wraps=True)
        self.body.addWidget(self.preview)
        self.add_button(cancel_button(self))
        self._go = self.add_button(Button(_("Copy"), "primary", run=self._copy), is_default=True)
        self.day.edited.connect(self._tell)
        self._tell()
        self.day.setFocus()

    def _target(self) -> date | None:
        day = self.day.value()
        return None if day is None else self._what.target(day)

    def _tell(self) -> None:
        target, fault = self._target(), self.day.fault()
        self.frame_.set_problem(fault)
        is_same = target == self._what.source.first
        self._go.setEnabled(target is not None and not is_same and self._what.count > 0)
        if target is None:
            self.preview.setText((fault and " ") or _("Name a day, such as «tomorrow»."))
        elif is_same:
            self.preview.setText(_("That is where it stands."))
        elif self._what.is_week:
            last = target + timedelta(days=_WEEK_DAYS - 1)
            words = _("{first} to {last}, at the same hours")
            today = self._what.today
            self.preview.setText(
                words.format(first=day_short(target, today), last=day_short(last, today))
            )
        else:
            self.preview.setText(_("{day}, at the same hours").format(day=day_long(target)))

    def _copy(self) -> None:
        target = self._target()
        if target is not None and self._go.isEnabled():
            self.done(1)
            self._chosen(self._what, target)


def ask_copy(
    desk: Desk,
    find: Callable[[Record], Copying],
    chosen: Callable[[Copying, date], object],
) -> None:
    """Look up what is to be copied and ask where to."""

    def show(what: Copying) -> None:
        CopyDialog(what, chosen).present()

    desk.ask(find, show, key=("copy", "days"))


def _title(what: Copying) -> str:
    if what.session_id is not None:
        return _("Copy to another day")
    return _("Copy this week") if what.is_week else _("Copy this day")


def _words(what: Copying) -> str:
    length = duration(what.seconds)
    day = day_short(what.source.first, what.today)
    if what.session_id is not None:
        words = _("{length} for {title}, {day}")
        return words.format(length=length, title=what.title or _("study"), day=day)
    if not what.count:
        return _("There is no study in it to copy.")
    words = ngettext("{n} session, {length}", "{n} sessions, {length}", what.count)
    return words.format(n=what.count, length=length)


def _usual(what: Copying) -> date:
    """Today's day or week for what lies behind it, else the next one."""
    step = timedelta(days=what.source.days)
    now = what.target(what.today)
    return now if what.source.first < now else what.source.first + step
