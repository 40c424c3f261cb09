"""Skills: each with what backs it, its address in a vocabulary, renamed and merged in place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget

from tracker.domain.changes import Kind
from tracker.i18n import _
from tracker.ui import theme
from tracker.ui.forms import open_form
from tracker.ui.forms.merging import merge_skill
from tracker.ui.item_models.rows import RowModel
from tracker.ui.item_models.skills import COLUMNS, BackedSkill
from tracker.ui.menus import LINE, Entry, menu, row_under
from tracker.ui.parts.button import Button
from tracker.ui.parts.cards import Card
from tracker.ui.parts.chartcard import ChartCard
from tracker.ui.parts.chartlook import chart_words
from tracker.ui.parts.empty import EmptyState
from tracker.ui.parts.pagescroll import PageScroll
from tracker.ui.parts.segmented import Segmented
from tracker.ui.parts.table import TALL_ROW, Table

if TYPE_CHECKING:
    from tracker.domain.changes import Changes
    from tracker.domain.proof import SkillRow
    from tracker.record import Record
    from tracker.ui.desk import Desk
    from tracker.ui.pages.credentials.filter import Wanted


_LIST, _CHART = "list", "chart"


@dataclass(frozen=True, slots=True)
class _Answer:
    rows: list[BackedSkill]
    today: date
    is_narrow: bool


class SkillsView(QWidget):
    """The table of skills; `backers` asks for the credentials that back one."""

    backers = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Empty until `show_wanted`."""
        super().__init__(parent)
        self._desk = desk
        self._model: RowModel[BackedSkill] = RowModel(COLUMNS, self)
        self.table = Table(_("Skills"), self._model.styles(), TALL_ROW)
        self.table.setModel(self._model)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.table.opened.connect(self._open)
        self.table.deleted.connect(self._delete_current)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self._shapes = Segmented(
            [(_LIST, _("List")), (_CHART, _("Chart"))], _("Skills are shown as")
        )
        self._shapes.chosen.connect(self._reshape)
        self._rows: tuple[SkillRow, ...] = ()
        add = Button(_("Add skill"), icon="plus", run=self._add)
        self._card = Card(_("Skills and what backs them"), add, fills=True)
        self._card.body.addWidget(self.table)
        self._chart: ChartCard | None = None
        self._scroll: PageScroll | None = None
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_WIDE)
        column.addWidget(self._shapes)
        column.addWidget(self._card, 1)

    def show_wanted(self, wanted: Wanted) -> None:
        """Ask for the skills whose name or backing credentials fit."""
        self._desk.ask(partial(_answer, wanted), self._show, key=(self, "skills"))

    def _reshape(self, _ident: str = "") -> None:
        """Show the list, or the chart of the same skills; it is made when first looked at."""
        is_chart = self._shapes.current() == _CHART
        self._card.setVisible(not is_chart)
        if not is_chart:
            if self._scroll is not None:
                self._scroll.hide()
            return
        from tracker.charts.skills import skills

        if self._chart is None or self._scroll is None:
            self._chart = ChartCard(self._desk, _("Skills and what backs them"))
            self._chart.canvas.chosen.connect(self.backers)
            self._scroll = PageScroll(has_margins=False)
            self._scroll.column.addWidget(self._chart)
            self._scroll.column.addStretch(1)
            self._column.addWidget(self._scroll, 1)
        self._scroll.show()
        self._chart.show_chart(skills(self._rows, chart_words()))

    def _show(self, answer: _Answer) -> None:
        self._rows = tuple(one.row for one in answer.rows)
        self._shapes.setVisible(bool(answer.rows))
        if not answer.rows:
            self._shapes.pick(_LIST)
        self._reshape()
        index = self.table.currentIndex()
        kept = self._model.row_at(index.row()).id if index.isValid() else 0
        self._model.show_rows(answer.rows, answer.today)
        place = self._model.place_of(kept)
        if place is not None:
            self.table.selectRow(place)
        if answer.is_narrow:
            words = EmptyState(
                _("Nothing found"), _("No skill here fits these words."), icon="search"
            )
        else:
            words = EmptyState(
                _("What can you do?"),
                _("Name skills on a credential or a piece of evidence, and see what backs each."),
                _("Add skill"),
                self._add,
                icon="tag",
            )
        self.table.set_empty(words)

    def _add(self) -> None:
        open_form(self._desk, Kind.SKILL)

    def _open(self, index: QModelIndex) -> None:
        open_form(self._desk, Kind.SKILL, self._model.row_at(index.row()).id)

    def _delete_current(self) -> None:
        index = self.table.currentIndex()
        if index.isValid():
            self._desk.do(partial(_delete, self._model.row_at(index.row()).id))

    def _show_menu(self, at: QPoint) -> None:
        place, where = row_under(self.table, at)
        if place < 0:
            return
        self.table.selectRow(place)
        menu(self.entries(self._model.row_at(place)), self).popup(where)

    def entries(self, one: BackedSkill) -> tuple[Entry, ...]:
        """What can be done with a skill; the first is what Enter does."""
        held = one.row
        backing = tuple(
            Entry(title.replace("&", "&&"), "credentials", partial(self._go, number))
            for number, title in one.credentials
        )
        return (
            Entry(_("Edit …"), "edit", partial(open_form, self._desk, Kind.SKILL, held.id)),
            Entry(
                _("Make it one with …"),
                "tag",
                partial(merge_skill, self._desk, held.id, held.draft.name),
            ),
            LINE,
            *((Entry(_("Open credential"), "credentials", submenu=backing),) if backing else ()),
            Entry(_("List what backs it"), "filter", partial(self.backers.emit, held.id)),
            *(
                (Entry(_("Open its address"), "link", partial(_open_link, held.draft.uri)),)
                if held.draft.uri
                else ()
            ),
            LINE,
            Entry(_("Delete"), "trash", partial(self._desk.do, partial(_delete, held.id))),
        )

    def _go(self, number: int) -> None:
        self._desk.go("credential", number)


def _answer(wanted: Wanted, record: Record) -> _Answer:
    rows, titles = record.skills.rows(), record.credentials.titles()
    if wanted.skill_id is not None:
        rows = tuple(row for row in rows if row.id == wanted.skill_id)
    if wanted.text or wanted.kind is not None or wanted.issuer_id is not None:
        fitting = {row.id for row in wanted.rows(record, is_archived=None)}
        text = wanted.text.casefold()
        rows = tuple(
            row
            for row in rows
            if fitting & set(row.credential_ids)
            or (text and not wanted.is_narrow and text in row.draft.name.casefold())
        )
    backed = [
        BackedSkill(row, tuple((n, titles[n]) for n in row.credential_ids if n in titles))
        for row in rows
    ]
    return _Answer(backed, record.ground.today(), wanted.is_any)


def _delete(number: int, record: Record) -> Changes:
    return record.skills.delete(number)


def _open_link(address: str) -> None:
    QDesktopServices.openUrl(QUrl(address))
