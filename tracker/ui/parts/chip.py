"""A few words in a pill: a state, a warning, an activity, a skill."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tracker.i18n import isolated
from tracker.ui import theme
from tracker.ui.parts.labels import plain_tip
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
    """Draw a chip into `rect`; the words are cut with «…» where they do not fit."""
    look = theme.current()
    is_plain = kind == "plain"
    ground = look.color("surface" if is_plain else f"{kind}_soft")
    border = look.color("line") if is_plain else None
    rounded(painter, rect, rect.height() / 2, ground, border)
    font = look.font("chip")
    painter.setFont(font)
    painter.setPen(look.color("muted" if is_plain else kind))
    pad = look.px(_PADDING)
    room = rect.adjusted(pad, 0, -pad, 0)
    shown = isolated(text)
    cut = QFontMetrics(font).elidedText(shown, Qt.TextElideMode.ElideRight, int(room.width() + 1.5))
    painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), cut)


class Chip(QWidget):
    """A chip as a widget. Its words carry the meaning, its colour only agrees with them."""

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
        """Room for all the words."""
        return chip_size(self._text)

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), chip_size("xxxx").width()), hint.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The pill and its words."""
        painter = QPainter(self)
        rect = QRectF(self.rect())
        paint_chip(painter, rect, self._text, self._kind)
        is_cut = self.sizeHint().width() > self.width()
        tip = self._given_tip or (plain_tip(self._text) if is_cut else "")
        if self.toolTip() != tip:
            super().setToolTip(tip)
            # The name says all of it; Qt would read the tooltip out, mark-up and all.
            if not self.accessibleDescription():
                self.setAccessibleDescription(" ")
