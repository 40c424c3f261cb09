"""A time grid under the pointer: picking, opening, drawing new blocks, moving, resizing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from tracker.ui.parts.gridlayout import DAY_MINUTES, GridBlock
from tracker.ui.parts.gridlift import Hold, Lift, lift_of, step_for
from tracker.ui.parts.gridview import GridView

# How near to the edge of a block the pointer takes hold of that edge [px], at most a quarter of
# the block, so that there is always something to move it by.
_EDGE = 6
# While something is dragged past the hours in sight they come into it: this far [px] and so often.
_SCROLL_BY, _SCROLL_MS = 14, 30
_SHIFT, _CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@dataclass(frozen=True, slots=True)
class _Press:
    """Where a button went down, and what was taken hold of there."""

    place: QPointF
    minute: int
    lift: Lift


class PointerGrid(GridView):
    """Columns of days in which blocks are picked, drawn, moved and resized by the pointer.

    A drag on free ground draws a new block, a drag of a block moves it, with Ctrl a copy of it,
    and of an edge resizes it; with Shift the times snap more finely.

    `opened` carries the key of a block that was double-clicked; `lifted` a `Lift` and whether it
    is a copy; `slot_opened` column and minute of free ground that was double-clicked; `day_opened`
    the column of a head; `menu_wanted` key, column, minute and the place on the screen. What was
    lifted stays drawn where it was put until the days are shown anew or `let_go` is called.
    """

    opened = Signal(object)
    lifted = Signal(object, bool)
    slot_opened = Signal(int, int)
    day_opened = Signal(int)
    menu_wanted = Signal(object, int, int, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty grid."""
        super().__init__(parent)
        self._press: _Press | None = None
        # Whether what is in hand was given away, and only stays drawn until the answer comes.
        self._is_given = False
        self._scroller = QTimer(self)
        self._scroller.setInterval(_SCROLL_MS)
        self._scroller.timeout.connect(self._scroll_on)

    def lift(self) -> Lift | None:
        """What is in hand; None for nothing."""
        return self._lift

    def let_go(self) -> None:
        """Nothing is in hand any more, and everything lies where it was."""
        self._press = None
        self._scroller.stop()
        if self._lift is not None:
            self._lift = None
            self._describe()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pick the block under the pointer, or none; a head opens its day."""
        if event.button() != Qt.MouseButton.LeftButton:
            self.let_go()
            return
        self.let_go()
        column = self._head_at(event.position())
        if column is not None:
            self.day_opened.emit(column)
            return
        block = self._block_at(event.position())
        self.pick(None if block is None else block.key, is_told=True)
        self._press = self._pressed(event.position(), block)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what was pressed, or mark what lies under the pointer."""
        if self._press is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self._drag(event.position(), is_fine=bool(event.modifiers() & _SHIFT))
            return
        block = self._block_at(event.position())
        key = None if block is None else block.key
        self.viewport().setCursor(self._shape_at(event.position(), block))
        if key != self._hovered:
            self._hovered = key
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """What was dragged lies here now."""
        event.accept()
        self._press = None
        self._scroller.stop()
        if event.button() == Qt.MouseButton.LeftButton and self._lift is not None:
            self._give(is_copy=bool(event.modifiers() & _CONTROL))
            self.viewport().setCursor(Qt.CursorShape.ArrowCursor)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing lies under the pointer any more."""
        super().leaveEvent(event)
        self._hovered = None
        self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the block, or offer the free slot."""
        self._press = None
        block = self._block_at(event.position())
        slot = self.slot_at(event.position())
        if block is not None:
            self.opened.emit(block.key)
        elif slot is not None:
            self.slot_opened.emit(*slot)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu at the block or the slot; by the keyboard at what is picked."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            rect = self.place_of(self._picked) if self._picked is not None else QRectF()
            frame = self._frame()
            point = QPointF(frame.left, frame.top) if rect.isEmpty() else rect.center()
            key = self._picked
        else:
            point = QPointF(event.pos())
            block = self._block_at(point)
            key = None if block is None else block.key
            self.pick(key, is_told=True)
        column, minute = self.slot_at(point) or (-1, -1)
        place = self.viewport().mapToGlobal(point.toPoint())
        self.menu_wanted.emit(key, column, minute, place)

    def _pressed(self, place: QPointF, block: GridBlock | None) -> _Press | None:
        """What a press takes hold of; None where it takes hold of nothing."""
        frame = self._frame()
        column = frame.column_near(place.x())
        at = column * DAY_MINUTES + frame.minute_at(place.y(), self._scroll())
        if block is None:
            if place.y() < frame.top or frame.column_at(place.x()) is None:
                return None
            return _Press(place, at, Lift.of(Hold.NEW, None, at, at))
        lift = lift_of(block, self._hold_at(place, block))
        return None if lift is None else _Press(place, at, lift)

    def _hold_at(self, place: QPointF, block: GridBlock) -> Hold:
        """Which part of a block lies under the pointer."""
        for placed in self._placed:
            rect = self._frame().rect(placed, self._scroll())
            if placed.block.key != block.key or not rect.contains(place):
                continue
            edge = min(_EDGE, rect.height() / 4)
            if placed.piece.is_last and rect.bottom() - place.y() <= edge:
                return Hold.END
            if placed.piece.is_first and place.y() - rect.top() <= edge:
                return Hold.START
        return Hold.WHOLE

    def _shape_at(self, place: QPointF, block: GridBlock | None) -> Qt.CursorShape:
        if block is None:
            is_head = self._head_at(place) is not None
            return Qt.CursorShape.PointingHandCursor if is_head else Qt.CursorShape.ArrowCursor
        if block.span is not None and self._hold_at(place, block) is not Hold.WHOLE:
            return Qt.CursorShape.SizeVerCursor
        return Qt.CursorShape.PointingHandCursor

    def _drag(self, place: QPointF, *, is_fine: bool) -> None:
        press = cast(_Press, self._press)
        way = (place - press.place).manhattanLength()
        if self._lift is None and way < QApplication.startDragDistance():
            return
        self._is_given = False
        frame, lift = self._frame(), press.lift
        step = step_for(frame.minute, is_fine=is_fine)
        minute = frame.minute_at(place.y(), self._scroll())
        if lift.hold is Hold.WHOLE:
            at = frame.column_near(place.x()) * DAY_MINUTES + minute
            self._lift = self._moved_to(lift, at, press.minute, step, place.y() >= frame.top)
        else:
            # An edge stays in its day: a slip to the side would make it a day longer.
            at = press.minute // DAY_MINUTES * DAY_MINUTES + minute
            is_new = lift.hold is Hold.NEW
            self._lift = (
                lift.drawn(press.minute, at, step)
                if is_new
                else lift.dragged(at - press.minute, step)
            )
        shape = Qt.CursorShape.ClosedHandCursor
        is_edge = lift.hold in (Hold.START, Hold.END)
        self.viewport().setCursor(Qt.CursorShape.SizeVerCursor if is_edge else shape)
        is_out = place.y() > self.viewport().height() or place.y() < frame.top
        self._scroller.start() if is_out else self._scroller.stop()
        self._describe()

    def _moved_to(self, lift: Lift, at: int, pressed: int, step: int, is_in_hours: bool) -> Lift:
        """Where a whole block lies; one above the hours gets a time once it is among them."""
        if lift.is_timed:
            return lift.dragged(at - pressed, step).within(self._frame().count)
        length = lift.to - lift.from_
        if is_in_hours:
            start = at // step * step
            return replace(lift, start=start, end=start + length, is_timed=True)
        start = at // DAY_MINUTES * DAY_MINUTES
        return replace(lift, start=start, end=start + length, is_timed=False)

    def _scroll_on(self) -> None:
        """Bring more of the hours into sight while something is held past their edge."""
        place = QPointF(self.viewport().mapFromGlobal(self.cursor().pos()))
        bar = self.verticalScrollBar()
        is_above = place.y() < self._frame().top
        bar.setValue(bar.value() + (-_SCROLL_BY if is_above else _SCROLL_BY))
        if self._press is not None:
            self._drag(place, is_fine=False)

    def _give(self, *, is_copy: bool = False) -> None:
        """Hand on what was in hand, unless nothing of it changed."""
        lift = self._lift
        if lift is None or self._is_given:
            return
        if not lift.is_changed:
            self.let_go()
            return
        self._is_given = True
        self.lifted.emit(lift, is_copy and lift.hold is Hold.WHOLE)
