from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QAbstractButton, QRadioButton

from tests.ui.windows import button, open_dialogs, wait_for
from tracker.analytics.reminders import ReminderKind
from tracker.domain.credentials import CredentialDraft
from tracker.record import Record
from tracker.settings import WindowSettings
from tracker.ui import theme
from tracker.ui.desk import Desk
from tracker.ui.dialogs.backups import BackupsDialog
from tracker.ui.dialogs.keys import KeySheet
from tracker.ui.dialogs.question import Question
from tracker.ui.pages.settings.more import LicencesDialog, parts_of_cairn
from tracker.ui.pages.settings.page import SettingsPage
from tracker.ui.parts.segmented import Segmented
from tracker.ui.reminding.reminders import wanted_kinds
from tracker.ui.shell import Shell
from tracker.ui.tasks import Tasks
from tracker.ui.theme import TEXT_SETTING, ThemeWatcher, known_percent, scale_of

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(record: Record, tasks: Tasks, look: ThemeWatcher, tmp_path: Path) -> Desk:
    made = Desk(record, tasks, look, WindowSettings(tmp_path / "window.json"))
    made.failed.connect(lambda error: pytest.fail(repr(error)))
    return made


@pytest.fixture
def shell(desk: Desk, qtbot) -> Shell:
    made = Shell()
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    made.open(desk)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def page(shell: Shell, qtbot) -> SettingsPage:
    qtbot.keyClick(shell, Qt.Key.Key_Comma)
    made = shell.page("settings")
    assert isinstance(made, SettingsPage)
    qtbot.waitUntil(lambda: made.record_card.form is not None)
    return made


def write(page: SettingsPage, name: str, text: str, qtbot) -> Any:
    field: Any = page.record_card.form.inputs[name].marked
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)
    return field


def button_of(segmented: Segmented, text: str) -> QRadioButton:
    return next(one for one in segmented.findChildren(QRadioButton) if one.text() == text)


class Catcher(QObject):
    def __init__(self, opened: list[QUrl]) -> None:
        super().__init__()
        self.opened = opened

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(url)


def test_both_keys_show_the_settings_at_the_foot(shell: Shell, page: SettingsPage, qtbot) -> None:
    assert shell.place() == "settings"
    shell.go("today")
    qtbot.keyClick(shell, Qt.Key.Key_Comma, CTRL)
    assert shell.place() == "settings"


def test_what_is_typed_is_saved_by_the_keyboard_and_can_be_undone(
    page: SettingsPage, shell: Shell, desk: Desk, record: Record, qtbot
) -> None:
    card = page.record_card
    assert not card.save_button.isEnabled()
    field = write(page, "name", "Ada", qtbot)
    assert card.save_button.isEnabled()
    with qtbot.waitSignal(desk.did):
        qtbot.keyClick(field, Qt.Key.Key_Return, CTRL)
    assert record.settings.get().name == "Ada"
    assert not card.save_button.isEnabled()
    assert shell.toast.isVisible()
    with qtbot.waitSignal(desk.did):
        shell.run("undo")
    qtbot.waitUntil(lambda: field.text() == "")
    assert record.settings.get().name == ""


def test_what_is_wrong_stands_beside_its_field_and_is_not_saved(
    page: SettingsPage, record: Record, qtbot
) -> None:
    write(page, "name", "Ada", qtbot)
    write(page, "day_starts_at", "27:80", qtbot)
    page.record_card.save()
    found = page.record_card.form.problems()
    assert [problem.field for problem in found] == ["day_starts_at"]
    assert record.settings.get().name == ""


def test_what_was_typed_survives_a_change_from_elsewhere_until_it_is_discarded(
    page: SettingsPage, desk: Desk, record: Record, qtbot
) -> None:
    field = write(page, "name", "Ada", qtbot)
    with qtbot.waitSignal(desk.did):
        desk.do(lambda opened: opened.settings.change(currency="USD"))
    qtbot.waitUntil(lambda: not desk.tasks.is_busy())
    assert field.text() == "Ada"
    page.record_card.take_back()
    assert field.text() == ""


def test_a_theme_is_worn_at_once_and_kept(page: SettingsPage, desk: Desk, qtbot) -> None:
    themes = page.window_card.themes
    qtbot.mouseClick(button_of(themes, "Dark"), Qt.MouseButton.LeftButton)
    assert desk.theme.choice == "dark"
    assert desk.settings.get("theme") == "dark"


