"""The white blocks that a page is made of, and the lines within them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tracker.ui import theme
from tracker.ui.parts.ground import Ground
from tracker.ui.parts.labels import ElidedLabel


class Rule(QWidget):
    """A hairline across."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Takes the width it is given."""
        super().__init__(parent)
        self.setFixedHeight(theme.HAIRLINE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The line."""
        QPainter(self).fillRect(self.rect(), theme.current().color("line"))


class SectionTitle(QWidget):
    """The heading of a section, with a remark or a control at its end, or below it at need."""

    def __init__(
        self, title: str, aside: str | QWidget = "", parent: QWidget | None = None
    ) -> None:
        """`aside` is a muted text or any widget; nothing by default."""
        super().__init__(parent)
        row = self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.title = ElidedLabel(title, "section", lines=3)
        row.addWidget(self.title, 1)
        self.aside: ElidedLabel | None = None
        if isinstance(aside, QWidget):
            self._end = aside
        else:
            self.aside = self._end = ElidedLabel(aside, tone="muted", lines=3)
        row.addWidget(self._end)

    def sizeHint(self) -> QSize:
        """With the lines that it needs at the width it has."""
        hint = super().sizeHint()
        if self.testAttribute(Qt.WidgetAttribute.WA_Resized) and self._row.hasHeightForWidth():
            hint.setHeight(self._row.heightForWidth(self.width()))
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What stands at the end goes below where there is no room for both."""
        super().resizeEvent(event)
        self._settle()
        if self.height() != self.sizeHint().height():
            self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        """Other words need another room."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._settle()
        return super().event(event)

    def _settle(self) -> None:
        end = self._end.sizeHint().width()
        is_narrow = bool(end) and self._title_width() + self._row.spacing() + end > self.width()
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        is_empty = self.aside is not None and not self.aside.text().strip()
        wanted = down if is_narrow and not is_empty else across
        if self._row.direction() != wanted:
            self._row.setDirection(wanted)
            self._row.setSpacing(theme.GAP_TINY if wanted == down else theme.GAP)
            side = Qt.AlignmentFlag.AlignLeading if wanted == down else Qt.AlignmentFlag(0)
            self._row.setAlignment(self._end, side)

    def _title_width(self) -> int:
        return self.title.fontMetrics().horizontalAdvance(self.title.text())

    def set_aside(self, text: str) -> None:
        """Change the remark; only for a section made with a text."""
        if self.aside is not None:
            self.aside.setText(text)


class Card(Ground):
    """A block with rounded corners; with a title it has a heading, and may have a rule under it.

    Widgets and layouts go to `body`, a vertical layout.
    """

    def __init__(
        self,
        title: str = "",
        aside: str | QWidget = "",
        *,
        has_rule: bool = False,
        fills: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """An empty card; `aside` stands at the end of the heading.

        Its content stays at the top where the card is taller; with `fills` it takes all the room.
        """
        super().__init__("card", parent=parent)
        whole = QVBoxLayout(self)
        pad = theme.CARD_PADDING
        whole.setContentsMargins(pad, pad, pad, pad)
        whole.setSpacing(0)
        self.body = QVBoxLayout()
        whole.addLayout(self.body)
        if not fills:
            whole.addStretch()
        self.body.setSpacing(theme.GAP)
        self.heading: SectionTitle | None = None
        if title:
            self.setAccessibleName(title)
            self.heading = SectionTitle(title, aside)
            self.body.addWidget(self.heading)
            if has_rule:
                self.body.addWidget(Rule())

    def set_title(self, title: str) -> None:
        """Change the heading of a card that was made with one."""
        self.setAccessibleName(title)
        if self.heading is not None:
            self.heading.title.setText(title)
