"""The list of the command palette: headings and lines, painted; it never takes the keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from tracker.i18n import _, isolated
from tracker.ui import icons, theme
from tracker.ui.palette.entries import Found, group_heading
from tracker.ui.parts.keyhint import key_hint_width, paint_key_hint
from tracker.ui.parts.painting import rounded
from tracker.ui.parts.scrollbar import see_through
from tracker.ui.theme import Role

Index = QModelIndex | QPersistentModelIndex

_LINE, _HEAD = 36, 28
_ICON = 16
_INSET = 10


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that can't be chosen."""

    text: str


Line = Found | Heading


class PaletteModel(QAbstractListModel):
    """The lines, group after group."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Nothing yet."""
        super().__init__(parent)
        self._lines: list[Line] = []

    def show_groups(self, groups: Sequence[tuple[str, Sequence[Found]]]) -> None:
        """Show these lines, each group under its heading."""
        self.beginResetModel()
        self._lines = []
        for group, entries in groups:
            self._lines.append(Heading(group_heading(group)))
            self._lines += entries
        self.endResetModel()

    def line(self, row: int) -> Line:
        """What stands in a row."""
        return self._lines[row]

    def choices(self) -> list[int]:
        """The rows that can be chosen."""
        return [row for row, line in enumerate(self._lines) if isinstance(line, Found)]

    def rowCount(self, parent: Index | None = None) -> int:
        """How many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A heading is no choice."""
        if index.isValid() and isinstance(self._lines[index.row()], Heading):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words; to a screen reader all that is shown in the line."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(line)
        return None


def spoken(line: Line) -> str:
    """All that a line shows, as one reads it aloud."""
    if isinstance(line, Heading):
        return line.text
    return ", ".join(filter(None, (line.text, line.detail, line.aside, line.keys)))


class PaletteList(QListView):
    """The lines. `picked` tells that one was clicked."""

    picked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty list."""
        super().__init__(parent)
        self.lines = PaletteModel(self)
        self.setModel(self.lines)
        self.setItemDelegate(_Painter(self))
        self.setAccessibleName(_("What was found"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        see_through(self)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._clicked)
        self.entered.connect(self._entered)

    def show_groups(
        self, groups: Sequence[tuple[str, Sequence[Found]]], kept: str | None = None
    ) -> None:
        """Show these, the first line chosen, or the one with the key `kept` if it is there."""
        self.lines.show_groups(groups)
        rows = self.lines.choices()
        held = [row for row in rows if kept is not None and self._key(row) == kept]
        self._choose((held or rows)[0] if rows else -1)
        if not held:
            self.scrollToTop()

    def chosen(self) -> Found | None:
        """The line that is chosen; None where there is none."""
        index = self.currentIndex()
        line = self.lines.line(index.row()) if index.isValid() else None
        return line if isinstance(line, Found) else None

    def place(self) -> tuple[int, int]:
        """The number of the line that is chosen, from 1, and how many there are."""
        rows, here = self.lines.choices(), self.currentIndex().row()
        return (rows.index(here) + 1 if here in rows else 0), len(rows)

    def step(self, by: int, *, wraps: bool = True) -> None:
        """Choose a line further down or up; round the ends where it `wraps`."""
        rows = self.lines.choices()
        if not rows:
            return
        here = rows.index(self.currentIndex().row()) if self.chosen() else -1
        there = here + by
        at = there % len(rows) if wraps else min(max(there, 0), len(rows) - 1)
        self._choose(rows[at])
        if at == 0:
            # The heading of the first group belongs to its first line.
            self.scrollToTop()

    def full_height(self) -> int:
        """How tall all lines are [px]."""
        return sum(self.sizeHintForRow(row) for row in range(self.lines.rowCount()))

    def _key(self, row: int) -> str:
        line = self.lines.line(row)
        return line.key if isinstance(line, Found) else ""

    def _choose(self, row: int) -> None:
        self.setCurrentIndex(self.lines.index(row) if row >= 0 else QModelIndex())

    def _entered(self, index: QModelIndex) -> None:
        if isinstance(self.lines.line(index.row()), Found):
            self.setCurrentIndex(index)

    def _clicked(self, index: QModelIndex) -> None:
        if isinstance(self.lines.line(index.row()), Found):
            self.setCurrentIndex(index)
            self.picked.emit()


class _Painter(QStyledItemDelegate):
    """Draws headings and lines."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        look, model = theme.current(), index.model()
        assert isinstance(model, PaletteModel)
        is_head = isinstance(model.line(index.row()), Heading)
        metrics = QFontMetrics(look.font("small" if is_head else "body"))
        return QSize(0, max(look.px(_HEAD if is_head else _LINE), metrics.height() + 10))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, PaletteModel)
        line = model.line(index.row())
        painter.save()
        room: QRect = option.rect
        pen = _Pen(painter, room, option.direction)
        if isinstance(line, Heading):
            look = theme.current()
            edge = look.px(_INSET)
            pen.write(edge, room.width() - edge, line.text, "chip", "muted", is_low=True)
        else:
            state: QStyle.StateFlag = option.state
            _paint_found(pen, line, is_chosen=bool(state & QStyle.StateFlag.State_Selected))
        painter.restore()


