"""The first look at a new record: three questions at most, the sample world, or an import.

One calm screen over the window. Every question can be left as it is; nothing leaves the computer.
"""

from __future__ import annotations

import sys
from datetime import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QObject, QProcess, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tracker import paths
from tracker.domain.changes import Changes
from tracker.domain.currencies import currencies
from tracker.errors import TrackerError
from tracker.i18n import _
from tracker.ui import commands, icons, theme
from tracker.ui.numbers import first_weekday, hours, time_short
from tracker.ui.parts.button import Button
from tracker.ui.parts.cards import Card
from tracker.ui.parts.fields import ChoiceField, FieldFrame, LineField
from tracker.ui.parts.flow import FlowLayout
from tracker.ui.parts.labels import PlainLabel
from tracker.ui.parts.notice import Notice
from tracker.ui.parts.pagescroll import PageScroll
from tracker.ui.parts.segmented import Segmented

if TYPE_CHECKING:
    from tracker.ui.desk import Desk

SETTING = "begun"
SAMPLE_NAME = "sample-world.cairn"
_WIDTH = 560
_LOGO = 56
# Hours of study a week that people with a job aim at; any other can be set under Plan.
_GOALS = (2, 4, 6, 8, 10)
_USUAL_GOAL = "0"
# The hours at which a person's day may begin.
_DAY_STARTS = (0, 2, 3, 4, 5, 6)
_LETTERS = 200


def is_wanted(desk: Desk) -> bool:
    """Whether this installation has not shown it for this record yet."""
    begun = desk.settings.get(SETTING)
    return str(desk.record.path) not in (begun if isinstance(begun, list) else [])


