"""What a stretch of study days holds: totals, overlaps, plans kept and missed, the usual week."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from statistics import median

from tracker.domain.instants import Moment, day_of
from tracker.domain.kept import Kept
from tracker.domain.periods import Period
from tracker.domain.study import PlannedBlockDraft, StudyRow
from tracker.domain.words import BlockState

# A median of fewer weeks than this says nothing about what is usual.
_LEAST_WEEKS = 3
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two study sessions that share the time from `starts_at` up to `ends_at` (aware UTC).

    `first` begins earlier; of two that begin together it is the longer one.
    """

    first: StudyRow
    second: StudyRow
    starts_at: datetime
    ends_at: datetime

    @property
    def seconds(self) -> int:
        """How long both last at the same time."""
        return round((self.ends_at - self.starts_at).total_seconds())

    @property
    def is_inside(self) -> bool:
        """Whether the second lies wholly inside the first."""
        return self.second.end_at == self.ends_at


class Fate(Enum):
    """What became of a planned block: still ahead, kept, or missed."""

    AHEAD = "ahead"
    KEPT = "kept"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Planned:
    """A planned block with the person's day it lies on and what became of it."""

    block: Kept[PlannedBlockDraft]
    day: date
    fate: Fate


@dataclass(frozen=True, slots=True)
class CredentialTime:
    """Seconds of study for one credential; without a credential `title` is the topic, or ""."""

    credential_id: int | None
    title: str
    seconds: int


@dataclass(frozen=True, slots=True)
class WallPiece:
    """The part of a stretch of time that is drawn on one day.

    `from_minute` and `to_minute` count wall minutes from the start of that day, 0 to 1440.
    """

    day: date
    from_minute: int
    to_minute: int
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class StudyDays:
    """What the study log shows of the days in `period`, as of the moment `now`.

    `rows` are the sessions that touch these days, also those that belong to the day before and
    last over midnight; the sums count those that belong to a day of the period. `goal_seconds` is
    None where no goal is set for such a period, `usual_seconds` where too little is known.
    """

    period: Period
    now: Moment
    today: date
    day_starts_at: int
    first_weekday: int
    rows: tuple[StudyRow, ...]
    seconds_by_day: Mapping[date, int]
    by_credential: tuple[CredentialTime, ...]
    goal_seconds: int | None
    usual_seconds: int | None
    overlaps: tuple[Overlap, ...]
    planned: tuple[Planned, ...]
    titles: Mapping[int, str]
    has_any: bool

    @property
    def seconds(self) -> int:
        """All study of the period."""
        return sum(self.seconds_by_day.values())

    @property
    def is_over(self) -> bool:
        """Whether the whole period lies before today."""
        return self.period.last < self.today


def overlaps(
    rows: Iterable[StudyRow], kept: Collection[frozenset[str]] = ()
) -> tuple[Overlap, ...]:
    """The pairs of sessions that share time, in order of the shared time.

    Touching is not sharing. A pair of UUIDs in `kept` was looked at by the person and is left out.
    Sessions without a known start overlap nothing.
    """
    timed = [
        (row.start.at, row.end_at, row)
        for row in rows
        if row.start is not None and row.end_at is not None
    ]
    timed.sort(key=lambda one: (one[0], -one[1].timestamp(), one[2].id))
    found: list[Overlap] = []
    open_rows: list[tuple[datetime, StudyRow]] = []
    for start, end, row in timed:
        open_rows = [(until, other) for until, other in open_rows if until > start]
        found += [
            Overlap(other, row, start, min(until, end))
            for until, other in open_rows
            if frozenset((other.uuid, row.uuid)) not in kept
        ]
        open_rows.append((end, row))
    return tuple(sorted(found, key=lambda one: (one.starts_at, one.first.id, one.second.id)))


