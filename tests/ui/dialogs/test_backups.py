from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.ui.windows import open_dialogs, wait_for
from tracker.domain.credentials import CredentialDraft
from tracker.record import Record
from tracker.ui.desk import Desk
from tracker.ui.dialogs.backups import BackupsDialog, open_backups
from tracker.ui.dialogs.question import Question


@pytest.fixture
def dialog(desk: Desk, record: Record, qtbot):
    desk.failed.connect(lambda error: pytest.fail(repr(error)))
    record.credentials.add(CredentialDraft("CKA"))
    made = open_backups(desk)
    yield made
    for one in open_dialogs(BackupsDialog):
        one.done(0)


def test_a_backup_is_made_and_listed_with_what_it_holds(dialog: BackupsDialog, qtbot) -> None:
    qtbot.mouseClick(dialog.make_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(dialog.rows()) == 1)
    counts = dialog.rows()[0].backup.counts
    assert counts is not None
    assert counts["credential"] == 1
    assert dialog.good.text()


def test_restoring_asks_and_keeps_what_is_there_now(
    dialog: BackupsDialog, desk: Desk, record: Record, qtbot
) -> None:
    dialog.make()
    qtbot.waitUntil(lambda: len(dialog.rows()) == 1)
    record.credentials.add(CredentialDraft("AWS"))
    qtbot.waitUntil(dialog.rows()[0].button.isEnabled)
    qtbot.mouseClick(dialog.rows()[0].button, Qt.MouseButton.LeftButton)
    question = wait_for(qtbot, Question)
    assert len(record.credentials.rows()) == 2
    with qtbot.waitSignal(desk.changed, timeout=10_000):
        qtbot.keyClick(question, Qt.Key.Key_R)
    assert [row.title for row in record.credentials.rows()] == ["CKA"]
    qtbot.waitUntil(lambda: len(dialog.rows()) == 2)
    assert {row.backup.reason for row in dialog.rows()} == {"hand", "restore"}


def test_going_back_leaves_all_as_it_is(dialog: BackupsDialog, record: Record, qtbot) -> None:
    dialog.make()
    qtbot.waitUntil(lambda: len(dialog.rows()) == 1)
    record.credentials.add(CredentialDraft("AWS"))
    dialog.restore(dialog.rows()[0].backup)
    qtbot.keyClick(wait_for(qtbot, Question), Qt.Key.Key_Escape)
    assert len(record.credentials.rows()) == 2
    assert len(record.backups.all()) == 1


def test_a_check_says_that_all_is_well(dialog: BackupsDialog, qtbot) -> None:
    qtbot.mouseClick(dialog.check_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "1 credential" in dialog.good.text(), timeout=10_000)
    assert dialog.make_button.isEnabled()
