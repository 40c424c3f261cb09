"""Taking over what other programs have kept: look first, then one step that can be undone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tracker.domain.changes import Changes
from tracker.errors import TrackerError
from tracker.i18n import _, ngettext
from tracker.ui import theme
from tracker.ui.dialogs.base import Dialog, cancel_button
from tracker.ui.dialogs.importing_parts import FileRow, ProjectRow, QuestionRow
from tracker.ui.item_models.imports import ImportRows
from tracker.ui.parts.badge import Badge
from tracker.ui.parts.button import Button
from tracker.ui.parts.cards import SectionTitle
from tracker.ui.parts.labels import PlainLabel
from tracker.ui.parts.table import ColumnStyle, Table

if TYPE_CHECKING:
    from tracker.services.import_plan import ImportOptions, ImportPlan
    from tracker.ui.desk import Desk

_WIDTH = 780
_PREVIEWED = 6
_COLUMNS = (
    ColumnStyle(width=64, tone="muted"),
    ColumnStyle(width=138, tone="muted"),
    ColumnStyle(weight=3),
    ColumnStyle(weight=2, tone="muted", hide_below=520),
    ColumnStyle(width=104, is_number=True),
)


def open_import(desk: Desk, files: Sequence[Path] = ()) -> ImportDialog:
    """Open the import; with `files` they are looked at right away."""
    dialog = ImportDialog(desk)
    dialog.present()
    if files:
        dialog.add(files)
    return dialog


class ImportDialog(Dialog):
    """Files are dropped or chosen; what they bring is shown; one button takes it over."""

    def __init__(self, desk: Desk) -> None:
        """No file yet."""
        super().__init__(_("Import"), _WIDTH, is_scrolled=True)
        self._desk = desk
        self._files: list[Path] = []
        self._options: ImportOptions | None = None
        self._plan: ImportPlan | None = None
        self._names: dict[int, str] = {}
        self.setAcceptDrops(True)
        self.drop = DropZone()
        self.drop.chosen.connect(self.add)
        self.body.addWidget(self.drop)
        self._found = QVBoxLayout()
        self._found.setSpacing(theme.GAP)
        self.body.addLayout(self._found)
        self.body.addStretch(1)
        self.add_button(cancel_button(self))
        self.primary = Button(_("Import"), "primary", run=self.apply)
        self.primary.setEnabled(False)
        self.add_button(self.primary, is_default=True)
        self.drop.button.setFocus()

    def add(self, files: Iterable[Path]) -> None:
        """Look at more files."""
        self._files += [one for one in files if one not in self._files]
        self._look()

    def plan(self) -> ImportPlan | None:
        """What would be done; None while nothing was looked at."""
        return self._plan

    def answer(self, code: str, choice: str) -> None:
        """Say what only the person knows, and look again."""
        self._options = replace(self._known(), **{code: choice})
        self._look()

    def map_project(self, name: str, choice: int | str) -> None:
        """Say which credential a project means (`new` for one of its name, "" for none)."""
        known = self._known()
        self._options = replace(known, projects={**known.projects, name: choice})
        self._look()

    def apply(self) -> None:
        """Take it over, in one step."""
        plan = self._plan
        if plan is None or not self.primary.isEnabled():
            return
        self.primary.setEnabled(False)
        self.primary.setText(_("Importing…"))
        self._desk.do(lambda record: record.importing.apply(plan), self._applied, self._failed)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere on the dialog."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at what was dropped."""
        self.add(_paths(event))

    def _known(self) -> ImportOptions:
        from tracker.services.import_plan import ImportOptions

        return self._options or ImportOptions()

    def _look(self) -> None:
        files, options = list(self._files), self._options
        self.primary.setEnabled(False)
        self.notice.say("")
        self.drop.show_busy(is_busy=True)
        self._desk.ask(
            lambda record: (
                record.importing.plan(files, options),
                record.credentials.titles(),
            ),
            self._show,
            self._failed,
            key=(self, "plan"),
        )

    def _show(self, answer: tuple[ImportPlan, dict[int, str]]) -> None:
        self._plan, self._names = answer
        self.drop.show_busy(is_busy=False)
        self.drop.make_small()
        _clear(self._found)
        plan = self._plan
        for file in plan.files:
            self._found.addWidget(FileRow(file))
        if plan.questions:
            self._found.addWidget(SectionTitle(_("What only you know")))
            for question in plan.questions:
                row = QuestionRow(question)
                row.answered.connect(self.answer)
                self._found.addWidget(row)
        if plan.projects:
            self._found.addWidget(SectionTitle(_("What it was for")))
            for project in plan.projects:
                mapped = ProjectRow(project, self._names)
                mapped.mapped.connect(self.map_project)
                self._found.addWidget(mapped)
        if plan.count and not plan.questions:
            self._found.addWidget(SectionTitle(_("What will be added")))
            self._found.addWidget(self._preview(plan))
        self._show_button(plan)
        self.refit()

    def _preview(self, plan: ImportPlan) -> Table:
        table = Table(_("What will be added"), _COLUMNS)
        table.setModel(ImportRows(plan, table))
        table.setFixedHeight(table.height_of_rows(_PREVIEWED) + 4)
        return table

    def _show_button(self, plan: ImportPlan) -> None:
        can = bool(plan.count) and not plan.questions
        text = ngettext("Import {n} entry", "Import {n} entries", plan.count).format(n=plan.count)
        self.primary.setText(text if plan.count else _("Nothing to import"))
        self.primary.setEnabled(can)
        if can:
            self.primary.setDefault(True)

    def _applied(self, changes: Changes) -> None:
        if not changes.kinds:
            self._desk.say(_("Nothing new was found; nothing was added."))
        self.accept()

    def _failed(self, error: BaseException) -> None:
        self.drop.show_busy(is_busy=False)
        if self._plan is not None:
            self._show_button(self._plan)
        if isinstance(error, TrackerError):
            self.notice.say(str(error))
        else:
            self._desk.failed.emit(error)


