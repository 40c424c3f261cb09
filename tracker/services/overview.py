"""Gathers what a page shows in one look at the record."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from tracker.analytics import progress, spending, streak
from tracker.analytics.credential import CredentialView
from tracker.analytics.forecast.credential import CredentialForecast, credential_forecast
from tracker.analytics.plan import PlanView
from tracker.analytics.spendingyear import SpendingYear
from tracker.analytics.studydays import StudyDays
from tracker.analytics.today import InProgress, Today
from tracker.analytics.weeks import WeekHours, hours_by_week
from tracker.domain.changes import Kind
from tracker.domain.credentials import CredentialRow
from tracker.domain.money import Money
from tracker.domain.periods import Period, week_of, year_of
from tracker.domain.preferences import RecordSettings
from tracker.domain.study import GoalDraft
from tracker.domain.words import CredentialState, GoalPeriod
from tracker.services.base import Service
from tracker.services.onecredential import credential_view
from tracker.services.planning import plan_view
from tracker.services.spendingyear import year_view
from tracker.services.studydays import study_days
from tracker.store.queries import credentials as credential_queries
from tracker.store.queries import kept, plan, study
from tracker.store.queries import spending as spending_queries
from tracker.store.queries.settings import record_settings

HEATMAP_WEEKS = 26
RECENT_SESSIONS = 6


class Overview(Service):
    """Answers that draw on several nouns at once."""

    def today(self, day: date | None = None) -> Today:
        """What Today shows on `day`; on the person's day of this moment where none is given."""
        day = day or self.ground.today()
        with self.store.reading() as connection:
            return _today(connection, day, record_settings(connection))

    def study_days(self, period: Period) -> StudyDays:
        """What the study log shows of the days of `period`, as of this moment."""
        now = self.ground.moment()
        with self.store.reading() as connection:
            return study_days(connection, period, now, record_settings(connection))

    def credential(self, credential_id: int) -> CredentialView:
        """What the page of one credential shows today; raises a GoneError where it is absent."""
        day = self.ground.today()
        with self.store.reading() as connection:
            return credential_view(connection, credential_id, day, record_settings(connection))

    def hours_by_week(self, weeks: int | None = None) -> WeekHours:
        """The hours of the last `weeks` by week and credential; of all since study began."""
        day = self.ground.today()
        with self.store.reading() as connection:
            return _weeks(connection, day, weeks, record_settings(connection))

    def forecasts(self, most: int = 6) -> dict[int, CredentialForecast]:
        """The forecasts of the first `most` credentials in progress by deadline, by their number.

        Those without planned study, or with all of it done, are left out.
        """
        day = self.ground.today()
        found = {}
        with self.store.reading() as connection:
            rows = credential_queries.rows(connection, states=[CredentialState.IN_PROGRESS])
            for row in progress.in_progress_by_deadline(rows, day)[:most]:
                planned = row.draft.planned_minutes
                if planned is None or row.logged_seconds >= planned * 60:
                    continue
                seconds = study.seconds_by_day(connection, date.min, day, credential_id=row.id)
                found[row.id] = credential_forecast(row, seconds, day)
        return found

    def forecast(self, credential_id: int) -> CredentialForecast:
        """When the planned study of a credential will be done, from its own log, as of today."""
        day = self.ground.today()
        with self.store.reading() as connection:
            row = credential_queries.one(connection, credential_id)
            seconds = study.seconds_by_day(connection, date.min, day, credential_id=credential_id)
        return credential_forecast(row, seconds, day)

    def spending_year(self, year: int | None = None) -> SpendingYear:
        """What Spending shows of a year; of the person's present one where none is given."""
        day = self.ground.today()
        with self.store.reading() as connection:
            return year_view(connection, year or day.year, day, record_settings(connection))

    def plan(self) -> PlanView:
        """What Plan shows at this moment."""
        now = self.ground.moment()
        with self.store.reading() as connection:
            return plan_view(connection, now, record_settings(connection))


def _today(connection: sa.Connection, day: date, settings: RecordSettings) -> Today:
    week = week_of(day, settings.first_weekday)
    first_day, _last = progress.weeks_back(day, HEATMAP_WEEKS, settings.first_weekday)
    # One pass over the days serves the streak, the heatmap and the week.
    all_days = study.seconds_by_day(connection, date.min, day)
    days = {one: seconds for one, seconds in all_days.items() if one >= first_day}
    week_seconds = sum(seconds for one, seconds in days.items() if week.contains(one))
    rest = [
        (r.draft.first_on, r.draft.last_on)
        for r in plan.rest_between(connection, date.min, date.max)
    ]
    year = year_of(day)
    rows = spending_queries.between(connection, year.first, year.last)
    open_rows = credential_queries.rows(connection, states=[CredentialState.IN_PROGRESS])
    return Today(
        day=day,
        first_weekday=settings.first_weekday,
        counts=credential_queries.counts_by_state(connection),
        week_seconds=week_seconds,
        goal=_goal(connection, day, week_seconds),
        streak=streak.streak(all_days, day, least_minutes=settings.streak_minutes, rest=rest),
        spent=spending.spent(rows, settings.currency),
        budget=None
        if settings.budget_minor is None
        else Money(settings.budget_minor, settings.currency),
        in_progress=tuple(
            _in_progress(row, day) for row in progress.in_progress_by_deadline(open_rows, day)
        ),
        recent=study.page(connection, limit=RECENT_SESSIONS, last=day),
        first_day=first_day,
        days=days,
        median_seconds=progress.median_of_study_days(days),
        renewals=plan.renewals_due(connection),
        planned=plan.blocks_between(connection, day, week.last),
        titles=credential_queries.titles(connection),
    )


def _weeks(
    connection: sa.Connection, day: date, weeks: int | None, settings: RecordSettings
) -> WeekHours:
    if weeks is None:
        known = study.first_and_last_day(connection)
        first = min(day, known[0]) if known else day
    else:
        first = progress.weeks_back(day, weeks, settings.first_weekday)[0]
    # A week begins on its own day, which may lie before the first day of study.
    begin = week_of(first, settings.first_weekday).first
    goal = _goal(connection, day, 0)
    return hours_by_week(
        study.seconds_by_day_and_credential(connection, begin, day),
        credential_queries.titles(connection),
        first,
        day,
        first_weekday=settings.first_weekday,
        goal_seconds=goal.goal_seconds if goal is not None else None,
    )


def _goal(connection: sa.Connection, day: date, week_seconds: int) -> progress.Goal | None:
    goals = [
        row.draft
        for row in kept.all_of(connection, GoalDraft, Kind.GOAL, credential_id=None)
        if row.draft.period is GoalPeriod.WEEK
        and (row.draft.starts_on or day) <= day <= (row.draft.ends_on or day)
    ]
    return progress.Goal(week_seconds, goals[-1].minutes * 60) if goals else None


def _in_progress(row: CredentialRow, day: date) -> InProgress:
    deadline = progress.next_deadline(row, day)
    needed = None if deadline is None else progress.needed_minutes_a_day(row, deadline)
    return InProgress(row, deadline, needed)
