"""A week of study as a sheet: a row for each credential, a column for each day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.domain.periods import Period
from tracker.domain.study import ShareRow, StudyRow
from tracker.domain.words import Entry


@dataclass(frozen=True, slots=True)
class SheetKey:
    """What a row is for: a credential, or in words a topic where there is none.

    `is_gone` is a credential that was deleted: its hours stay, and nothing is added to them.
    """

    credential_id: int | None
    topic: str = ""
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class SheetCell:
    """What was studied for one row on one day: its seconds, and the sessions they lie in.

    `is_plain` says that it is one session, entered by hand and for this row alone, so that another
    number may be typed over it. A session that serves several credentials lends each its part.
    """

    seconds: int = 0
    sessions: tuple[int, ...] = ()
    is_plain: bool = False


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row with its title and a cell for each day of the week."""

    key: SheetKey
    title: str
    cells: tuple[SheetCell, ...]

    @property
    def seconds(self) -> int:
        """The sum of the row."""
        return sum(cell.seconds for cell in self.cells)


@dataclass(frozen=True, slots=True)
class HoursSheet:
    """A week of study, rows with the most recent study first.

    `offered` are the credentials that have no row, with their titles.
    """

    period: Period
    today: date
    rows: tuple[SheetRow, ...]
    offered: Mapping[int, str]

    def seconds_on(self, place: int) -> int:
        """The sum of a day, 0 for the first; all study of that day is in it."""
        return sum(row.cells[place].seconds for row in self.rows)

    @property
    def seconds(self) -> int:
        """All study of the week."""
        return sum(row.seconds for row in self.rows)


def keys_of(row: StudyRow) -> list[tuple[SheetKey, str, int]]:
    """What a session counts for: for each part the key of its row, its title and its seconds."""
    if not row.shares:
        return [(SheetKey(None, row.topic), row.topic, row.seconds)]
    return [(_key_of_share(share), share.title, share.seconds) for share in row.shares]


def _key_of_share(share: ShareRow) -> SheetKey:
    if share.credential_id is None:
        return SheetKey(None, share.title, is_gone=True)
    return SheetKey(share.credential_id)


def is_plain(row: StudyRow) -> bool:
    """Whether a session is entered by hand and for one thing alone."""
    is_one = len(row.shares) <= 1 and all(one.credential_id is not None for one in row.shares)
    return is_one and row.entry is Entry.BY_HAND


def hours_sheet(
    rows: Iterable[StudyRow],
    period: Period,
    today: date,
    *,
    titles: Mapping[int, str],
    recent: Iterable[StudyRow] = (),
    added: Sequence[SheetKey] = (),
    least: int = 0,
) -> HoursSheet:
    """The sheet of the sessions of `period`.

    Every session is in it, so that the sums are those of the week. Rows stand for what was studied
    in the period, for what the person `added`, and, until there are `least` rows, for credentials
    studied in `recent`; the one studied last stands first, then by title.
    """
    seconds: dict[tuple[SheetKey, date], int] = {}
    sessions: dict[tuple[SheetKey, date], list[StudyRow]] = {}
    last: dict[SheetKey, date] = {}
    named: dict[SheetKey, str] = {}
    for row in rows:
        for key, title, part in keys_of(row):
            place = (key, row.day)
            seconds[place] = seconds.get(place, 0) + part
            sessions.setdefault(place, []).append(row)
            last[key] = max(last.get(key, row.day), row.day)
            named[key] = title
    shown = dict.fromkeys(last)
    for key in added:
        shown.setdefault(key)
    for row in sorted(recent, key=lambda one: one.day, reverse=True):
        for key, title, _part in keys_of(row):
            if key.credential_id is None or key.credential_id not in titles:
                continue
            if key in shown or len(shown) < least:
                shown.setdefault(key)
                named.setdefault(key, title)
                last[key] = max(last.get(key, row.day), row.day)
    for key in shown:
        number = key.credential_id
        named.setdefault(key, key.topic if number is None else titles.get(number, key.topic))

    def cell(key: SheetKey, day: date) -> SheetCell:
        found = sessions.get((key, day), [])
        plain = len(found) == 1 and is_plain(found[0]) and not key.is_gone
        return SheetCell(seconds.get((key, day), 0), tuple(row.id for row in found), plain)

    ordered = sorted(
        shown, key=lambda key: (-last.get(key, date.min).toordinal(), named[key].casefold())
    )
    taken = {key.credential_id for key in shown}
    return HoursSheet(
        period,
        today,
        tuple(
            SheetRow(key, named[key], tuple(cell(key, day) for day in period)) for key in ordered
        ),
        {number: title for number, title in titles.items() if number not in taken},
    )
