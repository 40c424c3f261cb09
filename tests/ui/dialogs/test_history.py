from __future__ import annotations

from datetime import date

import pytest

from tracker.domain.changes import Kind
from tracker.domain.credentials import CredentialDraft
from tracker.domain.spending import ExpenseDraft
from tracker.domain.words import CredentialState
from tracker.record import Record
from tracker.ui.desk import Desk
from tracker.ui.dialogs.history import HistoryDialog, ask_history, open_history


@pytest.fixture
def number(record: Record) -> int:
    made = record.credentials.add(CredentialDraft("CKA", issuer="CNCF")).only_id(Kind.CREDENTIAL)
    record.credentials.change(made, planned_minutes=65 * 60, issuer="Linux Foundation")
    record.credentials.set_state(made, CredentialState.EARNED, date(2026, 11, 20))
    return made


def test_a_history_is_told_in_words_with_before_and_after(record: Record, number: int) -> None:
    newest, changed, added = ask_history(record, Kind.CREDENTIAL, number)
    assert newest.label == "Set state of credential"
    assert ("State", "planned", "earned") in newest.differences
    assert any(name == "Earned" and "2026" in new for name, _old, new in newest.differences)
    assert ("Study you plan for it", "–", "65 h") in changed.differences
    assert ("Awarded by", "CNCF", "Linux Foundation") in changed.differences
    assert added.differences == ()


def test_amounts_are_told_with_their_currency(record: Record) -> None:
    made = record.spending.add(ExpenseDraft(15000, "USD", date(2026, 10, 1), title="exam"))
    number = made.only_id(Kind.EXPENSE)
    record.spending.change(number, amount_minor=20000)
    newest = ask_history(record, Kind.EXPENSE, number)[0]
    (difference,) = newest.differences
    assert difference[0] == "Amount"
    assert "150.00" in difference[1]
    assert "200.00" in difference[2]


def test_undoing_is_part_of_the_history(record: Record, number: int) -> None:
    record.history.undo()
    newest = ask_history(record, Kind.CREDENTIAL, number)[0]
    assert newest.label == "Undone: Set state of credential"
    assert ("State", "earned", "planned") in newest.differences


def test_the_panel_follows_the_record(desk: Desk, record: Record, number: int, qtbot) -> None:
    dialog = open_history(desk, Kind.CREDENTIAL, number, "CKA")
    qtbot.waitUntil(lambda: len(dialog.panel.changes()) == 3)
    assert isinstance(dialog, HistoryDialog)
    assert "CKA" in dialog.windowTitle()
    with qtbot.waitSignal(desk.did):
        desk.do(lambda opened: opened.credentials.change(number, note="x"))
    qtbot.waitUntil(lambda: len(dialog.panel.changes()) == 4)
    dialog.done(0)
