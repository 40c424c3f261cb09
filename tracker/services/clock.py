"""The clock and the place of this computer; tests hand in their own."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from tracker.domain.instants import is_zone

# What TZ may hold beside a name: a path, a rule of POSIX, what systems keep beside the real zones.
_NO_NAME = re.compile(r"/|posix/|right/|localtime$|posixrules$|(?:[A-Za-z]{3,}|<[^>]+>)[+-]?\d")


def now_utc() -> datetime:
    """This instant in whole seconds, aware UTC."""
    return datetime.now(UTC).replace(microsecond=0)


def local_zone() -> str:
    """The name of the time zone that this computer is set to; `UTC` where it can't be told.

    A rule without a name (`TZ=EST5EDT4,M3.2.0,M11.1.0`) is taken by the hours it stands at now.
    """
    import tzlocal

    named = _named_by_environment()
    if named and is_zone(named):
        return named
    try:
        name = tzlocal.get_localzone_name()
    except (LookupError, ValueError, OSError):
        name = ""
    if not name or not is_zone(name):
        name = "UTC"
    # Where tzlocal does not know the zone it says UTC, whatever the computer's clock shows.
    offset = time.localtime().tm_gmtoff
    if name in {"UTC", "Etc/UTC"} and offset and offset % 3600 == 0:
        fixed = f"Etc/GMT{-offset // 3600:+d}"
        return fixed if is_zone(fixed) else name
    return name


def unknown_zone() -> str:
    """What `TZ` names as this computer's zone where there is no such zone; else empty.

    Times typed there would be taken as UTC: whoever writes them down asks first.
    """
    named = _named_by_environment()
    if not named or is_zone(named) or _NO_NAME.match(named):
        return ""
    return named


def _named_by_environment() -> str:
    return os.environ.get("TZ", "").removeprefix(":")


@dataclass(frozen=True, slots=True)
class Clock:
    """Tells the instant and the computer's zone."""

    now: Callable[[], datetime] = now_utc
    zone: Callable[[], str] = local_zone
