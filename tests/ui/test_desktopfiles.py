from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QImageReader

from tracker.errors import TrackerError
from tracker.paths import resource
from tracker.ui.desktop import files as desktopfiles

OURS = resource("desktop")
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)


def checked(*command: str | Path) -> None:
    if shutil.which(str(command[0])) is None:
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_entry_is_valid() -> None:
    checked("desktop-file-validate", OURS / "cairn.desktop")


def test_what_software_centres_read_is_valid() -> None:
    checked("appstreamcli", "validate", "--no-net", OURS / "local.cairn.Cairn.metainfo.xml")


def test_the_kinds_of_file_are_understood(tmp_path: Path) -> None:
    packages = tmp_path / "mime" / "packages"
    packages.mkdir(parents=True)
    shutil.copy(OURS / "cairn.xml", packages)
    checked("update-mime-database", tmp_path / "mime")
    assert "*.cairn" in (tmp_path / "mime" / "globs2").read_text(encoding="utf-8")


@pytest.mark.parametrize("side", SIZES)
def test_there_is_an_icon_of_every_size(side: int) -> None:
    image = QImage(str(OURS / f"icons/hicolor/{side}x{side}/apps/cairn.png"))
    assert (image.width(), image.height()) == (side, side)
    assert image.hasAlphaChannel()
    assert image.pixelColor(0, 0).alpha() == 0
    assert image.pixelColor(side // 2, int(side * 0.8)).alpha() == 255


def test_the_icons_of_other_systems_hold_several_sizes() -> None:
    reader = QImageReader(str(OURS / "cairn.ico"))
    assert reader.imageCount() >= 6
    assert not reader.read().isNull()
    data = (OURS / "cairn.icns").read_bytes()
    assert data[:4] == b"icns"
    assert int.from_bytes(data[4:8], "big") == len(data)
    assert data.count(b"\x89PNG") >= 6


def test_it_is_put_into_the_menu_and_taken_out_again(tmp_path: Path) -> None:
    home = tmp_path / "share with space"
    written = desktopfiles.install(home)
    assert desktopfiles.is_installed(home)
    assert len(written) == 3 + len(SIZES) + 1
    entry = (home / "applications/cairn.desktop").read_text(encoding="utf-8")
    command = next(line for line in entry.splitlines() if line.startswith("Exec="))
    assert str(Path(sys.executable).parent) in command
    assert command.endswith(" window %F")
    if shutil.which("desktop-file-validate"):
        checked("desktop-file-validate", home / "applications/cairn.desktop")
    desktopfiles.remove(home)
    assert not any(path.exists() for path in written)
    assert not desktopfiles.is_installed(home)


@pytest.mark.parametrize(
    ("word", "quoted"),
    [("/a b", '"/a b"'), ('a"$`', '"a\\\\"\\\\$\\\\`"'), ("50%", '"50%%"')],
)
def test_a_path_is_quoted_as_the_desktop_reads_it(word: str, quoted: str) -> None:
    assert desktopfiles._quoted(word) == quoted


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "applications").write_text("a file where a folder should be")
    with pytest.raises(TrackerError, match="Cairn itself works"):
        desktopfiles.install(tmp_path)
