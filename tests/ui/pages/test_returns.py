from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tracker.analytics.returns.assumptions import Range
from tracker.domain.changes import Kind
from tracker.domain.credentials import CredentialDraft
from tracker.domain.returns import PayEventDraft
from tracker.domain.spending import ExpenseDraft
from tracker.domain.study import Share, StudyDraft
from tracker.domain.words import CredentialState
from tracker.record import Record
from tracker.ui.desk import Desk
from tracker.ui.dialogs.baselines import BaselinesDialog
from tracker.ui.dialogs.numbers import NumberLine, NumbersDialog
from tracker.ui.dialogs.returns_how import HowDialog
from tracker.ui.pages.returns.insight import ReturnFactsCard, ReturnLine
from tracker.ui.pages.returns.page import ReturnsPage
from tracker.ui.pages.returns.words import percent
from tracker.ui.parts.clickrow import ClickRow
from tracker.ui.parts.labels import PlainLabel
from tracker.ui.tasks import Tasks

Show = Callable[[], ReturnsPage]


@pytest.fixture
def settle(qtbot: QtBot, tasks: Tasks) -> Callable[[ReturnsPage], None]:
    """Waits until the record is asked and all its answers are shown."""

    def wait(page: ReturnsPage) -> None:
        qtbot.waitUntil(lambda: not tasks.is_busy() and not page.is_stale() and page.is_filled())

    return wait


@pytest.fixture
def show(qtbot: QtBot, desk: Desk, settle: Callable[[ReturnsPage], None]) -> Show:
    """Shows the page and waits for its first answer."""

    def make() -> ReturnsPage:
        page = ReturnsPage(desk)
        qtbot.addWidget(page)
        page.resize(1200, 860)
        page.show()
        settle(page)
        return page

    return make


@pytest.fixture
def cka(record: Record) -> int:
    """A credential with 100 hours and 500 euros in it, earned after four months."""
    draft = CredentialDraft(
        "Kubernetes",
        short_title="CKA",
        state=CredentialState.EARNED,
        started_on=date(2026, 3, 1),
        earned_on=date(2026, 7, 2),
    )
    number = record.credentials.add(draft).only_id(Kind.CREDENTIAL)
    for day in range(1, 11):
        study = StudyDraft(36_000, day=date(2026, 3, day), shares=(Share(number),))
        record.study.log(study, is_sure=True)
    record.spending.add(ExpenseDraft(50_000, "EUR", date(2026, 3, 1), shares=(Share(number),)))
    return number


def raised(record: Record, number: int, **fields: object) -> None:
    draft = PayEventDraft(
        date(2026, 8, 1), 5_000_000, 5_500_000, "EUR", anyway_minor=5_100_000, credential_id=number,
        **fields,
    )  # fmt: skip
    record.pay_events.add(draft)


def texts(page: ReturnsPage) -> str:
    found = [one.text() for one in page.findChildren(PlainLabel) if one.isVisible()]
    return "\n".join(found)


D = TypeVar("D", bound=QWidget)


def dialog(kind: type[D]) -> D:
    (found,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind)]
    return found


def test_an_empty_record_says_what_belongs_here(show: Show) -> None:
    page = show()
    assert "What is an hour of study worth?" in texts(page)
    assert not page.break_even.isVisible()


def test_without_a_change_of_pay_no_return_is_told(show: Show, cka: int) -> None:
    page = show()
    shown = texts(page)
    assert "€5.00" in shown
    assert "No return is told yet" in shown
    assert "nothing is said of a return" in page.returns.words.text()
    assert not page.returns.canvas.isVisible() and not page.copy_button.isVisible()


def test_a_change_of_pay_with_its_share_brings_the_bars(
    show: Show, cka: int, record: Record
) -> None:
    raised(record, cka, share_milli=500, stated_by="me")
    page = show()
    assert page.returns.canvas.isVisible()
    chart = page.returns.canvas.chart()
    assert chart is not None and chart.table.rows[0][0].text == "CKA"
    words = page.returns.words.text()
    assert "me stated" in words and "50 %" in words and "no measurement" in words


