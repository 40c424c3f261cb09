"""The guards around every test do bite: each of these small tests must fail, for its own reason."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.source import ROOT

GUARDED = {
    "a thread left behind": (
        "import threading\n"
        "def test_it():\n"
        "    stop = threading.Event()\n"
        "    threading.Thread(target=stop.wait, args=(4,), name='straggler').start()\n",
        "Left running: straggler",
    ),
    "a connection": (
        "import socket\n"
        "def test_it():\n"
        "    socket.create_connection(('192.0.2.1', 80), timeout=1)\n",
        "A test wanted to reach 192.0.2.1",
    ),
    "a name looked up": (
        "import socket\ndef test_it():\n    socket.getaddrinfo('example.org', 80)\n",
        "A test wanted to reach example.org",
    ),
    "a message of Qt": (
        "from PySide6.QtCore import qWarning\n"
        "def test_it(qtbot):\n"
        "    qWarning('a bad argument')\n",
        "a bad argument",
    ),
    "a warning": (
        "import warnings\ndef test_it():\n    warnings.warn('old ways', DeprecationWarning)\n",
        "old ways",
    ),
    "an unknown mark": (
        "import pytest\n@pytest.mark.quick\ndef test_it():\n    pass\n",
        "'quick' not found in `markers`",
    ),
    "an exception in a slot": (
        "from PySide6.QtCore import QTimer\n"
        "def test_it(qtbot):\n"
        "    QTimer.singleShot(0, lambda: 1 / 0)\n"
        "    qtbot.wait(50)\n",
        "ZeroDivisionError",
    ),
}


@pytest.mark.parametrize(("source", "reason"), GUARDED.values(), ids=GUARDED.keys())
def test_it_fails_for_its_own_reason(source: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "tests").mkdir()
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path / "tests")
    (tmp_path / "tests" / "test_planted.py").write_text(source)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode in {1, 2}, done.stdout
    assert reason in done.stdout


def test_each_test_has_a_home_of_its_own_and_finds_no_record(
    own_home: Path, tmp_path: Path
) -> None:
    from tracker.paths import default_record

    assert default_record().is_relative_to(own_home)
    assert own_home.is_relative_to(tmp_path)
    assert not own_home.exists()


def test_a_test_that_hangs_is_ended(pytestconfig: pytest.Config) -> None:
    assert float(pytestconfig.getini("timeout")) == 120
