from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
import time_machine
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tracker.domain.instants import (
    FIRST_AT,
    LAST_AT,
    Moment,
    WallTimeGap,
    day_bounds,
    day_of,
    elapsed_seconds,
    format_instant,
    is_ambiguous,
    is_zone,
    parse_instant,
    pieces_by_day,
    utc_now,
    zone_names,
    zone_rules,
)
from tracker.errors import TrackerError

PRAGUE = "Europe/Prague"
HOUR = 3600
DAY = timedelta(days=1)
# 500 for each property as long as nobody asks for more, by a profile such as "soak".
MANY = settings(max_examples=max(500, settings.default.max_examples), deadline=None)

# --- Every zone and its clock changes -------------------------------------------------------------

FIRST_YEAR, LAST_YEAR = 1970, 2040
# Shorter than the shortest time between two changes of one zone in these years (a week, Brazil in
# October 2000), so that no pair of changes that cancel falls between two looks.
LOOK = timedelta(days=6)


@cache
def transitions(zone: str) -> tuple[datetime, ...]:
    """The instants at which the offset of `zone` changes, found without our own code."""
    rules = ZoneInfo(zone)
    found: list[datetime] = []
    at = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC)
    while at.year < LAST_YEAR:
        then = at + LOOK
        if offset_at(at, rules) != offset_at(then, rules):
            before, after = at, then
            while after - before > timedelta(seconds=1):
                middle = before + timedelta(seconds=(after - before) // timedelta(seconds=2))
                if offset_at(middle, rules) == offset_at(before, rules):
                    before = middle
                else:
                    after = middle
            found.append(after)
        at = then
    return tuple(found)


def offset_at(at: datetime, rules: ZoneInfo) -> timedelta:
    offset = at.astimezone(rules).utcoffset()
    assert offset is not None
    return offset


def wall_at(at: datetime, zone: str) -> datetime:
    """What a clock in `zone` shows, found without our own code."""
    return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


zones = st.sampled_from(zone_names())
day_starts = st.sampled_from([0, 1, 120, 150, 180, 240, 1439]) | st.integers(0, 1439)


@st.composite
def zoned_instants(draw: st.DrawFn) -> tuple[str, datetime]:
    """A zone and an instant, most often within hours of a clock change."""
    zone = draw(zones)
    changes = transitions(zone)
    if not changes or draw(st.integers(0, 9)) == 0:
        anywhere = st.datetimes(datetime(FIRST_YEAR, 1, 1), datetime(LAST_YEAR, 1, 1))
        return zone, draw(anywhere).replace(microsecond=0, tzinfo=UTC)
    away = draw(st.sampled_from([-1, 0, 1]) | st.integers(-30 * HOUR, 30 * HOUR))
    return zone, draw(st.sampled_from(changes)) + timedelta(seconds=away)


@st.composite
def changes_with_their_zone(draw: st.DrawFn) -> tuple[str, datetime]:
    zone = draw(zones)
    assume(transitions(zone))
    return zone, draw(st.sampled_from(transitions(zone)))


def test_the_clock_changes_of_a_known_zone_are_found() -> None:
    found = transitions(PRAGUE)
    assert datetime(2026, 3, 29, 1, tzinfo=UTC) in found
    assert datetime(2026, 10, 25, 1, tzinfo=UTC) in found
    # Two a year from 1979 on, since there was no summer time from 1950 to 1978.
    assert len([at for at in found if at.year < 2026]) == 2 * (2026 - 1979)


def test_two_changes_a_week_apart_are_found() -> None:
    found = transitions("America/Noronha")
    assert datetime(2000, 10, 8, 2, tzinfo=UTC) in found
    assert datetime(2000, 10, 15, 1, tzinfo=UTC) in found


# --- Wall time ------------------------------------------------------------------------------------


def test_a_wall_time_is_read_in_its_zone() -> None:
    moment = Moment.from_wall(datetime(2026, 7, 1, 19, 0), PRAGUE)
    assert moment == Moment(datetime(2026, 7, 1, 17, tzinfo=UTC), PRAGUE, 7200)
    assert moment.wall == datetime(2026, 7, 1, 19, 0)


def test_a_wall_time_in_the_spring_gap_names_both_times_that_exist() -> None:
    with pytest.raises(WallTimeGap) as caught:
        Moment.from_wall(datetime(2026, 3, 29, 2, 30), PRAGUE)
    gap = caught.value
    assert gap.wall == datetime(2026, 3, 29, 2, 30)
    assert gap.earlier.wall == datetime(2026, 3, 29, 1, 30)
    assert gap.later.wall == datetime(2026, 3, 29, 3, 30)
    assert "Europe/Prague never showed 2026-03-29 02:30" in gap.message
    assert gap.hint == "Take 2026-03-29 01:30 or 2026-03-29 03:30."


@pytest.mark.parametrize("edge", [(2, 0), (2, 59)])
def test_the_gap_holds_its_first_minute_and_its_last(edge: tuple[int, int]) -> None:
    with pytest.raises(WallTimeGap):
        Moment.from_wall(datetime(2026, 3, 29, *edge), PRAGUE)


def test_the_gap_ends_where_the_clock_goes_on() -> None:
    assert Moment.from_wall(datetime(2026, 3, 29, 3, 0), PRAGUE).at.hour == 1


def test_a_wall_time_shown_twice_is_told_apart_by_its_fold() -> None:
    wall = datetime(2026, 10, 25, 2, 30)
    first, second = (Moment.from_wall(wall, PRAGUE, fold) for fold in (0, 1))
    assert is_ambiguous(wall, PRAGUE)
    assert (first.offset_seconds, second.offset_seconds) == (7200, 3600)
    assert elapsed_seconds(first, second) == HOUR
    assert (first.fold, second.fold) == (0, 1)
    assert first.wall == second.wall == wall


def test_a_plain_wall_time_is_not_ambiguous() -> None:
    assert not is_ambiguous(datetime(2026, 10, 25, 3, 0), PRAGUE)
    assert not is_ambiguous(datetime(2026, 3, 29, 2, 30), PRAGUE)


def test_the_wall_time_stays_when_the_rules_have_changed_since() -> None:
    noted = Moment(datetime(2026, 7, 1, 20, tzinfo=UTC), PRAGUE, 10800)  # By the rules: 7200.
    assert noted.wall == datetime(2026, 7, 1, 23, 0)
    assert noted.after(2 * HOUR).wall == datetime(2026, 7, 2, 1, 0)
    assert pieces_by_day(noted, 2 * HOUR, 0) == [
        (date(2026, 7, 1), HOUR),
        (date(2026, 7, 2), HOUR),
    ]


def test_the_wall_time_stays_when_the_zone_is_not_known() -> None:
    noted = Moment(datetime(2026, 7, 1, 17, tzinfo=UTC), "Mars/Olympus_Mons", 8878)
    assert noted.wall == datetime(2026, 7, 1, 19, 27, 58)
    assert noted.after(HOUR).wall == datetime(2026, 7, 1, 20, 27, 58)
    assert noted.fold == 0
    assert day_of(noted, 0) == date(2026, 7, 1)
    assert pieces_by_day(noted, 5 * HOUR, 0) == [
        (date(2026, 7, 1), 4 * HOUR + 32 * 60 + 2),
        (date(2026, 7, 2), 27 * 60 + 58),
    ]


@MANY
@given(zoned_instants())
def test_every_instant_leads_to_its_wall_time_and_back(zoned: tuple[str, datetime]) -> None:
    zone, at = zoned
    moment = Moment.of(at, zone)
    assert moment.at == at
    assert moment.wall == wall_at(at, zone)
    assert Moment.from_wall(moment.wall, zone, moment.fold) == moment


@MANY
@given(zoned_instants())
def test_a_wall_time_read_either_way_shows_as_it_was_typed(zoned: tuple[str, datetime]) -> None:
    zone, at = zoned
    wall = wall_at(at, zone)
    readings = {Moment.from_wall(wall, zone, fold) for fold in (0, 1)}
    assert at in {moment.at for moment in readings}
    assert {moment.wall for moment in readings} == {wall}
    assert len(readings) == (2 if is_ambiguous(wall, zone) else 1)


@MANY
@given(changes_with_their_zone(), st.floats(0, 1, exclude_max=True))
def test_every_jump_of_a_clock_leaves_a_gap_or_shows_a_time_twice(
    change: tuple[str, datetime], along: float
) -> None:
    zone, at = change
    rules = ZoneInfo(zone)
    before, after = offset_at(at - timedelta(seconds=1), rules), offset_at(at, rules)
    low, high = sorted([before, after])
    inside = timedelta(seconds=int(along * ((high - low) // timedelta(seconds=1))))
    wall = at.replace(tzinfo=None) + low + inside
    if after < before:
        assert is_ambiguous(wall, zone)
        first, second = (Moment.from_wall(wall, zone, fold) for fold in (0, 1))
        assert first.at < at <= second.at
        assert second.at - first.at == high - low
    else:
        assert not is_ambiguous(wall, zone)
        with pytest.raises(WallTimeGap) as caught:
            Moment.from_wall(wall, zone)
        gap = caught.value
        assert gap.earlier.at < at <= gap.later.at
        assert gap.earlier.wall < wall < gap.later.wall
        assert gap.later.wall - wall == wall - gap.earlier.wall == high - low


# --- Elapsed time ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        (datetime(2026, 3, 29, 1, 30), datetime(2026, 3, 29, 3, 30), 1),
        (datetime(2026, 10, 25, 1, 30), datetime(2026, 10, 25, 3, 30), 3),
        (datetime(2026, 12, 31, 23, 0), datetime(2027, 1, 1, 1, 0), 2),
        (datetime(2028, 2, 28, 12, 0), datetime(2028, 3, 1, 12, 0), 48),
        (datetime(2026, 7, 1, 12, 0), datetime(2026, 7, 1, 11, 0), -1),
    ],
)
def test_elapsed_time_is_taken_in_utc(start: datetime, end: datetime, hours: int) -> None:
    moments = Moment.from_wall(start, PRAGUE), Moment.from_wall(end, PRAGUE)
    assert elapsed_seconds(*moments) == hours * HOUR
    aware = (moment.replace(tzinfo=ZoneInfo(PRAGUE)) for moment in (start, end))
    assert elapsed_seconds(*aware) == hours * HOUR


def test_naive_instants_have_no_elapsed_time() -> None:
    with pytest.raises(ValueError, match="needs a zone"):
        elapsed_seconds(datetime(2026, 1, 1), datetime(2026, 1, 2))


@MANY
@given(zoned_instants(), zones, st.integers(0, 40 * HOUR))
def test_durations_do_not_depend_on_the_zone_they_are_shown_in(
    zoned: tuple[str, datetime], elsewhere: str, seconds: int
) -> None:
    zone, at = zoned
    start = Moment.of(at, zone)
    end = start.after(seconds)
    assert end == Moment.of(at + timedelta(seconds=seconds), zone)
    assert elapsed_seconds(start, end) == seconds
    assert elapsed_seconds(Moment.of(start.at, elsewhere), Moment.of(end.at, elsewhere)) == seconds
    local = [moment.at.astimezone(ZoneInfo(elsewhere)) for moment in (start, end)]
    assert elapsed_seconds(*local) == seconds


@settings(max_examples=max(100, settings.default.max_examples), deadline=None)
@given(
    st.lists(st.tuples(zoned_instants(), st.integers(0, 40 * HOUR)), max_size=8),
    zones,
    day_starts,
    day_starts,
)
def test_the_total_does_not_depend_on_zone_or_day_start(
    stretches: list[tuple[tuple[str, datetime], int]], elsewhere: str, starts: int, other: int
) -> None:
    def total(zone: str | None, day_starts_at: int) -> int:
        return sum(
            seconds
            for (own, at), length in stretches
            for _day, seconds in pieces_by_day(Moment.of(at, zone or own), length, day_starts_at)
        )

    assert total(None, starts) == total(elsewhere, other) == sum(length for _, length in stretches)


# --- Days -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wall", "starts", "day"),
    [
        (datetime(2026, 5, 6, 0, 30), 240, date(2026, 5, 5)),
        (datetime(2026, 5, 6, 3, 59, 59), 240, date(2026, 5, 5)),
        (datetime(2026, 5, 6, 4, 0), 240, date(2026, 5, 6)),
        (datetime(2026, 5, 6, 0, 0), 0, date(2026, 5, 6)),
        (datetime(2026, 5, 6, 23, 58), 1439, date(2026, 5, 5)),
        (datetime(2027, 1, 1, 2, 0), 240, date(2026, 12, 31)),
        (datetime(2028, 3, 1, 2, 0), 240, date(2028, 2, 29)),
    ],
)
def test_an_entry_before_the_day_starts_counts_for_the_day_before(
    wall: datetime, starts: int, day: date
) -> None:
    assert day_of(Moment.from_wall(wall, PRAGUE), starts) == day


@pytest.mark.parametrize(
    ("day", "zone", "starts", "hours"),
    [
        (date(2026, 5, 6), PRAGUE, 0, 24),
        (date(2026, 3, 29), PRAGUE, 0, 23),
        (date(2026, 10, 25), PRAGUE, 0, 25),
        (date(2026, 3, 28), PRAGUE, 240, 23),
        (date(2026, 10, 24), PRAGUE, 240, 25),
        # The clocks jump from 02:00 to 03:00: what should begin at 02:30 begins at 03:00.
        (date(2026, 3, 28), PRAGUE, 150, 23.5),
        (date(2026, 3, 29), PRAGUE, 150, 23.5),
        # They show 02:30 twice: the day begins the first time and does not begin again.
        (date(2026, 10, 24), PRAGUE, 150, 24),
        (date(2026, 10, 25), PRAGUE, 150, 25),
        # No midnight: the clocks go from 00:00 to 01:00.
        (date(2017, 10, 15), "America/Sao_Paulo", 0, 23),
        # Midnight is put back to 23:00 of the day that should be over.
        (date(2018, 2, 17), "America/Sao_Paulo", 0, 25),
        # Samoa went from Thursday to Saturday.
        (date(2011, 12, 29), "Pacific/Apia", 0, 24),
        (date(2011, 12, 30), "Pacific/Apia", 0, 0),
        (date(2011, 12, 31), "Pacific/Apia", 0, 24),
        # Kwajalein lived through 30 September 1969 twice.
        (date(1969, 9, 30), "Pacific/Kwajalein", 0, 47),
        # Half an hour.
        (date(2026, 4, 5), "Australia/Lord_Howe", 0, 24.5),
    ],
)
def test_days_are_as_long_as_the_clocks_make_them(
    day: date, zone: str, starts: int, hours: float
) -> None:
    begin, end = day_bounds(day, zone, starts)
    assert elapsed_seconds(begin, end) == hours * HOUR


def test_what_follows_a_day_start_put_back_still_counts_for_the_new_day() -> None:
    second_showing = Moment.from_wall(datetime(2026, 10, 25, 2, 10), PRAGUE, fold=1)
    first_showing = Moment.from_wall(datetime(2026, 10, 25, 2, 10), PRAGUE)
    assert day_of(first_showing, 150) == date(2026, 10, 24)
    assert day_of(second_showing, 150) == date(2026, 10, 25)


@MANY
@given(zoned_instants(), day_starts)
def test_an_instant_lies_in_the_bounds_of_its_day_and_of_no_other(
    zoned: tuple[str, datetime], starts: int
) -> None:
    zone, at = zoned
    day = day_of(Moment.of(at, zone), starts)
    begin, end = day_bounds(day, zone, starts)
    assert begin <= at < end
    for distance in (-3, -2, -1, 1, 2, 3):
        other_begin, other_end = day_bounds(day + distance * DAY, zone, starts)
        assert not other_begin <= at < other_end


@MANY
@given(zoned_instants(), day_starts)
def test_days_tile_time_exactly(zoned: tuple[str, datetime], starts: int) -> None:
    zone, at = zoned
    middle = wall_at(at, zone).date()
    bounds = [day_bounds(middle + index * DAY, zone, starts) for index in range(-3, 4)]
    for (_begin, end), (next_begin, next_end) in pairwise(bounds):
        assert end == next_begin <= next_end


@MANY
@given(zoned_instants(), day_starts)
def test_a_day_begins_the_first_time_that_the_clocks_reach_its_start(
    zoned: tuple[str, datetime], starts: int
) -> None:
    zone, at = zoned
    day = wall_at(at, zone).date()
    wanted = datetime(day.year, day.month, day.day) + timedelta(minutes=starts)
    begin, _end = day_bounds(day, zone, starts)
    assert wall_at(begin, zone) >= wanted
    assert wall_at(begin - timedelta(seconds=1), zone) < wanted


@MANY
@given(zoned_instants(), day_starts, st.integers(0, 72 * HOUR))
def test_the_pieces_by_day_sum_to_the_whole_and_lie_in_their_days(
    zoned: tuple[str, datetime], starts: int, seconds: int
) -> None:
    zone, at = zoned
    start = Moment.of(at, zone)
    pieces = pieces_by_day(start, seconds, starts)
    assert sum(length for _day, length in pieces) == seconds
    assert pieces[0][0] == day_of(start, starts)
    days = [day for day, _length in pieces]
    assert days == sorted(set(days))
    for day, length in pieces:
        begin, end = day_bounds(day, zone, starts)
        if seconds:
            assert length > 0
            assert begin <= at
            assert at + timedelta(seconds=length) <= end
        at += timedelta(seconds=length)


def test_a_stretch_over_midnight_and_a_clock_change_is_drawn_on_both_days() -> None:
    start = Moment.from_wall(datetime(2026, 3, 28, 22, 0), PRAGUE)
    assert pieces_by_day(start, 6 * HOUR, 0) == [
        (date(2026, 3, 28), 2 * HOUR),
        (date(2026, 3, 29), 4 * HOUR),
    ]
    assert start.after(6 * HOUR).wall == datetime(2026, 3, 29, 5, 0)


def test_a_day_that_was_left_out_has_no_piece() -> None:
    start = Moment.from_wall(datetime(2011, 12, 29, 23, 0), "Pacific/Apia")
    assert pieces_by_day(start, 2 * HOUR, 0) == [
        (date(2011, 12, 29), HOUR),
        (date(2011, 12, 31), HOUR),
    ]


def test_nothing_is_one_empty_piece_and_less_is_refused() -> None:
    start = Moment.from_wall(datetime(2026, 5, 6, 0, 30), PRAGUE)
    assert pieces_by_day(start, 0, 240) == [(date(2026, 5, 5), 0)]
    with pytest.raises(ValueError, match="cannot last -1 s"):
        pieces_by_day(start, -1, 240)


@pytest.mark.parametrize("starts", [-1, 1440])
def test_a_day_starts_at_a_minute_of_the_day(starts: int) -> None:
    moment = Moment.from_wall(datetime(2026, 5, 6), PRAGUE)
    with pytest.raises(ValueError, match="minute 0 to 1439"):
        day_of(moment, starts)
    with pytest.raises(ValueError, match="minute 0 to 1439"):
        day_bounds(date(2026, 5, 6), PRAGUE, starts)


# --- Zones ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", [PRAGUE, "UTC", "America/Argentina/Ushuaia", "Etc/GMT+5"])
def test_names_of_the_database_are_zones(key: str) -> None:
    assert is_zone(key)
    assert zone_rules(key).key == key


@pytest.mark.parametrize(
    "key",
    [
        "",
        "Europe",
        "europe/prague",
        "localtime",
        "Factory",
        "right/Europe/Prague",
        "../../etc/passwd",
        "/etc/localtime",
        "Europe/Prague\0",
        "Mitteleuropäische Zeit",
        "x" * 5000,
    ],
)
def test_other_names_are_no_zones(key: str) -> None:
    assert not is_zone(key)


@pytest.mark.parametrize("key", ["", "Europe", "localtime", "../UTC", "a\0b", "x" * 5000, "Ü"])
def test_an_unknown_zone_is_refused_in_a_sentence(key: str) -> None:
    for ask in (
        lambda: zone_rules(key),
        lambda: Moment.of(datetime(2026, 1, 1, tzinfo=UTC), key),
        lambda: Moment.from_wall(datetime(2026, 1, 1), key),
        lambda: is_ambiguous(datetime(2026, 1, 1), key),
        lambda: day_bounds(date(2026, 1, 1), key, 0),
    ):
        with pytest.raises(TrackerError, match="is not a time zone") as caught:
            ask()
        assert caught.value.hint


def test_a_slip_in_a_zone_is_answered_with_what_was_meant() -> None:
    with pytest.raises(TrackerError) as caught:
        zone_rules("europe/pragu")
    assert caught.value.hint == "Did you mean Europe/Prague?"


# --- Instants as such -----------------------------------------------------------------------------


@given(
    st.datetimes(FIRST_AT.replace(tzinfo=None), LAST_AT.replace(tzinfo=None)),
    st.integers(-14 * 60, 14 * 60),
)
def test_an_instant_is_read_back_from_its_text_to_the_second(naive: datetime, ahead: int) -> None:
    at = naive.replace(tzinfo=UTC)
    text = format_instant(at.astimezone(timezone(timedelta(minutes=ahead))))
    assert len(text) == 20
    assert parse_instant(text) == at.replace(microsecond=0)


@given(st.lists(st.datetimes(datetime(1900, 1, 1), datetime(2200, 12, 31)), max_size=10))
def test_texts_of_instants_sort_as_the_instants_do(naive: list[datetime]) -> None:
    instants = [at.replace(tzinfo=UTC, microsecond=0) for at in naive]
    assert sorted(map(format_instant, instants)) == [format_instant(at) for at in sorted(instants)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-03-29",
        "2026-03-29T01:00:00",
        "2026-03-29T01:00:00+00:00",
        "2026-03-29 01:00:00Z",
        "2026-03-29T01:00:00Z\n",
        "2026-02-30T01:00:00Z",
        "2026-03-29T24:00:00Z",
        "２０２６-03-29T01:00:00Z",
    ],
)
def test_other_text_is_no_instant(text: str) -> None:
    with pytest.raises(TrackerError, match="is not an instant in UTC"):
        parse_instant(text)