def fate(
    block: PlannedBlockDraft, rows: Iterable[StudyRow], now: datetime, day_starts_at: int
) -> Fate | None:
    """What became of a planned block as of `now` (aware UTC); None where it was dropped.

    It is kept where the person says so, or where study of its day covers at least half of its
    length: study for its credential at any time of the day; for a block without a credential,
    study under its title as topic at any time, and any other study as far as it shares time with
    the block. It is missed only once it is over.
    """
    if block.state is BlockState.DROPPED:
        return None
    if block.state is BlockState.KEPT:
        return Fate.KEPT
    day = day_of(block.start, day_starts_at)
    end = block.start.after(block.seconds).at
    done = sum(_towards(block, row, day, end) for row in rows)
    if 2 * done >= block.seconds:
        return Fate.KEPT
    return Fate.MISSED if end <= now else Fate.AHEAD


def _towards(block: PlannedBlockDraft, row: StudyRow, day: date, end: datetime) -> int:
    """How much of a session [s] counts towards a block that lies on `day` and lasts to `end`."""
    if block.credential_id is not None:
        mine = (share for share in row.shares if share.credential_id == block.credential_id)
        return sum(share.seconds for share in mine) if row.day == day else 0
    title = block.title.strip().casefold()
    if title and row.day == day and row.topic.strip().casefold() == title:
        return row.seconds
    if row.start is None or row.end_at is None:
        return 0
    shared = min(row.end_at, end) - max(row.start.at, block.start.at)
    return max(0, round(shared.total_seconds()))


def by_credential(rows: Iterable[StudyRow]) -> tuple[CredentialTime, ...]:
    """The seconds of each credential over `rows`, most first, then by title.

    Study for no credential is summed by its topic.
    """
    sums: dict[tuple[int | None, str], int] = {}
    for row in rows:
        if not row.shares:
            sums[None, row.topic] = sums.get((None, row.topic), 0) + row.seconds
        for share in row.shares:
            key = (share.credential_id, share.title)
            sums[key] = sums.get(key, 0) + share.seconds
    times = [CredentialTime(number, title, seconds) for (number, title), seconds in sums.items()]
    return tuple(sorted(times, key=lambda one: (-one.seconds, one.title.casefold())))


def usual_seconds(
    seconds_by_day: Mapping[date, int], first: date, today: date, *, weeks: int = 12
) -> int | None:
    """The median study [s] of the weeks before the week that begins on `first`.

    At most `weeks` of them, only those that are over as of `today` and not before study began at
    all; weeks without study count as nothing. None with fewer than three.
    """
    days = [day for day, seconds in seconds_by_day.items() if seconds > 0]
    if not days:
        return None
    began = min(days)
    sums = []
    for back in range(1, weeks + 1):
        start = first - 7 * back * _DAY
        if start + 6 * _DAY >= today:
            continue
        if start + 6 * _DAY < began:
            break
        sums.append(sum(seconds_by_day.get(start + n * _DAY, 0) for n in range(7)))
    return round(median(sums)) if len(sums) >= _LEAST_WEEKS else None


def wall_pieces(start: Moment, end_at: datetime, day_starts_at: int) -> tuple[WallPiece, ...]:
    """Where the stretch from `start` up to `end_at` (aware UTC) is drawn, by the clock on the wall.

    A day begins `day_starts_at` minutes past midnight. Where the clocks are put back so far that
    the wall shows an end before the start, one minute is drawn; where they are put forward, the
    hour that never was is drawn with it.
    """
    seconds = round((end_at - start.at).total_seconds())
    wall, until = start.wall, start.after(seconds).wall
    until = max(until, wall + timedelta(minutes=1))
    shift = timedelta(minutes=day_starts_at)
    day = (wall - shift).date()
    pieces: list[WallPiece] = []
    at = wall
    while at < until:
        begin = datetime.combine(day, datetime.min.time()) + shift
        end = min(until, begin + _DAY)
        pieces.append(
            WallPiece(
                day,
                int((at - begin).total_seconds() // 60),
                int(-(-(end - begin).total_seconds() // 60)),
                is_first=at == wall,
                is_last=end == until,
            )
        )
        at, day = begin + _DAY, day + _DAY
    return tuple(pieces)
