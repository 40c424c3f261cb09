"""How many keys it takes to log study in the one-line field, counted on the field itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow

from tracker.domain.changes import Kind
from tracker.domain.credentials import CredentialDraft
from tracker.domain.study import Share, StudyDraft
from tracker.record import Record
from tracker.services.clock import Clock
from tracker.services.sample_world import build
from tracker.ui.desk import Desk
from tracker.ui.oneline.slot import OneLine
from tracker.ui.tasks import Tasks
from tracker.ui.theme import ThemeWatcher

MOST_KEYS = 12
NOW = datetime(2026, 11, 25, 9, 42, tzinfo=UTC)
CLOCK = Clock(lambda: NOW, lambda: "Europe/Berlin")
# The first letters that a person would type for each, and how far down the list it stands.
OF_THE_WORLD = [
    ("ck", 0, "Certified Kubernetes Administrator"),
    ("ar", 0, "AWS Certified Solutions Architect – Associate"),
    ("mi", 0, "Product Analytics micro-credential"),
    ("da", 0, "Data Engineering nanodegree"),
    ("pm", 0, "Project Management Professional"),
    ("it", 0, "ITIL 4 Foundation"),
    ("go", 1, "Google Data Analytics Professional Certificate"),
    ("dls", 0, "Deep Learning Specialization"),
]
OF_A_FRESH_RECORD = [
    ("py", 0, "Python for everybody"),
    ("sc", 0, "Scrum Master"),
    ("pr", 0, "Project Management Professional"),
]


class Typist:
    """Presses keys in a field of its own window, and counts them."""

    def __init__(self, qtbot, field: OneLine) -> None:
        self.pressed = 0
        self._bot, self.field = qtbot, field

    def press(self, *keys: str | Qt.Key) -> None:
        for key in keys:
            self._bot.keyClick(self.field.line, key)
            self.pressed += 1


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("world") / "world.cairn"
    with Record.open(path, clock=CLOCK) as record:
        build(record, NOW.date())
    return path


@pytest.fixture
def opened(tasks: Tasks, look: ThemeWatcher, qtbot) -> Iterator:
    """Opens a field on a record."""
    windows: list[QMainWindow] = []
    records: list[Record] = []

    def make(path: Path) -> tuple[Record, Desk, Typist]:
        record = Record.open(path, clock=CLOCK)
        records.append(record)
        desk = Desk(record, tasks, look)
        window = QMainWindow()
        qtbot.addWidget(window)
        windows.append(window)
        field = OneLine(desk)
        window.setMenuWidget(field)
        window.resize(1000, 700)
        window.show()
        qtbot.waitUntil(field.is_ready)
        field.line.setFocus()
        return record, desk, Typist(qtbot, field)

    yield make
    tasks.close()
    for window in windows:
        window.close()
    for record in records:
        record.close()


def log_yesterday(qtbot, desk: Desk, typist: Typist, letters: str, down: int) -> int:
    """«45 minutes yesterday on X»; how many keys it took."""
    typist.pressed = 0
    typist.press(*f"45 {letters}", *[Qt.Key.Key_Down] * (down + 1 if down else 0), Qt.Key.Key_Tab)
    with qtbot.waitSignal(desk.did):
        typist.press(*"ye", Qt.Key.Key_Tab, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: typist.field.line.text() == "" and not desk.tasks.is_busy())
    return typist.pressed


def check(record: Record, title: str) -> None:
    rows = [
        one
        for one in record.study.between(NOW.date() - timedelta(days=1), NOW.date())
        if one.start is None and one.seconds == 2700
    ]
    named = {number: row.title for number, row in _titles(record).items()}
    assert [[named[s.credential_id or 0] for s in one.shares] for one in rows] == [[title]]
    assert rows[0].day == NOW.date() - timedelta(days=1)


def _titles(record: Record):
    return {row.id: row.draft for row in record.credentials.rows(is_archived=None)}


def test_any_credential_of_the_sample_world_takes_at_most_twelve_keys(opened, world, qtbot) -> None:
    record, desk, typist = opened(world)
    for letters, down, title in OF_THE_WORLD:
        keys = log_yesterday(qtbot, desk, typist, letters, down)
        assert keys <= MOST_KEYS, (title, keys)
        check(record, title)
        record.history.undo()


def test_so_does_any_of_a_fresh_record_with_three(opened, tmp_path: Path, qtbot) -> None:
    path = tmp_path / "fresh.cairn"
    with Record.open(path, clock=CLOCK) as record:
        for _letters, _down, title in OF_A_FRESH_RECORD:
            record.credentials.add(CredentialDraft(title))
    record, desk, typist = opened(path)
    for letters, down, title in OF_A_FRESH_RECORD:
        assert log_yesterday(qtbot, desk, typist, letters, down) <= MOST_KEYS
        check(record, title)
        record.history.undo()


def test_what_was_studied_last_is_logged_again_with_three_keys(
    opened, tmp_path: Path, qtbot
) -> None:
    path = tmp_path / "fresh.cairn"
    with Record.open(path, clock=CLOCK) as record:
        cka = record.credentials.add(CredentialDraft("CKA")).only_id(Kind.CREDENTIAL)
        for minutes in (30, 45):
            record.study.log(
                StudyDraft(minutes * 60 + 12, day=NOW.date(), shares=(Share(cka),), activity="lab")
            )
    record, desk, typist = opened(path)
    typist.press(Qt.Key.Key_Up)
    panel = typist.field.panel()
    assert panel is not None
    assert [row.text for row in panel.list.rows()] == ["45m CKA @lab", "30m CKA @lab"]
    typist.press(Qt.Key.Key_Escape)
    assert not panel.isVisible()
    typist.pressed = 0
    typist.press(Qt.Key.Key_Up, Qt.Key.Key_Return)
    assert typist.field.line.text() == "45m CKA @lab"
    assert panel.preview.text().startswith("45 m · CKA · lab")
    with qtbot.waitSignal(desk.did):
        typist.press(Qt.Key.Key_Return)
    assert typist.pressed == 3
    assert record.study.count() == 3
    qtbot.waitUntil(lambda: not desk.tasks.is_busy())


def test_up_in_a_record_without_study_offers_nothing(opened, tmp_path: Path) -> None:
    _record, _desk, typist = opened(tmp_path / "empty.cairn")
    typist.press(Qt.Key.Key_Up)
    panel = typist.field.panel()
    assert panel is None or not panel.isVisible()


def test_all_of_it_fits_a_field_of_320_pixels(opened, world, qtbot) -> None:
    _record, _desk, typist = opened(world)
    window = typist.field.window()
    assert isinstance(window, QMainWindow)
    typist.field.setFixedWidth(320)
    typist.press(*"45 ck yesterday 19:00 @lab")
    panel = typist.field.panel()
    assert panel is not None
    qtbot.waitUntil(panel.isVisible)
    assert 320 <= panel.width() <= window.width()
    for chip in panel._chips:
        if not chip.isHidden():
            assert panel.contentsRect().contains(chip.geometry().translated(panel._row.pos()))
