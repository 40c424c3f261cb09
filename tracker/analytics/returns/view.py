"""What the page «Return on time» shows, the command line tells, exports carry: one answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tracker.analytics.returns.assumptions import Assumptions
from tracker.analytics.returns.degrees import (
    Axis,
    Yardsticks,
    axis_of,
    degree_inputs,
    degree_spread,
)
from tracker.analytics.returns.draws import Bands, Bar, bands, tornado
from tracker.analytics.returns.flows import exactly, lay_out
from tracker.analytics.returns.forward import go_forward
from tracker.analytics.returns.inputs import ZERO, Inputs
from tracker.analytics.returns.life import (
    Life,
    Stated,
    inputs_of,
    months_between,
    salary_of,
)
from tracker.analytics.returns.outputs import Outputs, evaluate
from tracker.domain.baselines import Baseline, Source
from tracker.domain.kept import Kept
from tracker.domain.proof import SkillRow
from tracker.domain.returns import PayEventDraft, ScenarioDraft

# From 22 to 65: what a degree is bought for, whatever horizon is looked at.
WORKING_LIFE = Decimal(43)


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the record and the baselines hold, read in one look; everything else is computed."""

    today: date
    currency: str
    lives: tuple[Life, ...]
    pay: tuple[Kept[PayEventDraft], ...]
    scenarios: tuple[Kept[ScenarioDraft], ...]
    current_scenario_id: int | None
    baselines: tuple[Baseline, ...]
    sources: Mapping[str, Source]
    yardsticks: Yardsticks
    skills: tuple[SkillRow, ...] = ()
    months_of_study: int = 0


@dataclass(frozen=True, slots=True)
class CredentialReturn:
    """The return on time of one credential."""

    life: Life
    inputs: Inputs
    stated: Stated
    outputs: Outputs
    ahead: Outputs | None
    bands: Bands | None

    @property
    def id(self) -> int:
        """The credential's number."""
        return self.life.id

    @property
    def name(self) -> str:
        """What it is called where room is short."""
        return self.life.row.name


@dataclass(frozen=True, slots=True)
class DegreeReturn:
    """The return on time of one degree: in the person's money, or apart in its own.

    `working_life_pct` is its break-even, of pay, over a working life.
    """

    row: Baseline
    axis: Axis
    inputs: Inputs
    outputs: Outputs
    measured: Outputs
    bands: Bands | None
    working_life_pct: Decimal | None = None

    @property
    def is_on_axis(self) -> bool:
        """Whether it may stand on the axis of the person's own figures."""
        return self.axis.reason is None


@dataclass(frozen=True, slots=True)
class ReturnView:
    """All of it. `credentials`: those in progress first, then those with a change of pay, each by
    break-even.

    `hours` [h] and `pocket` sum what was logged and paid over those whose spending is known;
    `without_rate` names the others, where an amount has no exchange rate.
    """

    gathered: Gathered
    assumptions: Assumptions
    salary: Decimal | None
    credentials: tuple[CredentialReturn, ...]
    degrees: tuple[DegreeReturn, ...]
    hours: Decimal
    pocket: Decimal
    without_rate: tuple[str, ...] = ()

    @property
    def cost_per_hour(self) -> Decimal | None:
        """What an hour of study cost, over those whose spending is known; None without any."""
        if not self.hours:
            return None
        with exactly():
            return self.pocket / self.hours

    @property
    def all_hours(self) -> Decimal:
        """Every hour logged for a credential."""
        return sum((one.life.logged_hours for one in self.credentials), ZERO)

    @property
    def has_forecast(self) -> bool:
        """Whether any credential has a stated change of pay with its share."""
        return any(one.outputs.npv_cash is not None for one in self.credentials)

    @property
    def parity(self) -> DegreeReturn | None:
        """The degree whose hours parity is measured by."""
        return parity_of(self.degrees)

    @property
    def first_degree(self) -> DegreeReturn | None:
        """The degree that figures are set beside: the first bachelor's with hours and gap."""
        able = [one for one in self.degrees if one.row.hours_mid and one.row.premium is not None]
        bachelors = [one for one in able if one.row.isced == 6]
        return next(iter(bachelors or able), None)

    def credential(self, number: int) -> CredentialReturn | None:
        """The credential with that number."""
        return next((one for one in self.credentials if one.id == number), None)


def return_view(
    gathered: Gathered,
    assumptions: Assumptions,
    *,
    only: int | None = None,
    is_brief: bool = False,
) -> ReturnView:
    """Everything that the page shows under `assumptions`; the internal rates are not asked for.

    `only` one credential; a brief view has no degrees, and bands for that one alone.
    """
    salary = salary_of(gathered.pay, assumptions, gathered.currency)
    degrees = tuple(
        degree_return(row, gathered, assumptions)
        for row in ([] if is_brief else _chosen(gathered.baselines, assumptions))
    )
    parity = parity_of(degrees) or next(iter(degrees), None)
    rows = [
        credential_return(
            life,
            gathered,
            assumptions,
            salary,
            parity,
            with_bands=only is not None or not is_brief,
        )
        for life in gathered.lives
        if life.has_anything and only in {None, life.id}
    ]
    rows.sort(key=_order)
    known = [one for one in rows if one.outputs.out_of_pocket is not None]
    return ReturnView(
        gathered,
        assumptions,
        salary,
        tuple(rows),
        degrees,
        sum((one.life.logged_hours for one in known), ZERO),
        sum((one.outputs.out_of_pocket or ZERO for one in known), ZERO),
        tuple(one.name for one in rows if one.outputs.out_of_pocket is None),
    )


