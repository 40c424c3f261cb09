"""Lists of goals, days of rest and planned blocks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from tracker.cli import shapes
from tracker.cli.naming import label
from tracker.cli.sentences import day_text
from tracker.cli.tables import Column, table
from tracker.cli.wanted import Listed, Wanted
from tracker.domain.changes import Kind
from tracker.domain.durations import format_hm
from tracker.i18n import _

if TYPE_CHECKING:
    from tracker.domain.kept import Kept
    from tracker.domain.study import PlannedBlockDraft
    from tracker.record import Record


def list_goals(record: Record, _wanted: Wanted) -> Listed:
    """All goals; days of rest stand beside them for people."""
    rows = goal_rows(record)
    return Listed(rows, goals_text(record), len(rows))


def goal_rows(record: Record) -> list[shapes.Shape]:
    """The goals of the record, as programs get them."""
    return [shapes.kept(row) for row in record.goals.all()]


def goals_text(record: Record) -> str:
    """Goals and days of rest as tables."""
    titles = record.credentials.titles()
    goals = [
        (
            label(Kind.GOAL, row.id),
            format_hm(row.draft.minutes * 60),
            row.draft.period.text,
            titles.get(row.draft.credential_id or 0, ""),
            day_text(row.draft.starts_on),
            day_text(row.draft.ends_on),
        )
        for row in record.goals.all()
    ]
    rests = [
        (
            label(Kind.REST_DAY, row.id),
            row.draft.first_on.isoformat(),
            row.draft.last_on.isoformat(),
            row.draft.reason,
        )
        for row in record.rest_days.all()
    ]
    columns = [_("No."), _("Goal"), _("Period"), _("For"), _("From"), _("Until")]
    found = []
    if goals:
        found.append(table([Column(name) for name in columns], goals))
    if rests:
        rest_columns = [_("No."), _("Rest from"), _("Until"), _("Reason")]
        found.append(table([Column(name) for name in rest_columns], rests))
    return "\n\n".join(found) or _("No goal is set.")


def list_plans(record: Record, wanted: Wanted) -> Listed:
    """Planned blocks from today on, soonest first."""
    first = wanted.first or (date.min if wanted.has_archive else record.ground.today())
    blocks = [
        row
        for row in record.planned_blocks.between(first, wanted.last or date.max)
        if wanted.credential_id in (None, row.draft.credential_id)
    ]
    shown = wanted.cut(blocks)
    return Listed([shapes.kept(row) for row in shown], plans_text(record, shown), len(blocks))


def plans_text(record: Record, blocks: Sequence[Kept[PlannedBlockDraft]]) -> str:
    """Planned blocks as a table."""
    if not blocks:
        return _("Nothing is planned.")
    titles = record.credentials.titles()
    columns = [_("No."), _("Day"), _("Start"), _("Length"), _("For"), _("Activity"), _("State")]
    cells = [
        (
            label(Kind.PLANNED_BLOCK, row.id),
            row.draft.start.wall.date().isoformat(),
            row.draft.start.wall.strftime("%H:%M"),
            format_hm(row.draft.seconds),
            titles.get(row.draft.credential_id or 0, "") or row.draft.title,
            row.draft.activity,
            row.draft.state.text,
        )
        for row in blocks
    ]
    return table([Column(name) for name in columns], cells)
