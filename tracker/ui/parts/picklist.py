"""Rows to pick from while the keyboard stays in a line: painted, chosen by the line's keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tracker.i18n import isolated
from tracker.ui import theme
from tracker.ui.parts.painting import rounded
from tracker.ui.theme import Role

_ONE_LINE, _TWO_LINES = 30, 46


@dataclass(frozen=True, slots=True)
class Pick:
    """One row: its id, words, a remark at the end, and a second line."""

    id: str
    text: str
    aside: str = ""
    below: str = ""


class PickList(QWidget):
    """The rows. `picked` tells the id of a row that was clicked."""

    spoken_role = "List"

    picked = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """`name` says what is offered."""
        super().__init__(parent)
        self._rows: list[Pick] = []
        self._chosen = -1
        self.setMouseTracking(True)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def offer(self, rows: Sequence[Pick]) -> None:
        """Show these rows, none of them chosen."""
        self._rows, self._chosen = list(rows), -1
        self.setVisible(bool(rows))
        self.updateGeometry()
        self.update()

    def rows(self) -> list[Pick]:
        """What is offered."""
        return list(self._rows)

    def chosen(self) -> Pick | None:
        """The row that is chosen; None where none is."""
        return self._rows[self._chosen] if 0 <= self._chosen < len(self._rows) else None

    def step(self, by: int) -> None:
        """Choose the next row or the one before, round the ends."""
        if not self._rows:
            return
        start = self._chosen if self._chosen >= 0 else (-1 if by > 0 else 0)
        self.choose((start + by) % len(self._rows))

    def spoken_value(self) -> str:
        """The row that is chosen."""
        row = self.chosen()
        return row.text if row else ""

    def choose(self, place: int) -> None:
        """Choose a row; -1 chooses none."""
        self._chosen = place
        row = self.chosen()
        self.setAccessibleDescription(row.text if row else "")
        self.update()

    def sizeHint(self) -> QSize:
        """All the rows."""
        return QSize(200, len(self._rows) * self._tall())

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer any more."""
        super().leaveEvent(event)
        self.choose(-1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The row under the pointer is the chosen one."""
        place = int(event.position().y() // max(1, self._tall()))
        if 0 <= place < len(self._rows):
            self.choose(place)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click picks."""
        self.mouseMoveEvent(event)
        if (row := self.chosen()) is not None:
            self.picked.emit(row.id)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The rows, the chosen one on a soft ground."""
        look, painter, tall = theme.current(), QPainter(self), self._tall()
        for place, row in enumerate(self._rows):
            rect = QRectF(0, place * tall, self.width(), tall)
            if place == self._chosen:
                rounded(painter, rect, look.radius_small, look.color("accent_soft"))
            room = rect.adjusted(theme.GAP_SMALL, 0, -theme.GAP_SMALL, 0)
            if row.below:
                _write(painter, room.adjusted(0, 5, 0, 0), row.text, "strong", "ink", "top")
                _write(painter, room.adjusted(0, 0, 0, -5), row.below, "secondary", "muted", "foot")
                continue
            wide = _write(painter, room, row.aside, "secondary", "muted", "end")
            rest = (wide, 0, 0, 0) if self.isRightToLeft() else (0, 0, -wide, 0)
            _write(painter, room.adjusted(*rest), row.text, "body", "ink", "start")

    def _tall(self) -> int:
        look = theme.current()
        has_two = any(row.below for row in self._rows)
        line = QFontMetrics(look.font("body")).height()
        return max(look.px(_TWO_LINES if has_two else _ONE_LINE), line * (2 if has_two else 1) + 8)


_SIDES = {
    "top": Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading,
    "foot": Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeading,
    "start": Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading,
    "end": Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTrailing,
}


def _write(painter: QPainter, room: QRectF, text: str, role: Role, tone: str, side: str) -> int:
    """Draw as much of `text` as fits; the width it took, with a gap [px]."""
    if not text:
        return 0
    look = theme.current()
    font = look.font(role)
    metrics = QFontMetrics(font)
    painter.setFont(font)
    painter.setPen(look.color(tone))
    cut = metrics.elidedText(isolated(text), Qt.TextElideMode.ElideRight, int(room.width()))
    painter.drawText(room, int(_SIDES[side]), cut)
    return metrics.horizontalAdvance(cut) + theme.GAP
