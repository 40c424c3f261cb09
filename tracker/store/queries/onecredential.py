"""Questions about one credential that no other noun asks."""

from __future__ import annotations

import sqlalchemy as sa

from tracker.domain.changes import Kind
from tracker.domain.words import CredentialState
from tracker.store.drafts import table_of

_SHARE = table_of(Kind.STUDY_SHARE)
_PATHWAY = table_of(Kind.PATHWAY)
_STEP = table_of(Kind.PATHWAY_STEP)
_CREDENTIAL = table_of(Kind.CREDENTIAL)


def part_seconds(connection: sa.Connection, credential_id: int) -> tuple[int, ...]:
    """Its part of each study session that served it [s], in no order."""
    statement = sa.select(_SHARE.c.seconds).where(_SHARE.c.credential_id == credential_id)
    return tuple(connection.execute(statement).scalars())


def pathways(
    connection: sa.Connection, credential_id: int
) -> tuple[tuple[int, str, int, int], ...]:
    """The pathways it is a step of: number, title, steps it needs, those of them that are earned.

    A step without weight is optional and counted in neither.
    """
    mine = sa.select(_STEP.c.pathway_id).where(_STEP.c.credential_id == credential_id)
    is_needed = sa.case((_STEP.c.weight > 0, 1), else_=0)
    is_earned = sa.case((_CREDENTIAL.c.state == CredentialState.EARNED.value, is_needed), else_=0)
    statement = (
        sa.select(_PATHWAY.c.id, _PATHWAY.c.title, sa.func.sum(is_needed), sa.func.sum(is_earned))
        .join_from(_PATHWAY, _STEP, _STEP.c.pathway_id == _PATHWAY.c.id)
        .join(_CREDENTIAL, _STEP.c.credential_id == _CREDENTIAL.c.id)
        .where(_PATHWAY.c.id.in_(mine))
        .group_by(_PATHWAY.c.id, _PATHWAY.c.title)
        .order_by(_PATHWAY.c.id)
    )
    return tuple(
        (number, title, int(steps), int(earned))
        for number, title, steps, earned in connection.execute(statement)
    )
