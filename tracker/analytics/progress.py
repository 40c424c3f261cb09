"""How far along a credential or a goal is, and what a deadline asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from statistics import median

from tracker.domain.credentials import CredentialRow


class DeadlineKind(Enum):
    """What a deadline is the deadline of."""

    EXAM = "exam"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class Deadline:
    """The next day that a credential works towards; `days` from today, 0 where it is today."""

    kind: DeadlineKind
    on: date
    days: int


def next_deadline(credential: CredentialRow, today: date) -> Deadline | None:
    """The exam or the target date, whichever comes first from `today` on; None where none does."""
    found = [
        Deadline(kind, on, (on - today).days)
        for kind, on in (
            (DeadlineKind.EXAM, credential.draft.exam_on),
            (DeadlineKind.TARGET, credential.draft.target_on),
        )
        if on is not None and on >= today
    ]
    return min(found, key=lambda one: (one.on, one.kind is DeadlineKind.TARGET), default=None)


def needed_minutes_a_day(credential: CredentialRow, deadline: Deadline) -> int | None:
    """Minutes of study a day, today included, to log all that is planned by the deadline.

    Rounded up; 0 where nothing is left; None where no planned study is known.
    """
    planned = credential.draft.planned_minutes
    if planned is None:
        return None
    left = max(0, planned * 60 - credential.logged_seconds)
    # The day of the exam itself is no day of study, unless it is today.
    days = max(1, deadline.days)
    return -(-left // (60 * days))


@dataclass(frozen=True, slots=True)
class Goal:
    """Seconds done of the seconds that a goal asks for in its period."""

    done_seconds: int
    goal_seconds: int

    @property
    def share(self) -> float:
        """Done as a share of the goal; more than 1 where it is passed."""
        return self.done_seconds / self.goal_seconds

    @property
    def left_seconds(self) -> int:
        """What is left to do; 0 where it is reached."""
        return max(0, self.goal_seconds - self.done_seconds)


def median_of_study_days(seconds_by_day: dict[date, int]) -> int | None:
    """The median of the days that have study [s]; None where no day has."""
    counted = [seconds for seconds in seconds_by_day.values() if seconds > 0]
    return round(median(counted)) if counted else None


def weeks_back(today: date, weeks: int, first_weekday: int) -> tuple[date, date]:
    """The first day of the week that lies `weeks` - 1 weeks before this one, and `today`."""
    back = (today.weekday() - first_weekday) % 7
    return today - timedelta(days=back + 7 * (weeks - 1)), today


def in_progress_by_deadline(rows: Sequence[CredentialRow], today: date) -> list[CredentialRow]:
    """Credentials in the order of their next deadline; those without one last, by title."""

    def order(row: CredentialRow) -> tuple[bool, date, str]:
        deadline = next_deadline(row, today)
        return (deadline is None, deadline.on if deadline else today, row.name.casefold())

    return sorted(rows, key=order)
