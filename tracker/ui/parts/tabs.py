"""The tabs of a page: words with a line under the one that is open, the rest behind «More»."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QTabBar, QWidget

from tracker.i18n import _
from tracker.ui import theme
from tracker.ui.menus import Entry, below, menu
from tracker.ui.parts.button import Button
from tracker.ui.parts.painting import focus_ring

_HEIGHT = 38
# About as wide as the button of the tabs that don't fit [logical px].
_MORE = 96


class Tabs(QTabBar):
    """Words in a row; `currentChanged` tells which one is open, the arrow keys move.

    Where there is no room for all, the last ones are behind a button; the open one is always seen.
    """

    def __init__(self, texts: Sequence[str], name: str = "", parent: QWidget | None = None) -> None:
        """`texts` may carry counts («Study 38»)."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._more: Button | None = None
        self._is_settling = False
        for text in texts:
            self.addTab(text)
        self.currentChanged.connect(self._settle)

    def sizeHint(self) -> QSize:
        """Room for all of them."""
        sizes = [self.tabSizeHint(place) for place in range(self.count())]
        wide = sum(size.width() for size in sizes)
        return QSize(wide, max((size.height() for size in sizes), default=0))

    def minimumSizeHint(self) -> QSize:
        """Room for one, and for the button that has the others."""
        sizes = [self.tabSizeHint(place) for place in range(self.count())]
        wide = max((size.width() for size in sizes), default=0)
        return QSize(wide + theme.current().px(_MORE), self.sizeHint().height())

    def hidden(self) -> list[int]:
        """The places of the tabs that are behind the button."""
        return [place for place in range(self.count()) if not self.isTabVisible(place)]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many as there is room for."""
        super().resizeEvent(event)
        self._settle()

    def changeEvent(self, event: QEvent) -> None:
        """Another font needs another room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._settle()

    def setTabText(self, index: int, text: str) -> None:
        """Say something else on a tab."""
        super().setTabText(index, text)
        self._settle()

    def _settle(self, _place: int = 0) -> None:
        if self._is_settling or not self.count():
            return
        self._is_settling = True
        try:
            shown = self._fitting()
            for place in range(self.count()):
                if self.isTabVisible(place) != (place in shown):
                    self.setTabVisible(place, place in shown)
            self._show_more(len(shown) < self.count())
        finally:
            self._is_settling = False

    def _fitting(self) -> set[int]:
        widths = [self.tabSizeHint(place).width() for place in range(self.count())]
        if sum(widths) <= self.width():
            return set(range(self.count()))
        opened = max(self.currentIndex(), 0)
        room = self.width() - widths[opened] - self._more_button().sizeHint().width()
        shown = {opened}
        for place, wide in enumerate(widths):
            if place == opened:
                continue
            if wide > room:
                break
            shown.add(place)
            room -= wide
        return shown

    def _more_button(self) -> Button:
        if self._more is None:
            words = _("More")
            self._more = Button(words, "quiet", icon="chevron-down", run=self._open_menu)
            self._more.setParent(self)
            self._more.setAccessibleName(_("More tabs"))
        return self._more

    def _show_more(self, is_needed: bool) -> None:
        if self._more is None and not is_needed:
            return
        more = self._more_button()
        more.setVisible(is_needed)
        size = more.sizeHint()
        x = 0 if self.isRightToLeft() else self.width() - size.width()
        more.setGeometry(x, (self.height() - size.height()) // 2, size.width(), size.height())

    def _open_menu(self) -> None:
        entries = [
            Entry(self.tabText(place), "chevron-right", partial(self.setCurrentIndex, place))
            for place in self.hidden()
        ]
        menu(entries, self).popup(below(self._more_button()))

    def tabSizeHint(self, index: int) -> QSize:
        """Words with a gap after them."""
        look = theme.current()
        metrics = QFontMetrics(look.font("body"))
        width = metrics.horizontalAdvance(self.tabText(index)) + 20
        return QSize(width, max(look.px(_HEIGHT), metrics.height() + 16))

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Words are not cut."""
        return self.tabSizeHint(index)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: who scrolls past the tabs stays on the one that is open."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Words, the accent's line under the open one, a hairline under all."""
        look = theme.current()
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, look.color("line"))
        painter.setFont(look.font("body"))
        for index in range(self.count()):
            apart = (20, 0, 0, 0) if self.isRightToLeft() else (0, 0, -20, 0)
            rect = QRectF(self.tabRect(index)).adjusted(*apart)
            is_open = index == self.currentIndex()
            painter.setPen(look.color("ink" if is_open else "muted"))
            flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
            painter.drawText(rect, flags, self.tabText(index))
            if is_open:
                line = QRectF(rect.left(), self.height() - 2, rect.width(), 2)
                painter.fillRect(line, look.color("accent"))
                if self.hasFocus():
                    focus_ring(painter, rect.adjusted(-6, 5, 6, -6), look.radius_small)
