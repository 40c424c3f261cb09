from __future__ import annotations

import operator
import random
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tracker.domain.money import (
    LARGEST_MINOR,
    Money,
    Rate,
    currencies,
    is_currency,
    minor_digits,
    sum_in,
)
from tracker.errors import TrackerError

DAY = date(2026, 3, 27)

codes = st.sampled_from(currencies())
# Ten million euros, at the dearest rate below and with four more decimals, are still what a record
# holds: what exceeds it has tests of its own.
amounts = st.integers(-(10**9), 10**9)
moneys = st.builds(Money, amounts, codes)
values = st.decimals(Decimal("0.000001"), Decimal(100_000), allow_nan=False, places=8).filter(bool)


def rate(base: str, quote: str, value: str | Decimal) -> Rate:
    return Rate(base, quote, Decimal(value), DAY, "typed")


@pytest.mark.parametrize(
    ("code", "digits"),
    [("EUR", 2), ("JPY", 0), ("KWD", 3), ("CLF", 4), ("ISK", 0), ("HUF", 2), ("MGA", 2)],
)
def test_the_decimals_are_those_of_iso_4217(code: str, digits: int) -> None:
    assert minor_digits(code) == digits


@pytest.mark.parametrize("code", ["EUR", "USD", "XOF", "XCG", "BGN", "HRK", "LTL"])
def test_currencies_that_stand_in_peoples_receipts_are_known(code: str) -> None:
    assert is_currency(code)


@pytest.mark.parametrize("code", ["DEM", "eur", "€", "", "EURO", "XXX", "XTS", "XAU", "ABC"])
def test_what_nobody_is_billed_in_is_no_currency(code: str) -> None:
    assert not is_currency(code)


def test_the_list_holds_the_currencies_in_use_only() -> None:
    assert len(currencies()) == 165
    assert len(set(currencies())) == 165
    assert "BGN" not in currencies()


@pytest.mark.parametrize(
    ("text", "code", "minor"),
    [
        ("150.00", "EUR", 15000),
        ("150", "EUR", 15000),
        ("149.9", "EUR", 14990),
        ("-0.50", "EUR", -50),
        ("+3", "EUR", 300),
        (" 7.25 ", "USD", 725),
        ("1200", "JPY", 1200),
        ("1.234", "KWD", 1234),
        ("0.10", "EUR", 10),
        ("0", "EUR", 0),
        (Decimal("150.000"), "EUR", 15000),
        (Decimal("1.5E+2"), "EUR", 15000),
        (Decimal("0E+999999999"), "EUR", 0),
        (12, "KWD", 12000),
    ],
)
def test_an_amount_is_read_exactly(text: str | Decimal | int, code: str, minor: int) -> None:
    assert Money.of(text, code) == Money(minor, code)


@pytest.mark.parametrize(
    ("text", "code", "sentence"),
    [
        ("1.000", "EUR", "“1.000” has more decimals than EUR has: at most 2"),
        ("1.5", "JPY", "at most 0"),
        (Decimal("0.001"), "EUR", "more decimals"),
        (Decimal("1E-999999999"), "EUR", "more decimals"),
        ("1,50", "EUR", "“1,50” is not an amount"),
        ("", "EUR", "is not an amount"),
        ("1e3", "EUR", "is not an amount"),
        ("1_000", "EUR", "is not an amount"),
        ("١٢", "EUR", "is not an amount"),
        ("NaN", "EUR", "is not an amount"),
        (Decimal("NaN"), "EUR", "is not an amount"),
        (Decimal("Infinity"), "EUR", "is not an amount"),
        ("9" * 20, "EUR", "more digits than a record can hold"),
        ("9" * 50_000, "EUR", "more digits than a record can hold"),
        (Decimal("1E+999999999"), "EUR", "more digits than a record can hold"),
        ("1", "DEM", "“DEM” is not a currency code"),
        ("1", "eur", "“eur” is not a currency code"),
    ],
)
def test_what_is_no_exact_amount_is_refused_in_a_sentence(
    text: str | Decimal, code: str, sentence: str
) -> None:
    with pytest.raises(TrackerError, match=sentence) as caught:
        Money.of(text, code)
    assert caught.value.hint


