"""The four things of every day, done by a screen reader's means over the real bus."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.house.source import ROOT
from tracker.record import Record

SYSTEM_PYTHON = "/usr/bin/python3"
LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")


def can_be_driven() -> bool:
    """Whether Debian's parts of the accessibility bus are all here."""
    programs = all(shutil.which(name) for name in ("Xvfb", "dbus-run-session"))
    if not programs or not any(Path(path).exists() for path in LAUNCHERS):
        return False
    asked = [SYSTEM_PYTHON, "-c", "import pyatspi"]
    try:
        return subprocess.run(asked, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


pytestmark = [
    pytest.mark.xdist_group("bus"),
    pytest.mark.timeout(180),
    pytest.mark.skipif(
        not sys.platform.startswith("linux") or not can_be_driven(),
        reason="needs at-spi2-core, python3-pyatspi, dbus and xvfb",
    ),
]


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[dict[str, Any], Path]]:
    """What was read on the bus while the program was driven, and the record it left."""
    folder = tmp_path_factory.mktemp("bus")
    path = folder / "record.cairn"
    # A session of its own: its bus, its folders, no display or bus of whoever runs the tests.
    plain = {"DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "AT_SPI_BUS_ADDRESS"}
    environment = {k: v for k, v in os.environ.items() if k not in plain}
    environment |= {
        "CAIRN_HOME": str(folder / "home"),
        "XDG_RUNTIME_DIR": str(folder),
        "PYTHONPATH": str(ROOT),
        "LC_ALL": "C.UTF-8",
    }
    folder.chmod(0o700)
    command = ["dbus-run-session", "--", SYSTEM_PYTHON, ROOT / "tests" / "bus" / "drive.py"]
    done = subprocess.run(
        [*command, sys.executable, path],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=150,
    )
    lines = done.stdout.strip().splitlines()
    assert lines, done.stderr
    yield json.loads(lines[-1]), path


def test_nothing_stood_in_the_way(session: tuple[dict[str, Any], Path]) -> None:
    told, _path = session
    assert told.get("stopped at", "") == "", told.get("shown")
    assert told["exit code"] == 0


def test_an_empty_record_says_how_to_begin(session: tuple[dict[str, Any], Path]) -> None:
    told, _path = session
    assert {"Log past study", "Add credential", "Log study or spending in one line"} <= set(
        told["empty"]
    )


def test_a_credential_was_added(session: tuple[dict[str, Any], Path]) -> None:
    _told, path = session
    with Record.open(path) as record:
        titles = [row.title for row in record.credentials.rows()]
    assert titles == ["Certified Kubernetes Administrator"]


def test_a_line_was_logged_and_the_timer_started_and_stopped(
    session: tuple[dict[str, Any], Path],
) -> None:
    _told, path = session
    with Record.open(path) as record:
        lengths = sorted(row.seconds for row in record.study.page())
        assert record.timer.kept() is None
    assert len(lengths) == 2
    assert lengths[1] == 45 * 60
    assert lengths[0] < 120


def test_today_was_read(session: tuple[dict[str, Any], Path]) -> None:
    told, _path = session
    names = told["today"]
    assert "This week" in names
    assert any(name.startswith("45 m") for name in names[names.index("This week") :])
    assert "Time: 45 m" in names
    assert "Credential: Certified Kubernetes Administrator" in names
