"""The numbers of a chart as a table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from tracker.i18n import _
from tracker.ui import theme
from tracker.ui.dialogs.base import Dialog, cancel_button
from tracker.ui.item_models.rows import Column, RowModel
from tracker.ui.parts.button import Button
from tracker.ui.parts.chartmenu import numbers_of
from tracker.ui.parts.labels import PlainLabel
from tracker.ui.parts.table import ColumnStyle, Table

if TYPE_CHECKING:
    from tracker.charts.chart import Cell, Chart

# As wide as its columns ask, within these [logical px].
_COLUMN, _LEAST_WIDTH, _MOST_WIDTH = 140, 560, 1100
# As many rows as are seen without scrolling.
_ROWS = 12


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the chart's table with a number to tell it by."""

    id: int
    cells: tuple[Cell, ...]


class ChartTableDialog(Dialog):
    """What a chart shows, as a table that can be sorted and copied."""

    def __init__(self, chart: Chart) -> None:
        """Shows all of it at once."""
        wide = _COLUMN * len(chart.table.columns)
        super().__init__(chart.title, max(_LEAST_WIDTH, min(wide, _MOST_WIDTH)))
        self._chart = chart
        self.body.addWidget(PlainLabel(chart.sentence, tone="muted", wraps=True))
        columns: list[Column[_Row]] = [
            Column(
                heading=partial(str, column.title),
                style=ColumnStyle(weight=2 if column.is_number else 3, is_number=column.is_number),
                text=partial(_text, place),
                order=partial(_order, place, column.is_number),
            )
            for place, column in enumerate(chart.table.columns)
        ]
        self._model = RowModel(columns, self)
        self.table = Table(chart.title, self._model.styles())
        self.table.setModel(self._model)
        # Until a heading is clicked the rows stand as they come.
        self.table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.table.setSortingEnabled(True)
        self._model.show_rows([_Row(n, row) for n, row in enumerate(chart.table.rows)], date.min)
        self.table.setMinimumHeight(self.table.height_of_rows(3))
        self.body.addWidget(self.table, 1)
        self.add_button(Button(_("Copy numbers"), icon="copy", run=self._copy))
        close = self.add_button(cancel_button(self, _("Close")), is_default=True)
        (self.table if chart.table.rows else close).setFocus()

    def fit(self) -> None:
        """As tall as a dozen rows, or fewer where there are fewer."""
        super().fit()
        parent = self.parentWidget()
        room = parent.height() if parent is not None else theme.current().px(600)
        more = self.table.height_of_rows(_ROWS) - self.table.sizeHint().height()
        self.resize(self.width(), min(self.height() + more, int(room * 0.9)))

    def _copy(self) -> None:
        from PySide6.QtGui import QGuiApplication

        QGuiApplication.clipboard().setText(numbers_of(self._chart))


def _text(place: int, row: _Row, _today: date) -> str:
    return row.cells[place].text


def _order(place: int, is_number: bool, row: _Row, _today: date) -> Any:
    """By the number or the day itself; what is unknown has none and stands last."""
    value = row.cells[place].exported
    if is_number:
        return None if isinstance(value, str) else Decimal(value)
    return str(value).casefold() or None
