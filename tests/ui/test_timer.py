from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QWidget

from tests.ui.windows import button, open_dialogs, wait_for
from tracker.domain.changes import Kind
from tracker.domain.credentials import CredentialDraft
from tracker.domain.study import Share, StudyDraft, TimerDraft
from tracker.paths import timer_journal
from tracker.record import Record
from tracker.services.clock import Clock
from tracker.ui.desk import Desk
from tracker.ui.dialogs.question import Question
from tracker.ui.forms.dialog import FormDialog
from tracker.ui.parts.fields import LineField
from tracker.ui.timer import TimerSlot

NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


class Hand:
    """A clock that a test puts forward."""

    def __init__(self) -> None:
        self.at = NOON

    def now(self) -> datetime:
        return self.at

    def pass_by(self, **time: float) -> None:
        self.at += timedelta(**time)


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
def record(tmp_path: Path, hand: Hand) -> Iterator[Record]:
    clock = Clock(now=hand.now, zone=lambda: "Europe/Prague")
    with Record.open(tmp_path / "record.cairn", clock=clock) as opened:
        yield opened


@pytest.fixture
def cka(record: Record) -> int:
    draft = CredentialDraft("Certified Kubernetes Administrator", short_title="CKA")
    return record.credentials.add(draft).only_id(Kind.CREDENTIAL)


@pytest.fixture
def window(desk: Desk, cka: int, qtbot) -> QMainWindow:
    desk.failed.connect(lambda error: pytest.fail(repr(error)))
    made = QMainWindow()
    qtbot.addWidget(made)
    made.setCentralWidget(QWidget())
    made.resize(1400, 700)
    made.show()
    return made


@pytest.fixture
def slot(window: QMainWindow, desk: Desk) -> TimerSlot:
    made = TimerSlot(desk)
    QHBoxLayout(window.centralWidget()).addWidget(made)
    window.activateWindow()
    return made


def press_s(window: QMainWindow, qtbot) -> None:
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_S)


def test_one_key_starts_for_what_was_studied_last_and_stops_and_logs(
    slot: TimerSlot, window: QMainWindow, cka: int, record: Record, hand: Hand, desk: Desk, qtbot
) -> None:
    record.study.log(StudyDraft(60, day=NOON.date(), shares=(Share(cka),), activity="lab"))
    with qtbot.waitSignal(desk.did):
        press_s(window, qtbot)
    qtbot.waitUntil(lambda: slot.held() is not None)
    assert slot.pill.title() == "CKA · lab"
    hand.pass_by(minutes=42, seconds=17)
    slot._show_time()
    assert slot.pill.time_text() == "0:42:17"
    with qtbot.waitSignal(desk.did):
        press_s(window, qtbot)
    qtbot.waitUntil(lambda: slot.held() is None)
    assert record.study.page(limit=1)[0].seconds == 42 * 60 + 17
    assert slot.start_button.isVisible()


def test_with_nothing_studied_yet_it_asks_what_for(
    slot: TimerSlot, window: QMainWindow, record: Record, qtbot
) -> None:
    press_s(window, qtbot)
    dialog = wait_for(qtbot, FormDialog)
    with qtbot.waitSignal(dialog.saved):
        dialog.save()
    qtbot.waitUntil(lambda: slot.held() is not None)
    assert record.timer.running() is not None


def test_the_key_is_a_letter_while_one_types(
    slot: TimerSlot, window: QMainWindow, record: Record, cka: int, qtbot
) -> None:
    record.study.log(StudyDraft(60, day=NOON.date(), shares=(Share(cka),)))
    line = LineField()
    slot.layout().addWidget(line)
    qtbot.waitUntil(window.isActiveWindow)
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_S)
    assert line.text() == "s"
    assert record.timer.running() is None


