"""Study day by day as squares: what is drawn, said and listed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from tracker.charts.heatmap import HeatDays, heatmap, shade
from tracker.charts.look import PLAIN, PRINT

TODAY = date(2026, 11, 25)  # A Wednesday.
FIRST = date(2026, 6, 1)
DATA = HeatDays({TODAY: 5700, TODAY - timedelta(days=3): 1200}, FIRST, TODAY)


@pytest.mark.parametrize(
    ("seconds", "step"), [(0, 0), (59, 0), (60, 1), (1800, 2), (3600, 3), (7200, 4), (90_000, 4)]
)
def test_a_shade_means_the_same_for_everyone(seconds: int, step: int) -> None:
    assert shade(seconds) == step


def test_each_day_up_to_today_is_told() -> None:
    chart = heatmap(DATA, PLAIN)
    assert chart.sentence == "Study of the last 26 weeks: 1 h 55 m on 2 days."
    assert len(chart.table.rows) == 178
    assert [cell.exported for cell in chart.table.rows[-1]] == ["2026-11-25", Decimal("1.58")]
    marks = chart.draw(PRINT, 500, 180).marks
    assert len(marks) == 178
    assert marks[-1].text == "2026-11-25: 1 h 35 m"


def test_weeks_stand_beside_each_other_and_days_below() -> None:
    marks = heatmap(DATA, PLAIN).draw(PRINT, 500, 180).marks
    assert marks[0].x == pytest.approx(marks[6].x)
    assert marks[0].y < marks[6].y
    assert marks[7].x > marks[0].x
    assert all(mark.outline.left >= 0 and mark.outline.right <= 1 for mark in marks)


def test_it_is_mirrored_once_where_one_reads_from_the_right() -> None:
    straight = heatmap(DATA, PLAIN).draw(PRINT, 500, 180).marks
    mirrored = heatmap(DATA, PLAIN).draw(replace(PRINT, is_mirrored=True), 500, 180).marks
    assert [mark.x for mark in mirrored] == pytest.approx([1 - mark.x for mark in straight])


def test_ten_years_fit() -> None:
    days = {FIRST - timedelta(days=n): 3600 for n in range(3640)}
    data = HeatDays(days, FIRST - timedelta(days=3640), TODAY)
    marks = heatmap(data, PLAIN).draw(PRINT, 900, 180).marks
    assert len(marks) == 3640 + 178
    assert all(mark.outline.right <= 1 for mark in marks)
