"""What Today shows, as numbers and rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tracker.analytics.progress import Deadline, Goal
from tracker.analytics.spending import Spent
from tracker.analytics.streak import Streak
from tracker.domain.credentials import CredentialRow
from tracker.domain.kept import Kept
from tracker.domain.money import Money
from tracker.domain.proof import RenewalDue
from tracker.domain.study import PlannedBlockDraft, StudyRow
from tracker.domain.words import CredentialState


@dataclass(frozen=True, slots=True)
class InProgress:
    """A credential in progress with its next deadline and what that asks for a day [minutes]."""

    row: CredentialRow
    deadline: Deadline | None
    needed_minutes_a_day: int | None


@dataclass(frozen=True, slots=True)
class Today:
    """All that Today shows, as of the person's day `day`.

    `goal` is None where no weekly goal is set; `week_seconds` is this week's study in any case.
    `budget` is None where none is set. `days` holds the seconds of each day with study in the
    weeks of the heatmap, from `first_day` on.
    """

    day: date
    first_weekday: int
    counts: Mapping[CredentialState, int]
    week_seconds: int
    goal: Goal | None
    streak: Streak
    spent: Spent
    budget: Money | None
    in_progress: tuple[InProgress, ...]
    recent: tuple[StudyRow, ...]
    first_day: date
    days: Mapping[date, int]
    median_seconds: int | None
    renewals: tuple[RenewalDue, ...]
    planned: tuple[Kept[PlannedBlockDraft], ...]
    titles: Mapping[int, str]

    @property
    def next_deadline(self) -> InProgress | None:
        """The credential whose deadline comes first, None where none has one."""
        found = [one for one in self.in_progress if one.deadline is not None]
        return min(
            found, key=lambda one: one.deadline.on if one.deadline else date.max, default=None
        )
