"""What Plan shows, as numbers and rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tracker.analytics.credential import CycleState, cycle_units
from tracker.analytics.deadlines import Due
from tracker.analytics.goals import GoalState
from tracker.analytics.streak import Streak
from tracker.analytics.studydays import Planned
from tracker.domain.credentials import CredentialRow
from tracker.domain.instants import Moment
from tracker.domain.kept import Kept
from tracker.domain.proof import RenewalDraft
from tracker.domain.study import RestDayDraft

# 365.2425 days of a Gregorian year over twelve.
_DAYS_A_MONTH = 30.436875


@dataclass(frozen=True, slots=True)
class RenewalPlan:
    """A renewal whose cycle is open: the credential, the rule, the cycle with its credits."""

    credential: CredentialRow
    rule: Kept[RenewalDraft]
    state: CycleState

    @property
    def counted_milli(self) -> int:
        """The units that count so far, in thousandths: within caps, and carried into the cycle."""
        return cycle_units(self.rule.draft, self.state)

    @property
    def left_milli(self) -> int | None:
        """The units that are left to earn, in thousandths; None where the rule names none."""
        wanted = self.rule.draft.units_milli
        return None if wanted is None else max(0, wanted - self.counted_milli)


@dataclass(frozen=True, slots=True)
class PlanView:
    """All that Plan shows, as of the moment `now` on the person's day `day`.

    `days` are the seconds of each day that has study, ever; `steadiness` is None where too little
    is known. `blocks` are those of the last week and the coming two, but not the dropped ones.
    """

    day: date
    now: Moment
    first_weekday: int
    goals: tuple[GoalState, ...]
    streak: Streak
    steadiness: float | None
    least_minutes: int
    days: Mapping[date, int]
    rest: tuple[Kept[RestDayDraft], ...]
    blocks: tuple[Planned, ...]
    renewals: tuple[RenewalPlan, ...]
    deadlines: tuple[Due, ...]
    titles: Mapping[int, str]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing that this page could show."""
        return not (
            self.goals or self.days or self.rest or self.blocks or self.renewals or self.deadlines
        )


def milli_a_month(left_milli: int, ends_on: date, today: date) -> int | None:
    """How many thousandths of a unit a month reach what is left by `ends_on`, both days included.

    Rounded up to a tenth of a unit, so that keeping to it is enough. None where at most a month is
    left, or the day has gone by: then all that is left is what is asked.
    """
    days = (ends_on - today).days + 1
    if days <= _DAYS_A_MONTH:
        return None
    exact = left_milli / (days / _DAYS_A_MONTH)
    return -int(-exact // 100) * 100