def test_pausing_stops_the_count_and_what_wakes_the_program(
    slot: TimerSlot, record: Record, hand: Hand, desk: Desk, qtbot
) -> None:
    with qtbot.waitSignal(desk.did):
        slot.start(TimerDraft(topic="reading"))
    qtbot.waitUntil(lambda: slot.held() is not None)
    assert slot.is_ticking()
    hand.pass_by(minutes=10)
    with qtbot.waitSignal(desk.did):
        qtbot.mouseClick(button(slot, "Pause"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not slot.is_ticking())
    hand.pass_by(minutes=30)
    slot._look()
    with qtbot.waitSignal(desk.did):
        qtbot.mouseClick(button(slot, "Resume"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(slot.is_ticking)
    assert open_dialogs(Question) == []
    hand.pass_by(minutes=5)
    slot._show_time()
    assert slot.pill.time_text() == "0:15:00"


def test_a_timer_that_another_program_starts_is_seen(
    slot: TimerSlot, record: Record, desk: Desk, tmp_path: Path, hand: Hand, qtbot
) -> None:
    record.changes_elsewhere()
    clock = Clock(now=hand.now, zone=lambda: "Europe/Prague")
    with Record.open(record.path, source="command line", clock=clock) as other:
        other.timer.start(TimerDraft(topic="from the command line"))
    changes = record.changes_elsewhere()
    assert changes is not None
    desk.tell(changes)
    qtbot.waitUntil(lambda: slot.held() is not None)
    assert slot.pill.title() == "from the command line"


def test_while_it_runs_the_journal_is_kept(
    slot: TimerSlot, record: Record, desk: Desk, qtbot
) -> None:
    with qtbot.waitSignal(desk.did):
        slot.start(TimerDraft(topic="reading"))
    qtbot.waitUntil(timer_journal(record.path).exists)
    assert record.timer.last_seen() == NOON


@pytest.mark.parametrize(
    ("key", "seconds"),
    [("B", 42 * 60), ("K", 90 * 60)],
    ids=["a break is left out", "all of it is kept"],
)
def test_after_a_crash_it_asks_and_nothing_is_added_before(
    key: str,
    seconds: int,
    window: QMainWindow,
    record: Record,
    hand: Hand,
    desk: Desk,
    qtbot,
) -> None:
    record.timer.start(TimerDraft(topic="reading"))
    hand.pass_by(minutes=42)
    record.timer.beat()
    hand.pass_by(minutes=48)
    slot = TimerSlot(desk)
    QHBoxLayout(window.centralWidget()).addWidget(slot)
    question = wait_for(qtbot, Question)
    assert "48 minutes" in question.windowTitle()
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    assert question.isVisible()
    qtbot.keyClick(question, key)
    qtbot.waitUntil(lambda: not slot._is_asking)
    held = record.timer.running()
    assert held is not None
    assert held.seconds_at(hand.at) == seconds
    slot._look()
    qtbot.waitUntil(lambda: record.timer.last_seen() == hand.at)
    assert open_dialogs(Question) == []


@pytest.mark.parametrize(("key", "logged"), [("L", [42 * 60]), ("D", [])])
def test_after_a_crash_it_can_end_where_it_was_last_seen_or_be_discarded(
    key: str,
    logged: list[int],
    window: QMainWindow,
    record: Record,
    hand: Hand,
    desk: Desk,
    qtbot,
) -> None:
    record.timer.start(TimerDraft(topic="reading"))
    hand.pass_by(minutes=42)
    record.timer.beat()
    hand.pass_by(hours=50)
    slot = TimerSlot(desk)
    QHBoxLayout(window.centralWidget()).addWidget(slot)
    qtbot.keyClick(wait_for(qtbot, Question), key)
    qtbot.waitUntil(lambda: slot.held() is None and not slot._is_asking)
    assert [row.seconds for row in record.study.page()] == logged


def test_stopping_after_more_than_twelve_hours_asks_first(
    slot: TimerSlot, record: Record, hand: Hand, desk: Desk, qtbot
) -> None:
    with qtbot.waitSignal(desk.did):
        slot.start(TimerDraft(topic="reading"))
    qtbot.waitUntil(lambda: slot.held() is not None)
    hand.pass_by(hours=13)
    slot.stop()
    question = wait_for(qtbot, Question)
    assert record.study.count() == 0
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    assert record.timer.running() is not None
    slot.stop()
    with qtbot.waitSignal(desk.did):
        qtbot.keyClick(wait_for(qtbot, Question), Qt.Key.Key_K)
    assert record.study.count() == 1


def test_a_narrow_window_shows_an_icon_with_its_time(
    slot: TimerSlot, window: QMainWindow, desk: Desk, qtbot
) -> None:
    assert slot.start_button.isVisible()
    window.resize(1000, 600)
    qtbot.waitUntil(slot.start_icon.isVisible)
    assert slot.start_icon.accessibleName() == "Start timer"
    with qtbot.waitSignal(desk.did):
        slot.start(TimerDraft(topic="reading"))
    qtbot.waitUntil(slot.pill.isVisible)
    narrow = slot.pill.sizeHint().width()
    assert not slot.stop_button.isVisible()
    window.resize(1400, 600)
    qtbot.waitUntil(slot.stop_button.isVisible)
    assert slot.pill.sizeHint().width() > narrow
