"""What an operation was about, read from what it touched: for toasts and for the history."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import sqlalchemy as sa

from tracker.domain.changes import Kind, Subject
from tracker.domain.money import Money
from tracker.store.images import ERASED, shape_of
from tracker.store.writing import Touch

# The more telling first: a deleted credential takes its modules along, and is what was deleted.
_TELLING = (
    Kind.CREDENTIAL,
    Kind.STUDY_SESSION,
    Kind.REFUND,
    Kind.REIMBURSEMENT,
    Kind.EXPENSE,
    Kind.PATHWAY,
    Kind.PATHWAY_STEP,
    Kind.SUBSCRIPTION,
    Kind.RENEWAL,
    Kind.RENEWAL_CYCLE,
    Kind.RENEWAL_CREDIT,
    Kind.EXAM_ATTEMPT,
    Kind.MODULE,
    Kind.PLANNED_BLOCK,
    Kind.GOAL,
    Kind.REST_DAY,
    Kind.PAY_EVENT,
    Kind.SCENARIO,
    Kind.DEGREE_BASELINE,
    Kind.EVIDENCE,
    Kind.RUNNING_TIMER,
    Kind.SKILL,
    Kind.ISSUER,
)
_NAMES = ("short_title", "title", "name", "reason", "file_name", "topic", "url")
_DAYS = ("day", "taken_on", "earned_on", "first_on", "starts_on", "effective_on")


def subject_of(connection: sa.Connection, touches: Sequence[Touch]) -> Subject | None:
    """The most telling row of what was touched, as it is now or, gone, as it was before.

    None where nothing was touched that has a name, or its values were erased for good.
    """
    by_kind: dict[Kind, list[Touch]] = {}
    for touch in touches:
        by_kind.setdefault(touch.kind, []).append(touch)
    kind = next((kind for kind in _TELLING if kind in by_kind), None)
    if kind is None:
        return None
    touch = by_kind[kind][0]
    count = _count(by_kind[kind])
    row = _row(connection, kind, touch)
    if row is None:
        return None
    found = Subject(
        kind,
        touch.first_id,
        title=_title(connection, kind, row, by_kind),
        seconds=row.get("seconds"),
        day=_day(row),
        amount=_amount(connection, kind, row),
        count=count,
    )
    # A goal's length and a credential's days belong to it all the time: its name is enough.
    return replace(found, seconds=None, day=None) if kind is Kind.CREDENTIAL else found


def _count(touches: Iterable[Touch]) -> int:
    ids: set[int] = set()
    runs = 0
    for touch in touches:
        if touch.last_id > touch.first_id:
            runs += touch.last_id - touch.first_id + 1
        else:
            ids.add(touch.first_id)
    return runs + len(ids)


def _row(connection: sa.Connection, kind: Kind, touch: Touch) -> Mapping[str, Any] | None:
    shape = shape_of(kind)
    raw = connection.exec_driver_sql(f"{shape.select_sql} WHERE id = ?", (touch.first_id,)).first()
    if raw is not None:
        return dict(zip(shape.names, raw, strict=True))
    image = touch.before
    if image is None:
        # Inserted and gone since: the image is with what took it away.
        image = connection.exec_driver_sql(
            "SELECT before FROM change WHERE kind = ? AND first_id <= ? AND last_id >= ?"
            " AND what = 'delete' ORDER BY id DESC LIMIT 1",
            (kind.value, touch.first_id, touch.first_id),
        ).scalar()
    return None if image is None or image == ERASED else json.loads(image)


def _title(
    connection: sa.Connection,
    kind: Kind,
    row: Mapping[str, Any],
    touched: Mapping[Kind, Sequence[Touch]],
) -> str:
    if kind is Kind.STUDY_SESSION:
        return _study_title(connection, row, touched) or str(row.get("topic") or "")
    if kind is Kind.RUNNING_TIMER:
        shares = row.get("shares")
        parts = json.loads(shares) if isinstance(shares, str) else (shares or [])
        first = parts[0][0] if parts else None
        return _credential(connection, first) or str(row.get("topic") or "")
    own = next((str(row[name]) for name in _NAMES if row.get(name)), "")
    if own:
        return own
    if kind is Kind.EXPENSE:
        return str(row.get("vendor") or "")
    if kind in (Kind.REFUND, Kind.REIMBURSEMENT):
        return _scalar(connection, "SELECT title FROM expense WHERE id = ?", row.get("expense_id"))
    if kind is Kind.RENEWAL_CYCLE:
        credential = _scalar(
            connection, "SELECT credential_id FROM renewal WHERE id = ?", row.get("renewal_id")
        )
        return _credential(connection, credential or None)
    return _credential(connection, row.get("credential_id"))


def _study_title(
    connection: sa.Connection, row: Mapping[str, Any], touched: Mapping[Kind, Sequence[Touch]]
) -> str:
    """The first credential that a study session served, also where the session is gone."""
    held = connection.exec_driver_sql(
        "SELECT credential_id, title FROM study_share WHERE study_session_id = ?"
        " ORDER BY position LIMIT 1",
        (row["id"],),
    ).first()
    if held is None:
        images = [touch.before for touch in touched.get(Kind.STUDY_SHARE, ())]
        shares = [json.loads(image) for image in images if image and image != ERASED]
        own = [one for one in shares if one.get("study_session_id") == row["id"]]
        if not own:
            return ""
        first = min(own, key=lambda one: one.get("position") or 0)
        held = (first.get("credential_id"), first.get("title"))
    return _credential(connection, held[0]) or str(held[1] or "")


def _credential(connection: sa.Connection, number: Any) -> str:
    if number is None:
        return ""
    sql = "SELECT coalesce(nullif(short_title, ''), title) FROM credential WHERE id = ?"
    return _scalar(connection, sql, number)


def _scalar(connection: sa.Connection, sql: str, number: Any) -> str:
    return str(connection.exec_driver_sql(sql, (number,)).scalar() or "")


def _day(row: Mapping[str, Any]) -> date | None:
    for name in _DAYS:
        value = row.get(name)
        if value:
            return date.fromisoformat(str(value))
    return None


def _amount(connection: sa.Connection, kind: Kind, row: Mapping[str, Any]) -> Money | None:
    minor = row.get("amount_minor")
    if minor is None:
        return None
    currency = row.get("currency")
    if not currency and kind in (Kind.REFUND, Kind.REIMBURSEMENT):
        currency = _scalar(
            connection, "SELECT currency FROM expense WHERE id = ?", row.get("expense_id")
        )
    return Money(int(minor), str(currency)) if currency else None
