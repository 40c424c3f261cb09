"""A dressed application for every test of the window, and a desk on a real record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tracker.record import Record
from tracker.ui.desk import Desk
from tracker.ui.tasks import Tasks
from tracker.ui.theme import ThemeWatcher


@pytest.fixture(autouse=True)
def windows_of_before_are_gone() -> None:
    """Delete what the test before left to be deleted: it would take a dialog of this one along."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


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


# A machine that is busy with other tests takes its time; a wait ends as soon as what it waits for
# is there, so that patience costs nothing where all is well.
_PATIENCE_MS = 30_000


class PatientBot(QtBot):
    """pytest-qt's bot, with more patience than five seconds where a test names none."""

    def waitUntil(self, callback: Callable[[], object], *, timeout: int = _PATIENCE_MS) -> None:
        """Wait until `callback` is true or no longer fails."""
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = _PATIENCE_MS, **more: Any) -> Any:
        """Wait for a signal."""
        return super().waitSignal(signal, timeout=timeout, **more)

    def waitSignals(self, signals: Any, *, timeout: int = _PATIENCE_MS, **more: Any) -> Any:
        """Wait for several signals."""
        return super().waitSignals(signals, timeout=timeout, **more)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    """The bot that drives the window."""
    return PatientBot(request)
