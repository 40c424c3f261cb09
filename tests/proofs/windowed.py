"""The real window, off screen, on a record with a running timer: `python -m tests.proofs.windowed`.

Runs until it is killed. Says «ready» once the window knows of the timer.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QTimer

from tracker.settings import WindowSettings
from tracker.ui.commands import timer_of
from tracker.ui.problems import Problems
from tracker.ui.start import Session, make_application
from tracker.ui.theme import ThemeWatcher

_LOOK_MS = 50


def main() -> None:
    """Open the window on the record that is named, and stay."""
    path = Path(sys.argv[1])
    app = make_application()
    settings = WindowSettings(path.with_name("window.json"))
    session = Session(path, ThemeWatcher("light"), Problems(), settings)
    watch = QTimer()

    def look() -> None:
        slot = timer_of(session.desk) if session.desk is not None else None
        if slot is not None and slot.held() is not None:
            watch.stop()
            sys.stdout.write("ready\n")
            sys.stdout.flush()

    watch.timeout.connect(look)
    watch.start(_LOOK_MS)
    session.begin()
    app.exec()


if __name__ == "__main__":
    main()
