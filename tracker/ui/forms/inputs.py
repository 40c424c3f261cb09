"""The widgets of a form's fields: each shows values of a draft and gives them back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QWidget,
)

from tracker.i18n import _
from tracker.ui import theme
from tracker.ui.forms.spec import FieldSpec, FormContext, Values
from tracker.ui.parts.checkfield import CheckField
from tracker.ui.parts.fields import ChoiceField
from tracker.ui.parts.typed import (
    ClockField,
    DayField,
    HoursField,
    LengthField,
    NumberField,
    TypedField,
)


class Input(QObject):
    """One field of a form.

    `widget` is what is laid out, `marked` the part of it that carries name, problem and focus.
    `changed` follows each change by the person, `left` the focus going elsewhere.
    """

    changed = Signal()
    left = Signal()

    def __init__(self, spec: FieldSpec, context: FormContext, parent: QWidget) -> None:
        """Makes the widget, empty."""
        super().__init__(parent)
        self.spec = spec
        self.context = context
        self.widget: QWidget
        self.marked: QWidget

    def hold(self, widget: QWidget, marked: QWidget | None = None) -> None:
        """Say which widget this is."""
        self.widget, self.marked = widget, marked or widget
        if widget is not self.marked:
            widget.setFocusProxy(self.marked)
        self.marked.installEventFilter(self)

    def read(self) -> Values:
        """The values of the draft's fields that it answers; None where nothing is known."""
        raise NotImplementedError

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show the values of its fields; those that are not in `values` stay as they are."""
        raise NotImplementedError

    def arrange(self, *, is_narrow: bool) -> None:
        """Lay itself out for the room there is; most fields have nothing to lay out."""

    def follow(self, values: Mapping[str, Any]) -> None:
        """Take note of what all fields say, where this one depends on another."""

    def fault(self) -> str:
        """Why what is typed can't be read; "" where it can."""
        return ""

    def faults(self) -> dict[str, str]:
        """The faults by field of the draft."""
        found = self.fault()
        return {self.spec.name: found} if found else {}

    def is_blank(self) -> bool:
        """Whether nothing is said."""
        return all(value in (None, "", ()) for value in self.read().values())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell when the focus leaves."""
        if event.type() == QEvent.Type.FocusOut and watched is self.marked:
            self.left.emit()
        return super().eventFilter(watched, event)

    def tell(self) -> None:
        """Say that the person changed something."""
        self.changed.emit()


class TypedInput(Input):
    """A line that is read: a day, a time, a length, a number."""

    line: TypedField[Any]

    def __init__(self, spec: FieldSpec, context: FormContext, parent: QWidget) -> None:
        """An empty line."""
        super().__init__(spec, context, parent)
        self.line = self.make()
        if spec.placeholder:
            self.line.setPlaceholderText(_(spec.placeholder))
        self.hold(self.line)
        self.line.edited.connect(self.tell)

    def make(self) -> TypedField[Any]:
        """The line."""
        raise NotImplementedError

    def read(self) -> Values:
        """The value."""
        return {self.spec.name: self.from_line(self.line.value())}

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show the value."""
        if self.spec.name in values:
            self.line.set_value(self.to_line(values[self.spec.name]))

    def fault(self) -> str:
        """What the line says of itself."""
        return self.line.fault()

    def is_blank(self) -> bool:
        """Whether nothing is typed."""
        return self.line.is_blank()

    def from_line(self, value: Any) -> Any:
        """The draft's value of the line's."""
        return value

    def to_line(self, value: Any) -> Any:
        """The line's value of the draft's."""
        return value


class DayInput(TypedInput):
    """A day, or not known."""

    def make(self) -> TypedField[Any]:
        """A line with a calendar."""
        return DayField(self.context.today)


class LengthInput(TypedInput):
    """A length of time in seconds."""

    def make(self) -> TypedField[Any]:
        """A line such as `1 h 30 m`."""
        return LengthField()


