from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.services.conftest import credential, log, wall
from tracker.analytics.hourssheet import SheetKey, hours_sheet
from tracker.domain.changes import Kind
from tracker.domain.periods import Period
from tracker.domain.study import Share, ShareRow, StudyDraft, StudyRow
from tracker.domain.words import Entry
from tracker.errors import QuestionError, TrackerError
from tracker.record import Record
from tracker.services.hourssheet import MixedCellError

MONDAY = date(2026, 11, 16)
TUESDAY = date(2026, 11, 17)


@pytest.fixture
def cka(book: Record) -> SheetKey:
    return SheetKey(credential(book, "CKA"))


def test_a_number_in_an_empty_cell_is_a_session_of_that_day_entered_by_hand(
    book: Record, cka: SheetKey
) -> None:
    book.hours_sheets.put(cka, TUESDAY, 2700)
    (row,) = book.study.page()
    assert (row.day, row.seconds, row.start, row.entry) == (TUESDAY, 2700, None, Entry.BY_HAND)
    assert [share.credential_id for share in row.shares] == [cka.credential_id]
    sheet = book.hours_sheets.week(TUESDAY)
    assert [(one.title, one.seconds) for one in sheet.rows] == [("CKA", 2700)]
    assert (sheet.rows[0].cells[1].seconds, sheet.rows[0].cells[1].is_plain) == (2700, True)


def test_a_number_over_it_is_its_new_length_and_nothing_deletes_it_each_in_one_step(
    book: Record, cka: SheetKey
) -> None:
    book.hours_sheets.put(cka, TUESDAY, 2700)
    book.hours_sheets.put(cka, TUESDAY, 5400)
    (row,) = book.study.page()
    assert row.seconds == 5400
    book.hours_sheets.put(cka, TUESDAY, 0)
    assert book.study.count() == 0
    book.history.undo()
    assert book.study.page()[0].seconds == 5400
    book.history.undo()
    assert book.study.page()[0].seconds == 2700


def test_what_is_timed_shared_or_of_several_sessions_is_never_written_over(
    book: Record, cka: SheetKey
) -> None:
    number = cka.credential_id or 0
    other = credential(book, "AWS")
    log(book, wall(16, 9), 30, shares=(Share(number),), entry=Entry.TIMED)
    log(book, wall(17, 9), 30, shares=(Share(number), Share(other)))
    log(book, wall(18, 9), 30, shares=(Share(number),))
    log(book, wall(18, 12), 30, shares=(Share(number),))
    before = book.study.page()
    for day in (MONDAY, TUESDAY, date(2026, 11, 18)):
        for seconds in (0, 7200):
            with pytest.raises(MixedCellError):
                book.hours_sheets.put(cka, day, seconds)
    assert book.study.page() == before
    cells = next(one for one in book.hours_sheets.week(MONDAY).rows if one.key == cka).cells
    assert [(one.seconds, len(one.sessions), one.is_plain) for one in cells[:4]] == [
        (1800, 1, False),
        (900, 1, False),
        (3600, 2, False),
        (0, 0, False),
    ]
    book.hours_sheets.add(cka, MONDAY, 600)
    assert book.study.count() == len(before) + 1


def test_a_longer_session_with_a_time_asks_where_it_runs_into_another(
    book: Record, cka: SheetKey
) -> None:
    number = log(book, wall(17, 9), 30, shares=(Share(cka.credential_id or 0),))
    log(book, wall(17, 10), 30)
    with pytest.raises(QuestionError):
        book.hours_sheets.put(cka, TUESDAY, 5400)
    assert book.study.one(number).seconds == 1800
    book.hours_sheets.put(cka, TUESDAY, 5400, is_sure=True, keeps=True)
    assert book.study.one(number).seconds == 5400
    assert book.overview.study_days(Period(TUESDAY, TUESDAY)).overlaps == ()


def test_a_day_ahead_and_more_than_twelve_hours_are_asked_about(
    book: Record, cka: SheetKey
) -> None:
    ahead = book.ground.today().replace(year=2027)
    with pytest.raises(QuestionError, match="lies ahead"):
        book.hours_sheets.put(cka, ahead, 600)
    with pytest.raises(QuestionError, match="13 h"):
        book.hours_sheets.put(cka, TUESDAY, 13 * 3600)
    assert book.study.count() == 0


