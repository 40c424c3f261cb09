"""The scroll bar of everything that scrolls: a slim handle without buttons or groove."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QScrollBar,
    QStyle,
    QStyleOptionSlider,
    QWidget,
)

from tracker.ui import theme
from tracker.ui.parts.painting import rounded
from tracker.ui.style import BAR_WIDTH, bar_sheet

_INSET, _RADIUS = 3, 3


class SlimBar(QScrollBar):
    """A bar that takes its shape when it is first seen: most bars of a window never are."""

    def __init__(self, orientation: Qt.Orientation, parent: QWidget | None = None) -> None:
        """A bar of nothing yet."""
        super().__init__(orientation, parent)
        self._worn = ""

    def sizeHint(self) -> QSize:
        """As slim as it will be."""
        least = theme.current().px(theme.CONTROL_HEIGHT)
        is_down = self.orientation() == Qt.Orientation.Vertical
        return QSize(BAR_WIDTH, least) if is_down else QSize(least, BAR_WIDTH)

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def showEvent(self, event: QShowEvent) -> None:
        """Leave out the buttons, which only a sheet can."""
        super().showEvent(event)
        wanted = bar_sheet(theme.current())
        if wanted != self._worn:
            self._worn = wanted
            self.setStyleSheet(wanted)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The handle."""
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        handle = self.style().subControlRect(
            QStyle.ComplexControl.CC_ScrollBar,
            option,
            QStyle.SubControl.SC_ScrollBarSlider,
            self,
        )
        look = theme.current()
        is_near = self.underMouse() or self.isSliderDown()
        box = QRectF(handle).adjusted(_INSET, _INSET, -_INSET, -_INSET)
        rounded(QPainter(self), box, _RADIUS, look.color("border_hover" if is_near else "border"))


def slim_bars(area: QAbstractScrollArea) -> None:
    """Give a scroll area slim bars; the policies of the bars stay what they are."""
    down, across = SlimBar(Qt.Orientation.Vertical), SlimBar(Qt.Orientation.Horizontal)
    area.setVerticalScrollBar(down)
    area.setHorizontalScrollBar(across)
    if isinstance(area, QAbstractItemView):
        # A view listens to the bars it was made with alone: without this it would never ask for
        # the rows that come after the last one.
        down.valueChanged.connect(area.verticalScrollbarValueChanged)
        down.actionTriggered.connect(area.verticalScrollbarAction)
        across.valueChanged.connect(area.horizontalScrollbarValueChanged)
        across.actionTriggered.connect(area.horizontalScrollbarAction)


def see_through(area: QAbstractScrollArea) -> None:
    """Let what a view stands on be seen through it, without a frame, with slim bars."""
    area.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
    area.viewport().setAutoFillBackground(False)
    area.setAutoFillBackground(False)
    slim_bars(area)
