"""A mistake of our own: a sentence for the person, a report for us, nothing of theirs in it."""

from __future__ import annotations

import platform
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

from tracker import __version__, paths
from tracker.errors import TrackerError
from tracker.i18n import _

# Reports kept; an older one tells nothing that a newer of the same kind does not.
_MOST_REPORTS = 20


def told(mistake: BaseException) -> TrackerError:
    """What to tell the person about a mistake of ours; a report is written where that can be."""
    path = _written(report(mistake))
    message = _("Cairn made a mistake and stopped ({kind}).").format(kind=type(mistake).__name__)
    if path is None:
        return TrackerError(_("A mistake of Cairn's"), message)
    return TrackerError(
        _("A mistake of Cairn's"),
        message,
        _("What happened, without anything of yours, is in {path}.").format(path=path),
    )


def report(mistake: BaseException) -> str:
    """Where in the program it happened: files, lines and kinds of errors, and no text of anyone's.

    An error's own words may quote a title, an amount or a path, so they are left out.
    """
    lines = [
        f"cairn {__version__}",
        f"python {platform.python_version()} on {sys.platform}",
        "",
    ]
    link: BaseException | None = mistake
    while link is not None:
        lines.append(f"{type(link).__module__}.{type(link).__qualname__}")
        lines += [
            f"  {_short(frame.filename)}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(link.__traceback__)
        ]
        link = link.__cause__ or link.__context__
    return "\n".join(lines) + "\n"


def _short(file: str) -> str:
    """A file's name from the top of its package on; folders of a person are left out."""
    parts = Path(file).parts
    for top in ("tracker", "site-packages"):
        if top in parts:
            at = len(parts) - 1 - parts[::-1].index(top)
            return "/".join(parts[at:])
    return parts[-1] if parts else ""


def _written(text: str) -> Path | None:
    folder = paths.data_dir() / "problems"
    at = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder / f"{at}.txt"
        path.write_text(text, encoding="utf-8")
        for old in sorted(folder.glob("*.txt"))[:-_MOST_REPORTS]:
            old.unlink(missing_ok=True)
    except OSError:
        return None
    return path
