"""Charts of ten years: how long each takes to be drawn, and to read a mark out of it.

A chart is drawn beside the window, which 120 ms let feel immediate; what is read out must come
with the next picture of the screen, every 16 ms.
"""

from __future__ import annotations

import os
import statistics
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.bench.figures import Figure, times_ms
from tests.bench.watchdog import run_until
from tracker.analytics.hoursline import HoursLine
from tracker.analytics.weeks import hours_by_week as weeks_of
from tracker.charts.chart import Chart
from tracker.charts.heatmap import HeatDays, heatmap
from tracker.charts.look import PLAIN, PRINT
from tracker.charts.progress import progress
from tracker.charts.weeks import hours_by_week
from tracker.record import Record

_RUNS = 15
_SIZE = (680, 230)
_SHARP = 2.0
_DRAWN_MS, _DRAWN = 120.0, "120 ms, which feel immediate"
_READ_MS, _READ = 16.0, "16 ms, one picture of the screen"
_DAYS = 3650
_CREDENTIALS = 9


def chart_figures(folder: Path, today: date, *, runs: int = _RUNS) -> list[Figure]:
    """How long drawing and reading out take; warm, at two device pixels for each logical one."""
    figures = []
    for name, chart in charts_of(today):

        def draw(one: Chart = chart) -> None:
            one.draw(PRINT, *_SIZE, ratio=_SHARP).rgba()

        middle = statistics.median(times_ms(draw, runs))
        figures.append(Figure(f"draw {name}", _DRAWN, middle, _DRAWN_MS, "median", runs))
    for name, chart in charts_of(today):
        times = _read_out_ms(folder / f"{chart.name}.cairn", chart, runs)
        middle = statistics.median(times)
        figures.append(Figure(f"read out {name}", _READ, middle, _READ_MS, "median", runs))
    return figures


def charts_of(today: date) -> Iterator[tuple[str, Chart]]:
    """The charts of ten years of study on every day."""
    first = today - timedelta(days=_DAYS - 1)
    days = [first + timedelta(days=n) for n in range(_DAYS)]
    points = tuple((day, 3600 * (n + 1)) for n, day in enumerate(days))
    yield "progress, 3,650 days", progress(HoursLine("CKA", points, None, today, today), PLAIN)
    sums = [(day, n % _CREDENTIALS + 1, 3600) for n, day in enumerate(days)]
    titles = {n: f"Credential {n}" for n in range(1, _CREDENTIALS + 1)}
    yield "hours by week, 520 weeks", hours_by_week(weeks_of(sums, titles, first, today), PLAIN)
    begin = today - timedelta(days=today.weekday() + 25 * 7)
    yield "heatmap, 26 weeks", heatmap(HeatDays(dict.fromkeys(days, 3600), begin, today), PLAIN)


def _read_out_ms(path: Path, chart: Chart, runs: int) -> list[float]:
    from tracker.ui.desk import Desk
    from tracker.ui.parts.chartcanvas import ChartCanvas
    from tracker.ui.tasks import Tasks
    from tracker.ui.theme import ThemeWatcher

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert app is not None
    look, tasks = ThemeWatcher("light"), Tasks()
    look.wear()
    with Record.open(path) as record:
        canvas = ChartCanvas(Desk(record, tasks, look))
        canvas.resize(*_SIZE)
        canvas.show_chart(chart)
        canvas.show()
        run_until(canvas.is_drawn)
        QTest.keyClick(canvas, Qt.Key.Key_End)

        def read() -> None:
            QTest.keyClick(canvas, Qt.Key.Key_Left)
            canvas.repaint()

        times = times_ms(read, runs)
        canvas.deleteLater()
        tasks.close()
    return times
