"""The form of a change of pay."""

from __future__ import annotations

from tracker.domain.changes import Kind
from tracker.domain.returns import PayEventDraft
from tracker.domain.words import N_, PayPeriod
from tracker.ui.forms.nouns import noun_form
from tracker.ui.forms.spec import HALF, NOTE, FieldSpec, FormContext, SectionSpec, Values


def _start(context: FormContext) -> Values:
    return {
        "effective_on": context.today,
        "period": PayPeriod.YEAR,
        "currency": context.settings.currency,
    }


PAY_EVENT = noun_form(
    Kind.PAY_EVENT,
    (N_("Note a change of pay"), N_("Change the change of pay"), N_("Note change")),
    (
        SectionSpec(
            (
                FieldSpec("effective_on", N_("From when on"), "day", width=HALF, is_needed=True),
                FieldSpec("period", N_("Pay for a"), "choice", width=HALF, word=PayPeriod),
                FieldSpec(
                    "before_minor",
                    N_("Pay before"),
                    "money",
                    width=HALF,
                    is_needed=True,
                    names=("currency",),
                ),
                FieldSpec("after_minor", N_("Pay after"), "amount", width=HALF, is_needed=True),
                FieldSpec(
                    "anyway_minor",
                    N_("What it would be anyway"),
                    "amount",
                    may_be_unknown=True,
                    hint=N_(
                        "Your pay had you not had the credential: with the yearly raise that all"
                        " got. Only what lies above it can be due to the credential."
                    ),
                ),
                FieldSpec(
                    "credential_id",
                    N_("Credential"),
                    "credential",
                    width=HALF,
                    may_be_unknown=True,
                    placeholder=N_("no credential"),
                ),
                FieldSpec(
                    "share_milli",
                    N_("Share due to it"),
                    "number",
                    width=HALF,
                    milli=True,
                    may_be_unknown=True,
                    hint=N_("From 0 to 1: 0.4 is 40 %. Empty: not stated, so no return is told."),
                ),
                FieldSpec("stated_by", N_("Who says so"), hint=N_("You, your manager …")),
                NOTE,
            )
        ),
    ),
    PayEventDraft,
    lambda record: record.pay_events,
    _start,
    icon="return",
)
