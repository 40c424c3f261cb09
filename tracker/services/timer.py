"""The one timer: start, pause, resume, stop, discard, and what a crash leaves behind.

The row in the record says that it runs; while a window shows it, a small journal file beside the
record says every few seconds that it is still alive, so that after a crash the person can be asked
about the time in between. Nothing is ever added silently.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from tracker.domain.changes import Changes, Kind
from tracker.domain.durations import format_hm
from tracker.domain.instants import format_instant, parse_instant
from tracker.domain.study import (
    ASK_ABOVE_SECONDS,
    Pause,
    RunningTimer,
    Share,
    StudyDraft,
    TimerDraft,
)
from tracker.domain.words import Entry
from tracker.errors import QuestionError, TrackerError
from tracker.i18n import N_, _
from tracker.paths import timer_journal
from tracker.services.base import Service, reads
from tracker.services.study import insert_session
from tracker.store.drafts import moment_columns
from tracker.store.files import write_whole
from tracker.store.queries import study
from tracker.store.queries.settings import record_settings
from tracker.store.writing import Write

# A window says this often that the timer is alive [s]; a kill loses no more than that.
BEAT_SECONDS = 5
# Silence longer than this, by any clock, was sleep, a crash or a changed clock [s].
SILENCE_SECONDS = 90


@dataclass(frozen=True, slots=True)
class Beat:
    """The last sign of life of a running timer; `uuid` is the timer's."""

    uuid: str
    at: datetime


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

    def add_break(self, first: datetime, last: datetime) -> Changes:
        """Count the time from `first` up to `last` (aware UTC) as a break of the running timer."""
        with self.store.writing(N_("Add break")) as write:
            held = self._held(write)
            breaks = _with_break(held, first, last)
            write.change(Kind.RUNNING_TIMER, held.id, pauses=_pause_texts(breaks))
        return write.made

    def stop(self, *, at: datetime | None = None, is_sure: bool = False, note: str = "") -> Changes:
        """Stop the timer and log its study session, in one step; undoable.

        `at` (aware UTC) says that it really ended earlier. The session takes the timer's UUID, so
        that two programs that stop it at once log it once. Raises a QuestionError above 12 hours
        unless the person `is_sure`, a TrackerError where no timer runs or no second has passed.
        """
        with self.store.writing(N_("Stop timer and log study")) as write:
            held = self._held(write)
            draft = session_of(held, min(at or write.at, write.at), note)
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
        self._forget_beat()
        return write.made

    def discard(self) -> Changes:
        """Stop the timer without logging anything; undoable."""
        with self.store.writing(N_("Discard timer")) as write:
            write.delete(Kind.RUNNING_TIMER, self._held(write).id)
        self._forget_beat()
        return write.made

    def beat(self) -> Beat | None:
        """Say that the running timer is alive, in its journal file; None where none runs."""
        held = self.running()
        if held is None or self.store.is_read_only:
            return None
        beat = Beat(held.uuid, self.ground.clock.now())
        text = json.dumps({"timer": beat.uuid, "last_seen": format_instant(beat.at)})
        write_whole(timer_journal(self.store.path), text.encode("ascii"))
        return beat

    def last_seen(self) -> datetime | None:
        """When the running timer last said that it was alive; None where that is not known."""
        held = self.running()
        if held is None:
            return None
        try:
            told = json.loads(timer_journal(self.store.path).read_text(encoding="ascii"))
            at = parse_instant(told["last_seen"])
        except (OSError, ValueError, KeyError, TypeError, TrackerError):
            return None
        return at if told.get("timer") == held.uuid else None

    def silence(self) -> tuple[datetime, datetime] | None:
        """From when until now nobody saw the running timer; None where nothing is to be asked.

        A paused timer is never asked about, nor is one whose journal is fresh or absent (a timer
        of the command line keeps none).
        """
        held, seen, now = self.running(), self.last_seen(), self.ground.clock.now()
        if held is None or held.paused_at is not None or seen is None:
            return None
        return (seen, now) if (now - seen).total_seconds() > SILENCE_SECONDS else None

    def _held(self, write: Write) -> RunningTimer:
        held = study.running(write.connection)
        if held is None:
            raise TrackerError(
                _("No timer is running"),
                _("There is no timer to pause, resume, stop or discard."),
                _("«cairn start» or the key S starts one."),
            )
        return held

    def _forget_beat(self) -> None:
        # What was done is done; a journal that another program holds names a timer that is gone.
        with suppress(OSError):
            timer_journal(self.store.path).unlink(missing_ok=True)


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
