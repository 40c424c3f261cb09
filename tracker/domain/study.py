"""Study: sessions with their pauses and shares, the running timer, planned blocks, goals, rest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.draft import TITLE_LETTERS, Checks, Draft
from tracker.domain.instants import Moment
from tracker.domain.words import BlockState, Entry, GoalPeriod
from tracker.errors import Problem
from tracker.i18n import _

# Above this a session is asked about before it is written (a forgotten timer, 45h for 45m).
ASK_ABOVE_SECONDS = 12 * 3600
# No session lasts longer than this; a longer one is refused as a slip.
MOST_SECONDS = 7 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Share:
    """That a stretch of study or an expense serves a credential, with an integer weight."""

    credential_id: int
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Pause:
    """A break inside a study session, from `started_at` up to `ended_at` (aware UTC)."""

    started_at: datetime
    ended_at: datetime

    @property
    def seconds(self) -> int:
        """The length of the break in whole seconds."""
        return round((self.ended_at - self.started_at).total_seconds())


@dataclass(frozen=True, slots=True)
class StudyDraft(Draft):
    """A stretch of learning.

    `seconds` is the time studied, without the pauses. `start` is the moment it began; None where
    only a duration on a `day` is known. `day` is the person's day on which it starts and to which
    it belongs whole; None asks the record to compute it from `start`. `shares` may be empty (study
    for no credential); `topic` then says in words what it was for. `focus` is 1 to 5.
    `source` and `source_key` name the program and the line it was imported from.
    """

    seconds: int
    start: Moment | None = None
    day: date | None = None
    shares: tuple[Share, ...] = ()
    topic: str = ""
    activity: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    focus: int | None = None
    pauses: tuple[Pause, ...] = ()
    entry: Entry = Entry.BY_HAND
    source: str = ""
    source_key: str = ""

    def problems(self) -> list[Problem]:
        """A duration that is nothing, negative or impossible, a missing day, pauses outside."""
        checks = Checks()
        if self.seconds <= 0:
            checks.say("seconds", _("The duration must be more than nothing."))
        if self.seconds > MOST_SECONDS:
            checks.say("seconds", _("A study session can't last longer than seven days."))
        if self.start is None and self.day is None:
            checks.say("day", _("A study session needs a day or a start."))
        checks.day("day", _("The day"), self.day)
        checks.text("topic", _("The topic"), self.topic, letters=TITLE_LETTERS)
        checks.text("activity", _("The activity"), self.activity, letters=100)
        checks.text("note", _("The note"), self.note)
        for tag in self.tags:
            checks.text("tags", _("A tag"), tag, needed=True, letters=100)
        checks.number("focus", _("The focus"), self.focus, least=1, most=5)
        check_shares(checks, self.shares)
        self._check_pauses(checks)
        return checks.found

    def _check_pauses(self, checks: Checks) -> None:
        if self.pauses and self.start is None:
            checks.say("pauses", _("Pauses need a start of the study session."))
            return
        if self.start is None:
            return
        earliest = self.start.at
        for pause in self.pauses:
            if pause.started_at < earliest or pause.ended_at < pause.started_at:
                checks.say("pauses", _("Pauses must follow one another inside the study session."))
                return
            earliest = pause.ended_at
        total = self.seconds + sum(pause.seconds for pause in self.pauses)
        if self.pauses and (earliest - self.start.at).total_seconds() > total:
            checks.say("pauses", _("A pause reaches past the end of the study session."))


@dataclass(frozen=True, slots=True)
class StudyRow:
    """A study session as recorded. `end_at` counts the pauses in; None where no start is known.

    `shares` are (credential key or None where that credential was deleted, title, weight, seconds).
    """

    id: int
    uuid: str
    day: date
    seconds: int
    start: Moment | None
    end_at: datetime | None
    shares: tuple[ShareRow, ...]
    topic: str
    activity: str
    note: str
    tags: tuple[str, ...]
    focus: int | None
    pause_seconds: int
    entry: Entry
    source: str

    @property
    def title(self) -> str:
        """What it was for, in words: the credentials, else the topic."""
        return " · ".join(share.title for share in self.shares) or self.topic

    @property
    def cursor(self) -> StudyCursor:
        """Its place in the study log."""
        return StudyCursor(self.day, self.start.at if self.start else None, self.id, self.seconds)


@dataclass(frozen=True, slots=True)
class StudyCursor:
    """A place among study sessions, newest or longest first: the row before the next page."""

    day: date
    started_at: datetime | None
    id: int
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class ShareRow:
    """A credential's part of a study session (`seconds`) or of an expense (`minor`)."""

    credential_id: int | None
    title: str
    weight: int
    seconds: int = 0
    minor: int = 0


