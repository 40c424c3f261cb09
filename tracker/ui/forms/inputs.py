"""The widgets of a form's fields: each shows values of a draft and gives them back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import time
from decimal import Decimal
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QLocale, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QCompleter,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QWidget,
)

from tracker.domain.money import Money
from tracker.i18n import _
from tracker.ui import theme
from tracker.ui.forms.spec import FieldSpec, FormContext, Values
from tracker.ui.parts.button import Button
from tracker.ui.parts.fields import CheckField, ChoiceField, LineField, TextField
from tracker.ui.parts.typed import (
    AmountField,
    ClockField,
    CurrencyField,
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


class TextInput(Input):
    """A line; with `source`, what was typed there before is offered."""

    def __init__(self, spec: FieldSpec, context: FormContext, parent: QWidget) -> None:
        """An empty line."""
        super().__init__(spec, context, parent)
        self.line = LineField("", _(spec.placeholder) if spec.placeholder else "")
        self.hold(self.line)
        words = getattr(context, spec.source) if spec.source else ()
        if words:
            self.line.setCompleter(_completer(words, self.line))
        self.line.textChanged.connect(self.tell)

    def read(self) -> Values:
        """The text, without spaces at its ends."""
        return {self.spec.name: self.line.text().strip()}

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show the text."""
        if self.spec.name in values:
            self.line.setText(values[self.spec.name] or "")
            self.line.setCursorPosition(0)


class LongInput(Input):
    """Several lines."""

    def __init__(self, spec: FieldSpec, context: FormContext, parent: QWidget) -> None:
        """An empty text."""
        super().__init__(spec, context, parent)
        self.text = TextField("", _(spec.placeholder) if spec.placeholder else "")
        self.hold(self.text)
        self.text.textChanged.connect(self.tell)

    def read(self) -> Values:
        """The text as typed, without spaces at its ends."""
        return {self.spec.name: self.text.toPlainText().strip()}

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show the text."""
        if self.spec.name in values:
            self.text.setPlainText(values[self.spec.name] or "")


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


class MoneyInput(Input):
    """An amount with its currency; the draft holds minor units and the code."""

    def __init__(self, spec: FieldSpec, context: FormContext, parent: QWidget) -> None:
        """Nothing, in the person's currency."""
        super().__init__(spec, context, parent)
        own = context.settings.currency
        self.currency = CurrencyField(own)
        self.line = AmountField(own, self.currency.choose)
        self.currency.setAccessibleName(_("Currency"))
        self.hold(beside(self.line, self.currency), self.line)
        self.line.edited.connect(self.tell)
        self.currency.currentIndexChanged.connect(self._choose)

    def read(self) -> Values:
        """Minor units and code; both None where no amount is typed and none is needed."""
        money = self.line.value()
        code = money.currency if money else self.currency.code()
        values: Values = {self.spec.name: None if money is None else money.minor}
        for name in self.spec.names:
            values[name] = None if money is None and self.spec.may_be_unknown else code
        return values

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show the amount."""
        for name in self.spec.names:
            if values.get(name):
                self.currency.choose(values[name])
                self.line.set_currency(values[name])
        if self.spec.name in values:
            minor = values[self.spec.name]
            self.line.set_value(None if minor is None else Money(minor, self.currency.code()))

    def fault(self) -> str:
        """What the line says of itself."""
        return self.line.fault()

    def is_blank(self) -> bool:
        """Whether no amount is typed."""
        return self.line.is_blank()

    def _choose(self) -> None:
        self.line.set_currency(self.currency.code())
        self.changed.emit()


class AmountInput(MoneyInput):
    """An amount in a currency that is given elsewhere and shown only."""

    def __init__(self, spec: FieldSpec, context: FormContext, parent: QWidget) -> None:
        """Nothing, in the person's currency."""
        super().__init__(spec, context, parent)
        self.currency.setEnabled(False)

    def read(self) -> Values:
        """Minor units alone."""
        money = self.line.value()
        return {self.spec.name: None if money is None else money.minor}

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show the amount in the currency that the form was told."""
        self.follow(values)
        super().fill(values)

    def follow(self, values: Mapping[str, Any]) -> None:
        """Be in the currency of the expense, or in that which is chosen beside it."""
        code = values.get("currency") or self.context.expense_currencies.get(
            values.get("expense_id", 0)
        )
        if code and code != self.currency.code():
            self.currency.choose(code)
            self.line.set_currency(code)

    def fault(self) -> str:
        """A currency typed here that is another one."""
        money = self.line.value()
        if money is not None and money.currency != self.currency.code():
            return _("Only {currency} can be typed here.").format(currency=self.currency.code())
        return super().fault()


class RateInput(Input):
    """What one unit of another currency costs in the person's own; empty: by the day's rate."""

    def __init__(self, spec: FieldSpec, context: FormContext, parent: QWidget) -> None:
        """Not known."""
        super().__init__(spec, context, parent)
        self.line = LineField("", "1.0842")
        self._held: Values = {}
        self._shown = ""
        self.hold(self.line)
        self.line.textEdited.connect(self.tell)

    def read(self) -> Values:
        """The rate as digits, with its currency; as it was recorded where nothing was typed."""
        text = self.line.text().strip()
        if text == self._shown and self._held:
            return dict(self._held)
        known = {"rate_on": None, "rate_source": ""}
        plain = text.replace(",", ".")
        if not text or self.fault():
            return {"rate": None, "rate_currency": None, **known}
        return {"rate": plain, "rate_currency": self.context.settings.currency, **known}

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show the rate."""
        if self.spec.name in values:
            self._held = {name: values.get(name) for name in self.spec.answers}
            self._held["rate_source"] = values.get("rate_source") or ""
            self._shown = (values[self.spec.name] or "").replace(".", QLocale().decimalPoint())
            self.line.setText(self._shown)

    def fault(self) -> str:
        """Not a number."""
        text = self.line.text().strip()
        if not text or re.fullmatch(r"\d{1,10}(?:[.,]\d{1,12})?", text):
            return ""
        return _("«{text}» is no rate. Write it as {example}.").format(
            text=text[:40], example=QLocale().toString(1.0842, "f", 4)
        )

    def is_blank(self) -> bool:
        """Whether no rate is typed."""
        return not self.line.text().strip()


