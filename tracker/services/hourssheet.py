"""The week's sheet of hours: what a number typed into a cell does."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import date, timedelta

import sqlalchemy as sa

from tracker.analytics.hourssheet import HoursSheet, SheetKey, hours_sheet, is_plain, keys_of
from tracker.domain.changes import Changes
from tracker.domain.periods import Period, week_of
from tracker.domain.study import Share, StudyDraft, StudyRow
from tracker.errors import TrackerError
from tracker.i18n import N_, _
from tracker.services.base import Service
from tracker.services.study import draft_from, insert_session, remove_session, update_session
from tracker.services.studyasking import ask, keep_overlaps, question_about
from tracker.store.queries import credentials, study
from tracker.store.queries.settings import record_settings
from tracker.store.writing import Write

# What was studied in the four weeks before stands in the sheet without being asked for, as far as
# there is room for rows that are likely to be used.
_RECENT = timedelta(days=28)
_LEAST_ROWS = 6


class MixedCellError(TrackerError):
    """A cell is made of several sessions, or of one that is not to be written over."""

    def __init__(self, sessions: Sequence[StudyRow]) -> None:
        """Say why, and that nothing was changed."""
        super().__init__(
            _("Not written over"),
            _("These hours are timed, shared, or made of several sessions."),
            _("Nothing was changed. Change the sessions themselves, or add another one."),
        )
        self.sessions = tuple(sessions)


class HoursSheets(Service):
    """What a person does with a week of hours, a cell at a time; each is one undo step.

    A number in an empty cell is a new session of that length on that day, without a time. A number
    over a session that was entered by hand, and for this row alone, is its new length; nothing
    there deletes it. Everything else is never written over silently.
    """

    def week(self, day: date, added: Sequence[SheetKey] = ()) -> HoursSheet:
        """The sheet of the week of `day`, with a row for each of `added` as well."""
        today = self.ground.today()
        with self.store.reading() as connection:
            period = week_of(day, record_settings(connection).first_weekday)
            rows = study.between(connection, period.first, period.last)
            before = period.first - timedelta(days=1)
            recent = study.between(connection, period.first - _RECENT, before)
            return hours_sheet(
                rows,
                period,
                today,
                titles=credentials.titles(connection, is_archived=False),
                recent=recent,
                added=added,
                least=_LEAST_ROWS,
            )

    def keys_between(self, period: Period) -> tuple[SheetKey, ...]:
        """What was studied in a period, as rows of a sheet; what is gone is left out."""
        with self.store.reading() as connection:
            rows = study.between(connection, period.first, period.last)
        found = [key for row in rows for key, _title, _part in keys_of(row) if not key.is_gone]
        return tuple(dict.fromkeys(found))

    def put(
        self, key: SheetKey, day: date, seconds: int, *, is_sure: bool = False, keeps: bool = False
    ) -> Changes:
        """Let the cell of a row and a day say `seconds`; 0 empties it. Undoable.

        Raises a MixedCellError where it is made of more than one session entered by hand, a
        QuestionError as logging does and for a day that lies ahead.
        """
        with self.store.writing(N_("Enter hours")) as write:
            found = _cell(write.connection, key, day)
            if len(found) > 1 or any(not is_plain(row) for row in found):
                raise MixedCellError(found)
            if not found:
                if seconds:
                    self._add(write, key, day, seconds, is_sure=is_sure)
            elif not seconds:
                remove_session(write, found[0].id)
            else:
                row = found[0]
                held = draft_from(row, study.pauses(write.connection, row.id))
                draft = dataclasses.replace(held, seconds=seconds)
                draft.require_good()
                if not is_sure and draft.seconds > held.seconds:
                    ask(question_about(write.connection, draft, but=row.id))
                update_session(write, row.id, draft, record_settings(write.connection))
                if keeps:
                    keep_overlaps(write, row.id)
        return write.made

    def add(self, key: SheetKey, day: date, seconds: int, *, is_sure: bool = False) -> Changes:
        """Add a session of that length to whatever a cell holds. Undoable; asks as `put`."""
        with self.store.writing(N_("Enter hours")) as write:
            self._add(write, key, day, seconds, is_sure=is_sure)
        return write.made

    def _add(self, write: Write, key: SheetKey, day: date, seconds: int, *, is_sure: bool) -> None:
        if key.is_gone:
            raise TrackerError(
                _("Nothing was added"),
                _("«{title}» was deleted; its hours stay as they are.").format(title=key.topic),
                _("Undo brings it back, or log study for another credential."),
            )
        shares = () if key.credential_id is None else (Share(key.credential_id),)
        topic = key.topic if key.credential_id is None else ""
        draft = StudyDraft(seconds, day=day, shares=shares, topic=topic)
        draft.require_good()
        if not is_sure:
            if day > self.ground.today():
                ask(
                    _("{day} lies ahead. Log study before it was studied?").format(
                        day=day.isoformat()
                    )
                )
            ask(question_about(write.connection, draft))
        insert_session(write, draft, record_settings(write.connection))


def _cell(connection: sa.Connection, key: SheetKey, day: date) -> list[StudyRow]:
    """The sessions that lie in the cell of a row and a day."""
    rows = study.between(connection, day, day)
    return [row for row in rows if any(one == key for one, _title, _part in keys_of(row))]
