"""The grounds that blocks, bars and bands of the window stand on: each paints its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from tracker.ui import theme
from tracker.ui.parts.painting import rounded

Part = Literal["card", "floating", "toast", "note"]


@dataclass(frozen=True, slots=True)
class _Coat:
    """The tokens of ground and edge ("" for none), and the radius [logical px]."""

    ground: str
    edge: str
    radius: float


_COATS: dict[Part, _Coat] = {
    "card": _Coat("surface", "line", theme.RADIUS_CARD),
    "floating": _Coat("surface", "border", theme.RADIUS_CARD),
    "toast": _Coat("toast", "", theme.RADIUS_CONTROL),
    "note": _Coat("accent_soft", "", theme.RADIUS_CONTROL),
}


class Ground(QFrame):
    """A rounded block of a kind; its content stands within the hairline.

    A note may have the soft ground of another `tone`. It paints itself, so that another theme is
    another painting and nothing more.
    """

    def __init__(self, part: Part, tone: str = "", parent: QWidget | None = None) -> None:
        """An empty block."""
        super().__init__(parent)
        self.setProperty("part", part)
        coat = _COATS[part]
        self._coat = replace(coat, ground=f"{tone}_soft") if tone else coat
        if self._coat.edge:
            inset = theme.HAIRLINE
            self.setContentsMargins(inset, inset, inset, inset)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The block."""
        look, coat = theme.current(), self._coat
        edge = look.color(coat.edge) if coat.edge else None
        box = QRectF(self.rect())
        rounded(QPainter(self), box, look.px(coat.radius), look.color(coat.ground), edge)
