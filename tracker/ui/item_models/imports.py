"""What an import would add, row by row, straight from its plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from tracker.domain.money import Money
from tracker.i18n import _
from tracker.ui.numbers import day_short, duration, money, time_short

if TYPE_CHECKING:
    from tracker.formats.tables import ImportedCredential, ImportedExpense, ImportedSession
    from tracker.services.import_plan import ImportPlan

Index = QModelIndex | QPersistentModelIndex

_DISPLAY = Qt.ItemDataRole.DisplayRole


class ImportRows(QAbstractTableModel):
    """Line, when, what, for which credential, how much. A row is worded when it is looked at."""

    def __init__(self, plan: ImportPlan, parent: QObject | None = None) -> None:
        """The rows of all files of `plan`, in their order."""
        super().__init__(parent)
        self._rows: list[ImportedSession | ImportedCredential | ImportedExpense] = [
            row
            for file in plan.files
            for row in (*file.credentials, *file.sessions, *file.expenses)
        ]
        self._titles = {
            one.name.casefold(): one.title
            for one in plan.projects
            if one.is_new or one.credential_id is not None
        }

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many will be added."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Five."""
        return 0 if parent.isValid() else 5

    def headerData(
        self, section: int, _orientation: Qt.Orientation, role: int = _DISPLAY
    ) -> str | None:
        """The names of the columns."""
        if role != _DISPLAY:
            return None
        return (_("Line"), _("When"), _("What"), _("Credential"), _("How much"))[section]

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """The words of a cell."""
        if role not in (_DISPLAY, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self._rows[index.row()]
        return self._words(row)[index.column()]

    def _words(
        self, row: ImportedSession | ImportedCredential | ImportedExpense
    ) -> tuple[str, str, str, str, str]:
        draft: Any = row.draft
        project = getattr(row, "project", "")
        title = self._titles.get(project.casefold(), "")
        line = str(row.line)
        if hasattr(draft, "seconds"):
            what = draft.topic or draft.note or draft.activity or project or _("study")
            if not title:
                title = next(
                    (t for tag in draft.tags if (t := self._titles.get(tag.casefold()))), ""
                )
            return line, _session_when(draft), what, title, duration(draft.seconds)
        if hasattr(draft, "amount_minor"):
            amount = money(Money(draft.amount_minor, draft.currency))
            return line, _day(draft.day), draft.title or draft.kind.text, title, amount
        return line, _day(draft.earned_on), draft.title, draft.issuer, _("credential")


def _session_when(draft: Any) -> str:
    if draft.start is None:
        return _day(draft.day)
    wall = draft.start.wall
    return _("{day} {time}").format(day=_day(wall.date()), time=time_short(wall))


def _day(day: Any) -> str:
    """With its year: an import reaches back."""
    return "" if day is None else day_short(day, day.replace(year=day.year - 1, day=1))
