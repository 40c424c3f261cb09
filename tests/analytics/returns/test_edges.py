from __future__ import annotations

from decimal import Decimal

import pytest

from tests.analytics.returns.examples import DEGREE, A, B, C
from tests.known import known
from tracker.analytics.returns import evaluate
from tracker.analytics.returns.forward import go_forward
from tracker.analytics.returns.outputs import OF_BENEFIT, names


def test_without_an_attribution_only_what_holds_no_benefit_is_answered() -> None:
    found = evaluate(A.replaced(attribution=None))
    for name in OF_BENEFIT:
        assert getattr(found, name) is None
        assert found.reasons[name] == "missing_attribution"
    assert found.reason == "missing_attribution"
    assert found.break_even_uplift_gross == evaluate(A).break_even_uplift_gross
    assert found.cost_per_hour == 5
    assert round(known(found.parity_uplift), 2) == Decimal("708.36")


def test_every_gap_has_a_reason_and_every_reason_a_gap() -> None:
    for inputs in (
        A,
        DEGREE,
        A.replaced(hours=Decimal(0)),
        A.replaced(hours=None, value_of_time_per_hour=Decimal(3)),
        A.replaced(completion_probability=Decimal(0)),
        A.replaced(marginal_tax_rate=Decimal(1)),
        A.replaced(horizon_years=Decimal(0)),
        A.replaced(salary=None, attribution=None, annual_uplift_gross=None),
        A.replaced(cost_reason="missing_fx", spend=()),
    ):
        found = evaluate(inputs)
        gaps = {name for name in names() if getattr(found, name) is None}
        assert gaps == set(found.reasons)


def test_no_hours_have_no_figure_an_hour() -> None:
    found = evaluate(B.replaced(hours=Decimal(0)))
    hourly = ("net_value_per_hour", "annual_gain_per_hour", "cost_per_hour", "all_in_cost_per_hour")
    assert [found.reasons[name] for name in hourly] == ["zero_hours"] * 4
    assert round(known(found.npv_cash), 2) == Decimal("3209.17")


def test_an_abandoned_credential_has_its_cost_and_no_break_even() -> None:
    found = evaluate(A.replaced(completion_probability=Decimal(0)))
    assert (found.pv_benefit, found.npv_cash) == (0, -600)
    assert found.reasons["break_even_uplift_gross"] == "zero_completion"
    assert (found.irr_status, found.reasons["payback_months"]) == ("no_benefit", "never_pays_back")


def test_an_employer_who_paid_everything_leaves_nothing_to_recover() -> None:
    found = evaluate(A.replaced(spend=()))
    assert (found.out_of_pocket, found.cost_per_hour, found.break_even_uplift_gross) == (0, 0, 0)
    assert (found.irr_status, found.payback_months) == ("no_cost", 0)
    assert found.reasons["benefit_cost_ratio"] == "no_cost"


def test_a_cut_in_pay_is_a_loss_and_not_a_gap() -> None:
    found = evaluate(A.replaced(annual_uplift_gross=Decimal(-2400)))
    assert round(known(found.npv_cash), 2) == Decimal("-4409.17")
    assert (found.irr_status, found.payback_months) == ("no_benefit", None)


def test_an_exam_without_study_months_counts_its_time_at_once() -> None:
    found = evaluate(B.replaced(study_months=0))
    assert found.pv_time_cost == 1200
    assert found.payback_months == 26  # 1800 / 70 = 25.7: the 26th benefit, in month 26


def test_money_that_is_exactly_back_is_back() -> None:
    thirds = A.replaced(
        spend=((0, Decimal(1000)),),
        annual_uplift_gross=Decimal(1000),
        attribution=Decimal(1),
        marginal_tax_rate=Decimal(0),
        study_months=0,
    )
    assert evaluate(thirds).payback_months == 12


def test_renewals_fall_due_until_the_benefit_ends() -> None:
    yearly = C.replaced(renewal_every_months=6, horizon_years=Decimal(1), benefit_lag_months=0)
    none = yearly.replaced(renewal_every_months=None)
    # At S + 6 = 12 alone: S + 12 = 18 is the last month of the benefit and not below it.
    cost = known(evaluate(yearly).pv_cash_cost) - known(evaluate(none).pv_cash_cost)
    assert round(cost, 9) == round(90 / Decimal("1.035"), 9)


def test_a_year_and_a_half_of_a_degree_is_paid_twice() -> None:
    found = evaluate(DEGREE.replaced(years=Decimal("1.5"), completion_probability=Decimal(1)))
    assert round(known(found.pv_cash_cost), 2) == round(25800 + 25800 / Decimal("1.035"), 2)
    assert found.all_in_cost == 51600 + Decimal(38688) * 18 / 12


def test_refunds_after_the_study_count_when_they_come() -> None:
    late = A.replaced(refunds=((90, Decimal(600)),))
    assert evaluate(late).out_of_pocket == 0
    assert known(evaluate(late).pv_cash_cost) > 0


def test_what_is_sunk_is_out_of_the_decision_to_go_on() -> None:
    ahead = go_forward(C, 3, Decimal(60))
    assert (ahead.hours, ahead.study_months) == (30, 3)
    assert (ahead.spend, ahead.refunds) == (((2, Decimal(300)),), ((5, Decimal(400)),))
    assert known(evaluate(ahead).npv_all_in) > known(evaluate(C).npv_all_in)


@pytest.mark.parametrize(
    "changes",
    [
        {"attribution": Decimal("1.1")},
        {"marginal_tax_rate": Decimal("-0.1")},
        {"discount_rate": Decimal(-1)},
        {"hours": Decimal(-1)},
        {"spend": ((-1, Decimal(5)),)},
        {"horizon_years": Decimal(101)},
        {"renewal_every_months": 0},
    ],
)
def test_what_cannot_be_is_named(changes: dict[str, object]) -> None:
    inputs = A.replaced(**changes)
    assert [problem.field for problem in inputs.problems()] == list(changes)
    with pytest.raises(ValueError, match=next(iter(changes))):
        evaluate(inputs)


def test_a_degree_under_way_has_only_its_later_fees_and_months_ahead() -> None:
    sure = DEGREE.replaced(completion_probability=Decimal(1))
    assert evaluate(go_forward(sure, 0, Decimal(0))) == evaluate(sure)
    half = evaluate(go_forward(sure, 24, Decimal(2700)))
    # Two fees of 12,900 and 24 months of 3,224; the benefit two years nearer.
    assert (half.out_of_pocket, half.all_in_cost) == (25_800, 25_800 + 2 * 38_688)
    assert known(half.pv_benefit) > known(evaluate(sure).pv_benefit)
    between = go_forward(sure, 30, Decimal(2700))
    assert (between.spend, between.months) == (((6, Decimal(12_900)),), 18)


def test_fees_and_grants_of_a_degree_count_with_its_risk() -> None:
    plain = evaluate(DEGREE)
    found = evaluate(DEGREE.replaced(spend=((0, Decimal(500)),), refunds=((0, Decimal(200)),)))
    assert known(found.out_of_pocket) - known(plain.out_of_pocket) == 300
    assert known(found.pv_cash_cost) - known(plain.pv_cash_cost) == 300 * Decimal("0.806")
