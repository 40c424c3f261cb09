from __future__ import annotations

import sys
from importlib.util import find_spec

from tracker.ui import warming
from tracker.ui.pages import PAGES
from tracker.ui.tasks import Tasks
from tracker.ui.warming import Warming


def test_what_is_loaded_ahead_is_there() -> None:
    for name in (*warming._OPENED, *(spec.module for spec in PAGES)):
        assert find_spec(name) is not None, name


def test_it_loads_when_the_window_first_rests(tasks: Tasks, qtbot, monkeypatch) -> None:
    monkeypatch.setattr(warming, "_OPENED", ())
    monkeypatch.delitem(sys.modules, "this", raising=False)
    waiting = Warming(tasks, ["this"], tasks)
    assert "this" not in sys.modules
    with qtbot.waitSignal(tasks.busy_changed, check_params_cb=lambda is_busy: not is_busy):
        tasks.run(lambda _job: None)
    qtbot.waitUntil(lambda: "this" in sys.modules)
    qtbot.waitUntil(lambda: not tasks.is_busy())
    assert waiting.parent() is tasks