def test_naive_times_are_no_instants_and_aware_ones_no_wall_times() -> None:
    aware = datetime(2026, 1, 1, tzinfo=UTC)
    naive = datetime(2026, 1, 1)
    with pytest.raises(ValueError, match="needs a zone"):
        format_instant(naive)
    with pytest.raises(ValueError, match="aware datetime in UTC"):
        Moment(naive, PRAGUE, 0)
    with pytest.raises(ValueError, match="aware datetime in UTC"):
        Moment(aware.astimezone(ZoneInfo(PRAGUE)), PRAGUE, 3600)
    with pytest.raises(ValueError, match="aware datetime in UTC"):
        Moment(aware.replace(microsecond=1), PRAGUE, 3600)
    with pytest.raises(ValueError, match="no zone of its own"):
        Moment.from_wall(aware, PRAGUE)


@pytest.mark.parametrize("year", [1, 1899, 2201, 9999])
def test_years_no_record_has_are_refused(year: int) -> None:
    at = datetime(year, 6, 1, tzinfo=UTC)
    for ask in (
        lambda: Moment(at, PRAGUE, 0),
        lambda: Moment.of(at, PRAGUE),
        lambda: Moment.from_wall(at.replace(tzinfo=None), PRAGUE),
        lambda: parse_instant(f"{year:04}-06-01T00:00:00Z"),
    ):
        with pytest.raises(TrackerError, match="outside the years 1900 to 2200"):
            ask()


