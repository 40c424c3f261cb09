"""Lines that are read while they are typed: days, times, lengths, amounts, numbers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import QDate, QLocale, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QCursor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCalendarWidget, QSizePolicy, QVBoxLayout, QWidget

from tracker.domain.money import Money
from tracker.i18n import _, unmarked
from tracker.ui import icons, reading, theme
from tracker.ui.parts.fields import ChoiceField, LineField
from tracker.ui.parts.ground import Ground
from tracker.ui.style import calendar_sheet

T = TypeVar("T")

_MARK = 16


class TypedField(LineField, Generic[T]):
    """A line that stands for a value. Leaving it writes the value as it was understood.

    `read` gives the value of a text, None for an empty one, and raises ValueError with a sentence;
    `write` is the way back. `edited` is emitted with each change by the person.
    """

    edited = Signal()

    def __init__(
        self,
        read: Callable[[str], T | None],
        write: Callable[[T | None], str],
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """An empty line."""
        super().__init__("", placeholder, parent)
        self._read, self._write = read, write
        self._kept: T | None = None
        self._shown = ""
        self.textEdited.connect(self._tell)

    def value(self) -> T | None:
        """What is typed; None where nothing is, or where it can't be read."""
        if self.text() == self._shown:
            return self._kept
        try:
            return self._read(self.text())
        except ValueError:
            return None

    def fault(self) -> str:
        """Why what is typed can't be read, in a sentence; "" where it can."""
        if self.text() == self._shown:
            return ""
        try:
            self._read(self.text())
        except ValueError as error:
            return str(error)
        return ""

    def set_value(self, value: T | None) -> None:
        """Show `value`."""
        self._kept, self._shown = value, unmarked(self._write(value))
        if self.text() != self._shown:
            self.setText(self._shown)
            self.setCursorPosition(0)

    def is_blank(self) -> bool:
        """Whether nothing is typed."""
        return not self.text().strip()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show what was understood."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason and not self.fault():
            self.set_value(self.value())

    def _tell(self) -> None:
        self.edited.emit()


class DayField(TypedField[date]):
    """A day, typed in many ways or picked from a calendar; the arrow keys step it."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        """`today` is what «yesterday» is seen from."""
        super().__init__(partial(_read_day, today), reading.write_day, "", parent)
        self._today = today
        room = theme.current().px(_MARK) + theme.GAP_TINY
        # Qt mirrors the line, but not its margins.
        left, right = (room, 0) if self.isRightToLeft() else (0, room)
        self.keep_free(left, right)
        self.setToolTip(_("Alt+↓ opens a calendar; ↑ and ↓ go a day forth and back"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down step the day; with Alt the calendar opens."""
        key = event.key()
        if key == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not event.modifiers():
            self._step(1 if key == Qt.Key.Key_Up else -1)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the mark opens the calendar."""
        if self._is_on_mark(event.position().x()):
            self.open_calendar()
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The pointer says that the mark can be clicked."""
        super().mouseMoveEvent(event)
        is_hand = self._is_on_mark(event.position().x())
        shape = Qt.CursorShape.PointingHandCursor if is_hand else Qt.CursorShape.IBeamCursor
        self.setCursor(QCursor(shape))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line and the mark of the calendar."""
        super().paintEvent(event)
        side = theme.current().px(_MARK)
        x = theme.GAP if self.isRightToLeft() else self.width() - side - theme.GAP
        tone = "muted" if self.isEnabled() else "on_disabled"
        square = QRectF(x, (self.height() - side) / 2, side, side)
        icons.paint(QPainter(self), square, "calendar", tone)

    def open_calendar(self) -> None:
        """Show a month to pick from, under the field."""
        popup = _Calendar(self.value() or self._today, self)
        popup.picked.connect(self._pick)
        popup.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        popup.show()

    def _pick(self, day: date) -> None:
        self.set_value(day)
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        self.edited.emit()

    def _step(self, days: int) -> None:
        held = self.value()
        if self.fault():
            return
        ordinal = (held.toordinal() + days) if held else self._today.toordinal()
        self.set_value(date.fromordinal(ordinal))
        self.edited.emit()

    def _is_on_mark(self, x: float) -> bool:
        room = theme.current().px(_MARK) + 2 * theme.GAP
        return x < room if self.isRightToLeft() else x > self.width() - room


def _read_day(today: date, text: str) -> date | None:
    return reading.read_day(text, today)


class _Calendar(Ground):
    """A month over everything else; a click or Enter picks, Esc closes."""

    picked = Signal(object)

    def __init__(self, day: date, parent: QWidget) -> None:
        super().__init__("card", parent=parent)
        self.setWindowFlags(Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget()
        calendar.setStyleSheet(calendar_sheet(theme.current()))
        calendar.setGridVisible(False)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        calendar.clicked.connect(self._take)
        calendar.activated.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GAP_TINY, theme.GAP_TINY, theme.GAP_TINY, theme.GAP_TINY)
        column.addWidget(calendar)
        calendar.setFocus()

    def _take(self, day: QDate) -> None:
        if self.isVisible():
            self.close()
            self.picked.emit(date(day.year(), day.month(), day.day()))


class ClockField(TypedField[time]):
    """A wall time, typed as 1259, 12:59, 12.59 or 1pm."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty line."""
        super().__init__(reading.read_clock, reading.write_clock, "19:00", parent)