class MinutesInput(LengthInput):
    """A length of time in whole minutes; hours where the hint says so."""

    def from_line(self, value: int | None) -> int | None:
        """Whole minutes; seconds are cut."""
        return None if value is None else value // 60

    def to_line(self, value: int | None) -> int | None:
        """In seconds."""
        return None if value is None else value * 60


class HoursInput(MinutesInput):
    """A length of time in whole minutes, where a bare number is hours."""

    def make(self) -> TypedField[Any]:
        """A line such as `65 h`."""
        return HoursField()


class ClockInput(TypedInput):
    """A time of day, in minutes after midnight."""

    def make(self) -> TypedField[Any]:
        """A line such as `04:00`."""
        return ClockField()

    def from_line(self, value: time | None) -> int:
        """Minutes after midnight; nothing is midnight."""
        return 0 if value is None else value.hour * 60 + value.minute

    def to_line(self, value: int) -> time:
        """The time of day."""
        return time(value // 60, value % 60)


class NumberInput(TypedInput):
    """A number; in thousandths in the draft where the spec says so, else whole."""

    def make(self) -> TypedField[Any]:
        """A line."""
        return NumberField()

    def from_line(self, value: Decimal | None) -> int | None:
        """In the draft's unit."""
        if value is None:
            return None
        return int(value * 1000) if self.spec.milli else int(value)

    def to_line(self, value: int | None) -> Decimal | None:
        """As it is typed."""
        if value is None:
            return None
        return Decimal(value) / 1000 if self.spec.milli else Decimal(value)

    def fault(self) -> str:
        """Not a number, or a fraction where only whole ones count."""
        found = super().fault()
        value = self.line.value()
        if not found and value is not None and not self.spec.milli and value != int(value):
            return _("Only whole numbers count here.")
        return found


class ChoiceInput(Input):
    """One word of a list."""

    def __init__(self, spec: FieldSpec, context: FormContext, parent: QWidget) -> None:
        """The first word, or «not known»."""
        super().__init__(spec, context, parent)
        self.list = ChoiceField()
        self.list.let_shrink()
        self.hold(self.list)
        for text, value in self.choices():
            self.list.addItem(text, value)
        self.list.currentIndexChanged.connect(self.tell)

    def choices(self) -> list[tuple[str, Any]]:
        """What stands in the list."""
        if self.spec.word is None:
            raise ValueError(self.spec.name)
        unknown = [(_("not known"), None)] if self.spec.may_be_unknown else []
        return unknown + [(capital(word.text), word) for word in self.spec.word]

    def read(self) -> Values:
        """What is chosen."""
        return {self.spec.name: self.list.currentData()}

    def fill(self, values: Mapping[str, Any]) -> None:
        """Choose it."""
        if self.spec.name in values:
            wanted = values[self.spec.name]
            places = (i for i in range(self.list.count()) if self.list.itemData(i) == wanted)
            self.list.setCurrentIndex(next(places, 0))


class FlagInput(Input):
    """Yes or no; the label stands beside the box."""

    def __init__(self, spec: FieldSpec, context: FormContext, parent: QWidget) -> None:
        """No."""
        super().__init__(spec, context, parent)
        self.box = CheckField(_(spec.label))
        self.hold(self.box)
        self.box.toggled.connect(self.tell)

    def read(self) -> Values:
        """Whether it is ticked."""
        return {self.spec.name: self.box.isChecked()}

    def fill(self, values: Mapping[str, Any]) -> None:
        """Tick it or not."""
        if self.spec.name in values:
            self.box.setChecked(bool(values[self.spec.name]))


def beside(first: QWidget, second: QWidget) -> QWidget:
    """Two widgets beside one another as one; the first takes the room."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.GAP_SMALL)
    row.addWidget(first, 1)
    row.addWidget(second)
    return holder


def capital(text: str) -> str:
    """A word of a list as an entry of its own begins: with a capital letter."""
    return text[:1].upper() + text[1:]
