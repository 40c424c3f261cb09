"""From the days of study to what the time grid draws."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from tracker.analytics.studydays import (
    CredentialTime,
    Fate,
    Overlap,
    Planned,
    StudyDays,
    WallPiece,
    by_credential,
    wall_pieces,
)
from tracker.domain.instants import Moment, day_of
from tracker.domain.study import StudyRow
from tracker.i18n import _
from tracker.ui.numbers import (
    clock,
    day_long,
    duration,
    month_long,
    time_short,
    weekday_letter,
    weekday_short,
)
from tracker.ui.parts.gridlayout import (
    DAY_MINUTES,
    GridBlock,
    GridClash,
    GridDay,
    GridPiece,
)
from tracker.ui.parts.monthgrid import MonthDay, MonthGrid
from tracker.ui.parts.weekgrid import WeekGrid

SESSION, PLANNED = "session", "planned"
# The soft colours that mean nothing else in the study log, in the order they are given out.
_TONES = ("accent", "degree", "money")

Key = tuple[str, int]


@dataclass(slots=True)
class Tones:
    """Which colour stands for which credential; once given, it stays while the window is open."""

    _given: dict[tuple[int | None, str], str] = field(default_factory=dict)

    def learn(self, times: Iterable[CredentialTime]) -> None:
        """Give each new credential the colour that is used least beside it."""
        listed = [(one.credential_id, one.title) for one in times]
        used: dict[str, int] = dict.fromkeys(_TONES, 0)
        for key in listed:
            if key in self._given:
                used[self._given[key]] += 1
        for key in listed:
            if key not in self._given:
                tone = min(_TONES, key=lambda one: used[one])
                self._given[key] = tone
                used[tone] += 1

    def of(self, credential_id: int | None, title: str) -> str:
        """The colour of a credential, or of a topic where there is no credential."""
        return self._given.get((credential_id, title), _TONES[0])

    def of_row(self, row: StudyRow) -> str:
        """The colour of a session: that of the credential it serves first."""
        if not row.shares:
            return self.of(None, row.topic)
        return self.of(row.shares[0].credential_id, row.shares[0].title)


@dataclass(frozen=True, slots=True)
class Drawing:
    """What the grid draws of a stretch of days."""

    days: tuple[GridDay, ...]
    blocks: tuple[GridBlock, ...]
    clashes: tuple[GridClash, ...]
    sentence: str


def drawing(answer: StudyDays, tones: Tones) -> Drawing:
    """The columns, blocks and overlaps of an answer, whose credentials `tones` has learned."""
    blocks = [
        block for planned in answer.planned if (block := _planned_block(planned, answer, tones))
    ]
    blocks += [_session_block(row, answer, tones) for row in answer.rows]
    sentence = _("Study from {first} to {last}, {length} in all").format(
        first=day_long(answer.period.first),
        last=day_long(answer.period.last),
        length=duration(answer.seconds),
    )
    return Drawing(
        tuple(_head(day, answer) for day in answer.period),
        tuple(blocks),
        tuple(_clashes(answer)),
        sentence,
    )


def show_grid(grid: WeekGrid, answer: StudyDays, tones: Tones) -> None:
    """Let the grid draw the days of an answer."""
    drawn = drawing(answer, tones)
    grid.show_days(
        drawn.days,
        drawn.blocks,
        drawn.clashes,
        day_starts_at=answer.day_starts_at,
        sentence=drawn.sentence,
    )
    grid.show_now(now_place(answer, answer.now))


def show_month(month: MonthGrid, answer: StudyDays, tones: Tones, cursor: date) -> None:
    """Let the calendar draw the month of an answer."""
    sentence = _("Study of {month}, {length} in all").format(
        month=month_long(answer.period.first), length=duration(answer.seconds)
    )
    month.show_days(month_days(answer, tones), answer.first_weekday, sentence, cursor)


def session_of(key: Key | None) -> int | None:
    """The number of the session that a key names; None where it names none."""
    return key[1] if key is not None and key[0] == SESSION else None


def row_of(answer: StudyDays, key: Key | None) -> StudyRow | None:
    """The session that a key names, as far as it is in the answer."""
    ident = session_of(key)
    return next((row for row in answer.rows if row.id == ident), None)


def plan_of(answer: StudyDays, key: Key | None) -> Planned | None:
    """The planned block that a key names, as far as it is in the answer."""
    if key is None or key[0] != PLANNED:
        return None
    return next((one for one in answer.planned if one.block.id == key[1]), None)


def month_days(answer: StudyDays, tones: Tones) -> tuple[MonthDay, ...]:
    """The days of a month with what each was for, longest first."""
    most = max(answer.seconds_by_day.values(), default=0)
    rows: dict[date, list[StudyRow]] = {}
    for row in answer.rows:
        rows.setdefault(row.day, []).append(row)
    return tuple(
        _month_day(day, answer, by_credential(rows.get(day, ())), most, tones)
        for day in answer.period
    )


def _month_day(
    day: date, answer: StudyDays, times: Iterable[CredentialTime], most: int, tones: Tones
) -> MonthDay:
    seconds = answer.seconds_by_day.get(day, 0)
    lines = tuple(
        (one.title or _("Study"), tones.of(one.credential_id, one.title)) for one in times
    )
    told = _("{day}: {length}").format(day=day_long(day), length=duration(seconds))
    return MonthDay(
        day,
        duration(seconds) if seconds else "",
        seconds / most if most else 0.0,
        lines,
        ", ".join([told, *(title for title, _tone in lines)]),
        day == answer.today,
    )


def now_place(answer: StudyDays, now: Moment) -> tuple[int, int] | None:
    """Column and minute of the moment `now`; None where it is not among the days."""
    day = day_of(now, answer.day_starts_at)
    if not answer.period.contains(day):
        return None
    begin = datetime.combine(day, datetime.min.time()) + timedelta(minutes=answer.day_starts_at)
    return (day - answer.period.first).days, int((now.wall - begin).total_seconds() // 60)


def wall_of(answer: StudyDays, minute: int) -> datetime:
    """The wall time at a minute from the top of the first column; it may lie outside of them."""
    return wall_at(answer, *divmod(minute, DAY_MINUTES))


def wall_at(answer: StudyDays, column: int, minute: int) -> datetime:
    """The wall time of a slot of the grid."""
    day = answer.period.first + timedelta(days=column)
    return datetime.combine(day, datetime.min.time()) + timedelta(
        minutes=answer.day_starts_at + minute
    )


def title_of(row: StudyRow) -> str:
    """What a session was for; a word where nothing was said."""
    return row.title or _("Study")


def span_of(row: StudyRow) -> str:
    """From when to when a session lasted, by its own wall: `16:00–18:10`; "" without a start."""
    if row.start is None or row.end_at is None:
        return ""
    return span(row.start, row.end_at)


def span(start: Moment, end_at: datetime) -> str:
    """From when to when: `16:00–18:10`."""
    end = start.after(round((end_at - start.at).total_seconds()))
    return _("{start}–{end}").format(start=time_short(start.wall), end=time_short(end.wall))


def overlap_span(overlap: Overlap) -> str:
    """From when to when two sessions share time, by the wall of the second."""
    start = overlap.second.start
    return "" if start is None else span(start, overlap.ends_at)


def row_words(row: StudyRow) -> str:
    """All that a screen reader says of a session."""
    words = [title_of(row), row.activity, day_long(row.day), span_of(row), duration(row.seconds)]
    return ", ".join(word for word in words if word)


def _head(day: date, answer: StudyDays) -> GridDay:
    seconds = answer.seconds_by_day.get(day, 0)
    aside = duration(seconds) if seconds else _("–")
    title = _("{weekday} {day}").format(weekday=weekday_short(day), day=day.day)
    words = _("{day}: {length}").format(day=day_long(day), length=duration(seconds))
    short = _("{weekday} {day}").format(weekday=weekday_letter(day), day=day.day)
    brief = _brief(seconds) if seconds else aside
    return GridDay(title, aside, words, day == answer.today, short, brief)


def _brief(seconds: int) -> str:
    """A length as a clock without its seconds: the shortest that says hours and minutes."""
    return clock(seconds).rpartition(":")[0]


def _session_block(row: StudyRow, answer: StudyDays, tones: Tones) -> GridBlock:
    length = duration(row.seconds)
    detail = length
    if row.activity:
        detail = _("{activity} · {length}").format(activity=row.activity, length=length)
    return GridBlock(
        key=(SESSION, row.id),
        title=title_of(row),
        detail=detail,
        words=row_words(row),
        column=(row.day - answer.period.first).days,
        tone=tones.of_row(row),
        pieces=_pieces(answer, row.start, row.end_at),
        length=length,
        span=_whole_span(answer, row.start, row.end_at),
        minutes=max(1, row.seconds // 60),
        brief=_brief(row.seconds),
    )


def _planned_block(planned: Planned, answer: StudyDays, tones: Tones) -> GridBlock | None:
    if planned.fate is Fate.KEPT:
        # What was studied stands there already.
        return None
    draft = planned.block.draft
    title = planned_title(planned, answer)
    length = duration(draft.seconds)
    detail = _("missed · move?") if planned.fate is Fate.MISSED else length
    name = _("planned: {title}").format(title=title)
    end = draft.start.after(draft.seconds)
    words = [name, day_long(planned.day), span(draft.start, end.at)]
    if planned.fate is Fate.MISSED:
        words.append(_("missed"))
    credential = draft.credential_id
    known = "" if credential is None else answer.titles.get(credential, "")
    return GridBlock(
        key=(PLANNED, planned.block.id),
        title=name,
        detail=detail,
        words=", ".join(words),
        column=(planned.day - answer.period.first).days,
        tone=tones.of(credential, known),
        pieces=_pieces(answer, draft.start, end.at),
        is_dashed=True,
        length=length,
        span=_whole_span(answer, draft.start, end.at),
        brief=_brief(draft.seconds),
    )


def planned_title(planned: Planned, answer: StudyDays) -> str:
    """What a block is planned for: its own title, else its credential."""
    draft = planned.block.draft
    known = answer.titles.get(draft.credential_id or 0, "")
    return draft.title or known or _("study")


def _clashes(answer: StudyDays) -> Iterable[GridClash]:
    for overlap in answer.overlaps:
        text = _("overlaps {length}").format(length=duration(overlap.seconds))
        for piece in _pieces(answer, overlap.second.start, overlap.ends_at):
            yield GridClash((SESSION, overlap.second.id), piece, text, duration(overlap.seconds))


def _pieces(
    answer: StudyDays, start: Moment | None, end_at: datetime | None
) -> tuple[GridPiece, ...]:
    if start is None or end_at is None:
        return ()
    first = answer.period.first

    def piece(one: WallPiece) -> GridPiece:
        column = (one.day - first).days
        return GridPiece(column, one.from_minute, one.to_minute, one.is_first, one.is_last)

    found = wall_pieces(start, end_at, answer.day_starts_at)
    return tuple(piece(one) for one in found if answer.period.contains(one.day))


def _whole_span(
    answer: StudyDays, start: Moment | None, end_at: datetime | None
) -> tuple[int, int] | None:
    """From when to when a stretch is drawn, in wall minutes from the top of the first column."""
    if start is None or end_at is None:
        return None
    pieces = wall_pieces(start, end_at, answer.day_starts_at)
    first, last = pieces[0], pieces[-1]
    begin = answer.period.first
    return (
        (first.day - begin).days * DAY_MINUTES + first.from_minute,
        (last.day - begin).days * DAY_MINUTES + last.to_minute,
    )
