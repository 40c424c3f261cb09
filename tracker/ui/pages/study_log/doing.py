"""What the study log does with sessions and plans: each is one undoable operation."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from tracker.analytics.hourssheet import SheetKey
from tracker.domain.changes import Changes, Kind
from tracker.domain.instants import Moment, WallTimeGap
from tracker.domain.kept import Kept
from tracker.domain.periods import Period
from tracker.domain.study import PlannedBlockDraft, Share
from tracker.domain.words import BlockState
from tracker.i18n import _
from tracker.ui.dialogs.question import do_asking
from tracker.ui.told import saying
from tracker.ui.told_study import copied

if TYPE_CHECKING:
    from tracker.record import Record
    from tracker.ui.desk import Desk
    from tracker.ui.dialogs.copying import Copying


Back = Callable[[], object] | None


class StudyDoing(QObject):
    """The operations of the study log, with the questions that come before some of them.

    `copied_to` tells the first day to which something is being copied, so that it can be seen.
    """

    copied_to = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        """Works on the record behind `desk`."""
        super().__init__(parent)
        self._desk = desk

    def delete(self, ids: Sequence[int]) -> None:
        """Delete sessions in one step."""
        if len(ids) == 1:
            self._do(lambda record: record.study.delete(ids[0]))
        elif ids:
            self._do(lambda record: record.study.delete_many(list(ids)))

    def keep_both(self, first_id: int, second_id: int) -> None:
        """Let two sessions share time from now on."""
        words = _("Kept both; their overlap is not shown any more")
        self._do(lambda record: saying(record.study.keep_both(first_id, second_id), words))

    def end_at(self, session_id: int, edge: datetime) -> None:
        """Let a session end earlier."""
        self._do(lambda record: record.study.shorten(session_id, end=edge))

    def begin_at(self, session_id: int, edge: Moment) -> None:
        """Let a session begin later."""
        self._do(lambda record: record.study.shorten(session_id, start=edge))

    def move(self, session_id: int, start: Moment, back: Back = None) -> None:
        """Let a session begin at another moment; asks where it would overlap a third one."""
        self._ask(
            lambda record, sure: record.study.change(
                session_id, start=start, is_sure=sure, keeps=sure
            ),
            back,
        )

    def move_to_day(self, session_id: int, day: date, back: Back = None) -> None:
        """Let a session of which no time is known belong to another day."""
        self._ask(lambda record, _sure: record.study.change(session_id, day=day), back)

    def resize(
        self, session_id: int, start: Moment | None, end: datetime | None, back: Back = None
    ) -> None:
        """Let a session begin or end at another time; the other edge stays."""
        self._ask(
            lambda record, sure: record.study.resize(
                session_id, start=start, end=end, is_sure=sure, keeps=sure
            ),
            back,
        )

    def copy(self, ids: Sequence[int], days: int, back: Back = None) -> None:
        """Log sessions again some days later; asks where a copy would overlap."""
        self._ask(
            lambda record, sure: copied(
                record, record.study.copy(ids, days, is_sure=sure, keeps=sure)
            ),
            back,
        )

    def copy_to(self, session_id: int, start: Moment, back: Back = None) -> None:
        """Log a session again at another moment."""
        self._ask(
            lambda record, sure: copied(
                record,
                record.study.copy([session_id], 0, start=start, is_sure=sure, keeps=sure),
            ),
            back,
        )

    def copy_days(self, source: Period, to: date) -> None:
        """Log all sessions of a day or a week again, in the days from `to` on."""

        def operate(record: Record, sure: bool) -> Changes:
            rows = record.study.between(source.first, source.last)
            ids, days = [row.id for row in rows], (to - source.first).days
            return copied(record, record.study.copy(ids, days, is_sure=sure, keeps=sure))

        def tell(changes: Changes) -> None:
            if changes.operation_id is None:
                self._desk.say(_("There was nothing to copy"))

        do_asking(self._desk, operate, tell)

    def ask_copy_of(self, session_id: int) -> None:
        """Ask to which day a session is copied."""
        from tracker.ui.dialogs.copying import ask_copy, copying_session

        ask_copy(self._desk, lambda record: copying_session(record, session_id), self._copy_to)

    def ask_copy_days(self, source: Period) -> None:
        """Ask to which day or week all study of a day or a week is copied."""
        from tracker.ui.dialogs.copying import ask_copy, copying_days

        ask_copy(self._desk, lambda record: copying_days(record, source), self._copy_to)

    def _copy_to(self, what: Copying, target: date) -> None:
        if what.session_id is not None:
            self.copy([what.session_id], (target - what.source.first).days)
        else:
            self.copy_days(what.source, target)
        self.copied_to.emit(target)

    def put_hours(self, key: SheetKey, day: date, seconds: int) -> None:
        """Let a cell of the week's sheet say so many seconds; 0 empties it."""
        self._ask(
            lambda record, sure: record.hours_sheets.put(
                key, day, seconds, is_sure=sure, keeps=sure
            ),
            None,
        )

    def add_hours(self, key: SheetKey, day: date, seconds: int) -> None:
        """Add a session of that length to a cell of the week's sheet."""
        self._ask(
            lambda record, sure: record.hours_sheets.add(key, day, seconds, is_sure=sure), None
        )

    def move_plan(self, block_id: int, start: Moment, seconds: int, back: Back = None) -> None:
        """Let a planned block begin at another moment and last as long as that."""
        self._ask(
            lambda record, _sure: record.planned_blocks.change(
                block_id, start=start, seconds=seconds
            ),
            back,
        )

    def copy_plan(self, block: Kept[PlannedBlockDraft], start: Moment, back: Back = None) -> None:
        """Plan a block again at another moment."""
        draft = dataclasses.replace(block.draft, start=start, state=BlockState.OPEN)
        self._ask(lambda record, _sure: record.planned_blocks.add(draft), back)

    def draw(
        self, start: Moment, seconds: int, back: Back = None, *, is_plan: bool = False
    ) -> None:
        """Open the form of a new session, or of a planned block, with its time filled in."""
        from tracker.ui.forms import open_form
        from tracker.ui.forms.dialog import FormDialog

        def shown(dialog: FormDialog) -> None:
            if back is not None:
                dialog.finished.connect(back)

        kind = Kind.PLANNED_BLOCK if is_plan else Kind.STUDY_SESSION
        open_form(self._desk, kind, shown=shown, start=start, seconds=seconds)

    def drop_plan(self, block_id: int) -> None:
        """Let a planned block go."""
        self._do(lambda record: record.planned_blocks.drop(block_id))

    def edit(self, session_id: int) -> None:
        """Open the form of a session."""
        self._open(Kind.STUDY_SESSION, session_id)

    def edit_plan(self, block_id: int) -> None:
        """Open the form of a planned block."""
        self._open(Kind.PLANNED_BLOCK, block_id)

    def log_plan(self, block: Kept[PlannedBlockDraft]) -> None:
        """Open the form of a new session, filled with what was planned."""
        draft = block.draft
        shares = () if draft.credential_id is None else (Share(draft.credential_id),)
        self._open(
            Kind.STUDY_SESSION,
            start=draft.start,
            seconds=draft.seconds,
            shares=shares,
            topic="" if shares else draft.title,
            activity=draft.activity,
        )

    def log_at(self, wall: datetime, zone: str) -> None:
        """Open the form of a new session that begins at a wall time."""
        self._open(Kind.STUDY_SESSION, start=moment_at(wall, zone))

    def plan_at(self, wall: datetime, zone: str) -> None:
        """Open the form of a new planned block that begins at a wall time."""
        self._open(Kind.PLANNED_BLOCK, start=moment_at(wall, zone))

    def log(self) -> None:
        """Open the form of a new session."""
        self._open(Kind.STUDY_SESSION)

    def open_import(self) -> None:
        """Open the dialog that takes over the export of another program."""
        from tracker.ui.dialogs.importing import open_import

        open_import(self._desk)

    def _ask(self, operation: Callable[[Record, bool], Changes], back: Back) -> None:
        """Do an operation that may ask; `back` where it was refused or went wrong."""

        def failed(error: BaseException) -> None:
            if back is not None:
                back()
            self._desk.failed.emit(error)

        do_asking(self._desk, operation, failed=failed, refused=back)

    def _do(self, operation: Callable[[Record], Changes]) -> None:
        self._desk.do(operation)

    def _open(self, kind: Kind, row_id: int | None = None, **prefill: Any) -> None:
        from tracker.ui.forms import open_form

        open_form(self._desk, kind, row_id, **prefill)


def moment_at(wall: datetime, zone: str) -> Moment:
    """The moment of a wall time; after the gap where the clocks were put forward over it."""
    try:
        return Moment.from_wall(wall, zone)
    except WallTimeGap as gap:
        return gap.later
