"""The window's and this computer's own settings: a small JSON file beside no record.

What belongs to the person's record (currency, zone, start of the day) is kept in the record.
"""

from __future__ import annotations

import json
import os
import uuid
from contextlib import suppress
from pathlib import Path
from typing import Any

from tracker import paths


class WindowSettings:
    """Named values that outlive the program; a file that can't be read counts as empty."""

    def __init__(self, path: Path | None = None) -> None:
        """Keep the values in `path`; in the usual place where none is given."""
        self.path = path or paths.config_dir() / "window.json"
        self._values = self._load()

    def _load(self) -> dict[str, Any]:
        try:
            held = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return held if isinstance(held, dict) else {}

    def get(self, name: str, usual: Any = None) -> Any:
        """The value of `name`, or `usual` where none was set."""
        return self._values.get(name, usual)

    def set(self, name: str, value: Any) -> None:
        """Keep `value` under `name`, at once and whole; a folder that can't be written loses it.

        A value is convenience, never the person's record, so that a failure says nothing.
        """
        if self._values.get(name) == value:
            return
        self._values[name] = value
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            _replace(self.path, json.dumps(self._values, ensure_ascii=False, indent=1))


def installation_id() -> str:
    """The UUID of this installation, made at its first use; the history names it.

    Empty where the folder can't be written to.
    """
    path = paths.config_dir() / "installation"
    with suppress(OSError, ValueError):
        return str(uuid.UUID(path.read_text(encoding="ascii").strip()))
    made = str(uuid.uuid4())
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _replace(path, made + "\n")
    except OSError:
        return ""
    return made


def _replace(path: Path, text: str) -> None:
    """Write a small file whole or not at all."""
    building = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    try:
        handle = os.open(building, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        building.replace(path)
    finally:
        building.unlink(missing_ok=True)
