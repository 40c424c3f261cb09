"""Timewarrior: what `timew export` prints, and the lines of its own data files.

A line is `inc 20261122T190000Z - 20261122T200000Z # tag "two words" # annotation`, all parts but
the first optional. Times are UTC. There are tags only: an only tag is what others call a project.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from tracker.domain.draft import TITLE_LETTERS
from tracker.domain.instants import Moment
from tracker.domain.study import StudyDraft
from tracker.domain.words import Entry
from tracker.errors import TrackerError
from tracker.formats.tables.cells import Keys, clean, unique
from tracker.formats.tables.imported import Findings, Imported, ImportedSession, Options, short
from tracker.formats.tables.reading import MOST_LETTERS_OF_A_LINE, MOST_ROWS
from tracker.i18n import _

if TYPE_CHECKING:
    from tracker.formats.tables.reading import Text

NAME = "timewarrior"
_INSTANT = r"[0-9]{8}T[0-9]{6}Z"
_LINE = re.compile(
    rf"inc(?:\s+(?P<start>{_INSTANT})(?:\s+-\s+(?P<end>{_INSTANT}))?)?"
    r"(?:\s+#(?P<rest>.*))?\s*",
    re.DOTALL,
)
# A word in quotes, with a backslash before those inside; the mark before an annotation; a word.
_TOKEN = re.compile(r'\s*(?:"((?:[^"\\]|\\.)*)"|(#)(?=\s|$)|(\S+))')


def is_json(document: Any) -> bool:
    """Whether `document` is a list of intervals as `timew export` prints it."""
    return isinstance(document, list) and any(
        isinstance(entry, dict) and re.fullmatch(_INSTANT, str(entry.get("start"))) is not None
        for entry in document[:10]
    )


def is_data(text: Text) -> bool:
    """Whether the first line with something in it is one of a data file."""
    for line in text.lines():
        if line.strip():
            return len(line) < MOST_LETTERS_OF_A_LINE and _LINE.fullmatch(line.strip()) is not None
    return False


def read_json(document: Any, options: Options) -> Imported:
    """The intervals of an export; «line» counts them from 1."""
    intervals = _Intervals(options.zone)
    for number, entry in enumerate(document, start=1):
        if not isinstance(entry, dict):
            intervals.problems.say(_("This is no time entry."), number)
            continue
        listed = entry.get("tags")
        tags = [tag for tag in listed if isinstance(tag, str)] if isinstance(listed, list) else []
        annotation = entry.get("annotation")
        intervals.take(
            number,
            entry.get("start"),
            entry.get("end"),
            tags,
            annotation if isinstance(annotation, str) else "",
        )
    return intervals.imported()


def read_data(text: Text, options: Options) -> Imported:
    """The intervals of a data file, line by line."""
    intervals = _Intervals(options.zone)
    for number, line in enumerate(text.lines(), start=1):
        if not line.strip():
            continue
        found = _LINE.fullmatch(line.strip()) if len(line) < MOST_LETTERS_OF_A_LINE else None
        if found is None or number > MOST_ROWS:
            intervals.problems.say(_("This is no line of Timewarrior."), number)
            continue
        tags, annotation = _tags_and_annotation(found["rest"] or "")
        intervals.take(number, found["start"], found["end"], tags, annotation)
    return intervals.imported()


def _tags_and_annotation(rest: str) -> tuple[list[str], str]:
    """What follows the first mark: tags, and after a second mark an annotation to the end."""
    tags, place = [], 0
    while found := _TOKEN.match(rest, place):
        place = found.end()
        quoted, mark, word = found.groups()
        if mark:
            return tags, _unquoted(rest[place:].strip())
        tags.append(_unescaped(quoted) if quoted is not None else word)
    return tags, ""


def _unquoted(text: str) -> str:
    """An annotation; newer versions put it in quotes."""
    if len(text) > 1 and text.startswith('"') and text.endswith('"'):
        return _unescaped(text[1:-1])
    return text


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text, flags=re.DOTALL)


class _Intervals:
    """Turns intervals into drafts one by one."""

    def __init__(self, zone: str) -> None:
        self.problems = Findings()
        self._notes = Findings()
        self._zone = zone
        self._keys = Keys()
        self._sessions: list[ImportedSession] = []

    def take(self, line: int, start: Any, end: Any, tags: list[str], annotation: str) -> None:
        """One more interval: a session, or a problem that names its line."""
        try:
            begun, ended = _instant(start), _instant(end)
            if begun is None:
                raise ValueError(_("It has no start."))
            if ended is None:
                raise ValueError(_("It has no end: it is still running, and left out."))
            seconds = round((ended - begun).total_seconds())
            if seconds <= 0:
                raise ValueError(
                    _("It ends before it begins.") if seconds else _("Its duration is nothing.")
                )
            moment = Moment.of(begun, self._zone)
        except (ValueError, TrackerError) as error:
            self.problems.say(str(error), line)
            return
        self._keep(line, moment, seconds, tags, annotation)

    def _keep(
        self, line: int, start: Moment, seconds: int, tags: list[str], annotation: str
    ) -> None:
        cleaned = [clean(text) for text in (annotation, *tags)]
        if any(is_changed for _text, is_changed in cleaned):
            self._notes.say(_("Invisible control characters were left out."), line)
        about = cleaned[0][0]
        names = unique(text for text, _is_changed in cleaned[1:])
        is_title = len(names) != 1 and "\n" not in about and len(about) <= TITLE_LETTERS
        draft = StudyDraft(
            seconds=seconds,
            start=start,
            topic=about if is_title else "",
            note="" if is_title else about,
            tags=names,
            entry=Entry.IMPORTED,
            source=NAME,
            # Timewarrior's intervals never overlap, and tags are often set afterwards.
            source_key=self._keys.of(start.at.isoformat(), str(seconds)),
        )
        faults = draft.problems()
        if faults:
            self.problems.say(" ".join(fault.message for fault in faults), line)
        else:
            project = names[0] if len(names) == 1 else ""
            self._sessions.append(ImportedSession(draft, project, "", line))

    def imported(self) -> Imported:
        """All that was taken."""
        return Imported(
            NAME,
            sessions=tuple(self._sessions),
            problems=self.problems.in_order(),
            notes=self._notes.in_order(),
        )


def _instant(value: Any) -> datetime | None:
    """The instant in UTC; None where there is none. ValueError, in words, for another text."""
    if value is None or value == "":
        return None
    try:
        return datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except (ValueError, TypeError):
        raise ValueError(
            _("«{text}» is not an instant in UTC.").format(text=short(str(value)))
        ) from None
