"""The card of planned study: what is ahead, and what became of the last week."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.analytics.studydays import Fate, Planned
from tracker.domain.changes import Changes, Kind
from tracker.domain.instants import Moment, WallTimeGap
from tracker.domain.study import Share
from tracker.domain.words import BlockState
from tracker.i18n import _
from tracker.ui import theme
from tracker.ui.forms import open_form
from tracker.ui.menus import LINE, Entry
from tracker.ui.pages.plan.words import block_chip, block_title, block_when
from tracker.ui.parts.actionrow import ActionRow, ActionRows
from tracker.ui.parts.cards import Card
from tracker.ui.parts.chip import Chip
from tracker.ui.parts.clickrow import ClickRow
from tracker.ui.parts.empty import EmptyState
from tracker.ui.parts.labels import ElidedLabel, PlainLabel
from tracker.ui.parts.linkbutton import LinkButton

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.analytics.plan import PlanView
    from tracker.record import Record
    from tracker.ui.desk import Desk

_DAY = timedelta(days=1)

# A block with its title, on the day of today.
_Item = tuple[Planned, str, date]


class BlocksCard(Card):
    """The blocks of the coming two weeks, then those of the last one, newest first."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Empty until `show_view`."""
        add = partial(open_form, desk, Kind.PLANNED_BLOCK)
        super().__init__(_("Planned study"), LinkButton(_("Plan study"), add), parent=parent)
        self._desk = desk
        self.body.setSpacing(0)
        self.ahead: ActionRows[_Item] = ActionRows()
        self.past: ActionRows[_Item] = ActionRows()
        self._none_ahead = PlainLabel(
            _("Nothing is planned in the coming two weeks."), tone="muted", wraps=True
        )
        self._past_title = PlainLabel(_("The last seven days"), "strong")
        self._empty = EmptyState(
            _("Nothing planned"),
            _("A time that you set aside is half the way. What you miss is not held against you."),
            _("Plan study"),
            add,
            icon="calendar",
        )
        if self._empty.button is not None:
            # The one step that comes first is the goal.
            self._empty.button.set_kind("plain")
        self.body.addSpacing(10)
        self.body.addWidget(self._none_ahead)
        self.body.addWidget(self.ahead)
        self._gap = QWidget()
        self._gap.setFixedHeight(theme.GAP_WIDE)
        self.body.addWidget(self._gap)
        self.body.addWidget(self._past_title)
        self.body.addSpacing(theme.GAP_TINY)
        self.body.addWidget(self.past)
        self.body.addWidget(self._empty)
        for widget in (self._none_ahead, self._gap, self._past_title, self._empty):
            widget.hide()

    def show_view(self, view: PlanView) -> None:
        """Show the blocks with what became of each."""
        ahead = [one for one in view.blocks if one.day >= view.day]
        past = [one for one in reversed(view.blocks) if one.day < view.day]
        for rows, blocks in ((self.ahead, ahead), (self.past, past)):
            items = [(one, block_title(one, view), view.day) for one in blocks]
            rows.show_items(items, self._row)
        self._empty.setVisible(not view.blocks)
        self._none_ahead.setVisible(bool(past) and not ahead)
        for widget in (self._gap, self._past_title):
            widget.setVisible(bool(past))

    def _row(self, item: _Item) -> ActionRow:
        one, title, today = item
        number, when = one.block.id, block_when(one)
        chip, kind = block_chip(one, today)
        line = ClickRow(f"{title}, {when}, {chip}", number, inset=theme.GAP_SMALL)
        line.add(_words(title, when), 1)
        line.add(Chip(chip, kind))
        deeds = self._deeds(one)
        line.clicked.connect(deeds["edit"])
        links = []
        if one.fate is Fate.MISSED:
            links = [
                LinkButton(_("Log it"), deeds["log"]),
                LinkButton(_("Mark as kept"), deeds["keep"]),
                LinkButton(_("Move…"), deeds["move"]),
                LinkButton(_("Drop"), deeds["drop"]),
            ]
            for link in links:
                link.setAccessibleDescription(title)
        entries = [
            Entry(_("Edit…"), "edit", deeds["edit"]),
            Entry(_("Log it…"), "clock-plus", deeds["log"]),
            Entry(_("Move…"), "calendar", deeds["move"]),
        ]
        if one.block.draft.state is not BlockState.KEPT:
            entries.append(Entry(_("Mark as kept"), "check", deeds["keep"]))
        else:
            entries.append(Entry(_("No longer mark as kept"), "undo", deeds["reopen"]))
        entries += [
            Entry(_("Drop"), "archive", deeds["drop"]),
            LINE,
            Entry(_("Delete"), "trash", deeds["delete"]),
        ]
        return ActionRow(number, line, entries, links)

    def _deeds(self, one: Planned) -> dict[str, Callable[[], object]]:
        desk, block = self._desk, one.block
        draft, number = block.draft, block.id
        shares = () if draft.credential_id is None else (Share(draft.credential_id),)
        log = partial(
            open_form,
            desk,
            Kind.STUDY_SESSION,
            start=draft.start,
            seconds=draft.seconds,
            shares=shares,
            topic="" if shares else draft.title,
            activity=draft.activity,
        )
        return {
            "edit": partial(open_form, desk, Kind.PLANNED_BLOCK, number),
            "log": log,
            "move": partial(
                open_form, desk, Kind.PLANNED_BLOCK, number, start=next_day(draft.start)
            ),
            "keep": partial(desk.do, partial(_keep, number)),
            "reopen": partial(desk.do, partial(_reopen, number)),
            "drop": partial(desk.do, partial(_drop, number)),
            "delete": partial(desk.do, partial(_delete, number)),
        }


def next_day(start: Moment) -> Moment:
    """The same wall time a day later; after the gap where clocks are put forward over it."""
    try:
        return Moment.from_wall(start.wall + _DAY, start.zone)
    except WallTimeGap as gap:
        return gap.later


def _words(title: str, when: str) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(1)
    column.addWidget(ElidedLabel(title, lines=2))
    column.addWidget(ElidedLabel(when, "secondary", "muted", is_tabular=True, lines=2))
    return holder


def _keep(number: int, record: Record) -> Changes:
    return record.planned_blocks.keep(number)


def _drop(number: int, record: Record) -> Changes:
    return record.planned_blocks.drop(number)


def _reopen(number: int, record: Record) -> Changes:
    return record.planned_blocks.reopen(number)


def _delete(number: int, record: Record) -> Changes:
    return record.planned_blocks.delete(number)
