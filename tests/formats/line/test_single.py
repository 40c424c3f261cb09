from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.formats.line.single import length_alone, time_alone
from tracker.formats.line.words import table_for

ENGLISH = table_for("en")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1259", time(12, 59)), ("12:59", time(12, 59)), ("12.59", time(12, 59)),
        ("1pm", time(13)), ("1:30 pm", time(13, 30)), ("1:30pm", time(13, 30)),
        ("130 pm", time(13, 30)), ("1130am", time(11, 30)), ("7", time(7)), ("730", time(7, 30)),
        ("12am", time(0)), ("12 pm", time(12)), ("noon", time(12)), ("24:00", time(0)),
        ("", None), ("25:00", None), ("13pm", None), ("7:60", None), ("seven", None),
        ("1999", None),
    ],
)  # fmt: skip
def test_a_time_is_typed_in_any_way(text: str, wanted: time | None) -> None:
    assert time_alone(text, ENGLISH) == wanted


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45", 45), ("45m", 45), ("45 min", 45), ("1h30", 90), ("1 h 30 m", 90), ("1:30", 90),
        (":45", 45), ("0:05", 5), ("1.5", 90), ("1,5", 90), ("1.5 h", 90), ("1,5h", 90),
        ("2h", 120), ("1440", 1440), ("half an hour", 30),
        ("", None), ("1441", None), ("1:75", None), ("45m 30m", None), ("45m x", None),
    ],
)  # fmt: skip
def test_a_length_is_typed_in_any_way(text: str, minutes: int | None) -> None:
    seconds = length_alone(text, ENGLISH)
    assert seconds == (None if minutes is None else minutes * 60)


@given(st.integers(0, 23), st.integers(0, 59))
def test_every_minute_of_the_day_is_read_as_it_is_written(hour: int, minute: int) -> None:
    for text in (f"{hour}:{minute:02}", f"{hour:02}{minute:02}", f"{hour}.{minute:02}"):
        assert time_alone(text, ENGLISH) == time(hour, minute)
    half, twelve = ("am", "pm")[hour // 12], hour % 12 or 12
    for text in (f"{twelve}:{minute:02} {half}", f"{twelve}{minute:02}{half}"):
        assert time_alone(text, ENGLISH) == time(hour, minute)
