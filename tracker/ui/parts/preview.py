"""A look at something beside a list: a picture or a text, its facts, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from tracker.i18n import _
from tracker.ui import theme
from tracker.ui.parts.button import Button
from tracker.ui.parts.facts import Facts
from tracker.ui.parts.fields import TextField
from tracker.ui.parts.flow import FlowLayout
from tracker.ui.parts.ground import Ground
from tracker.ui.parts.labels import PlainLabel

_TALL = 260


class PictureView(QWidget):
    """A picture as large as there is room, never larger than it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nothing yet."""
        super().__init__(parent)
        self._image = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_image(self, image: QImage, name: str) -> None:
        """Show a picture; `name` says what it is."""
        self._image = image
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        """A good look, without pushing everything else away."""
        return QSize(theme.current().px(200), theme.current().px(_TALL))

    def minimumSizeHint(self) -> QSize:
        """Something can still be made out."""
        return QSize(theme.current().px(120), theme.current().px(120))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture in the middle of its room."""
        if self._image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self._image.size()
        if size.width() > self.width() or size.height() > self.height():
            size = size.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, size.width(), size.height())
        place.moveCenter(QRectF(self.rect()).center())
        painter.drawImage(place, self._image)


class Preview(Ground):
    """The look: title, picture or text or why there is none, facts, buttons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Says that nothing is chosen."""
        super().__init__("card", parent=parent)
        pad = theme.CARD_PADDING
        column = QVBoxLayout(self)
        column.setContentsMargins(pad, pad, pad, pad)
        column.setSpacing(theme.GAP)
        self._title = PlainLabel("", "section", wraps=True)
        self.picture = PictureView()
        self.text = TextField()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(_("Text of the file"))
        self.text.setMinimumHeight(theme.current().px(140))
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.reason = PlainLabel("", tone="muted", wraps=True)
        self.facts = Facts()
        self._verdict = PlainLabel("", "secondary", wraps=True)
        self._holder = QWidget()
        self._buttons = FlowLayout(theme.GAP_SMALL, self._holder)
        for part in (self._title, self.picture, self.text, self.reason, self.facts):
            column.addWidget(part)
        column.addWidget(self._verdict)
        column.addWidget(self._holder)
        column.addStretch(1)
        self.clear()

    def clear(self) -> None:
        """Nothing is chosen."""
        self._title.setText(_("A look"))
        self.show_look(reason=_("Choose a piece to have a look at it."))
        self.facts.show_facts([])
        self.say("")
        self._buttons.clear()

    def show_item(
        self,
        title: str,
        facts: Sequence[tuple[str, str | QWidget]],
        buttons: Sequence[Button],
    ) -> None:
        """Show what is known of a piece at once; the look itself comes by `show_look`."""
        self._title.setText(title)
        self.setAccessibleName(title)
        self.facts.show_facts(list(facts))
        self.say("")
        self._buttons.clear()
        for button in buttons:
            self._buttons.addWidget(button)
        self._holder.updateGeometry()

    def show_look(
        self, image: QImage | None = None, text: str = "", *, is_cut: bool = False, reason: str = ""
    ) -> None:
        """Show a picture or a text; without either, `reason` says why."""
        self.picture.setVisible(image is not None)
        if image is not None:
            self.picture.show_image(image, self._title.text())
        self.text.setVisible(bool(text))
        self.text.setPlainText(text)
        words = _("Only the beginning is shown.") if is_cut else reason
        self.reason.setText(words)
        self.reason.setVisible(bool(words))

    def say(self, text: str, tone: str = "muted") -> None:
        """Say what came of a check; "" takes it away."""
        self._verdict.set_tone(tone)
        self._verdict.setText(text)
        self._verdict.setVisible(bool(text))

    def verdict(self) -> str:
        """What came of a check."""
        return self._verdict.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Paint the picture for its room."""
        super().resizeEvent(event)
        self.picture.update()
