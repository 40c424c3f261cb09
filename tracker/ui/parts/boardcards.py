"""The cards of a board: what stands on one, and how it is painted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from tracker.i18n import isolated
from tracker.ui import theme
from tracker.ui.parts.labels import lines_of, plain_tip
from tracker.ui.parts.painting import focus_ring, rounded

CARD = Qt.ItemDataRole.UserRole + 1
MIME = "application/x-cairn-card"
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()

_LINES = 3
_PAD, _BAR, _GAP = 10, 5, 8


@dataclass(frozen=True, slots=True)
class BoardCard:
    """One card: its key, title, a remark below, how far along, and a last line.

    `fraction` is the filled part of the bar, None for no bar; `done` and `share` stand under it.
    `foot_tone` is the token of the last line. `spoken` is what a screen reader says.
    """

    id: int
    title: str
    below: str = ""
    fraction: float | None = None
    done: str = ""
    share: str = ""
    foot: str = ""
    foot_tone: str = "muted"
    bar_tone: str = "accent"
    spoken: str = ""


class CardModel(QAbstractListModel):
    """The cards of one column."""

    def __init__(self, parent: QListView) -> None:
        """Empty until `show_cards`."""
        super().__init__(parent)
        self._cards: list[BoardCard] = []

    def show_cards(self, cards: Sequence[BoardCard]) -> None:
        """Show these cards instead; the same ones are left as they are."""
        if list(cards) == self._cards:
            return
        self.beginResetModel()
        self._cards = list(cards)
        self.endResetModel()

    def place_of(self, ident: int) -> int | None:
        """The place of the card with this key; None where it is not here."""
        return next((n for n, card in enumerate(self._cards) if card.id == ident), None)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """How many there are."""
        return 0 if parent.isValid() else len(self._cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The card itself, its title, and what is said of it."""
        if not index.isValid():
            return None
        card = self._cards[index.row()]
        if role == CARD:
            return card
        if role == Qt.ItemDataRole.DisplayRole:
            return card.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return card.spoken or card.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(card.title)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A card can be dragged; the column, not a card, takes what is dropped."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def mimeTypes(self) -> list[str]:
        """Cards travel between columns of this program only."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The key of the card that is dragged."""
        data = QMimeData()
        if indexes:
            data.setData(MIME, str(indexes[0].data(CARD).id).encode())
        return data

    def supportedDragActions(self) -> Qt.DropAction:
        """It is moved."""
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction


class CardPainter(QStyledItemDelegate):
    """Paints a card: title over up to three lines, remark, bar with its words, last line."""

    def __init__(self, view: QListView) -> None:
        """`view` tells the width of a card."""
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as the column; as tall as what stands on it."""
        card = cast("BoardCard", index.data(CARD))
        wide = self._view.viewport().width()
        look = theme.current()
        title = QFontMetrics(look.font("strong"))
        small = QFontMetrics(look.font("secondary"))
        room = wide - 2 * look.px(_PAD)
        tall = title.height() * len(lines_of(card.title, look.font("strong"), room, _LINES))
        tall += small.height() if card.below else 0
        if card.fraction is not None or card.done:
            tall += look.px(_GAP) + small.height() * len(_done_lines(card, room))
            tall += look.px(_BAR) + look.px(4) if card.fraction is not None else 0
        tall += look.px(4) + small.height() * len(_foot_lines(card, room)) if card.foot else 0
        return QSize(wide, tall + 2 * look.px(_PAD) + theme.GAP_SMALL)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The card in the look of the moment."""
        look, card = theme.current(), cast("BoardCard", index.data(CARD))
        state = cast("QStyle.StateFlag", option.state)
        frame = cast("QRect", option.rect).toRectF().adjusted(0, 0, 0, -theme.GAP_SMALL)
        painter.save()
        is_hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        border = "accent" if is_chosen else "border_hover" if is_hovered else "line"
        rounded(painter, frame, look.radius_control, look.color("surface"), look.color(border))
        if state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            focus_ring(painter, frame, look.radius_control)
        pad = look.px(_PAD)
        self._paint_words(painter, frame.adjusted(pad, pad, -pad, -pad), card)
        painter.restore()

    def _paint_words(self, painter: QPainter, room: QRectF, card: BoardCard) -> None:
        look = theme.current()
        strong, small = look.font("strong"), look.font("secondary", is_tabular=True)
        y = room.top()
        for line in lines_of(card.title, strong, int(room.width()), _LINES):
            y += self._line(painter, room, y, line, strong, "ink")
        if card.below:
            y += self._line(painter, room, y, card.below, small, "muted")
        if card.fraction is not None or card.done:
            y += look.px(_GAP)
        if card.fraction is not None:
            self._bar(painter, QRectF(room.left(), y, room.width(), look.px(_BAR)), card)
            y += look.px(_BAR) + look.px(4)
        if card.done or card.share:
            side = QFontMetrics(small).horizontalAdvance(card.share)
            self._line(painter, room, y, card.share, small, "muted", is_end=True)
            shorter = room.adjusted(0, 0, -side - theme.GAP_TINY, 0)
            if self._view.isRightToLeft():
                shorter = room.adjusted(side + theme.GAP_TINY, 0, 0, 0)
            for line in _done_lines(card, int(room.width())):
                y += self._line(painter, shorter, y, line, small, "muted")
        if card.foot:
            y += look.px(4)
            for line in _foot_lines(card, int(room.width())):
                y += self._line(painter, room, y, line, small, card.foot_tone)

    def _line(
        self,
        painter: QPainter,
        room: QRectF,
        y: float,
        text: str,
        font: QFont,
        tone: str,
        *,
        is_end: bool = False,
    ) -> float:
        metrics = QFontMetrics(font)
        rect = QRectF(room.left(), y, room.width(), metrics.height())
        painter.setFont(font)
        painter.setPen(theme.current().color(tone))
        is_right = is_end != self._view.isRightToLeft()
        side = Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignLeft
        plain = isolated(" ".join(text.split()))
        cut = metrics.elidedText(plain, Qt.TextElideMode.ElideRight, int(rect.width()))
        # The side is meant as it is: a painter of a mirrored view would turn it once more.
        side |= Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(rect, int(side | Qt.TextFlag.TextSingleLine), cut)
        return metrics.height()

    def _bar(self, painter: QPainter, track: QRectF, card: BoardCard) -> None:
        look, radius = theme.current(), track.height() / 2
        rounded(painter, track, radius, look.color("track"))
        if not card.fraction:
            return
        filled = QRectF(track)
        filled.setWidth(max(track.height(), track.width() * min(card.fraction, 1.0)))
        if self._view.isRightToLeft():
            filled.moveRight(track.right())
        rounded(painter, filled, radius, look.color(card.bar_tone))


def _done_lines(card: BoardCard, room: int) -> list[str]:
    """The words under the bar, beside the share that stands at their end."""
    font = theme.current().font("secondary", is_tabular=True)
    side = QFontMetrics(font).horizontalAdvance(card.share) + theme.GAP_TINY
    return lines_of(card.done, font, room - side, _LINES)


def _foot_lines(card: BoardCard, room: int) -> list[str]:
    return lines_of(card.foot, theme.current().font("secondary", is_tabular=True), room, _LINES)
