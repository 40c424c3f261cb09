from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analytics.returns.examples import DEGREE, A, B, C
from tracker.analytics.returns import Inputs, evaluate
from tracker.analytics.returns.assumptions import Range
from tracker.analytics.returns.draws import DRAWS, Spread, bands, tornado

SURE = Range.at(Decimal(1))


def _exact(inputs: Inputs) -> Spread:
    return Spread(
        Range.at(inputs.annual_uplift_gross or Decimal(0)),
        Range.at(inputs.share or Decimal(0)),
        Range.at(inputs.completion_probability),
    )


def _wide(low: str, likely: str, high: str) -> Range:
    return Range(Decimal(low), Decimal(likely), Decimal(high))


@pytest.mark.parametrize("inputs", [A, B, C, DEGREE])
def test_without_a_range_every_draw_is_the_evaluation(inputs: Inputs) -> None:
    found = bands(inputs, _exact(inputs))
    value = float(evaluate(inputs).net_value_per_hour)
    assert found is not None
    assert [found.p5, found.p50, found.p95] == pytest.approx([value] * 3)
    assert found.chance_of_gain == (1.0 if value > 0 else 0.0)


def test_the_draws_are_triangular_and_the_same_each_time() -> None:
    spread = Spread(_wide("0", "1000", "4000"), Range.at(Decimal("0.5")), SURE)
    once, again = bands(A, spread), bands(A, spread)
    assert once == again and once is not None
    assert once.draws == DRAWS
    # The median of a triangle (0, 1000, 4000): 4000 - sqrt(0.5 x 4000 x 3000).
    median = 4000 - (0.5 * 4000 * 3000) ** 0.5
    at_median = evaluate(A.replaced(annual_uplift_gross=Decimal(median))).net_value_per_hour
    assert once.p50 == pytest.approx(float(at_median), rel=0.03)
    assert once.p5 < once.p25 < once.p50 < once.p75 < once.p95


@settings(deadline=None, max_examples=20)
@given(st.integers(1, 5))
def test_twice_the_uplift_is_twice_the_benefit_in_every_quantile(factor: int) -> None:
    uplift = _wide("500", "1500", "3000")
    free = A.replaced(spend=())
    one = bands(free, Spread(uplift, Range.at(Decimal(1)), SURE))
    more = bands(free, Spread(uplift.times(Decimal(factor)), Range.at(Decimal(1)), SURE))
    assert one is not None and more is not None
    assert more.p25 == pytest.approx(factor * one.p25)


def test_no_hours_and_an_unknown_cost_have_no_bands() -> None:
    assert bands(A.replaced(hours=Decimal(0)), _exact(A)) is None
    assert bands(A.replaced(cost_reason="missing_fx"), _exact(A)) is None


def test_the_tornado_leaves_out_what_is_certain_and_puts_the_widest_first() -> None:
    spread = Spread(_wide("500", "2400", "5000"), _wide("0.2", "0.5", "0.6"), SURE)
    bars = tornado(A, spread)
    assert {bar.name for bar in bars} == {
        "annual_uplift_gross",
        "attribution",
        "horizon_years",
        "discount_rate",
    }
    assert bars[0].name == "annual_uplift_gross"
    assert bars[0].at_low < bars[0].at_high
