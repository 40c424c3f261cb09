"""Wherever the keyboard goes, it can be seen: each thing that takes it looks different with it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from tracker.record import Record
from tracker.services import sample_world
from tracker.settings import WindowSettings
from tracker.ui.desk import Desk
from tracker.ui.pages import PAGES
from tracker.ui.shell import Shell

# A ring may lie this far outside of what it is around.
_RING = 4


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory):
    with Record.open(tmp_path_factory.mktemp("sample") / "sample.cairn") as made:
        sample_world.build(made, date(2026, 11, 25))
        yield made


@pytest.fixture
def shell(sample: Record, tasks, look, tmp_path: Path, qtbot) -> Shell:
    made = Shell()
    qtbot.addWidget(made)
    # So tall that nothing has to be scrolled to.
    made.resize(1440, 4200)
    made.show()
    made.open(Desk(sample, tasks, look, WindowSettings(tmp_path / "window.json")))
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def reached(root: QWidget) -> list[QWidget]:
    """What the Tab key reaches."""
    return [
        one
        for one in root.findChildren(QWidget)
        if one.isVisible()
        and one.isEnabled()
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.focusProxy() is None
    ]


def picture(window: QWidget, widget: QWidget) -> QImage:
    place = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    return window.grab(place.adjusted(-_RING, -_RING, _RING, _RING)).toImage()


@pytest.mark.parametrize("spec", PAGES, ids=lambda spec: spec.id)
def test_the_keyboard_can_be_seen_wherever_it_goes(shell: Shell, spec, qtbot) -> None:
    shell.go(spec.id, 1 if spec.under else 0)
    page = shell.page(spec.id)
    tasks = shell._desk.tasks
    is_filled = getattr(page, "is_filled", lambda: True)
    qtbot.waitUntil(lambda: not tasks.is_busy() and page.isVisible() and is_filled())
    found = unseen(shell, reached(shell), qtbot)
    assert not found, "\n".join(found)


def test_something_that_hides_the_keyboard_is_found(shell: Shell, qtbot) -> None:
    bare = QWidget(shell)
    bare.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    bare.setAccessibleName("bare")
    bare.setGeometry(300, 300, 40, 40)
    bare.show()
    assert unseen(shell, [bare], qtbot) == ["QWidget «bare»"]


def unseen(shell: Shell, widgets: list[QWidget], qtbot) -> list[str]:
    """Which of `widgets` look the same with the keyboard and without it."""
    found = []
    for widget in widgets:
        elsewhere = next(one for one in shell._sidebar._entries if one is not widget)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        if not widget.hasFocus():
            continue
        with_it = picture(shell, widget)
        elsewhere.setFocus(Qt.FocusReason.TabFocusReason)
        without = picture(shell, widget)
        is_empty = isinstance(widget, QAbstractScrollArea) and not widget.viewport().height()
        if with_it == without and not is_empty:
            found.append(f"{type(widget).__name__} «{widget.accessibleName()}»")
    return found
