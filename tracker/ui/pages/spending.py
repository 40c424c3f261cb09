"""Spending: what went out in a year, what for, and what came back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tracker.analytics.spendingyear import year_span
from tracker.domain.changes import Kind
from tracker.i18n import _
from tracker.ui import theme
from tracker.ui.forms import open_form
from tracker.ui.item_models.rows import PAGE_ROWS, RowModel
from tracker.ui.item_models.spending import columns, delete_expense, expense_entries
from tracker.ui.menus import menu, row_under
from tracker.ui.page import Page
from tracker.ui.pages.spending_cards import ClaimsCard, MonthsCard, SharesCard, SubscriptionsCard
from tracker.ui.pages.spending_fees import FeesCard
from tracker.ui.pages.spending_words import (
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
from tracker.ui.parts.fields import LineField
from tracker.ui.parts.flow import Columns, WrapGrid
from tracker.ui.parts.notice import Notice
from tracker.ui.parts.pagehead import PageHead
from tracker.ui.parts.table import TALL_ROW, Table
from tracker.ui.parts.tile import Tile

if TYPE_CHECKING:
    from tracker.analytics.spendingyear import SpendingYear
    from tracker.domain.spending import ExpenseRow
    from tracker.record import Record
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


class ExpensesCard(Card):
    """The expenses of the year in a table that grows as one scrolls, and can be searched."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Empty until `show_year`."""
        self._search = LineField("", _("Title, vendor, note …"))
        self._search.setAccessibleName(_("Search expenses"))
        self._search.setClearButtonEnabled(True)
        self._search.setFixedWidth(theme.current().px(_SEARCH_WIDTH))
        super().__init__(_("Expenses"), self._search, parent=parent)
        self._desk = desk
        self._data: SpendingYear | None = None
        self._model = RowModel(columns(self._currency), self)
        self._model.wanted.connect(self._ask_more)
        self._search.textChanged.connect(self._ask_anew)
        self.table = Table(_("Expenses"), self._model.styles(), TALL_ROW)
        self.table.setModel(self._model)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.table.opened.connect(self._open)
        self.table.deleted.connect(self._delete)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.body.addWidget(self.table)

    def show_year(self, data: SpendingYear) -> None:
        """Ask for the newest page of a year."""
        self._data = data
        self._ask_anew()

    def _currency(self) -> str:
        return "" if self._data is None else self._data.currency

    def _ask_anew(self, _text: str = "") -> None:
        if self._data is not None:
            self._desk.ask(self._query(None), self._show, key=(self, "rows"))

    def _ask_more(self) -> None:
        last = self._model.row_at(self._model.rowCount() - 1)
        self._desk.ask(self._query((last.day, last.id)), self._add_page, key=(self, "rows"))

    def _query(self, before: tuple[date, int] | None) -> partial[Sequence[ExpenseRow]]:
        year = 0 if self._data is None else self._data.year
        return partial(_page, year, before, self._search.text().strip())

    def _show(self, rows: Sequence[ExpenseRow]) -> None:
        if self._data is None:
            return
        index = self.table.currentIndex()
        kept = self._model.row_at(index.row()).id if index.isValid() else 0
        self._model.show_rows(rows, self._data.today, is_whole=len(rows) < PAGE_ROWS)
        place = self._model.place_of(kept)
        if place is not None:
            self.table.selectRow(place)
        self.table.set_empty(self._empty_words())
        tall = self.table.height_of_rows(_ROWS) if rows else theme.current().px(180)
        self.table.setFixedHeight(tall)

    def _empty_words(self) -> QWidget:
        if self._search.text().strip():
            return EmptyState(
                _("Nothing found"), _("No expense of this year holds these words."), icon="search"
            )
        return EmptyState(_("Nothing was spent in this year"), icon="spending", tone="money")

    def _add_page(self, rows: Sequence[ExpenseRow]) -> None:
        self._model.add_page(rows, is_whole=len(rows) < PAGE_ROWS)

    def _open(self, index: QModelIndex) -> None:
        open_form(self._desk, Kind.EXPENSE, self._model.row_at(index.row()).id)

    def _delete(self) -> None:
        index = self.table.currentIndex()
        if index.isValid():
            self._desk.do(partial(delete_expense, self._model.row_at(index.row()).id))

    def _show_menu(self, at: QPoint) -> None:
        place, where = row_under(self.table, at)
        if place >= 0:
            self.table.selectRow(place)
            menu(expense_entries(self._desk, self._model.row_at(place)), self).popup(where)


def _page(
    year: int, before: tuple[date, int] | None, text: str, record: Record
) -> Sequence[ExpenseRow]:
    first, last = year_span(year)
    return record.spending.page(limit=PAGE_ROWS, before=before, first=first, last=last, text=text)
