"""Gathers what the return on time rests on in one look at the record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

import sqlalchemy as sa

from tracker.analytics import spending
from tracker.analytics.returns.assumptions import CURRENT, Assumptions, from_scenario
from tracker.analytics.returns.degrees import Yardsticks
from tracker.analytics.returns.life import Life, Line
from tracker.analytics.returns.view import Gathered
from tracker.analytics.spreading import in_place
from tracker.domain.baselines import Baseline
from tracker.domain.changes import Kind
from tracker.domain.credentials import CredentialRow
from tracker.domain.kept import Kept
from tracker.domain.money import Money
from tracker.domain.preferences import RecordSettings
from tracker.domain.proof import RenewalDraft
from tracker.domain.returns import DegreeBaselineDraft, PayEventDraft, ScenarioDraft
from tracker.domain.spending import ExpenseRow, RefundDraft, ReimbursementDraft
from tracker.domain.split import split
from tracker.domain.words import ExpenseKind, Payer, ReimbursementState
from tracker.formats.baselines import Baselines, from_figures
from tracker.services.charges import charges_of
from tracker.services.rates import reference_rate
from tracker.store.queries import credentials, kept, proof, returns
from tracker.store.queries import spending as expenses

# The reference rates end with their release; a fee to come is taken at the last one of a season.
_RATE_BACK_DAYS = (0, 6, 12, 24, 48, 90)


def gather(connection: sa.Connection, today: date, settings: RecordSettings) -> Gathered:
    """What the return on time of every credential rests on, as of the person's day `today`."""
    scenarios = kept.all_of(connection, ScenarioDraft, Kind.SCENARIO)
    pay = kept.all_of(connection, PayEventDraft, Kind.PAY_EVENT)
    shelf = Baselines.load()
    days = returns.study_days(connection)
    spans = [span for span in days.values() if span]
    months = 0
    if spans:
        first, last = min(span[0] for span in spans), max(span[1] for span in spans)
        months = 12 * (last.year - first.year) + last.month - first.month + 1
    current = next((one for one in reversed(scenarios) if one.draft.inputs.get(CURRENT)), None)
    return Gathered(
        today=today,
        currency=settings.currency,
        lives=_lives(connection, settings.currency, today, days, pay, scenarios),
        pay=pay,
        scenarios=scenarios,
        current_scenario_id=None if current is None else current.id,
        baselines=(*_own_rows(connection, shelf), *shelf.rows),
        sources=shelf.sources,
        yardsticks=Yardsticks(
            shelf.consumer_prices, shelf.purchasing_power, shelf.purchasing_power_year
        ),
        skills=proof.skills(connection),
        months_of_study=months,
    )


def assumptions_of(gathered: Gathered) -> Assumptions:
    """The assumptions in use: those of the current scenario, else the method's own."""
    for one in gathered.scenarios:
        if one.id == gathered.current_scenario_id:
            return from_scenario(one.draft.inputs)
    return Assumptions()


def _own_rows(connection: sa.Connection, shelf: Baselines) -> list[Baseline]:
    rows = kept.all_of(connection, DegreeBaselineDraft, Kind.DEGREE_BASELINE)
    return [from_figures(row, shelf.row(row.draft.based_on)) for row in rows]


def _lives(
    connection: sa.Connection,
    currency: str,
    today: date,
    days: Mapping[int, tuple[date, date]],
    pay: Sequence[Kept[PayEventDraft]],
    scenarios: Sequence[Kept[ScenarioDraft]],
) -> tuple[Life, ...]:
    bought: dict[int, list[ExpenseRow]] = defaultdict(list)
    rows = expenses.between(connection, date.min, date.max)
    for row in in_place(rows, charges_of(connection, rows, today)):
        for number in {share.credential_id for share in row.shares}:
            if number is not None:
                bought[number].append(row)
    back = _came_back(connection)
    rules = kept.all_of(connection, RenewalDraft, Kind.RENEWAL)
    found = []
    for row in credentials.rows(connection):
        rule = next((one.draft for one in rules if one.draft.credential_id == row.id), None)
        statement = next(
            (s.draft.inputs for s in reversed(scenarios) if s.draft.credential_id == row.id), {}
        )
        life = _life(row, bought[row.id], back, rule, currency, today)
        first, last = days.get(row.id, (None, None))
        found.append(
            replace(
                life,
                pay=tuple(one for one in pay if one.draft.credential_id == row.id),
                first_study_on=first,
                last_study_on=last,
                statement=statement,
            )
        )
    return tuple(found)


def _life(
    row: CredentialRow,
    bought: Sequence[ExpenseRow],
    back: Mapping[int, Sequence[tuple[date, int]]],
    rule: RenewalDraft | None,
    currency: str,
    today: date,
) -> Life:
    has_fee = rule is not None and bool(rule.cycle_months and rule.fee_minor)
    earned_on = row.draft.earned_on
    spent: list[Line] = []
    returned: list[Line] = []
    paid_by_employer = []
    for expense in bought:
        part = spending.part_for(expense, row.id)
        if expense.payer is not Payer.SELF:
            if expense.payer is Payer.EMPLOYER:
                paid_by_employer.append(part)
            continue
        if (
            has_fee
            and expense.kind is ExpenseKind.MAINTENANCE
            and earned_on is not None
            and expense.day > earned_on
        ):
            # The rule of the renewal brings this fee already.
            continue
        rate = spending.rate_of(part)
        spent.append((part.day, part.amount, rate))
        returned += [(day, money, rate) for day, money in _parts(part, back.get(expense.id, ()))]
    employer = spending.spent(paid_by_employer, currency).paid if paid_by_employer else None
    fee = None
    if has_fee and rule is not None and rule.fee_currency is not None:
        fee = _in_own_money(Money(rule.fee_minor or 0, rule.fee_currency), currency, today)
    return Life(
        row,
        spent=tuple(spent),
        returned=tuple(returned),
        employer_paid=employer,
        renewal_months=rule.cycle_months if rule is not None and has_fee else None,
        renewal_fee=fee,
    )


def _in_own_money(fee: Money, currency: str, today: date) -> Money:
    """A fee to come at the last rate that is known; as it is where none of late is."""
    for back in _RATE_BACK_DAYS:
        rate = reference_rate(fee.currency, currency, today - timedelta(days=back))
        if rate is not None:
            return rate.convert(fee)
    return fee


def _parts(part: ExpenseRow, back: Sequence[tuple[date, int]]) -> Iterable[tuple[date, Money]]:
    """This credential's part of what came back, on the day of each piece."""
    whole = part.refunded + part.reimbursed
    if not whole.minor or not back:
        return []
    pieces = split(whole.minor, [minor for _day, minor in back])
    return [
        (day, Money(minor, whole.currency))
        for (day, _whole), minor in zip(back, pieces, strict=True)
    ]


def _came_back(connection: sa.Connection) -> dict[int, list[tuple[date, int]]]:
    """Refunds and paid reimbursements by expense: the day and the minor units."""
    found: dict[int, list[tuple[date, int]]] = defaultdict(list)
    for refund in kept.all_of(connection, RefundDraft, Kind.REFUND):
        found[refund.draft.expense_id].append((refund.draft.day, refund.draft.amount_minor))
    for claim in kept.all_of(connection, ReimbursementDraft, Kind.REIMBURSEMENT):
        draft = claim.draft
        if draft.state is ReimbursementState.PAID and draft.amount_minor:
            day = draft.paid_on or draft.claimed_on or draft.claim_by
            found[draft.expense_id].append((day or date.min, draft.amount_minor))
    return found