@pytest.mark.parametrize("wrong", [1.5, True, None])
def test_a_float_is_never_money(wrong: object) -> None:
    with pytest.raises(TypeError):
        Money.of(wrong, "EUR")
    with pytest.raises(TypeError):
        Money(wrong, "EUR")


def test_an_amount_that_no_record_holds_is_refused_where_it_arises() -> None:
    with pytest.raises(TrackerError, match="more digits"):
        operator.add(Money(LARGEST_MINOR, "EUR"), Money(1, "EUR"))


def test_an_unknown_but_well_formed_code_is_kept_and_a_malformed_one_is_not() -> None:
    assert Money(150, "QQQ").plain() == "1.50"
    with pytest.raises(TrackerError, match="“Euro” is not a currency code"):
        Money(150, "Euro")


def test_amounts_are_compared_within_one_currency() -> None:
    assert Money(1, "EUR") < Money(2, "EUR") <= Money(2, "EUR")
    assert Money(2, "EUR") > Money(1, "EUR") >= Money(1, "EUR")
    assert max(Money(3, "EUR"), Money(-4, "EUR")) == Money(3, "EUR")


@pytest.mark.parametrize(
    "operation", ["__add__", "__sub__", "__lt__", "__le__", "__gt__", "__ge__"]
)
def test_two_currencies_are_never_mixed(operation: str) -> None:
    with pytest.raises(TrackerError, match="An amount in USD cannot be taken as one in EUR"):
        getattr(Money(1, "EUR"), operation)(Money(1, "USD"))


def test_amounts_of_two_currencies_are_simply_not_equal() -> None:
    assert Money(1, "EUR") != Money(1, "USD")


@given(moneys)
def test_the_plain_text_leads_back_to_the_amount(money: Money) -> None:
    assert Money.of(money.plain(), money.currency) == money
    assert Money.of(money.amount, money.currency) == money


@given(amounts, amounts, codes)
def test_adding_and_taking_away_cancel(first: int, second: int, code: str) -> None:
    one, other = Money(first, code), Money(second, code)
    assert one + other - other == one
    assert one + -one == Money.zero(code)
    assert (one + other).amount == one.amount + other.amount


@pytest.mark.parametrize(
    ("minor", "value", "converted"),
    [
        (10000, "1.0825", 10825),
        (1, "0.5", 0),
        (3, "0.5", 2),
        (-3, "0.5", -2),
        (-1, "0.5", 0),
        (10, "0.35", 4),
    ],
)
def test_a_conversion_rounds_half_to_even(minor: int, value: str, converted: int) -> None:
    assert rate("EUR", "USD", value).convert(Money(minor, "EUR")) == Money(converted, "USD")


def test_a_conversion_knows_the_decimals_of_both_currencies() -> None:
    assert rate("EUR", "JPY", "161.55").convert(Money.of("2.00", "EUR")) == Money(323, "JPY")
    assert rate("JPY", "KWD", "0.002").convert(Money.of("1500", "JPY")) == Money(3000, "KWD")


def test_a_rate_converts_its_base_only() -> None:
    with pytest.raises(TrackerError, match="USD cannot be taken as one in EUR"):
        rate("EUR", "USD", "1.1").convert(Money(1, "USD"))


@pytest.mark.parametrize("value", ["0", "-1.1", "NaN", "Infinity", "1E+999999", "1E-999999"])
def test_what_is_no_rate_is_refused(value: str) -> None:
    with pytest.raises(TrackerError, match="cannot be an exchange rate") as caught:
        rate("EUR", "USD", value)
    assert caught.value.hint == "Say how many USD one EUR was worth that day: a number above 0."


def test_a_currency_is_worth_itself() -> None:
    assert rate("EUR", "EUR", "1").convert(Money(5, "EUR")) == Money(5, "EUR")
    with pytest.raises(TrackerError, match=r"1 EUR = 1\.1 EUR"):
        rate("EUR", "EUR", "1.1")


@given(amounts, codes, codes, values)
def test_there_and_back_is_within_a_minor_unit_of_the_coarser_currency(
    minor: int, base: str, quote: str, value: Decimal
) -> None:
    if base == quote:
        value = Decimal(1)
    money, kept = Money(minor, base), rate(base, quote, value)
    back = kept.inverse.convert(kept.convert(money))
    # What one minor unit of the quote is worth in minor units of the base.
    quote_unit = Fraction(10) ** (minor_digits(base) - minor_digits(quote)) / Fraction(value)
    assert abs(back.minor - minor) <= max(1, quote_unit)