class DropZone(QWidget):
    """Where files are dropped, with a button for those who choose; `chosen` tells their paths."""

    chosen = Signal(object)

    def __init__(self) -> None:
        """Large, since nothing else is there yet."""
        super().__init__()
        self.setAcceptDrops(True)
        self._is_over = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._badge = Badge("import")
        self._title = PlainLabel(_("Drop files here"), "section")
        self._more = PlainLabel(
            _(
                "Toggl Track, Clockify, Timewarrior, LinkedIn, and tables of study or spending. "
                "You see what comes in before anything is written."
            ),
            tone="muted",
            wraps=True,
        )
        self.button = Button(_("Choose files…"), icon="folder", run=self._choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(*[theme.MARGIN] * 4)
        row.setSpacing(theme.GAP_WIDE)
        row.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignVCenter)
        texts = QVBoxLayout()
        texts.setSpacing(theme.GAP_TINY)
        texts.addWidget(self._title)
        texts.addWidget(self._more)
        row.addLayout(texts, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)

    def make_small(self) -> None:
        """Give way to what was found."""
        self._more.hide()
        self._title.setText(_("Drop more files here"))
        row = self.layout()
        if row is not None:
            row.setContentsMargins(theme.GAP_WIDE, theme.GAP, theme.GAP_WIDE, theme.GAP)

    def show_busy(self, *, is_busy: bool) -> None:
        """Say that files are being read."""
        self._title.setText(_("Reading…") if is_busy else _("Drop more files here"))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Show that files are welcome."""
        if event.mimeData().hasUrls():
            self._is_over = True
            self.update()
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They went elsewhere."""
        super().dragLeaveEvent(event)
        self._is_over = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand them on."""
        self._is_over = False
        self.update()
        self.chosen.emit(_paths(event))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A dashed outline, filled while files hang over it."""
        look, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tone = "accent" if self._is_over else "border"
        pen = QPen(look.color(tone), 1.5 if self._is_over else 1, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        ground = look.color("accent_soft" if self._is_over else "hover")
        painter.setBrush(ground)
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(rect, look.radius_card, look.radius_card)

    def sizeHint(self) -> QSize:
        """Room to aim at."""
        hint = super().sizeHint()
        return QSize(hint.width(), max(hint.height(), theme.current().px(56)))

    def _choose(self) -> None:
        kinds = _("Tables ({patterns})").format(patterns="*.csv *.tsv *.json *.txt *.data")
        names, _kind = QFileDialog.getOpenFileNames(
            self, _("Choose files"), "", ";;".join((kinds, _("All files (*)")))
        )
        if names:
            self.chosen.emit([Path(name) for name in names])


def _paths(event: QDropEvent) -> list[Path]:
    urls = event.mimeData().urls()
    event.acceptProposedAction()
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]


def _clear(column: QVBoxLayout) -> None:
    while (item := column.takeAt(0)) is not None:
        widget = cast("QWidget | None", item.widget())
        if widget is not None:
            widget.hide()
            widget.deleteLater()
