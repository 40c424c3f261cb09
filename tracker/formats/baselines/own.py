"""A person's own degree rows: written into the record as figures by name, and read back.

A row that changes a shipped one keeps its id in `based_on`; what the person set is verified by
them, with the day.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from tracker.domain.baselines import Baseline, Confidence
from tracker.domain.kept import Kept
from tracker.domain.returns import DegreeBaselineDraft
from tracker.errors import Problem
from tracker.i18n import _

_NUMBERS = (
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
_TEXTS = ("country", "currency", "comparator", "hours_basis", "earnings_basis", "verified_on")
_YEARS = ("price_year", "earnings_price_year")
OWN_ID = "own-{number}"


def to_figures(row: Baseline) -> dict[str, object]:
    """The figures of a row for the record: numbers as text, what is not known left out."""
    found: dict[str, object] = {}
    for name in (*_NUMBERS, *_TEXTS, *_YEARS):
        value = getattr(row, name)
        if value not in {None, ""}:
            found[name] = f"{value:f}" if isinstance(value, Decimal) else value
    return found


def edited(
    row: Baseline, values: Mapping[str, Any], on: date
) -> tuple[DegreeBaselineDraft | None, list[Problem]]:
    """`row` with the person's figures, verified by them `on` that day; or what is wrong."""
    problems = []
    changed: dict[str, Any] = {}
    for name, value in values.items():
        if name in _NUMBERS:
            try:
                number = None if value in {None, ""} else Decimal(str(value).replace(",", "."))
                if number is not None and not (number.is_finite() and abs(number) < 10**15):
                    raise InvalidOperation
            except ArithmeticError:
                problems.append(Problem(_("«{text}» is not a number.").format(text=value), name))
                continue
            changed[name] = number
        elif name in _YEARS:
            changed[name] = None if value in {None, ""} else int(value)
        else:
            changed[name] = value
    if problems:
        return None, problems
    both = changed.get("pay_with", row.pay_with), changed.get("pay_without", row.pay_without)
    if None not in both and not {"premium"} & set(changed):
        changed["premium"] = both[0] - both[1]
    label = changed.pop("label", row.label)
    made = dataclasses.replace(row, **changed, verified_on=on.isoformat())
    found = _impossible(made)
    if found:
        return None, found
    draft = DegreeBaselineDraft(
        name=label, figures=to_figures(made), based_on=row.based_on or _shipped_id(row)
    )
    return draft, []


def _shipped_id(row: Baseline) -> str:
    return row.id if row.row_id is None else ""


def _impossible(row: Baseline) -> list[Problem]:
    found = []
    if row.completion is not None and not 0 <= row.completion <= 1:
        found.append(Problem(_("The share who finish lies between 0 and 1."), "completion"))
    for name in ("hours_low", "hours_mid", "hours_high", "hours_measured", "years", "tuition"):
        value = getattr(row, name)
        if value is not None and value < 0:
            found.append(Problem(_("A degree's figures can't be negative."), name))
            break
    return found


def from_figures(kept: Kept[DegreeBaselineDraft], shipped: Baseline | None = None) -> Baseline:
    """The row that the record holds; what it does not say is not known, but for its origin."""
    figures = kept.draft.figures
    values: dict[str, Any] = {name: _number(figures.get(name)) for name in _NUMBERS}
    values |= {name: str(figures[name]) for name in _TEXTS if figures.get(name)}
    for name in _YEARS:
        year = _number(figures.get(name))
        values[name] = None if year is None else int(year)
    verified = bool(figures.get("verified_on"))
    return Baseline(
        **{
            "id": OWN_ID.format(number=kept.id),
            "label": kept.draft.name,
            "country": "",
            "currency": "",
            "confidence": Confidence.USER if verified else Confidence.REMEMBERED,
            "subject": shipped.subject if shipped else "all",
            "isced": shipped.isced if shipped else None,
            "tuition_basis": shipped.tuition_basis if shipped else "",
            "earnings_statistic": shipped.earnings_statistic if shipped else "",
            "sources": shipped.sources if shipped else (),
            "assumptions": shipped.assumptions if shipped else (),
            "notes": kept.draft.note,
            "row_id": kept.id,
            "based_on": kept.draft.based_on,
            **values,
        }
    )


def _number(value: object) -> Decimal | None:
    if value is None or isinstance(value, bool):
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
