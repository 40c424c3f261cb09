from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.known import known
from tracker.analytics.returns.outputs import OF_BENEFIT
from tracker.domain.changes import Kind
from tracker.domain.credentials import CredentialDraft
from tracker.domain.returns import PayEventDraft
from tracker.domain.spending import ExpenseDraft, RefundDraft
from tracker.domain.study import Share, StudyDraft
from tracker.domain.words import CredentialState, Payer
from tracker.errors import TrackerError
from tracker.record import Record

START = date(2026, 3, 1)


def _studied(
    book: Record, *, hours: int = 100, state: CredentialState = CredentialState.EARNED
) -> int:
    earned = START + timedelta(days=123) if state is CredentialState.EARNED else None
    changes = book.credentials.add(
        CredentialDraft(
            "Kubernetes", short_title="CKA", state=state, started_on=START, earned_on=earned
        )
    )
    number = changes.only_id(Kind.CREDENTIAL)
    for at in range(hours // 10):
        day = START + timedelta(days=at)
        book.study.log(StudyDraft(10 * 3600, day=day, shares=(Share(number),)))
    return number


def _paid(book: Record, number: int, minor: int, **fields) -> int:
    draft = ExpenseDraft(
        minor,
        fields.pop("currency", "EUR"),
        fields.pop("day", START),
        shares=(Share(number),),
        **fields,
    )
    return book.spending.add(draft).only_id(Kind.EXPENSE)


def _raised(book: Record, number: int, **fields) -> None:
    draft = PayEventDraft(
        date(2026, 7, 2),
        5_000_000,
        5_500_000,
        "EUR",
        anyway_minor=5_100_000,
        credential_id=number,
        **fields,
    )
    book.pay_events.add(draft)


def test_without_a_pay_event_there_is_not_one_invented_number(book: Record) -> None:
    number = _studied(book)
    _paid(book, number, 50_000)
    one = book.return_on_time.view().credential(number)
    assert one is not None
    assert all(getattr(one.outputs, name) is None for name in OF_BENEFIT)
    assert one.outputs.reasons["npv_cash"] == "missing_uplift"
    assert (one.outputs.cost_per_hour, one.outputs.break_even_pct_of_salary) == (5, None)
    assert one.outputs.break_even_uplift_gross is not None
    assert one.bands is None


def test_a_raise_without_a_stated_share_brings_no_forecast(book: Record) -> None:
    number = _studied(book)
    _paid(book, number, 50_000)
    _raised(book, number)
    one = book.return_on_time.view().credential(number)
    assert one.outputs.reason == "missing_attribution"
    assert one.outputs.break_even_pct_of_salary is not None
    book.return_on_time.assume(attribution=None)
    assert book.return_on_time.view().credential(number).outputs.npv_cash is None


def test_the_share_of_the_event_goes_before_the_one_for_all(book: Record) -> None:
    from tracker.analytics.returns.assumptions import Range

    number = _studied(book)
    _paid(book, number, 50_000)
    _raised(book, number, share_milli=500, stated_by="me")
    everyone = Range(Decimal("0.1"), Decimal("0.2"), Decimal("0.3"))
    book.return_on_time.assume(attribution=everyone, stated_by="boss")
    one = book.return_on_time.view().credential(number)
    assert one.stated.share == Range(Decimal("0.1"), Decimal("0.5"), Decimal("0.5"))
    assert (one.stated.stated_by, one.inputs.annual_uplift_gross) == ("me", 4000)
    assert one.outputs.net_value_per_hour is not None
    book.return_on_time.state(number, "CKA", {"attribution": "0.4", "attribution_low": "0.2"})
    stated = book.return_on_time.view().credential(number).stated
    assert stated.share == Range(Decimal("0.2"), Decimal("0.4"), Decimal("0.4"))


def test_months_run_from_the_start_to_the_day_it_was_earned(book: Record) -> None:
    number = _studied(book)
    _paid(book, number, 30_000, day=START - timedelta(days=40))
    expense = _paid(book, number, 20_000, day=date(2026, 6, 20))
    book.refunds.add(RefundDraft(expense, date(2026, 8, 1), 5_000))
    inputs = book.return_on_time.view().credential(number).inputs
    assert inputs.study_months == 4
    assert sorted(inputs.spend) == [(0, Decimal(300)), (3, Decimal(200))]
    assert inputs.refunds == ((5, Decimal(50)),)


def test_what_an_employer_paid_is_shown_apart_and_is_no_cost(book: Record) -> None:
    number = _studied(book)
    _paid(book, number, 90_000, payer=Payer.EMPLOYER)
    _raised(book, number, share_milli=500)
    one = book.return_on_time.view().credential(number)
    assert (one.outputs.out_of_pocket, one.outputs.cost_per_hour) == (0, 0)
    assert one.outputs.reasons["benefit_cost_ratio"] == "no_cost"
    assert one.life.employer_paid.known.minor == 90_000


def test_an_amount_without_its_rate_makes_the_cost_unknown(book: Record) -> None:
    number = _studied(book)
    _paid(book, number, 90_000, currency="XOF")
    view = book.return_on_time.view()
    one = view.credential(number)
    assert one.outputs.reason == "missing_fx"
    assert one.outputs.cost_per_hour is None
    assert (view.without_rate, view.cost_per_hour) == (("CKA",), None)


def test_an_abandoned_credential_has_its_cost_and_no_benefit(book: Record) -> None:
    number = _studied(book, state=CredentialState.ABANDONED)
    _paid(book, number, 50_000)
    _raised(book, number, share_milli=500)
    one = book.return_on_time.view().credential(number)
    assert one.outputs.reasons["break_even_uplift_gross"] == "zero_completion"
    assert one.outputs.npv_cash == -500


def test_a_loss_of_pay_is_a_loss(book: Record) -> None:
    number = _studied(book)
    book.pay_events.add(
        PayEventDraft(
            date(2026, 7, 2), 5_000_000, 4_800_000, "EUR", credential_id=number, share_milli=1000
        )
    )
    assert known(book.return_on_time.view().credential(number).outputs.npv_cash) < -1000


def test_pay_by_the_hour_says_that_the_hours_of_a_year_are_missing(book: Record) -> None:
    from tracker.domain.words import PayPeriod

    number = _studied(book)
    book.pay_events.add(
        PayEventDraft(date(2026, 7, 2), 2_000, 2_200, "EUR", PayPeriod.HOUR, credential_id=number)
    )
    outputs = book.return_on_time.view().credential(number).outputs
    assert outputs.reasons["npv_cash"] == "missing_pay_period"


def test_money_without_an_hour_has_no_cost_an_hour(book: Record) -> None:
    number = _studied(book, hours=0)
    _paid(book, number, 50_000)
    outputs = book.return_on_time.view().credential(number).outputs
    assert (outputs.cost_per_hour, outputs.reasons["cost_per_hour"]) == (None, "zero_hours")


def test_a_study_in_progress_has_what_is_left_beside_the_whole(book: Record) -> None:
    number = _studied(book, state=CredentialState.IN_PROGRESS)
    book.credentials.change(number, planned_minutes=150 * 60)
    _paid(book, number, 50_000)
    one = book.return_on_time.view().credential(number)
    assert one.inputs.hours == 150
    assert one.ahead is not None
    assert one.outputs.out_of_pocket == 500
    assert one.ahead.out_of_pocket == 0


def test_assumptions_are_changed_undone_and_kept_under_a_name(book: Record) -> None:
    returns = book.return_on_time
    returns.assume(horizon_years=Decimal(10), discount_rate=Decimal("0.02"))
    returns.keep("Long view")
    returns.assume(horizon_years=Decimal(3))
    assert returns.assumptions().horizon_years == 3
    book.history.undo()
    assert returns.assumptions().horizon_years == 10
    returns.assume(horizon_years=Decimal(3))
    number, name, _kept = returns.kept_scenarios()[0]
    assert name == "Long view"
    returns.use(number)
    assert returns.assumptions().horizon_years == 10


def test_what_cannot_be_assumed_is_refused_and_changes_nothing(book: Record) -> None:
    returns = book.return_on_time
    for bad in ({"marginal_tax_rate": Decimal(2)}, {"horizon_years": Decimal(-1)}):
        with pytest.raises(TrackerError):
            returns.assume(**bad)
    number = _studied(book)
    with pytest.raises(TrackerError):
        returns.state(number, "CKA", {"attribution": "1.5"})
    assert not book.scenarios.all()


def test_a_degree_of_another_country_needs_purchasing_power_to_stand_beside(book: Record) -> None:
    returns = book.return_on_time
    assert not any(one.is_on_axis for one in returns.view().degrees)
    assert {one.axis.currency for one in returns.view().degrees} == {"USD"}
    returns.assume(home_country="DEU")
    view = returns.view()
    assert all(one.is_on_axis for one in view.degrees)
    bachelor = view.parity
    assert bachelor is not None and bachelor.row.isced == 6
    # 47,800 + 5,160 dollars of 2025 in prices of 2024, then over both parities.
    expected = Decimal(52960) * Decimal("313.689") / Decimal("321.943") * Decimal("0.700862")
    assert abs(known(bachelor.outputs.out_of_pocket) - expected) < Decimal("1e-20")


def test_a_row_that_the_person_corrects_stands_beside_the_shipped_one(book: Record) -> None:
    returns = book.return_on_time
    shipped = returns.view().degrees[1].row
    changes = returns.edit_baseline(shipped, {"tuition": "20000", "label": "My college"})
    number = changes.only_id(Kind.DEGREE_BASELINE)
    returns.assume(baselines=(f"own-{number}",))
    mine = returns.view().degrees[0]
    assert (mine.row.label, mine.row.tuition, mine.row.confidence) == (
        "My college",
        20000,
        "user-verified",
    )
    assert mine.row.verified_on
    returns.edit_baseline(mine.row, {"tuition": "21000"})
    assert [one.row.tuition for one in returns.view().degrees] == [21000]
    book.history.undo()
    assert [one.row.tuition for one in returns.view().degrees] == [20000]


def test_without_risk_of_not_finishing_a_degree_is_worth_more(book: Record) -> None:
    returns = book.return_on_time
    returns.assume(horizon_years=Decimal(40))
    before = returns.view().degrees[1].outputs.npv_cash
    returns.assume(with_completion_risk=False)
    assert known(returns.view().degrees[1].outputs.npv_cash) > known(before)


def test_a_look_holds_until_something_is_done(book: Record) -> None:
    number = _studied(book)
    first = book.return_on_time.view()
    assert book.return_on_time.view() is first
    _paid(book, number, 50_000)
    second = book.return_on_time.view()
    assert second is not first
    assert second.credential(number).outputs.cost_per_hour == 5


def test_what_another_program_does_is_seen_at_the_next_look(book: Record) -> None:
    number = _studied(book)
    before = book.return_on_time.brief(number)
    with Record.open(book.ground.store.path) as other:
        _paid(other, number, 50_000)
    after = book.return_on_time.brief(number)
    assert after is not before
    assert after.credential(number).outputs.cost_per_hour == 5
