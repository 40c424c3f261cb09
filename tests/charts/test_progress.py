"""Progress of one credential: what is drawn, said and listed of it."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from tracker.analytics.hoursline import Band, HoursLine
from tracker.analytics.progress import Deadline, DeadlineKind
from tracker.charts.chart import nearest
from tracker.charts.fonts import inert
from tracker.charts.label import texts_of
from tracker.charts.look import PLAIN, PRINT
from tracker.charts.progress import progress

TODAY = date(2026, 11, 23)
FIRST = date(2026, 10, 1)
LINE = HoursLine(
    title="AWS",
    points=((FIRST, 3600), (FIRST + timedelta(days=3), 9000), (date(2026, 11, 20), 36_000)),
    planned=66 * 3600,
    today=TODAY,
    until=TODAY,
    deadline=Deadline(DeadlineKind.EXAM, date(2026, 12, 14), 21),
)
DAYS = tuple(TODAY + timedelta(days=n) for n in range(0, 60, 10))
BAND = Band(
    "14 Dec ± 6 d",
    DAYS,
    tuple(36_000 + n * 20_000.0 for n in range(6)),
    tuple(36_000 + n * 40_000.0 for n in range(6)),
    tuple(36_000 + n * 70_000.0 for n in range(6)),
)


def test_the_sentence_tells_hours_plan_share_deadline_and_forecast() -> None:
    assert progress(LINE, PLAIN, BAND).sentence == (
        "10 h of 66 h logged on 3 days, 15 % of the plan; exam 2026-12-14; forecast: 14 Dec ± 6 d."
    )


def test_the_table_has_each_day_with_its_hours_and_the_sum() -> None:
    table = progress(LINE, PLAIN).table
    assert [column.title for column in table.columns] == [
        "Day",
        "Hours on that day",
        "Hours in all",
    ]
    assert [[cell.exported for cell in row] for row in table.rows] == [
        ["2026-10-01", Decimal("1.00"), Decimal("1.00")],
        ["2026-10-04", Decimal("1.50"), Decimal("2.50")],
        ["2026-11-20", Decimal("7.50"), Decimal("10.00")],
    ]


def test_marks_stand_in_order_inside_the_drawing_and_read_out_the_answer() -> None:
    drawing = progress(LINE, PLAIN).draw(PRINT, 640, 236)
    assert [mark.text for mark in drawing.marks] == [
        "2026-10-01: 1 h, 1 h on that day",
        "2026-10-04: 2 h 30 m, 1 h 30 m on that day",
        "2026-11-20: 10 h, 7 h 30 m on that day",
    ]
    places = [mark.x for mark in drawing.marks]
    assert places == sorted(places)
    assert all(0 < mark.x < 1 and 0 < mark.y < 1 for mark in drawing.marks)
    assert [nearest(drawing.marks, mark.x, 0.5) for mark in drawing.marks] == [0, 1, 2]


def test_more_hours_stand_higher() -> None:
    heights = [mark.y for mark in progress(LINE, PLAIN).draw(PRINT, 640, 236).marks]
    assert heights == sorted(heights, reverse=True)


def test_where_one_reads_from_the_right_time_goes_to_the_left() -> None:
    straight = progress(LINE, PLAIN, BAND).draw(PRINT, 640, 236).marks
    mirrored = progress(LINE, PLAIN, BAND).draw(replace(PRINT, is_mirrored=True), 640, 236).marks
    for one, other in zip(straight, mirrored, strict=True):
        assert other.x == pytest.approx(1 - one.x)
        assert other.y == pytest.approx(one.y)


def test_a_forecast_is_read_out_and_listed_after_what_is_known() -> None:
    chart = progress(LINE, PLAIN, BAND)
    texts = [mark.text for mark in chart.draw(PRINT, 640, 236).marks]
    known = [mark.text for mark in progress(LINE, PLAIN).draw(PRINT, 640, 236).marks]
    assert texts[:3] == known
    assert texts[3] == "2026-12-03: likely 21 h 6 m, between 15 h 33 m and 29 h 26 m"
    assert len(texts) == 3 + 5
    assert [cell.exported for cell in chart.table.rows[2]][3:] == ["", "", ""]
    assert [cell.exported for cell in chart.table.rows[3]] == [
        "2026-12-03",
        "",
        "",
        Decimal("15.56"),
        Decimal("21.11"),
        Decimal("29.44"),
    ]


def test_without_study_there_is_a_sentence_and_nothing_else() -> None:
    empty = progress(replace(LINE, points=()), PLAIN)
    assert empty.sentence == "No study yet for AWS."
    assert list(empty.table.rows) == []
    assert empty.draw(PRINT, 640, 236).marks == ()


def test_an_unknown_plan_is_not_spoken_of() -> None:
    chart = progress(replace(LINE, planned=None, deadline=None), PLAIN)
    assert chart.title == "Hours gathered"
    assert chart.sentence == "10 h logged on 3 days."
    assert len(chart.draw(PRINT, 640, 236).marks) == 3


def test_ten_years_of_days_show_only_what_the_eye_can_tell_apart() -> None:
    points = tuple((FIRST + timedelta(days=n), 3600 * (n + 1)) for n in range(3650))
    line = HoursLine("Long", points, None, points[-1][0], points[-1][0])
    chart = progress(line, PLAIN)
    assert len(chart.table.rows) == 3650
    marks = chart.draw(PRINT, 600, 236).marks
    assert 100 < len(marks) < 310
    assert marks[-1].text.startswith(points[-1][0].isoformat())


def test_a_vector_picture_carries_title_and_sentence() -> None:
    chart = progress(LINE, PLAIN, BAND)
    kept = io.BytesIO()
    chart.draw(PRINT, 640, 236).save(kept, "svg")
    text = "".join(ElementTree.fromstring(kept.getvalue()).itertext())
    assert chart.title in text
    assert chart.sentence in text


def test_the_pixels_are_as_many_as_the_screen_has() -> None:
    pixels, wide, tall = progress(LINE, PLAIN).draw(PRINT, 320, 160, ratio=1.5).rgba()
    assert (wide, tall) == (480, 240)
    assert len(pixels) == 480 * 240 * 4


def test_foreign_text_is_drawn_as_it_stands(recwarn: pytest.WarningsRecorder) -> None:
    band = replace(BAND, label="$\\frac{1}{2}$ \u202eabc 日本 🎓\n<b>")
    drawing = progress(LINE, PLAIN, band).draw(PRINT, 640, 236)
    drawing.rgba()
    assert "$\\frac{1}{2}$ abc 日本 🎓 <b>" in texts_of(drawing.figure)
    assert not recwarn.list


def test_a_sentence_from_the_right_is_drawn_without_gaps_at_its_marks() -> None:
    sentence = "\u2068حتى \u2068CKA\u2069.\u2069"
    assert inert(sentence) == sentence
    # What a foreign text brings along turns nothing outside of it.
    assert inert("a\u2069b") == "a b"
    assert inert("\u2068a\u202eb\u2069") == "\u2068a b\u2069"
