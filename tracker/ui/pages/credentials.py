"""Credentials: all of them in a table, by state, searched and sorted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, QSignalBlocker, Qt
from PySide6.QtWidgets import QAbstractItemView, QWidget

from tracker.analytics.progress import in_progress_by_deadline
from tracker.domain.changes import Kind
from tracker.domain.words import CredentialState
from tracker.i18n import _, ngettext
from tracker.ui import theme
from tracker.ui.forms import open_form
from tracker.ui.item_models.credentials import COLUMNS, STATE, ListedCredential, listed
from tracker.ui.item_models.rows import RowModel
from tracker.ui.menus import LINE, Entry, menu, row_under
from tracker.ui.page import Page
from tracker.ui.parts.button import Button
from tracker.ui.parts.cards import Card
from tracker.ui.parts.empty import EmptyState
from tracker.ui.parts.fields import LineField
from tracker.ui.parts.pagehead import PageHead
from tracker.ui.parts.segmented import Segmented
from tracker.ui.parts.table import TALL_ROW, Table

if TYPE_CHECKING:
    from tracker.domain.changes import Changes
    from tracker.domain.credentials import CredentialRow
    from tracker.record import Record
    from tracker.ui.desk import Desk

_ALL = "all"
_ARCHIVE = "archive"
_SEARCH_WIDTH = 240


@dataclass(frozen=True, slots=True)
class _Answer:
    """What the record said: the rows, how many there are in each state, and the person's day."""

    rows: list[ListedCredential]
    counts: Mapping[str, int]
    today: date


class CredentialsPage(Page):
    """The table of credentials."""

    shows = frozenset({Kind.CREDENTIAL, Kind.ISSUER, Kind.STUDY_SESSION, Kind.STUDY_SHARE})
    is_scrolled = False

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """An empty table; the record is asked when the page is seen."""
        super().__init__(desk, parent)
        self._model = RowModel(COLUMNS, self)
        self._views = Segmented(_choices({}), _("Which credentials are listed"), wraps=True)
        self._views.chosen.connect(self._ask_anew)
        self._search = LineField("", _("Title, issuer, code …"))
        self._search.setAccessibleName(_("Search credentials"))
        self._search.setClearButtonEnabled(True)
        self._search.setFixedWidth(theme.current().px(_SEARCH_WIDTH))
        self._search.textChanged.connect(self._ask_anew)
        self._add = Button(_("Add credential"), "primary", icon="plus", run=self._add_credential)
        self._head = PageHead(_("Credentials"), actions=[self._search, self._add])
        self._table = self._make_table()
        self.column.addWidget(self._head)
        self.column.addWidget(self._views)
        card = Card(fills=True)
        card.body.addWidget(self._table)
        self.column.addWidget(card, 1)

    def refresh(self) -> None:
        """Ask for the rows of the chosen state."""
        chosen, text = self._views.current(), self._search.text().strip()
        self.desk.ask(lambda record: _answer(record, chosen, text), self._show, key=(self, "rows"))

    def _make_table(self) -> Table:
        table = Table(_("Credentials"), self._model.styles(), TALL_ROW)
        table.setModel(self._model)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setSortingEnabled(True)
        table.sortByColumn(STATE, Qt.SortOrder.AscendingOrder)
        table.opened.connect(self._open)
        table.deleted.connect(self._delete_current)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._show_menu)
        return table

    def _ask_anew(self, _chosen: str = "") -> None:
        self.refresh()

    def _show(self, answer: _Answer) -> None:
        row = self._current()
        self._model.show_rows(answer.rows, answer.today)
        self._select(row.id if row is not None else 0)
        for ident, words in _choices(answer.counts):
            self._views.set_text(ident, words)
        earned = answer.counts.get(CredentialState.EARNED.value, 0)
        going = answer.counts.get(CredentialState.IN_PROGRESS.value, 0)
        words = _("{going} · {earned}").format(
            going=ngettext("{n} in progress", "{n} in progress", going).format(n=going),
            earned=ngettext("{n} earned", "{n} earned", earned).format(n=earned),
        )
        has_any = any(answer.counts.values())
        self._head.set_subtitle(words if has_any else "")
        self._views.setVisible(has_any)
        self._search.setVisible(has_any)
        self._table.set_empty(self._empty_words(answer))

    def _empty_words(self, answer: _Answer) -> QWidget:
        if self._search.text().strip():
            return EmptyState(
                _("Nothing found"), _("No credential here holds these words."), icon="search"
            )
        if not any(answer.counts.values()):
            return EmptyState(
                _("What do you want to earn?"),
                _("Add a credential you pursue or have earned. Hours and money gather under it."),
                _("Add credential"),
                self._add_credential,
            )
        if self._views.current() == _ARCHIVE:
            return EmptyState(
                _("The archive is empty"),
                _("What you archive leaves the lists and keeps its hours, money and evidence."),
                icon="archive",
            )
        return EmptyState(_("Nothing here"), _("No credential stands in this state."))

    def _current(self) -> CredentialRow | None:
        index = self._table.currentIndex()
        return self._model.row_at(index.row()).row if index.isValid() else None

    def _select(self, ident: int) -> None:
        place = self._model.place_of(ident)
        if place is not None:
            blocker = QSignalBlocker(self._table)
            self._table.selectRow(place)
            blocker.unblock()

    def _open(self, index: QModelIndex) -> None:
        self.desk.go("credential", self._model.row_at(index.row()).id)

    def _add_credential(self) -> None:
        open_form(self.desk, Kind.CREDENTIAL)

    def _delete_current(self) -> None:
        row = self._current()
        if row is not None:
            self.desk.do(partial(delete, row.id))

    def _show_menu(self, at: QPoint) -> None:
        place, where = row_under(self._table, at)
        if place < 0:
            return
        self._table.selectRow(place)
        row = self._model.row_at(place).row
        opening = Entry(_("Open"), "credentials", partial(self.desk.go, "credential", row.id))
        menu((opening, *row_entries(self.desk, row)), self).popup(where)


