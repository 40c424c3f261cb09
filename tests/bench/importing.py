"""Importing: a long Toggl export through the services, beside reading its rows and storing them."""

from __future__ import annotations

import csv
import random
from datetime import datetime, timedelta
from pathlib import Path

from tests.bench.figures import Figure, time_ms, undisturbed
from tracker.record import Record
from tracker.store.engine import connect, driver, settle

_HEADER = (
    *("User", "Email", "Client", "Project", "Task", "Description", "Billable", "Start date"),
    *("Start time", "End date", "End time", "Duration", "Tags", "Amount (USD)"),
)
_PROJECTS = ("Kubernetes", "SQL", "AWS", "Statistics", "Security")
_HOUR_SLOTS = 27


def write_export(path: Path, rows: int) -> None:
    """Write a detailed report of `rows` entries, oldest first, without overlaps."""
    rng = random.Random(1)
    start = datetime(2016, 1, 1, 6)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_HEADER)
        for nth in range(rows):
            day, slot = divmod(nth, _HOUR_SLOTS)
            begin = start + timedelta(days=day, minutes=38 * slot)
            end = begin + timedelta(minutes=rng.randrange(5, 37))
            project = rng.choice(_PROJECTS)
            who = ("A. Learner", "a@example.org", "", project, "", f"chapter {nth % 90}", "No")
            when = [f"{at:{style}}" for at in (begin, end) for style in ("%Y-%m-%d", "%H:%M:%S")]
            length, tags = str(end - begin).rjust(8, "0"), "lab" if nth % 4 else ""
            writer.writerow([*who, *when, length, tags, ""])


def import_figure(folder: Path, rows: int) -> Figure:
    """One import of `rows` new rows into an empty record, preview and recording together."""
    export = folder / "Toggl_time_entries.csv"
    write_export(export, rows)
    bare_ms = time_ms(lambda: _store_bare(export, folder / "bare.db"))
    with Record.open(folder / "import.cairn") as record:
        record.settings.change(zone="Europe/Berlin")

        def take() -> None:
            record.importing.apply(record.importing.plan([export]))

        with undisturbed():
            cairn_ms = time_ms(take)
        if record.study.count() != rows:
            raise RuntimeError(f"{record.study.count()} of {rows} rows came in")
    beside = "csv.reader and one executemany into a bare table"
    return Figure(f"import {rows:,} rows of Toggl", beside, cairn_ms, bare_ms, "single run", 1)


def _store_bare(export: Path, path: Path) -> None:
    driver().connect(str(path)).close()
    path.touch()
    connection = connect(path, mode="rw")
    try:
        settle(connection, path, may_write=True)
        marks = ", ".join("?" for _name in _HEADER)
        names = ", ".join(f"c{at} TEXT" for at in range(len(_HEADER)))
        connection.execute(f"CREATE TABLE row (id INTEGER PRIMARY KEY, {names})")
        with export.open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file)
            next(reader)
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(f"INSERT INTO row VALUES (NULL, {marks})", reader)
            connection.execute("COMMIT")
    finally:
        connection.close()
