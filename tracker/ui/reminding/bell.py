"""The bell of the top bar: how much waits, and the list of it."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.analytics.reminders import Reminder, ReminderKind
from tracker.domain.changes import Kind
from tracker.i18n import _, ngettext
from tracker.ui import theme
from tracker.ui.dialogs.base import Dialog, cancel_button
from tracker.ui.menus import Entry, below, menu
from tracker.ui.numbers import count
from tracker.ui.parts.badge import Badge
from tracker.ui.parts.button import Button, icon_button
from tracker.ui.parts.cards import Rule
from tracker.ui.parts.chip import Chip
from tracker.ui.parts.empty import EmptyState
from tracker.ui.parts.labels import ElidedLabel, PlainLabel, plain_tip
from tracker.ui.reminding.reminders import Reminders
from tracker.ui.reminding.words import chip_of, icon_of, sentence, title_of

if TYPE_CHECKING:
    from tracker.ui.desk import Desk

_WIDTH = 600
_DOT = 8


class Bell(QWidget):
    """A bell with a dot while something waits; it holds the window's reminders."""

    def __init__(self, desk: Desk) -> None:
        """Looks at once."""
        super().__init__()
        self._desk = desk
        self.reminders = Reminders(desk, self)
        self.button = _BellButton(self.open)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button)
        self.setFocusProxy(self.button)
        self.reminders.changed.connect(self._show)
        self._show()
        self.reminders.begin()

    def open(self) -> None:
        """Show what waits."""
        RemindersDialog(self._desk, self.reminders).present()

    def _show(self) -> None:
        self.button.show_count(len(self.reminders.waiting()))


class _BellButton(Button):
    """The button itself, which paints a dot over the bell."""

    def __init__(self, run: object) -> None:
        super().__init__(kind="quiet", icon="bell", name=_("Reminders"), run=run)  # type: ignore[arg-type]
        self._count = 0

    def show_count(self, number: int) -> None:
        self._count = number
        text = ngettext("Reminders: {n} waits", "Reminders: {n} wait", number)
        name = text.format(n=count(number)) if number else _("Reminders: nothing waits")
        self.setAccessibleName(name)
        self.setToolTip(plain_tip(name))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The bell, and the dot."""
        super().paintEvent(event)
        if not self._count:
            return
        look, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = look.px(_DOT)
        x = self.width() / 2 - side - look.px(2) if self.isRightToLeft() else self.width() / 2
        box = QRectF(x + look.px(1), self.height() / 2 - side - look.px(1), side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("background"))
        painter.drawEllipse(box.adjusted(-1.5, -1.5, 1.5, 1.5))
        painter.setBrush(look.color("money"))
        painter.drawEllipse(box)


class RemindersDialog(Dialog):
    """What waits, each to be opened, put off or dismissed."""

    def __init__(self, desk: Desk, reminders: Reminders) -> None:
        """As it is known now; it follows what changes."""
        super().__init__(_("Reminders"), _WIDTH, is_scrolled=True)
        self._desk, self._reminders = desk, reminders
        self._rows: list[ReminderRow] = []
        self.list = QVBoxLayout()
        self.list.setSpacing(theme.GAP_SMALL)
        self.body.addLayout(self.list)
        self.empty = EmptyState(
            _("Nothing waits"),
            _(
                "Exams, last valid days, claims, goals at risk and planned study come up here in"
                " time."
            ),
            icon="bell",
        )
        self.body.addWidget(self.empty)
        self.body.addStretch(1)
        self.choose = Button(_("Choose kinds…"), run=self._settings)
        self.buttons.addWidget(self.choose)
        self.buttons.addStretch(1)
        self.all_button = Button(_("Dismiss all"), run=reminders.dismiss_all)
        self.add_button(self.all_button)
        self.close_button = self.add_button(cancel_button(self, _("Close")), is_default=True)
        reminders.changed.connect(self._show)
        self._show()
        first = self._rows[0].open_button if self._rows else self.close_button
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def rows(self) -> list[ReminderRow]:
        """The rows that are listed."""
        return list(self._rows)

    def _show(self) -> None:
        had = next((n for n, row in enumerate(self._rows) if row.has_keyboard()), None)
        while (item := self.list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        waiting = self._reminders.waiting()
        today = self._reminders.today() or date.min
        self._rows = []
        for place, one in enumerate(waiting):
            if place:
                self.list.addWidget(Rule())
            row = ReminderRow(one, today)
            row.open_button.clicked.connect(partial(self._open, one))
            row.dismiss_button.clicked.connect(partial(self._reminders.dismiss, one.key))
            row.later_button.clicked.connect(partial(self._later, row))
            self._rows.append(row)
            self.list.addWidget(row)
        self.empty.setVisible(not waiting)
        self.all_button.setEnabled(bool(waiting))
        if had is not None:
            # The keyboard goes to what took the place of the row that went.
            after = self._rows[min(had, len(self._rows) - 1)] if self._rows else None
            target = after.dismiss_button if after is not None else self.close_button
            target.setFocus(Qt.FocusReason.TabFocusReason)
        self.refit()

    def _open(self, one: Reminder) -> None:
        desk = self._desk
        self.accept()
        show(desk, one)

    def _later(self, row: ReminderRow) -> None:
        key = row.one.key
        choices = (
            (_("In an hour"), timedelta(hours=1)),
            (_("Tomorrow"), timedelta(days=1)),
            (_("In a week"), timedelta(days=7)),
        )
        entries = [
            Entry(text, "clock-plus", partial(self._reminders.put_off, key, by))
            for text, by in choices
        ]
        menu(entries, self).popup(below(row.later_button))

    def _settings(self) -> None:
        desk = self._desk
        self.accept()
        desk.go("settings")


class ReminderRow(QWidget):
    """One reminder: what, when, and what can be done with it."""

    def __init__(self, one: Reminder, today: date) -> None:
        super().__init__()
        self.one = one
        title, text = title_of(one), sentence(one, today)
        self.setAccessibleName(_("{title}: {text}").format(title=title, text=text))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.GAP_SMALL)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(Badge(icon_of(one)), 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(1)
        texts.addWidget(ElidedLabel(title, "strong"))
        texts.addWidget(PlainLabel(text, "secondary", "muted", wraps=True))
        row.addLayout(texts, 1)
        words, kind = chip_of(one)
        row.addWidget(Chip(words, kind), 0, Qt.AlignmentFlag.AlignTop)
        self.open_button = icon_button("chevron-right", _("Open «{title}»").format(title=title))
        self.later_button = icon_button(
            "clock-plus", _("Remind me of «{title}» later").format(title=title)
        )
        self.dismiss_button = icon_button("check", _("Dismiss «{title}»").format(title=title))
        for button in (self.open_button, self.later_button, self.dismiss_button):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(row)

    def has_keyboard(self) -> bool:
        """Whether one of its buttons has the keyboard."""
        buttons = (self.open_button, self.later_button, self.dismiss_button)
        return any(button.hasFocus() for button in buttons)


def show(desk: Desk, one: Reminder) -> None:
    """Show what a reminder is about."""
    from tracker.ui.forms import open_form

    if one.kind is ReminderKind.CLAIM:
        open_form(desk, Kind.REIMBURSEMENT, one.row_id)
    elif one.kind is ReminderKind.BLOCK:
        open_form(desk, Kind.PLANNED_BLOCK, one.row_id)
    elif one.kind is ReminderKind.GOAL:
        desk.go("plan")
    else:
        desk.go("credential", one.row_id)
