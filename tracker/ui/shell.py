"""The main window: side bar, top bar, the page in sight, and the word at its foot.

It knows specs and no page's class. It stands before the record is open; `open` hands it the desk.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from tracker.errors import TrackerError
from tracker.i18n import _
from tracker.ui import icons, theme
from tracker.ui.actions import ACTIONS, ActionSpec
from tracker.ui.keys.taborder import step
from tracker.ui.menus import open_menu_here
from tracker.ui.numbers import time_short, when
from tracker.ui.pages import PAGES, SLOTS, PageSpec, SlotSpec
from tracker.ui.parts.empty import EmptyState
from tracker.ui.parts.skeleton import Skeleton
from tracker.ui.parts.toast import Toast
from tracker.ui.sidebar import Sidebar
from tracker.ui.topbar import TopBar
from tracker.ui.warming import Warming

if TYPE_CHECKING:
    from tracker.domain.changes import Changes
    from tracker.ui.desk import Desk
    from tracker.ui.page import Page

_WINDOW = (1440, 900)
# What a window manager's frame and title bar take at most; nobody knows before it is shown.
_FRAME = (16, 48)


class Shell(QMainWindow):
    """The window. `closing` is emitted once, when it is closed."""

    closing = Signal()

    def __init__(
        self,
        pages: Sequence[PageSpec] = PAGES,
        slots: Sequence[SlotSpec] = SLOTS,
        actions: Sequence[ActionSpec] = ACTIONS,
        parent: QWidget | None = None,
    ) -> None:
        """The frame with an empty page in it; nothing can be chosen before `open`."""
        super().__init__(parent)
        self._specs = {spec.id: spec for spec in pages}
        self._slots = slots
        self._actions = actions
        self._desk: Desk | None = None
        self.may_close: Callable[[], bool] | None = None
        self._pages: dict[str, Page] = {}
        self._scale = theme.current().scale
        self.setWindowTitle(_("Cairn"))
        self.setWindowIcon(icons.icon(icons.LOGO))
        self._sidebar = Sidebar(
            [spec for spec in pages if not spec.under], [one for one in actions if one.at_foot]
        )
        self._topbar = TopBar()
        self._topbar.setVisible(bool(slots))
        self._stack = QStackedWidget()
        self._stack.addWidget(Skeleton())
        self._lay_out()
        self.toast = Toast(self._stack)
        self._sidebar.setEnabled(False)
        self._sidebar.chosen.connect(self.go)
        self._sidebar.asked.connect(self.run)
        self._fit()

    def open(self, desk: Desk) -> None:
        """Take the desk, fill the top bar and show the first page."""
        self._desk = desk
        made = self._topbar.fill(self._slots, desk)
        desk.slots.update(zip((spec.id for spec in self._slots), made, strict=True))
        desk.did.connect(self._offer_undo)
        desk.said.connect(self._say)
        desk.entering.connect(self.toast.enter)
        desk.going.connect(self.go)
        desk.theme.changed.connect(self._follow_size)
        self._sidebar.setEnabled(True)
        for spec in self._specs.values():
            if spec.key:
                usual = (spec.key, *self._keys_of_action(spec.id))
                desk.keys.bind(self, spec.id, usual, partial(self.go, spec.id))
        for action in self._actions:
            if action.is_bound and action.id not in self._specs:
                desk.keys.bind(self, action.id, action.shortcuts, partial(self.run, action.id))
        if sys.platform != "win32":
            # There the system itself makes a menu of these keys.
            QShortcut(QKeySequence("Shift+F10"), self, open_menu_here)
        self._sidebar.follow(desk.keys)
        Warming(desk.tasks, [spec.module for spec in self._specs.values()], self)
        if self._specs:
            self.go(next(iter(self._specs)))

    def go(self, ident: str, item: int = 0) -> None:
        """Show the page `ident`, and in it the item with the key `item`, if that is not 0."""
        if self._desk is None or ident not in self._specs:
            return
        spec = self._specs[ident]
        page = self._pages.get(ident)
        if page is None:
            page = spec.build(self._desk)
            self._pages[ident] = page
            self._stack.addWidget(page)
        self._sidebar.choose(spec.under or ident)
        self._stack.setCurrentWidget(page)
        self.setWindowTitle(_("{place} – Cairn").format(place=spec.text()))
        if item:
            page.show_item(item)

    def run(self, ident: str) -> None:
        """Do the action `ident`, if it can be done now."""
        action = self._action(ident)
        if self._desk is not None and action.is_enabled(self._desk):
            action.run(self._desk)

    def page(self, ident: str) -> Page | None:
        """The page `ident`, if it was seen already."""
        return self._pages.get(ident)

    def place(self) -> str:
        """The id of the page in sight; "" before the record is open."""
        shown = self._stack.currentWidget()
        return next((ident for ident, page in self._pages.items() if page is shown), "")

    def mark_stale(self) -> None:
        """Let every page ask anew, because the day changed."""
        for page in self._pages.values():
            page.mark_stale()

    def show_failure(self, error: TrackerError, again: Callable[[], object]) -> None:
        """Say in place of the pages why the record can't be opened, and offer to try `again`."""
        text = f"{error.message}\n{error.hint}".strip()
        state = EmptyState(error.title, text, _("Try again"), again, icon="warning", tone="money")
        self._replace_first(state)

    def show_opening(self) -> None:
        """Show the empty shape again while the record is being opened."""
        self._replace_first(Skeleton())

    def show_saved(self, backed_up_at: datetime | None, today: date) -> None:
        """Say at the foot that the record is on this computer, and when it was backed up.

        `backed_up_at` is a wall time; None where no backup was made yet. A time of `today` stands
        without its day.
        """
        if backed_up_at is None:
            self._sidebar.set_foot(_("Saved on this computer"))
            return
        is_today = backed_up_at.date() == today
        shown = time_short(backed_up_at) if is_today else when(backed_up_at, today)
        self._sidebar.set_foot(_("Saved on this computer · backed up {when}").format(when=shown))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window has a rail of icons."""
        super().resizeEvent(event)
        self._sidebar.set_rail(self.width() < theme.current().px(theme.RAIL_BELOW))

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name
        """Tab goes in the order of reading, whenever what is on the page was made."""
        return step(self, is_next=next)

    def changeEvent(self, event: QEvent) -> None:
        """The rail depends on the size of the interface font too."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_sidebar"):
            self._sidebar.set_rail(self.width() < theme.current().px(theme.RAIL_BELOW))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell whoever opened the record, unless something is to be answered first."""
        if self.may_close is not None and not self.may_close():
            event.ignore()
            return
        super().closeEvent(event)
        self.closing.emit()

    def _lay_out(self) -> None:
        whole = QWidget()
        across = QHBoxLayout(whole)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._sidebar)
        down = QVBoxLayout()
        down.setSpacing(0)
        down.addWidget(self._topbar)
        down.addWidget(self._stack, 1)
        across.addLayout(down, 1)
        self.setCentralWidget(whole)

    def _fit(self) -> None:
        """As large as in the pictures, but never larger than the screen with its frame."""
        room = self.screen().availableGeometry()
        wide, tall = room.width() - _FRAME[0], room.height() - _FRAME[1]
        least, wanted = theme.MINIMUM_WINDOW, _WINDOW
        self.setMinimumSize(min(least[0], wide), min(least[1], tall))
        self.resize(min(wanted[0], wide), min(wanted[1], tall))

    def _keys_of_action(self, ident: str) -> list[str]:
        """The keys of the action that shows the place of the same name."""
        return [keys for one in self._actions if one.id == ident for keys in one.shortcuts]

    def _follow_size(self) -> None:
        """Make the pages anew that nobody sees: much of their room was measured for other text."""
        scale = theme.current().scale
        if scale == self._scale:
            return
        self._scale = scale
        for ident, page in list(self._pages.items()):
            if page is not self._stack.currentWidget():
                del self._pages[ident]
                self._stack.removeWidget(page)
                page.deleteLater()

    def _replace_first(self, widget: QWidget) -> None:
        old = self._stack.widget(0)
        self._stack.insertWidget(0, widget)
        self._stack.setCurrentWidget(widget)
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()

    def _action(self, ident: str) -> ActionSpec:
        return next(action for action in self._actions if action.id == ident)

    def _say(self, text: str, offer: str) -> None:
        if offer:
            self.toast.say(text, self._action(offer).text(), partial(self.run, offer))
        else:
            self.toast.say(text)

    def _offer_undo(self, changes: Changes) -> None:
        if changes.how != "do":
            return  # said by what undid it, with the way back
        words = changes.told or changes.label
        if changes.operation_id is None:
            self.toast.say(words)
        else:
            self.toast.say(words, _("Undo"), partial(self.run, "undo"))
