"""The rows of the import: a file with its outcome, a question, a project with its credential."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.i18n import _, dotted, ngettext
from tracker.ui import theme
from tracker.ui.numbers import by_name, duration
from tracker.ui.parts.badge import Badge
from tracker.ui.parts.button import Button
from tracker.ui.parts.cards import Card
from tracker.ui.parts.chip import Chip, ChipKind
from tracker.ui.parts.fields import ChoiceField, FieldFrame
from tracker.ui.parts.labels import ElidedLabel, PlainLabel

if TYPE_CHECKING:
    from tracker.errors import Problem
    from tracker.formats.tables import Question
    from tracker.services.import_plan import FilePlan, ProjectPlan

# Problems shown before one asks for all of them.
_FIRST = 4
# No one reads more; the count says how many there are.
_MOST = 200


class FileRow(Card):
    """A file: what it was read as, what it brings, and the lines that stay out and why."""

    def __init__(self, file: FilePlan) -> None:
        """As the plan tells."""
        super().__init__()
        head = QHBoxLayout()
        head.setSpacing(theme.GAP)
        chip, kind = _outcome(file)
        tone = "accent" if kind == "plain" else kind
        head.addWidget(Badge("study-log" if file.count else "info", tone))
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(ElidedLabel(Path(file.file).name, "strong"))
        texts.addWidget(PlainLabel(file.message, "secondary", "muted", wraps=True))
        head.addLayout(texts, 1)
        head.addWidget(Chip(chip, kind), 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        self.setAccessibleName(f"{Path(file.file).name}: {file.message}")
        for title, problems, tone in (
            (_("Left out"), file.problems, "bad"),
            (_("To know"), file.notes, "muted"),
        ):
            if problems:
                self.body.addWidget(_Problems(title, problems, tone))


class _Problems(QWidget):
    """Lines of a file with what is wrong; the first few, then all on request."""

    def __init__(self, title: str, problems: tuple[Problem, ...], tone: str) -> None:
        super().__init__()
        self._problems, self._tone = problems, tone
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.GAP_TINY)
        self._column.addWidget(PlainLabel(title, "chip", "muted"))
        self._show(problems[:_FIRST])
        self._more: Button | None = None
        if len(problems) > _FIRST:
            n = len(problems) - _FIRST
            text = ngettext("{n} more", "{n} more", n).format(n=n)
            self._more = Button(text, "quiet", icon="chevron-down", run=self._show_all)
            self._column.addWidget(self._more)

    def _show(self, problems: tuple[Problem, ...]) -> None:
        for problem in problems:
            text = problem.message
            if problem.line is not None:
                text = _("Line {line}: {text}").format(line=problem.line, text=problem.message)
            self._column.addWidget(PlainLabel(text, "secondary", self._tone, wraps=True))

    def _show_all(self) -> None:
        if self._more is not None:
            self._more.hide()
        self._show(self._problems[_FIRST:_MOST])


class QuestionRow(QWidget):
    """What only the person knows; `answered` tells code and choice."""

    answered = Signal(str, str)

    def __init__(self, question: Question) -> None:
        """Nothing is chosen yet."""
        super().__init__()
        self._question = question
        self.list = ChoiceField()
        self.list.let_shrink()
        self.list.addItem(_("Choose…"), None)
        for choice in question.choices:
            self.list.addItem(_choice_words(question.code, choice), choice)
        frame = FieldFrame(question.message, self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(frame)
        self.list.activated.connect(self._choose)

    def _choose(self) -> None:
        choice = self.list.currentData()
        if choice is not None:
            self.answered.emit(self._question.code, choice)


class ProjectRow(QWidget):
    """A project and the credential its hours go to; `mapped` tells name and choice."""

    mapped = Signal(str, object)

    def __init__(self, project: ProjectPlan, names: Mapping[int, str]) -> None:
        """As the plan has it."""
        super().__init__()
        self._name = project.name
        name = _("tag {name}").format(name=project.name) if project.is_tag else project.name
        self.list = ChoiceField()
        self.list.setAccessibleName(_("Credential for {name}").format(name=name))
        self.list.addItem(_("no credential: its name becomes the topic"), "")
        self.list.addItem(_("a new credential «{name}»").format(name=project.name), "new")
        for number, title in sorted(names.items(), key=lambda one: by_name(one[1])):
            self.list.addItem(title, number)
        chosen = "new" if project.is_new else project.credential_id
        self.list.setCurrentIndex(max(0, self.list.findData(chosen)))
        self.list.let_shrink()
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(ElidedLabel(name, "strong"))
        texts.addWidget(ElidedLabel(_amounts(project), "secondary", "muted", lines=2))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        row.addLayout(texts, 1)
        row.addWidget(self.list, 1)
        self.list.activated.connect(self._choose)

    def _choose(self) -> None:
        self.mapped.emit(self._name, self.list.currentData())


def _amounts(project: ProjectPlan) -> str:
    parts = []
    if project.sessions:
        n = project.sessions
        text = ngettext("{n} study session", "{n} study sessions", n).format(n=n)
        parts.append(_("{what}, {length}").format(what=text, length=duration(project.seconds)))
    if project.expenses:
        n = project.expenses
        parts.append(ngettext("{n} expense", "{n} expenses", n).format(n=n))
    return dotted(parts)


def _outcome(file: FilePlan) -> tuple[str, ChipKind]:
    if file.questions:
        return _("a question"), "money"
    words: dict[str, tuple[str, ChipKind]] = {
        "imported": (_("ready"), "good"),
        "nothing-new": (_("nothing new"), "plain"),
        "refused": (_("can’t be read"), "bad"),
        "unsupported": (_("unknown format"), "bad"),
    }
    return words[file.outcome.value]


def _choice_words(code: str, choice: str) -> str:
    words = {
        ("date_order", "dmy"): _("day, month, year"),
        ("date_order", "mdy"): _("month, day, year"),
        ("date_order", "ymd"): _("year, month, day"),
        ("decimal", "."): _("a point: 1.5"),
        ("decimal", ","): _("a comma: 1,5"),
        ("user", "*"): _("all of them"),
        ("outflow", "positive"): _("without a sign: 150"),
        ("outflow", "negative"): _("with a minus: −150"),
        ("delimiter", "\t"): _("a tab"),
        ("delimiter", ","): _("a comma"),
        ("delimiter", ";"): _("a semicolon"),
    }
    return words.get((code, choice), choice)
