"""Spending: what went out in a year, what for, and what came back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.domain.changes import Kind
from tracker.i18n import _
from tracker.ui import theme
from tracker.ui.forms import open_form
from tracker.ui.page import Page
from tracker.ui.pages.spending.cards import MonthsCard, SharesCard, SubscriptionsCard
from tracker.ui.pages.spending.claims import ClaimsCard
from tracker.ui.pages.spending.expenses import ExpensesCard
from tracker.ui.pages.spending.fees import FeesCard
from tracker.ui.pages.spending.words import (
    budget_tile,
    claimable_tile,
    reimbursed_tile,
    spent_tile,
    subtitle,
    unrated_words,
)
from tracker.ui.parts.button import Button, icon_button
from tracker.ui.parts.cards import Card
from tracker.ui.parts.empty import EmptyState
from tracker.ui.parts.flow import Columns, WrapGrid
from tracker.ui.parts.notice import Notice
from tracker.ui.parts.pagehead import PageHead
from tracker.ui.parts.tile import Tile

if TYPE_CHECKING:
    from tracker.analytics.spendingyear import SpendingYear
    from tracker.ui.desk import Desk

_MAIN, _SIDE = 60, 40
_SEARCH_WIDTH = 220
# Rows that stand without scrolling; a longer table scrolls within.
_ROWS = 8


class SpendingPage(Page):
    """A year of spending."""

    shows = frozenset(
        {
            Kind.EXPENSE,
            Kind.EXPENSE_SHARE,
            Kind.REFUND,
            Kind.REIMBURSEMENT,
            Kind.SUBSCRIPTION,
            Kind.STUDY_SESSION,
            Kind.STUDY_SHARE,
            Kind.RENEWAL,
            Kind.RENEWAL_CYCLE,
            Kind.CREDENTIAL,
            Kind.RECORD_SETTING,
        }
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Empty; the present year is asked for when the page is seen."""
        super().__init__(desk, parent)
        self._year: int | None = None
        self._data: SpendingYear | None = None
        self._back = icon_button("chevron-left", _("The year before"), self._go_back)
        self._now = Button(_("This year"), run=self._go_now)
        self._ahead = icon_button("chevron-right", _("The year after"), self._go_ahead)
        add = Button(_("Add expense"), "primary", icon="plus", run=self._add)
        self._head = PageHead(_("Spending"), actions=[self._back, self._now, self._ahead, add])
        self._rates = _RateNotice(desk)
        self._tiles = {
            "spent": Tile(""),
            "back": Tile(_("Reimbursed")),
            "due": Tile(_("Still to come back")),
            "budget": Tile(_("Budget left")),
        }
        self._months = MonthsCard(desk)
        self._shares = SharesCard(desk)
        self._expenses = ExpensesCard(desk)
        self._claims = ClaimsCard(desk)
        self._fees = FeesCard(desk)
        self._subscriptions = SubscriptionsCard(desk)
        self._body = self._lay_out()
        self._empty = Card(fills=True)
        self._empty.body.addWidget(
            EmptyState(
                _("What did it cost?"),
                _("Add exam fees, courses and books, and who paid: Cairn tells what an hour cost."),
                _("Add expense"),
                self._add,
                icon="spending",
                tone="money",
            )
        )
        self.column.addWidget(self._empty, 1)
        self._body.hide()
        self._empty.hide()

    def refresh(self) -> None:
        """Ask for the sums of the year; the table asks for its rows itself."""
        year = self._year
        self.desk.ask(
            lambda record: record.overview.spending_year(year), self._show, key=(self, "year")
        )

    def show_year(self, year: int | None) -> None:
        """Show a year; None for the present one."""
        self._year = year
        self.refresh()

    def _lay_out(self) -> QWidget:
        tiles = QWidget()
        grid = WrapGrid(column=200, most=4, parent=tiles)
        for tile in self._tiles.values():
            grid.addWidget(tile)
        beside = QWidget()
        stacked = QVBoxLayout(beside)
        stacked.setContentsMargins(0, 0, 0, 0)
        stacked.setSpacing(theme.GAP_WIDE)
        stacked.addWidget(self._claims)
        stacked.addWidget(self._subscriptions, 1)
        below = Columns([(beside, _MAIN), (self._fees, _SIDE)], stack_below=760)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_WIDE)
        for part in (
            self._rates,
            tiles,
            Columns([(self._months, _MAIN), (self._shares, _SIDE)], stack_below=760),
            self._expenses,
            below,
        ):
            column.addWidget(part)
        column.addStretch(1)
        self.column.addWidget(self._head)
        self.column.addWidget(body)
        return body

    def _show(self, data: SpendingYear) -> None:
        self._data = data
        is_empty = not data.expense_count and data.first_year == data.last_year
        is_empty = is_empty and not data.subscriptions
        self._body.setVisible(not is_empty)
        self._empty.setVisible(is_empty)
        self._head.set_title(_("Spending {year}").format(year=data.year))
        self._head.set_subtitle("" if is_empty else subtitle(data))
        for button in (self._back, self._now, self._ahead):
            button.setVisible(data.first_year != data.last_year)
        self._back.setEnabled(data.year > data.first_year)
        self._ahead.setEnabled(data.year < data.last_year)
        self._now.setEnabled(data.year != data.today.year)
        self._rates.show_year(data)
        self._show_tiles(data)
        for card in (self._months, self._shares, self._claims, self._fees, self._subscriptions):
            card.show_year(data)
        self._expenses.show_year(data)

    def _show_tiles(self, data: SpendingYear) -> None:
        self._tiles["spent"].set_label(_("Spent in {year}").format(year=data.year))
        for name, words in (
            ("spent", spent_tile(data)),
            ("back", reimbursed_tile(data)),
            ("due", claimable_tile(data)),
            ("budget", budget_tile(data)),
        ):
            value, note, tone = words
            self._tiles[name].show_value(value, note, tone=tone)
        offer = _("Set a budget") if data.budget is None else ""
        self._tiles["budget"].offer(offer, self._set_budget)

    def _go_back(self) -> None:
        if self._data is not None:
            self.show_year(self._data.year - 1)

    def _go_ahead(self) -> None:
        if self._data is not None:
            self.show_year(self._data.year + 1)

    def _go_now(self) -> None:
        self.show_year(None)

    def _add(self) -> None:
        open_form(self.desk, Kind.EXPENSE)

    def _set_budget(self) -> None:
        open_form(self.desk, Kind.RECORD_SETTING)


class _RateNotice(QWidget):
    """Which expenses lack an exchange rate, with the way to type the first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._number = 0
        self._notice = Notice(tone="money")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        row.addWidget(self._notice, 1)
        row.addWidget(Button(_("Type the rate"), run=self._open))

    def show_year(self, data: SpendingYear) -> None:
        """Say what is missing; nothing is shown where nothing is."""
        self._notice.say(unrated_words(data))
        self._number = data.unrated[0].id if data.unrated else 0
        self.setVisible(bool(data.unrated))

    def _open(self) -> None:
        open_form(self._desk, Kind.EXPENSE, self._number)
