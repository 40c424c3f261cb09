"""Pathways: credentials that stack into a larger one, each step, and how far the whole is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.analytics.pathways import PathwayState, PathwayStep
from tracker.domain.changes import Kind
from tracker.i18n import _, ngettext
from tracker.ui import theme
from tracker.ui.forms import open_form
from tracker.ui.item_models.credentials import logged_of_planned, state_chip
from tracker.ui.menus import LINE, Entry, below, menu
from tracker.ui.numbers import duration, percent
from tracker.ui.parts.actionrow import ActionRow, ActionRows
from tracker.ui.parts.button import Button, icon_button
from tracker.ui.parts.cards import Card
from tracker.ui.parts.chip import Chip
from tracker.ui.parts.clickrow import ClickRow
from tracker.ui.parts.empty import EmptyState
from tracker.ui.parts.flow import WrapGrid
from tracker.ui.parts.labels import ElidedLabel, PlainLabel
from tracker.ui.parts.linkbutton import LinkButton
from tracker.ui.parts.pagescroll import PageScroll
from tracker.ui.parts.progress import Progress

if TYPE_CHECKING:
    from tracker.domain.changes import Changes
    from tracker.record import Record
    from tracker.ui.desk import Desk
    from tracker.ui.pages.credentials.filter import Wanted

_CARD = 400


@dataclass(frozen=True, slots=True)
class _Answer:
    pathways: tuple[PathwayState, ...]
    today: date


class PathwaysView(QWidget):
    """A card for each pathway; what is looked for keeps those that hold it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Empty until `show_wanted`."""
        super().__init__(parent)
        self._desk = desk
        self._cards: dict[int, PathwayCard] = {}
        self._scroll = PageScroll(has_margins=False)
        holder = QWidget()
        self._grid = WrapGrid(column=_CARD, most=2, parent=holder)
        self._add = Button(_("Add pathway"), icon="plus", run=self._add_pathway)
        self._scroll.column.addWidget(holder)
        self._scroll.column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self._scroll.column.addStretch(1)
        self._empty = Card(fills=True)
        self._words = EmptyState(
            _("No pathway yet"),
            _("Some credentials stack into a larger one. Put them into a pathway to see it grow."),
            _("Add pathway"),
            self._add_pathway,
            icon="plan",
        )
        self._empty.body.addWidget(self._words)
        self._none = Card(fills=True)
        self._none.body.addWidget(
            EmptyState(_("Nothing found"), _("No pathway here holds these words."), icon="search")
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self._scroll, self._empty, self._none):
            column.addWidget(part)
        self._empty.hide()
        self._none.hide()

    def show_wanted(self, wanted: Wanted) -> None:
        """Ask for the pathways in which anything fits."""
        self._desk.ask(partial(_answer, wanted), self._show, key=(self, "pathways"))

    def cards(self) -> list[PathwayCard]:
        """The cards that are shown, in order."""
        return list(self._cards.values())

    def _show(self, answer: tuple[_Answer, bool]) -> None:
        found, is_narrow = answer
        made: dict[int, PathwayCard] = {}
        for state in found.pathways:
            card = self._cards.pop(state.id, None) or PathwayCard(self._desk)
            made[state.id] = card
            card.show_pathway(state, found.today)
        for card in self._cards.values():
            card.hide()
            card.deleteLater()
        while self._grid.takeAt(0) is not None:
            pass
        for card in made.values():
            self._grid.addWidget(card)
        self._cards = made
        self._scroll.setVisible(bool(made))
        self._empty.setVisible(not made and not is_narrow)
        self._none.setVisible(not made and is_narrow)

    def _add_pathway(self) -> None:
        open_form(self._desk, Kind.PATHWAY)


class PathwayCard(Card):
    """One pathway: where it leads, how far it is, and its steps in order."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Empty until `show_pathway`."""
        self._menu = icon_button("more", _("More for this pathway"), self._open_menu, is_quiet=True)
        super().__init__(" ", self._menu, parent=parent)
        self._desk = desk
        self._state: PathwayState | None = None
        self._leads = LinkButton("", self._open_result)
        self._progress = Progress()
        self._hours = PlainLabel("", "secondary", "muted", wraps=True)
        self.rows: ActionRows[tuple[PathwayStep, date, bool, bool]] = ActionRows()
        self._add = LinkButton(_("Add step"), self._add_step)
        self._note = PlainLabel("", tone="muted", wraps=True)
        for part in (
            self._leads,
            self._progress,
            self._hours,
            self._note,
            self.rows,
            self._add,
        ):
            self.body.addWidget(part)

    def show_pathway(self, state: PathwayState, today: date) -> None:
        """Show another pathway, or the same as it stands now."""
        self._state = state
        draft = state.row.draft
        self.set_title(draft.title)
        self._menu.setAccessibleName(_("More for «{name}»").format(name=draft.title))
        self._leads.setVisible(state.result is not None)
        if state.result is not None:
            self._leads.setText(_("Leads to {title}").format(title=state.result.title))
            self._leads.updateGeometry()
        done, needed = sum(step.is_done for step in state.needed), len(state.needed)
        words = ngettext("{done} of {n} step earned", "{done} of {n} steps earned", needed)
        text = words.format(done=done, n=needed) if needed else _("no step is needed yet")
        share = percent(state.progress) if state.progress is not None else ""
        tone = "good" if state.progress == 1 else "accent"
        self._progress.show_progress(state.progress, text, share, tone)
        self._hours.setText(hours_words(state))
        self._note.setText(draft.note)
        self._note.setVisible(bool(draft.note))
        last = len(state.steps) - 1
        items = [(step, today, place == 0, place == last) for place, step in enumerate(state.steps)]
        self.rows.show_items(items, self._row)

    def _row(self, item: tuple[PathwayStep, date, bool, bool]) -> ActionRow:
        step, today, is_first, is_last = item
        row = step.credential
        state, kind = state_chip(row, today)
        notes = [_("optional")] if step.is_optional else []
        if row.session_count or row.draft.planned_minutes is not None:
            notes.append(logged_of_planned(row))
        if step.row.draft.weight > 1:
            notes.append(_("weight {n}").format(n=step.row.draft.weight))
        said = ", ".join([row.title, state, *notes])
        line = _StepRow(said, row.id, partial(self._carry, step.id))
        line.add(_words(row.title, " · ".join(notes), is_muted=step.is_optional), 1)
        line.add(Chip(state, kind))
        line.clicked.connect(partial(self._desk.go, "credential", row.id))
        up = () if is_first else (self._carry_entry(step.id, -1),)
        down = () if is_last else (self._carry_entry(step.id, 1),)
        entries = (
            Entry(_("Open"), "credentials", partial(self._desk.go, "credential", row.id)),
            Entry(_("Edit step …"), "edit", partial(self._edit_step, step.id)),
            self._optional_entry(step),
            LINE,
            *up,
            *down,
            LINE,
            Entry(_("Take out of the pathway"), "trash", partial(self._take_out, step.id)),
        )
        return ActionRow(step.id, line, entries)

    def _optional_entry(self, step: PathwayStep) -> Entry:
        words = _("Make it needed") if step.is_optional else _("Make it optional")
        weight = 1 if step.is_optional else 0
        return Entry(words, "flag", partial(self._desk.do, partial(_weigh, step.id, weight)))

    def _carry_entry(self, step_id: int, by: int) -> Entry:
        words, icon = (
            (_("Move up\tAlt+↑"), "chevron-up")
            if by < 0
            else (_("Move down\tAlt+↓"), "chevron-down")
        )
        return Entry(words, icon, partial(self._carry, step_id, by))

    def _carry(self, step_id: int, by: int) -> None:
        if self._state is None:
            return
        order = [step.id for step in self._state.steps]
        place = order.index(step_id)
        if 0 <= place + by < len(order):
            order.insert(place + by, order.pop(place))
            self._desk.do(partial(_arrange, self._state.id, order))

    def _edit_step(self, step_id: int) -> None:
        open_form(self._desk, Kind.PATHWAY_STEP, step_id)

    def _take_out(self, step_id: int) -> None:
        self._desk.do(partial(_remove_step, step_id))

    def _add_step(self) -> None:
        if self._state is not None:
            open_form(
                self._desk,
                Kind.PATHWAY_STEP,
                pathway_id=self._state.id,
                position=len(self._state.steps),
            )

    def _open_result(self) -> None:
        if self._state is not None and self._state.result is not None:
            self._desk.go("credential", self._state.result.id)

    def _open_menu(self) -> None:
        if self._state is None:
            return
        number = self._state.id
        menu(
            (
                Entry(_("Edit …"), "edit", partial(open_form, self._desk, Kind.PATHWAY, number)),
                Entry(_("Add step …"), "plus", self._add_step),
                LINE,
                Entry(_("Delete"), "trash", partial(self._desk.do, partial(_delete, number))),
            ),
            self,
        ).popup(below(self._menu))


