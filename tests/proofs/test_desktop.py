"""What the desktop tells over a real bus: idle time, a locked screen."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from tests.house.source import ROOT


def run(*before: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*before, sys.executable, "-m", "tests.proofs.desktop"],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )


@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="there is no bus to start")
def test_idle_time_and_locks_are_heard_over_the_bus() -> None:
    done = run("dbus-run-session", "--")
    heard = set(done.stdout.split("\n"))
    assert {"idle 60.0", "locked True", "locked False"} <= heard, done.stderr
    assert "Traceback" not in done.stderr
