from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.services.conftest import PRAGUE, credential, everything, log, wall
from tracker.domain.changes import Kind
from tracker.domain.instants import Moment, WallTimeGap
from tracker.domain.periods import Period
from tracker.domain.study import MOST_SECONDS, Pause, Share, StudyDraft
from tracker.domain.studycopies import copied
from tracker.domain.words import Entry
from tracker.errors import QuestionError, TrackerError
from tracker.record import Record
from tracker.store.writing import GoneError

A_PAUSE = Pause(wall(1, 1).at, wall(1, 2).at)


def test_a_session_is_kept_as_it_was_said(book: Record) -> None:
    cka = credential(book, "CKA")
    start = wall(22, 17)
    pause = Pause(start.after(600).at, start.after(900).at)
    draft = StudyDraft(
        2700, start, shares=(Share(cka),), activity="lab", tags=("x",), note="n", focus=4,
        pauses=(pause,),
    )  # fmt: skip
    number = book.study.log(draft).only_id(Kind.STUDY_SESSION)
    row = book.study.one(number)
    assert (row.seconds, row.pause_seconds, row.day) == (2700, 300, date(2026, 11, 22))
    assert row.end_at == start.after(3000).at
    assert (row.activity, row.tags, row.note, row.focus) == ("lab", ("x",), "n", 4)
    assert book.study.pauses(number) == (pause,)
    assert book.study.draft_of(number) == StudyDraft(
        **{name: getattr(draft, name) for name in draft.__dataclass_fields__} | {"day": row.day}
    )


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        (StudyDraft(0, wall(22, 17)), "more than nothing"),
        (StudyDraft(-5, wall(22, 17)), "more than nothing"),
        (StudyDraft(MOST_SECONDS + 1, wall(22, 17)), "seven days"),
        (StudyDraft(60), "day or a start"),
        (StudyDraft(60, wall(22, 17), focus=6), "focus"),
        (StudyDraft(60, wall(22, 17), tags=("",)), "tag"),
        (StudyDraft(60, wall(22, 17), shares=(Share(1), Share(1))), "twice"),
        (StudyDraft(60, wall(22, 17), shares=(Share(1, 0),)), "weight"),
        (StudyDraft(60, day=date(2026, 11, 1), pauses=(A_PAUSE,)), "start"),
        (StudyDraft(60, wall(22, 17), note="a\x00b"), "can't be stored"),
        (StudyDraft(60, day=date(20, 1, 1)), "1900"),
    ],
)  # fmt: skip
def test_what_cannot_have_been_is_refused_whole(book: Record, draft: StudyDraft, said: str) -> None:
    before = everything(book)
    with pytest.raises(TrackerError, match=said):
        book.study.log(draft, is_sure=True)
    assert everything(book) == before


@pytest.mark.parametrize(
    ("start", "minutes", "is_asked"),
    [
        (wall(22, 10), 60, False),  # touches the end of the other
        (wall(22, 8), 60, False),  # touches its beginning
        (wall(22, 9, 59), 60, True),
        (wall(22, 8, 30), 31, True),
        (wall(22, 9, 15), 5, True),  # inside
        (wall(22, 8), 180, True),  # around
        (wall(21, 20), 721, True),  # longer than twelve hours
        (wall(21, 20), 720, False),
        (None, 721, True),
        (None, 60, False),  # nobody knows when it was
    ],
)
def test_an_overlap_and_a_long_stretch_are_asked_about(
    book: Record, start: Moment | None, minutes: int, is_asked: bool
) -> None:
    log(book, wall(22, 9), 60, topic="maths")
    before = everything(book)
    draft = StudyDraft(minutes * 60, start, day=None if start else date(2026, 11, 22))
    assert (book.study.question(draft) is not None) == is_asked
    if is_asked:
        with pytest.raises(QuestionError) as asked:
            book.study.log(draft)
        assert asked.value.choices == ("--yes",)
        assert everything(book) == before
    book.study.log(draft, is_sure=True)
    assert book.study.count() == 2


def test_a_pause_at_the_end_of_another_still_is_its_time(book: Record) -> None:
    start = wall(22, 9)
    pauses = (Pause(start.after(600).at, start.after(4200).at),)
    log(book, start, 30, pauses=pauses)
    with pytest.raises(QuestionError):
        log(book, start.after(4500), 5)


