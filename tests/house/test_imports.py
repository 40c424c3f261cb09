"""What a fresh interpreter has loaded: the reason why the window and the command line open fast."""

from __future__ import annotations

import subprocess
import sys

import pytest

QT = {"PySide6", "shiboken6"}
DRAWING = {"matplotlib", "numpy"}
SQL = {"sqlmodel", "sqlalchemy", "pydantic", "sqlcipher3"}


def loaded_by(statement: str) -> set[str]:
    """The top names of every module that is loaded after a statement in a fresh interpreter."""
    code = f"{statement}\nimport sys\nprint(*{{name.split('.')[0] for name in sys.modules}})"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize(
    ("statement", "kept_out"),
    [
        ("import tracker", QT | DRAWING | SQL),
        ("import tracker.record", QT | DRAWING),
        ("import tracker.ui.shell", SQL | DRAWING),
        (
            "from tracker.cli import main\ntry: main(['--version'])\nexcept SystemExit: pass",
            QT | DRAWING | SQL,
        ),
    ],
    ids=["the package", "the record", "the window", "the version"],
)
def test_what_is_heavy_stays_out(statement: str, kept_out: set[str]) -> None:
    assert loaded_by(statement) & kept_out == set()


def test_the_measure_itself_sees_what_is_loaded() -> None:
    assert loaded_by("import tracker.i18n, PySide6.QtCore") >= {"tracker", "PySide6", "gettext"}
