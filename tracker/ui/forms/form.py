"""One widget for every form: it builds the table of its spec and watches what is typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from tracker.domain.draft import Draft
from tracker.errors import Problem
from tracker.i18n import _
from tracker.ui import theme
from tracker.ui.forms.choices import make_input
from tracker.ui.forms.inputs import FlagInput, Input
from tracker.ui.forms.spec import WHOLE, FieldSpec, FormContext, FormSpec, SectionSpec, Values
from tracker.ui.forms.when import GroupInput
from tracker.ui.parts.button import Button
from tracker.ui.parts.cards import Rule
from tracker.ui.parts.chip import Chip, ChipKind
from tracker.ui.parts.fields import FieldFrame
from tracker.ui.parts.labels import plain_tip

# Below this width fields stand under one another.
_STACK_BELOW = 480


class Form(QWidget):
    """The fields of a spec, in reading order.

    A folded section in which nothing is said is built when it is opened: most forms are filled
    without it. `inputs` holds the fields that are built.

    Problems stand beside their field from the moment it was left or changed; those of fields that
    nobody touched yet wait until `show_problems`.
    """

    edited = Signal()

    def __init__(self, spec: FormSpec, context: FormContext, parent: QWidget | None = None) -> None:
        """Empty fields; `fill` shows values."""
        super().__init__(parent)
        self.spec = spec
        self.context = context
        self.inputs: dict[str, Input] = {}
        self._frames: dict[str, FieldFrame] = {}
        self._chips: dict[str, Chip] = {}
        self._touched: set[str] = set()
        self._start: Values = {}
        self._kept: Values = {}
        self._is_filling = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_WIDE)
        self._sections: list[_Section] = []
        for section in spec.sections:
            self._sections.append(_Section(section, self))
        for section in self._sections:
            column.addWidget(section)
        column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def add_input(self, field: FieldSpec, parent: QWidget) -> QWidget:
        """Make one field; what is to be laid out."""
        made = make_input(field, self.context, parent)
        for name in field.answers:
            self.inputs[name] = made
        made.changed.connect(self._changed)
        made.left.connect(self._left)
        if isinstance(made, GroupInput):
            return made.widget
        label = "" if isinstance(made, FlagInput) else _(field.label)
        hint = _(field.hint) if field.hint else ""
        frame = FieldFrame(
            label, made.widget, hint, is_needed=field.is_needed, marked=made.marked, parent=parent
        )
        if isinstance(made, FlagInput):
            made.marked.setAccessibleName(_(field.label))
        self._frames[field.name] = frame
        return frame

    def fill_late(self, made: Input) -> None:
        """Give a field that is built late what is known of it already."""
        blank = made.read()
        self._is_filling = True
        try:
            made.fill(self._kept)
        finally:
            self._is_filling = False
        for name, value in blank.items():
            self._start.setdefault(name, value)

    def open_all(self) -> None:
        """Open every section."""
        for section in self._sections:
            section.set_open(True)

    def values(self) -> Values:
        """What is said, by field of the draft, with what `fill` brought and no field answers."""
        found = dict(self._kept)
        for made in self._each():
            found |= made.read()
        return found

    def fill(self, values: Mapping[str, Any], *, is_start: bool = True) -> None:
        """Show `values`; with `is_start` they are what a change is told from."""
        self._is_filling = True
        try:
            self._kept |= {k: v for k, v in values.items() if k not in self.inputs}
            for made in self._each():
                made.fill(values)
        finally:
            self._is_filling = False
        if is_start:
            self._start = self.values()
            self.reveal()
        self.edited.emit()

    def is_dirty(self) -> bool:
        """Whether anything differs from what `fill` showed, readable or not."""
        return self.values() != self._start or any(
            made.faults() and made.spec.name in self._touched and not made.is_blank()
            for made in self._each()
        )

    def differences(self) -> Values:
        """The fields of the draft that differ from what `fill` showed."""
        now = self.values()
        return {name: value for name, value in now.items() if value != self._start.get(name)}

    def problems(self) -> list[Problem]:
        """All that keeps this form from being saved, by field."""
        found = [Problem(text, name) for m in self._each() for name, text in m.faults().items()]
        said = {problem.field for problem in found}
        for field in self.spec.fields:
            made = self.inputs.get(field.name)
            if made and field.is_needed and field.name not in said and made.is_blank():
                text = _("{name} is empty.").format(name=_(field.label))
                found.append(Problem(text, field.name))
        if found:
            return found
        return self.draft().problems()

    def draft(self) -> Draft:
        """The draft of what is said; only where every needed field is readable."""
        return self.spec.draft(self.values())

    def show_problems(self) -> list[Problem]:
        """Show every problem beside its field, open its section and go to the first one."""
        self._touched |= set(self.inputs)
        found = self.problems()
        self._show(found)
        for problem in found:
            made = self.inputs.get(problem.field or "")
            if made is not None:
                self._open_section_of(made)
                made.marked.setFocus(Qt.FocusReason.OtherFocusReason)
                break
        return found

    def mark(self, name: str, text: str, kind: ChipKind = "plain", tip: str = "") -> None:
        """Put a chip beside the name of a field: where its value comes from; "" takes it away."""
        old = self._chips.pop(name, None)
        if old is not None:
            old.hide()
            old.deleteLater()
        frame = self._frames.get(name)
        if not text or frame is None:
            return
        chip = Chip(text, kind)
        chip.setAccessibleDescription(tip)
        chip.setToolTip(plain_tip(tip))
        frame.put_aside(chip)
        self._chips[name] = chip

    def is_touched(self, name: str) -> bool:
        """Whether the person changed the field, or left it with something in it."""
        return name in self._touched

    def reveal(self) -> None:
        """Open each folded section in which something is said."""
        for section in self._sections:
            section.open_where_said()

    def focus_first(self) -> None:
        """Put the keyboard into the first field."""
        first = next(iter(self._each()), None)
        if first is not None:
            first.marked.setFocus(Qt.FocusReason.TabFocusReason)

    def touch(self, name: str, *, is_change: bool) -> None:
        """The person changed a field, or left it."""
        if self._is_filling:
            return
        made = self.inputs[name]
        # Whoever only passes through an empty field is not told that it is empty.
        if is_change or not made.is_blank():
            self._touched |= set(made.spec.answers)
        if is_change and name in self._chips:
            self.mark(name, "")
        if is_change:
            values = self.values()
            for other in self._each():
                other.follow(values)
        self._show(self.problems())
        if is_change:
            self.edited.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fields stand under one another where there is little room."""
        super().resizeEvent(event)
        is_narrow = self.width() < theme.current().px(_STACK_BELOW)
        for section in self._sections:
            section.arrange(is_narrow=is_narrow)

    def _each(self) -> Sequence[Input]:
        return [self.inputs[one.name] for one in self.spec.fields if one.name in self.inputs]

    def is_said(self, name: str) -> bool:
        """Whether a value of a field that is not built yet is known."""
        return self._kept.get(name) not in (None, "", ())

    def _show(self, found: list[Problem]) -> None:
        by_field: dict[str, str] = {}
        for problem in found:
            by_field.setdefault(problem.field or "", problem.message)
        for made in self._each():
            is_touched = made.spec.name in self._touched
            if isinstance(made, GroupInput):
                made.clear_problems()
                names = set(made.frames) | set(made.spec.answers)
                for name in names & set(by_field) if is_touched else ():
                    made.show_problem(name, by_field[name])
                continue
            texts = [by_field[n] for n in made.spec.answers if n in by_field]
            frame = self._frames[made.spec.name]
            wanted = texts[0] if texts and is_touched else ""
            if frame.problem() != wanted:
                frame.set_problem(wanted)

    def _open_section_of(self, made: Input) -> None:
        for section in self._sections:
            if made.spec in section.spec.fields:
                section.set_open(True)

    def _changed(self) -> None:
        made = self.sender()
        if isinstance(made, Input):
            self.touch(made.spec.name, is_change=True)

    def _left(self) -> None:
        made = self.sender()
        if isinstance(made, Input):
            self.touch(made.spec.name, is_change=False)


