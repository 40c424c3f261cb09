from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.known import known
from tracker.analytics.returns import Inputs, StudyKind, evaluate
from tracker.analytics.returns.forward import go_forward

_shares = st.decimals(0, 1, places=2)
_amounts = st.decimals(0, 5000, places=2)
# What the test's own arithmetic leaves.
_TINY = Decimal("1e-15")


@st.composite
def _inputs(draw: st.DrawFn) -> Inputs:
    return Inputs(
        hours=draw(st.decimals(1, 900, places=1)),
        study_months=draw(st.integers(0, 24)),
        spend=tuple(draw(st.lists(st.tuples(st.integers(0, 30), _amounts), max_size=4))),
        refunds=tuple(draw(st.lists(st.tuples(st.integers(0, 30), _amounts), max_size=2))),
        value_of_time_per_hour=draw(st.decimals(0, 60, places=2)),
        own_time_share=draw(_shares),
        annual_uplift_gross=draw(st.decimals(-5000, 20000, places=2)),
        attribution=draw(_shares),
        marginal_tax_rate=draw(st.decimals(0, "0.9", places=2)),
        uplift_growth=draw(st.decimals("-0.02", "0.03", places=3)),
        benefit_lag_months=draw(st.integers(0, 12)),
        horizon_years=draw(st.integers(1, 12).map(Decimal)),
        completion_probability=draw(st.decimals("0.05", 1, places=2)),
        renewal_every_months=draw(st.none() | st.integers(6, 48)),
        renewal_cost=draw(_amounts),
        discount_rate=draw(st.decimals("0.001", "0.12", places=3)),
        salary=Decimal(50000),
    )


@settings(deadline=None, max_examples=25)
@given(_inputs())
def test_the_benefit_is_linear_in_the_uplift(inputs: Inputs) -> None:
    once = evaluate(inputs).pv_benefit
    twice = evaluate(
        inputs.replaced(annual_uplift_gross=2 * known(inputs.annual_uplift_gross))
    ).pv_benefit
    assert abs(known(twice) - 2 * known(once)) < _TINY


@settings(deadline=None, max_examples=25)
@given(_inputs(), st.integers(0, 20), st.decimals("0.01", 500, places=2))
def test_a_further_cost_never_helps(inputs: Inputs, month: int, amount: Decimal) -> None:
    before = evaluate(inputs)
    after = evaluate(inputs.replaced(spend=(*inputs.spend, (month, amount))))
    assert known(after.npv_cash) < known(before.npv_cash)
    assert known(after.break_even_uplift_gross) > known(before.break_even_uplift_gross)


@settings(deadline=None, max_examples=25)
@given(_inputs())
def test_a_gain_is_worth_less_at_a_higher_rate(inputs: Inputs) -> None:
    inputs = inputs.replaced(annual_uplift_gross=abs(inputs.annual_uplift_gross))
    low, high = evaluate(inputs), evaluate(inputs.replaced(discount_rate=Decimal("0.2")))
    assert known(high.pv_benefit) <= known(low.pv_benefit)


@settings(deadline=None, max_examples=25)
@given(_inputs(), st.decimals("0.01", 150, places=2))
def test_another_currency_changes_amounts_in_proportion_and_nothing_else(
    inputs: Inputs, rate: Decimal
) -> None:
    there = inputs.replaced(
        spend=tuple((m, a * rate) for m, a in inputs.spend),
        refunds=tuple((m, a * rate) for m, a in inputs.refunds),
        value_of_time_per_hour=inputs.value_of_time_per_hour * rate,
        annual_uplift_gross=known(inputs.annual_uplift_gross) * rate,
        renewal_cost=inputs.renewal_cost * rate,
        salary=known(inputs.salary) * rate,
    )
    here, moved = evaluate(inputs), evaluate(there)
    assert abs(known(moved.npv_all_in) - rate * known(here.npv_all_in)) < _TINY
    for name in ("break_even_pct_of_salary", "one_year_break_even_pct", "benefit_cost_ratio"):
        if getattr(here, name) is None:
            assert getattr(moved, name) is None
        else:
            assert abs(getattr(moved, name) - getattr(here, name)) < _TINY
    assert (here.irr_status, here.payback_months) == (moved.irr_status, moved.payback_months)


@settings(deadline=None, max_examples=20)
@given(_inputs())
def test_at_the_start_what_is_left_is_the_whole_life(inputs: Inputs) -> None:
    assert evaluate(go_forward(inputs, 0, Decimal(0))) == evaluate(inputs)


@settings(deadline=None, max_examples=25)
@given(_inputs())
def test_at_its_break_even_a_credential_is_worth_nothing(inputs: Inputs) -> None:
    uplift = evaluate(inputs).break_even_uplift_gross
    at_it = evaluate(inputs.replaced(annual_uplift_gross=uplift, attribution=Decimal(1)))
    assert abs(at_it.npv_all_in) < _TINY


def test_a_long_degree_is_evaluated_in_a_moment() -> None:
    degree = Inputs(
        hours=Decimal(5400),
        kind=StudyKind.DEGREE,
        years=Decimal(40),
        direct_cost_total=Decimal(50000),
        foregone_net_earnings_per_year=Decimal(100),
        annual_uplift_gross=Decimal(30000),
        horizon_years=Decimal(60),
    )
    assert evaluate(degree).irr_status == "ok"