def parity_of(degrees: tuple[DegreeReturn, ...]) -> DegreeReturn | None:
    """The first bachelor's on the shared axis with hours and a gap in pay, else any degree."""
    able = [one for one in degrees if one.is_on_axis and one.row.hours_mid and one.row.premium]
    bachelors = [one for one in able if one.row.isced == 6]
    return next(iter(bachelors or able), None)


def _chosen(rows: tuple[Baseline, ...], assumptions: Assumptions) -> list[Baseline]:
    by_id = {row.id: row for row in rows}
    return [by_id[name] for name in assumptions.baselines if name in by_id]


def _order(one: CredentialReturn) -> tuple[bool, bool, bool, Decimal, str]:
    """Those with a decision ahead first, then those with a change of pay, by their break-even."""
    value = one.outputs.break_even_uplift_gross
    has_pay = one.stated.uplift is not None
    return (
        not (one.life.is_open and one.life.row.logged_seconds),
        not has_pay,
        value is None,
        value if value is not None else ZERO,
        one.name,
    )


def credential_return(
    life: Life,
    gathered: Gathered,
    assumptions: Assumptions,
    salary: Decimal | None,
    parity: DegreeReturn | None,
    *,
    with_rate: bool = False,
    with_bands: bool = True,
) -> CredentialReturn:
    """One credential, with what is left of it where it is in progress."""
    inputs, said = inputs_of(life, assumptions, gathered.currency, gathered.today, salary)
    if parity is not None and not parity.is_on_axis:
        # Its gap in pay is in money and prices that can't stand beside one's own.
        inputs = inputs.replaced(parity_reason=parity.axis.reason)
    elif parity is not None:
        inputs = inputs.replaced(
            degree_hours=parity.row.hours_mid,
            degree_hours_measured=parity.row.hours_measured,
            degree_premium=parity.inputs.annual_uplift_gross,
        )
    outputs = evaluate(inputs, with_rate=with_rate)
    spread = said.spread if said.reason is None else None
    ahead = None
    if life.is_open and life.start is not None and life.start <= gathered.today:
        elapsed = months_between(life.start, gathered.today)
        ahead = evaluate(go_forward(inputs, elapsed, life.logged_hours), with_rate=with_rate)
    return CredentialReturn(
        life,
        inputs,
        said,
        outputs,
        ahead,
        bands(inputs, spread) if spread is not None and with_bands else None,
    )


def degree_return(
    row: Baseline, gathered: Gathered, assumptions: Assumptions, *, with_rate: bool = False
) -> DegreeReturn:
    """One degree under the same horizon, rate and tax."""
    axis = axis_of(row, gathered.currency, assumptions.home_country, gathered.yardsticks)
    inputs = degree_inputs(row, assumptions, axis)
    measured = degree_inputs(row, assumptions, axis, with_measured_hours=True)
    spread = degree_spread(row, assumptions, axis)
    whole_life = evaluate(inputs.replaced(horizon_years=WORKING_LIFE), with_rate=False)
    return DegreeReturn(
        row,
        axis,
        inputs,
        evaluate(inputs, with_rate=with_rate),
        evaluate(measured, with_rate=False),
        None if spread is None else bands(inputs, spread),
        whole_life.break_even_pct_of_salary,
    )


def what_matters(one: CredentialReturn) -> tuple[Bar, ...]:
    """The tornado of one credential; empty where nothing is stated."""
    spread = one.stated.spread if one.stated.reason is None else None
    return () if spread is None else tornado(one.inputs, spread)


def running_total(inputs: Inputs, months: int) -> list[Decimal]:
    """Money in and out up to the end of each month from 0 to `months`, undiscounted.

    Own time is left out: it is no money. A degree's pay forgone is: it does not come in.
    """
    with exactly():
        flows = lay_out(inputs)
        parts = [flows.cash, flows.benefit or {}, flows.time if inputs.is_degree else {}]
        total, found = ZERO, []
        for month in range(months + 1):
            total += sum((part.get(month, ZERO) for part in parts), ZERO)
            found.append(total)
        return found


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """Money in and out of one credential or degree over time, undiscounted.

    `totals` has the running total at the end of each month from 0 on. `payback` is the month in
    which it is back for good, None where that is never. `has_benefit` is False where only costs
    are known. `has_forgone` says that pay forgone is in the totals of a degree.
    """

    name: str
    totals: tuple[Decimal, ...]
    payback: int | None
    has_benefit: bool
    has_forgone: bool = False


def money_line(name: str, inputs: Inputs, months: int) -> MoneyLine | None:
    """The line of `inputs` over so many months; None where the cost is not known."""
    if inputs.cost_reason is not None:
        return None
    # An hour of one's own is worth something, but is no money that goes out.
    bare = inputs if inputs.is_degree else inputs.replaced(value_of_time_per_hour=ZERO)
    outputs = evaluate(bare, with_rate=False)
    return MoneyLine(
        name,
        tuple(running_total(bare, months)),
        outputs.payback_months,
        outputs.npv_cash is not None,
        bare.is_degree and bare.foregone_net_earnings_per_year > 0,
    )
