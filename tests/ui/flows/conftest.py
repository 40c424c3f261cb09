"""The whole window on a real record, driven by keys alone.

`Keys` presses keys where the keyboard is, as the desktop would, and looks where it went. It calls
no method of the program and sends no signal: what a test does here a person can do without a
mouse.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QKeyCombination, QLocale
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.test_timer import Felt, Hand
from tracker.record import Record
from tracker.services.clock import Clock
from tracker.settings import WindowSettings
from tracker.ui.desk import Desk
from tracker.ui.pages import PAGES, SlotSpec
from tracker.ui.shell import Shell
from tracker.ui.tasks import Tasks
from tracker.ui.theme import ThemeWatcher
from tracker.ui.timer.slot import TimerSlot

PRAGUE = "Europe/Prague"
# Monday, 12:00 in Prague.
NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
# More stops than any page has.
_MOST_STOPS = 160
_hands: list[Hand] = []


class FeltTimer(TimerSlot):
    """The timer of the top bar, whose senses go with the clock of the test."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, senses=Felt(_hands[-1]))


SLOTS = (
    SlotSpec("line", "tracker.ui.oneline.slot:OneLine", stretch=1, least=320),
    SlotSpec("timer", f"{__name__}:FeltTimer"),
    SlotSpec("bell", "tracker.ui.reminding.bell:Bell"),
)


def name_of(widget: QWidget | None) -> str:
    """What a person hears where the keyboard is."""
    if widget is None:
        return ""
    text = widget.property("text")
    return widget.accessibleName() or (text if isinstance(text, str) else "")


class Keys:
    """A keyboard."""

    def __init__(self, bot: QtBot, tasks: Tasks) -> None:
        self._bot, self._tasks = bot, tasks

    def where(self) -> QWidget:
        """What takes the next key."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            return popup
        window = QApplication.activeModalWidget() or next(
            one
            for one in QApplication.topLevelWidgets()
            if isinstance(one, QMainWindow) and one.isVisible()
        )
        # What every window manager does and no platform off screen: a window that opens has the
        # keyboard, and when it closes the one below has it again.
        if not window.isActiveWindow():
            window.activateWindow()
            QApplication.processEvents()
        return window.focusWidget() or window

    def press(self, *keys: str) -> Keys:
        """Press keys by their names: `Ctrl+K`, `Tab`, `Down`, `S`."""
        for name in keys:
            both: QKeyCombination = QKeySequence(name)[0]
            QTest.keyClick(self.where(), both.key(), both.keyboardModifiers())
        return self

    def type(self, text: str) -> Keys:
        """Type a text, letter by letter."""
        for letter in text:
            QTest.keyClicks(self.where(), letter)
        return self

    def settle(self) -> Keys:
        """Wait until nothing is under way."""
        self._bot.waitUntil(lambda: not self._tasks.is_busy())
        QApplication.processEvents()
        self._bot.waitUntil(lambda: not self._tasks.is_busy())
        return self

    def sees(self, told: Callable[[], object]) -> Keys:
        """Wait until something is so."""
        self._bot.waitUntil(lambda: bool(told()))
        return self.settle()

    def reach(self, name: str, key: str = "Tab") -> Keys:
        """Press Tab until the keyboard is at what is called `name`, or begins so."""
        stops = []
        for _stop in range(_MOST_STOPS):
            here = name_of(self.where())
            if here == name or here.startswith((f"{name},", f"{name} (")):
                return self
            stops.append(here)
            self.press(key)
            QApplication.processEvents()
        pytest.fail(f"Tab never came to «{name}», only to {list(dict.fromkeys(stops))}")

    def pick(self, *words: str) -> Keys:
        """Choose in the menu that is open: the entry of these words, through submenus."""
        for word in words:
            self._bot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
            seen = []
            for _entry in range(60):
                self.press("Down")
                menu = QApplication.activePopupWidget()
                assert isinstance(menu, QMenu)
                active = menu.activeAction()
                seen.append("" if active is None else active.text())
                if seen[-1].replace("&", "") == word:
                    break
            else:
                pytest.fail(f"The menu has no «{word}», only {list(dict.fromkeys(seen))}")
            self.press("Return")
        return self.settle()

    def do(self, words: str) -> Keys:
        """Find an action, a page or a credential in the command palette, and do it."""
        self.press("Ctrl+K").settle()
        self.type(words).settle()
        return self.press("Return").settle()

    def dialog(self, title: str) -> Keys:
        """Wait until a dialog of this title has the keyboard."""

        self._bot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
        shown = QApplication.activeModalWidget()
        assert shown is not None
        assert shown.windowTitle() == title
        self.where()
        return self

    def fill(self, **fields: str) -> Keys:
        """Type into the fields of the form by their labels (`_` for a space), then save it."""
        for label, text in fields.items():
            self.reach(label.replace("_", " ")).type(text)
        return self.save()

    def save(self) -> Keys:
        """Save the form and wait until it is gone."""
        form = QApplication.activeModalWidget()
        self.press("Ctrl+Return")
        self._bot.waitUntil(lambda: QApplication.activeModalWidget() is not form)
        return self.settle()


@pytest.fixture
def hand() -> Iterator[Hand]:
    """The clock of the record and of the timer's senses."""
    made = Hand()
    made.at = NOON
    _hands.append(made)
    yield made
    _hands.remove(made)


@pytest.fixture
def record(tmp_path: Path, hand: Hand) -> Iterator[Record]:
    """An empty record on a Monday at noon."""
    clock = Clock(now=hand.now, zone=lambda: PRAGUE)
    with Record.open(tmp_path / "record.cairn", clock=clock) as opened:
        yield opened


@pytest.fixture(autouse=True)
def british() -> Iterator[None]:
    """Numbers and days as they are written in Britain."""
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def window(
    record: Record, tasks: Tasks, look: ThemeWatcher, tmp_path: Path, qtbot: QtBot
) -> Iterator[Shell]:
    """The window, open on the record and with the keyboard in it."""
    desk = Desk(record, tasks, look, WindowSettings(tmp_path / "window.json"))
    desk.failed.connect(lambda error: pytest.fail(repr(error)))
    shell = Shell(PAGES, SLOTS)
    qtbot.addWidget(shell)
    shell.resize(1440, 900)
    shell.show()
    shell.open(desk)
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    qtbot.waitUntil(lambda: not tasks.is_busy())
    yield shell
    qtbot.waitUntil(lambda: not tasks.is_busy())


@pytest.fixture
def keys(window: Shell, qtbot: QtBot, tasks: Tasks) -> Keys:
    """The keyboard of that window."""
    return Keys(qtbot, tasks)
