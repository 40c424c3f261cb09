from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tracker.analytics.studydays import Fate
from tracker.domain.changes import Kind
from tracker.domain.credentials import CredentialDraft
from tracker.domain.instants import Moment
from tracker.domain.periods import week_of
from tracker.domain.study import GoalDraft, Pause, PlannedBlockDraft, Share, StudyDraft
from tracker.errors import TrackerError
from tracker.record import Record
from tracker.services.clock import Clock

PRAGUE = "Europe/Prague"
SUNDAY = date(2026, 11, 22)
WEEK = week_of(SUNDAY)
NOW = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)


def at(day: int, hour: int, minute: int = 0) -> Moment:
    return Moment.from_wall(datetime(2026, 11, day, hour, minute), PRAGUE)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """A record on a Sunday evening in Prague."""
    clock = Clock(now=lambda: NOW, zone=lambda: PRAGUE)
    with Record.open(tmp_path / "record.cairn", clock=clock) as opened:
        yield opened


def log(record: Record, start: Moment, minutes: int, **fields: object) -> int:
    draft = StudyDraft(minutes * 60, start, **fields)
    return record.study.log(draft, is_sure=True).only_id(Kind.STUDY_SESSION)


def test_the_week_holds_its_sums_its_goal_and_what_reaches_into_it(record: Record) -> None:
    cka = record.credentials.add(CredentialDraft("CKA")).only_id(Kind.CREDENTIAL)
    late = log(record, at(15, 23, 30), 60, topic="Latin")
    lab = log(record, at(21, 16), 130, shares=(Share(cka),), activity="lab")
    record.study.log(StudyDraft(1800, day=SUNDAY, topic="Latin"))
    record.goals.add(GoalDraft(480))
    answer = record.overview.study_days(WEEK)
    assert [row.id for row in answer.rows][:2] == [late, lab]
    assert answer.seconds_by_day == {date(2026, 11, 21): 7800, SUNDAY: 1800}
    assert (answer.seconds, answer.goal_seconds, answer.usual_seconds) == (9600, 28800, None)
    assert [(one.title, one.seconds) for one in answer.by_credential] == [
        ("CKA", 7800),
        ("Latin", 1800),
    ]
    assert answer.today == SUNDAY and not answer.is_over and answer.has_any


def test_an_overlap_that_is_kept_is_gone_until_that_is_undone(record: Record) -> None:
    one, other = log(record, at(21, 16), 130), log(record, at(21, 17, 30), 40)
    assert len(record.overview.study_days(WEEK).overlaps) == 1
    record.study.keep_both(other, one)
    assert record.overview.study_days(WEEK).overlaps == ()
    assert record.settings.get().currency == "EUR"
    record.history.undo()
    assert len(record.overview.study_days(WEEK).overlaps) == 1


def test_a_session_ends_earlier_and_loses_the_pauses_beyond(record: Record) -> None:
    start = at(21, 16)
    pauses = tuple(Pause(start.after(m * 60).at, start.after(m * 60 + 600).at) for m in (20, 60))
    number = log(record, start, 100, pauses=pauses)
    record.study.shorten(number, end=start.after(65 * 60).at)
    row = record.study.one(number)
    # Cut within the second pause: it ends where studying did, an hour later less the first pause.
    assert (row.seconds, row.end_at) == (50 * 60, start.after(3600).at)
    assert record.study.pauses(number) == pauses[:1]
    record.history.undo()
    assert record.study.one(number).seconds == 6000


def test_a_session_begins_later_and_keeps_its_day(record: Record) -> None:
    number = log(record, at(21, 23), 120)
    record.study.shorten(number, start=at(22, 0, 30))
    row = record.study.one(number)
    assert (row.seconds, row.day) == (30 * 60, date(2026, 11, 21))
    assert row.start == at(22, 0, 30)


def test_nothing_is_written_where_nothing_would_be_left(record: Record) -> None:
    number = log(record, at(21, 16), 30)
    with pytest.raises(TrackerError, match="Nothing of the study session"):
        record.study.shorten(number, end=at(21, 16).at)
    untimed = record.study.log(StudyDraft(60, day=SUNDAY)).only_id(Kind.STUDY_SESSION)
    with pytest.raises(TrackerError, match="no known start"):
        record.study.shorten(untimed, end=at(21, 16).at)
    assert record.study.one(number).seconds == 1800


def test_planned_blocks_come_with_what_became_of_them(record: Record) -> None:
    cka = record.credentials.add(CredentialDraft("CKA")).only_id(Kind.CREDENTIAL)
    for day in (18, 21, 22):
        record.planned_blocks.add(PlannedBlockDraft(at(day, 22), 3600, credential_id=cka))
    log(record, at(21, 9), 30, shares=(Share(cka),))
    planned = record.overview.study_days(WEEK).planned
    assert [one.fate for one in planned] == [Fate.MISSED, Fate.KEPT, Fate.AHEAD]


def test_the_usual_week_comes_from_the_weeks_before(record: Record) -> None:
    for back in range(1, 6):
        log(record, at(18, 9).after(-back * 7 * 86400), 60 * back)
    assert record.overview.study_days(WEEK).usual_seconds == 3 * 3600
    days = WEEK.first - timedelta(days=7)
    assert record.overview.study_days(week_of(days)).usual_seconds == 3.5 * 3600


def test_weeks_are_summed_by_credential_with_the_goal_of_a_week(record: Record) -> None:
    cka = record.credentials.add(CredentialDraft("CKA")).only_id(Kind.CREDENTIAL)
    log(record, at(21, 16), 120, shares=(Share(cka),))
    log(record, at(11, 16), 60, topic="Latin")
    record.goals.add(GoalDraft(480))
    answer = record.overview.hours_by_week(2)
    assert answer.weeks == (date(2026, 11, 9), date(2026, 11, 16))
    assert [(one.title, one.seconds) for one in answer.series] == [
        ("CKA", (0, 7200)),
        ("", (3600, 0)),
    ]
    assert answer.goal_seconds == 480 * 60
    assert record.overview.hours_by_week().weeks == answer.weeks


def test_without_study_there_is_this_week_alone(record: Record) -> None:
    answer = record.overview.hours_by_week()
    assert answer.weeks == (date(2026, 11, 16),)
    assert answer.series == ()
