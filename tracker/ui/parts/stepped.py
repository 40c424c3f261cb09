"""Fields whose value the arrow keys step: a day, a wall time, a count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QDateEdit, QSpinBox, QTimeEdit, QWidget

from tracker.ui.parts.fieldlook import clear_ground, field_height, inset, paint_field, paint_mark


def _make_plain(field: QAbstractSpinBox) -> None:
    """Leave out buttons and frame, and begin the text where it begins in every other field."""
    field.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
    field.setFrame(False)
    field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    clear_ground(field.lineEdit())
    field.lineEdit().setTextMargins(inset(), 0, inset(), 0)


if TYPE_CHECKING:
    _SpinBox = QAbstractSpinBox
else:
    _SpinBox = object


class _Stepped(_SpinBox):
    """What the fields share whose value the arrow keys step."""

    def sizeHint(self) -> QSize:
        """As tall as every field."""
        hint = super().sizeHint()
        return QSize(hint.width() + 2 * inset(), max(hint.height(), field_height()))

    def minimumSizeHint(self) -> QSize:
        """Nothing of it is cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground; the text is a line of its own."""
        paint_field(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Step only where the keyboard is; else the page scrolls on and the value stays."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class DateField(_Stepped, QDateEdit):
    """A day, with a calendar that opens at its end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Written as the locale writes it, with the year in full."""
        super().__init__(parent)
        self.setCalendarPopup(True)
        _make_plain(self)
        pattern = self.locale().dateFormat(self.locale().FormatType.ShortFormat)
        # Two figures of a year are a guess, in which a valid-until of 2031 becomes 1931.
        self.setDisplayFormat(pattern if "yyyy" in pattern else pattern.replace("yy", "yyyy"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground, and the mark that it opens."""
        super().paintEvent(event)
        paint_mark(self, "calendar")


class TimeField(_Stepped, QTimeEdit):
    """A wall time, as the locale writes it; the arrow keys step it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Without buttons: the keys and the wheel do what they do."""
        super().__init__(parent)
        _make_plain(self)
        self.setDisplayFormat(self.locale().timeFormat(self.locale().FormatType.ShortFormat))


class CountField(_Stepped, QSpinBox):
    """A whole number; the arrow keys and the wheel step it."""

    def __init__(self, least: int = 0, most: int = 9999, parent: QWidget | None = None) -> None:
        """Both ends are allowed."""
        super().__init__(parent)
        self.setRange(least, most)
        _make_plain(self)
