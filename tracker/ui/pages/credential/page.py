"""One credential: its head, and tabs for all that belongs to it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from tracker.domain.changes import Kind
from tracker.errors import TrackerError
from tracker.i18n import _
from tracker.ui.page import Page
from tracker.ui.pages.credential.evidence import EvidenceTab
from tracker.ui.pages.credential.head import CredentialHead
from tracker.ui.pages.credential.lists import HistoryTab, SpendingTab, StudyTab
from tracker.ui.pages.credential.overview import Overview
from tracker.ui.pages.credential.renewal import RenewalTab
from tracker.ui.parts.dropping import DropHint, dropped_files
from tracker.ui.parts.empty import EmptyState
from tracker.ui.parts.tabs import Tabs

if TYPE_CHECKING:
    from tracker.analytics.credential import CredentialView
    from tracker.domain.changes import Changes
    from tracker.record import Record
    from tracker.ui.desk import Desk


OVERVIEW, STUDY, SPENDING, EVIDENCE, RENEWAL, HISTORY = range(6)
_Tab = Overview | StudyTab | SpendingTab | EvidenceTab | RenewalTab | HistoryTab
_TABS: tuple[Callable[[Desk], _Tab], ...] = (
    Overview,
    StudyTab,
    SpendingTab,
    EvidenceTab,
    RenewalTab,
    HistoryTab,
)


class CredentialPage(Page):
    """The page of one credential; `show_item` chooses which."""

    shows = frozenset(
        {
            Kind.CREDENTIAL,
            Kind.ISSUER,
            Kind.MODULE,
            Kind.EXAM_ATTEMPT,
            Kind.PATHWAY,
            Kind.PATHWAY_STEP,
            Kind.SKILL,
            Kind.CREDENTIAL_SKILL,
            Kind.EVIDENCE,
            Kind.STUDY_SESSION,
            Kind.STUDY_SHARE,
            Kind.EXPENSE,
            Kind.EXPENSE_SHARE,
            Kind.REFUND,
            Kind.REIMBURSEMENT,
            Kind.RENEWAL,
            Kind.RENEWAL_CYCLE,
            Kind.RENEWAL_CREDIT,
            Kind.RECORD_SETTING,
        }
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Empty until `show_item`; a tab is made when it is first opened."""
        super().__init__(desk, parent)
        self._number = 0
        self._view: CredentialView | None = None
        self._made: dict[int, _Tab] = {}
        self._drop_hint: DropHint | None = None
        self.setAcceptDrops(True)
        self._head = CredentialHead(desk)
        self._tabs = Tabs(_names(None), _("What of the credential is shown"))
        self._tabs.currentChanged.connect(self._open)
        self._gone = EmptyState(
            _("This credential is not in the record"),
            _("It was deleted. Its hours and its spending are still there; undo brings it back."),
            _("All credentials"),
            self._go_back,
            icon="trash",
        )
        for part in (self._head, self._tabs, self._gone):
            self.column.addWidget(part)
        self._gone.hide()
        # While the record is being asked there is time to make what is seen first.
        self._tab(OVERVIEW)
        self._show_parts(False)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere on the page."""
        if self._view is not None and dropped_files(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._hint().show_over(_("Drop to attach as evidence"))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They go elsewhere."""
        super().dragLeaveEvent(event)
        self._hint().hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Keep a copy of each; they are then in the evidence."""
        self._hint().hide()
        files = dropped_files(event.mimeData())
        if self._view is None or not files:
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.desk.do(partial(_attach, files, self._number))
        self.open_tab(EVIDENCE)

    def _hint(self) -> DropHint:
        if self._drop_hint is None:
            self._drop_hint = DropHint(self)
        return self._drop_hint

    def show_item(self, ident: int) -> None:
        """Show the credential with this key, from its overview on where it is another one."""
        if ident == self._number:
            return
        self._number = ident
        self._view = None
        self._tabs.setCurrentIndex(OVERVIEW)
        self.mark_stale()

    def refresh(self) -> None:
        """Ask for all that the page shows."""
        if self._number:
            number = self._number
            self.desk.ask(
                lambda record: _ask(record, number), self._show, self._fail, key=(self, "view")
            )

    def open_tab(self, place: int) -> None:
        """Open a tab by its place."""
        self._tabs.setCurrentIndex(place)

    def _show(self, view: CredentialView) -> None:
        if view.row.id != self._number:
            return
        self._view = view
        self._show_parts(True)
        self._head.show_view(view)
        for place, text in enumerate(_names(view)):
            if self._tabs.tabText(place) != text:
                self._tabs.setTabText(place, text)
        self._open(self._tabs.currentIndex())

    def _fail(self, error: BaseException) -> None:
        if not isinstance(error, TrackerError):
            self.desk.failed.emit(error)
            return
        self._view = None
        self._show_parts(False)
        self._gone.show()

    def _show_parts(self, is_there: bool) -> None:
        self._gone.hide()
        self._head.setVisible(is_there)
        self._tabs.setVisible(is_there)
        for tab in self._made.values():
            tab.setVisible(False)

    def _open(self, place: int) -> None:
        if self._view is None:
            return
        tab = self._tab(place)
        for other in self._made.values():
            other.setVisible(other is tab)
        tab.show_view(self._view)

    def _tab(self, place: int) -> _Tab:
        tab = self._made.get(place)
        if tab is None:
            tab = _TABS[place](self.desk)
            self._made[place] = tab
            if isinstance(tab, Overview):
                tab.more_evidence.connect(self._open_evidence)
            self.column.addWidget(tab, 1)
        return tab

    def _open_evidence(self) -> None:
        self.open_tab(EVIDENCE)

    def _go_back(self) -> None:
        self.desk.go("credentials")


def _ask(record: Record, number: int) -> CredentialView:
    return record.overview.credential(number)


def _attach(files: list[Path], number: int, record: Record) -> Changes:
    return record.evidence.attach_all(files, number)


def _names(view: CredentialView | None) -> list[str]:
    """The tabs with how much there is in each."""
    counts = (
        (0, 0, 0)
        if view is None
        else (len(view.part_seconds), view.expense_count, len(view.evidence))
    )
    return [
        _("Overview"),
        *(
            text.format(n=count or "").strip()
            for text, count in zip(
                (_("Study {n}"), _("Spending {n}"), _("Evidence {n}")), counts, strict=True
            )
        ),
        _("Renewal"),
        _("History"),
    ]
