"""Credentials as a table: by state, sorted by any column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, QSignalBlocker, Qt
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget

from tracker.analytics.progress import in_progress_by_deadline
from tracker.domain.words import CredentialState
from tracker.i18n import _
from tracker.ui import theme
from tracker.ui.item_models.credentials import COLUMNS, STATE, listed
from tracker.ui.item_models.rows import RowModel
from tracker.ui.menus import Entry, menu, row_under
from tracker.ui.pages.credentials.actions import delete, row_entries
from tracker.ui.pages.credentials.filter import Wanted
from tracker.ui.parts.cards import Card
from tracker.ui.parts.empty import EmptyState
from tracker.ui.parts.segmented import Segmented
from tracker.ui.parts.table import TALL_ROW, Table

if TYPE_CHECKING:
    from tracker.domain.credentials import CredentialRow
    from tracker.record import Record
    from tracker.ui.desk import Desk

_ALL = "all"
_ARCHIVE = "archive"
# Under these names the window keeps the state that was listed last, and the order.
_STATE_SETTING, _SORT_SETTING = "credentials_state", "credentials_sort"


@dataclass(frozen=True, slots=True)
class _Answer:
    rows: Sequence[CredentialRow]
    counts: Mapping[str, int]
    today: date


class TableView(QWidget):
    """The states beside one another, and the table of the one that is chosen."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """An empty table; `show_wanted` asks the record."""
        super().__init__(parent)
        self._desk = desk
        self._wanted = Wanted()
        self._answer: _Answer | None = None
        self._studied: Mapping[int, date] = {}
        self._model = RowModel(COLUMNS, self)
        self._states = Segmented(_choices({}), _("Which credentials are listed"), wraps=True)
        held = desk.settings.get(_STATE_SETTING, _ALL)
        if held in dict(_choices({})):
            self._states.pick(held)
        self._states.chosen.connect(self._choose)
        self.table = self._make_table()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_WIDE)
        column.addWidget(self._states)
        card = Card(fills=True)
        card.body.addWidget(self.table)
        column.addWidget(card, 1)

    def show_wanted(self, wanted: Wanted) -> None:
        """Ask for the rows of the chosen state that fit."""
        self._wanted = wanted
        chosen = self._states.current()
        self._desk.ask(partial(_answer, chosen, wanted), self._show, key=(self, "rows"))
        # That takes long on a record of many years: the rows are there before it.
        self._desk.ask(_studied, self._show_studied, key=(self, "studied"))

    def _make_table(self) -> Table:
        table = Table(_("Credentials"), self._model.styles(), TALL_ROW)
        table.setModel(self._model)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setSortingEnabled(True)
        column, is_up = self._desk.settings.get(_SORT_SETTING) or (STATE, True)
        if not isinstance(column, int) or not 0 <= column < len(COLUMNS):
            column = STATE
        up, down = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
        table.sortByColumn(column, up if is_up else down)
        table.horizontalHeader().sortIndicatorChanged.connect(self._remember_order)
        table.opened.connect(self._open)
        table.deleted.connect(self._delete_current)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._show_menu)
        return table

    def _remember_order(self, column: int, order: Qt.SortOrder) -> None:
        is_up = order == Qt.SortOrder.AscendingOrder
        self._desk.settings.set(_SORT_SETTING, [column, is_up])

    def _choose(self, chosen: str) -> None:
        self._desk.settings.set(_STATE_SETTING, chosen)
        self.show_wanted(self._wanted)

    def _show_studied(self, studied: Mapping[int, date]) -> None:
        is_other, self._studied = studied != self._studied, studied
        if is_other and self._answer is not None:
            self._show_rows(self._answer)

    def _show_rows(self, answer: _Answer) -> None:
        row, at = self._current(), self.table.verticalScrollBar().value()
        self._model.show_rows(listed(answer.rows, self._studied), answer.today)
        self._select(row.id if row is not None else 0)
        self.table.verticalScrollBar().setValue(at)

    def _show(self, answer: _Answer) -> None:
        self._answer = answer
        self._show_rows(answer)
        for ident, words in _choices(answer.counts):
            self._states.set_text(ident, words)
        self.table.set_empty(self._empty_words())

    def _empty_words(self) -> QWidget:
        if self._wanted.is_any:
            return EmptyState(
                _("Nothing found"),
                _("No credential here fits these words and this filter."),
                icon="search",
            )
        if self._states.current() == _ARCHIVE:
            return EmptyState(
                _("The archive is empty"),
                _("What you archive leaves the lists and keeps its hours, money and evidence."),
                icon="archive",
            )
        return EmptyState(_("Nothing here"), _("No credential stands in this state."))

    def _current(self) -> CredentialRow | None:
        index = self.table.currentIndex()
        return self._model.row_at(index.row()).row if index.isValid() else None

    def _select(self, ident: int) -> None:
        place = self._model.place_of(ident)
        if place is not None:
            blocker = QSignalBlocker(self.table)
            self.table.selectRow(place)
            blocker.unblock()

    def _open(self, index: QModelIndex) -> None:
        self._desk.go("credential", self._model.row_at(index.row()).id)

    def _delete_current(self) -> None:
        row = self._current()
        if row is not None:
            delete(self._desk, row)

    def _show_menu(self, at: QPoint) -> None:
        place, where = row_under(self.table, at)
        if place < 0:
            return
        self.table.selectRow(place)
        row = self._model.row_at(place).row
        opening = Entry(_("Open"), "credentials", partial(self._desk.go, "credential", row.id))
        menu((opening, *row_entries(self._desk, row)), self).popup(where)


def _choices(counts: Mapping[str, int]) -> list[tuple[str, str]]:
    """The states with how many credentials each lists."""
    views = [
        (_ALL, _("All {n}")),
        (CredentialState.IN_PROGRESS.value, _("In progress {n}")),
        (CredentialState.PLANNED.value, _("Planned {n}")),
        (CredentialState.WISH.value, _("Wishes {n}")),
        (CredentialState.SUBMITTED.value, _("Submitted {n}")),
        (CredentialState.EARNED.value, _("Earned {n}")),
        (CredentialState.ABANDONED.value, _("Abandoned {n}")),
        (_ARCHIVE, _("Archive {n}")),
    ]
    return [(ident, words.format(n=counts.get(ident, 0) or "").strip()) for ident, words in views]


def _answer(chosen: str, wanted: Wanted, record: Record) -> _Answer:
    states = None if chosen in (_ALL, _ARCHIVE) else [CredentialState(chosen)]
    rows = wanted.rows(record, states, is_archived=chosen == _ARCHIVE)
    by_state = record.credentials.counts_by_state()
    counts = {state.value: count for state, count in by_state.items()}
    counts[_ALL] = sum(counts.values())
    counts[_ARCHIVE] = record.credentials.archived_count()
    today = record.ground.today()
    # Within a state, what is due first comes first.
    ordered = in_progress_by_deadline(rows, today)
    return _Answer(ordered, counts, today)


def _studied(record: Record) -> Mapping[int, date]:
    return record.credentials.last_studied()
