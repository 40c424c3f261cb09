from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.line.world import AMERICAN, CONTEXT, at, tell_study
from tracker.domain.instants import day_of
from tracker.formats.line import LineContext, read_expense_line, read_study_line


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("45m cka 11/22", "45m Sun 22 Nov CKA"),
        ("45m cka 5/6", "45m Wed 06 May CKA"),
        ("45m cka 22/11", "45m Sun 22 Nov CKA"),
        ("45m cka 22.11.", "45m Sun 22 Nov CKA"),
        ("45m cka 2/30/2026", "CKA ‹2/30/2026› !day"),
        # Their week begins on Sunday, so the Sunday of last week is the 15th.
        ("45m cka last week sunday", "45m Sun 15 Nov CKA"),
        ("45m cka yesterday 00:30", "45m Sun 22 Nov 00:30 CKA"),
        ("45m cka midnight", "45m Mon 23 Nov 00:00 CKA"),
    ],
)
def test_an_american_line_says(text: str, told: str):
    assert tell_study(read_study_line(text, AMERICAN)) == told


def test_last_week_begins_where_the_week_of_the_person_does():
    assert tell_study(read_study_line("45m cka last week sunday", CONTEXT)).startswith(
        "45m Sun 22 Nov"
    )


@pytest.mark.parametrize(
    ("now", "text", "told"),
    [
        # Shortly after midnight the evening before is nearer than the one to come.
        ("2026-11-23 00:10", "45m cka 23:00", "45m Sun 22 Nov 23:00 CKA ~yesterday"),
        ("2026-11-23 00:10", "23:00-00:05 cka", "65m Sun 22 Nov 23:00 CKA ~yesterday"),
        ("2026-11-23 11:30", "45m cka 23:00", "45m Mon 23 Nov 23:00 CKA ?future"),
        ("2026-11-23 10:30", "45m cka 23:00", "45m Sun 22 Nov 23:00 CKA ~yesterday"),
        ("2026-11-23 12:00", "45m cka 11:30", "45m Mon 23 Nov 11:30 CKA ~future"),
        ("2026-11-23 12:00", "45m cka 11:15", "45m Mon 23 Nov 11:15 CKA"),
        ("2026-11-23 12:00", "since 12:30 cka", "CKA ?future !seconds"),
        ("2026-11-23 12:00", "45m cka until 12:00", "45m Mon 23 Nov 11:15 CKA"),
        ("2026-11-23 00:20", "45m cka until now", "45m Sun 22 Nov 23:35 CKA"),
        ("2026-01-03 12:00", "45m cka 24.12.", "45m Wed 24 Dec 2025 CKA"),
        ("2026-11-23 12:00", "45m cka 6 may", "45m Wed 06 May CKA"),
        ("2026-11-23 12:00", "45m cka 6 jan", "45m Wed 06 Jan 2027 CKA ?future"),
        ("2028-03-01 12:00", "45m cka feb 29", "45m Tue 29 Feb 2028 CKA"),
        ("2026-01-03 12:00", "45m cka on the 31st", "45m Wed 31 Dec 2025 CKA"),
    ],
)
def test_what_is_left_out_is_the_likeliest(now: str, text: str, told: str):
    assert tell_study(read_study_line(text, at(now))) == told


@pytest.mark.parametrize(
    ("now", "text", "told"),
    [
        # At 01:00 it is still the day before, for a day that starts at 04:00.
        ("2026-11-23 01:00", "45m cka", "45m Sun 22 Nov CKA"),
        ("2026-11-23 01:00", "45m cka today", "45m Sun 22 Nov CKA"),
        ("2026-11-23 01:00", "45m cka yesterday", "45m Sat 21 Nov CKA"),
        ("2026-11-23 01:00", "20m cka today 00:30", "20m Sun 22 Nov 00:30 CKA ~night"),
        ("2026-11-23 01:00", "20m cka 00:30", "20m Sun 22 Nov 00:30 CKA"),
        ("2026-11-23 01:00", "20m cka monday", "20m Mon 16 Nov CKA"),
        ("2026-11-23 12:00", "20m cka sunday 01:00", "20m Sun 22 Nov 01:00 CKA ~night"),
        ("2026-11-23 12:00", "20m cka 22.11. 01:00", "20m Sat 21 Nov 01:00 CKA ~night"),
        ("2026-11-23 12:00", "sunday 23:00-01:00 cka", "120m Sun 22 Nov 23:00 CKA"),
        ("2026-11-23 12:00", "45m cka sunday until 00:30", "45m Sun 22 Nov 23:45 CKA"),
        ("2026-11-23 12:00", "45m cka sunday until 03:30", "45m Sun 22 Nov 02:45 CKA"),
        ("2026-11-23 12:00", "45m cka 22.11. until 00:30", "45m Sun 22 Nov 23:45 CKA"),
    ],
)
def test_days_that_start_at_four_say(now: str, text: str, told: str):
    assert tell_study(read_study_line(text, at(now, day_starts_at=240))) == told


