from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.ui.windows import open_dialogs, wait_for
from tracker.ui.actions import ACTIONS
from tracker.ui.desk import Desk
from tracker.ui.dialogs.keys import KeySheet, key_groups
from tracker.ui.pages import PAGES
from tracker.ui.parts.fields import LineField
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


def test_every_shortcut_of_the_tables_is_on_the_sheet() -> None:
    shown = {keys for group in key_groups() for line in group.lines for keys in line.keys}
    wanted = {keys for action in ACTIONS for keys in action.shortcuts}
    assert wanted | {spec.key for spec in PAGES if spec.key} <= shown


def test_a_question_mark_opens_the_sheet_and_esc_closes_it(shell: Shell, qtbot) -> None:
    qtbot.keyClick(shell, Qt.Key.Key_Question)
    sheet = wait_for(qtbot, KeySheet)
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not open_dialogs(KeySheet)


def test_a_question_mark_that_is_typed_is_only_typed(shell: Shell, qtbot) -> None:
    line = shell.findChild(LineField)
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Question)
    assert line.text() == "?"
    assert not open_dialogs(KeySheet)
