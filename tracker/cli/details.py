"""Everything about one thing, as people read it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tracker.cli import shapes
from tracker.cli.naming import label
from tracker.cli.sentences import day_text, money_text, session_when
from tracker.cli.tables import facts
from tracker.domain.changes import Kind
from tracker.domain.credentials import CredentialRow
from tracker.domain.durations import format_hm
from tracker.domain.money import Money
from tracker.domain.spending import ExpenseRow
from tracker.domain.study import StudyRow
from tracker.domain.words import Validity
from tracker.i18n import _, ngettext

if TYPE_CHECKING:
    from tracker.record import Record


def session_text(row: StudyRow, today: date) -> str:
    """A study session."""
    served = ", ".join(
        _("{title} ({length})").format(title=share.title, length=format_hm(share.seconds))
        for share in row.shares
    )
    return facts(
        [
            (_("Study session"), label(Kind.STUDY_SESSION, row.id)),
            (_("When"), session_when(row, today)),
            (_("Day"), day_text(row.day)),
            (_("Studied"), format_hm(row.seconds)),
            (_("Pauses"), format_hm(row.pause_seconds) if row.pause_seconds else ""),
            (_("For"), served),
            (_("Topic"), row.topic),
            (_("Activity"), row.activity),
            (_("Tags"), " ".join(f"#{tag}" for tag in row.tags)),
            (_("Focus"), "" if row.focus is None else str(row.focus)),
            (_("Note"), row.note),
            (_("Zone"), row.start.zone if row.start is not None else ""),
            (_("Entered"), row.entry.text),
            (_("Source"), row.source),
        ]
    )


def expense_text(row: ExpenseRow) -> str:
    """An expense."""
    currency = row.amount.currency
    served = ", ".join(
        _("{title} ({amount})").format(
            title=share.title, amount=money_text(Money(share.minor, currency))
        )
        for share in row.shares
    )
    return facts(
        [
            (_("Expense"), label(Kind.EXPENSE, row.id)),
            (_("Day"), day_text(row.day)),
            (_("Amount"), money_text(row.amount)),
            (_("Kind"), row.kind.text),
            (_("Title"), row.title),
            (_("Vendor"), row.vendor),
            (_("Paid by"), row.payer.text),
            (_("For"), served),
            (_("Refunded"), money_text(row.refunded) if row.refunded.minor else ""),
            (_("Paid back"), money_text(row.reimbursed) if row.reimbursed.minor else ""),
            (_("Still claimed"), money_text(row.claimable) if row.claimable.minor else ""),
            (_("Cost in the end"), money_text(row.net)),
            (_("Rate"), _rate(row)),
            (_("Tags"), " ".join(f"#{tag}" for tag in row.tags)),
            (_("Note"), row.note),
            (_("Source"), row.source),
        ]
    )


def credential_text(record: Record, row: CredentialRow) -> str:
    """A credential, with what the record adds up for it."""
    draft, today = row.draft, record.ground.today()
    skills = record.skills.rows(credential_id=row.id)
    pieces = record.evidence.rows(credential_id=row.id)
    return facts(
        [
            (_("Credential"), label(Kind.CREDENTIAL, row.id)),
            (_("Title"), draft.title),
            (_("Short title"), draft.short_title),
            (_("Issuer"), draft.issuer),
            (_("Kind"), draft.kind.text),
            (_("Status"), _status(row, today)),
            (_("Studied"), _studied(row)),
            (_("Exam"), _exam(record, row)),
            (_("Target"), day_text(draft.target_on)),
            (_("Planned start"), day_text(draft.planned_start_on)),
            (_("Started"), day_text(draft.started_on)),
            (_("Earned"), day_text(draft.earned_on)),
            (_("Valid until"), _valid(row)),
            (_("Identifier"), draft.identifier),
            (_("Exam code"), draft.exam_code),
            (_("Level"), _level(row)),
            (_("Workload"), _workload(row)),
            (_("Country"), draft.country),
            (_("Grade"), draft.grade),
            (_("Link"), draft.url),
            (_("Learning outcomes"), draft.learning_outcomes),
            (_("Assessment"), draft.assessment),
            (_("Participation"), draft.participation.text if draft.participation else ""),
            (_("Supervision"), draft.supervision.text if draft.supervision else ""),
            (_("Quality assurance"), draft.quality_assurance),
            (_("Prerequisites"), draft.prerequisites),
            (_("Stackability"), draft.stackability.text if draft.stackability else ""),
            (_("Skills"), ", ".join(skill.draft.name for skill in skills)),
            (_("Evidence"), ", ".join(piece.title for piece in pieces)),
            (_("Note"), draft.note),
            (_("UUID"), row.uuid),
        ]
    )


def _status(row: CredentialRow, today: date) -> str:
    words = [row.draft.state.text]
    if row.is_expired(today):
        words.append(_("expired"))
    if row.is_archived:
        words.append(_("archived"))
    return ", ".join(words)


def _studied(row: CredentialRow) -> str:
    count = ngettext("{n} session", "{n} sessions", row.session_count).format(n=row.session_count)
    logged = format_hm(row.logged_seconds)
    planned = row.draft.planned_minutes
    if planned is None:
        return _("{logged} in {count}").format(logged=logged, count=count)
    return _("{logged} of {planned} in {count}").format(
        logged=logged, planned=format_hm(planned * 60), count=count
    )


def _exam(record: Record, row: CredentialRow) -> str:
    if row.draft.exam_at is None:
        return day_text(row.draft.exam_on)
    return record.ground.moment(row.draft.exam_at).wall.strftime("%Y-%m-%d %H:%M")


def _valid(row: CredentialRow) -> str:
    if row.draft.validity is Validity.NO_EXPIRY:
        return row.draft.validity.text
    return day_text(row.draft.valid_until)


def _level(row: CredentialRow) -> str:
    eqf = row.draft.level_eqf
    known = "" if eqf is None else _("EQF {level}").format(level=eqf)
    return ", ".join(text for text in (known, row.draft.level) if text)


def _workload(row: CredentialRow) -> str:
    unit, milli = row.draft.workload_unit, row.draft.workload_milli
    if unit is None or milli is None:
        return ""
    return f"{shapes.thousandths(milli)} {unit.text}"


def _rate(row: ExpenseRow) -> str:
    if row.rate is None:
        return ""
    return _("1 {base} = {value} {quote} ({source} {day})").format(
        base=row.amount.currency,
        value=f"{row.rate:f}",
        quote=row.rate_currency,
        source=row.rate_source,
        day=day_text(row.rate_on),
    )
