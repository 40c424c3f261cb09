"""What the page «Return on time» says in words."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QLocale

from tracker.analytics.returns.assumptions import Assumptions, Range
from tracker.analytics.returns.draws import Spread, bands
from tracker.analytics.returns.prices import to_money
from tracker.analytics.returns.reading import rounded
from tracker.analytics.returns.view import (
    WORKING_LIFE,
    CredentialReturn,
    DegreeReturn,
    ReturnView,
)
from tracker.analytics.returns.words import degree_name, level_name, why
from tracker.analytics.workload import ects_of
from tracker.domain.baselines import Confidence
from tracker.domain.money import Money
from tracker.i18n import _, ngettext
from tracker.ui import numbers

_NEAR_NOTHING = Decimal("0.5")
# Below this a percentage has two decimals, and below the other it is only said to be less.
_SMALL, _LEAST = Decimal("0.1"), Decimal("0.01")


def money(amount: Decimal | None, currency: str, *, is_short: bool = False) -> str:
    """An amount as the locale writes it; `unknown` for None."""
    if amount is None:
        return numbers.unknown()
    return numbers.money(to_money(amount, currency), is_short=is_short)


def number(value: Decimal, digits: int = 1) -> str:
    """A number half up, without zeros at its end, as the locale writes it."""
    shown = rounded(value, digits).normalize()
    text = f"{abs(shown):f}".replace(".", QLocale().decimalPoint())
    return _("−{n}").format(n=text) if shown < 0 else text


def percent(value: Decimal | None, digits: int = 1) -> str:
    """A percentage with a decimal, half up; from ten on without."""
    if value is None:
        return numbers.unknown()
    if 0 < value < _LEAST:
        return _("< {n} %").format(n=number(_LEAST, 2))
    if abs(value) < _SMALL:
        # It is little, and not nothing.
        digits = 2
    return _("{n} %").format(n=number(value, 0 if abs(value) >= 10 else digits))


def share(value: Decimal) -> str:
    """A share (0.6 is 60 %) as a percentage."""
    return _("{n} %").format(n=number(100 * value, 2))


def range_words(value: Range) -> str:
    """A range of shares: `60 % (20–80 %)`."""
    if not value.is_wide:
        return share(value.likely)
    return _("{likely} % ({low}–{high} %)").format(
        likely=number(100 * value.likely, 2),
        low=number(100 * value.low, 2),
        high=number(100 * value.high, 2),
    )


def years(assumptions: Assumptions) -> str:
    """The horizon: `10 years`."""
    count = assumptions.horizon_years
    if count != count.to_integral_value():
        return _("{n} years").format(n=number(count, 2))
    return ngettext("{n} year", "{n} years", int(count)).format(n=numbers.count(int(count)))


def break_even(one: CredentialReturn | DegreeReturn, currency: str) -> str:
    """By how much pay must rise: a share of it, else an amount, else unknown."""
    outputs = one.outputs
    if outputs.break_even_pct_of_salary is not None:
        return percent(outputs.break_even_pct_of_salary)
    if outputs.break_even_uplift_gross is None:
        return numbers.unknown()
    return money(outputs.break_even_uplift_gross, currency, is_short=True)


def break_even_why(one: CredentialReturn | DegreeReturn) -> str:
    """Why a break-even is not known; "" where it is."""
    reasons = one.outputs.reasons
    if one.outputs.break_even_uplift_gross is None:
        return why_sentence(reasons["break_even_uplift_gross"])
    return ""


def why_sentence(reason: str) -> str:
    """`unknown, because …`."""
    return _("unknown, because {why}").format(why=why(reason))


def subtitle() -> str:
    """What the page is about."""
    return _("What an hour of study brings, beside a degree")


def working_life(one: DegreeReturn, assumptions: Assumptions) -> str:
    """The break-even of a degree over a working life, where the horizon is shorter; else ""."""
    if one.working_life_pct is None or assumptions.horizon_years >= WORKING_LIFE:
        return ""
    return _("A degree pays over a working life: over {n} years it breaks even at {rise}.").format(
        n=number(WORKING_LIFE), rise=percent(one.working_life_pct)
    )


def cost_note(view: ReturnView) -> str:
    """What the cost of an hour is made of."""
    currency = view.gathered.currency
    said = _("{money} out of pocket · {hours} h").format(
        money=money(view.pocket, currency, is_short=True), hours=number(view.hours, 0)
    )
    employer = [one.life.employer_paid for one in view.credentials]
    paid = [one.known.minor for one in employer if one is not None and one.known is not None]
    if sum(paid):
        said = _("{said} · {money} paid by employers is not in it").format(
            said=said, money=numbers.money(Money(sum(paid), currency), is_short=True)
        )
    if view.without_rate:
        return _("{said}, without {names}, where a rate is missing").format(
            said=said, names=numbers.listed(view.without_rate)
        )
    return said


def degree_cost_note(one: DegreeReturn) -> str:
    """What the cost of a degree's hour is made of."""
    currency = one.axis.currency
    basis = {
        "net": _("net price"),
        "sticker": _("published price"),
        "statutory": _("statutory fee"),
    }.get(one.row.tuition_basis, _("price"))
    if one.outputs.all_in_cost_per_hour is None:
        return basis
    return _("{basis} · {money} with pay forgone").format(
        basis=basis, money=money(one.outputs.all_in_cost_per_hour, currency)
    )


