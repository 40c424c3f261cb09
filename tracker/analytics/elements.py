"""Which elements of the EU recommendation on micro-credentials a credential's entry tells.

Source: Council Recommendation of 16 June 2022 on a European approach to micro-credentials
(2022/C 243/02), Annex I: eleven mandatory and five optional elements.
"""

from __future__ import annotations

from dataclasses import dataclass

from tracker.domain.credentials import CredentialDraft
from tracker.i18n import _


@dataclass(frozen=True, slots=True)
class Element:
    """One element: its number in the annex, its name, and whether the entry tells it.

    `field` is the field of `CredentialDraft` that tells it; empty for the learner, whose name is
    the record's.
    """

    number: int
    name: str
    field: str
    is_told: bool
    is_mandatory: bool


def elements(draft: CredentialDraft, owner: str) -> tuple[Element, ...]:
    """The sixteen elements in the annex's order; `owner` is the person's name, or empty.

    The day of issue is told only where the credential was earned, so that one in progress always
    lacks it.
    """
    told = (
        (_("Identification of the learner"), "", bool(owner.strip())),
        (_("Title"), "title", bool(draft.title.strip())),
        (_("Country of the issuer"), "country", bool(draft.country)),
        (_("Awarding body"), "issuer", bool(draft.issuer.strip())),
        (_("Date of issuing"), "earned_on", draft.earned_on is not None),
        (_("Learning outcomes"), "learning_outcomes", bool(draft.learning_outcomes.strip())),
        (_("Notional workload"), "workload_milli", draft.workload_milli is not None),
        (_("Level"), "level_eqf", draft.level_eqf is not None or bool(draft.level.strip())),
        (_("Type of assessment"), "assessment", bool(draft.assessment.strip())),
        (_("Form of participation"), "participation", draft.participation is not None),
        (_("Quality assurance"), "quality_assurance", bool(draft.quality_assurance.strip())),
        (_("Prerequisites"), "prerequisites", bool(draft.prerequisites.strip())),
        (_("Supervision and identity"), "supervision", draft.supervision is not None),
        (_("Grade"), "grade", bool(draft.grade.strip())),
        (_("Stackability"), "stackability", draft.stackability is not None),
        (_("Further information"), "note", bool(draft.note.strip() or draft.url)),
    )
    return tuple(
        Element(number, name, field, is_told, number <= MANDATORY)
        for number, (name, field, is_told) in enumerate(told, 1)
    )


# The annex's first eleven.
MANDATORY = 11


def missing(draft: CredentialDraft, owner: str) -> tuple[Element, ...]:
    """The mandatory elements that the entry does not tell, in the annex's order."""
    return tuple(one for one in elements(draft, owner) if one.is_mandatory and not one.is_told)
