"""What a Linux desktop tells over D-Bus: idle time, a locked screen, a sleep.

Every call is asynchronous, so that nothing waits for a desktop that does not answer; a bus that is
absent is silent. Nothing is started for the sake of an answer.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusPendingCallWatcher,
)

_LOGIND = "org.freedesktop.login1"


@dataclass(frozen=True, slots=True)
class _Source:
    """A service that tells how long nothing moved; `unit` in seconds, 0 where it is not known."""

    service: str
    path: str
    interface: str
    method: str
    unit: float


_SOURCES = (
    _Source(
        "org.gnome.Mutter.IdleMonitor",
        "/org/gnome/Mutter/IdleMonitor/Core",
        "org.gnome.Mutter.IdleMonitor",
        "GetIdletime",
        0.001,
    ),
    # Seconds by the letter of the specification, milliseconds in some desktops.
    _Source(
        "org.freedesktop.ScreenSaver",
        "/org/freedesktop/ScreenSaver",
        "org.freedesktop.ScreenSaver",
        "GetSessionIdleTime",
        0.0,
    ),
)
_SAVERS = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver"),
)
# Two readings tell the unit where they lie apart by so much [s].
_APART = 3.0


class Bus(QObject):
    """Both buses. `idled` tells seconds, `locked` and `slept` whether it begins or ends."""

    idled = Signal(object)
    locked = Signal(bool)
    slept = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        """Nothing is connected before `begin`."""
        super().__init__(parent)
        self._session = QDBusConnection.sessionBus()
        self._system = QDBusConnection.systemBus()
        self._at = 0
        self._unit = 0.0
        self._before: tuple[float, float] | None = None
        self._asked_at: float | None = None

    def begin(self) -> None:
        """Listen for locks and sleep."""
        if self._session.isConnected():
            for service, path, interface in _SAVERS:
                self._session.connect(
                    service, path, interface, "ActiveChanged", self, b"1saver_changed(bool)"
                )
        if self._system.isConnected():
            self._system.connect(
                _LOGIND,
                "/org/freedesktop/login1",
                f"{_LOGIND}.Manager",
                "PrepareForSleep",
                self,
                b"1sleep_changed(bool)",
            )
            call = QDBusMessage.createMethodCall(
                _LOGIND, "/org/freedesktop/login1", f"{_LOGIND}.Manager", "GetSessionByPID"
            )
            call.setArguments([os.getpid()])
            self._send(self._system, call, self._session_found)

    def ask(self) -> bool:
        """Ask for the idle time; `idled` follows. False where nobody can be asked."""
        if self._at >= len(_SOURCES) or not self._session.isConnected():
            return False
        now = time.monotonic()
        if self._asked_at is not None:
            return now - self._asked_at < 1  # the last question is still under way
        self._asked_at = now
        source = _SOURCES[self._at]
        call = QDBusMessage.createMethodCall(
            source.service, source.path, source.interface, source.method
        )
        self._send(self._session, call, self._idle_told)
        return True

    def _send(self, bus: QDBusConnection, call: QDBusMessage, hear: Callable[..., object]) -> None:
        call.setAutoStartService(False)
        watcher = QDBusPendingCallWatcher(bus.asyncCall(call, 2000), self)
        watcher.finished.connect(hear)

    @Slot(QDBusPendingCallWatcher)
    def _idle_told(self, watcher: QDBusPendingCallWatcher) -> None:
        watcher.deleteLater()
        self._asked_at = None
        told = watcher.reply()
        values = told.arguments()
        if told.type() != QDBusMessage.MessageType.ReplyMessage or not values:
            # Absent, or without this method: the next one is asked from now on.
            self._at += 1
            self._before, self._unit = None, 0.0
            self.idled.emit(None)
            return
        self.idled.emit(self._in_seconds(float(values[0])))

    def _in_seconds(self, value: float) -> float | None:
        """The value in seconds, once its unit is known: by how fast it grows."""
        unit = _SOURCES[self._at].unit or self._unit
        if unit:
            return value * unit
        now, before = time.monotonic(), self._before
        if before is None or value < before[1]:
            self._before = (now, value)
            return None
        apart, grown = now - before[0], value - before[1]
        if apart >= _APART and grown > 0:
            self._unit = 0.001 if grown > 20 * apart else 1.0
            return value * self._unit
        return None

    @Slot(QDBusPendingCallWatcher)
    def _session_found(self, watcher: QDBusPendingCallWatcher) -> None:
        watcher.deleteLater()
        told = watcher.reply()
        values = told.arguments()
        if told.type() != QDBusMessage.MessageType.ReplyMessage or not values:
            return
        path = values[0].path() if isinstance(values[0], QDBusObjectPath) else str(values[0])
        for name, slot in (("Lock", b"1session_locked()"), ("Unlock", b"1session_unlocked()")):
            self._system.connect(_LOGIND, path, f"{_LOGIND}.Session", name, self, slot)

    @Slot(bool)
    def saver_changed(self, is_on: bool) -> None:
        """The screen saver came up, or went."""
        self.locked.emit(is_on)

    @Slot(bool)
    def sleep_changed(self, is_going: bool) -> None:
        """The computer is about to sleep, or is awake again."""
        self.slept.emit(is_going)

    @Slot()
    def session_locked(self) -> None:
        """The session was locked."""
        self.locked.emit(True)

    @Slot()
    def session_unlocked(self) -> None:
        """The session was opened again."""
        self.locked.emit(False)
