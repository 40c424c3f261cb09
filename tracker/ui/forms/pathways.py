"""The forms of pathways, their steps, and skills."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from tracker.domain.changes import Changes, Kind
from tracker.domain.credentials import PathwayDraft, PathwayStepDraft
from tracker.domain.proof import SkillDraft
from tracker.domain.words import N_
from tracker.ui.forms.nouns import noun_form
from tracker.ui.forms.spec import NOTE, FieldSpec, FormContext, SectionSpec, Values

if TYPE_CHECKING:
    from tracker.record import Record

PATHWAY = noun_form(
    Kind.PATHWAY,
    (N_("Add pathway"), N_("Change pathway"), N_("Add pathway")),
    (
        SectionSpec(
            (
                FieldSpec(
                    "title", N_("Title"), is_needed=True, placeholder=N_("Cloud Practice pathway")
                ),
                FieldSpec(
                    "credential_id",
                    N_("Leads to"),
                    "credential",
                    may_be_unknown=True,
                    placeholder=N_("no credential of its own"),
                    hint=N_("The larger credential that its steps stack into."),
                ),
                NOTE,
            )
        ),
    ),
    PathwayDraft,
    lambda record: record.pathways,
    icon="plan",
)


def _step_start(_context: FormContext) -> Values:
    return {"weight": 1}


PATHWAY_STEP = noun_form(
    Kind.PATHWAY_STEP,
    (N_("Add step"), N_("Change step"), N_("Add step")),
    (
        SectionSpec(
            (
                FieldSpec("credential_id", N_("Credential"), "credential"),
                FieldSpec(
                    "weight",
                    N_("Weight"),
                    "number",
                    is_needed=True,
                    hint=N_("Its part of the whole beside the other steps; 0 makes it optional."),
                ),
            )
        ),
    ),
    PathwayStepDraft,
    lambda record: record.pathway_steps,
    start=_step_start,
    icon="plan",
)


def _skill_change(record: Record, row_id: int, fields: Values, is_sure: bool) -> Changes:
    return record.skills.rename(row_id, is_sure=is_sure, **fields)


# A new name that another skill bears already makes the two one, after asking.
SKILL = dataclasses.replace(
    noun_form(
        Kind.SKILL,
        (N_("Add skill"), N_("Change skill"), N_("Add skill")),
        (
            SectionSpec(
                (
                    FieldSpec("name", N_("Name"), is_needed=True),
                    FieldSpec(
                        "uri",
                        N_("Address in a vocabulary"),
                        placeholder=N_("https://data.europa.eu/esco/skill/…"),
                        hint=N_("Such as ESCO's: it says to others which skill is meant."),
                    ),
                    NOTE,
                )
            ),
        ),
        SkillDraft,
        lambda record: record.skills,
        icon="tag",
    ),
    change=_skill_change,
)
