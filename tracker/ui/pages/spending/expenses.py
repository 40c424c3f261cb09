"""The card of a year's expenses: a table that grows as one scrolls, is searched, and marked in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from tracker.analytics.spendingyear import year_span
from tracker.domain.changes import Kind
from tracker.domain.money import Money
from tracker.i18n import _, ngettext
from tracker.ui import theme
from tracker.ui.forms import open_form
from tracker.ui.item_models.rows import PAGE_ROWS, RowModel
from tracker.ui.item_models.spending import (
    claim_together,
    columns,
    delete_expenses,
    expense_entries,
    several_entries,
)
from tracker.ui.menus import menu, row_under
from tracker.ui.numbers import listed, money
from tracker.ui.parts.button import Button
from tracker.ui.parts.cards import Card
from tracker.ui.parts.empty import EmptyState
from tracker.ui.parts.fields import LineField
from tracker.ui.parts.labels import PlainLabel
from tracker.ui.parts.table import TALL_ROW, Table

if TYPE_CHECKING:
    from tracker.analytics.spendingyear import SpendingYear
    from tracker.domain.spending import ExpenseRow
    from tracker.record import Record
    from tracker.ui.desk import Desk

_SEARCH_WIDTH = 220
# Rows that stand without scrolling; a longer table scrolls within.
_ROWS = 8


class ExpensesCard(Card):
    """The expenses of the year in a table that grows as one scrolls, and can be searched.

    Several that are marked, by Shift with the arrow keys or a click, are claimed back together.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Empty until `show_year`."""
        self._search = LineField("", _("Title, vendor, note …"))
        self._search.setAccessibleName(_("Search expenses"))
        self._search.setClearButtonEnabled(True)
        self._search.fit_hint(theme.current().px(_SEARCH_WIDTH))
        super().__init__(_("Expenses"), self._search, parent=parent)
        self._desk = desk
        self._data: SpendingYear | None = None
        self._model = RowModel(columns(self._currency), self)
        self._model.wanted.connect(self._ask_more)
        self._search.textChanged.connect(self._ask_anew)
        self.table = Table(_("Expenses"), self._model.styles(), TALL_ROW)
        self.table.setModel(self._model)
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.table.opened.connect(self._open)
        self.table.deleted.connect(self._delete)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.table.selectionModel().selectionChanged.connect(self._count_marked)
        self._marked = _Marked(self._claim)
        self.body.addWidget(self.table)
        self.body.addWidget(self._marked)

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
        marked = [row.id for row in self.marked()]
        self._model.show_rows(rows, self._data.today, is_whole=len(rows) < PAGE_ROWS)
        self._mark(kept, marked)
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

    def marked(self) -> list[ExpenseRow]:
        """The expenses that are marked, from the top."""
        rows = self.table.selectionModel().selectedRows()
        return [self._model.row_at(place) for place in sorted(index.row() for index in rows)]

    def _mark(self, current: int, marked: Sequence[int]) -> None:
        """Mark the same expenses in the rows that are shown now."""
        place = self._model.place_of(current)
        if place is None:
            self._count_marked()
            return
        self.table.selectRow(place)
        flags = QItemSelectionModel.SelectionFlag
        for number in marked:
            other = self._model.place_of(number)
            if other is not None:
                index = self._model.index(other, 0)
                self.table.selectionModel().select(index, flags.Select | flags.Rows)
        self._count_marked()

    def _count_marked(self) -> None:
        self._marked.show_rows(self.marked())

    def _claim(self) -> None:
        claim_together(self._desk, [row.id for row in self.marked()])

    def _delete(self) -> None:
        marked = self.marked()
        if marked:
            self._desk.do(partial(delete_expenses, [row.id for row in marked]))

    def _show_menu(self, at: QPoint) -> None:
        place, where = row_under(self.table, at)
        if place < 0:
            return
        row, marked = self._model.row_at(place), self.marked()
        if len(marked) > 1 and row in marked:
            menu(several_entries(self._desk, marked), self).popup(where)
            return
        self.table.selectRow(place)
        menu(expense_entries(self._desk, row), self).popup(where)


class _Marked(QWidget):
    """How many expenses are marked and what of them is open; shown from the second on."""

    def __init__(self, claim: Callable[[], object]) -> None:
        super().__init__()
        self._told = PlainLabel("", tone="muted", wraps=True)
        self._button = Button(_("Claim them back together …"), icon="import", run=claim)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        row.addWidget(self._told, 1)
        row.addWidget(self._button)
        self.hide()

    def show_rows(self, rows: Sequence[ExpenseRow]) -> None:
        """Tell what is marked."""
        self.setVisible(len(rows) > 1)
        if len(rows) < 2:
            return
        sums: dict[str, int] = {}
        for row in rows:
            if row.open.minor > 0:
                code = row.amount.currency
                sums[code] = sums.get(code, 0) + row.open.minor
        amount = listed(money(Money(minor, code)) for code, minor in sums.items())
        words = (
            ngettext(
                "{n} expense is marked: {amount} neither came back nor is claimed.",
                "{n} expenses are marked: {amount} neither came back nor is claimed.",
                len(rows),
            )
            if sums
            else ngettext(
                "{n} expense is marked: all of it came back or is claimed.",
                "{n} expenses are marked: all of it came back or is claimed.",
                len(rows),
            )
        )
        self._told.setText(words.format(n=len(rows), amount=amount))
        self._button.setEnabled(bool(sums))


def _page(
    year: int, before: tuple[date, int] | None, text: str, record: Record
) -> Sequence[ExpenseRow]:
    first, last = year_span(year)
    return record.spending.page(limit=PAGE_ROWS, before=before, first=first, last=last, text=text)
