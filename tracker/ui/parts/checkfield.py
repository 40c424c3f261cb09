"""A box to tick, with words that wrap."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from tracker.ui import icons, theme
from tracker.ui.parts.painting import (
    focus_ring,
    paint_wrapped,
    rounded,
    widest_word,
    wrapped_height,
)


class CheckField(QCheckBox):
    """Yes or no."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        """`text` says what is agreed to."""
        super().__init__(text, parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def sizeHint(self) -> QSize:
        """The box and its words on one line."""
        metrics = self.fontMetrics()
        return QSize(
            self._before() + metrics.horizontalAdvance(self.text()), self._tall(metrics.height())
        )

    def minimumSizeHint(self) -> QSize:
        """It is never cut: its words go over several lines where there is little room."""
        metrics = self.fontMetrics()
        return QSize(
            self._before() + widest_word(metrics, self.text()), self._tall(metrics.height())
        )

    def hasHeightForWidth(self) -> bool:
        """A long sentence wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Room for all lines."""
        room = width - self._before()
        return self._tall(wrapped_height(self.fontMetrics(), self.text(), room))

    def _before(self) -> int:
        """The room of the box, and of the gap behind it."""
        return theme.current().px(18) + (theme.GAP_SMALL + 8 if self.text() else 6)

    def _tall(self, words: int) -> int:
        return max(theme.current().px(28), words + 6)

    def hitButton(self, pos) -> bool:  # noqa: ANN001 - Qt's name and argument
        """Words and box alike."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The box with its tick, and the words."""
        look, painter = theme.current(), QPainter(self)
        side = look.px(18)
        x = self.width() - side - 3 if self.isRightToLeft() else 3
        box = QRectF(x, (self.height() - side) / 2, side, side)
        self._paint_box(painter, box)
        gap = side + theme.GAP_SMALL + 5
        rect = QRectF(self.rect())
        room = rect.adjusted(0, 0, -gap, 0) if self.isRightToLeft() else rect.adjusted(gap, 0, 0, 0)
        painter.setFont(self.font())
        painter.setPen(look.color("ink" if self.isEnabled() else "on_disabled"))
        side_flag = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        flags = int(self.style().visualAlignment(self.layoutDirection(), side_flag))
        paint_wrapped(painter, room, flags | int(Qt.TextFlag.TextShowMnemonic), self.text())
        if self.hasFocus():
            focus_ring(painter, box.adjusted(-3, -3, 3, 3), theme.current().radius_small + 2)

    def _paint_box(self, painter: QPainter, box: QRectF) -> None:
        look = theme.current()
        state = self.checkState()
        if state == Qt.CheckState.Unchecked:
            border = "border_hover" if self.underMouse() else "border"
            ground = "surface" if self.isEnabled() else "disabled"
            rounded(
                painter,
                box,
                theme.current().radius_small,
                look.color(ground),
                look.color(border),
            )
            return
        ground, ink = (
            ("accent", "on_accent") if self.isEnabled() else ("border_disabled", "surface")
        )
        rounded(painter, box, theme.current().radius_small, look.color(ground))
        if state == Qt.CheckState.PartiallyChecked:
            pen = QPen(look.color(ink), 2)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            middle, reach = box.center(), QPointF(box.width() * 0.22, 0)
            painter.drawLine(middle - reach, middle + reach)
            return
        inset = box.width() * 0.14
        icons.paint(painter, box.adjusted(inset, inset, -inset, -inset), "check", ink)
