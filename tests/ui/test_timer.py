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
from tracker.ui.dialogs.splitting import SplitDialog
from tracker.ui.dialogs.starting import StartDialog
from tracker.ui.forms.dialog import FormDialog
from tracker.ui.parts.fields import LineField
from tracker.ui.timer.hand import LIMIT_SETTING
from tracker.ui.timer.senses import Senses
from tracker.ui.timer.slot import TimerSlot
from tracker.ui.timer.starting import StartPicker

# Lists that open under a button take the keyboard; off screen there is none to take.
pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)

NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


class Hand:
    """A clock that a test puts forward."""

    def __init__(self) -> None:
        self.at = NOON
        self.slept = 0.0
        self.clock_moved = 0.0

    def now(self) -> datetime:
        return self.at

    def pass_by(self, **time: float) -> None:
        self.at += timedelta(**time)


class Felt(Senses):
    """Senses whose clocks go with a hand, and whose idle time a test sets."""

    def __init__(self, hand: Hand) -> None:
        super().__init__()
        self._hand = hand
        self.moved_at: datetime | None = None

    def begin(self) -> None:
        """Nothing of the desktop is felt."""

    def ask(self) -> None:
        self.told.emit()

    def idle(self) -> float | None:
        return None if self.moved_at is None else (self._hand.at - self.moved_at).total_seconds()

    def clocks(self) -> tuple[float, float | None]:
        passed = (self._hand.at - NOON).total_seconds() - self._hand.clock_moved
        return passed - self._hand.slept, passed


@pytest.fixture
def hand() -> Hand:
    return Hand()


