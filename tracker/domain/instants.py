"""When something happened, where that was, and which of the person's days it counts for.

Three things are kept apart. The instant, in UTC: lengths of time are taken from it alone, so that
neither a clock change nor another zone makes an hour longer. The zone and the UTC offset that
held: they give back the wall time that was typed, even after a government has changed the rules.
The person's day, which begins `day_starts_at` minutes after midnight on the wall clock.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING, NoReturn, Self

from tracker.domain.periods import IsoWeek, Period, iso_week, month_of, week_of, year_of
from tracker.domain.zones import find_rules, is_zone, zone_names, zone_rules
from tracker.errors import TrackerError
from tracker.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "FIRST_AT",
    "LAST_AT",
    "IsoWeek",
    "Moment",
    "Period",
    "WallTimeGap",
    "day_bounds",
    "day_of",
    "elapsed_seconds",
    "format_instant",
    "is_ambiguous",
    "is_zone",
    "iso_week",
    "month_of",
    "parse_instant",
    "pieces_by_day",
    "utc_now",
    "week_of",
    "year_of",
    "zone_names",
    "zone_rules",
]

# No study hour that a person alive could enter lies before 1900, when standard time itself was new,
# and no plan reaches beyond 2200. Within, a year has four digits, so that instants sort as text,
# and no sum of a few years leaves what `datetime` can hold.
FIRST_AT = datetime(1900, 1, 1, tzinfo=UTC)
LAST_AT = datetime(2200, 12, 31, 23, 59, 59, tzinfo=UTC)

_DAY_MINUTES = 1440
_SECOND = timedelta(seconds=1)
_DAY = timedelta(days=1)
# From any moment it leads out of the years of a record.
_REACH_SECONDS = (LAST_AT - FIRST_AT + 2 * _DAY) // _SECOND
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)


def utc_now() -> datetime:
    """This instant by the machine's clock, in UTC, cut to whole seconds."""
    return datetime.now(UTC).replace(microsecond=0)


@dataclass(frozen=True, slots=True)
class Moment:
    """The instant `at`, lived through in `zone` at `offset_seconds` east of UTC.

    `at` is aware, in UTC, of whole seconds, from `FIRST_AT` to `LAST_AT` inclusive (`TrackerError`
    outside of it). The offset is what held when the moment was noted and is not worked out again;
    so a moment can be shown even where its zone is no longer known.
    """

    at: datetime
    zone: str
    offset_seconds: int

    def __post_init__(self) -> None:
        """Refuse what is not an instant in UTC, or lies outside the years of a record."""
        if self.at.utcoffset() != timedelta(0) or self.at.microsecond:
            raise ValueError(f"a moment needs an aware datetime in UTC, in seconds: {self.at!r}")
        _check_years(self.at)

    @classmethod
    def of(cls, at: datetime, zone: str) -> Self:
        """The aware instant `at`, cut to whole seconds, with the offset that `zone` gives it."""
        return cls._by(zone_rules(zone), _utc(at), zone)

    @classmethod
    def now(cls, zone: str, clock: Callable[[], datetime] = utc_now) -> Self:
        """This moment in `zone`; `clock` tells the instant, aware."""
        return cls.of(clock(), zone)

    @classmethod
    def from_wall(cls, wall: datetime, zone: str, fold: int = 0) -> Self:
        """The moment at which clocks in `zone` show `wall` (naive; cut to whole seconds).

        Where they show it twice, because they are put back, `fold` 0 takes the first time and 1
        the second; elsewhere it makes no difference. Where they never show it, because they are
        put forward, `WallTimeGap` is raised.
        """
        wall = _naive(wall)
        _check_days(wall)
        rules = zone_rules(zone)
        first, second = _readings(wall, rules)
        if first > second:
            raise WallTimeGap(wall, cls._by(rules, second, zone), cls._by(rules, first, zone))
        return cls._by(rules, second if fold else first, zone)

    @classmethod
    def _by(cls, rules: tzinfo, at: datetime, zone: str) -> Self:
        """The moment `at` with the offset that `rules` give it."""
        _check_years(at)  # Beforehand, for no clock could show the last hours of year 9999.
        return cls(at, zone, round(_offset(at, rules).total_seconds()))

    @property
    def wall(self) -> datetime:
        """What the clock on the wall showed, naive: exactly what was typed."""
        return self.at.replace(tzinfo=None) + timedelta(seconds=self.offset_seconds)

    @property
    def fold(self) -> int:
        """1 where this is the second time that clocks show its wall time, else 0.

        `from_wall(moment.wall, moment.zone, moment.fold)` leads back to the moment.
        """
        first, second = _readings(self.wall, _clock_of(self))
        return int(first < second == self.at)

    def after(self, seconds: int) -> Moment:
        """The moment `seconds` of elapsed time later (earlier where negative), in the same zone.

        The offset follows the zone's rules across a clock change; where they do not fit this
        moment, or the zone is not known, it stays.
        """
        # Cut to what datetime can count, so that the refusal of it is a sentence of ours.
        seconds = max(-_REACH_SECONDS, min(seconds, _REACH_SECONDS))
        at = self.at + timedelta(seconds=seconds)
        return Moment._by(_clock_of(self), at, self.zone)


