"""How a time grid is shown: columns of days, hours down, blocks in them, under fixed heads."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from tracker.ui import theme
from tracker.ui.parts.gridframe import HOUR, HOURS_SEEN, GridFrame, hidden_pills, pill_counts, pills
from tracker.ui.parts.gridlayout import (
    DAY_MINUTES,
    GridBlock,
    GridClash,
    GridDay,
    Placed,
    place_blocks,
)
from tracker.ui.parts.gridlift import Lift
from tracker.ui.parts.gridpainting import (
    paint_ghost,
    paint_heads,
    paint_hidden,
    paint_lines,
    paint_now,
    paint_piece,
    paint_pill,
    paint_times,
)
from tracker.ui.parts.labels import plain_tip
from tracker.ui.parts.painting import focus_ring
from tracker.ui.parts.scrollbar import see_through

# Most days begin no earlier; what is earlier is reached by scrolling, or shown where study is.
_DAWN_MINUTES = 6 * 60
# The ring around a block follows its corners, a pixel further out.
_RING_RADIUS = 8
# What a block leaves behind while it is in hand.
_FAINT = 0.35
_Type = QEvent.Type
_MEASURE_ANEW = (_Type.FontChange, _Type.LayoutDirectionChange)

# What is shown of a stretch in hand, in lines, and what a screen reader says of it.
SpanWords = Callable[[Lift], tuple[str, str]]


class GridView(QAbstractScrollArea):
    """Columns of days, hours down, blocks in them, scrolled under fixed heads.

    One block may be picked, and a stretch of time may be in hand (`_lift`), which is drawn over
    the rest with its new times. `selected` tells the key of the block that is picked, None for
    none. `tell_span` writes the times of a stretch in hand.
    """

    selected = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty grid."""
        super().__init__(parent)
        self._days: tuple[GridDay, ...] = ()
        self._blocks: tuple[GridBlock, ...] = ()
        self._clashes: tuple[GridClash, ...] = ()
        self._placed: list[Placed] = []
        self._day_starts_at = 0
        self._now: tuple[int, int] | None = None
        self._measured: GridFrame | None = None
        self._picked: Hashable = None
        self._hovered: Hashable = None
        self._lift: Lift | None = None
        self.tell_span: SpanWords | None = None
        see_through(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(theme.current().px(HOUR))

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
        self._lift = None
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
        self.verticalScrollBar().setValue(round(max(begin, 0) * self._frame().minute))

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
                return self._frame().rect(placed, self._scroll())
        return QRectF()

    def slot_at(self, point: QPointF) -> tuple[int, int] | None:
        """Column and minute (to the quarter) under a point of the viewport; None beside them."""
        return self._frame().slot_at(point, self._scroll())

    def sizeHint(self) -> QSize:
        """Wide enough for a week, tall enough for most of a day."""
        return self._size(640, HOURS_SEEN)

    def minimumSizeHint(self) -> QSize:
        """Some hours of narrow days."""
        return self._size(280, 5)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hours grow with the height."""
        before = self._scroll() / self._frame().minute
        super().resizeEvent(event)
        self._lay_out()
        self.verticalScrollBar().setValue(round(before * self._frame().minute))

    def changeEvent(self, event: QEvent) -> None:
        """Another font makes other heights."""
        super().changeEvent(event)
        if event.type() in _MEASURE_ANEW:
            self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Heads and strip above, the hours below, clipped to their room."""
        if not self._days:
            return
        painter, frame, scroll = QPainter(self.viewport()), self._frame(), self._scroll()
        paint_times(painter, frame, scroll, self._day_starts_at)
        painter.save()
        painter.setClipRect(QRectF(0, frame.top, frame.width, frame.height - frame.top))
        paint_lines(painter, frame, scroll)
        held = None if self._lift is None else self._lift.key
        for placed in self._placed:
            is_hovered = placed.block.key == self._hovered
            is_faint = held is not None and placed.block.key == held
            painter.setOpacity(_FAINT if is_faint else 1.0)
            paint_piece(painter, frame, scroll, placed, is_hovered=is_hovered)
        painter.setOpacity(1.0)
        if self._now is not None and 0 <= self._now[0] < frame.count:
            paint_now(painter, frame, scroll, self._now)
        for placed in self._placed:
            if placed.block.key == self._picked and placed.block.key != held:
                self._paint_ring(painter, frame.rect(placed, scroll))
        self._paint_lift(painter, frame, scroll)
        painter.restore()
        paint_heads(painter, frame, self._days)
        self._paint_strip(painter, frame)
        if self.hasFocus() and self._picked is None and self._lift is None:
            ring = QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1)
            focus_ring(painter, ring, theme.current().px(theme.RADIUS_SMALL))

    def _paint_lift(self, painter: QPainter, frame: GridFrame, scroll: int) -> None:
        """What is in hand, where it would lie, with its new times."""
        lift = self._lift
        if lift is None:
            return
        block = self._block(lift.key)
        tone = "accent" if block is None else block.tone
        for piece in lift.pieces(frame.count):
            words = self._lift_words()[0] if piece.is_first or piece.column == 0 else ""
            paint_ghost(painter, frame.piece_rect(piece, scroll), piece, words, tone)

    def _paint_ring(self, painter: QPainter, rect: QRectF) -> None:
        ring = rect.adjusted(-1, -1, 1, 1)
        focus_ring(painter, ring, theme.current().px(_RING_RADIUS))

    def _paint_strip(self, painter: QPainter, frame: GridFrame) -> None:
        for block, rect in pills(frame, self._blocks):
            paint_pill(painter, rect, block, is_hovered=block.key == self._hovered)
            if block.key == self._picked:
                self._paint_ring(painter, rect)
        paint_hidden(painter, frame, hidden_pills(self._blocks))

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

    def _describe(self) -> None:
        """Let a screen reader say what is picked."""
        block = self._block(self._picked)
        words = "" if block is None else block.words
        if told := self._lift_words()[1]:
            words = told
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)
            if words and self.hasFocus():
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
        self.viewport().update()

    def _lift_words(self) -> tuple[str, str]:
        """The new times of what is in hand, shown and spoken."""
        lift = self._lift
        return ("", "") if lift is None or self.tell_span is None else self.tell_span(lift)

    def _block(self, key: Hashable) -> GridBlock | None:
        return next((block for block in self._blocks if block.key == key), None)

    def _head_at(self, point: QPointF) -> int | None:
        """The column whose head lies under a point; None elsewhere."""
        frame = self._frame()
        return frame.column_at(point.x()) if point.y() < frame.head else None

    def _block_at(self, point: QPointF) -> GridBlock | None:
        """The block that is drawn under a point, the topmost where there are several."""
        frame, scroll = self._frame(), self._scroll()
        found = [block for block, rect in pills(frame, self._blocks) if rect.contains(point)]
        if point.y() >= frame.top:
            found += [
                placed.block
                for placed in self._placed
                if frame.rect(placed, scroll).contains(point)
            ]
        return found[-1] if found else None

    def _scroll_to(self, block: GridBlock) -> None:
        if block.pieces:
            self._scroll_to_minutes(block.pieces[0].from_minute, block.pieces[0].to_minute)

    def _scroll_to_minutes(self, from_minute: int, to_minute: int) -> None:
        top = from_minute * self._frame().minute
        bottom = to_minute * self._frame().minute
        seen = self.viewport().height() - self._frame().top
        margin = theme.GAP
        bar = self.verticalScrollBar()
        if top - margin < bar.value():
            bar.setValue(round(top - margin))
        elif bottom + margin > bar.value() + seen:
            bar.setValue(round(min(bottom + margin - seen, top - margin)))

    def _lay_out(self) -> None:
        """Measure anew, place the blocks and set the range of the scroll bar."""
        self._measured = None
        frame = self._frame()
        self._placed = place_blocks(self._blocks, self._clashes, frame.least / frame.minute)
        seen = max(self.viewport().height() - self._frame().top, 1)
        bar = self.verticalScrollBar()
        bar.setPageStep(seen)
        # The last hour's name stands half below its line.
        below = QFontMetrics(theme.current().font("secondary")).height() // 2 + 2
        bar.setRange(0, max(0, round(DAY_MINUTES * frame.minute) + below - seen))
        self.viewport().update()

    def _scroll(self) -> int:
        return self.verticalScrollBar().value()

    def _size(self, wide: int, hours: int) -> QSize:
        look = theme.current()
        return QSize(look.px(wide), self._frame().top + look.px(HOUR) * hours)

    def _frame(self) -> GridFrame:
        """The measures of this size, font and strip, worked out once."""
        if self._measured is None:
            rows = max(pill_counts(self._blocks).values(), default=0)
            self._measured = GridFrame.of(
                self.viewport().size(), self._days, rows, is_mirrored=self.isRightToLeft()
            )
        return self._measured
