"""Any table of study, spending or credentials, read by a mapping of its columns."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from tracker.domain.durations import format_hm
from tracker.domain.instants import Moment, elapsed_seconds
from tracker.domain.study import ASK_ABOVE_SECONDS, StudyDraft
from tracker.domain.words import Entry
from tracker.errors import TrackerError
from tracker.formats.tables.cells import Keys, clean, split_tags, without_placeholder
from tracker.formats.tables.clocks import NoStretch, WallClock, length_of
from tracker.formats.tables.imported import (
    Findings,
    Imported,
    ImportedCredential,
    ImportedExpense,
    ImportedSession,
    Options,
    Question,
    short,
)
from tracker.formats.tables.values import bare_amount, read_credential, read_expense
from tracker.formats.tables.when import (
    Days,
    read_length,
    read_number,
    read_time,
    settle_decimal,
    settle_order,
)
from tracker.i18n import _

if TYPE_CHECKING:
    from tracker.formats.tables.mapping import Mapping
    from tracker.formats.tables.reading import Sheet

NAME = "csv"
_DAYS = ("day", "start", "end", "started_on", "earned_on", "valid_until", "target_on")
_NUMBERS = ("hours", "minutes", "seconds", "amount", "planned_hours")
# A day and a time in one cell, parted by a blank or a T; an offset to UTC may follow.
_DAY_TIME = re.compile(r"(\S{6,10}?)(?:[T\s],?\s*|,\s*)(\S.*)", re.DOTALL)
_AWARE = re.compile(r"[0-9]{4}-?[0-9]{2}-?[0-9]{2}T.*(?:Z|[+-][0-9]{2}:?[0-9]{2})", re.IGNORECASE)


def read_mapped(sheet: Sheet, mapping: Mapping, options: Options) -> Imported | None:
    """All rows of `sheet` by `mapping`; None where a column of the mapping is not there."""
    places = mapping.place(sheet.header)
    if places is None:
        return None
    problems = Findings()
    order, decimal, outflow, questions = _survey(sheet, places, options, problems)
    if questions:
        return Imported(NAME, problems=problems.in_order(), questions=tuple(questions))
    reader = RowReader(places, Days(order), decimal, outflow, options)
    made: list[ImportedSession | ImportedExpense | ImportedCredential] = []
    for line, cells in sheet.rows(Findings()):
        try:
            one = _ROWS[mapping.kind](reader, line, cells)
            faults = one.draft.problems()
        except (NoStretch, TrackerError) as reason:
            problems.say(str(reason), line)
            continue
        if faults:
            problems.say(" ".join(fault.message for fault in faults), line)
        else:
            made.append(one)
    return Imported(
        NAME,
        sessions=tuple(one for one in made if isinstance(one, ImportedSession)),
        credentials=tuple(one for one in made if isinstance(one, ImportedCredential)),
        expenses=tuple(one for one in made if isinstance(one, ImportedExpense)),
        problems=problems.in_order(),
        notes=reader.notes.in_order(),
    )


def _survey(
    sheet: Sheet, places: dict[str, int], options: Options, problems: Findings
) -> tuple[str | None, str, str, list[Question]]:
    """The order of dates, the decimal sign, the sign of spending, and what must be asked."""
    seen: dict[str, set[str]] = {field: set() for field in places if field in _DAYS + _NUMBERS}
    for _line, cells in sheet.rows(problems):
        for field, texts in seen.items():
            texts.add(cells[places[field]].strip())
    days = {
        _day_part(text) for field in _DAYS for text in seen.get(field, ()) if not _AWARE.match(text)
    }
    numbers = {bare_amount(text)[0] for field in _NUMBERS for text in seen.get(field, ())}
    order, order_question = settle_order(sorted(days), options.date_order)
    decimal, decimal_question = settle_decimal(sorted(numbers), options.decimal)
    signs = {
        number > 0
        for text in seen.get("amount", ())
        if (number := read_number(bare_amount(text)[0], decimal))
    }
    outflow, outflow_question = _outflow(signs, options.outflow)
    asked = (order_question, decimal_question, outflow_question)
    return order, decimal, outflow, [question for question in asked if question]


def _outflow(signs: set[bool], given: str | None) -> tuple[str, Question | None]:
    """The sign of money that went out; asked where both are there."""
    if given is not None or len(signs) < 2:
        return given or ("negative" if signs == {False} else "positive"), None
    return "positive", Question(
        "outflow",
        _("Are the amounts that were spent the positive or the negative ones?"),
        ("positive", "negative"),
    )


def _day_part(text: str) -> str:
    """The day in a cell that may hold a time as well."""
    found = _DAY_TIME.fullmatch(text)
    return found[1].rstrip(",") if found else text


_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def is_uuid(text: str) -> bool:
    """Whether `text` is a UUID as every row of a record has one."""
    return _UUID.fullmatch(text) is not None


class RowReader:
    """Reads the cells of one table by field."""

    def __init__(
        self, places: dict[str, int], days: Days, decimal: str, outflow: str, options: Options
    ) -> None:
        """Read by what was settled beforehand."""
        self.options = options
        self.decimal = decimal
        self.outflow = outflow
        self.keys = Keys()
        self.notes = Findings()
        self.clock = WallClock(options.zone)
        self._places = places
        self._days = days

    def text(self, line: int, cells: list[str], field: str) -> str:
        """The text of `field`, nothing where there is no such column."""
        if field not in self._places:
            return ""
        text, is_changed = clean(cells[self._places[field]])
        if is_changed:
            self.notes.say(_("Invisible control characters were left out."), line)
        return without_placeholder(text)

    def day(self, text: str) -> date:
        """The day `text`; `NoStretch`, in words, where it is none."""
        day = self._days.read(text)
        if day is None:
            raise NoStretch(_("«{text}» is not a date.").format(text=short(text)))
        return day

    def key(self, line: int, cells: list[str], *meaning: str) -> str:
        """The row's key: its own, where a column holds one, else by what it means.

        A UUID is kept as it is: a row that a record wrote out itself is known again by it.
        """
        own = self.text(line, cells, "key")
        if is_uuid(own):
            return own.lower()
        return self.keys.of("key", own) if own else self.keys.of(*meaning)

    def wall(self, text: str, day: date | None) -> tuple[date, int] | Moment:
        """The moment that `text` names: an instant, a day with a time, or a time of `day`."""
        if _AWARE.fullmatch(text):
            try:
                return Moment.of(datetime.fromisoformat(text.upper()), self.options.zone)
            except ValueError:
                raise NoStretch(_("«{text}» is not a time.").format(text=short(text))) from None
        second = read_time(text)
        if second is not None and day is not None:
            return day, second
        found = _DAY_TIME.fullmatch(text)
        second = read_time(found[2]) if found else None
        if found is None or second is None:
            raise NoStretch(_("«{text}» is not a day with a time.").format(text=short(text)))
        return self.day(found[1].rstrip(",")), second

    def seconds(self, line: int, cells: list[str]) -> int | None:
        """How long it took [s]; None where no column says so."""
        text = self.text(line, cells, "duration")
        if text:
            seconds = read_length(text)
            if seconds is None:
                raise NoStretch(_("«{text}» is not a duration.").format(text=short(text)))
            return seconds
        total, is_said = 0, False
        for field, unit in (("hours", 3600), ("minutes", 60), ("seconds", 1)):
            text = self.text(line, cells, field)
            if not text:
                continue
            is_said = True
            number = read_number(text, self.decimal)
            clock = read_length(text) if ":" in text and field == "hours" else None
            if number is None and clock is None:
                raise NoStretch(_("«{text}» is not a number.").format(text=short(text)))
            # Half to even, to the second: 1.01 hours are 3636 s.
            total += clock if clock is not None else round((number or 0) * unit)
        return total if is_said else None


def _read_session(reader: RowReader, line: int, cells: list[str]) -> ImportedSession:
    day_text = reader.text(line, cells, "day")
    start_text = reader.text(line, cells, "start")
    if day_text and not start_text and _DAY_TIME.fullmatch(day_text):
        day_text, start_text = "", day_text
    day = reader.day(_day_part(day_text)) if day_text else None
    seconds = reader.seconds(line, cells)
    start, day, seconds = _when(
        reader, line, start_text, reader.text(line, cells, "end"), day, seconds
    )
    texts = {
        field: reader.text(line, cells, field)
        for field in ("project", "client", "topic", "activity", "note", "tags")
    }
    begun = start.wall.isoformat() if start else str(day)
    draft = StudyDraft(
        seconds=seconds,
        start=start,
        day=None if start else day,
        topic=texts["topic"],
        activity=texts["activity"],
        note=texts["note"],
        tags=split_tags(texts["tags"]),
        entry=Entry.IMPORTED,
        source=NAME,
        source_key=reader.key(line, cells, "study", begun, str(seconds), *texts.values()),
    )
    return ImportedSession(draft, texts["project"], texts["client"], line)


def _when(
    reader: RowReader,
    line: int,
    start_text: str,
    end_text: str,
    day: date | None,
    seconds: int | None,
) -> tuple[Moment | None, date | None, int]:
    """The start, or the day alone, and the length [s] of a row."""
    if not start_text:
        if seconds is None or day is None:
            raise NoStretch(_("It says no day and no length of time."))
        if seconds <= 0:
            raise NoStretch(
                _("Its duration is negative.") if seconds else _("Its duration is nothing.")
            )
        return None, day, seconds
    start = reader.wall(start_text, day)
    start_day = start[0] if isinstance(start, tuple) else start.wall.date()
    end = reader.wall(end_text, start_day) if end_text else None
    if isinstance(start, tuple) and not isinstance(end, Moment):
        if end is not None and end < start and read_time(end_text) is not None:
            # A time of day without a day of its own: it went on over midnight.
            end = (end[0] + timedelta(days=1), end[1])
        begun, length, note = reader.clock.stretch(start, end, seconds)
    else:
        begun = reader.clock.first(*start) if isinstance(start, tuple) else start
        ended = reader.clock.first(*end) if isinstance(end, tuple) else end
        length, note = length_of(elapsed_seconds(begun, ended) if ended else None, seconds)
    if note:
        reader.notes.say(note, line)
    if length > ASK_ABOVE_SECONDS:
        reader.notes.say(
            _("It lasts {duration}. Is that right?").format(duration=format_hm(length)), line
        )
    return begun, None, length


_ROWS = {"study": _read_session, "spending": read_expense, "credentials": read_credential}
