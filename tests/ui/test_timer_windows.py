"""The small window, the tray's menu, and leaving with a running timer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication

from tests.ui.windows import button, open_dialogs, wait_for
from tracker.domain.changes import Kind
from tracker.domain.credentials import CredentialDraft
from tracker.domain.study import Share, StudyDraft, TimerDraft
from tracker.record import Record
from tracker.settings import WindowSettings
from tracker.ui import commands
from tracker.ui.dialogs.question import Question
from tracker.ui.problems import Problems
from tracker.ui.start import Session
from tracker.ui.theme import ThemeWatcher
from tracker.ui.timer.leaving import Leaving
from tracker.ui.timer.mini import MiniTimer, open_mini
from tracker.ui.timer.slot import TimerSlot


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A record with a timer that runs since a minute ago."""
    made = tmp_path / "record.cairn"
    with Record.open(made) as record:
        cka = record.credentials.add(CredentialDraft("Kubernetes", short_title="CKA"))
        shares = (Share(cka.only_id(Kind.CREDENTIAL)),)
        today = record.ground.today()
        record.study.log(StudyDraft(60, day=today, shares=shares, activity="lab"))
        record.timer.start(TimerDraft(shares=shares, activity="lab"))
        now = record.ground.clock.now()
        record.timer.move_start(now.replace(second=0) - (now - now.replace(second=0)))
    return made


@pytest.fixture
def session(path: Path, look: ThemeWatcher, tmp_path: Path, qtbot) -> Iterator[Session]:
    made = Session(path, look, Problems(), WindowSettings(tmp_path / "window.json"))
    qtbot.addWidget(made.shell)
    with qtbot.waitSignal(made.opened):
        made.begin()
    qtbot.waitUntil(lambda: slot_of(made).held() is not None)
    yield made
    made.end()


def slot_of(session: Session) -> TimerSlot:
    assert session.desk is not None
    slot = commands.timer_of(session.desk)
    assert slot is not None
    return slot


def leaving_of(session: Session) -> Leaving:
    leaving = session.findChild(Leaving)
    assert isinstance(leaving, Leaving)
    return leaving


def mini_of(session: Session) -> MiniTimer:
    assert session.desk is not None
    return open_mini(session.desk, slot_of(session))


def sessions_of(path: Path) -> int:
    with Record.open(path) as record:
        return record.study.count()


def runs(path: Path) -> bool:
    with Record.open(path) as record:
        return record.timer.running() is not None


def test_closing_with_a_running_timer_asks_and_escape_goes_back(session: Session, qtbot) -> None:
    session.shell.close()
    question = wait_for(qtbot, Question)
    assert question.windowTitle() == "The timer is running"
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    assert session.shell.isVisible()
    session.shell.close()
    wait_for(qtbot, Question)


@pytest.mark.parametrize(
    ("key", "is_running", "count"), [("K", True, 1), ("L", False, 2), ("D", False, 1)]
)
def test_leaving_keeps_the_timer_or_logs_it_or_discards_it(
    key: str, is_running: bool, count: int, session: Session, path: Path, qtbot
) -> None:
    session.shell.close()
    qtbot.keyClick(wait_for(qtbot, Question), key)
    qtbot.waitUntil(lambda: not session.shell.isVisible())
    assert (runs(path), sessions_of(path)) == (is_running, count)


def test_at_the_end_of_the_desktops_session_nothing_is_asked_and_nothing_lost(
    session: Session, path: Path, qtbot
) -> None:
    leaving_of(session).session_ends()
    session.shell.close()
    assert open_dialogs(Question) == []
    assert not session.shell.isVisible()
    with Record.open(path) as record:
        assert record.timer.running() is not None
        assert record.timer.last_seen() is not None


def test_without_a_timer_the_window_just_closes(session: Session, qtbot) -> None:
    slot_of(session).discard()
    qtbot.waitUntil(lambda: slot_of(session).held() is None)
    session.shell.close()
    assert not session.shell.isVisible()


def test_the_small_window_shows_and_does_what_the_large_one_does(session: Session, qtbot) -> None:
    mini = mini_of(session)
    assert mini.isVisible()
    assert mini.title.text() == "CKA · lab"
    qtbot.mouseClick(mini.pause_button, Qt.MouseButton.LeftButton)
    hand = slot_of(session).hand
    qtbot.waitUntil(lambda: not hand.is_counting() and not hand.is_busy())
    assert mini.pause_button.accessibleName() == "Resume"
    assert mini.face.text() == slot_of(session).pill.time_text()
    assert mini.face.accessibleName().startswith("Paused at")
    qtbot.keyClick(mini, Qt.Key.Key_P)
    qtbot.waitUntil(lambda: hand.is_counting() and not hand.is_busy())
    qtbot.mouseClick(mini.stop_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: hand.held() is None and not hand.is_busy())
    assert mini.title.text() == "No timer is running"
    assert not mini.note.isVisible()
    qtbot.mouseClick(mini.start_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: slot_of(session).held() is not None)
    assert mini.title.text() == "CKA · lab"


