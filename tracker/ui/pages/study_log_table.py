"""The study log as a table of all sessions, with a filter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tracker.domain.study import StudyCursor, StudyRow
from tracker.i18n import _
from tracker.ui import theme
from tracker.ui.item_models.rows import NOWHERE, PAGE_ROWS, RowModel
from tracker.ui.item_models.study import LOG
from tracker.ui.numbers import by_name
from tracker.ui.parts.cards import Card
from tracker.ui.parts.empty import EmptyState
from tracker.ui.parts.fields import ChoiceField, LineField
from tracker.ui.parts.table import Table

if TYPE_CHECKING:
    from tracker.record import Record
    from tracker.ui.desk import Desk

# Long enough that a word is typed, short enough to feel at once.
_TYPING_MS = 160
# Rows before the end at which the next page is asked for, so that scrolling never waits.
_AHEAD_ROWS = 80
# A refresh keeps what was fetched, but no more than this: the rest comes again when scrolled to.
_MOST_KEPT = 2000


@dataclass(frozen=True, slots=True)
class Filter:
    """What the table is narrowed to."""

    text: str = ""
    credential_id: int | None = None


@dataclass(frozen=True, slots=True)
class _Answer:
    rows: tuple[StudyRow, ...]
    today: date
    titles: Mapping[int, str]
    is_whole: bool


class StudyTable(Card):
    """All sessions, newest first, fetched in pages as one scrolls.

    `opened` carries a session's number, `deleted` those of the rows that are selected;
    `menu_wanted` the number and the place on the screen.
    """

    opened = Signal(int)
    deleted = Signal(object)
    menu_wanted = Signal(int, QPoint)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Asks nothing before `refresh`."""
        super().__init__(fills=True, parent=parent)
        self._desk = desk
        self._filter = Filter()
        self._titles: Mapping[int, str] = {}
        self._text = LineField("", _("note, activity or tag"))
        self._text.setAccessibleName(_("Filter by note, activity or tag"))
        self._text.setClearButtonEnabled(False)
        self._choice = ChoiceField()
        self._choice.setAccessibleName(_("Filter by credential"))
        self._choice.setMinimumContentsLength(16)
        self._choice.setSizeAdjustPolicy(
            ChoiceField.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._choice.addItem(_("All credentials"), None)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP_SMALL)
        row.addWidget(self._text, 3)
        row.addWidget(self._choice, 2)
        self.body.addLayout(row)
        self.model: RowModel[StudyRow] = RowModel(LOG, self)
        self.table = Table(_("Study sessions"), self.model.styles())
        self.table.setModel(self.model)
        self.table.set_empty(
            EmptyState(
                _("No session matches"),
                _("Try fewer letters, or all credentials."),
                _("Clear the filter"),
                self._clear,
                icon="filter",
            )
        )
        self.body.addWidget(self.table, 1)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self._narrow)
        self._text.textChanged.connect(self._typed)
        self._choice.currentIndexChanged.connect(self._narrow)
        self.model.wanted.connect(self._fetch)
        self.table.verticalScrollBar().valueChanged.connect(self._look_ahead)
        self.table.opened.connect(self._open)
        self.table.deleted.connect(self._delete)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._ask_menu)

    def refresh(self) -> None:
        """Ask for the rows anew; what was scrolled to stays in sight."""
        limit = max(PAGE_ROWS, min(self.model.rowCount(), _MOST_KEPT))
        narrowed = self._filter
        self._desk.ask(
            lambda record: _first_rows(record, narrowed, limit), self._show, key=(self, "rows")
        )

    def focus_filter(self) -> None:
        """Put the keyboard into the filter."""
        self._text.setFocus()

    def selected_ids(self) -> list[int]:
        """The numbers of the sessions that are selected, from the top."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [self.model.row_at(row).id for row in rows]

    def _show(self, answer: _Answer) -> None:
        current = self.table.currentIndex()
        ident = self.model.row_at(current.row()).id if current.isValid() else None
        place = current.row() if current.isValid() else -1
        scrolled = self.table.verticalScrollBar().value()
        self.model.show_rows(answer.rows, answer.today, is_whole=answer.is_whole)
        self._offer(answer.titles)
        found = None if ident is None else self.model.place_of(ident)
        if found is None and place >= 0 and self.model.rowCount():
            # What stood here is gone: the next one takes its place under the keyboard.
            found = min(place, self.model.rowCount() - 1)
        if found is not None:
            self.table.setCurrentIndex(self.model.index(found, 0))
        self.table.verticalScrollBar().setValue(scrolled)

    def _offer(self, titles: Mapping[int, str]) -> None:
        """Fill the choice of credentials, by title, where they have changed."""
        if titles == self._titles:
            return
        self._titles = dict(titles)
        self._choice.blockSignals(True)
        self._choice.clear()
        self._choice.addItem(_("All credentials"), None)
        for number, title in sorted(titles.items(), key=lambda one: by_name(one[1])):
            self._choice.addItem(title, number)
        place = max(0, self._choice.findData(self._filter.credential_id))
        self._choice.setCurrentIndex(place)
        self._choice.blockSignals(False)

    def _typed(self) -> None:
        self._typing.start()

    def _narrow(self) -> None:
        wanted = Filter(self._text.text().strip(), self._choice.currentData())
        if wanted != self._filter:
            self._filter = wanted
            self.model.show_rows((), date.min)
            self.refresh()

    def _clear(self) -> None:
        self._text.clear()
        self._choice.setCurrentIndex(0)
        self._narrow()

    def _fetch(self) -> None:
        narrowed, cursor = self._filter, self.model.row_at(self.model.rowCount() - 1).cursor
        self._desk.ask(
            lambda record: _page(record, narrowed, cursor), self._add, key=(self, "rows")
        )

    def _add(self, rows: Sequence[StudyRow]) -> None:
        self.model.add_page(rows, is_whole=len(rows) < PAGE_ROWS)

    def _look_ahead(self) -> None:
        last = self.table.rowAt(self.table.viewport().height() - 1)
        if last < 0 or last > self.model.rowCount() - _AHEAD_ROWS:
            self.model.fetchMore(NOWHERE)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.model.row_at(index.row()).id)

    def _delete(self) -> None:
        self.deleted.emit(self.selected_ids())

    def _ask_menu(self, point: QPoint) -> None:
        index = self.table.indexAt(point)
        if index.isValid():
            ident = self.model.row_at(index.row()).id
            self.menu_wanted.emit(ident, self.table.viewport().mapToGlobal(point))


def _first_rows(record: Record, narrowed: Filter, limit: int) -> _Answer:
    rows = record.study.page(limit=limit, text=narrowed.text, credential_id=narrowed.credential_id)
    titles = record.credentials.titles()
    return _Answer(rows, record.ground.today(), titles, len(rows) < limit)


def _page(record: Record, narrowed: Filter, cursor: StudyCursor) -> tuple[StudyRow, ...]:
    return record.study.page(
        limit=PAGE_ROWS, before=cursor, text=narrowed.text, credential_id=narrowed.credential_id
    )
