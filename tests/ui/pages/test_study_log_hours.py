from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.windows import wait_for
from tracker.domain.changes import Kind
from tracker.domain.credentials import CredentialDraft
from tracker.domain.study import Share, StudyDraft
from tracker.domain.words import Entry
from tracker.record import Record
from tracker.ui.desk import Desk
from tracker.ui.dialogs.question import Question
from tracker.ui.pages.study_log.hours import HoursCard
from tracker.ui.pages.study_log.page import StudyLogPage
from tracker.ui.parts.sheet import MARKED
from tracker.ui.tasks import Tasks

Log = Callable[..., int]
Show = Callable[[], HoursCard]


@pytest.fixture
def cka(record: Record) -> int:
    return record.credentials.add(CredentialDraft("CKA")).only_id(Kind.CREDENTIAL)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> StudyLogPage:
    made = StudyLogPage(desk)
    qtbot.addWidget(made)
    made.resize(1200, 860)
    return made


@pytest.fixture
def show(page: StudyLogPage, qtbot: QtBot, tasks: Tasks) -> Show:
    """Shows the sheet of the present week with the keyboard in it."""

    def make() -> HoursCard:
        page._choose_view("hours")
        page.show()
        qtbot.waitUntil(lambda: not tasks.is_busy())
        page.hours.sheet.setFocus()
        return page.hours

    return make


def at(card: HoursCard, row: int, column: int) -> None:
    card.sheet.setCurrentIndex(card.model.index(row, column))


def write(card: HoursCard, text: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    """Type into the cell under the keyboard, beginning with the sheet itself."""
    QTest.keyClicks(card.sheet, text[0])
    editor = card.sheet.findChild(QLineEdit)
    assert editor is not None
    QTest.keyClicks(editor, text[1:])
    QTest.keyClick(editor, key)


def here(card: HoursCard) -> tuple[int, int]:
    index = card.sheet.currentIndex()
    return index.row(), index.column()


def shown(card: HoursCard, row: int, column: int) -> str:
    return str(card.model.index(row, column).data() or "")


def settled(qtbot: QtBot, tasks: Tasks) -> None:
    qtbot.waitUntil(lambda: not tasks.is_busy())


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [("45", 2700), ("45m", 2700), ("1:30", 5400), ("1h30", 5400), ("1,5", 5400), ("1.5 h", 5400)],
)
def test_a_length_is_typed_in_any_way_and_the_keyboard_goes_down(
    show: Show, record: Record, cka: int, log: Log, qtbot: QtBot, tasks: Tasks,
    typed: str, seconds: int,
) -> None:  # fmt: skip
    log(12, 9, 30, shares=(Share(cka),))
    record.study.log(StudyDraft(600, day=date(2026, 11, 16), topic="Latin"))
    card = show()
    assert [shown(card, row, 0) for row in range(3)] == ["Latin", "CKA", "Total"]
    at(card, 0, 3)
    write(card, typed)
    settled(qtbot, tasks)
    assert here(card) == (1, 3)
    row = record.study.page()[0]
    assert (row.day, row.seconds, row.topic) == (date(2026, 11, 18), seconds, "Latin")
    assert record.study.count() == 3


def test_cells_and_sums_are_shown_and_each_cell_is_one_undo_step(
    show: Show, record: Record, cka: int, log: Log, qtbot: QtBot, tasks: Tasks
) -> None:
    log(17, 9, 30, shares=(Share(cka),))
    card = show()
    at(card, 0, 2)
    assert shown(card, 0, 2) == "30 m"
    write(card, "1:30", Qt.Key.Key_Tab)
    settled(qtbot, tasks)
    assert here(card) == (0, 3)
    write(card, "20", Qt.Key.Key_Tab)
    settled(qtbot, tasks)
    assert [shown(card, 0, n) for n in (2, 3, 8)] == ["1 h 30 m", "20 m", "1 h 50 m"]
    assert [shown(card, 1, n) for n in (2, 3, 4, 8)] == ["1 h 30 m", "20 m", "–", "1 h 50 m"]
    record.history.undo()
    assert [row.seconds for row in record.study.page()] == [5400]
    record.history.undo()
    assert [row.seconds for row in record.study.page()] == [1800]


def test_delete_empties_a_cell_and_esc_leaves_it_as_it_was(
    show: Show, record: Record, cka: int, log: Log, qtbot: QtBot, tasks: Tasks
) -> None:
    log(17, 9, 30, shares=(Share(cka),))
    card = show()
    at(card, 0, 2)
    QTest.keyClick(card.sheet, Qt.Key.Key_F2)
    editor = card.sheet.findChild(QLineEdit)
    assert editor is not None
    assert editor.text() == "30 m"
    QTest.keyClicks(editor, "99")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    settled(qtbot, tasks)
    assert record.study.page()[0].seconds == 1800
    QTest.keyClick(card.sheet, Qt.Key.Key_Delete)
    settled(qtbot, tasks)
    assert record.study.count() == 0


def test_what_can_not_be_read_is_said_and_stays_in_its_cell(
    show: Show, record: Record, cka: int, log: Log, qtbot: QtBot, tasks: Tasks
) -> None:
    log(17, 9, 30, shares=(Share(cka),))
    card = show()
    at(card, 0, 2)
    write(card, "abc")
    qtbot.waitUntil(card.problem.isVisible)
    assert "no length of time" in card.problem.text()
    qtbot.waitUntil(card.sheet.is_writing)
    editor = card.sheet.indexWidget(card.sheet.currentIndex())
    assert isinstance(editor, QLineEdit)
    assert (editor.text(), here(card)) == ("abc", (0, 2))
    assert record.study.page()[0].seconds == 1800


