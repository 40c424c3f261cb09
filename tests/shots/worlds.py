"""The records that are looked at: three busy years, ten of them, and none; and one moment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import text

from tracker.record import Record
from tracker.services.clock import Clock
from tracker.services.sample_world import build
from tracker.services.sample_world.many import many

# The same moment in all pictures, so that two runs can be compared: a Wednesday, with half a week
# behind it. So long has the timer run in the pictures that the screens are compared with.
NOW = datetime(2026, 11, 25, 9, 42, 17, tzinfo=UTC)
TIMER_RUNS = timedelta(minutes=42, seconds=17)
CLOCK = Clock(lambda: NOW, lambda: "Europe/Berlin")
# Ten years at more than five sessions a day.
_DECADE = 20_000


def make_world(path: Path, name: str) -> Path:
    """Write the record `sample`, `empty` or `decade` to the file `path`."""
    with Record.open(path, clock=CLOCK) as record:
        if name != "empty":
            build(record, NOW.date(), timer_since=NOW - TIMER_RUNS)
        if name == "decade":
            many(record, _DECADE, today=NOW.date())
    return path


def own_words(path: Path) -> Iterator[str]:
    """Every text that stands in a record: the person's words, which may be cut."""
    with Record.open(path, clock=CLOCK) as record, record.ground.store.reading() as session:
        tables = session.execute(
            text("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
        )
        for (name,) in tables.all():
            for row in session.execute(text(f'SELECT * FROM "{name}"')):
                yield from (value for value in row if isinstance(value, str) and len(value) > 1)
