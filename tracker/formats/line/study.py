"""A line of study, such as `45m kubernetes yesterday 19:00 #lab`, read into a draft.

How the parts are told apart, in this order:

- What a sign gives away is read first: a note in quotes or after ` // ` or ` -- `, #tags,
  @activities. A tag that names an activity is the activity.
- Days. Words (`yesterday`, `sunday`) name the person's own days, so that with a day that starts at
  04:00 «yesterday 00:30» is the half hour after midnight at the end of that day. A written date is
  the calendar's, and 00:30 on it is what the clock showed. A hint says which day either counts for.
- Ranges (`19:00-20:30`), which give both the start and the duration, over midnight too.
- Times that are sure (`7pm`, `at 19`, `until 20:30`), then durations with a unit.
- `2:30` is a time where the duration is known already, else a duration, if it has at most 12
  hours: `19:00` alone is a time, and the duration is missing.
- Only where a duration is missing: a number at the beginning or the end of the words is minutes,
  `1.5` or `1,5` is hours. Only where a time is missing: `1900` and `12.59` are times.
- Without a time the session has a day and no start; none is made up. Without a day it is today, or
  yesterday where that evening is nearer than the one to come.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from tracker.domain.durations import format_hm
from tracker.domain.instants import Moment, day_of, elapsed_seconds, is_ambiguous
from tracker.domain.study import ASK_ABOVE_SECONDS, StudyDraft, TimerDraft
from tracker.errors import Problem, TrackerError
from tracker.formats.line.clock import (
    Colon,
    find_colons,
    find_ranges,
    find_sure_times,
    find_times_after,
    find_weak_times,
)
from tracker.formats.line.days import DayFound, find_days
from tracker.formats.line.durations import END, START, find_durations
from tracker.formats.line.marks import activities, claim_notes, claim_tags, hold_names
from tracker.formats.line.model import LineContext, Question, StudyLine, TokenKind
from tracker.formats.line.phrases import Phrases, read_phrases
from tracker.formats.line.sheet import Sheet, plain, spell
from tracker.formats.line.show import show_day, show_time
from tracker.formats.line.words import WordTable, table_for
from tracker.i18n import _

# Longer is no line that was typed, but a text that was pasted by mistake.
MOST_LETTERS = 2_000

_DECIMAL_HOURS = re.compile(rf"{START}(?:\d{{1,2}}[.,]\d|\d{{1,2}},\d\d|0\.\d\d){END}")
_MINUTES = re.compile(rf"{START}[1-9]\d{{0,2}}{END}")
_HALF_A_CLOCK = re.compile(r"(?<![^\s\x00(,;])\d+:\d\S*|(?<![^\s\x00(,;])\d{1,3}[ap]m(?!\w)", re.I)
_ONE_DAY = timedelta(days=1)


def read_study_line(text: str, context: LineContext) -> StudyLine:
    """What `text` says, part by part, and the draft of it. Any text can be read."""
    return _Reader(text, context).read()


def refuse_long(text: str) -> Problem | None:
    """The problem of a text that is too long to be a line, None where it is not."""
    if len(text) <= MOST_LETTERS:
        return None
    return Problem(
        _("A line has at most {most} letters; this one has {n}. Shorten it.").format(
            most=MOST_LETTERS, n=len(text)
        )
    )


@dataclass(slots=True)
class _Said:
    """What the line says, as far as it has been read."""

    seconds: int | None = None
    day: DayFound | None = None
    start: time | None = None
    end: time | None = None
    is_since: bool = False
    is_until_now: bool = False
    has_range: bool = False


class _Reader:
    def __init__(self, text: str, context: LineContext) -> None:
        self.sheet = Sheet(text)
        self.context = context
        self.table: WordTable = table_for(context.language)
        self.today = day_of(context.now, context.day_starts_at)
        self.said = _Said()
        self.problems: list[Problem] = []
        self.questions: list[Question] = []

    def read(self) -> StudyLine:
        too_long = refuse_long(self.sheet.text)
        if too_long is not None:
            tokens = self.sheet.all_tokens()
            return StudyLine(self.sheet.text, tokens, None, (), (too_long,), ())
        sheet, context, table = self.sheet, self.context, self.table
        note = claim_notes(sheet)
        tags, activity = claim_tags(sheet, context, table)
        hold_names(sheet, context)
        self._read_days()
        self._read_ranges()
        self._read_sure_times()
        self._read_durations()
        self._read_colons()
        self._read_weak()
        self._refuse_half_clocks()
        sheet.release()
        labels = {} if activity else activities(context, table)
        phrases = read_phrases(sheet, context, table, labels, TokenKind.ACTIVITY)
        self.questions.extend(phrases.questions)
        self._hint_at_no_credential(phrases)
        timer = TimerDraft(
            tuple(phrases.shares), phrases.topic, activity or phrases.label, note, tags
        )
        draft = self._draft(timer)
        return StudyLine(
            sheet.text,
            sheet.all_tokens(),
            None if self.problems else draft,
            tuple(phrases.matches),
            tuple(self.problems),
            tuple(self.questions),
            timer,
        )

    # The parts of the line.

    def _read_days(self) -> None:
        found, problems = find_days(self.sheet, self.context, self.table, self.today)
        self.problems.extend(problems)
        for day in found:
            chip = show_day(day.day, self.today)
            self.sheet.claim(day.start, day.end, TokenKind.DAY, chip)
        self.said.day = self._one_day(found)

    def _one_day(self, found: list[DayFound]) -> DayFound | None:
        """The one day that is meant; a weekday beside a date only has to agree with it."""
        weekdays = [day for day in found if day.is_weekday]
        others = [day for day in found if not day.is_weekday]
        if others:
            weekdays = [d for d in weekdays if d.day.weekday() != others[0].day.weekday()]
        named = others + weekdays
        if len({day.day for day in named}) > 1:
            texts = [self.sheet.text[day.start : day.end] for day in sorted(named)[:2]]
            self._say(
                "day",
                _("“{one}” and “{other}” are different days. Leave one out.").format(
                    one=texts[0], other=texts[1]
                ),
            )
        return named[0] if named else None

    def _read_ranges(self) -> None:
        for found in find_ranges(self.sheet, self.table):
            if self.said.has_range:
                self._say("start", _("There are two ranges of time. Leave one out."))
            self.said.start, self.said.end = found.first, found.last
            self.said.has_range = True
            chip = _("{first}–{last}").format(
                first=show_time(found.first), last=show_time(found.last)
            )
            self.sheet.claim(found.start, found.end, TokenKind.TIME, chip)

    def _read_sure_times(self) -> None:
        table, sheet = self.table, self.sheet
        now = re.compile(rf"{START}(?:{spell(table.now)}){END}", re.IGNORECASE)
        for match in sheet.find(now):
            self.said.is_until_now = True
            sheet.claim(match.start(), match.end(), TokenKind.TIME, _("until now"))
        for found in find_times_after(sheet, table.until, table):
            self._set_end(found.start, found.end, found.time)
        for found in find_times_after(sheet, table.since, table):
            self.said.is_since = True
            self._set_start(found.start, found.end, found.time)
        for words in (table.from_, table.at):
            for found in find_times_after(sheet, words, table):
                self._set_start(found.start, found.end, found.time)
        for found in find_sure_times(sheet, table):
            self._set_start(found.start, found.end, found.time)

    def _read_durations(self) -> None:
        found = find_durations(self.sheet, self.table)
        for length in found:
            self.sheet.claim(
                length.start, length.end, TokenKind.DURATION, format_hm(length.seconds)
            )
        if found:
            self.said.seconds = found[0].seconds
        if len({length.seconds for length in found}) > 1:
            self._say(
                "seconds",
                _("There are two durations, {one} and {other}. Leave one out.").format(
                    one=format_hm(found[0].seconds), other=format_hm(found[1].seconds)
                ),
            )

    def _read_colons(self) -> None:
        """`H:MM`: times where the duration is known, else the duration is among them."""
        colons = find_colons(self.sheet)
        if not self._has_duration():
            at = self._which_is_duration(colons)
            if at is not None:
                length = colons.pop(at)
                seconds = length.hours * 3600 + length.minutes * 60
                self._set_seconds(length.start, length.end, seconds)
        for colon in colons:
            if colon.is_time:
                self._set_start(colon.start, colon.end, colon.time)

    def _which_is_duration(self, colons: list[Colon]) -> int | None:
        """Which of `colons` is the duration: with other times the first, else what can be one.

        From 13 up to 23 hours it is a time, unless another time is there. Of two that can be both,
        the shorter is the duration, and that is asked about.
        """
        if self.said.start is not None or self.said.end is not None:
            return 0 if colons else None
        can_be = [at for at, colon in enumerate(colons) if not 12 < colon.hours < 24]
        if not can_be:
            if len(colons) == 2:
                self._take_as_range(colons)
            return None
        shortest = min(can_be, key=lambda at: (colons[at].hours, colons[at].minutes))
        if len(can_be) > 1:
            other = next(at for at in can_be if at != shortest)
            self._ask_which(colons[shortest], colons[other])
        return shortest

    def _take_as_range(self, colons: list[Colon]) -> None:
        """`19:00 20:30`: from the first to the second."""
        self.said.start, self.said.end = colons[0].time, colons[1].time
        self.said.has_range = True
        for colon in colons:
            self.sheet.claim(colon.start, colon.end, TokenKind.TIME, show_time(colon.time))
        colons.clear()

    def _ask_which(self, length: Colon, at: Colon) -> None:
        first, last = (self.sheet.text[c.start : c.end] for c in sorted((length, at)))
        one, other = (self.sheet.text[c.start : c.end] for c in (length, at))
        self.questions.append(
            Question(
                "ambiguous",
                _("Which is the duration, {one} or {other}?").format(one=first, other=last),
                (f"{one}h {other}", f"{other}h {one}", f"{first}-{last}"),
            )
        )

    def _read_weak(self) -> None:
        """Numbers that are a time or a duration only since one is missing."""
        if self.said.start is None and self.said.end is None and not self.said.is_until_now:
            for found in find_weak_times(self.sheet, self.table)[:1]:
                self._set_start(found.start, found.end, found.time)
        if self._has_duration():
            return
        match = _DECIMAL_HOURS.search(self.sheet.rest)
        if match is not None:
            hundredths = round(float(match[0].replace(",", ".")) * 100)
            self._set_seconds(match.start(), match.end(), hundredths * 36)
            return
        for match in self.sheet.find(_MINUTES):
            if self._is_minutes(match):
                self._set_seconds(match.start(), match.end(), int(match[0]) * 60)
                return

    def _is_minutes(self, match: re.Match[str]) -> bool:
        """Whether a bare number stands at the beginning or the end of the words."""
        before = re.split(r"[\s\x00]+", self.sheet.rest[: match.start()].strip(" \x00"))
        after = self.sheet.rest[match.end() :].strip(" \x00.,;")
        if before == [""]:
            return True
        # In `CKA 2 + AWS 1` the numbers are weights.
        is_weight = re.search(r"\d\s*\+", self.sheet.rest[: match.start()]) is not None
        return not after and not is_weight and plain(before[-1]) not in self.table.counters

    def _refuse_half_clocks(self) -> None:
        """What looks like a time or a duration and is none must not pass as a word."""
        for match in self.sheet.find(_HALF_A_CLOCK):
            self._say(
                "start",
                _("“{text}” is neither a time nor a duration.").format(text=match[0][:40]),
            )

    def _hint_at_no_credential(self, phrases: Phrases) -> None:
        if phrases.topic and not phrases.shares:
            self.questions.append(
                Question(
                    "no_credential",
                    _("No credential is called “{words}”; it is kept as the topic.").format(
                        words=phrases.topic
                    ),
                    kind="hint",
                )
            )

    def _has_duration(self) -> bool:
        said = self.said
        is_spanned = said.start is not None and (said.end is not None or said.is_until_now)
        return said.seconds is not None or is_spanned or said.is_since

    def _set_seconds(self, start: int, end: int, seconds: int) -> None:
        self.said.seconds = seconds
        self.sheet.claim(start, end, TokenKind.DURATION, format_hm(seconds))

    def _set_start(self, start: int, end: int, at: time) -> None:
        if self.said.start is not None and self.said.start != at:
            self._say(
                "start",
                _("{one} and {other} can't both be the start. Leave one out.").format(
                    one=show_time(self.said.start), other=show_time(at)
                ),
            )
        self.said.start = at
        self.sheet.claim(start, end, TokenKind.TIME, show_time(at))

    def _set_end(self, start: int, end: int, at: time) -> None:
        self.said.end = at
        chip = _("until {time}").format(time=show_time(at))
        self.sheet.claim(start, end, TokenKind.TIME, chip)

    def _say(self, field_: str, message: str) -> None:
        self.problems.append(Problem(message, field_))

    # When it was.

    def _draft(self, timer: TimerDraft) -> StudyDraft | None:
        """The draft, with the problems and questions that only the whole line shows."""
        try:
            start, seconds = self._when()
        except TrackerError as error:
            self._say("start", str(error))
            return None
        except (ValueError, OverflowError):
            self._say("day", _("That day lies outside of the calendar."))
            return None
        if seconds is None:
            self._say("seconds", _("Say how long it was, such as 45m or 1h30."))
            return None
        day = self.said.day.day if self.said.day is not None else self.today
        if start is not None:
            day = day_of(start, self.context.day_starts_at)
        draft = StudyDraft(
            seconds=seconds,
            start=start,
            day=day,
            shares=timer.shares,
            topic=timer.topic,
            activity=timer.activity,
            note=timer.note,
            tags=timer.tags,
        )
        self.problems.extend(draft.problems())
        self._ask(draft, day)
        return draft

    def _when(self) -> tuple[Moment | None, int | None]:
        """The start, where one is said, and the duration [s], where one is."""
        said, now = self.said, self.context.now
        if said.is_until_now and said.start is None:
            return (None if said.seconds is None else now.after(-said.seconds)), said.seconds
        if said.start is None and said.end is None:
            return None, said.seconds
        if said.start is None:
            return self._start_before_end()
        start = self._place(said.start)
        if said.is_since or said.is_until_now:
            return start, self._agreed(elapsed_seconds(start, now))
        if said.end is None:
            return start, said.seconds
        return start, self._agreed(elapsed_seconds(start, self._end_after(start)))

    def _agreed(self, elapsed: int) -> int:
        """The duration of a range; one that was typed as well must be the same."""
        seconds = self.said.seconds
        if seconds is not None and seconds != elapsed:
            self._say(
                "seconds",
                _("{one} is not the {other} from start to end. Leave one out.").format(
                    one=format_hm(seconds), other=format_hm(elapsed)
                ),
            )
        return elapsed

    def _start_before_end(self) -> tuple[Moment | None, int | None]:
        """`45m until 20:30`: the end is placed so that the start falls on the day that was said."""
        said = self.said
        assert said.end is not None
        if said.seconds is None:
            return None, None
        if said.day is None:
            return self._place(said.end).after(-said.seconds), said.seconds
        day = said.day.day
        for wall_day in (day, day + _ONE_DAY):
            end = self._moment(datetime.combine(wall_day, said.end))
            start = end.after(-said.seconds)
            if self._counts_for(start) == day:
                return start, said.seconds
        return self._place(said.end).after(-said.seconds), said.seconds

    def _counts_for(self, start: Moment) -> date:
        """The day that `start` is said to be on: the person's, or the calendar's if written."""
        if self.said.day is not None and self.said.day.is_written:
            return start.wall.date()
        return day_of(start, self.context.day_starts_at)

    def _end_after(self, start: Moment) -> Moment:
        """The next time after `start` that the clock shows the end."""
        assert self.said.end is not None
        wall = datetime.combine(start.wall.date(), self.said.end)
        if wall == start.wall:
            return start
        if wall < start.wall:
            wall += _ONE_DAY
        end = self._moment(wall, is_end=True)
        if end.at <= start.at:
            end = Moment.from_wall(wall, start.zone, fold=1)
        return end

    def _place(self, at: time) -> Moment:
        """The moment on the day that was said; without one, on the nearer of the last two."""
        day = self.said.day
        if day is None:
            return self._nearest(at)
        wall = datetime.combine(day.day, at)
        is_night = at.hour * 60 + at.minute < self.context.day_starts_at
        if is_night and not day.is_written:
            wall += _ONE_DAY
        moment = self._moment(wall)
        if is_night:
            counts = day_of(moment, self.context.day_starts_at)
            self.questions.append(
                Question(
                    "night",
                    _("{time} on {date} counts for {day}, before the next day starts.").format(
                        time=show_time(at),
                        date=show_day(wall.date(), self.today),
                        day=show_day(counts, self.today),
                    ),
                    kind="hint",
                )
            )
        return moment

    def _nearest(self, at: time) -> Moment:
        now = self.context.now.wall
        walls = (
            datetime.combine(now.date(), at),
            datetime.combine(now.date() - _ONE_DAY, at),
        )
        wall = min(walls, key=lambda wall: abs(wall - now))
        if wall.date() != now.date():
            self.questions.append(
                Question(
                    "yesterday",
                    _("{time} is taken as the one of {day}.").format(
                        time=show_time(at), day=show_day(wall.date(), self.today)
                    ),
                    kind="hint",
                )
            )
        return self._moment(wall)

    def _moment(self, wall: datetime, *, is_end: bool = False) -> Moment:
        """The moment at which the clock shows `wall`; the first one where it does so twice."""
        zone = self.context.now.zone
        moment = Moment.from_wall(wall, zone)
        if is_ambiguous(wall, zone) and not is_end:
            self.questions.append(
                Question(
                    "fold",
                    _("The clocks showed {time} twice that day; the first time is taken.").format(
                        time=show_time(wall.time())
                    ),
                    kind="hint",
                )
            )
        return moment

    def _ask(self, draft: StudyDraft, day: date) -> None:
        """What to ask before this is recorded."""
        now = self.context.now
        if draft.seconds > ASK_ABOVE_SECONDS:
            self.questions.append(
                Question(
                    "long",
                    _("That is {duration} in one go. Is it right?").format(
                        duration=format_hm(draft.seconds)
                    ),
                )
            )
        if day > self.today or (draft.start is not None and draft.start.at > now.at):
            self.questions.append(
                Question(
                    "future",
                    _("{day} has not come yet. Is it right?").format(day=self._show(draft, day)),
                )
            )
        elif draft.start is not None and draft.start.after(max(0, draft.seconds)).at > now.at:
            self.questions.append(
                Question("future", _("It ends only after now. Is it right?"), kind="hint")
            )

    def _show(self, draft: StudyDraft, day: date) -> str:
        if draft.start is None:
            return show_day(day, self.today)
        wall = draft.start.wall
        return _("{day}, {time}").format(
            day=show_day(wall.date(), self.today), time=show_time(wall.time())
        )
