"""`cairn return`: the page «Return on time» as text and as data."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tracker.cli.answers import Answer
from tracker.cli.parsing import Arguments, Parser, Spec
from tracker.i18n import _

if TYPE_CHECKING:
    from tracker.analytics.returns.draws import Bands, Bar
    from tracker.analytics.returns.life import Stated
    from tracker.analytics.returns.view import CredentialReturn, DegreeReturn, ReturnView
    from tracker.domain.baselines import Source
    from tracker.record import Record


def _arguments(parser: Parser) -> None:
    parser.description = _(
        "Tell what an hour of study brings, from the record: cost of an hour and break-even first,"
        " then, where you have stated how much of a change of pay is due to a credential, what it"
        " is worth; beside the degrees of the baseline set."
    )
    parser.add_argument(
        "credentials", nargs="*", metavar=_("CREDENTIAL"), help=_("these alone; else all")
    )


def _return(args: Arguments) -> Answer:
    from tracker.cli.naming import find_credential_id
    from tracker.cli.opening import opened

    with opened(args) as record:
        wanted = [find_credential_id(record, name) for name in args.credentials]
        view, shown = _with_rates(record, wanted)
    from tracker.cli.returned import told

    return Answer(shape(view, shown), told(view, shown, is_asked=bool(wanted)))


def _with_rates(record: Record, wanted: Sequence[int]) -> tuple[ReturnView, list[CredentialReturn]]:
    """The view, and the credentials asked for with their internal rates."""
    from tracker.analytics.returns.view import credential_return

    view = record.return_on_time.view()
    parity = view.parity or next(iter(view.degrees), None)
    lives = {life.id: life for life in view.gathered.lives}
    order = wanted or [one.id for one in view.credentials]
    return view, [
        credential_return(
            lives[number], view.gathered, view.assumptions, view.salary, parity, with_rate=True
        )
        for number in order
        if number in lives
    ]


def shape(view: ReturnView, shown: Sequence[CredentialReturn]) -> dict[str, Any]:
    """The answer for programs: figures by the names of the method, and where they come from."""
    from tracker.analytics.returns.assumptions import to_scenario

    used = {name for one in view.degrees for name in one.row.sources}
    sources = view.gathered.sources
    return {
        "currency": view.gathered.currency,
        "assumptions": to_scenario(view.assumptions),
        "salary": _money(view.salary),
        "cost_per_hour": _money(view.cost_per_hour),
        "out_of_pocket": _money(view.pocket),
        "hours": float(view.hours),
        "without_rate": list(view.without_rate),
        "credentials": [_credential(one) for one in shown],
        "degrees": [_degree(one) for one in view.degrees],
        "sources": [_source(sources[name]) for name in sorted(used) if name in sources],
    }


def _credential(one: CredentialReturn) -> dict[str, Any]:
    from tracker.analytics.returns.view import what_matters
    from tracker.cli.evaluate import shape as outputs_shape

    row = one.life.row
    employer = one.life.employer_paid
    return {
        "id": one.id,
        "title": row.title,
        "state": row.draft.state.value,
        "hours": None if one.inputs.hours is None else float(one.inputs.hours),
        "study_months": one.inputs.study_months,
        "employer_paid": None
        if employer is None or employer.known is None
        else employer.known.plain(),
        **outputs_shape(one.outputs),
        "go_forward": None if one.ahead is None else outputs_shape(one.ahead),
        "stated": _stated(one.stated),
        "bands": _bands(one.bands),
        "what_matters": [_bar(bar) for bar in what_matters(one)],
    }


def _degree(one: DegreeReturn) -> dict[str, Any]:
    from tracker.cli.evaluate import shape as outputs_shape

    return {
        "id": one.row.id,
        "label": one.row.label,
        "confidence": one.row.confidence.value,
        "currency": one.axis.currency,
        "price_year": one.axis.price_year,
        "by_purchasing_power": one.axis.by_purchasing_power,
        "on_shared_axis": one.is_on_axis,
        "off_axis_because": one.axis.reason,
        **outputs_shape(one.outputs),
        "net_value_per_measured_hour": _money(one.measured.net_value_per_hour),
        "bands": _bands(one.bands),
        "assumptions": list(one.row.assumptions),
        "sources": list(one.row.sources),
        "verified_on": one.row.verified_on or None,
    }


def _stated(stated: Stated) -> dict[str, Any]:
    from tracker.analytics.returns.assumptions import range_fields

    found: dict[str, Any] = {}
    for name, value in (
        ("annual_uplift_gross", stated.uplift),
        ("attribution", stated.share),
        ("completion_probability", stated.finish),
    ):
        if value is not None:
            found |= range_fields(name, value)
    return {**found, "stated_by": stated.stated_by or None}


def _bands(bands: Bands | None) -> dict[str, Any] | None:
    if bands is None:
        return None
    values = {f"p{q}": round(getattr(bands, f"p{q}"), 2) for q in (5, 25, 50, 75, 95)}
    return {**values, "chance_of_gain": bands.chance_of_gain, "draws": bands.draws}


def _bar(bar: Bar) -> dict[str, Any]:
    return {
        "input": bar.name,
        "low": float(bar.low),
        "high": float(bar.high),
        "at_low": _money(bar.at_low),
        "at_high": _money(bar.at_high),
    }


def _source(source: Source) -> dict[str, Any]:
    return {
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "year": source.year,
        "place": source.place,
        "url": source.url,
        "read": source.confidence.value,
    }


def _money(amount: Decimal | None) -> str | None:
    from tracker.analytics.returns.reading import money_text

    return None if amount is None else money_text(amount)


SPECS = {"return": Spec(_arguments, _return)}
