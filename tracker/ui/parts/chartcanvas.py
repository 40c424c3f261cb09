"""Where a chart is seen: drawn beside the window, read out by the pointer and by the keyboard."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleValueChangeEvent,
    QContextMenuEvent,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from tracker.i18n import _
from tracker.ui import theme
from tracker.ui.parts.bubble import paint_bubble
from tracker.ui.parts.chartlook import chart_look
from tracker.ui.parts.chartmenu import ChartMenu
from tracker.ui.parts.painting import focus_ring, rounded

if TYPE_CHECKING:
    from tracker.charts.chart import Chart, Mark
    from tracker.charts.look import Look
    from tracker.ui.desk import Desk
    from tracker.ui.tasks import Job

# A size must stand so long before it is drawn for; until then the old picture is stretched [ms].
_SETTLE_MS = 60
_SMALLEST = (200, 110)
_USUAL_WIDTH = 480
_BY_KEY = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart as it was drawn: its pixels, what can be read out, and what it was drawn for."""

    image: QImage
    marks: tuple[Mark, ...]
    ratio: float


def draw_picture(chart: Chart, look: Look, size: QSize, ratio: float, _job: Job) -> Picture:
    """Draw a chart at `size` [logical px]; on a thread."""
    drawing = chart.draw(look, size.width(), size.height(), ratio=ratio)
    pixels, wide, tall = drawing.rgba()
    plain = QImage(pixels, wide, tall, 4 * wide, QImage.Format.Format_RGBA8888)
    # The copy owns its pixels, in the form that is painted fastest.
    image = plain.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    return Picture(image, drawing.marks, ratio)


