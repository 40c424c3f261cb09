"""Forms: `open_form` is the one way in.

A form is a row of a table (`FormSpec` in `spec.py`), found by the kind of row that it makes; one
generic widget builds it. To add a form: write its spec beside the others and name it in `_SPECS`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from tracker.domain.changes import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.record import Record
    from tracker.ui.desk import Desk
    from tracker.ui.forms.dialog import FormDialog
    from tracker.ui.forms.spec import FormContext, FormSpec

# One claim for several expenses: the same kind of row as a reimbursement, from another form.
CLAIM = "claim"

_SPECS: dict[str, str] = {
    Kind.CREDENTIAL: "credential:CREDENTIAL",
    Kind.MODULE: "credential_parts:MODULE",
    Kind.EXAM_ATTEMPT: "credential_parts:EXAM_ATTEMPT",
    Kind.PATHWAY: "pathways:PATHWAY",
    Kind.PATHWAY_STEP: "pathways:PATHWAY_STEP",
    Kind.SKILL: "pathways:SKILL",
    Kind.STUDY_SESSION: "study:STUDY",
    Kind.PLANNED_BLOCK: "plan:PLANNED_BLOCK",
    Kind.GOAL: "plan:GOAL",
    Kind.REST_DAY: "plan:REST_DAY",
    Kind.EXPENSE: "spending:EXPENSE",
    Kind.REFUND: "spending:REFUND",
    Kind.REIMBURSEMENT: "spending:REIMBURSEMENT",
    CLAIM: "spending:CLAIM",
    Kind.SUBSCRIPTION: "spending:SUBSCRIPTION",
    Kind.RENEWAL: "proof:RENEWAL",
    Kind.RENEWAL_CYCLE: "proof:RENEWAL_CYCLE",
    Kind.RENEWAL_CREDIT: "proof:RENEWAL_CREDIT",
    Kind.EVIDENCE: "proof:EVIDENCE",
    Kind.PAY_EVENT: "returns:PAY_EVENT",
    Kind.RECORD_SETTING: "settings:SETTINGS",
    Kind.RUNNING_TIMER: "study:TIMER",
}


def spec_of(kind: Kind | str) -> FormSpec:
    """The form of a kind; raises KeyError where there is none."""
    module, name = _SPECS[kind].split(":")
    return getattr(import_module(f"tracker.ui.forms.{module}"), name)


def open_form(
    desk: Desk,
    kind: Kind | str,
    row_id: int | None = None,
    /,
    *,
    shown: Callable[[FormDialog], object] | None = None,
    **prefill: Any,
) -> None:
    """Open the form of `kind`: for a new row, or for the one with the number `row_id`.

    `prefill` gives values by the names of the draft's fields, such as `credential_id=3` or
    `shares=(Share(3),)`. The dialog appears as soon as what it must know is gathered; `shown` is
    then called with it. The settings have one row only, and need no number.
    """
    spec = spec_of(kind)
    if spec.kind is Kind.RECORD_SETTING:
        row_id = 1
    choice = desk.theme.choice

    def gather(record: Record) -> tuple[FormContext, dict[str, Any]]:
        from tracker.ui.forms.gathering import context_of, values_of

        values = {} if row_id is None else values_of(spec.load(record, row_id))
        expense_id = values.get("expense_id") or prefill.get("expense_id")
        expense_ids = prefill.get("expense_ids") or ((expense_id,) if expense_id else ())
        cycle_id = values.get("cycle_id") or prefill.get("cycle_id")
        context = context_of(record, choice, expense_ids, cycle_id)
        return context, values if row_id is not None else spec.start(context)

    def show(gathered: tuple[FormContext, dict[str, Any]]) -> None:
        dialog = _make(desk, spec, *gathered, row_id, prefill)
        dialog.present()
        if shown is not None:
            shown(dialog)

    desk.ask(gather, show, key=("form", spec.kind))


def _make(
    desk: Desk,
    spec: FormSpec,
    context: FormContext,
    values: dict[str, Any],
    row_id: int | None,
    prefill: dict[str, Any],
) -> FormDialog:
    from tracker.ui.forms.dialog import FormDialog

    if spec.kind is Kind.CREDENTIAL:
        from tracker.ui.forms.credential import CredentialDialog

        return CredentialDialog(desk, spec, context, row_id, values, prefill)
    if spec.kind is Kind.RECORD_SETTING:
        from tracker.ui.forms.settings import SettingsDialog

        return SettingsDialog(desk, spec, context, row_id, values, prefill)
    return FormDialog(desk, spec, context, row_id, values, prefill)
