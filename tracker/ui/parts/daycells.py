"""Days that can be pointed at, chosen and read out: what every calendar has in common."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from tracker.ui.parts.labels import plain_tip

DAYS_OF_WEEK = 7


class DayCells(QWidget):
    """Marks the day under the pointer, tells of it in the tooltip and chooses it at a click.

    `chosen` carries the day. A calendar says where its days stand (`day_at`), what is said of
    one (`_words`), and what the keys do.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """The keyboard stands at no day yet."""
        super().__init__(parent)
        self._first = date.min
        self._cursor: date | None = None
        self._hovered: date | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def day_at(self, point: QPointF) -> date | None:
        """The day under a point of this widget; None beside the days."""
        raise NotImplementedError

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark the day under the pointer."""
        self._hover(self.day_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Take the mark away."""
        super().leaveEvent(event)
        self._hover(None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the day under the pointer."""
        day = self.day_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and day is not None:
            self._cursor = day
            self.update()
            self.chosen.emit(day)

    def event(self, event: QEvent) -> bool:
        """The tooltip is all that is said of the day under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            day = self.day_at(QPointF(event.pos()))
            words = "" if day is None else self._words(day)
            QToolTip.showText(event.globalPos(), plain_tip(words), self)
            return True
        return super().event(event)

    def _words(self, day: date) -> str:
        """All that is said of a day; "" of one that is not shown."""
        raise NotImplementedError

    def _describe(self) -> str:
        """What a screen reader finds where the keyboard stands."""
        words = "" if self._cursor is None else self._words(self._cursor)
        self.setAccessibleDescription(words)
        return words

    def _hover(self, day: date | None) -> None:
        if day != self._hovered:
            self._hovered = day
            hand, arrow = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
            self.setCursor(arrow if day is None else hand)
            self.update()


class MonthCells(DayCells):
    """The days of a month in weeks below one another.

    The arrow keys move by day and week; past the edge, and with the Page keys, `turned` carries
    -1 or 1 for the month before or after. Enter emits `chosen`, as a click does.
    """

    spoken_role = "Chart"

    turned = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """No month yet."""
        super().__init__(parent)
        self._weeks = 0

    def cursor_day(self) -> date | None:
        """The day at which the keyboard stands."""
        return self._cursor

    def day_at(self, point: QPointF) -> date | None:
        """The day of the month under a point; None beside them."""
        return next((day for day in self._shown() if self._cell(day).contains(point)), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, Enter chooses, Page keys turn the month."""
        key, mirror = Qt.Key(event.key()), -1 if self.isRightToLeft() else 1
        steps = {
            Qt.Key.Key_Left: -mirror,
            Qt.Key.Key_Right: mirror,
            Qt.Key.Key_Up: -DAYS_OF_WEEK,
            Qt.Key.Key_Down: DAYS_OF_WEEK,
        }
        if self._cursor is None:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self._cursor)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turned.emit(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key in steps:
            self._move(self._cursor + timedelta(days=steps[key]))
        else:
            super().keyPressEvent(event)

    def _shown(self) -> Collection[date]:
        """The days of the month, in order."""
        raise NotImplementedError

    def _cell(self, day: date) -> QRectF:
        """Where a day stands."""
        raise NotImplementedError

    def _begin(self, day: date, first_weekday: int) -> int:
        """Let the weeks start on or before the month's first `day`; how many days before it."""
        lead = (day.weekday() - first_weekday) % DAYS_OF_WEEK
        self._first = day - timedelta(days=lead)
        return lead

    def _place(self, day: date) -> tuple[int, int]:
        """The week of a day and its place in it, from the left, both from 0."""
        week, place = divmod((day - self._first).days, DAYS_OF_WEEK)
        return week, DAYS_OF_WEEK - 1 - place if self.isRightToLeft() else place

    def _move(self, day: date) -> None:
        if day in self._shown():
            self._cursor = day
            self._announce()
            self.update()
        elif self._cursor is not None:
            self._leave(day, 1 if day > self._cursor else -1)

    def _leave(self, _day: date, way: int) -> None:
        """The arrows went past the edge, to a day of another month."""
        self.turned.emit(way)

    def _announce(self) -> None:
        words = self._describe()
        if self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
