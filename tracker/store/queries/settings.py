"""What the person set for their record."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import sqlalchemy as sa

from tracker.domain.preferences import RecordSettings

_NAMES = frozenset(field.name for field in dataclasses.fields(RecordSettings))


def record_settings(connection: sa.Connection) -> RecordSettings:
    """The settings; what was never set has its usual value."""
    found: dict[str, Any] = {}
    for name, value in connection.exec_driver_sql("SELECT name, value FROM record_setting"):
        if name in _NAMES:
            held = json.loads(value)
            found[name] = tuple(held) if isinstance(held, list) else held
    return RecordSettings(**found)


def meta(connection: sa.Connection) -> dict[str, str]:
    """What the file says of itself: its UUID, which version made it, which wrote it last."""
    return {
        name: value
        for name, value in connection.exec_driver_sql("SELECT name, value FROM record_meta")
    }
