"""Gathers what Plan shows in one look at the record, and what the catalogue knows of its rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import sqlalchemy as sa

from tracker.analytics import streak as streaks
from tracker.analytics import studydays
from tracker.analytics.credential import CycleState, with_carry
from tracker.analytics.deadlines import Due, DueClaim, deadlines
from tracker.analytics.goals import GoalState, goal_state
from tracker.analytics.plan import PlanView, RenewalPlan
from tracker.analytics.studydays import Planned
from tracker.domain.changes import Kind
from tracker.domain.credentials import CredentialRow, ExamAttemptDraft, ModuleDraft
from tracker.domain.instants import Moment, day_of
from tracker.domain.kept import Kept
from tracker.domain.preferences import RecordSettings
from tracker.domain.proof import RenewalCreditDraft, RenewalCycleDraft, RenewalDraft
from tracker.domain.spending import ReimbursementDraft, SubscriptionDraft
from tracker.domain.study import GoalDraft
from tracker.domain.words import CycleState as Cycle
from tracker.domain.words import GoalPeriod, ReimbursementState
from tracker.errors import TrackerError
from tracker.store.queries import credentials, kept, plan, spending, study

if TYPE_CHECKING:
    from tracker.formats.catalogue import Mark, RulePack

# The blocks in sight: a week back, to say what became of them, and two ahead.
_BACK, _AHEAD = timedelta(days=7), timedelta(days=14)
_DAY = timedelta(days=1)
_PERIODS = (GoalPeriod.DAY, GoalPeriod.WEEK, GoalPeriod.MONTH)


@dataclass(frozen=True, slots=True)
class RuleSource:
    """What the catalogue says of a renewal's rule: its pack, and where the figures were read."""

    pack: RulePack | None
    mark: Mark | None


def plan_view(connection: sa.Connection, now: Moment, settings: RecordSettings) -> PlanView:
    """What Plan shows as of `now`."""
    day = day_of(now, settings.day_starts_at)
    days = study.seconds_by_day(connection, date.min, day)
    rest = plan.rest_between(connection, date.min, date.max)
    spans = [(one.draft.first_on, one.draft.last_on) for one in rest]
    least = settings.streak_minutes
    rows = credentials.rows(connection)
    titles = credentials.titles(connection)
    renewals = _renewals(connection, {row.id: row for row in rows})
    return PlanView(
        day=day,
        now=now,
        first_weekday=settings.first_weekday,
        goals=_goals(connection, day, days, titles, settings.first_weekday),
        streak=streaks.streak(days, day, least_minutes=least, rest=spans),
        steadiness=streaks.steadiness(days, day, least_minutes=least, rest=spans),
        least_minutes=least,
        days=days,
        rest=rest,
        blocks=_blocks(connection, day, now, settings.day_starts_at),
        renewals=renewals,
        deadlines=_deadlines(connection, day, rows, renewals),
        titles=titles,
    )


def rule_sources(renewals: Sequence[RenewalPlan]) -> Mapping[int, RuleSource]:
    """What the catalogue says of each rule, by the rule's number; {} where it can't be read.

    Reads the catalogue's files at the first call; not for the thread that draws.
    """
    from tracker.formats.catalogue import Catalogue

    try:
        catalogue = Catalogue.load()
        packs = catalogue.rule_packs
        marks = {}
        for one in renewals:
            entry = catalogue.entry(one.credential.draft.catalogue_id)
            marks[one.rule.id] = entry and catalogue.prefill(entry).marks.get("renewal")
    except TrackerError:
        # The plan itself is whole without its sources.
        return {}
    return {
        one.rule.id: RuleSource(packs.get(one.rule.draft.rule_pack), marks[one.rule.id] or None)
        for one in renewals
    }


def _goals(
    connection: sa.Connection,
    day: date,
    days: Mapping[date, int],
    titles: Mapping[int, str],
    first_weekday: int,
) -> tuple[GoalState, ...]:
    """The goals that hold first, all study before single credentials; those that are over last."""
    found = []
    for goal in kept.all_of(connection, GoalDraft, Kind.GOAL):
        number = goal.draft.credential_id
        counted = days
        if number is not None:
            counted = study.seconds_by_day(connection, date.min, day, credential_id=number)
        title = "" if number is None else titles.get(number, "")
        found.append(goal_state(goal, title, counted, day, first_weekday))
    return tuple(sorted(found, key=_goal_order))


