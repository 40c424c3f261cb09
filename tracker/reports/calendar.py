"""Deadlines, expiries and planned study as a calendar file (iCalendar, RFC 5545).

Every event keeps its UID from one export to the next, so that a calendar that reads the file again
moves what has moved instead of listing it twice; `SEQUENCE` rises with each change of the record.
Notes, hours and money that was spent stay out; a claim names its amount.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zlib import crc32

from tracker import __version__
from tracker.analytics.deadlines import Due, DueKind
from tracker.analytics.reminders import BLOCK_LEAD_MINUTES, STEPS, ReminderKind
from tracker.domain.kept import Kept
from tracker.domain.study import PlannedBlockDraft
from tracker.domain.words import BlockState
from tracker.i18n import _

if TYPE_CHECKING:
    from icalendar import Event

# The alarms of each kind of deadline; what is not here is listed without one.
_ALARMS = {
    DueKind.VALIDITY: STEPS[ReminderKind.EXPIRY],
    DueKind.RENEWAL: STEPS[ReminderKind.EXPIRY],
    DueKind.EXAM: STEPS[ReminderKind.EXAM],
    DueKind.TARGET: STEPS[ReminderKind.TARGET],
    DueKind.MODULE: STEPS[ReminderKind.TARGET],
    DueKind.CLAIM: STEPS[ReminderKind.CLAIM],
}
# An alarm of a whole day would ring at midnight: it rings in the morning of its day instead.
_MORNING = timedelta(hours=9)
_EXAM_LENGTH = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class CalendarContent:
    """What goes into the file. `sequence` never falls; `now` is aware UTC.

    `exam_times` are the instants of exams whose time is known, by credential; `titles` the names
    of credentials.
    """

    record_uuid: str
    sequence: int
    now: datetime
    deadlines: tuple[Due, ...] = ()
    blocks: tuple[Kept[PlannedBlockDraft], ...] = ()
    exam_times: Mapping[int, datetime] = field(default_factory=dict)
    titles: Mapping[int, str] = field(default_factory=dict)


def calendar_file(content: CalendarContent) -> bytes:
    """The file: UTF-8, lines folded and ended as the standard asks."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", f"-//Cairn//Cairn {__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Cairn"))
    for event in (*_deadline_events(content), *_block_events(content)):
        calendar.add_component(event)
    return calendar.to_ical()


def summary_of(due: Due) -> str:
    """What a calendar calls a deadline."""
    values: dict[str, Any] = {"title": due.title, "detail": due.detail}
    if due.amount is not None:
        values["amount"] = f"{due.amount.amount} {due.amount.currency}"
    texts = {
        DueKind.EXAM: _("Exam: {title}"),
        DueKind.TARGET: _("Target: {title}"),
        DueKind.MODULE: _("Module «{detail}»: {title}"),
        DueKind.VALIDITY: _("Last valid day: {title}"),
        DueKind.RENEWAL: _("Renewal ends: {title}"),
        DueKind.CLAIM: _("Last day to claim {amount}: {title}"),
        DueKind.CLAW_BACK: _("Claw-back ends: {title}"),
        DueKind.CHARGE: _("Charge of {amount}: {title}"),
    }
    return texts[due.kind].format(**values)


def _deadline_events(content: CalendarContent) -> Iterator[Event]:
    counts: dict[str, int] = {}
    for due in content.deadlines:
        part = f".{crc32(due.detail.encode()):08x}" if due.detail else ""
        uid = f"{due.kind.value}.{due.row_id}{part}"
        # A second exam of one credential is another event; the first keeps the bare name.
        counts[uid] = counts.get(uid, 0) + 1
        if counts[uid] > 1:
            uid = f"{uid}.{counts[uid]}"
        event = _event(content, uid, summary_of(due))
        at = content.exam_times.get(due.row_id) if due.kind is DueKind.EXAM else None
        if at is not None and abs((at.date() - due.on).days) <= 1:
            event.add("dtstart", at.astimezone(UTC))
            event.add("dtend", at.astimezone(UTC) + _EXAM_LENGTH)
            rings = [-timedelta(days=days) for days in _ALARMS.get(due.kind, ())]
        else:
            event.add("dtstart", due.on)
            event.add("dtend", due.on + timedelta(days=1) if due.on < date.max else due.on)
            rings = [_MORNING - timedelta(days=days) for days in _ALARMS.get(due.kind, ())]
        # A deadline takes nobody's time.
        event.add("transp", "TRANSPARENT")
        _add_alarms(event, rings)
        yield event


def _block_events(content: CalendarContent) -> Iterator[Event]:
    for block in content.blocks:
        draft = block.draft
        name = draft.title or content.titles.get(draft.credential_id or 0, "") or _("Study")
        event = _event(content, f"block.{block.uuid}", _("Study: {title}").format(title=name))
        event.add("dtstart", draft.start.at.astimezone(UTC))
        event.add("dtend", draft.start.after(draft.seconds).at.astimezone(UTC))
        is_gone = draft.state is BlockState.DROPPED
        event.add("status", "CANCELLED" if is_gone else "CONFIRMED")
        if not is_gone:
            _add_alarms(event, [-timedelta(minutes=BLOCK_LEAD_MINUTES)])
        yield event


def _event(content: CalendarContent, uid: str, summary: str) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{uid}@{content.record_uuid}.cairn")
    event.add("dtstamp", content.now)
    event.add("last-modified", content.now)
    event.add("sequence", content.sequence)
    event.add("summary", _tame(summary))
    return event


def _add_alarms(event: Event, rings: Iterable[timedelta]) -> None:
    from icalendar import Alarm

    for ring in rings:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", event["summary"])
        alarm.add("trigger", ring)
        event.add_component(alarm)


def _tame(text: str) -> str:
    """`text` on one line and without control characters, which a calendar file can't hold."""
    return " ".join("".join(c if c.isprintable() or c == " " else " " for c in text).split())
