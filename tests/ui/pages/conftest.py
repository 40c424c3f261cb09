"""A record on one day, with a desk, for the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QLocale

from tracker.domain.changes import Kind
from tracker.domain.instants import Moment
from tracker.domain.study import StudyDraft
from tracker.record import Record
from tracker.services.clock import Clock

PRAGUE = "Europe/Prague"
# A Sunday evening in Prague.
NOW = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def british() -> Iterator[None]:
    """Numbers and days as they are written in Britain, whatever the machine says."""
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def clock() -> list[datetime]:
    """The instant that the record takes for now; put another in its place to let time go by."""
    return [NOW]


@pytest.fixture
def record(tmp_path: Path, clock: list[datetime]) -> Iterator[Record]:
    """An empty record on that Sunday evening."""
    told = Clock(now=lambda: clock[0], zone=lambda: PRAGUE)
    with Record.open(tmp_path / "record.cairn", clock=told) as opened:
        yield opened


@pytest.fixture
def log(record: Record) -> Callable[..., int]:
    """Logs a session that began on a day of November 2026 at an hour; answers its number."""

    def log_session(day: int, hour: float, minutes: int, **fields: Any) -> int:
        wall = datetime(2026, 11, day, int(hour), round(hour % 1 * 60))
        draft = StudyDraft(minutes * 60, Moment.from_wall(wall, PRAGUE), **fields)
        return record.study.log(draft, is_sure=True).only_id(Kind.STUDY_SESSION)

    return log_session
