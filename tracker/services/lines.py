"""What the record knows that a typed line depends on: the credentials, the words, the conventions.

The window and the command line read lines with the same context.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from tracker.domain.changes import Kind
from tracker.domain.instants import Moment, day_of
from tracker.domain.preferences import RecordSettings
from tracker.domain.study import Share, StudyDraft
from tracker.domain.words import CredentialState
from tracker.formats.line.model import Candidate, LineContext
from tracker.services.base import Ground
from tracker.services.clock import Clock
from tracker.store.drafts import table_of
from tracker.store.queries import study
from tracker.store.queries.settings import record_settings

if TYPE_CHECKING:
    from collections.abc import Iterable

_CREDENTIAL = table_of(Kind.CREDENTIAL)
_ISSUER = table_of(Kind.ISSUER)

# Recent use breaks ties between names for a month only (see formats/line/names.py), so that no
# more of a long log has to be looked at than that, with the last day included.
_RECENT_DAYS = 31
# Among so many sessions are enough different ones to offer again.
_RECENT_ROWS = 40


def line_context(
    ground: Ground,
    *,
    day_first: bool = True,
    decimal_comma: bool = False,
    language: str = "en",
) -> LineContext:
    """The context in which a line is read now; archived credentials are no candidates.

    The conventions of writing dates and numbers come from whoever asks, who knows the locale.
    """
    with ground.store.reading() as connection:
        settings = record_settings(connection)
        found = candidates(connection)
        activities, tags = study.recent_words(connection)
    return LineContext(
        now=Moment.of(ground.clock.now(), ground.zone(settings)),
        day_starts_at=settings.day_starts_at,
        currency=settings.currency,
        candidates=found,
        first_weekday=settings.first_weekday,
        day_first=day_first,
        decimal_comma=decimal_comma,
        language=language,
        activities=activities,
        tags=tags,
    )


def bare_context(
    clock: Clock | None = None,
    *,
    day_first: bool = True,
    decimal_comma: bool = False,
    language: str = "en",
) -> LineContext:
    """The context of a record that is not there yet: the usual settings and nothing to name."""
    clock, usual = clock or Clock(), RecordSettings()
    return LineContext(
        now=Moment.of(clock.now(), clock.zone()),
        day_starts_at=usual.day_starts_at,
        currency=usual.currency,
        candidates=(),
        first_weekday=usual.first_weekday,
        day_first=day_first,
        decimal_comma=decimal_comma,
        language=language,
    )


def recent_lines(ground: Ground, context: LineContext, *, most: int = 8) -> tuple[str, ...]:
    """Lines that say again what was studied last, for today and without a time; each once.

    Study that no line can say, such as for a deleted credential, is left out.
    """
    from tracker.formats.line import write_study_line

    today = day_of(context.now, context.day_starts_at)
    found: dict[str, None] = {}
    with ground.store.reading() as connection:
        rows = study.page(connection, limit=_RECENT_ROWS)
    for row in rows:
        if len(found) == most or any(share.credential_id is None for share in row.shares):
            continue
        shares = tuple(Share(one.credential_id or 0, one.weight) for one in row.shares)
        minutes = max(60, row.seconds // 60 * 60)
        draft = StudyDraft(
            minutes, day=today, shares=shares, topic=row.topic, activity=row.activity, tags=row.tags
        )
        line = write_study_line(draft, context)
        if line is not None and (shares or row.topic):
            # A line without a day is today's.
            found.setdefault(line.replace(f" {today.isoformat()}", ""))
    return tuple(found)


def candidates(
    connection: sa.Connection, *, is_archived: bool | None = False
) -> tuple[Candidate, ...]:
    """The credentials that a name may mean, by title; None takes those of the archive too."""
    columns = ("id", "title", "short_title", "exam_code", "catalogue_id", "state")
    statement: sa.Select[Any] = (
        sa.select(*(_CREDENTIAL.c[name] for name in columns), _ISSUER.c.name)
        .join_from(_CREDENTIAL, _ISSUER, _CREDENTIAL.c.issuer_id == _ISSUER.c.id, isouter=True)
        .order_by(sa.func.lower(_CREDENTIAL.c.title), _CREDENTIAL.c.id)
    )
    if is_archived is not None:
        statement = statement.where(_CREDENTIAL.c.is_archived == is_archived)
    rows = [tuple(row) for row in connection.execute(statement)]
    used = _last_used(connection)
    known = _aliases(row[4] for row in rows)
    return tuple(
        Candidate(
            id=number,
            title=title,
            short_title=short,
            issuer=issuer or "",
            aliases=tuple(name for name in (code, *known.get(entry, ())) if name),
            state=CredentialState(state),
            last_used=used.get(number),
        )
        for number, title, short, code, entry, state, issuer in rows
    )


# CROSS JOIN keeps SQLite from looking through all shares first: by day, a month is all it reads.
_JOINED = (
    "FROM study_session AS s CROSS JOIN study_share AS h ON h.study_session_id = s.id"
    " WHERE h.credential_id IS NOT NULL"
)


def _last_used(connection: sa.Connection) -> dict[int, date]:
    """The last day of study of each credential studied in the last month that has any study."""
    newest = connection.exec_driver_sql(
        f"SELECT s.day {_JOINED} ORDER BY s.day DESC LIMIT 1"
    ).scalar()
    if newest is None:
        return {}
    since = date.fromisoformat(newest) - timedelta(days=_RECENT_DAYS)
    rows = connection.exec_driver_sql(
        f"SELECT h.credential_id, max(s.day) {_JOINED} AND s.day > ? GROUP BY h.credential_id",
        (since.isoformat(),),
    )
    return {number: date.fromisoformat(day) for number, day in rows}


def _aliases(entries: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The other names that the catalogue knows for its entries; only loaded where one is used."""
    wanted = {entry for entry in entries if entry}
    if not wanted:
        return {}
    from tracker.formats.catalogue import Catalogue

    catalogue = Catalogue.load()
    found = {entry: catalogue.entry(entry) for entry in wanted}
    return {name: entry.aliases for name, entry in found.items() if entry is not None}
