"""What a Linux desktop tells over D-Bus: idle time, a locked screen, a sleep.

Every call is asynchronous, so that nothing waits for a desktop that does not answer; a bus that is
absent is silent. Nothing is started for the sake of an answer.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import (
    QDBusArgument,
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
# A desktop that has just woken may be slow, and is asked again.
_LATE = frozenset(
    {
        "org.freedesktop.DBus.Error.NoReply",
        "org.freedesktop.DBus.Error.Timeout",
        "org.freedesktop.DBus.Error.TimedOut",
    }
)
# Two readings tell the unit where they lie apart by so much [s].
_APART = 3.0


def _listen(
    bus: QDBusConnection, signal: tuple[str, str, str, str], receiver: QObject, slot: str
) -> None:
    """Let a signal (service, path, interface, name) call a slot; nothing on an absent bus."""
    if bus.isConnected():
        # The stubs ask for bytes, the binding takes what `SLOT` gives: a text.
        connect: Any = bus.connect
        connect(*signal, receiver, SLOT(slot))


def _number(told: QDBusMessage) -> float | None:
    """The one number of a reply; None where it is an error or something else."""
    values: Any = told.arguments()
    if told.type() != QDBusMessage.MessageType.ReplyMessage:
        return None
    # What the binding does not unpack by itself may lie in a list or an argument of its own.
    for _layer in range(4):
        if isinstance(values, QDBusArgument):
            values = values.asVariant()
        elif isinstance(values, (list, tuple)):
            values = values[0] if values else None
    return float(values) if isinstance(values, (int, float)) else None


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
        for service, path, interface in _SAVERS:
            _listen(
                self._session,
                (service, path, interface, "ActiveChanged"),
                self,
                "saver_changed(bool)",
            )
        manager = (_LOGIND, "/org/freedesktop/login1", f"{_LOGIND}.Manager")
        _listen(self._system, (*manager, "PrepareForSleep"), self, "sleep_changed(bool)")
        ident = os.environ.get("XDG_SESSION_ID", "")
        if ident and self._system.isConnected():
            call = QDBusMessage.createMethodCall(*manager, "GetSession")
            call.setArguments([ident])
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
        value = _number(told)
        if value is None:
            if told.errorName() not in _LATE:
                # Absent, or without this method: the next one is asked from now on.
                self._at += 1
                self._before, self._unit = None, 0.0
            self.idled.emit(None)
            return
        self.idled.emit(self._in_seconds(value))

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
        for name, slot in (("Lock", "session_locked()"), ("Unlock", "session_unlocked()")):
            _listen(self._system, (_LOGIND, path, f"{_LOGIND}.Session", name), self, slot)

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
