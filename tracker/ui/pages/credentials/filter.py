"""Which credentials are listed: words, kind, issuer and skill, the same in every view."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from tracker.domain.words import CredentialKind
from tracker.i18n import _
from tracker.ui import theme
from tracker.ui.pages.credentials.actions import capital
from tracker.ui.parts.fields import ChoiceField
from tracker.ui.parts.flow import FlowLayout
from tracker.ui.parts.linkbutton import LinkButton

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tracker.domain.credentials import CredentialRow
    from tracker.domain.words import CredentialState
    from tracker.record import Record

_WIDTH = 210


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; nothing of it leaves all credentials in."""

    text: str = ""
    kind: CredentialKind | None = None
    issuer_id: int | None = None
    skill_id: int | None = None

    @property
    def is_narrow(self) -> bool:
        """Whether a kind, an issuer or a skill is chosen."""
        return (self.kind, self.issuer_id, self.skill_id) != (None, None, None)

    @property
    def is_any(self) -> bool:
        """Whether anything is asked for."""
        return bool(self.text) or self.is_narrow

    def rows(
        self,
        record: Record,
        states: Iterable[CredentialState] | None = None,
        *,
        is_archived: bool | None = False,
    ) -> tuple[CredentialRow, ...]:
        """The credentials that fit; words are looked for in the archive too."""
        is_everywhere = bool(self.text) and is_archived is False
        return record.credentials.rows(
            states=None if states is None else list(states),
            is_archived=None if is_everywhere else is_archived,
            text=self.text,
            kind=self.kind,
            issuer_id=self.issuer_id,
            skill_id=self.skill_id,
        )


@dataclass(frozen=True, slots=True)
class Facets:
    """What can be chosen: issuers and skills by number, with their names."""

    issuers: tuple[tuple[int, str], ...]
    skills: tuple[tuple[int, str], ...]


def facets(record: Record) -> Facets:
    """What the record offers to choose by, each by name."""
    issuers = sorted((one.draft.name, one.id) for one in record.issuers.all())
    skills = sorted((one.draft.name, one.id) for one in record.skills.all())
    return Facets(
        tuple((number, name) for name, number in issuers),
        tuple((number, name) for name, number in skills),
    )


class FilterRow(QWidget):
    """Three lists to choose from; `changed` tells that another choice was made."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nothing chosen; hidden until it is asked for."""
        super().__init__(parent)
        row = FlowLayout(theme.GAP_SMALL, self)
        self._kinds = self._list(_("Kind"), _("Any kind"))
        self._issuers = self._list(_("Awarding body"), _("Any awarding body"))
        self._skills = self._list(_("Skill"), _("Any skill"))
        for kind in CredentialKind:
            self._kinds.addItem(capital(kind.text), kind.value)
        self._clear = LinkButton(_("Clear the filter"), self.clear)
        for widget in (self._kinds, self._issuers, self._skills, self._clear):
            row.addWidget(widget)
        self._facets: Facets | None = None
        self.hide()

    def _list(self, name: str, none: str) -> ChoiceField:
        made = ChoiceField(self)
        made.let_shrink()
        made.setFixedWidth(theme.current().px(_WIDTH))
        made.setAccessibleName(name)
        made.addItem(none, None)
        made.currentIndexChanged.connect(self._tell)
        return made

    def offer(self, found: Facets) -> None:
        """Offer the issuers and skills that there are; what is chosen stays chosen."""
        if found == self._facets:
            return
        self._facets = found
        for made, items in ((self._issuers, found.issuers), (self._skills, found.skills)):
            chosen = made.currentData()
            blocker = QSignalBlocker(made)
            while made.count() > 1:
                made.removeItem(made.count() - 1)
            for number, name in items:
                made.addItem(name, number)
            made.setCurrentIndex(max(0, made.findData(chosen)))
            blocker.unblock()

    def wanted(self, text: str) -> Wanted:
        """What is chosen, with the words that are looked for."""
        kind = self._kinds.currentData()
        return Wanted(
            text,
            CredentialKind(kind) if kind else None,
            self._issuers.currentData(),
            self._skills.currentData(),
        )

    def focus_first(self) -> None:
        """Give the keyboard to the first list."""
        self._kinds.setFocus()

    def clear(self) -> None:
        """Choose nothing."""
        blocker = QSignalBlocker(self)
        for made in (self._kinds, self._issuers, self._skills):
            made.setCurrentIndex(0)
        blocker.unblock()
        self.changed.emit()

    def choose_skill(self, number: int) -> None:
        """Ask for what backs a skill."""
        self._skills.setCurrentIndex(max(0, self._skills.findData(number)))

    def _tell(self, _place: int) -> None:
        self.changed.emit()
