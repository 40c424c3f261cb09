"""A monkey at the window: random keys, clicks, drags and sizes on every page of a busy record.

Whatever it does, nothing may raise, freeze for long, or leave a record that its check finds fault
with. The same seed does the same.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFileDialog, QWidget

from tests.bench.watchdog import Watchdog, run_until
from tests.shots.worlds import NOW, make_world
from tracker.errors import TrackerError
from tracker.services.clock import Clock
from tracker.store.checking import check
from tracker.ui.pages import PAGES
from tracker.ui.pictures import Picture, Stage, studio

# Between two looks at the clock; a page is left after so many.
_STRETCH = 25
_SIZES = ((960, 600), (1100, 700), (1440, 900))
_KEYS = (
    *(Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space),
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home),
    *(Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Delete, Qt.Key.Key_F2),
    *(Qt.Key.Key_Backspace, Qt.Key.Key_Menu),
)
_CHORDS = (Qt.Key.Key_K, Qt.Key.Key_L, Qt.Key.Key_Z, Qt.Key.Key_Y, Qt.Key.Key_A, Qt.Key.Key_F)
_WORDS = (
    "45m CKA #lab",
    "1h30",
    "150 EUR exam",
    "<b>x</b>",
    "\u202eabc",
    "😀",
    "12.59",
    "-3",
    "é" * 40,
)
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789,.?/ "


@dataclass(slots=True)
class Told:
    """What a monkey did and what came of it."""

    events: int = 0
    longest_ms: float = 0.0
    computing_ms: float = 0.0
    at: str = ""
    by_kind: Counter[str] = field(default_factory=Counter)


def monkey(folder: Path, events: int, seed: int) -> Told:
    """Let it loose for so many `events`; raises what the window raised, or where a check fails."""
    path = make_world(folder / "monkey.cairn", "sample")
    chance, told = random.Random(seed), Told()
    begun = time.monotonic()
    clock = Clock(
        lambda: NOW + timedelta(seconds=time.monotonic() - begun), lambda: "Europe/Berlin"
    )
    with studio(path, clock) as open_studio:
        while told.events < events:
            # A window of its own now and again, so that what is left of dialogs does not pile up.
            with open_studio.standing(Picture("today", size=chance.choice(_SIZES))) as stage:
                for _page in range(2 * len(PAGES)):
                    spec = chance.choice(PAGES)
                    stage.shell.go(spec.id, chance.randint(1, 20) if spec.under else 0)
                    _stretch(stage, chance, told, f"{spec.id} with seed {seed}")
                    if told.events >= events:
                        break
    assert check(path).is_ok, f"the record is broken after seed {seed}"
    return told


def _stretch(stage: Stage, chance: random.Random, told: Told, where: str) -> None:
    watch = Watchdog()
    for _event in range(_STRETCH):
        kind = chance.choice(_DOINGS)
        watch.begin()
        kind(stage, chance)
        run_until(lambda: True, 1)
        wall, busy = watch.end()
        if busy > told.computing_ms:
            told.longest_ms, told.computing_ms = wall, busy
            told.at = f"{kind.__name__.strip('_')} on {where}"
        told.events += 1
        told.by_kind[kind.__name__.strip("_")] += 1
    # What stands open is closed by hand where the keys did not; a file dialog is the system's.
    for window in stage.windows()[1:]:
        if isinstance(window, QFileDialog) or chance.random() < 0.7:
            window.close()
    run_until(lambda: not stage.desk.tasks.is_busy(), 5)
    # A person is told that a timer has not run for a second yet; everything else is our mistake.
    for failure in stage.failures:
        if not isinstance(failure, TrackerError):
            raise failure


def _front(stage: Stage) -> QWidget:
    return QApplication.activeModalWidget() or QApplication.activePopupWidget() or stage.shell


def _target(stage: Stage, chance: random.Random) -> QWidget:
    """Something that can be seen, in what stands in front."""
    front = _front(stage)
    inside = [w for w in front.findChildren(QWidget) if w.isVisible() and not w.isWindow()]
    return chance.choice(inside) if inside else front


def _focus(stage: Stage) -> QWidget:
    return QApplication.focusWidget() or _front(stage)


def _key(stage: Stage, chance: random.Random) -> None:
    QTest.keyClick(_focus(stage), chance.choice(_KEYS))


def _chord(stage: Stage, chance: random.Random) -> None:
    modifiers = Qt.KeyboardModifier.ControlModifier
    if chance.random() < 0.3:
        modifiers |= Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(_focus(stage), chance.choice(_CHORDS), modifiers)


def _letter(stage: Stage, chance: random.Random) -> None:
    QTest.keyClicks(_focus(stage), chance.choice(_LETTERS))


def _word(stage: Stage, chance: random.Random) -> None:
    focus = _focus(stage)
    for letter in chance.choice(_WORDS):
        if letter.isascii():
            QTest.keyClicks(focus, letter)
        else:
            QApplication.clipboard().setText(letter)
            QTest.keyClick(focus, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def _click(stage: Stage, chance: random.Random) -> None:
    target = _target(stage, chance)
    button = Qt.MouseButton.LeftButton if chance.random() < 0.85 else Qt.MouseButton.RightButton
    QTest.mouseClick(target, button, pos=_point(target, chance))


def _double_click(stage: Stage, chance: random.Random) -> None:
    target = _target(stage, chance)
    QTest.mouseDClick(target, Qt.MouseButton.LeftButton, pos=_point(target, chance))


def _drag(stage: Stage, chance: random.Random) -> None:
    target = _target(stage, chance)
    if isinstance(target.parentWidget(), QAbstractItemView):
        return  # Qt's own drag of rows runs a loop of its own that waits for a real pointer
    start = _point(target, chance)
    QTest.mousePress(target, Qt.MouseButton.LeftButton, pos=start)
    for _step in range(4):
        QTest.mouseMove(target, _point(target, chance))
    QTest.mouseRelease(target, Qt.MouseButton.LeftButton, pos=_point(target, chance))


def _resize(stage: Stage, chance: random.Random) -> None:
    stage.shell.resize(*chance.choice(_SIZES))


def _point(target: QWidget, chance: random.Random) -> QPoint:
    return QPoint(
        chance.randrange(max(1, target.width())), chance.randrange(max(1, target.height()))
    )


# The keyboard is what the program is for; sizes change seldom.
_DOINGS = (
    *(_key,) * 6, *(_letter,) * 4, *(_click,) * 6, _chord, _chord, _word, _double_click, _drag,
    _resize,
)  # fmt: skip
