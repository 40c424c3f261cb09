"""Gathers what the page of one credential shows in one look at the record."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from tracker.analytics import spending
from tracker.analytics.credential import (
    CredentialView,
    CycleState,
    PathwayPlace,
    RenewalState,
    with_carry,
)
from tracker.analytics.spreading import by_hours
from tracker.domain.changes import Kind
from tracker.domain.credentials import ExamAttemptDraft, ModuleDraft
from tracker.domain.kept import Kept
from tracker.domain.money import Money
from tracker.domain.preferences import RecordSettings
from tracker.domain.proof import RenewalCreditDraft, RenewalCycleDraft, RenewalDraft
from tracker.domain.spending import ExpenseRow
from tracker.services.charges import serving
from tracker.store.queries import credentials, kept, onecredential, proof, study
from tracker.store.queries import spending as expenses


def credential_view(
    connection: sa.Connection, credential_id: int, today: date, settings: RecordSettings
) -> CredentialView:
    """What the page of a credential shows; raises a GoneError where it is absent."""
    row = credentials.one(connection, credential_id)
    bought = serving(connection, credential_id, today)
    exams = kept.all_of(
        connection, ExamAttemptDraft, Kind.EXAM_ATTEMPT, credential_id=credential_id
    )
    modules = kept.all_of(connection, ModuleDraft, Kind.MODULE, credential_id=credential_id)
    every_skill = proof.skills(connection)
    return CredentialView(
        row=row,
        today=today,
        currency=settings.currency,
        owner=settings.name,
        days=study.seconds_by_day(connection, date.min, date.max, credential_id=credential_id),
        part_seconds=onecredential.part_seconds(connection, credential_id),
        spent=spending.for_credential(bought, credential_id, settings.currency),
        expense_count=len(bought),
        by_hours=spending.for_credential(by_hours(bought), credential_id, settings.currency).paid,
        evidence=proof.evidence(connection, credential_id=credential_id),
        skills=tuple(skill for skill in every_skill if credential_id in skill.credential_ids),
        skill_names=tuple(skill.draft.name for skill in every_skill),
        modules=tuple(sorted(modules, key=lambda one: (one.draft.position, one.id))),
        exams=tuple(sorted(exams, key=lambda one: (one.draft.taken_on, one.id), reverse=True)),
        exam_costs=_exam_costs(connection, exams, bought),
        pathways=tuple(
            PathwayPlace(number, title, steps, earned)
            for number, title, steps, earned in onecredential.pathways(connection, credential_id)
        ),
        renewals=_renewals(connection, credential_id),
    )


def _exam_costs(
    connection: sa.Connection,
    exams: tuple[Kept[ExamAttemptDraft], ...],
    bought: tuple[ExpenseRow, ...],
) -> dict[int, Money]:
    """What each attempt cost, where an expense is named; it may serve another credential."""
    amounts = {row.id: row.amount for row in bought}
    costs = {}
    for exam in exams:
        number = exam.draft.expense_id
        if number is not None:
            costs[exam.id] = amounts.get(number) or expenses.one(connection, number).amount
    return costs


def _renewals(connection: sa.Connection, credential_id: int) -> tuple[RenewalState, ...]:
    found = []
    for rule in kept.all_of(connection, RenewalDraft, Kind.RENEWAL, credential_id=credential_id):
        cycles = kept.all_of(connection, RenewalCycleDraft, Kind.RENEWAL_CYCLE, renewal_id=rule.id)
        states = [_cycle(connection, cycle) for cycle in cycles]
        found.append(RenewalState(rule, with_carry(rule.draft, states)))
    return tuple(found)


def _cycle(connection: sa.Connection, cycle: Kept[RenewalCycleDraft]) -> CycleState:
    earned = kept.all_of(connection, RenewalCreditDraft, Kind.RENEWAL_CREDIT, cycle_id=cycle.id)
    ordered = sorted(earned, key=lambda one: (one.draft.earned_on, one.id), reverse=True)
    return CycleState(cycle, tuple(ordered))
