"""Deadlines and what they ask for."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime

import pytest

from tracker.analytics.progress import (
    DeadlineKind,
    Goal,
    in_progress_by_deadline,
    median_of_study_days,
    needed_minutes_a_day,
    next_deadline,
    weeks_back,
)
from tracker.domain.credentials import CredentialDraft, CredentialRow

TODAY = date(2026, 11, 23)


def row(logged_seconds: int = 0, **fields: object) -> CredentialRow:
    draft = dataclasses.replace(CredentialDraft("CKA"), **fields)
    at = datetime(2026, 1, 1, tzinfo=UTC)
    return CredentialRow(1, "u", draft, False, at, logged_seconds, 0)


def test_the_first_of_exam_and_target_is_the_deadline() -> None:
    one = next_deadline(row(exam_on=date(2026, 12, 2), target_on=date(2026, 12, 24)), TODAY)
    assert one is not None
    assert (one.kind, one.days) == (DeadlineKind.EXAM, 9)


def test_what_has_passed_is_no_deadline() -> None:
    assert next_deadline(row(exam_on=date(2026, 11, 22)), TODAY) is None


def test_the_pace_is_rounded_up_and_the_exam_day_is_no_study_day() -> None:
    one = row(57 * 3600, planned_minutes=65 * 60, exam_on=date(2026, 12, 2))
    deadline = next_deadline(one, TODAY)
    assert deadline is not None
    assert needed_minutes_a_day(one, deadline) == 54  # 480 minutes over 9 days are 53 1/3


@pytest.mark.parametrize(("logged", "needed"), [(65 * 3600, 0), (99 * 3600, 0), (64 * 3600, 60)])
def test_nothing_left_asks_for_nothing(logged: int, needed: int) -> None:
    one = row(logged, planned_minutes=65 * 60, exam_on=TODAY)
    deadline = next_deadline(one, TODAY)
    assert deadline is not None
    assert needed_minutes_a_day(one, deadline) == needed


def test_without_a_plan_the_pace_is_unknown() -> None:
    one = row(exam_on=date(2026, 12, 2))
    deadline = next_deadline(one, TODAY)
    assert deadline is not None
    assert needed_minutes_a_day(one, deadline) is None
    assert one.progress is None


def test_credentials_without_a_deadline_come_last() -> None:
    rows = [row(title="b"), row(title="a"), row(title="z", target_on=date(2027, 1, 1))]
    assert [one.title for one in in_progress_by_deadline(rows, TODAY)] == ["z", "a", "b"]


def test_a_passed_goal_has_nothing_left() -> None:
    assert Goal(600, 480).left_seconds == 0
    assert Goal(240, 480).share == 0.5


def test_the_median_is_of_days_with_study_only() -> None:
    assert median_of_study_days({TODAY: 100, date(2026, 11, 1): 300, date(2026, 11, 2): 0}) == 200
    assert median_of_study_days({}) is None


def test_the_weeks_begin_on_the_first_weekday() -> None:
    assert weeks_back(TODAY, 1, 0) == (date(2026, 11, 23), TODAY)
    assert weeks_back(TODAY, 26, 0)[0] == date(2026, 6, 1)
    assert weeks_back(TODAY, 1, 6) == (date(2026, 11, 22), TODAY)
