"""Drafts to columns and back, for every kind of row whose columns are its draft's fields."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

import sqlalchemy as sa

from tracker.domain.changes import Kind
from tracker.domain.credentials import (
    CredentialDraft,
    ExamAttemptDraft,
    IssuerDraft,
    ModuleDraft,
    PathwayDraft,
    PathwayStepDraft,
)
from tracker.domain.draft import Draft
from tracker.domain.instants import Moment
from tracker.domain.proof import (
    EvidenceDraft,
    RenewalCategory,
    RenewalCreditDraft,
    RenewalCycleDraft,
    RenewalDraft,
    SkillDraft,
)
from tracker.domain.returns import DegreeBaselineDraft, PayEventDraft, ScenarioDraft
from tracker.domain.spending import (
    ExpenseDraft,
    RefundDraft,
    ReimbursementDraft,
    SubscriptionDraft,
)
from tracker.domain.study import GoalDraft, PlannedBlockDraft, RestDayDraft, StudyDraft
from tracker.models import TABLES

D = TypeVar("D", bound=Draft)

DRAFTS: dict[Kind, type[Draft]] = {
    Kind.ISSUER: IssuerDraft,
    Kind.CREDENTIAL: CredentialDraft,
    Kind.MODULE: ModuleDraft,
    Kind.EXAM_ATTEMPT: ExamAttemptDraft,
    Kind.PATHWAY: PathwayDraft,
    Kind.PATHWAY_STEP: PathwayStepDraft,
    Kind.SKILL: SkillDraft,
    Kind.EVIDENCE: EvidenceDraft,
    Kind.STUDY_SESSION: StudyDraft,
    Kind.PLANNED_BLOCK: PlannedBlockDraft,
    Kind.GOAL: GoalDraft,
    Kind.REST_DAY: RestDayDraft,
    Kind.SUBSCRIPTION: SubscriptionDraft,
    Kind.EXPENSE: ExpenseDraft,
    Kind.REFUND: RefundDraft,
    Kind.REIMBURSEMENT: ReimbursementDraft,
    Kind.RENEWAL: RenewalDraft,
    Kind.RENEWAL_CYCLE: RenewalCycleDraft,
    Kind.RENEWAL_CREDIT: RenewalCreditDraft,
    Kind.PAY_EVENT: PayEventDraft,
    Kind.SCENARIO: ScenarioDraft,
    Kind.DEGREE_BASELINE: DegreeBaselineDraft,
}


# Most values of most drafts; telling them by type alone keeps a large import quick.
_AS_THEY_ARE = frozenset({str, int, bool, type(None), date, datetime})


def to_columns(kind: Kind, draft: Draft) -> dict[str, Any]:
    """The draft's fields that are columns of its table, by name.

    A `start` becomes its instant, zone and offset. Fields that live in other tables (shares,
    pauses, the issuer's name) are left to the caller.
    """
    found: dict[str, Any] = {}
    for name in _columns(kind, type(draft)):
        value = getattr(draft, name)
        if name == "start":
            found |= moment_columns(value)
        else:
            found[name] = value if type(value) in _AS_THEY_ARE else _to_column(value)
    return found


@cache
def _columns(kind: Kind, draft_type: type[Draft]) -> tuple[str, ...]:
    """The fields of a draft that go into its table; `start` goes into three columns."""
    names = {*TABLES[kind].model_fields, "start"}
    return tuple(field.name for field in dataclasses.fields(draft_type) if field.name in names)


def moment_columns(start: Moment | None) -> dict[str, Any]:
    """The columns of an instant with its zone and offset; nothing where there is none."""
    if start is None:
        return {"started_at": None, "zone": "", "offset_seconds": None}
    return {"started_at": start.at, "zone": start.zone, "offset_seconds": start.offset_seconds}


def _to_column(value: Any) -> Any:
    if isinstance(value, tuple):
        return [list(dataclasses.astuple(one)) if _is_word_list(one) else one for one in value]
    return dict(value) if isinstance(value, Mapping) else value


def _is_word_list(value: Any) -> bool:
    """Whether a part of a draft is kept as a list of its own (a renewal's category)."""
    return dataclasses.is_dataclass(value) and not isinstance(value, type)


def to_draft(draft_type: type[D], row: Mapping[Any, Any], **extra: Any) -> D:
    """The draft that a row's typed values hold; `extra` gives the fields of other tables."""
    values: dict[str, Any] = dict(extra)
    readers = _readers(draft_type)
    for name, read in readers.items():
        if name in values:
            continue
        if name == "start":
            values[name] = to_moment(row["started_at"], row["zone"], row["offset_seconds"])
        elif name in row:
            values[name] = read(row[name])
    return draft_type(**values)


def to_moment(at: Any, zone: str, offset_seconds: int | None) -> Moment | None:
    """The moment that the three columns hold, None where no start is known."""
    return None if at is None or offset_seconds is None else Moment(at, zone, offset_seconds)


@cache
def _readers(draft_type: type[Draft]) -> dict[str, Callable[[Any], Any]]:
    hints = typing.get_type_hints(draft_type)
    return {field.name: _reader(hints[field.name]) for field in dataclasses.fields(draft_type)}


def _reader(hint: Any) -> Callable[[Any], Any]:
    options = [one for one in typing.get_args(hint) if one is not types.NoneType]
    if isinstance(hint, types.UnionType) and len(options) == 1:
        inner = _reader(options[0])
        return lambda value: None if value is None else inner(value)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint
    if typing.get_origin(hint) is tuple:
        if options[0] is RenewalCategory:
            return lambda value: tuple(RenewalCategory(*one) for one in value)
        return tuple
    return lambda value: value


@cache
def table_of(kind: Kind) -> sa.Table:
    """The table of `kind`, for queries."""
    return TABLES[kind].__table__  # type: ignore[attr-defined]