@dataclass(frozen=True, slots=True)
class TimerDraft(Draft):
    """What a timer is started for; its start is the moment at which it is recorded."""

    shares: tuple[Share, ...] = ()
    topic: str = ""
    activity: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()

    def problems(self) -> list[Problem]:
        """Texts too long or a credential named twice."""
        checks = Checks()
        checks.text("topic", _("The topic"), self.topic, letters=TITLE_LETTERS)
        checks.text("activity", _("The activity"), self.activity, letters=100)
        checks.text("note", _("The note"), self.note)
        for tag in self.tags:
            checks.text("tags", _("A tag"), tag, needed=True, letters=100)
        check_shares(checks, self.shares)
        return checks.found


@dataclass(frozen=True, slots=True)
class RunningTimer:
    """The timer that runs now, or is paused.

    `paused_at` is set while it is paused; `pauses` are the breaks that have ended.
    """

    id: int
    uuid: str
    start: Moment
    shares: tuple[Share, ...]
    titles: tuple[str, ...]
    topic: str
    activity: str
    note: str
    tags: tuple[str, ...]
    pauses: tuple[Pause, ...] = ()
    paused_at: datetime | None = None

    def seconds_at(self, now: datetime) -> int:
        """The time studied up to `now` (aware UTC), pauses left out; never negative."""
        until = min(now, self.paused_at) if self.paused_at is not None else now
        elapsed = round((until - self.start.at).total_seconds())
        paused = sum(
            max(0, round((min(pause.ended_at, until) - pause.started_at).total_seconds()))
            for pause in self.pauses
        )
        return max(0, elapsed - paused)

    @property
    def title(self) -> str:
        """What it runs for, in words: the credentials, else the topic."""
        return " · ".join(self.titles) or self.topic


@dataclass(frozen=True, slots=True)
class PlannedBlockDraft(Draft):
    """A stretch of study that is planned: it begins at `start` and should last `seconds`."""

    start: Moment
    seconds: int
    title: str = ""
    credential_id: int | None = None
    activity: str = ""
    note: str = ""
    state: BlockState = BlockState.OPEN

    def problems(self) -> list[Problem]:
        """A length that is nothing or longer than a day, texts too long."""
        checks = Checks()
        if not 0 < self.seconds <= 24 * 3600:
            checks.say("seconds", _("A planned block lasts more than nothing and at most a day."))
        checks.text("title", _("The title"), self.title, letters=TITLE_LETTERS)
        checks.text("activity", _("The activity"), self.activity, letters=100)
        checks.text("note", _("The note"), self.note)
        return checks.found


@dataclass(frozen=True, slots=True)
class GoalDraft(Draft):
    """Minutes of study to reach in every period, for one credential or (None) for all study."""

    minutes: int
    period: GoalPeriod = GoalPeriod.WEEK
    credential_id: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None

    def problems(self) -> list[Problem]:
        """Minutes that do not fit into the period, days in the wrong order."""
        checks = Checks()
        most = {GoalPeriod.DAY: 1, GoalPeriod.WEEK: 7, GoalPeriod.MONTH: 31}[self.period] * 24 * 60
        checks.number("minutes", _("The goal in minutes"), self.minutes, least=1, most=most)
        checks.day("starts_on", _("The first day"), self.starts_on)
        checks.day("ends_on", _("The last day"), self.ends_on)
        checks.order(
            "ends_on", (_("The first day"), self.starts_on), (_("The last day"), self.ends_on)
        )
        return checks.found


@dataclass(frozen=True, slots=True)
class RestDayDraft(Draft):
    """Days, both included, on which the person planned to rest; a streak passes over them."""

    first_on: date
    last_on: date
    reason: str = ""

    def problems(self) -> list[Problem]:
        """Days in the wrong order, a reason too long."""
        checks = Checks()
        checks.day("first_on", _("The first day"), self.first_on)
        checks.day("last_on", _("The last day"), self.last_on)
        checks.order(
            "last_on", (_("The first day"), self.first_on), (_("The last day"), self.last_on)
        )
        checks.text("reason", _("The reason"), self.reason, letters=TITLE_LETTERS)
        return checks.found


def check_shares(checks: Checks, shares: tuple[Share, ...]) -> None:
    """Weights are positive and no credential stands twice."""
    ids = [share.credential_id for share in shares]
    if len(set(ids)) != len(ids):
        checks.say("shares", _("The same credential is named twice."))
    if any(not 0 < share.weight <= 1_000_000 for share in shares):
        checks.say("shares", _("A credential's weight must be a whole number above zero."))
