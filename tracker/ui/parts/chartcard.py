"""A card with a chart in it: heading, remark, the menu of the chart, the picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tracker.ui import theme
from tracker.ui.parts.cards import Card
from tracker.ui.parts.chartcanvas import ChartCanvas
from tracker.ui.parts.chartmenu import ChartButton
from tracker.ui.parts.labels import ElidedLabel

if TYPE_CHECKING:
    from tracker.charts.chart import Chart
    from tracker.ui.desk import Desk


class ChartCard(Card):
    """Shows a chart under its title; `canvas` is where it is seen."""

    def __init__(
        self,
        desk: Desk,
        title: str,
        *,
        beside: QWidget | None = None,
        fills: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Empty until `show_chart`; `beside`, for instance a choice, stands under the heading.

        With `fills` the picture grows with a card that is taller than it asks.
        """
        self.canvas = ChartCanvas(desk)
        self.button = ChartButton(self.canvas.menu)
        self.remark = ElidedLabel("", tone="muted")
        aside = QWidget()
        row = QHBoxLayout(aside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP_SMALL)
        if beside is None:
            row.addWidget(self.remark, 1)
        row.addWidget(self.button)
        super().__init__(title, aside, fills=fills, parent=parent)
        if beside is not None:
            # Title, choice and menu have no room beside each other in a narrow card.
            line = QHBoxLayout()
            line.setSpacing(theme.GAP)
            line.addWidget(beside)
            line.addWidget(self.remark, 1, Qt.AlignmentFlag.AlignTrailing)
            self.body.addLayout(line)
        if fills:
            policy = self.canvas.sizePolicy()
            policy.setVerticalPolicy(policy.Policy.Expanding)
            self.canvas.setSizePolicy(policy)
        self.body.addWidget(self.canvas)

    def show_chart(self, chart: Chart, remark: str = "") -> None:
        """Show another chart, with a few words at the end of the heading."""
        self.set_title(chart.title)
        self.remark.setText(remark)
        self.canvas.show_chart(chart)
