"""The study log: hours by week, day and month, as a sheet to type into, and all as a table."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from tracker.analytics.studydays import StudyDays
from tracker.domain.changes import Kind
from tracker.domain.instants import Moment, day_of
from tracker.i18n import _
from tracker.ui import theme
from tracker.ui.page import Page
from tracker.ui.pages.study_log.asking import (
    DAY,
    HOURS,
    MONTH,
    TABLE,
    WEEK,
    Look,
    days_of,
    turned,
)
from tracker.ui.pages.study_log.blocks import (
    Tones,
    now_place,
    show_month,
)
from tracker.ui.pages.study_log.doing import StudyDoing
from tracker.ui.pages.study_log.hand import GridHand
from tracker.ui.pages.study_log.hours import HoursCard
from tracker.ui.pages.study_log.menu import StudyMenu
from tracker.ui.pages.study_log.side import SideScroll, TotalsCard
from tracker.ui.pages.study_log.table import StudyTable
from tracker.ui.pages.study_log.weeks import WeeksCard
from tracker.ui.parts.button import Button, icon_button
from tracker.ui.parts.cards import Card
from tracker.ui.parts.empty import EmptyState
from tracker.ui.parts.flow import Columns
from tracker.ui.parts.monthgrid import MonthGrid
from tracker.ui.parts.pagehead import PageHead
from tracker.ui.parts.segmented import Segmented

if TYPE_CHECKING:
    from tracker.ui.desk import Desk

# The line of this moment moves by a pixel in about two minutes.
_NOW_EVERY_MS = 30_000
# Shares of grid and side cards, and the width under which the cards go below the grid.
_GRID_SHARE, _SIDE_SHARE, _STACK_BELOW = 79, 21, 900
_LEAST_GRID = 420
# What stands above and below the grid on the page [px]: its margins, the head, the gap.
_AROUND = 22 + theme.MARGIN + theme.GAP_WIDE


class StudyLogPage(Page):
    """Week, day, month and table of all study."""

    shows = frozenset(
        {
            Kind.STUDY_SESSION,
            Kind.STUDY_SHARE,
            Kind.PLANNED_BLOCK,
            Kind.CREDENTIAL,
            Kind.GOAL,
            Kind.RECORD_SETTING,
        }
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """The empty room; asks when it is first seen."""
        super().__init__(desk, parent)
        self._wanted = Look(WEEK, None)
        self._answer: StudyDays | None = None
        self._shown: Look | None = None
        self._tones = Tones()
        self.doing = StudyDoing(desk, self)
        self._menu = StudyMenu(self.doing, self)
        self._menu.shown.connect(self.show_item)
        self.hand = GridHand(desk, self.doing, self._menu, self)
        self._build_head()
        self._build_grid()
        self.table = StudyTable(desk)
        self.hours = HoursCard(desk, self.doing)
        self.hours.day_wanted.connect(self._show_cell)
        self._empty = Card(fills=True)
        self._empty.body.addWidget(
            EmptyState(
                _("No study yet"),
                _("Type it above, such as «45m reading yesterday 19:00», or fill in a form."),
                _("Log past study"),
                self.doing.log,
                icon="study-log",
            )
        )
        self.weeks = WeeksCard(desk)
        for widget in (self._columns, self.hours, self.weeks, self.table, self._empty):
            self.column.addWidget(widget)
        self.column.addStretch(1)
        self._show_view()
        self.table.opened.connect(self.doing.edit)
        self.table.deleted.connect(self.doing.delete)
        self.table.copy_wanted.connect(self.doing.ask_copy_of)
        self.table.menu_wanted.connect(self._open_row_menu)
        self._clock = QTimer(self)
        self._clock.setInterval(_NOW_EVERY_MS)
        self._clock.timeout.connect(self._ask_now)

    def refresh(self) -> None:
        """Ask for the days in sight, or for the table."""
        look = self._wanted
        if look.view == TABLE:
            self.weeks.refresh()
            self.table.refresh()
        elif look.view == HOURS:
            self.hours.show_week(look.day)
        self.desk.ask(lambda record: days_of(record, look), self._show, key=(self, "days"))

    def show_item(self, ident: int) -> None:
        """Show a session by its number; a negative number is a day, as minus its ordinal."""
        if ident < 0:
            self.show_day(date.fromordinal(-ident))
            return
        self.hand.await_session(ident)
        self.desk.ask(lambda record: record.study.one(ident).day, self._go_to_session, key=self)

    def show_day(self, day: date, view: str = WEEK) -> None:
        """Show a day, in its week or alone."""
        self._look_at(Look(view, day))

    def view(self) -> str:
        """The view in sight: `week`, `day`, `hours`, `month` or `table`."""
        return self._wanted.view

    def showEvent(self, event: QShowEvent) -> None:
        """The line of this moment moves while it is seen."""
        super().showEvent(event)
        self._clock.start()
        self._fit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing moves where nobody looks."""
        super().hideEvent(event)
        self._clock.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The grid is as tall as the room."""
        super().resizeEvent(event)
        self._fit()

    def _build_head(self) -> None:
        self._views = Segmented(
            [
                (WEEK, _("Week")),
                (DAY, _("Day")),
                (HOURS, _("Hours")),
                (MONTH, _("Calendar")),
                (TABLE, _("Table")),
            ],
            _("View of the study log"),
            wraps=True,
        )
        self._views.chosen.connect(self._choose_view)
        self._back = icon_button("chevron-left", _("Earlier"), self._go_back)
        self._now = Button(_("This week"), run=self._go_now)
        self._on = icon_button("chevron-right", _("Later"), self._go_on)
        self._copy = Button(_("Copy…"), run=self._ask_copy)
        importing = Button(_("Import…"), run=self.doing.open_import)
        actions = [self._back, self._now, self._on, self._copy, importing]
        self._head = PageHead(_("Study log"), beside=self._views, actions=actions)
        self.column.addWidget(self._head)

    def _build_grid(self) -> None:
        self.grid, self.overlap, self.selected = (
            self.hand.grid,
            self.hand.overlap,
            self.hand.selected,
        )
        self._grid_card = Card(fills=True)
        self._grid_card.body.addWidget(self.grid, 1)
        self.month = MonthGrid()
        self._grid_card.body.addWidget(self.month, 1)
        self.month.chosen.connect(self._open_month_day)
        self.month.turned.connect(self._turn)
        self.totals = TotalsCard()
        self._side = SideScroll((self.totals, self.overlap, self.selected))
        parts = [(self._grid_card, _GRID_SHARE), (self._side, _SIDE_SHARE)]
        self._columns = Columns(parts, _STACK_BELOW)
        self.grid.day_opened.connect(self._open_day)
        self.grid.turned.connect(self._turn)
        self.hand.followed.connect(self.show_item)
        self.doing.copied_to.connect(self._follow_copy)

    def _fit(self) -> None:
        """Give the views the height that is left on the page."""
        room = self.height() - _AROUND - self._head.sizeHint().height()
        tall = max(room, theme.current().px(_LEAST_GRID))
        for card in (self._grid_card, self.hours, self._empty):
            card.setFixedHeight(tall)
        above = self.weeks.sizeHint().height() + theme.GAP_WIDE
        self.table.setFixedHeight(max(tall - above, theme.current().px(_LEAST_GRID)))
        if self._wanted.view == MONTH:
            # A month with six weeks needs more than a grid that scrolls.
            pad = 2 * (theme.CARD_PADDING + theme.HAIRLINE)
            least = self.month.minimumSizeHint().height() + pad
            self._grid_card.setFixedHeight(max(tall, least))
        is_stacked = self._columns.width() < theme.current().px(_STACK_BELOW)
        self._side.fit(None if is_stacked else tall)

    def _show_view(self) -> None:
        is_empty = self._answer is not None and not self._answer.has_any
        is_empty = is_empty and not (self._answer and self._answer.planned)
        view = self._wanted.view
        # An empty sheet is filled by typing; there is no need to be led elsewhere first.
        is_empty = is_empty and view != HOURS
        self._empty.setVisible(is_empty)
        self._columns.setVisible(not is_empty and view not in (HOURS, TABLE))
        self.hours.setVisible(view == HOURS)
        self.weeks.setVisible(not is_empty and view == TABLE)
        self.table.setVisible(not is_empty and view == TABLE)
        for button in (self._back, self._now, self._on):
            button.setVisible(view != TABLE and not is_empty)
        self._copy.setVisible(view in (WEEK, HOURS, DAY) and not is_empty)
        self._copy.setAccessibleName(
            _("Copy this day to another…") if view == DAY else _("Copy this week to another one…")
        )
        self.grid.setVisible(view != MONTH)
        self.month.setVisible(view == MONTH)
        texts = {
            WEEK: _("This week"),
            HOURS: _("This week"),
            DAY: _("Today"),
            MONTH: _("This month"),
        }
        self._now.setText(texts.get(view, ""))
        self._now.updateGeometry()
        self._fit()

    def _choose_view(self, view: str) -> None:
        day = self._wanted.day
        row = self.hand.picked_row()
        if row is not None:
            day = row.day
        self._look_at(Look(view, day))

    def _look_at(self, look: Look) -> None:
        self._wanted = look
        self._views.pick(look.view)
        self._show_view()
        if self.isVisible():
            self.refresh()
        else:
            self.mark_stale()

    def _go_back(self) -> None:
        self._turn(-1)

    def _go_on(self) -> None:
        self._turn(1)

    def _go_now(self) -> None:
        self._look_at(Look(self._wanted.view, None))

    def _turn(self, by: int) -> None:
        if self._answer is None:
            return
        self._look_at(turned(self._wanted, self._answer.today, by))

    def _follow_copy(self, day: date) -> None:
        """Show the days to which something is being copied."""
        if self._wanted.view in (WEEK, HOURS, DAY):
            self._look_at(Look(self._wanted.view, day))

    def _show_cell(self, day: date, ident: int) -> None:
        """Show the sessions of which a cell of the sheet is made."""
        self.hand.await_session(ident)
        self._look_at(Look(DAY, day))
        self.grid.setFocus()

    def _ask_copy(self) -> None:
        if self._answer is not None:
            self.doing.ask_copy_days(self._answer.period)

    def _open_month_day(self, day: date) -> None:
        self._look_at(Look(DAY, day))

    def _open_day(self, column: int) -> None:
        if self._answer is None:
            return
        if self._wanted.view == DAY:
            self._look_at(Look(WEEK, self._answer.period.first))
        else:
            day = self._answer.period.first + timedelta(days=column)
            self._look_at(Look(DAY, day))

    def _go_to_session(self, day: date) -> None:
        view = self._wanted.view if self._wanted.view in (WEEK, DAY) else WEEK
        self._look_at(Look(view, day))

    def _show(self, answer: StudyDays) -> None:
        is_other = self._shown is None or self._answer is None
        is_other = is_other or answer.period != cast(StudyDays, self._answer).period
        self._answer, self._shown = answer, self._wanted
        self._show_view()
        self._tones.learn(answer.by_credential)
        self.totals.show_answer(answer, self._tones)
        if self._wanted.view == MONTH:
            show_month(self.month, answer, self._tones, self._wanted.day or answer.today)
            self.hand.show_month(answer)
            self._fit()
        else:
            self.hand.show_days(answer, self._tones, is_other=is_other)

    def _ask_now(self) -> None:
        self.desk.ask(lambda record: record.ground.moment(), self._show_now, key=(self, "now"))

    def _show_now(self, now: Moment) -> None:
        answer = self._answer
        if answer is None:
            return
        if day_of(now, answer.day_starts_at) != answer.today:
            self.refresh()
        else:
            self.grid.show_now(now_place(answer, now))

    def _open_row_menu(self, ident: int, place: QPoint) -> None:
        self._menu.offer_rows(ident, self.table.selected_ids())
        self._menu.popup(place)
