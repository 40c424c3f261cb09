"""Hours gathered for one credential, day by day towards its plan, and where they may lead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tracker.analytics.credential import running_total
from tracker.analytics.progress import Deadline, next_deadline
from tracker.domain.credentials import CredentialRow
from tracker.domain.words import CredentialState

_OVER = {CredentialState.EARNED, CredentialState.ABANDONED}


@dataclass(frozen=True, slots=True)
class Band:
    """Where the hours may lead, in few words such as `14 Dec ± 6 d`, and day by day.

    For each of `days`, in order, the total [s] at the low end, in the middle and at the high end.
    The first day is the one up to which hours are known.
    """

    label: str
    days: tuple[date, ...]
    low: tuple[float, ...]
    median: tuple[float, ...]
    high: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class HoursLine:
    """The total [s] after each day with study, in order, and what it is measured by.

    `planned` is the plan [s], None where none is known. The line goes on level to `until`: today,
    or the day it was earned. `deadline` is None where none lies ahead. `title` is what the
    credential is called.
    """

    title: str
    points: tuple[tuple[date, int], ...]
    planned: int | None
    today: date
    until: date
    deadline: Deadline | None = None

    @property
    def total(self) -> int:
        """All that was gathered [s]."""
        return self.points[-1][1] if self.points else 0

    @property
    def share(self) -> float | None:
        """The total as a share of the plan; None where no plan is known."""
        return self.total / self.planned if self.planned else None


def hours_line(row: CredentialRow, days: Mapping[date, int], today: date) -> HoursLine:
    """The line of a credential whose seconds of study by day are `days`."""
    points = running_total(days)
    is_open = row.draft.state not in _OVER
    planned = row.draft.planned_minutes
    last = points[-1][0] if points else today
    return HoursLine(
        title=row.name,
        points=points,
        planned=None if planned is None else planned * 60,
        today=today,
        until=max(last, today if is_open else (row.draft.earned_on or last)),
        deadline=next_deadline(row, today) if is_open else None,
    )
