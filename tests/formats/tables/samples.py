"""The fixture files and the shortest way to read them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tracker.formats.tables import Imported, Options, read_table

FOLDER = Path(__file__).parents[2] / "fixtures" / "tables"
PRAGUE = Options(zone="Europe/Prague")
TOGGL_HEADER = (
    "User,Email,Client,Project,Task,Description,Billable,"
    "Start date,Start time,End date,End time,Duration,Tags"
)


def read(name: str, **options: str) -> Imported:
    """The fixture `name`, read in Prague."""
    return read_table((FOLDER / name).read_bytes(), replace(PRAGUE, **options))


def toggl(*rows: str, **options: str) -> Imported:
    """Rows below Toggl's old header, read in Prague."""
    return read_table("\n".join((TOGGL_HEADER, *rows)).encode(), replace(PRAGUE, **options))


def lines(imported: Imported) -> list[int | None]:
    """The lines that have a problem."""
    return [problem.line for problem in imported.problems]
