"""Days beside one another with their hours down: what was studied, planned, and what overlaps."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import time

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QContextMenuEvent,
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from tracker.ui import theme
from tracker.ui.numbers import time_short
from tracker.ui.parts.gridlayout import (
    DAY_MINUTES,
    GridBlock,
    GridClash,
    GridDay,
    Placed,
    place_blocks,
)
from tracker.ui.parts.gridpainting import (
    paint_block,
    paint_clash,
    paint_pill,
    pill_height,
)
from tracker.ui.parts.labels import plain_tip
from tracker.ui.parts.painting import focus_ring

_HOUR = 33
_HOURS_SEEN = 18
# Most days begin no earlier; what is earlier is reached by scrolling, or shown where study is.
_DAWN_MINUTES = 6 * 60
_LEAST_BLOCK = 18
_HEAD = 42
_INSET = 4
_SLOT_MINUTES = 15
_MOST_PILLS = 3
# The ring around a block follows its corners, a pixel further out.
_RING_RADIUS = 8


class WeekGrid(QAbstractScrollArea):
    """Columns of days, hours down, blocks in them, scrolled under fixed heads.

    The arrow keys move between blocks; `selected` tells the key of the one that is picked (None
    for none), `opened` of Enter or a double click on one, `deleted` of Delete. A double click on
    free room emits `slot_opened` with column and minute; a click on a head `day_opened`; Page Up
    and Down emit `turned` with -1 or 1. `menu_wanted` carries key, column, minute and the place on
    the screen.
    """

    selected = Signal(object)
    opened = Signal(object)
    deleted = Signal(object)
    slot_opened = Signal(int, int)
    day_opened = Signal(int)
    turned = Signal(int)
    menu_wanted = Signal(object, int, int, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty grid."""
        super().__init__(parent)
        self._days: tuple[GridDay, ...] = ()
        self._blocks: tuple[GridBlock, ...] = ()
        self._clashes: tuple[GridClash, ...] = ()
        self._placed: list[Placed] = []
        self._day_starts_at = 0
        self._now: tuple[int, int] | None = None
        self._picked: Hashable = None
        self._hovered: Hashable = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setAutoFillBackground(False)
        self.verticalScrollBar().setSingleStep(theme.current().px(_HOUR))

    def show_days(
        self,
        days: Sequence[GridDay],
        blocks: Sequence[GridBlock],
        clashes: Sequence[GridClash] = (),
        *,
        day_starts_at: int = 0,
        sentence: str = "",
    ) -> None:
        """Show these columns; `sentence` says to a screen reader what they hold."""
        self._days, self._blocks, self._clashes = tuple(days), tuple(blocks), tuple(clashes)
        self._day_starts_at = day_starts_at
        self._hovered = None
        if self._block(self._picked) is None:
            self._picked = None
        self.setAccessibleName(sentence)
        self._lay_out()
        self._describe()

    def show_now(self, now: tuple[int, int] | None) -> None:
        """Draw the line of this moment at (column, minute), or none."""
        if now != self._now:
            self._now = now
            self.viewport().update()

    def look_at_study(self) -> None:
        """Scroll to where study begins in these days, at six in the morning at the latest."""
        starts = [placed.piece.from_minute for placed in self._placed if placed.piece.is_first]
        dawn = max(_DAWN_MINUTES - self._day_starts_at, 0)
        begin = min([dawn, *(minute - 30 for minute in starts)])
        self.verticalScrollBar().setValue(round(max(begin, 0) * self._minute_px()))

    def pick(self, key: Hashable, *, is_told: bool = False) -> None:
        """Pick a block (None for none) and scroll to it; with `is_told` emit `selected`."""
        block = self._block(key)
        self._picked = None if block is None else key
        if block is not None:
            self._scroll_to(block)
        self._describe()
        self.viewport().update()
        if is_told:
            self.selected.emit(self._picked)

    def picked(self) -> Hashable:
        """The key of the block that is picked; None for none."""
        return self._picked

    def place_of(self, key: Hashable) -> QRectF:
        """Where the first piece of a block is drawn in the viewport; empty where it is not."""
        for placed in self._placed:
            if placed.block.key == key:
                return self._rect(placed)
        return QRectF()

    def slot_at(self, point: QPointF) -> tuple[int, int] | None:
        """Column and minute (to the quarter) under a point of the viewport; None beside them."""
        column = self._column_at(point.x())
        if column is None or point.y() < self._top():
            return None
        minute = (point.y() - self._top() + self._scroll()) / self._minute_px()
        if not 0 <= minute < DAY_MINUTES:
            return None
        return column, int(minute // _SLOT_MINUTES) * _SLOT_MINUTES

    def sizeHint(self) -> QSize:
        """Wide enough for a week, tall enough for most of a day."""
        look = theme.current()
        return QSize(look.px(640), self._top() + look.px(_HOUR) * _HOURS_SEEN)

    def minimumSizeHint(self) -> QSize:
        """Some hours of narrow days."""
        look = theme.current()
        return QSize(look.px(280), self._top() + look.px(_HOUR) * 5)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hours grow with the height."""
        before = self._scroll() / self._minute_px(event.oldSize().height())
        super().resizeEvent(event)
        self._lay_out()
        if event.oldSize().isValid():
            self.verticalScrollBar().setValue(round(before * self._minute_px()))

    def changeEvent(self, event: QEvent) -> None:
        """Another font makes other heights."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Heads and strip above, the hours below, clipped to their room."""
        if not self._days:
            return
        painter = QPainter(self.viewport())
        body = QRectF(self.viewport().rect()).adjusted(0, self._top(), 0, 0)
        self._paint_times(painter)
        painter.save()
        painter.setClipRect(body)
        self._paint_lines(painter)
        for placed in self._placed:
            self._paint_piece(painter, placed)
        self._paint_now(painter)
        for placed in self._placed:
            if placed.block.key == self._picked:
                ring = self._rect(placed).adjusted(-1, -1, 1, 1)
                focus_ring(painter, ring, theme.current().px(_RING_RADIUS))
        painter.restore()
        self._paint_heads(painter)
        self._paint_strip(painter)
        if self.hasFocus() and self._picked is None:
            ring = QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1)
            focus_ring(painter, ring, theme.current().px(theme.RADIUS_SMALL))

    def _paint_lines(self, painter: QPainter) -> None:
        look = theme.current()
        wide = self.viewport().width() - self._left()
        left = 0 if self.isRightToLeft() else self._left()
        for hour in range(25):
            y = round(self._top() + hour * 60 * self._minute_px() - self._scroll())
            painter.fillRect(QRectF(left, y, wide, 1), look.color("line"))
        self._paint_edges(painter, self._top())

    def _paint_times(self, painter: QPainter) -> None:
        """Every second hour beside its line; the first may stand beside the heads."""
        look = theme.current()
        painter.setFont(look.font("secondary", is_tabular=True))
        painter.setPen(look.color("muted"))
        tall = QFontMetrics(painter.font()).height()
        for hour in range(0, 25, 2):
            y = round(self._top() + hour * 60 * self._minute_px() - self._scroll())
            if y < self._top() - 2 or y + tall / 2 > self.viewport().height():
                continue
            minute = (hour * 60 + self._day_starts_at) % DAY_MINUTES
            room = QRectF(0, y - tall / 2, self._left() - 10, tall)
            if self.isRightToLeft():
                room.moveRight(self.viewport().width())
            painter.drawText(room, self._end_flag(), time_short(time(minute // 60, minute % 60)))

    def _paint_edges(self, painter: QPainter, top: float) -> None:
        look = theme.current()
        for column in range(len(self._days)):
            rect = self._column(column)
            x = rect.right() if self.isRightToLeft() else rect.left()
            tall = self.viewport().height() - top
            painter.fillRect(QRectF(round(x), top, 1, tall), look.color("line"))

    def _paint_piece(self, painter: QPainter, placed: Placed) -> None:
        rect = self._rect(placed)
        if rect.bottom() < self._top() or rect.top() > self.viewport().height():
            return
        key = placed.block.key
        paint_block(painter, rect, placed, is_hovered=key == self._hovered)
        for clash in placed.clashes:
            piece = clash.piece
            top = self._top() - self._scroll() + piece.from_minute * self._minute_px()
            tall = (piece.to_minute - piece.from_minute) * self._minute_px()
            paint_clash(painter, QRectF(rect.left(), top, rect.width(), tall), rect, clash, placed)

    def _paint_now(self, painter: QPainter) -> None:
        if self._now is None or not 0 <= self._now[0] < len(self._days):
            return
        look = theme.current()
        column = self._column(self._now[0])
        y = self._top() - self._scroll() + self._now[1] * self._minute_px()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("bad"), 1.6))
        painter.drawLine(QPointF(column.left(), y), QPointF(column.right(), y))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("bad"))
        x = column.right() if self.isRightToLeft() else column.left()
        painter.drawEllipse(QPointF(x, y), 4, 4)

    def _paint_heads(self, painter: QPainter) -> None:
        look = theme.current()
        strong, plain = look.font("strong"), look.font("secondary", is_tabular=True)
        bold, light = QFontMetrics(strong), QFontMetrics(plain)
        self._paint_edges(painter, 0)
        tall = self._head()
        for place, day in enumerate(self._days):
            room = self._column(place).adjusted(7, 0, -5, 0)
            room.setTop(0)
            room.setHeight(tall)
            is_wide = self._is_head_wide()
            if is_wide:
                first, second = room.adjusted(0, 0, 0, -4), room.adjusted(0, 0, 0, -4)
            else:
                first = QRectF(room.left(), 2, room.width(), bold.height())
                second = QRectF(room.left(), first.bottom(), room.width(), light.height())
            lead = self._start_flag()
            trail = self._end_flag() if is_wide else lead
            painter.setFont(strong)
            painter.setPen(look.color("accent" if day.is_today else "ink"))
            painter.drawText(first, lead, _cut(bold, day.title, first.width()))
            painter.setFont(plain)
            painter.setPen(look.color("muted"))
            painter.drawText(second, trail, _cut(light, day.aside, second.width()))

    def _paint_strip(self, painter: QPainter) -> None:
        for block, rect in self._pills():
            is_hovered = block.key == self._hovered
            paint_pill(painter, rect, block, is_hovered=is_hovered)
            if block.key == self._picked:
                radius = theme.current().px(theme.RADIUS_SMALL)
                focus_ring(painter, rect.adjusted(-1, -1, 1, 1), radius)
        look = theme.current()
        painter.setFont(look.font("small"))
        painter.setPen(look.color("muted"))
        for column, hidden in self._hidden_pills().items():
            rect = self._pill_rect(column, _MOST_PILLS - 1)
            painter.drawText(rect.adjusted(6, 0, 0, 0), self._start_flag(), f"+{hidden}")

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark what lies under the pointer."""
        block = self._block_at(event.position())
        key = None if block is None else block.key
        is_head = event.position().y() < self._head() and self._column_at(event.position().x())
        hand = Qt.CursorShape.PointingHandCursor
        is_hand = key is not None or is_head not in (None, False)
        self.viewport().setCursor(hand if is_hand else Qt.CursorShape.ArrowCursor)
        if key != self._hovered:
            self._hovered = key
            self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing lies under the pointer any more."""
        super().leaveEvent(event)
        self._hovered = None
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pick the block under the pointer, or none; a head opens its day."""
        if event.button() == Qt.MouseButton.RightButton:
            return
        column = self._column_at(event.position().x())
        if event.position().y() < self._head() and column is not None:
            self.day_opened.emit(column)
            return
        block = self._block_at(event.position())
        self.pick(None if block is None else block.key, is_told=True)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """What was pressed here ends here."""
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the block, or offer the free slot."""
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
            point = rect.center() if not rect.isEmpty() else QPointF(self._left(), self._top())
            key = self._picked
        else:
            point = QPointF(event.pos())
            block = self._block_at(point)
            key = None if block is None else block.key
            self.pick(key, is_told=True)
        column, minute = self.slot_at(point) or (-1, -1)
        place = self.viewport().mapToGlobal(point.toPoint())
        self.menu_wanted.emit(key, column, minute, place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, Enter opens, Delete deletes, Escape lets go, Page keys turn."""
        key = Qt.Key(event.key())
        mirror = -1 if self.isRightToLeft() else 1
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(-1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._step_column((-1 if key == Qt.Key.Key_Left else 1) * mirror)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            ordered = self._ordered()
            if ordered:
                self.pick(ordered[0 if key == Qt.Key.Key_Home else -1].key, is_told=True)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turned.emit(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._picked is not None:
            self.opened.emit(self._picked)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._picked is not None:
            self.deleted.emit(self._picked)
        elif key == Qt.Key.Key_Escape and self._picked is not None:
            self.pick(None, is_told=True)
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """The tooltip is the whole of what lies under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            block = self._block_at(QPointF(event.pos()))
            words = "" if block is None else block.words
            QToolTip.showText(event.globalPos(), plain_tip(words), self.viewport())
            return True
        return super().viewportEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def _ordered(self) -> list[GridBlock]:
        """Blocks by column and time, those without a time first."""

        def place(block: GridBlock) -> tuple[int, int]:
            if not block.pieces:
                return block.column, -1
            return block.pieces[0].column, block.pieces[0].from_minute

        return sorted(self._blocks, key=place)

    def _step(self, by: int) -> None:
        ordered = self._ordered()
        if not ordered:
            return
        here = next((n for n, b in enumerate(ordered) if b.key == self._picked), None)
        if here is None:
            there = 0 if by > 0 else len(ordered) - 1
        else:
            there = max(0, min(here + by, len(ordered) - 1))
        self.pick(ordered[there].key, is_told=True)

    def _step_column(self, by: int) -> None:
        """To the block nearest in time in the next column that has one; past the edge, turn."""
        here = self._block(self._picked)
        if here is None:
            self._step(by)
            return
        column, minute = _start(here)
        found = [b for b in self._ordered() if (_start(b)[0] - column) * by > 0]
        if not found:
            self.turned.emit(by)
            return
        nearest = min((_start(b)[0] - column) * by for b in found)
        beside = [b for b in found if (_start(b)[0] - column) * by == nearest]
        best = min(beside, key=lambda b: abs(_start(b)[1] - minute))
        self.pick(best.key, is_told=True)

    def _describe(self) -> None:
        """Let a screen reader say what is picked."""
        block = self._block(self._picked)
        words = "" if block is None else block.words
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)
            if words and self.hasFocus():
                event = QAccessibleAnnouncementEvent(self, words)
                QAccessible.updateAccessibility(event)
        self.viewport().update()

    def _block(self, key: Hashable) -> GridBlock | None:
        return next((block for block in self._blocks if block.key == key), None)

    def _block_at(self, point: QPointF) -> GridBlock | None:
        for block, rect in self._pills():
            if rect.contains(point):
                return block
        if point.y() < self._top():
            return None
        for placed in reversed(self._placed):
            if self._rect(placed).contains(point):
                return placed.block
        return None

    def _scroll_to(self, block: GridBlock) -> None:
        if not block.pieces:
            return
        top = block.pieces[0].from_minute * self._minute_px()
        bottom = block.pieces[0].to_minute * self._minute_px()
        seen = self.viewport().height() - self._top()
        margin = theme.GAP
        bar = self.verticalScrollBar()
        if top - margin < bar.value():
            bar.setValue(round(top - margin))
        elif bottom + margin > bar.value() + seen:
            bar.setValue(round(min(bottom + margin - seen, top - margin)))

    def _lay_out(self) -> None:
        """Place the blocks and set the range of the scroll bar."""
        minute = self._minute_px()
        self._placed = place_blocks(
            self._blocks, self._clashes, theme.current().px(_LEAST_BLOCK) / minute
        )
        seen = max(self.viewport().height() - self._top(), 1)
        bar = self.verticalScrollBar()
        bar.setPageStep(seen)
        # The last hour's name stands half below its line.
        below = QFontMetrics(theme.current().font("secondary")).height() // 2 + 2
        bar.setRange(0, max(0, round(DAY_MINUTES * minute) + below - seen))
        self.viewport().update()

    def _scroll(self) -> int:
        return self.verticalScrollBar().value()

    def _minute_px(self, height: int | None = None) -> float:
        """How tall a minute is [px]: as in the picture, or taller where there is room."""
        tall = self.viewport().height() if height is None or height < 0 else height
        seen = (tall - self._top()) / (_HOURS_SEEN * 60)
        return max(theme.current().px(_HOUR) / 60, seen)

    def _left(self) -> int:
        metrics = QFontMetrics(theme.current().font("secondary", is_tabular=True))
        return max(metrics.horizontalAdvance(time_short(time(h))) for h in (10, 22)) + 20

    def _is_head_wide(self) -> bool:
        """Whether name and sum of every day stand beside one another."""
        look = theme.current()
        bold = QFontMetrics(look.font("strong"))
        light = QFontMetrics(look.font("secondary", is_tabular=True))
        room = self._column(0).width() - 16
        return all(
            bold.horizontalAdvance(d.title) + light.horizontalAdvance(d.aside) <= room
            for d in self._days
        )

    def _head(self) -> int:
        look = theme.current()
        tall = QFontMetrics(look.font("strong")).height()
        return max(look.px(_HEAD), 2 * tall + 8) if not self._is_head_wide() else look.px(_HEAD)

    def _top(self) -> int:
        """Where the hours begin [px]: below heads and strip."""
        if not self._days:
            return theme.current().px(_HEAD)
        rows = min(max(self._pill_counts().values(), default=0), _MOST_PILLS)
        strip = rows * (pill_height() + 3) + (5 if rows else 0)
        return self._head() + strip

    def _column(self, place: int) -> QRectF:
        left, count = self._left(), max(len(self._days), 1)
        wide = (self.viewport().width() - left - 1) / count
        x = left + place * wide
        if self.isRightToLeft():
            x = self.viewport().width() - x - wide
        return QRectF(x, 0, wide, self.viewport().height())

    def _column_at(self, x: float) -> int | None:
        for place in range(len(self._days)):
            column = self._column(place)
            if column.left() <= x < column.right():
                return place
        return None

    def _rect(self, placed: Placed) -> QRectF:
        look = theme.current()
        column = self._column(placed.piece.column).adjusted(_INSET + 1, 0, -_INSET, 0)
        column.moveTop(self._top() - self._scroll())
        rect = placed.rect(column, self._minute_px(), look.px(_LEAST_BLOCK))
        return rect.adjusted(0, 1, 0, 0)

    def _pill_counts(self) -> dict[int, int]:
        counts: dict[int, int] = {}
        for block in self._blocks:
            if not block.pieces:
                counts[block.column] = counts.get(block.column, 0) + 1
        return counts

    def _hidden_pills(self) -> dict[int, int]:
        return {
            column: count - _MOST_PILLS + 1
            for column, count in self._pill_counts().items()
            if count > _MOST_PILLS
        }

    def _pills(self) -> list[tuple[GridBlock, QRectF]]:
        """The blocks without a time that are drawn in the strip, with their places."""
        hidden, rows, found = self._hidden_pills(), dict[int, int](), []
        for block in self._blocks:
            if block.pieces:
                continue
            row = rows.get(block.column, 0)
            rows[block.column] = row + 1
            if row < (_MOST_PILLS - 1 if block.column in hidden else _MOST_PILLS):
                found.append((block, self._pill_rect(block.column, row)))
        return found

    def _pill_rect(self, column: int, row: int) -> QRectF:
        rect = self._column(column).adjusted(_INSET + 1, 0, -_INSET, 0)
        tall = pill_height()
        return QRectF(rect.left(), self._head() + row * (tall + 3), rect.width(), tall)

    def _start_flag(self) -> int:
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        return int(side | Qt.AlignmentFlag.AlignVCenter)

    def _end_flag(self) -> int:
        side = Qt.AlignmentFlag.AlignLeft if self.isRightToLeft() else Qt.AlignmentFlag.AlignRight
        return int(side | Qt.AlignmentFlag.AlignVCenter)


def _start(block: GridBlock) -> tuple[int, int]:
    if not block.pieces:
        return block.column, 0
    return block.pieces[0].column, block.pieces[0].from_minute


def _cut(metrics: QFontMetrics, text: str, width: float) -> str:
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(width))
