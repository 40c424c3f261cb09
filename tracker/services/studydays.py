"""Gathers what the study log shows of a stretch of days in one look at the record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import sqlalchemy as sa

from tracker.analytics import studydays
from tracker.analytics.studydays import Planned, StudyDays
from tracker.domain.changes import Kind
from tracker.domain.instants import Moment, day_bounds, day_of
from tracker.domain.periods import Period, week_of
from tracker.domain.preferences import RecordSettings
from tracker.domain.study import GoalDraft, StudyRow
from tracker.domain.words import GoalPeriod
from tracker.store.queries import credentials, kept, plan, study

# The furthest that the clocks of any two zones lie apart, so that a week lived through elsewhere
# is found from here.
_ZONES_APART = timedelta(hours=26)
_WEEK_DAYS = 7


def study_days(
    connection: sa.Connection, period: Period, now: Moment, settings: RecordSettings
) -> StudyDays:
    """What the study log shows of `period` as of `now`."""
    starts_at = settings.day_starts_at
    today = day_of(now, starts_at)
    own = study.between(connection, period.first, period.last)
    reach = Period(period.first - timedelta(days=1), period.last + timedelta(days=1))
    rows = _touching(connection, own, period, now.zone, starts_at)
    blocks = []
    for block in plan.blocks_between(connection, reach.first, reach.last):
        day = day_of(block.draft.start, starts_at)
        fate = studydays.fate(block.draft, rows, now.at, starts_at)
        if fate is not None and period.contains(day):
            blocks.append(Planned(block, day, fate))
    seconds: dict[date, int] = {}
    for row in own:
        seconds[row.day] = seconds.get(row.day, 0) + row.seconds
    return StudyDays(
        period=period,
        now=now,
        today=today,
        day_starts_at=starts_at,
        first_weekday=settings.first_weekday,
        rows=rows,
        seconds_by_day=seconds,
        by_credential=studydays.by_credential(own),
        goal_seconds=_goal_seconds(connection, period),
        usual_seconds=_usual_seconds(connection, period, today, settings.first_weekday),
        overlaps=studydays.overlaps(rows, study.kept_overlaps(connection)),
        planned=tuple(blocks),
        titles=credentials.titles(connection),
        has_any=study.first_and_last_day(connection) is not None,
    )


def _touching(
    connection: sa.Connection,
    own: Sequence[StudyRow],
    period: Period,
    zone: str,
    starts_at: int,
) -> tuple[StudyRow, ...]:
    """The sessions of the period and those that reach into it by the clock on the wall."""
    begin = day_bounds(period.first, zone, starts_at)[0] - _ZONES_APART
    end = day_bounds(period.last, zone, starts_at)[1] + _ZONES_APART
    found = {row.id: row for row in own}
    for row in study.overlapping(connection, begin, end):
        if row.id not in found and _is_drawn_in(row, period, starts_at):
            found[row.id] = row
    return tuple(sorted(found.values(), key=_place))


def _is_drawn_in(row: StudyRow, period: Period, starts_at: int) -> bool:
    if row.start is None or row.end_at is None:
        return False
    pieces = studydays.wall_pieces(row.start, row.end_at, starts_at)
    return any(period.contains(piece.day) for piece in pieces)


def _place(row: StudyRow) -> tuple[date, str, int]:
    """By day; sessions without a known start stand first, as in the log."""
    wall = "" if row.start is None else row.start.wall.isoformat()
    return (row.day, wall, row.id)


def _goal_seconds(connection: sa.Connection, period: Period) -> int | None:
    """The goal for all study in a period of this length, None where none is set for it."""
    kinds = {1: GoalPeriod.DAY, _WEEK_DAYS: GoalPeriod.WEEK}
    wanted = kinds.get(period.days, GoalPeriod.MONTH)
    goals = [
        row.draft
        for row in kept.all_of(connection, GoalDraft, Kind.GOAL, credential_id=None)
        if row.draft.period is wanted
        and (row.draft.starts_on or period.first) <= period.last
        and period.first <= (row.draft.ends_on or period.last)
    ]
    return goals[-1].minutes * 60 if goals else None


def _usual_seconds(
    connection: sa.Connection, period: Period, today: date, first_weekday: int
) -> int | None:
    if period.days != _WEEK_DAYS or period != week_of(period.first, first_weekday):
        return None
    earlier = period.first - timedelta(weeks=13)
    days = study.seconds_by_day(connection, earlier, period.first - timedelta(days=1))
    return studydays.usual_seconds(days, period.first, today)
