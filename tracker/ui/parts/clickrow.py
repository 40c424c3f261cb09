"""A line of a card that can be opened."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from tracker.ui import theme
from tracker.ui.parts.painting import focus_ring, rounded


class ClickRow(QAbstractButton):
    """Widgets in a row; a click, Enter or Space opens what they show.

    `name` says to a screen reader all that is shown; `opened` carries the `key`.
    """

    opened = Signal(object)

    def __init__(
        self,
        name: str,
        key: object,
        gap: int = theme.GAP,
        inset: int = theme.GAP_SMALL,
        parent: QWidget | None = None,
    ) -> None:
        """An empty row, `inset` above and below its widgets, which come by `add`."""
        super().__init__(parent)
        self._key = key
        self.clicked.connect(self._tell)
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, inset, 0, inset)
        self._row.setSpacing(gap)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a widget at the end; clicks on it are clicks on the row."""
        widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._row.addWidget(widget, stretch)

    def sizeHint(self) -> QSize:
        """As its layout asks, with the lines that its words need at the width it has."""
        hint = self._row.sizeHint()
        if self._row.hasHeightForWidth() and self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            hint.setHeight(self._row.heightForWidth(self.width()))
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may need other lines."""
        super().resizeEvent(event)
        if self.height() != self.sizeHint().height():
            self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """As its layout asks."""
        return self._row.minimumSize()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the ground under the pointer."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Take it away again."""
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A ground under the pointer, the ring of the keyboard."""
        look, painter = theme.current(), QPainter(self)
        rect = QRectF(self.rect()).adjusted(0, 1, 0, -1)
        radius = look.px(theme.RADIUS_SMALL)
        if self.isDown() or self.underMouse():
            token = "pressed" if self.isDown() else "hover"
            rounded(painter, rect, radius, look.color(token))
        if self.hasFocus():
            focus_ring(painter, rect, radius)

    def _tell(self) -> None:
        self.opened.emit(self._key)
