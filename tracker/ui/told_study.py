"""What was done with study sessions and planned blocks, in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from tracker.domain.changes import Changes, Kind
from tracker.domain.durations import format_hm
from tracker.domain.instants import Moment, parse_instant
from tracker.domain.study import PlannedBlockDraft
from tracker.domain.words import BlockState
from tracker.i18n import _, dotted, ngettext
from tracker.ui.numbers import day_spoken, when_spoken
from tracker.ui.told import Done, saying

if TYPE_CHECKING:
    from tracker.record import Record

SESSIONS = frozenset({Kind.STUDY_SESSION, Kind.STUDY_SHARE})
PLANS = frozenset({Kind.PLANNED_BLOCK})
# The columns that say when a session was.
_TIMES = {"started_at", "ended_at", "day", "seconds", "zone", "offset_seconds", "pause_seconds"}


def tell_sessions(done: Done) -> str:
    """What was logged, changed or deleted; "" where it is a part of something larger."""
    added = done.of(Kind.STUDY_SESSION, "insert")
    gone = done.of(Kind.STUDY_SESSION, "delete")
    changed = {one.row_id for one in done.of(Kind.STUDY_SESSION, "update")}
    changed |= _sessions_of_shares(done) - {one.row_id for one in (*added, *gone)}
    if len(added) == 1 and not gone and not changed:
        return _logged(done, added[0].row_id)
    if gone and not added and not changed:
        return _deleted(done)
    if len(changed) == 1 and not added and not gone:
        return _changed(done, next(iter(changed)))
    if added and not gone and not changed:
        rows = [done.record.study.one(one.row_id) for one in added]
        words = ngettext("Logged {n} session, {length}", "Logged {n} sessions, {length}", len(rows))
        return words.format(n=len(rows), length=format_hm(sum(row.seconds for row in rows)))
    if changed and not added and not gone:
        count = len(changed)
        return ngettext("Changed {n} session", "Changed {n} sessions", count).format(n=count)
    return ""


def copied(record: Record, changes: Changes) -> Changes:
    """What was copied, told as that: its first day, how many and how long."""
    ids = sorted(changes.ids.get(Kind.STUDY_SESSION, ()))
    if not ids:
        return changes
    rows = [record.study.one(one) for one in ids]
    today = record.ground.today()
    first = min(row.day for row in rows)
    length = format_hm(sum(row.seconds for row in rows))
    if len(rows) == 1:
        start = rows[0].start
        when = day_spoken(first, today) if start is None else when_spoken(start.wall, today)
        return saying(
            changes,
            _("Copied {length} for {title} to {when}").format(
                length=length, title=rows[0].title or _("study"), when=when
            ),
        )
    values = {"n": len(rows), "length": length, "day": day_spoken(first, today)}
    if all(row.day == first for row in rows):
        words = ngettext(
            "Copied {n} session, {length}, to {day}",
            "Copied {n} sessions, {length}, to {day}",
            len(rows),
        )
    else:
        words = ngettext(
            "Copied {n} session, {length}, to the days from {day} on",
            "Copied {n} sessions, {length}, to the days from {day} on",
            len(rows),
        )
    return saying(changes, words.format(**values))


def tell_plans(done: Done) -> str:
    """What was planned, moved, let go or deleted."""
    rows = done.of(Kind.PLANNED_BLOCK)
    if len(rows) != 1:
        return ""
    row = rows[0]
    if row.what == "delete":
        title = row.before.get("title") or _title_of(done, row.before.get("credential_id"))
        return _("Deleted the plan for {title}").format(title=title or _("study"))
    draft = done.record.planned_blocks.one(row.row_id).draft
    values = {
        "length": format_hm(draft.seconds),
        "title": _plan_title(done, draft),
        "when": when_spoken(draft.start.wall, done.today),
    }
    if row.what == "insert":
        return _("Planned {length} for {title}, {when}").format(**values)
    differing = {name for name in row.after if row.before.get(name) != row.after[name]}
    if draft.state is BlockState.DROPPED and "state" in differing:
        return _("Let the plan for {title} go, {when}").format(**values)
    if "started_at" in differing:
        return _("Moved the plan for {title} to {when}").format(**values)
    if "seconds" in differing:
        return _("Planned {length} instead for {title}, {when}").format(**values)
    return _("Changed the plan for {title}, {when}").format(**values)


def _sessions_of_shares(done: Done) -> set[int]:
    """The sessions of which a part was changed, where nothing but study was touched."""
    if not done.changes.kinds <= SESSIONS | {Kind.STUDY_PAUSE}:
        return set()
    found = set()
    for one in done.of(Kind.STUDY_SHARE):
        number = one.before.get("study_session_id")
        if number is not None:
            found.add(int(number))
    return found


def _logged(done: Done, ident: int) -> str:
    row = done.record.study.one(ident)
    when = _when(done, row.start, row.day)
    if not row.title:
        return _("Logged {length}, {when}").format(length=format_hm(row.seconds), when=when)
    return _("Logged {length} for {title}, {when}").format(
        length=format_hm(row.seconds), title=row.title, when=when
    )


def _changed(done: Done, ident: int) -> str:
    row = done.record.study.one(ident)
    names: set[str] = set()
    for one in done.of(Kind.STUDY_SESSION, "update"):
        names |= {name for name in one.after if one.before.get(name) != one.after[name]}
    values = {
        "title": row.title or _("study"),
        "when": _when(done, row.start, row.day),
        "length": format_hm(row.seconds),
    }
    if "seconds" in names:
        return _("{title} now lasts {length}, {when}").format(**values)
    if names and names <= _TIMES:
        return _("Moved {title} to {when}, {length}").format(**values)
    return _("Changed {title}, {when}").format(**values)


def _deleted(done: Done) -> str:
    rows = done.of(Kind.STUDY_SESSION, "delete")
    length = format_hm(sum(int(row.before.get("seconds") or 0) for row in rows))
    if len(rows) > 1:
        words = ngettext(
            "Deleted {n} session, {length}", "Deleted {n} sessions, {length}", len(rows)
        )
        return words.format(n=len(rows), length=length)
    before = rows[0].before
    shares = [one.before.get("credential_id") for one in done.of(Kind.STUDY_SHARE, "delete")]
    titles = [title for number in shares if (title := _title_of(done, number))]
    title = dotted(titles) or str(before.get("topic") or "")
    when = _when(done, _moment(before), date.fromisoformat(before["day"]))
    if not title:
        return _("Deleted {length}, {when}").format(length=length, when=when)
    return _("Deleted {length} for {title}, {when}").format(length=length, title=title, when=when)


def _when(done: Done, start: Moment | None, day: date) -> str:
    """Its day with the time, where one is known."""
    return day_spoken(day, done.today) if start is None else when_spoken(start.wall, done.today)


def _moment(before: Mapping[str, Any]) -> Moment | None:
    if before.get("started_at") is None:
        return None
    return Moment(parse_instant(before["started_at"]), before["zone"], before["offset_seconds"])


def _title_of(done: Done, credential_id: int | None) -> str:
    if credential_id is None:
        return ""
    return done.record.credentials.titles().get(credential_id, "")


def _plan_title(done: Done, draft: PlannedBlockDraft) -> str:
    return draft.title or _title_of(done, draft.credential_id) or _("study")
