"""Fields that choose among what the record or the computer knows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.domain.study import Share
from tracker.i18n import _
from tracker.ui import theme
from tracker.ui.forms.inputs import (
    ChoiceInput,
    ClockInput,
    DayInput,
    FlagInput,
    HoursInput,
    Input,
    LengthInput,
    MinutesInput,
    NumberInput,
    capital,
)
from tracker.ui.forms.money_inputs import AmountInput, MoneyInput, RateInput
from tracker.ui.forms.renewal_inputs import CategoriesInput, CategoryInput, CyclesInput
from tracker.ui.forms.spec import FieldKind, FieldSpec, FormContext, Values
from tracker.ui.forms.text_inputs import FileInput, LongInput, TagsInput, TextInput, dress
from tracker.ui.forms.ticks import ExpensesInput
from tracker.ui.forms.when import ExamInput, WhenInput
from tracker.ui.parts.button import Button, icon_button
from tracker.ui.parts.fields import ChoiceField
from tracker.ui.parts.stepped import CountField
from tracker.ui.parts.typed import CurrencyField


class CredentialInput(ChoiceInput):
    """One credential, or none where that may be."""

    def choices(self) -> list[tuple[str, Any]]:
        """The credentials by name."""
        none = [(_(self.spec.placeholder or "none"), None)] if self.spec.may_be_unknown else []
        return none + [(name, number) for number, name in self.context.titles.items()]

    def fill(self, values: Mapping[str, Any]) -> None:
        """Choose it; one that is not offered any more (archived) joins the list."""
        wanted = values.get(self.spec.name)
        if wanted is not None and self.list.findData(wanted) < 0:
            self.list.addItem(name_of(wanted, self.context), wanted)
        super().fill(values)


class ExpenseInput(ChoiceInput):
    """One of the newest expenses, or none."""

    def choices(self) -> list[tuple[str, Any]]:
        """The expenses, newest first."""
        none = [(_("none"), None)] if self.spec.may_be_unknown else []
        return none + [(text, number) for number, text in self.context.expenses.items()]


class WeekdayInput(ChoiceInput):
    """A day of the week: 0 for Monday to 6 for Sunday."""

    def choices(self) -> list[tuple[str, Any]]:
        """The seven days."""
        return [(capital(QLocale().standaloneDayName(day + 1)), day) for day in range(7)]


class ThemeInput(ChoiceInput):
    """Light, dark, or as the system has it."""

    def choices(self) -> list[tuple[str, Any]]:
        """The three looks."""
        return [(_("As the system"), "system"), (_("Light"), "light"), (_("Dark"), "dark")]


class CurrencyInput(Input):
    """A currency by its code."""

    def __init__(self, spec: FieldSpec, context: FormContext, parent: QWidget) -> None:
        """The person's own."""
        super().__init__(spec, context, parent)
        self.list = CurrencyField(context.settings.currency)
        self.hold(self.list)
        self.list.currentIndexChanged.connect(self.tell)

    def read(self) -> Values:
        """The code."""
        return {self.spec.name: self.list.code()}

    def fill(self, values: Mapping[str, Any]) -> None:
        """Choose it."""
        if self.spec.name in values:
            self.list.choose(values[self.spec.name])


