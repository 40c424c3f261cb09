"""Small marks in a row: whether each of the last periods met its goal."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tracker.ui import icons, theme
from tracker.ui.parts.labels import set_tip
from tracker.ui.parts.painting import rounded

_SIDE, _GAP, _DOT = 15, 4, 5


class PastMarks(QWidget):
    """A filled disc with a tick for met, an empty ring for not met, a dot where nobody can say.

    `marks` are True, False and None, oldest first; `sentence` says the same in words.
    """

    spoken_role = "Graphic"

    def __init__(
        self, marks: Sequence[bool | None], sentence: str, parent: QWidget | None = None
    ) -> None:
        """One mark for each period."""
        super().__init__(parent)
        self._marks = tuple(marks)
        self.setAccessibleName(sentence)
        set_tip(self, sentence)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """All the marks beside one another."""
        look = theme.current()
        side, gap = look.px(_SIDE), look.px(_GAP)
        return QSize(max(0, len(self._marks) * (side + gap) - gap), side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The marks from the side where reading begins."""
        look, painter = theme.current(), QPainter(self)
        side, gap = look.px(_SIDE), look.px(_GAP)
        for place, mark in enumerate(self._marks):
            x = place * (side + gap)
            square = QRectF(self.width() - x - side if self.isRightToLeft() else x, 0, side, side)
            if mark:
                rounded(painter, square, side / 2, look.color("accent"))
                inset = side * 0.2
                tick = square.adjusted(inset, inset, -inset, -inset)
                icons.paint(painter, tick, "check", "on_accent")
            elif mark is False:
                ring = square.adjusted(1, 1, -1, -1)
                rounded(painter, ring, ring.width() / 2, None, look.color("border"), 1.5)
            else:
                dot = QRectF(0, 0, look.px(_DOT), look.px(_DOT))
                dot.moveCenter(square.center())
                rounded(painter, dot, dot.width() / 2, look.color("border"))