class _StepRow(ClickRow):
    """The line of a step; Alt with up or down carries it."""

    def __init__(self, name: str, key: int, carry: partial[None]) -> None:
        super().__init__(name, key)
        self._carry = carry

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Up and Alt+Down change the order."""
        is_alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if is_alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._carry(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)


def hours_words(state: PathwayState) -> str:
    """What was studied for the whole, and what its plans leave to do."""
    done = duration(state.logged_seconds)
    left = state.seconds_left
    if left is None:
        return _("{done} of study; what is left is unknown, since a step has no plan").format(
            done=done
        )
    if not left:
        return _("{done} of study").format(done=done)
    return _("{done} of study, {left} left by the plans").format(done=done, left=duration(left))


def _words(title: str, note: str, *, is_muted: bool) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.HAIRLINE)
    column.addWidget(ElidedLabel(title, tone="muted" if is_muted else "ink"))
    if note:
        column.addWidget(ElidedLabel(note, "secondary", "muted", lines=2))
    return holder


def _answer(wanted: Wanted, record: Record) -> tuple[_Answer, bool]:
    states: Sequence[PathwayState] = record.pathways.states()
    if wanted.is_any:
        fitting = {row.id for row in wanted.rows(record)}
        text = wanted.text.casefold()

        def fits(state: PathwayState) -> bool:
            numbers = {step.credential.id for step in state.steps}
            if state.result is not None:
                numbers.add(state.result.id)
            is_named = text in state.row.draft.title.casefold() if text else False
            return bool(numbers & fitting) or (is_named and not wanted.is_narrow)

        states = [state for state in states if fits(state)]
    return _Answer(tuple(states), record.ground.today()), wanted.is_any


def _weigh(step_id: int, weight: int, record: Record) -> Changes:
    return record.pathway_steps.change(step_id, weight=weight)


def _arrange(pathway_id: int, order: Sequence[int], record: Record) -> Changes:
    return record.pathways.arrange(pathway_id, order)


def _remove_step(step_id: int, record: Record) -> Changes:
    return record.pathway_steps.delete(step_id)


def _delete(pathway_id: int, record: Record) -> Changes:
    return record.pathways.delete(pathway_id)
