from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt

from tracker.ui import theme
from tracker.ui.parts.hourschart import HoursChart, HoursLine
from tracker.ui.parts.monthbars import Month, MonthBars
from tracker.ui.parts.plot import levels_up_to, round_step

pytestmark = pytest.mark.usefixtures("look")

DAY = date(2026, 10, 1)
HOUR = 3600


@pytest.fixture
def chart(qtbot) -> HoursChart:
    made = HoursChart()
    qtbot.addWidget(made)
    made.resize(600, 240)
    points = tuple((DAY + timedelta(days=7 * n), 3 * HOUR * (n + 1)) for n in range(5))
    until = DAY + timedelta(days=30)
    line = HoursLine(points, 20 * HOUR, until, DAY + timedelta(days=60), "exam 30 Nov")
    made.show_line(line, "15 h of 20 h")
    made.show()
    return made


@pytest.mark.parametrize(
    ("most", "step"), [(1, 0.25), (3, 1), (4, 1), (66, 20), (100, 25), (1234, 500), (7e6, 2e6)]
)
def test_grid_lines_stand_at_round_numbers(most, step) -> None:
    assert round_step(most) == pytest.approx(step)
    assert len(levels_up_to(most, step)) <= 6


def test_the_line_rises_from_the_first_day_to_the_last(chart: HoursChart) -> None:
    room = chart.room()
    places = [chart.x_at(room, chart.point_place(n)) for n in range(chart.point_count())]
    assert places == sorted(places)
    assert room.left() <= places[0] < places[-1] <= room.right()
    assert next(text for _height, text in chart.levels()) == "0 h"
    heights = [height for height, _text in chart.levels()]
    assert heights[0] == 0
    assert heights[-1] == 1


def test_where_one_reads_from_the_right_time_goes_to_the_left(chart: HoursChart) -> None:
    chart.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    room = chart.room()
    assert chart.x_at(room, chart.point_place(0)) > chart.x_at(room, chart.point_place(4))


def test_the_pointer_reads_out_the_nearest_day(chart: HoursChart, qtbot) -> None:
    x = chart.x_at(chart.room(), chart.point_place(2))
    qtbot.mouseMove(chart, QPoint(round(x) + 3, 100))
    qtbot.waitUntil(lambda: chart.read_out().startswith("15 Oct: 9 h, 3 h"))
    assert chart.accessibleDescription() == chart.read_out()


def test_the_line_is_drawn_in_the_accent_and_the_deadline_in_its_own_colour(
    chart: HoursChart,
) -> None:
    image = chart.grab().toImage()
    room = chart.room()
    seen = {
        image.pixelColor(x, y).name()
        for x in range(round(room.left()), min(image.width(), round(room.right()) + 2))
        for y in range(round(room.top()), round(room.bottom()))
    }
    assert theme.current().color("accent").name() in seen
    assert theme.current().color("money").name() in seen


def test_a_single_day_and_minutes_alone_can_be_drawn(qtbot) -> None:
    made = HoursChart()
    qtbot.addWidget(made)
    made.show_line(HoursLine(((DAY, 600),), None, DAY), "10 m")
    assert not made.grab().isNull()
    assert made.words_of(0) == "1 Oct: 10 m, 10 m on that day"


def test_a_month_of_unknown_sum_is_seen_and_said(qtbot) -> None:
    bars = MonthBars()
    qtbot.addWidget(bars)
    bars.resize(600, 240)
    months = [Month(0.0, "nothing")] * 10 + [Month(None, "unknown"), Month(500.0, "5")]
    bars.show_months(months, lambda value: f"{value:.0f}", "a year")
    bars.show()
    assert bars.words_of(10) == "unknown"
    image, room = bars.grab().toImage(), bars.room()

    def colours(place: int) -> set[str]:
        x = round(bars.x_at(room, bars.point_place(place)))
        return {
            image.pixelColor(QPointF(x, y).toPoint()).name()
            for y in range(round(room.top()), round(room.bottom()) - 1)
        }

    assert theme.current().color("money_soft").name() in colours(10)
    assert theme.current().color("money_soft").name() not in colours(11)
    assert len(colours(0)) < len(colours(10))


def test_a_year_without_anything_can_be_drawn(qtbot) -> None:
    bars = MonthBars()
    qtbot.addWidget(bars)
    bars.show_months([Month(0.0, "nothing")] * 12, str, "nothing")
    assert not bars.grab().isNull()