def test_pay_that_fell_is_told_beside_the_break_even(show: Show, cka: int, record: Record) -> None:
    fall = PayEventDraft(
        date(2026, 8, 1), 5_000_000, 4_900_000, "EUR", credential_id=cka, share_milli=500
    )
    record.pay_events.add(fall)
    assert "is no rise, so it has not paid for itself" in show().returns.words.text()


def test_a_little_percentage_is_not_told_as_nothing() -> None:
    told = [percent(Decimal(value)) for value in ("0", "0.004", "0.03", "0.3", "12.4")]
    assert told == ["0 %", "< 0.01 %", "0.03 %", "0.3 %", "12 %"]


def test_a_chip_changes_an_assumption_in_place(
    show: Show, cka: int, record: Record, qtbot: QtBot, settle: Callable[[ReturnsPage], None]
) -> None:
    page = show()
    chip = page.chips.chips["horizon"]
    assert chip.text() == "5 years"
    (ten,) = [one for one in chip.entries() if one.text == "10 years"]
    assert ten.run is not None
    ten.run()
    qtbot.waitUntil(lambda: chip.text() == "10 years")
    qtbot.waitUntil(lambda: record.return_on_time.assumptions().horizon_years == 10)
    settle(page)
    assert "over 10 years" in texts(page)


def test_the_share_is_asked_with_a_range_and_whose_word_it_is(
    show: Show, cka: int, record: Record, qtbot: QtBot
) -> None:
    page = show()
    page.chips.ask_share()
    asked = dialog(NumbersDialog)
    for name, text in (("low", "20"), ("likely", "60"), ("high", "80")):
        QTest.keyClicks(asked.field(name), text)
    QTest.keyClicks(asked.field("stated_by"), "me")
    QTest.keyClick(asked, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wanted = Range(Decimal("0.2"), Decimal("0.6"), Decimal("0.8"))
    qtbot.waitUntil(lambda: record.return_on_time.assumptions().attribution == wanted)
    assert record.return_on_time.assumptions().stated_by == "me"
    qtbot.waitUntil(lambda: page.chips.chips["attribution"].text().startswith("60 % (20–80 %)"))


def test_what_is_no_number_or_cannot_be_is_said_in_the_dialog(
    show: Show, cka: int, record: Record, qtbot: QtBot
) -> None:
    page = show()
    page.chips.ask_tax()
    asked = dialog(NumbersDialog)
    field = asked.field("marginal_tax_rate")
    field.clear()
    QTest.keyClicks(field, "much")
    asked.save()
    assert field.property("problem")
    field.clear()
    QTest.keyClicks(field, "140")
    asked.save()
    qtbot.waitUntil(lambda: "marginal_tax_rate" in asked.notice.text())
    assert not record.scenarios.all()
    asked.reject()


def test_a_row_looks_at_its_credential_by_the_keyboard(
    show: Show, cka: int, record: Record, qtbot: QtBot, settle: Callable[[ReturnsPage], None]
) -> None:
    other = record.credentials.add(
        CredentialDraft("Second", state=CredentialState.IN_PROGRESS)
    ).only_id(Kind.CREDENTIAL)
    record.study.log(StudyDraft(3600, day=date(2026, 11, 1), shares=(Share(other),)))
    page = show()
    rows = [row for row in page.break_even.findChildren(ClickRow)]
    row = next(one for one in rows if one.accessibleName().startswith("CKA"))
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.money.remark.text() == "CKA")


def test_how_it_is_computed_has_the_persons_own_numbers_and_the_sources(
    show: Show, cka: int, record: Record
) -> None:
    raised(record, cka, share_milli=500)
    page = show()
    page.explain()
    how = dialog(HowDialog)
    told = "\n".join(label.text() for label in how.findChildren(PlainLabel))
    assert "€500.00 / 100 h" in told
    assert "100 % × 50 % × €4,000.00 × 100 %" in told
    assert "Bureau of Labor Statistics" in told and "read where it is quoted" in told
    how.reject()


