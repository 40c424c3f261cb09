"""The form of a credential, with the catalogue behind its title."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, QTimer

from tracker.domain.changes import Changes, Kind
from tracker.domain.credentials import CredentialDraft
from tracker.domain.draft import Draft
from tracker.domain.words import (
    N_,
    CredentialKind,
    CredentialState,
    Participation,
    Stackability,
    Supervision,
    Validity,
    WorkloadUnit,
)
from tracker.i18n import _, dotted
from tracker.ui.forms.dialog import FormDialog
from tracker.ui.forms.spec import (
    HALF,
    NOTE,
    THIRD,
    FieldSpec,
    FormContext,
    FormSpec,
    SectionSpec,
    Values,
)
from tracker.ui.forms.suggestions import Suggestions

if TYPE_CHECKING:
    from tracker.formats.catalogue import CatalogueEntry, Mark, Prefill
    from tracker.record import Record
    from tracker.ui.parts.fields import LineField

# A pause in typing after which the catalogue is asked [ms]: shorter than one looks up.
_ASK_AFTER_MS = 120
# One letter names nothing.
_LEAST_LETTERS = 2


def _draft(values: Values) -> Draft:
    return CredentialDraft(**values)


def _add(record: Record, draft: Draft, _is_sure: bool) -> Changes:
    assert isinstance(draft, CredentialDraft)
    return record.credentials.add(draft)


def _change(record: Record, row_id: int, fields: Values, _is_sure: bool) -> Changes:
    return record.credentials.change(row_id, **fields)


def _start(_context: FormContext) -> Values:
    return {"state": CredentialState.PLANNED, "kind": CredentialKind.CERTIFICATION}


CREDENTIAL = FormSpec(
    kind=Kind.CREDENTIAL,
    title=N_("Add credential"),
    change_title=N_("Change credential"),
    verb=N_("Add credential"),
    icon="credentials",
    sections=(
        SectionSpec(
            (
                FieldSpec(
                    "title",
                    N_("Title"),
                    is_needed=True,
                    placeholder=N_("Certified Kubernetes Administrator"),
                ),
                FieldSpec("short_title", N_("Short title"), width=THIRD, placeholder=N_("CKA")),
                FieldSpec("issuer", N_("Awarded by"), width=2 * THIRD, source="issuers"),
                FieldSpec("state", N_("State"), "choice", width=THIRD, word=CredentialState),
                FieldSpec("kind", N_("Kind"), "choice", width=THIRD, word=CredentialKind),
                FieldSpec(
                    "planned_minutes",
                    N_("Study you plan for it"),
                    "hours",
                    width=THIRD,
                    placeholder=N_("65 h"),
                ),
            )
        ),
        SectionSpec(
            (
                FieldSpec("started_on", N_("Started"), "day", width=THIRD),
                FieldSpec("target_on", N_("Target"), "day", width=THIRD),
                FieldSpec("earned_on", N_("Earned"), "day", width=THIRD),
                FieldSpec("exam_on", N_("Exam"), "exam", names=("exam_at",)),
                FieldSpec("validity", N_("Validity"), "choice", width=HALF, word=Validity),
                FieldSpec("valid_until", N_("Last valid day"), "day", width=HALF),
            ),
            title=N_("When"),
        ),
        SectionSpec(
            (
                FieldSpec("identifier", N_("Identifier"), width=HALF),
                FieldSpec("exam_code", N_("Exam code"), width=HALF),
                FieldSpec("url", N_("Link"), placeholder=N_("https://")),
                FieldSpec("planned_start_on", N_("Planned start"), "day", width=HALF),
                NOTE,
            ),
            title=N_("Identifier, link and note"),
            is_folded=True,
        ),
        SectionSpec(
            (
                FieldSpec(
                    "learning_outcomes",
                    N_("Learning outcomes"),
                    "long",
                    hint=N_("What one knows and can do with it."),
                ),
                FieldSpec(
                    "workload_milli",
                    N_("Workload as stated"),
                    "number",
                    width=THIRD,
                    milli=True,
                    placeholder=N_("4"),
                ),
                FieldSpec(
                    "workload_unit",
                    N_("in"),
                    "choice",
                    width=THIRD,
                    word=WorkloadUnit,
                    may_be_unknown=True,
                ),
                FieldSpec(
                    "country", N_("Country"), width=THIRD, placeholder=N_("two letters, such as DE")
                ),
                FieldSpec("level_eqf", N_("Level (EQF, 1 to 8)"), "number", width=THIRD),
                FieldSpec("level", N_("Level in words"), width=THIRD),
                FieldSpec("grade", N_("Grade"), width=THIRD),
                FieldSpec("assessment", N_("Assessment"), "long"),
                FieldSpec(
                    "participation",
                    N_("Participation"),
                    "choice",
                    width=HALF,
                    word=Participation,
                    may_be_unknown=True,
                ),
                FieldSpec(
                    "supervision",
                    N_("Supervision"),
                    "choice",
                    width=HALF,
                    word=Supervision,
                    may_be_unknown=True,
                ),
                FieldSpec("quality_assurance", N_("Quality assurance"), "long"),
                FieldSpec("prerequisites", N_("Prerequisites"), "long"),
                FieldSpec(
                    "stackability",
                    N_("Stackability"),
                    "choice",
                    word=Stackability,
                    may_be_unknown=True,
                ),
            ),
            title=N_("Elements of the EU recommendation"),
            is_folded=True,
        ),
    ),
    draft=_draft,
    load=lambda record, row_id: record.credentials.one(row_id).draft,
    add=_add,
    change=_change,
    start=_start,
)


class CredentialDialog(FormDialog):
    """The form of a credential. Typing the title asks the catalogue; picking an entry fills what
    is still empty, and each filled field says where its value comes from."""

    def present(self) -> None:
        """Listen to the title, where a new credential is typed."""
        line = cast("LineField", self.form.inputs["title"].marked)
        self._line = line
        self._suggestions = Suggestions(line)
        self._suggestions.picked.connect(self._pick)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_ASK_AFTER_MS)
        self._timer.timeout.connect(self._ask)
        if self._row_id is None:
            line.textEdited.connect(self._timer.start)
        super().present()

    def prefill(self, found: Prefill) -> None:
        """Fill the empty fields with what the catalogue says, and mark each of them."""
        self._take(found)

    def _ask(self) -> None:
        text = self._line.text().strip()
        if len(text) < _LEAST_LETTERS:
            self._suggestions.hide()
            return
        self._desk.ask(lambda _record: _find(text), self._suggest, key=(self, "catalogue"))

    def _suggest(self, found: list[tuple[str, str, str]]) -> None:
        if self._line.hasFocus():
            self._suggestions.offer(found)

    def _pick(self, ident: str) -> None:
        self._desk.ask(lambda _record: _prefill(ident), self._take, key=(self, "prefill"))

    def _take(self, found: Prefill) -> None:
        values = _said(found.draft)
        standing = self.form.values()
        usual = {"state", "kind"} if not self.form.is_touched("kind") else {"state"}
        wanted = {
            name: value
            for name, value in values.items()
            if name == "title" or name in usual - {"state"} or _is_nothing(standing.get(name))
        }
        self.form.fill(wanted, is_start=False)
        self.form.reveal()
        for name in wanted:
            mark = found.marks.get(name)
            if mark is not None:
                self._mark(name, mark)
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _mark(self, name: str, mark: Mark) -> None:
        tip = dotted((mark.source_title, mark.as_of, mark.remark))
        if mark.is_verified:
            self.form.mark(name, _("catalogue"), "accent", tip)
        else:
            self.form.mark(name, _("unverified"), "money", tip)


def _find(text: str) -> list[tuple[str, str, str]]:
    """The id, title and issuer of the entries that `text` may mean."""
    from tracker.formats.catalogue import Catalogue

    found: tuple[CatalogueEntry, ...] = Catalogue.load().find(text, limit=6)
    return [(one.id, one.title, one.issuer) for one in found]


def _prefill(ident: str) -> Prefill:
    from tracker.formats.catalogue import Catalogue

    catalogue = Catalogue.load()
    entry = catalogue.entry(ident)
    if entry is None:
        raise KeyError(ident)
    return catalogue.prefill(entry)


def _said(draft: CredentialDraft) -> Values:
    from tracker.ui.forms.gathering import values_of

    values = values_of(draft)
    del values["state"]
    return {name: value for name, value in values.items() if not _is_nothing(value)}


def _is_nothing(value: object) -> bool:
    return value in (None, "", ()) or value is Validity.UNKNOWN
