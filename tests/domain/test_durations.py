from __future__ import annotations

from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.durations import (
    decimal_hours,
    format_clock,
    format_decimal_hours,
    format_hm,
    write_hours,
)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0 m"),
        (1, "< 1 m"),
        (59, "< 1 m"),
        (60, "1 m"),
        (45 * 60 + 59, "45 m"),
        (3599, "59 m"),
        (3600, "1 h"),
        (3659, "1 h"),
        (95 * 60, "1 h 35 m"),
        (1234 * 3600 + 300, "1234 h 5 m"),
        (-95 * 60, "−1 h 35 m"),
        (-20, "−< 1 m"),
    ],
)
def test_hours_and_minutes_cut_the_seconds_off(seconds: int, text: str) -> None:
    assert format_hm(seconds) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0:00:00"), (2537, "0:42:17"), (450_000, "125:00:00"), (-61, "−0:01:01")],
)
def test_the_clock_counts_hours_without_an_end(seconds: int, text: str) -> None:
    assert format_clock(seconds) == text


@pytest.mark.parametrize(
    ("seconds", "places", "hours"),
    [
        (5700, 2, "1.58"),
        (5400, 2, "1.50"),
        (5400, 0, "2"),
        (9000, 0, "2"),
        (18, 2, "0.00"),
        (54, 2, "0.02"),
        (-5400, 1, "-1.5"),
    ],
)
def test_decimal_hours_round_half_to_even(seconds: int, places: int, hours: str) -> None:
    assert str(decimal_hours(seconds, places)) == hours


def test_decimal_hours_are_written_with_the_decimal_sign_of_the_locale() -> None:
    assert format_decimal_hours(5700) == "1.58 h"
    assert format_decimal_hours(5700, places=1, point=",") == "1,6 h"
    assert format_decimal_hours(-5400) == "−1.50 h"


def test_decimal_hours_do_not_depend_on_the_context_of_the_caller() -> None:
    with localcontext(prec=2):
        assert decimal_hours(123_456 * 3600) == Decimal("123456.00")


@given(st.integers(0, 10**9))
def test_the_clock_can_be_read_back_to_the_second(seconds: int) -> None:
    hours, minutes, rest = (int(part) for part in format_clock(seconds).split(":"))
    assert hours * 3600 + minutes * 60 + rest == seconds


@given(st.integers(0, 10**9), st.integers(0, 6))
def test_decimal_hours_are_at_most_half_a_last_digit_away(seconds: int, places: int) -> None:
    error = abs(decimal_hours(seconds, places) * 3600 - seconds)
    assert error * 2 <= Decimal(3600).scaleb(-places)


@pytest.mark.parametrize(
    ("style", "point", "texts"),
    [
        ("words", ".", ["0 m", "< 1 m", "45 m", "1 h 35 m", "−1 h 35 m", "125 h"]),
        ("clock", ".", ["0:00", "< 0:01", "0:45", "1:35", "−1:35", "125:00"]),
        ("decimal", ",", ["0,00 h", "0,01 h", "0,75 h", "1,58 h", "−1,58 h", "125,00 h"]),
        ("something else", ".", ["0 m", "< 1 m", "45 m", "1 h 35 m", "−1 h 35 m", "125 h"]),
        (None, ".", ["0 m", "< 1 m", "45 m", "1 h 35 m", "−1 h 35 m", "125 h"]),
    ],
)
def test_hours_are_written_as_the_person_reads_them(style, point, texts) -> None:
    write_hours(style, point)
    lengths = [0, 30, 45 * 60, 95 * 60, -95 * 60, 125 * 3600]
    assert [format_hm(seconds) for seconds in lengths] == texts
