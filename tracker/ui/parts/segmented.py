"""One of a few, as chips beside one another: week, day, calendar, table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QRadioButton,
    QSizePolicy,
    QWidget,
)

from tracker.ui import theme
from tracker.ui.parts.flow import FlowLayout
from tracker.ui.parts.painting import focus_ring, rounded

_HEIGHT = 26
_PADDING = 11


class _Segment(QRadioButton):
    """One choice; a radio button to a screen reader and the arrow keys."""

    def __init__(self, text: str, ident: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.ident = ident
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        look = theme.current()
        metrics = QFontMetrics(look.font("chip"))
        wide = metrics.horizontalAdvance(self.text()) + 2 * look.px(_PADDING)
        return QSize(wide, max(look.px(_HEIGHT), metrics.height() + 8))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos) -> bool:  # noqa: ANN001 - Qt's name and argument
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        rect = QRectF(self.rect())
        radius = rect.height() / 2
        ground, border, ink = "surface", "border", "muted"
        if self.isChecked():
            ground, border, ink = "accent_soft", "", "accent"
        elif self.underMouse():
            ground, border, ink = "hover", "border_hover", "ink"
        if not self.isEnabled():
            ground, border, ink = "disabled", "border_disabled", "on_disabled"
        rounded(painter, rect, radius, look.color(ground), look.color(border) if border else None)
        painter.setFont(look.font("chip"))
        painter.setPen(look.color(ink))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), self.text())
        if self.hasFocus():
            focus_ring(painter, rect, radius)


class Segmented(QWidget):
    """Exactly one of a few choices; `chosen` tells its id when the person picks another."""

    chosen = Signal(str)

    def __init__(
        self,
        choices: Sequence[tuple[str, str]],
        name: str = "",
        *,
        wraps: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`choices` are (id, words); the first is picked. `name` says what is chosen.

        With `wraps` it takes the width it is given and goes over several lines.
        """
        super().__init__(parent)
        self.setAccessibleName(name)
        row = FlowLayout(theme.GAP_SMALL, self) if wraps else QHBoxLayout(self)
        fixed = QSizePolicy.Policy.Fixed
        if wraps:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        else:
            self.setSizePolicy(fixed, fixed)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP_SMALL)
        self._group = QButtonGroup(self)
        self._segments: dict[str, _Segment] = {}
        for ident, text in choices:
            segment = _Segment(text, ident, self)
            self._segments[ident] = segment
            self._group.addButton(segment)
            row.addWidget(segment)
        if choices:
            self._segments[choices[0][0]].setChecked(True)
        self._group.buttonToggled.connect(self._toggled)

    def sizeHint(self) -> QSize:
        """All choices on one line."""
        hints = [segment.sizeHint() for segment in self._segments.values()]
        gaps = theme.GAP_SMALL * max(0, len(hints) - 1)
        tall = max((hint.height() for hint in hints), default=0)
        return QSize(sum(hint.width() for hint in hints) + gaps, tall)

    def current(self) -> str:
        """The id of what is picked; "" where there are no choices."""
        button = self._group.checkedButton()
        return button.ident if isinstance(button, _Segment) else ""

    def set_text(self, ident: str, text: str) -> None:
        """Change the words of a choice, for instance for another count."""
        segment = self._segments[ident]
        if segment.text() != text:
            segment.setText(text)
            segment.updateGeometry()

    def pick(self, ident: str) -> None:
        """Pick a choice without telling of it."""
        self._group.blockSignals(True)
        self._segments[ident].setChecked(True)
        self._group.blockSignals(False)

    def _toggled(self, button: QAbstractButton, is_on: bool) -> None:
        if is_on and isinstance(button, _Segment):
            self.chosen.emit(button.ident)
