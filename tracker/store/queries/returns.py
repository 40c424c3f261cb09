"""Questions about what the return on time rests on."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from tracker.domain.changes import Kind
from tracker.store.drafts import table_of

_SESSION = table_of(Kind.STUDY_SESSION)
_SHARE = table_of(Kind.STUDY_SHARE)


def study_days(connection: sa.Connection) -> dict[int, tuple[date, date]]:
    """The first and the last day with study of each credential that has any."""
    statement = (
        sa.select(_SHARE.c.credential_id, sa.func.min(_SESSION.c.day), sa.func.max(_SESSION.c.day))
        .join_from(_SHARE, _SESSION, _SHARE.c.study_session_id == _SESSION.c.id)
        .where(_SHARE.c.credential_id.is_not(None))
        .group_by(_SHARE.c.credential_id)
    )
    return {number: (first, last) for number, first, last in connection.execute(statement)}