def hours_words(view: ReturnView) -> str:
    """What the hours are in ECTS, and as a share of a degree."""
    hours = view.all_hours
    least, most = ects_of(hours)
    said = _("{hours} h logged are {least}–{most} ECTS").format(
        hours=number(hours, 0), least=number(least), most=number(most)
    )
    degree = view.first_degree
    if degree is None or degree.row.hours_mid is None:
        return _("{said}.").format(said=said)
    rule = percent(100 * hours / degree.row.hours_mid)
    if degree.row.hours_measured is None:
        return _("{said}, or {rule} of {degree} by the credit rule.").format(
            said=said, rule=rule, degree=level_name(degree.row)
        )
    return _(
        "{said}, or {rule} of {degree} by the credit rule, {measured} of measured study."
    ).format(
        said=said,
        rule=rule,
        degree=level_name(degree.row),
        measured=percent(100 * hours / degree.row.hours_measured),
    )


def in_words(view: ReturnView, one: CredentialReturn | None) -> str:
    """The sentence that a careful economist would sign."""
    if one is None:
        return _("No study and no spending yet, so there is nothing to tell.")
    said = (_first(view, one), _fell(one), _rests_on(view, one), _raw(view))
    return " ".join(part for part in said if part)


def _first(view: ReturnView, one: CredentialReturn) -> str:
    outputs, currency = one.outputs, view.gathered.currency
    if outputs.break_even_uplift_gross is None:
        return _("What {name} must bring to pay for itself is {why}.").format(
            name=one.name, why=break_even_why(one)
        )
    rise = break_even(one, currency)
    value = view.assumptions.value_of_time_per_hour
    if value:
        said = _("{name} pays for itself if it raises your pay by {rise} for {years}").format(
            name=one.name, rise=rise, years=years(view.assumptions)
        )
        return _("{said}, your time counted at {money} an hour.").format(
            said=said, money=money(value, currency, is_short=True)
        )
    return _("{name} pays for itself if it raises your pay by {rise} for {years}.").format(
        name=one.name, rise=rise, years=years(view.assumptions)
    )


def _fell(one: CredentialReturn) -> str:
    """That pay did not rise at all, where that is what was noted."""
    uplift = one.stated.uplift
    if uplift is None or uplift.likely >= 0:
        return ""
    return _("The change of pay that is noted for it is no rise, so it has not paid for itself.")


def _rests_on(view: ReturnView, one: CredentialReturn) -> str:
    said = one.stated
    if one.bands is None or said.share is None or said.spread is None:
        if any(other.bands for other in view.credentials):
            return _("No return is told for it: {why}.").format(why=why(said.reason or ""))
        return _(
            "No change of pay is stated with the share that is due to a credential, so nothing is"
            " said of a return."
        )
    likely = share(said.share.likely)
    by = said.stated_by
    rests = (
        _(
            "The bars rest on the change of pay that {who} stated, and on {share} of it being due"
            " to the credential: a judgement, no measurement"
        ).format(who=by, share=likely)
        if by
        else _(
            "The bars rest on the change of pay that was stated, and on {share} of it being due"
            " to the credential: a judgement, no measurement"
        ).format(share=likely)
    )
    if not said.share.is_wide:
        return _("{said}.").format(said=rests)
    low = bands(one.inputs, _with_share(said.spread, said.share.low))
    if low is None:
        return _("{said}.").format(said=rests)
    currency, value = view.gathered.currency, Decimal(low.p50)
    if abs(value) < _NEAR_NOTHING:
        return _("{said}; at {low} the median return is near zero.").format(
            said=rests, low=share(said.share.low)
        )
    return _("{said}; at {low} the median return is {value} an hour.").format(
        said=rests, low=share(said.share.low), value=money(value, currency)
    )


def _with_share(spread: Spread, value: Decimal) -> Spread:
    return Spread(spread.uplift, Range.at(value), spread.finish)


def _raw(view: ReturnView) -> str:
    shown = [one for one in view.degrees if one.is_on_axis]
    if not shown:
        return ""
    if view.assumptions.degree_attribution is None:
        return _(
            "The degrees' gaps in pay are raw: graduates differ from others in more than that."
        )
    return ""


def read_words(view: ReturnView) -> str:
    """The publishers behind the degrees, for the foot of the chart."""
    sources = view.gathered.sources
    names: list[str] = []
    for one in view.degrees:
        for key in one.row.sources:
            if key in sources and sources[key].publisher not in names:
                names.append(sources[key].publisher)
    short = [name.split(" (")[0].split(",")[0] for name in names[:2]]
    if not short:
        return _("degree baselines")
    return _("degree baselines · {names}").format(names=numbers.listed(short))


def off_axis(view: ReturnView) -> str:
    """Which degrees stay off the shared axis, and why; "" where none does."""
    apart = [one for one in view.degrees if not one.is_on_axis]
    if not apart:
        return ""
    return _("Off this axis, since {why}: {names}.").format(
        why=why(apart[0].axis.reason or ""),
        names=numbers.listed([degree_name(one.row) for one in apart]),
    )


def baseline_chip(view: ReturnView) -> str:
    """Which degrees stand beside: `Baselines: US, 3 degrees`."""
    rows = [one.row for one in view.degrees]
    if not rows:
        return _("Baselines: none")
    countries = list(
        dict.fromkeys({"USA": "US", "GBR": "UK"}.get(r.country, r.country) for r in rows)
    )
    count = ngettext("{n} degree", "{n} degrees", len(rows)).format(n=numbers.count(len(rows)))
    return _("Baselines: {countries}, {degrees}").format(
        countries=", ".join(one for one in countries if one) or _("your own"), degrees=count
    )


def confidence_mark(confidence: Confidence) -> str:
    """How a row came here, where that needs to be said; "" for the publisher's own page."""
    return "" if confidence is Confidence.PRIMARY else confidence.text
