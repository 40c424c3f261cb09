"""Tables of time entries with a project, a start, an end and a duration: Toggl's, Clockify's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.domain.draft import TITLE_LETTERS
from tracker.domain.durations import format_hm
from tracker.domain.study import ASK_ABOVE_SECONDS, StudyDraft
from tracker.domain.words import Entry
from tracker.formats.tables.cells import Keys, clean, split_tags, without_placeholder
from tracker.formats.tables.clocks import NoStretch, WallClock
from tracker.formats.tables.imported import (
    Findings,
    Imported,
    ImportedSession,
    Options,
    Question,
    Refused,
    short,
)
from tracker.formats.tables.when import Days, read_length, read_time, settle_order
from tracker.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from tracker.formats.tables.clocks import Stretch
    from tracker.formats.tables.reading import Sheet

# People of one file that are offered for choice; a longer list helps nobody.
_MOST_USERS = 20
EVERYONE = "*"
# Texts up to this many letters break no rule of a draft.
_SHORT = 100


@dataclass(frozen=True, slots=True)
class Columns:
    """Where in a row things stand; None where the export leaves a column out."""

    start_day: int
    start_time: int
    end_day: int | None = None
    end_time: int | None = None
    duration: int | None = None
    project: int | None = None
    client: int | None = None
    task: int | None = None
    description: int | None = None
    tags: int | None = None
    user: int | None = None
    email: int | None = None

    @classmethod
    def of(cls, header: tuple[str, ...], names: Mapping[str, tuple[str, ...]]) -> Columns | None:
        """The columns of `header` by their `names` in lower case; None where a needed one lacks.

        Needed are a start and either an end or a duration. Raises `Refused` where a name that
        counts stands twice.
        """
        folded = [cell.casefold() for cell in header]
        found: dict[str, int] = {}
        for field, known in names.items():
            places = [folded.index(name) for name in known if name in folded]
            if places:
                found[field] = places[0]
                if folded.count(folded[places[0]]) > 1:
                    raise Refused(
                        _("The column «{name}» is there twice.").format(
                            name=short(header[places[0]])
                        )
                    )
        if "start_day" not in found or "start_time" not in found:
            return None
        has_end = "end_day" in found and "end_time" in found
        return cls(**found) if has_end or "duration" in found else None


def read_entries(sheet: Sheet, columns: Columns, format_name: str, options: Options) -> Imported:
    """All time entries of `sheet`, read by `columns`.

    What only one row in the file can tell (the order of the date, who it was) is found out in a
    first pass; the rows come in the second.
    """
    problems = Findings()
    order, users, questions = _survey(sheet, columns, options, problems)
    if any(question.code == "date_order" for question in questions):
        return Imported(format_name, problems=problems.in_order(), questions=tuple(questions))
    rows = _Rows(columns, format_name, options, order, problems)
    # Structural problems are known from the first pass.
    wanted = None if len(users) < 2 or options.user == EVERYONE else options.user
    for line, cells in sheet.rows(Findings()):
        if wanted is None or wanted.casefold() in _names(cells, columns):
            rows.take(line, cells)
    return Imported(
        format_name,
        sessions=tuple(rows.sessions),
        problems=problems.in_order(),
        notes=rows.notes.in_order(),
        questions=tuple(questions),
    )


def _survey(
    sheet: Sheet, columns: Columns, options: Options, problems: Findings
) -> tuple[str | None, dict[str, str], list[Question]]:
    """The order of dates, the people by mail or name, and what must be asked."""
    # As they stand: cleaning what is the same in every row would take longer than reading it.
    days: set[str] = set()
    named: set[str] = set()
    start_day, end_day = columns.start_day, columns.end_day
    person = columns.email if columns.email is not None else columns.user
    for _line, cells in sheet.rows(problems):
        days.add(cells[start_day])
        if end_day is not None:
            days.add(cells[end_day])
        if person is not None and len(named) <= _MOST_USERS:
            named.add(cells[person])
    names = (without_placeholder(clean(name)[0]) for name in sorted(named))
    people = {name.casefold(): name for name in names if name}
    order, question = settle_order(map(str.strip, sorted(days)), options.date_order)
    questions = [question] if question else []
    if len(people) > 1 and options.user is None:
        choices = (*sorted(people.values())[:_MOST_USERS], EVERYONE)
        questions.append(
            Question(
                "user", _("The file holds entries of several people. Which are yours?"), choices
            )
        )
    return order, people, questions


def _names(cells: list[str], columns: Columns) -> set[str]:
    """The mail and the name of whom a row belongs to, in lower case."""
    places = (columns.email, columns.user)
    return {clean(cells[place])[0].casefold() for place in places if place is not None}


class _Rows:
    """Turns rows into drafts one by one."""

    def __init__(
        self,
        columns: Columns,
        format_name: str,
        options: Options,
        order: str | None,
        problems: Findings,
    ) -> None:
        self.sessions: list[ImportedSession] = []
        self.notes = Findings()
        self._problems = problems
        self._columns = columns
        self._source = format_name
        self._clock = WallClock(options.zone)
        self._days = Days(order)
        self._times: dict[str, int | None] = {}
        self._lengths: dict[str, int] = {}
        self._keys = Keys()
        self._projects: dict[str, str] = {}
        self._tags: dict[str, tuple[str, ...]] = {}
        self._places = (
            columns.client,
            columns.project,
            columns.task,
            columns.description,
            columns.tags,
        )

    def take(self, line: int, cells: list[str]) -> None:
        """One more row: a session, or a problem that names its line."""
        try:
            session = self._session(line, cells)
        except NoStretch as reason:
            self._problems.say(str(reason), line)
            return
        # By construction there is a start and a length above nothing, and no text that can't be
        # stored; so the draft's own rules, which take most of the time, are asked where a length
        # or a text is above the least that any of them limits (a tag to 100 letters).
        is_long = session.draft.seconds > ASK_ABOVE_SECONDS or max(map(len, cells)) > _SHORT
        faults = session.draft.problems() if is_long else ()
        if faults:
            self._problems.say(" ".join(fault.message for fault in faults), line)
            return
        self.sessions.append(session)
        if session.draft.seconds > ASK_ABOVE_SECONDS:
            lasting = format_hm(session.draft.seconds)
            self.notes.say(_("It lasts {duration}. Is that right?").format(duration=lasting), line)

    def _session(self, line: int, cells: list[str]) -> ImportedSession:
        columns = self._columns
        start = self._wall(cells, columns.start_day, columns.start_time)
        if start is None:
            raise NoStretch(_("It has no start."))
        stretch = self._stretch(cells, start)
        texts = self._texts(line, cells)
        client, project, task, description, tags_text = texts
        tags = self._tags.get(tags_text)
        if tags is None:
            tags = self._tags[tags_text] = split_tags(tags_text)
        # Not client, task and tags: an export may leave their columns out, and tagging an entry
        # afterwards makes no other one of it.
        key = self._keys.of(
            start[0].isoformat(), str(start[1]), str(stretch.seconds), project, description
        )
        if stretch.note:
            self.notes.say(stretch.note, line)
        topic, note = topic_and_note(project, task, description)
        draft = StudyDraft(
            seconds=stretch.seconds,
            start=stretch.start,
            topic=topic,
            note=note,
            tags=tags,
            entry=Entry.IMPORTED,
            source=self._source,
            source_key=key,
        )
        # One string for each project, however many rows name it.
        return ImportedSession(draft, self._projects.setdefault(project, project), client, line)

    def _stretch(self, cells: list[str], start: tuple[date, int]) -> Stretch:
        """When a row began and how long it took."""
        columns = self._columns
        end = None
        if columns.end_day is not None and columns.end_time is not None:
            end = self._wall(cells, columns.end_day, columns.end_time)
        seconds = self._length(cells)
        if end is None and columns.end_day is not None:
            seconds = None  # Still running: its duration is that at the time of the export.
        return self._clock.stretch(start, end, seconds)

    def _length(self, cells: list[str]) -> int | None:
        """The duration of a row, None where it states none."""
        place = self._columns.duration
        text = without_placeholder(cells[place].strip()) if place is not None else ""
        if not text:
            return None
        seconds = self._lengths.get(text) or read_length(text)
        if seconds is None:
            raise NoStretch(_("«{text}» is not a duration.").format(text=short(text)))
        self._lengths[text] = seconds
        return seconds

    def _wall(self, cells: list[str], day_at: int, time_at: int) -> tuple[date, int] | None:
        """The wall time in two cells; None where both are empty."""
        day_text, time_text = cells[day_at].strip(), cells[time_at].strip()
        day = self._days.read(day_text)
        second = self._times.get(time_text, -1)
        if second == -1:
            second = self._times[time_text] = read_time(time_text)
        if day is not None and second is not None:
            return day, second
        if not without_placeholder(day_text) and not without_placeholder(time_text):
            return None
        if day is None:
            raise NoStretch(_("«{text}» is not a date.").format(text=short(day_text)))
        raise NoStretch(_("«{text}» is not a time of day.").format(text=short(time_text)))

    def _texts(self, line: int, cells: list[str]) -> list[str]:
        """Client, project, task, description and tags; nothing where the column lacks."""
        texts = ["" if place is None else cells[place].strip() for place in self._places]
        joined = "".join(texts)
        if not joined.isprintable() or "'" in joined:
            cleaned = [clean(text) for text in texts]
            texts = [text for text, _is_changed in cleaned]
            if any(is_changed for _text, is_changed in cleaned):
                self.notes.say(_("Invisible control characters were left out."), line)
        return [without_placeholder(text) for text in texts]


def topic_and_note(project: str, task: str, description: str) -> tuple[str, str]:
    """What a session was for below its project, and what is to be told about it.

    Without project and task, a description of one line is what it was for.
    """
    if project or task or "\n" in description or len(description) > TITLE_LETTERS:
        return task, description
    return description, ""
