"""Questions about credentials."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa

from tracker.domain.changes import Kind
from tracker.domain.credentials import CredentialDraft, CredentialRow, NamedCredential
from tracker.domain.words import CredentialKind, CredentialState
from tracker.store.drafts import table_of, to_draft
from tracker.store.writing import GoneError

_CREDENTIAL = table_of(Kind.CREDENTIAL)
_ISSUER = table_of(Kind.ISSUER)
_SHARE = table_of(Kind.STUDY_SHARE)
_SESSION = table_of(Kind.STUDY_SESSION)
_SKILL = table_of(Kind.SKILL)
_HELD = table_of(Kind.CREDENTIAL_SKILL)


def rows(
    connection: sa.Connection,
    *,
    states: Collection[CredentialState] | None = None,
    is_archived: bool | None = False,
    ids: Collection[int] | None = None,
    text: str = "",
    kind: CredentialKind | None = None,
    issuer_id: int | None = None,
    skill_id: int | None = None,
) -> tuple[CredentialRow, ...]:
    """Credentials by title.

    `states` and `ids` keep only those named; `is_archived` None takes both. `text` is looked for
    in title, short title, issuer, identifier, exam code, note and the skills that it backs, in any
    letter case of ASCII. `kind`, `issuer_id` and `skill_id` keep what is of, by or for them.
    """
    statement = (
        sa.select(_CREDENTIAL, _ISSUER.c.name.label("issuer"))
        .join_from(_CREDENTIAL, _ISSUER, _CREDENTIAL.c.issuer_id == _ISSUER.c.id, isouter=True)
        .order_by(sa.func.lower(_CREDENTIAL.c.title), _CREDENTIAL.c.id)
    )
    if states is not None:
        statement = statement.where(_CREDENTIAL.c.state.in_([state.value for state in states]))
    if is_archived is not None:
        statement = statement.where(_CREDENTIAL.c.is_archived == is_archived)
    if ids is not None:
        statement = statement.where(_CREDENTIAL.c.id.in_(ids))
    if kind is not None:
        statement = statement.where(_CREDENTIAL.c.kind == kind.value)
    if issuer_id is not None:
        statement = statement.where(_CREDENTIAL.c.issuer_id == issuer_id)
    if skill_id is not None:
        backs = sa.select(_HELD.c.credential_id).where(_HELD.c.skill_id == skill_id)
        statement = statement.where(_CREDENTIAL.c.id.in_(backs))
    if text:
        columns = ("title", "short_title", "identifier", "exam_code", "note")
        named = (
            sa.select(_HELD.c.credential_id)
            .join(_SKILL, _HELD.c.skill_id == _SKILL.c.id)
            .where(_SKILL.c.name.icontains(text, autoescape=True))
        )
        statement = statement.where(
            sa.or_(
                *(_CREDENTIAL.c[name].icontains(text, autoescape=True) for name in columns),
                _ISSUER.c.name.icontains(text, autoescape=True),
                _CREDENTIAL.c.id.in_(named),
            )
        )
    found = connection.execute(statement).mappings().all()
    logged = _logged(connection, [row["id"] for row in found])
    return tuple(_row(row, logged.get(row["id"])) for row in found)


def one(connection: sa.Connection, credential_id: int) -> CredentialRow:
    """One credential, archived or not; raises a GoneError where it is absent."""
    found = rows(connection, is_archived=None, ids=[credential_id])
    if not found:
        raise GoneError(Kind.CREDENTIAL, credential_id)
    return found[0]


def counts_by_state(connection: sa.Connection) -> dict[CredentialState, int]:
    """How many credentials stand in each state, archived ones left out."""
    statement = (
        sa.select(_CREDENTIAL.c.state, sa.func.count())
        .where(_CREDENTIAL.c.is_archived == sa.false())
        .group_by(_CREDENTIAL.c.state)
    )
    return {CredentialState(state): count for state, count in connection.execute(statement)}


def archived_count(connection: sa.Connection) -> int:
    """How many credentials lie in the archive."""
    statement = sa.select(sa.func.count()).where(_CREDENTIAL.c.is_archived == sa.true())
    return int(connection.execute(statement).scalar_one())


def named(connection: sa.Connection) -> tuple[NamedCredential, ...]:
    """What every credential can be found by, archived ones included, by title."""
    columns = ("id", "title", "short_title", "identifier", "exam_code", "state", "is_archived")
    statement = (
        sa.select(*(_CREDENTIAL.c[name] for name in columns), _ISSUER.c.name.label("issuer"))
        .join_from(_CREDENTIAL, _ISSUER, _CREDENTIAL.c.issuer_id == _ISSUER.c.id, isouter=True)
        .order_by(sa.func.lower(_CREDENTIAL.c.title), _CREDENTIAL.c.id)
    )
    return tuple(
        NamedCredential(
            id=row["id"],
            title=row["title"],
            short_title=row["short_title"] or "",
            issuer=row["issuer"] or "",
            codes=" ".join(filter(None, (row["identifier"], row["exam_code"]))),
            state=CredentialState(row["state"]),
            is_archived=bool(row["is_archived"]),
        )
        for row in connection.execute(statement).mappings()
    )


def titles(connection: sa.Connection, *, is_archived: bool | None = None) -> dict[int, str]:
    """The name by which each credential is called: its short title, else its title.

    `is_archived` keeps only those in the archive, or only those that are not.
    """
    statement = sa.select(_CREDENTIAL.c.id, _CREDENTIAL.c.short_title, _CREDENTIAL.c.title)
    if is_archived is not None:
        statement = statement.where(_CREDENTIAL.c.is_archived == is_archived)
    return {number: short or title for number, short, title in connection.execute(statement)}


def last_studied(connection: sa.Connection) -> dict[int, date]:
    """The last day of study of each credential that has any."""
    statement = (
        sa.select(_SHARE.c.credential_id, sa.func.max(_SESSION.c.day).label("day"))
        .join_from(_SHARE, _SESSION, _SHARE.c.study_session_id == _SESSION.c.id)
        .where(_SHARE.c.credential_id.is_not(None))
        .group_by(_SHARE.c.credential_id)
    )
    return {number: day for number, day in connection.execute(statement)}


def _logged(connection: sa.Connection, ids: list[int]) -> dict[int, tuple[int, int]]:
    """Seconds and number of study sessions of each credential."""
    statement = (
        sa.select(_SHARE.c.credential_id, sa.func.sum(_SHARE.c.seconds), sa.func.count())
        .where(_SHARE.c.credential_id.in_(ids))
        .group_by(_SHARE.c.credential_id)
    )
    return {number: (seconds, count) for number, seconds, count in connection.execute(statement)}


def _row(row: Mapping[Any, Any], logged: tuple[int, int] | None) -> CredentialRow:
    seconds, count = logged or (0, 0)
    values = dict(row)
    draft = to_draft(CredentialDraft, values, issuer=values["issuer"] or "")
    return CredentialRow(
        id=values["id"],
        uuid=values["uuid"],
        draft=draft,
        is_archived=bool(values["is_archived"]),
        created_at=values["created_at"],
        logged_seconds=seconds,
        session_count=count,
    )
