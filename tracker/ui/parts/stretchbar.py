"""A stretch of time as a bar in true proportion, with its words below; and one to be divided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

from tracker.ui import theme
from tracker.ui.parts.painting import focus_ring, rounded

_TALL, _GAP, _HANDLE = 18, 3, 14


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the bar: its length [s], its words, and whether it was studied for sure."""

    seconds: int
    words: str
    is_studied: bool


class StretchBar(QWidget):
    """The pieces beside one another; the words stand below, in a second line where they must."""

    def __init__(self, pieces: Sequence[Piece], parent: QWidget | None = None) -> None:
        """Pieces without length are left out."""
        super().__init__(parent)
        self._pieces = [one for one in pieces if one.seconds > 0]
        self.setAccessibleName("; ".join(one.words for one in self._pieces))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """The bar and a line of words."""
        return QSize(240, self.heightForWidth(theme.current().px(460)))

    def hasHeightForWidth(self) -> bool:
        """Words that do not fit beside one another stand below one another."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The bar and as many lines of words as are needed."""
        lines = 1 if self._places(width) else len(self._pieces)
        return theme.current().px(_TALL) + theme.GAP_TINY + lines * self._line()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Each piece as long as it was."""
        look, painter = theme.current(), QPainter(self)
        tall, wide = look.px(_TALL), self.width()
        for piece, (left, right) in zip(self._pieces, self._spans(wide), strict=True):
            box = self._mirrored(QRectF(left, 0, right - left, tall))
            ground = "accent" if piece.is_studied else "track"
            rounded(painter, box, look.radius_small, look.color(ground))
        painter.setFont(look.font("small", is_tabular=True))
        painter.setPen(look.color("muted"))
        flags = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        if places := self._places(wide):
            for piece, left in zip(self._pieces, places, strict=True):
                words = painter.fontMetrics().horizontalAdvance(piece.words) + 2
                room = QRectF(left, tall + theme.GAP_TINY, words, self._line())
                painter.drawText(self._mirrored(room), flags, piece.words)
            return
        for row, piece in enumerate(self._pieces):
            top = tall + theme.GAP_TINY + row * self._line()
            side = look.px(8)
            dot = QRectF(0, top + (self._line() - side) / 2, side, side)
            ground = "accent" if piece.is_studied else "track"
            edge = look.color("border")
            rounded(painter, self._mirrored(dot), 2, look.color(ground), edge)
            room = QRectF(side + theme.GAP_TINY, top, wide - side - theme.GAP_TINY, self._line())
            painter.drawText(self._mirrored(room), flags, piece.words)

    def _spans(self, wide: float) -> list[tuple[float, float]]:
        """From where to where each piece is drawn; none is too thin to be seen."""
        gaps = _GAP * (len(self._pieces) - 1)
        total = sum(one.seconds for one in self._pieces) or 1
        room = max(1.0, wide - gaps)
        widths = [max(4.0, room * one.seconds / total) for one in self._pieces]
        over = sum(widths) / room
        spans, at = [], 0.0
        for width in widths:
            spans.append((at, at + width / over))
            at += width / over + _GAP
        return spans

    def _places(self, wide: float) -> list[float]:
        """Where the words of each piece begin, as near to it as goes; [] where there is no room."""
        metrics = QFontMetrics(theme.current().font("small", is_tabular=True))
        lengths = [metrics.horizontalAdvance(one.words) + theme.GAP for one in self._pieces]
        if sum(lengths) > wide:
            return []
        places: list[float] = []
        at = 0.0
        for (left, _right), length in zip(self._spans(wide), lengths, strict=True):
            places.append(max(at, left))
            at = places[-1] + length
        edge = wide
        for place in range(len(places) - 1, -1, -1):
            places[place] = min(places[place], edge - lengths[place])
            edge = places[place]
        return places

    def _mirrored(self, box: QRectF) -> QRectF:
        if self.isRightToLeft():
            box.moveLeft(self.width() - box.right())
        return box

    def _line(self) -> int:
        return QFontMetrics(theme.current().font("small")).height()


class DivideBar(QAbstractSlider):
    """A stretch that the person divides: up to the handle it was studied, or from it on.

    The value is the minutes before the handle. Arrow keys move it by a minute, Page keys by ten.
    """

    def __init__(self, name: str, minutes: int, parent: QWidget | None = None) -> None:
        """From 0 up to `minutes`."""
        super().__init__(parent)
        self.is_studied_first = True
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setRange(0, minutes)
        self.setSingleStep(1)
        self.setPageStep(10)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SizeHorCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.valueChanged.connect(self.update)

    def sizeHint(self) -> QSize:
        """The bar, with room for the handle."""
        return QSize(240, theme.current().px(_TALL + 14))

    def set_first(self, *, is_studied: bool) -> None:
        """Say which side of the handle was studied."""
        self.is_studied_first = is_studied
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The handle comes to the pointer."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._go(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """It follows the pointer."""
        if self.isSliderDown():
            self._go(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Here it stays."""
        self.setSliderDown(False)

    def changeEvent(self, event: QEvent) -> None:
        """The arrow keys follow the direction of reading."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.setInvertedControls(self.isRightToLeft())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Both sides and the handle."""
        look, painter = theme.current(), QPainter(self)
        tall, wide = look.px(_TALL), self.width()
        top = (self.height() - tall) / 2
        at = self._at()
        tones = ("accent", "track") if self.is_studied_first else ("track", "accent")
        for (left, right), tone in zip(((0.0, at), (at, float(wide))), tones, strict=True):
            if right - left >= 1:
                x = wide - right if self.isRightToLeft() else left
                box = QRectF(x, top, right - left, tall)
                rounded(painter, box, look.radius_small, look.color(tone))
        x = wide - at if self.isRightToLeft() else at
        side = look.px(_HANDLE)
        x = min(max(x, side / 2), wide - side / 2)
        handle = QRectF(x - side / 2, 0, side, self.height())
        rounded(painter, handle, side / 2, look.color("surface"), look.color("border_hover"), 1.5)
        if self.hasFocus():
            focus_ring(painter, handle, side / 2)

    def _at(self) -> float:
        most = max(1, self.maximum())
        return self.width() * self.value() / most

    def _go(self, to: QPointF) -> None:
        share = to.x() / max(1, self.width())
        self.setSliderPosition(
            round((1 - share if self.isRightToLeft() else share) * self.maximum())
        )
