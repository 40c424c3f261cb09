"""What is asked before study is recorded: its length, what it overlaps, what it repeats."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa

from tracker.domain.changes import Kind
from tracker.domain.durations import format_hm
from tracker.domain.instants import Moment
from tracker.domain.study import ASK_ABOVE_SECONDS, StudyDraft, StudyRow
from tracker.errors import QuestionError
from tracker.i18n import _, ngettext
from tracker.store.queries import study
from tracker.store.writing import Write


def question_about(
    connection: sa.Connection, draft: StudyDraft, *, but: int | None = None
) -> str | None:
    """What must be asked before `draft` is recorded: its length, and an overlap with another."""
    asked = []
    if draft.seconds > ASK_ABOVE_SECONDS:
        asked.append(
            _("That is {length} of study in one go. Is it right?").format(
                length=format_hm(draft.seconds)
            )
        )
    if draft.start is not None:
        others = study.overlapping(connection, draft.start.at, end_of(draft), but=but)
        if others and (about := span_words(others[0])):
            asked.append(_("It overlaps {session}. Keep both?").format(session=about))
    return " ".join(asked) or None


def span_words(row: StudyRow) -> str:
    """A session with a start, for a question: `«CKA» of 2026-11-21, 16:00–18:10`."""
    start, end = row.start, row.end_at
    if start is None or end is None:
        return ""
    return _("«{title}» of {day}, {start}–{end}").format(
        title=row.title or _("study"),
        day=row.day.isoformat(),
        start=start.wall.strftime("%H:%M"),
        end=Moment.of(end, start.zone).wall.strftime("%H:%M"),
    )


def keep_overlaps(write: Write, session_id: int) -> None:
    """Note inside an operation that a session may share time with all that it overlaps now."""
    row = study.one(write.connection, session_id)
    if row.start is None or row.end_at is None:
        return
    for other in study.overlapping(write.connection, row.start.at, row.end_at, but=session_id):
        keep(write, (row.uuid, other.uuid))


def keep(write: Write, uuids: Sequence[str]) -> None:
    """Note inside an operation that two sessions, by their UUIDs, may share time."""
    name = ":".join((study.KEPT_OVERLAP, *sorted(uuids)))
    if not write.values(Kind.RECORD_SETTING, name=name):
        write.add(Kind.RECORD_SETTING, name=name, value="true")


def end_of(draft: StudyDraft) -> datetime:
    """The instant at which a draft with a start ends, pauses counted in."""
    if draft.start is None:
        raise ValueError("a session without a start has no end")
    paused = sum(pause.seconds for pause in draft.pauses)
    return draft.start.at + timedelta(seconds=draft.seconds + paused)


def ask(sentence: str | None) -> None:
    """Raise the question `sentence`, with nothing written; nothing where there is none."""
    if sentence:
        raise QuestionError(
            _("One question first"), sentence, _("Nothing was written yet."), ("--yes",)
        )


def ask_about_copies(write: Write, drafts: Sequence[StudyDraft]) -> None:
    """Ask before copies are recorded that share time, stand there already or lie ahead."""
    if len(drafts) == 1:
        # Whoever copies one session has named its day.
        ask(question_about(write.connection, drafts[0]))
        return
    shared, first = 0, ""
    twice = ahead = 0
    for draft in drafts:
        ahead += draft.start is not None and draft.start.at > write.at
        others: Sequence[StudyRow] = ()
        if draft.start is not None:
            others = study.overlapping(write.connection, draft.start.at, end_of(draft))
        elif draft.day is not None:
            day = study.between(write.connection, draft.day, draft.day)
            twice += any(_is_the_same(row, draft) for row in day)
        if others:
            shared, first = shared + 1, first or span_words(others[0])
    asked = []
    count = len(drafts)
    if ahead:
        words = ngettext(
            "{n} of {count} copies lies ahead: it would be logged before it was studied.",
            "{n} of {count} copies lie ahead: they would be logged before they were studied.",
            ahead,
        )
        asked.append(words.format(n=ahead, count=count))
    if twice:
        words = ngettext(
            "{n} of {count} copies stands on its day already.",
            "{n} of {count} copies stand on their days already.",
            twice,
        )
        asked.append(words.format(n=twice, count=count))
    if shared:
        words = ngettext(
            "{n} of {count} copies overlaps what is there, {session}. Keep both?",
            "{n} of {count} copies overlap what is there, the first {session}. Keep both?",
            shared,
        )
        asked.append(words.format(n=shared, count=count, session=first))
    elif asked:
        asked.append(_("Copy all the same?"))
    ask(" ".join(asked))


def _is_the_same(row: StudyRow, draft: StudyDraft) -> bool:
    """Whether a session without a known start says what a draft would say again."""
    theirs = [(share.credential_id, share.weight) for share in row.shares]
    ours = [(share.credential_id, share.weight) for share in draft.shares]
    same = (row.seconds, row.topic, row.activity, theirs)
    return row.start is None and same == (draft.seconds, draft.topic, draft.activity, ours)