def _paint_found(pen: _Pen, line: Found, *, is_chosen: bool) -> None:
    look, room = theme.current(), pen.room
    inset, gap, side = look.px(_INSET), look.px(_INSET), look.px(_ICON)
    if is_chosen:
        ground = look.color("accent_soft")
        rounded(pen.painter, QRectF(room), look.radius_control, ground)
    top = room.center().y() + 1 - side // 2
    tone = "accent" if is_chosen else "muted"
    icons.paint(pen.painter, pen.box(inset, top - room.top(), side, side), line.icon, tone)
    start, end = inset + side + gap, room.width() - inset
    if line.keys:
        wide = key_hint_width(line.keys)
        paint_key_hint(pen.painter, pen.box(end - wide, 0, wide, room.height()), line.keys)
        end -= wide + gap
    elif line.aside:
        wide = pen.width(line.aside, "secondary")
        pen.write(end - wide, wide, line.aside, "secondary", "muted", at_end=True)
        end -= wide + gap
    ink = "muted" if line.is_muted else "ink"
    used = pen.write(start, end - start, line.text, "body", ink)
    if line.detail and end - start - used - gap > look.px(40):
        pen.write(start + used + gap, end - start - used - gap, line.detail, "secondary", "muted")


@dataclass(frozen=True, slots=True)
class _Pen:
    """Writes into a room, from its start whichever side that is."""

    painter: QPainter
    room: QRect
    direction: Qt.LayoutDirection

    def box(self, start: float, top: float, wide: float, tall: float) -> QRectF:
        """A box by its distance from the start and the top of the room."""
        is_mirrored = self.direction == Qt.LayoutDirection.RightToLeft
        x = self.room.width() - start - wide if is_mirrored else start
        return QRectF(self.room.left() + x, self.room.top() + top, wide, tall)

    def width(self, text: str, role: Role) -> int:
        """How wide a text with figures of one width is [px], with a pixel for rounding."""
        font = theme.current().font(role, is_tabular=True)
        return QFontMetrics(font).horizontalAdvance(text) + 1

    def write(
        self,
        start: int,
        wide: int,
        text: str,
        role: Role,
        tone: str,
        *,
        at_end: bool = False,
        is_low: bool = False,
    ) -> int:
        """Draw as much of `text` as fits; how wide it is [px]."""
        look = theme.current()
        self.painter.setFont(look.font(role, is_tabular=at_end))
        self.painter.setPen(look.color(tone))
        flat = isolated(" ".join(text.split()))
        cut = self.painter.fontMetrics().elidedText(flat, Qt.TextElideMode.ElideRight, max(wide, 0))
        across = Qt.AlignmentFlag.AlignTrailing if at_end else Qt.AlignmentFlag.AlignLeading
        down = Qt.AlignmentFlag.AlignBottom if is_low else Qt.AlignmentFlag.AlignVCenter
        flags = QStyle.visualAlignment(self.direction, across | down)
        low = look.px(4) if is_low else 0
        box = self.box(start, 0, wide, self.room.height() - low)
        self.painter.drawText(box, int(flags) | int(Qt.TextFlag.TextSingleLine), cut)
        return self.painter.fontMetrics().horizontalAdvance(cut)
