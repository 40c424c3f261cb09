from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.cli.conftest import Cairn

A: dict[str, Any] = {
    "kind": "credential",
    "hours": 120,
    "study_months": 4,
    "spend": [[0, "600.00"]],
    "annual_uplift_gross": "2400.00",
    "attribution": 0.5,
    "marginal_tax_rate": 0.3,
    "horizon_years": 5,
    "discount_rate": 0.035,
    "salary": "60000.00",
}


@pytest.fixture
def scenario(tmp_path: Path):
    def written(**changes: Any) -> str:
        path = tmp_path / "scenario.json"
        path.write_text(json.dumps({**A, **changes}), encoding="utf-8")
        return str(path)

    return written


def test_a_scenario_is_answered_by_the_names_of_the_method(cairn: Cairn, scenario) -> None:
    data = cairn("evaluate", scenario(), "--json").data
    assert data["npv_cash"] == "3209.17"
    assert data["net_value_per_hour"] == "26.74"
    assert data["break_even_uplift_gross"] == "189.02"
    assert data["irr_annual"] == pytest.approx(1.628420753, abs=1e-9)
    assert (data["irr_status"], data["payback_months"]) == ("ok", 13)
    assert data["reasons"]["parity_uplift"] == "missing_premium"
    assert data["reason"] is None


def test_a_missing_attribution_is_the_reason_of_all_that_is_null(cairn: Cairn, scenario) -> None:
    data = cairn("evaluate", scenario(attribution=None), "--json").data
    assert data["npv_cash"] is None and data["irr_status"] is None
    assert data["reasons"]["npv_cash"] == data["reason"] == "missing_attribution"
    assert data["cost_per_hour"] == "5.00"


def test_a_degree_is_evaluated_with_its_forgone_pay(cairn: Cairn, scenario, tmp_path: Path) -> None:
    path = tmp_path / "degree.json"
    path.write_text(
        json.dumps(
            {
                "kind": "degree",
                "years": 4,
                "hours": 5400,
                "direct_cost_total": "51600",
                "foregone_net_earnings_per_year": "38688",
                "premium": "31876",
                "marginal_tax_rate": "0.2",
                "horizon_years": 43,
                "completion_probability": 0.612,
                "dropout_cost_share": 0.5,
            }
        )
    )
    data = cairn("evaluate", str(path), "--json").data
    assert (data["npv_cash"], data["npv_all_in"]) == ("265312.33", "148950.50")
    assert (data["payback_months"], data["discounted_payback_months"]) == (176, 224)


def test_letters_stand_for_their_names(cairn: Cairn, tmp_path: Path) -> None:
    path = tmp_path / "letters.json"
    letters = {"H": 120, "S": 4, "spend": [[0, "600"]], "U": 2400, "a": 0.5, "t": "30 %"}
    path.write_text(json.dumps(letters | {"r": 0.035}))
    assert cairn("evaluate", str(path), "--json").data["npv_cash"] == "3209.17"


def test_a_line_without_its_rate_makes_totals_unknown_with_sums_by_currency(
    cairn: Cairn, scenario
) -> None:
    spend = [[0, "600", "USD"], [1, "40", "EUR"]]
    data = cairn("evaluate", scenario(currency="EUR", spend=spend), "--json").data
    assert (data["out_of_pocket"], data["reason"]) == (None, "missing_fx")
    assert data["sums_by_currency"] == {"EUR": "40.00", "USD": "600.00"}
    spend[0].append("0.9")
    data = cairn("evaluate", scenario(currency="EUR", spend=spend), "--json").data
    assert data["out_of_pocket"] == "580.00"


def test_prices_of_another_year_need_an_index(cairn: Cairn, scenario) -> None:
    line = {"month": 0, "amount": "62000", "price_year": 2012}
    data = cairn("evaluate", scenario(currency="USD", price_year=2024, spend=[line]), "--json").data
    assert data["out_of_pocket"] == "84709.17"
    line["price_year"] = 1850
    data = cairn("evaluate", scenario(currency="USD", price_year=2024, spend=[line]), "--json").data
    assert data["reasons"]["out_of_pocket"] == "missing_cpi"


def test_what_is_left_is_answered_beside_the_whole_life(cairn: Cairn, scenario) -> None:
    path = scenario(months_elapsed=2, hours_logged=70)
    data = cairn("evaluate", path, "--json").data
    assert data["out_of_pocket"] == "600.00"
    assert data["go_forward"]["out_of_pocket"] == "0.00"
    assert data["go_forward"]["cost_per_hour"] == "0.00"


