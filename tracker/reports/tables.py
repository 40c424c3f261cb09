"""Tables for a spreadsheet: comma-separated, UTF-8, safe to open.

A text that a spreadsheet could take for a formula gets one apostrophe before it (OWASP ASVS 5,
1.2.10); Cairn's own import takes exactly that one away again. Numbers stay numbers. The headings
are those that the import knows, so that what goes out can come in.
"""

from __future__ import annotations

import csv
import dataclasses
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from typing import Any

from tracker.domain.credentials import CredentialRow
from tracker.domain.draft import Draft
from tracker.domain.durations import decimal_hours
from tracker.domain.instants import Moment
from tracker.domain.kept import Kept
from tracker.domain.money import Money
from tracker.domain.spending import ExpenseRow
from tracker.domain.study import ShareRow, StudyRow

# What a spreadsheet could calculate, full-width forms included, whatever apostrophes stand before
# it: the import takes one away, so that a text which begins with one keeps its own.
_FORMULA = re.compile("'*[=+\\-@\t\r\n\x00＝＋－＠]")

Cell = str | int | Decimal | None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under their headings; `name` is the file's, without its ending."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def to_csv(table: Table) -> bytes:
    """The table as RFC 4180 has it (CR LF), in UTF-8 without a mark in front."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(table.headings)
    writer.writerows([_safe(cell) for cell in row] for row in table.rows)
    return text.getvalue().encode("utf-8")


def neutralised(text: str) -> str:
    """`text` so that no spreadsheet takes it for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def _safe(cell: Cell) -> str:
    if cell is None:
        return ""
    return neutralised(cell) if isinstance(cell, str) else f"{cell}"


def study_table(rows: Iterable[StudyRow]) -> Table:
    """Study sessions; `start` and `end` carry their offset, `seconds` is exact."""
    return _table("study", _STUDY, rows)


def expense_table(rows: Iterable[ExpenseRow]) -> Table:
    """Expenses in their own currencies, with what came back."""
    return _table("expenses", _EXPENSES, rows)


def credential_table(rows: Iterable[CredentialRow]) -> Table:
    """Credentials with every field, and the hours logged for each."""
    found = list(rows)
    fields = _draft_columns(row.draft for row in found)
    table = _table("credentials", _CREDENTIALS, found)
    names = table.headings + tuple(fields)
    cells = [
        (*row, *(column[at] for column in fields.values())) for at, row in enumerate(table.rows)
    ]
    return Table(table.name, names, tuple(cells))


def kept_table(
    name: str, rows: Sequence[Kept[Any]], currencies: Mapping[int, str] | None = None
) -> Table:
    """Rows of any other kind, a column for each field.

    `currencies` tells the currency of each expense, for rows whose amounts are in that.
    """
    fields = _draft_columns(row.draft for row in rows)
    if currencies and rows and hasattr(rows[0].draft, "expense_id"):
        for heading in [one for one in fields if one.endswith("_minor")]:
            _name_currency(fields, heading, [row.draft for row in rows], currencies)
    headings = ("id", *fields, "uuid")
    cells = tuple(
        (row.id, *(column[at] for column in fields.values()), row.uuid)
        for at, row in enumerate(rows)
    )
    return Table(name, headings, cells)


def _table(name: str, columns: dict[str, Callable[[Any], Cell]], rows: Iterable[Any]) -> Table:
    cells = tuple(tuple(read(row) for read in columns.values()) for row in rows)
    return Table(name, tuple(columns), cells)


def _draft_columns(drafts: Iterable[Draft]) -> dict[str, list[Cell]]:
    """The fields of drafts of one kind, column by column."""
    columns: dict[str, list[Cell]] = {}
    for draft in drafts:
        for field in dataclasses.fields(draft):
            name = field.name
            if name in {"title", "short_title", "issuer", "source_key"} and _has_own(draft):
                continue
            value = getattr(draft, name)
            heading, cell = _field(draft, name, value)
            columns.setdefault(heading, []).append(cell)
    return columns


def _name_currency(
    fields: dict[str, list[Cell]], heading: str, drafts: Sequence[Any], of: Mapping[int, str]
) -> None:
    """Turn minor units of the expenses' currencies into amounts, with the currency beside them."""
    codes = [of[draft.expense_id] for draft in drafts]
    fields[heading.removesuffix("_minor")] = [
        None if value is None else Money(int(value), code).amount
        for value, code in zip(fields.pop(heading), codes, strict=True)
    ]
    fields["currency"] = list(codes)


