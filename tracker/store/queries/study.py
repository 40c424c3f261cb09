"""Questions about study sessions and the running timer."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from tracker.domain.changes import Kind
from tracker.domain.instants import Moment, parse_instant
from tracker.domain.study import (
    Pause,
    RunningTimer,
    Share,
    ShareRow,
    StudyCursor,
    StudyRow,
)
from tracker.domain.words import Entry
from tracker.store.drafts import table_of, to_moment
from tracker.store.queries.shares import study_parts
from tracker.store.writing import GoneError

_SESSION = table_of(Kind.STUDY_SESSION)
_SHARE = table_of(Kind.STUDY_SHARE)
_PAUSE = table_of(Kind.STUDY_PAUSE)
_TIMER = table_of(Kind.RUNNING_TIMER)
_CREDENTIAL = table_of(Kind.CREDENTIAL)
_SETTING = table_of(Kind.RECORD_SETTING)

# Under this name and the UUIDs of two sessions stands that the person keeps both as they are.
KEPT_OVERLAP = "kept_overlap"
# A session without a known start stands before all others of its day.
_NO_START = ""


def page(
    connection: sa.Connection,
    *,
    limit: int = 200,
    before: StudyCursor | None = None,
    first: date | None = None,
    last: date | None = None,
    credential_id: int | None = None,
    text: str = "",
    activity: str = "",
    tag: str = "",
    is_longest_first: bool = False,
) -> tuple[StudyRow, ...]:
    """Study sessions, newest first, at most `limit`; those after the cursor `before` in that order.

    `first` and `last` bound the day, both included; `text` is looked for in topic, note, activity,
    tags and the titles of credentials, those in the archive too; `activity` and `tag` are whole
    ones. With `is_longest_first` the longest come first instead, of equal ones the newest.
    """
    order = (_SESSION.c.day.desc(), _SESSION.c.started_at.desc(), _SESSION.c.id.desc())
    if is_longest_first:
        order = (_SESSION.c.seconds.desc(), _SESSION.c.id.desc())
    statement = sa.select(_SESSION).order_by(*order).limit(limit)
    if before is not None:
        statement = statement.where(_after(before, is_longest_first=is_longest_first))
    statement = _bounded(statement, first, last, credential_id)
    return _rows(connection, statement.where(*_matching(text, activity, tag)))


def totals(
    connection: sa.Connection,
    *,
    credential_id: int | None = None,
    text: str = "",
    activity: str = "",
    tag: str = "",
) -> tuple[int, int]:
    """How many sessions `page` finds so, and their seconds; with a credential, its part of them."""
    seconds = _SESSION.c.seconds
    found: Any = sa.select(sa.func.count(), sa.func.coalesce(sa.func.sum(seconds), 0))
    if credential_id is not None:
        part = sa.func.coalesce(sa.func.sum(_SHARE.c.seconds), 0)
        found = (
            sa.select(sa.func.count(_SESSION.c.id.distinct()), part)
            .join_from(_SHARE, _SESSION, _SHARE.c.study_session_id == _SESSION.c.id)
            .where(_SHARE.c.credential_id == credential_id)
        )
    row: Any = connection.execute(found.where(*_matching(text, activity, tag))).one()
    return int(row[0]), int(row[1])


def _after(before: StudyCursor, *, is_longest_first: bool) -> sa.ColumnElement[bool]:
    """That a session comes after a cursor in the order of a page."""
    if is_longest_first:
        return sa.or_(
            _SESSION.c.seconds < before.seconds,
            sa.and_(_SESSION.c.seconds == before.seconds, _SESSION.c.id < before.id),
        )
    start = sa.func.coalesce(_SESSION.c.started_at, _NO_START, type_=sa.Text)
    at = before.started_at.strftime("%Y-%m-%dT%H:%M:%SZ") if before.started_at else _NO_START
    return sa.and_(
        _SESSION.c.day <= before.day,
        sa.or_(
            _SESSION.c.day < before.day,
            start < at,
            sa.and_(start == at, _SESSION.c.id < before.id),
        ),
    )


def _matching(text: str, activity: str, tag: str) -> list[sa.ColumnElement[bool]]:
    """What a session must say to be found."""
    found: list[sa.ColumnElement[bool]] = []
    if activity:
        found.append(_SESSION.c.activity == activity)
    if tag:
        each = sa.func.json_each(_SESSION.c.tags).table_valued("value")
        found.append(sa.exists(sa.select(1).select_from(each).where(each.c.value == tag)))
    if text:
        columns: list[Any] = [_SESSION.c[name] for name in ("topic", "note", "activity")]
        columns.append(sa.cast(_SESSION.c.tags, sa.Text))
        titles = (_CREDENTIAL.c.title, _CREDENTIAL.c.short_title)
        served = (
            sa.select(_SHARE.c.study_session_id)
            .join_from(_SHARE, _CREDENTIAL, _SHARE.c.credential_id == _CREDENTIAL.c.id)
            .where(sa.or_(*(title.icontains(text, autoescape=True) for title in titles)))
        )
        said = [column.icontains(text, autoescape=True) for column in columns]
        found.append(sa.or_(*said, _SESSION.c.id.in_(served)))
    return found


def between(
    connection: sa.Connection, first: date, last: date, *, credential_id: int | None = None
) -> tuple[StudyRow, ...]:
    """The study sessions of the days from `first` to `last`, both included, oldest first."""
    statement = sa.select(_SESSION).order_by(_SESSION.c.day, _SESSION.c.started_at, _SESSION.c.id)
    return _rows(connection, _bounded(statement, first, last, credential_id))


def one(connection: sa.Connection, session_id: int) -> StudyRow:
    """One study session; raises a GoneError where it is absent."""
    found = _rows(connection, sa.select(_SESSION).where(_SESSION.c.id == session_id))
    if not found:
        raise GoneError(Kind.STUDY_SESSION, session_id)
    return found[0]


def pauses(connection: sa.Connection, session_id: int) -> tuple[Pause, ...]:
    """The breaks inside a study session, in order."""
    statement = (
        sa.select(_PAUSE.c.started_at, _PAUSE.c.ended_at)
        .where(_PAUSE.c.study_session_id == session_id)
        .order_by(_PAUSE.c.started_at)
    )
    return tuple(Pause(start, end) for start, end in connection.execute(statement))


def overlapping(
    connection: sa.Connection, start: datetime, end: datetime, *, but: int | None = None
) -> tuple[StudyRow, ...]:
    """The study sessions that share time with the span from `start` up to `end` (aware UTC).

    One that only touches the span does not count, nor does the one with the number `but`.
    """
    # No session lasts longer than a week with its pauses left out; looking back four weeks keeps
    # the index in use and still finds one with long pauses.
    earliest = datetime.fromtimestamp(start.timestamp() - 28 * 86400, tz=start.tzinfo)
    statement = sa.select(_SESSION).where(
        _SESSION.c.started_at >= earliest, _SESSION.c.started_at < end, _SESSION.c.ended_at > start
    )
    if but is not None:
        statement = statement.where(_SESSION.c.id != but)
    return _rows(connection, statement.order_by(_SESSION.c.started_at))


def kept_overlaps(connection: sa.Connection) -> frozenset[frozenset[str]]:
    """The pairs of sessions (their UUIDs) whose overlap the person keeps as it is."""
    statement = sa.select(_SETTING.c.name).where(_SETTING.c.name.startswith(f"{KEPT_OVERLAP}:"))
    names = connection.execute(statement).scalars()
    return frozenset(frozenset(name.split(":")[1:]) for name in names)


def seconds_by_day(
    connection: sa.Connection, first: date, last: date, *, credential_id: int | None = None
) -> dict[date, int]:
    """Seconds studied on each day from `first` to `last`, both included; days without study absent.

    With a credential, its shares only.
    """
    if credential_id is None:
        statement = sa.select(_SESSION.c.day, sa.func.sum(_SESSION.c.seconds))
    else:
        statement = (
            sa.select(_SESSION.c.day, sa.func.sum(_SHARE.c.seconds))
            .join_from(_SHARE, _SESSION, _SHARE.c.study_session_id == _SESSION.c.id)
            .where(_SHARE.c.credential_id == credential_id)
        )
    statement = statement.where(_SESSION.c.day.between(first, last)).group_by(_SESSION.c.day)
    return {day: seconds for day, seconds in connection.execute(statement)}


def seconds_by_credential(
    connection: sa.Connection, first: date, last: date
) -> dict[int | None, int]:
    """Seconds of each credential from `first` to `last`, both included, most first.

    Under None stands study for no credential or for a deleted one.
    """
    statement = (
        sa.select(
            _SHARE.c.credential_id,
            sa.func.sum(sa.func.coalesce(_SHARE.c.seconds, _SESSION.c.seconds)).label("seconds"),
        )
        .join_from(_SESSION, _SHARE, _SHARE.c.study_session_id == _SESSION.c.id, isouter=True)
        .where(_SESSION.c.day.between(first, last))
        .group_by(_SHARE.c.credential_id)
        .order_by(sa.desc("seconds"))
    )
    return {number: seconds for number, seconds in connection.execute(statement)}


def seconds_by_day_and_credential(
    connection: sa.Connection, first: date, last: date
) -> list[tuple[date, int | None, int]]:
    """Seconds of each day and credential from `first` to `last`, both included.

    Under None stands study for no credential or for a deleted one.
    """
    statement = (
        sa.select(
            _SESSION.c.day,
            _SHARE.c.credential_id,
            sa.func.sum(sa.func.coalesce(_SHARE.c.seconds, _SESSION.c.seconds)),
        )
        .join_from(_SESSION, _SHARE, _SHARE.c.study_session_id == _SESSION.c.id, isouter=True)
        .where(_SESSION.c.day.between(first, last))
        .group_by(_SESSION.c.day, _SHARE.c.credential_id)
    )
    return [(day, number, seconds) for day, number, seconds in connection.execute(statement)]


def parts_between(connection: sa.Connection, first: date, last: date) -> tuple[ShareRow, ...]:
    """The seconds of each credential from `first` to `last`, both included, by its number.

    A deleted one stands under the title it left behind; study for none is left out.
    """
    statement = (
        sa.select(
            _SHARE.c.credential_id,
            _CREDENTIAL.c.short_title,
            sa.func.coalesce(_CREDENTIAL.c.title, _SHARE.c.title),
            sa.func.sum(_SHARE.c.seconds),
        )
        .join_from(_SESSION, _SHARE, _SHARE.c.study_session_id == _SESSION.c.id)
        .join(_CREDENTIAL, _SHARE.c.credential_id == _CREDENTIAL.c.id, isouter=True)
        .where(_SESSION.c.day.between(first, last))
        .group_by(sa.text("1, 2, 3"))
        .order_by(_SHARE.c.credential_id, sa.text("3"))
    )
    return tuple(
        ShareRow(number, short or title, seconds, seconds=seconds)
        for number, short, title, seconds in connection.execute(statement)
    )


def first_and_last_day(connection: sa.Connection) -> tuple[date, date] | None:
    """The first and the last day with study, None where there is none."""
    row = connection.execute(
        sa.select(sa.func.min(_SESSION.c.day), sa.func.max(_SESSION.c.day))
    ).one()
    return None if row[0] is None else (row[0], row[1])


def count(
    connection: sa.Connection,
    *,
    first: date | None = None,
    last: date | None = None,
    credential_id: int | None = None,
) -> int:
    """How many study sessions the record holds; bounded as `page` bounds them."""
    statement = sa.select(sa.func.count()).select_from(_SESSION)
    return int(connection.execute(_bounded(statement, first, last, credential_id)).scalar_one())


def recent_words(
    connection: sa.Connection, limit: int = 500
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The activities and the tags of the newest `limit` sessions, most recent first, each once."""
    statement = (
        sa.select(_SESSION.c.activity, _SESSION.c.tags).order_by(_SESSION.c.id.desc()).limit(limit)
    )
    activities: dict[str, None] = {}
    tags: dict[str, None] = {}
    for activity, row_tags in connection.execute(statement):
        if activity:
            activities.setdefault(activity)
        tags.update(dict.fromkeys(row_tags))
    return tuple(activities), tuple(tags)


