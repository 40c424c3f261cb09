from __future__ import annotations

from datetime import date

from tracker.analytics.feesahead import fees_ahead, total_ahead
from tracker.domain.kept import Kept
from tracker.domain.proof import RenewalCycleDraft, RenewalDraft, RenewalDue
from tracker.domain.spending import SubscriptionDraft
from tracker.domain.words import BillingPeriod, RenewalKind

TODAY = date(2026, 11, 22)


def subscription(number: int, start: date, period: BillingPeriod, **more) -> Kept:
    draft = SubscriptionDraft(
        f"S{number}", 1_000, more.pop("currency", "EUR"), start, period, **more
    )
    return Kept(number, "", draft)


def renewal(ends: date, fee: int | None, expense_id: int | None = None) -> RenewalDue:
    currency = None if fee is None else "EUR"
    rule = RenewalDraft(7, RenewalKind.FEE, fee_minor=fee, fee_currency=currency)
    cycle = Kept(1, "", RenewalCycleDraft(1, date(2026, 1, 1), ends, expense_id=expense_id))
    return RenewalDue(cycle, rule, "PMP", 0)


def test_a_month_that_is_too_short_moves_no_later_charge() -> None:
    fees = fees_ahead(TODAY, [subscription(1, date(2026, 8, 31), BillingPeriod.MONTH)], [])
    days = [fee.on for fee in fees]
    assert days[:5] == [
        date(2026, 11, 30),
        date(2026, 12, 31),
        date(2027, 1, 31),
        date(2027, 2, 28),
        date(2027, 3, 31),
    ]
    assert len(days) == 12


def test_an_ended_subscription_charges_no_more_and_a_yearly_one_once() -> None:
    ending = subscription(1, date(2026, 1, 5), BillingPeriod.MONTH, ends_on=date(2027, 1, 5))
    yearly = subscription(2, date(2025, 11, 22), BillingPeriod.YEAR)
    fees = fees_ahead(TODAY, [ending, yearly], [])
    assert [(fee.title, fee.on) for fee in fees] == [
        ("S2", date(2026, 11, 22)),
        ("S1", date(2026, 12, 5)),
        ("S1", date(2027, 1, 5)),
        ("S2", date(2027, 11, 22)),
    ]


def test_a_renewal_fee_is_due_on_its_last_day_unless_paid_or_unknown() -> None:
    due = [
        renewal(date(2027, 3, 1), 15_000),
        renewal(date(2027, 4, 1), None),
        renewal(date(2027, 5, 1), 15_000, expense_id=3),
        renewal(date(2026, 11, 21), 15_000),
        renewal(date(2028, 1, 1), 15_000),
    ]
    [fee] = fees_ahead(TODAY, [], due)
    assert (fee.on, fee.row_id, fee.is_renewal) == (date(2027, 3, 1), 7, True)
    assert total_ahead([fee], "EUR").known is not None


def test_a_sum_with_another_currency_is_unknown() -> None:
    yearly = subscription(1, date(2026, 12, 1), BillingPeriod.YEAR, currency="USD")
    total = total_ahead(fees_ahead(TODAY, [yearly], []), "EUR")
    assert total.known is None
    assert total.by_currency == {"USD": 1_000}
