"""What holds for every test: no screen, a home of its own, no network, nothing left running."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tracker.domain.durations import write_hours
from tracker.i18n import use_language

# All of this is set before Qt, tzlocal or our own code look at it: they ask once and remember.
_HOME = Path(tempfile.mkdtemp(prefix="cairn-tests-"))
os.environ.update(
    {
        "QT_QPA_PLATFORM": "offscreen",
        # Dialogs of the desktop would wait for a person.
        "QT_QPA_PLATFORMTHEME": "",
        "HOME": str(_HOME),
        "USERPROFILE": str(_HOME),
        "XDG_CONFIG_HOME": str(_HOME / "config"),
        "XDG_DATA_HOME": str(_HOME / "data"),
        "XDG_CACHE_HOME": str(_HOME / "cache"),
        "XDG_STATE_HOME": str(_HOME / "state"),
        # A zone whose clocks change, so that a wall clock taken for UTC is seen.
        "TZ": "Europe/Prague",
        "LC_ALL": "C.UTF-8",
        # Matplotlib lists all fonts once for a new folder: seconds, for each worker of each run.
        "MPLCONFIGDIR": str(Path(__file__).parent.parent / ".pytest_cache" / "matplotlib"),
    }
)
for _name in ("CAIRN_RECORD", "LANGUAGE", "PYTHONWARNINGS"):
    os.environ.pop(_name, None)
if hasattr(time, "tzset"):
    time.tzset()

settings.register_profile(
    "ci",
    # Two cores shared by all workers: time says nothing there, and a red run must be repeatable.
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("deep", parent=settings.get_profile("ci"), max_examples=5000)
settings.load_profile("ci")


def pytest_unconfigure() -> None:
    """Take the home of the tests away again."""
    shutil.rmtree(_HOME, ignore_errors=True)


_NEAR = ("127.", "::1", "localhost", "0.0.0.0")


def _stay_near(event: str, arguments: tuple[object, ...]) -> None:
    """Refuse every way to another machine; audit hooks see what a patched socket would miss."""
    if event == "socket.getaddrinfo":
        host = arguments[0]
    elif event in {"socket.connect", "socket.sendto"} and isinstance(arguments[1], tuple):
        host = arguments[1][0]
    else:
        return
    if host and not str(host).startswith(_NEAR):
        raise RuntimeError(f"A test wanted to reach {host}")


sys.addaudithook(_stay_near)


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own for everything that Cairn keeps during one test."""
    home = tmp_path / "cairn-home"
    monkeypatch.setenv("CAIRN_HOME", str(home))
    return home


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """English and hours in words after a test that chose something else."""
    yield
    use_language("en")
    write_hours("words")


@pytest.fixture(autouse=True)
def no_thread_is_left() -> Iterator[None]:
    """Fail a test that leaves a thread behind which would keep the program from ending."""
    before = set(threading.enumerate())
    yield
    left = [t for t in threading.enumerate() if t not in before and not t.daemon]
    for thread in left:
        thread.join(timeout=2)  # one that is about to end may do so
    names = sorted(thread.name for thread in left if thread.is_alive())
    assert not names, f"Left running: {', '.join(names)}"