def _goal_order(state: GoalState) -> tuple[bool, bool, bool, int, str, int]:
    draft = state.goal.draft
    return (
        state.is_over,
        state.is_ahead,
        draft.credential_id is not None,
        _PERIODS.index(draft.period),
        state.title.casefold(),
        state.goal.id,
    )


def _blocks(
    connection: sa.Connection, day: date, now: Moment, day_starts_at: int
) -> tuple[Planned, ...]:
    first, last = day - _BACK, day + _AHEAD
    # A session of the day before may last into the first one.
    rows = study.between(connection, first - _DAY, day)
    found = []
    for block in plan.blocks_between(connection, first - _DAY, last + _DAY):
        on = day_of(block.draft.start, day_starts_at)
        fate = studydays.fate(block.draft, rows, now.at, day_starts_at)
        if fate is not None and first <= on <= last:
            found.append(Planned(block, on, fate))
    return tuple(found)


def _renewals(
    connection: sa.Connection, rows: Mapping[int, CredentialRow]
) -> tuple[RenewalPlan, ...]:
    """The open cycles of credentials that are not archived, soonest end first."""
    rules = {rule.id: rule for rule in kept.all_of(connection, RenewalDraft, Kind.RENEWAL)}
    found = []
    cycles = kept.all_of(connection, RenewalCycleDraft, Kind.RENEWAL_CYCLE, state=Cycle.OPEN.value)
    for cycle in sorted(cycles, key=lambda one: (one.draft.ends_on, one.id)):
        rule = rules[cycle.draft.renewal_id]
        row = rows.get(rule.draft.credential_id)
        if row is not None:
            # Only what may be carried over needs the cycles before it.
            held = (
                kept.all_of(connection, RenewalCycleDraft, Kind.RENEWAL_CYCLE, renewal_id=rule.id)
                if rule.draft.carry_over_milli
                else (cycle,)
            )
            states = with_carry(rule.draft, [_cycle_state(connection, one) for one in held])
            state = next(one for one in states if one.cycle.id == cycle.id)
            found.append(RenewalPlan(row, rule, state))
    return tuple(found)


def _cycle_state(connection: sa.Connection, cycle: Kept[RenewalCycleDraft]) -> CycleState:
    earned = kept.all_of(connection, RenewalCreditDraft, Kind.RENEWAL_CREDIT, cycle_id=cycle.id)
    return CycleState(cycle, earned)


def _deadlines(
    connection: sa.Connection,
    day: date,
    rows: Sequence[CredentialRow],
    renewals: Sequence[RenewalPlan],
) -> tuple[Due, ...]:
    ends: dict[int, list[date]] = {}
    for one in renewals:
        ends.setdefault(one.credential.id, []).append(one.state.cycle.draft.ends_on)
    exams = kept.all_of(connection, ExamAttemptDraft, Kind.EXAM_ATTEMPT)
    modules = kept.all_of(connection, ModuleDraft, Kind.MODULE)
    return deadlines(
        day,
        credentials=rows,
        exams=[one.draft for one in exams],
        modules=[one.draft for one in modules],
        cycle_ends=ends,
        claims=_claims(connection),
        subscriptions=kept.all_of(connection, SubscriptionDraft, Kind.SUBSCRIPTION),
    )


def _claims(connection: sa.Connection) -> list[DueClaim]:
    """The claims that a day hangs on, each with its expense."""
    found = []
    for claim in kept.all_of(connection, ReimbursementDraft, Kind.REIMBURSEMENT):
        draft = claim.draft
        is_due = (draft.state is ReimbursementState.TO_CLAIM and draft.claim_by) or (
            draft.state is ReimbursementState.PAID and draft.claw_back_until
        )
        if is_due:
            row = spending.one(connection, draft.expense_id)
            name = row.title or row.vendor or row.kind.text
            found.append(DueClaim(claim, name, row.amount.currency))
    return found
