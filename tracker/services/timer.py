"""The one timer: start, pause, resume, stop, discard, and what a crash leaves behind.

The row in the record says that it runs; while a window shows it, a small journal file beside the
record says every few seconds that it is still alive, so that after a crash the person can be asked
about the time in between. Nothing is ever added silently.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from tracker.analytics.presence import SILENCE_SECONDS, Kept
from tracker.analytics.stretches import Stretch, moved_timer
from tracker.domain.changes import Changes, Kind
from tracker.domain.durations import format_hm
from tracker.domain.instants import Moment, format_instant
from tracker.domain.study import (
    ASK_ABOVE_SECONDS,
    MOST_SECONDS,
    Pause,
    RunningTimer,
    Share,
    StudyDraft,
    TimerDraft,
)
from tracker.domain.words import Entry
from tracker.errors import QuestionError, TrackerError
from tracker.i18n import N_, _
from tracker.services.base import Service, reads
from tracker.services.study import insert_session
from tracker.services.timerjournal import forget_journal, read_journal, write_journal
from tracker.store.drafts import moment_columns
from tracker.store.queries import study
from tracker.store.queries.settings import record_settings
from tracker.store.writing import Write


class Timer(Service):
    """What a person does with the timer."""

    running = reads(study.running)

    def start(self, draft: TimerDraft) -> Changes:
        """Start the timer now; undoable. Raises a TrackerError where one runs already."""
        draft.require_good()
        moment = self.ground.moment()
        with self.store.writing(N_("Start timer")) as write:
            held = study.running(write.connection)
            if held is not None:
                raise TrackerError(
                    _("A timer is running"),
                    _("The timer runs for «{title}» since {time}.").format(
                        title=held.title or _("study"), time=held.start.wall.strftime("%H:%M")
                    ),
                    _("Stop or discard it first."),
                )
            write.add(
                Kind.RUNNING_TIMER,
                **moment_columns(moment),
                shares=_pairs(draft.shares),
                topic=draft.topic,
                activity=draft.activity,
                note=draft.note,
                tags=list(draft.tags),
            )
        return write.made

    def change(self, draft: TimerDraft) -> Changes:
        """Say that the running timer is for something else; its start and pauses stay."""
        draft.require_good()
        with self.store.writing(N_("Change timer")) as write:
            held = self._held(write)
            write.change(
                Kind.RUNNING_TIMER,
                held.id,
                shares=_pairs(draft.shares),
                topic=draft.topic,
                activity=draft.activity,
                note=draft.note,
                tags=list(draft.tags),
            )
        return write.made

    def pause(self) -> Changes:
        """Pause the timer now; undoable. A paused timer stays as it is."""
        with self.store.writing(N_("Pause timer")) as write:
            held = self._held(write)
            if held.paused_at is None:
                write.change(Kind.RUNNING_TIMER, held.id, paused_at=max(write.at, held.start.at))
        return write.made

    def resume(self) -> Changes:
        """Let a paused timer run on; undoable. A running timer stays as it is."""
        with self.store.writing(N_("Resume timer")) as write:
            held = self._held(write)
            if held.paused_at is not None:
                breaks = _with_break(held, held.paused_at, write.at)
                write.change(
                    Kind.RUNNING_TIMER, held.id, paused_at=None, pauses=_pause_texts(breaks)
                )
        return write.made

    def add_break(self, first: datetime, last: datetime, *, of: str = "") -> Changes:
        """Count the time from `first` up to `last` (aware UTC) as a break of the running timer.

        `of` is the UUID of the timer that is meant, here and below: raises a TrackerError where
        another runs by now.
        """
        with self.store.writing(N_("Add break")) as write:
            held = self._held(write, of)
            breaks = _with_break(held, first, last)
            write.change(Kind.RUNNING_TIMER, held.id, pauses=_pause_texts(breaks))
        return write.made

    def stop(
        self,
        *,
        at: datetime | None = None,
        is_sure: bool = False,
        is_seen: bool = False,
        note: str = "",
        of: str = "",
    ) -> Changes:
        """Stop the timer and log its study session, in one step; undoable.

        `at` (aware UTC) says that it really ended earlier. The session takes the timer's UUID, so
        that two programs that stop it at once log it once. Raises a QuestionError above 12 hours,
        or where it is stopped now and a window that looked after it saw nobody (whoever knows that
        all of it was seen says `is_seen`), unless the person `is_sure`; a TrackerError where no
        timer runs or no second has passed.
        """
        with self.store.writing(N_("Stop timer and log study")) as write:
            held = self._held(write, of)
            end = min(at or write.at, write.at)
            draft = session_of(held, end, note)
            if at is None and not is_sure and not is_seen:
                self._require_seen(held, end)
            if draft.seconds > ASK_ABOVE_SECONDS and not is_sure:
                raise QuestionError(
                    _("One question first"),
                    _("The timer ran for {length}. Is it right?").format(
                        length=format_hm(draft.seconds)
                    ),
                    _("Nothing was written yet; the timer runs on."),
                    ("--yes",),
                )
            draft.require_good()
            insert_session(write, draft, record_settings(write.connection), uuid=held.uuid)
            write.delete(Kind.RUNNING_TIMER, held.id)
        forget_journal(self.store.path)
        return write.made

    def move_start(self, at: datetime, *, is_sure: bool = False, of: str = "") -> Changes:
        """Say that the running timer really began at `at` (aware UTC); undoable.

        Breaks before it are gone. Raises a TrackerError where that has not come yet, or lies
        further back than a session may last; a QuestionError where it then shares time with a
        session, unless the person `is_sure`.
        """
        with self.store.writing(N_("Change the timer's start")) as write:
            held = self._held(write, of)
            moment = Moment.of(at, held.start.zone)
            if moment.at > write.at:
                raise TrackerError(
                    _("That time has not come yet"),
                    _("The timer can't have started at a time that has not come yet."),
                    _("Name a time before now."),
                )
            if (write.at - moment.at).total_seconds() > MOST_SECONDS:
                raise TrackerError(
                    _("Too long ago"),
                    _("A study session can't last longer than seven days."),
                    _("Name a later start."),
                )
            others = study.overlapping(write.connection, moment.at, held.start.at)
            if others and not is_sure:
                raise QuestionError(
                    _("One question first"),
                    _("It would share time with «{title}» of {day}. Keep both?").format(
                        title=others[0].title or _("study"), day=others[0].day.isoformat()
                    ),
                    _("Nothing was written yet; the timer runs on."),
                    ("--yes",),
                )
            left = [replace(one, started_at=max(one.started_at, moment.at)) for one in held.pauses]
            left = [one for one in left if one.ended_at > one.started_at]
            paused_at = held.paused_at and max(held.paused_at, moment.at)
            write.change(
                Kind.RUNNING_TIMER,
                held.id,
                **moment_columns(moment),
                pauses=_pause_texts(left),
                paused_at=paused_at,
            )
        return write.made

    def follow_clock(self, change: Stretch, *, of: str = "") -> Changes:
        """Move what the timer counted before a change of the clock along with it; undoable.

        Then as long was studied as really passed.
        """
        with self.store.writing(N_("Set the timer by the clock")) as write:
            moved = moved_timer(self._held(write, of), change)
            breaks: list[Pause] = []
            for one in moved.pauses:
                told = replace(moved, pauses=tuple(breaks))
                breaks = _with_break(told, one.started_at, one.ended_at)
            write.change(
                Kind.RUNNING_TIMER,
                moved.id,
                **moment_columns(moved.start),
                pauses=_pause_texts(breaks),
                paused_at=moved.paused_at,
            )
        return write.made

    def jot(self, note: str = "", tags: Iterable[str] = ()) -> Changes:
        """Add a line to the note of the running timer, and tags that it does not bear; undoable."""
        with self.store.writing(N_("Note on the timer")) as write:
            held = self._held(write)
            draft = TimerDraft(
                held.shares,
                held.topic,
                held.activity,
                "\n".join(text for text in (held.note, note) if text),
                tuple(dict.fromkeys((*held.tags, *tags))),
            )
            draft.require_good()
            write.change(Kind.RUNNING_TIMER, held.id, note=draft.note, tags=list(draft.tags))
        return write.made

    def discard(self, *, of: str = "") -> Changes:
        """Stop the timer without logging anything; undoable."""
        with self.store.writing(N_("Discard timer")) as write:
            write.delete(Kind.RUNNING_TIMER, self._held(write, of).id)
        forget_journal(self.store.path)
        return write.made

    def beat(self, kept: Kept | None = None) -> bool:
        """Say that the running timer is alive, in its journal; False where that is not running.

        `kept` is what the window knows of the person's presence; without it only the moment is
        told.
        """
        held = self.running()
        if held is None or self.store.is_read_only:
            return False
        if kept is None:
            kept = Kept(held.uuid, self.ground.clock.now())
        if kept.timer != held.uuid:
            return False
        write_journal(self.store.path, kept)
        return True

    def kept(self) -> Kept | None:
        """What the journal tells of the running timer; None where it tells nothing of it."""
        held = self.running()
        kept = read_journal(self.store.path) if held is not None else None
        return kept if held is not None and kept is not None and kept.timer == held.uuid else None

    def last_seen(self) -> datetime | None:
        """Until when the person was surely there while the timer ran; None where nobody looked."""
        kept = self.kept()
        return None if kept is None else _surely_until(kept)

    def _held(self, write: Write, of: str = "") -> RunningTimer:
        held = study.running(write.connection)
        if held is not None and of and held.uuid != of:
            raise TrackerError(
                _("Another timer is running"),
                _("The timer that this was about was stopped in the meantime."),
                _("Nothing was changed."),
            )
        if held is None:
            raise TrackerError(
                _("No timer is running"),
                _("There is no timer to pause, resume, stop or discard."),
                _("«cairn start» or the key S starts one."),
            )
        return held

    def _require_seen(self, held: RunningTimer, end: datetime) -> None:
        """Ask about what of the time up to `end` nobody saw, if a window looked after it."""
        kept = read_journal(self.store.path)
        if kept is None or kept.timer != held.uuid:
            return
        seen, until = _surely_until(kept), min(end, held.paused_at or end)
        if (until - seen).total_seconds() <= SILENCE_SECONDS:
            return
        wall = Moment.of(seen, held.start.zone).wall
        raise QuestionError(
            _("One question first"),
            _("Nobody knows what the time since {time} was. Did you study all of it?").format(
                time=f"{wall:%Y-%m-%d %H:%M}"
            ),
            _("Nothing was written yet; the timer runs on."),
            ("--yes",),
        )


def _surely_until(kept: Kept) -> datetime:
    """Up to where the person was surely there."""
    told = [kept.last_seen, *(one.first for one in kept.open if not one.why.is_clock)]
    return min(told if kept.unsure_since is None else [*told, kept.unsure_since])


def session_of(held: RunningTimer, end: datetime, note: str = "") -> StudyDraft:
    """The study session of a timer that ends at `end`; raises where no second has passed."""
    if held.paused_at is not None:
        end = min(end, held.paused_at)
    end = max(end, held.start.at)
    seconds = held.seconds_at(end)
    if seconds <= 0:
        raise TrackerError(
            _("Nothing to log"),
            _("The timer has not run for a second yet."),
            _("Let it run, or discard it."),
        )
    return StudyDraft(
        seconds=seconds,
        start=held.start,
        shares=held.shares,
        topic=held.topic,
        activity=held.activity,
        note="\n".join(text for text in (held.note, note) if text),
        tags=held.tags,
        # A break that lasts until the end is no pause inside the session: that ended before it.
        pauses=tuple(one for one in held.pauses if one.seconds > 0 and one.ended_at < end),
        entry=Entry.TIMED,
    )


def _with_break(held: RunningTimer, first: datetime, last: datetime) -> list[Pause]:
    """The breaks of a timer and the one from `first` to `last`: in order, none sharing time.

    A clock that was set back may tell a break that ends before it begins, or lies in another.
    """
    first = max(first, held.start.at)
    breaks = sorted((*held.pauses, Pause(first, max(first, last))), key=lambda one: one.started_at)
    found: list[Pause] = []
    for one in breaks:
        if found and one.started_at <= found[-1].ended_at:
            found[-1] = Pause(found[-1].started_at, max(found[-1].ended_at, one.ended_at))
        else:
            found.append(one)
    return found


def _pairs(shares: Iterable[Share]) -> list[list[int]]:
    return [[share.credential_id, share.weight] for share in shares]


def _pause_texts(breaks: Iterable[Pause]) -> list[list[str]]:
    return [[format_instant(one.started_at), format_instant(one.ended_at)] for one in breaks]
