"""A page: what it shows, and when it draws itself anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.ui.parts.pagescroll import PageScroll

if TYPE_CHECKING:
    from tracker.domain.changes import Changes, Kind
    from tracker.ui.desk import Desk


class Page(QWidget):
    """The base of every page.

    A page names in `shows` the kinds it shows and asks the record in `refresh`. It is refreshed
    when it is first seen and after each change of such a kind: at once where it is visible, at
    its next show where it is not. Widgets go to `column`, which scrolls; a page that is one large
    view sets `is_scrolled` to False and fills `column` itself.
    """

    shows: frozenset[Kind] = frozenset()
    is_scrolled = True

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Builds the empty room only; nothing is asked before the page is seen."""
        super().__init__(parent)
        self.desk = desk
        self._is_stale = True
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        scroll = PageScroll(is_scrolled=self.is_scrolled)
        self.column = scroll.column
        whole.addWidget(scroll)
        desk.changed.connect(self.handle)

    def refresh(self) -> None:
        """Ask the record (`self.desk.ask`) and show the answer."""
        raise NotImplementedError

    def handle(self, changes: Changes) -> None:
        """Take note of a change: refresh if it touches what is shown and this page is seen."""
        if not changes.touches(self.shows):
            return
        self._is_stale = True
        if self.isVisible():
            self._renew()

    def is_stale(self) -> bool:
        """Whether what is shown may be older than the record."""
        return self._is_stale

    def mark_stale(self) -> None:
        """Ask anew: now if the page is seen, else at its next show. At midnight, for instance."""
        self._is_stale = True
        if self.isVisible():
            self._renew()

    def show_item(self, _ident: int) -> None:
        """Open one item of the page, by the key of its row; a page without items does nothing."""

    def showEvent(self, event: QShowEvent) -> None:
        """Refresh where something changed while nobody looked."""
        super().showEvent(event)
        if self._is_stale:
            self._renew()

    def _renew(self) -> None:
        self._is_stale = False
        self.refresh()
