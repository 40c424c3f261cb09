"""The clock and the place of this computer; tests hand in their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from tracker.domain.instants import is_zone


def now_utc() -> datetime:
    """This instant in whole seconds, aware UTC."""
    return datetime.now(UTC).replace(microsecond=0)


def local_zone() -> str:
    """The name of the time zone that this computer is set to; `UTC` where it can't be told."""
    import tzlocal

    try:
        name = tzlocal.get_localzone_name()
    except (LookupError, ValueError, OSError):
        return "UTC"
    return name if name and is_zone(name) else "UTC"


@dataclass(frozen=True, slots=True)
class Clock:
    """Tells the instant and the computer's zone."""

    now: Callable[[], datetime] = now_utc
    zone: Callable[[], str] = local_zone
