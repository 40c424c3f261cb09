"""The study log as a sheet of hours: a week of numbers, typed as into a spreadsheet."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tracker.analytics.hourssheet import HoursSheet, SheetKey
from tracker.domain.periods import Period
from tracker.i18n import _, ngettext
from tracker.ui import reading, theme
from tracker.ui.dialogs.question import Answer, Question
from tracker.ui.item_models.hourssheet import STYLES, SheetModel
from tracker.ui.numbers import day_long, duration
from tracker.ui.pages.study_log.doing import StudyDoing
from tracker.ui.parts.button import Button
from tracker.ui.parts.cards import Card
from tracker.ui.parts.labels import PlainLabel
from tracker.ui.parts.menu import Menu
from tracker.ui.parts.notice import Notice
from tracker.ui.parts.sheet import Sheet

if TYPE_CHECKING:
    from tracker.record import Record
    from tracker.ui.desk import Desk

_WEEK = timedelta(days=7)


class HoursCard(Card):
    """The sheet of a week, with a line that says what the cell under the keyboard is made of.

    `day_wanted` carries the day of a cell whose sessions are to be seen, and the first of them.
    """

    day_wanted = Signal(object, int)

    def __init__(self, desk: Desk, doing: StudyDoing, parent: QWidget | None = None) -> None:
        """Asks nothing before `show_week`."""
        super().__init__(fills=True, parent=parent)
        self._desk, self._doing = desk, doing
        self._day: date | None = None
        self._added: tuple[SheetKey, ...] = ()
        self.model = SheetModel(self)
        self.sheet = Sheet(_("Hours of the week"), STYLES)
        self.sheet.setModel(self.model)
        self.sheet.typed.connect(self._type)
        self.sheet.cleared.connect(self._clear)
        self.sheet.opened.connect(self._open)
        self.sheet.moved.connect(self._tell)
        self.model.modelReset.connect(self._begin)
        self.model.dataChanged.connect(self._tell_here)
        self.problem = Notice("", "bad")
        self.words = PlainLabel("", "secondary", "muted", wraps=True)
        self._add_menu, self._last_menu = Menu(self), Menu(self)
        self._add_menu.triggered.connect(self._add_row)
        self._last_menu.triggered.connect(self._take_last)
        self.add_button = Button(_("Add a row"))
        self.add_button.setMenu(self._add_menu)
        self.last_button = Button(_("Last week"))
        self.last_button.setMenu(self._last_menu)
        self._last_menu.addAction(_("Add its rows")).setData("rows")
        self._last_menu.addAction(_("Copy its hours here…")).setData("hours")
        row = QHBoxLayout()
        row.setSpacing(theme.GAP_SMALL)
        row.addWidget(self.words, 1)
        row.addWidget(self.add_button)
        row.addWidget(self.last_button)
        self.body.addWidget(self.sheet, 1)
        self.body.addWidget(self.problem)
        self.body.addLayout(row)

    def show_week(self, day: date | None) -> None:
        """Ask for the week of a day, None for the present one."""
        self._day = day
        added = self._added

        def ask(record: Record) -> HoursSheet:
            return record.hours_sheets.week(day or record.ground.today(), added)

        self._desk.ask(ask, self._show, key=(self, "sheet"))

    def _show(self, sheet: HoursSheet) -> None:
        self.model.show_sheet(sheet)
        self._add_menu.clear()
        for number, title in sorted(sheet.offered.items(), key=lambda one: one[1].casefold()):
            self._add_menu.addAction(title.replace("&", "&&")).setData(number)
        self.add_button.setEnabled(bool(sheet.offered))

    def _begin(self) -> None:
        """The keyboard stands at today, or at the first day of another week."""
        sheet = self.model.sheet()
        if sheet is None or not sheet.rows:
            self.words.setText(_("Add a row, then type how long you studied on each day."))
            return
        place = (sheet.today - sheet.period.first).days if sheet.period.contains(sheet.today) else 0
        self.sheet.setCurrentIndex(self.model.index(0, place + 1))

    def _tell(self, index: QModelIndex) -> None:
        self.words.setText(self.model.words(index))

    def _tell_here(self) -> None:
        self._tell(self.sheet.currentIndex())

    def _place(self, index: QModelIndex) -> tuple[SheetKey, date] | None:
        """The row and the day of a cell."""
        sheet, row = self.model.sheet(), self.model.row_at(index.row())
        if sheet is None or row is None or self.model.cell_at(index) is None:
            return None
        return row.key, sheet.period.day_at(index.column() - 1)

    def _type(self, index: QModelIndex, text: str) -> None:
        """Record what was typed into a cell, or say what is wrong with it."""
        place, cell = self._place(index), self.model.cell_at(index)
        if place is None or cell is None:
            return
        key, day = place
        plain = text.strip()
        is_more = plain.startswith("+")
        try:
            seconds = 0 if plain in ("", "0") else reading.read_length(plain.lstrip("+ ")) or 0
        except ValueError as error:
            self.problem.say(str(error))
            self.sheet.write(index, text)
            return
        self.problem.say("")
        if is_more:
            if seconds:
                self._doing.add_hours(key, day, seconds)
        elif cell.sessions and not cell.is_plain:
            if seconds != cell.seconds:
                self._ask_mixed(index, seconds)
        elif seconds != cell.seconds:
            self._doing.put_hours(key, day, seconds)

    def _clear(self, index: QModelIndex) -> None:
        cell, place = self.model.cell_at(index), self._place(index)
        if cell is None or place is None or not cell.sessions:
            return
        if cell.is_plain:
            self._doing.put_hours(*place, 0)
        else:
            self._ask_mixed(index, 0)

    def _open(self, index: QModelIndex) -> None:
        cell, place = self.model.cell_at(index), self._place(index)
        if cell is not None and place is not None and cell.sessions:
            self.day_wanted.emit(place[1], cell.sessions[0])

    def _ask_mixed(self, index: QModelIndex, seconds: int) -> None:
        """Several sessions are never written over: say so, and offer what can be done instead."""
        cell, place = self.model.cell_at(index), self._place(index)
        row = self.model.row_at(index.row())
        if cell is None or place is None or row is None:
            return
        words = ngettext(
            "{title} on {day} is {length} in {n} session that was timed, is shared or imported.",
            "{title} on {day} is {length} in {n} sessions.",
            len(cell.sessions),
        ).format(
            title=row.title or _("Study"),
            day=day_long(place[1]),
            length=duration(cell.seconds),
            n=len(cell.sessions),
        )
        answers = [Answer("show", _("Show them"), _("S"), "primary")]
        missing = seconds - cell.seconds
        if missing > 0:
            text = _("Add {length}, so that it is {whole}")
            text = text.format(length=duration(missing), whole=duration(seconds))
            answers.insert(0, Answer("add", text, _("A"), "primary"))
            answers[1] = Answer("show", _("Show them"), _("S"))
        answers.append(Answer("back", _("Go back"), _("B")))
        sentences = [words, _("They are not written over. Nothing was changed.")]
        question = Question(_("Not one number"), sentences, answers, refusal="back")
        hearer = partial(self._answer_mixed, QModelIndex(index), missing)
        question.hearer = hearer
        question.answered.connect(hearer)
        question.present()

    def _answer_mixed(self, index: QModelIndex, missing: int, answer: str) -> None:
        place = self._place(index)
        if answer == "add" and place is not None:
            self._doing.add_hours(*place, missing)
        elif answer == "show":
            self._open(index)
        self.sheet.setFocus()

    def _add_row(self, action: QAction) -> None:
        self._add_keys([SheetKey(int(action.data()))])

    def _add_keys(self, keys: list[SheetKey] | tuple[SheetKey, ...]) -> None:
        self._added = tuple(dict.fromkeys((*self._added, *keys)))
        self.show_week(self._day)
        self.sheet.setFocus()

    def _take_last(self, action: QAction) -> None:
        sheet = self.model.sheet()
        if sheet is None:
            return
        source = Period(sheet.period.first - _WEEK, sheet.period.last - _WEEK)
        if action.data() == "hours":
            self._doing.copy_days(source, sheet.period.first)
        else:
            self._desk.ask(
                lambda record: record.hours_sheets.keys_between(source),
                self._add_keys,
                key=(self, "keys"),
            )
