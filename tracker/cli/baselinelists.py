"""The list of degree baselines, with how each was read."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tracker.cli.tables import Column, table
from tracker.cli.wanted import Listed, Wanted
from tracker.i18n import _

if TYPE_CHECKING:
    from tracker.domain.baselines import Baseline
    from tracker.record import Record


def list_baselines(record: Record, wanted: Wanted) -> Listed:
    """The person's own rows first, then those that ship with Cairn."""
    return _listed(record.return_on_time.gathered().baselines, wanted)


def list_shipped(wanted: Wanted) -> Listed:
    """Those that ship with Cairn, without a record."""
    from tracker.formats.baselines import Baselines

    return _listed(Baselines.load().rows, wanted)


def _listed(rows: Sequence[Baseline], wanted: Wanted) -> Listed:
    shown = wanted.cut(rows)
    columns = (
        Column(_("Baseline")),
        Column(_("Degree"), may_shrink=True),
        Column(_("Hours"), is_number=True),
        Column(_("Fees"), is_number=True),
        Column(_("Gap in pay"), is_number=True),
        Column(_("Currency")),
        Column(_("Finish"), is_number=True),
        Column(_("Read")),
    )
    cells = [
        (
            row.id,
            row.label,
            _plain(row.hours_mid),
            _plain(row.tuition),
            _plain(row.premium),
            row.currency,
            "" if row.completion is None else _("{n} %").format(n=_plain(100 * row.completion)),
            row.confidence.text,
        )
        for row in shown
    ]
    return Listed([_shape(row) for row in shown], table(columns, cells), len(rows))


def _plain(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"


def _shape(row: Baseline) -> dict[str, Any]:
    numbers = (
        "hours_low",
        "hours_mid",
        "hours_high",
        "hours_measured",
        "years",
        "tuition",
        "other_cost",
        "completion",
        "pay_with",
        "pay_without",
        "premium",
    )
    found: dict[str, Any] = {"id": row.id, "label": row.label, "country": row.country}
    found |= {"currency": row.currency, "price_year": row.price_year}
    for name in numbers:
        value = getattr(row, name)
        found[name] = None if value is None else f"{value:f}"
    return found | {
        "earnings_price_year": row.earnings_price_year,
        "confidence": row.confidence.value,
        "sources": list(row.sources),
        "assumptions": list(row.assumptions),
        "verified_on": row.verified_on or None,
    }
