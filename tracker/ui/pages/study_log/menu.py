"""The menu at a session, a plan or a free hour of the study log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from tracker.analytics.studydays import Fate, Planned
from tracker.domain.periods import Period
from tracker.i18n import _, ngettext
from tracker.ui.numbers import time_short
from tracker.ui.pages.study_log.doing import StudyDoing
from tracker.ui.parts.menu import Menu


class StudyMenu(Menu):
    """What can be done with what lies under the pointer or the keyboard.

    Each `offer_…` fills the menu anew; `shown` carries a session that is to be seen in its week.
    """

    shown = Signal(int)

    def __init__(self, doing: StudyDoing, parent: QWidget) -> None:
        """An empty menu that does its work through `doing`."""
        super().__init__(parent)
        self._doing = doing
        self.triggered.connect(self._choose)

    def offer_slot(self, wall: datetime, zone: str, day: date) -> None:
        """Offer what can be put at a free hour, and what can be done with its day."""
        self.clear()
        time = time_short(wall)
        self._offer(_("Log study at {time}…").format(time=time), "log", wall, zone)
        self._offer(_("Plan study at {time}…").format(time=time), "plan", wall, zone)
        self.addSeparator()
        self._offer(_("Copy this day…"), "copy_days", Period(day, day))

    def offer_plan(self, plan: Planned) -> None:
        """Offer what becomes of a planned block."""
        self.clear()
        if plan.fate is Fate.MISSED:
            self._offer(_("Log it…"), "log_plan", plan.block)
        self._offer(_("Move…"), "edit_plan", plan.block.id)
        self._offer(_("Let it go"), "drop_plan", plan.block.id)

    def offer_session(self, ident: int) -> None:
        """Offer what can be done with a session."""
        self.clear()
        self._offer(_("Edit…"), "edit", ident)
        self._offer(_("Copy to the next day"), "copy", (ident,), 1)
        self._offer(_("Copy to a week later"), "copy", (ident,), 7)
        self._offer(_("Copy to another day…"), "ask_copy", ident)
        self.addSeparator()
        self._offer(_("Delete"), "delete", (ident,))

    def offer_rows(self, ident: int, selected: Sequence[int]) -> None:
        """Offer what can be done with a row of the table, or with all that are selected."""
        if len(selected) > 1 and ident in selected:
            self.clear()
            words = ngettext("Delete {n} session", "Delete {n} sessions", len(selected))
            self._offer(words.format(n=len(selected)), "delete", tuple(selected))
            return
        self.offer_session(ident)
        self._offer(_("Show in the week"), "show", ident)

    def _offer(self, words: str, what: str, *about: Any) -> None:
        self.addAction(words).setData((what, about))

    def _choose(self, action: QAction) -> None:
        what, about = action.data()
        calls = {
            "log": self._doing.log_at,
            "plan": self._doing.plan_at,
            "log_plan": self._doing.log_plan,
            "edit_plan": self._doing.edit_plan,
            "drop_plan": self._doing.drop_plan,
            "edit": self._doing.edit,
            "copy": self._doing.copy,
            "ask_copy": self._doing.ask_copy_of,
            "copy_days": self._doing.ask_copy_days,
            "delete": self._doing.delete,
            "show": self.shown.emit,
        }
        calls[what](*about)
