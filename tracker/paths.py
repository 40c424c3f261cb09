"""Where things lie: the record, settings, backups, and what ships with Cairn.

`CAIRN_HOME` moves everything Cairn keeps into one folder; `CAIRN_RECORD` names another record.
Nothing here creates a file.
"""

from __future__ import annotations

import os
from pathlib import Path

RECORD_NAME = "record.cairn"


def resource(*parts: str) -> Path:
    """The path of something that ships with Cairn, in a checkout and in an installed wheel alike.

    The wheel carries `resources/` inside the package, a checkout beside it.
    """
    here = Path(__file__).resolve().parent
    inside = here / "resources"
    root = inside if inside.is_dir() else here.parent / "resources"
    return root.joinpath(*parts)


def _home() -> Path | None:
    value = os.environ.get("CAIRN_HOME", "").strip()
    return Path(value).expanduser().absolute() if value else None


def data_dir() -> Path:
    """The folder of the record and all that belongs to it (not created here)."""
    home = _home()
    if home is not None:
        return home
    import platformdirs

    # Local, not roaming: a record that a company's log-on copies back and forth is a record in a
    # synced folder, and an older copy would replace a newer one.
    return Path(platformdirs.user_data_dir("cairn", appauthor=False, roaming=False))


def config_dir() -> Path:
    """The folder of the window's own settings (not created here)."""
    home = _home()
    if home is not None:
        return home
    import platformdirs

    return Path(platformdirs.user_config_dir("cairn", appauthor=False, roaming=False))


def default_record() -> Path:
    """The record that is opened when none is named: `CAIRN_RECORD`, else the one in `data_dir`."""
    value = os.environ.get("CAIRN_RECORD", "").strip()
    return Path(value).expanduser().absolute() if value else data_dir() / RECORD_NAME


def backups_dir(record: Path) -> Path:
    """The folder beside `record` that keeps its backups."""
    return record.with_name(record.name + ".backups")


def evidence_dir(record: Path) -> Path:
    """The folder beside `record` that keeps evidence files under the digest of their bytes."""
    return record.with_name(record.name + ".evidence")


def timer_journal(record: Path) -> Path:
    """The small file beside `record` in which a running timer says that it is still alive."""
    return record.with_name(record.name + ".timer")
