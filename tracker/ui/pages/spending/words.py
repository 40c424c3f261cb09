"""What Spending says, in words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tracker.analytics.spendingyear import a_year, is_running
from tracker.domain.money import Money
from tracker.domain.words import ReimbursementState
from tracker.i18n import _, dotted, isolated, ngettext
from tracker.ui.numbers import day_short, listed, money, percent, unknown
from tracker.ui.pages.credential.words import missing_words, sums

if TYPE_CHECKING:
    from tracker.analytics.spendingyear import Claim, SpendingYear, Spread
    from tracker.domain.money import Total
    from tracker.domain.spending import SubscriptionDraft

_OPEN = (
    ReimbursementState.TO_CLAIM,
    ReimbursementState.CLAIMED,
    ReimbursementState.APPROVED,
)

# Periods without study that are named; of more the number is told.
_PERIODS = 3

# (value, line below, tone of the value)
TileWords = tuple[str, str, str]


def total_words(total: Total) -> str:
    """A sum, or «unknown» with what was paid in each currency."""
    if total.known is not None:
        return money(total.known)
    return _("unknown ({sums})").format(sums=sums(total))


def _unknown_tile(total: Total) -> TileWords:
    return unknown(), missing_words(total), "money"


def subtitle(data: SpendingYear) -> str:
    """How many expenses there are, and what went out in all."""
    if not data.expense_count:
        return _("no expense in {year}").format(year=data.year)
    count = ngettext("{n} expense", "{n} expenses", data.expense_count)
    told = count.format(n=data.expense_count)
    if data.spent.paid.known is None:
        return _("{count} · the sum is unknown").format(count=told)
    return _("{count} · {sum} in all, whoever paid").format(
        count=told, sum=money(data.spent.paid.known)
    )


def spent_tile(data: SpendingYear) -> TileWords:
    """What the person paid, less refunds; and what others paid beside it."""
    own, refunded = data.spent.own, data.spent.refunded
    if own.known is None or refunded.known is None:
        return _unknown_tile(own if own.known is None else refunded)
    notes = []
    if refunded.known.minor:
        amount = money(refunded.known, is_short=True)
        notes.append(_("{amount} refunded").format(amount=amount))
    paid = data.spent.paid.known
    if paid is not None and (paid - own.known).minor:
        others = money(paid - own.known, is_short=True)
        notes.append(_("others paid {amount}").format(amount=others))
    count = ngettext("{n} expense", "{n} expenses", data.expense_count)
    note = dotted(notes) or count.format(n=data.expense_count)
    return money(own.known - refunded.known, is_short=True), note, "ink"


def reimbursed_tile(data: SpendingYear) -> TileWords:
    """What of the person's own expenses was paid back to them."""
    back, own, refunded = data.spent.reimbursed, data.spent.own, data.spent.refunded
    if back.known is None:
        return _unknown_tile(back)
    value = money(back.known, is_short=True)
    if not back.known.minor:
        return value, _("nothing yet"), "ink"
    if own.known is None or refunded.known is None:
        return value, _("of what you paid"), "ink"
    paid = (own.known - refunded.known).minor
    if paid <= 0:
        return value, _("of what you paid"), "ink"
    share = percent(back.known.minor / paid)
    return value, _("{share} of what you paid").format(share=share), "ink"


def claimable_tile(data: SpendingYear) -> TileWords:
    """What may still come back, and by when it must be claimed."""
    due = data.spent.claimable
    if due.known is None:
        return _unknown_tile(due)
    days = [
        claim.row.draft.claim_by
        for claim in data.claims
        if claim.row.draft.state is ReimbursementState.TO_CLAIM and claim.row.draft.claim_by
    ]
    count = sum(claim.row.draft.state in _OPEN for claim in data.claims)
    if days:
        note = _("claim by {day}").format(day=day_short(min(days), data.today))
    elif due.known.minor:
        note = ngettext("{n} open claim", "{n} open claims", count).format(n=count)
    else:
        note = _("no open claim in this year")
    return money(due.known, is_short=True), note, "ink"