class ChartCanvas(QWidget):
    """Shows a chart, as wide and tall as it stands, crisp on any screen.

    The pointer reads out what is under it; the arrow keys, Home and End go from mark to mark. A
    click or Enter on a mark that has a key emits `chosen` with it. `drawn` tells that a picture
    has come. The chart's title is the name for a screen reader, its sentence the description, and
    what is read out the value.
    """

    spoken_role = "Chart"
    chosen = Signal(int)
    drawn = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Empty until `show_chart`."""
        super().__init__(parent)
        self._desk = desk
        self.menu = ChartMenu(desk, self, self.chart)
        self._chart: Chart | None = None
        self._picture: Picture | None = None
        self._current: int | None = None
        self._is_by_key = False
        self._is_stale = False
        self._has_failed = False
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self._ask)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        desk.theme.changed.connect(self.redraw)

    def chart(self) -> Chart | None:
        """The chart that is shown."""
        return self._chart

    def show_chart(self, chart: Chart) -> None:
        """Show another chart; the old picture stands until the new one has come."""
        is_other = self._chart is None or self._chart.name != chart.name
        self._chart = chart
        self._current = None
        if is_other:
            self._picture = None
        self.setAccessibleName(chart.title)
        self._describe()
        self.updateGeometry()
        self.redraw()

    def redraw(self) -> None:
        """Draw anew: at once where it is seen, else when it is."""
        self._is_stale = True
        if self.isVisible():
            self._ask()

    def is_drawn(self) -> bool:
        """Whether what is seen is the chart as it is now."""
        return self._picture is not None and not self._is_stale and not self._settle.isActive()

    def marks(self) -> tuple[Mark, ...]:
        """What can be read out of the picture."""
        return () if self._picture is None else self._picture.marks

    def current(self) -> Mark | None:
        """The mark that is read out now."""
        marks = self.marks()
        return (
            None if self._current is None or self._current >= len(marks) else marks[self._current]
        )

    def read_out(self) -> str:
        """What is read out now; "" where nothing is."""
        mark = self.current()
        return "" if mark is None else mark.text

    def spoken_value(self) -> str:
        """What is read out now, on one line."""
        return self.read_out().replace("\n", ", ")

    def sizeHint(self) -> QSize:
        """As tall as the chart reads best."""
        look, chart = theme.current(), self._chart
        return QSize(look.px(_USUAL_WIDTH), look.px(230 if chart is None else chart.tall))

    def minimumSizeHint(self) -> QSize:
        """Smaller than this it tells nothing."""
        look = theme.current()
        return QSize(look.px(_SMALLEST[0]), look.px(_SMALLEST[1]))

    def _ask(self) -> None:
        self._settle.stop()
        if self._chart is None or self.width() < 2 or self.height() < 2:
            return
        self._is_stale = True
        look = chart_look(self.layoutDirection())
        work = partial(draw_picture, self._chart, look, self.size(), self.devicePixelRatioF())
        self._desk.tasks.draw(work, self._take, self._fail, key=(self, "chart"))

    def _take(self, picture: Picture) -> None:
        self._picture = picture
        self._is_stale = self._has_failed = False
        if self._current is not None and self._current >= len(picture.marks):
            self._current = None
        if self._current is None and self.hasFocus() and self._is_by_key:
            self._enter()
        self.update()
        self.drawn.emit()

    def _fail(self, error: BaseException) -> None:
        self._has_failed = True
        self._is_stale = False
        self._picture, self._current = None, None
        self.update()
        self._desk.failed.emit(error)

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what changed while nobody looked."""
        super().showEvent(event)
        if self._is_stale or self._picture is None:
            self._ask()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw for the new size as soon as it stands."""
        super().resizeEvent(event)
        if self._chart is None or not self.isVisible():
            self._is_stale = True
        else:
            self._settle.start()

    def changeEvent(self, event: QEvent) -> None:
        """Another direction or size of text is another picture."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LayoutDirectionChange, QEvent.Type.FontChange):
            self.updateGeometry()
            self.redraw()

    def event(self, event: QEvent) -> bool:
        """On a finer screen the picture is finer."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self.redraw()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture, and what is read out."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        picture = self._picture
        if picture is None:
            self._paint_wait(painter)
        else:
            size = picture.image.deviceIndependentSize()
            if size.toSize() != self.size():
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawImage(QRectF(self.rect()), picture.image)
            else:
                painter.drawImage(QPointF(0, 0), picture.image)
        mark = self.current()
        if mark is not None:
            self._paint_mark(painter, mark)
            at = QPointF(mark.x * self.width(), mark.y * self.height())
            paint_bubble(painter, QRectF(self.rect()), at, mark.text)
        if self.hasFocus() and self._is_by_key:
            focus_ring(painter, QRectF(self.rect()), theme.current().radius_small)

    def _paint_wait(self, painter: QPainter) -> None:
        """The shape of what is coming, or that nothing came."""
        look, room = theme.current(), QRectF(self.rect())
        if self._has_failed:
            painter.setFont(look.font("body"))
            painter.setPen(look.color("muted"))
            told = _("The chart can't be drawn. Its numbers are in its menu, «Show as table».")
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(room, int(flags), told)
            return
        if self._chart is None:
            return
        soft, count = look.color("track"), 4
        for step in range(count):
            y = round(room.top() + 8 + step * (room.height() - 32) / (count - 1)) + 0.5
            painter.setPen(QPen(look.color("line"), theme.HAIRLINE))
            beside = look.px(40)
            ends = (0, -beside) if self.isRightToLeft() else (beside, 0)
            painter.drawLine(QPointF(room.left() + ends[0], y), QPointF(room.right() + ends[1], y))
            label = QRectF(0, y - look.px(5), look.px(28), look.px(10))
            if self.isRightToLeft():
                label.moveRight(room.right())
            rounded(painter, label, 4, soft)

    def _paint_mark(self, painter: QPainter, mark: Mark) -> None:
        look, wide, tall = theme.current(), self.width(), self.height()
        if mark.outline is not None:
            box = mark.outline
            left, top = box.left * wide, box.top * tall
            rect = QRectF(left, top, (box.right - box.left) * wide, (box.bottom - box.top) * tall)
            around = rect.adjusted(-2, -2, 2, 2)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.color("ink"), 1.5))
            painter.drawRoundedRect(around, look.radius_small, look.radius_small)
            return
        at = QPointF(mark.x * wide, mark.y * tall)
        painter.setPen(QPen(look.color("border"), theme.HAIRLINE))
        painter.drawLine(
            QPointF(at.x(), mark.reach.top * tall), QPointF(at.x(), mark.reach.bottom * tall)
        )
        painter.setPen(QPen(look.color("surface"), 2))
        painter.setBrush(look.color("ink"))
        painter.drawEllipse(at, look.px(5), look.px(5))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read out what is under the pointer, or nearest to it."""
        from tracker.charts.chart import nearest

        at = event.position()
        place = nearest(self.marks(), at.x() / self.width(), at.y() / self.height())
        self._move_to(place, by_key=False)
        mark = self.current()
        is_open = mark is not None and mark.key != 0
        hand, arrow = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
        self.setCursor(hand if is_open else arrow)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open what the mark stands for."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self._choose()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is read out any more, but where the keyboard is."""
        super().leaveEvent(event)
        if not (self.hasFocus() and self._is_by_key):
            self._move_to(None, by_key=False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """By the keyboard, read out where one begins."""
        super().focusInEvent(event)
        # A window that comes to the front again has not been gone to by the keyboard.
        self._is_by_key = event.reason() in _BY_KEY
        if self._is_by_key and self._current is None:
            self._enter()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Nothing is read out any more."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._move_to(None, by_key=False)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from mark to mark, Home and End to the ends, Enter opens, Ctrl+C copies."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.menu.copy_picture()
            return
        count, key = len(self.marks()), event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._choose():
            return
        ahead = -1 if self.isRightToLeft() else 1
        here = self._current
        steps = {
            Qt.Key.Key_Left: -ahead,
            Qt.Key.Key_Right: ahead,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Home: -count,
            Qt.Key.Key_End: count,
        }
        if key == Qt.Key.Key_Escape and here is not None:
            self._move_to(None, by_key=True)
        elif key not in steps or not count:
            super().keyPressEvent(event)
        elif here is None and key not in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._enter()
        else:
            step = steps[Qt.Key(key)]
            self._move_to(max(0, min((here or 0) + step, count - 1)), by_key=True)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the chart."""
        self.menu.popup(event.globalPos())

    def _enter(self) -> None:
        """Where the keyboard begins: at the newest of a course of time, else at the first."""
        marks, chart = self.marks(), self._chart
        if marks and chart is not None:
            known = [place for place, mark in enumerate(marks) if not mark.is_ahead] or [0]
            self._move_to(known[-1] if chart.is_course else 0, by_key=True)

    def _choose(self) -> bool:
        mark = self.current()
        if mark is None or not mark.key:
            return False
        self.chosen.emit(mark.key)
        return True

    def _move_to(self, place: int | None, *, by_key: bool) -> None:
        if place is not None or by_key:
            self._is_by_key = by_key
        if place == self._current:
            return
        self._current = place
        self._describe()
        self.update()
        if by_key and place is not None and self.hasFocus():
            spoken = QAccessibleAnnouncementEvent(self, self.spoken_value())
            QAccessible.updateAccessibility(spoken)

    def _describe(self) -> None:
        """What a screen reader finds: the sentence, and as value the mark that is read out."""
        sentence = "" if self._chart is None else self._chart.sentence
        if sentence != self.accessibleDescription():
            self.setAccessibleDescription(sentence)
            QAccessible.updateAccessibility(
                QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
            )
        QAccessible.updateAccessibility(QAccessibleValueChangeEvent(self, self.spoken_value()))
