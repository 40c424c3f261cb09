"""Study sessions again at another time: where a copy lies, and where its pauses do."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

from tracker.domain.instants import Moment, WallTimeGap
from tracker.domain.study import Pause, StudyDraft
from tracker.domain.words import Entry


def copied(draft: StudyDraft, days: int) -> StudyDraft:
    """The draft `days` later (earlier where negative), at the same wall time in its own zone.

    Where clocks are put forward over that time it begins right after; its length is the same
    elapsed time, and its day is as far from its start as it was. What was timed is entered by hand
    in its copy, for nothing measured it.
    """
    start = draft.start
    if start is not None:
        try:
            start = Moment.from_wall(start.wall + timedelta(days=days), start.zone, start.fold)
        except WallTimeGap as gap:
            start = gap.later
    return dataclasses.replace(
        draft,
        start=start,
        day=draft.day + timedelta(days=days) if draft.day is not None else None,
        pauses=moved_pauses(draft, start),
        entry=Entry.BY_HAND,
        source="",
        source_key="",
    )


def moved_to(draft: StudyDraft, start: Moment) -> StudyDraft:
    """The draft begun at `start`, on the day of that start, its pauses moved along."""
    return dataclasses.replace(draft, start=start, day=None, pauses=moved_pauses(draft, start))


def moved_pauses(draft: StudyDraft, start: Moment | None) -> tuple[Pause, ...]:
    """The pauses of a draft moved along with its start."""
    if start is None or draft.start is None:
        return ()
    by = start.at - draft.start.at
    return tuple(Pause(pause.started_at + by, pause.ended_at + by) for pause in draft.pauses)
