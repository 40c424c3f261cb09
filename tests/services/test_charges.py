from __future__ import annotations

from datetime import date

import pytest

from tests.services.conftest import credential, log, wall
from tracker.domain.changes import Kind
from tracker.domain.money import Money
from tracker.domain.periods import Period
from tracker.domain.spending import ExpenseDraft, SubscriptionDraft
from tracker.domain.study import Share
from tracker.domain.words import ExpenseKind
from tracker.record import Record

OCTOBER, NOVEMBER = date(2026, 10, 5), date(2026, 11, 5)


@pytest.fixture
def served(book: Record) -> Record:
    """A lab charged in October and November; in November CKA (1) has two hours, PMP (2) one."""
    credential(book, "CKA")
    credential(book, "PMP")
    labs = book.subscriptions.add(SubscriptionDraft("Labs", 3_000, "EUR", OCTOBER))
    for day in (OCTOBER, NOVEMBER):
        charge(book, day, labs.only_id(Kind.SUBSCRIPTION))
    log(book, wall(6, 18), 120, shares=(Share(1),))
    log(book, wall(7, 18), 60, shares=(Share(2),))
    log(book, wall(8, 18), 300, topic="for no credential")
    return book


def charge(book: Record, day: date, subscription: int, **fields) -> int:
    draft = ExpenseDraft(
        3_000,
        "EUR",
        day,
        "Labs",
        ExpenseKind.SUBSCRIPTION,
        subscription_id=subscription,
        **fields,
    )
    return book.spending.add(draft).only_id(Kind.EXPENSE)


def test_a_year_shares_charges_by_hours_and_names_the_days_without_study(served: Record) -> None:
    year = served.overview.spending_year(2026)
    assert [(one.title, one.is_unspread, one.total.known) for one in year.served] == [
        ("", True, Money(3_000, "EUR")),
        ("CKA", False, Money(2_000, "EUR")),
        ("PMP", False, Money(1_000, "EUR")),
    ]
    spread = year.spreads[1]
    assert [one.period for one in spread.unspread] == [Period(OCTOBER, date(2026, 11, 4))]
    # It is 22 November: the days of November's charge are not over.
    assert spread.is_open


def test_the_same_part_is_told_by_year_credential_list_and_return(served: Record) -> None:
    served.settings.change(currency="EUR")
    for number, minor in ((1, 2_000), (2, 1_000)):
        view = served.overview.credential(number)
        assert view.spent.paid.known == Money(minor, "EUR")
        assert view.by_hours.known == Money(minor, "EUR")
        assert view.expense_count == 1
        [row] = served.spending.serving(number)
        assert sum(s.minor for s in row.shares if s.credential_id == number) == minor
        gathered = served.return_on_time.gathered()
        [life] = [one for one in gathered.lives if one.row.id == number]
        assert [amount for _day, amount, _rate in life.spent] == [Money(minor, "EUR")]


def test_more_study_moves_the_parts_and_undo_moves_them_back(served: Record) -> None:
    log(served, wall(9, 18), 60, shares=(Share(1), Share(2)))
    assert served.overview.credential(1).spent.paid.known == Money(1_875, "EUR")
    served.history.undo()
    assert served.overview.credential(1).spent.paid.known == Money(2_000, "EUR")


def test_what_the_person_shares_themselves_wins(served: Record) -> None:
    served.spending.change(2, shares=(Share(2),))
    assert served.overview.credential(1).spent.paid.known == Money(0, "EUR")
    assert served.overview.credential(2).spent.paid.known == Money(3_000, "EUR")
    assert served.overview.credential(2).by_hours.known == Money(0, "EUR")
    assert [
        one.period.first for one in served.overview.spending_year(2026).spreads[1].unspread
    ] == [OCTOBER]


def test_a_deleted_credential_keeps_its_part_under_its_name(served: Record) -> None:
    served.credentials.delete(1)
    year = served.overview.spending_year(2026)
    assert ("CKA", None) in [(one.title, one.credential_id) for one in year.served]
    assert served.overview.credential(2).spent.paid.known == Money(1_000, "EUR")


def test_a_shared_charge_can_be_changed_without_the_hours_becoming_the_persons_word(
    served: Record,
) -> None:
    served.spending.change(2, note="annual plan soon")
    assert served.spending.one(2).shares == ()
    assert served.overview.credential(1).by_hours.known == Money(2_000, "EUR")
