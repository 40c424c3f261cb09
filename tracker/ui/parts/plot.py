"""What the painted charts share: a frame with grid lines and labels, a read-out, the keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor, log10

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from tracker.ui import theme
from tracker.ui.parts.painting import focus_ring, rounded

_HEIGHT = 230
_SMALLEST = 150
_ROUND = (1.0, 2.0, 2.5, 5.0, 10.0)


def round_step(most: float, lines: int = 4) -> float:
    """The distance of grid lines from 0 up to `most`: round, and at most `lines` of them above 0.

    `most` is above 0.
    """
    least = most / lines
    power = 10 ** floor(log10(least))
    return next(step * power for step in _ROUND if step * power >= least - 1e-9)


class Plot(QWidget):
    """A chart that is painted, read out by the pointer and the arrow keys.

    A subclass says how many points can be read out, where each stands (0–1 of the width, in
    reading order) and in which words, gives the labels of both axes, and paints what is drawn
    between. `sentence` is what the picture shows: its name for a screen reader.
    """

    spoken_role = "Chart"

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty."""
        super().__init__(parent)
        self._current: int | None = None
        self._is_by_key = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def point_count(self) -> int:
        """How many points can be read out."""
        raise NotImplementedError

    def point_place(self, point: int) -> float:
        """Where a point stands, as a share of the width."""
        raise NotImplementedError

    def words_of(self, point: int) -> str:
        """What is read out of a point."""
        raise NotImplementedError

    def levels(self) -> Sequence[tuple[float, str]]:
        """The grid lines: their height (0 at the foot, 1 at the top) and label."""
        raise NotImplementedError

    def marks(self) -> Sequence[tuple[float, str]]:
        """The labels below: their place as a share of the width, and text."""
        raise NotImplementedError

    def paint_data(self, painter: QPainter, room: QRectF) -> None:
        """Paint what stands between the axes."""
        raise NotImplementedError

    def paint_point(self, painter: QPainter, room: QRectF, point: int) -> None:
        """Mark the point that is read out."""

    def tell(self, sentence: str) -> None:
        """Take a new sentence, after the data has changed."""
        self.setAccessibleName(sentence)
        if self._current is not None and self._current >= self.point_count():
            self._current = None
        self._describe()
        self.update()

    def x_at(self, room: QRectF, share: float) -> float:
        """The place [px] of a share of the width; mirrored where one reads from the right."""
        return (
            room.right() - share * room.width()
            if self.isRightToLeft()
            else (room.left() + share * room.width())
        )

    def read_out(self) -> str:
        """What is read out now; "" where nothing is."""
        return "" if self._current is None else self.words_of(self._current)

    def sizeHint(self) -> QSize:
        """As tall as in the pictures."""
        look = theme.current()
        return QSize(look.px(480), look.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Lower than this it tells nothing."""
        look = theme.current()
        return QSize(look.px(220), look.px(_SMALLEST))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Grid, labels, data, and what is read out."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = self.room()
        self._paint_axes(painter, room)
        self.paint_data(painter, room)
        if self._current is not None:
            self.paint_point(painter, room, self._current)
            self._paint_words(painter, room, self._current)
        if self.hasFocus() and self._is_by_key:
            focus_ring(painter, QRectF(self.rect()), theme.current().radius_small)

    def room(self) -> QRectF:
        """Where the data is drawn [px]: beside the labels of the one axis, above the other's."""
        metrics = QFontMetrics(theme.current().font("small", is_tabular=True))
        labels = [metrics.horizontalAdvance(text) for _height, text in self.levels()]
        beside = max(labels, default=0) + theme.GAP_SMALL
        tall = metrics.height()
        whole = QRectF(self.rect()).adjusted(2, tall / 2 + 4, -2, -tall - theme.GAP)
        return whole.adjusted(*((0, 0, -beside, 0) if self.isRightToLeft() else (beside, 0, 0, 0)))

    def _paint_axes(self, painter: QPainter, room: QRectF) -> None:
        look = theme.current()
        font = look.font("small", is_tabular=True)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        tall = metrics.height()
        for height, text in self.levels():
            y = round(room.bottom() - height * room.height()) + 0.5
            painter.setPen(QPen(look.color("line"), theme.HAIRLINE))
            painter.drawLine(QPointF(room.left(), y), QPointF(room.right(), y))
            painter.setPen(look.color("muted"))
            wide = metrics.horizontalAdvance(text) + 1
            is_mirrored = self.isRightToLeft()
            x = (
                room.right() + theme.GAP_SMALL
                if is_mirrored
                else (room.left() - theme.GAP_SMALL - wide)
            )
            painter.drawText(QRectF(x, y - tall / 2, wide, tall), 0, text)
        taken: list[tuple[float, float]] = []
        painter.setPen(look.color("muted"))
        for share, text in self.marks():
            wide = metrics.horizontalAdvance(text) + 1
            x = self.x_at(room, share) - wide / 2
            x = max(room.left() - wide / 2, min(x, self.width() - wide - 1))
            # A label that would run into the one before gives way.
            if any(
                x < end + theme.GAP_SMALL and start < x + wide + theme.GAP_SMALL
                for start, end in taken
            ):
                continue
            taken.append((x, x + wide))
            painter.drawText(QRectF(x, room.bottom() + theme.GAP_SMALL, wide, tall), 0, text)

    def _paint_words(self, painter: QPainter, room: QRectF, point: int) -> None:
        look = theme.current()
        text = self.words_of(point)
        font = look.font("secondary", is_tabular=True)
        metrics = QFontMetrics(font)
        size = QSize(metrics.horizontalAdvance(text) + 2 * theme.GAP_SMALL, metrics.height() + 8)
        x = self.x_at(room, self.point_place(point)) - size.width() / 2
        x = max(2.0, min(x, self.width() - size.width() - 2.0))
        box = QRectF(x, 0, min(size.width(), self.width() - 4), size.height())
        rounded(painter, box, look.radius_small, look.color("toast"))
        painter.setFont(font)
        painter.setPen(look.color("on_toast"))
        cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(box.width() - 8))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), cut)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read out the point that is nearest."""
        self._is_by_key = False
        count, room = self.point_count(), self.room()
        if not count:
            return
        x = event.position().x()
        nearest = min(range(count), key=lambda n: abs(self.x_at(room, self.point_place(n)) - x))
        self._move_to(nearest)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is read out any more."""
        super().leaveEvent(event)
        if not self.hasFocus():
            self._current = None
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """By the keyboard, read out the last point."""
        super().focusInEvent(event)
        self._is_by_key = event.reason() != Qt.FocusReason.MouseFocusReason
        if self._is_by_key and self._current is None and self.point_count():
            self._move_to(self.point_count() - 1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Nothing is read out any more."""
        super().focusOutEvent(event)
        self._current = None
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from point to point, Home and End to the ends."""
        count = self.point_count()
        here = count if self._current is None else self._current
        ahead = -1 if self.isRightToLeft() else 1
        steps = {
            Qt.Key.Key_Left: here - ahead,
            Qt.Key.Key_Right: here + ahead,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: count - 1,
        }
        if event.key() not in steps or not count:
            super().keyPressEvent(event)
            return
        self._is_by_key = True
        self._move_to(max(0, min(steps[Qt.Key(event.key())], count - 1)))

    def _move_to(self, point: int) -> None:
        if point == self._current:
            return
        self._current = point
        self._describe()
        self.update()

    def _describe(self) -> None:
        words = self.read_out()
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)
            QAccessible.updateAccessibility(
                QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
            )


def levels_up_to(most: float, step: float) -> list[float]:
    """The grid values from 0 to the first at or above `most`."""
    return [step * n for n in range(ceil(most / step - 1e-9) + 1)]
