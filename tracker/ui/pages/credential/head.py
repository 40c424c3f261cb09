"""The head of one credential's page: where it stands, what it is called, what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tracker.analytics.progress import next_deadline
from tracker.domain.changes import Kind
from tracker.domain.words import CredentialState
from tracker.i18n import _
from tracker.ui import theme
from tracker.ui.forms import open_form
from tracker.ui.item_models.credentials import (
    SOON_DAYS,
    badge_tone,
    deadline_text,
    is_open,
    state_chip,
)
from tracker.ui.menus import below, menu
from tracker.ui.numbers import day_short, hours
from tracker.ui.pages.credentials.actions import mark_as_earned, row_entries
from tracker.ui.parts.badge import LARGE, Badge
from tracker.ui.parts.button import Button, icon_button
from tracker.ui.parts.chip import Chip, ChipKind
from tracker.ui.parts.flow import FlowLayout
from tracker.ui.parts.labels import ElidedLabel, PlainLabel
from tracker.ui.parts.linkbutton import LinkButton

if TYPE_CHECKING:
    from tracker.analytics.credential import CredentialView
    from tracker.ui.desk import Desk


# Less room than this for title and buttons beside one another [logical px].
_STACK_BELOW = 620


class CredentialHead(QWidget):
    """Breadcrumb, badge, title, chips, and the buttons at the end."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Empty until `show_view`."""
        super().__init__(parent)
        self._desk = desk
        self._view: CredentialView | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.GAP)
        self._place = ElidedLabel("", tone="muted")
        crumbs = QHBoxLayout()
        crumbs.setSpacing(theme.GAP_TINY + 2)
        crumbs.addWidget(LinkButton(_("Credentials"), self._go_back))
        crumbs.addWidget(self._place, 1)
        whole.addLayout(crumbs)
        self._badge = Badge("credentials", side=LARGE)
        # Its own page has room for the whole of a long title.
        self._title = PlainLabel("", "title", wraps=True)
        self._title.setMinimumWidth(1)
        self._chips_holder = QWidget()
        self._chips = FlowLayout(theme.GAP_SMALL, self._chips_holder)
        words = QVBoxLayout()
        words.setSpacing(theme.GAP_SMALL)
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._chips_holder)
        words.addStretch(1)
        self._earn = Button(_("Mark as earned"), run=self._mark_as_earned)
        self._log = Button(_("Log study"), icon="clock-plus", run=self._log_study)
        self._more = icon_button("more", _("More actions"), self._show_menu)
        first = QHBoxLayout()
        first.setSpacing(theme.GAP_WIDE)
        first.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignVCenter)
        first.addLayout(words, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GAP)
        for button in (self._log, self._earn, self._more):
            buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        buttons.addStretch(1)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._box.setSpacing(theme.GAP)
        self._box.addLayout(first, 1)
        self._box.addLayout(buttons)
        whole.addLayout(self._box)

    def show_view(self, view: CredentialView) -> None:
        """Show another credential, or the same as it stands now."""
        self._view = view
        row = view.row
        state = state_chip(row, view.today)[0]
        self._place.setText(_("/ {state}").format(state=state[:1].upper() + state[1:]))
        self._badge.show_icon(
            "archive" if row.is_archived else "credentials", badge_tone(row, view.today)
        )
        self._title.setText(row.title)
        # A title in another direction than the window's still begins where the badge ends.
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        self._title.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        self._earn.setVisible(row.draft.state is not CredentialState.EARNED)
        self._log.setVisible(row.draft.state is CredentialState.EARNED)
        self._chips.clear()
        for text, kind in _chips(view):
            self._chips.addWidget(Chip(text, kind))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the buttons go below the title."""
        super().resizeEvent(event)
        is_narrow = self.width() < theme.current().px(_STACK_BELOW)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._box.setDirection(down if is_narrow else across)

    def _go_back(self) -> None:
        self._desk.go("credentials")

    def _mark_as_earned(self) -> None:
        if self._view is not None:
            mark_as_earned(self._desk, self._view.row)

    def _log_study(self) -> None:
        from tracker.domain.study import Share

        if self._view is not None:
            open_form(self._desk, Kind.STUDY_SESSION, shares=(Share(self._view.row.id),))

    def _show_menu(self) -> None:
        if self._view is not None:
            menu(row_entries(self._desk, self._view.row), self).popup(below(self._more))


def _chips(view: CredentialView) -> list[tuple[str, ChipKind]]:
    """State, the next deadline with what it asks for, the end of validity, pathways."""
    from tracker.analytics.progress import needed_minutes_a_day

    row, today = view.row, view.today
    found: list[tuple[str, ChipKind]] = []
    found.append(state_chip(row, today))
    if row.is_archived:
        found.append((_("in the archive"), "plain"))
    deadline = next_deadline(row, today) if is_open(row) else None
    if deadline is not None:
        needed = needed_minutes_a_day(row, deadline)
        words = deadline_text(deadline)
        if needed:
            words = _("{deadline} · {length} a day").format(deadline=words, length=hours(needed))
        is_soon = deadline.days <= SOON_DAYS
        found.append((words, "money" if is_soon else "plain"))
    over = row.logged_seconds - (row.draft.planned_minutes or 0) * 60
    if row.draft.planned_minutes is not None and over >= 60 and is_open(row):
        found.append((_("{length} over plan").format(length=hours(over // 60)), "bad"))
    if row.draft.earned_on is not None and row.draft.state is CredentialState.EARNED:
        day = day_short(row.draft.earned_on, today)
        found.append((_("earned {day}").format(day=day), "plain"))
    if row.draft.valid_until is not None and not row.is_expired(today):
        day = day_short(row.draft.valid_until, today)
        found.append((_("valid until {day}").format(day=day), "plain"))
    for place in view.pathways:
        words = _("stacks into {pathway} · {earned} of {steps} earned").format(
            pathway=place.title, earned=place.earned, steps=place.steps
        )
        found.append((words, "plain"))
    return found
