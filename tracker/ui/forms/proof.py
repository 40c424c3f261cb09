"""The forms of proof: evidence, renewals with their cycles and credits."""

from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.domain.changes import Changes, Kind
from tracker.domain.draft import Draft
from tracker.domain.proof import (
    EvidenceDraft,
    RenewalCreditDraft,
    RenewalCycleDraft,
    RenewalDraft,
)
from tracker.domain.words import N_, CycleState, RenewalKind
from tracker.errors import Problem
from tracker.i18n import _
from tracker.ui.forms.nouns import noun_form
from tracker.ui.forms.spec import (
    HALF,
    NOTE,
    THIRD,
    FieldSpec,
    FormContext,
    SectionSpec,
    Values,
)

if TYPE_CHECKING:
    from tracker.record import Record


def _renewal_start(_context: FormContext) -> Values:
    return {"kind": RenewalKind.CPE}


RENEWAL = noun_form(
    Kind.RENEWAL,
    (N_("Add renewal"), N_("Change renewal"), N_("Add renewal")),
    (
        SectionSpec(
            (
                FieldSpec("credential_id", N_("Credential"), "credential"),
                FieldSpec("kind", N_("What it asks for"), "choice", width=HALF, word=RenewalKind),
                FieldSpec(
                    "cycle_months",
                    N_("A cycle lasts, in months"),
                    "number",
                    width=HALF,
                    placeholder=N_("36"),
                ),
                FieldSpec(
                    "units_milli",
                    N_("Units in a cycle"),
                    "number",
                    width=THIRD,
                    milli=True,
                    placeholder=N_("60"),
                ),
                FieldSpec("unit", N_("Unit"), width=THIRD, placeholder=N_("PDU")),
                FieldSpec(
                    "least_a_year_milli", N_("Least a year"), "number", width=THIRD, milli=True
                ),
                FieldSpec(
                    "carry_over_milli",
                    N_("Units carried over"),
                    "number",
                    width=HALF,
                    milli=True,
                    hint=N_("At most, into the next cycle."),
                ),
                FieldSpec(
                    "fee_minor",
                    N_("Fee"),
                    "money",
                    width=HALF,
                    names=("fee_currency",),
                    may_be_unknown=True,
                ),
                FieldSpec(
                    "categories",
                    N_("Categories"),
                    "categories",
                    hint=N_("Of the units in a cycle: so many at least, or at most, in each."),
                ),
                NOTE,
            )
        ),
    ),
    RenewalDraft,
    lambda record: record.renewals,
    start=_renewal_start,
    icon="history",
)

RENEWAL_CYCLE = noun_form(
    Kind.RENEWAL_CYCLE,
    (N_("Add renewal cycle"), N_("Change renewal cycle"), N_("Add cycle")),
    (
        SectionSpec(
            (
                FieldSpec("starts_on", N_("From"), "day", width=THIRD, is_needed=True),
                FieldSpec("ends_on", N_("To and including"), "day", width=THIRD, is_needed=True),
                FieldSpec("state", N_("State"), "choice", width=THIRD, word=CycleState),
                FieldSpec("expense_id", N_("Fee paid"), "expense", may_be_unknown=True),
                NOTE,
            )
        ),
    ),
    RenewalCycleDraft,
    lambda record: record.renewal_cycles,
    icon="history",
)


def _credit_start(context: FormContext) -> Values:
    return {"earned_on": context.today}


@dataclasses.dataclass(frozen=True, slots=True)
class CreditForm(RenewalCreditDraft):
    """Credit as the form has it: it may count towards several cycles at once."""

    cycle_id: int = 0
    earned_on: date = date.min
    units_milli: int = 0
    cycle_ids: tuple[int, ...] = ()

    def problems(self) -> list[Problem]:
        """Those of the draft, and no cycle to count towards."""
        found = RenewalCreditDraft.problems(self)
        if not self.cycle_ids:
            found.append(Problem(_("Choose a cycle that it counts towards."), "cycle_ids"))
        return found

    def plain(self, cycle_id: int) -> RenewalCreditDraft:
        """What is recorded of it for one cycle."""
        names = [one.name for one in dataclasses.fields(RenewalCreditDraft)]
        values: Values = {name: getattr(self, name) for name in names}
        values["cycle_id"] = cycle_id
        return RenewalCreditDraft(**values)


def _credit_load(record: Record, row_id: int) -> Draft:
    held = record.renewal_credits.one(row_id).draft
    values = {one.name: getattr(held, one.name) for one in dataclasses.fields(held)}
    return CreditForm(**values, cycle_ids=(held.cycle_id,))


