"""A form in a dialog: save, or leave without losing what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from tracker.domain.changes import Changes
from tracker.errors import TrackerError
from tracker.i18n import _
from tracker.ui.dialogs.base import Dialog, cancel_button
from tracker.ui.dialogs.question import Answer, Question, do_asking
from tracker.ui.forms.form import Form
from tracker.ui.forms.spec import FormContext, FormSpec
from tracker.ui.parts.button import Button
from tracker.ui.parts.keyhint import key_text

if TYPE_CHECKING:
    from tracker.domain.draft import Draft
    from tracker.record import Record
    from tracker.ui.desk import Desk

_WIDTH = 600


class FormDialog(Dialog):
    """Adds a row, or changes the one with the number `row_id`.

    Ctrl+Enter saves. Esc closes, and asks first only where something typed would be lost. `saved`
    tells what was done.
    """

    saved = Signal(object)

    def __init__(
        self,
        desk: Desk,
        spec: FormSpec,
        context: FormContext,
        row_id: int | None = None,
        values: Mapping[str, Any] | None = None,
        prefill: Mapping[str, Any] | None = None,
    ) -> None:
        """`values` are those of the row, or of a new one; `prefill` is typed over them already."""
        title = spec.title if row_id is None else spec.change_title
        super().__init__(_(title), _WIDTH, is_scrolled=True)
        self._desk, self._spec, self._row_id = desk, spec, row_id
        self._is_saving = False
        self.form = Form(spec, context)
        self.body.addWidget(self.form)
        if values:
            self.form.fill(values)
        if prefill:
            # A suggestion of the program is nothing that the person could lose.
            self.form.fill(prefill, is_start=row_id is None)
        if row_id is not None and spec.delete is not None:
            # At the other end of the row, away from what is pressed by habit.
            self.buttons.addWidget(Button(_("Delete"), "quiet", icon="trash", run=self._delete))
            self.buttons.addStretch(1)
        self.add_button(cancel_button(self))
        verb = _(spec.verb) if row_id is None else _("Save changes")
        self.primary = Button(verb, "primary", run=self.save)
        self.primary.setToolTip(key_text("Ctrl+Return"))
        self.add_button(self.primary, is_default=True)
        self.form.edited.connect(self._edited)
        self.form.focus_first()

    def save(self) -> None:
        """Save, or show what is in the way."""
        if self._is_saving:
            return
        if self.form.show_problems():
            self.grow()
            return
        if self._row_id is not None and not self.form.differences():
            self.accept()
            return
        self._is_saving = True
        self.notice.say("")
        self.primary.setEnabled(False)
        do_asking(self._desk, self._operation(), self._saved, self._failed, self._refused)

    def reject(self) -> None:
        """Close; where something typed would be lost, ask first."""
        if self._is_saving or not self.form.is_dirty():
            super().reject()
            return
        question = Question(
            _("Throw away what you typed?"),
            [_("It was not saved yet.")],
            [
                Answer("keep", _("Go on typing"), _("G"), "primary"),
                Answer("lose", _("Throw it away"), _("T")),
            ],
            refusal="keep",
        )
        question.answered.connect(self._left)
        question.present()

    def _delete(self) -> None:
        """Delete the row; the word at the foot of the window offers to take it back."""
        row_id, delete = self._row_id, self._spec.delete
        if row_id is None or delete is None or self._is_saving:
            return
        self._is_saving = True
        self._desk.do(lambda record: delete(record, row_id), self._saved, self._failed)

    def _left(self, answer: str) -> None:
        if answer == "lose":
            super().reject()

    def _operation(self):  # noqa: ANN202 - a function of the record
        spec, row_id = self._spec, self._row_id
        draft, differences = self.form.draft(), self.form.differences()

        def operate(record: Record, is_sure: bool) -> Changes:
            if row_id is None:
                return spec.add(record, draft, is_sure)
            return spec.change(record, row_id, differences, is_sure)

        return operate

    def _saved(self, changes: Changes) -> None:
        self._is_saving = False
        self.saved.emit(changes)
        self.accept()

    def _failed(self, error: BaseException) -> None:
        self._refused()
        if isinstance(error, TrackerError):
            self.notice.say(str(error))
        else:
            self._desk.failed.emit(error)

    def _refused(self) -> None:
        self._is_saving = False
        self.primary.setEnabled(True)

    def _edited(self) -> None:
        self.notice.say("")
        self.grow()

    def draft(self) -> Draft:
        """The draft of what is said now."""
        return self.form.draft()
