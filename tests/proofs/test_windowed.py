"""kill -9 of the window beside a running timer: five seconds are lost at most, and it is asked."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow

from tests.house.source import ROOT
from tracker.analytics.stretches import Why
from tracker.domain.study import TimerDraft
from tracker.paths import timer_journal
from tracker.record import Record
from tracker.services.clock import Clock
from tracker.ui.desk import Desk
from tracker.ui.dialogs.question import Question
from tracker.ui.tasks import Tasks
from tracker.ui.theme import ThemeWatcher
from tracker.ui.timer.slot import TimerSlot

# A beat every five seconds, its way to the disk on a busy machine, and whole seconds.
_LOST = timedelta(seconds=5 + 3)


@pytest.mark.timeout(180)
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no kill -9")
def test_a_killed_window_loses_five_seconds_at_most_and_the_next_start_asks(
    tmp_path: Path, qtbot, qapp
) -> None:
    path = tmp_path / "record.cairn"
    with Record.open(path) as record:
        record.timer.start(TimerDraft(topic="reading"))
    killed_at = _killed(path)
    hands = Clock(lambda: killed_at.replace(microsecond=0) + timedelta(minutes=20))
    with Record.open(path, clock=hands) as record:
        seen = record.timer.last_seen()
        assert seen is not None
        assert killed_at - _LOST <= seen <= killed_at
        tasks = Tasks()
        try:
            window = QMainWindow()
            qtbot.addWidget(window)
            slot = TimerSlot(Desk(record, tasks, ThemeWatcher("light")))
            window.setCentralWidget(slot)
            window.show()
            qtbot.waitUntil(slot.asker.is_asking, timeout=30_000)
            (asked,) = slot.hand.questions()
            assert (asked.why, asked.first) == (Why.CLOSED, seen)
            assert slot.hand.seconds() <= (killed_at - seen + _LOST).total_seconds() + 60
            question = next(one for one in window.findChildren(Question) if one.isVisible())
            qtbot.keyClick(question, Qt.Key.Key_L)
            qtbot.waitUntil(lambda: slot.held() is None, timeout=30_000)
        finally:
            tasks.close()
        (row,) = record.study.page()
        assert row.end_at == seen


def _killed(path: Path) -> datetime:
    """Let the window run for two beats, kill it at some moment after; when that was."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.proofs.windowed", str(path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        written: set[int] = set()
        until = time.monotonic() + 60
        while len(written) < 3 and time.monotonic() < until:
            journal = timer_journal(path)
            written |= {journal.stat().st_mtime_ns} if journal.exists() else set()
            time.sleep(0.05)
        time.sleep(random.Random(7).uniform(0, 4))
        return datetime.now(UTC)
    finally:
        child.kill()
        child.communicate()
