"""Spending by month, kind and credential, with what is unknown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tracker.analytics.spending import Spent
from tracker.analytics.spendingyear import Served, SpendingYear
from tracker.charts.label import texts_of
from tracker.charts.look import PLAIN, PRINT
from tracker.charts.spending import spending_by_credential, spending_by_kind, spending_by_month
from tracker.domain.money import Money, Total
from tracker.domain.words import ExpenseKind


def known(minor: int) -> Total:
    return Total(Money(minor, "EUR"), {"EUR": minor}, ())


UNKNOWN = Total(None, {"EUR": 43_000, "KES": 150_000}, ("KES",))
NOTHING = known(0)
SUMS = Spent(known(48_000), known(48_000), NOTHING, NOTHING, known(48_000), NOTHING)
YEAR = SpendingYear(
    year=2026,
    today=date(2026, 11, 23),
    currency="EUR",
    spent=SUMS,
    budget=None,
    left=None,
    months=(known(43_000), *[NOTHING] * 9, known(5000), NOTHING),
    kinds=((ExpenseKind.EXAM, known(43_000)), (ExpenseKind.BOOK, known(5000))),
    served=(Served(7, "CKA", known(43_000)), Served(None, "", known(5000))),
    claims=(),
    subscriptions=(),
    unrated=(),
    expense_count=2,
    first_year=2026,
    last_year=2026,
)


def test_months_tell_their_sums() -> None:
    chart = spending_by_month(YEAR, PLAIN)
    assert chart.sentence == (
        "Spending in 2026 by month: 480.00\u00a0EUR, most in 2026-01 with 430.00\u00a0EUR."
    )
    assert len(chart.table.rows) == 12
    assert [cell.exported for cell in chart.table.rows[0]] == ["2026-01", Decimal("430.00")]
    marks = chart.draw(PRINT, 560, 230).marks
    assert [mark.text for mark in marks][:2] == [
        "2026-01: 430.00\u00a0EUR",
        "2026-02: 0.00\u00a0EUR",
    ]
    assert marks[0].outline.top < marks[10].outline.top


def test_an_unknown_month_is_said_drawn_and_left_empty_where_it_is_exported() -> None:
    chart = spending_by_month(replace(YEAR, months=(UNKNOWN, *YEAR.months[1:])), PLAIN)
    told = "2026-01: unknown (430.00\u00a0EUR + 1500.00\u00a0KES)"
    mark = chart.draw(PRINT, 560, 230).marks[0]
    assert mark.text == told
    assert mark.outline.bottom - mark.outline.top > 0.2
    assert chart.table.rows[0][1].exported == ""


@pytest.mark.parametrize("month", [UNKNOWN, NOTHING], ids=["unknown", "nothing"])
def test_a_year_without_a_known_sum_has_no_made_up_scale(month: Total) -> None:
    sums = replace(SUMS, paid=month)
    chart = spending_by_month(replace(YEAR, months=(month,) * 12, spent=sums), PLAIN)
    written = texts_of(chart.draw(PRINT, 560, 230).figure)
    assert [text for text in written if "EUR" in text] == ["0.00 EUR"]


def test_more_refunded_than_paid_goes_below_the_line() -> None:
    chart = spending_by_month(replace(YEAR, months=(known(-20_000), *YEAR.months[1:])), PLAIN)
    marks = chart.draw(PRINT, 560, 230).marks
    assert marks[0].outline.bottom > marks[1].outline.bottom


def test_kinds_and_credentials_are_listed_largest_first() -> None:
    kinds = spending_by_kind(YEAR, PLAIN)
    assert kinds.sentence == (
        "Spending in 2026 by kind: 480.00\u00a0EUR in all, exam first with 430.00\u00a0EUR."
    )
    assert [row[0].text for row in kinds.table.rows] == ["exam", "book"]
    credentials = spending_by_credential(YEAR, PLAIN)
    marks = credentials.draw(PRINT, 360, credentials.tall).marks
    assert [(mark.text, mark.key) for mark in marks] == [
        ("CKA: 430.00\u00a0EUR", 7),
        ("for no credential: 50.00\u00a0EUR", 0),
    ]


def test_the_rest_of_a_long_list_is_in_the_table() -> None:
    many = tuple(Served(n, f"C{n}", known(1000 - n)) for n in range(1, 40))
    chart = spending_by_credential(replace(YEAR, served=many), PLAIN, 6)
    assert len(chart.draw(PRINT, 360, chart.tall).marks) == 6
    assert len(chart.table.rows) == 39


def test_a_year_without_spending_is_said() -> None:
    empty = replace(YEAR, kinds=(), served=(), months=(NOTHING,) * 12)
    chart = spending_by_kind(empty, PLAIN)
    assert chart.sentence == "Spending in 2026 by kind: nothing was spent."
    assert chart.draw(PRINT, 360, chart.tall).marks == ()
