"""Questions about plans: blocks, goals, rest, renewals."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from tracker.domain.changes import Kind
from tracker.domain.kept import Kept
from tracker.domain.proof import RenewalCycleDraft, RenewalDraft, RenewalDue
from tracker.domain.study import PlannedBlockDraft, RestDayDraft
from tracker.domain.words import CycleState
from tracker.store.drafts import table_of, to_draft

_BLOCK = table_of(Kind.PLANNED_BLOCK)
_REST = table_of(Kind.REST_DAY)
_RENEWAL = table_of(Kind.RENEWAL)
_CYCLE = table_of(Kind.RENEWAL_CYCLE)
_CREDIT = table_of(Kind.RENEWAL_CREDIT)
_CREDENTIAL = table_of(Kind.CREDENTIAL)


def blocks_between(
    connection: sa.Connection, first: date, last: date
) -> tuple[Kept[PlannedBlockDraft], ...]:
    """The planned blocks of the days from `first` to `last`, both included, in order."""
    statement = (
        sa.select(_BLOCK)
        .where(_BLOCK.c.day.between(first, last))
        .order_by(_BLOCK.c.started_at, _BLOCK.c.id)
    )
    return tuple(
        Kept(row["id"], row["uuid"], to_draft(PlannedBlockDraft, row))
        for row in connection.execute(statement).mappings()
    )


def rest_between(
    connection: sa.Connection, first: date, last: date
) -> tuple[Kept[RestDayDraft], ...]:
    """The stretches of rest that share a day with `first` to `last`, both included, in order."""
    statement = (
        sa.select(_REST)
        .where(_REST.c.first_on <= last, _REST.c.last_on >= first)
        .order_by(_REST.c.first_on, _REST.c.id)
    )
    return tuple(
        Kept(row["id"], row["uuid"], to_draft(RestDayDraft, row))
        for row in connection.execute(statement).mappings()
    )


def renewals_due(connection: sa.Connection) -> tuple[RenewalDue, ...]:
    """The open cycles of all renewals, soonest end first, with the units earned so far."""
    earned = (
        sa.select(sa.func.coalesce(sa.func.sum(_CREDIT.c.units_milli), 0))
        .where(_CREDIT.c.cycle_id == _CYCLE.c.id)
        .scalar_subquery()
    )
    statement = (
        sa.select(_CYCLE, _CREDENTIAL.c.short_title, _CREDENTIAL.c.title, earned.label("earned"))
        .join_from(_CYCLE, _RENEWAL, _CYCLE.c.renewal_id == _RENEWAL.c.id)
        .join(_CREDENTIAL, _RENEWAL.c.credential_id == _CREDENTIAL.c.id)
        .where(_CYCLE.c.state == CycleState.OPEN.value, _CREDENTIAL.c.is_archived == sa.false())
        .order_by(_CYCLE.c.ends_on, _CYCLE.c.id)
    )
    cycles = connection.execute(statement).mappings().all()
    rules = {
        row["id"]: to_draft(RenewalDraft, row)
        for row in connection.execute(sa.select(_RENEWAL)).mappings()
    }
    return tuple(
        RenewalDue(
            cycle=Kept(row["id"], row["uuid"], to_draft(RenewalCycleDraft, row)),
            rule=rules[row["renewal_id"]],
            credential=row["short_title"] or row["title"],
            earned_milli=int(row["earned"]),
        )
        for row in cycles
    )
