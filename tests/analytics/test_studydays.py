from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tracker.analytics.studydays import (
    Fate,
    by_credential,
    fate,
    overlaps,
    usual_seconds,
    wall_pieces,
)
from tracker.domain.instants import Moment
from tracker.domain.study import PlannedBlockDraft, ShareRow, StudyRow
from tracker.domain.words import BlockState, Entry

PRAGUE = "Europe/Prague"
MONDAY = date(2026, 11, 16)


def row(number: int, wall: datetime | None, minutes: int, *shares: ShareRow) -> StudyRow:
    start = None if wall is None else Moment.from_wall(wall, PRAGUE)
    return StudyRow(
        id=number,
        uuid=f"u{number}",
        day=MONDAY if wall is None else wall.date(),
        seconds=minutes * 60,
        start=start,
        end_at=None if start is None else start.after(minutes * 60).at,
        shares=shares,
        topic="" if shares else "Latin",
        activity="",
        note="",
        tags=(),
        focus=None,
        pause_seconds=0,
        entry=Entry.BY_HAND,
        source="",
    )


def at(hour: int, minute: int = 0, day: int = 16) -> datetime:
    return datetime(2026, 11, day, hour, minute)


def test_sessions_that_share_time_are_found_and_touching_ones_are_not() -> None:
    lab, quiz, late = row(1, at(16), 130), row(2, at(17, 30), 40), row(3, at(18, 10), 30)
    found = overlaps([late, quiz, lab, row(4, None, 600)])
    assert [(one.first.id, one.second.id, one.seconds) for one in found] == [(1, 2, 40 * 60)]
    assert found[0].is_inside


def test_one_long_session_overlaps_each_of_two_others() -> None:
    found = overlaps([row(1, at(8), 600), row(2, at(9), 30), row(3, at(17, 30), 60)])
    assert [(one.first.id, one.second.id, one.seconds) for one in found] == [
        (1, 2, 1800),
        (1, 3, 1800),
    ]
    assert not found[1].is_inside


def test_a_pair_that_the_person_keeps_is_no_overlap_any_more() -> None:
    pair = [row(1, at(16), 60), row(2, at(16, 30), 60)]
    assert overlaps(pair, {frozenset(("u2", "u1"))}) == ()


def planned(wall: datetime, credential_id: int | None, state: BlockState = BlockState.OPEN):
    return PlannedBlockDraft(
        Moment.from_wall(wall, PRAGUE), 3600, credential_id=credential_id, state=state
    )


