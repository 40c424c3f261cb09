"""Study sessions as rows of a table."""

from __future__ import annotations

from datetime import date

from tracker.domain.study import StudyRow
from tracker.i18n import _
from tracker.ui.item_models.rows import Column
from tracker.ui.numbers import day_near, duration
from tracker.ui.numbers import when as spoken_when
from tracker.ui.parts.table import ColumnStyle


def _when(row: StudyRow, today: date) -> str:
    """Its start by the clock on the wall; only the day where no start is known."""
    return day_near(row.day, today) if row.start is None else spoken_when(row.start.wall, today)


def _note(row: StudyRow, _today: date) -> str:
    return " ".join([row.note, *(f"#{tag}" for tag in row.tags)]).strip()


WHEN: Column[StudyRow] = Column(
    lambda: _("When"),
    ColumnStyle(width=142, tone="muted"),
    _when,
)
CREDENTIAL: Column[StudyRow] = Column(
    lambda: _("Credential"),
    ColumnStyle(weight=3),
    lambda row, _today: row.title or _("no credential"),
    tone=lambda row, _today: None if row.title else "muted",
)
ACTIVITY: Column[StudyRow] = Column(
    lambda: _("Activity"),
    ColumnStyle(width=128, hide_below=470),
    lambda row, _today: row.activity,
    chip=lambda _row, _today: "plain",
)
NOTE: Column[StudyRow] = Column(
    lambda: _("Note"),
    ColumnStyle(weight=3, tone="muted", hide_below=720),
    _note,
)
TIME: Column[StudyRow] = Column(
    lambda: _("Time"),
    ColumnStyle(width=104, is_number=True),
    lambda row, _today: duration(row.seconds),
)

LOG: tuple[Column[StudyRow], ...] = (WHEN, CREDENTIAL, ACTIVITY, NOTE, TIME)
RECENT: tuple[Column[StudyRow], ...] = (WHEN, CREDENTIAL, ACTIVITY, TIME)
