"""Hours by week and credential, above the table of the study log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.charts.weeks import hours_by_week
from tracker.i18n import _
from tracker.ui.numbers import duration
from tracker.ui.parts.chartcard import ChartCard
from tracker.ui.parts.chartlook import chart_words
from tracker.ui.parts.segmented import Segmented

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from tracker.analytics.weeks import WeekHours
    from tracker.charts.chart import Chart
    from tracker.record import Record
    from tracker.ui.desk import Desk

_HALF, _YEAR, _ALL = "26", "52", "all"
# Shown beside a table, it stays low.
_TALL = 176


class WeeksCard(ChartCard):
    """The hours of the last weeks, half a year at first."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Asks nothing before `refresh`."""
        self._spans = Segmented(
            [(_HALF, _("26 weeks")), (_YEAR, _("1 year")), (_ALL, _("All"))],
            _("Weeks that are drawn"),
        )
        super().__init__(desk, _("Hours by week"), beside=self._spans, parent=parent)
        self._desk = desk
        self._spans.chosen.connect(self._choose)

    def refresh(self) -> None:
        """Ask for the weeks anew."""
        chosen = self._spans.current()
        weeks = None if chosen == _ALL else int(chosen)
        self._desk.ask(lambda record: _asked(record, weeks), self._show, key=(self, "weeks"))

    def _choose(self, _span: str) -> None:
        self.refresh()

    def _show(self, answer: tuple[WeekHours, Chart]) -> None:
        data, chart = answer
        self.show_chart(chart, _("{hours} in all").format(hours=duration(data.total)))


def _asked(record: Record, weeks: int | None) -> tuple[WeekHours, Chart]:
    """On a thread: the answer, and the chart with its low shape."""
    from dataclasses import replace

    data = record.overview.hours_by_week(weeks)
    return data, replace(hours_by_week(data, chart_words()), tall=_TALL)
