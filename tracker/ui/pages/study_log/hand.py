"""What the time grid, its cards and its menu do with the days in sight."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from tracker.analytics.studydays import Planned, StudyDays
from tracker.domain.changes import Changes, Kind
from tracker.domain.study import StudyRow
from tracker.ui.pages.study_log.asking import last_changed
from tracker.ui.pages.study_log.blocks import (
    SESSION,
    Key,
    Tones,
    plan_of,
    row_of,
    session_of,
    show_grid,
    wall_at,
)
from tracker.ui.pages.study_log.doing import StudyDoing
from tracker.ui.pages.study_log.lifting import lift_words, record_lift
from tracker.ui.pages.study_log.menu import StudyMenu
from tracker.ui.pages.study_log.overlap import OverlapCard
from tracker.ui.pages.study_log.selected import SelectedCard
from tracker.ui.parts.gridlift import Lift
from tracker.ui.parts.weekgrid import WeekGrid

if TYPE_CHECKING:
    from tracker.ui.desk import Desk


class GridHand(QObject):
    """Keeps the grid and the cards beside it in step, and hands on what is done with them.

    `followed` carries a session that was moved to days that are not in sight.
    """

    followed = Signal(int)

    def __init__(self, desk: Desk, doing: StudyDoing, menu: StudyMenu, parent: QObject) -> None:
        """Nothing is shown before `show_days`."""
        super().__init__(parent)
        self._desk, self._doing, self._menu = desk, doing, menu
        self._answer: StudyDays | None = None
        self._pending: int | None = None
        # A session that is on its way to days that are not in sight.
        self._leaving: int | None = None
        desk.did.connect(self._follow)
        self.grid = WeekGrid()
        self.overlap, self.selected = OverlapCard(), SelectedCard()
        self.grid.tell_span = self._tell_span
        self.grid.selected.connect(self._select)
        self.grid.opened.connect(self._open)
        self.grid.deleted.connect(self._delete)
        self.grid.lifted.connect(self._record)
        copying = QShortcut(QKeySequence("Ctrl+D"), self.grid)
        copying.setContext(Qt.ShortcutContext.WidgetShortcut)
        copying.activated.connect(self._ask_copy_selected)
        self.grid.slot_opened.connect(self._open_slot)
        self.grid.menu_wanted.connect(self._open_menu)
        self.overlap.kept.connect(doing.keep_both)
        self.overlap.ended.connect(doing.end_at)
        self.overlap.begun.connect(doing.begin_at)
        self.overlap.moved.connect(doing.move)
        self.overlap.edited.connect(doing.edit)
        self.overlap.shown.connect(self._pick_session)
        self.selected.edited.connect(self._edit_selected)
        self.selected.deleted.connect(self._delete_selected)
        self.selected.copied.connect(self._copy_selected)
        self.selected.copy_asked.connect(self._ask_copy_selected)
        self.selected.logged.connect(self._log_selected)

    def await_session(self, ident: int) -> None:
        """Pick a session as soon as its days are shown."""
        self._pending = ident

    def show_days(self, answer: StudyDays, tones: Tones, *, is_other: bool) -> None:
        """Show the days of an answer; `is_other` where other days were shown before."""
        self._answer = answer
        show_grid(self.grid, answer, tones)
        if is_other:
            self.grid.look_at_study()
        if self._pending is not None and row_of(answer, (SESSION, self._pending)) is not None:
            # An answer that was on its way before may still show other days.
            self.grid.pick((SESSION, self._pending))
            self._pending = None
        self.overlap.show_overlaps(answer.overlaps, session_of(self.picked()))
        self._show_selected()

    def show_month(self, answer: StudyDays) -> None:
        """Another view is shown: nothing is picked there."""
        self._answer = answer
        self.overlap.show_overlaps(())
        self.selected.hide()

    def picked(self) -> Key | None:
        """The key of what is picked."""
        return cast("Key | None", self.grid.picked())

    def picked_row(self) -> StudyRow | None:
        """The session that is picked."""
        return None if self._answer is None else row_of(self._answer, self.picked())

    def _picked_plan(self) -> Planned | None:
        return None if self._answer is None else plan_of(self._answer, self.picked())

    def _pick_session(self, ident: int) -> None:
        self.grid.pick((SESSION, ident), is_told=True)

    def _select(self, key: Hashable) -> None:
        ident = session_of(cast("Key | None", key))
        if ident is not None:
            self.overlap.turn_to(ident)
        self._show_selected()

    def _show_selected(self) -> None:
        answer, row, plan = self._answer, self.picked_row(), self._picked_plan()
        if answer is not None and row is not None:
            self.selected.show_session(row, answer)
            ident = row.id
            self._desk.ask(
                lambda record: last_changed(record, ident),
                self._show_changed,
                key=(self, "changed"),
            )
        elif answer is not None and plan is not None:
            self.selected.show_planned(plan, answer)
        else:
            self.selected.hide()

    def _show_changed(self, changed: tuple[int, str]) -> None:
        row, answer = self.picked_row(), self._answer
        if row is not None and answer is not None and row.id == changed[0]:
            self.selected.show_session(row, answer, changed[1])

    def _tell_span(self, lift: Lift) -> tuple[str, str]:
        return ("", "") if self._answer is None else lift_words(self._answer, lift)

    def _record(self, lift: Lift, is_copy: bool) -> None:
        answer = self._answer
        if answer is None:
            return
        day = wall_at(answer, 0, lift.start).date()
        is_leaving = not answer.period.contains(day) and not is_copy
        self._leaving = session_of(cast("Key | None", lift.key)) if is_leaving else None
        record_lift(self._doing, answer, lift, self.grid.let_go, is_copy=is_copy)

    def _follow(self, changes: Changes) -> None:
        ident = self._leaving
        if ident is not None and ident in changes.ids.get(Kind.STUDY_SESSION, ()):
            self._leaving = None
            self.followed.emit(ident)

    def _open(self, key: Key) -> None:
        if key[0] == SESSION:
            self._doing.edit(key[1])
        else:
            self._doing.edit_plan(key[1])

    def _delete(self, key: Key) -> None:
        if key[0] == SESSION:
            self._doing.delete([key[1]])
        else:
            self._doing.drop_plan(key[1])

    def _edit_selected(self) -> None:
        if (key := self.picked()) is not None:
            self._open(key)

    def _delete_selected(self) -> None:
        if (key := self.picked()) is not None:
            self._delete(key)

    def _copy_selected(self, days: int) -> None:
        if (row := self.picked_row()) is not None:
            self._doing.copy([row.id], days)

    def _ask_copy_selected(self) -> None:
        if (row := self.picked_row()) is not None:
            self._doing.ask_copy_of(row.id)

    def _log_selected(self) -> None:
        if (plan := self._picked_plan()) is not None:
            self._doing.log_plan(plan.block)

    def _open_slot(self, column: int, minute: int) -> None:
        if self._answer is not None:
            wall = wall_at(self._answer, column, minute)
            self._doing.log_at(wall, self._answer.now.zone)

    def _open_menu(self, key: Key | None, column: int, minute: int, place: QPoint) -> None:
        answer, plan = self._answer, self._picked_plan()
        if answer is None:
            return
        if key is not None and key[0] == SESSION:
            self._menu.offer_session(key[1])
        elif plan is not None:
            self._menu.offer_plan(plan)
        elif key is None and column >= 0:
            wall = wall_at(answer, column, minute)
            day = answer.period.day_at(column)
            self._menu.offer_slot(wall, answer.now.zone, day)
        else:
            return
        self._menu.popup(place)
