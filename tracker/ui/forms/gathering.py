"""What a form must know, asked of the record in one look, on a thread."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tracker.domain.draft import Draft
from tracker.domain.instants import day_of
from tracker.domain.words import CredentialState
from tracker.i18n import _, dotted
from tracker.ui.forms.spec import FormContext
from tracker.ui.numbers import day_short, money

if TYPE_CHECKING:
    from datetime import date

    from tracker.domain.spending import ExpenseRow
    from tracker.formats.line.model import Candidate
    from tracker.record import Record

# An exam or a fee is matched with an expense of the last months, not of years ago.
_EXPENSES = 40


def context_of(
    record: Record,
    theme: str = "system",
    expense_ids: Sequence[int] = (),
    cycle_id: int | None = None,
) -> FormContext:
    """The context of every form; `expense_ids` must be among the expenses offered.

    `cycle_id` is the renewal cycle that the form is about, whose categories are offered.
    """
    from tracker.services.lines import line_context

    line = line_context(record.ground)
    settings = record.settings.get()
    today = day_of(line.now, settings.day_starts_at)
    expenses = list(record.spending.page(limit=_EXPENSES))
    missing = set(expense_ids) - {row.id for row in expenses}
    expenses += [record.spending.one(number) for number in sorted(missing)]
    offered = sorted(line.candidates, key=by_use)
    return FormContext(
        now=line.now,
        today=today,
        settings=settings,
        zone=line.now.zone,
        titles={one.id: one.short_title or one.title for one in offered},
        names=record.credentials.titles(),
        activities=line.activities,
        tags=line.tags,
        issuers=tuple(sorted(kept.draft.name for kept in record.issuers.all())),
        skills=tuple(sorted(kept.draft.name for kept in record.skills.all())),
        expenses={row.id: _name_of(row, today) for row in expenses},
        expense_currencies={row.id: row.amount.currency for row in expenses},
        categories=_categories(record, cycle_id),
        cycles={} if cycle_id is None else _cycles(record),
        theme=theme,
    )


def _categories(record: Record, cycle_id: int | None) -> tuple[str, ...]:
    if cycle_id is None:
        return ()
    rule = record.renewals.one(record.renewal_cycles.one(cycle_id).draft.renewal_id)
    return tuple(category.name for category in rule.draft.categories)


def _cycles(record: Record) -> dict[int, str]:
    """The open cycles by number, as «CKA · 60 PDU»."""
    found = {}
    for due in record.renewals.due():
        rule = due.rule
        if rule.units_milli:
            amount = _("{n} {unit}").format(n=f"{rule.units_milli / 1000:g}", unit=rule.unit)
            found[due.cycle.id] = f"{due.credential} · {amount.strip()}"
        else:
            found[due.cycle.id] = due.credential
    return found


def values_of(draft: Draft) -> dict[str, Any]:
    """The fields of a draft by name."""
    return {one.name: getattr(draft, one.name) for one in dataclasses.fields(draft)}


def by_use(one: Candidate) -> tuple[bool, int, str]:
    """Those in progress first, then by the last day of study, then by name."""
    is_open = one.state is CredentialState.IN_PROGRESS
    last = one.last_used.toordinal() if one.last_used else 0
    return (not is_open, -last, (one.short_title or one.title).casefold())


def _name_of(row: ExpenseRow, today: date) -> str:
    what = row.title or row.kind.text
    return dotted((what, money(row.amount), day_short(row.day, today)))
