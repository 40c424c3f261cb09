"""When a line of study took place: from the day and the times that were said to a moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from tracker.domain.durations import format_hm
from tracker.domain.instants import Moment, day_of, elapsed_seconds, is_ambiguous
from tracker.errors import Problem
from tracker.formats.line.days import DayFound
from tracker.formats.line.model import LineContext, Question
from tracker.formats.line.show import show_day, show_time
from tracker.i18n import _

_ONE_DAY = timedelta(days=1)


@dataclass(slots=True)
class Timing:
    """What a line says about when and how long.

    `is_since` means from `start` until now; `is_midnight_after` that the start was written 24:00,
    the midnight at which the day that was said ends.
    """

    seconds: int | None = None
    day: DayFound | None = None
    start: time | None = None
    end: time | None = None
    is_since: bool = False
    is_until_now: bool = False
    has_range: bool = False
    is_midnight_after: bool = False

    @property
    def has_duration(self) -> bool:
        """Whether it is known how long it was, be it from a start and an end."""
        is_spanned = self.start is not None and (self.end is not None or self.is_until_now)
        return self.seconds is not None or is_spanned or self.is_since

    @property
    def has_time(self) -> bool:
        """Whether any time of day is known."""
        return self.start is not None or self.end is not None or self.is_until_now


class Placer:
    """Finds the moment; what has to be said about it is in `problems` and `questions`."""

    def __init__(self, said: Timing, context: LineContext, today: date) -> None:
        """Take what was said; `today` is the person's day."""
        self.said = said
        self.context = context
        self.today = today
        self.problems: list[Problem] = []
        self.questions: list[Question] = []

    def place(self) -> tuple[Moment | None, int | None]:
        """The start, where one is said, and the duration [s], where one is.

        Raises TrackerError for a time that the clocks never showed or outside the calendar.
        """
        said, now = self.said, self.context.now
        if said.start is None:
            return self._by_end()
        start = self._moment_of(said.start)
        if said.is_since or said.is_until_now:
            return start, self._agreed(elapsed_seconds(start, now))
        if said.end is None:
            return start, said.seconds
        return start, self._agreed(elapsed_seconds(start, self._end_after(start, said.end)))

    def _by_end(self) -> tuple[Moment | None, int | None]:
        """The start that follows from the end: `45m until 20:30`, `45m until now`."""
        said = self.said
        if said.seconds is None or not said.has_time:
            return None, said.seconds
        if said.end is None:
            return self.context.now.after(-said.seconds), said.seconds
        if said.day is None:
            return self._nearest(said.end).after(-said.seconds), said.seconds
        # The end is placed so that the start falls on the day that was said.
        day = said.day.day
        for wall_day in (day, day + _ONE_DAY):
            end = self._moment(datetime.combine(wall_day, said.end))
            start = end.after(-said.seconds)
            if self._counts_for(start, said.day) == day:
                return start, said.seconds
        return self._moment_of(said.end).after(-said.seconds), said.seconds

    def _counts_for(self, start: Moment, day: DayFound) -> date:
        """The day that `start` is said to be on: the calendar's if written, else the person's."""
        return start.wall.date() if day.is_written else day_of(start, self.context.day_starts_at)

    def _agreed(self, elapsed: int) -> int:
        """The duration of a range; one that was typed as well must be the same."""
        seconds = self.said.seconds
        if seconds is not None and seconds != elapsed:
            self.problems.append(
                Problem(
                    _("{one} is not the {other} from start to end. Leave one out.").format(
                        one=format_hm(seconds), other=format_hm(elapsed)
                    ),
                    "seconds",
                )
            )
        return elapsed

    def _end_after(self, start: Moment, end_at: time) -> Moment:
        """The next time after `start` that the clock shows the end; `start` itself if equal."""
        wall = datetime.combine(start.wall.date(), end_at)
        if wall < start.wall:
            wall += _ONE_DAY
        end = Moment.from_wall(wall, start.zone)
        # An hour that the clocks show twice may end in its second time.
        return end if end.at >= start.at else Moment.from_wall(wall, start.zone, fold=1)

    def _moment_of(self, at: time) -> Moment:
        """The moment on the day that was said; without one, on the nearer of the last two."""
        day = self.said.day
        if day is None:
            return self._nearest(at)
        wall = datetime.combine(day.day, at)
        is_night = at.hour * 60 + at.minute < self.context.day_starts_at
        if self.said.is_midnight_after or (is_night and not day.is_written):
            wall += _ONE_DAY
        moment = self._moment(wall)
        if is_night:
            self._hint_at_night(moment)
        return moment

    def _hint_at_night(self, moment: Moment) -> None:
        self._hint(
            "night",
            _("{time} on {date} counts for {day}, before the next day starts.").format(
                time=show_time(moment.wall.time()),
                date=show_day(moment.wall.date(), self.today),
                day=show_day(day_of(moment, self.context.day_starts_at), self.today),
            ),
        )

    def _nearest(self, at: time) -> Moment:
        now = self.context.now.wall
        walls = (
            datetime.combine(now.date(), at),
            datetime.combine(now.date() - _ONE_DAY, at),
        )
        wall = min(walls, key=lambda wall: abs(wall - now))
        moment = self._moment(wall)
        if wall.date() == now.date():
            if day_of(moment, self.context.day_starts_at) != self.today:
                self._hint_at_night(moment)
        else:
            self._hint(
                "yesterday",
                _("{time} is taken as the one of {day}.").format(
                    time=show_time(at), day=show_day(wall.date(), self.today)
                ),
            )
        return moment

    def _moment(self, wall: datetime) -> Moment:
        """The moment at which the clock shows `wall`; the first one where it does so twice."""
        zone = self.context.now.zone
        moment = Moment.from_wall(wall, zone)
        if is_ambiguous(wall, zone):
            self._hint(
                "fold",
                _("The clocks showed {time} twice that day; the first time is taken.").format(
                    time=show_time(wall.time())
                ),
            )
        return moment

    def _hint(self, code: str, message: str) -> None:
        question = Question(code, message, kind="hint")
        if question not in self.questions:
            self.questions.append(question)
