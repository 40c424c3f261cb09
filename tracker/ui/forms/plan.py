"""The forms of plans: a block of study, a goal, days of rest."""

from __future__ import annotations

from tracker.domain.changes import Kind
from tracker.domain.study import GoalDraft, PlannedBlockDraft, RestDayDraft
from tracker.domain.words import N_, GoalPeriod
from tracker.ui.forms.nouns import noun_form
from tracker.ui.forms.spec import HALF, NOTE, FieldSpec, FormContext, SectionSpec, Values

PLANNED_BLOCK = noun_form(
    Kind.PLANNED_BLOCK,
    (N_("Plan study"), N_("Change planned study"), N_("Plan study")),
    (
        SectionSpec(
            (
                FieldSpec("seconds", N_("When"), "when", names=("start",)),
                FieldSpec(
                    "credential_id",
                    N_("Credential"),
                    "credential",
                    width=HALF,
                    may_be_unknown=True,
                    placeholder=N_("no credential"),
                ),
                FieldSpec("activity", N_("Activity"), width=HALF, source="activities"),
                FieldSpec("title", N_("Title"), placeholder=N_("mock exam")),
                NOTE,
            )
        ),
    ),
    PlannedBlockDraft,
    lambda record: record.planned_blocks,
    icon="calendar",
)


def _goal_start(_context: FormContext) -> Values:
    return {"period": GoalPeriod.WEEK}


GOAL = noun_form(
    Kind.GOAL,
    (N_("Set a goal"), N_("Change goal"), N_("Set goal")),
    (
        SectionSpec(
            (
                FieldSpec(
                    "minutes",
                    N_("Study"),
                    "minutes",
                    width=HALF,
                    is_needed=True,
                    placeholder=N_("8h"),
                ),
                FieldSpec("period", N_("How often"), "choice", width=HALF, word=GoalPeriod),
                FieldSpec(
                    "credential_id",
                    N_("For"),
                    "credential",
                    may_be_unknown=True,
                    placeholder=N_("all study"),
                ),
                FieldSpec(
                    "starts_on", N_("From"), "day", width=HALF, hint=N_("Empty: it holds already.")
                ),
                FieldSpec(
                    "ends_on", N_("Until"), "day", width=HALF, hint=N_("Empty: until changed.")
                ),
            )
        ),
    ),
    GoalDraft,
    lambda record: record.goals,
    start=_goal_start,
    icon="flag",
)


def _rest_start(context: FormContext) -> Values:
    return {"first_on": context.today, "last_on": context.today}


REST_DAY = noun_form(
    Kind.REST_DAY,
    (N_("Plan rest"), N_("Change rest"), N_("Plan rest")),
    (
        SectionSpec(
            (
                FieldSpec("first_on", N_("From"), "day", width=HALF, is_needed=True),
                FieldSpec("last_on", N_("To and including"), "day", width=HALF, is_needed=True),
                FieldSpec("reason", N_("Reason"), placeholder=N_("holiday")),
            )
        ),
    ),
    RestDayDraft,
    lambda record: record.rest_days,
    start=_rest_start,
    icon="moon",
)
