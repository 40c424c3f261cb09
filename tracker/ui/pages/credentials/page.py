"""Credentials: as a table, a board by state, a timeline, pathways, and by skill."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from tracker.domain.changes import Kind
from tracker.domain.words import CredentialState
from tracker.i18n import _, ngettext
from tracker.ui import theme
from tracker.ui.forms import open_form
from tracker.ui.page import Page
from tracker.ui.pages.credentials.filter import Facets, FilterRow, Wanted, facets
from tracker.ui.parts.button import Button
from tracker.ui.parts.cards import Card
from tracker.ui.parts.empty import EmptyState
from tracker.ui.parts.fields import LineField
from tracker.ui.parts.pagehead import PageHead
from tracker.ui.parts.segmented import Segmented

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracker.record import Record
    from tracker.ui.desk import Desk

TABLE, BOARD, TIMELINE = "table", "board", "timeline"
PATHWAYS, SKILLS = "pathways", "skills"
_VIEW_SETTING = "credentials_view"
_SEARCH_WIDTH = 220
_LARGE = 1.3


class _View(Protocol):
    """One way to look at credentials: it asks the record for what is wanted."""

    def show_wanted(self, wanted: Wanted) -> None: ...


# A view is imported when it is first looked at, as a page is.
_MAKE = {
    TABLE: "table:TableView",
    BOARD: "board:BoardView",
    TIMELINE: "timeline:TimelineView",
    PATHWAYS: "pathways:PathwaysView",
    SKILLS: "skills:SkillsView",
}


def _make(ident: str, desk: Desk) -> QWidget:
    module, name = _MAKE[ident].split(":")
    return getattr(import_module(f"tracker.ui.pages.credentials.{module}"), name)(desk)


@dataclass(frozen=True, slots=True)
class _Answer:
    """How many there are in each state, in the archive, and what can be chosen by."""

    counts: Mapping[CredentialState, int]
    archived: int
    facets: Facets


class CredentialsPage(Page):
    """The views of all credentials; a view is made when it is first looked at."""

    shows = frozenset(
        {
            Kind.CREDENTIAL,
            Kind.ISSUER,
            Kind.STUDY_SESSION,
            Kind.STUDY_SHARE,
            Kind.SKILL,
            Kind.CREDENTIAL_SKILL,
            Kind.EVIDENCE,
            Kind.EVIDENCE_SKILL,
            Kind.PATHWAY,
            Kind.PATHWAY_STEP,
            Kind.EXAM_ATTEMPT,
            Kind.RENEWAL,
            Kind.RENEWAL_CYCLE,
        }
    )
    is_scrolled = False

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """The head and the view that was looked at last; the record is asked when it is seen."""
        super().__init__(desk, parent)
        self._made: dict[str, QWidget] = {}
        self._has_any: bool | None = None
        # Beside the title they have no room at large text, and wrap in a line of their own.
        is_large = theme.current().scale > _LARGE
        self._views = Segmented(_views(), _("How credentials are shown"), wraps=is_large)
        held = desk.settings.get(_VIEW_SETTING, TABLE)
        if held in _MAKE:
            self._views.pick(held)
        self._views.chosen.connect(self._choose)
        self._search = LineField("", _("Title, issuer, skill …"))
        self._search.setAccessibleName(_("Search credentials, the archive too"))
        self._search.setClearButtonEnabled(True)
        self._search.fit_hint(theme.current().px(_SEARCH_WIDTH))
        self._search.textChanged.connect(self._ask_view)
        self._narrow = Button(_("Filter"), icon="filter", run=self._toggle_filter)
        self._add = Button(_("Add credential"), "primary", icon="plus", run=self._add_credential)
        self._head = PageHead(
            _("Credentials"),
            beside=None if is_large else self._views,
            actions=[self._search, self._narrow, self._add],
        )
        self._filter = FilterRow(self)
        self._filter.changed.connect(self._ask_view)
        self._empty = Card(fills=True)
        self._empty.body.addWidget(
            EmptyState(
                _("What do you want to earn?"),
                _("Add a credential you pursue or have earned. Hours and money gather under it."),
                _("Add credential"),
                self._add_credential,
            )
        )
        parts = (self._head, self._views, self._filter) if is_large else (self._head, self._filter)
        for part in parts:
            self.column.addWidget(part)
        self.column.addWidget(self._empty, 1)
        self._empty.hide()
        self._view()

    def refresh(self) -> None:
        """Ask for what the head says, and let the view ask for what it shows."""
        self.desk.ask(_answer, self._show, key=(self, "head"))
        self._ask_view()

    def show_view(self, ident: str) -> None:
        """Look at credentials in another way, by its id."""
        self._views.pick(ident)
        self._choose(ident)

    def wanted(self) -> Wanted:
        """What is looked for."""
        return self._filter.wanted(self._search.text().strip())

    def show_skill(self, number: int) -> None:
        """List what backs a skill."""
        self._filter.show()
        self.show_view(TABLE)
        self._filter.choose_skill(number)

    def _view(self) -> QWidget:
        """The view that is chosen, made where it was not looked at yet; the others are hidden."""
        chosen = self._views.current()
        if chosen not in self._made:
            made = _make(chosen, self.desk)
            if (backers := getattr(made, "backers", None)) is not None:
                backers.connect(self.show_skill)
            self._made[chosen] = made
            self.column.addWidget(made, 1)
        for ident, view in self._made.items():
            view.setVisible(ident == chosen and self._has_any is not False)
        return self._made[chosen]

    def _choose(self, ident: str) -> None:
        self.desk.settings.set(_VIEW_SETTING, ident)
        self._ask_view()

    def _ask_view(self, _text: str = "") -> None:
        wanted = self.wanted()
        self._narrow.setText(_("Filter (on)") if wanted.is_narrow else _("Filter"))
        self._narrow.updateGeometry()
        view: _View = self._view()  # type: ignore[assignment] - every view has `show_wanted`
        view.show_wanted(wanted)

    def _show(self, answer: _Answer) -> None:
        counts = answer.counts
        earned = counts.get(CredentialState.EARNED, 0)
        going = counts.get(CredentialState.IN_PROGRESS, 0)
        words = _("{going} · {earned}").format(
            going=ngettext("{n} in progress", "{n} in progress", going).format(n=going),
            earned=ngettext("{n} earned", "{n} earned", earned).format(n=earned),
        )
        self._has_any = any(counts.values()) or bool(answer.archived)
        self._head.set_subtitle(words if self._has_any else "")
        for part in (self._views, self._search, self._narrow):
            part.setVisible(self._has_any)
        self._empty.setVisible(not self._has_any)
        self._filter.offer(answer.facets)
        self._view()

    def _toggle_filter(self) -> None:
        is_shown = not self._filter.isVisible()
        self._filter.setVisible(is_shown)
        if is_shown:
            self._filter.focus_first()
        elif self.wanted().is_narrow:
            self._filter.clear()

    def _add_credential(self) -> None:
        open_form(self.desk, Kind.CREDENTIAL)


def _views() -> list[tuple[str, str]]:
    return [
        (TABLE, _("Table")),
        (BOARD, _("Board")),
        (TIMELINE, _("Timeline")),
        (PATHWAYS, _("Pathways")),
        (SKILLS, _("Skills")),
    ]


def _answer(record: Record) -> _Answer:
    return _Answer(
        record.credentials.counts_by_state(),
        record.credentials.archived_count(),
        facets(record),
    )