@pytest.mark.parametrize("edge", [datetime.min, datetime.max])
def test_the_ends_of_the_calendar_are_refused_too(edge: datetime) -> None:
    for zone in ("Pacific/Kiritimati", "Pacific/Niue"):
        for ask in (
            lambda zone=zone: Moment.of(edge.replace(tzinfo=UTC), zone),
            lambda zone=zone: Moment.from_wall(edge, zone),
            lambda zone=zone: is_ambiguous(edge, zone),
            lambda zone=zone: day_bounds(edge.date(), zone, 240),
        ):
            with pytest.raises(TrackerError, match="outside the years"):
                ask()


@pytest.mark.parametrize("seconds", [10**30, -(10**30), 200 * 366 * 24 * HOUR])
def test_a_stretch_beyond_all_years_is_refused(seconds: int) -> None:
    start = Moment.of(datetime(2026, 1, 1, tzinfo=UTC), PRAGUE)
    with pytest.raises(TrackerError, match="outside the years"):
        start.after(seconds)


def test_now_is_told_by_the_clock_that_is_given() -> None:
    moment = Moment.now(PRAGUE, lambda: datetime(2026, 7, 1, 17, 0, 0, 999_999, tzinfo=UTC))
    assert moment == Moment(datetime(2026, 7, 1, 17, tzinfo=UTC), PRAGUE, 7200)


def test_now_is_told_by_the_machine_without_one() -> None:
    with time_machine.travel(datetime(2028, 2, 29, 23, 30, 0, 5, tzinfo=UTC), tick=False):
        assert utc_now() == datetime(2028, 2, 29, 23, 30, tzinfo=UTC)
        assert Moment.now(PRAGUE).wall == datetime(2028, 3, 1, 0, 30)
