"""The words of the method for people: what an output is called, and why one is not known."""

from __future__ import annotations

from tracker.domain.baselines import Baseline
from tracker.i18n import _


def why(reason: str) -> str:
    """The sentence behind a reason's word, in the person's language; «because …» fits before it."""
    return {
        "missing_attribution": _(
            "you have not stated how much of the change of pay is due to the credential"
        ),
        "missing_uplift": _("no change of pay is noted for it"),
        "missing_fx": _("an amount has no exchange rate of its day"),
        "missing_cpi": _("there is no price index for one of the years"),
        "missing_completion": _("you have not stated how likely you are to finish"),
        "missing_ppp": _("there is no purchasing power parity for one of the countries"),
        "missing_country": _("you have not said in which country you earn"),
        "missing_hours": _("the hours are not known"),
        "missing_cost": _("the price was not found"),
        "missing_foregone": _("the pay forgone was not found"),
        "missing_salary": _("your pay is not known"),
        "missing_premium": _("the gap in pay of the degree was not found"),
        "missing_degree_hours": _("the hours of the degree were not found"),
        "missing_pay_period": _("pay by the hour does not say how many hours a year"),
        "zero_salary": _("the pay is nothing"),
        "zero_hours": _("no hours are logged"),
        "zero_completion": _("it was not finished"),
        "zero_horizon": _("the horizon is nothing"),
        "full_tax": _("all of it goes to tax"),
        "too_large": _("it is too large to be told"),
        "no_cost": _("nothing was paid"),
        "no_benefit": _("nothing comes back"),
        "no_root": _("no rate makes costs and benefits equal"),
        "multiple": _("several rates make costs and benefits equal"),
        "empty": _("nothing goes in or out"),
        "never_pays_back": _("what comes back never covers what went in"),
    }.get(reason, reason)


def name_of(output: str) -> str:
    """What an output of the method is called, in the person's language."""
    return {
        "pv_cash_cost": _("Money in, present value"),
        "pv_time_cost": _("Own time, present value"),
        "pv_benefit": _("Benefit, present value"),
        "npv_cash": _("Net present value, money"),
        "npv_all_in": _("Net present value, with own time"),
        "net_value_per_hour": _("Return on time, an hour"),
        "annual_gain_per_hour": _("Gain a year for each hour"),
        "out_of_pocket": _("Out of pocket"),
        "all_in_cost": _("All in"),
        "cost_per_hour": _("Cost of an hour"),
        "all_in_cost_per_hour": _("Cost of an hour, all in"),
        "benefit_cost_ratio": _("Benefit over cost"),
        "irr_annual": _("Internal rate of return"),
        "payback_months": _("Pays back in month"),
        "discounted_payback_months": _("Pays back in month, discounted"),
        "break_even_uplift_gross": _("Breaks even if pay rises by"),
        "break_even_pct_of_salary": _("Breaks even if pay rises by, share of pay"),
        "one_year_break_even_pct": _("Within one year, share of pay"),
        "parity_uplift": _("As good an hour as the degree's, by rule"),
        "parity_uplift_measured": _("As good an hour as the degree's, measured hours"),
    }[output]


def degree_name(row: Baseline) -> str:
    """A degree where room is short: `Bachelor's, public, US`; a person's own row by its name."""
    level = {
        5: _("Associate"),
        6: _("Bachelor's"),
        7: _("Master's"),
        8: _("Doctorate"),
    }.get(row.isced or 0)
    sector = {
        "public": _("public"),
        "public price": _("public"),
        "public online": _("online"),
        "regulated": _("regulated"),
        "private nonprofit": _("private"),
    }.get(row.sector)
    if row.row_id is not None or row.subject != "all" or level is None or sector is None:
        return row.label
    country = {"USA": "US", "GBR": "UK"}.get(row.country, row.country)
    if row.tuition_basis == "net":
        return _("{level}, {sector}, {country}, net price").format(
            level=level, sector=sector, country=country
        )
    return _("{level}, {sector}, {country}").format(level=level, sector=sector, country=country)


def level_name(row: Baseline) -> str:
    """A degree in a sentence: `a US bachelor's`; a person's own row by its name."""
    country = {"USA": "US", "GBR": "UK"}.get(row.country, row.country)
    if row.row_id is None and row.isced in {6, 7} and country:
        if row.isced == 6:
            return _("a bachelor's ({country})").format(country=country)
        return _("a master's ({country})").format(country=country)
    return row.label
