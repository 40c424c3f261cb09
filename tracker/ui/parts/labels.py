"""Text that is only ever text: no label of Cairn reads mark-up out of a person's words."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from tracker.i18n import isolated, led
from tracker.ui import theme
from tracker.ui.style import TONES
from tracker.ui.theme import Role


class PlainLabel(QLabel):
    """A text in one of the kinds of `theme.TYPE` and the colour of a token.

    `is_tabular` gives its figures one width, for numbers that stand above one another; `wraps`
    breaks it over lines.
    """

    def __init__(
        self,
        text: str = "",
        role: Role = "body",
        tone: str = "ink",
        *,
        is_tabular: bool = False,
        wraps: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`text` is shown as it stands."""
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._role: Role = role
        self._tone = tone
        self._is_tabular = is_tabular
        self.follow_font()
        self.setForegroundRole(TONES[tone])
        self.setWordWrap(wraps)
        if wraps:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show `text`; a foreign one keeps its own direction in a window read from the right."""
        super().setText(led(isolated(text)))

    def set_tone(self, tone: str) -> None:
        """Take the colour of another token."""
        if tone != self._tone:
            self._tone = tone
            self.setForegroundRole(TONES[tone])

    def follow_font(self) -> None:
        """Take the size of the look of the moment; plain text has the application's own."""
        if self._role != "body" or self._is_tabular:
            self.setFont(theme.current().font(self._role, is_tabular=self._is_tabular))


class ElidedLabel(PlainLabel):
    """A line that ends in «…» where it does not fit; the whole text is its tooltip then.

    It may break at words over several lines before it is cut.
    """

    def __init__(
        self,
        text: str = "",
        role: Role = "body",
        tone: str = "ink",
        *,
        is_tabular: bool = False,
        lines: int = 1,
        parent: QWidget | None = None,
    ) -> None:
        """`text` is shown as it stands, on at most so many `lines`."""
        self._most = lines
        # Asked for thousands of times while a page is laid out: kept by width until either changes.
        self._heights: dict[int, int] = {}
        super().__init__("", role, tone, is_tabular=is_tabular, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show `text`; line breaks become spaces."""
        self._heights.clear()
        super().setText(" ".join(text.split("\n")))
        self._tell()

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters, so that a long word never widens a page."""
        hint = super().minimumSizeHint()
        few = QFontMetrics(self.font()).averageCharWidth() * 6
        return QSize(min(hint.width(), few), hint.height())

    def sizeHint(self) -> QSize:
        """All of it on one line, or the lines it needs at the width it has."""
        hint = super().sizeHint()
        if self._most > 1 and self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            hint.setHeight(self.heightForWidth(self.width()))
        return hint

    def hasHeightForWidth(self) -> bool:
        """Where it may break."""
        return self._most > 1

    def heightForWidth(self, width: int) -> int:
        """Room for the lines that are needed."""
        if width not in self._heights:
            margins = self.contentsMargins()
            room = width - margins.left() - margins.right()
            more = len(lines_of(self.text(), self.font(), room, self._most)) - 1
            tall = super().sizeHint().height() + more * self.fontMetrics().lineSpacing()
            self._heights[width] = tall
        return self._heights[width]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say the whole text in the tooltip only where it is cut."""
        super().resizeEvent(event)
        if self._most > 1 and self.height() != self.heightForWidth(self.width()):
            self.updateGeometry()
        self._tell()

    def changeEvent(self, event: QEvent) -> None:
        """A new font cuts elsewhere."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._heights.clear()
            self._tell()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw as much as fits."""
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        room = self.contentsRect()
        texts = self._lines()
        metrics, step = self.fontMetrics(), self.fontMetrics().lineSpacing()
        if len(texts) > 1:
            room.setTop(room.top() + max(0, (room.height() - step * len(texts)) // 2))
            room.setHeight(step)
        flags = int(self.alignment()) | int(Qt.TextFlag.TextSingleLine)
        for line in texts:
            cut = metrics.elidedText(line, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, flags, cut)
            room.translate(0, step)

    def _lines(self) -> list[str]:
        if self._most == 1:
            return [self.text()]
        return lines_of(self.text(), self.font(), self.contentsRect().width(), self._most)

    def _tell(self) -> None:
        room, metrics = self.contentsRect().width(), self.fontMetrics()
        is_cut = any(metrics.horizontalAdvance(line) > room for line in self._lines())
        set_tip(self, self.text() if is_cut else "")


def lines_of(text: str, font: QFont, width: int, most: int) -> list[str]:
    """`text` broken at words into at most `most` lines of `width` [px]; the last is cut later."""
    plain = " ".join(text.split())
    layout = QTextLayout(plain, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    found: list[str] = []
    layout.beginLayout()
    while len(found) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        start = line.textStart()
        is_last = len(found) == most - 1
        end = len(plain) if is_last else start + line.textLength()
        found.append(plain[start:end].strip())
    layout.endLayout()
    return found or [""]


def set_tip(widget: QWidget, text: str) -> None:
    """Tell `text` in the tooltip, and to a screen reader where the name does not say it already.

    Without a description Qt would read out the tooltip, mark-up and all.
    """
    widget.setToolTip(plain_tip(text))
    name = widget.accessibleName() or (widget.text() if isinstance(widget, QLabel) else "")
    widget.setAccessibleDescription(" " if text and text == name else text)


def plain_tip(text: str) -> str:
    """`text` as a tooltip that shows it letter by letter, whatever it holds, and may wrap."""
    return f"<p>{escape(text)}</p>" if text else ""
