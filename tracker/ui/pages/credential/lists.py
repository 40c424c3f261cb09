"""The tabs of one credential that are a list: study, spending, history."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QAbstractItemView, QSizePolicy, QVBoxLayout, QWidget

from tracker.analytics.spreading import is_by_hours
from tracker.domain.changes import Kind
from tracker.domain.study import Share
from tracker.i18n import _
from tracker.ui import theme
from tracker.ui.dialogs.history_words import names_of
from tracker.ui.forms import open_form
from tracker.ui.item_models import history, partstudy, spending
from tracker.ui.item_models.rows import PAGE_ROWS, Column, RowModel
from tracker.ui.menus import LINE, Entry, menu, row_under
from tracker.ui.pages.spending.words import spread_rule
from tracker.ui.parts.button import Button
from tracker.ui.parts.cards import Card
from tracker.ui.parts.empty import EmptyState
from tracker.ui.parts.labels import PlainLabel
from tracker.ui.parts.table import TALL_ROW, Table

if TYPE_CHECKING:
    from tracker.analytics.credential import CredentialView
    from tracker.domain.changes import Changes
    from tracker.domain.spending import ExpenseRow
    from tracker.domain.study import StudyRow
    from tracker.record import Record
    from tracker.ui.desk import Desk

# A list shorter than this is no list [logical px]; in a low window the page scrolls instead.
_LEAST_HEIGHT = 260


class ListTab(QWidget):
    """A table in a card with a button that adds, and words for an empty one."""

    def __init__(
        self,
        desk: Desk,
        title: str,
        columns: Sequence[Column[Any]],
        add: Button | None,
        row: int = theme.ROW_HEIGHT,
        parent: QWidget | None = None,
    ) -> None:
        """`add` stands at the end of the heading."""
        super().__init__(parent)
        self.desk = desk
        self.number = 0
        self.today = date.min
        self.model = RowModel[Any](columns, self)
        self.table = Table(title, self.model.styles(), row)
        self.table.setModel(self.model)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setMinimumHeight(theme.current().px(_LEAST_HEIGHT))
        self.table.opened.connect(self._opened)
        self.table.deleted.connect(self._deleted)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.card = card = Card(title, add if add is not None else "", fills=True)
        card.body.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def show_view(self, view: CredentialView) -> None:
        """Show the list of a credential."""
        self.number, self.today = view.row.id, view.today
        self.fill(view)

    def fill(self, view: CredentialView) -> None:
        """Show or ask for the rows."""
        raise NotImplementedError

    def entries(self, row: Any) -> tuple[Entry, ...]:
        """What can be done with a row; the first is what Enter does."""
        return ()

    def delete(self, row: Any) -> None:
        """Delete a row; where it can't be, nothing."""

    def _opened(self, index: QModelIndex) -> None:
        entries = self.entries(self.model.row_at(index.row()))
        if entries and entries[0].run is not None:
            entries[0].run()

    def _deleted(self) -> None:
        index = self.table.currentIndex()
        if index.isValid():
            self.delete(self.model.row_at(index.row()))

    def _show_menu(self, at: QPoint) -> None:
        place, where = row_under(self.table, at)
        entries = self.entries(self.model.row_at(place)) if place >= 0 else ()
        if entries:
            self.table.selectRow(place)
            menu(entries, self).popup(where)