def test_a_note_and_a_tag_are_written_in_passing(session: Session, qtbot) -> None:
    mini = mini_of(session)
    qtbot.keyClicks(mini.note, "chapter 3 #hard")
    qtbot.keyClick(mini.note, Qt.Key.Key_Return)

    def noted() -> bool:
        held = slot_of(session).held()
        return held is not None and (held.note, held.tags) == ("chapter 3", ("hard",))

    qtbot.waitUntil(noted)
    assert mini.note.text() == ""


def test_letters_in_its_note_do_nothing_to_the_timer(session: Session, qtbot) -> None:
    mini = mini_of(session)
    qtbot.keyClicks(mini.note, "sp")
    assert mini.note.text() == "sp"
    assert slot_of(session).hand.is_counting()


def test_there_is_one_small_window_and_escape_closes_it(session: Session, qtbot) -> None:
    mini = mini_of(session)
    assert mini_of(session) is mini
    gone = mini.destroyed
    with qtbot.waitSignal(gone):
        qtbot.keyClick(mini, Qt.Key.Key_Escape)
    assert slot_of(session).mini is None
    assert slot_of(session).held() is not None
    assert session.shell.isVisible()


def test_it_comes_back_where_it_was_and_always_onto_a_screen(session: Session, qtbot) -> None:
    mini = mini_of(session)
    mini.move(QPoint(123, 77))
    with qtbot.waitSignal(mini.destroyed):
        mini.close()
    again = mini_of(session)
    assert again.pos() == QPoint(123, 77)
    with qtbot.waitSignal(again.destroyed):
        again.close()
    assert session.desk is not None
    session.desk.settings.set("timer_window", [90_000, -4000])
    back = mini_of(session)
    room = QGuiApplication.primaryScreen().availableGeometry()
    assert room.contains(QRect(back.pos(), back.size()))


def test_its_time_is_told_by_the_minute_and_not_by_the_second(session: Session, qtbot) -> None:
    face = mini_of(session).face
    names = []
    for seconds in range(60, 181):
        face.show_seconds(seconds)
        names.append(face.accessibleName())
    assert len(set(names)) == 3
    assert names[-1] == "Time studied: 3 m"


def test_the_menu_of_the_tray_follows_the_timer(session: Session, qtbot) -> None:
    tray = leaving_of(session).tray

    def texts() -> list[str]:
        return [one.text() for one in tray.menu.actions() if not one.isSeparator()]

    assert texts() == [
        *("CKA · lab", "Pause", "Stop && log"),
        *("Small timer window", "Open Cairn", "Quit"),
    ]
    assert tray.words().startswith("CKA · lab: ")
    slot_of(session).pause()
    qtbot.waitUntil(lambda: "Resume" in texts())
    assert "paused" in tray.words()
    slot_of(session).discard()
    hand = slot_of(session).hand
    qtbot.waitUntil(lambda: "Start: CKA · lab" in texts() and not hand.is_busy())
    assert texts()[0] == "Continue the last study"
    assert tray.words() == "Cairn: no timer is running"
    next(one for one in tray.menu.actions() if one.text() == "Start: CKA · lab").trigger()
    qtbot.waitUntil(lambda: slot_of(session).held() is not None)


def test_foreign_words_are_no_markup_in_the_trays_tooltip(session: Session, qtbot) -> None:
    slot_of(session).discard()
    hand = slot_of(session).hand
    qtbot.waitUntil(lambda: hand.held() is None and not hand.is_busy())
    slot_of(session).hand.start(TimerDraft(topic="<img src='file:///x'>&amp;"))
    qtbot.waitUntil(lambda: slot_of(session).held() is not None)
    words = leaving_of(session).tray.words()
    assert "<" not in words
    assert "&" not in words


def test_quitting_from_the_tray_asks_like_closing(session: Session, qtbot) -> None:
    leaving_of(session).quit()
    question = wait_for(qtbot, Question)
    qtbot.keyClick(question, "K")
    qtbot.waitUntil(lambda: not session.shell.isVisible())


def test_the_settings_of_the_timer_hold_at_once(session: Session, qtbot) -> None:
    session.shell.go("settings")
    page = session.shell.page("settings")
    assert page is not None
    card = page.timer_card
    assert card.idle.current() == "10"
    assert card.limit.current() == "180"
    card.idle.pick("30")
    card.idle.chosen.emit("30")
    card.limit.chosen.emit("0")
    rules = slot_of(session).hand.rules()
    assert (rules.idle_after, rules.limit) == (1800, 0)
    assert button(card, "Small timer window")
