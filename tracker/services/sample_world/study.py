"""The sample world's hours: three years of study as a person with a job would have noted them.

Some days are told word by word in `resources/sample_world/study.json`; the rest is drawn, so that
each credential gets exactly the minutes it is said to have, in bursts before exams, with weeks in
which little happens and holidays in which nothing does.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from tracker.domain.instants import Moment
from tracker.domain.periods import week_of
from tracker.domain.split import split
from tracker.domain.study import Pause, Share, StudyDraft
from tracker.domain.words import Entry

# Three years, and the day from which on every session is told word by word.
FIRST_DAY = -1095
LAST_DRAWN_DAY = -14
# The day before the present streak began, on which nobody studied.
_PAUSED_DAY = -13
# How likely study is on each weekday, Monday first: evenings off on Friday, time on Sunday.
_WEEKDAYS = (0.7, 0.85, 0.75, 0.85, 0.5, 0.85, 0.9)
# Weeks differ: some are lost to work, some are full.
_WEEKS = (0.1, 0.6, 0.9, 1.0, 1.0, 1.2)
# Against these: what a day weighs on which, by the dice, nothing was studied.
_UNLIKELY = 0.1
# After so much study on a day another session is half as likely.
_ENOUGH_MINUTES = 30
_LENGTHS = (20, 25, 30, 35, 40, 45, 50, 55, 60, 70, 80, 90, 110, 130)
_LENGTH_WEIGHTS = (4, 6, 10, 7, 9, 13, 13, 12, 10, 6, 4, 5, 2, 1)
# When a session may begin, and by when it ends at the latest [minutes of the day].
_WORKDAY_SLOTS = ((400, 480), (750, 800), (1130, 1260), (1265, 1380))
_WEEKEND_SLOTS = ((570, 725), (840, 1010), (1015, 1100), (1190, 1340))
_SHORTEST_MINUTES = 15
# Christmas and the turn of the year, as (month, day), both included.
_HOLIDAYS_FROM, _HOLIDAYS_UNTIL = (12, 23), (1, 2)


@dataclass(frozen=True, slots=True)
class Plan:
    """What was studied for one credential: `minutes` in all, from `first` to `last` (day offsets).

    On each of the last `streak` days something was studied.
    """

    key: str
    first: int
    last: int
    minutes: int
    activities: tuple[str, ...]
    streak: int = 0


def plans_of(credentials: Iterable[Mapping[str, Any]]) -> list[Plan]:
    """The plans of those credentials for which hours were noted."""
    found = []
    for told in credentials:
        if "logged_minutes" not in told:
            continue
        last = told.get("studied_to", told.get("earned_on", 0))
        first = told.get("studied_from", told.get("started_on", FIRST_DAY))
        found.append(
            Plan(
                told["key"],
                max(first, FIRST_DAY),
                min(last, LAST_DRAWN_DAY),
                told["logged_minutes"],
                tuple(told["activities"]),
                told.get("streak", 0),
            )
        )
    return found


class StudyWorld:
    """Draws the sessions. The same seed, day and numbers give the same sessions."""

    def __init__(
        self,
        told: Mapping[str, Any],
        today: date,
        zone: str,
        numbers: Mapping[str, int],
        seed: int,
    ) -> None:
        """`told` is `study.json`; `numbers` are the credentials' numbers by key."""
        self._told, self._today, self._zone = told, today, zone
        self._numbers = numbers
        self._random = random.Random(seed)
        self._drafts: list[StudyDraft] = []
        self._taken: dict[int, list[tuple[int, int]]] = {}
        self._left: dict[str, int] = {}
        self._likely = self._likelihoods()

    def sessions(self, plans: Sequence[Plan], rest: Iterable[tuple[int, int]]) -> list[StudyDraft]:
        """All sessions, oldest first. `rest` are stretches of days off, as offsets."""
        self._left = {plan.key: plan.minutes * 60 for plan in plans}
        off = {day for first, last in rest for day in range(first, last + 1)} | {_PAUSED_DAY}
        for plan in plans:
            if plan.streak:
                off |= {plan.last - plan.streak, plan.last + 1}
        nights = self._over_clock_changes(plans)
        for one in (*self._told["recent"], *self._told["strange"], *nights):
            self._tell(one)
        # Where two share their weeks, the one with less time to choose from chooses first.
        for plan in sorted(plans, key=lambda plan: plan.last - plan.first):
            self._draw(plan, off)
        return sorted(self._drafts, key=_when)

    def _tell(self, told: Mapping[str, Any]) -> None:
        """A session that is told word by word."""
        weights = told.get("for", {})
        shares = tuple(Share(self._numbers[key], weight) for key, weight in weights.items())
        day = self._today + timedelta(days=told["day"])
        start = None
        if "at" in told:
            wall = datetime.combine(day, time.fromisoformat(told["at"]))
            start = Moment.from_wall(wall, told.get("zone", self._zone))
            self._take(told["day"], wall.hour * 60 + wall.minute, told["minutes"])
        seconds = told["minutes"] * 60
        entry = Entry.TIMED if told.get("timed") else Entry.BY_HAND
        draft = StudyDraft(
            seconds=seconds,
            start=start,
            day=None if start else day,
            shares=shares,
            topic=told.get("topic", ""),
            activity=told["activity"],
            note=told.get("note", ""),
            tags=tuple(told.get("tags", ())),
            focus=told.get("focus"),
            pauses=_pauses(start, told.get("pauses", ())),
            entry=Entry.IMPORTED if "source" in told else entry,
            source=told.get("source", ""),
            source_key=told.get("key", ""),
        )
        self._note(draft, weights)

    def _note(self, draft: StudyDraft, weights: Mapping[str, int]) -> None:
        self._drafts.append(draft)
        for key, part in zip(weights, split(draft.seconds, list(weights.values())), strict=True):
            self._left[key] = self._left.get(key, 0) - part

    def _over_clock_changes(self, plans: Sequence[Plan]) -> Iterator[dict[str, Any]]:
        """A night session over each of the last two clock changes, where the zone has any."""
        told, found = self._told["clock_changes"], 0
        for offset in range(LAST_DRAWN_DAY - 1, FIRST_DAY, -1):
            night = datetime.combine(self._today + timedelta(days=offset), time())
            before = Moment.from_wall(night, self._zone)
            if before.after(6 * 3600).offset_seconds == before.offset_seconds:
                continue
            for plan in plans:
                if plan.first < offset < plan.last:
                    yield {**told, "day": offset, "for": {plan.key: 1}, "timed": True}
                    break
            found += 1
            if found == 2:
                return

    def _draw(self, plan: Plan, off: set[int]) -> None:
        """Draw sessions of a plan until its minutes are used up, its streak's days first."""
        streak = range(plan.last - plan.streak + 1, plan.last + 1)
        for offset in streak:
            self._add(plan, offset)
        every = [day for day in range(plan.first, plan.last + 1) if day not in off]
        open_days = [day for day in every if not _is_holiday(self._today + timedelta(days=day))]
        likely = [day for day in open_days if day in self._likely]
        # Further rounds put more sessions on a day where the likely days do not suffice; the last
        # one takes what is left.
        for days in (likely, likely, likely, open_days, open_days, every):
            for offset in self._in_order(days, plan):
                if self._left[plan.key] <= 0:
                    return
                self._add(plan, offset)

    def _in_order(self, days: Sequence[int], plan: Plan) -> list[int]:
        """The days in a random order in which likely days come first, later ones more so."""
        span = max(plan.last - plan.first, 1)
        keys = {}
        for offset in days:
            weight = self._likely.get(offset, _UNLIKELY) * (0.5 + (offset - plan.first) / span)
            # Who has studied already is less likely to begin again that day.
            busy = sum(end - start for start, end in self._taken.get(offset, ()))
            weight /= 1 + busy / _ENOUGH_MINUTES
            # Weighted sampling without replacement (Efraimidis and Spirakis, 2006).
            keys[offset] = self._random.random() ** (1 / weight)
        return sorted(days, key=lambda day: -keys[day])

    def _likelihoods(self) -> dict[int, float]:
        """How likely study is on each day that has any, by its offset."""
        weeks: dict[date, float] = {}
        found = {}
        for offset in range(FIRST_DAY, LAST_DRAWN_DAY + 1):
            day = self._today + timedelta(days=offset)
            if _is_holiday(day):
                continue
            week = weeks.setdefault(week_of(day).first, self._random.choice(_WEEKS))
            if self._random.random() < min(week, 1) * _WEEKDAYS[day.weekday()]:
                found[offset] = week * _WEEKDAYS[day.weekday()]
        return found

    def _add(self, plan: Plan, offset: int) -> None:
        """A session of `plan` on a day, if there is still room on it."""
        day = self._today + timedelta(days=offset)
        is_timed = self._random.random() < 0.6
        (minutes,) = self._random.choices(_LENGTHS, _LENGTH_WEIGHTS)
        place = self._place(offset, minutes, is_timed, is_weekend=day.weekday() >= 5)
        if place is None:
            return
        at, minutes = place
        left = self._left[plan.key]
        seconds = minutes * 60 - (self._random.randrange(300) if is_timed else 0)
        # What would be left over is too short to be a session of its own.
        if left - seconds < _SHORTEST_MINUTES * 60:
            seconds = left if left <= minutes * 60 else left // 2 // 60 * 60
        if seconds <= 0:
            return
        self._take(offset, at, minutes)
        start = Moment.from_wall(datetime.combine(day, time(at // 60, at % 60)), self._zone)
        draft = StudyDraft(
            seconds=seconds,
            start=start,
            shares=(Share(self._numbers[plan.key]),),
            activity=self._random.choice(plan.activities),
            entry=Entry.TIMED if is_timed else Entry.BY_HAND,
        )
        self._note(self._coloured(draft, minutes), {plan.key: 1})

    def _coloured(self, draft: StudyDraft, minutes: int) -> StudyDraft:
        """The draft with a note, tags, a focus and a pause, each now and then."""
        chance = self._random.random
        note = self._random.choice(self._told["notes"]) if chance() < 0.12 else ""
        tags = (self._random.choice(self._told["tags"]),) if chance() < 0.18 else ()
        focus = self._random.choice((2, 3, 3, 4, 4, 5)) if chance() < 0.25 else None
        is_paused = draft.entry is Entry.TIMED and minutes >= 60 and chance() < 0.3
        if not is_paused or draft.start is None or draft.seconds <= 50 * 60:
            return replace(draft, note=note, tags=tags, focus=focus)
        paused = [(self._random.randrange(20, 40), self._random.randrange(3, 9))]
        pauses = _pauses(draft.start, paused)
        return replace(draft, note=note, tags=tags, focus=focus, pauses=pauses)

    def _place(
        self, offset: int, minutes: int, is_timed: bool, *, is_weekend: bool
    ) -> tuple[int, int] | None:
        """A free start on the day and the minutes that fit there; None where nothing is free."""
        slots = list(_WEEKEND_SLOTS if is_weekend else _WORKDAY_SLOTS)
        self._random.shuffle(slots)
        for first, last in slots:
            # Ten minutes stay free for a pause.
            room = min(minutes, last - first - 10)
            latest = last - room - 10
            at = self._random.randrange(first, latest + 1)
            at = at if is_timed else at // 5 * 5
            at = max(at, first)
            taken = self._taken.get(offset, ())
            if all(at + room + 10 <= start or at >= end for start, end in taken):
                return at, room
        return None

    def _take(self, offset: int, at: int, minutes: int) -> None:
        self._taken.setdefault(offset, []).append((at, at + minutes + 10))


def _is_holiday(day: date) -> bool:
    return (day.month, day.day) >= _HOLIDAYS_FROM or (day.month, day.day) <= _HOLIDAYS_UNTIL


def _pauses(start: Moment | None, told: Sequence[Sequence[int]]) -> tuple[Pause, ...]:
    if start is None:
        return ()
    return tuple(
        Pause(start.after(after * 60).at, start.after((after + minutes) * 60).at)
        for after, minutes in told
    )


def _when(draft: StudyDraft) -> tuple[date, str]:
    if draft.start is None:
        return draft.day or date.min, ""
    return draft.start.wall.date(), draft.start.at.isoformat()
