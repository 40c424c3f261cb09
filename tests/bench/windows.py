"""Windows: how long until something is seen, Cairn's beside an empty one of the same toolkit.

Each window is opened by a process of its own, on a screen of its own where Xvfb is installed, and
off screen elsewhere. The time runs from the start of the process to the first frame painted.
`python -m tests.bench.windows bare` (or `cairn PATH`) is such a process.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.figures import Figure, median_figure

_RUNS = 7
_STARTED = "CAIRN_BENCH_STARTED_NS"
# A window that has not shown by then never will [s].
_PATIENCE_SECONDS = 60


def window_figure(path: Path) -> Figure:
    """Cairn's window on the record at `path`, first frame, beside a bare window's."""
    with _screen() as (screen, environment):
        cairn, bare = [], []
        for run in range(_RUNS + 1):
            bare_ms = _shown_ms(environment, "bare")
            cairn_ms = _shown_ms(environment, "cairn", str(path))
            if run:  # The first fills the disk's cache.
                bare.append(bare_ms)
                cairn.append(cairn_ms)
    return median_figure(f"window first seen ({screen})", "a bare PySide6 window", cairn, bare)


def _shown_ms(environment: dict[str, str], *arguments: str) -> float:
    told = {**os.environ, **environment, _STARTED: str(time.time_ns())}
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.windows", *arguments],
        env=told,
        capture_output=True,
        text=True,
        timeout=_PATIENCE_SECONDS,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(f"the window did not show: {done.stdout}{done.stderr}")
    return float(done.stdout.split()[-1])


@contextmanager
def _screen() -> Iterator[tuple[str, dict[str, str]]]:
    """A screen to open windows on: its name, and what the environment says of it."""
    program = shutil.which("Xvfb")
    if program is None:
        yield "off screen", {"QT_QPA_PLATFORM": "offscreen"}
        return
    reads, writes = os.pipe()
    with subprocess.Popen(
        [program, "-displayfd", str(writes), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"],
        pass_fds=[writes],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        os.close(writes)
        try:
            with os.fdopen(reads) as answer:
                display = answer.readline().strip()
            name, environment = "Xvfb", {"DISPLAY": f":{display}", "QT_QPA_PLATFORM": "xcb"}
            if not display or not _can_show(environment):
                name, environment = "off screen", {"QT_QPA_PLATFORM": "offscreen"}
            yield name, environment
        finally:
            server.terminate()


def _can_show(environment: dict[str, str]) -> bool:
    try:
        return _shown_ms(environment, "bare") > 0
    except (RuntimeError, subprocess.TimeoutExpired):
        return False


def _show(arguments: list[str]) -> int:
    """Open one window, print when its first frame was painted [ms], and close it."""
    started = int(os.environ[_STARTED])
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QWidget

    app = QApplication(sys.argv[:1])

    class Watch(QObject):
        """Sees the first frame of any window."""

        seen = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if not self.seen and event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
                self.seen = True
                # Asked again once the frame is through.
                QTimer.singleShot(0, self, self.tell)
            return False

        def tell(self) -> None:
            print((time.time_ns() - started) / 1e6, flush=True)
            app.closeAllWindows()
            app.quit()

    watch = Watch()
    app.installEventFilter(watch)
    if arguments[0] == "bare":
        window = QMainWindow()
        window.setCentralWidget(QLabel("Cairn"))
        window.resize(1440, 900)
        window.show()
        return app.exec()
    from tracker.ui.start import open_window

    return open_window(Path(arguments[1]))


if __name__ == "__main__":
    sys.exit(_show(sys.argv[1:]))