def test_several_sessions_are_said_and_opened_and_never_written_over(
    page: StudyLogPage,
    show: Show,
    record: Record,
    cka: int,
    log: Log,
    qtbot: QtBot,
    tasks: Tasks,
) -> None:
    first = log(17, 9, 30, shares=(Share(cka),))
    log(17, 12, 30, shares=(Share(cka),), entry=Entry.TIMED)
    card = show()
    at(card, 0, 2)
    assert "1 h in 2 sessions" in card.words.text()
    assert shown(card, 0, 2) == "1 h"
    assert card.model.index(0, 2).data(MARKED) is True
    write(card, "1:30")
    question = wait_for(qtbot, Question)
    assert record.study.count() == 2
    QTest.keyClick(question, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: record.study.count() == 3)
    settled(qtbot, tasks)
    assert shown(card, 0, 2) == "1 h 30 m"
    at(card, 0, 2)
    QTest.keyClick(card.sheet, Qt.Key.Key_Delete)
    QTest.keyClick(wait_for(qtbot, Question), Qt.Key.Key_S)
    qtbot.waitUntil(lambda: page.view() == "day")
    settled(qtbot, tasks)
    assert record.study.count() == 3
    assert page.totals.accessibleName() == "Tuesday, 17 November"
    assert page.grid.picked() in [("session", first), ("session", 3)]


def test_a_plus_adds_another_session_to_the_day(
    show: Show, record: Record, cka: int, log: Log, qtbot: QtBot, tasks: Tasks
) -> None:
    log(17, 9, 30, shares=(Share(cka),), entry=Entry.TIMED)
    card = show()
    at(card, 0, 2)
    write(card, "+20")
    settled(qtbot, tasks)
    assert sorted(row.seconds for row in record.study.page()) == [1200, 1800]


def test_a_row_is_added_and_last_weeks_rows_come_along(
    show: Show, record: Record, cka: int, log: Log, qtbot: QtBot, tasks: Tasks
) -> None:
    record.credentials.add(CredentialDraft("AWS"))
    record.study.log(StudyDraft(600, day=date(2026, 11, 12), topic="Latin"))
    card = show()
    assert card.model.rowCount() == 1
    action = next(one for one in card._add_menu.actions() if one.text() == "AWS")
    card._add_menu.triggered.emit(action)
    settled(qtbot, tasks)
    card._last_menu.triggered.emit(card._last_menu.actions()[0])
    qtbot.waitUntil(lambda: card.model.rowCount() == 3)
    assert [shown(card, row, 0) for row in range(3)] == ["AWS", "Latin", "Total"]
    at(card, 1, 1)
    write(card, "15")
    settled(qtbot, tasks)
    assert record.study.page()[0].topic == "Latin"


def test_last_weeks_hours_are_copied_in_one_step(
    show: Show, record: Record, cka: int, log: Log, qtbot: QtBot, tasks: Tasks
) -> None:
    log(10, 9, 30, shares=(Share(cka),))
    record.study.log(StudyDraft(600, day=date(2026, 11, 12), topic="Latin"))
    card = show()
    card._last_menu.triggered.emit(card._last_menu.actions()[1])
    qtbot.waitUntil(lambda: record.study.count() == 4)
    settled(qtbot, tasks)
    assert shown(card, card.model.rowCount() - 1, 8) == "40 m"
    record.history.undo()
    assert record.study.count() == 2


def test_the_arrows_and_tab_move_over_the_cells_and_leave_at_the_last(
    show: Show, cka: int, log: Log
) -> None:
    log(17, 9, 30, shares=(Share(cka),))
    log(16, 9, 30, topic="Latin")
    card = show()
    at(card, 0, 6)
    QTest.keyClick(card.sheet, Qt.Key.Key_Tab)
    QTest.keyClick(card.sheet, Qt.Key.Key_Tab)
    assert here(card) == (1, 1)
    QTest.keyClick(card.sheet, Qt.Key.Key_Backtab)
    assert here(card) == (0, 7)
    at(card, 1, 7)
    assert not card.sheet.go(0, 1)
    QTest.keyClick(card.sheet, Qt.Key.Key_Up)
    assert here(card) == (0, 7)


def test_a_cell_is_copied_and_pasted(
    show: Show, record: Record, cka: int, log: Log, qtbot: QtBot, tasks: Tasks
) -> None:
    log(17, 9, 75, shares=(Share(cka),))
    card = show()
    at(card, 0, 2)
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(card.sheet, Qt.Key.Key_C, control)
    assert QApplication.clipboard().text() == "1 h 15 m"
    at(card, 0, 3)
    QTest.keyClick(card.sheet, Qt.Key.Key_V, control)
    settled(qtbot, tasks)
    assert [row.seconds for row in record.study.page()] == [4500, 4500]


def test_what_is_being_typed_survives_a_change_from_elsewhere(
    show: Show, record: Record, cka: int, log: Log, qtbot: QtBot, tasks: Tasks, desk: Desk
) -> None:
    log(17, 9, 30, shares=(Share(cka),))
    card = show()
    at(card, 0, 3)
    QTest.keyClicks(card.sheet, "4")
    editor = card.sheet.findChild(QLineEdit)
    assert editor is not None
    desk.tell(record.study.log(StudyDraft(600, day=date(2026, 11, 20), shares=(Share(cka),))))
    settled(qtbot, tasks)
    assert (editor.text(), card.sheet.is_writing()) == ("4", True)
    QTest.keyClicks(editor, "5")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    settled(qtbot, tasks)
    assert sorted(row.seconds for row in record.study.page()) == [600, 1800, 2700]