def test_a_night_on_a_named_day_and_on_a_written_date_are_two_nights():
    context = at("2026-11-23 12:00", day_starts_at=240)
    named = read_study_line("20m cka sunday 01:00", context)
    written = read_study_line("20m cka 22.11. 01:00", context)
    assert named.draft is not None
    assert named.draft.start is not None
    assert written.draft is not None
    assert written.draft.start is not None
    assert str(named.draft.start.wall) == "2026-11-23 01:00:00"
    assert str(written.draft.start.wall) == "2026-11-22 01:00:00"
    assert named.questions[0].message.startswith("01:00 on Mon 23 Nov counts for Sun 22 Nov")
    assert written.questions[0].message.startswith("01:00 on Sun 22 Nov counts for Sat 21 Nov")


def test_a_time_that_the_clocks_never_showed_is_told_with_both_that_they_did():
    line = read_study_line("45m cka 29.3. 02:30", at("2026-03-30 12:00"))
    assert line.draft is None
    assert [problem.field for problem in line.problems] == ["start"]
    assert "2026-03-29 01:30" in line.problems[0].message
    assert "2026-03-29 03:30" in line.problems[0].message


def test_a_time_that_the_clocks_showed_twice_is_the_first_and_a_hint_says_so():
    line = read_study_line("45m cka 25.10. 02:30", at("2026-10-26 12:00"))
    assert line.draft is not None
    assert line.draft.start is not None
    assert line.draft.start.offset_seconds == 7200
    assert [(q.code, q.kind) for q in line.questions] == [("fold", "hint")]


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("28.3. 23:00-04:00 cka", 240),  # an hour less than the clock on the wall says
        ("29.3. 01:00-03:00 cka", 60),
        ("24.10. 23:00-04:00 cka", 360),  # an hour more
        ("25.10. 02:30-02:45 cka", 15),
        ("25.10. 01:00-03:00 cka", 180),
    ],
)
def test_a_range_over_a_clock_change_lasts_as_long_as_it_lasted(text: str, minutes: int):
    line = read_study_line(text, at("2026-10-26 12:00"))
    assert line.draft is not None
    assert line.draft.seconds == minutes * 60


def test_an_unknown_zone_is_a_problem_and_no_crash():
    now = replace(CONTEXT.now, zone="Middle/Earth")
    line = read_study_line("45m cka 10:00", replace(CONTEXT, now=now))
    assert line.draft is None
    assert "Middle/Earth" in line.problems[0].message


def test_a_range_of_nothing_is_no_day():
    assert tell_study(read_study_line("10:00-10:00 cka", CONTEXT)) == "CKA !seconds"


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 1439))
def test_a_written_date_is_read_in_every_way_of_writing(day: date, day_starts_at: int):
    context = replace(CONTEXT, day_starts_at=day_starts_at)
    ways = (
        day.isoformat(),
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day}/{day.month}/{day.year}",
        f"{day:%d %b}, {day.year}",
        f"{day:%B %d}, {day.year}",
    )
    for way in ways:
        line = read_study_line(f"45m {way}", context)
        assert line.draft is not None, way
        assert line.draft.day == day, way
        spent = read_expense_line(f"5 EUR {way}", context)
        assert spent.draft is not None
        assert spent.draft.day == day


@given(st.integers(0, 1439), st.integers(0, 1439), st.integers(0, 14))
def test_a_time_on_a_day_by_name_counts_for_that_day(
    minute: int, day_starts_at: int, days_ago: int
):
    context: LineContext = replace(CONTEXT, day_starts_at=day_starts_at)
    today = day_of(context.now, day_starts_at)
    clock = f"{minute // 60}:{minute % 60:02}"
    line = read_study_line(f"45m {days_ago} days ago {clock}", context)
    assert line.draft is not None
    assert line.draft.day == today - timedelta(days=days_ago)
    assert line.draft.start is not None
    assert f"{line.draft.start.wall:%H:%M}" == clock.zfill(5)
