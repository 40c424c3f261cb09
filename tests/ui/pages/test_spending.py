from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from tracker.domain.changes import Kind
from tracker.domain.credentials import CredentialDraft
from tracker.domain.spending import (
    ExpenseDraft,
    RefundDraft,
    ReimbursementDraft,
    SubscriptionDraft,
)
from tracker.domain.study import Share, StudyDraft
from tracker.domain.words import ExpenseKind, Payer, ReimbursementState
from tracker.record import Record
from tracker.ui.desk import Desk
from tracker.ui.forms.dialog import FormDialog
from tracker.ui.item_models.spending import expense_entries
from tracker.ui.pages.spending.cards import MonthsCard, SharesCard, SubscriptionsCard
from tracker.ui.pages.spending.claims import ClaimsCard
from tracker.ui.pages.spending.expenses import ExpensesCard
from tracker.ui.pages.spending.page import SpendingPage
from tracker.ui.parts.button import Button
from tracker.ui.parts.chartcanvas import ChartCanvas
from tracker.ui.parts.clickrow import ClickRow
from tracker.ui.parts.empty import EmptyState
from tracker.ui.parts.fields import LineField
from tracker.ui.parts.labels import PlainLabel
from tracker.ui.parts.linkbutton import LinkButton
from tracker.ui.parts.notice import Notice
from tracker.ui.parts.segmented import Segmented
from tracker.ui.parts.table import BELOW, Table
from tracker.ui.parts.tile import Tile


@pytest.fixture
def filled(record: Record) -> Record:
    """Two years of expenses, a refund, a claim, a subscription and a budget."""
    year = record.ground.today().year
    cka = record.credentials.add(CredentialDraft("CKA")).only_id(Kind.CREDENTIAL)
    shares = (Share(cka),)
    exam = ExpenseDraft(
        30_000, "EUR", date(year, 1, 10), "Exam", ExpenseKind.EXAM, "Linux F.", shares=shares
    )
    record.spending.add(exam)
    record.spending.add(ExpenseDraft(4_000, "EUR", date(year, 1, 5), "Book", ExpenseKind.BOOK))
    record.spending.add(ExpenseDraft(10_000, "EUR", date(year, 1, 2), payer=Payer.EMPLOYER))
    record.spending.add(ExpenseDraft(700, "EUR", date(year - 1, 6, 1), "Old book"))
    record.refunds.add(RefundDraft(2, date(year, 1, 9), 1_000))
    record.reimbursements.add(ReimbursementDraft(1, 20_000, payer="Acme"))
    record.subscriptions.add(SubscriptionDraft("Labs", 1_500, "EUR", date(year, 1, 1)))
    record.settings.change(budget_minor=50_000)
    return record


@pytest.fixture
def page(desk: Desk, qtbot) -> SpendingPage:
    made = SpendingPage(desk)
    qtbot.addWidget(made)
    made.resize(1200, 900)
    return made


def show(page: SpendingPage, desk: Desk, qtbot) -> None:
    page.show()
    qtbot.waitUntil(lambda: not desk.tasks.is_busy())


def tile(page: SpendingPage, name: str) -> str:
    return next(
        t.accessibleDescription() for t in page.findChildren(Tile) if t.accessibleName() == name
    )


def names(page: SpendingPage) -> list[str]:
    model = page.findChild(ExpensesCard).table.model()
    return [model.index(n, 1).data() for n in range(model.rowCount())]


def texts(widget) -> list[str]:
    return [label.text() for label in widget.findChildren(PlainLabel) if label.isVisible()]


def test_the_tiles_tell_what_was_spent_and_what_is_left(page, desk, filled, qtbot) -> None:
    show(page, desk, qtbot)
    year = filled.ground.today().year
    assert tile(page, f"Spent in {year}") == "€330, €10 refunded · others paid €100"
    assert tile(page, "Reimbursed") == "€0, nothing yet"
    assert tile(page, "Still to come back") == "€200, 1 open claim"
    assert tile(page, "Budget left") == "€170, of €500, after what came back"


def test_the_bars_are_a_sentence_and_are_read_out_by_the_arrow_keys(
    page, desk, filled, qtbot
) -> None:
    show(page, desk, qtbot)
    bars = page.findChild(MonthsCard).canvas
    qtbot.waitUntil(bars.is_drawn)
    year = filled.ground.today().year
    assert f"most in January {year} with €430.00" in bars.accessibleDescription()
    bars.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(bars, Qt.Key.Key_Home)
    assert bars.read_out() == f"January {year}: €430.00"
    qtbot.keyClick(bars, Qt.Key.Key_Right)
    assert bars.read_out() == f"February {year}: €0.00"


