from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import wait
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from tracker.domain.credentials import CredentialDraft
from tracker.record import Record
from tracker.settings import WindowSettings
from tracker.ui.parts.empty import EmptyState
from tracker.ui.problems import Problems
from tracker.ui.start import Session
from tracker.ui.theme import ThemeWatcher


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "record.cairn"


@pytest.fixture
def session(path: Path, look: ThemeWatcher, tmp_path: Path, qtbot) -> Iterator[Session]:
    made = Session(path, look, Problems(), WindowSettings(tmp_path / "window.json"))
    qtbot.addWidget(made.shell)
    yield made
    made.end()


def test_the_window_is_seen_before_the_record_is_open(session: Session, qtbot) -> None:
    session.begin()
    assert session.shell.isVisible()
    assert session.desk is None
    with qtbot.waitSignal(session.opened, timeout=20_000):
        pass
    assert session.desk is not None


def test_a_change_by_another_program_is_told_within_two_seconds(
    session: Session, path: Path, qtbot
) -> None:
    with qtbot.waitSignal(session.opened, timeout=20_000):
        session.begin()
    assert session.desk is not None
    with Record.open(path) as other:
        other.credentials.add(CredentialDraft("CKA"))
    with qtbot.waitSignal(session.desk.changed, timeout=2000):
        pass


def test_a_look_does_not_swallow_what_the_one_before_it_saw(
    session: Session, path: Path, qtbot
) -> None:
    with qtbot.waitSignal(session.opened, timeout=20_000):
        session.begin()
    assert session.desk is not None
    qtbot.waitUntil(lambda: not session.tasks.is_busy())
    session._timer.stop()
    with Record.open(path) as other:
        other.credentials.add(CredentialDraft("CKA"))
    with qtbot.waitSignal(session.desk.changed):
        session._look()
        # Answered on its thread, but not delivered yet: the window has had no turn.
        wait([order.future for order in session.tasks._orders.values() if order.future])
        session._look()


def test_a_file_that_is_no_record_is_left_as_it_is_and_said(
    path: Path, session: Session, qtbot
) -> None:
    path.write_bytes(b"not a record at all" * 100)
    before = path.read_bytes()
    session.begin()
    qtbot.waitUntil(lambda: session.shell.findChild(EmptyState) is not None, timeout=20_000)
    assert session.desk is None
    assert path.read_bytes() == before
    state = session.shell.findChild(EmptyState)
    assert isinstance(state, QWidget)
    assert state.accessibleName()


def test_closing_the_window_closes_the_record(session: Session, path: Path, qtbot) -> None:
    with qtbot.waitSignal(session.opened, timeout=20_000):
        session.begin()
    session.shell.close()
    assert not path.with_name(path.name + "-wal").exists()
    session.end()


def test_the_window_comes_back_where_it_was(
    path: Path, look: ThemeWatcher, tmp_path: Path, qtbot
) -> None:
    settings = WindowSettings(tmp_path / "window.json")
    sizes = []
    for wanted in ((785, 700), None):
        made = Session(path, look, Problems(), settings)
        qtbot.addWidget(made.shell)
        if wanted:
            made.shell.resize(*wanted)
        sizes.append(made.shell.size())
        made.end()
    assert sizes[0] == sizes[1]
