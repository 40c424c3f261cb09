from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analytics.test_spendingyear import expense
from tracker.analytics.spending import part_for, spent
from tracker.analytics.spendingyear import spending_year
from tracker.analytics.spreading import charges, in_place, is_by_hours, paid_period, spread
from tracker.domain.money import Money
from tracker.domain.periods import Period
from tracker.domain.spending import SubscriptionDraft
from tracker.domain.study import ShareRow
from tracker.domain.words import BillingPeriod

TODAY = date(2026, 11, 23)
LABS = SubscriptionDraft("Labs", 2_000, "EUR", date(2026, 1, 5))
MID_FEBRUARY, MID_MARCH = date(2026, 2, 20), date(2026, 3, 20)
MARCH = Period(date(2026, 3, 5), date(2026, 4, 4))


def studied(**seconds: int) -> tuple[ShareRow, ...]:
    """Seconds of credentials numbered in the order in which they are named."""
    return tuple(
        ShareRow(number, title, some, seconds=some)
        for number, (title, some) in enumerate(seconds.items(), 1)
    )


@pytest.mark.parametrize(
    ("day", "period", "starts_on", "ends_on", "last"),
    [
        (date(2026, 3, 5), BillingPeriod.MONTH, date(2026, 1, 5), None, date(2026, 4, 4)),
        (date(2026, 3, 5), BillingPeriod.QUARTER, date(2026, 3, 5), None, date(2026, 6, 4)),
        (date(2026, 3, 5), BillingPeriod.YEAR, date(2026, 3, 5), None, date(2027, 3, 4)),
        # The bank was two days late: a month from the day of the charge.
        (date(2026, 3, 7), BillingPeriod.MONTH, date(2026, 1, 5), None, date(2026, 4, 6)),
        # A short month leaves no days that no charge paid for.
        (date(2026, 2, 28), BillingPeriod.MONTH, date(2026, 1, 31), None, date(2026, 3, 30)),
        (date(2024, 2, 29), BillingPeriod.YEAR, date(2024, 2, 29), None, date(2025, 2, 27)),
        # It ended before the period was over; and was charged once more after its end.
        (date(2026, 3, 5), BillingPeriod.MONTH, date(2026, 1, 5), MID_MARCH, MID_MARCH),
        (date(2026, 3, 5), BillingPeriod.MONTH, date(2026, 1, 5), MID_FEBRUARY, date(2026, 4, 4)),
        (date(9999, 12, 31), BillingPeriod.MONTH, date(2026, 1, 5), None, date.max),
    ],
)  # fmt: skip
def test_a_charge_pays_for_the_days_up_to_the_next(day, period, starts_on, ends_on, last) -> None:
    draft = SubscriptionDraft("Labs", 1, "EUR", starts_on, period, ends_on)
    assert paid_period(day, draft) == Period(day, last)


def test_a_charge_is_shared_by_the_hours_of_its_days() -> None:
    row = expense(2_000, id=4, subscription_id=1)
    [one] = spread(charges([row], {1: LABS}), {MARCH: studied(CKA=5400, PMP=1800)}, TODAY)
    assert [(share.title, share.minor) for share in one.row.shares] == [
        ("CKA", 1_500),
        ("PMP", 500),
    ]
    assert one.is_spread
    assert not one.is_open
    assert is_by_hours(one.row)


def test_what_the_person_shared_out_themselves_stays() -> None:
    own = (ShareRow(9, "PMP", 1, minor=2_000),)
    row = expense(2_000, subscription_id=1, shares=own)
    assert charges([row], {1: LABS}) == ()
    assert in_place([row], ()) == (row,)
    assert not is_by_hours(row)


def test_an_expense_that_paid_no_subscription_is_not_shared() -> None:
    assert charges([expense(2_000), expense(2_000, subscription_id=7)], {1: LABS}) == ()


def test_days_without_study_leave_a_charge_unspread_and_named() -> None:
    row = expense(2_000, subscription_id=1)
    found = spread(charges([row], {1: LABS}), {}, TODAY)
    year = spending_year([row, expense(500, id=2)], 2026, TODAY, "EUR", None, charges=found)
    assert [(one.title, one.is_unspread, one.total.known) for one in year.served] == [
        ("", True, Money(2_000, "EUR")),
        ("", False, Money(500, "EUR")),
    ]
    assert [one.period for one in year.spreads[1].unspread] == [MARCH]
    assert year.spreads[1].parts == ()


def test_a_period_that_still_runs_says_so() -> None:
    row = expense(2_000, subscription_id=1)
    found = charges([row], {1: LABS})
    assert spread(found, {}, date(2026, 4, 3))[0].is_open
    assert not spread(found, {}, date(2026, 4, 4))[0].is_open


def test_the_year_tells_whom_a_subscription_served_in_the_records_own_money() -> None:
    rows = [
        expense(2_000, id=1, subscription_id=1),
        expense(3_000, "USD", id=2, subscription_id=1, day=date(2026, 4, 5)),
    ]
    april = Period(date(2026, 4, 5), date(2026, 5, 4))
    hours = {MARCH: studied(CKA=3600), april: studied(CKA=3600, PMP=3600)}
    found = spread(charges(rows, {1: LABS}), hours, TODAY)
    parts = spending_year(rows, 2026, TODAY, "EUR", None, charges=found).spreads[1].parts
    # No rate is kept with the dollars: the sums are unknown, with what is known by currency.
    assert {one.title: (one.total.known, one.total.by_currency) for one in parts} == {
        "CKA": (None, {"EUR": 2_000, "USD": 1_500}),
        "PMP": (None, {"USD": 1_500}),
    }


amounts = st.integers(1, 10**9)


@given(amounts, st.integers(0, 10**6), st.lists(st.integers(1, 10**6), min_size=1, max_size=12))
def test_the_parts_sum_to_the_whole_to_the_minor_unit(amount, refunded, seconds) -> None:
    row = expense(
        amount,
        subscription_id=1,
        refunded=Money(min(refunded, amount), "EUR"),
        reimbursed=Money(amount // 3, "EUR"),
    )
    shares = tuple(ShareRow(n, f"C{n}", one, seconds=one) for n, one in enumerate(seconds))
    [one] = spread(charges([row], {1: LABS}), {MARCH: shares}, TODAY)
    assert sum(share.minor for share in one.row.shares) == amount
    whole = sum(seconds)
    for share in one.row.shares:
        # Largest remainder: no part is a whole unit away from its exact share.
        assert abs(share.minor * whole - amount * share.seconds) < whole
    parts = [spent([part_for(one.row, n)], "EUR") for n in range(len(seconds))]
    together = spent([row], "EUR")
    for name in ("paid", "own", "refunded", "reimbursed", "net"):
        sums = [getattr(part, name).known.minor for part in parts]
        assert sum(sums) == getattr(together, name).known.minor
    year = spending_year([row], 2026, TODAY, "EUR", None, charges=[one])
    assert sum(part.total.known.minor for part in year.served) == amount - row.refunded.minor
