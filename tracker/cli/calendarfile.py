"""Writes deadlines, expiries and planned study as a calendar file, for the window too."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.record import Record

# Planned study that lies longer back is of no use in a calendar any more.
_BEHIND = timedelta(days=30)
LEFT_OUT = ("study sessions", "expenses", "notes", "goals")


def write_calendar(record: Record, out: Path) -> Mapping[str, int]:
    """Write the file whole or not at all; how many deadlines and planned blocks it holds."""
    from tracker.reports.calendar import CalendarContent, calendar_file
    from tracker.store.files import write_whole

    view = record.overview.plan()
    blocks = [
        one for one in record.planned_blocks.all() if one.draft.start.at >= view.now.at - _BEHIND
    ]
    last = record.history.operations(1)
    exam_times = {
        row.id: row.draft.exam_at
        for row in record.credentials.rows()
        if row.draft.exam_at is not None
    }
    content = CalendarContent(
        record_uuid=record.settings.meta().get("uuid", "record"),
        sequence=last[0].id if last else 0,
        now=record.ground.clock.now(),
        deadlines=view.deadlines,
        blocks=tuple(blocks),
        exam_times=exam_times,
        titles=view.titles,
    )
    write_whole(out, calendar_file(content))
    return {"deadlines": len(view.deadlines), "planned_blocks": len(blocks)}
