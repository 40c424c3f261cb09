"""The cells of a mapped table, read field by field as was settled for the whole table."""

from __future__ import annotations

import re
from datetime import date, datetime

from tracker.domain.instants import Moment
from tracker.formats.tables.cells import Keys, clean, is_uuid, without_placeholder
from tracker.formats.tables.clocks import NoStretch, WallClock
from tracker.formats.tables.imported import Findings, Options, short
from tracker.formats.tables.when import Days, read_length, read_number, read_time
from tracker.i18n import _

# A day and a time in one cell, parted by a blank or a T; an offset to UTC may follow.
_DAY_TIME = re.compile(r"(\S{6,10}?)(?:[T\s],?\s*|,\s*)(\S.*)", re.DOTALL)
_AWARE = re.compile(r"[0-9]{4}-?[0-9]{2}-?[0-9]{2}T.*(?:Z|[+-][0-9]{2}:?[0-9]{2})", re.IGNORECASE)


def day_part(text: str) -> str:
    """The day in a cell that may hold a time as well; `text` itself where it holds none."""
    found = _DAY_TIME.fullmatch(text)
    return found[1].rstrip(",") if found else text


def names_offset(text: str) -> bool:
    """Whether `text` is a day with a time and its offset to UTC, in the order of ISO 8601."""
    return _AWARE.fullmatch(text) is not None


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
        if names_offset(text):
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