class ZoneInput(TextInput):
    """A time zone by its name; empty is the computer's own."""

    def __init__(self, spec: FieldSpec, context: FormContext, parent: QWidget) -> None:
        """A line that offers every zone."""
        super().__init__(spec, context, parent)
        from PySide6.QtCore import Qt
        from PySide6.QtWidgets import QCompleter

        from tracker.domain.zones import zone_names

        completer = QCompleter(list(zone_names()), self.line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        dress(completer)
        self.line.setCompleter(completer)
        text = _("this computer’s own ({zone})").format(zone=context.zone)
        self.line.setPlaceholderText(text)


class SharesInput(Input):
    """The credentials that something serves; from the second on, each with its weight."""

    def __init__(self, spec: FieldSpec, context: FormContext, parent: QWidget) -> None:
        """One row without a credential."""
        super().__init__(spec, context, parent)
        self.holder = QWidget()
        self._column = QVBoxLayout(self.holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.GAP_SMALL)
        self._rows: list[_ShareRow] = []
        self._more = Button(_("Another credential"), "quiet", icon="plus", run=self._add_empty)
        self._column.addWidget(self._more)
        first = self._add(None, 1)
        self.hold(self.holder, first.list)
        self._arrange()

    def read(self) -> Values:
        """The shares in order; rows without a credential are none."""
        return {
            self.spec.name: tuple(
                Share(row.list.currentData(), row.weight.value())
                for row in self._rows
                if row.list.currentData() is not None
            )
        }

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show the shares."""
        if self.spec.name not in values:
            return
        shares: tuple[Share, ...] = tuple(values[self.spec.name] or ())
        for row in self._rows[max(1, len(shares)) :]:
            self._drop(row)
        for place, share in enumerate(shares or (None,)):
            if place == len(self._rows):
                self._add(None, 1)
            self._rows[place].show_share(share)
        self._arrange()

    def rows(self) -> int:
        """How many rows stand there."""
        return len(self._rows)

    def _add(self, number: int | None, weight: int) -> _ShareRow:
        row = _ShareRow(self.context, self)
        row.show_share(Share(number, weight) if number is not None else None)
        self._rows.append(row)
        self._column.insertWidget(len(self._rows) - 1, row)
        # Made after the button below it, it comes before it all the same.
        before = self._rows[-2].less if len(self._rows) > 1 else None
        for stop in (row.list, row.weight, row.less, self._more):
            if before is not None:
                QWidget.setTabOrder(before, stop)
            before = stop
        return row

    def _add_empty(self) -> None:
        row = self._add(None, 1)
        self._arrange()
        row.list.setFocus()
        self.changed.emit()

    def remove(self, row: _ShareRow) -> None:
        """Take a row away."""
        self._drop(row)
        self._arrange()
        self._rows[-1].list.setFocus()
        self.changed.emit()

    def choose(self) -> None:
        """Something was chosen in a row."""
        self._arrange()
        self.changed.emit()

    def _drop(self, row: _ShareRow) -> None:
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _arrange(self) -> None:
        """Weights only say something where there are several."""
        for place, row in enumerate(self._rows):
            row.show_more(has_weight=len(self._rows) > 1, is_removable=place > 0)
        is_full = len(self._rows) >= len(self.context.titles)
        self._more.setVisible(not is_full and self._rows[-1].list.currentData() is not None)


class _ShareRow(QWidget):
    """One credential with its weight."""

    def __init__(self, context: FormContext, shares: SharesInput) -> None:
        super().__init__()
        self._shares = shares
        self._context = context
        self.list = ChoiceField()
        self.list.let_shrink()
        self.list.setAccessibleName(_("Credential"))
        self.list.addItem(_("no credential"), None)
        for number, name in context.titles.items():
            self.list.addItem(name, number)
        self.weight = CountField(1, 1_000)
        self.weight.setAccessibleName(_("Weight"))
        self.weight.setFixedWidth(theme.current().px(84))
        self.weight.setPrefix(_("× "))
        self.weight.setToolTip(_("How much of it this credential takes beside the others"))
        self.less = icon_button("close", _("Leave out"), self._remove, is_quiet=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP_SMALL)
        row.addWidget(self.list, 1)
        row.addWidget(self.weight)
        row.addWidget(self.less)
        self.list.currentIndexChanged.connect(self._changed)
        self.weight.valueChanged.connect(self._changed)

    def show_share(self, share: Share | None) -> None:
        """Choose a credential with its weight."""
        if share is None:
            self.list.setCurrentIndex(0)
            self.weight.setValue(1)
            return
        place = self.list.findData(share.credential_id)
        if place < 0:
            name = name_of(share.credential_id, self._context)
            self.list.addItem(name, share.credential_id)
            place = self.list.count() - 1
        self.list.setCurrentIndex(place)
        self.weight.setRange(1, max(1_000, share.weight))
        self.weight.setValue(share.weight)

    def show_more(self, *, has_weight: bool, is_removable: bool) -> None:
        """Show or hide what only several rows need."""
        self.weight.setVisible(has_weight)
        self.less.setVisible(is_removable)

    def _changed(self) -> None:
        self._shares.choose()

    def _remove(self) -> None:
        self._shares.remove(self)


_INPUTS: dict[FieldKind, type[Input]] = {
    "text": TextInput,
    "long": LongInput,
    "day": DayInput,
    "clock": ClockInput,
    "minutes": MinutesInput,
    "hours": HoursInput,
    "length": LengthInput,
    "number": NumberInput,
    "money": MoneyInput,
    "amount": AmountInput,
    "choice": ChoiceInput,
    "flag": FlagInput,
    "credential": CredentialInput,
    "shares": SharesInput,
    "tags": TagsInput,
    "file": FileInput,
    "when": WhenInput,
    "exam": ExamInput,
    "zone": ZoneInput,
    "weekday": WeekdayInput,
    "currency": CurrencyInput,
    "theme": ThemeInput,
    "expense": ExpenseInput,
    "rate": RateInput,
    "categories": CategoriesInput,
    "category": CategoryInput,
    "cycles": CyclesInput,
    "expenses": ExpensesInput,
}


def name_of(number: int, context: FormContext) -> str:
    """What a credential that is not offered (any more) is called."""
    return context.names.get(number) or _("credential {n}").format(n=number)


def make_input(spec: FieldSpec, context: FormContext, parent: QWidget) -> Input:
    """The widget of a field."""
    return _INPUTS[spec.kind](spec, context, parent)
