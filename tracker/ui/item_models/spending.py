"""Expenses as rows of tables, and what can be done with one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from tracker.domain.changes import Kind
from tracker.domain.money import Money
from tracker.domain.words import Payer
from tracker.i18n import _, dotted
from tracker.ui.forms import CLAIM, open_form
from tracker.ui.item_models.rows import Column
from tracker.ui.menus import LINE, Entry
from tracker.ui.numbers import day_short, duration, money
from tracker.ui.parts.table import ColumnStyle

if TYPE_CHECKING:
    from tracker.domain.changes import Changes
    from tracker.domain.spending import ExpenseRow
    from tracker.record import Record
    from tracker.ui.desk import Desk


def expense_name(row: ExpenseRow) -> str:
    """What an expense is called: its title, else the vendor, else its kind."""
    return row.title or row.vendor or row.kind.text


def served_words(row: ExpenseRow) -> str:
    """The credentials it served."""
    return dotted(share.title for share in row.shares)


def back_words(row: ExpenseRow, _today: date) -> str:
    """What came back, or is to come back."""
    came = row.refunded + row.reimbursed
    if came.minor:
        return money(came)
    if row.claimable.minor:
        return _("{amount} to come").format(amount=money(row.claimable))
    return ""


def _back_tone(row: ExpenseRow, _today: date) -> str:
    return "good" if (row.refunded + row.reimbursed).minor else "muted"


def _when(row: ExpenseRow, today: date) -> str:
    return day_short(row.day, today)


def _vendor(row: ExpenseRow, _today: date) -> str:
    return row.vendor if row.title else ""


def _payer_tone(row: ExpenseRow, _today: date) -> str:
    return "ink" if row.payer is Payer.SELF else "accent"


def rated(row: ExpenseRow, currency: str) -> Money | None:
    """The amount in the record's currency; None where its rate is not known."""
    from tracker.analytics.spending import rate_of
    from tracker.domain.money import sum_in

    return sum_in(currency, [(row.amount, rate_of(row))]).known


def columns(currency: Callable[[], str]) -> tuple[Column[ExpenseRow], ...]:
    """The columns of Spending's table; `currency` answers the record's own."""

    def in_own(row: ExpenseRow, _today: date) -> str:
        if row.amount.currency == currency():
            return ""
        own = rated(row, currency())
        return _("rate unknown · type it") if own is None else money(own)

    def own_tone(row: ExpenseRow, _today: date) -> str:
        return "muted" if rated(row, currency()) is not None else "money"

    return (
        Column(lambda: _("When"), ColumnStyle(width=104, tone="muted"), _when),
        Column(
            lambda: _("What"),
            ColumnStyle(weight=4),
            lambda row, _today: expense_name(row),
            below=_vendor,
        ),
        Column(
            lambda: _("Kind"),
            ColumnStyle(width=142, hide_below=620),
            lambda row, _today: row.kind.text,
            chip=lambda _row, _today: "plain",
        ),
        Column(
            lambda: _("Credential"),
            ColumnStyle(weight=3, tone="muted", hide_below=540),
            lambda row, _today: served_words(row),
        ),
        Column(
            lambda: _("Paid by"),
            ColumnStyle(width=98, hide_below=760),
            lambda row, _today: row.payer.text,
            tone=_payer_tone,
        ),
        Column(
            lambda: _("Amount"),
            ColumnStyle(width=148, is_number=True),
            lambda row, _today: money(row.amount),
            below=in_own,
            below_tone=own_tone,
        ),
        Column(
            lambda: _("Came back"),
            ColumnStyle(width=118, is_number=True, hide_below=860),
            back_words,
            tone=_back_tone,
        ),
    )


def part_columns(number: Callable[[], int]) -> tuple[Column[ExpenseRow], ...]:
    """The columns of one credential's table; `number` answers which credential it is about."""

    def part(row: ExpenseRow, _today: date) -> str:
        minor = sum(share.minor for share in row.shares if share.credential_id == number())
        return money(Money(minor, row.amount.currency))

    def by_hours(row: ExpenseRow, _today: date) -> str:
        from tracker.analytics.spreading import is_by_hours

        if not is_by_hours(row):
            return ""
        own = sum(share.seconds for share in row.shares if share.credential_id == number())
        return _("{part} of {whole}").format(
            part=duration(own), whole=duration(sum(share.seconds for share in row.shares))
        )

    def of_whole(row: ExpenseRow, _today: date) -> str:
        return money(row.amount) if len(row.shares) > 1 else ""

    return (
        Column(lambda: _("When"), ColumnStyle(width=120, tone="muted"), _when),
        Column(lambda: _("What"), ColumnStyle(weight=4), lambda row, _today: expense_name(row)),
        Column(
            lambda: _("Kind"),
            ColumnStyle(width=142, hide_below=620),
            lambda row, _today: row.kind.text,
            chip=lambda _row, _today: "plain",
        ),
        Column(
            lambda: _("Paid by"),
            ColumnStyle(width=110, hide_below=760),
            lambda row, _today: row.payer.text,
            tone=_payer_tone,
        ),
        Column(
            lambda: _("Whole amount"),
            ColumnStyle(width=120, is_number=True, tone="muted", hide_below=900),
            of_whole,
        ),
        Column(
            lambda: _("Its part"),
            ColumnStyle(width=140, is_number=True),
            part,
            below=by_hours,
        ),
        Column(
            lambda: _("Came back"),
            ColumnStyle(width=110, is_number=True, hide_below=540),
            back_words,
            tone=_back_tone,
        ),
    )


def expense_entries(desk: Desk, row: ExpenseRow) -> tuple[Entry, ...]:
    """What can be done with an expense, as entries of a menu; the first is what Enter does."""
    left = max(row.open.minor, 0)
    claim = partial(open_form, desk, Kind.REIMBURSEMENT, expense_id=row.id, amount_minor=left)
    refund = partial(open_form, desk, Kind.REFUND, expense_id=row.id)
    return (
        Entry(_("Edit …"), "edit", partial(open_form, desk, Kind.EXPENSE, row.id)),
        LINE,
        Entry(_("Add refund …"), "return", refund),
        Entry(_("Claim it back …"), "import", claim),
        Entry(
            _("Attach receipt …"),
            "attach",
            partial(open_form, desk, Kind.EVIDENCE, expense_id=row.id),
        ),
        LINE,
        Entry(_("Delete"), "trash", partial(desk.do, partial(delete_expense, row.id))),
    )


def several_entries(desk: Desk, rows: Sequence[ExpenseRow]) -> tuple[Entry, ...]:
    """What can be done with several expenses at once."""
    ids = tuple(row.id for row in rows)
    return (
        Entry(_("Claim them back together …"), "import", partial(claim_together, desk, ids)),
        LINE,
        Entry(_("Delete"), "trash", partial(desk.do, partial(delete_expenses, ids))),
    )


def claim_together(desk: Desk, ids: Sequence[int]) -> None:
    """Open the form of one claim for these expenses."""
    open_form(desk, CLAIM, expense_ids=tuple(ids))


def delete_expense(number: int, record: Record) -> Changes:
    """Delete an expense."""
    return record.spending.delete(number)


def delete_expenses(ids: Sequence[int], record: Record) -> Changes:
    """Delete several expenses in one step."""
    return record.spending.delete_many(ids)
