"""From times on the exporter's wall to moments, fast enough for a hundred thousand of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from tracker.domain.instants import Moment, is_ambiguous
from tracker.domain.zones import zone_rules
from tracker.errors import TrackerError
from tracker.i18n import _

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_SECOND = timedelta(seconds=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# A note below is made where an end and a duration disagree by this or more [s]: many programs
# write their times to the minute and the duration to the second.
_MINUTE_SECONDS = 60
# By more than this [s] they speak of different things, and neither can be believed.
_DAY_SECONDS = 86_400


class Stretch(NamedTuple):
    """A length of study [s] and the moment it began; `note` says what had to be decided."""

    start: Moment
    seconds: int
    note: str = ""


class NoStretch(Exception):  # noqa: N818 - a line's problem and no error of the program
    """These times can be no stretch of study; the text says why."""


class WallClock:
    """The clocks of one zone, read at naive days and seconds after midnight.

    Of a day on which they are neither put forward nor back the offset is worked out once; all
    others go through `Moment.from_wall`.
    """

    def __init__(self, zone: str) -> None:
        """Raise `TrackerError` where there is no such zone."""
        self._zone = zone
        self._rules = zone_rules(zone)
        self._steady: dict[date, tuple[int, int] | None] = {}

    def stretch(
        self,
        start: tuple[date, int],
        end: tuple[date, int] | None,
        seconds: int | None,
    ) -> Stretch:
        """The stretch from wall time `start` to `end` that lasts `seconds`; one of them may lack.

        Where they disagree the length counts, since it is elapsed time and no reading of a clock
        that may have been put forward. Raises `NoStretch` with the reason.
        """
        begins = self._steady_day(start[0])
        ends = begins if end is None or end[0] == start[0] else self._steady_day(end[0])
        if begins is None or ends is None:
            return self._stretch_over_change(start, end, seconds)
        begun = begins[0] + start[1]
        elapsed = None if end is None else ends[0] + end[1] - begun
        length, note = length_of(elapsed, seconds)
        return Stretch(self._moment(begun, begins[1]), length, note)

    def _stretch_over_change(
        self, start: tuple[date, int], end: tuple[date, int] | None, seconds: int | None
    ) -> Stretch:
        """As `stretch`, of days on which the clocks are put forward or back."""
        starts = self._moments(*start)
        if end is None:
            length, _note = length_of(None, seconds)
            return Stretch(starts[0], length, _twice(starts, starts[0]))
        pairs = [
            (begun, (ended.at - begun.at) // _SECOND)
            for begun in starts
            for ended in self._moments(*end)
        ]
        possible = [pair for pair in pairs if pair[1] >= 0] or pairs
        if seconds is None:
            begun, elapsed = possible[0]
        else:
            begun, elapsed = min(possible, key=lambda pair: abs(pair[1] - seconds))
        length, note = length_of(elapsed, seconds)
        # Two starts that fit the length equally well leave it open which one it was.
        is_open = (
            len({pair[0].at for pair in possible if seconds is None or pair[1] == elapsed}) > 1
        )
        return Stretch(begun, length, note or (_twice(starts, begun) if is_open else ""))

    def first(self, day: date, second: int) -> Moment:
        """The moment at which clocks show `second` of `day`, the first where they do twice.

        Raises `NoStretch` where they never do.
        """
        return self._moments(day, second)[0]

    def _moments(self, day: date, second: int) -> tuple[Moment, ...]:
        """The moments at which clocks show `second` of `day`: one, or two where put back.

        Raises `NoStretch` where they never do, or where the year is out of range.
        """
        wall = datetime.combine(day, time()) + timedelta(seconds=second)
        try:
            first = Moment.from_wall(wall, self._zone)
            if not is_ambiguous(wall, self._zone):
                return (first,)
            return (first, Moment.from_wall(wall, self._zone, fold=1))
        except TrackerError as error:
            raise NoStretch(str(error)) from None

    def _moment(self, epoch_seconds: int, offset_seconds: int) -> Moment:
        at = _EPOCH + timedelta(seconds=epoch_seconds)
        try:
            return Moment(at, self._zone, offset_seconds)
        except TrackerError as error:
            raise NoStretch(str(error)) from None

    def _steady_day(self, day: date) -> tuple[int, int] | None:
        """When `day` begins [s since 1970] and the offset [s] that holds all day; None if none."""
        try:
            return self._steady[day]
        except KeyError:
            known = self._steady[day] = _steady_day(day, self._rules)
            return known


def length_of(elapsed: int | None, seconds: int | None) -> tuple[int, str]:
    """How long it took by its start and end (`elapsed`) and by its duration; a note with it."""
    if elapsed is not None and elapsed < 0:
        raise NoStretch(_("It ends before it begins."))
    length = elapsed if seconds is None else seconds
    if length is None:
        raise NoStretch(_("It has no end: it is still running, and left out."))
    if length < 0:
        raise NoStretch(_("Its duration is negative."))
    if length == 0:
        raise NoStretch(_("Its duration is nothing."))
    if elapsed is not None and abs(elapsed - length) > _DAY_SECONDS:
        raise NoStretch(_("Its duration and its start and end differ by more than a day."))
    if elapsed is not None and abs(elapsed - length) >= _MINUTE_SECONDS:
        return length, _(
            "Its duration differs from the time between start and end; the duration was taken."
        )
    return length, ""


def _steady_day(day: date, rules: ZoneInfo) -> tuple[int, int] | None:
    # Every three hours: no zone has ever put its clocks forward and back again in so short a time
    # (a test holds this against all zones of the database).
    midnight = datetime.combine(day, time())
    offsets = {
        (midnight + timedelta(hours=hours)).replace(tzinfo=rules, fold=fold).utcoffset()
        for hours in range(0, 27, 3)
        for fold in (0, 1)
    }
    offset = offsets.pop()
    if offsets or offset is None:
        return None
    offset_seconds = offset // _SECOND
    return (midnight.replace(tzinfo=UTC) - _EPOCH) // _SECOND - offset_seconds, offset_seconds


def _twice(starts: tuple[Moment, ...], taken: Moment) -> str:
    if len(starts) == 1:
        return ""
    return _("The clocks showed {time} twice that night; the one at {offset} was taken.").format(
        time=taken.wall.strftime("%H:%M"),
        offset=_utc_offset(taken.offset_seconds),
    )


def _utc_offset(seconds: int) -> str:
    sign = "+" if seconds >= 0 else "−"
    return f"UTC{sign}{abs(seconds) // 3600:02}:{abs(seconds) // 60 % 60:02}"
