"""Fields of money: amounts with their currency, and rates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from tracker.domain.money import Money
from tracker.i18n import _
from tracker.ui.forms.inputs import Input, beside
from tracker.ui.forms.spec import FieldSpec, FormContext, Values
from tracker.ui.parts.fields import LineField
from tracker.ui.parts.typed import AmountField, CurrencyField


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
        expenses = (values.get("expense_id"), *(values.get("expense_ids") or ()))
        about = next((number for number in expenses if number), 0)
        code = values.get("currency") or self.context.expense_currencies.get(about)
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
        self.line.textChanged.connect(self.tell)

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
