"""A part of a whole, as a thin bar with its numbers below."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tracker.ui import theme
from tracker.ui.parts.labels import ElidedLabel, PlainLabel
from tracker.ui.parts.painting import rounded

_THICKNESS = 6
_WIDTH = 150
_GAP = 6


class Bar(QWidget):
    """A thin bar filled to a fraction, from the side where reading begins.

    Above 1 it is full; None, when nothing is known, is the bare track.
    """

    def __init__(
        self, fraction: float | None = None, tone: str = "accent", parent: QWidget | None = None
    ) -> None:
        """`tone` is the token of the filled part."""
        super().__init__(parent)
        self._fraction = fraction
        self._tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_fraction(self, fraction: float | None, tone: str | None = None) -> None:
        """Fill to another fraction, in another tone if one is given."""
        self._fraction = fraction
        self._tone = tone or self._tone
        self.update()

    def sizeHint(self) -> QSize:
        """As long as in the pictures, and as thick as its font asks."""
        look = theme.current()
        return QSize(look.px(_WIDTH), look.px(_THICKNESS))

    def minimumSizeHint(self) -> QSize:
        """A bar shorter than this tells nothing."""
        look = theme.current()
        return QSize(look.px(40), look.px(_THICKNESS))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The track, and the filled part above it."""
        look = theme.current()
        painter = QPainter(self)
        whole = QRectF(self.rect())
        radius = whole.height() / 2
        rounded(painter, whole, radius, look.color("track"))
        if not self._fraction or self._fraction <= 0:
            return
        # A beginning that is there can be seen: at least one round dot.
        filled = QRectF(whole)
        filled.setWidth(max(whole.height(), whole.width() * min(self._fraction, 1.0)))
        if self.isRightToLeft():
            filled.moveRight(whole.right())
        rounded(painter, filled, radius, look.color(self._tone))


class Progress(QWidget):
    """A bar over a line of two texts: what is done of what, and how much that is."""

    spoken_role = "ProgressBar"

    def __init__(
        self,
        fraction: float | None = None,
        done: str = "",
        share: str = "",
        tone: str = "accent",
        parent: QWidget | None = None,
    ) -> None:
        """For instance `Progress(0.62, "41 of 66 h", "62 %")`."""
        super().__init__(parent)
        self.bar = Bar(fraction, tone)
        self._done = ElidedLabel("", "secondary", "muted", lines=3)
        self._share = PlainLabel("", "secondary", "muted", is_tabular=True)
        texts = QHBoxLayout()
        texts.setSpacing(theme.GAP_SMALL)
        texts.addWidget(self._done, 1)
        texts.addWidget(self._share)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        column.addWidget(self.bar)
        column.addLayout(texts)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_progress(fraction, done, share, tone)

    def spoken_value(self) -> str:
        """How much is done, as it is shown."""
        return self._share.text()

    def show_progress(
        self, fraction: float | None, done: str, share: str = "", tone: str = "accent"
    ) -> None:
        """Show another fraction with its texts."""
        self.bar.set_fraction(fraction, tone)
        self._done.setText(done)
        self._share.setText(share)
        self.setAccessibleName(", ".join(text for text in (done, share) if text))