class LengthField(TypedField[int]):
    """A length of time [s], typed as 45, 45m, 1h30 or 1.5 h."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty line."""
        super().__init__(reading.read_length, reading.write_length, "45m", parent)


class HoursField(TypedField[int]):
    """A length of time [s] of which a bare number is hours: what is planned for a credential."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty line."""
        super().__init__(reading.read_hours, reading.write_length, "65 h", parent)


class NumberField(TypedField[Decimal]):
    """A number that may be unknown, with at most three decimals."""

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        """An empty line."""
        super().__init__(reading.read_number, reading.write_number, placeholder, parent)


class AmountField(TypedField[Money]):
    """An amount in the currency of the list beside it; a currency typed with it is taken over."""

    def __init__(
        self, currency: str, choose: Callable[[str], object], parent: QWidget | None = None
    ) -> None:
        """`currency` holds until `set_currency`; `choose` is told of a currency that was typed."""
        example = QLocale().toString(150.0, "f", 2)
        super().__init__(self._read_here, reading.write_amount, example, parent)
        self._currency = currency
        self._choose = choose

    def set_currency(self, currency: str) -> None:
        """Read the same figures in another currency."""
        if currency != self._currency:
            text = self.text()
            self._currency = currency
            self._shown, self._kept = "", None
            self.setText(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hand a typed currency to the list before the amount is shown without it."""
        money = self.value()
        if money is not None and money.currency != self._currency:
            self._currency = money.currency
            self._choose(money.currency)
        super().focusOutEvent(event)

    def _read_here(self, text: str) -> Money | None:
        return reading.read_amount(text, self._currency)


class CurrencyField(ChoiceField):
    """A currency by its code; the usual ones come first."""

    # The currencies of most fees in the catalogue, by how often they stand there.
    _USUAL = ("EUR", "USD", "GBP", "CHF", "CAD", "AUD", "INR", "JPY")

    def __init__(self, own: str, parent: QWidget | None = None) -> None:
        """`own` is the person's currency, which stands on top."""
        super().__init__(parent)
        from tracker.domain.money import currencies

        for code in dict.fromkeys((own, *self._USUAL, *currencies())):
            self.addItem(code, code)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for a code and the mark."""
        hint = super().sizeHint()
        wide = self.fontMetrics().horizontalAdvance("MMM") + theme.current().px(_MARK) * 2 + 24
        return QSize(wide, hint.height())

    def choose(self, code: str) -> None:
        """Show `code`; one that is not in the list (withdrawn, or of a newer program) joins it."""
        place = self.findData(code)
        if place < 0:
            self.addItem(code, code)
            place = self.count() - 1
        self.setCurrentIndex(place)

    def code(self) -> str:
        """The code that is chosen."""
        return str(self.currentData())