def budget_tile(data: SpendingYear) -> TileWords:
    """What is left of the budget; the offer to set one stands elsewhere."""
    if data.budget is None:
        return "–", "", "ink"
    if data.left is None:
        return _unknown_tile(data.spent.net)
    note = _("of {budget}, after what came back").format(budget=money(data.budget, is_short=True))
    return money(data.left, is_short=True), note, "bad" if data.left.minor < 0 else "ink"


def unrated_words(data: SpendingYear) -> str:
    """Which expenses lack a rate, and what that means; "" where none does."""
    count = len(data.unrated)
    if not count:
        return ""
    codes = ", ".join(sorted({row.amount.currency for row in data.unrated}))
    return ngettext(
        "{n} expense in {codes} has no exchange rate into {own}: sums with it are unknown.",
        "{n} expenses in {codes} have no exchange rate into {own}: sums with them are unknown.",
        count,
    ).format(n=count, codes=codes, own=data.currency)


def claim_words(claim: Claim, today: date, *, has_cap: bool = True) -> str:
    """Who pays a claim, the next day that matters, and the cap where it is the claim's own."""
    draft = claim.row.draft
    parts = [draft.payer]
    if draft.state is ReimbursementState.TO_CLAIM and draft.claim_by is not None:
        day = day_short(draft.claim_by, today)
        if draft.claim_by < today:
            parts.append(_("was to be claimed by {day}").format(day=day))
        else:
            parts.append(_("claim by {day}").format(day=day))
    elif draft.state is ReimbursementState.PAID and draft.paid_on is not None:
        parts.append(_("paid {day}").format(day=day_short(draft.paid_on, today)))
    elif draft.claimed_on is not None:
        parts.append(_("claimed {day}").format(day=day_short(draft.claimed_on, today)))
    if draft.claw_back_until is not None and draft.claw_back_until >= today:
        day = day_short(draft.claw_back_until, today)
        parts.append(_("may be asked back until {day}").format(day=day))
    if has_cap:
        parts.append(_cap_words(claim))
    return dotted(parts)


def _cap_words(claim: Claim) -> str:
    """What a payer pays at most, as long as that matters: until it is paid or refused."""
    cap = claim.row.draft.cap_minor
    if cap is None or claim.row.draft.state not in _OPEN:
        return ""
    return _("they pay {amount} at most").format(amount=money(Money(cap, claim.currency)))


def spread_words(spread: Spread, data: SpendingYear) -> list[str]:
    """Whom the year's charges of a subscription served by hours, and what was not spread."""
    found = []
    if spread.parts:
        told = dotted(
            _("{credential} {sum}").format(
                credential=isolated(one.title), sum=total_words(one.total)
            )
            for one in spread.parts
        )
        words = (
            _("{year} by hours, so far: {parts}")
            if spread.is_open
            else _("{year} by hours: {parts}")
        )
        found.append(words.format(year=data.year, parts=told))
    if spread.unspread:
        days = listed(
            _("{first} to {last}").format(
                first=day_short(one.period.first, data.today),
                last=day_short(one.period.last, data.today),
            )
            for one in spread.unspread[:_PERIODS]
        )
        more = len(spread.unspread) - _PERIODS
        if more > 0:
            found.append(
                ngettext(
                    "Not spread, since no credential was studied: {days}, and {n} more charge.",
                    "Not spread, since no credential was studied: {days}, and {n} more charges.",
                    more,
                ).format(days=days, n=more)
            )
        else:
            found.append(
                _("Not spread, since no credential was studied: {days}.").format(days=days)
            )
    return found


def spread_rule() -> str:
    """How the charges of subscriptions are shared out, in words."""
    return _(
        "By hours: a charge is shared among the credentials studied in the days that it paid for,"
        " by their time. Name credentials on a charge to share it yourself."
    )


def subscription_words(draft: SubscriptionDraft, today: date) -> str:
    """How often a subscription is charged, since when, and what a year of it costs."""
    if draft.ends_on is not None and draft.ends_on < today:
        return _("ended {day}").format(day=day_short(draft.ends_on, today))
    words = _("{period} since {day} · {amount} a year").format(
        period=draft.period.text,
        day=day_short(draft.starts_on, today),
        amount=money(a_year(draft), is_short=True),
    )
    if draft.ends_on is not None and is_running(draft, today):
        return _("{words} · ends {day}").format(words=words, day=day_short(draft.ends_on, today))
    return words
