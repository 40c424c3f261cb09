"""Study sessions as rows of one credential's table, each with the part that served it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from tracker.i18n import _, dotted
from tracker.ui.item_models.rows import Column
from tracker.ui.numbers import day_near, duration, when
from tracker.ui.parts.table import ColumnStyle

if TYPE_CHECKING:
    from tracker.domain.study import StudyRow


def when_studied(row: StudyRow, today: date) -> str:
    """The person's day and the wall time of its start, where that is known."""
    if row.start is None:
        return day_near(row.day, today)
    wall = row.start.wall
    # After midnight it may still be the day before, as the person counts days.
    return when(wall.replace(year=row.day.year, month=row.day.month, day=row.day.day), today)


def _note(row: StudyRow, _today: date) -> str:
    return " ".join([row.note, *(f"#{tag}" for tag in row.tags)]).strip()


def columns(number: Callable[[], int]) -> tuple[Column[StudyRow], ...]:
    """The columns of the table; `number` answers which credential it is about."""

    def part(row: StudyRow) -> int:
        return sum(share.seconds for share in row.shares if share.credential_id == number())

    def shared_with(row: StudyRow, _today: date) -> str:
        others = [share.title for share in row.shares if share.credential_id != number()]
        return dotted(others)

    def of_whole(row: StudyRow, _today: date) -> str:
        if part(row) == row.seconds:
            return duration(row.seconds)
        return _("{part} of {whole}").format(part=duration(part(row)), whole=duration(row.seconds))

    return (
        Column(lambda: _("When"), ColumnStyle(width=142, tone="muted"), when_studied),
        Column(
            lambda: _("Activity"),
            ColumnStyle(width=132, hide_below=520),
            lambda row, _today: row.activity,
            chip=lambda _row, _today: "plain",
        ),
        Column(lambda: _("Note"), ColumnStyle(weight=3), _note),
        Column(
            lambda: _("Shared with"),
            ColumnStyle(weight=2, tone="muted", hide_below=680),
            shared_with,
        ),
        Column(
            lambda: _("Entered"),
            ColumnStyle(width=104, tone="muted", hide_below=820),
            lambda row, _today: row.entry.text,
        ),
        Column(lambda: _("Time"), ColumnStyle(width=150, is_number=True), of_whole),
    )
