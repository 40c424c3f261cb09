"""A record with a clock that a test moves by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.store.world import rows
from tracker.domain.changes import Kind
from tracker.domain.credentials import CredentialDraft
from tracker.domain.instants import Moment
from tracker.domain.study import StudyDraft
from tracker.record import Record
from tracker.services.clock import Clock

PRAGUE = "Europe/Prague"


@dataclass
class Hands:
    """The clock that a test sets: the instant and the computer's zone."""

    at: datetime = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
    zone: str = PRAGUE

    def go_on(self, **by: float) -> None:
        """Let time pass."""
        self.at += timedelta(**by)

    @property
    def clock(self) -> Clock:
        """What a record is opened with."""
        return Clock(lambda: self.at, lambda: self.zone)


@pytest.fixture
def hands() -> Hands:
    """Sunday, 19:00 in Prague."""
    return Hands()


@pytest.fixture
def book(tmp_path: Path, hands: Hands) -> Iterator[Record]:
    """An open record."""
    with Record.open(tmp_path / "book.cairn", clock=hands.clock) as opened:
        yield opened


def wall(day: int, hour: int, minute: int = 0, *, month: int = 11) -> Moment:
    """A time by the clocks of Prague in 2026."""
    return Moment.from_wall(datetime(2026, month, day, hour, minute), PRAGUE)


def credential(record: Record, title: str, **fields: Any) -> int:
    """Add a credential; its number."""
    return record.credentials.add(CredentialDraft(title, **fields)).only_id(Kind.CREDENTIAL)


def log(record: Record, start: Moment | None, minutes: int, **fields: Any) -> int:
    """Log study; its number."""
    draft = StudyDraft(minutes * 60, start, **fields)
    return record.study.log(draft).only_id(Kind.STUDY_SESSION)


def everything(record: Record) -> dict[str, Any]:
    """All rows there are, with their digests."""
    return {kind: held for kind, held in rows(record.path).items() if held}
