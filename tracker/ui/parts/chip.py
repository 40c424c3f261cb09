"""A few words in a pill: a state, a warning, an activity, a skill."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tracker.i18n import isolated
from tracker.ui import theme
from tracker.ui.parts.labels import lines_of, plain_tip
from tracker.ui.parts.painting import rounded

ChipKind = Literal["accent", "money", "degree", "good", "bad", "plain"]

_HEIGHT = 21
_PADDING = 9


def chip_size(text: str) -> QSize:
    """The size a chip with `text` takes."""
    look = theme.current()
    metrics = QFontMetrics(look.font("chip"))
    height = max(look.px(_HEIGHT), metrics.height() + 4)
    return QSize(metrics.horizontalAdvance(text) + 2 * look.px(_PADDING) + 2, height)


def paint_chip(painter: QPainter, rect: QRectF, text: str, kind: ChipKind) -> None:
    """Draw a chip into `rect`; words that do not fit go on a second line where it is
    tall enough, and are cut with «…».
    """
    look = theme.current()
    is_plain = kind == "plain"
    ground = look.color("surface" if is_plain else f"{kind}_soft")
    border = look.color("line") if is_plain else None
    font = look.font("chip")
    metrics = QFontMetrics(font)
    wide = int(rect.width() - 2 * look.px(_PADDING) + 1.5)
    most = 2 if rect.height() >= 2 * metrics.height() else 1
    is_whole = most == 1 or metrics.horizontalAdvance(text) <= wide
    lines = [text] if is_whole else lines_of(text, font, wide, most)
    rounded(painter, rect, (rect.height() / len(lines)) / 2, ground, border)
    painter.setFont(font)
    painter.setPen(look.color("muted" if is_plain else kind))
    pad = look.px(_PADDING)
    room = rect.adjusted(pad, 0, -pad, 0)
    inset = max(0.0, (rect.height() - len(lines) * metrics.height()) / 2)
    for place, line in enumerate(lines):
        cut = metrics.elidedText(isolated(line), Qt.TextElideMode.ElideRight, wide)
        top = room.top() + inset + place * metrics.height()
        row = QRectF(room.left(), top, room.width(), metrics.height())
        painter.drawText(row, int(Qt.AlignmentFlag.AlignCenter), cut)


class Chip(QWidget):
    """A chip as a widget. Its words carry the meaning, its colour only agrees with them.

    Where there is little room its words go over two lines before they are cut.
    """

    spoken_role = "StaticText"

    def __init__(
        self, text: str = "", kind: ChipKind = "plain", parent: QWidget | None = None
    ) -> None:
        """`kind` chooses its colours."""
        super().__init__(parent)
        self._text = ""
        self._kind: ChipKind = kind
        self._given_tip = ""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.show_text(text, kind)

    def text(self) -> str:
        """The words it shows."""
        return self._text

    def show_text(self, text: str, kind: ChipKind | None = None) -> None:
        """Show other words, in another kind if one is given."""
        self._text = text
        self._kind = kind or self._kind
        self.setAccessibleName(text)
        self.setToolTip("")
        self.updateGeometry()
        self.update()

    def setToolTip(self, tip: str) -> None:
        """Tell `tip`, such as a meaning or a source; without one, the words where they are cut."""
        self._given_tip = tip
        super().setToolTip(tip)

    def sizeHint(self) -> QSize:
        """Room for all the words on one line, or for the lines that its width makes of them."""
        hint = chip_size(self._text)
        if self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            hint.setHeight(self.heightForWidth(self.width()))
        return hint

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        hint = chip_size(self._text)
        return QSize(min(hint.width(), chip_size("xxxx").width()), hint.height())

    def hasHeightForWidth(self) -> bool:
        """Its words may need two lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """One line or two."""
        hint = chip_size(self._text)
        if width >= hint.width():
            return hint.height()
        return hint.height() + QFontMetrics(theme.current().font("chip")).height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may need another line."""
        super().resizeEvent(event)
        if self.height() != self.heightForWidth(self.width()):
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The pill and its words."""
        painter = QPainter(self)
        rect = QRectF(self.rect())
        paint_chip(painter, rect, self._text, self._kind)
        is_cut = chip_size(self._text).width() > self.width()
        tip = self._given_tip or (plain_tip(self._text) if is_cut else "")
        if self.toolTip() != tip:
            super().setToolTip(tip)
            # The name says all of it; Qt would read the tooltip out, mark-up and all.
            if not self.accessibleDescription():
                self.setAccessibleDescription(" ")
