from __future__ import annotations

import warnings
from datetime import date
from decimal import Decimal

import numpy_financial as npf
import pytest
import pyxirr
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.known import known
from tracker.analytics.returns.irr import irr


def _yearly(*amounts: int) -> dict[int, Decimal]:
    return {12 * at: Decimal(amount) for at, amount in enumerate(amounts)}


def _roots(flows: dict[int, Decimal]) -> list[float]:
    return [round(float(root), 9) for root in irr(flows).roots]


@pytest.mark.parametrize(
    ("flows", "status"),
    [
        ({}, "empty"),
        ({0: Decimal(0)}, "empty"),
        ({0: Decimal(5), 3: Decimal(1)}, "no_cost"),
        ({0: Decimal(-5), 3: Decimal(-1)}, "no_benefit"),
        (_yearly(1, -3, 3), "no_root"),
        (_yearly(-1000, 2300, -1320), "multiple"),
        (_yearly(-100, 39, 59, 55, 20), "ok"),
        # The rate would be -99 %, which lies outside.
        ({0: Decimal(-100), 12: Decimal(1)}, "no_root"),
        ({0: Decimal(-1), 12: Decimal(10**7 + 1)}, "ok"),
        ({0: Decimal(-1), 12: Decimal(10**7 + 2)}, "no_root"),
    ],
)
def test_flows_have_the_status_of_the_method(flows: dict[int, Decimal], status: str) -> None:
    assert irr(flows).status == status


def test_both_roots_are_found_where_the_libraries_find_one_each() -> None:
    assert _roots(_yearly(-1000, 2300, -1320)) == [0.1, 0.2]


def test_a_double_root_is_one_rate() -> None:
    found = irr(_yearly(-1000, 2200, -1210))
    assert found.status == "ok"
    assert abs(known(found.rate) - Decimal("0.1")) < Decimal("1e-15")


def test_two_roots_a_hair_apart_are_two() -> None:
    # (1 - 1.1 v)(1 - 1.1001 v), as amounts.
    flows = {0: Decimal(-1), 12: Decimal("2.2001"), 24: -Decimal("1.1") * Decimal("1.1001")}
    assert _roots(flows) == [0.1, 0.1001]


def test_three_roots_are_all_found() -> None:
    # (1 - 1.05 v)(1 - 1.2 v)(1 - 1.5 v), as amounts.
    flows = {0: Decimal(-1), 12: Decimal("3.75"), 24: Decimal("-4.635"), 36: Decimal("1.89")}
    assert _roots(flows) == [0.05, 0.2, 0.5]


def test_single_roots_agree_with_numpy_financial() -> None:
    flows = [-100, 39, 59, 55, 20]
    assert _roots(_yearly(*flows)) == [round(float(npf.irr(flows)), 9)]
    assert round(100 * float(irr(_yearly(*flows)).rate), 3) == 28.095


def test_an_irregular_schedule_agrees_with_pyxirr() -> None:
    written = ("2008-01-01", "2008-03-01", "2008-10-30", "2009-02-15", "2009-04-01")
    days = [date.fromisoformat(one) for one in written]
    amounts = [-10000, 2750, 4250, 3250, 2750]
    # Each day is a «month» here: the rate of a 365th of a year is the twelfth of our year.
    flows = {
        (day - days[0]).days: Decimal(amount) for day, amount in zip(days, amounts, strict=True)
    }
    per_day = (1 + known(irr(flows).rate)) ** (Decimal(1) / 12)
    assert abs(float(per_day**365 - 1) - known(pyxirr.xirr(days, amounts))) < 1e-8
    assert round(float(100 * (per_day**365 - 1)), 7) == 37.3362534


def test_net_present_value_discounts_nothing_at_the_start() -> None:
    value = npf.npv(0.1, [-10000, 3000, 4200, 6800])
    ours = sum(a * 1.1**-at for at, a in enumerate([-10000, 3000, 4200, 6800]))
    assert round(ours, 2) == round(float(value), 2) == 1307.29


@settings(deadline=None, max_examples=150)
@given(st.lists(st.integers(-500, 500), min_size=2, max_size=9))
def test_every_root_that_a_companion_matrix_finds_is_found(amounts: list[int]) -> None:
    import numpy as np

    flows = _yearly(*amounts)
    found = [float(root) for root in irr(flows).roots]
    for root in found:
        value = sum(a / (1 + root) ** at for at, a in enumerate(amounts))
        size = sum(abs(a) / (1 + root) ** at for at, a in enumerate(amounts))
        assert abs(value) <= 1e-9 * size
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        # Amounts in order of rising power of v, so the highest power comes last.
        seen = np.roots(list(reversed(amounts)))
    for v in seen:
        if abs(v.imag) > 1e-12 or v.real <= 1e-6:
            continue
        rate = 1 / v.real - 1
        if -0.98 < rate < 9e6:
            assert any(abs(one - rate) <= 1e-3 * (1 + abs(rate)) for one in found)
