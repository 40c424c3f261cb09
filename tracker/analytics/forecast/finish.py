"""The day on which a plan is finished, as a range, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tracker.analytics.forecast.curves import MOST_DAYS, Curves, curves
from tracker.analytics.forecast.daylog import DayLog
from tracker.domain.words import N_
from tracker.i18n import _

# With less than this there is too little to go on; below the last one the range is marked as wide.
_LEAST_LOG_DAYS, _LEAST_STUDY_DAYS, _SHORT_LOG_DAYS = 7, 3, 28
# A log stalls after so many days without study, if the person has not come back from (almost) as
# many before; and in any case after the greater number.
_STALLED_DAYS, _ALMOST, _STALLED_ANYWAY_DAYS = 28, 0.8, 91
# A finish later than this is not worth a date.
_FAR_DAYS = 3653
# Band of a chart: so many points at most.
_BAND_POINTS = 60


class Reason(StrEnum):
    """Why a forecast says less than a range of days, or what to know about it."""

    DONE = "done"
    NO_PLAN = "no-plan"
    NO_STUDY = "no-study"
    TOO_LITTLE = "too-little"
    SHORT_LOG = "short-log"
    STALLED = "stalled"
    VERY_FAR = "very-far"
    NO_DEADLINE = "no-deadline"

    @property
    def text(self) -> str:
        """The reason as a sentence."""
        return _(_SENTENCES[self])


_SENTENCES = {
    Reason.DONE: N_("Nothing is left to do."),
    Reason.NO_PLAN: N_("No planned hours are set, so there is no end to forecast."),
    Reason.NO_STUDY: N_("Nothing has been studied yet, so there is no pace to go by."),
    Reason.TOO_LITTLE: N_(
        "There is too little to go on: at least seven days and three of them with study are needed."
    ),
    Reason.SHORT_LOG: N_("The log is younger than four weeks, so the range is wide."),
    Reason.STALLED: N_("The log has stalled, so there is no upper limit."),
    Reason.VERY_FAR: N_("At this pace it would take more than ten years."),
    Reason.NO_DEADLINE: N_("No exam or target date lies ahead."),
}


@dataclass(frozen=True, slots=True)
class Finish:
    """The days by which a plan is finished with 10, 50 and 90 %, in order.

    All None where nothing can be said; `p90` alone is None where there is no upper limit.
    """

    p10: date | None
    p50: date | None
    p90: date | None
    reasons: tuple[Reason, ...] = ()

    @property
    def is_dated(self) -> bool:
        """Whether it is worth a date: a range with both ends, on something to go on."""
        silent = {Reason.TOO_LITTLE, Reason.STALLED, Reason.VERY_FAR}
        return self.p90 is not None and not silent.intersection(self.reasons)


@dataclass(frozen=True, slots=True)
class BandPoint:
    """The minutes that will have been added by the end of a day: low, middle, high."""

    day: date
    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the days after a log will bring; `finish` asks it for an amount. `None` curves: no
    study yet."""

    log: DayLog
    curves: Curves | None

    @property
    def is_stalled(self) -> bool:
        """Whether the person has stopped for longer than they ever came back from."""
        idle = self.log.idle_days
        if idle < _STALLED_DAYS:
            return False
        return idle >= _STALLED_ANYWAY_DAYS or idle > _ALMOST * self.log.longest_pause

    @property
    def idle_days(self) -> int:
        """Days without study at the end of the log."""
        return self.log.idle_days

    def finish(self, minutes: float) -> Finish:
        """When so many minutes more will have been studied; the log's last day for none.

        More minutes are never finished earlier. Raises a ValueError for less than none.
        """
        if not minutes >= 0:
            raise ValueError(f"{minutes} minutes can't be left")
        if minutes == 0:
            return Finish(self.log.last, self.log.last, self.log.last, (Reason.DONE,))
        if self.curves is None:
            return Finish(None, None, None, (Reason.NO_STUDY,))
        found = self.curves
        early = found.first_day(found.high, minutes)
        middle = found.first_day(found.middle, minutes)
        late = found.first_day(found.low, minutes)
        reasons = list(self._reasons())
        if middle is None or middle > _FAR_DAYS:
            reasons.append(Reason.VERY_FAR)
        if late is None or {Reason.STALLED, Reason.TOO_LITTLE}.intersection(reasons):
            p90 = None
        else:
            p90 = self._day(late)
        return Finish(self._day(early), self._day(middle), p90, tuple(reasons))

    def band(self, minutes: float) -> tuple[BandPoint, ...]:
        """The minutes to come, day by day, as far as it takes to draw the finish of so many.

        From the log's last day (with none) until the high and the middle have both reached them
        and the low has too, or five times the middle has gone by. Empty where nothing is dated.
        """
        if self.curves is None or minutes <= 0 or not self.finish(minutes).is_dated:
            return ()
        found = self.curves
        middle = found.first_day(found.middle, minutes) or MOST_DAYS
        late = found.first_day(found.low, minutes) or MOST_DAYS
        until = min(late, 5 * middle)
        step = max(1, -(-until // _BAND_POINTS))
        points = [BandPoint(self.log.last, 0.0, 0.0, 0.0)]
        for days in sorted({*range(step, until + 1, step), until}):
            place = min(int(found.days.searchsorted(days)), len(found.days) - 1)
            low, mid, high = (
                float(min(curve[place], minutes)) for curve in (found.low, found.middle, found.high)
            )
            points.append(BandPoint(self._day(days), low, mid, high))
        return tuple(points)

    def _reasons(self) -> tuple[Reason, ...]:
        log = self.log
        if self.is_stalled:
            return (Reason.STALLED,)
        if len(log.minutes) < _LEAST_LOG_DAYS or log.study_days < _LEAST_STUDY_DAYS:
            return (Reason.TOO_LITTLE,)
        if len(log.minutes) < _SHORT_LOG_DAYS:
            return (Reason.SHORT_LOG,)
        return ()

    def _day(self, days: int | None) -> date:
        """So many days after the log; the last one that anything is said about for None."""
        days = MOST_DAYS if days is None else min(days, MOST_DAYS)
        return self.log.last + timedelta(min(days, (date.max - self.log.last).days))


def outlook(log: DayLog) -> Outlook:
    """What the days after a log will bring."""
    return Outlook(log, curves(log) if log.study_days else None)
