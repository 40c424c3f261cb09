"""What the study log does with sessions and plans: each is one undoable operation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from tracker.domain.changes import Changes, Kind
from tracker.domain.instants import Moment, WallTimeGap
from tracker.domain.kept import Kept
from tracker.domain.study import PlannedBlockDraft, Share
from tracker.i18n import _
from tracker.ui.dialogs.question import do_asking
from tracker.ui.told import saying

if TYPE_CHECKING:
    from tracker.record import Record
    from tracker.ui.desk import Desk


class StudyDoing(QObject):
    """The operations of the study log, with the questions that come before some of them."""

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

    def move(self, session_id: int, start: Moment) -> None:
        """Let a session begin at another moment; asks where it would overlap a third one."""
        do_asking(
            self._desk,
            lambda record, is_sure: record.study.change(session_id, start=start, is_sure=is_sure),
        )

    def copy(self, ids: Sequence[int], days: int) -> None:
        """Log sessions again some days later; asks where a copy would overlap."""
        do_asking(
            self._desk,
            lambda record, is_sure: record.study.copy(ids, days, is_sure=is_sure),
        )

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
        self._open(Kind.STUDY_SESSION, start=_moment(wall, zone))

    def plan_at(self, wall: datetime, zone: str) -> None:
        """Open the form of a new planned block that begins at a wall time."""
        self._open(Kind.PLANNED_BLOCK, start=_moment(wall, zone))

    def log(self) -> None:
        """Open the form of a new session."""
        self._open(Kind.STUDY_SESSION)

    def open_import(self) -> None:
        """Open the dialog that takes over the export of another program."""
        from tracker.ui.dialogs.importing import open_import

        open_import(self._desk)

    def _do(self, operation: Callable[[Record], Changes]) -> None:
        self._desk.do(operation)

    def _open(self, kind: Kind, row_id: int | None = None, **prefill: Any) -> None:
        from tracker.ui.forms import open_form

        open_form(self._desk, kind, row_id, **prefill)


def _moment(wall: datetime, zone: str) -> Moment:
    """The moment of a wall time; after the gap where the clocks were put forward over it."""
    try:
        return Moment.from_wall(wall, zone)
    except WallTimeGap as gap:
        return gap.later
