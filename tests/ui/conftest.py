"""A dressed application for every test of the window, and a desk on a real record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tracker.record import Record
from tracker.ui.desk import Desk
from tracker.ui.tasks import Tasks
from tracker.ui.theme import ThemeWatcher


@pytest.fixture
def look(qapp: QApplication) -> Iterator[ThemeWatcher]:
    """The light theme, worn; put back after a test that changed it."""
    watcher = ThemeWatcher("light")
    watcher.wear()
    yield watcher
    watcher.enlarge(None)
    watcher.choose("light")


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """An empty record in a real file."""
    with Record.open(tmp_path / "record.cairn") as opened:
        yield opened


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    """Threads that are ended after the test."""
    made = Tasks()
    yield made
    made.close()


@pytest.fixture
def desk(record: Record, tasks: Tasks, look: ThemeWatcher) -> Desk:
    """A desk on the record."""
    return Desk(record, tasks, look)
