"""A line of study, such as `45m kubernetes yesterday 19:00 #lab`, read into a draft.

How the parts are told apart, in this order:

- What a sign gives away is read first: a note in quotes or after ` // ` or ` -- `, #tags,
  @activities. A tag that names an activity is the activity.
- Days. Words (`yesterday`, `sunday`) name the person's own days, so that with a day that starts at
  04:00 «yesterday 00:30» is the half hour after midnight at the end of that day. A written date is
  the calendar's, and 00:30 on it is what the clock showed. A hint says which day either counts for.
- Ranges (`19:00-20:30`), which give both the start and the duration, over midnight too.
- Times that are sure (`7pm`, `at 19`, `until 20:30`), then durations with a unit.
- `2:30` is a time where the duration is known already, else a duration, if it has less than 12
  hours: `19:00` alone is a time, and the duration is missing.
- Only where a duration is missing: a number at the beginning or the end of the words is minutes,
  `1.5` or `1,5` is hours. Only where a time is missing: `1900` and `12.59` are times.
- Without a time the session has a day and no start; none is made up. Without a day it is today, or
  yesterday where that evening is nearer than the one to come.
"""

from __future__ import annotations

import re
from datetime import date, time

from tracker.domain.durations import format_hm
from tracker.domain.instants import day_of
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
from tracker.formats.line.days import find_days, settle, show_contradiction
from tracker.formats.line.durations import END, START, find_durations
from tracker.formats.line.marks import activities, claim_notes, claim_tags, hold_names
from tracker.formats.line.model import LineContext, Question, StudyLine, TokenKind
from tracker.formats.line.phrases import Phrases, read_phrases
from tracker.formats.line.sheet import Sheet, plain, spell
from tracker.formats.line.show import show_day, show_time
from tracker.formats.line.when import Placer, Timing
from tracker.formats.line.words import WordTable, table_for
from tracker.i18n import _

# Longer is no line that was typed, but a text that was pasted by mistake.
MOST_LETTERS = 2_000

_DECIMAL_HOURS = re.compile(rf"{START}(?:\d{{1,2}}[.,]\d|\d{{1,2}},\d\d|0\.\d\d){END}")
_MINUTES = re.compile(rf"{START}[1-9]\d{{0,2}}{END}")
_HALF_A_CLOCK = re.compile(r"(?<![^\s\x00(,;])\d+:\d\S*|(?<![^\s\x00(,;])\d{1,3}[ap]m(?!\w)", re.I)


def read_study_line(text: str, context: LineContext) -> StudyLine:
    """What `text` says, part by part, and the draft of it. Any text can be read."""
    return _Reader(text, context).read()


def refuse_long(sheet: Sheet) -> Problem | None:
    """The problem of a line that is too long to be one, its note left out; None where it is not."""
    letters = len(sheet.rest) - sheet.rest.count("\x00")
    if letters <= MOST_LETTERS:
        return None
    return Problem(
        _("A line has at most {most} letters before its note; this one has {n}.").format(
            most=MOST_LETTERS, n=letters
        )
    )


class _Reader:
    def __init__(self, text: str, context: LineContext) -> None:
        self.sheet = Sheet(text)
        self.context = context
        self.table: WordTable = table_for(context.language)
        self.today = day_of(context.now, context.day_starts_at)
        self.said = Timing()
        self.problems: list[Problem] = []
        self.questions: list[Question] = []

    def read(self) -> StudyLine:
        sheet, context, table = self.sheet, self.context, self.table
        note = claim_notes(sheet)
        too_long = refuse_long(sheet)
        if too_long is not None:
            return StudyLine(sheet.text, sheet.all_tokens(), None, (), (too_long,), ())
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
        self.problems.extend(phrases.problems)
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
        self.said.day, contrary = settle(found)
        if contrary:
            self.problems.append(show_contradiction(self.sheet.text, contrary))

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
        if not self.said.has_duration:
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

        From 12 up to 23 hours it is a time, unless another time is there. Of two that can be both,
        the shorter is the duration, and that is asked about.
        """
        if self.said.start is not None or self.said.end is not None:
            return 0 if colons else None
        can_be = [at for at, colon in enumerate(colons) if not 12 <= colon.hours < 24]
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
        if not self.said.has_time:
            for found in find_weak_times(self.sheet, self.table)[:1]:
                self._set_start(found.start, found.end, found.time)
        if self.said.has_duration:
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
        # «8 days» is no 8 minutes.
        if plain(after.split(" ", 1)[0]) in self.table.day_units:
            return False
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
        self.said.is_midnight_after = not at.hour and "24" in self.sheet.text[start:end]
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
        placer = Placer(self.said, self.context, self.today)
        try:
            start, seconds = placer.place()
        except TrackerError as error:
            self._say("start", str(error))
            return None
        except (ValueError, OverflowError):
            self._say("day", _("That day lies outside of the calendar."))
            return None
        self.problems.extend(placer.problems)
        self.questions.extend(placer.questions)
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
