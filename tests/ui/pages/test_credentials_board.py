from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from tests.known import known
from tracker.domain.credentials import CredentialDraft
from tracker.domain.proof import RenewalDraft
from tracker.domain.words import CredentialState, RenewalKind, Validity
from tracker.record import Record
from tracker.ui.desk import Desk
from tracker.ui.forms.earn import EarnDialog
from tracker.ui.pages.credentials.page import BOARD, CredentialsPage
from tracker.ui.parts.board import Board
from tracker.ui.parts.boardcards import CARD, MIME

S = CredentialState


@pytest.fixture
def filled(record: Record) -> Record:
    today = record.ground.today()
    for draft in (
        CredentialDraft("CKA", state=S.IN_PROGRESS, exam_on=today + timedelta(days=9)),
        CredentialDraft("Azure", state=S.PLANNED),
        CredentialDraft("<b>Bold</b> " + "wish " * 90, state=S.WISH),
        CredentialDraft("Known", state=S.SUBMITTED, earned_on=today, validity=Validity.NO_EXPIRY),
    ):
        record.credentials.add(draft)
    return record


@pytest.fixture
def page(desk: Desk, filled: Record, qtbot) -> CredentialsPage:
    made = CredentialsPage(desk)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show_view(BOARD)
    made.show()
    return made


@pytest.fixture
def board(page: CredentialsPage, qtbot) -> Board:
    found = known(page.findChild(Board))
    qtbot.waitUntil(lambda: titles(found, S.IN_PROGRESS) == ["CKA"])
    return found


def titles(board: Board, state: CredentialState) -> list[str]:
    cards = board.columns[state.value].list.cards
    return [cards.index(n, 0).data() for n in range(cards.rowCount())]


def dialogs() -> list[EarnDialog]:
    found = QApplication.topLevelWidgets()
    return [one for one in found if isinstance(one, EarnDialog) and one.isVisible()]


def test_each_state_has_a_column_and_each_card_says_what_matters(board) -> None:
    assert list(board.columns) == [state.value for state in S]
    column = board.columns[S.IN_PROGRESS.value]
    assert column.list.accessibleName() == "In progress, 1 credential"
    card = column.list.cards.index(0, 0).data(CARD)
    assert (card.foot, card.foot_tone) == ("exam in 9 days", "money")
    QAbstractItemModelTester(column.list.cards)


def test_the_keyboard_walks_over_columns_and_carries_a_card(board, record, desk, qtbot) -> None:
    planned = board.columns[S.PLANNED.value].list
    planned.take_keyboard(0)
    assert planned.current().title == "Azure"
    with qtbot.waitSignal(desk.did):
        qtbot.keyClick(planned, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "Azure" in titles(board, S.IN_PROGRESS))
    assert record.credentials.one(2).draft.started_on == record.ground.today()
    # The keyboard went along, and can carry it back.
    going = board.columns[S.IN_PROGRESS.value].list
    qtbot.waitUntil(lambda: going.current() is not None and going.current().title == "Azure")
    with qtbot.waitSignal(desk.going) as asked:
        qtbot.keyClick(going, Qt.Key.Key_Return)
    assert asked.args == ["credential", 2]
    desk.do(lambda opened: opened.history.undo())
    qtbot.waitUntil(lambda: titles(board, S.PLANNED) == ["Azure"])


def test_a_card_that_is_dropped_changes_its_state_and_the_toast_offers_undo(
    board, record, desk, qtbot
) -> None:
    data = QMimeData()
    data.setData(MIME, b"1")
    said = []
    desk.said.connect(lambda text, offer: said.append((text, offer)))
    event = QDropEvent(
        QPointF(20, 20),
        Qt.DropAction.MoveAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    board.columns[S.SUBMITTED.value].list.dropEvent(event)
    qtbot.waitUntil(lambda: "CKA" in titles(board, S.SUBMITTED))
    assert titles(board, S.IN_PROGRESS) == []
    assert said == [("CKA: submitted", "undo")]


def test_what_is_earned_asks_for_its_day_and_its_validity_by_the_rule(
    board, record, desk, qtbot
) -> None:
    record.renewals.add(RenewalDraft(1, RenewalKind.CPE, cycle_months=24))
    board.moved.emit(1, S.EARNED.value)
    qtbot.waitUntil(lambda: bool(dialogs()))
    [dialog] = dialogs()
    today = record.ground.today()
    values = dialog.form.values()
    assert values["earned_on"] == today
    assert values["valid_until"] == today.replace(year=today.year + 2)
    grade = dialog.form.inputs["grade"].marked
    grade.setFocus()
    qtbot.keyClicks(grade, "91 %")
    with qtbot.waitSignal(desk.did):
        qtbot.keyClick(grade, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    draft = record.credentials.one(1).draft
    assert (draft.state, draft.grade) == (S.EARNED, "91 %")
    assert draft.valid_until == today.replace(year=today.year + 2)
    qtbot.waitUntil(lambda: titles(board, S.EARNED) == ["CKA"])


def test_the_last_valid_day_follows_the_day_it_was_earned(board, record, qtbot) -> None:
    record.renewals.add(RenewalDraft(1, RenewalKind.CPE, cycle_months=24))
    board.moved.emit(1, S.EARNED.value)
    qtbot.waitUntil(lambda: bool(dialogs()))
    [dialog] = dialogs()
    day = dialog.form.inputs["earned_on"].marked
    day.setFocus()
    day.selectAll()
    qtbot.keyClicks(day, "2026-10-05")
    qtbot.waitUntil(lambda: str(dialog.form.values()["valid_until"]) == "2028-10-05")
    dialog.done(0)


def test_what_is_known_is_not_asked_again(board, record, desk, qtbot) -> None:
    with qtbot.waitSignal(desk.did):
        board.moved.emit(4, S.EARNED.value)
    assert record.credentials.one(4).draft.state is S.EARNED
    assert dialogs() == []


def test_three_hundred_cards_are_laid_out_once_and_only_seen_ones_are_painted(
    board, page, record, qtbot
) -> None:
    for number in range(300):
        record.credentials.add(CredentialDraft(f"Wish {number:03}", state=S.WISH))
    page.mark_stale()
    wishes = board.columns[S.WISH.value].list
    qtbot.waitUntil(lambda: wishes.cards.rowCount() == 301)
    wishes.take_keyboard(300)
    assert wishes.visualRect(wishes.cards.index(300, 0)).top() < wishes.viewport().height()
    assert wishes.verticalScrollBar().maximum() > 0
