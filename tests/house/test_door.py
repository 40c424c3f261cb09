"""`dev.py` on a small project of its own: set-up, mending, and a sentence for every hindrance."""

from __future__ import annotations

import ast
import base64
import hashlib
import os
import shutil
import subprocess
import sys
import threading
import time
import zipfile
from pathlib import Path

import pytest

import dev
from tests.house.source import ROOT

# Each makes a real environment, which takes seconds of one core.
pytestmark = [pytest.mark.xdist_group("door"), pytest.mark.timeout(300)]

PROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]

[project]
name = "cairn"
version = "1"
"""

# The least that pip asks of a project that builds itself.
BACKEND = """
import zipfile


def build_editable(folder, config_settings=None, metadata_directory=None):
    name = "cairn-1-py3-none-any.whl"
    with zipfile.ZipFile(f"{folder}/{name}", "w") as wheel:
        info = "cairn-1.dist-info/"
        wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\\nName: cairn\\nVersion: 1\\n")
        wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\\nTag: py3-none-any\\n")
        wheel.writestr(info + "RECORD", "")
    return name
"""

TRACKER = "import sys, pebble\nprint('pebble', pebble.WEIGHT, *sys.argv[1:])\n"


def wheel(folder: Path) -> str:
    """Put a wheel of one module into `folder`; the line that locks it."""
    path = folder / "pebble-1-py3-none-any.whl"
    files = {
        "pebble.py": b"WEIGHT = 7\n",
        "pebble-1.dist-info/METADATA": b"Metadata-Version: 2.1\nName: pebble\nVersion: 1\n",
        "pebble-1.dist-info/WHEEL": b"Wheel-Version: 1.0\nTag: py3-none-any\n",
    }
    rows = []
    for name, content in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")
        rows.append(f"{name},sha256={digest},{len(content)}\n")
    files["pebble-1.dist-info/RECORD"] = "".join([*rows, "pebble-1.dist-info/RECORD,,\n"]).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return f"pebble==1 --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project behind the same door, its one package in a folder instead of an index."""
    folder = tmp_path / "a house"  # a path with a space in it, as people have them
    packages = tmp_path / "packages"
    for made in (folder / "tracker", packages):
        made.mkdir(parents=True)
    shutil.copy(ROOT / "dev.py", folder)
    (folder / "pyproject.toml").write_text(PROJECT)
    (folder / "backend.py").write_text(BACKEND)
    (folder / "requirements.lock").write_text(wheel(packages))
    (folder / "tracker" / "__main__.py").write_text(TRACKER)
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(packages))
    return folder


