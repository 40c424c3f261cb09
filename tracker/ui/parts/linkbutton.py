"""A few words that do something, where a button would be too loud."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from tracker.ui import theme
from tracker.ui.parts.painting import focus_ring, paint_wrapped, widest_word, wrapped_height


class LinkButton(QAbstractButton):
    """Words in the accent's colour, underlined under the pointer."""

    def __init__(
        self, text: str, run: Callable[[], object] | None = None, parent: QWidget | None = None
    ) -> None:
        """`run` is connected to `clicked`; give a bound method."""
        super().__init__(parent)
        self.setText(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        self._known: tuple[tuple[str, str, int] | None, int] = (None, 0)
        if run is not None:
            self.clicked.connect(run)

    def sizeHint(self) -> QSize:
        """Its words on one line, in the font of secondary text."""
        metrics = QFontMetrics(theme.current().font("chip"))
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:
        """It is never cut: its words go over several lines where there is little room."""
        metrics = QFontMetrics(theme.current().font("chip"))
        return QSize(widest_word(metrics, self.text()) + 2, metrics.height() + 2)

    def hasHeightForWidth(self) -> bool:
        """Many words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Room for all lines."""
        font = theme.current().font("chip")
        known = (self.text(), font.key(), width)
        # A page asks again and again while it is laid out.
        if known != self._known[0]:
            self._known = (known, wrapped_height(QFontMetrics(font), self.text(), width - 2) + 2)
        return self._known[1]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Underline it."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """No longer."""
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Words, line, and the ring of the keyboard."""
        look, painter = theme.current(), QPainter(self)
        rect = QRectF(self.rect())
        font = look.font("chip")
        painter.setFont(font)
        painter.setPen(look.color("accent" if self.isEnabled() else "on_disabled"))
        if self.underMouse():
            font.setUnderline(True)
            painter.setFont(font)
        flags = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        paint_wrapped(painter, rect, flags, self.text())
        if self.hasFocus():
            focus_ring(painter, rect, look.px(3))
