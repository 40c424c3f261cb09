"""The key that does the same, shown small."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tracker.i18n import is_right_to_left
from tracker.ui import theme
from tracker.ui.parts.painting import rounded

_SIDE = 18
_PADDING = 5


def key_text(sequence: str) -> str:
    """A shortcut such as `Ctrl+L` as this system writes it: «Ctrl L», «⌘L»."""
    native = QKeySequence(sequence).toString(QKeySequence.SequenceFormat.NativeText)
    if is_right_to_left():
        # Qt's names of keys in Arabic stand on no keyboard, and «Alt» beside them would turn.
        native = QKeySequence(sequence).toString(QKeySequence.SequenceFormat.PortableText)
    return " ".join(part for part in native.split("+") if part) if native != "+" else native


def key_hint_width(text: str) -> int:
    """The width a hint takes [logical px]; a square for one letter."""
    look = theme.current()
    wide = QFontMetrics(look.font("small")).horizontalAdvance(text) + 2 * look.px(_PADDING)
    return max(look.px(_SIDE), wide)


def paint_key_hint(painter: QPainter, rect: QRectF, text: str, tone: str = "muted") -> None:
    """Draw the hint across the middle of `rect`; on a filled button `tone` is its ink."""
    look = theme.current()
    side = look.px(_SIDE)
    box = QRectF(rect.left(), rect.center().y() - side / 2, rect.width(), side)
    if tone == "muted":
        rounded(
            painter,
            box,
            theme.current().radius_small,
            look.color("surface"),
            look.color("line"),
        )
    else:
        edge = QColor(look.color(tone))
        # The hint on a filled button is an outline of its own ink, held back.
        edge.setAlphaF(0.45)
        rounded(painter, box, theme.current().radius_small, None, edge)
    painter.setFont(look.font("small"))
    painter.setPen(look.color(tone))
    # «Ctrl ,» is no sentence: its comma stays behind in a window read from the right.
    before = painter.layoutDirection()
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)
    painter.setLayoutDirection(before)


class KeyHint(QWidget):
    """A key hint as a widget; nothing to a screen reader, which knows the shortcut itself."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        """`text` is what is shown, for instance from `key_text`."""
        super().__init__(parent)
        self._text = text
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """Room for the key."""
        return QSize(key_hint_width(self._text), theme.current().px(_SIDE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A small key."""
        paint_key_hint(QPainter(self), QRectF(self.rect()), self._text)
