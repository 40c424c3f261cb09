"""Study sessions: log, change, copy, delete."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from tracker.domain.changes import Changes, Kind
from tracker.domain.instants import Moment, day_of
from tracker.domain.preferences import RecordSettings
from tracker.domain.study import Pause, Share, StudyDraft, StudyRow
from tracker.domain.studycopies import copied, moved_pauses, moved_to
from tracker.errors import TrackerError
from tracker.i18n import N_, _
from tracker.services.base import Service, reads
from tracker.services.shares import STUDY_PARTS
from tracker.services.studyasking import (
    ask,
    ask_about_copies,
    end_of,
    keep,
    keep_overlaps,
    question_about,
)
from tracker.store.drafts import to_columns
from tracker.store.queries import study
from tracker.store.queries.settings import record_settings
from tracker.store.writing import Write


class Study(Service):
    """What a person does with study sessions."""

    page = reads(study.page)
    totals = reads(study.totals)
    between = reads(study.between)
    one = reads(study.one)
    pauses = reads(study.pauses)
    overlapping = reads(study.overlapping)
    seconds_by_day = reads(study.seconds_by_day)
    seconds_by_credential = reads(study.seconds_by_credential)
    first_and_last_day = reads(study.first_and_last_day)
    count = reads(study.count)
    recent_words = reads(study.recent_words)

    def log(self, draft: StudyDraft, *, is_sure: bool = False, keeps: bool = False) -> Changes:
        """Record a study session; undoable.

        Raises a QuestionError, with nothing written, where it is longer than 12 hours or shares
        time with another session, unless the person `is_sure`; a TrackerError that names every
        problem. With `keeps` the person has seen what it overlaps and keeps both, as `keep_both`
        does.
        """
        draft.require_good()
        with self.store.writing(N_("Log study")) as write:
            if not is_sure:
                self._ask(write, draft)
            number = insert_session(write, draft, record_settings(write.connection))
            if keeps:
                keep_overlaps(write, number)
        return write.made

    def question(self, draft: StudyDraft, *, but: int | None = None) -> str | None:
        """What must be asked before `draft` is recorded, in a sentence; None where nothing."""
        with self.store.reading() as connection:
            return question_about(connection, draft, but=but)

    def change(
        self, session_id: int, *, is_sure: bool = False, keeps: bool = False, **fields: Any
    ) -> Changes:
        """Set fields of `StudyDraft`; undoable.

        A new `start` moves the session to the day of that start, unless `day` is given too. Raises
        and `keeps` as `log` does.
        """
        with self.store.writing(N_("Change study session")) as write:
            held = draft = _draft_of(write.connection, session_id)
            if "start" in fields and "day" not in fields:
                fields["day"] = None if fields["start"] is not None else draft.day
            if "start" in fields and "pauses" not in fields:
                fields["pauses"] = moved_pauses(draft, fields["start"])
            draft = dataclasses.replace(draft, **fields)
            draft.require_good()
            if not is_sure and _time_of(draft) != _time_of(held):
                self._ask(write, draft, but=session_id)
            update_session(write, session_id, draft, record_settings(write.connection))
            if keeps:
                keep_overlaps(write, session_id)
        return write.made

    def resize(
        self,
        session_id: int,
        *,
        start: Moment | None = None,
        end: datetime | None = None,
        is_sure: bool = False,
        keeps: bool = False,
    ) -> Changes:
        """Let a session begin at another moment or end at another instant; undoable.

        The other edge stays. Pauses that lie outside then go. Raises as `log` and `shorten` do.
        """
        with self.store.writing(N_("Change study session")) as write:
            draft = resized(_draft_of(write.connection, session_id), start, end)
            draft.require_good()
            if not is_sure:
                self._ask(write, draft, but=session_id)
            update_session(write, session_id, draft, record_settings(write.connection))
            if keeps:
                keep_overlaps(write, session_id)
        return write.made

    def delete(self, session_id: int) -> Changes:
        """Delete a study session; undoable. What it earned for a renewal stays, without it."""
        with self.store.writing(N_("Delete study session")) as write:
            remove_session(write, session_id)
        return write.made

    def delete_many(self, session_ids: Sequence[int]) -> Changes:
        """Delete several study sessions in one step; undoable."""
        with self.store.writing(N_("Delete study sessions")) as write:
            for session_id in session_ids:
                remove_session(write, session_id)
        return write.made

    def copy(
        self,
        session_ids: Sequence[int],
        days: int,
        *,
        start: Moment | None = None,
        is_sure: bool = False,
        keeps: bool = False,
    ) -> Changes:
        """Log sessions again, `days` later (earlier where negative), at the same wall time.

        Where clocks are put forward over that time, the copy begins right after; `start` puts the
        first of them at that moment instead. One undo step. Raises a QuestionError where copies
        share time with what is there, are there already, or lie ahead, and nothing was written.
        """
        with self.store.writing(N_("Copy study")) as write:
            settings = record_settings(write.connection)
            drafts = [copied(_draft_of(write.connection, one), days) for one in session_ids]
            if start is not None and drafts:
                drafts[0] = moved_to(drafts[0], start)
            if not is_sure:
                ask_about_copies(write, drafts)
            numbers = [insert_session(write, draft, settings) for draft in drafts]
            if keeps:
                for number in numbers:
                    keep_overlaps(write, number)
        return write.made

    def keep_both(self, first_id: int, second_id: int) -> Changes:
        """Note that two sessions may share time, so that it is not shown as an overlap; undoable.

        Raises a GoneError where either is absent.
        """
        with self.store.writing(N_("Keep both study sessions")) as write:
            uuids = [
                write.one(Kind.STUDY_SESSION, number)["uuid"] for number in (first_id, second_id)
            ]
            keep(write, uuids)
        return write.made

    def shorten(
        self, session_id: int, *, start: Moment | None = None, end: datetime | None = None
    ) -> Changes:
        """Let a session begin later or end earlier (an aware instant); undoable.

        Pauses that lie outside then go, and one that lay across the new edge goes with it. Raises a
        TrackerError where nothing of it would be left, or it has no known start.
        """
        with self.store.writing(N_("Shorten study session")) as write:
            draft = shortened(_draft_of(write.connection, session_id), start, end)
            draft.require_good()
            update_session(write, session_id, draft, record_settings(write.connection))
        return write.made

    def draft_of(self, session_id: int) -> StudyDraft:
        """The session as a draft, to change or to copy; raises a GoneError where it is absent."""
        with self.store.reading() as connection:
            return _draft_of(connection, session_id)

    def _ask(self, write: Write, draft: StudyDraft, *, but: int | None = None) -> None:
        ask(question_about(write.connection, draft, but=but))


def _time_of(draft: StudyDraft) -> tuple[Moment | None, int, tuple[Pause, ...]]:
    """What of a session is asked about where it changes."""
    return draft.start, draft.seconds, draft.pauses


def shortened(draft: StudyDraft, start: Moment | None, end: datetime | None) -> StudyDraft:
    """The draft cut to what lies between `start` and `end`; its day stays what it was.

    Raises a TrackerError where it has no known start or nothing of it lies between.
    """
    if draft.start is None:
        raise TrackerError(
            _("Not shortened"),
            _("This study session has no known start."),
            _("Change its duration instead."),
        )
    begin = max(draft.start.at, start.at) if start is not None else draft.start.at
    until = min(end_of(draft), end) if end is not None else end_of(draft)
    for pause in draft.pauses:
        # What is cut off at a pause ends, or begins, where the person studied.
        if pause.started_at <= begin < pause.ended_at:
            begin = pause.ended_at
        if pause.started_at < until <= pause.ended_at:
            until = pause.started_at
    pauses = tuple(p for p in draft.pauses if begin < p.started_at and p.ended_at < until)
    seconds = round((until - begin).total_seconds()) - sum(pause.seconds for pause in pauses)
    if seconds <= 0:
        raise TrackerError(
            _("Not shortened"),
            _("Nothing of the study session would be left."),
            _("Delete it instead, or move it."),
        )
    moved = draft.start.after(round((begin - draft.start.at).total_seconds()))
    return dataclasses.replace(draft, start=moved, seconds=seconds, pauses=pauses)


def resized(draft: StudyDraft, start: Moment | None, end: datetime | None) -> StudyDraft:
    """The draft from `start` to `end`, each as it was where None; raises as `shortened` does."""
    if draft.start is None:
        return shortened(draft, start, end)
    paused = sum(pause.seconds for pause in draft.pauses)
    begin = start if start is not None and start.at < draft.start.at else draft.start
    until = max(end, end_of(draft)) if end is not None else end_of(draft)
    seconds = round((until - begin.at).total_seconds()) - paused
    found = shortened(dataclasses.replace(draft, start=begin, seconds=seconds), start, end)
    return found if start is None else dataclasses.replace(found, start=start, day=None)


def day_for(draft: StudyDraft, settings: RecordSettings) -> date:
    """The day a draft belongs to: the one it names, else that of its start."""
    if draft.day is not None:
        return draft.day
    if draft.start is None:
        raise ValueError("a session needs a day or a start")
    return day_of(draft.start, settings.day_starts_at)


def session_columns(draft: StudyDraft, settings: RecordSettings) -> dict[str, Any]:
    """The columns of a study session."""
    columns = to_columns(Kind.STUDY_SESSION, draft)
    columns["day"] = day_for(draft, settings)
    columns["ended_at"] = end_of(draft) if draft.start is not None else None
    columns["pause_seconds"] = sum(pause.seconds for pause in draft.pauses)
    return columns


def insert_session(
    write: Write, draft: StudyDraft, settings: RecordSettings, *, uuid: str | None = None
) -> int:
    """Insert a study session with its shares and pauses inside an operation; its number."""
    columns = session_columns(draft, settings)
    number = write.add(Kind.STUDY_SESSION, **columns, created_at=write.at, uuid=uuid)
    write.add_many(STUDY_PARTS.kind, STUDY_PARTS.rows(number, draft.shares, draft.seconds))
    _add_pauses(write, number, draft.pauses)
    return number


def update_session(
    write: Write, session_id: int, draft: StudyDraft, settings: RecordSettings
) -> None:
    """Bring a recorded session to what `draft` says, touching only what differs."""
    columns = session_columns(draft, settings)
    # Where a session came from is not the person's to change, and a draft of it doesn't know.
    del columns["source"], columns["source_key"]
    write.change(Kind.STUDY_SESSION, session_id, **columns)
    STUDY_PARTS.put(write, session_id, draft.shares, draft.seconds)
    recorded = study.pauses(write.connection, session_id)
    if recorded != draft.pauses:
        write.delete_where(Kind.STUDY_PAUSE, study_session_id=session_id)
        _add_pauses(write, session_id, draft.pauses)


def remove_session(write: Write, session_id: int) -> None:
    """Delete a session with its shares and pauses inside an operation."""
    write.raw(Kind.STUDY_SESSION, session_id)
    write.delete_where(Kind.STUDY_SHARE, study_session_id=session_id)
    write.delete_where(Kind.STUDY_PAUSE, study_session_id=session_id)
    for credit in write.values(Kind.RENEWAL_CREDIT, study_session_id=session_id):
        write.change(Kind.RENEWAL_CREDIT, credit["id"], study_session_id=None)
    write.delete(Kind.STUDY_SESSION, session_id)


def _add_pauses(write: Write, session_id: int, pauses: Sequence[Pause]) -> None:
    write.add_many(
        Kind.STUDY_PAUSE,
        [
            {
                "study_session_id": session_id,
                "started_at": pause.started_at,
                "ended_at": pause.ended_at,
            }
            for pause in pauses
        ],
    )


def _draft_of(connection: sa.Connection, session_id: int) -> StudyDraft:
    row = study.one(connection, session_id)
    return draft_from(row, study.pauses(connection, session_id))


def draft_from(row: StudyRow, pauses: tuple[Pause, ...]) -> StudyDraft:
    """A recorded session as a draft; parts of deleted credentials are not in it."""
    return StudyDraft(
        seconds=row.seconds,
        start=row.start,
        day=row.day,
        shares=tuple(
            Share(share.credential_id, share.weight)
            for share in row.shares
            if share.credential_id is not None
        ),
        topic=row.topic,
        activity=row.activity,
        note=row.note,
        tags=row.tags,
        focus=row.focus,
        pauses=pauses,
        entry=row.entry,
        source=row.source,
    )
