"""Time zones by their names in the IANA time zone database.

Which zone the machine is in is not asked here: whoever needs that passes the name in.
"""

from __future__ import annotations

import re
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from tracker.errors import TrackerError
from tracker.i18n import _

# What some systems keep beside the real zones. "localtime" means another zone on each machine,
# "Factory" means that nobody has set one; names such as right/UTC count leap seconds.
_NO_ZONES = frozenset({"Factory", "localtime", "posixrules"})
_SHAPE = re.compile(r"[A-Za-z0-9_+-]{1,40}(?:/[A-Za-z0-9_+-]{1,40}){0,3}", re.ASCII)
_OTHER_COUNTS = ("posix/", "right/")


@cache
def zone_names() -> tuple[str, ...]:
    """Every zone that this machine knows, in the order of the alphabet."""
    return tuple(sorted(available_timezones() - _NO_ZONES))


def is_zone(key: str) -> bool:
    """Whether `key` names a zone, written exactly as the database does: `Europe/Prague`.

    The case counts, even on systems whose file names ignore it: the record may be opened on
    another one.
    """
    return key in zone_names()


def find_rules(key: str) -> ZoneInfo | None:
    """The rules of the zone `key`, or None where this machine knows no such zone."""
    # The shape is asked first: names come from files too, and ".." must not reach the disk.
    if not _SHAPE.fullmatch(key) or key in _NO_ZONES or key.startswith(_OTHER_COUNTS):
        return None
    try:
        return ZoneInfo(key)
    except (LookupError, OSError, ValueError):
        return None  # No such file, a folder of zones, or a file that holds no zone.


def zone_rules(key: str) -> ZoneInfo:
    """The rules of the zone `key`; raises `TrackerError` where this machine knows no such zone."""
    rules = find_rules(key)
    if rules is None:
        raise TrackerError(
            _("Unknown time zone"),
            _("“{zone}” is not a time zone.").format(zone=key[:60]),
            _hint(key),
        )
    return rules


def _hint(key: str) -> str:
    """What could have been meant by `key`."""
    from difflib import get_close_matches

    by_folded = {name.casefold(): name for name in zone_names()}
    # Sixty letters: twice the longest name, and a garbled file does not keep the comparison busy.
    close = get_close_matches(key[:60].casefold(), by_folded, n=1)
    if close:
        return _("Did you mean {zone}?").format(zone=by_folded[close[0]])
    return _("Use a name such as Europe/Prague or America/New_York.")