def _has_own(draft: Draft) -> bool:
    """Whether the draft's names stand in front already, as a credential's do."""
    from tracker.domain.credentials import CredentialDraft

    return isinstance(draft, CredentialDraft)


def _field(draft: Draft, name: str, value: Any) -> tuple[str, Cell]:
    """A field's heading and cell: minor units as an amount, thousandths as a decimal."""
    if name.endswith("_minor"):
        stem = name.removesuffix("_minor")
        own = next((at for at in (f"{stem}_currency", "currency") if hasattr(draft, at)), None)
        if own is None:
            return name, value
        currency = getattr(draft, own)
        if value is None or currency is None:
            return stem, None
        return stem, Money(value, currency).amount
    if name.endswith("_milli"):
        return name.removesuffix("_milli"), None if value is None else Decimal(value) / 1000
    if name == "planned_minutes":
        return "planned_hours", None if value is None else decimal_hours(value * 60)
    return name, _cell(value)


def _cell(value: Any) -> Cell:
    if isinstance(value, Moment):
        return _instant(value)
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if value is None or isinstance(value, str | int | Decimal):
        return value
    if isinstance(value, tuple | list):
        return ", ".join(str(getattr(one, "name", one)) for one in value)
    return str(value)


def _instant(moment: Moment | None) -> str:
    if moment is None:
        return ""
    clock = timezone(timedelta(seconds=moment.offset_seconds))
    return moment.at.astimezone(clock).isoformat()


def _end(row: StudyRow) -> str:
    if row.start is None or row.end_at is None:
        return ""
    return _instant(row.start.after(round((row.end_at - row.start.at).total_seconds())))


def _served(shares: tuple[ShareRow, ...]) -> str:
    return ", ".join(share.title for share in shares)


_STUDY: dict[str, Callable[[StudyRow], Cell]] = {
    "id": lambda row: row.id,
    "day": lambda row: row.day.isoformat(),
    "start": lambda row: _instant(row.start),
    "end": _end,
    "seconds": lambda row: row.seconds,
    "decimal_hours": lambda row: decimal_hours(row.seconds),
    "credential": lambda row: _served(row.shares),
    "topic": lambda row: row.topic,
    "activity": lambda row: row.activity,
    "note": lambda row: row.note,
    "tags": lambda row: ", ".join(row.tags),
    "focus": lambda row: row.focus,
    "pause_seconds": lambda row: row.pause_seconds,
    "zone": lambda row: row.start.zone if row.start is not None else "",
    "entry": lambda row: row.entry.value,
    "source": lambda row: row.source,
    "uuid": lambda row: row.uuid,
}
_EXPENSES: dict[str, Callable[[ExpenseRow], Cell]] = {
    "id": lambda row: row.id,
    "day": lambda row: row.day.isoformat(),
    "amount": lambda row: row.amount.amount,
    "currency": lambda row: row.amount.currency,
    "kind": lambda row: row.kind.value,
    "title": lambda row: row.title,
    "vendor": lambda row: row.vendor,
    "credential": lambda row: _served(row.shares),
    "payer": lambda row: row.payer.value,
    "refunded": lambda row: row.refunded.amount,
    "reimbursed": lambda row: row.reimbursed.amount,
    "claimable": lambda row: row.claimable.amount,
    "net": lambda row: row.net.amount,
    "note": lambda row: row.note,
    "tags": lambda row: ", ".join(row.tags),
    "rate": lambda row: row.rate,
    "rate_currency": lambda row: row.rate_currency,
    "rate_on": lambda row: None if row.rate_on is None else row.rate_on.isoformat(),
    "rate_source": lambda row: row.rate_source,
    "source": lambda row: row.source,
    "uuid": lambda row: row.uuid,
}
_CREDENTIALS: dict[str, Callable[[CredentialRow], Cell]] = {
    "id": lambda row: row.id,
    "uuid": lambda row: row.uuid,
    "title": lambda row: row.draft.title,
    "short_title": lambda row: row.draft.short_title,
    "issuer": lambda row: row.draft.issuer,
    "logged_seconds": lambda row: row.logged_seconds,
    "logged_hours": lambda row: decimal_hours(row.logged_seconds),
    "session_count": lambda row: row.session_count,
    "is_archived": lambda row: int(row.is_archived),
}
