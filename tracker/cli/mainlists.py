"""Lists of credentials, study sessions and expenses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker.cli import shapes
from tracker.cli.naming import label
from tracker.cli.sentences import day_text
from tracker.cli.tables import Column, table
from tracker.cli.wanted import NO_LIMIT, Listed, Wanted
from tracker.domain.changes import Kind
from tracker.domain.durations import format_hm
from tracker.domain.money import Money
from tracker.i18n import _

if TYPE_CHECKING:
    from tracker.record import Record


def list_credentials(record: Record, wanted: Wanted) -> Listed:
    """Credentials by title."""
    ids = None if wanted.credential_id is None else [wanted.credential_id]
    everything = record.credentials.rows(
        is_archived=None if wanted.has_archive or ids else False, ids=ids
    )
    today = record.ground.today()
    rows = [
        row
        for row in everything
        if wanted.has(
            row.draft.started_on,
            row.draft.target_on,
            row.draft.exam_on,
            row.draft.earned_on,
            row.draft.valid_until,
        )
    ]
    shown = wanted.cut(rows)
    columns = (
        Column(_("No."), is_number=True),
        Column(_("Credential"), may_shrink=True),
        Column(_("Issuer"), may_shrink=True),
        Column(_("Status")),
        Column(_("Studied"), is_number=True),
        Column(_("Planned"), is_number=True),
        Column(_("Exam")),
        Column(_("Valid until")),
    )
    cells = [
        (
            label(Kind.CREDENTIAL, row.id),
            row.title,
            row.draft.issuer,
            _("expired") if row.is_expired(today) else row.draft.state.text,
            format_hm(row.logged_seconds),
            "" if row.draft.planned_minutes is None else format_hm(row.draft.planned_minutes * 60),
            day_text(row.draft.exam_on),
            day_text(row.draft.valid_until),
        )
        for row in shown
    ]
    return Listed(
        [shapes.credential(row, today) for row in shown], table(columns, cells), len(rows)
    )


def list_sessions(record: Record, wanted: Wanted) -> Listed:
    """Study sessions, newest first."""
    limits: dict[str, Any] = {
        "first": wanted.first,
        "last": wanted.last,
        "credential_id": wanted.credential_id,
    }
    rows = record.study.page(limit=wanted.limit, **limits)
    columns = (
        Column(_("No."), is_number=True),
        Column(_("Day")),
        Column(_("Start")),
        Column(_("End")),
        Column(_("Studied"), is_number=True),
        Column(_("For"), may_shrink=True),
        Column(_("Activity")),
        Column(_("Tags"), may_shrink=True),
        Column(_("Note"), may_shrink=True),
    )
    cells = [
        (
            label(Kind.STUDY_SESSION, row.id),
            row.day.isoformat(),
            "" if row.start is None else row.start.wall.strftime("%H:%M"),
            "" if (end := shapes.end_of(row)) is None else end.wall.strftime("%H:%M"),
            format_hm(row.seconds),
            row.title,
            row.activity,
            " ".join(f"#{tag}" for tag in row.tags),
            row.note,
        )
        for row in rows
    ]
    return Listed(
        [shapes.session(row) for row in rows], table(columns, cells), record.study.count(**limits)
    )


def list_expenses(record: Record, wanted: Wanted) -> Listed:
    """Expenses, newest first."""
    rows = record.spending.page(
        limit=NO_LIMIT,
        first=wanted.first,
        last=wanted.last,
        credential_id=wanted.credential_id,
    )
    shown = wanted.cut(rows)
    columns = (
        Column(_("No."), is_number=True),
        Column(_("Day")),
        Column(_("Amount"), is_number=True),
        Column(_("Currency")),
        Column(_("Kind")),
        Column(_("What"), may_shrink=True),
        Column(_("For"), may_shrink=True),
        Column(_("Came back"), is_number=True),
        Column(_("Paid by")),
    )
    cells = [
        (
            label(Kind.EXPENSE, row.id),
            row.day.isoformat(),
            row.amount.plain(),
            row.amount.currency,
            row.kind.text,
            row.title or row.vendor,
            ", ".join(share.title for share in row.shares),
            _came_back(row.refunded + row.reimbursed),
            row.payer.text,
        )
        for row in shown
    ]
    return Listed([shapes.expense(row) for row in shown], table(columns, cells), len(rows))


def _came_back(amount: Money) -> str:
    return amount.plain() if amount.minor else ""
