"""The checks of `dev.py check` run with the tests, so that one command covers both."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.source import ROOT

# Each starts a process that uses a core of its own; one after the other they stay within time.
pytestmark = [pytest.mark.xdist_group("checks"), pytest.mark.timeout(600)]

CONTRACTS = "from importlinter.cli import lint_imports_command as main; main()"


def run(*arguments: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """A tool of the environment, run over a checkout."""
    quiet = {**os.environ, "NO_COLOR": "1"}
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, env=quiet, check=False
    )


@pytest.mark.parametrize(
    "command",
    [
        ["-m", "ruff", "check", "--output-format", "concise"],
        ["-m", "ruff", "format", "--check", "--quiet"],
        ["-m", "pyright"],
        ["-c", CONTRACTS],
    ],
    ids=["ruff check", "ruff format", "pyright", "import contracts"],
)
def test_the_checkout_passes(command: list[str]) -> None:
    done = run(*command)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the program and its contracts, to plant something in."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(
        ROOT / "tracker", tmp_path / "tracker", ignore=shutil.ignore_patterns("__pycache__")
    )
    return tmp_path


@pytest.mark.parametrize(
    ("room", "line", "contract"),
    [
        ("domain/planted.py", "from tracker.i18n import _\n", None),
        ("domain/planted.py", "import tracker.models\n", "Imports only go down"),
        ("paths_planted.py", "", "Imports only go down"),
        ("domain/planted.py", "from PySide6.QtCore import QObject\n", "Qt is known"),
        ("domain/planted.py", "def f():\n    import sqlmodel\n", "SQL is known"),
        ("models/planted.py", "from matplotlib.figure import Figure\n", "Drawing is known"),
        ("models/planted.py", "import ssl\n", "One module alone could open"),
    ],
    ids=["allowed", "upwards", "a new room", "Qt", "SQL, in a function", "drawing", "network"],
)
def test_a_planted_import_turns_its_contract_red(
    copied: Path, room: str, line: str, contract: str | None
) -> None:
    (copied / "tracker" / room).write_text(line, encoding="utf-8")
    done = run("-c", CONTRACTS, folder=copied)
    broken = [told for told in done.stdout.splitlines() if " BROKEN" in told]
    if contract is None:
        assert done.returncode == 0, done.stdout
    else:
        assert len(broken) == 1, done.stdout
        assert broken[0].startswith(contract)