class WallTimeGap(TrackerError):  # noqa: N818 - what it is, and part of the agreed interface
    """The clocks never showed a wall time: they were put forward over it.

    What may have been meant: 02:30, typed into a gap from 02:00 to 03:00, is 03:30 for a clock that
    has been put forward since (`later`), and 01:30 for one that was put forward too soon
    (`earlier`). Both moments exist, as far apart
    as the gap is long.
    """

    def __init__(self, wall: datetime, earlier: Moment, later: Moment) -> None:
        """Say which wall time is missing and name both that exist."""
        super().__init__(
            _("A time that never was"),
            _("The clocks in {zone} never showed {time}: they were put forward over it.").format(
                zone=earlier.zone, time=_minute(wall)
            ),
            _("Take {earlier} or {later}.").format(
                earlier=_minute(earlier.wall), later=_minute(later.wall)
            ),
        )
        self.wall = wall
        self.earlier = earlier
        self.later = later


def is_ambiguous(wall: datetime, zone: str) -> bool:
    """Whether clocks in `zone` show `wall` (naive) twice, since they are put back over it."""
    wall = _naive(wall)
    _check_days(wall)
    first, second = _readings(wall, zone_rules(zone))
    return first < second


def elapsed_seconds(start: Moment | datetime, end: Moment | datetime) -> int:
    """How much time passes from `start` to `end` [s]; negative where `end` is earlier.

    Always by UTC: Python itself takes the difference of two wall clocks where both are in one
    zone, an hour too many or too few over a clock change. Naive datetimes raise ValueError.
    """
    return (_instant_of(end) - _instant_of(start)) // _SECOND


def format_instant(at: datetime) -> str:
    """The aware instant `at` as `2026-03-29T01:00:00Z`: fixed width, sorts as text; seconds cut."""
    return _utc(at).strftime("%Y-%m-%dT%H:%M:%SZ")


def parse_instant(text: str) -> datetime:
    """The instant, aware and in UTC, that `format_instant` wrote; TrackerError for other text."""
    try:
        if not _INSTANT.fullmatch(text):
            raise ValueError(text)
        at = datetime.fromisoformat(text)
    except ValueError:
        raise TrackerError(
            _("Not an instant"),
            _("“{text}” is not an instant in UTC.").format(text=text[:40]),
            _("Write it as 2026-03-29T01:00:00Z."),
        ) from None
    _check_years(at)
    return at


def day_of(moment: Moment, day_starts_at: int) -> date:
    """The person's day that `moment` counts for; days begin `day_starts_at` minutes past midnight.

    With 240 a session begun at 00:30 counts for the day before. 0 to 1439. It is the day whose
    `day_bounds` hold the moment; where the zone is not known, or its rules have changed since
    the moment was noted, the wall time of then decides alone.
    """
    starts = _checked(day_starts_at)
    clock = _clock_of(moment)
    day = (moment.wall - timedelta(minutes=starts)).date()
    # The wall clock alone misleads where it is put back over the day's start: what follows shows
    # a time before the start again, but the day has begun and does not begin a second time.
    while moment.at >= _begin(day + _DAY, clock, starts):
        day += _DAY
    return day


def day_bounds(day: date, zone: str, day_starts_at: int) -> tuple[datetime, datetime]:
    """From when (inclusive) to when (exclusive), in UTC, the person's `day` lasts in `zone`.

    It begins the first time that clocks reach `day_starts_at` minutes past midnight, or jump past
    it. So every instant lies in exactly one day: 23 to 25 h long over the clock changes of today,
    and empty where a country crossed the date line and left the day out (Samoa, 2011-12-30).
    """
    starts = _checked(day_starts_at)
    _check_days(day)
    rules = zone_rules(zone)
    return _begin(day, rules, starts), _begin(day + _DAY, rules, starts)


