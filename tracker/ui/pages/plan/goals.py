"""The card of the goals."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.analytics.goals import GoalState, Outcome
from tracker.domain.changes import Changes, Kind
from tracker.i18n import _
from tracker.ui.forms import open_form
from tracker.ui.menus import LINE, Entry
from tracker.ui.numbers import percent
from tracker.ui.pages.plan.words import goal_past, goal_progress, goal_title
from tracker.ui.parts.actionrow import ActionRow, ActionRows
from tracker.ui.parts.cards import Card
from tracker.ui.parts.chip import Chip
from tracker.ui.parts.clickrow import ClickRow
from tracker.ui.parts.empty import EmptyState
from tracker.ui.parts.labels import ElidedLabel
from tracker.ui.parts.linkbutton import LinkButton
from tracker.ui.parts.pastmarks import PastMarks
from tracker.ui.parts.ring import Ring

if TYPE_CHECKING:
    from tracker.analytics.plan import PlanView
    from tracker.record import Record
    from tracker.ui.desk import Desk

_MARKS = {Outcome.HIT: True, Outcome.MISSED: False, Outcome.OPEN: None}


class GoalsCard(Card):
    """Each goal with a ring for the period that runs and marks for those before."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Empty until `show_view`."""
        add = partial(open_form, desk, Kind.GOAL)
        super().__init__(_("Goals"), LinkButton(_("Set a goal"), add), parent=parent)
        self._desk = desk
        self.body.setSpacing(0)
        self.rows: ActionRows[tuple[GoalState, date]] = ActionRows()
        self._empty = EmptyState(
            _("No goal yet"),
            _("So much study a week, or a day, or for one credential: what would be enough?"),
            _("Set goal"),
            add,
            icon="flag",
        )
        self.body.addSpacing(10)
        self.body.addWidget(self.rows)
        self.body.addWidget(self._empty)
        self._empty.hide()

    def show_view(self, view: PlanView) -> None:
        """Show the goals; those that hold first."""
        self.rows.show_items([(state, view.day) for state in view.goals], self._row)
        self._empty.setVisible(not view.goals)

    def _row(self, item: tuple[GoalState, date]) -> ActionRow:
        state, today = item
        title, done = goal_title(state), goal_progress(state, today)
        is_running = not (state.is_ahead or state.is_over)
        number = state.goal.id
        past = goal_past(state)
        share = percent(state.progress.share) if is_running else ""
        line = ClickRow(", ".join(p for p in (title, done, share, past) if p), number, inset=10)
        is_met = state.progress.left_seconds == 0
        ring = Ring(state.progress.share if is_running else None, "good" if is_met else "accent")
        line.add(ring)
        words = ElidedLabel(title, "strong", lines=3)
        line.add(_two(words, ElidedLabel(done, "secondary", "muted", lines=3)), 1)
        if is_running and is_met:
            line.add(Chip(_("reached"), "good"))
        if not state.is_ahead:
            marks = PastMarks([_MARKS[one.outcome] for one in state.past], past)
            below = ElidedLabel(past, "secondary", "muted", lines=2)
            line.add(_two(marks, below))
        edit = partial(open_form, self._desk, Kind.GOAL, number)
        line.clicked.connect(edit)
        delete = partial(self._desk.do, partial(_delete, number))
        entries = (
            Entry(_("Edit…"), "edit", edit),
            LINE,
            Entry(_("Delete"), "trash", delete),
        )
        return ActionRow(number, line, entries)


def _two(above: QWidget, below: QWidget) -> QWidget:
    """Two things above one another, in the middle of a line's height."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addStretch(1)
    keeps_size = isinstance(above, PastMarks)
    column.addWidget(above, 0, Qt.AlignmentFlag.AlignLeading if keeps_size else Qt.AlignmentFlag(0))
    column.addWidget(below)
    column.addStretch(1)
    return holder


def _delete(number: int, record: Record) -> Changes:
    return record.goals.delete(number)
