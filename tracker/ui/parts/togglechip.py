"""A chip that is on or off, such as a day of the week."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from tracker.ui import theme
from tracker.ui.parts.painting import focus_ring, rounded

_HEIGHT, _PADDING = 26, 10


class ToggleChip(QCheckBox):
    """A check box to the keyboard and to a screen reader, a chip to the eye."""

    def __init__(self, text: str, name: str, parent: QWidget | None = None) -> None:
        """`name` says in whole words what being on means."""
        super().__init__(text, parent)
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for its words."""
        look = theme.current()
        metrics = QFontMetrics(look.font("chip"))
        wide = metrics.horizontalAdvance(self.text()) + 2 * look.px(_PADDING)
        return QSize(wide, max(look.px(_HEIGHT), metrics.height() + 8))

    def minimumSizeHint(self) -> QSize:
        """Nothing is cut."""
        return self.sizeHint()

    def hitButton(self, pos) -> bool:  # noqa: ANN001 - Qt's name and argument
        """All of it can be clicked."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The pill and its words."""
        look, painter = theme.current(), QPainter(self)
        box = QRectF(self.rect())
        ground, border, ink = "surface", "border", "muted"
        if self.isChecked():
            ground, border, ink = "accent_soft", "", "accent"
        elif self.underMouse():
            ground, border, ink = "hover", "border_hover", "ink"
        edge = look.color(border) if border else None
        rounded(painter, box, box.height() / 2, look.color(ground), edge)
        painter.setFont(look.font("chip"))
        painter.setPen(look.color(ink))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), self.text())
        if self.hasFocus():
            focus_ring(painter, box, box.height() / 2)
