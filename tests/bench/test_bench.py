"""The measuring itself: what is counted, what stands beside it, and that its material is good."""

from __future__ import annotations

import json
import time
from datetime import date
from pathlib import Path

import pytest

from tests.bench.charts import chart_figures
from tests.bench.figures import Figure, as_json, p99, table, times_ms
from tests.bench.importing import import_figure
from tests.bench.reading import reading_figures, statements_sent
from tests.bench.returns import return_figures
from tests.bench.screens import screen_figures
from tests.bench.watchdog import Watchdog, run_until
from tests.bench.writing import writing_figures
from tracker.record import Record
from tracker.services.sample_world import many
from tracker.ui.pages import PAGES

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("times", "expected"), [([3.0], 3.0), ([2.0, 1.0], 2.0), (list(range(1, 301)), 297)]
)
def test_the_99th_percentile_is_a_time_that_was_measured(
    times: list[float], expected: float
) -> None:
    assert p99(times) == expected


def test_the_first_call_is_not_counted() -> None:
    calls: list[int] = []
    assert len(times_ms(lambda: calls.append(1), 5)) == 5
    assert len(calls) == 6


def test_a_table_and_a_file_name_every_figure_with_its_ratio() -> None:
    figure = Figure("a page", "a statement", 12.0, 3.0, "median", 5)
    assert "a page" in table([figure])
    assert "4.00" in table([figure])
    told = json.loads(json.dumps(as_json([figure], 10)))
    assert told["figures"][0]["ratio"] == 4.0


def test_reading_is_measured_against_the_statements_that_were_sent(tmp_path: Path) -> None:
    with Record.open(tmp_path / "a.cairn") as record:
        many(record, 400, today=TODAY)
        with statements_sent() as sent:
            record.study.page()
        assert [statement.split()[0] for statement, _values in sent] == ["SELECT", "SELECT"]
        figures = reading_figures(record, TODAY)
    assert all(figure.cairn_ms > 0 and figure.yardstick_ms > 0 for figure in figures)
    assert len(figures) == 3


def test_writing_leaves_what_it_measured_in_the_record(tmp_path: Path) -> None:
    path = tmp_path / "a.cairn"
    with Record.open(path) as record:
        many(record, 10, today=TODAY)
    figures = writing_figures(path, tmp_path / "bare.db", rounds=5)
    with Record.open(path) as record:
        # Each round stops a timer and logs a session; ten rounds come before the first counted.
        assert record.study.count() == 10 + 2 * (5 + 10)
    assert {figure.runs for figure in figures} == {5}


def test_a_freeze_is_as_long_as_what_keeps_the_loop_busy(qapp) -> None:
    watch = Watchdog()
    watch.begin()
    time.sleep(0.08)  # what a busy loop does is measured, not waited for
    run_until(lambda: True)
    wall, busy = watch.end()
    assert wall >= 75
    assert busy < wall


def test_every_page_and_doing_of_the_window_is_measured(qapp, tmp_path: Path) -> None:
    figures = screen_figures(tmp_path / "screens.cairn", 60, TODAY, runs=1, is_whole=False)
    names = {figure.what for figure in figures}
    assert {f"page {spec.id}" for spec in PAGES} <= names
    assert {"freeze: log a line on today", "freeze: theme dark"} <= names
    assert all(figure.cairn_ms > 0 for figure in figures)


def test_the_export_that_is_imported_comes_in_whole(tmp_path: Path) -> None:
    figure = import_figure(tmp_path, 120)
    assert figure.what == "import 120 rows of Toggl"


def test_charts_of_ten_years_are_drawn_and_read_out(qapp, tmp_path: Path) -> None:
    figures = chart_figures(tmp_path, TODAY, runs=1)
    assert {figure.what.split()[0] for figure in figures} == {"draw", "read"}
    assert len(figures) == 6
    assert all(figure.cairn_ms > 0 for figure in figures)


def test_the_uncertainty_of_fifty_credentials_is_measured_beside_drawing_alone() -> None:
    draws, figures = return_figures()
    assert draws.what == "50 credentials, 10,000 draws each"
    assert min(draws.cairn_ms, figures.cairn_ms, draws.yardstick_ms) > 0