@given(
    seconds=st.integers(1, 200_000),
    weights=st.lists(st.integers(1, 1_000_000), min_size=1, max_size=5),
)
@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_the_parts_always_sum_to_the_whole_and_none_is_off_by_a_second(
    book: Record, seconds: int, weights: list[int]
) -> None:
    numbers = [row.id for row in book.credentials.rows()]
    while len(numbers) < len(weights):
        numbers.append(credential(book, f"Credential {len(numbers)}"))
    shares = tuple(Share(number, weight) for number, weight in zip(numbers, weights, strict=False))
    draft = StudyDraft(seconds, day=date(2026, 11, 1), shares=shares)
    number = book.study.log(draft, is_sure=True).only_id(Kind.STUDY_SESSION)
    parts = [share.seconds for share in book.study.one(number).shares]
    assert sum(parts) == seconds
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - seconds * weight / sum(weights)) < 1
    book.study.change(number, seconds=seconds + 7, is_sure=True)
    assert sum(share.seconds for share in book.study.one(number).shares) == seconds + 7


def test_a_session_belongs_whole_to_the_day_on_which_it_starts(book: Record) -> None:
    book.settings.change(day_starts_at=240)
    late = log(book, wall(22, 23, 30), 90)
    night = log(book, wall(23, 3, 59), 30)
    morning = log(book, wall(23, 4, 30), 30)
    assert book.study.one(late).day == date(2026, 11, 22)
    assert book.study.one(night).day == date(2026, 11, 22)
    assert book.study.one(morning).day == date(2026, 11, 23)
    by_day = book.study.seconds_by_day(date(2026, 11, 22), date(2026, 11, 23))
    assert by_day == {date(2026, 11, 22): 7200, date(2026, 11, 23): 1800}


def test_settings_never_move_what_is_recorded(book: Record) -> None:
    cka = credential(book, "CKA")
    log(book, wall(22, 0, 30), 45, shares=(Share(cka),))
    log(book, None, 30, day=date(2026, 11, 21))
    before = everything(book)
    book.settings.change(zone="Pacific/Auckland", day_starts_at=300, first_weekday=6)
    after = everything(book)
    for kind in ("study_session", "study_share"):
        assert after[kind] == before[kind]


def test_a_clock_change_makes_no_session_longer_or_shorter(book: Record) -> None:
    start = Moment.from_wall(datetime(2026, 10, 25, 1, 30), PRAGUE)
    row = book.study.one(log(book, start, 120))
    assert row.seconds == 7200
    assert row.end_at is not None
    # From 01:30 over the hour that comes twice until 02:30, by the clock on the wall.
    assert Moment.of(row.end_at, PRAGUE).wall == datetime(2026, 10, 25, 2, 30)


def test_a_new_start_takes_day_and_pauses_along(book: Record) -> None:
    start = wall(20, 19)
    number = log(book, start, 60, pauses=(Pause(start.after(60).at, start.after(120).at),))
    book.study.change(number, start=wall(21, 8))
    row = book.study.one(number)
    assert row.day == date(2026, 11, 21)
    assert row.end_at == wall(21, 8).after(3660).at
    [pause] = book.study.pauses(number)
    assert pause.started_at == wall(21, 8).after(60).at
    book.study.change(number, start=None)
    assert book.study.one(number).start is None
    assert book.study.one(number).day == date(2026, 11, 21)
    assert book.study.pauses(number) == ()


def test_a_change_is_asked_about_only_where_time_changes(book: Record) -> None:
    first = log(book, wall(22, 9), 60)
    second = log(book, wall(22, 11), 60)
    with pytest.raises(QuestionError):
        book.study.change(second, start=wall(22, 9, 30))
    book.study.change(second, start=wall(22, 9, 30), is_sure=True)
    # What overlaps already may be described without another question.
    book.study.change(second, note="both")
    book.study.change(first, seconds=3600)
    with pytest.raises(QuestionError):
        book.study.change(first, seconds=5400)


def test_changing_nothing_writes_nothing(book: Record) -> None:
    number = log(book, wall(22, 9), 60)
    before = everything(book)
    changes = book.study.change(number, note="")
    assert changes.operation_id is None
    assert everything(book) == before


def test_parts_of_a_deleted_credential_survive_every_change(book: Record) -> None:
    one, two = credential(book, "One"), credential(book, "Two")
    number = log(book, wall(22, 9), 60, shares=(Share(one, 1), Share(two, 2)))
    book.credentials.delete(one)
    book.study.change(number, seconds=5400)
    parts = book.study.one(number).shares
    assert {(part.credential_id, part.title): part.seconds for part in parts} == {
        (None, "One"): 1800,
        (two, "Two"): 3600,
    }
    book.study.change(number, shares=())
    [left] = book.study.one(number).shares
    assert (left.title, left.seconds) == ("One", 5400)


