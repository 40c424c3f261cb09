"""Credentials on a line of time: when they were worked on, held, and what lies ahead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from tracker.domain.credentials import CredentialRow, ExamAttemptDraft
from tracker.domain.words import CredentialState, ExamResult, Validity

_NEVER_WAS = {ExamResult.MISSED, ExamResult.CANCELLED}


class EventKind(Enum):
    """What happens, or happened, on a day."""

    STARTED = "started"
    TARGET = "target"
    EXAM = "exam"
    PASSED = "passed"
    FAILED = "failed"
    EARNED = "earned"
    EXPIRES = "expires"


@dataclass(frozen=True, slots=True)
class Event:
    """One day that matters to a credential."""

    kind: EventKind
    on: date


@dataclass(frozen=True, slots=True)
class Course:
    """One credential on the line.

    `work` lasts from the first day of work to the day it was earned, to today, or to the day that
    is aimed at; `held` from the day it was earned to its last valid day, whose second day is None
    where it does not end (`is_lasting`) or the end is unknown. Each is None where nothing is known
    of it. `is_planned` where the work still lies ahead. Events stand in order.
    """

    id: int
    title: str
    state: CredentialState
    work: tuple[date, date] | None
    held: tuple[date, date | None] | None
    events: tuple[Event, ...]
    is_planned: bool = False
    is_lasting: bool = False
    is_expired: bool = False

    @property
    def first(self) -> date:
        """The first day of it that is known."""
        days = [one.on for one in self.events]
        days += [part[0] for part in (self.work, self.held) if part is not None]
        return min(days)

    @property
    def last(self) -> date:
        """The last day of it that is known."""
        days = [one.on for one in self.events]
        days += [part[1] or part[0] for part in (self.work, self.held) if part is not None]
        return max(days)

    def next_event(self, today: date) -> Event | None:
        """The next day that matters from `today` on; None where none lies ahead."""
        return next((event for event in self.events if event.on >= today), None)


@dataclass(frozen=True, slots=True)
class Timeline:
    """The credentials that have a day at all, in the order in which they begin.

    `without` is the number of those of which no day is known.
    """

    today: date
    courses: tuple[Course, ...]
    without: int = 0


def timeline(
    rows: Iterable[CredentialRow],
    today: date,
    exams: Mapping[int, Sequence[ExamAttemptDraft]] | None = None,
) -> Timeline:
    """The line of these credentials; `exams` are the attempts by credential."""
    listed = list(rows)
    courses = [
        course
        for row in listed
        if (course := _course(row, today, (exams or {}).get(row.id, ()))) is not None
    ]
    courses.sort(key=lambda one: (one.first, one.last, one.title.casefold(), one.id))
    return Timeline(today, tuple(courses), len(listed) - len(courses))


def _course(row: CredentialRow, today: date, exams: Sequence[ExamAttemptDraft]) -> Course | None:
    draft = row.draft
    took_place = [exam for exam in exams if exam.result not in _NEVER_WAS]
    events = {*_days(row), *(_attempt(exam) for exam in took_place)}
    is_open = draft.state not in (CredentialState.EARNED, CredentialState.ABANDONED)
    begins = draft.started_on or (draft.planned_start_on if is_open else None)
    ends = draft.earned_on or draft.target_on or draft.exam_on
    work = None
    is_planned = is_open and draft.started_on is None
    if begins is not None:
        # What goes on without an aim is drawn up to today; of what was given up no end is known.
        no_end = begins if draft.state is CredentialState.ABANDONED else today
        until = ends if ends is not None and ends >= begins else no_end
        if is_open and draft.started_on is not None:
            until = max(until, today)
        work = (begins, max(begins, until))
    held = None if draft.earned_on is None else (draft.earned_on, draft.valid_until)
    if not events and work is None and held is None:
        return None
    return Course(
        id=row.id,
        title=row.name,
        state=draft.state,
        work=work,
        held=held,
        events=tuple(sorted(events, key=lambda one: (one.on, one.kind.value))),
        is_planned=is_planned,
        is_lasting=draft.validity is Validity.NO_EXPIRY,
        is_expired=row.is_expired(today),
    )


def _days(row: CredentialRow) -> list[Event]:
    draft = row.draft
    is_open = draft.state not in (CredentialState.EARNED, CredentialState.ABANDONED)
    found = [
        (EventKind.STARTED, draft.started_on),
        (EventKind.TARGET, draft.target_on if is_open else None),
        (EventKind.EXAM, draft.exam_on if is_open else None),
        (EventKind.EARNED, draft.earned_on),
        (EventKind.EXPIRES, draft.valid_until if draft.earned_on else None),
    ]
    return [Event(kind, day) for kind, day in found if day is not None]


def _attempt(exam: ExamAttemptDraft) -> Event:
    kinds = {ExamResult.PASSED: EventKind.PASSED, ExamResult.FAILED: EventKind.FAILED}
    return Event(kinds.get(exam.result, EventKind.EXAM), exam.taken_on)
