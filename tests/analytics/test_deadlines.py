from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tracker.analytics.deadlines import (
    Due,
    DueClaim,
    DueKind,
    deadlines,
    months_after,
    next_charge,
)
from tracker.analytics.plan import milli_a_month
from tracker.domain.credentials import (
    CredentialDraft,
    CredentialRow,
    ExamAttemptDraft,
    ModuleDraft,
)
from tracker.domain.kept import Kept
from tracker.domain.money import Money
from tracker.domain.spending import ReimbursementDraft, SubscriptionDraft
from tracker.domain.words import (
    BillingPeriod,
    CredentialState,
    ExamResult,
    ReimbursementState,
)

TODAY = date(2026, 11, 23)


def on(days: int) -> date:
    return TODAY + timedelta(days=days)


def row(number: int = 1, title: str = "CKA", **fields: object) -> CredentialRow:
    draft = CredentialDraft(title, state=CredentialState.IN_PROGRESS)
    made = replace(draft, **fields)
    return CredentialRow(number, "u", made, False, datetime(2026, 1, 1, tzinfo=UTC), 0, 0)


def told(found: tuple[Due, ...]) -> list[tuple[str, int]]:
    return [(due.kind.value, (due.on - TODAY).days) for due in found]


def test_exam_and_target_stand_by_date_and_the_same_day_is_told_once() -> None:
    rows = [row(1, exam_on=on(9), target_on=on(9)), row(2, "AWS", target_on=on(3))]
    attempts = [ExamAttemptDraft(1, on(9)), ExamAttemptDraft(1, on(40))]
    found = deadlines(TODAY, credentials=rows, exams=attempts)
    assert told(found) == [("target", 3), ("exam", 9), ("exam", 40)]
    assert [due.title for due in found] == ["AWS", "CKA", "CKA"]


def test_what_went_by_stays_a_month_where_one_can_still_act() -> None:
    rows = [row(1, exam_on=on(-1)), row(2, target_on=on(-30)), row(3, target_on=on(-31))]
    assert told(deadlines(TODAY, credentials=rows)) == [("target", -30)]


def test_what_is_earned_or_given_up_has_no_exam_or_target_ahead() -> None:
    states = (CredentialState.EARNED, CredentialState.ABANDONED)
    rows = [row(n, exam_on=on(3), target_on=on(5), state=s) for n, s in enumerate(states)]
    modules = [ModuleDraft(0, "Networking", target_on=on(4))]
    assert deadlines(TODAY, credentials=rows, modules=modules) == ()


def test_attempts_that_are_over_or_of_archived_credentials_are_left_out() -> None:
    attempts = [
        ExamAttemptDraft(1, on(2), ExamResult.CANCELLED),
        ExamAttemptDraft(1, on(-2)),
        ExamAttemptDraft(77, on(2)),
    ]
    assert deadlines(TODAY, credentials=[row()], exams=attempts) == ()


def test_an_open_module_is_named() -> None:
    modules = [
        ModuleDraft(1, "Storage", target_on=on(6)),
        ModuleDraft(1, "Done", target_on=on(6), progress_percent=100, done_on=on(-1)),
    ]
    (due,) = deadlines(TODAY, credentials=[row()], modules=modules)
    assert (due.kind, due.detail, due.row_id) == (DueKind.MODULE, "Storage", 1)


def test_validity_is_listed_a_year_ahead_and_gives_way_to_its_renewal() -> None:
    earned = {"state": CredentialState.EARNED}
    rows = [
        row(1, valid_until=on(365), **earned),
        row(2, valid_until=on(366), **earned),
        row(3, valid_until=on(80), **earned),
        row(4, valid_until=on(-1), **earned),
    ]
    found = deadlines(TODAY, credentials=rows, cycle_ends={3: [on(80)], 1: [on(-12)]})
    assert told(found) == [("renewal", -12), ("renewal", 80), ("validity", 365)]


def test_claims_are_handed_in_by_a_day_and_may_be_asked_back_until_another() -> None:
    def claim(number: int, state: ReimbursementState) -> DueClaim:
        draft = ReimbursementDraft(9, 5000, state, claim_by=on(7), claw_back_until=on(400))
        return DueClaim(Kept(number, "u", draft), "Exam", "EUR")

    found = deadlines(TODAY, claims=[claim(n, s) for n, s in enumerate(ReimbursementState)])
    assert told(found) == [("claim", 7), ("claw_back", 400)]
    assert found[0].amount == Money(5000, "EUR")
    assert found[0].row_id == list(ReimbursementState).index(ReimbursementState.TO_CLAIM)


@pytest.mark.parametrize(
    ("began", "period", "expected"),
    [
        (date(2026, 11, 23), BillingPeriod.MONTH, date(2026, 11, 23)),
        (date(2026, 11, 22), BillingPeriod.MONTH, date(2026, 12, 22)),
        (date(2026, 1, 31), BillingPeriod.MONTH, date(2026, 11, 30)),
        (date(2026, 9, 22), BillingPeriod.QUARTER, date(2026, 12, 22)),
        (date(2026, 8, 22), BillingPeriod.QUARTER, date(2027, 2, 22)),
        (date(2024, 2, 29), BillingPeriod.YEAR, date(2027, 2, 28)),
        (date(2027, 3, 1), BillingPeriod.YEAR, date(2027, 3, 1)),
    ],
)
def test_the_next_charge_keeps_its_day_of_the_month(
    began: date, period: BillingPeriod, expected: date
) -> None:
    assert next_charge(SubscriptionDraft("Library", 999, "EUR", began, period), TODAY) == expected


def test_a_subscription_that_ends_before_is_charged_no_more() -> None:
    draft = SubscriptionDraft("Library", 999, "EUR", date(2026, 1, 24), ends_on=on(0))
    assert next_charge(draft, TODAY) is None
    assert deadlines(TODAY, subscriptions=[Kept(1, "u", draft)]) == ()
    goes_on = replace(draft, ends_on=on(1))
    (due,) = deadlines(TODAY, subscriptions=[Kept(1, "u", goes_on)])
    assert due == Due(DueKind.CHARGE, on(1), "Library", 1, amount=Money(999, "EUR"))


def test_months_end_with_the_calendar() -> None:
    assert months_after(date(2026, 12, 31), 2) == date(2027, 2, 28)
    assert months_after(date(9999, 12, 1), 1) is None


def test_the_pace_of_a_renewal_is_enough_and_ends_with_the_last_month() -> None:
    # 60 units in 365 days: 5.004 a month, rounded up to a tenth.
    assert milli_a_month(60_000, on(364), TODAY) == 5100
    assert milli_a_month(0, on(364), TODAY) == 0
    assert milli_a_month(60_000, on(29), TODAY) is None
    assert milli_a_month(60_000, on(-4), TODAY) is None