def test_deleting_takes_the_parts_along_and_undo_brings_all_back(book: Record) -> None:
    cka = credential(book, "CKA")
    start = wall(22, 9)
    pause = Pause(start.after(60).at, start.after(120).at)
    numbers = [
        log(book, start, 60, shares=(Share(cka),), pauses=(pause,)),
        log(book, wall(22, 12), 30, shares=(Share(cka),)),
    ]
    before = everything(book)
    book.study.delete_many(numbers)
    after = everything(book)
    assert not {"study_session", "study_share", "study_pause"} & set(after)
    book.history.undo()
    assert everything(book) == before
    with pytest.raises(GoneError):
        book.study.delete(999)
    with pytest.raises(GoneError):
        book.study.delete_many([numbers[0], 999])
    assert everything(book) == before


def test_a_copy_keeps_the_time_on_the_wall_over_a_clock_change(book: Record) -> None:
    start = Moment.from_wall(datetime(2026, 10, 24, 19, 0), PRAGUE)
    number = log(book, start, 45, source="toggl", source_key="a")
    copied = book.study.copy([number], 7).only_id(Kind.STUDY_SESSION)
    row = book.study.one(copied)
    assert row.start is not None
    assert row.start.wall == datetime(2026, 10, 31, 19, 0)
    assert (row.day, row.source) == (date(2026, 10, 31), "")
    with pytest.raises(QuestionError):
        book.study.copy([number], 7)
    gap = log(book, Moment.from_wall(datetime(2026, 3, 22, 2, 30), PRAGUE), 30)
    late = book.study.copy([gap], 7).only_id(Kind.STUDY_SESSION)
    moved = book.study.one(late).start
    assert moved is not None
    assert moved.wall == datetime(2026, 3, 29, 3, 30)


def test_pages_follow_one_another_without_a_gap(book: Record) -> None:
    for minute in range(0, 60, 3):
        log(book, wall(20, 9, minute), 2)
    log(book, None, 30, day=date(2026, 11, 20))
    log(book, None, 30, day=date(2026, 11, 21))
    whole = book.study.page(limit=100)
    found, cursor = [], None
    while page := book.study.page(limit=4, before=cursor):
        found += page
        cursor = page[-1].cursor
    assert [row.id for row in found] == [row.id for row in whole]
    assert len(found) == book.study.count() == 22


def test_counting_follows_the_same_bounds_as_the_page(book: Record) -> None:
    cka = credential(book, "CKA")
    log(book, wall(20, 9), 30, shares=(Share(cka),))
    log(book, wall(21, 9), 30)
    for bounds in (
        {},
        {"first": date(2026, 11, 21)},
        {"last": date(2026, 11, 20)},
        {"credential_id": cka},
        {"credential_id": cka, "first": date(2026, 11, 21)},
    ):
        assert book.study.count(**bounds) == len(book.study.page(limit=-1, **bounds))


def test_sums_by_credential_keep_study_for_none_apart(book: Record) -> None:
    cka = credential(book, "CKA")
    log(book, wall(20, 9), 30, shares=(Share(cka),))
    log(book, wall(20, 10), 45)
    found = book.study.seconds_by_credential(date(2026, 11, 20), date(2026, 11, 20))
    assert found == {None: 2700, cka: 1800}
    assert book.study.seconds_by_credential(date(2026, 11, 21), date(2026, 11, 22)) == {}


def test_words_come_the_newest_first_and_each_once(book: Record) -> None:
    log(book, wall(20, 9), 5, activity="lab", tags=("a", "b"))
    log(book, wall(20, 10), 5, activity="reading", tags=("b",))
    log(book, wall(20, 11), 5, activity="lab")
    assert book.study.recent_words() == (("lab", "reading"), ("b", "a"))