def test_shares_are_listed_by_kind_and_by_credential(page, desk, filled, qtbot) -> None:
    show(page, desk, qtbot)
    card = page.findChild(SharesCard)
    qtbot.waitUntil(card.canvas.is_drawn)
    told = [mark.text for mark in card.canvas.marks()]
    assert [text.partition(":")[0] for text in told] == ["exam", "other", "book"]
    card.findChild(Segmented)._segments["credential"].click()
    qtbot.waitUntil(lambda: [mark.key for mark in card.canvas.marks()] == [1, 0])
    assert [mark.text.partition(":")[0] for mark in card.canvas.marks()] == [
        "CKA",
        "for no credential",
    ]
    card.canvas.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(card.canvas, Qt.Key.Key_Home)
    assert card.canvas.read_out() == "CKA: €300.00"
    with qtbot.waitSignal(desk.going) as asked:
        qtbot.keyClick(card.canvas, Qt.Key.Key_Return)
    assert asked.args == ["credential", 1]


def test_the_table_lists_the_year_and_is_searched(page, desk, filled, qtbot) -> None:
    show(page, desk, qtbot)
    assert names(page) == ["Exam", "Book", "other"]
    model = page.findChild(ExpensesCard).table.model()
    row = [model.index(0, n).data() for n in range(model.columnCount())]
    assert row[2:] == ["exam", "CKA", "me", "€300.00", "€200.00 to come"]
    assert model.index(1, 6).data() == "€10.00"
    spoken = model.index(0, 5).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Amount: €300.00"
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    qtbot.keyClicks(page.findChild(ExpensesCard).findChild(LineField), "linux")
    qtbot.waitUntil(lambda: names(page) == ["Exam"])


def test_years_are_turned_and_end_with_the_expenses(page, desk, filled, qtbot) -> None:
    show(page, desk, qtbot)
    buttons = {b.accessibleName() or b.text(): b for b in page.findChildren(Button)}
    assert not buttons["The year after"].isEnabled()
    assert not buttons["This year"].isEnabled()
    buttons["The year before"].click()
    qtbot.waitUntil(lambda: names(page) == ["Old book"])
    assert not buttons["The year before"].isEnabled()
    buttons["This year"].click()
    qtbot.waitUntil(lambda: len(names(page)) == 3)


def test_a_missing_rate_makes_sums_unknown_and_offers_to_type_it(page, desk, filled, qtbot) -> None:
    year = filled.ground.today().year
    filled.spending.add(ExpenseDraft(150_000, "KES", date(year, 1, 20), "Ticket"))
    show(page, desk, qtbot)
    assert tile(page, f"Spent in {year}").startswith("unknown, no rate for KES")
    assert tile(page, "Budget left").startswith("unknown")
    assert "1 expense in KES has no exchange rate into EUR" in page.findChild(Notice).text()
    model = page.findChild(ExpensesCard).table.model()
    assert model.index(0, 5).data(BELOW) == "rate unknown · type it"
    bars = page.findChild(MonthsCard).canvas
    qtbot.waitUntil(lambda: "unknown (€430 + KES\u00a01,500)" in bars.marks()[0].text)
    button = next(b for b in page.findChildren(Button) if b.text() == "Type the rate")
    button.click()
    qtbot.waitUntil(lambda: bool(_dialogs()))
    for dialog in _dialogs():
        dialog.close()
    filled.spending.change(5, rate="0.0069", rate_currency="EUR")
    page.mark_stale()
    qtbot.waitUntil(lambda: not page.findChild(Notice).isVisible())
    qtbot.waitUntil(lambda: model.index(0, 5).data(BELOW) == "€10.35")


def _dialogs() -> list[FormDialog]:
    from PySide6.QtWidgets import QApplication

    return [w for w in QApplication.allWidgets() if isinstance(w, FormDialog) and w.isVisible()]


def test_a_claim_goes_on_step_by_step(page, desk, filled, qtbot) -> None:
    show(page, desk, qtbot)
    card = page.findChild(ClaimsCard)

    def steps() -> dict[str, LinkButton]:
        return {b.text(): b for b in card.findChildren(LinkButton) if b.isVisible()}

    steps()["Mark as claimed"].click()
    qtbot.waitUntil(lambda: "Mark as paid" in steps())
    draft = filled.reimbursements.one(1).draft
    assert draft.state is ReimbursementState.CLAIMED
    assert draft.claimed_on == filled.ground.today()
    steps()["Mark as paid"].click()
    qtbot.waitUntil(lambda: not steps())
    assert filled.reimbursements.one(1).draft.paid_on == filled.ground.today()
    assert tile(page, "Reimbursed") == "€200, 60 % of what you paid"
    assert tile(page, "Budget left").startswith("€370")


def test_subscriptions_tell_what_a_year_costs(page, desk, filled, qtbot) -> None:
    yesterday = filled.ground.today() - timedelta(days=1)
    filled.subscriptions.add(
        SubscriptionDraft("Over", 100, "EUR", date(2020, 1, 1), ends_on=yesterday)
    )
    show(page, desk, qtbot)
    words = texts(page.findChild(SubscriptionsCard))
    assert any("€180 a year" in word for word in words)
    assert any(word.startswith("ended") for word in words)


