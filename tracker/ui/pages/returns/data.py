"""What the page «Return on time» draws, computed beside the window in one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module

from tracker.analytics.returns.assumptions import CURRENT, Assumptions, from_scenario
from tracker.analytics.returns.draws import Bar
from tracker.analytics.returns.view import (
    CredentialReturn,
    Gathered,
    MoneyLine,
    ReturnView,
    money_line,
    return_view,
    what_matters,
)
from tracker.analytics.returns.words import level_name
from tracker.record import Record

# The course of money is drawn over five years, or the whole horizon where that is shorter.
_MONTHS = 60
# Loaded beside the window, for what is drawn of the answer.
_CHARTS = tuple(f"tracker.charts.{name}" for name in ("moneyline", "returns", "skills", "tornado"))


@dataclass(frozen=True, slots=True)
class KeptScenario:
    """A kept scenario with what it makes of the credential that is looked at."""

    id: int
    name: str
    assumptions: Assumptions
    one: CredentialReturn | None


@dataclass(frozen=True, slots=True)
class Shown:
    """The view, the credential that is looked at, and what is drawn of it."""

    view: ReturnView
    one: CredentialReturn | None
    bars: tuple[Bar, ...]
    mine: MoneyLine | None
    degree: MoneyLine | None
    kept: tuple[KeptScenario, ...]


def look(record: Record, chosen: int) -> Shown:
    """What the page shows of the record, looking at the credential `chosen` (0: the first)."""
    for name in _CHARTS:
        import_module(name)
    return _look_at(record.return_on_time.view(), chosen)


def look_at(gathered: Gathered, assumptions: Assumptions, chosen: int) -> Shown:
    """The same of what was gathered, under any assumptions."""
    return _look_at(return_view(gathered, assumptions), chosen)


def _look_at(view: ReturnView, chosen: int) -> Shown:
    one = view.credential(chosen) or _first(view.credentials)
    degree = view.parity
    return Shown(
        view,
        one,
        () if one is None else what_matters(one),
        None if one is None else money_line(one.name, one.inputs, _MONTHS),
        None if degree is None else money_line(level_name(degree.row), degree.inputs, _MONTHS),
        tuple(_kept(view.gathered, one)),
    )


def _first(rows: Sequence[CredentialReturn]) -> CredentialReturn | None:
    """The one with the highest median, for that is the one that is asked about; else the first."""
    able = [one for one in rows if one.bands is not None and one.life.is_open]
    able = able or [one for one in rows if one.bands is not None]
    return max(able, key=_median) if able else next(iter(rows), None)


def _median(one: CredentialReturn) -> float:
    return one.bands.p50 if one.bands is not None else 0.0


def _kept(gathered: Gathered, one: CredentialReturn | None) -> list[KeptScenario]:
    found = []
    for row in gathered.scenarios:
        if row.draft.credential_id is not None or row.draft.inputs.get(CURRENT):
            continue
        assumed = from_scenario(row.draft.inputs)
        other = None
        if one is not None:
            brief = return_view(gathered, assumed, only=one.id, is_brief=True)
            other = brief.credential(one.id)
        found.append(KeptScenario(row.id, row.draft.name, assumed, other))
    return found
