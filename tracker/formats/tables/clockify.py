"""Clockify: the detailed report as CSV.

`"Project","Client","Description","Task","User","Group","Email","Tags","Billable","Start Date",
"Start Time","End Date","End Time","Duration (h)","Duration (decimal)",…`; workspaces may leave
columns out, call tasks activities, and write days and times in each person's own format.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.formats.tables.entries import Columns, read_entries

if TYPE_CHECKING:
    from tracker.formats.tables.imported import Imported, Options
    from tracker.formats.tables.reading import Sheet

NAME = "clockify"
# The decimal duration is left alone: it is rounded to 36 s, and at times disagrees with the other.
_NAMES = {
    "start_day": ("start date",),
    "start_time": ("start time",),
    "end_day": ("end date",),
    "end_time": ("end time",),
    "duration": ("duration (h)", "time (h)", "duration"),
    "project": ("project",),
    "client": ("client",),
    "task": ("task", "activity"),
    "description": ("description",),
    "tags": ("tags",),
    "user": ("user",),
    "email": ("email",),
}
# What no other program's table has beside «Start Date» and «Start Time».
_MARKS = frozenset(
    {"duration (h)", "duration (decimal)", "time (h)", "group", "billable", "date of creation"}
)


def read_sheet(sheet: Sheet, options: Options) -> Imported | None:
    """The time entries of a detailed report; None where `sheet` is none."""
    folded = {cell.casefold() for cell in sheet.header}
    if "start date" not in folded or not folded & _MARKS or "subject" in folded:
        return None
    columns = Columns.of(sheet.header, _NAMES)
    return None if columns is None else read_entries(sheet, columns, NAME, options)