def test_delete_takes_an_expense_away_and_undo_brings_it_back(page, desk, filled, qtbot) -> None:
    show(page, desk, qtbot)
    table = page.findChild(ExpensesCard).table
    table.selectRow(1)
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: names(page) == ["Exam", "other"])
    desk.do(lambda opened: opened.history.undo())
    qtbot.waitUntil(lambda: names(page) == ["Exam", "Book", "other"])


def test_an_expense_can_be_changed_refunded_claimed_and_deleted(desk, filled, qtbot) -> None:
    entries = expense_entries(desk, filled.spending.one(1))
    assert [entry.text for entry in entries if entry.text] == [
        "Edit …",
        "Add refund …",
        "Claim it back …",
        "Attach receipt …",
        "Delete",
    ]


def test_an_empty_record_offers_the_first_step(page, desk, qtbot) -> None:
    show(page, desk, qtbot)
    state = next(s for s in page.findChildren(EmptyState) if s.isVisible())
    assert state.button.text() == "Add expense"
    assert not page.findChild(MonthsCard).isVisible()


def test_without_a_budget_one_is_offered(page, desk, filled, qtbot) -> None:
    filled.settings.change(budget_minor=None)
    show(page, desk, qtbot)
    offers = [b for b in page.findChildren(LinkButton) if b.text() == "Set a budget"]
    assert offers[0].isVisible()
    assert tile(page, "Budget left") == "–"


def test_many_expenses_come_in_pages(page, desk, filled, qtbot) -> None:
    day = date(filled.ground.today().year, 1, 1)
    for _n in range(210):
        filled.spending.add(ExpenseDraft(100, "EUR", day))
    show(page, desk, qtbot)
    table = page.findChild(ExpensesCard).table
    assert table.model().rowCount() == 200
    table.scrollToBottom()
    qtbot.waitUntil(lambda: table.model().rowCount() == 213)


def test_every_control_has_a_name(page, desk, filled, qtbot) -> None:
    show(page, desk, qtbot)
    nameless = [
        widget
        for kind in (Table, Button, LinkButton, ChartCanvas, LineField, ClickRow)
        for widget in page.findChildren(kind)
        if not (widget.accessibleName() or widget.property("text")) and widget.isVisible()
    ]
    assert nameless == []


def test_fees_ahead_are_listed_with_their_sum_and_a_charge_is_recorded_by_keys(
    desk, record, qtbot
) -> None:
    from PySide6.QtWidgets import QApplication

    from tracker.domain.spending import SubscriptionDraft
    from tracker.domain.words import BillingPeriod
    from tracker.ui.forms.dialog import FormDialog
    from tracker.ui.pages.spending.fees import FeesCard
    from tracker.ui.parts.linkbutton import LinkButton

    day = record.ground.today()
    record.subscriptions.add(SubscriptionDraft("Labs", 1_000, "EUR", day, BillingPeriod.MONTH))
    page = SpendingPage(desk)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    card = page.findChild(FeesCard)
    qtbot.waitUntil(lambda: card.total.text() == "In the next 12 months: €130.00")
    link = next(one for one in page.findChildren(LinkButton) if one.text() == "Record charge")
    qtbot.keyClick(link, Qt.Key.Key_Return)

    def dialogs() -> list[FormDialog]:
        found = QApplication.topLevelWidgets()
        return [one for one in found if isinstance(one, FormDialog) and one.isVisible()]

    qtbot.waitUntil(lambda: bool(dialogs()))
    with qtbot.waitSignal(desk.did):
        qtbot.keyClick(dialogs()[0], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    [row] = record.spending.page(limit=5)
    assert (row.title, row.amount.minor, row.subscription_id) == ("Labs", 1_000, 1)


def test_subscriptions_tell_whom_they_served_by_hours_and_what_was_not_spread(
    page, desk, filled, qtbot
) -> None:
    year = filled.ground.today().year
    for month in (1, 2):
        day = date(year, month, 1)
        charge = ExpenseDraft(1_500, "EUR", day, "Labs", subscription_id=1)
        filled.spending.add(charge)
    show(page, desk, qtbot)
    card = page.findChild(SubscriptionsCard)
    assert any(one.startswith("Not spread, since no credential") for one in texts(card))
    # Study that is logged while the page is seen moves the parts at once.
    filled.study.log(StudyDraft(3600, day=date(year, 1, 20), shares=(Share(1),)))
    page.mark_stale()
    qtbot.waitUntil(lambda: any("by hours" in one and "CKA €15.00" in one for one in texts(card)))
    notes = [one for one in texts(card) if "Not spread" in one]
    assert len(notes) == 1
    assert "Jan" not in notes[0]
    assert any(one.startswith("By hours: a charge is shared") for one in texts(card))
    shares = page.findChild(SharesCard)
    shares.findChild(Segmented)._segments["credential"].click()
    qtbot.waitUntil(
        lambda: "subscriptions, not spread: €15.00" in [one.text for one in shares.canvas.marks()]
    )
