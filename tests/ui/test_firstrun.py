from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.windows import wait_for
from tracker.domain.credentials import CredentialDraft
from tracker.record import Record
from tracker.settings import WindowSettings
from tracker.ui import firstrun
from tracker.ui.dialogs.importing import ImportDialog
from tracker.ui.firstrun import FirstRun
from tracker.ui.problems import Problems
from tracker.ui.start import Session
from tracker.ui.theme import ThemeWatcher

TAB, SPACE = Qt.Key.Key_Tab, Qt.Key.Key_Space


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "record.cairn"


@pytest.fixture
def session(path: Path, look: ThemeWatcher, tmp_path: Path, qtbot) -> Iterator[Session]:
    made = Session(path, look, Problems(), WindowSettings(tmp_path / "window.json"))
    qtbot.addWidget(made.shell)
    yield made
    made.end()


def shown(session: Session) -> list[FirstRun]:
    return [one for one in session.shell.findChildren(FirstRun) if one.isVisible()]


def first(session: Session, qtbot) -> FirstRun:
    with qtbot.waitSignal(session.opened):
        session.begin()
    qtbot.waitUntil(lambda: len(shown(session)) == 1)
    session.shell.activateWindow()
    (screen,) = shown(session)
    qtbot.waitUntil(screen.what.hasFocus)
    return screen


def test_three_questions_are_answered_by_keys_alone(session: Session, qtbot) -> None:
    screen = first(session, qtbot)
    qtbot.keyClicks(screen.what, "CKA")
    qtbot.keyClick(screen.what, TAB)
    chosen = QApplication.focusWidget()
    for _step in range(3):
        qtbot.keyClick(chosen, Qt.Key.Key_Right)
        chosen = QApplication.focusWidget()
    assert screen.goal.current() == "6"
    qtbot.keyClick(chosen, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not shown(session))
    record = session.desk.record
    assert [row.draft.title for row in record.credentials.rows()] == ["CKA"]
    assert [goal.draft.minutes for goal in record.goals.all()] == [360]
    assert len(record.history.operations(9)) == 1
    assert session.shell.place() == "today"


def test_letters_do_nothing_else_while_it_is_there(session: Session, qtbot) -> None:
    screen = first(session, qtbot)
    screen.begin_button.setFocus()
    qtbot.keyClick(screen.begin_button, Qt.Key.Key_3)
    qtbot.keyClick(screen.begin_button, Qt.Key.Key_N)
    assert session.shell.place() == "today"
    assert shown(session)


def test_everything_can_be_left_open_and_it_does_not_come_again(
    session: Session, path: Path, tmp_path: Path, look: ThemeWatcher, qtbot
) -> None:
    screen = first(session, qtbot)
    qtbot.keyClick(screen.what, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not shown(session))
    assert session.desk.record.beginning.is_new()
    session.end()
    again = Session(path, look, Problems(), WindowSettings(tmp_path / "window.json"))
    qtbot.addWidget(again.shell)
    with qtbot.waitSignal(again.opened):
        again.begin()
    qtbot.waitUntil(lambda: not again.tasks.is_busy())
    assert not shown(again)
    again.end()


def test_a_record_with_something_in_it_is_not_asked(session: Session, path: Path, qtbot) -> None:
    with Record.open(path) as other:
        other.credentials.add(CredentialDraft("CKA"))
    with qtbot.waitSignal(session.opened):
        session.begin()
    qtbot.waitUntil(lambda: not session.tasks.is_busy())
    assert not shown(session)


def test_the_sample_world_is_a_record_of_its_own(
    session: Session, path: Path, own_home: Path, qtbot, monkeypatch
) -> None:
    started: list[Path] = []
    monkeypatch.setattr(firstrun, "open_another_window", started.append)
    screen = first(session, qtbot)
    screen.sample.setFocus()
    qtbot.keyClick(screen.sample, SPACE)
    qtbot.waitUntil(lambda: bool(started))
    assert started == [own_home / "sample-world.cairn"]
    assert session.desk.record.beginning.is_new()
    assert shown(session)
    with Record.open(started[0]) as sample:
        assert sample.study.count() > 100


def test_an_import_is_one_key_away(session: Session, qtbot) -> None:
    screen = first(session, qtbot)
    screen.bring.setFocus()
    qtbot.keyClick(screen.bring, SPACE)
    wait_for(qtbot, ImportDialog).reject()
    assert not shown(session)