def test_a_deleted_credential_keeps_its_hours_and_gets_no_more(book: Record, cka: SheetKey) -> None:
    book.hours_sheets.put(cka, TUESDAY, 2700)
    book.credentials.delete(cka.credential_id or 0)
    (row,) = book.hours_sheets.week(TUESDAY).rows
    assert (row.key.is_gone, row.seconds) == (True, 2700)
    with pytest.raises(TrackerError):
        book.hours_sheets.put(row.key, MONDAY, 600)
    with pytest.raises(TrackerError):
        book.hours_sheets.put(row.key, TUESDAY, 600)


def test_rows_stand_for_recent_study_and_for_what_was_added_and_no_archived_is_offered(
    book: Record, cka: SheetKey
) -> None:
    old, later = credential(book, "Old"), credential(book, "Later")
    archived = credential(book, "Archived")
    book.credentials.archive(archived)
    log(book, wall(2, 9), 30, shares=(Share(old),))
    log(book, wall(13, 9), 30, shares=(Share(later),))
    log(book, None, 30, day=MONDAY, topic="Latin")
    sheet = book.hours_sheets.week(TUESDAY, [cka])
    assert [row.title for row in sheet.rows] == ["Latin", "Later", "Old", "CKA"]
    assert list(sheet.offered.values()) == []
    assert book.hours_sheets.week(date(2026, 1, 5)).offered.keys() == {
        cka.credential_id, old, later,
    }  # fmt: skip
    assert set(book.hours_sheets.keys_between(Period(MONDAY, TUESDAY))) == {SheetKey(None, "Latin")}


WEEK = Period(MONDAY, date(2026, 11, 22))


@st.composite
def sessions(draw: st.DrawFn) -> list[StudyRow]:
    rows = []
    for number in range(draw(st.integers(0, 12))):
        seconds = draw(st.integers(1, 40_000))
        shared = draw(st.lists(st.integers(1, 4), unique=True, max_size=3))
        parts = [seconds // max(1, len(shared))] * len(shared)
        if parts:
            parts[0] += seconds - sum(parts)
        rows.append(
            StudyRow(
                id=number + 1, uuid=str(number), seconds=seconds, start=None, end_at=None,
                day=draw(st.sampled_from(list(WEEK))),
                shares=tuple(
                    ShareRow(one, f"C{one}", 1, seconds=part)
                    for one, part in zip(shared, parts, strict=True)
                ),
                topic=draw(st.sampled_from(["", "Latin"])), activity="", note="", tags=(),
                focus=None, pause_seconds=0, source="",
                entry=draw(st.sampled_from(list(Entry))),
            )
        )  # fmt: skip
    return rows


@given(sessions())
def test_the_sums_of_rows_and_days_are_all_study_of_the_week(rows: list[StudyRow]) -> None:
    titles = {number: f"C{number}" for number in range(1, 5)}
    sheet = hours_sheet(rows, WEEK, MONDAY, titles=titles)
    whole = sum(row.seconds for row in rows)
    assert sheet.seconds == whole == sum(sheet.seconds_on(place) for place in range(7))
    for place, day in enumerate(WEEK):
        assert sheet.seconds_on(place) == sum(row.seconds for row in rows if row.day == day)
    for row in sheet.rows:
        for cell in row.cells:
            assert not cell.is_plain or len(cell.sessions) == 1


def test_an_imported_session_is_not_written_over(book: Record, cka: SheetKey) -> None:
    draft = StudyDraft(
        1800, day=TUESDAY, shares=(Share(cka.credential_id or 0),), entry=Entry.IMPORTED,
        source="toggl", source_key="1",
    )  # fmt: skip
    number = book.study.log(draft).only_id(Kind.STUDY_SESSION)
    with pytest.raises(MixedCellError):
        book.hours_sheets.put(cka, TUESDAY, 60)
    assert book.study.one(number).seconds == 1800
