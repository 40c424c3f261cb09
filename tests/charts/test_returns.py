"""Return on time as charts: what is read out, said and exported."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tracker.analytics.returns.view import ReturnView, money_line, what_matters
from tracker.charts.look import PLAIN, PRINT
from tracker.charts.moneyline import money_in_and_out
from tracker.charts.returns import return_per_hour, rows_of
from tracker.charts.tornado import what_matters_most
from tracker.record import Record
from tracker.services.sample_world import build


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReturnView]:
    """The sample world's return on time."""
    with Record.open(tmp_path_factory.mktemp("world") / "a.cairn") as record:
        build(record, date(2026, 11, 23))
        yield record.return_on_time.view()


def test_each_bar_is_read_out_with_median_bands_and_chance(view: ReturnView) -> None:
    chart = return_per_hour(view, PLAIN)
    drawing = chart.draw(PRINT, 700, chart.tall)
    assert len(drawing.marks) == len(rows_of(view)) == len(chart.table.rows)
    assert all("median" in mark.text and "chance of gain" in mark.text for mark in drawing.marks)
    assert "Of the degrees" in chart.sentence
    first = chart.table.rows[0]
    values = [cell.exported for cell in first[1:6]]
    assert values == sorted(values)


def test_a_click_on_a_bar_leads_to_its_credential_and_none_to_a_degree(view: ReturnView) -> None:
    chart = return_per_hour(view, PLAIN)
    keys = [mark.key for mark in chart.draw(PRINT, 700, chart.tall).marks]
    assert keys[: len(keys) - 3] == [one.id for one in view.credentials if one.bands]
    assert keys[-3:] == [0, 0, 0]


def test_money_over_time_tells_the_month_in_which_it_is_back(view: ReturnView) -> None:
    one = next(one for one in view.credentials if one.name == "AWS Solutions Architect")
    mine = money_line(one.name, one.inputs, 60)
    assert mine is not None and mine.payback is not None and view.parity is not None
    degree = money_line("a bachelor's", view.parity.inputs, 60)
    chart = money_in_and_out(mine, degree, "EUR", PLAIN)
    assert f"pays back in month {mine.payback}" in chart.sentence
    assert len(chart.table.rows) == 61
    assert mine.totals[mine.payback] >= 0 > mine.totals[mine.payback - 1]
    assert chart.draw(PRINT, 400, chart.tall).marks


def test_a_line_that_a_degree_would_flatten_has_a_scale_of_its_own(view: ReturnView) -> None:
    one = next(one for one in view.credentials if one.name == "AWS Solutions Architect")
    mine = money_line(one.name, one.inputs, 60)
    assert mine is not None and view.parity is not None
    degree = money_line("a bachelor's", view.parity.inputs, 60)
    assert degree is not None and degree.has_forgone
    apart = money_in_and_out(mine, degree, "EUR", PLAIN)
    assert "with the pay forgone" in apart.sentence
    marks = apart.draw(PRINT, 380, apart.tall).marks
    own = [mark.y for mark in marks]
    # The person's own line moves over a third of its panel, and is read out over both.
    assert max(own) - min(own) > 0.1
    assert all(mark.reach.bottom > 0.85 for mark in marks)
    like = dataclasses.replace(degree, totals=tuple(-total for total in mine.totals))
    assert money_in_and_out(mine, like, "EUR", PLAIN).tall < apart.tall


def test_what_matters_most_stands_first(view: ReturnView) -> None:
    one = next(one for one in view.credentials if one.name == "AWS Solutions Architect")
    bars = what_matters(one)
    swings = [bar.swing for bar in bars]
    assert swings == sorted(swings, reverse=True) and len(bars) == 5
    chart = what_matters_most(one.name, bars, "EUR", PLAIN)
    assert chart.draw(PRINT, 500, chart.tall).marks[0].text in chart.sentence


def test_charts_are_drawn_at_any_size_and_written(view: ReturnView, tmp_path: Path) -> None:
    chart = return_per_hour(view, PLAIN)
    for width in (120, 300, 1600):
        chart.draw(PRINT, width, 60)
    chart.draw(PRINT, 640, chart.tall).save(tmp_path / "chart.svg", "svg")
    assert (tmp_path / "chart.svg").stat().st_size > 1000
