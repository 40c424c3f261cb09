from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.ui.windows import wait_for
from tracker.domain.changes import Kind
from tracker.domain.credentials import CredentialDraft
from tracker.domain.study import GoalDraft
from tracker.record import Record
from tracker.ui.desk import Desk
from tracker.ui.dialogs.history import HistoryDialog
from tracker.ui.dialogs.timeline import TimelineDialog
from tracker.ui.shell import Shell


@pytest.fixture
def shell(desk: Desk, qtbot) -> Shell:
    made = Shell()
    qtbot.addWidget(made)
    made.resize(1300, 800)
    made.show()
    made.open(desk)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def filled(record: Record) -> Record:
    for title in ("CKA", "AWS", "PMP"):
        record.credentials.add(CredentialDraft(title))
    record.goals.add(GoalDraft(480))
    return record


def opened(shell: Shell, qtbot, count: int) -> TimelineDialog:
    qtbot.keyClick(shell, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    dialog = wait_for(qtbot, TimelineDialog)
    qtbot.waitUntil(lambda: len(dialog.rows()) == count)
    return dialog


def test_what_was_done_is_listed_with_what_it_was_about(
    shell: Shell, filled: Record, qtbot
) -> None:
    dialog = opened(shell, qtbot, 4)
    names = [row.accessibleName() for row in dialog.rows()]
    assert names[0].startswith("Set goal")
    assert names[1].startswith("Add credential, «PMP»")
    assert "by a program" in names[1]


def test_steps_are_undone_in_order_and_done_again(shell: Shell, filled: Record, qtbot) -> None:
    dialog = opened(shell, qtbot, 4)
    third = dialog.rows()[2]
    assert "2 steps after it" in third.undo_button.accessibleName()
    third.undo_button.setFocus()
    qtbot.keyClick(third.undo_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(dialog.rows()) == 7)
    assert [row.draft.title for row in filled.credentials.rows()] == ["CKA"]
    assert not filled.goals.all()
    assert sum("undone" in row.accessibleName().split(", ") for row in dialog.rows()) == 3
    for left in (2, 3):
        dialog.redo_button.click()
        qtbot.waitUntil(lambda n=left: len(filled.credentials.rows()) == n)
    dialog.redo_button.click()
    qtbot.waitUntil(lambda: len(filled.goals.all()) == 1)
    qtbot.waitUntil(lambda: not dialog.redo_button.isEnabled())


def test_the_list_is_filtered_by_words_and_by_what_it_was_about(
    shell: Shell, filled: Record, qtbot
) -> None:
    dialog = opened(shell, qtbot, 4)
    qtbot.keyClicks(dialog.search, "aws")
    qtbot.waitUntil(lambda: len(dialog.rows()) == 1)
    dialog.search.clear()
    dialog.groups.setCurrentIndex(dialog.groups.findData("plan"))
    qtbot.waitUntil(lambda: [r.accessibleName()[:8] for r in dialog.rows()] == ["Set goal"])
    dialog.groups.setCurrentIndex(dialog.groups.findData("spending"))
    qtbot.waitUntil(lambda: not dialog.rows())
    assert dialog.nothing.isVisible()


def test_each_leads_to_the_history_of_its_record(shell: Shell, filled: Record, qtbot) -> None:
    dialog = opened(shell, qtbot, 4)
    dialog.rows()[1].about_button.click()
    history = wait_for(qtbot, HistoryDialog)
    assert "PMP" in history.windowTitle()


def test_earlier_ones_come_on_request_and_what_cannot_be_undone_says_so(
    shell: Shell, record: Record, qtbot
) -> None:
    for number in range(40):
        record.credentials.add(CredentialDraft(f"Credential {number}"))
    dialog = opened(shell, qtbot, 30)
    assert dialog.more.isVisible()
    dialog.more.click()
    qtbot.waitUntil(lambda: len(dialog.rows()) == 40)
    assert not dialog.more.isVisible()


def test_the_keyboard_reaches_the_word_at_the_foot_and_comes_back(
    shell: Shell, desk: Desk, record: Record, qtbot
) -> None:
    line = desk.slots["line"].line
    line.setFocus()
    with qtbot.waitSignal(desk.did):
        desk.do(lambda opened: opened.credentials.add(CredentialDraft("CKA")))
    qtbot.waitUntil(shell.toast.isVisible)
    qtbot.keyClick(shell, Qt.Key.Key_F6)
    assert shell.toast._action.hasFocus()
    assert not shell.toast.is_counting()
    qtbot.keyClick(shell.toast._action, Qt.Key.Key_Escape)
    assert not shell.toast.isVisible()
    assert line.hasFocus()
    with qtbot.waitSignal(desk.did):
        desk.do(lambda opened: opened.credentials.add(CredentialDraft("AWS")))
    qtbot.keyClick(shell, Qt.Key.Key_F6)
    with qtbot.waitSignal(desk.did):
        qtbot.keyClick(shell.toast._action, Qt.Key.Key_Return)
    assert [row.draft.title for row in record.credentials.rows()] == ["CKA"]
    assert line.hasFocus()


def test_a_row_that_is_gone_has_its_name_in_the_history(record: Record) -> None:
    number = record.credentials.add(CredentialDraft("CKA")).only_id(Kind.CREDENTIAL)
    record.credentials.delete(number)
    newest, added = record.history.timeline(5).rows
    assert newest.subject.title == added.subject.title == "CKA"
    assert (newest.steps, added.steps) == (1, 2)
