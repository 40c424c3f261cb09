"""A pill that says what is assumed, and opens a menu to change it in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from tracker.i18n import isolated
from tracker.ui import icons, theme
from tracker.ui.menus import Entry, below, menu
from tracker.ui.parts.labels import plain_tip
from tracker.ui.parts.painting import focus_ring, rounded

_HEIGHT, _PADDING, _ARROW = 26, 11, 12


class PickChip(QAbstractButton):
    """Says `text`; a click, Space, Enter or the down arrow opens what it can be instead."""

    def __init__(
        self,
        name: str,
        entries: Callable[[], Sequence[Entry]],
        tip: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`name` is what is chosen, `tip` what it does to the figures."""
        super().__init__(parent)
        self._name, self._entries = name, entries
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setToolTip(plain_tip(tip))
        self.setAccessibleDescription(tip)
        self.clicked.connect(self.open)

    def show_text(self, text: str) -> None:
        """Say something else."""
        self.setText(text)
        self.setAccessibleName(f"{self._name}: {text}")
        self.updateGeometry()
        self.update()

    def open(self) -> None:
        """Open the menu below."""
        menu(self._entries(), self).popup(below(self))

    def entries(self) -> Sequence[Entry]:
        """What the menu would offer now."""
        return self._entries()

    def sizeHint(self) -> QSize:
        """Room for the words and the arrow."""
        look = theme.current()
        metrics = QFontMetrics(look.font("chip"))
        wide = metrics.horizontalAdvance(self.text()) + 2 * look.px(_PADDING) + look.px(_ARROW + 4)
        return QSize(wide, max(look.px(_HEIGHT), metrics.height() + 6))

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters and the arrow."""
        look = theme.current()
        return QSize(min(self.sizeHint().width(), look.px(90)), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and the down arrow open as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.click()
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Show that it is left alone."""
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The pill, its words and the arrow at its end."""
        look = theme.current()
        painter = QPainter(self)
        rect = QRectF(self.rect())
        ground = look.color("hover" if self.underMouse() or self.isDown() else "surface")
        rounded(painter, rect, rect.height() / 2, ground, look.color("border"))
        font, pad, arrow = look.font("chip"), look.px(_PADDING), look.px(_ARROW)
        room = rect.adjusted(pad, 0, -pad - arrow - 4, 0)
        mark = QRectF(rect.right() - pad - arrow + 2, 0, arrow, arrow)
        if self.isRightToLeft():
            room = rect.adjusted(pad + arrow + 4, 0, -pad, 0)
            mark.moveLeft(rect.left() + pad - 2)
        mark.moveTop((rect.height() - arrow) / 2 + 1)
        painter.setFont(font)
        painter.setPen(look.color("muted"))
        words = isolated(self.text())
        shown = QFontMetrics(font).elidedText(
            words, Qt.TextElideMode.ElideRight, int(room.width()) + 2
        )
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        painter.drawText(room, int(flags), shown)
        icons.paint(painter, mark, "chevron-down", "muted")
        if self.hasFocus():
            focus_ring(painter, rect, rect.height() / 2)