def test_a_block_is_kept_by_half_its_length_for_its_credential_at_any_time_of_its_day() -> None:
    block, now = planned(at(19), 7), datetime(2026, 11, 17, tzinfo=UTC)

    def became(*minutes: int, credential: int = 7) -> Fate | None:
        parts = [ShareRow(credential, "CKA", 1, length * 60) for length in minutes]
        rows = [row(n, at(8 + n), part.seconds // 60, part) for n, part in enumerate(parts)]
        return fate(block, rows, now, 0)

    half = block.seconds // 120
    assert became(half) is Fate.KEPT
    assert became(half - 1) is Fate.MISSED
    assert became(half - 10, 10) is Fate.KEPT
    assert became(half, credential=8) is Fate.MISSED
    assert fate(block, [], datetime(2026, 11, 16, 18, tzinfo=UTC), 0) is Fate.AHEAD


def test_only_the_credentials_own_part_of_a_session_counts() -> None:
    block, now = planned(at(19), 7), datetime(2026, 11, 17, tzinfo=UTC)
    shares = (ShareRow(7, "CKA", 1, block.seconds // 2 - 60), ShareRow(8, "AWS", 1, 7200))
    assert fate(block, [row(1, at(19), 300, *shares)], now, 0) is Fate.MISSED


def test_study_of_the_day_after_does_not_keep_a_block() -> None:
    block, now = planned(at(19), 7), datetime(2026, 11, 18, tzinfo=UTC)
    later = row(1, at(19) + timedelta(days=1), 120, ShareRow(7, "CKA", 1, 7200))
    assert fate(block, [later], now, 0) is Fate.MISSED


def test_a_block_for_no_credential_is_kept_by_study_at_its_time_or_by_its_name() -> None:
    now = datetime(2026, 11, 17, tzinfo=UTC)
    block = planned(at(19), None)
    half = block.seconds // 120
    assert fate(block, [row(1, at(19, 15), half)], now, 0) is Fate.KEPT
    assert fate(block, [row(1, at(18), 60)], now, 0) is Fate.MISSED
    assert fate(block, [row(1, at(19), half - 1)], now, 0) is Fate.MISSED
    latin = replace(block, title=" LATIN ")
    assert fate(latin, [row(1, at(8), half)], now, 0) is Fate.KEPT
    assert fate(latin, [row(1, None, half)], now, 0) is Fate.KEPT


def test_the_persons_word_keeps_a_block_and_a_dropped_one_is_gone() -> None:
    now = datetime(2026, 11, 17, tzinfo=UTC)
    assert fate(planned(at(19), None, BlockState.DROPPED), [], now, 0) is None
    assert fate(planned(at(19), None, BlockState.KEPT), [], now, 0) is Fate.KEPT


def test_time_is_summed_by_credential_and_by_topic_without_one() -> None:
    rows = [
        row(1, at(8), 60, ShareRow(1, "CKA", 2, 2400), ShareRow(2, "AWS", 1, 1200)),
        row(2, at(10), 60, ShareRow(2, "AWS", 1, 3600)),
        row(3, None, 10),
    ]
    told = [(one.credential_id, one.title, one.seconds) for one in by_credential(rows)]
    assert told == [(2, "AWS", 4800), (1, "CKA", 2400), (None, "Latin", 600)]


def test_the_usual_week_is_the_median_of_the_weeks_before_and_unknown_with_too_few() -> None:
    weeks = {MONDAY - timedelta(weeks=back): back * 3600 for back in (1, 2, 3, 5)}
    today = MONDAY + timedelta(days=2)
    # Week four, without study, counts as nothing: 1, 2, 3, 0 and 5 hours.
    assert usual_seconds(weeks, MONDAY, today) == 2 * 3600
    assert usual_seconds({MONDAY - timedelta(weeks=2): 60}, MONDAY, today) is None
    assert usual_seconds({}, MONDAY, today) is None


def test_a_session_over_midnight_is_drawn_on_both_days() -> None:
    start = Moment.from_wall(at(23, 30), PRAGUE)
    first, second = wall_pieces(start, start.after(90 * 60).at, 0)
    assert (first.day, first.from_minute, first.to_minute) == (MONDAY, 1410, 1440)
    assert (second.from_minute, second.to_minute) == (0, 60)
    assert (first.is_first, first.is_last) == (True, False)
    assert (second.is_first, second.is_last) == (False, True)


def test_a_day_that_starts_at_four_keeps_the_small_hours() -> None:
    start = Moment.from_wall(at(0, 30, day=17), PRAGUE)
    (piece,) = wall_pieces(start, start.after(3600).at, 240)
    assert (piece.day, piece.from_minute, piece.to_minute) == (MONDAY, 1230, 1290)


def test_over_a_clock_change_the_wall_is_drawn() -> None:
    spring = Moment.from_wall(datetime(2026, 3, 29, 1, 30), PRAGUE)
    (piece,) = wall_pieces(spring, spring.after(3600).at, 0)
    assert (piece.from_minute, piece.to_minute) == (90, 210)
    autumn = Moment.from_wall(datetime(2026, 10, 25, 2, 50), PRAGUE)
    (piece,) = wall_pieces(autumn, autumn.after(1800).at, 0)
    assert (piece.from_minute, piece.to_minute) == (170, 171)


@given(
    st.integers(0, 366 * 24 * 60),
    st.integers(60, 7 * 24 * 3600),
    st.integers(0, 1439),
)
def test_pieces_follow_one_another_without_a_gap(minutes: int, seconds: int, starts: int) -> None:
    start = Moment.of(datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes), PRAGUE)
    pieces = wall_pieces(start, start.after(seconds).at, starts)
    assert all(0 <= p.from_minute < p.to_minute <= 1440 for p in pieces)
    assert pieces[0].is_first and pieces[-1].is_last
    for one, other in pairwise(pieces):
        assert (one.to_minute, other.from_minute) == (1440, 0)
        assert other.day - one.day == timedelta(days=1)
