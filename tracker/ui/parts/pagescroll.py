"""The room of a page, scrolled or not."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from tracker.ui import theme
from tracker.ui.parts.scrollbar import see_through

# A page's title stands as far below the top bar as its first letters from the side bar.
_TOP = 22


class PageScroll(QScrollArea):
    """A column with margins that scrolls down, never sideways, and does not grow too wide.

    Widgets and layouts go to `column`, a vertical layout. With `is_scrolled` False the column is
    as tall as the room, for a page that is one view with a scroll bar of its own.
    """

    def __init__(
        self,
        *,
        is_scrolled: bool = True,
        has_margins: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """An empty column; without margins, for a part of a page that scrolls by itself."""
        super().__init__(parent)
        self.setWidgetResizable(True)
        see_through(self)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if not is_scrolled:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        ground = _Ground() if is_scrolled else QWidget()
        across = QHBoxLayout(ground)
        margin = theme.MARGIN if has_margins else 0
        across.setContentsMargins(margin, _TOP if has_margins else 0, margin, margin)
        across.setSpacing(0)
        self.content = QWidget()
        self.content.setMaximumWidth(theme.current().px(theme.CONTENT_WIDTH))
        self.column = QVBoxLayout(self.content)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.GAP_WIDE)
        across.addWidget(self.content)
        self.setWidget(ground)
        ground.setAutoFillBackground(False)


class _Ground(QWidget):
    """What scrolls. Its least height is asked of it for the width it has.

    A layout's own least height is that of lines wrapped at their narrowest, which would leave an
    empty stretch under the page.
    """

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        return QSize(least.width(), 0) if self.hasHeightForWidth() else least
