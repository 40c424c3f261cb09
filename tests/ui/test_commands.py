from __future__ import annotations

import json
import zipfile
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.ui.windows import button, open_dialogs, wait_for
from tracker.domain.credentials import CredentialDraft
from tracker.domain.returns import PayEventDraft
from tracker.domain.study import TimerDraft
from tracker.errors import TrackerError
from tracker.record import Record
from tracker.ui import commands, exporting
from tracker.ui.actions import ACTIONS
from tracker.ui.desk import Desk
from tracker.ui.dialogs.backups import BackupsDialog
from tracker.ui.dialogs.question import Question
from tracker.ui.shell import Shell


@pytest.fixture
def shell(desk: Desk, qtbot) -> Shell:
    made = Shell()
    qtbot.addWidget(made)
    made.show()
    made.open(desk)
    qtbot.waitUntil(lambda: not desk.tasks.is_busy())
    return made


def can(desk: Desk) -> set[str]:
    return {action.id for action in ACTIONS if action.is_enabled(desk)}


def test_what_the_timer_can_do_follows_the_timer(shell: Shell, desk: Desk, qtbot) -> None:
    assert "timer-start" in can(desk)
    assert not {"timer-stop", "timer-pause", "timer-resume"} & can(desk)
    commands.timer_of(desk).start(TimerDraft(topic="reading"))
    qtbot.waitUntil(lambda: {"timer-stop", "timer-pause"} <= can(desk))
    shell.run("timer-pause")
    qtbot.waitUntil(lambda: "timer-resume" in can(desk))
    assert "timer-pause" not in can(desk)
    shell.run("timer-discard")
    qtbot.waitUntil(lambda: "timer-start" in can(desk))


def test_without_a_top_bar_nothing_is_offered_for_the_timer(desk: Desk) -> None:
    assert not {one for one in can(desk) if one.startswith("timer")}
    assert "line" not in can(desk)


def test_the_whole_record_is_exported_as_one_document(
    desk: Desk, record: Record, tmp_path: Path, qtbot
) -> None:
    record.credentials.add(CredentialDraft("CKA"))
    out = tmp_path / "all.json"
    with qtbot.waitSignal(desk.said) as said:
        exporting.export_to(desk, str(out))
    assert json.loads(out.read_text(encoding="utf-8"))["counts"]["credential"] == 1
    assert str(out) in said.args[0]


def test_the_tables_are_exported_as_one_archive(
    desk: Desk, record: Record, tmp_path: Path, qtbot
) -> None:
    record.credentials.add(CredentialDraft("CKA"))
    out = tmp_path / "tables.zip"
    with qtbot.waitSignal(desk.said):
        exporting.export_to(desk, str(out))
    with zipfile.ZipFile(out) as archive:
        assert "CKA" in archive.read("credentials.csv").decode("utf-8")


def test_an_export_never_writes_over_the_record(desk: Desk, record: Record, qtbot) -> None:
    with qtbot.waitSignal(desk.failed) as failed:
        exporting.export_to(desk, str(record.path))
    assert isinstance(failed.args[0], TrackerError)
    assert record.path.read_bytes().startswith(b"SQLite format 3")


def test_exporting_asks_where_to(shell: Shell, tmp_path: Path, qtbot) -> None:
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs, True)
    try:
        shell.run("export-json")
        dialog = wait_for(qtbot, QFileDialog)
        assert dialog.defaultSuffix() == "json"
        dialog.reject()
    finally:
        QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs, False)


def test_what_was_stated_about_pay_leaves_only_where_that_is_answered(
    shell: Shell, desk: Desk, record: Record, tmp_path: Path, qtbot
) -> None:
    record.pay_events.add(PayEventDraft(date(2026, 11, 1), 5200000, 5600000, "EUR"))
    shell.run("export-json")
    question = wait_for(qtbot, Question)
    button(question, "Leave it out")
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not open_dialogs(Question))
    out = tmp_path / "all.json"
    for with_pay in (False, True):
        with qtbot.waitSignal(desk.said):
            exporting.export_to(desk, str(out), with_pay=with_pay)
        assert ("5200000" in out.read_text(encoding="utf-8")) is with_pay


def test_a_backup_is_made_from_anywhere(shell: Shell, desk: Desk, record: Record, qtbot) -> None:
    with qtbot.waitSignal(desk.said, timeout=10_000):
        shell.run("back-up")
    assert len(record.backups.all()) == 1


def test_a_check_from_anywhere_shows_its_result(shell: Shell, qtbot) -> None:
    shell.run("check")
    dialog = wait_for(qtbot, BackupsDialog)
    qtbot.waitUntil(lambda: "All is well" in dialog.good.text(), timeout=10_000)
    dialog.done(0)


def test_the_keyboard_goes_to_the_one_line_field(shell: Shell, desk: Desk, qtbot) -> None:
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    shell.run("line")
    assert desk.slots["line"].isAncestorOf(QApplication.focusWidget())
