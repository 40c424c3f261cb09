from __future__ import annotations

import threading
from typing import Any

from PySide6.QtCore import QObject, QThread

from tracker.ui.tasks import Job, Tasks


class Listener(QObject):
    """Keeps what it is told, as a page would."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[Any] = []
        self.threads: list[bool] = []

    def hear(self, answer: object) -> None:
        self.heard.append(answer)
        self.threads.append(QThread.currentThread() is self.thread())


def test_work_is_done_elsewhere_and_its_answer_comes_home(tasks: Tasks, qtbot) -> None:
    listener = Listener()
    tasks.run(lambda _job: threading.current_thread().name, listener.hear)
    qtbot.waitUntil(lambda: bool(listener.heard))
    assert listener.heard[0].startswith("cairn-reader")
    assert listener.threads == [True]


def test_writes_are_done_one_after_another_on_one_thread(tasks: Tasks, qtbot) -> None:
    listener = Listener()
    for number in range(20):
        tasks.write(lambda _job, n=number: (n, threading.current_thread().name), listener.hear)
    qtbot.waitUntil(lambda: len(listener.heard) == 20)
    assert [n for n, _ in listener.heard] == list(range(20))
    assert len({name for _, name in listener.heard}) == 1


def test_a_newer_request_drops_the_answer_of_the_older_one(tasks: Tasks, qtbot) -> None:
    listener, go = Listener(), threading.Event()
    tasks.run(lambda _job: (go.wait(5), "old")[1], listener.hear, key="rows")
    tasks.run(lambda _job: "new", listener.hear, key="rows")
    tasks.run(lambda _job: "other", listener.hear, key="else")
    go.set()
    qtbot.waitUntil(lambda: not tasks.is_busy())
    assert sorted(listener.heard) == ["new", "other"]


def test_an_exception_comes_home_as_one(tasks: Tasks, qtbot) -> None:
    listener = Listener()
    tasks.run(lambda _job: 1 // 0, failed=listener.hear)
    qtbot.waitUntil(lambda: bool(listener.heard))
    assert isinstance(listener.heard[0], ZeroDivisionError)


def test_an_exception_that_nobody_awaits_is_not_lost(tasks: Tasks, qtbot) -> None:
    with qtbot.waitSignal(tasks.unclaimed) as told:
        tasks.run(lambda _job: 1 // 0)
    assert isinstance(told.args[0], ZeroDivisionError)


def test_a_widget_that_is_gone_hears_nothing(tasks: Tasks, qtbot) -> None:
    import shiboken6

    listener, go = Listener(), threading.Event()
    heard = listener.heard
    tasks.run(lambda _job: go.wait(5), listener.hear)
    shiboken6.delete(listener)
    go.set()
    qtbot.waitUntil(lambda: not tasks.is_busy())
    assert heard == []


def test_progress_is_told_and_a_stop_is_heard(tasks: Tasks, qtbot) -> None:
    told, listener = Listener(), Listener()
    first, go = threading.Event(), threading.Event()

    def work(job: Job) -> str:
        job.report(0.5)
        first.set()
        go.wait(5)
        job.report(0.9)
        return "never"

    job = tasks.run(work, listener.hear, listener.hear, progress=told.hear)
    qtbot.waitUntil(lambda: told.heard == [0.5])
    assert first.is_set()
    job.stop()
    go.set()
    qtbot.waitUntil(lambda: not tasks.is_busy())
    assert told.heard == [0.5]
    assert listener.heard == []


def test_busy_is_told_at_both_ends(tasks: Tasks, qtbot) -> None:
    heard: list[bool] = []
    tasks.busy_changed.connect(heard.append)
    tasks.run(lambda _job: None)
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard == [True, False]


def test_closing_finishes_what_is_to_be_written_and_leaves_no_thread(qapp) -> None:
    tasks, written, go = Tasks(), [], threading.Event()
    tasks.write(lambda _job: go.wait(5))
    for number in range(5):
        tasks.write(lambda _job, n=number: written.append(n))
    go.set()
    tasks.close()
    assert written == list(range(5))
    assert not [t for t in threading.enumerate() if t.name.startswith("cairn-")]
    assert tasks.run(lambda _job: written.append("late")).is_stopped()
    assert written == list(range(5))


def test_what_is_done_in_turns_leaves_the_loop_its_turn(tasks: Tasks, qtbot) -> None:
    done: list[str] = []
    tasks.in_turns([lambda: done.append("one"), lambda: done.append("two")])
    assert done == ["one"], "the first is there at once"
    assert tasks.is_busy()
    qtbot.waitUntil(lambda: not tasks.is_busy())
    assert done == ["one", "two"]


def test_a_newer_row_of_turns_drops_what_is_left_of_the_older(tasks: Tasks, qtbot) -> None:
    done: list[str] = []
    tasks.in_turns([lambda: done.append("old"), lambda: done.append("late")], key="cards")
    tasks.in_turns([lambda: done.append("new")], key="cards")
    qtbot.waitUntil(lambda: not tasks.is_busy())
    assert done == ["old", "new"]
