"""Deadlines as rows of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.analytics.deadlines import Due
from tracker.i18n import _
from tracker.ui.item_models.rows import Column
from tracker.ui.numbers import day_short
from tracker.ui.pages.plan.words import due_chip, due_words
from tracker.ui.parts.table import ColumnStyle


@dataclass(frozen=True, slots=True)
class DueRow:
    """A deadline at its place in the list, which is its key there."""

    id: int
    due: Due


def due_rows(dues: Sequence[Due]) -> list[DueRow]:
    """The deadlines as rows."""
    return [DueRow(place, due) for place, due in enumerate(dues)]


def _day(row: DueRow, today: date) -> str:
    return day_short(row.due.on, today)


WHAT: Column[DueRow] = Column(
    lambda: _("What"),
    ColumnStyle(weight=1),
    lambda row, _today: row.due.title,
    below=lambda row, _today: due_words(row.due),
)
DAY: Column[DueRow] = Column(
    lambda: _("Day"), ColumnStyle(width=108, tone="muted", hide_below=350), _day
)
LEFT: Column[DueRow] = Column(
    lambda: _("How far"),
    ColumnStyle(width=112, is_number=True),
    lambda row, today: due_chip(row.due, today)[0],
    chip=lambda row, today: due_chip(row.due, today)[1],
    spoken=lambda row, today: _("{day}, {when}").format(
        day=_day(row, today), when=due_chip(row.due, today)[0]
    ),
)
DEADLINES: tuple[Column[DueRow], ...] = (WHAT, DAY, LEFT)
