"""Layouts that give way: chips that wrap, cards in equal columns, columns that stack."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QLayoutItem, QSizePolicy, QWidget

from tracker.ui import theme


class _Wrapping(QLayout):
    """What the wrapping layouts share: a list of items, and a height that follows the width.

    Qt asks for that height and for the least size again and again while it lays out a page: both
    are kept until something in the layout says that it needs another room, as Qt's own do.
    """

    def __init__(self, gap: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        self._least: QSize | None = None
        self.setContentsMargins(QMargins(0, 0, 0, 0))
        self.setSpacing(gap)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        if not 0 <= index < len(self._items):
            return None
        self.invalidate()
        return self._items.pop(index)

    def invalidate(self) -> None:
        self._heights.clear()
        self._least = None
        super().invalidate()

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), is_trial=True)
        return self._heights[width]

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, is_trial=False)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        if self._least is None:
            self._least = QSize()
            for item in self._shown():
                self._least = self._least.expandedTo(item.minimumSize())
        return QSize(self._least)

    def clear(self) -> None:
        """Take every widget out and let it go."""
        while self._items:
            widget = self._items.pop().widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.invalidate()

    def _is_mirrored(self) -> bool:
        parent = self.parentWidget()
        return parent is not None and parent.isRightToLeft()

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _arrange(self, rect: QRect, *, is_trial: bool) -> int:
        raise NotImplementedError


class FlowLayout(_Wrapping):
    """Items beside one another as in a text, wrapped onto the next line where they do not fit."""

    def __init__(self, gap: int = theme.GAP_SMALL, parent: QWidget | None = None) -> None:
        """`gap` [px] stands between items and between lines."""
        super().__init__(gap, parent)

    def _arrange(self, rect: QRect, *, is_trial: bool) -> int:
        gap = self.spacing()
        x, y, tall = 0, 0, 0
        is_mirrored = self._is_mirrored()
        for item in self._shown():
            hint = item.sizeHint().expandedTo(item.minimumSize())
            width = min(hint.width(), rect.width())
            # What is wider than the room wraps in itself, where it can.
            high = _height(item, width) if width < hint.width() else hint.height()
            if x > 0 and x + width > rect.width():
                x, y, tall = 0, y + tall + gap, 0
            if not is_trial:
                left = rect.right() + 1 - x - width if is_mirrored else rect.left() + x
                item.setGeometry(QRect(QPoint(left, rect.top() + y), QSize(width, high)))
            x += width + gap
            tall = max(tall, high)
        return y + tall


class WrapGrid(_Wrapping):
    """Items in columns of equal width, as many as fit; all items of a row are equally tall.

    A column is never narrower than `column` [logical px, grows with the font]; at most `most`
    columns stand beside one another.
    """

    def __init__(
        self,
        column: int = 230,
        most: int = 4,
        gap: int = theme.GAP_WIDE,
        parent: QWidget | None = None,
    ) -> None:
        """For tiles and cards."""
        super().__init__(gap, parent)
        self._column = column
        self._most = most

    def _columns(self, width: int, count: int) -> int:
        gap = self.spacing()
        wide = theme.current().px(self._column)
        fit = max(1, (width + gap) // (wide + gap))
        columns = max(1, min(fit, self._most, count))
        # Four tiles in rows of three and one look broken: two and two.
        rows = -(-count // columns)
        return -(-count // rows) if count else 1

    def _arrange(self, rect: QRect, *, is_trial: bool) -> int:
        items = self._shown()
        if not items:
            return 0
        gap, columns = self.spacing(), self._columns(rect.width(), len(items))
        width = (rect.width() - gap * (columns - 1)) // columns
        y = 0
        for first in range(0, len(items), columns):
            row = items[first : first + columns]
            tall = max(_height(item, width) for item in row)
            if not is_trial:
                self._place(row, QRect(rect.left(), rect.top() + y, rect.width(), tall))
            y += tall + gap
        return y - gap

    def _place(self, row: Sequence[QLayoutItem], band: QRect) -> None:
        is_mirrored = self._is_mirrored()
        gap, columns = self.spacing(), self._columns(band.width(), len(self._shown()))
        # What is left over of a pixel goes to the columns one by one, so that the last one ends
        # exactly where the band does.
        edges = [round(n * (band.width() + gap) / columns) for n in range(columns + 1)]
        for place, item in enumerate(row):
            offset, wide = edges[place], edges[place + 1] - edges[place] - gap
            left = band.right() + 1 - offset - wide if is_mirrored else band.left() + offset
            item.setGeometry(QRect(left, band.top(), wide, band.height()))


def _height(item: QLayoutItem, width: int) -> int:
    own = item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
    return max(own, item.minimumSize().height())


class Columns(QWidget):
    """Columns beside one another by weight; below a width they stand in one column.

    `parts` are (widget, weight); `stack_below` [logical px, grows with the font] is the width of
    this widget under which they stack. A widget that may take the remaining height says so by its
    size policy.
    """

    def __init__(
        self,
        parts: Sequence[tuple[QWidget, int]],
        stack_below: int = 820,
        parent: QWidget | None = None,
    ) -> None:
        """The widgets become children of this one."""
        super().__init__(parent)
        self._stack_below = stack_below
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.GAP_WIDE)
        self._weights = [weight for _, weight in parts]
        for widget, weight in parts:
            policy = widget.sizePolicy()
            policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
            widget.setSizePolicy(policy)
            self._box.addWidget(widget, weight)

    def is_stacked(self) -> bool:
        """Whether the parts stand in one column now."""
        return self._box.direction() == QBoxLayout.Direction.TopToBottom

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside one another where there is room."""
        super().resizeEvent(event)
        is_narrow = self.width() < theme.current().px(self._stack_below)
        if is_narrow == self.is_stacked():
            return
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._box.setDirection(down if is_narrow else across)
        for place, weight in enumerate(self._weights):
            self._box.setStretch(place, 0 if is_narrow else weight)