class StudyTab(ListTab):
    """Its study sessions, newest first, each with its part."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Empty until `show_view`."""
        add = Button(_("Log study"), icon="clock-plus", run=self._add)
        super().__init__(desk, _("Study sessions"), partstudy.columns(self._number), add)
        self.model.wanted.connect(self._ask_more)
        self.table.set_empty(
            EmptyState(
                _("No study yet"),
                _("Start the timer for it, or log what you did before."),
                _("Log study"),
                self._add,
                icon="clock-plus",
            )
        )

    def fill(self, view: CredentialView) -> None:
        """Ask for the newest page."""
        number = self.number
        self.desk.ask(
            lambda record: record.study.page(limit=PAGE_ROWS, credential_id=number),
            self._show,
            key=(self, "rows"),
        )

    def entries(self, row: StudyRow) -> tuple[Entry, ...]:
        """Change or delete."""
        change = partial(open_form, self.desk, Kind.STUDY_SESSION, row.id)
        return (
            Entry(_("Edit …"), "edit", change),
            LINE,
            Entry(_("Delete"), "trash", partial(self.delete, row)),
        )

    def delete(self, row: StudyRow) -> None:
        """Delete a session."""
        self.desk.do(partial(_delete_session, row.id))

    def _number(self) -> int:
        return self.number

    def _show(self, rows: Sequence[StudyRow]) -> None:
        self.model.show_rows(rows, self.today, is_whole=len(rows) < PAGE_ROWS)

    def _ask_more(self) -> None:
        number = self.number
        cursor = self.model.row_at(self.model.rowCount() - 1).cursor
        self.desk.ask(
            lambda record: record.study.page(limit=PAGE_ROWS, before=cursor, credential_id=number),
            self._add_page,
            key=(self, "rows"),
        )

    def _add_page(self, rows: Sequence[StudyRow]) -> None:
        self.model.add_page(rows, is_whole=len(rows) < PAGE_ROWS)

    def _add(self) -> None:
        open_form(self.desk, Kind.STUDY_SESSION, shares=(Share(self.number),))


class SpendingTab(ListTab):
    """Its expenses, newest first, each with its part."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Empty until `show_view`."""
        add = Button(_("Add expense"), icon="plus", run=self._add)
        columns = spending.part_columns(self._number)
        super().__init__(desk, _("Expenses"), columns, add, TALL_ROW)
        self._rule = PlainLabel(spread_rule(), "secondary", "muted", wraps=True)
        self.card.body.addWidget(self._rule)
        self._rule.hide()
        self.table.set_empty(
            EmptyState(
                _("No expense yet"),
                _("Exam fees, courses and books: what an hour costs comes from them."),
                _("Add expense"),
                self._add,
                icon="spending",
                tone="money",
            )
        )

    def fill(self, view: CredentialView) -> None:
        """Ask for all of them: a credential has few."""
        number = self.number
        self.desk.ask(
            lambda record: record.spending.serving(number),
            self._show,
            key=(self, "rows"),
        )

    def entries(self, row: ExpenseRow) -> tuple[Entry, ...]:
        """Change, what came back, a receipt, delete."""
        return spending.expense_entries(self.desk, row)

    def delete(self, row: ExpenseRow) -> None:
        """Delete an expense."""
        self.desk.do(partial(spending.delete_expense, row.id))

    def _number(self) -> int:
        return self.number

    def _show(self, rows: Sequence[ExpenseRow]) -> None:
        self.model.show_rows(rows, self.today)
        self._rule.setVisible(any(is_by_hours(row) for row in rows))

    def _add(self) -> None:
        open_form(self.desk, Kind.EXPENSE, shares=(Share(self.number),))


class HistoryTab(ListTab):
    """What happened to the credential, newest first, before and after."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Empty until `show_view`."""
        super().__init__(desk, _("History"), history.COLUMNS, None)

    def fill(self, view: CredentialView) -> None:
        """Ask for the changes of its row."""
        number = self.number
        self.desk.ask(partial(_changes, number), self._show, key=(self, "rows"))

    def _show(self, lines: list[history.ChangeLine]) -> None:
        self.model.show_rows(lines, self.today)


def _changes(number: int, record: Record) -> list[history.ChangeLine]:
    titles = {(Kind.MODULE, row.id): row.draft.title for row in record.modules.all()}
    for piece in record.evidence.rows(credential_id=number):
        titles[Kind.EVIDENCE, piece.id] = piece.title
    names = names_of(record, Kind.CREDENTIAL, number)
    return history.lines_of(record.history.of_credential(number), names, titles)


def _delete_session(number: int, record: Record) -> Changes:
    return record.study.delete(number)