@given(values)
def test_the_inverse_of_the_inverse_is_the_rate(value: Decimal) -> None:
    kept = rate("EUR", "USD", value)
    twice = kept.inverse.inverse
    assert (twice.base, twice.quote, twice.on, twice.source) == ("EUR", "USD", DAY, "typed")
    assert abs(twice.value / value - 1) < Decimal("1e-25")


@given(moneys, values)
def test_nothing_depends_on_the_decimal_context_of_the_caller(money: Money, value: Decimal) -> None:
    kept = rate(money.currency, "QQQ", value)
    with localcontext(prec=3):
        narrow = kept.convert(money), kept.inverse, money.plain()
    assert narrow == (kept.convert(money), kept.inverse, money.plain())


def test_nothing_comes_to_a_known_zero() -> None:
    total = sum_in("EUR", [])
    assert (total.known, total.by_currency, total.missing) == (Money.zero("EUR"), {}, ())
    assert total.is_known


def test_each_amount_counts_at_its_own_rate() -> None:
    total = sum_in(
        "EUR",
        [
            (Money(10000, "USD"), rate("USD", "EUR", "0.9")),
            (Money(10000, "USD"), rate("USD", "EUR", "0.8")),
            (Money(5000, "EUR"), None),
        ],
    )
    assert total.known == Money(22000, "EUR")
    assert total.by_currency == {"EUR": 5000, "USD": 20000}


def test_a_missing_rate_makes_the_sum_unknown_but_not_those_by_currency() -> None:
    total = sum_in("EUR", [(Money(300, "USD"), None), (Money(500, "EUR"), None)])
    assert total.known is None
    assert not total.is_known
    assert total.by_currency == {"EUR": 500, "USD": 300}
    assert total.missing == ("USD",)


def test_a_rate_counts_from_either_side_and_exactly() -> None:
    total = sum_in("EUR", [(Money(3000, "USD"), rate("EUR", "USD", "1.5"))])
    assert total.known == Money(2000, "EUR")
    # Exactly half a cent, which goes to the even side; 1 / 6 rounded first would exceed it.
    half = sum_in("EUR", [(Money(3, "USD"), rate("EUR", "USD", "6"))])
    assert half.known == Money(0, "EUR")


def test_a_rate_between_other_currencies_is_no_help() -> None:
    total = sum_in("CHF", [(Money(300, "USD"), rate("USD", "EUR", "0.9"))])
    assert (total.known, total.missing) == (None, ("USD",))


def test_nothing_in_any_currency_is_nothing() -> None:
    total = sum_in("EUR", [(Money.zero("USD"), None)])
    assert (total.known, total.missing) == (Money.zero("EUR"), ())


items = st.lists(
    moneys.flatmap(
        lambda money: st.tuples(
            st.just(money),
            st.none()
            if money.currency == "EUR"
            else st.none() | values.map(lambda value: rate(money.currency, "EUR", value)),
        )
    ),
    max_size=12,
)


@given(items, st.randoms(use_true_random=False))
@example([(Money(1, "USD"), rate("USD", "EUR", "0.5"))] * 2, random.Random(1))
def test_the_order_makes_no_difference_to_a_sum(
    lines: list[tuple[Money, Rate | None]], shuffler: random.Random
) -> None:
    shuffled = list(lines)
    shuffler.shuffle(shuffled)
    assert sum_in("EUR", shuffled) == sum_in("EUR", lines)


@given(items)
def test_the_sums_by_currency_are_always_complete(lines: list[tuple[Money, Rate | None]]) -> None:
    total = sum_in("EUR", lines)
    for code in {money.currency for money, _kept in lines}:
        paid = [money.minor for money, _kept in lines if money.currency == code]
        assert total.by_currency[code] == sum(paid)
    assert sum(total.by_currency.values()) == sum(money.minor for money, _kept in lines)


@given(items)
def test_a_sum_is_known_exactly_where_no_rate_is_missing(
    lines: list[tuple[Money, Rate | None]],
) -> None:
    total = sum_in("EUR", lines)
    lacking = {m.currency for m, kept in lines if m.currency != "EUR" and m.minor and kept is None}
    assert set(total.missing) == lacking
    assert total.is_known == (not lacking)
