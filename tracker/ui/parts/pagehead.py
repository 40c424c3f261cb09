"""The head of a page: its title, a line below, and what can be done here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tracker.ui import theme
from tracker.ui.parts.flow import FlowLayout
from tracker.ui.parts.labels import ElidedLabel


class PageHead(QWidget):
    """Title and subtitle, with views beside the title and actions at the end.

    Where there is no room for all beside one another, the actions go below and wrap; where the
    views have none beside the title, they stand under it and wrap too.
    """

    def __init__(
        self,
        title: str,
        subtitle: str = "",
        *,
        beside: QWidget | None = None,
        actions: Sequence[QWidget] = (),
        parent: QWidget | None = None,
    ) -> None:
        """`beside` stands after the title, for instance a `Segmented`."""
        super().__init__(parent)
        self._title = ElidedLabel(title, "title")
        # A widget that is shown before it has a parent is a window for a moment, which takes the
        # keyboard away from the real one.
        self._subtitle = ElidedLabel(subtitle, tone="muted", lines=3, parent=self)
        self._subtitle.setVisible(bool(subtitle))
        self._beside = beside
        self._actions = list(actions)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.GAP)
        self._box.addLayout(self._words(), 1)
        self._holder = QWidget(self)
        row = FlowLayout(theme.GAP, self._holder)
        for action in self._actions:
            row.addWidget(action)
        self._holder.setVisible(bool(self._actions))
        self._box.addWidget(self._holder)
        self._settle()

    def set_title(self, title: str) -> None:
        """Change the title."""
        self._title.setText(title)

    def set_subtitle(self, text: str) -> None:
        """Change the line below the title; an empty text takes it away."""
        self._subtitle.setText(text)
        self._subtitle.setVisible(bool(text))

    def sizeHint(self) -> QSize:
        """With the lines that all of it needs at the width it has."""
        hint = super().sizeHint()
        if self.testAttribute(Qt.WidgetAttribute.WA_Resized) and self._box.hasHeightForWidth():
            hint.setHeight(self._box.heightForWidth(self.width()))
        return hint

    def minimumSizeHint(self) -> QSize:
        """No wider than its widest action."""
        widest = max((_width(action) for action in self._actions), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the actions where there is room for them."""
        super().resizeEvent(event)
        self._settle()
        if self.height() != self.sizeHint().height():
            self.updateGeometry()

    def _words(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        self._first = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._first.setSpacing(theme.GAP)
        self._first.addWidget(self._title)
        if self._beside is not None:
            self._first.addWidget(self._beside, 0, Qt.AlignmentFlag.AlignVCenter)
        self._first.addStretch(1)
        column.addLayout(self._first)
        column.addWidget(self._subtitle)
        return column

    def event(self, event: QEvent) -> bool:
        """An action that is hidden, shown or says something else needs another room."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._settle()
        return super().event(event)

    def _settle(self) -> None:
        shown = [action for action in self._actions if not action.isHidden()]
        row = sum(_width(action) + theme.GAP for action in shown)
        title = self._title.sizeHint().width()
        words = max(title, theme.current().px(200))
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        if self._beside is not None:
            beside = self._beside.sizeHint().width() + theme.GAP
            words += beside
            is_beside = title + beside <= self.width()
            if (self._first.direction() == across) != is_beside:
                self._first.setDirection(across if is_beside else down)
                middle = Qt.AlignmentFlag.AlignVCenter if is_beside else Qt.AlignmentFlag(0)
                self._first.setAlignment(self._beside, middle)
        is_narrow = bool(row) and words + row > self.width()
        self._box.setDirection(down if is_narrow else across)
        # Below the words, the lines of wrapped actions get what height there is.
        self._box.setStretch(0, 0 if is_narrow else 1)
        self._holder.setMinimumWidth(0 if is_narrow else max(row - theme.GAP, 0))


def _width(widget: QWidget) -> int:
    """How wide an action wants to be; one with a width of its own, such as a field, gets that."""
    return max(widget.sizeHint().width(), widget.minimumWidth())