def pieces_by_day(start: Moment, seconds: int, day_starts_at: int) -> list[tuple[date, int]]:
    """How a stretch of `seconds` from `start` lies over the person's days, for drawing it.

    One `(day, seconds)` for each day that it touches, in order; the pieces sum to `seconds`
    exactly. Nothing (0) is one empty piece on the day of `start`; less raises ValueError. In sums
    a study session counts whole for `day_of` its start: this is not for them.
    """
    if seconds < 0:
        raise ValueError(f"a stretch of time cannot last {seconds} s")
    clock = _clock_of(start)
    day = day_of(start, day_starts_at)
    at, end = start.at, start.after(seconds).at
    pieces: list[tuple[date, int]] = []
    while at < end:
        until = min(end, _begin(day + _DAY, clock, day_starts_at))
        if until > at:
            pieces.append((day, (until - at) // _SECOND))
        at, day = until, day + _DAY
    return pieces or [(day, 0)]


def _begin(day: date, clock: tzinfo, starts: int) -> datetime:
    """The first instant, in UTC, at which `clock` shows `starts` minutes of `day` or more."""
    first, second = _readings(datetime.combine(day, time(starts // 60, starts % 60)), clock)
    if first <= second:
        return first
    # In a gap: `second` lies before the jump and `first` after it. Halve the way to the jump.
    before, after = second, first
    offset_before = _offset(before, clock)
    while after - before > _SECOND:
        middle = before + (after - before) // 2 // _SECOND * _SECOND
        if _offset(middle, clock) == offset_before:
            before = middle
        else:
            after = middle
    return after


def _readings(wall: datetime, clock: tzinfo) -> tuple[datetime, datetime]:
    """The instants, in UTC, at which `clock` shows `wall` the first and the second time.

    Equal where it shows it once; the first after the second where it never does (PEP 495).
    """
    first = wall.replace(tzinfo=clock, fold=0).astimezone(UTC)
    second = wall.replace(tzinfo=clock, fold=1).astimezone(UTC)
    return first, second


def _clock_of(moment: Moment) -> tzinfo:
    """The rules of its zone where they give the offset it was noted with, else that offset."""
    noted = timedelta(seconds=moment.offset_seconds)
    rules = find_rules(moment.zone)
    if rules is not None and _offset(moment.at, rules) == noted:
        return rules
    return timezone(noted)


def _offset(at: datetime, clock: tzinfo) -> timedelta:
    """How far `clock` is ahead of UTC at the instant `at`."""
    return at.astimezone(clock).utcoffset() or timedelta(0)


def _instant_of(when: Moment | datetime) -> datetime:
    """The instant, in UTC."""
    return when.at if isinstance(when, Moment) else _utc(when)


def _utc(at: datetime) -> datetime:
    """`at` in UTC, cut to whole seconds."""
    if at.utcoffset() is None:
        raise ValueError(f"an instant needs a zone: {at!r}")
    return at.astimezone(UTC).replace(microsecond=0)


def _naive(wall: datetime) -> datetime:
    """`wall` cut to whole seconds, which must have no zone."""
    if wall.tzinfo is not None:
        raise ValueError(f"a wall time has no zone of its own: {wall!r}")
    return wall.replace(microsecond=0, fold=0)


def _checked(day_starts_at: int) -> int:
    """`day_starts_at` if it is a minute of the day."""
    if not 0 <= day_starts_at < _DAY_MINUTES:
        raise ValueError(f"a day starts at minute 0 to 1439, not {day_starts_at}")
    return day_starts_at


def _minute(wall: datetime) -> str:
    """A wall time as people and the command line write it, to the minute."""
    return wall.strftime("%Y-%m-%d %H:%M")


def _check_years(at: datetime) -> None:
    """Refuse an instant outside the years of a record."""
    if not FIRST_AT <= at <= LAST_AT:
        _refuse_year(at)


def _check_days(day: date) -> None:
    """Refuse a day, or wall time, that is outside the years of a record in every zone."""
    # A year of slack: the wall clock may be a day ahead of UTC, or behind.
    if not FIRST_AT.year - 1 <= day.year <= LAST_AT.year + 1:
        _refuse_year(day)


def _refuse_year(day: date) -> NoReturn:
    raise TrackerError(
        _("Outside the calendar"),
        _("{day} lies outside the years 1900 to 2200.").format(day=day.isoformat()[:10]),
        _("Check the year."),
    )
