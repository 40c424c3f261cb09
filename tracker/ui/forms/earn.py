"""«Mark as earned»: the day, the validity, the grade, and the file and link that show it."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from tracker.analytics.deadlines import months_after
from tracker.domain.changes import Changes, Kind
from tracker.domain.credentials import EarnDraft
from tracker.domain.draft import Draft
from tracker.domain.words import N_, CredentialState, Validity
from tracker.i18n import _, ngettext
from tracker.ui.forms.dialog import FormDialog
from tracker.ui.forms.spec import HALF, FieldSpec, FormContext, FormSpec, SectionSpec, Values

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.domain.credentials import CredentialDraft, CredentialRow
    from tracker.record import Record
    from tracker.ui.desk import Desk

_SECTIONS = (
    SectionSpec(
        (
            FieldSpec("earned_on", N_("Earned on"), "day", width=HALF, is_needed=True),
            FieldSpec("validity", N_("Validity"), "choice", width=HALF, word=Validity),
            FieldSpec("valid_until", N_("Last valid day"), "day", width=HALF),
            FieldSpec("grade", N_("Grade or score"), width=HALF, placeholder=N_("82 %")),
            FieldSpec(
                "url",
                N_("Where others can verify it"),
                width=HALF,
                placeholder=N_("https://"),
            ),
            FieldSpec(
                "file",
                N_("Certificate or badge"),
                "file",
                hint=N_("A copy of its bytes is kept as evidence."),
            ),
        )
    ),
)


def earn(
    desk: Desk,
    row: CredentialRow,
    *,
    is_quick: bool = False,
    shown: Callable[[FormDialog], object] | None = None,
) -> None:
    """Mark a credential as earned.

    Where `is_quick` and the day it was earned and its validity are known already, it is done at
    once; else a form asks. `shown` is called with the dialog once it is there.
    """
    draft = row.draft
    is_known = draft.valid_until is not None or draft.validity is Validity.NO_EXPIRY
    if is_quick and draft.earned_on is not None and is_known:
        desk.do(partial(_at_once, row.id, draft))
        return

    def gather(record: Record) -> tuple[FormContext, int | None]:
        from tracker.ui.forms.gathering import context_of

        return context_of(record), record.credentials.validity_months(row.id)

    def show(gathered: tuple[FormContext, int | None]) -> None:
        dialog = EarnDialog(desk, row, *gathered)
        dialog.present()
        if shown is not None:
            shown(dialog)

    desk.ask(gather, show, key=("form", "earn"))


class EarnDialog(FormDialog):
    """The form; the last valid day follows the day it was earned until it is typed itself."""

    def __init__(
        self, desk: Desk, row: CredentialRow, context: FormContext, months: int | None
    ) -> None:
        """`months` is how long it is usually valid, None where nobody says so."""
        self._months = months
        super().__init__(desk, _spec(row.id), context, None, _start(row, context.today, months))
        self.set_title(_("Earned: {title}").format(title=row.title))
        if months is not None and row.draft.valid_until is None:
            words = ngettext("{n} month by the rule", "{n} months by the rule", months)
            self.form.mark("valid_until", words.format(n=months), "accent")
        self.form.edited.connect(self._follow)
        self._computed = self.form.values().get("valid_until")
        self._earned = self.form.values().get("earned_on")

    def _follow(self) -> None:
        values = self.form.values()
        earned = values.get("earned_on")
        if self._months is None or earned is None or earned == self._earned:
            return
        self._earned = earned
        if values.get("valid_until") == self._computed:
            self._computed = months_after(earned, self._months)
            self.form.fill({"valid_until": self._computed}, is_start=False)


def _start(row: CredentialRow, today: date, months: int | None) -> Values:
    draft = row.draft
    earned = draft.earned_on or (draft.exam_on if _has_passed(draft.exam_on, today) else today)
    until, validity = draft.valid_until, draft.validity
    if until is None and validity is not Validity.NO_EXPIRY and months and earned:
        until, validity = months_after(earned, months), Validity.EXPIRES
    return {
        "earned_on": earned,
        "validity": validity,
        "valid_until": until,
        "grade": draft.grade,
        "url": draft.url if draft.state is CredentialState.EARNED else "",
        "file": None,
        "started_on": draft.started_on,
    }


def _has_passed(day: date | None, today: date) -> bool:
    return day is not None and day <= today


def _spec(number: int) -> FormSpec:
    def draft(values: Values) -> Draft:
        return EarnDraft(**values)

    def add(record: Record, wanted: Draft, _is_sure: bool) -> Changes:
        assert isinstance(wanted, EarnDraft)
        return record.credentials.earn(number, wanted)

    def change(_record: Record, _row: int, _fields: dict[str, Any], _is_sure: bool) -> Changes:
        raise NotImplementedError

    title = N_("Mark as earned")
    return FormSpec(
        Kind.CREDENTIAL,
        title,
        title,
        N_("Mark as earned"),
        _SECTIONS,
        draft,
        lambda record, row_id: record.credentials.one(row_id).draft,
        add,
        change,
        lambda _context: {},
        "check",
    )


def _at_once(number: int, known: CredentialDraft, record: Record) -> Changes:
    assert known.earned_on is not None
    draft = EarnDraft(known.earned_on, known.validity, known.valid_until)
    return record.credentials.earn(number, draft)
