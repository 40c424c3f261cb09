"""The forms of what belongs to a credential: its modules and the tries at its exam."""

from __future__ import annotations

from tracker.domain.changes import Kind
from tracker.domain.credentials import ExamAttemptDraft, ModuleDraft
from tracker.domain.words import N_, ExamResult
from tracker.ui.forms.nouns import noun_form
from tracker.ui.forms.spec import HALF, NOTE, FieldSpec, FormContext, SectionSpec, Values

_OWNER = FieldSpec("credential_id", N_("Credential"), "credential")


def _module_start(_context: FormContext) -> Values:
    return {"weight": 1, "progress_percent": 0}


MODULE = noun_form(
    Kind.MODULE,
    (N_("Add module"), N_("Change module"), N_("Add module")),
    (
        SectionSpec(
            (
                _OWNER,
                FieldSpec("title", N_("Title"), is_needed=True),
                FieldSpec(
                    "weight",
                    N_("Weight"),
                    "number",
                    width=HALF,
                    is_needed=True,
                    hint=N_("Its part of the whole, beside the other modules."),
                ),
                FieldSpec(
                    "progress_percent",
                    N_("Progress in percent"),
                    "number",
                    width=HALF,
                    is_needed=True,
                    hint=N_("What you say of it; hours are not progress."),
                ),
                FieldSpec("target_on", N_("Target"), "day", width=HALF),
                FieldSpec("done_on", N_("Done on"), "day", width=HALF),
                NOTE,
            )
        ),
    ),
    ModuleDraft,
    lambda record: record.modules,
    start=_module_start,
)


def _attempt_start(context: FormContext) -> Values:
    return {"taken_on": context.today, "result": ExamResult.PLANNED}


EXAM_ATTEMPT = noun_form(
    Kind.EXAM_ATTEMPT,
    (N_("Add exam attempt"), N_("Change exam attempt"), N_("Add exam attempt")),
    (
        SectionSpec(
            (
                _OWNER,
                FieldSpec("taken_on", N_("Day"), "day", width=HALF, is_needed=True),
                FieldSpec("result", N_("Result"), "choice", width=HALF, word=ExamResult),
                FieldSpec("score", N_("Score"), width=HALF, placeholder=N_("82 %")),
                FieldSpec(
                    "expense_id",
                    N_("What it cost"),
                    "expense",
                    may_be_unknown=True,
                    hint=N_("The expense of its fee, where it is recorded."),
                ),
                NOTE,
            )
        ),
    ),
    ExamAttemptDraft,
    lambda record: record.exam_attempts,
    start=_attempt_start,
    icon="flag",
)
