from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from tracker.domain.changes import Changes, Kind
from tracker.domain.credentials import CredentialDraft
from tracker.errors import TrackerError
from tracker.record import Record
from tracker.ui.desk import Desk
from tracker.ui.page import Page
from tracker.ui.pages import PageSpec, SlotSpec
from tracker.ui.parts.button import Button
from tracker.ui.parts.empty import EmptyState
from tracker.ui.parts.fields import LineField
from tracker.ui.parts.labels import PlainLabel
from tracker.ui.shell import Shell
from tracker.ui.sidebar import Sidebar
from tracker.ui.theme import ThemeWatcher


class First(Page):
    shows = frozenset({Kind.CREDENTIAL})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.refreshed = 0
        self.item = 0

    def refresh(self) -> None:
        self.refreshed += 1

    def show_item(self, ident: int) -> None:
        self.item = ident


class Second(First):
    pass


class Slot(QWidget):
    def __init__(self, _desk: Desk) -> None:
        super().__init__()
        self.field = LineField()
        QVBoxLayout(self).addWidget(self.field)


PAGES = (
    PageSpec("first", lambda: "Today", "today", "1", f"{__name__}:First"),
    PageSpec("second", lambda: "Credentials", "credentials", "2", f"{__name__}:Second"),
)
SLOTS = (SlotSpec("field", f"{__name__}:Slot", stretch=1, least=320),)


@pytest.fixture
def shell(look, qtbot) -> Shell:
    made = Shell(PAGES, SLOTS)
    qtbot.addWidget(made)
    made.resize(1300, 800)
    made.show()
    return made


def test_a_fresh_interpreter_loads_neither_sql_nor_charts_with_the_shell() -> None:
    heavy = ("sqlmodel", "sqlalchemy", "sqlcipher3", "matplotlib")
    code = f"import sys, tracker.ui.shell; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"


def test_the_window_stands_before_the_record_is_open(shell: Shell) -> None:
    assert shell.isVisible()
    assert shell.place() == ""
    shell.go("second")
    assert shell.place() == ""


def test_the_first_page_is_shown_and_the_others_are_made_when_asked_for(
    shell: Shell, desk: Desk
) -> None:
    shell.open(desk)
    assert shell.place() == "first"
    assert shell.page("second") is None
    shell.go("second", 7)
    page = shell.page("second")
    assert isinstance(page, Second)
    assert page.item == 7
    assert page.refreshed == 1
    assert shell.windowTitle().startswith("Credentials")


def test_single_keys_change_the_page_but_not_while_typing(shell: Shell, desk: Desk, qtbot) -> None:
    shell.open(desk)
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    field = shell.findChild(LineField)
    assert field is not None
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_2)
    assert field.text() == "2"
    assert shell.place() == "first"
    field.clearFocus()
    qtbot.keyClick(shell, Qt.Key.Key_2)
    assert shell.place() == "second"


def test_a_page_may_ask_for_another_place(shell: Shell, desk: Desk) -> None:
    shell.open(desk)
    desk.go("second", 3)
    page = shell.page("second")
    assert isinstance(page, Second)
    assert page.item == 3