def running(connection: sa.Connection) -> RunningTimer | None:
    """The timer that runs or is paused, None where none does."""
    row = connection.execute(sa.select(_TIMER)).mappings().first()
    if row is None:
        return None
    shares = tuple(Share(number, weight) for number, weight in row["shares"])
    names = _names(connection, [share.credential_id for share in shares])
    return RunningTimer(
        id=row["id"],
        uuid=row["uuid"],
        start=Moment(row["started_at"], row["zone"], row["offset_seconds"]),
        shares=shares,
        titles=tuple(names.get(share.credential_id, "") for share in shares),
        topic=row["topic"],
        activity=row["activity"],
        note=row["note"],
        tags=tuple(row["tags"]),
        pauses=tuple(
            Pause(parse_instant(start), parse_instant(end)) for start, end in row["pauses"]
        ),
        paused_at=row["paused_at"],
    )


def _bounded(
    statement: sa.Select[Any], first: date | None, last: date | None, credential_id: int | None
) -> sa.Select[Any]:
    if first is not None:
        statement = statement.where(_SESSION.c.day >= first)
    if last is not None:
        statement = statement.where(_SESSION.c.day <= last)
    if credential_id is not None:
        served = sa.select(_SHARE.c.study_session_id).where(_SHARE.c.credential_id == credential_id)
        statement = statement.where(_SESSION.c.id.in_(served))
    return statement


