"""The wheel: installed where no checkout is, it has the command and all that ships with it."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import pytest

import tracker
from tests.house.source import ROOT

pytestmark = [pytest.mark.xdist_group("wheel"), pytest.mark.timeout(300)]


def run(*command: str | Path, folder: Path) -> str:
    """What a command printed; the test fails when the command does."""
    # Nothing of this checkout may help: neither its folder nor a variable that points to it.
    plain = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "CAIRN_RECORD"))}
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, env=plain, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The `bin` folder of an empty environment into which the wheel was installed."""
    folder = tmp_path_factory.mktemp("empty")
    run(
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "-o",
        folder,
        ROOT,
        folder=folder,
    )
    (wheel,) = folder.glob("cairn-*.whl")
    run(sys.executable, "-m", "venv", folder / "env", folder=folder)
    scripts = next(path for name in ("bin", "Scripts") if (path := folder / "env" / name).is_dir())
    python = scripts / "python"
    run(python, "-m", "pip", "install", "--no-index", "--no-deps", wheel, folder=folder)
    # The packages Cairn stands on come from this environment, so that no index is asked. A plain
    # path opens them without the editable checkout, which is named in a .pth file of its own.
    site = run(
        python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", folder=folder
    )
    Path(site.strip(), "packages.pth").write_text(sysconfig.get_path("purelib"))
    yield scripts


def test_the_command_is_there_and_tells_its_version(installed: Path, tmp_path: Path) -> None:
    assert tracker.__version__ in run(installed / "cairn", "--version", folder=tmp_path)


def test_what_ships_with_cairn_is_inside(installed: Path, tmp_path: Path) -> None:
    ask = (
        "from tracker.paths import resource\n"
        "top = resource()\n"
        "print(top)\n"
        "print(*(p.relative_to(top).as_posix() for p in top.rglob('*') if p.is_file()), sep='\\n')"
    )
    top, *inside = run(installed / "python", "-c", ask, folder=tmp_path).splitlines()
    assert Path(top).is_relative_to(installed.parent)
    here = ROOT / "resources"
    hidden = {"__pycache__"}
    shipped = {
        path.relative_to(here).as_posix()
        for path in here.rglob("*")
        if path.is_file() and not hidden & set(path.parts)
    }
    assert shipped
    assert shipped <= set(inside)


def test_it_can_log_an_hour_without_a_checkout(installed: Path, tmp_path: Path) -> None:
    run(installed / "cairn", "log", "45m reading", folder=tmp_path)
    assert "45" in run(installed / "cairn", "list", "sessions", folder=tmp_path)
