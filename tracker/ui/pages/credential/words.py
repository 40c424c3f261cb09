"""What the page of one credential says, in words."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from tracker.analytics.workload import ects_of, hours_of
from tracker.domain.words import Validity, WorkloadUnit
from tracker.i18n import _, dotted, ngettext
from tracker.ui.numbers import day_short, duration, money, unknown

if TYPE_CHECKING:
    from tracker.analytics.credential import CredentialView
    from tracker.domain.credentials import CredentialDraft
    from tracker.domain.money import Total


def number(value: Decimal) -> str:
    """A number as the locale writes it, without zeros at its end: `2.6`, `120`."""
    plain = value.normalize()
    decimals = max(0, -int(plain.as_tuple().exponent))
    return QLocale().toString(float(plain), "f", decimals)


def units(milli: int | None) -> str:
    """Thousandths of a unit as a number: `1.5`."""
    return unknown() if milli is None else number(Decimal(milli) / 1000)


def _between(least: Decimal, most: Decimal) -> str:
    if least == most:
        return number(least)
    return _("{least}–{most}").format(least=number(least), most=number(most))


def workload(draft: CredentialDraft) -> str:
    """The workload as stated with what it stands for; else the planned study as ECTS credits."""
    if draft.workload_milli is not None and draft.workload_unit is not None:
        least, most = hours_of(draft.workload_milli, draft.workload_unit)
        stated = _("{n} {unit}").format(
            n=units(draft.workload_milli), unit=draft.workload_unit.text
        )
        if draft.workload_unit is WorkloadUnit.HOURS:
            return _("{stated} stated · {n} ECTS").format(
                stated=stated, n=_between(*ects_of(least))
            )
        return _("{stated} stated · {n} h").format(stated=stated, n=_between(least, most))
    if draft.planned_minutes is None:
        return unknown()
    credits_ = ects_of(Decimal(draft.planned_minutes) / 60)
    return _("{hours} planned · {n} ECTS").format(
        hours=duration(draft.planned_minutes * 60), n=_between(*credits_)
    )


def rule_of(draft: CredentialDraft) -> str:
    """The rule by which the workload was converted; "" where nothing was."""
    unit = draft.workload_unit
    if unit is None and draft.planned_minutes is None:
        return ""
    rules = {
        WorkloadUnit.US_CREDIT: _("A US credit hour stands for 45 h of work (34 CFR 600.2)."),
        WorkloadUnit.UK_CREDIT: _("A UK credit stands for 10 notional hours (QAA)."),
        WorkloadUnit.CEU: _("A CEU stands for 10 contact hours (IACET)."),
    }
    ects = _("An ECTS credit stands for 25–30 h of work (ECTS Users’ Guide).")
    return ects if unit is None else rules.get(unit, ects)


def level(draft: CredentialDraft) -> str:
    """The EQF level with the issuer's own word for it."""
    parts = [_("EQF {n}").format(n=draft.level_eqf)] if draft.level_eqf is not None else []
    if draft.level:
        parts.append(draft.level)
    return dotted(parts) or unknown()


def valid(view: CredentialView) -> str:
    """Until when it is valid, as far as that is known."""
    draft, today = view.row.draft, view.today
    if draft.valid_until is not None:
        day = day_short(draft.valid_until, today)
        if draft.valid_until < today:
            return _("expired on {day}").format(day=day)
        return _("until {day}").format(day=day)
    if draft.validity is Validity.NO_EXPIRY:
        return draft.validity.text
    if draft.validity is Validity.EXPIRES:
        return _("expires, the day is unknown")
    return unknown()


def sums(total: Total) -> str:
    """The sums of each currency, as they were paid: `€1,240 + US$300`."""
    from tracker.domain.money import Money

    parts = [money(Money(minor, code), is_short=True) for code, minor in total.by_currency.items()]
    return " + ".join(parts)


def spent_tile(view: CredentialView) -> tuple[str, str]:
    """What was spent for it less refunds, whoever paid, and who did."""
    spent = view.spent
    if spent.paid.known is None or spent.refunded.known is None:
        return unknown(), missing_words(spent.paid)
    if not view.expense_count:
        return money(spent.paid.known, is_short=True), _("no expense yet")
    others = spent.paid.known - spent.own.known if spent.own.known is not None else None
    notes = []
    if others is not None and others.minor:
        notes.append(_("{amount} paid by others").format(amount=money(others, is_short=True)))
    back = spent.reimbursed.known
    if back is not None and back.minor:
        notes.append(_("{amount} reimbursed").format(amount=money(back, is_short=True)))
    refunded = spent.refunded.known
    if refunded.minor:
        notes.append(_("{amount} refunded").format(amount=money(refunded, is_short=True)))
    hours = view.by_hours.known
    if hours is not None and hours.minor:
        amount = money(hours, is_short=True)
        notes.append(_("{amount} of subscriptions, by hours").format(amount=amount))
    words = ngettext("{n} expense", "{n} expenses", view.expense_count)
    note = dotted(notes) or words.format(n=view.expense_count)
    return money(spent.paid.known - refunded, is_short=True), note


def hour_tile(view: CredentialView) -> tuple[str, str]:
    """What an hour of study cost the person, and from which two numbers that comes."""
    from tracker.analytics.spending import cost_of_an_hour

    net, seconds = view.spent.net, view.row.logged_seconds
    if net.known is None:
        return unknown(), missing_words(net)
    cost = cost_of_an_hour(net, seconds)
    if cost is None:
        return "–", _("no study logged yet")
    return money(cost), _("{amount} of your own · {hours}").format(
        amount=money(net.known, is_short=True), hours=duration(seconds)
    )


def missing_words(total: Total) -> str:
    """Which rates are missing for a sum, and what was paid in each currency."""
    return _("no rate for {currencies} · {sums}").format(
        sums=sums(total), currencies=", ".join(total.missing)
    )


def logged_tile(view: CredentialView) -> tuple[str, str]:
    """What was studied, in how many sessions of which length."""
    from statistics import median

    count = len(view.part_seconds)
    if not count:
        return duration(0), _("no study session yet")
    words = ngettext(
        "{n} session · median {length}", "{n} sessions · median {length}", count
    ).format(n=count, length=duration(round(median(view.part_seconds))))
    return duration(view.row.logged_seconds), words
