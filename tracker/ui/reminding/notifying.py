"""A word on the person's desktop, outside the window. Never waits, and never insists."""

from __future__ import annotations

import html

from PySide6.QtCore import QProcess, QStandardPaths, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from tracker.ui import icons

# So long a message stays where the desktop lets us say so; our own icon goes a little later [ms].
_SHOWN_MS = 10_000
_UNSEEN = frozenset({"offscreen", "minimal", "vnc"})


def notify(title: str, text: str) -> bool:
    """Show a notification; whether there was any way to. Returns at once."""
    if QGuiApplication.platformName() in _UNSEEN:
        return False
    if _by_program(title, text):
        return True
    tray = _tray()
    if tray is None:
        return False
    tray.showMessage(title, text, icons.icon(icons.LOGO), _SHOWN_MS)
    return True


def _by_program(title: str, text: str) -> bool:
    """Through the desktop's notifications, which need no tray, where its small tool is there."""
    tool = QStandardPaths.findExecutable("notify-send")
    if not tool:
        return False
    process = QProcess(QApplication.instance())
    process.setProgram(tool)
    # The body is read as markup: what stands in it is the person's text.
    words = ["--app-name=Cairn", "--icon=cairn", f"--expire-time={_SHOWN_MS}", "--", title]
    process.setArguments([*words, html.escape(text, quote=False)])
    process.finished.connect(process.deleteLater)
    process.errorOccurred.connect(process.deleteLater)
    process.start()
    return True


def _tray() -> QSystemTrayIcon | None:
    """The window's own tray icon, or one for the time of the message; None where none can be."""
    app = QApplication.instance()
    if app is None or not QSystemTrayIcon.isSystemTrayAvailable():
        return None
    shown = [one for one in app.findChildren(QSystemTrayIcon) if one.isVisible()]
    if shown:
        return shown[0]
    tray = QSystemTrayIcon(icons.icon(icons.LOGO), app)
    tray.show()
    QTimer.singleShot(_SHOWN_MS * 2, tray, tray.deleteLater)
    return tray