def _rows(connection: sa.Connection, statement: sa.Select[Any]) -> tuple[StudyRow, ...]:
    found = connection.execute(statement).mappings().all()
    shares = study_parts(connection, [row["id"] for row in found])
    return tuple(_row(row, shares.get(row["id"], ())) for row in found)


def _names(connection: sa.Connection, ids: Collection[int]) -> dict[int, str]:
    statement = sa.select(_CREDENTIAL.c.id, _CREDENTIAL.c.short_title, _CREDENTIAL.c.title).where(
        _CREDENTIAL.c.id.in_(ids)
    )
    return {number: short or title for number, short, title in connection.execute(statement)}


def _row(row: Mapping[Any, Any], shares: tuple[ShareRow, ...]) -> StudyRow:
    return StudyRow(
        id=row["id"],
        uuid=row["uuid"],
        day=row["day"],
        seconds=row["seconds"],
        start=to_moment(row["started_at"], row["zone"], row["offset_seconds"]),
        end_at=row["ended_at"],
        shares=shares,
        topic=row["topic"],
        activity=row["activity"],
        note=row["note"],
        tags=tuple(row["tags"]),
        focus=row["focus"],
        pause_seconds=row["pause_seconds"],
        entry=Entry(row["entry"]),
        source=row["source"],
    )
