from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication, QMenu

from tests.ui.windows import open_dialogs, wait_for
from tracker.domain.changes import Kind
from tracker.domain.credentials import CredentialDraft
from tracker.domain.words import CredentialState, Validity
from tracker.record import Record
from tracker.services.clock import Clock
from tracker.settings import WindowSettings
from tracker.ui.desk import Desk
from tracker.ui.reminding.bell import Bell, RemindersDialog
from tracker.ui.reminding.reminders import Reminders, memory_from, memory_values
from tracker.ui.shell import Shell

NOW = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def british():
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def clock() -> list[datetime]:
    return [NOW]


@pytest.fixture
def record(tmp_path: Path, clock: list[datetime]):
    told = Clock(now=lambda: clock[0], zone=lambda: "Europe/Prague")
    with Record.open(tmp_path / "record.cairn", clock=told) as opened:
        yield opened


@pytest.fixture
def desk(record, tasks, look, tmp_path) -> Desk:
    made = Desk(record, tasks, look, WindowSettings(tmp_path / "window.json"))
    made.failed.connect(lambda error: pytest.fail(repr(error)))
    return made


def exam(record: Record, title: str, days: int) -> int:
    day = date(2026, 11, 22) + timedelta(days=days)
    draft = CredentialDraft(title, state=CredentialState.IN_PROGRESS, exam_on=day)
    return record.credentials.add(draft).only_id(Kind.CREDENTIAL)


class Desktop:
    """What would have been shown on the desktop."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str]] = []

    def tell(self, title: str, text: str) -> bool:
        self.told.append((title, text))
        return True


@pytest.fixture
def looking(desk: Desk, qtbot):
    made: list[Reminders] = []

    def look() -> tuple[Reminders, Desktop]:
        desktop = Desktop()
        made.append(Reminders(desk, desk, desktop.tell))
        with qtbot.waitSignal(made[-1].changed):
            made[-1].begin()
        return made[-1], desktop

    yield look
    for one in made:
        one.end()


def test_each_is_told_once_in_this_installation(desk: Desk, record: Record, looking, qtbot) -> None:
    exam(record, "CKA", 7)
    first, desktop = looking()
    assert desktop.told == [("CKA", "Exam in 7 days, on 29 Nov")]
    with qtbot.waitSignal(first.changed):
        first.look()
    again, elsewhere = looking()
    assert len(desktop.told) == 1
    assert not elsewhere.told
    assert [one.title for one in again.waiting()] == ["CKA"]


def test_after_weeks_away_there_is_one_summary(
    desk: Desk, record: Record, clock: list[datetime], looking, qtbot
) -> None:
    looking()
    for number in range(3):
        exam(record, f"Exam {number}", 36)
    clock[0] = NOW + timedelta(days=30)
    _made, desktop = looking()
    assert desktop.told == [("3 reminders wait for you", "Exam 0 · Exam 1 · Exam 2")]


def test_nothing_goes_to_the_desktop_that_was_not_wanted_there(
    desk: Desk, record: Record, looking, qtbot
) -> None:
    desk.settings.set("reminders-desktop", False)
    exam(record, "CKA", 7)
    made, desktop = looking()
    assert made.waiting()
    assert not desktop.told


def test_what_is_remembered_does_not_change_the_record(
    desk: Desk, record: Record, looking, qtbot
) -> None:
    exam(record, "CKA", 7)
    before = record.history.operations(5)
    made, _desktop = looking()
    made.dismiss_all()
    assert not made.waiting()
    assert record.history.operations(5) == before
    memory = memory_from(memory_values(made._memory()))
    assert memory == made._memory()
    assert memory.dismissed


@pytest.mark.parametrize("kept", [{"shown": 3}, {"shown": {"a": "x"}}, {"looked_on": 7}])
def test_a_memory_that_cannot_be_read_is_empty(kept) -> None:
    assert not memory_from(kept).shown


@pytest.fixture
def shell(desk: Desk, record: Record, qtbot) -> Shell:
    draft = CredentialDraft(
        "PMP", validity=Validity.EXPIRES, valid_until=date(2026, 12, 1), short_title="PMP"
    )
    record.credentials.add(draft)
    exam(record, "CKA", 3)
    made = Shell()
    qtbot.addWidget(made)
    made.resize(1300, 800)
    made.show()
    made.open(desk)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    bell = desk.slots["bell"]
    assert isinstance(bell, Bell)
    qtbot.waitUntil(lambda: len(bell.reminders.waiting()) == 2)
    return made


# The screen without a display gives a menu no keyboard of its own.
@pytest.mark.qt_log_ignore("This plugin does not support grabbing", extend=True)
def test_the_bell_is_opened_put_off_and_emptied_by_keys_alone(
    shell: Shell, desk: Desk, qtbot
) -> None:
    bell = desk.slots["bell"]
    assert "2" in bell.button.accessibleName()
    qtbot.keyClick(shell, Qt.Key.Key_B)
    dialog = wait_for(qtbot, RemindersDialog)
    first = dialog.rows()[0]
    assert first.accessibleName() == "CKA: Exam in 3 days, on 25 Nov"
    qtbot.waitUntil(first.open_button.hasFocus)
    qtbot.keyClick(first.open_button, Qt.Key.Key_Tab)
    assert first.later_button.hasFocus()
    qtbot.keyClick(first.later_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    popup = QApplication.activePopupWidget()
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(dialog.rows()) == 1)
    last = dialog.rows()[0].dismiss_button
    qtbot.waitUntil(last.hasFocus)
    qtbot.keyClick(last, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not dialog.rows())
    assert dialog.empty.isVisible()
    assert dialog.close_button.hasFocus()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not open_dialogs(RemindersDialog)
    assert "nothing" in bell.button.accessibleName()


def test_what_it_is_about_is_opened(shell: Shell, desk: Desk, qtbot) -> None:
    shell.run("reminders")
    dialog = wait_for(qtbot, RemindersDialog)
    dialog.rows()[0].open_button.click()
    qtbot.waitUntil(lambda: shell.place() == "credential")


def test_a_change_of_the_record_is_looked_at_by_itself(
    shell: Shell, desk: Desk, record: Record, qtbot
) -> None:
    bell = desk.slots["bell"]
    desk.do(lambda opened: opened.credentials.change(2, exam_on=None))
    qtbot.waitUntil(lambda: len(bell.reminders.waiting()) == 1)
