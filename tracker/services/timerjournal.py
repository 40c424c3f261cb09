"""The small file beside the record in which a running timer says that it is still alive.

It says when the window last looked, and what still waits for the person's word; so that after a
crash, a kill or a power cut nothing is counted that nobody saw.
"""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from tracker.analytics.presence import Kept
from tracker.analytics.stretches import Stretch, Why
from tracker.domain.instants import format_instant, parse_instant
from tracker.errors import TrackerError
from tracker.paths import timer_journal
from tracker.store.files import write_whole


def write_journal(record: Path, kept: Kept) -> None:
    """Put `kept` beside `record`, whole and durable."""
    told: dict[str, Any] = {"timer": kept.timer, "last_seen": format_instant(kept.last_seen)}
    for name, at in (("unsure_since", kept.unsure_since), ("confirmed_at", kept.confirmed_at)):
        if at is not None:
            told[name] = format_instant(at)
    if kept.open:
        told["open"] = [
            [one.why.value, format_instant(one.first), format_instant(one.last)]
            for one in kept.open
        ]
    write_whole(timer_journal(record), json.dumps(told).encode("ascii"))


def read_journal(record: Path) -> Kept | None:
    """What was kept beside `record`; None where there is nothing, or nothing that can be read."""
    try:
        told = json.loads(timer_journal(record).read_text(encoding="ascii"))
        return Kept(
            str(told["timer"]),
            parse_instant(told["last_seen"]),
            _instant(told, "unsure_since"),
            _instant(told, "confirmed_at"),
            tuple(
                Stretch(Why(why), parse_instant(first), parse_instant(last))
                for why, first, last in told.get("open", ())
            ),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, TrackerError):
        return None


def forget_journal(record: Path) -> None:
    """Take the file away: the timer ended."""
    # What was done is done; a journal that another program holds names a timer that is gone.
    with suppress(OSError):
        timer_journal(record).unlink(missing_ok=True)


def _instant(told: dict[str, Any], name: str) -> datetime | None:
    value = told.get(name)
    return None if value is None else parse_instant(value)
