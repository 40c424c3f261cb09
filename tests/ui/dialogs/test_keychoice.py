from __future__ import annotations

import pytest
from PySide6.QtCore import QKeyCombination, Qt

from tests.ui.windows import button, open_dialogs, wait_for
from tracker.settings import WindowSettings
from tracker.ui.desk import Desk
from tracker.ui.dialogs.keychoice import KeyChoice
from tracker.ui.dialogs.keys import KeySheet, key_groups
from tracker.ui.keys.keyed import holder_of, keyed
from tracker.ui.keys.keymap import Keymap, may_be_chosen, pressed_keys
from tracker.ui.parts.fields import LineField
from tracker.ui.shell import Shell

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(record, tasks, look, tmp_path) -> Desk:
    return Desk(record, tasks, look, WindowSettings(tmp_path / "window.json"))


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


def choose(qtbot, ident: str, key: Qt.Key, modifiers=Qt.KeyboardModifier.NoModifier) -> KeyChoice:
    dialog = wait_for(qtbot, KeyChoice)
    keys = dialog.button_of(ident)
    keys.setFocus()
    qtbot.keyClick(keys, Qt.Key.Key_Return)
    assert keys.is_waiting()
    qtbot.keyClick(keys, key, modifiers)
    assert not keys.is_waiting()
    return dialog


def test_another_key_does_it_at_once_and_the_old_one_no_more(
    shell: Shell, desk: Desk, qtbot
) -> None:
    shell.run("choose-keys")
    dialog = choose(qtbot, "spending", Qt.Key.Key_M)
    dialog.reject()
    qtbot.waitUntil(lambda: not open_dialogs(KeyChoice))
    qtbot.keyClick(shell, Qt.Key.Key_4)
    assert shell.place() == "today"
    qtbot.keyClick(shell, Qt.Key.Key_M)
    assert shell.place() == "spending"
    shown = {keys for group in key_groups(desk.keys) for line in group.lines for keys in line.keys}
    assert "M" in shown
    assert "4" not in shown


def test_what_was_chosen_is_kept_in_this_installation(desk: Desk, tmp_path) -> None:
    desk.keys.choose("undo", ["Ctrl+U"])
    again = Keymap(WindowSettings(tmp_path / "window.json"))
    assert again.keys("undo", ["Ctrl+Z"]) == ("Ctrl+U",)
    again.reset("undo")
    assert Keymap(WindowSettings(tmp_path / "window.json")).first("undo", ["Ctrl+Z"]) == "Ctrl+Z"


def test_keys_that_do_something_already_are_named_and_not_taken(
    shell: Shell, desk: Desk, qtbot
) -> None:
    shell.run("choose-keys")
    dialog = choose(qtbot, "add-goal", Qt.Key.Key_1)
    assert "Today" in dialog.notice.text()
    assert desk.keys.keys("add-goal", ["G"]) == ("G",)
    dialog = choose(qtbot, "add-goal", Qt.Key.Key_Down)
    assert dialog.notice.text()
    assert desk.keys.keys("add-goal", ["G"]) == ("G",)
    dialog = choose(qtbot, "add-goal", Qt.Key.Key_Backspace)
    assert desk.keys.keys("add-goal", ["G"]) == ()
    dialog = choose(qtbot, "add-goal", Qt.Key.Key_Escape)
    dialog.all_back.click()
    assert desk.keys.keys("add-goal", ["G"]) == ("G",)


def test_a_reset_does_not_take_a_key_that_does_something_else_now(
    shell: Shell, desk: Desk, qtbot
) -> None:
    shell.run("choose-keys")
    choose(qtbot, "add-goal", Qt.Key.Key_J)
    dialog = choose(qtbot, "add-expense", Qt.Key.Key_G)
    row = next(row for row in dialog._rows if row.one.ident == "add-goal")
    row.back.click()
    assert desk.keys.keys("add-goal", ["G"]) == ("J",)
    assert "Add expense" in dialog.notice.text()


def test_a_chosen_letter_stays_inert_while_one_types(shell: Shell, desk: Desk, qtbot) -> None:
    desk.keys.choose("spending", ["M"])
    line = shell.findChild(LineField)
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_M)
    assert line.text() == "m"
    assert shell.place() == "today"


def test_the_timer_and_the_one_line_field_follow_too(shell: Shell, desk: Desk, qtbot) -> None:
    desk.keys.choose("line", ["Ctrl+J"])
    qtbot.keyClick(shell, Qt.Key.Key_J, CTRL)
    assert desk.slots["line"].line.hasFocus()
    assert "Ctrl J" in desk.slots["line"].line._key
    desk.keys.choose("timer-stop", ["T"])
    assert desk.keys.keys("timer-start", ["S"]) == ("T",)


def test_the_keys_of_the_palette_close_it_as_well(shell: Shell, desk: Desk, qtbot) -> None:
    from tracker.ui.palette.panel import Palette

    desk.keys.choose("palette", ["Ctrl+P"])
    qtbot.keyClick(shell, Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in shell.findChildren(Palette)))
    palette = next(one for one in shell.findChildren(Palette) if one.isVisible())
    qtbot.waitUntil(palette.field.hasFocus)
    qtbot.keyClick(palette.field, Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: not any(one.isVisible() for one in shell.findChildren(Palette)))


def test_the_sheet_leads_to_choosing(shell: Shell, qtbot) -> None:
    shell.run("keys")
    sheet = wait_for(qtbot, KeySheet)
    button(sheet, "Choose keys…").click()
    wait_for(qtbot, KeyChoice)


def test_no_two_usual_keys_are_the_same() -> None:
    keymap = Keymap(WindowSettings())
    for one in keyed():
        for keys in one.usual:
            assert holder_of(keys, keymap, one.ident) is None, (one.ident, keys)
            assert may_be_chosen(keys)


@pytest.mark.parametrize(
    ("key", "modifiers", "wanted"),
    [
        (Qt.Key.Key_Question, SHIFT, "?"),
        (Qt.Key.Key_M, Qt.KeyboardModifier.NoModifier, "M"),
        (Qt.Key.Key_M, SHIFT, "Shift+M"),
        (Qt.Key.Key_M, CTRL | SHIFT, "Ctrl+Shift+M"),
        (Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier, "F9"),
        (Qt.Key.Key_Control, CTRL, ""),
    ],
)
def test_what_is_pressed_is_written_as_qt_writes_it(key, modifiers, wanted: str) -> None:
    assert pressed_keys(QKeyCombination(modifiers, key)) == wanted


def test_settings_that_are_no_keys_count_as_none(tmp_path) -> None:
    settings = WindowSettings(tmp_path / "w.json")
    for nonsense in (7, [1], {"undo": 3}, {"undo": [None, 4]}):
        settings.set("keys", nonsense)
        keys = Keymap(settings).keys("undo", ["Ctrl+Z"])
        assert keys in {("Ctrl+Z",), ()}
