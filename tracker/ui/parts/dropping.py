"""Files that are dropped onto the window: which ones, and the word that says where they go."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tracker.ui import theme
from tracker.ui.parts.painting import rounded


def dropped_files(data: QMimeData) -> list[Path]:
    """The files of this computer that are dragged, in order; folders and web links are none."""
    if not data.hasUrls():
        return []
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.is_file()]


class DropHint(QWidget):
    """Lies over a page while files are held over it."""

    def __init__(self, page: QWidget) -> None:
        """Hidden until `show_over`."""
        super().__init__(page)
        self._words = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_over(self, words: str) -> None:
        """Say what happens when they are let go."""
        self._words = words
        self.setAccessibleName(words)
        page = self.parentWidget()
        if page is not None:
            self.setGeometry(page.rect())
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """An edge in the accent's colour, and the words on a soft ground in the middle."""
        look, painter = theme.current(), QPainter(self)
        inset = theme.GAP_SMALL
        edge = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        rounded(painter, edge, look.radius_card, None, look.color("accent"), theme.FOCUS_WIDTH)
        font = look.font("section")
        painter.setFont(font)
        wide = painter.fontMetrics().horizontalAdvance(self._words) + 2 * theme.MARGIN
        box = QRectF(0, 0, wide, look.px(48))
        box.moveCenter(edge.center())
        rounded(painter, box, look.radius_control, look.color("accent"))
        painter.setPen(look.color("on_accent"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), self._words)
