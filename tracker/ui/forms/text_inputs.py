"""Fields of words: lines, longer texts, tags, files; what was typed before is offered."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QFileDialog, QLineEdit, QWidget

from tracker.i18n import _
from tracker.ui import theme
from tracker.ui.forms.inputs import Input, beside
from tracker.ui.forms.spec import FieldSpec, FormContext, Values
from tracker.ui.parts.button import Button
from tracker.ui.parts.fields import LineField, TextField
from tracker.ui.style import popup_sheet


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
        popup.setStyleSheet(popup_sheet(theme.current()))
