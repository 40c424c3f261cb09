"""Cairn in the person's menu: its entry, its icon, and what kinds of file are its own.

The wheel carries the same files as data; this puts them into the person's own folders, for a
checkout or an environment that the desktop does not look into. Linux and its kin alone.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tracker.errors import TrackerError
from tracker.i18n import _
from tracker.paths import resource

_ENTRY = Path("applications/cairn.desktop")
_METAINFO = "local.cairn.Cairn.metainfo.xml"
# Programs that make a desktop see what is new; where one is absent the next log-in does it.
_REFRESH = (
    ("update-desktop-database", "applications"),
    ("update-mime-database", "mime"),
    ("gtk-update-icon-cache", "icons/hicolor"),
)
_PATIENCE_SECONDS = 20


def is_possible() -> bool:
    """Whether this desktop reads such files."""
    return sys.platform.startswith(("linux", "freebsd", "openbsd"))


def data_home() -> Path:
    """The folder of the person's own desktop files."""
    named = os.environ.get("XDG_DATA_HOME", "").strip()
    return Path(named) if named and Path(named).is_absolute() else Path.home() / ".local/share"


def is_installed(home: Path | None = None) -> bool:
    """Whether the entry is in the person's menu."""
    return ((home or data_home()) / _ENTRY).is_file()


def install(home: Path | None = None) -> list[Path]:
    """Put the entry, the icons and the kinds of file in place; the files that were written.

    Raises a TrackerError where a folder can't be written to.
    """
    home = home or data_home()
    written = []
    try:
        for source, target in _files():
            place = home / target
            place.parent.mkdir(parents=True, exist_ok=True)
            if target == _ENTRY:
                place.write_text(_entry(source), encoding="utf-8")
            else:
                shutil.copyfile(source, place)
            written.append(place)
    except OSError as error:
        raise TrackerError(
            _("Not put into the menu"),
            _("{path} can't be written to.").format(path=error.filename or home),
            _("Cairn itself works all the same."),
        ) from error
    _refresh(home)
    return written


def remove(home: Path | None = None) -> None:
    """Take the files away again; what is not there is left alone."""
    home = home or data_home()
    for _source, target in _files():
        (home / target).unlink(missing_ok=True)
    _refresh(home)


def _files() -> Iterator[tuple[Path, Path]]:
    """Each file as it ships, and its place below the data folder."""
    ours = resource("desktop")
    yield ours / "cairn.desktop", _ENTRY
    yield ours / _METAINFO, Path("metainfo") / _METAINFO
    yield ours / "cairn.xml", Path("mime/packages/cairn.xml")
    icons = ours / "icons"
    for path in sorted(icons.rglob("*")):
        if path.is_file():
            yield path, Path("icons") / path.relative_to(icons)


def _entry(source: Path) -> str:
    """The entry with the command of this installation, wherever that is."""
    script = Path(sys.executable).with_name("cairn")
    words = [str(script)] if script.is_file() else [sys.executable, "-m", "tracker"]
    command = " ".join(map(_quoted, words))
    text = source.read_text(encoding="utf-8")
    return text.replace("Exec=cairn ", f"Exec={command} ")


def _quoted(word: str) -> str:
    """A word as the Desktop Entry Specification quotes it."""
    for sign in ("\\", '"', "`", "$"):
        word = word.replace(sign, "\\" + sign)
    # A backslash is taken off once more when the line itself is read.
    return '"' + word.replace("\\", "\\\\").replace("%", "%%") + '"'


def _refresh(home: Path) -> None:
    for program, folder in _REFRESH:
        found = shutil.which(program)
        if found is None or not (home / folder).is_dir():
            continue
        more = ["-q", "-t", "-f"] if program.startswith("gtk") else []
        try:
            subprocess.run(
                [found, *more, str(home / folder)],
                check=False,
                capture_output=True,
                timeout=_PATIENCE_SECONDS,
            )
        except (OSError, subprocess.TimeoutExpired):
            continue