class ChoiceInput(Input):
    """One word of a list."""

    def __init__(self, spec: FieldSpec, context: FormContext, parent: QWidget) -> None:
        """The first word, or «not known»."""
        super().__init__(spec, context, parent)
        self.list = ChoiceField()
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


class TagsInput(Input):
    """Words divided by commas."""

    def __init__(self, spec: FieldSpec, context: FormContext, parent: QWidget) -> None:
        """No word."""
        super().__init__(spec, context, parent)
        self.line = LineField("", _(spec.placeholder or "exam, week 3"))
        self.hold(self.line)
        if spec.source:
            self.line.setCompleter(_TagCompleter(getattr(context, spec.source), self.line))
        self.line.textChanged.connect(self.tell)

    def read(self) -> Values:
        """The words in order, each once, without a # before them."""
        words = (word.strip().lstrip("#").strip() for word in self.line.text().split(","))
        return {self.spec.name: tuple(dict.fromkeys(word for word in words if word))}

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show the words."""
        if self.spec.name in values:
            self.line.setText(", ".join(values[self.spec.name] or ()))


class FileInput(Input):
    """A file of this computer, chosen or typed."""

    def __init__(self, spec: FieldSpec, context: FormContext, parent: QWidget) -> None:
        """No file."""
        super().__init__(spec, context, parent)
        self.line = LineField("", _("no file"))
        self.choose = Button(_("Choose…"), icon="folder", run=self._choose)
        self.hold(beside(self.line, self.choose), self.line)
        self.line.textChanged.connect(self.tell)

    def read(self) -> Values:
        """The path, None for no file."""
        text = self.line.text().strip()
        return {self.spec.name: Path(text).expanduser() if text else None}

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show the path."""
        if self.spec.name in values:
            self.line.setText(str(values[self.spec.name] or ""))

    def fault(self) -> str:
        """A file that is not there."""
        path = self.read()[self.spec.name]
        return "" if path is None or path.is_file() else _("There is no such file.")

    def _choose(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self.widget, _("Choose a file"))
        if name:
            self.line.setText(name)


class _TagCompleter(QCompleter):
    """Completes the last of several words."""

    def __init__(self, words: tuple[str, ...], line: QLineEdit) -> None:
        super().__init__(list(words), line)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        dress(self)

    def splitPath(self, path: str) -> list[str]:
        return [path.rsplit(",", 1)[-1].strip().lstrip("#")]

    def pathFromIndex(self, index: Any) -> str:
        line = self.widget()
        text = line.text() if isinstance(line, QLineEdit) else ""
        before = text.rsplit(",", 1)[0] + ", " if "," in text else ""
        return before + super().pathFromIndex(index)


def _completer(words: tuple[str, ...], line: QLineEdit) -> QCompleter:
    made = QCompleter(list(words), line)
    made.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    made.setFilterMode(Qt.MatchFlag.MatchContains)
    dress(made)
    return made


def dress(completer: QCompleter) -> None:
    """Give the list of a completer the look of every list that opens."""
    popup = completer.popup()
    if popup is not None:
        popup.setProperty("part", "popup")


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