def row_entries(desk: Desk, row: CredentialRow) -> tuple[Entry, ...]:
    """What can be done with a credential, as entries of a menu."""
    states = tuple(
        Entry(
            state.text[:1].upper() + state.text[1:],
            "check",
            partial(desk.do, partial(set_state, row.id, state)),
        )
        for state in CredentialState
        if state is not row.draft.state
    )
    return (
        Entry(_("Edit …"), "edit", partial(open_form, desk, Kind.CREDENTIAL, row.id)),
        LINE,
        *earn_entry(desk, row),
        Entry(_("Mark as"), "flag", submenu=states),
        LINE,
        Entry(
            _("Take out of the archive") if row.is_archived else _("Archive"),
            "archive",
            partial(desk.do, partial(archive, row.id, not row.is_archived)),
        ),
        Entry(_("Delete"), "trash", partial(desk.do, partial(delete, row.id))),
    )


def earn_entry(desk: Desk, row: CredentialRow) -> tuple[Entry, ...]:
    """The entry that marks a credential as earned; none where it is."""
    if row.draft.state is CredentialState.EARNED:
        return ()
    earn: Callable[[], object] = partial(
        desk.do, partial(set_state, row.id, CredentialState.EARNED)
    )
    return (Entry(_("Mark as earned"), "check", earn),)


def _choices(counts: Mapping[str, int]) -> list[tuple[str, str]]:
    """The views with how many credentials each lists."""
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


def _answer(record: Record, chosen: str, text: str) -> _Answer:
    states = None if chosen in (_ALL, _ARCHIVE) else [CredentialState(chosen)]
    rows = record.credentials.rows(states=states, is_archived=chosen == _ARCHIVE, text=text)
    by_state = record.credentials.counts_by_state()
    counts = {state.value: count for state, count in by_state.items()}
    counts[_ALL] = sum(counts.values())
    counts[_ARCHIVE] = len(record.credentials.rows(is_archived=True))
    today = record.ground.today()
    # Within a state, what is due first comes first.
    rows = in_progress_by_deadline(rows, today)
    return _Answer(listed(rows, record.credentials.last_studied()), counts, today)


def delete(number: int, record: Record) -> Changes:
    """Delete a credential."""
    return record.credentials.delete(number)


def archive(number: int, is_archived: bool, record: Record) -> Changes:
    """Put a credential into the archive, or take it out."""
    return record.credentials.archive(number, is_archived=is_archived)


def set_state(number: int, state: CredentialState, record: Record) -> Changes:
    """Say as of today where the person stands with a credential."""
    return record.credentials.set_state(number, state, record.ground.today())