def study(slot: TimerSlot, hand: Hand, **time: float) -> None:
    """Time passes while the window looks now and then."""
    whole = timedelta(**time)
    for _step in range(int(whole.total_seconds() // 60)):
        hand.pass_by(minutes=1)
        slot.hand.look()
    hand.pass_by(seconds=whole.total_seconds() % 60)
    slot.hand.look()


@pytest.fixture
def felt(hand: Hand) -> Felt:
    return Felt(hand)


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
def slot(window: QMainWindow, desk: Desk, felt: Felt) -> TimerSlot:
    made = TimerSlot(desk, senses=felt)
    QHBoxLayout(window.centralWidget()).addWidget(made)
    window.activateWindow()
    return made


def press_s(window: QMainWindow, qtbot) -> None:
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_S)


def test_one_key_twice_starts_for_what_was_studied_last_and_once_more_stops_and_logs(
    slot: TimerSlot, window: QMainWindow, cka: int, record: Record, hand: Hand, desk: Desk, qtbot
) -> None:
    record.study.log(StudyDraft(60, day=NOON.date(), shares=(Share(cka),), activity="lab"))
    press_s(window, qtbot)
    qtbot.waitUntil(lambda: slot.picker() is not None)
    picker = slot.picker()
    assert isinstance(picker, StartPicker)
    assert picker.words()[0] == "CKA · lab"
    with qtbot.waitSignal(desk.did):
        qtbot.keyClick(picker, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: slot.held() is not None)
    assert slot.pill.title() == "CKA · lab"
    study(slot, hand, minutes=42, seconds=17)
    slot._show_time()
    assert slot.pill.time_text() == "0:42:17"
    with qtbot.waitSignal(desk.did):
        press_s(window, qtbot)
    qtbot.waitUntil(lambda: slot.held() is None)
    assert record.study.page(limit=1)[0].seconds == 42 * 60 + 17
    assert slot.start_button.isVisible()


def test_something_else_asks_what_for(
    slot: TimerSlot, window: QMainWindow, record: Record, qtbot
) -> None:
    press_s(window, qtbot)
    qtbot.waitUntil(lambda: slot.picker() is not None)
    picker = slot.picker()
    assert isinstance(picker, StartPicker)
    assert picker.words() == ["CKA"]
    qtbot.keyClick(picker, Qt.Key.Key_Up)
    qtbot.keyClick(picker, Qt.Key.Key_Return)
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
    study(slot, hand, minutes=10)
    with qtbot.waitSignal(desk.did):
        qtbot.mouseClick(button(slot, "Pause"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not slot.is_ticking())
    hand.pass_by(minutes=30)
    slot.hand.look()
    with qtbot.waitSignal(desk.did):
        qtbot.mouseClick(button(slot, "Resume"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(slot.is_ticking)
    assert open_dialogs(Question) == []
    study(slot, hand, minutes=5)
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
    felt: Felt,
    desk: Desk,
    qtbot,
) -> None:
    record.timer.start(TimerDraft(topic="reading"))
    hand.pass_by(minutes=42)
    record.timer.beat()
    hand.pass_by(minutes=48)
    slot = TimerSlot(desk, senses=felt)
    QHBoxLayout(window.centralWidget()).addWidget(slot)
    question = wait_for(qtbot, Question)
    assert "48 minutes" in question.windowTitle()
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    assert question.isVisible()
    qtbot.keyClick(question, key)
    qtbot.waitUntil(lambda: not slot.asker.is_asking())
    held = record.timer.running()
    assert held is not None
    assert held.seconds_at(hand.at) == seconds
    slot.hand.look()
    qtbot.waitUntil(lambda: record.timer.last_seen() == hand.at)
    assert open_dialogs(Question) == []


@pytest.mark.parametrize(("key", "logged"), [("L", [42 * 60]), ("D", [])])
def test_after_a_crash_it_can_end_where_it_was_last_seen_or_be_discarded(
    key: str,
    logged: list[int],
    window: QMainWindow,
    record: Record,
    hand: Hand,
    felt: Felt,
    desk: Desk,
    qtbot,
) -> None:
    record.timer.start(TimerDraft(topic="reading"))
    hand.pass_by(minutes=42)
    record.timer.beat()
    hand.pass_by(hours=50)
    slot = TimerSlot(desk, senses=felt)
    QHBoxLayout(window.centralWidget()).addWidget(slot)
    qtbot.keyClick(wait_for(qtbot, Question), key)
    qtbot.waitUntil(lambda: slot.held() is None and not slot.asker.is_asking())
    assert [row.seconds for row in record.study.page()] == logged


def test_stopping_after_more_than_twelve_hours_asks_first(
    slot: TimerSlot, record: Record, hand: Hand, desk: Desk, qtbot
) -> None:
    with qtbot.waitSignal(desk.did):
        slot.start(TimerDraft(topic="reading"))
    qtbot.waitUntil(lambda: slot.held() is not None)
    desk.settings.set(LIMIT_SETTING, 0)
    study(slot, hand, hours=13)
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


def started(slot: TimerSlot, qtbot) -> TimerSlot:
    slot.hand.start(TimerDraft(topic="reading", activity="lab"))
    qtbot.waitUntil(lambda: slot.held() is not None and not slot.hand.is_busy())
    return slot


def leave(slot: TimerSlot, hand: Hand, felt: Felt, minutes: float) -> None:
    """Go away from the keyboard and come back."""
    felt.moved_at = hand.at
    study(slot, hand, minutes=minutes)
    felt.moved_at = hand.at
    slot.hand.look()


def test_who_comes_back_is_asked_and_the_time_stands_still_until_they_answer(
    slot: TimerSlot, record: Record, hand: Hand, felt: Felt, qtbot
) -> None:
    started(slot, qtbot)
    study(slot, hand, minutes=42)
    leave(slot, hand, felt, 48)
    question = wait_for(qtbot, Question)
    assert question.windowTitle() == "You were away for 48 minutes"
    assert "Nothing is added until you say so." in question.accessibleDescription()
    assert slot.pill.time_text() == "0:42:00"
    qtbot.keyClick(question, Qt.Key.Key_B)
    qtbot.waitUntil(lambda: not slot.asker.is_asking())
    held = record.timer.running()
    assert held is not None
    assert held.seconds_at(hand.at) == 42 * 60
    assert slot.pill.time_text() == "0:42:00"


def test_two_absences_are_asked_one_after_the_other(
    slot: TimerSlot, record: Record, hand: Hand, felt: Felt, qtbot
) -> None:
    started(slot, qtbot)
    leave(slot, hand, felt, 15)
    felt.moved_at = None
    study(slot, hand, minutes=10)
    leave(slot, hand, felt, 20)
    qtbot.waitUntil(lambda: "15" in wait_for(qtbot, Question).windowTitle())
    qtbot.keyClick(wait_for(qtbot, Question), Qt.Key.Key_B)
    qtbot.waitUntil(
        lambda: [one for one in open_dialogs(Question) if "20" in one.windowTitle()] != []
    )
    qtbot.keyClick(wait_for(qtbot, Question), Qt.Key.Key_K)
    qtbot.waitUntil(lambda: not slot.asker.is_asking())
    assert slot.hand.seconds() == 30 * 60


def test_a_question_goes_when_the_timer_is_stopped_elsewhere(
    slot: TimerSlot, record: Record, hand: Hand, felt: Felt, desk: Desk, qtbot
) -> None:
    started(slot, qtbot)
    leave(slot, hand, felt, 30)
    wait_for(qtbot, Question)
    record.changes_elsewhere()
    clock = Clock(now=hand.now, zone=lambda: "Europe/Prague")
    with Record.open(record.path, source="command line", clock=clock) as other:
        other.timer.stop(at=NOON + timedelta(minutes=5))
    desk.tell(record.changes_elsewhere())
    qtbot.waitUntil(lambda: slot.held() is None and open_dialogs(Question) == [])
    assert not slot.asker.is_asking()
    assert [row.seconds for row in record.study.page()] == [300]


def test_stopping_while_something_is_open_asks_first(
    slot: TimerSlot, record: Record, hand: Hand, qtbot, desk: Desk
) -> None:
    desk.settings.set(LIMIT_SETTING, 60)
    started(slot, qtbot)
    with qtbot.waitSignal(desk.said) as said:
        study(slot, hand, minutes=90)
    assert "Still studying" in said.args[0]
    assert open_dialogs(Question) == []
    assert slot.pill.time_text() == "1:00:00"
    slot.stop()
    question = wait_for(qtbot, Question)
    assert record.study.count() == 0
    qtbot.keyClick(question, Qt.Key.Key_L)
    qtbot.waitUntil(lambda: slot.held() is None)
    assert [row.seconds for row in record.study.page()] == [3600]


def test_the_question_of_the_limit_can_wait(slot: TimerSlot, hand: Hand, qtbot, desk: Desk) -> None:
    desk.settings.set(LIMIT_SETTING, 60)
    started(slot, qtbot)
    study(slot, hand, minutes=90)
    slot.answer()
    qtbot.keyClick(wait_for(qtbot, Question), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: open_dialogs(Question) == [])
    assert slot.pill.time_text() == "1:00:00"
    slot.answer()
    qtbot.keyClick(wait_for(qtbot, Question), Qt.Key.Key_K)
    qtbot.waitUntil(lambda: not slot.asker.is_asking())
    assert slot.hand.seconds() == 90 * 60


@pytest.mark.parametrize(
    ("order", "minutes", "studied"), [("first", 12, 12), ("last", 12, 36)], ids=["first", "last"]
)
def test_an_absence_is_split_by_keyboard(
    order: str,
    minutes: int,
    studied: int,
    slot: TimerSlot,
    record: Record,
    hand: Hand,
    felt: Felt,
    qtbot,
) -> None:
    started(slot, qtbot)
    study(slot, hand, minutes=42)
    leave(slot, hand, felt, 48)
    qtbot.keyClick(wait_for(qtbot, Question), Qt.Key.Key_P)
    split = wait_for(qtbot, SplitDialog)
    qtbot.keyClick(split.bar, Qt.Key.Key_Home)
    assert split.studied() == 0
    split.length.setFocus()
    split.length.selectAll()
    qtbot.keyClicks(split.length, f"{minutes if order == 'first' else studied}m")
    if order == "last":
        split.order.pick("last")
        split.order.chosen.emit("last")
    assert split.studied() == studied
    split.time.setFocus()
    assert split.time.text() == "12:54"
    split.accept()
    qtbot.waitUntil(lambda: not slot.asker.is_asking())
    held = record.timer.running()
    assert held is not None
    assert held.seconds_at(hand.at) == (42 + studied) * 60
    assert slot.hand.questions() == ()


def test_a_split_by_the_time_on_the_clock_and_back_again(
    slot: TimerSlot, hand: Hand, felt: Felt, qtbot
) -> None:
    started(slot, qtbot)
    study(slot, hand, minutes=42)
    leave(slot, hand, felt, 48)
    qtbot.keyClick(wait_for(qtbot, Question), Qt.Key.Key_P)
    split = wait_for(qtbot, SplitDialog)
    split.time.selectAll()
    qtbot.keyClicks(split.time, "13:00")
    assert split.studied() == 18
    split.time.selectAll()
    qtbot.keyClicks(split.time, "15:00")
    assert split.time.property("problem")
    split.accept()
    assert split.isVisible()
    qtbot.keyClick(split, Qt.Key.Key_Escape)
    question = wait_for(qtbot, Question)
    assert "48" in question.windowTitle()
    qtbot.keyClick(question, Qt.Key.Key_K)
    qtbot.waitUntil(lambda: not slot.asker.is_asking())
    assert slot.hand.seconds() == 90 * 60


def test_a_clock_that_was_changed_is_asked_about_in_its_own_words(
    slot: TimerSlot, record: Record, hand: Hand, qtbot
) -> None:
    started(slot, qtbot)
    study(slot, hand, minutes=30)
    hand.pass_by(hours=2)
    hand.clock_moved = 7200
    slot.hand.look()
    question = wait_for(qtbot, Question)
    assert question.windowTitle() == "The clock was put forward by 2 h"
    assert slot.pill.time_text() == "0:30:00"
    qtbot.keyClick(question, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: not slot.asker.is_asking())
    held = record.timer.running()
    assert held is not None
    assert held.seconds_at(hand.at) == 30 * 60


def test_nothing_wakes_the_program_where_no_timer_runs(
    slot: TimerSlot, hand: Hand, desk: Desk, qtbot
) -> None:
    qtbot.waitUntil(lambda: not desk.tasks.is_busy())
    assert not slot.hand.is_awake()
    started(slot, qtbot)
    assert slot.hand.is_awake()
    hand.pass_by(minutes=1)
    slot.stop()
    qtbot.waitUntil(lambda: slot.held() is None)
    assert not slot.hand.is_awake()


def test_the_timer_started_earlier(
    slot: TimerSlot, record: Record, hand: Hand, desk: Desk, qtbot
) -> None:
    started(slot, qtbot)
    study(slot, hand, minutes=5)
    slot.start_earlier()
    dialog = wait_for(qtbot, StartDialog)
    qtbot.mouseClick(button(dialog, "10 m earlier"), Qt.MouseButton.LeftButton)
    assert dialog.time.text() == "11:50"
    with qtbot.waitSignal(desk.did):
        dialog.accept()
    held = record.timer.running()
    assert held is not None
    assert held.seconds_at(hand.at) == 15 * 60
