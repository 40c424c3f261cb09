"""Plan: what is meant to be done, and what has its day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from tracker.analytics.deadlines import DueKind
from tracker.analytics.plan import PlanView
from tracker.domain.changes import Kind
from tracker.i18n import _
from tracker.ui import theme
from tracker.ui.forms import open_form
from tracker.ui.item_models.plan import DEADLINES, DueRow, due_rows
from tracker.ui.item_models.rows import RowModel
from tracker.ui.page import Page
from tracker.ui.pages.plan.blocks import BlocksCard
from tracker.ui.pages.plan.goals import GoalsCard
from tracker.ui.pages.plan.renewals import RenewalsCard
from tracker.ui.pages.plan.streak import StreakCard
from tracker.ui.pages.plan.words import subtitle
from tracker.ui.pages.today.cards import Welcome
from tracker.ui.parts.cards import Card
from tracker.ui.parts.empty import EmptyState
from tracker.ui.parts.flow import Columns
from tracker.ui.parts.pagehead import PageHead
from tracker.ui.parts.table import TALL_ROW, Table

if TYPE_CHECKING:
    from tracker.record import Record
    from tracker.services.planning import RuleSource
    from tracker.ui.desk import Desk

_WIDE, _NARROW, _STACK_BELOW = 60, 40, 900
# More deadlines than this scroll in their own table.
_MOST_DEADLINES = 10
# A block is missed once it is over, and a person's day may begin at any minute.
_LOOK_EVERY_MS = 60_000


@dataclass(frozen=True, slots=True)
class _Answer:
    view: PlanView
    sources: Mapping[int, RuleSource]


class PlanPage(Page):
    """Goals, planned study and renewals; streak, rest and deadlines beside them."""

    shows = frozenset(
        {
            Kind.GOAL,
            Kind.REST_DAY,
            Kind.PLANNED_BLOCK,
            Kind.STUDY_SESSION,
            Kind.STUDY_SHARE,
            Kind.CREDENTIAL,
            Kind.MODULE,
            Kind.EXAM_ATTEMPT,
            Kind.RENEWAL,
            Kind.RENEWAL_CYCLE,
            Kind.RENEWAL_CREDIT,
            Kind.EXPENSE,
            Kind.REIMBURSEMENT,
            Kind.SUBSCRIPTION,
            Kind.RECORD_SETTING,
        }
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """The empty room; asks when it is first seen."""
        super().__init__(desk, parent)
        self.head = PageHead(_("Plan"), " ")
        self.column.addWidget(self.head)
        self.goals, self.blocks = GoalsCard(desk), BlocksCard(desk)
        self.renewals, self.streak = RenewalsCard(desk), StreakCard(desk)
        self.deadlines = DeadlinesCard()
        self.deadlines.chosen.connect(self._open_due)
        left = _stacked(self.goals, self.blocks, self.renewals)
        right = _stacked(self.streak, self.deadlines)
        self._cards = Columns([(left, _WIDE), (right, _NARROW)], _STACK_BELOW)
        self.column.addWidget(self._cards)
        self.welcome = self._first_steps()
        self.column.addWidget(self.welcome)
        self.column.addStretch(1)
        self._cards.hide()
        self.welcome.hide()
        self._clock = QTimer(self)
        self._clock.setInterval(_LOOK_EVERY_MS)
        self._clock.timeout.connect(self._look)
        self._view: PlanView | None = None
        self._left: list[Callable[[], object]] = []
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._fill)

    def refresh(self) -> None:
        """Ask for all that is shown in one look at the record."""
        self.desk.ask(_ask, self._show, key=(self, "plan"))

    def showEvent(self, event: QShowEvent) -> None:
        """While it is seen it keeps an eye on the time."""
        super().showEvent(event)
        self._clock.start()
        self._look()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing to look at where nobody looks."""
        super().hideEvent(event)
        self._clock.stop()

    def _first_steps(self) -> Welcome:
        return Welcome(
            [
                (
                    "flag",
                    _("Set a goal"),
                    _("How much study a week would be enough? You see it grow, day by day."),
                    _("Set goal"),
                    partial(open_form, self.desk, Kind.GOAL),
                ),
                (
                    "calendar",
                    _("Plan study"),
                    _("Set a time aside. What you miss is not held against you."),
                    _("Plan study"),
                    partial(open_form, self.desk, Kind.PLANNED_BLOCK),
                ),
                (
                    "credentials",
                    _("Add a credential"),
                    _("Its exam, its target and its last valid day appear here by themselves."),
                    _("Add credential"),
                    partial(open_form, self.desk, Kind.CREDENTIAL),
                ),
            ]
        )

    def _show(self, answer: _Answer) -> None:
        view = self._view = answer.view
        is_empty = view.is_empty
        self.head.set_subtitle(
            _("Nothing is planned yet: three ways to begin") if is_empty else subtitle(view)
        )
        self._cards.setVisible(not is_empty)
        self.welcome.setVisible(is_empty)
        self._left = []
        if not is_empty:
            self._left = [
                partial(self.goals.show_view, view),
                partial(self.streak.show_view, view),
                partial(self.blocks.show_view, view),
                partial(self.renewals.show_view, view, answer.sources),
                partial(self.deadlines.show_view, view),
            ]
            self._fill()

    def _fill(self) -> None:
        """Fill a card at a time, so that a key that is pressed meanwhile is heard between two."""
        if self._left:
            self._left.pop(0)()
        if self._left:
            self._next.start()

    def is_filled(self) -> bool:
        """Whether all that was answered is shown."""
        return self._view is not None and not self._left

    def _look(self) -> None:
        self.desk.ask(_ask_now, self._compare, key=(self, "now"))

    def _compare(self, now: tuple[date, int]) -> None:
        """Ask anew where the day has turned or a planned block has ended meanwhile."""
        view = self._view
        if view is None:
            return
        day, at = now
        ends = (one.block.draft.start.after(one.block.draft.seconds).at for one in view.blocks)
        before = view.now.at.timestamp()
        if day != view.day or any(before < end.timestamp() <= at for end in ends):
            self.refresh()

    def _open_due(self, row: DueRow) -> None:
        kind, number = row.due.kind, row.due.row_id
        if kind in (DueKind.CLAIM, DueKind.CLAW_BACK):
            open_form(self.desk, Kind.REIMBURSEMENT, number)
        elif kind is DueKind.CHARGE:
            open_form(self.desk, Kind.SUBSCRIPTION, number)
        else:
            self.desk.go("credential", number)


