"""Which backups are kept: their names, and the dates that decide."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from tracker.i18n import _
from tracker.store.files import FileError

# The spacing that Anki's users have lived with for years: all of two days, then one a day, a week
# and a month, so that most of a year is within reach with some thirty files.
_ALL = timedelta(days=2)
_DAILY, _WEEKLY, _MONTHLY = 12, 10, 9
# Copies made before something large are few; this many of each reason stay, whatever their age.
_NEWEST_OF_REASON = 5
# A loss is noticed within a quarter or not at all; until then both sides of it stay.
_BOTH_SIDES = timedelta(days=90)

_NAME = re.compile(
    r"(?P<at>\d{8}T\d{6}Z)-(?P<reason>[a-z]+)(?P<smaller>-smaller)?(?:-(?P<more>\d+))?"
    r"(?P<ending>\.cairn|\.damaged)"
)
_AT = "%Y%m%dT%H%M%SZ"


class Reason(StrEnum):
    """Why a backup was made."""

    START = "start"
    MIGRATION = "migration"
    RESTORE = "restore"
    IMPORT = "import"
    HAND = "hand"


_BEFORE_SOMETHING = (Reason.MIGRATION, Reason.RESTORE, Reason.IMPORT)


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A backup as its name tells of it. `made_at` is aware UTC.

    `is_smaller` says that it held fewer rows of some kind than the one before it; `is_damaged`
    that it is a copy, byte for byte, of a record that could not be read.
    """

    path: Path
    made_at: datetime
    reason: Reason
    is_smaller: bool = False
    is_damaged: bool = False

    @property
    def size_bytes(self) -> int:
        """How large the file is; 0 where it is gone."""
        return self.path.stat().st_size if self.path.exists() else 0


def name_of(
    made_at: datetime, reason: Reason, *, is_smaller: bool = False, is_damaged: bool = False
) -> str:
    """The file name of a backup, without a number for a second one of the same second."""
    smaller, ending = "-smaller" if is_smaller else "", ".damaged" if is_damaged else ".cairn"
    return f"{made_at.astimezone(UTC).strftime(_AT)}-{reason.value}{smaller}{ending}"


def free_path(folder: Path, name: str) -> Path:
    """A path in `folder` that nothing has yet: `name`, else with a number before its ending."""
    path, number = folder / name, 1
    while path.exists():
        number += 1
        path = folder / f"{Path(name).stem}-{number}{Path(name).suffix}"
    return path


def _files_in(folder: Path) -> list[Path]:
    """What lies in `folder`; nothing where it is missing. Raises a FileError without the right."""
    try:
        return list(folder.glob("*")) if folder.is_dir() else []
    except OSError as error:
        raise FileError(
            _("The backups can't be listed"),
            _("{path} can't be read: {reason}.").format(
                path=folder, reason=error.strerror or error
            ),
            _("Ask for the right to read it."),
        ) from error


def kept_in(folder: Path) -> list[BackupFile]:
    """The backups in `folder`, newest first; files of other names are not looked at."""
    found = []
    for path in _files_in(folder):
        match = _NAME.fullmatch(path.name)
        if match and match["reason"] in set(Reason) and path.is_file():
            made_at = datetime.strptime(match["at"], _AT).replace(tzinfo=UTC)
            found.append(
                (
                    made_at,
                    int(match["more"] or 1),
                    BackupFile(
                        path,
                        made_at,
                        Reason(match["reason"]),
                        is_smaller=match["smaller"] is not None,
                        is_damaged=match["ending"] == ".damaged",
                    ),
                )
            )
    return [kept for _at, _more, kept in sorted(found, key=lambda one: one[:2], reverse=True)]


def to_drop(kept: Sequence[BackupFile], now: datetime) -> list[BackupFile]:
    """Those of `kept`, newest first, that may go at the instant `now`.

    Kept are all of the last two days, then the newest of 12 days, of 10 weeks and of 9 months that
    have any (UTC; weeks begin on Monday); the five newest of each reason other than a start; all
    that were made by hand or are damaged; and for 90 days one that holds less than the one before,
    with the one before.
    """
    held = {id(one) for one in (*_spaced(kept, now), *_made_before(kept), *_both_sides(kept, now))}
    return [
        one
        for one in kept
        if id(one) not in held and one.reason is not Reason.HAND and not one.is_damaged
    ]


def _spaced(kept: Sequence[BackupFile], now: datetime) -> Iterable[BackupFile]:
    recent = [one for one in kept if now - one.made_at < _ALL]
    rest = [one for one in kept if now - one.made_at >= _ALL]
    yield from recent
    for most, period in ((_DAILY, "%Y-%m-%d"), (_WEEKLY, "%G-%V"), (_MONTHLY, "%Y-%m")):
        chosen: dict[str, BackupFile] = {}
        for at, one in enumerate(rest):
            key = one.made_at.strftime(period)
            if key not in chosen and len(chosen) == most:
                rest = rest[at:]
                break
            chosen.setdefault(key, one)
        else:
            rest = []
        yield from chosen.values()


def _made_before(kept: Sequence[BackupFile]) -> Iterable[BackupFile]:
    for reason in _BEFORE_SOMETHING:
        yield from [one for one in kept if one.reason is reason][:_NEWEST_OF_REASON]


def _both_sides(kept: Sequence[BackupFile], now: datetime) -> Iterable[BackupFile]:
    for at, one in enumerate(kept):
        if one.is_smaller and now - one.made_at < _BOTH_SIDES:
            yield from kept[at : at + 2]