class _Section(QWidget):
    """Fields in a grid of six columns, under a heading that may fold them away."""

    def __init__(self, spec: SectionSpec, form: Form) -> None:
        super().__init__(form)
        self.spec = spec
        self._form = form
        self._is_narrow: bool | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_SMALL)
        self._head: Button | None = None
        self._body = QWidget(self)
        if spec.title:
            column.addWidget(Rule())
            self._head = Button(_(spec.title), "quiet", icon="chevron-down", run=self._toggle)
            column.addWidget(self._head, 0, Qt.AlignmentFlag.AlignLeft)
        self._grid = QGridLayout(self._body)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.GAP)
        self._grid.setVerticalSpacing(theme.GAP)
        for place in range(WHOLE):
            self._grid.setColumnStretch(place, 1)
        self._widgets: list[tuple[FieldSpec, QWidget]] = []
        column.addWidget(self._body)
        self.set_open(not spec.is_folded)

    def _build(self) -> None:
        if self._widgets:
            return
        form = self._form
        self._widgets = [(one, form.add_input(one, self._body)) for one in self.spec.fields]
        is_narrow, self._is_narrow = bool(self._is_narrow), None
        self.arrange(is_narrow=is_narrow)
        for one in self.spec.fields:
            form.fill_late(form.inputs[one.name])

    def arrange(self, *, is_narrow: bool) -> None:
        """Lay the fields out, beside one another where there is room."""
        if is_narrow == self._is_narrow:
            return
        self._is_narrow = is_narrow
        row, at = 0, 0
        for field, widget in self._widgets:
            wide = WHOLE if is_narrow else field.width
            if at + wide > WHOLE:
                row, at = row + 1, 0
            self._grid.addWidget(widget, row, at, 1, wide)
            self._form.inputs[field.name].arrange(is_narrow=is_narrow)
            at += wide

    def set_open(self, is_open: bool) -> None:
        """Show the fields or fold them away."""
        if is_open:
            self._build()
        self._body.setVisible(is_open)
        if self._head is not None:
            self._head.set_icon("chevron-down" if is_open else "chevron-right")
            self._head.setAccessibleDescription(_("unfolded") if is_open else _("folded"))

    def open_where_said(self) -> None:
        """Open a folded section in which something is said already."""
        if not self.spec.is_folded:
            return
        inputs, names = self._form.inputs, [one.name for one in self.spec.fields]
        if any(
            not inputs[name].is_blank() if name in inputs else self._form.is_said(name)
            for name in names
        ):
            self.set_open(True)

    def changeEvent(self, event: QEvent) -> None:
        """A larger font may need another arrangement."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._is_narrow is not None:
            self.updateGeometry()

    def _toggle(self) -> None:
        self.set_open(not self._body.isVisible())
