"""The study log as a table of all sessions, with a filter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSizePolicy, QWidget

from tracker.domain.study import StudyCursor, StudyRow
from tracker.i18n import _, ngettext
from tracker.ui import theme
from tracker.ui.item_models.rows import NOWHERE, PAGE_ROWS, RowModel
from tracker.ui.item_models.study import LOG
from tracker.ui.numbers import by_name, duration
from tracker.ui.numbers import count as spelled
from tracker.ui.parts.cards import Card
from tracker.ui.parts.empty import EmptyState
from tracker.ui.parts.fields import ChoiceField, LineField
from tracker.ui.parts.flow import WrapGrid
from tracker.ui.parts.labels import PlainLabel
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
# The activities and tags of so many of the newest sessions are offered.
_WORDS_OF = 2000


@dataclass(frozen=True, slots=True)
class Filter:
    """What the table is narrowed to."""

    text: str = ""
    credential_id: int | None = None
    activity: str = ""
    tag: str = ""


@dataclass(frozen=True, slots=True)
class _Answer:
    rows: tuple[StudyRow, ...]
    today: date
    titles: Mapping[int, str]
    words: tuple[tuple[str, ...], tuple[str, ...]]
    is_whole: bool


class StudyTable(Card):
    """All sessions, newest or longest first, fetched in pages as one scrolls, with their sum.

    `opened` carries a session's number, `deleted` those of the rows that are selected;
    `menu_wanted` the number and the place on the screen; `copy_wanted` of Ctrl+D the number.
    """

    opened = Signal(int)
    deleted = Signal(object)
    menu_wanted = Signal(int, QPoint)
    copy_wanted = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Asks nothing before `refresh`."""
        super().__init__(fills=True, parent=parent)
        self._desk = desk
        self._filter = Filter()
        self._ordered = False
        self._titles: Mapping[int, str] = {}
        self._words: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
        self._found = (0, 0)
        self._text = LineField("", _("Note, tag, credential …"))
        self._text.setAccessibleName(_("Filter by note, activity, tag or credential"))
        self._text.setClearButtonEnabled(False)
        self._choice = _choice(_("Filter by credential"), _("All credentials"), 14)
        self._activity = _choice(_("Filter by activity"), _("Any activity"), 8)
        self._tag = _choice(_("Filter by tag"), _("Any tag"), 8)
        self._order = _choice(_("Order"), _("Newest first"), 8)
        self._order.addItem(_("Longest first"), "longest")
        fields = (self._text, self._choice, self._activity, self._tag, self._order)
        row = QWidget()
        grid = WrapGrid(column=205, most=len(fields), gap=theme.GAP_SMALL, parent=row)
        for field in fields:
            grid.addWidget(field)
        row.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.body.addWidget(row)
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
        self.sums = PlainLabel("", "secondary", "muted", is_tabular=True, wraps=True)
        self.body.addWidget(self.sums)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self._narrow)
        self._text.textChanged.connect(self._typed)
        for field in (self._choice, self._activity, self._tag, self._order):
            field.currentIndexChanged.connect(self._narrow)
        self.table.selectionModel().selectionChanged.connect(self._tell_sums)
        self.model.wanted.connect(self._fetch)
        self.table.verticalScrollBar().valueChanged.connect(self._look_ahead)
        self.table.opened.connect(self._open)
        self.table.deleted.connect(self._delete)
        copying = QShortcut(QKeySequence("Ctrl+D"), self.table)
        copying.setContext(Qt.ShortcutContext.WidgetShortcut)
        copying.activated.connect(self._ask_copy)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._ask_menu)

    def refresh(self) -> None:
        """Ask for the rows anew; what was scrolled to stays in sight."""
        limit = max(PAGE_ROWS, min(self.model.rowCount(), _MOST_KEPT))
        narrowed, is_longest = self._filter, self._is_longest()
        self._desk.ask(
            lambda record: _first_rows(record, narrowed, is_longest, limit),
            self._show,
            key=(self, "rows"),
        )
        # The sum looks at every row; the rows need not wait for it.
        self._desk.ask(
            lambda record: record.study.totals(**_by(narrowed)),
            self._show_totals,
            key=(self, "totals"),
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
        self._offer_words(answer.words)
        found = None if ident is None else self.model.place_of(ident)
        if found is None and place >= 0 and self.model.rowCount():
            # What stood here is gone: the next one takes its place under the keyboard.
            found = min(place, self.model.rowCount() - 1)
        if found is not None:
            self.table.setCurrentIndex(self.model.index(found, 0))
        self.table.verticalScrollBar().setValue(scrolled)
        self._tell_sums()

    def _show_totals(self, totals: tuple[int, int]) -> None:
        self._found = totals
        self._tell_sums()

    def _is_longest(self) -> bool:
        return self._order.currentData() == "longest"

    def _tell_sums(self) -> None:
        """How many sessions there are and how long, of all that is found or of what is selected."""
        count, seconds = self._found
        values = {"n": spelled(count), "length": duration(seconds)}
        words = ngettext("{n} session, {length}", "{n} sessions, {length}", count)
        chosen = self.table.selectionModel().selectedRows()
        if len(chosen) > 1:
            picked = sum(self.model.row_at(index.row()).seconds for index in chosen)
            words = _("{picked} selected, {sum} – of {n} sessions, {length}")
            values |= {"picked": spelled(len(chosen)), "sum": duration(picked)}
        self.sums.setText(words.format(**values))

    def _offer_words(self, words: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
        """Fill the choices of activities and tags where they have changed."""
        if words == self._words:
            return
        self._words = words
        fields = ((self._activity, words[0], ""), (self._tag, words[1], "#"))
        for field, offered, sign in fields:
            held = field.currentData()
            field.blockSignals(True)
            while field.count() > 1:
                field.removeItem(1)
            for word in sorted(offered, key=str.casefold):
                field.addItem(f"{sign}{word}", word)
            field.setCurrentIndex(max(0, field.findData(held)))
            field.blockSignals(False)

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
        wanted = Filter(
            self._text.text().strip(),
            self._choice.currentData(),
            self._activity.currentData() or "",
            self._tag.currentData() or "",
        )
        ordered = self._is_longest()
        if (wanted, ordered) != (self._filter, self._ordered):
            self._filter, self._ordered = wanted, ordered
            self.model.show_rows((), date.min)
            self.refresh()

    def _clear(self) -> None:
        self._text.clear()
        for field in (self._choice, self._activity, self._tag):
            field.setCurrentIndex(0)
        self._narrow()

    def _fetch(self) -> None:
        is_longest = self._is_longest()
        narrowed, cursor = self._filter, self.model.row_at(self.model.rowCount() - 1).cursor
        self._desk.ask(
            lambda record: _page(record, narrowed, is_longest, cursor),
            self._add,
            key=(self, "rows"),
        )

    def _add(self, rows: Sequence[StudyRow]) -> None:
        self.model.add_page(rows, is_whole=len(rows) < PAGE_ROWS)

    def _look_ahead(self) -> None:
        last = self.table.rowAt(self.table.viewport().height() - 1)
        if last < 0 or last > self.model.rowCount() - _AHEAD_ROWS:
            self.model.fetchMore(NOWHERE)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.model.row_at(index.row()).id)

    def _ask_copy(self) -> None:
        index = self.table.currentIndex()
        if index.isValid():
            self.copy_wanted.emit(self.model.row_at(index.row()).id)

    def _delete(self) -> None:
        self.deleted.emit(self.selected_ids())

    def _ask_menu(self, point: QPoint) -> None:
        index = self.table.indexAt(point)
        if index.isValid():
            ident = self.model.row_at(index.row()).id
            self.menu_wanted.emit(ident, self.table.viewport().mapToGlobal(point))


def _first_rows(record: Record, narrowed: Filter, is_longest: bool, limit: int) -> _Answer:
    by = _by(narrowed)
    rows = record.study.page(limit=limit, is_longest_first=is_longest, **by)
    return _Answer(
        rows,
        record.ground.today(),
        record.credentials.titles(),
        record.study.recent_words(limit=_WORDS_OF),
        len(rows) < limit,
    )


def _page(
    record: Record, narrowed: Filter, is_longest: bool, cursor: StudyCursor
) -> tuple[StudyRow, ...]:
    return record.study.page(
        limit=PAGE_ROWS, before=cursor, is_longest_first=is_longest, **_by(narrowed)
    )


def _by(narrowed: Filter) -> dict[str, Any]:
    return {
        "text": narrowed.text,
        "credential_id": narrowed.credential_id,
        "activity": narrowed.activity,
        "tag": narrowed.tag,
    }


def _choice(name: str, all_of_them: str, letters: int) -> ChoiceField:
    """One of several, or all of them."""
    made = ChoiceField()
    made.setAccessibleName(name)
    made.setMinimumContentsLength(letters)
    made.setSizeAdjustPolicy(ChoiceField.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.addItem(all_of_them, None)
    return made
