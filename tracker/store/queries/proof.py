"""Questions about skills and evidence."""

from __future__ import annotations

import sqlalchemy as sa

from tracker.domain.changes import Kind
from tracker.domain.proof import EvidenceRow, SkillDraft, SkillRow
from tracker.domain.words import EvidenceKind
from tracker.store.drafts import table_of, to_draft

_SKILL = table_of(Kind.SKILL)
_EVIDENCE = table_of(Kind.EVIDENCE)
_HELD = table_of(Kind.CREDENTIAL_SKILL)
_SHOWN = table_of(Kind.EVIDENCE_SKILL)
_SHARE = table_of(Kind.STUDY_SHARE)


def skills(connection: sa.Connection, *, credential_id: int | None = None) -> tuple[SkillRow, ...]:
    """The skills by name, with what backs each; those of one credential where it is given."""
    statement = sa.select(_SKILL).order_by(sa.func.lower(_SKILL.c.name), _SKILL.c.id)
    if credential_id is not None:
        mine = sa.select(_HELD.c.skill_id).where(_HELD.c.credential_id == credential_id)
        statement = statement.where(_SKILL.c.id.in_(mine))
    backers: dict[int, list[int]] = {}
    links = sa.select(_HELD.c.skill_id, _HELD.c.credential_id).order_by(_HELD.c.id)
    for skill_id, number in connection.execute(links):
        backers.setdefault(skill_id, []).append(number)
    hours = sa.select(_SHARE.c.credential_id, sa.func.sum(_SHARE.c.seconds)).group_by(
        _SHARE.c.credential_id
    )
    logged: dict[int | None, int] = {
        number: seconds for number, seconds in connection.execute(hours)
    }
    shown = sa.select(_SHOWN.c.skill_id, sa.func.count()).group_by(_SHOWN.c.skill_id)
    evidence_counts = {skill_id: count for skill_id, count in connection.execute(shown)}
    return tuple(
        SkillRow(
            id=row["id"],
            uuid=row["uuid"],
            draft=to_draft(SkillDraft, row),
            credential_ids=tuple(backers.get(row["id"], ())),
            logged_seconds=sum(logged.get(number, 0) for number in backers.get(row["id"], ())),
            evidence_count=evidence_counts.get(row["id"], 0),
        )
        for row in connection.execute(statement).mappings()
    )


def skills_of_evidence(connection: sa.Connection, evidence_id: int) -> tuple[str, ...]:
    """The names of the skills that a piece of evidence shows, by name."""
    statement = (
        sa.select(_SKILL.c.name)
        .join(_SHOWN, _SHOWN.c.skill_id == _SKILL.c.id)
        .where(_SHOWN.c.evidence_id == evidence_id)
        .order_by(sa.func.lower(_SKILL.c.name))
    )
    return tuple(connection.execute(statement).scalars())


def evidence(
    connection: sa.Connection,
    *,
    credential_id: int | None = None,
    expense_id: int | None = None,
    evidence_id: int | None = None,
) -> tuple[EvidenceRow, ...]:
    """Evidence, newest first; of one credential or expense, or one piece, where it is given."""
    statement = sa.select(_EVIDENCE).order_by(_EVIDENCE.c.added_at.desc(), _EVIDENCE.c.id.desc())
    for column, value in (
        (_EVIDENCE.c.credential_id, credential_id),
        (_EVIDENCE.c.expense_id, expense_id),
        (_EVIDENCE.c.id, evidence_id),
    ):
        if value is not None:
            statement = statement.where(column == value)
    return tuple(
        EvidenceRow(
            id=row["id"],
            uuid=row["uuid"],
            kind=EvidenceKind(row["kind"]),
            title=row["title"],
            url=row["url"],
            file_name=row["file_name"],
            media_type=row["media_type"],
            sha256=row["sha256"],
            size_bytes=row["size_bytes"],
            added_at=row["added_at"],
            note=row["note"],
            credential_id=row["credential_id"],
            expense_id=row["expense_id"],
            renewal_credit_id=row["renewal_credit_id"],
        )
        for row in connection.execute(statement).mappings()
    )
