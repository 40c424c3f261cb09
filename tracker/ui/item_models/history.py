"""Changes of rows as lines of a table, in the words of their forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.domain.changes import Kind
from tracker.i18n import _
from tracker.ui.dialogs.history_words import Names, tell
from tracker.ui.item_models.rows import Column
from tracker.ui.parts.table import ColumnStyle

if TYPE_CHECKING:
    from tracker.store.history import RowChange

# A longer text is cut in the table; its tooltip has more.
_LETTERS = 120


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One column that an operation changed; `id` counts the lines.

    `at` and `label` stand in the first line of an operation alone.
    """

    id: int
    at: str
    label: str
    field: str
    before: str
    after: str


def lines_of(
    changes: Sequence[RowChange], names: Names, titles: Mapping[tuple[Kind, int], str]
) -> list[ChangeLine]:
    """The changes, newest first, a line for each column; `titles` name rows beside the main one."""
    found: list[ChangeLine] = []
    last: tuple[int, str] = (0, "")
    for change in changes:
        told = tell(change, names)
        label = _("{label} (erased for good)") if told.is_erased else "{label}"
        label = label.format(label=told.label)
        title = titles.get((change.kind, change.row_id), "") or _title_in(change)
        if title:
            label = _("{label}: {title}").format(label=label, title=title)
        differences = told.differences or (("", "", ""),)
        for place, (field, before, after) in enumerate(differences):
            is_first = place == 0 and (change.operation.id, label) != last
            found.append(
                ChangeLine(
                    len(found),
                    told.when if is_first else "",
                    label if is_first else "",
                    field,
                    _cut(before),
                    _cut(after),
                )
            )
        last = (change.operation.id, label)
    return found


def _title_in(change: RowChange) -> str:
    """What a deleted row was called."""
    is_own = change.kind is Kind.CREDENTIAL
    return "" if is_own or change.what != "delete" else str(change.before.get("title") or "")


def _cut(text: str) -> str:
    return text if len(text) <= _LETTERS else text[:_LETTERS] + "…"


COLUMNS: tuple[Column[ChangeLine], ...] = (
    Column(lambda: _("When"), ColumnStyle(width=142, tone="muted"), lambda line, _today: line.at),
    Column(lambda: _("What"), ColumnStyle(weight=3), lambda line, _today: line.label),
    Column(
        lambda: _("Field"), ColumnStyle(weight=2, tone="muted"), lambda line, _today: line.field
    ),
    Column(
        lambda: _("Before"), ColumnStyle(weight=3, tone="muted"), lambda line, _today: line.before
    ),
    Column(lambda: _("After"), ColumnStyle(weight=3), lambda line, _today: line.after),
)
