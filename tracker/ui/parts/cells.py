"""What stands in the cells and headings of a table, and how it is painted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from tracker.i18n import dotted, isolated
from tracker.ui import icons, theme
from tracker.ui.parts.chip import ChipKind, chip_size, paint_chip
from tracker.ui.parts.labels import lines_of, plain_tip
from tracker.ui.parts.painting import focus_ring, rounded
from tracker.ui.theme import Role

# What a model may say of a cell besides its text.
TONE = Qt.ItemDataRole.UserRole + 1  # the token of its colour, such as `muted`
CHIP = Qt.ItemDataRole.UserRole + 2  # the kind of chip its text is drawn as
ICON = Qt.ItemDataRole.UserRole + 3  # the name of an icon before its text
TYPE = Qt.ItemDataRole.UserRole + 4  # the kind of text, such as `strong`
SORT = Qt.ItemDataRole.UserRole + 5  # the value to sort by
BELOW = Qt.ItemDataRole.UserRole + 6  # a second, muted line; `TALL_ROW` has room for it
BADGE = Qt.ItemDataRole.UserRole + 7  # the tone of a soft square around the icon
BAR = Qt.ItemDataRole.UserRole + 8  # a `CellBar` over the text
BELOW_TONE = Qt.ItemDataRole.UserRole + 9  # the token of the second line's colour

_PADDING = 8
# The line between two cells, and what rounding takes [px].
_SLACK = 3
_ICON = 16
_BADGE = 32
_BAR = 6
# A row with a second line [logical px].
TALL_ROW = 56

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class CellBar:
    """A bar in a cell: how far it is filled (1 is all, None unknown), and what stands at its end.

    The text of the cell stands below it, on the same line as `share`.
    """

    fraction: float | None
    share: str = ""
    tone: str = "accent"


@dataclass(frozen=True, slots=True)
class ColumnStyle:
    """How one column is drawn.

    `width` [logical px, grows with the font]; 0 shares what is left by `weight`. A number stands
    at the end with tabular figures. `hide_below` is the width of the table under which the column
    gives way.
    """

    width: int = 0
    weight: int = 1
    is_number: bool = False
    tone: str = "ink"
    role: Role = "body"
    hide_below: int = 0


def row_height(row: int = theme.ROW_HEIGHT) -> int:
    """The height [px] of a row of `row` logical px at the font of the moment."""
    look = theme.current()
    lines = QFontMetrics(look.font("body")).height() + 16
    if row >= TALL_ROW:
        lines += QFontMetrics(look.font("secondary")).height()
    return max(look.px(row), lines)


class Header(QHeaderView):
    """Small muted words over a hairline; the sorted column has a mark."""

    def __init__(self, columns: Sequence[ColumnStyle], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        # Qt fills what is behind the last heading; these words stand on what is below them.
        self.setStyleSheet("QHeaderView { background: transparent; border: none; }")
        self._columns = columns
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(1)
        self.setStretchLastSection(False)

    def sizeHint(self) -> QSize:
        """As tall as its words ask."""
        metrics = QFontMetrics(theme.current().font("chip"))
        return QSize(0, max(theme.current().px(34), metrics.height() + 16))

    def width_of(self, section: int) -> int:
        """How wide the words of a column are [px], with the padding beside them."""
        text = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        metrics = QFontMetrics(theme.current().font("chip"))
        return metrics.horizontalAdvance(text) + 2 * _PADDING + 4

    def paintSection(
        self,
        painter: QPainter,
        rect: QRect,
        logicalIndex: int,  # noqa: N803 - Qt's name
    ) -> None:
        """The words of a column, and the mark where the table is sorted by it."""
        look = theme.current()
        painter.save()
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, look.color("line"))
        model = self.model()
        text = str(model.headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        is_number = _style(self._columns, logicalIndex).is_number
        room = QRectF(rect).adjusted(_PADDING, 0, -_PADDING, 0)
        is_sorted = self.isSortIndicatorShown() and self.sortIndicatorSection() == logicalIndex
        if is_sorted:
            room = self._paint_mark(painter, room, is_at_start=is_number)
        painter.setFont(look.font("chip"))
        painter.setPen(look.color("ink" if is_sorted else "muted"))
        _paint_lines(painter, room, text, _flags(is_number, self.isRightToLeft()))
        painter.restore()

    def _paint_mark(self, painter: QPainter, room: QRectF, *, is_at_start: bool) -> QRectF:
        side = theme.current().px(11)
        is_up = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        x = room.left() if is_at_start else room.right() - side
        mark = QRectF(x, room.center().y() - side / 2, side, side)
        icons.paint(painter, mark, "chevron-up" if is_up else "chevron-down", "ink")
        gap = side + theme.GAP_TINY
        return room.adjusted(gap, 0, 0, 0) if is_at_start else room.adjusted(0, 0, -gap, 0)


class Cells(QStyledItemDelegate):
    """Paints a cell: ground of the row, icon, words or chip, hairline, ring of the keyboard."""

    def __init__(
        self,
        columns: Sequence[ColumnStyle],
        is_hovered: Callable[[int], bool],
        parent: QTableView,
    ) -> None:
        """`is_hovered` answers whether the pointer is on a row."""
        super().__init__(parent)
        self._columns = columns
        self._is_hovered = is_hovered
        self._table = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Its words and the padding beside them; as tall as the rows."""
        style, text = _style(self._columns, index.column()), str(index.data() or "")
        role = cast("Role", index.data(TYPE) or style.role)
        look = theme.current()
        wide = QFontMetrics(look.font(role, is_tabular=style.is_number)).horizontalAdvance(text)
        if isinstance(bar := index.data(BAR), CellBar):
            small = QFontMetrics(look.font("secondary", is_tabular=True))
            wide = small.horizontalAdvance(text) + small.horizontalAdvance(bar.share)
            wide += 2 * theme.GAP_SMALL
        elif text and index.data(CHIP):
            wide = chip_size(text).width()
        elif below := str(index.data(BELOW) or ""):
            small = QFontMetrics(look.font("secondary", is_tabular=style.is_number))
            wide = max(wide, small.horizontalAdvance(below))
        tall = self._table.verticalHeader().defaultSectionSize()
        return QSize(wide + 2 * _PADDING + _SLACK, tall)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The cell in the look of the moment."""
        look = theme.current()
        rect = cast("QRect", option.rect)
        painter.save()
        self._paint_ground(painter, option, index)
        if index.row() < index.model().rowCount() - 1:
            painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, look.color("line"))
        room = QRectF(rect).adjusted(_PADDING, 0, -_PADDING, 0)
        style = _style(self._columns, index.column())
        if name := index.data(ICON):
            tone = index.data(BADGE)
            room = self._paint_icon(painter, room, str(name), style, tone)
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        if isinstance(bar := index.data(BAR), CellBar):
            self._paint_bar(painter, room, bar, text)
        elif text and (kind := index.data(CHIP)):
            self._paint_chip(painter, room, text, kind, style)
        elif text:
            self._paint_text(painter, room, text, index, style)
        self._paint_focus(painter, option, index)
        painter.restore()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """A text that is cut is read out whole; a model's own tooltip comes first."""
        if event.type() != QEvent.Type.ToolTip or index.data(Qt.ItemDataRole.ToolTipRole):
            return super().helpEvent(event, view, option, index)
        tip = "" if not index.isValid() else self._cut_text(option, index)
        QToolTip.showText(event.globalPos(), plain_tip(tip), view)
        return True

    def _cut_text(self, option: QStyleOptionViewItem, index: Index) -> str:
        """What does not fit into a cell, whole; "" where all of it does."""
        look, style = theme.current(), _style(self._columns, index.column())
        room = cast("QRect", option.rect).width() - 2 * _PADDING
        if index.data(ICON):
            badge = look.px(_BADGE) + theme.GAP
            room -= badge if index.data(BADGE) else look.px(_ICON) + theme.GAP_SMALL
        role = "chip" if index.data(CHIP) else cast("Role", index.data(TYPE) or style.role)
        if isinstance(index.data(BAR), CellBar):
            role = "secondary"
        lines = (
            (str(index.data(Qt.ItemDataRole.DisplayRole) or ""), look.font(role)),
            (str(index.data(BELOW) or ""), look.font("secondary")),
        )
        is_cut = any(QFontMetrics(f).horizontalAdvance(text) > room for text, f in lines)
        return dotted(text for text, _font in lines if text) if is_cut else ""

    def _state(self, option: QStyleOptionViewItem) -> QStyle.StateFlag:
        return cast("QStyle.StateFlag", option.state)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, rect = theme.current(), cast("QRect", option.rect)
        if self._state(option) & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.color("accent_soft"))
        elif self._is_hovered(index.row()):
            painter.fillRect(rect, look.color("hover"))

    def _paint_icon(
        self, painter: QPainter, room: QRectF, name: str, style: ColumnStyle, badge: str | None
    ) -> QRectF:
        look = theme.current()
        side = look.px(_BADGE if badge else _ICON)
        is_mirrored = self._table.isRightToLeft()
        x = room.right() - side if is_mirrored else room.left()
        box = QRectF(x, room.center().y() - side / 2, side, side)
        gap = side + (theme.GAP if badge else theme.GAP_SMALL)
        if badge:
            rounded(painter, box, side / 4.2, look.color(f"{badge}_soft"))
            inset = side * 0.265
            icons.paint(painter, box.adjusted(inset, inset, -inset, -inset), name, badge)
        else:
            icons.paint(painter, box, name, "muted" if style.tone == "ink" else style.tone)
        return room.adjusted(0, 0, -gap, 0) if is_mirrored else room.adjusted(gap, 0, 0, 0)

    def _paint_bar(self, painter: QPainter, room: QRectF, bar: CellBar, text: str) -> None:
        look = theme.current()
        font = look.font("secondary", is_tabular=True)
        metrics = QFontMetrics(font)
        thick, gap = look.px(_BAR), look.px(5)
        both = metrics.horizontalAdvance(text) + metrics.horizontalAdvance(bar.share)
        is_narrow = bool(text and bar.share) and both + theme.GAP_SMALL > room.width()
        # One above the other where there is no room beside each other and the row is tall enough.
        lines = 2 if is_narrow and thick + gap + 2 * metrics.height() <= room.height() else 1
        tall = thick + gap + lines * metrics.height()
        track = QRectF(room.left(), room.center().y() - tall / 2, room.width(), thick)
        is_mirrored = self._table.isRightToLeft()
        rounded(painter, track, thick / 2, look.color("track"))
        if bar.fraction is not None and bar.fraction > 0:
            filled = QRectF(track)
            filled.setWidth(max(thick, track.width() * min(bar.fraction, 1.0)))
            if is_mirrored:
                filled.moveRight(track.right())
            rounded(painter, filled, thick / 2, look.color(bar.tone))
        line = QRectF(room.left(), track.bottom() + gap, room.width(), metrics.height())
        painter.setFont(font)
        painter.setPen(look.color("muted"))
        painter.drawText(line, _flags(True, is_mirrored), bar.share)
        if lines == 2:
            line.translate(0, metrics.height())
        wide = line.width()
        if lines == 1:
            wide -= metrics.horizontalAdvance(bar.share) + theme.GAP_SMALL
        cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(wide))
        painter.drawText(line, _flags(False, is_mirrored), cut)

    def _paint_chip(
        self, painter: QPainter, room: QRectF, text: str, kind: ChipKind, style: ColumnStyle
    ) -> None:
        size = chip_size(text)
        wide = min(float(size.width()), room.width())
        if wide < size.width():
            # As tall as two lines, where the row is.
            line = QFontMetrics(theme.current().font("chip")).height()
            size.setHeight(min(size.height() + line, max(size.height(), int(room.height()) - 4)))
        box = QRectF(room.left(), room.center().y() - size.height() / 2, wide, size.height())
        if style.is_number != self._table.isRightToLeft():
            box.moveRight(room.right())
        paint_chip(painter, box, text, kind)

    def _paint_text(
        self, painter: QPainter, room: QRectF, text: str, index: Index, style: ColumnStyle
    ) -> None:
        look = theme.current()
        role = cast("Role", index.data(TYPE) or style.role)
        font = look.font(role, is_tabular=style.is_number)
        painter.setFont(font)
        painter.setPen(look.color(str(index.data(TONE) or style.tone)))
        metrics = QFontMetrics(font)
        flags = _flags(style.is_number, self._table.isRightToLeft())
        if below := str(index.data(BELOW) or ""):
            small = look.font("secondary", is_tabular=style.is_number)
            line, tall = QFontMetrics(small).height(), metrics.height() + 1
            # On two lines where one has no room and the row is tall enough for three.
            is_long = QFontMetrics(small).horizontalAdvance(below) > room.width()
            lines = 2 if is_long and tall + 2 * line <= room.height() else 1
            top = room.center().y() - (tall + lines * line) / 2
            second = QRectF(room.left(), top + tall, room.width(), lines * line)
            room = QRectF(room.left(), top, room.width(), metrics.height())
            self._paint_line(painter, room, text, flags)
            painter.setFont(small)
            painter.setPen(look.color(str(index.data(BELOW_TONE) or "muted")))
            self._paint_line(painter, second, below, flags)
            return
        self._paint_line(painter, room, text, flags)

    def _paint_line(self, painter: QPainter, room: QRectF, text: str, flags: int) -> None:
        _paint_lines(painter, room, text, flags)

    def _paint_focus(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        is_here = self._state(option) & QStyle.StateFlag.State_HasFocus
        if is_here and self._table.hasFocus():
            rect = QRectF(cast("QRect", option.rect)).adjusted(1, 1, -1, -2)
            focus_ring(painter, rect, theme.current().radius_small)


def _paint_lines(painter: QPainter, room: QRectF, text: str, flags: int) -> None:
    """A text on one line; on two where one has no room and the row is tall enough for both."""
    metrics, wide = painter.fontMetrics(), int(room.width())
    plain = isolated(" ".join(text.split("\n")))
    lines = [plain]
    if metrics.horizontalAdvance(plain) > wide and room.height() >= 2 * metrics.height():
        lines = [isolated(line) for line in lines_of(text, painter.font(), wide, 2)]
    tall = metrics.height()
    top = room.center().y() - tall * len(lines) / 2
    for place, line in enumerate(lines):
        cut = metrics.elidedText(line, Qt.TextElideMode.ElideRight, wide)
        painter.drawText(QRectF(room.left(), top + place * tall, room.width(), tall), flags, cut)


def _style(columns: Sequence[ColumnStyle], place: int) -> ColumnStyle:
    return columns[place] if place < len(columns) else ColumnStyle()


def _flags(is_number: bool, is_mirrored: bool) -> int:
    right, left = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignLeft
    side = right if is_number != is_mirrored else left
    # Mirrored here, so not once more by the painter, which knows the application's direction.
    side |= Qt.AlignmentFlag.AlignAbsolute
    return int(side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
