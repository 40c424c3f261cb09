"""What is promised of a record under kill -9 and under two programs, with the real services.

`python -m tests.soak` does the same for longer.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.house.source import ROOT

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="children are forked"),
    # Two cores are shared with the other workers.
    pytest.mark.timeout(240),
]

KILLS = 60
SECONDS = 10


def crowd(*arguments: str) -> dict[str, Any]:
    """What the crowd tells, run in a program that has never opened a record."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.proofs.crowd", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout) | {"stderr": done.stderr[-3000:]}


def test_a_kill_at_any_moment_loses_no_change_that_was_acknowledged(tmp_path: Path) -> None:
    told = crowd("kill", str(tmp_path / "record.cairn"), str(KILLS), "7")
    assert told["bad"] == 0, told
    assert told["kills"] == KILLS
    assert told["acknowledged"] > 2 * KILLS  # they were at work when they were killed


def test_two_programs_write_for_ten_seconds_and_no_change_is_lost(tmp_path: Path) -> None:
    told = crowd("write", str(tmp_path / "record.cairn"), str(SECONDS))
    assert told["well"], told
    assert (told["lost"], told["lost_sessions"], told["errors"]) == (0, 0, []), told
    assert told["problems"] == []
    assert min(told["added"]) > 50, told
    assert told["seen"] > 10, told
