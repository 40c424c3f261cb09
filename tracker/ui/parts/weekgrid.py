"""A time grid under the hand: what the pointer does, and all of it by the keyboard alone."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent

from tracker.ui.parts.gridlayout import DAY_MINUTES, block_after, block_beside
from tracker.ui.parts.gridlift import (
    COARSE_MINUTES,
    FINE_MINUTES,
    NEW_MINUTES,
    Hold,
    Lift,
    lift_of,
)
from tracker.ui.parts.gridpointer import PointerGrid

_MODIFIERS = (Qt.Key.Key_Alt, Qt.Key.Key_Shift, Qt.Key.Key_Control)
_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)
_ALT, _SHIFT, _CONTROL = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
# The evening is where most study is put after the fact.
_USUAL_START = 19 * 60


class WeekGrid(PointerGrid):
    """Columns of days with blocks, moved and resized by the pointer or by keys.

    The arrows move between blocks; with Alt they move the block, with Shift its end and with Ctrl
    its start, with two of these more finely, and what was changed holds once they are let go. N
    places a new block, which the arrows move and Enter draws. Enter opens, Delete deletes, Esc
    lets go.

    `deleted` carries the key of a block, `turned` -1 or 1 of the Page keys and of arrows past the
    edge; the other signals are those of the pointer.
    """

    spoken_role = "Chart"

    deleted = Signal(object)
    turned = Signal(int)

    def event(self, event: QEvent) -> bool:
        """N places a block here, whatever else it does in this window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_new = event.key() == Qt.Key.Key_N and not event.modifiers()
            if is_new or self._lift is not None:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, with another key beside them what is picked; Enter, Delete, Escape, N."""
        key, beside = Qt.Key(event.key()), event.modifiers() & (_ALT | _SHIFT | _CONTROL)
        if self._lift is not None and not self._is_given:
            self._press_in_hand(key, beside)
        elif key in _ARROWS and beside and self._picked is not None:
            self._take_by_key(key, beside)
        elif key == Qt.Key.Key_N and not beside:
            self._place_new()
        elif not self._move_to(key) and (self._picked is None or not self._do_with_picked(key)):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """What the keys have moved holds once the key beside the arrows is let go."""
        lift = self._lift
        is_held = lift is not None and lift.hold is not Hold.NEW and self._press is None
        if is_held and not event.isAutoRepeat() and Qt.Key(event.key()) in _MODIFIERS:
            self._give()
        super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What the keys have moved holds; a block that was only being placed goes."""
        super().focusOutEvent(event)
        if self._lift is None or self._press is not None or self._is_given:
            return
        if self._lift.hold is Hold.NEW:
            self.let_go()
        else:
            self._give()

    def hideEvent(self, event: QHideEvent) -> None:
        """What nobody sees is not dragged on."""
        super().hideEvent(event)
        if not self._is_given:
            self.let_go()

    def _move_to(self, key: Qt.Key) -> bool:
        """Move to another block or turn; whether the key does that."""
        mirror = -1 if self.isRightToLeft() else 1
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(-1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._step_column((-1 if key == Qt.Key.Key_Left else 1) * mirror)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._step(-len(self._blocks) if key == Qt.Key.Key_Home else len(self._blocks))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turned.emit(-1 if key == Qt.Key.Key_PageUp else 1)
        else:
            return False
        return True

    def _do_with_picked(self, key: Qt.Key) -> bool:
        """Do what a key does with the picked block; whether it does anything."""
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self._picked)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.deleted.emit(self._picked)
        elif key == Qt.Key.Key_Escape:
            self.pick(None, is_told=True)
        else:
            return False
        return True

    def _step(self, by: int) -> None:
        there = block_after(self._blocks, self._picked, by)
        if there is not None:
            self.pick(there.key, is_told=True)

    def _step_column(self, by: int) -> None:
        """To the block nearest in time in the next column that has one; past the edge, turn."""
        if self._block(self._picked) is None:
            self._step(by)
            return
        there = block_beside(self._blocks, self._picked, by)
        if there is None:
            self.turned.emit(by)
        else:
            self.pick(there.key, is_told=True)

    def _take_by_key(self, key: Qt.Key, beside: Qt.KeyboardModifier) -> None:
        block = self._block(self._picked)
        lift = None if block is None else lift_of(block, Hold.WHOLE)
        if lift is not None:
            self._is_given = False
            self._lift = lift
            self._press_in_hand(key, beside)

    def _place_new(self) -> None:
        """A new block where the keyboard stands: behind what is picked, else now, else at seven."""
        block = self._block(self._picked)
        if block is not None and block.span is not None:
            start = -(-block.span[1] // COARSE_MINUTES) * COARSE_MINUTES
        elif self._now is not None and 0 <= self._now[0] < self._frame().count:
            start = self._now[0] * DAY_MINUTES + self._now[1] - NEW_MINUTES
            start = start // COARSE_MINUTES * COARSE_MINUTES
        else:
            column = 0 if block is None else block.column
            start = column * DAY_MINUTES + (_USUAL_START - self._day_starts_at) % DAY_MINUTES
        self._is_given = False
        self._lift = Lift.of(Hold.NEW, None, start, start + NEW_MINUTES).within(self._frame().count)
        self._show_lift()

    def _press_in_hand(self, key: Qt.Key, beside: Qt.KeyboardModifier) -> None:
        """What a key does with what is in hand."""
        lift = cast(Lift, self._lift)
        if key == Qt.Key.Key_Escape:
            self.let_go()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._give()
        elif key in _ARROWS and self._press is None:
            self._lift = self._stepped(lift, key, beside)
            self._show_lift()
            lift = self._lift
            outside = not 0 <= lift.start < self._frame().count * DAY_MINUTES
            if outside and lift.hold is not Hold.NEW:
                # It goes to another week, where the page follows it.
                self._give()

    def _stepped(self, lift: Lift, key: Qt.Key, beside: Qt.KeyboardModifier) -> Lift:
        is_down = key in (Qt.Key.Key_Down, Qt.Key.Key_Right)
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            by = DAY_MINUTES * (1 if is_down else -1) * (-1 if self.isRightToLeft() else 1)
            moved = lift.stepped(by, Hold.WHOLE)
            return moved.within(self._frame().count) if lift.hold is Hold.NEW else moved
        if not lift.is_timed:
            return lift
        is_fine = beside in (_ALT | _SHIFT, _CONTROL | _SHIFT)
        by = (FINE_MINUTES if is_fine else COARSE_MINUTES) * (1 if is_down else -1)
        if beside & _ALT or not beside:
            return lift.stepped(by, Hold.WHOLE)
        return lift.stepped(by, Hold.END if beside & _SHIFT else Hold.START)

    def _show_lift(self) -> None:
        lift = cast(Lift, self._lift)
        pieces = lift.pieces(self._frame().count)
        if pieces:
            self._scroll_to_minutes(pieces[0].from_minute, pieces[0].to_minute)
        self._describe()