def _credit_add(record: Record, draft: CreditForm) -> Changes:
    return record.renewal_credits.count_for([draft.plain(one) for one in draft.cycle_ids])


def _credit_change(record: Record, row_id: int, fields: Values) -> Changes:
    plain = {name: value for name, value in fields.items() if name != "cycle_ids"}
    return record.renewal_credits.change(row_id, **plain)


RENEWAL_CREDIT = noun_form(
    Kind.RENEWAL_CREDIT,
    (N_("Add renewal credit"), N_("Change renewal credit"), N_("Add credit")),
    (
        SectionSpec(
            (
                FieldSpec("title", N_("What for"), placeholder=N_("conference talk")),
                FieldSpec(
                    "units_milli",
                    N_("Units"),
                    "number",
                    width=HALF,
                    is_needed=True,
                    milli=True,
                ),
                FieldSpec("earned_on", N_("Day"), "day", width=HALF, is_needed=True),
                FieldSpec("category", N_("Category"), "category"),
                FieldSpec(
                    "cycle_ids",
                    N_("Counts towards"),
                    "cycles",
                    hint=N_("One activity may count in full for several, where their rules allow."),
                ),
                NOTE,
            )
        ),
    ),
    CreditForm,
    lambda record: record.renewal_credits,
    _credit_start,
    "check",
    load=_credit_load,
    add=_credit_add,
    change=_credit_change,
)


@dataclasses.dataclass(frozen=True, slots=True)
class EvidenceForm(EvidenceDraft):
    """A piece of evidence as the form has it: the draft, and the file that is to be kept."""

    file: Path | None = None
    skills: tuple[str, ...] = ()
    is_new: bool = True

    def problems(self) -> list[Problem]:
        """Those of the draft, and neither a file nor a link, or both."""
        found = EvidenceDraft.problems(self)
        if self.is_new and self.file is None and not self.url:
            found.append(Problem(_("Choose a file or give a link."), "url"))
        if not self.is_new and self.file is not None:
            found.append(Problem(_("A kept file never changes; add another piece."), "file"))
        if self.file is not None and self.url:
            found.append(Problem(_("Evidence is a file or a link, not both."), "url"))
        return found

    def plain(self) -> EvidenceDraft:
        """What is recorded of it."""
        names = [one.name for one in dataclasses.fields(EvidenceDraft)]
        return EvidenceDraft(**{name: getattr(self, name) for name in names})


def _evidence_draft(**values: Any) -> EvidenceForm:
    if not values.get("title") and values.get("file") is not None:
        values["title"] = values["file"].stem
    return EvidenceForm(**values)


def _evidence_load(record: Record, row_id: int) -> Draft:
    row = record.evidence.rows(evidence_id=row_id)[0]
    return EvidenceForm(
        title=row.title,
        url=row.url,
        note=row.note,
        credential_id=row.credential_id,
        expense_id=row.expense_id,
        renewal_credit_id=row.renewal_credit_id,
        skills=record.evidence.skill_names(row_id),
        is_new=False,
    )


def _evidence_add(record: Record, draft: EvidenceForm) -> Changes:
    if draft.file is not None:
        return record.evidence.attach(draft.file, draft.plain(), skills=draft.skills)
    return record.evidence.add_link(draft.plain(), skills=draft.skills)


def _evidence_change(record: Record, row_id: int, fields: Values) -> Changes:
    return record.evidence.change(
        row_id, **{k: v for k, v in fields.items() if k not in ("file", "is_new")}
    )


EVIDENCE = noun_form(
    Kind.EVIDENCE,
    (N_("Add evidence"), N_("Change evidence"), N_("Add evidence")),
    (
        SectionSpec(
            (
                FieldSpec(
                    "file",
                    N_("File"),
                    "file",
                    hint=N_("A copy of its bytes is kept beside the record."),
                ),
                FieldSpec("url", N_("or a link"), placeholder=N_("https://")),
                FieldSpec("title", N_("Title"), hint=N_("Empty: the name of the file.")),
                FieldSpec(
                    "credential_id",
                    N_("Credential"),
                    "credential",
                    may_be_unknown=True,
                    placeholder=N_("no credential"),
                ),
                FieldSpec(
                    "skills",
                    N_("Skills it shows"),
                    "tags",
                    source="skills",
                    placeholder=N_("Kubernetes, writing"),
                ),
                NOTE,
            )
        ),
    ),
    _evidence_draft,
    lambda record: record.evidence,
    icon="attach",
    load=_evidence_load,
    add=_evidence_add,
    change=_evidence_change,
)
