"""How the blocks of a time grid are drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import time

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPen

from tracker.i18n import isolated
from tracker.ui import theme
from tracker.ui.numbers import time_short
from tracker.ui.parts.gridframe import MOST_PILLS, GridFrame
from tracker.ui.parts.gridlayout import (
    DAY_MINUTES,
    GridBlock,
    GridClash,
    GridDay,
    GridPiece,
    Placed,
)
from tracker.ui.parts.painting import rounded
from tracker.ui.theme import Look

# Qt mirrors left and right by itself where the window reads from right to left.
START = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
END = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

_RADIUS = 7
_PAD = 8
_DASH = (3.0, 2.5)


def paint_lines(painter: QPainter, frame: GridFrame, scroll: int) -> None:
    """A hairline at each hour and at the edge of each column."""
    look = theme.current()
    left = 0 if frame.is_mirrored else frame.left
    for hour in range(25):
        y = round(frame.y_of(hour * 60, scroll))
        painter.fillRect(QRectF(left, y, frame.width - frame.left, 1), look.color("line"))
    paint_edges(painter, frame, frame.top)


def paint_edges(painter: QPainter, frame: GridFrame, top: float) -> None:
    """The line at which each column begins, from `top` down."""
    look = theme.current()
    for place in range(frame.count):
        rect = frame.column(place)
        x = rect.right() if frame.is_mirrored else rect.left()
        painter.fillRect(QRectF(round(x), top, 1, frame.height - top), look.color("line"))


def paint_times(painter: QPainter, frame: GridFrame, scroll: int, day_starts_at: int) -> None:
    """Every second hour beside its line; the first may stand beside the heads."""
    look = theme.current()
    painter.setFont(look.font("secondary", is_tabular=True))
    painter.setPen(look.color("muted"))
    tall = QFontMetrics(painter.font()).height()
    for hour in range(0, 25, 2):
        y = round(frame.y_of(hour * 60, scroll))
        if y < frame.top - 2 or y + tall / 2 > frame.height:
            continue
        minute = (hour * 60 + day_starts_at) % DAY_MINUTES
        room = QRectF(0, y - tall / 2, frame.left - 10, tall)
        if frame.is_mirrored:
            room.moveRight(frame.width)
        painter.drawText(room, END, time_short(time(minute // 60, minute % 60)))


def paint_heads(painter: QPainter, frame: GridFrame, days: Sequence[GridDay]) -> None:
    """The name of each day with its sum: beside one another, or below where it is narrow."""
    look = theme.current()
    strong, plain = look.font("strong"), look.font("secondary", is_tabular=True)
    bold, light = QFontMetrics(strong), QFontMetrics(plain)
    paint_edges(painter, frame, 0)
    for place, day in enumerate(days):
        column = frame.column(place)
        room = QRectF(column.left() + 7, 0, column.width() - 12, frame.head - 4)
        first, second = room, room
        if not frame.is_head_wide:
            first = QRectF(room.left(), 2, room.width(), bold.height())
            second = QRectF(room.left(), first.bottom(), room.width(), light.height())
        painter.setFont(strong)
        painter.setPen(look.color("accent" if day.is_today else "ink"))
        painter.drawText(first, START, _fitting(bold, first.width(), day.title, day.short))
        painter.setFont(plain)
        painter.setPen(look.color("muted"))
        flag = END if frame.is_head_wide else START
        painter.drawText(second, flag, _fitting(light, second.width(), day.aside, day.aside_short))


def paint_hidden(painter: QPainter, frame: GridFrame, hidden: Mapping[int, int]) -> None:
    """How many more blocks without a time there are, in the last row of the strip."""
    look = theme.current()
    painter.setFont(look.font("small"))
    painter.setPen(look.color("muted"))
    for column, count in hidden.items():
        rect = frame.pill_rect(column, MOST_PILLS - 1).adjusted(6, 0, -6, 0)
        painter.drawText(rect, START, f"+{count}")


def paint_now(painter: QPainter, frame: GridFrame, scroll: int, now: tuple[int, int]) -> None:
    """The line of this moment at (column, minute)."""
    look = theme.current()
    column, y = frame.column(now[0]), frame.y_of(now[1], scroll)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.color("bad"), 1.6))
    painter.drawLine(QPointF(column.left(), y), QPointF(column.right(), y))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color("bad"))
    x = column.right() if frame.is_mirrored else column.left()
    painter.drawEllipse(QPointF(x, y), 4, 4)


def paint_piece(
    painter: QPainter, frame: GridFrame, scroll: int, placed: Placed, *, is_hovered: bool
) -> None:
    """A piece of a block with what it shares with others, where it is in sight."""
    rect = frame.rect(placed, scroll)
    if rect.bottom() < frame.top or rect.top() > frame.height:
        return
    paint_block(painter, rect, placed, is_hovered=is_hovered)
    for clash in placed.clashes:
        top = frame.y_of(clash.piece.from_minute, scroll)
        tall = (clash.piece.to_minute - clash.piece.from_minute) * frame.minute
        paint_clash(painter, QRectF(rect.left(), top, rect.width(), tall), rect, clash, placed)


def paint_block(painter: QPainter, rect: QRectF, placed: Placed, *, is_hovered: bool) -> None:
    """A block with its words; a piece that goes on on another day has a straight edge there."""
    look, block, piece = theme.current(), placed.block, placed.piece
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = _shape(rect.adjusted(0.5, 0.5, -0.5, -0.5), piece.is_first, piece.is_last, look)
    pen = QPen(look.color(block.tone), 1.6 if is_hovered else 1.0)
    if block.is_dashed:
        pen.setDashPattern([value / pen.widthF() for value in _DASH])
        painter.fillPath(path, look.color("surface"))
    else:
        painter.fillPath(path, look.color(f"{block.tone}_soft"))
    painter.strokePath(path, pen)
    covered = [clash for clash in placed.clashes if clash.piece.from_minute <= piece.from_minute]
    if not covered:
        _paint_words(painter, rect, block, look)


def paint_clash(
    painter: QPainter, shared: QRectF, whole: QRectF, clash: GridClash, placed: Placed
) -> None:
    """The part of a block that another session has too: red, dashed, and said in words."""
    look = theme.current()
    metrics = QFontMetrics(look.font("chip"))
    tall = min(max(shared.height(), metrics.height() + 4), whole.height())
    box = QRectF(shared.left(), shared.top() + 1, shared.width(), tall - 1)
    path = QPainterPath()
    radius = look.px(_RADIUS)
    path.addRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    painter.fillPath(path, look.color("bad_soft"))
    pen = QPen(look.color("bad"), 1)
    pen.setDashPattern(list(_DASH))
    painter.strokePath(path, pen)
    block, starts = placed.block, clash.piece.from_minute <= placed.piece.from_minute
    line = box.adjusted(4, 0, -2, 0)
    line.setHeight(min(metrics.height() + 5, box.height()))
    small = QFontMetrics(look.font("small"))
    text = _fitting(small, line.width(), clash.text, clash.short)
    _write(painter, line, text, look, "small", "bad")
    if not starts:
        return
    # The title stands where there is room for it: within the shared time, or below it.
    inside = QRectF(line.left(), line.bottom() - 2, line.width(), metrics.height())
    below = QRectF(whole.left(), box.bottom(), whole.width(), whole.bottom() - box.bottom())
    if box.bottom() - inside.bottom() >= 1:
        _write(painter, inside, block.title, look, "chip", block.tone)
    elif below.height() >= metrics.height() + 4:
        _paint_words(painter, below, block, look)


def paint_ghost(painter: QPainter, rect: QRectF, piece: GridPiece, words: str, tone: str) -> None:
    """A stretch in hand: where it would lie, with its new times in it, or below where it is low."""
    look = theme.current()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = _shape(rect.adjusted(0.5, 0.5, -0.5, -0.5), piece.is_first, piece.is_last, look)
    painter.fillPath(path, look.color(f"{tone}_soft"))
    painter.strokePath(path, QPen(look.color(tone), 2.0))
    if not words:
        return
    metrics = QFontMetrics(look.font("chip"))
    lines = words.split("\n")
    wide = max(metrics.horizontalAdvance(line) for line in lines) + 2 * _PAD
    tall = metrics.height() * len(lines) + 6
    label = QRectF(rect.left(), rect.top(), max(wide, rect.width()), tall)
    if tall > rect.height() or wide > rect.width():
        # A tag of its own, which may be wider than the column and never leaves the window.
        label = QRectF(rect.left(), rect.bottom() + 3, wide, tall)
        bounds = painter.clipBoundingRect()
        label.moveRight(min(label.right(), bounds.right() - 2))
        label.moveLeft(max(label.left(), bounds.left() + 2))
        if label.bottom() > bounds.bottom() - 2:
            label.moveBottom(rect.top() - 3)
        rounded(painter, label, look.px(_RADIUS), look.color("toast"))
    painter.setFont(look.font("chip"))
    painter.setPen(look.color(tone if label.top() == rect.top() else "on_toast"))
    line = QRectF(label.left() + _PAD, label.top() + 3, label.width() - 2 * _PAD, metrics.height())
    for text in lines:
        painter.drawText(line, START | int(Qt.TextFlag.TextSingleLine), text)
        line.moveTop(line.bottom())


def paint_pill(painter: QPainter, rect: QRectF, block: GridBlock, *, is_hovered: bool) -> None:
    """A block of which only the length is known."""
    look = theme.current()
    edge = look.color(block.tone) if is_hovered else None
    radius = look.px(theme.RADIUS_SMALL)
    rounded(painter, rect, radius, look.color(f"{block.tone}_soft"), edge)
    room = rect.adjusted(6, 0, -6, 0)
    _paint_line(painter, room, block.title, block.length, block.tone, look)


def _paint_words(painter: QPainter, rect: QRectF, block: GridBlock, look: Look) -> None:
    """Title and detail below one another, or on one line where there is no room for two."""
    title = QFontMetrics(look.font("chip"))
    small = QFontMetrics(look.font("small"))
    room = rect.adjusted(_PAD, 0, -_PAD + 2, 0)
    if rect.width() < look.px(60):
        room = rect.adjusted(5, 0, -3, 0)
    if room.width() < title.averageCharWidth() * 2:
        return
    tone = "muted" if block.is_dashed else block.tone
    two = title.height() + small.height()
    if not block.detail or rect.height() < two + 3:
        line = room.adjusted(0, 0, 0, 0)
        top = min(5.0, max(0.0, (rect.height() - title.height()) / 2))
        line.setTop(rect.top() + top)
        line.setHeight(title.height())
        _paint_line(painter, line, block.title, block.length, tone, look)
        return
    top = min(5.0, (rect.height() - two) / 2)
    line = QRectF(room.left(), rect.top() + top, room.width(), title.height())
    _paint_line(painter, line, block.title, "", tone, look)
    line.moveTop(line.bottom())
    line.setHeight(small.height())
    detail = _fitting(small, line.width(), block.detail, block.length, block.brief)
    _write(painter, line, detail, look, "small", "muted")


def _paint_line(
    painter: QPainter, room: QRectF, title: str, aside: str, tone: str, look: Look
) -> None:
    """A title, and after it what else fits."""
    metrics = QFontMetrics(look.font("chip"))
    _write(painter, room, title, look, "chip", tone)
    left = room.width() - metrics.horizontalAdvance(title) - 8
    small = QFontMetrics(look.font("small"))
    if aside and left >= small.horizontalAdvance(aside):
        is_mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        rest = QRectF(room)
        rest.setWidth(left)
        if not is_mirrored:
            rest.moveRight(room.right())
        _write(painter, rest, aside, look, "small", "muted")


def _write(
    painter: QPainter, room: QRectF, text: str, look: Look, role: theme.Role, tone: str
) -> None:
    font = look.font(role)
    painter.setFont(font)
    painter.setPen(look.color(tone))
    line = isolated(" ".join(text.split("\n")))
    cut = QFontMetrics(font).elidedText(line, Qt.TextElideMode.ElideRight, int(room.width() + 0.5))
    painter.drawText(room, START | int(Qt.TextFlag.TextSingleLine), cut)


def _shape(rect: QRectF, is_first: bool, is_last: bool, look: Look) -> QPainterPath:
    """A rectangle that is round where the block begins and ends."""
    radius = min(look.px(_RADIUS), rect.height() / 2, rect.width() / 2)
    top = radius if is_first else 0.0
    foot = radius if is_last else 0.0
    path = QPainterPath()
    path.moveTo(rect.left() + top, rect.top())
    path.lineTo(rect.right() - top, rect.top())
    path.quadTo(rect.topRight(), rect.topRight() + _down(top))
    path.lineTo(rect.right(), rect.bottom() - foot)
    path.quadTo(rect.bottomRight(), rect.bottomRight() - _across(foot))
    path.lineTo(rect.left() + foot, rect.bottom())
    path.quadTo(rect.bottomLeft(), rect.bottomLeft() - _down(foot))
    path.lineTo(rect.left(), rect.top() + top)
    path.quadTo(rect.topLeft(), rect.topLeft() + _across(top))
    path.closeSubpath()
    return path


def _across(by: float) -> QPointF:
    return QPointF(by, 0)


def _down(by: float) -> QPointF:
    return QPointF(0, by)


def _fitting(metrics: QFontMetrics, width: float, *texts: str) -> str:
    """The first of `texts`, the longest first, that has room; the last one cut where none has."""
    known = [text for text in texts if text]
    for text in known:
        if metrics.horizontalAdvance(isolated(text)) <= width:
            return isolated(text)
    return _cut(metrics, known[-1], width) if known else ""


def _cut(metrics: QFontMetrics, text: str, width: float) -> str:
    return metrics.elidedText(isolated(text), Qt.TextElideMode.ElideRight, int(width))
