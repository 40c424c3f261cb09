"""Any table of study, spending or credentials, read by a mapping of its columns."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from tracker.domain.durations import format_hm
from tracker.domain.instants import Moment, elapsed_seconds
from tracker.domain.study import ASK_ABOVE_SECONDS, StudyDraft
from tracker.domain.words import Entry
from tracker.errors import TrackerError
from tracker.formats.tables.cells import split_tags
from tracker.formats.tables.clocks import NoStretch, length_of
from tracker.formats.tables.imported import (
    Findings,
    Imported,
    ImportedCredential,
    ImportedExpense,
    ImportedSession,
    Mapping,
    Options,
    Question,
)
from tracker.formats.tables.rowreader import RowReader, day_part, names_offset
from tracker.formats.tables.values import bare_amount, read_credential, read_expense
from tracker.formats.tables.when import (
    Days,
    read_number,
    read_time,
    settle_decimal,
    settle_order,
)
from tracker.i18n import _

if TYPE_CHECKING:
    from tracker.formats.tables.reading import Sheet

NAME = "csv"
_DAYS = ("day", "start", "end", "started_on", "earned_on", "valid_until", "target_on")
_NUMBERS = ("hours", "minutes", "seconds", "amount", "planned_hours")


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
        day_part(text) for field in _DAYS for text in seen.get(field, ()) if not names_offset(text)
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


def _read_session(reader: RowReader, line: int, cells: list[str]) -> ImportedSession:
    day_text = reader.text(line, cells, "day")
    start_text = reader.text(line, cells, "start")
    if day_text and not start_text and day_part(day_text) != day_text:
        day_text, start_text = "", day_text
    day = reader.day(day_part(day_text)) if day_text else None
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
