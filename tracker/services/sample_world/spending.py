"""The sample world's money: exams, courses and books in several currencies, refunds and claims."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from tracker.domain.changes import Kind
from tracker.domain.money import Money
from tracker.domain.periods import month_of
from tracker.domain.proof import EvidenceDraft
from tracker.domain.spending import (
    ExpenseDraft,
    RefundDraft,
    ReimbursementDraft,
    SubscriptionDraft,
)
from tracker.domain.study import Share
from tracker.domain.words import ExpenseKind, Payer, ReimbursementState
from tracker.services.sample_world.world import World, told
from tracker.services.spending import insert_expense, with_rate

# The day of the month on which subscriptions are charged.
_CHARGED_ON = 5


def insert_spending(world: World) -> None:
    """Insert all expenses, oldest first, with what came back and what was claimed."""
    money = told("spending")
    entries: list[dict[str, Any]] = list(money["expenses"])
    for plan in money["subscriptions"]:
        entries += _charges(world, plan)
    for entry in sorted(entries, key=lambda one: (one["day"], one["title"])):
        _insert(world, entry)


def _charges(world: World, plan: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Record a subscription; its charges up to today, as entries."""
    amount = Money.of(plan["amount"], plan["currency"])
    first, ended = world.on(plan["started_on"]), world.day(plan.get("ended_on"))
    draft = SubscriptionDraft(
        plan["title"], amount.minor, amount.currency, first, ends_on=ended, vendor=plan["vendor"]
    )
    charge = {
        **{name: plan[name] for name in ("title", "vendor", "amount", "currency")},
        "kind": "subscription",
        "subscription_id": world.add(Kind.SUBSCRIPTION, draft),
    }
    found = []
    for on in _charge_days(first, ended or world.today):
        day = (on - world.today).days
        served = [one for one in plan["served"] if one["from"] <= day]
        found.append({**charge, "day": day, "for": served[-1]["for"]})
    return found


def _charge_days(first: date, last: date) -> list[date]:
    """The days of charging from `first` to `last`, both included."""
    found, month = [], month_of(first)
    while month.first <= last:
        on = month.first.replace(day=_CHARGED_ON)
        if first <= on <= last:
            found.append(on)
        month = month_of(month.last + timedelta(days=1))
    return found


def _insert(world: World, entry: Mapping[str, Any]) -> None:
    amount = Money.of(entry["amount"], entry["currency"])
    day = world.on(entry["day"])
    has_rate = "rate" in entry
    draft = ExpenseDraft(
        amount.minor,
        amount.currency,
        day,
        entry["title"],
        ExpenseKind(entry["kind"]),
        entry["vendor"],
        Payer(entry.get("payer", "self")),
        tuple(Share(world.numbers[key], weight) for key, weight in entry.get("for", {}).items()),
        note=entry.get("note", ""),
        rate=entry.get("rate"),
        rate_currency=world.settings.currency if has_rate else None,
        rate_on=day if has_rate else None,
        rate_source="card statement" if has_rate else "",
        subscription_id=entry.get("subscription_id"),
    )
    draft.require_good()
    number = insert_expense(world.write, with_rate(draft, world.settings))
    for back, on in entry.get("refunds", ()):
        refund = RefundDraft(number, world.on(on), Money.of(back, amount.currency).minor)
        world.add(Kind.REFUND, refund)
    if "claim" in entry:
        _claim(world, number, amount.currency, entry["claim"])
    if "receipt" in entry:
        lines = [entry["vendor"], entry["title"], f"{amount.plain()} {amount.currency}"]
        ending = entry["receipt"].rpartition(".")[2]
        content = {"lines": lines} if ending == "pdf" else {"text": "\n".join(lines) + "\n"}
        receipt = {"file": entry["receipt"], **content}
        world.attach(receipt, EvidenceDraft(entry["receipt"], expense_id=number), entry["day"])


def _claim(world: World, number: int, currency: str, claim: Mapping[str, Any]) -> None:
    draft = ReimbursementDraft(
        number,
        Money.of(claim["amount"], currency).minor,
        ReimbursementState(claim["state"]),
        claim["payer"],
        Money.of(claim["cap"], currency).minor if "cap" in claim else None,
        claim_by=world.day(claim.get("claim_by")),
        claimed_on=world.day(claim.get("claimed_on")),
        paid_on=world.day(claim.get("paid_on")),
        claw_back_until=world.day(claim.get("claw_back_until")),
    )
    world.add(Kind.REIMBURSEMENT, draft)
