"""Text that is only ever text: no label of Cairn reads mark-up out of a person's words."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
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
    """One line that ends in «…» where it does not fit; the whole text is its tooltip then."""

    def __init__(
        self,
        text: str = "",
        role: Role = "body",
        tone: str = "ink",
        *,
        is_tabular: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`text` is shown as it stands, on one line."""
        super().__init__("", role, tone, is_tabular=is_tabular, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show `text`; line breaks become spaces."""
        super().setText(" ".join(text.split("\n")))
        self._tell()

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters, so that a long word never widens a page."""
        hint = super().minimumSizeHint()
        few = QFontMetrics(self.font()).averageCharWidth() * 6
        return QSize(min(hint.width(), few), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say the whole text in the tooltip only where it is cut."""
        super().resizeEvent(event)
        self._tell()

    def changeEvent(self, event: QEvent) -> None:
        """A new font cuts elsewhere."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._tell()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw as much as fits."""
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        room = self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        flags = int(self.alignment()) | int(Qt.TextFlag.TextSingleLine)
        painter.drawText(room, flags, text)

    def _tell(self) -> None:
        is_cut = self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()
        set_tip(self, self.text() if is_cut else "")


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
