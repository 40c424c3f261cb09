"""Fields of several things, each with a box to be ticked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.ui.forms.inputs import Input
from tracker.ui.forms.spec import FieldSpec, FormContext, Values
from tracker.ui.parts.checkfield import CheckField


class TicksInput(Input):
    """Things by their number, each with a box; the draft holds the numbers that are ticked."""

    def __init__(self, spec: FieldSpec, context: FormContext, parent: QWidget) -> None:
        """Nothing to tick; `offer` adds what there is."""
        super().__init__(spec, context, parent)
        self.holder = QWidget()
        self.column = QVBoxLayout(self.holder)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.boxes: dict[int, CheckField] = {}
        self.hold(self.holder)

    def offer(self, things: Mapping[int, str]) -> None:
        """Add a box for each; none is ticked."""
        for number, text in things.items():
            box = CheckField(text.replace("&", "&&"))
            box.setAccessibleName(text)
            box.toggled.connect(self.tell)
            self.boxes[number] = box
            self.column.addWidget(box)
        if self.boxes:
            self.holder.setFocusProxy(next(iter(self.boxes.values())))

    def ticked(self) -> tuple[int, ...]:
        """The numbers that are ticked, in the order in which they were offered."""
        return tuple(number for number, box in self.boxes.items() if box.isChecked())

    def read(self) -> Values:
        """Those that are ticked."""
        return {self.spec.name: self.ticked()}


class ExpensesInput(TicksInput):
    """The expenses that a claim is about, all of them ticked at first."""

    def fill(self, values: Mapping[str, Any]) -> None:
        """Offer and tick them."""
        wanted = values.get(self.spec.name) or ()
        self.offer({n: self.context.expenses[n] for n in wanted if n not in self.boxes})
        for number, box in self.boxes.items():
            box.setChecked(number in wanted)