def test_a_baseline_gives_parity_by_rule_and_measured(cairn: Cairn, scenario) -> None:
    path = scenario(baseline="USA-BA-PUB-INSTATE-STICKER")
    data = cairn("evaluate", path, "--json").data
    assert (data["parity_uplift"], data["parity_uplift_measured"]) == ("708.36", "1180.59")
    assert cairn("evaluate", scenario(baseline="nowhere")).code == 1


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"atribution": 0.5}, "atribution"),
        ({"attribution": 5}, "attribution"),
        ({"hours": "many"}, "hours"),
        ({"hours": True}, "hours"),
        ({"study_months": 1.5}, "study_months"),
        ({"spend": [["x", "5"]]}, "spend"),
        ({"spend": [[0, "five"]]}, "spend"),
        ({"spend": [[0, "-5"]]}, "spend"),
        ({"kind": "lottery"}, "kind"),
        ({"U": 5}, "annual_uplift_gross"),
        ({"status": "maybe"}, "status"),
        ({"discount_rate": "1e999"}, "discount_rate"),
        ({"months_elapsed": -2}, "months_elapsed"),
        ({"hours_logged": -5}, "hours_logged"),
        ({"years": 3}, "years"),
        ({"direct_cost_total": "5000"}, "direct_cost_total"),
        ({"currency": 5}, "currency"),
        ({"cpi": {"EUR": {"2020": 100}, "2021": 5}}, "cpi"),
        ({"cpi": {"EUR": {"²": 1}}}, "cpi"),
        ({"refunds": [{"month": 1, "amount": "5", "curency": "USD"}]}, "curency"),
        ({"refunds": [{"month": 1, "amount": "5", "price_year": "soon"}]}, "price year"),
        ({"refunds": [[1, "5", "USD", "x"]]}, "rate"),
        ({"refunds": False}, "refunds"),
    ],
)
def test_a_slip_is_named_and_ends_with_one(
    cairn: Cairn, scenario, changes: dict[str, Any], named: str
) -> None:
    ran = cairn("evaluate", scenario(**changes))
    assert ran.code == 1
    assert named in ran.err and not ran.out


def test_a_file_that_is_no_scenario_is_refused(cairn: Cairn, tmp_path: Path) -> None:
    for text in ("", "[]", "{", '"x"', "nul", '{"hours": NaN}'):
        path = tmp_path / "bad.json"
        path.write_text(text)
        assert cairn("evaluate", str(path)).code == 1, text
    assert cairn("evaluate", str(tmp_path / "absent.json")).code == 1


def test_standard_input_is_read_for_a_dash(cairn: Cairn, monkeypatch: pytest.MonkeyPatch) -> None:
    text = json.dumps(A).encode()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(text)))
    assert cairn("evaluate", "-", "--json").data["npv_cash"] == "3209.17"


def test_the_text_says_break_even_before_any_forecast(cairn: Cairn, scenario) -> None:
    told = cairn("evaluate", scenario()).out
    assert told.index("0.32 %") < told.index("3209.17")
    gaps = cairn("evaluate", scenario(attribution=None)).out
    assert "have not stated" in gaps and "3209" not in gaps


@pytest.mark.parametrize(
    "changes",
    [
        {"discount_rate": 100, "horizon_years": 100, "benefit_lag_months": 1200},
        {"discount_rate": -0.5, "uplift_growth": 1, "horizon_years": 100},
        {"annual_uplift_gross": "1e15", "spend": [[1200, "1e15"]]},
        {"renewal_every_months": 1, "renewal_cost": "1e10", "horizon_years": 100},
        {"renewal_every_months": 0, "renewal_cost": "5"},
        {"hours": 0, "study_months": 0, "horizon_years": 0, "spend": []},
    ],
)
def test_the_ends_of_what_may_be_are_answered(
    cairn: Cairn, scenario, changes: dict[str, Any]
) -> None:
    ran = cairn("evaluate", scenario(**changes), "--json")
    assert ran.code == 0
    gaps = {name for name, value in ran.data.items() if value is None} - {"reason"}
    assert gaps == set(ran.data["reasons"])
    assert "Infinity" not in ran.out and "NaN" not in ran.out


def test_a_name_that_stands_twice_is_refused_and_not_half_read(
    cairn: Cairn, tmp_path: Path
) -> None:
    path = tmp_path / "twice.json"
    path.write_text('{"hours": 100, "hours": 120}')
    ran = cairn("evaluate", str(path))
    assert ran.code == 1 and "hours" in ran.err and not ran.out


def test_the_same_value_under_two_names_and_nothing_under_one_are_no_slip(
    cairn: Cairn, scenario
) -> None:
    data = cairn("evaluate", scenario(U=2400, premium=None, status="completed"), "--json").data
    assert data["npv_cash"] == "3209.17"


def test_a_degree_may_tell_its_length_in_months(cairn: Cairn, tmp_path: Path) -> None:
    path = tmp_path / "degree.json"
    path.write_text('{"kind": "degree", "study_months": 30, "hours": 900, "F": "12000"}')
    assert cairn("evaluate", str(path), "--json").data["all_in_cost"] == "30000.00"
