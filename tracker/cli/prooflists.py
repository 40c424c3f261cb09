"""Lists of skills, renewals, evidence and pay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.cli import shapes
from tracker.cli.naming import label
from tracker.cli.tables import Column, table
from tracker.cli.wanted import Listed, Wanted
from tracker.domain.changes import Kind
from tracker.domain.durations import format_hm
from tracker.domain.money import Money
from tracker.i18n import _, ngettext

if TYPE_CHECKING:
    from tracker.record import Record


def list_skills(record: Record, wanted: Wanted) -> Listed:
    """Skills by name, with what backs each."""
    rows = record.skills.rows(credential_id=wanted.credential_id)
    shown, titles = wanted.cut(rows), record.credentials.titles()
    columns = (
        Column(_("No.")),
        Column(_("Skill"), may_shrink=True),
        Column(_("Backed by"), may_shrink=True),
        Column(_("Studied"), is_number=True),
        Column(_("Evidence"), is_number=True),
    )
    cells = [
        (
            label(Kind.SKILL, row.id),
            row.draft.name,
            ", ".join(titles[number] for number in row.credential_ids if number in titles),
            format_hm(row.logged_seconds),
            str(row.evidence_count),
        )
        for row in shown
    ]
    return Listed([shapes.skill(row) for row in shown], table(columns, cells), len(rows))


def list_renewals(record: Record, wanted: Wanted) -> Listed:
    """Open cycles of renewals, soonest end first."""
    rows = [
        row
        for row in record.renewals.due()
        if wanted.has(row.cycle.draft.ends_on)
        and wanted.credential_id in (None, row.rule.credential_id)
    ]
    shown = wanted.cut(rows)
    columns = (
        Column(_("Credential"), may_shrink=True),
        Column(_("Renewal")),
        Column(_("From")),
        Column(_("Until")),
        Column(_("Earned"), is_number=True),
        Column(_("Needed"), is_number=True),
        Column(_("Unit")),
        Column(_("Fee"), is_number=True),
    )
    cells = [
        (
            row.credential,
            row.rule.kind.text,
            row.cycle.draft.starts_on.isoformat(),
            row.cycle.draft.ends_on.isoformat(),
            shapes.thousandths(row.earned_milli) or "",
            shapes.thousandths(row.rule.units_milli) or "",
            row.rule.unit,
            _fee(row.rule.fee_minor, row.rule.fee_currency),
        )
        for row in shown
    ]
    return Listed([shapes.renewal(row) for row in shown], table(columns, cells), len(rows))


def _fee(minor: int | None, currency: str | None) -> str:
    if minor is None or currency is None:
        return ""
    return f"{Money(minor, currency).plain()} {currency}"


def list_evidence(record: Record, wanted: Wanted) -> Listed:
    """Evidence, newest first."""
    rows = [
        row
        for row in record.evidence.rows(credential_id=wanted.credential_id)
        if wanted.has(record.ground.moment(row.added_at).wall.date())
    ]
    shown, titles = wanted.cut(rows), record.credentials.titles()
    columns = [_("No."), _("Added"), _("Title"), _("For"), _("Size"), _("SHA-256")]
    cells = [
        (
            label(Kind.EVIDENCE, row.id),
            record.ground.moment(row.added_at).wall.strftime("%Y-%m-%d"),
            row.title,
            titles.get(row.credential_id or 0, "")
            or ("" if row.expense_id is None else label(Kind.EXPENSE, row.expense_id)),
            "" if row.size_bytes is None else _size(row.size_bytes),
            row.sha256[:12],
        )
        for row in shown
    ]
    text = table([Column(name) for name in columns], cells)
    return Listed([shapes.evidence(row) for row in shown], text, len(rows))


def _size(count: int) -> str:
    if count < 1000:
        return ngettext("{n} byte", "{n} bytes", count).format(n=count)
    return _("{n} kB").format(n=count // 1000)


def list_pay(record: Record, wanted: Wanted) -> Listed:
    """Changes of pay in the order in which they were noted."""
    rows = [
        row
        for row in record.pay_events.all()
        if wanted.has(row.draft.effective_on)
        and wanted.credential_id in (None, row.draft.credential_id)
    ]
    shown, titles = wanted.cut(rows), record.credentials.titles()
    columns = [_("No."), _("From"), _("Before"), _("After"), _("Currency"), _("Period"), _("For")]
    cells = [
        (
            label(Kind.PAY_EVENT, row.id),
            row.draft.effective_on.isoformat(),
            Money(row.draft.before_minor, row.draft.currency).plain(),
            Money(row.draft.after_minor, row.draft.currency).plain(),
            row.draft.currency,
            row.draft.period.text,
            titles.get(row.draft.credential_id or 0, ""),
        )
        for row in shown
    ]
    text = table([Column(name) for name in columns], cells)
    return Listed([shapes.kept(row) for row in shown], text, len(rows))
