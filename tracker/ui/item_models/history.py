"""Changes of a row as rows of a table, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from tracker.i18n import _
from tracker.ui.item_models.rows import Column
from tracker.ui.numbers import day_short, hours, unknown, when
from tracker.ui.parts.table import ColumnStyle

if TYPE_CHECKING:
    from tracker.store.history import RowChange

# A longer text is cut in the table; its tooltip has more.
_LETTERS = 120


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One column that an operation changed; `id` counts the lines."""

    id: int
    at: datetime
    label: str
    field: str
    before: str
    after: str


def lines_of(changes: list[RowChange], names: dict[int, str]) -> list[ChangeLine]:
    """The changes of a credential, newest first, one line a column; `names` are the issuers'."""
    found: list[ChangeLine] = []
    for change in changes:
        at = change.operation.at.astimezone()
        label = _label(change)
        columns = [name for name in change.after if name in _fields()]
        if change.what != "update" or change.is_erased or not columns:
            found.append(ChangeLine(len(found), at, label, "", "", ""))
            continue
        for name in columns:
            before = _word(name, change.before.get(name), names)
            after = _word(name, change.after.get(name), names)
            line = ChangeLine(len(found), at, label, _fields()[name], before, after)
            found.append(line)
            label = ""
    return found


def _label(change: RowChange) -> str:
    label = change.operation.label
    if change.is_erased:
        return _("{label} (erased for good)").format(label=label)
    if change.operation.how == "undo":
        return _("Undone: {label}").format(label=label)
    if change.operation.how == "redo":
        return _("Done again: {label}").format(label=label)
    return label


def _fields() -> dict[str, str]:
    """The names of a credential's columns as a person reads them."""
    return {
        "title": _("Title"),
        "short_title": _("Short title"),
        "issuer_id": _("Awarding body"),
        "kind": _("Kind"),
        "state": _("State"),
        "is_archived": _("In the archive"),
        "country": _("Country"),
        "identifier": _("Identifier"),
        "exam_code": _("Exam code"),
        "url": _("Link"),
        "level_eqf": _("EQF level"),
        "level": _("Level"),
        "planned_minutes": _("Planned study"),
        "workload_milli": _("Workload"),
        "workload_unit": _("Unit of the workload"),
        "learning_outcomes": _("Learning outcomes"),
        "assessment": _("Assessment"),
        "participation": _("Participation"),
        "quality_assurance": _("Quality assurance"),
        "supervision": _("Supervision"),
        "grade": _("Grade"),
        "prerequisites": _("Prerequisites"),
        "stackability": _("Stackability"),
        "note": _("Note"),
        "planned_start_on": _("Planned start"),
        "started_on": _("Started"),
        "target_on": _("Target"),
        "exam_on": _("Exam"),
        "exam_at": _("Time of the exam"),
        "earned_on": _("Earned"),
        "validity": _("Validity"),
        "valid_until": _("Valid until"),
    }


def _word(name: str, value: Any, names: dict[int, str]) -> str:
    """A stored value as a person reads it."""
    from tracker.domain import words

    if value in (None, ""):
        return "–"
    if name == "issuer_id":
        return names.get(int(value), unknown())
    if name == "is_archived":
        return _("yes") if value else _("no")
    if name == "planned_minutes":
        return hours(int(value))
    if name == "workload_milli":
        return f"{int(value) / 1000:g}"
    if name.endswith("_on") or name == "valid_until":
        day = date.fromisoformat(str(value))
        return day_short(day, day.replace(year=day.year - 1, day=1))
    if name == "exam_at":
        return when(datetime.fromisoformat(str(value)).astimezone(), date.min)
    kinds: dict[str, type[words.Word]] = {
        "state": words.CredentialState,
        "kind": words.CredentialKind,
        "participation": words.Participation,
        "supervision": words.Supervision,
        "stackability": words.Stackability,
        "validity": words.Validity,
        "workload_unit": words.WorkloadUnit,
    }
    if name in kinds:
        return kinds[name](value).text
    text = str(value)
    return text if len(text) <= _LETTERS else text[:_LETTERS] + "…"


def _when(line: ChangeLine, today: date) -> str:
    return when(line.at, today) if line.label else ""


COLUMNS: tuple[Column[ChangeLine], ...] = (
    Column(lambda: _("When"), ColumnStyle(width=142, tone="muted"), _when),
    Column(lambda: _("What"), ColumnStyle(weight=3), lambda line, _today: line.label),
    Column(
        lambda: _("Field"), ColumnStyle(weight=2, tone="muted"), lambda line, _today: line.field
    ),
    Column(
        lambda: _("Before"), ColumnStyle(weight=3, tone="muted"), lambda line, _today: line.before
    ),
    Column(lambda: _("After"), ColumnStyle(weight=3), lambda line, _today: line.after),
)
