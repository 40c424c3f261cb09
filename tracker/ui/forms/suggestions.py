"""What is offered under a line while it is typed: entries of two lines, by keys or pointer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.i18n import _
from tracker.ui import theme
from tracker.ui.parts.painting import rounded
from tracker.ui.theme import Role

_ROW = 44
_PAD = 6


class Suggestions(QWidget):
    """A list that lies over the dialog under `line`, which keeps the keyboard.

    Down and up choose, Enter or Tab picks what is chosen, Esc hides. `picked` tells the id.
    """

    picked = Signal(str)

    def __init__(self, line: QLineEdit) -> None:
        """Hidden until something is offered."""
        super().__init__(line.window())
        self._line = line
        self._rows: list[tuple[str, str, str]] = []
        self._chosen = -1
        self.setMouseTracking(True)
        self.setAccessibleName(_("Suggestions"))
        line.installEventFilter(self)
        self.hide()

    def offer(self, rows: Sequence[tuple[str, str, str]]) -> None:
        """Show rows of (id, words, second line); none hides the list."""
        self._rows, self._chosen = list(rows), -1
        if not rows:
            self.hide()
            return
        top = self._line.mapTo(self._line.window(), QPoint(0, self._line.height() + 4))
        tall = len(rows) * theme.current().px(_ROW) + 2 * _PAD
        self.setGeometry(top.x(), top.y(), self._line.width(), tall)
        self.show()
        self.raise_()
        self.update()

    def rows(self) -> list[str]:
        """The words of what is offered."""
        return [words for _id, words, _more in self._rows] if self.isVisible() else []

    def sizeHint(self) -> QSize:
        """As many rows as are offered."""
        return QSize(self._line.width(), len(self._rows) * theme.current().px(_ROW) + 2 * _PAD)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that choose before the line does."""
        if watched is self._line and self.isVisible():
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._take_key(event)
            if event.type() == QEvent.Type.FocusOut:
                self.hide()
        return super().eventFilter(watched, event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The row under the pointer is the chosen one."""
        self._choose(int((event.position().y() - _PAD) // theme.current().px(_ROW)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click picks."""
        self.mouseMoveEvent(event)
        self._pick()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Rows of two lines on a raised ground."""
        look, painter = theme.current(), QPainter(self)
        rect = QRectF(self.rect())
        rounded(painter, rect, look.radius_control, look.color("surface"), look.color("border"))
        tall = look.px(_ROW)
        for place, (_id, words, more) in enumerate(self._rows):
            row = QRectF(_PAD, _PAD + place * tall, rect.width() - 2 * _PAD, tall)
            if place == self._chosen:
                rounded(painter, row, look.radius_small, look.color("accent_soft"))
            inner = row.adjusted(theme.GAP_SMALL, 5, -theme.GAP_SMALL, -5)
            _write(painter, inner, words, "strong", "ink", Qt.AlignmentFlag.AlignTop)
            _write(painter, inner, more, "secondary", "muted", Qt.AlignmentFlag.AlignBottom)

    def _take_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            self._choose((self._chosen + step) % len(self._rows) if self._chosen >= 0 else 0)
            return True
        if key == Qt.Key.Key_Escape:
            self.hide()
            return True
        is_pick = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
        if is_pick and self._chosen >= 0 and not event.modifiers():
            self._pick()
            return True
        return False

    def _choose(self, place: int) -> None:
        if 0 <= place < len(self._rows) and place != self._chosen:
            self._chosen = place
            self.setAccessibleDescription(self._rows[place][1])
            self.update()

    def _pick(self) -> None:
        if 0 <= self._chosen < len(self._rows):
            ident = self._rows[self._chosen][0]
            self.hide()
            self.picked.emit(ident)


def _write(
    painter: QPainter, room: QRectF, text: str, role: Role, tone: str, side: Qt.AlignmentFlag
) -> None:
    look = theme.current()
    font = look.font(role)
    painter.setFont(font)
    painter.setPen(look.color(tone))
    cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
    painter.drawText(room, int(side | Qt.AlignmentFlag.AlignLeading), cut)
