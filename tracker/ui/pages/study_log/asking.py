"""What the study log asks of the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tracker.analytics.studydays import StudyDays
from tracker.domain.changes import Kind
from tracker.domain.periods import Period, month_of, week_of
from tracker.i18n import ngettext
from tracker.ui.numbers import when

if TYPE_CHECKING:
    from tracker.record import Record

WEEK, DAY, HOURS, MONTH, TABLE = "week", "day", "hours", "month", "table"


@dataclass(frozen=True, slots=True)
class Look:
    """What is asked for: a view and a day in it, None for the person's today."""

    view: str
    day: date | None


def turned(look: Look, today: date, by: int) -> Look:
    """The same view one day, week or month on (`by` 1) or back (-1)."""
    day = look.day or today
    if look.view == MONTH:
        month = month_of(day)
        edge = month.last if by > 0 else month.first
        return Look(look.view, edge + timedelta(days=by))
    return Look(look.view, day + timedelta(days=by * (1 if look.view == DAY else 7)))


def days_of(record: Record, look: Look) -> StudyDays:
    """The days that a view shows."""
    settings = record.settings.get()
    day = look.day or record.ground.today()
    if look.view == DAY:
        return record.overview.study_days(Period(day, day))
    if look.view == MONTH:
        return record.overview.study_days(month_of(day))
    return record.overview.study_days(week_of(day, settings.first_weekday))


def last_changed(record: Record, ident: int) -> tuple[int, str]:
    """How often a session was changed, and when last; "" where never."""
    changes = [
        one for one in record.history.of_row(Kind.STUDY_SESSION, ident) if one.what == "update"
    ]
    if not changes:
        return ident, ""
    at = record.ground.moment(changes[0].operation.at)
    words = ngettext("once, {when}", "{n} times, last {when}", len(changes))
    return ident, words.format(n=len(changes), when=when(at.wall, record.ground.today()))