def test_a_theme_from_the_palette_is_shown_here(page: SettingsPage, shell: Shell) -> None:
    shell.run("theme-dark")
    assert page.window_card.themes.current() == "dark"


def test_text_grows_at_once_and_the_other_pages_are_made_anew(
    page: SettingsPage, shell: Shell, desk: Desk, qtbot
) -> None:
    assert shell.page("today") is not None
    before = theme.current().scale
    qtbot.mouseClick(button_of(page.window_card.sizes, "150 %"), Qt.MouseButton.LeftButton)
    assert theme.current().scale == pytest.approx(before * 1.5)
    assert desk.settings.get(TEXT_SETTING) == 150
    assert shell.page("today") is None
    assert shell.place() == "settings"
    shell.go("today")
    assert shell.place() == "today"


@pytest.mark.parametrize("kept", [None, "150", 137, True, -1, [150]])
def test_a_text_size_that_cannot_be_chosen_counts_as_none(kept: Any, look) -> None:
    assert known_percent(kept) == 100
    assert scale_of(100) is None
    assert scale_of(200) == max(2.0, theme.interface_font()[1])


def test_a_backup_is_made_and_listed(page: SettingsPage, record: Record, desk: Desk, qtbot) -> None:
    record.credentials.add(CredentialDraft("CKA"))
    with qtbot.waitSignal(desk.backed_up, timeout=10_000):
        qtbot.mouseClick(page.safety.make_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(page.safety.rows()) == 1)
    assert len(record.backups.all()) == 1
    assert page.safety.good.text()


def test_restoring_from_here_asks_first(page: SettingsPage, record: Record, qtbot) -> None:
    page.safety.make()
    qtbot.waitUntil(lambda: len(page.safety.rows()) == 1)
    record.credentials.add(CredentialDraft("CKA"))
    qtbot.mouseClick(page.safety.rows()[0].button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(wait_for(qtbot, Question), Qt.Key.Key_Escape)
    assert len(record.credentials.rows()) == 1
    for dialog in open_dialogs(BackupsDialog):
        dialog.done(0)


def test_a_check_tells_its_result_in_words(page: SettingsPage, record: Record, qtbot) -> None:
    record.credentials.add(CredentialDraft("CKA"))
    qtbot.mouseClick(page.safety.check_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "1 credential" in page.safety.good.text(), timeout=10_000)
    assert page.safety.check_button.isEnabled()


def test_the_folder_of_the_record_is_opened(page: SettingsPage, record: Record, qtbot) -> None:
    opened: list[QUrl] = []
    catcher = Catcher(opened)
    QDesktopServices.setUrlHandler("file", catcher, "take")
    try:
        folder = button(page.safety, "Open the folder: Record")
        qtbot.mouseClick(folder, Qt.MouseButton.LeftButton)
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert [Path(url.toLocalFile()) for url in opened] == [Path(record.path).parent]


def test_the_sheet_of_keys_is_one_click_away(page: SettingsPage, qtbot) -> None:
    qtbot.mouseClick(button(page.keys_card, "Keyboard shortcuts"), Qt.MouseButton.LeftButton)
    wait_for(qtbot, KeySheet).done(0)


def test_every_control_has_a_name(page: SettingsPage) -> None:
    for one in page.findChildren(QAbstractButton):
        if not one.isHidden():
            assert one.accessibleName() or one.text(), one


def test_a_kind_of_reminder_is_switched_off_and_that_is_kept(
    page: SettingsPage, desk: Desk, tmp_path: Path
) -> None:
    box = page.reminders.boxes[ReminderKind.EXAM]
    assert box.isChecked()
    box.click()
    kept = wanted_kinds(WindowSettings(tmp_path / "window.json"))
    assert kept == set(ReminderKind) - {ReminderKind.EXAM}
    page.reminders.desktop.click()
    assert WindowSettings(tmp_path / "window.json").get("reminders-desktop") is False


def test_about_names_the_licence_of_every_part(page: SettingsPage, qtbot) -> None:
    parts = {name.casefold(): licence for name, _version, licence in parts_of_cairn()}
    assert {"qt", "python", "sqlmodel", "icalendar", "matplotlib"} <= set(parts)
    assert all(parts.values())
    button(page.about, "Licences…").click()
    dialog = wait_for(qtbot, LicencesDialog)
    qtbot.waitUntil(lambda: dialog.list.count() >= 2 * len(parts))
    dialog.reject()
