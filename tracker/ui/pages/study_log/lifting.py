"""From what was dragged or moved by keys in the time grid to what is recorded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from tracker.analytics.studydays import StudyDays
from tracker.domain.instants import Moment
from tracker.i18n import _
from tracker.ui.numbers import day_long, duration
from tracker.ui.pages.study_log.blocks import Key, plan_of, row_of, span, wall_of
from tracker.ui.pages.study_log.doing import StudyDoing, moment_at
from tracker.ui.parts.gridlift import Hold, Lift


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where a lift lies in real time: its start, its end (aware UTC) and what is studied of it [s].

    Its length is elapsed time over any clock change. `seconds` leaves the pauses out.
    """

    start: Moment
    end_at: datetime
    seconds: int


def stretch_of(answer: StudyDays, lift: Lift) -> Stretch:
    """Where a lift lies: a block that is moved keeps its length, an edge leaves the other one."""
    key: Key | None = lift.key if isinstance(lift.key, tuple) else None
    row, plan = row_of(answer, key), plan_of(answer, key)
    held, end_at, studied = None, None, 0
    if row is not None:
        held, end_at, studied = row.start, row.end_at, row.seconds
    elif plan is not None:
        draft = plan.block.draft
        held, end_at, studied = draft.start, draft.start.after(draft.seconds).at, draft.seconds
    zone = held.zone if held is not None else answer.now.zone
    start = moment_at(wall_of(answer, lift.start), zone)
    if held is None or end_at is None:
        if row is not None:
            return Stretch(start, start.after(studied).at, studied)
        end = _end_after(start, wall_of(answer, lift.end), zone)
        return Stretch(start, end, round((end - start.at).total_seconds()))
    whole = round((end_at - held.at).total_seconds())
    if lift.start == lift.from_:
        start = held
    # What is held whole may have got another length by a key meanwhile: then that is what is drawn.
    if lift.hold is Hold.WHOLE and _is_whole(lift):
        return Stretch(start, start.after(whole).at, studied)
    until = end_at if lift.end == lift.to else _end_after(start, wall_of(answer, lift.end), zone)
    lasting = round((until - start.at).total_seconds())
    return Stretch(start, until, max(1, lasting - (whole - studied)))


def _end_after(start: Moment, wall: datetime, zone: str) -> datetime:
    """The instant at which clocks show an end, the second time where the first is too early."""
    end = moment_at(wall, zone)
    if end.at <= start.at:
        end = Moment.from_wall(end.wall, zone, fold=1)
    return max(end.at, start.after(60).at)


def lift_words(answer: StudyDays, lift: Lift) -> tuple[str, str]:
    """The new times of what is in hand: in lines for the grid, and for a screen reader."""
    found = stretch_of(answer, lift)
    length = duration(found.seconds)
    day = day_long(wall_of(answer, lift.start).date())
    if not lift.is_timed:
        words = _("{day}, {length}").format(day=day, length=length)
        return length, words
    times = span(found.start, found.end_at)
    spoken = _("{day}, {span}, {length}").format(day=day, span=times, length=length)
    return f"{times}\n{length}", spoken


def record_lift(
    doing: StudyDoing,
    answer: StudyDays,
    lift: Lift,
    back: Callable[[], object],
    *,
    is_copy: bool = False,
) -> None:
    """Record what was lifted; `back` is called where the person goes back after a question."""
    found = stretch_of(answer, lift)
    key: Key | None = lift.key if isinstance(lift.key, tuple) else None
    row, plan = row_of(answer, key), plan_of(answer, key)
    if lift.hold is Hold.NEW:
        is_ahead = found.start.at >= answer.now.at
        doing.draw(found.start, found.seconds, back, is_plan=is_ahead)
    elif row is not None:
        is_moved, is_longer = lift.start != lift.from_, lift.end != lift.to
        if not lift.is_timed:
            days = (wall_of(answer, lift.start).date() - row.day).days
            if is_copy:
                doing.copy([row.id], days, back)
            else:
                doing.move_to_day(row.id, wall_of(answer, lift.start).date(), back)
        elif is_copy:
            doing.copy_to(row.id, found.start, back)
        elif row.start is None or _is_whole(lift):
            doing.move(row.id, found.start, back)
        else:
            doing.resize(
                row.id,
                found.start if is_moved else None,
                found.end_at if is_longer else None,
                back,
            )
    elif plan is not None:
        if is_copy:
            doing.copy_plan(plan.block, found.start, back)
        else:
            doing.move_plan(plan.block.id, found.start, found.seconds, back)
    else:
        back()


def _is_whole(lift: Lift) -> bool:
    return lift.end - lift.start == lift.to - lift.from_