def door(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`python3 dev.py …` as typed by a person; never a traceback, whatever happens."""
    command = [sys.executable, "dev.py", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return done


def test_a_set_up_is_made_once_and_mended_when_it_was_cut_off(house: Path) -> None:
    first = door(house, "run", "--heavy")
    assert (first.returncode, first.stdout) == (0, "pebble 7 --heavy\n"), first.stderr
    assert "Making .venv" in first.stderr

    started = time.monotonic()
    second = door(house, "run", "again")
    assert (second.stdout, second.stderr) == ("pebble 7 again\n", "")
    assert time.monotonic() - started < 2

    # Killed while pip was writing: no stamp yet, a file cut short.
    (house / ".venv-stamp").unlink()
    module = next(house.glob(".venv/[Ll]ib/**/pebble.py"))
    module.write_text("WEI")
    third = door(house, "run", "mended")
    assert third.stdout == "pebble 7 mended\n", third.stderr
    assert "Making" not in third.stderr

    # Killed while the environment was being made.
    (house / ".venv-stamp").unlink()
    shutil.rmtree(next(house.glob(".venv/[Ll]ib/**/site-packages/pip")))
    assert door(house, "run", "remade").stdout == "pebble 7 remade\n"

    (house / "requirements.lock").write_text("")
    assert "Installing" in door(house, "run", "after a change of the lock").stderr


def test_two_calls_at_once_do_not_hinder_each_other(house: Path) -> None:
    done: list[subprocess.CompletedProcess[str]] = []
    calls = [threading.Thread(target=lambda: done.append(door(house, "run"))) for _ in range(2)]
    for call in calls:
        call.start()
    for call in calls:
        call.join()
    assert [call.returncode for call in done] == [0, 0], [call.stderr for call in done]
    assert sum("Making .venv" in call.stderr for call in done) == 1


def test_what_hinders_a_set_up_is_said_in_a_sentence(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = house / "requirements.lock"
    good = lock.read_text()
    lock.write_text(good[:-5] + "beef\n")
    other = door(house, "run")
    assert other.returncode == 1
    assert "is not the one that requirements.lock names" in other.stderr

    lock.write_text(good)
    monkeypatch.delenv("PIP_NO_INDEX")
    monkeypatch.delenv("PIP_FIND_LINKS")
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/")  # nothing listens there
    monkeypatch.setenv("PIP_RETRIES", "1")
    nowhere = door(house, "run")
    assert nowhere.returncode == 1
    assert "The package index can't be reached." in nowhere.stderr


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("ERROR: Could not install: [Errno 28] No space left on device", "The disk is full"),
        ("ERROR: Could not install: [Errno 13] Permission denied: 'x'", "can't be written to"),
        ("Collecting pytest-timeout\nValueError: odd", "odd"),
        ("W: Failed to fetch x  Temporary failure resolving 'y'", "can't be reached"),
        ("E: Unable to locate package libfoo1", "Unable to locate package libfoo1"),
        ("", "nothing was said"),
    ],
)
def test_the_cause_is_read_from_what_a_step_printed(
    said: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "log"
    log.write_bytes(b"ERROR: Errno 28, but of an earlier step\n")
    monkeypatch.setattr(dev, "LOG", log)
    command = [sys.executable, "-c", "import sys; print(sys.argv[1]); sys.exit(3)", said]
    with pytest.raises(dev.SetUpError, match=told):
        dev.logged(command)


def test_an_older_python_can_read_the_door() -> None:
    """So that it can say that it is too old, instead of pointing at a line it can't parse."""
    source = (ROOT / "dev.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 6))
    assert "__future__" not in source


def test_the_door_lists_what_it_can_do_and_refuses_the_rest(tmp_path: Path) -> None:
    shutil.copy(ROOT / "dev.py", tmp_path)
    listed = door(tmp_path)
    assert listed.returncode == 0
    for verb in ("run", "test", "check", "bench", "shots", "sample", "soak", "lock"):
        assert f"  {verb} " in listed.stdout
    refused = door(tmp_path, "dance")
    assert refused.returncode == 2
    assert "«dance»" in refused.stderr
    assert not (tmp_path / ".venv").exists()


@pytest.mark.parametrize(
    ("library", "package"),
    [
        ("libEGL.so.1", "libegl1"),
        ("libX11.so.6", "libx11-6"),
        ("libX11-xcb.so.1", "libx11-xcb1"),
        ("libdbus-1.so.3", "libdbus-1-3"),
        ("libglib-2.0.so.0", "libglib2.0-0"),
        ("libstdc++.so.6", "libstdc++6"),
        ("libxcb-cursor.so.0", "libxcb-cursor0"),
        ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
        ("libz.so.1", "zlib1g"),
    ],
)
def test_a_library_is_traced_to_its_debian_package(library: str, package: str) -> None:
    assert dev.package_of(library) == package


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="ELF files are Linux's")
def test_a_missing_library_is_seen_with_ldd_and_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy of a real plugin that asks for a library which no system has."""
    packages = tmp_path / "lib" / "python3.99" / "site-packages"
    plugin = packages / "PySide6" / "Qt" / "plugins" / "platforms" / "libqxcb.so"
    plugin.parent.mkdir(parents=True)
    real = dev.site_packages() / "PySide6" / "Qt" / "plugins" / "platforms" / "libqxcb.so"
    plugin.write_bytes(real.read_bytes().replace(b"libX11.so.6\0", b"libX99.so.6\0"))
    monkeypatch.setattr(dev, "VENV", tmp_path)
    assert "libX99.so.6" in dev.missing_libraries()
    # Of the others that its new place hides from it, the loader names one at a time.
    monkeypatch.setattr(dev.shutil, "which", lambda _name: None)
    assert len(dev.missing_libraries()) == 1