class FirstRun(QWidget):
    """Lies over the whole window until it is answered. `done` tells that it is."""

    done = Signal()

    def __init__(self, desk: Desk, window: QWidget) -> None:
        """Fields filled from what the system says; nothing is written before «Begin»."""
        super().__init__(window)
        self._desk = desk
        self._is_busy = False
        self.setAccessibleName(_("Welcome to Cairn"))
        scroll = PageScroll()
        scroll.content.setMaximumWidth(theme.current().px(_WIDTH))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        column = scroll.column
        column.addStretch(1)
        column.addWidget(_Logo(), 0, Qt.AlignmentFlag.AlignHCenter)
        title = PlainLabel(_("Welcome to Cairn"), "title", wraps=True)
        words = PlainLabel(
            _("Your record is one file on this computer. Leave anything open; it can wait."),
            tone="muted",
            wraps=True,
        )
        for label in (title, words):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addWidget(self._questions())
        column.addWidget(self._others())
        column.addStretch(2)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        self.what.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin(self) -> None:
        """Write what was answered, if anything was, and go on to Today."""
        if self._is_busy:
            return
        self._is_busy = True
        title = self.what.text().strip()
        minutes = int(self.goal.current()) * 60 or None
        settings = {
            "currency": self.currency.currentData(),
            "day_starts_at": self.day.currentData(),
            "first_weekday": first_weekday(),
        }
        self._desk.do(
            lambda record: record.beginning.begin(title, minutes, **settings),
            self._begun,
            self._not_begun,
        )

    def look_around(self) -> None:
        """Open the sample world, a record of its own, in a window of its own."""
        if self._is_busy:
            return
        self._is_busy = True
        self.sample.setEnabled(False)
        self.told.say(_("The sample world is being written…"))
        path = sample_path()
        self._desk.tasks.run(lambda _job: _write_sample(path), self._sample_there, self._no_sample)

    def bring_in(self) -> None:
        """Begin with what other programs have kept."""
        self._leave()
        commands.open_import(self._desk)

    def event(self, event: QEvent) -> bool:
        """No single key of the window is meant while this is to be answered."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter begins, wherever the keyboard is; Esc leaves all open and goes on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.begin()
        elif event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground, over everything."""
        QPainter(self).fillRect(self.rect(), theme.current().color("background"))

    def _questions(self) -> Card:
        card = Card()
        card.body.setSpacing(theme.GAP_WIDE)
        self.what = LineField("", _("Certified Kubernetes Administrator"))
        self.what.setMaxLength(_LETTERS)
        card.body.addWidget(FieldFrame(_("What are you working on?"), self.what))
        choices = [(str(n), hours(n * 60)) for n in _GOALS]
        self.goal = Segmented(
            [(_USUAL_GOAL, _("No goal")), *choices], _("A goal for the week"), wraps=True
        )
        self.goal.pick(_USUAL_GOAL)
        card.body.addWidget(_Named(_("How much study a week would be enough?"), self.goal))
        self.currency = ChoiceField()
        own = QLocale().currencySymbol(QLocale.CurrencySymbolFormat.CurrencyIsoCode)
        for code in currencies():
            self.currency.addItem(code, code)
        wanted = own if own in currencies() else "EUR"
        self.currency.setCurrentIndex(self.currency.findData(wanted))
        self.day = ChoiceField()
        for hour in _DAY_STARTS:
            text = _("Midnight") if hour == 0 else time_short(time(hour))
            self.day.addItem(text, hour * 60)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP_WIDE)
        row.addWidget(FieldFrame(_("Currency"), self.currency), 1)
        row.addWidget(FieldFrame(_("Your day begins at"), self.day), 1)
        card.body.addLayout(row)
        self.notice = Notice()
        self.told = Notice("", "accent", "info")
        card.body.addWidget(self.notice)
        card.body.addWidget(self.told)
        self.begin_button = Button(_("Begin"), "primary", run=self.begin)
        self.begin_button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        card.body.addWidget(self.begin_button)
        return card

    def _others(self) -> QWidget:
        holder = QWidget()
        holder.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        flow = FlowLayout(theme.GAP_SMALL, holder)
        self.sample = Button(
            _("Look around in the sample world"), "quiet", icon="today", run=self.look_around
        )
        self.bring = Button(_("Import what you have"), "quiet", icon="import", run=self.bring_in)
        flow.addWidget(self.sample)
        flow.addWidget(self.bring)
        return holder

    def _begun(self, _changes: Changes) -> None:
        self._leave()

    def _not_begun(self, error: BaseException) -> None:
        self._is_busy = False
        self.told.say("")
        if isinstance(error, TrackerError):
            self.notice.say(str(error))
        else:
            self._desk.failed.emit(error)

    def _sample_there(self, path: Path) -> None:
        self._is_busy = False
        self.sample.setEnabled(True)
        open_another_window(path)
        self.told.say(
            _("The sample world opens in a window of its own; nothing of it is in your record.")
        )

    def _no_sample(self, error: BaseException) -> None:
        self.sample.setEnabled(True)
        self._not_begun(error)

    def _leave(self) -> None:
        kept = self._desk.settings.get(SETTING)
        begun = [one for one in kept if isinstance(one, str)] if isinstance(kept, list) else []
        path = str(self._desk.record.path)
        self._desk.settings.set(SETTING, [*(one for one in begun if one != path), path])
        window = self.parentWidget()
        if window is not None:
            window.removeEventFilter(self)
        self.hide()
        self.done.emit()
        self.deleteLater()


class _Named(QWidget):
    """A group of choices under its question."""

    def __init__(self, text: str, choices: QWidget) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_SMALL)
        column.addWidget(PlainLabel(text, "secondary", "muted", wraps=True))
        column.addWidget(choices)


class _Logo(QWidget):
    """The stack of stones."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = theme.current().px(_LOGO)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        icons.paint(QPainter(self), QRectF(self.rect()), icons.LOGO)


def sample_path() -> Path:
    """Where the sample world lies: a record of its own, beside the person's."""
    return paths.data_dir() / SAMPLE_NAME


def _write_sample(path: Path) -> Path:
    """Write the sample world where it is not there yet."""
    from datetime import date

    from tracker.record import Record
    from tracker.services import sample_world

    with Record.open(path, source="window") as record:
        if record.beginning.is_new():
            sample_world.build(record, date.today())  # noqa: DTZ011 - the computer's own day
    return path


def open_another_window(path: Path) -> None:
    """Open the record at `path` in a window, and a program, of its own."""
    QProcess.startDetached(sys.executable, ["-m", "tracker", "--record", str(path)])


def show_where_new(desk: Desk, window: QWidget) -> None:
    """Show the first look over `window` where the record is new to the person."""
    if is_wanted(desk) and not desk.record.is_read_only:
        desk.ask(
            lambda record: record.beginning.is_new(), partial(_show_if, desk, window), key="begin"
        )


def _show_if(desk: Desk, window: QWidget, is_new: bool) -> None:
    if is_new:
        FirstRun(desk, window)