def test_a_renewal_credit_outlives_its_session(book: Record) -> None:
    from tracker.domain.proof import RenewalCreditDraft, RenewalCycleDraft, RenewalDraft
    from tracker.domain.words import RenewalKind

    cka = credential(book, "CKA")
    cycle = book.renewals.add_with_cycle(
        RenewalDraft(cka, RenewalKind.CPE),
        RenewalCycleDraft(0, date(2026, 1, 1), date(2028, 12, 31)),
    ).only_id(Kind.RENEWAL_CYCLE)
    number = log(book, wall(20, 9), 60)
    credit = RenewalCreditDraft(cycle, date(2026, 11, 20), 1000, study_session_id=number)
    kept = book.renewal_credits.add(credit).only_id(Kind.RENEWAL_CREDIT)
    book.study.delete(number)
    assert book.renewal_credits.one(kept).draft.study_session_id is None
    assert book.renewals.due()[0].earned_milli == 1000


def test_the_first_and_the_last_day_are_told(book: Record) -> None:
    assert book.study.first_and_last_day() is None
    log(book, wall(20, 9), 5)
    log(book, wall(22, 9), 5)
    assert book.study.first_and_last_day() == (date(2026, 11, 20), date(2026, 11, 22))


def test_keep_both_answered_while_logging_is_kept_in_the_study_log(book: Record) -> None:
    first = log(book, wall(20, 9, 0), 60)
    second = book.study.log(StudyDraft(3600, wall(20, 9, 30)), is_sure=True).only_id(
        Kind.STUDY_SESSION
    )
    kept = book.study.log(StudyDraft(1800, wall(20, 9, 45)), is_sure=True, keeps=True).only_id(
        Kind.STUDY_SESSION
    )
    found = {
        frozenset((one.first.id, one.second.id))
        for one in book.overview.study_days(Period(date(2026, 11, 20), date(2026, 11, 20))).overlaps
    }
    assert found == {frozenset((first, second))}
    book.history.undo()
    assert book.study.count() == 2
    assert kept not in {row.id for row in book.study.page()}


def test_what_is_too_long_and_overlaps_is_asked_about_both(book: Record) -> None:
    log(book, wall(20, 9, 0), 60)
    sentence = book.study.question(StudyDraft(13 * 3600, wall(20, 8, 0)))
    assert sentence is not None
    assert sentence.startswith("That is 13 h of study in one go.")
    assert sentence.endswith("Keep both?")


def test_a_session_is_resized_at_either_edge_and_pauses_outside_go(book: Record) -> None:
    start = wall(20, 9, 0)
    pauses = (
        Pause(start.after(600).at, start.after(900).at),
        Pause(start.after(3000).at, start.after(3300).at),
    )
    number = log(book, start, 55, pauses=pauses)
    book.study.resize(number, end=start.after(7200).at)
    assert book.study.one(number).seconds == 7200 - 600
    book.study.resize(number, start=wall(20, 8, 30))
    row = book.study.one(number)
    assert row.start == wall(20, 8, 30)
    assert row.seconds == 7200 + 1800 - 600
    book.study.resize(number, start=wall(20, 9, 20))
    row = book.study.one(number)
    assert row.seconds == 6000 - 300
    assert book.study.pauses(number) == (pauses[1],)


def test_copies_of_a_week_ask_once_for_all_and_are_one_step(book: Record) -> None:
    numbers = [log(book, wall(day, 9, 0), 60) for day in (9, 10, 11)]
    book.study.copy(numbers[:1], 7)
    with pytest.raises(QuestionError) as asked:
        book.study.copy(numbers, 7)
    assert asked.value.message.startswith("1 of 3 copies overlaps what is there")
    assert book.study.count() == 4
    book.study.copy(numbers, 7, is_sure=True, keeps=True)
    assert book.study.count() == 7
    book.history.undo()
    assert book.study.count() == 4


@given(
    st.datetimes(datetime(2025, 1, 1), datetime(2026, 12, 1)),
    st.integers(60, 86400),
    st.integers(-400, 400),
    st.sampled_from([PRAGUE, "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "UTC"]),
)
def test_a_copy_has_the_same_length_and_the_same_wall_time_wherever_clocks_show_it(
    at: datetime, seconds: int, days: int, zone: str
) -> None:
    try:
        start = Moment.from_wall(at, zone)
    except WallTimeGap:
        return
    draft = StudyDraft(seconds, start, day=at.date(), entry=Entry.TIMED)
    copy = copied(draft, days)
    assert (copy.seconds, copy.entry) == (seconds, Entry.BY_HAND)
    assert copy.start is not None
    assert copy.day == at.date() + timedelta(days=days)
    wanted = start.wall + timedelta(days=days)
    moved = copy.start.wall - wanted
    try:
        Moment.from_wall(wanted, zone)
    except WallTimeGap:
        assert moved > timedelta(0)
    else:
        assert moved == timedelta(0)
