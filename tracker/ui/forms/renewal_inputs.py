"""Fields of renewals: the categories of a rule, and what a credit counts as and towards."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.domain.proof import RenewalCategory
from tracker.i18n import _
from tracker.ui import theme
from tracker.ui.forms.inputs import Input
from tracker.ui.forms.spec import FieldSpec, FormContext, Values
from tracker.ui.forms.ticks import TicksInput
from tracker.ui.parts.button import Button, icon_button
from tracker.ui.parts.fields import ChoiceField, LineField
from tracker.ui.parts.labels import PlainLabel
from tracker.ui.parts.typed import NumberField

_NUMBER = 88


class CategoriesInput(Input):
    """The categories of a rule, a line each: name, at least, at most."""

    def __init__(self, spec: FieldSpec, context: FormContext, parent: QWidget) -> None:
        """No category."""
        super().__init__(spec, context, parent)
        self.holder = QWidget()
        self._column = QVBoxLayout(self.holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.GAP_SMALL)
        self._rows: list[_CategoryRow] = []
        self.more = Button(_("Add category"), "quiet", icon="plus", run=self._add_empty)
        self._column.addWidget(self.more)
        self.holder.setFocusProxy(self.more)
        self.hold(self.holder)

    def read(self) -> Values:
        """The categories in order; a line without a name and numbers is none."""
        found = tuple(row.category() for row in self._rows if not row.is_blank())
        return {self.spec.name: found}

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show the categories."""
        if self.spec.name not in values:
            return
        for row in list(self._rows):
            self._drop(row)
        for category in values[self.spec.name] or ():
            self._add().show_category(category)

    def fault(self) -> str:
        """A number that can't be read, or a least above its most."""
        for row in self._rows:
            if found := row.fault():
                return found
        return ""

    def rows(self) -> list[_CategoryRow]:
        """The lines."""
        return list(self._rows)

    def remove(self, row: _CategoryRow) -> None:
        """Take a line away."""
        self._drop(row)
        (self._rows[-1].name if self._rows else self.more).setFocus()
        self.changed.emit()

    def _add(self) -> _CategoryRow:
        row = _CategoryRow(self)
        self._rows.append(row)
        self._column.insertWidget(len(self._rows) - 1, row)
        before = self._rows[-2].less if len(self._rows) > 1 else None
        for stop in (row.name, row.least, row.most, row.less, self.more):
            if before is not None:
                QWidget.setTabOrder(before, stop)
            before = stop
        return row

    def _add_empty(self) -> None:
        self._add().name.setFocus()
        self.changed.emit()

    def _drop(self, row: _CategoryRow) -> None:
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()


class _CategoryRow(QWidget):
    """One category."""

    def __init__(self, owner: CategoriesInput) -> None:
        super().__init__()
        self._owner = owner
        self.name = LineField("", _("Ethics"))
        self.name.setAccessibleName(_("Name of the category"))
        self.least = NumberField(_("at least"))
        self.least.setAccessibleName(_("At least, in a cycle"))
        self.most = NumberField(_("at most"))
        self.most.setAccessibleName(_("At most, in a cycle"))
        self.less = icon_button("close", _("Leave out"), self._remove, is_quiet=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP_SMALL)
        row.addWidget(self.name, 1)
        for field in (self.least, self.most):
            field.setFixedWidth(theme.current().px(_NUMBER))
            row.addWidget(field)
            field.edited.connect(owner.tell)
        row.addWidget(self.less)
        self.name.textEdited.connect(owner.tell)

    def show_category(self, category: RenewalCategory) -> None:
        """Show what is recorded."""
        self.name.setText(category.name)
        self.least.set_value(_shown(category.least_milli))
        self.most.set_value(_shown(category.most_milli))

    def category(self) -> RenewalCategory:
        """What is typed."""
        return RenewalCategory(
            self.name.text().strip(), _milli(self.least.value()), _milli(self.most.value())
        )

    def is_blank(self) -> bool:
        """Whether nothing is typed."""
        return not self.name.text().strip() and self.least.is_blank() and self.most.is_blank()

    def fault(self) -> str:
        """What keeps it from being a category."""
        found = self.least.fault() or self.most.fault()
        least, most = self.least.value(), self.most.value()
        if found or least is None or most is None or least <= most:
            return found
        return _("In «{name}» the least is above the most.").format(
            name=self.name.text().strip()[:40]
        )

    def _remove(self) -> None:
        self._owner.remove(self)


def _milli(value: Decimal | None) -> int | None:
    return None if value is None else int(value * 1000)


def _shown(milli: int | None) -> Decimal | None:
    return None if milli is None else Decimal(milli) / 1000


class CategoryInput(Input):
    """The category of a credit: one of the rule's, or any word where the rule names none."""

    def __init__(self, spec: FieldSpec, context: FormContext, parent: QWidget) -> None:
        """None."""
        super().__init__(spec, context, parent)
        self.list: ChoiceField | None = None
        self.line: LineField | None = None
        if context.categories:
            self.list = ChoiceField()
            self.list.let_shrink()
            self.list.addItem(_("no category"), "")
            for name in context.categories:
                self.list.addItem(name, name)
            self.hold(self.list)
            self.list.currentIndexChanged.connect(self.tell)
        else:
            self.line = LineField()
            self.hold(self.line)
            self.line.textEdited.connect(self.tell)

    def read(self) -> Values:
        """The word."""
        if self.list is not None:
            return {self.spec.name: self.list.currentData() or ""}
        assert self.line is not None
        return {self.spec.name: self.line.text().strip()}

    def fill(self, values: Mapping[str, Any]) -> None:
        """Choose or show the word; one that the rule does not name joins the list."""
        if self.spec.name not in values:
            return
        wanted = values[self.spec.name] or ""
        if self.list is None:
            assert self.line is not None
            self.line.setText(wanted)
            return
        if self.list.findData(wanted) < 0:
            self.list.addItem(wanted, wanted)
        self.list.setCurrentIndex(self.list.findData(wanted))


class CyclesInput(TicksInput):
    """The open cycles, each to be ticked; what counts towards one is asked when it is added."""

    def __init__(self, spec: FieldSpec, context: FormContext, parent: QWidget) -> None:
        """None is ticked."""
        super().__init__(spec, context, parent)
        self._others: tuple[int, ...] = ()
        self.offer(context.cycles)
        if not self.boxes:
            self.column.addWidget(PlainLabel(_("No cycle is running."), tone="muted"))

    def read(self) -> Values:
        """Those that are ticked, in their order."""
        return {self.spec.name: self.ticked() + self._others}

    def fill(self, values: Mapping[str, Any]) -> None:
        """Tick them; the cycle of a credit that is recorded stays."""
        if self.spec.name not in values and "cycle_id" not in values:
            return
        wanted = tuple(values.get(self.spec.name) or ()) or (values.get("cycle_id"),)
        is_recorded = bool(values.get(self.spec.name))
        self._others = tuple(n for n in wanted if n is not None and n and n not in self.boxes)
        for number, box in self.boxes.items():
            box.setChecked(number in wanted)
            box.setVisible(number in wanted or not is_recorded)
            box.setEnabled(not is_recorded)
