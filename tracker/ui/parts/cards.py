"""The white blocks that a page is made of, and the lines within them."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

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
    """The heading of a section, with a remark or a control at its end."""

    def __init__(
        self, title: str, aside: str | QWidget = "", parent: QWidget | None = None
    ) -> None:
        """`aside` is a muted text or any widget; nothing by default."""
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        self.title = ElidedLabel(title, "section")
        row.addWidget(self.title, 1)
        self.aside: ElidedLabel | None = None
        if isinstance(aside, QWidget):
            row.addWidget(aside)
        else:
            self.aside = ElidedLabel(aside, tone="muted")
            row.addWidget(self.aside)

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
