"""Hours by week and credential: what is summed, drawn, said and listed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from tracker.analytics.weeks import hours_by_week as weeks_of
from tracker.charts.label import texts_of
from tracker.charts.look import PLAIN, PRINT
from tracker.charts.weeks import hours_by_week

TODAY = date(2026, 11, 25)  # A Wednesday.
MONDAY = date(2026, 11, 23)
TITLES = {1: "CKA", 2: "AWS", 3: "PMP", 4: "Azure", 5: "ITIL", 6: "CCNA", 7: "CISSP"}
HOUR = 3600


def test_days_are_gathered_by_week_and_credential_most_first() -> None:
    sums = [
        (MONDAY, 1, HOUR),
        (MONDAY + timedelta(days=2), 1, HOUR),
        (MONDAY - timedelta(days=1), 2, 5 * HOUR),
        (MONDAY, None, HOUR // 2),
        (MONDAY - timedelta(days=60), 1, 99 * HOUR),
    ]
    data = weeks_of(sums, TITLES, MONDAY - timedelta(days=14), TODAY)
    assert data.weeks == tuple(MONDAY - timedelta(days=7 * n) for n in (2, 1, 0))
    assert [(one.title, one.seconds) for one in data.series] == [
        ("AWS", (0, 5 * HOUR, 0)),
        ("CKA", (0, 0, 2 * HOUR)),
        ("", (0, 0, HOUR // 2)),
    ]
    assert data.totals == (0, 5 * HOUR, 2 * HOUR + HOUR // 2)


def test_weeks_begin_where_the_persons_do() -> None:
    data = weeks_of([(date(2026, 11, 22), 1, HOUR)], TITLES, TODAY, TODAY, first_weekday=6)
    assert data.weeks == (date(2026, 11, 22),)
    assert data.total == HOUR


def test_small_ones_stand_together_and_nothing_is_lost() -> None:
    sums = [(MONDAY, number, number * HOUR) for number in TITLES]
    data = weeks_of(sums, TITLES, TODAY, TODAY)
    assert [one.title for one in data.series] == ["CISSP", "CCNA", "ITIL", "Azure", ""]
    assert data.others == 3
    assert data.total == sum(seconds for _day, _number, seconds in sums)
    # A single one would gain nothing by being called «other».
    assert weeks_of(sums[:5], TITLES, TODAY, TODAY).others == 0


def test_sentence_table_and_marks_tell_the_same() -> None:
    sums = [(MONDAY, 1, 2 * HOUR), (MONDAY - timedelta(days=3), 2, 3 * HOUR)]
    chart = hours_by_week(weeks_of(sums, TITLES, MONDAY - timedelta(days=7), TODAY), PLAIN)
    assert chart.sentence == (
        "5 h in 2 weeks: most in the week from 2026-11-16 with 3 h, most for AWS with 3 h."
    )
    assert [column.title for column in chart.table.columns] == [
        "Week from",
        "Hours in all",
        "AWS",
        "CKA",
    ]
    assert [[cell.exported for cell in row] for row in chart.table.rows] == [
        ["2026-11-16", Decimal(3), Decimal(3), Decimal(0)],
        ["2026-11-23", Decimal(2), Decimal(0), Decimal(2)],
    ]
    drawing = chart.draw(PRINT, 640, 230)
    assert [mark.text for mark in drawing.marks] == [
        "Week from 2026-11-16: 3 h\nAWS: 3 h",
        "Week from 2026-11-23: 2 h\nCKA: 2 h",
    ]


def test_the_parts_are_named_beside_the_bars_or_above_them() -> None:
    chart = hours_by_week(weeks_of([(MONDAY, 1, HOUR)], TITLES, TODAY, TODAY), PLAIN)
    for width in (320, 900):
        assert "CKA" in texts_of(chart.draw(PRINT, width, 230).figure)


def test_the_goal_is_drawn_where_there_is_one() -> None:
    data = weeks_of([(MONDAY, 1, HOUR)], TITLES, TODAY, TODAY, goal_seconds=6 * HOUR)
    assert "goal 6 h" in texts_of(hours_by_week(data, PLAIN).draw(PRINT, 640, 230).figure)


def test_ten_years_are_drawn_in_bars_that_the_eye_can_tell_apart() -> None:
    first = TODAY - timedelta(weeks=519)
    sums = [(first + timedelta(days=n), n % 9 + 1, HOUR) for n in range(3630)]
    titles = {n: f"Credential {n}" for n in range(1, 10)}
    chart = hours_by_week(weeks_of(sums, titles, first, TODAY), PLAIN)
    assert len(chart.table.rows) == 520
    marks = chart.draw(PRINT, 600, 230).marks
    wide = [(mark.outline.right - mark.outline.left) * 600 for mark in marks]
    assert len(marks) == 130
    assert min(wide) > 2
    # What stands together still adds up.
    told = sum(int(mark.text.splitlines()[0].split(": ")[1].removesuffix(" h")) for mark in marks)
    assert told == 3630


def test_weeks_without_study_are_drawn_and_said() -> None:
    chart = hours_by_week(weeks_of([], {}, TODAY - timedelta(weeks=3), TODAY), PLAIN)
    assert chart.sentence == "No study in the last 4 weeks."
    assert len(chart.draw(PRINT, 640, 230).marks) == 4


def test_the_newest_week_stands_where_one_reads_to() -> None:
    sums = [(MONDAY, 1, HOUR), (MONDAY - timedelta(days=70), 1, HOUR)]
    chart = hours_by_week(weeks_of(sums, TITLES, MONDAY - timedelta(days=70), TODAY), PLAIN)
    straight = chart.draw(PRINT, 640, 230).marks
    mirrored = chart.draw(replace(PRINT, is_mirrored=True), 640, 230).marks
    assert straight[0].x < straight[-1].x
    assert [mark.x for mark in mirrored] == pytest.approx([1 - mark.x for mark in straight])
