"""The card of what is picked in the study log."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from tracker.analytics.studydays import Fate, Planned, StudyDays
from tracker.domain.study import StudyRow
from tracker.i18n import _, dotted
from tracker.ui import theme
from tracker.ui.numbers import day_long, duration, weekday_long
from tracker.ui.pages.study_log.blocks import planned_title, span, span_of, title_of
from tracker.ui.parts.button import Button, icon_button
from tracker.ui.parts.cards import Card
from tracker.ui.parts.facts import Facts
from tracker.ui.parts.flow import FlowLayout
from tracker.ui.parts.labels import PlainLabel
from tracker.ui.parts.menu import Menu


class SelectedCard(Card):
    """What is picked in the grid, and what can be done with it."""

    edited = Signal()
    deleted = Signal()
    copied = Signal(int)
    copy_asked = Signal()
    logged = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hidden until something is picked."""
        super().__init__(_("Selected"), parent=parent)
        self.body.setSpacing(theme.GAP_SMALL)
        self._facts = Facts()
        self._note = PlainLabel("", tone="muted", wraps=True)
        self._log = Button(_("Log it"), "primary", run=self.logged.emit)
        self._edit = Button(_("Edit"), run=self.edited.emit)
        self._copy_menu = Menu(self)
        self._copy_menu.triggered.connect(self._copy)
        self._copy_button = Button(_("Copy"))
        self._copy_button.setMenu(self._copy_menu)
        self._delete = icon_button("trash", _("Delete"), self.deleted.emit)
        holder = QWidget()
        flow = FlowLayout(theme.GAP_SMALL, holder)
        for button in (self._log, self._edit, self._copy_button, self._delete):
            flow.addWidget(button)
        for widget in (self._facts, self._note, holder):
            self.body.addWidget(widget)
        self.hide()

    def show_session(self, row: StudyRow, answer: StudyDays, changed: str = "") -> None:
        """Show a study session; `changed` says when it was changed, as far as that is known."""
        self.set_title(title_of(row))
        self._facts.show_facts(_session_facts(row, answer, changed))
        self._note.setText(row.note)
        self._note.setVisible(bool(row.note))
        self._log.hide()
        self._edit.setText(_("Edit"))
        self._copy_button.show()
        self._copy_menu.clear()
        for words, days in _copies(row, answer):
            self._copy_menu.addAction(words).setData(days)
        self._copy_menu.addAction(_("To another day…")).setData(None)
        self.show()

    def show_planned(self, planned: Planned, answer: StudyDays) -> None:
        """Show a planned block."""
        draft = planned.block.draft
        self.set_title(_("planned: {title}").format(title=planned_title(planned, answer)))
        end = draft.start.after(draft.seconds)
        facts: list[tuple[str, str | QWidget]] = [
            (weekday_long(planned.day), span(draft.start, end.at)),
            (_("Length"), duration(draft.seconds)),
        ]
        if draft.activity:
            facts.append((_("Activity"), draft.activity))
        missed = planned.fate is Fate.MISSED
        facts.append((_("State"), _("missed") if missed else _("ahead")))
        self._facts.show_facts(facts)
        self._note.setText(draft.note)
        self._note.setVisible(bool(draft.note))
        self._log.setVisible(missed)
        self._edit.setText(_("Move…"))
        self._copy_button.hide()
        self.show()

    def _copy(self, action: QAction) -> None:
        days = action.data()
        if days is None:
            self.copy_asked.emit()
        else:
            self.copied.emit(days)


def _session_facts(
    row: StudyRow, answer: StudyDays, changed: str
) -> list[tuple[str, str | QWidget]]:
    facts: list[tuple[str, str | QWidget]] = [
        (weekday_long(row.day), span_of(row) or duration(row.seconds))
    ]
    if row.start is not None and row.pause_seconds:
        facts.append((_("Studied"), duration(row.seconds)))
        facts.append((_("Paused"), duration(row.pause_seconds)))
    elif row.start is not None:
        facts.append((_("Length"), duration(row.seconds)))
    if len(row.shares) > 1:
        parts = (_("{title} {weight}").format(title=s.title, weight=s.weight) for s in row.shares)
        facts.append((_("Shared"), dotted(parts)))
    if row.activity:
        facts.append((_("Activity"), row.activity))
    if row.tags:
        facts.append((_("Tags"), " ".join(f"#{tag}" for tag in row.tags)))
    if row.focus is not None:
        facts.append((_("Focus"), _("{n} of 5").format(n=row.focus)))
    if row.start is not None and row.start.zone != answer.now.zone:
        facts.append((_("Zone"), row.start.zone))
    facts.append((_("Entered"), row.entry.text))
    if row.source:
        facts.append((_("From"), row.source))
    if changed:
        facts.append((_("Changed"), changed))
    return facts


def _copies(row: StudyRow, answer: StudyDays) -> list[tuple[str, int]]:
    """Where a session may be copied to, with the days that lie between; never onto itself."""
    offers = [
        (_("To today"), (answer.today - row.day).days),
        (_("To the next day, {day}").format(day=day_long(row.day + timedelta(days=1))), 1),
        (_("A week later, {day}").format(day=day_long(row.day + timedelta(days=7))), 7),
    ]
    return [(words, days) for words, days in offers if days != 0]