def test_scenarios_are_kept_and_compared(
    show: Show, cka: int, record: Record, settle: Callable[[ReturnsPage], None], qtbot: QtBot
) -> None:
    raised(record, cka, share_milli=500)
    record.return_on_time.assume(horizon_years=Decimal(10))
    record.return_on_time.keep("Long")
    record.return_on_time.assume(horizon_years=Decimal(5))
    page = show()
    named = [row.line.accessibleName() for row in page.kept.rows.rows()]
    assert named[0].startswith("In use, 5 years") and named[1].startswith("Long, 10 years")
    assert all("an hour" in name for name in named)


def test_rows_of_degrees_are_chosen_and_found_by_words(
    show: Show, cka: int, record: Record, qtbot: QtBot
) -> None:
    page = show()
    page.chips.choose_rows()
    asked = dialog(BaselinesDialog)
    assert len(asked.ticked()) == 3
    asked._checks["DEU-BA-PUBLIC"].setChecked(True)
    asked._take()
    qtbot.waitUntil(lambda: "DEU-BA-PUBLIC" in record.return_on_time.assumptions().baselines)


def test_a_number_may_be_negative_and_carry_a_comma(qtbot: QtBot) -> None:
    line = NumberLine(100)
    qtbot.addWidget(line)
    for text, value in (("-5", "-0.05"), ("62,5 %", "0.625"), ("", None)):
        line.setText(text)
        assert line.value() == (None if value is None else Decimal(value))


def test_what_changes_elsewhere_is_shown(
    show: Show, cka: int, record: Record, desk: Desk, qtbot: QtBot
) -> None:
    page = show()
    assert not page.returns.canvas.isVisible()
    raised(record, cka, share_milli=500)
    desk.tell(record.pay_events.change(1, note="seen"))
    qtbot.waitUntil(page.returns.canvas.isVisible)


def test_a_credentials_page_and_today_tell_the_same_break_even(
    qtbot: QtBot, desk: Desk, record: Record
) -> None:
    number = record.credentials.add(
        CredentialDraft("Kubernetes", state=CredentialState.IN_PROGRESS, planned_minutes=6000)
    ).only_id(Kind.CREDENTIAL)
    record.study.log(StudyDraft(3600, day=date(2026, 11, 1), shares=(Share(number),)))
    record.spending.add(ExpenseDraft(50_000, "EUR", date(2026, 11, 1), shares=(Share(number),)))
    record.return_on_time.assume(salary=Decimal(50_000))
    line, facts = ReturnLine(desk), ReturnFactsCard(desk)
    for one in (line, facts):
        qtbot.addWidget(one)
    line.ask()
    facts.show_credential(number)
    qtbot.waitUntil(lambda: bool(line.text()) and facts.isVisibleTo(None))
    one = record.return_on_time.view().credential(number)
    rise = percent(one.outputs.break_even_pct_of_salary)
    assert rise in line.text()
    told = "\n".join(label.text() for label in facts.findChildren(PlainLabel))
    assert rise in told and "no change of pay is noted for it" in told


def test_what_was_stated_about_pay_is_listed_changed_and_deleted(
    show: Show, cka: int, record: Record, qtbot: QtBot
) -> None:
    raised(record, cka, share_milli=500, stated_by="me")
    record.return_on_time.state(cka, "Kubernetes", {"attribution": "0.4"})
    page = show()
    first, second = page.stated.rows.rows()
    assert "€50,000 → €55,000" in first.line.accessibleName()
    assert "50 % due to it, says me" in first.line.accessibleName()
    assert "Expected of CKA" in second.line.accessibleName()
    second.line.click()
    asked = dialog(NumbersDialog)
    asked.field("attribution").clear()
    asked.save()
    qtbot.waitUntil(lambda: not record.scenarios.all()[0].draft.inputs)
    (delete,) = [one for one in first.entries() if one.text == "Delete"]
    assert delete.run is not None
    delete.run()
    qtbot.waitUntil(lambda: not record.pay_events.all())
