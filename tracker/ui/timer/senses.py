"""What the computer tells of the person: when the last key moved, a locked screen, a sleep.

Whatever it does not tell stays unknown; then the jump of the clocks is all there is. Nothing is
asked, listened to or woken while no timer runs.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

# An answer that is older than this is no answer [s].
_STALE_SECONDS = 30


class Senses(QObject):
    """What is sensed now. `told` follows `ask`; `stirred` tells that something has happened."""

    told = Signal()
    stirred = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Nothing is sensed before `begin`."""
        super().__init__(parent)
        self._idle: float | None = None
        self._idle_at = 0.0
        self._read: Callable[[], float | None] | None = None
        self._bus: QObject | None = None
        self.is_locked = False
        self._is_begun = False

    def begin(self) -> None:
        """A timer runs: find out what the computer can tell. Does nothing the second time."""
        if self._is_begun:
            return
        self._is_begun = True
        from tracker.ui.timer.native import idle_reader

        self._read = idle_reader()
        if sys.platform.startswith("linux"):
            from tracker.ui.timer.bus import Bus

            bus = Bus(self)
            bus.idled.connect(self.set_idle)
            bus.locked.connect(self.set_locked)
            bus.slept.connect(self._slept)
            bus.begin()
            self._bus = bus

    def end(self) -> None:
        """No timer runs: listen to nothing any more."""
        if not self._is_begun:
            return
        self._is_begun = False
        self._idle, self._read, self.is_locked = None, None, False
        if self._bus is not None:
            self._bus.deleteLater()
            self._bus = None

    def ask(self) -> None:
        """Ask when the last key or pointer moved; `told` follows, at once or within a second."""
        from tracker.ui.timer.bus import Bus

        if self._read is not None and (idle := self._read()) is not None:
            self.set_idle(idle)
        elif isinstance(self._bus, Bus) and self._bus.ask():
            return
        self.told.emit()

    def idle(self) -> float | None:
        """How long ago the last key or pointer moved [s]; None where nobody tells."""
        if self._idle is None:
            return None
        since = time.monotonic() - self._idle_at
        return self._idle + since if since < _STALE_SECONDS else None

    def clocks(self) -> tuple[float, float | None]:
        """A clock that may stand still while the computer sleeps, and one that counts sleep [s]."""
        return time.monotonic(), _through_sleep()

    def set_idle(self, seconds: float | None) -> None:
        """Somebody tells when the last key or pointer moved."""
        self._idle, self._idle_at = seconds, time.monotonic()
        if self.sender() is not None:
            self.told.emit()

    def set_locked(self, is_locked: bool) -> None:
        """The screen was locked, or opened again."""
        if is_locked != self.is_locked:
            self.is_locked = is_locked
            self.stirred.emit()

    def _slept(self, _is_going: bool) -> None:
        self.stirred.emit()


def _through_sleep() -> float | None:
    """Seconds by a clock that goes on while the computer sleeps; None where there is none."""
    if sys.platform == "win32":
        return time.monotonic()
    # macOS counts sleep in what others call monotonic; Python's own monotonic clock there does not.
    name = "CLOCK_MONOTONIC" if sys.platform == "darwin" else "CLOCK_BOOTTIME"
    number = getattr(time, name, None)
    try:
        return None if number is None else time.clock_gettime(number)
    except OSError:
        return None
