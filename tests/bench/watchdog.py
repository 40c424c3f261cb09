"""How long the event loop of the window gave no answer: what a person feels as a freeze.

A heart beats once a millisecond in the loop; while something else is done there, it does not.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer

# A window that has not come to rest by then never will [ms].
_PATIENCE_MS = 60_000
_LOOK_EVERY_MS = 2
_BEAT_MS = 1


class Watchdog(QObject):
    """Measures the longest gap between two beats of the running event loop."""

    def __init__(self) -> None:
        """For the thread that makes it."""
        super().__init__()
        self._longest = (0.0, 0.0)
        self._last = (0.0, 0.0)
        self._heart = QTimer(self)
        self._heart.setTimerType(Qt.TimerType.PreciseTimer)
        self._heart.setInterval(_BEAT_MS)
        self._heart.timeout.connect(self._beat)

    def begin(self) -> None:
        """Start anew; what runs from here on counts."""
        self._longest, self._last = (0.0, 0.0), _now()
        self._heart.start()

    def end(self) -> tuple[float, float]:
        """The longest time since `begin` for which the loop did not answer [ms].

        And how much of it this thread computed [ms]; the rest it waited, for a busy machine or for
        another thread.
        """
        self._beat()
        self._heart.stop()
        return self._longest

    def _beat(self) -> None:
        now = _now()
        gap = ((now[0] - self._last[0]) * 1000 - _BEAT_MS, (now[1] - self._last[1]) * 1000)
        self._longest = max(self._longest, gap)
        self._last = now


def _now() -> tuple[float, float]:
    return time.perf_counter(), time.thread_time()


def run_until(is_done: Callable[[], bool], quiet_looks: int = 1) -> None:
    """Let the event loop run until `is_done`; raises TimeoutError where it never is.

    It must have been done at so many looks in a row, a few milliseconds apart: what an answer has
    set off is laid out and painted after it.
    """
    loop, idle, patience, quiet = QEventLoop(), QTimer(), QTimer(), 0

    def look() -> None:
        nonlocal quiet
        quiet = quiet + 1 if is_done() else 0
        if quiet >= quiet_looks:
            loop.exit(0)

    idle.timeout.connect(look)
    idle.start(_LOOK_EVERY_MS)
    patience.setSingleShot(True)
    patience.timeout.connect(lambda: loop.exit(1))
    patience.start(_PATIENCE_MS)
    late = loop.exec()
    idle.stop()
    patience.stop()
    if late:
        raise TimeoutError("the window did not come to rest")
