"""The return on time as text: break-even first, then what was stated, then the degrees."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from tracker.analytics.returns.assumptions import Assumptions, Range
from tracker.analytics.returns.reading import money_text
from tracker.analytics.returns.view import CredentialReturn, DegreeReturn, ReturnView
from tracker.analytics.returns.words import why
from tracker.cli.evaluated import decimals
from tracker.cli.evaluated import told as evaluated
from tracker.cli.tables import Column, table
from tracker.i18n import _, ngettext

# A percentage below this is only said to be less.
_LEAST = Decimal("0.01")


def told(view: ReturnView, shown: Sequence[CredentialReturn], *, is_asked: bool) -> str:
    """What the page says; a credential that was asked for in full."""
    currency = view.gathered.currency
    if not shown:
        return _("No study and no spending yet: nothing to compute a return from.")
    lines = [assumed(view.assumptions), ""]
    if not is_asked:
        lines += [_cost(view), ""]
    lines += [_break_even(shown, currency), ""]
    if any(one.bands for one in shown):
        lines += [_worth(shown, currency), ""]
    if is_asked:
        for one in shown:
            lines += [one.life.row.title, evaluated(one.inputs, one.outputs, currency), ""]
    lines += [_degrees(view), "", *_notes(view)]
    return "\n".join(lines).rstrip("\n")


def assumed(assumptions: Assumptions) -> str:
    """What all of it rests on, in a sentence."""
    said = _("Over {years} years, at {rate} % real a year; tax takes {tax} % of a raise.").format(
        years=f"{assumptions.horizon_years.normalize():f}",
        rate=f"{(100 * assumptions.discount_rate).normalize():f}",
        tax=f"{(100 * assumptions.marginal_tax_rate).normalize():f}",
    )
    share = assumptions.attribution
    if share is None:
        return _("{said} No share of a raise is put down to a credential.").format(said=said)
    if assumptions.stated_by:
        return _("{said} {share} of a raise is put down to the credential, says {name}.").format(
            said=said, share=_percents(share), name=assumptions.stated_by
        )
    return _("{said} {share} of a raise is put down to the credential.").format(
        said=said, share=_percents(share)
    )


def _percents(share: Range) -> str:
    likely = f"{(100 * share.likely).normalize():f}"
    if not share.is_wide:
        return _("{percent} %").format(percent=likely)
    return _("{percent} % ({low}–{high} %)").format(
        percent=likely,
        low=f"{(100 * share.low).normalize():f}",
        high=f"{(100 * share.high).normalize():f}",
    )


def _cost(view: ReturnView) -> str:
    currency = view.gathered.currency
    said = _("Your cost of an hour: {cost}: {pocket} out of pocket for {hours} h.").format(
        cost=_amount(view.cost_per_hour, currency),
        pocket=_amount(view.pocket, currency),
        hours=decimals(view.hours, 0),
    )
    if view.without_rate:
        return _("{said} Left out, without an exchange rate: {names}.").format(
            said=said, names=", ".join(view.without_rate)
        )
    return said


def _break_even(shown: Sequence[CredentialReturn], currency: str) -> str:
    columns = (
        Column(_("Credential"), may_shrink=True),
        Column(_("Cost of an hour"), is_number=True),
        Column(_("Breaks even if pay rises by"), is_number=True),
        Column(_("In one year"), is_number=True),
    )
    rows = [
        (
            one.name,
            _amount(one.outputs.cost_per_hour, currency),
            _percent(one.outputs.break_even_pct_of_salary)
            or _amount(one.outputs.break_even_uplift_gross, currency),
            _percent(one.outputs.one_year_break_even_pct) or _("unknown"),
        )
        for one in shown
    ]
    return table(columns, rows)


def _worth(shown: Sequence[CredentialReturn], currency: str) -> str:
    columns = (
        Column(_("An hour of study is worth"), may_shrink=True),
        Column(_("median"), is_number=True),
        Column(_("90 % of the draws"), is_number=True),
        Column(_("chance of gain"), is_number=True),
    )
    rows = []
    for one in shown:
        if one.bands is not None:
            low, high = Decimal(one.bands.p5), Decimal(one.bands.p95)
            rows.append(
                (
                    one.name,
                    _amount(Decimal(one.bands.p50), currency),
                    _("{low} to {high}").format(low=money_text(low), high=money_text(high)),
                    _percent(Decimal(100 * one.bands.chance_of_gain)),
                )
            )
    return table(columns, rows)


def _degrees(view: ReturnView) -> str:
    columns = (
        Column(_("Degree"), may_shrink=True),
        Column(_("Cost of an hour"), is_number=True),
        Column(_("Breaks even if pay is higher by"), is_number=True),
        Column(_("An hour is worth"), is_number=True),
        Column(_("by measured hours"), is_number=True),
        Column(_("Read")),
    )
    rows = [
        (
            one.row.label,
            _amount(one.outputs.cost_per_hour, one.axis.currency),
            _percent(one.outputs.break_even_pct_of_salary),
            _amount(one.outputs.net_value_per_hour, one.axis.currency),
            _amount(one.measured.net_value_per_hour, one.axis.currency),
            one.row.confidence.text,
        )
        for one in view.degrees
    ]
    return table(columns, rows)


def _notes(view: ReturnView) -> list[str]:
    notes = [_off(one) for one in view.degrees if not one.is_on_axis]
    sources = view.gathered.sources
    used = {name for one in view.degrees for name in one.row.sources if name in sources}
    notes += [
        _("{publisher} ({year}): {title}").format(
            publisher=sources[name].publisher, year=sources[name].year, title=sources[name].title
        )
        for name in sorted(used)
    ]
    unread = [one.row.label for one in view.degrees if not one.row.is_exportable]
    if unread:
        said = ngettext("{n} row is unverified.", "{n} rows are unverified.", len(unread))
        notes.append(said.format(n=len(unread)))
    return notes


def _off(one: DegreeReturn) -> str:
    return _("{degree} stays in {currency}, since {why}.").format(
        degree=one.row.label, currency=one.axis.currency, why=why(one.axis.reason or "")
    )


def _amount(amount: Decimal | None, currency: str) -> str:
    return _("unknown") if amount is None else f"{money_text(amount)} {currency}"


def _percent(value: Decimal | None) -> str:
    if value is None:
        return ""
    if 0 < value < _LEAST:
        return _("< {percent} %").format(percent=_LEAST)
    # What is little is not nothing.
    digits = 2 if 0 < abs(value) < 10 * _LEAST else 1
    return _("{percent} %").format(percent=decimals(value, digits))