class DeadlinesCard(Card):
    """All deadlines by date; `chosen` carries the row that was opened."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until `show_view`."""
        super().__init__(_("Deadlines"), _("by date"), parent=parent)
        self.body.setSpacing(theme.GAP_SMALL)
        self.model: RowModel[DueRow] = RowModel(DEADLINES, self)
        self.table = Table(_("Deadlines"), self.model.styles(), TALL_ROW)
        self.table.setModel(self.model)
        self.table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.table.opened.connect(self._open)
        self.table.clicked.connect(self._open)
        self._empty = EmptyState(
            _("No deadline ahead"),
            _("Exams, targets, last valid days, claims and charges appear here by themselves."),
            icon="bell",
        )
        self.body.addWidget(self.table)
        self.body.addWidget(self._empty)
        self._empty.hide()

    def show_view(self, view: PlanView) -> None:
        """Show the deadlines."""
        self.model.show_rows(due_rows(view.deadlines), view.day)
        self.table.setFixedHeight(self.table.height_of_rows(_MOST_DEADLINES) + 2)
        self.table.setVisible(bool(view.deadlines))
        self._empty.setVisible(not view.deadlines)

    def _open(self, index: QModelIndex) -> None:
        self.chosen.emit(self.model.row_at(index.row()))


def _stacked(*cards: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.GAP_WIDE)
    for card in cards:
        column.addWidget(card)
    rest = QWidget()
    rest.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
    column.addWidget(rest, 1)
    return holder


def _ask(record: Record) -> _Answer:
    from tracker.services.planning import rule_sources

    view = record.overview.plan()
    return _Answer(view, rule_sources(view.renewals))


def _ask_now(record: Record) -> tuple[date, int]:
    return record.ground.today(), round(record.ground.moment().at.timestamp())
