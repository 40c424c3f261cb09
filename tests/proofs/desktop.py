"""A desktop of its own on a real session bus: `dbus-run-session -- python -m tests.proofs.desktop`.

One process tells idle time and locks the screen, the other listens as the window does. Prints what
was heard, a line each.
"""

from __future__ import annotations

import subprocess
import sys

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusVirtualObject

_IDLE = "org.gnome.Mutter.IdleMonitor"
_SAVER = "org.gnome.ScreenSaver"


class _IdleMonitor(QDBusVirtualObject):
    """Tells that nothing moved for a minute."""

    def introspect(self, _path: str) -> str:
        """Nothing that anyone asks for."""
        return ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:
        """Answer the one question."""
        if message.member() != "GetIdletime":
            return False
        connection.send(message.createReply(60_000))
        return True


def serve() -> None:
    """Be the desktop, until the other side is gone."""
    app = QCoreApplication([])
    bus = QDBusConnection.sessionBus()
    monitor = _IdleMonitor()
    bus.registerVirtualObject("/org/gnome/Mutter/IdleMonitor/Core", monitor)
    bus.registerService(_IDLE)
    bus.registerService(_SAVER)
    is_on = True

    def turn() -> None:
        nonlocal is_on
        signal = QDBusMessage.createSignal("/org/gnome/ScreenSaver", _SAVER, "ActiveChanged")
        signal.setArguments([is_on])
        bus.send(signal)
        is_on = not is_on

    timer = QTimer()
    timer.timeout.connect(turn)
    timer.start(300)
    app.exec()


def hear() -> None:
    """Listen until idle time, a lock and its end were heard."""
    from tracker.ui.timer.bus import Bus

    app = QCoreApplication.instance() or QCoreApplication([])
    told: set[str] = set()

    def hear_one(text: str) -> None:
        if text not in told:
            told.add(text)
            sys.stdout.write(f"{text}\n")
        if {"idle 60.0", "locked True", "locked False"} <= told:
            app.quit()

    bus = Bus()
    bus.idled.connect(lambda seconds: hear_one(f"idle {seconds}"))
    bus.locked.connect(lambda is_on: hear_one(f"locked {is_on}"))
    bus.begin()
    timer = QTimer()
    timer.timeout.connect(bus.ask)
    timer.start(300)
    QTimer.singleShot(20_000, app.quit)
    app.exec()


def main() -> None:
    """Both sides; the desktop stands before anyone asks it."""
    if sys.argv[1:] == ["serve"]:
        serve()
        return
    desktop = subprocess.Popen([sys.executable, "-m", "tests.proofs.desktop", "serve"])
    try:
        app = QCoreApplication.instance() or QCoreApplication([])
        names = QDBusConnection.sessionBus().interface()
        for _try in range(200):
            if names.isServiceRegistered(_SAVER):
                break
            QTimer.singleShot(50, app.quit)
            app.exec()
        hear()
    finally:
        desktop.kill()
        desktop.wait()


if __name__ == "__main__":
    main()
