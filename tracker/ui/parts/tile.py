"""A card with one number."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.ui import theme
from tracker.ui.parts.ground import Ground
from tracker.ui.parts.labels import ElidedLabel
from tracker.ui.parts.linkbutton import LinkButton
from tracker.ui.parts.ring import Ring

_GAP = 6


class Tile(Ground):
    """What is counted, the number, and a line below it; with a ring where it has a goal.

    The three texts are one thing to a screen reader: «This week: 6 h 40 m, of 8 h goal».
    """

    def __init__(
        self,
        label: str,
        value: str = "",
        footnote: str = "",
        *,
        has_ring: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`has_ring` keeps room for a ring at the end; `show_value` fills it."""
        super().__init__("card", parent=parent)
        self._is_connected = False
        self._label = ElidedLabel(label, tone="muted", lines=2)
        self._value = ElidedLabel("", "number", lines=2)
        self._footnote = ElidedLabel("", "secondary", "muted", lines=3)
        texts = QVBoxLayout()
        texts.setSpacing(_GAP)
        self._offer = LinkButton("")
        self._offer.hide()
        for part in (self._label, self._value, self._footnote):
            texts.addWidget(part)
        # At the start: else the column would be no wider than these words, and cut the number.
        texts.addWidget(self._offer, 0, Qt.AlignmentFlag.AlignLeading)
        row = QHBoxLayout(self)
        pad = theme.CARD_PADDING
        row.setContentsMargins(pad, pad, pad, pad)
        row.setSpacing(theme.GAP)
        row.addLayout(texts, 1)
        self.ring = Ring() if has_ring else None
        if self.ring is not None:
            row.addWidget(self.ring, 0, Qt.AlignmentFlag.AlignVCenter)
        self.show_value(value, footnote)

    def show_value(
        self,
        value: str,
        footnote: str = "",
        *,
        tone: str = "ink",
        fraction: float | None = None,
        ring_tone: str = "accent",
    ) -> None:
        """Show another number, line and fraction."""
        self._value.setText(value)
        self._value.set_tone(tone)
        self._footnote.setText(footnote)
        self._footnote.setVisible(bool(footnote))
        if self.ring is not None:
            self.ring.set_fraction(fraction, ring_tone)
        self.setAccessibleName(self._label.text())
        self.setAccessibleDescription(", ".join(text for text in (value, footnote) if text))

    def offer(self, text: str, run: Callable[[], object] | None = None) -> None:
        """Put words that do something in place of the line below; an empty text takes them away.

        `run` is connected once, at the first offer; give a bound method.
        """
        self._offer.setText(text)
        self._offer.updateGeometry()
        self._offer.setVisible(bool(text))
        if text and run is not None and not self._is_connected:
            self._is_connected = True
            self._offer.clicked.connect(run)

    def set_label(self, label: str) -> None:
        """Change what is counted."""
        self._label.setText(label)
        self.setAccessibleName(label)
