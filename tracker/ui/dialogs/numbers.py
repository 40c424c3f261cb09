"""Asks for a few numbers, each with a sentence on what it does to the figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from tracker.analytics.returns.reading import to_decimal
from tracker.domain.changes import Changes
from tracker.errors import TrackerError
from tracker.i18n import _
from tracker.record import Record
from tracker.ui.desk import Desk
from tracker.ui.dialogs.base import Dialog, cancel_button
from tracker.ui.parts.button import Button
from tracker.ui.parts.fields import FieldFrame, LineField
from tracker.ui.parts.flow import WrapGrid
from tracker.ui.parts.labels import PlainLabel
from tracker.ui.parts.typed import TypedField

Numbers = Mapping[str, Decimal | str | None]
Operation = Callable[[Record], Changes]

_WIDTH = 560
_FIELD = 150


@dataclass(frozen=True, slots=True)
class Ask:
    """One number by its name. `factor` is what is typed for 1: 100 for a percentage.

    A `text` is asked as it stands. `hint` says what it does.
    """

    name: str
    label: str
    value: Decimal | str | None = None
    hint: str = ""
    factor: int = 1
    is_text: bool = False


class NumberLine(TypedField[Decimal]):
    """A number that may be negative and have any decimals, in units of `factor`."""

    def __init__(self, factor: int = 1, parent: QWidget | None = None) -> None:
        """An empty line."""
        self._factor = factor
        super().__init__(self._read_number, self._write_number, "", parent)

    def _read_number(self, text: str) -> Decimal | None:
        plain = text.strip().removesuffix("%").strip()
        for sign in (" ", "\u00a0", "\u202f"):
            plain = plain.replace(sign, "")
        if not plain:
            return None
        if "," in plain and "." not in plain:
            plain = plain.replace(",", ".")
        number = to_decimal(plain)
        if number is None:
            raise ValueError(_("«{text}» is no number.").format(text=text[:40]))
        return number / self._factor

    def _write_number(self, value: Decimal | None) -> str:
        if value is None:
            return ""
        shown = value * self._factor
        text = f"{shown.normalize():f}" if shown else "0"
        return text.replace(".", QLocale().decimalPoint())


class NumbersDialog(Dialog):
    """Asks `asks` and does what `save` makes of the answers; what is refused is said in it."""

    def __init__(
        self,
        desk: Desk,
        title: str,
        intro: str,
        asks: Sequence[Ask],
        save: Callable[[Numbers], Operation],
        verb: str = "",
    ) -> None:
        """The fields stand beside one another where there is room."""
        super().__init__(title, _WIDTH, is_scrolled=True)
        self._desk, self._save = desk, save
        if intro:
            self.body.addWidget(PlainLabel(intro, tone="muted", wraps=True))
        self._fields: dict[str, NumberLine | LineField] = {}
        self._frames: dict[str, FieldFrame] = {}
        holder = QWidget()
        grid = WrapGrid(column=_FIELD, most=3 if len(asks) % 3 == 0 else 2, parent=holder)
        for ask in asks:
            field: NumberLine | LineField
            if ask.is_text:
                field = LineField(str(ask.value or ""))
            else:
                field = NumberLine(ask.factor)
                field.set_value(ask.value if isinstance(ask.value, Decimal) else None)
            self._fields[ask.name] = field
            frame = self._frames[ask.name] = FieldFrame(ask.label, field, ask.hint)
            grid.addWidget(frame)
        self.body.addWidget(holder)
        self.add_button(cancel_button(self))
        self.primary = Button(verb or _("Use"), "primary", run=self.save)
        self.add_button(self.primary, is_default=True)
        next(iter(self._fields.values())).setFocus()

    def field(self, name: str) -> NumberLine | LineField:
        """The field of a number."""
        return self._fields[name]

    def save(self) -> None:
        """Do it, or show what is in the way."""
        found: dict[str, Decimal | str | None] = {}
        is_good = True
        for name, field in self._fields.items():
            if isinstance(field, NumberLine):
                fault = field.fault()
                self._frames[name].set_problem(fault)
                is_good = is_good and not fault
                found[name] = field.value()
            else:
                found[name] = field.text().strip()
        if not is_good:
            self.grow()
            return
        self.primary.setEnabled(False)
        self._desk.do(self._save(found), self._saved, self._failed)

    def _saved(self, _changes: Changes) -> None:
        self.accept()

    def _failed(self, error: BaseException) -> None:
        self.primary.setEnabled(True)
        if isinstance(error, TrackerError):
            self.notice.say(str(error))
            self.grow()
        else:
            self._desk.failed.emit(error)