def test_what_is_done_is_said_and_can_be_undone(
    shell: Shell, desk: Desk, record: Record, qtbot
) -> None:
    shell.open(desk)
    with qtbot.waitSignal(desk.did):
        desk.do(lambda opened: opened.credentials.add(CredentialDraft("CKA")))
    assert shell.toast.isVisible()
    assert shell.toast.text() == "Added «CKA»"
    with qtbot.waitSignal(desk.said):
        qtbot.keyClick(shell, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert record.history.next_labels()[0] is None


def test_what_is_undone_is_said_so_and_can_be_done_again(
    shell: Shell, desk: Desk, record: Record, qtbot
) -> None:
    shell.open(desk)
    record.credentials.add(CredentialDraft("CKA"))
    label = record.history.next_labels()[0]
    assert label is not None
    with qtbot.waitSignal(desk.said):
        shell.run("undo")
    assert shell.toast.text() == f"Undone: {label}, «CKA»"
    buttons = [b.text() for b in shell.toast.findChildren(QPushButton) if b.isVisible()]
    assert "Redo" in buttons
    assert "Undo" not in buttons
    with qtbot.waitSignal(desk.said):
        shell.run("redo")
    assert shell.toast.text() == f"Done again: {label}, «CKA»"
    assert record.history.next_labels()[0] == label


def test_nothing_to_undo_is_a_word_and_not_a_dialog(shell: Shell, desk: Desk, qtbot) -> None:
    shell.open(desk)
    desk.failed.connect(lambda _error: pytest.fail("a dialog would open"))
    shell.run("undo")
    qtbot.waitUntil(shell.toast.isVisible)
    assert shell.toast.text()


def test_a_narrow_window_has_a_rail_of_icons(shell: Shell, desk: Desk, qtbot) -> None:
    shell.open(desk)
    bar = shell.findChild(Sidebar)
    assert bar is not None
    assert not bar.is_rail()
    shell.resize(1199, 700)
    qtbot.waitUntil(bar.is_rail)
    slot = shell.findChild(Slot)
    assert slot is not None
    shell.resize(960, 600)
    assert slot.width() >= 320


def test_nothing_is_cut_in_a_small_window_with_large_text(
    shell: Shell, desk: Desk, look: ThemeWatcher, qtbot
) -> None:
    look.enlarge(2)
    shell.open(desk)
    shell.setMinimumSize(200, 200)
    shell.resize(960, 600)
    slot = shell.findChild(Slot)
    assert slot is not None
    assert slot.mapTo(shell, slot.rect().topRight()).x() < 960
    bar = shell.findChild(Sidebar)
    assert bar is not None
    assert bar.sizeHint().height() <= 600 or bar.minimumSizeHint().height() <= 600
    assert bar.is_rail()


def test_the_foot_says_where_the_record_is(shell: Shell) -> None:
    today = date(2026, 11, 23)
    shell.show_saved(None, today)
    foot = [label.text() for label in shell.findChildren(PlainLabel)]
    assert "Saved on this computer" in foot
    shell.show_saved(datetime(2026, 11, 23, 9, 14), today)
    assert any(label.text().endswith("backed up 09:14") for label in shell.findChildren(PlainLabel))
    shell.show_saved(datetime(2026, 11, 22, 9, 14), today)
    assert any("Yesterday" in label.text() for label in shell.findChildren(PlainLabel))


def test_a_record_that_cannot_be_opened_says_why_and_offers_to_try_again(
    shell: Shell, qtbot
) -> None:
    asked: list[bool] = []
    error = TrackerError("The record was not opened", "The folder can only be read.", "Move it.")
    shell.show_failure(error, lambda: asked.append(True))
    state = shell.findChild(EmptyState)
    assert state is not None
    assert error.message in state.accessibleName()
    button = state.findChild(Button)
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked == [True]


def test_midnight_makes_every_page_ask_anew(shell: Shell, desk: Desk) -> None:
    shell.open(desk)
    shell.go("second")
    first, second = shell.page("first"), shell.page("second")
    assert isinstance(first, First)
    assert isinstance(second, Second)
    shell.mark_stale()
    assert second.refreshed == 2
    assert first.refreshed == 1
    assert first.is_stale()


def test_a_change_that_cannot_be_undone_offers_no_way_back(shell: Shell, desk: Desk) -> None:
    shell.open(desk)
    desk.did.emit(Changes("Erased for good", frozenset({Kind.CREDENTIAL})))
    buttons = shell.toast.findChildren(QWidget)
    assert shell.toast.text() == "Erased for good"
    assert not [b for b in buttons if getattr(b, "text", str)() == "Undo" and b.isVisible()]
