"""Rows as programs get them with `--json`: stable names, documented in docs/cli.md.

Days are `2026-11-22`, instants have their offset (`2026-11-22T19:00:00+01:00`), amounts are texts
with their currency, lengths of time whole `minutes` (cut off) and exact `seconds`. What is not
known is null, never zero and never an empty day; a text that was not given is empty.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from typing import Any

from tracker.domain.credentials import CredentialRow
from tracker.domain.draft import Draft
from tracker.domain.instants import Moment
from tracker.domain.kept import Kept
from tracker.domain.money import Money
from tracker.domain.proof import EvidenceRow, RenewalDue, SkillRow
from tracker.domain.spending import ExpenseDraft, ExpenseRow
from tracker.domain.study import RunningTimer, Share, ShareRow, StudyDraft, StudyRow

Shape = dict[str, Any]

# Fields of drafts that hold minor units, each with the name of the amount that it becomes.
_MINOR, _MILLI = "_minor", "_milli"


def instant(moment: Moment | None) -> str | None:
    """The wall time of a moment with its offset."""
    return None if moment is None else wall_instant(moment.at, moment.offset_seconds)


def wall_instant(at: datetime, offset_seconds: int) -> str:
    """An instant by the wall clock that is `offset_seconds` east of UTC."""
    return at.astimezone(timezone(timedelta(seconds=offset_seconds))).isoformat()


def end_of(row: StudyRow) -> Moment | None:
    """The moment at which a study session ended, by the clock of its zone; None where unknown.

    Where this computer no longer knows the zone, the offset of the start still holds.
    """
    if row.start is None or row.end_at is None:
        return None
    return row.start.after(round((row.end_at - row.start.at).total_seconds()))


def money(amount: Money | None) -> Shape | None:
    """An amount and its currency."""
    return None if amount is None else {"amount": amount.plain(), "currency": amount.currency}


def minor(value: int | None, currency: str | None) -> Shape | None:
    """An amount in minor units and its currency."""
    return None if value is None or currency is None else money(Money(value, currency))


def session(row: StudyRow) -> Shape:
    """A study session."""
    return {
        "id": row.id,
        "uuid": row.uuid,
        "day": row.day.isoformat(),
        "minutes": row.seconds // 60,
        "seconds": row.seconds,
        "start": instant(row.start),
        "end": instant(end_of(row)),
        "zone": row.start.zone if row.start is not None else None,
        "credentials": [_share(share, seconds=share.seconds) for share in row.shares],
        "topic": row.topic,
        "activity": row.activity,
        "note": row.note,
        "tags": list(row.tags),
        "focus": row.focus,
        "pause_seconds": row.pause_seconds,
        "entry": row.entry.value,
        "source": row.source,
    }


def session_draft(draft: StudyDraft, day: date, titles: Mapping[int, str]) -> Shape:
    """A study session that is not recorded: the same names, without `id`, `uuid` and parts."""
    return {
        "day": day.isoformat(),
        "minutes": draft.seconds // 60,
        "seconds": draft.seconds,
        "start": instant(draft.start),
        "zone": draft.start.zone if draft.start is not None else None,
        "credentials": shares(draft.shares, titles),
        "topic": draft.topic,
        "activity": draft.activity,
        "note": draft.note,
        "tags": list(draft.tags),
        "focus": draft.focus,
    }


def expense_draft(draft: ExpenseDraft, titles: Mapping[int, str]) -> Shape:
    """An expense that is not recorded: the same names, without `id`, `uuid` and parts."""
    return {
        "day": draft.day.isoformat(),
        "amount": minor(draft.amount_minor, draft.currency),
        "title": draft.title,
        "kind": draft.kind.value,
        "vendor": draft.vendor,
        "payer": draft.payer.value,
        "credentials": shares(draft.shares, titles),
        "note": draft.note,
        "tags": list(draft.tags),
    }


def shares(parts: Iterable[Share], titles: Mapping[int, str]) -> list[Shape]:
    """What something serves, before it is recorded."""
    return [
        {
            "id": part.credential_id,
            "title": titles.get(part.credential_id, ""),
            "weight": part.weight,
        }
        for part in parts
    ]


def expense(row: ExpenseRow) -> Shape:
    """An expense, with what came back and what it cost in the end (`net`)."""
    rate = None
    if row.rate is not None:
        rate = {
            "value": f"{row.rate:f}",
            "currency": row.rate_currency,
            "day": None if row.rate_on is None else row.rate_on.isoformat(),
            "source": row.rate_source,
        }
    currency = row.amount.currency
    return {
        "id": row.id,
        "uuid": row.uuid,
        "day": row.day.isoformat(),
        "amount": money(row.amount),
        "title": row.title,
        "kind": row.kind.value,
        "vendor": row.vendor,
        "payer": row.payer.value,
        "credentials": [_share(share, amount=minor(share.minor, currency)) for share in row.shares],
        "note": row.note,
        "tags": list(row.tags),
        "rate": rate,
        "refunded": money(row.refunded),
        "reimbursed": money(row.reimbursed),
        "claimable": money(row.claimable),
        "net": money(row.net),
        "source": row.source,
    }


def credential(row: CredentialRow, today: date, skills: Iterable[str] | None = None) -> Shape:
    """A credential: every field of it, then what the record adds up for it."""
    found: Shape = {"id": row.id, "uuid": row.uuid} | draft(row.draft)
    found |= {
        "is_archived": row.is_archived,
        "is_expired": row.is_expired(today),
        "logged_minutes": row.logged_seconds // 60,
        "logged_seconds": row.logged_seconds,
        "session_count": row.session_count,
    }
    if skills is not None:
        found["skills"] = list(skills)
    return found


def running(timer: RunningTimer, now: datetime) -> Shape:
    """The running timer, as it stands at `now`."""
    paused = timer.paused_at
    seconds = timer.seconds_at(now)
    return {
        "uuid": timer.uuid,
        "start": instant(timer.start),
        "minutes": seconds // 60,
        "seconds": seconds,
        "is_paused": paused is not None,
        "paused_at": None if paused is None else wall_instant(paused, timer.start.offset_seconds),
        "credentials": [
            {"id": share.credential_id, "title": title, "weight": share.weight}
            for share, title in zip(timer.shares, timer.titles, strict=True)
        ],
        "topic": timer.topic,
        "activity": timer.activity,
        "note": timer.note,
        "tags": list(timer.tags),
    }


def kept(row: Kept[Any], **more: Any) -> Shape:
    """Any row whose content is its draft."""
    return {"id": row.id, "uuid": row.uuid} | draft(row.draft) | more


def skill(row: SkillRow) -> Shape:
    """A skill with what backs it."""
    return (
        {"id": row.id, "uuid": row.uuid}
        | draft(row.draft)
        | {
            "credential_ids": list(row.credential_ids),
            "logged_minutes": row.logged_seconds // 60,
            "logged_seconds": row.logged_seconds,
            "evidence_count": row.evidence_count,
        }
    )


def evidence(row: EvidenceRow) -> Shape:
    """A piece of evidence."""
    return {name: _value(getattr(row, name)) for name in (f.name for f in dataclasses.fields(row))}


def renewal(due: RenewalDue) -> Shape:
    """An open cycle of a renewal; units in decimals, null where the rules name none."""
    return {
        "id": due.cycle.id,
        "uuid": due.cycle.uuid,
        "renewal_id": due.cycle.draft.renewal_id,
        "credential_id": due.rule.credential_id,
        "credential": due.credential,
        "kind": due.rule.kind.value,
        "starts_on": due.cycle.draft.starts_on.isoformat(),
        "ends_on": due.cycle.draft.ends_on.isoformat(),
        "unit": due.rule.unit,
        "units_needed": thousandths(due.rule.units_milli),
        "units_earned": thousandths(due.earned_milli),
        "fee": minor(due.rule.fee_minor, due.rule.fee_currency),
    }


def draft(one: Draft) -> Shape:
    """A draft's fields; minor units become amounts, thousandths decimals as texts.

    `fee_minor` with `fee_currency` is `fee`; `amount_minor` with `currency` is `amount`; the start
    of something gives its instant and its zone.
    """
    found: Shape = {}
    for field in dataclasses.fields(one):
        value, name = getattr(one, field.name), field.name
        if name.endswith(_MINOR):
            stem = name.removesuffix(_MINOR)
            own = next((at for at in (f"{stem}_currency", "currency") if hasattr(one, at)), None)
            # Where the currency is another row's, the amount stays in minor units.
            found |= {stem: minor(value, getattr(one, own))} if own else {name: value}
        elif name.endswith(_MILLI):
            found[name.removesuffix(_MILLI)] = thousandths(value)
        elif isinstance(value, Moment):
            found |= {name: instant(value), "zone": value.zone}
        elif name not in {"source_key"}:
            found[name] = _value(value)
    return found


def thousandths(value: int | None) -> str | None:
    """Thousandths as a decimal text without needless zeros: 1500 is `1.5`."""
    if value is None:
        return None
    return f"{(Decimal(value) / 1000).normalize():f}"


def _share(part: ShareRow, **amount: Any) -> Shape:
    return {"id": part.credential_id, "title": part.title, "weight": part.weight} | amount


def _value(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return [_value(one) for one in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: _value(getattr(value, f.name)) for f in dataclasses.fields(value)}
    return dict(value) if isinstance(value, Mapping) else value
