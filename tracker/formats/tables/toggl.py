"""Toggl Track: the detailed report as CSV, old and new, and time entries as JSON.

The old export (`User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,
End time,Duration,Tags,Amount (USD)`) is still what most people have. The new one calls the end
`Stop date` and `Stop time`, the person `Member`, writes a dash for nothing and leaves out the
columns that were not chosen.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from tracker.domain.instants import Moment
from tracker.domain.study import StudyDraft
from tracker.domain.words import Entry
from tracker.errors import TrackerError
from tracker.formats.tables.cells import Keys, clean, unique
from tracker.formats.tables.clocks import NoStretch, length_of
from tracker.formats.tables.entries import Columns, read_entries, topic_and_note
from tracker.formats.tables.imported import Findings, Imported, ImportedSession, Options, short
from tracker.i18n import _

if TYPE_CHECKING:
    from tracker.formats.tables.reading import Sheet

NAME = "toggl"
_NAMES = {
    "start_day": ("start date",),
    "start_time": ("start time",),
    "end_day": ("end date", "stop date"),
    "end_time": ("end time", "stop time"),
    "duration": ("duration",),
    "project": ("project",),
    "client": ("client",),
    "task": ("task",),
    "description": ("description",),
    "tags": ("tags",),
    "user": ("user", "member"),
    "email": ("email",),
}
# Whoever writes «Start date» with a small d and one of these writes for Toggl.
_MARKS = ("description", "project", "user", "member", "email", "client", "task")


def read_sheet(sheet: Sheet, options: Options) -> Imported | None:
    """The time entries of a detailed report; None where `sheet` is none."""
    header = sheet.header
    if "Start date" not in header and "start date" not in header:
        return None
    if not any(cell.casefold() in _MARKS for cell in header):
        return None
    columns = Columns.of(header, _NAMES)
    return None if columns is None else read_entries(sheet, columns, NAME, options)


def is_json(document: Any) -> bool:
    """Whether `document` holds time entries as Toggl's interfaces give them."""
    entries = _entries(document)
    return any(
        isinstance(entry, dict)
        and "start" in entry
        and any(key in entry for key in ("duration", "dur", "seconds"))
        for entry in entries[:10]
    )


def read_json(document: Any, options: Options) -> Imported:
    """The time entries of `document`; «line» counts them from 1."""
    problems, notes, keys = Findings(), Findings(), Keys()
    sessions = []
    names = _names_by_id(document, "projects")
    for number, entry in enumerate(_entries(document), start=1):
        try:
            session = _session(entry, number, options.zone, names, keys)
            faults = session.draft.problems()
        except _NoEntryError as reason:
            problems.say(str(reason), number)
            continue
        except TrackerError as error:
            problems.say(str(error), number)
            continue
        if faults:
            problems.say(" ".join(fault.message for fault in faults), number)
        else:
            sessions.append(session)
    return Imported(
        NAME, sessions=tuple(sessions), problems=problems.in_order(), notes=notes.in_order()
    )


class _NoEntryError(Exception):
    """An entry that can't come in; the text says why."""


def _entries(document: Any) -> list[Any]:
    """The entries of a plain list, of a wrapper, or of a report grouped by description."""
    if isinstance(document, dict):
        document = next(
            (document[key] for key in ("time_entries", "data") if key in document), None
        )
    if not isinstance(document, list):
        return []
    if document and isinstance(document[0], dict) and "time_entries" in document[0]:
        return [
            {**{key: value for key, value in group.items() if key != "time_entries"}, **entry}
            for group in document
            if isinstance(group, dict)
            for entry in group.get("time_entries") or []
            if isinstance(entry, dict)
        ]
    return document


def _names_by_id(document: Any, key: str) -> dict[str, str]:
    """Names that a wrapper lists beside the entries."""
    listed = document.get(key) if isinstance(document, dict) else None
    return {
        str(item.get("id")): _plain(item.get("name"))
        for item in (listed if isinstance(listed, list) else [])
        if isinstance(item, dict)
    }


def _session(
    entry: Any, number: int, zone: str, names: dict[str, str], keys: Keys
) -> ImportedSession:
    """One entry as a session; raises `_NoEntryError` where it is none."""
    if not isinstance(entry, dict):
        raise _NoEntryError(_("This is no time entry."))
    start = _moment(entry.get("start"), zone)
    seconds = _seconds(entry, start)
    project = _plain(entry.get("project_name") or entry.get("project"))
    number_of_project = entry.get("project_id") or entry.get("pid")
    if not project and number_of_project:
        project = names.get(str(number_of_project)) or str(number_of_project)
    client = _plain(entry.get("client_name") or entry.get("client"))
    task = _plain(entry.get("task_name") or entry.get("task"))
    description = _plain(entry.get("description"))
    listed = entry.get("tags")
    tags = unique(_plain(tag) for tag in (listed if isinstance(listed, list) else []))
    if isinstance(entry.get("id"), int):
        # Toggl's own number outlives a change of the text.
        key = keys.of("id", str(entry["id"]))
    else:
        key = keys.of(start.at.isoformat(), str(seconds), project, description)
    topic, note = topic_and_note(project, task, description)
    draft = StudyDraft(
        seconds=seconds,
        start=start,
        topic=topic,
        note=note,
        tags=tags,
        entry=Entry.IMPORTED,
        source=NAME,
        source_key=key,
    )
    return ImportedSession(draft, project, client, number)


def _moment(value: Any, zone: str) -> Moment:
    """The instant `value` in `zone`, which must say its own offset."""
    try:
        at = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        at = None
    if at is None or at.utcoffset() is None:
        raise _NoEntryError(
            _("«{text}» is not an instant with its offset to UTC.").format(text=short(str(value)))
        )
    return Moment.of(at, zone)


def _seconds(entry: dict[str, Any], start: Moment) -> int:
    """How long an entry lasted [s]: its duration, else the time to its stop."""
    duration = entry.get("duration", entry.get("seconds"))
    if duration is None and isinstance(entry.get("dur"), int):
        duration = entry["dur"] // 1000  # The reports of version 2 count milliseconds.
    stop = entry.get("stop") or entry.get("end")
    if (isinstance(duration, int) and duration < 0) or (duration is None and not stop):
        raise _NoEntryError(_("It has no end: it is still running, and left out."))
    if not isinstance(duration, int) or isinstance(duration, bool):
        duration = (_moment(stop, start.zone).at - start.at) // (start.at.resolution * 10**6)
    if duration < 0:
        raise _NoEntryError(_("It ends before it begins."))
    if duration == 0:
        raise _NoEntryError(_("Its duration is nothing."))
    if stop:
        _require_agreement(_moment(stop, start.zone).at - start.at, duration)
    return duration


def _require_agreement(elapsed: timedelta, duration: int) -> None:
    """Refuse an entry whose times and duration [s] can't both be believed, as tables do."""
    try:
        length_of(elapsed // timedelta(seconds=1), duration)
    except NoStretch as reason:
        raise _NoEntryError(str(reason)) from None


def _plain(value: Any) -> str:
    """A text of the document without control characters; nothing where it is no text."""
    return clean(value)[0] if isinstance(value, str) else ""
