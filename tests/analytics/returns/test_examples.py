from __future__ import annotations

from decimal import Decimal

import pytest

from tests.analytics.returns.examples import DEGREE, NY_FED, A, B, C
from tests.known import known
from tracker.analytics.returns import Inputs, evaluate
from tracker.analytics.returns.prices import Priced, at_prices_of, bring_all, real_rate
from tracker.analytics.returns.reading import money_text

_MONEY = {
    "A": (
        A,
        {
            "pv_benefit": "3809.17",
            "npv_cash": "3209.17",
            "npv_all_in": "3209.17",
            "net_value_per_hour": "26.74",
            "annual_gain_per_hour": "7.00",
            "cost_per_hour": "5.00",
            "break_even_uplift_gross": "189.02",
            "parity_uplift": "708.36",
            "parity_uplift_measured": "1180.59",
        },
    ),
    "B": (
        B,
        {
            "pv_time_cost": "1191.44",
            "npv_cash": "3209.17",
            "npv_all_in": "2017.74",
            "all_in_cost": "1800.00",
            "all_in_cost_per_hour": "15.00",
            "break_even_uplift_gross": "564.35",
            "net_value_per_hour": "26.74",
        },
    ),
    "C": (
        C,
        {
            "pv_cash_cost": "506.56",
            "pv_time_cost": "891.03",
            "pv_benefit": "2918.10",
            "npv_cash": "2411.54",
            "npv_all_in": "1520.51",
            "net_value_per_hour": "26.79",
            "out_of_pocket": "350.00",
            "all_in_cost": "1250.00",
            "break_even_uplift_gross": "574.72",
        },
    ),
    "D": (
        DEGREE,
        {
            "pv_cash_cost": "39527.14",
            "pv_time_cost": "116361.83",
            "pv_benefit": "304839.47",
            "npv_cash": "265312.33",
            "npv_all_in": "148950.50",
            "net_value_per_hour": "49.13",
            "cost_per_hour": "9.56",
            "all_in_cost": "206352.00",
            "break_even_uplift_gross": "16300.77",
        },
    ),
}


@pytest.mark.parametrize("name", _MONEY)
def test_the_worked_examples_come_out_to_the_cent(name: str) -> None:
    inputs, expected = _MONEY[name]
    outputs = evaluate(inputs)
    assert {key: money_text(getattr(outputs, key)) for key in expected} == expected


@pytest.mark.parametrize(
    ("inputs", "percent", "ratio", "payback", "discounted"),
    [
        (A, "162.8420753", "6.35", 13, 13),
        (B, "42.8258686", "2.13", 30, 31),
        (C, "32.9023721", "2.09", 37, 39),
        (DEGREE, "7.9414786", "1.96", 176, 224),
    ],
)
def test_the_worked_examples_have_their_rates_and_paybacks(
    inputs: Inputs, percent: str, ratio: str, payback: int, discounted: int
) -> None:
    outputs = evaluate(inputs)
    assert outputs.irr_status == "ok"
    assert outputs.irr_annual is not None and outputs.benefit_cost_ratio is not None
    assert abs(100 * outputs.irr_annual - Decimal(percent)) < Decimal("1e-7")
    assert round(outputs.benefit_cost_ratio, 2) == Decimal(ratio)
    assert (outputs.payback_months, outputs.discounted_payback_months) == (payback, discounted)


@pytest.mark.parametrize(
    ("inputs", "break_even", "one_year"),
    [(A, "0.32", "1.43"), (B, "0.94", "4.29"), (C, "1.20", None)],
)
def test_break_even_is_a_share_of_the_salary(
    inputs: Inputs, break_even: str, one_year: str | None
) -> None:
    outputs = evaluate(inputs)
    assert round(known(outputs.break_even_pct_of_salary), 2) == Decimal(break_even)
    if one_year is not None:
        assert round(known(outputs.one_year_break_even_pct), 2) == Decimal(one_year)


@pytest.mark.parametrize(
    ("changes", "percent"),
    [
        ({}, "14.56"),
        ({"direct_cost_total": Decimal(57000)}, "12.86"),
    ],
)
def test_the_new_york_feds_degree_returns_what_the_method_says(
    changes: dict[str, object], percent: str
) -> None:
    found = evaluate(NY_FED.replaced(**changes)).irr_annual
    assert found is not None and round(100 * found, 2) == Decimal(percent)


def test_tax_and_a_growing_premium_lower_the_feds_return() -> None:
    # The 37,500 are taken as net of tax already.
    taxed = evaluate(NY_FED.replaced(marginal_tax_rate=Decimal("0.2"))).irr_annual
    grown = NY_FED.replaced(annual_uplift_gross=Decimal(24000), uplift_growth=Decimal("0.015"))
    assert taxed is not None and round(100 * taxed, 1) == Decimal("12.0")
    assert round(100 * known(evaluate(grown).irr_annual), 1) == Decimal("12.3")


def test_an_english_degree_is_worth_what_the_method_says() -> None:
    england = DEGREE.replaced(
        hours=Decimal(3600),
        years=Decimal(3),
        direct_cost_total=Decimal(28605),
        foregone_net_earnings_per_year=Decimal(30500) * Decimal("0.8"),
        annual_uplift_gross=Decimal(11500),
        completion_probability=Decimal(1),
        # From 21 to 65.
        horizon_years=Decimal(44),
    )
    assert round(evaluate(england).npv_all_in) == 90749


def test_dollars_of_2012_are_brought_to_euros_of_2024() -> None:
    index = {2012: Decimal("229.594"), 2024: Decimal("313.689")}
    priced = at_prices_of(Decimal(62000), index, 2012, 2024)
    assert priced is not None and money_text(priced) == "84709.17"
    brought = bring_all(
        [Priced(Decimal(62000), "USD", 2012, Decimal("0.924"))], "EUR", 2024, {"USD": index}
    )
    assert brought.flows is not None and money_text(brought.flows[0][1]) == "78271.28"


def test_a_nominal_rate_is_real_once_inflation_is_taken_out() -> None:
    assert round(real_rate(Decimal("0.056"), Decimal("0.02")), 6) == Decimal("0.035294")
