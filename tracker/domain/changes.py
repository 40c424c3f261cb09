"""What an operation touched, so that every screen knows whether to draw itself anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """The kinds of row in a record; each value is the name of its table."""

    ISSUER = "issuer"
    CREDENTIAL = "credential"
    MODULE = "module"
    EXAM_ATTEMPT = "exam_attempt"
    PATHWAY = "pathway"
    PATHWAY_STEP = "pathway_step"
    SKILL = "skill"
    CREDENTIAL_SKILL = "credential_skill"
    EVIDENCE = "evidence"
    EVIDENCE_SKILL = "evidence_skill"
    STUDY_SESSION = "study_session"
    STUDY_SHARE = "study_share"
    STUDY_PAUSE = "study_pause"
    RUNNING_TIMER = "running_timer"
    PLANNED_BLOCK = "planned_block"
    GOAL = "goal"
    REST_DAY = "rest_day"
    SUBSCRIPTION = "subscription"
    EXPENSE = "expense"
    EXPENSE_SHARE = "expense_share"
    REFUND = "refund"
    REIMBURSEMENT = "reimbursement"
    RENEWAL = "renewal"
    RENEWAL_CYCLE = "renewal_cycle"
    RENEWAL_CREDIT = "renewal_credit"
    PAY_EVENT = "pay_event"
    SCENARIO = "scenario"
    DEGREE_BASELINE = "degree_baseline"
    RECORD_SETTING = "record_setting"


@dataclass(frozen=True, slots=True)
class Changes:
    """What one operation did: its label, the kinds it touched and the keys of the rows.

    `operation_id` is None where nothing changed, and then `kinds` is empty and nothing can be
    undone. `ids` names at most the rows that a page may want to select; an import of many rows
    names them all.
    """

    label: str
    kinds: frozenset[Kind] = frozenset()
    ids: Mapping[Kind, frozenset[int]] = field(default_factory=dict)
    operation_id: int | None = None

    def touches(self, kinds: Iterable[Kind]) -> bool:
        """Whether any of `kinds` was touched."""
        return not self.kinds.isdisjoint(kinds)

    def only_id(self, kind: Kind) -> int:
        """The key of the one row of `kind` that was touched.

        Raises LookupError where none or several were.
        """
        ids = self.ids.get(kind, frozenset())
        if len(ids) != 1:
            raise LookupError(f"{len(ids)} rows of {kind} were touched, not one")
        return next(iter(ids))
