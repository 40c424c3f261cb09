"""Work beside the window: one thread writes, a few read, one draws; answers on the GUI thread.

`run`, `write` and `draw` give work to a thread; the work is handed a `Job`, touches no widget and
returns a plain value. Its answer comes back through one queued signal, so `done` and `failed`
always run on the GUI thread, and never for a widget that is gone.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

T = TypeVar("T")

Work = Callable[["Job"], T]
Done = Callable[[T], object]
Failed = Callable[[BaseException], object]
Progress = Callable[[float | None], object]

# Two readers: one for the page in sight, one for what the person types meanwhile. More would
# only wait for the same disk.
_READERS = 2


class Stopped(Exception):  # noqa: N818 - it is no error
    """The work was asked to end and did; neither `done` nor `failed` hears of it."""


class Job:
    """One piece of work under way: whether it is to end, and how far it is."""

    def __init__(self, key: Hashable, tell: Callable[[Job, float | None], None]) -> None:
        """Made by `Tasks`."""
        self.key = key
        self._tell = tell
        self._stop = threading.Event()

    def stop(self) -> None:
        """Ask the work to end; its answer is dropped, even if it comes after all."""
        self._stop.set()

    def is_stopped(self) -> bool:
        """Whether the work is to end."""
        return self._stop.is_set()

    def report(self, fraction: float | None) -> None:
        """Say how far the work is (0–1, None for «unknown»), and end it here where it shall."""
        if self.is_stopped():
            raise Stopped
        self._tell(self, fraction)


@dataclass(slots=True)
class _Order:
    """What is to be done with an answer."""

    job: Job
    done: Done[Any] | None
    failed: Failed | None
    progress: Progress | None
    future: Future[Any] | None = field(default=None)


class Tasks(QObject):
    """The threads of one window. Call `close` before the record is closed."""

    busy_changed = Signal(bool)
    unclaimed = Signal(object)
    _answered = Signal(object, object, object)
    _progressed = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        """`unclaimed` carries an exception of work that named no `failed`."""
        super().__init__(parent)
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="cairn-writer")
        self._readers = ThreadPoolExecutor(_READERS, thread_name_prefix="cairn-reader")
        # One picture after another: they would only wait for each other, and for the first import.
        self._painter = ThreadPoolExecutor(1, thread_name_prefix="cairn-painter")
        self._orders: dict[Job, _Order] = {}
        self._latest: dict[Hashable, Job] = {}
        self._is_closed = False
        queued = Qt.ConnectionType.QueuedConnection
        self._answered.connect(self._deliver, queued)
        self._progressed.connect(self._deliver_progress, queued)

    def run(
        self,
        work: Work[T],
        done: Done[T] | None = None,
        failed: Failed | None = None,
        *,
        key: Hashable = None,
        progress: Progress | None = None,
    ) -> Job:
        """Do `work` on a reader; with a `key`, a newer request drops the older one's answer."""
        return self._submit(self._readers, work, done, failed, key, progress)

    def write(
        self,
        work: Work[T],
        done: Done[T] | None = None,
        failed: Failed | None = None,
        *,
        progress: Progress | None = None,
    ) -> Job:
        """Do `work` on the one thread that writes, in the order in which it was asked for."""
        return self._submit(self._writer, work, done, failed, None, progress)

    def draw(
        self,
        work: Work[T],
        done: Done[T] | None = None,
        failed: Failed | None = None,
        *,
        key: Hashable = None,
    ) -> Job:
        """Do `work` on the one thread that draws pictures; with a `key` as in `run`."""
        return self._submit(self._painter, work, done, failed, key, None)

    def in_turns(self, steps: Sequence[Callable[[], object]], *, key: Hashable = None) -> Job:
        """Do `steps` on the GUI thread, the first at once, the others one in each turn of the loop.

        So that much to show never keeps the window from answering. A newer row of the same key
        drops what is left of the older one; a step of a widget that is gone ends the row.
        """
        job = self._enter(_Order(Job(key, self._tell), None, None, None))
        if not self._is_closed:
            self._turn(job, iter(steps))
        return job

    def _turn(self, job: Job, steps: Iterator[Callable[[], object]]) -> None:
        step = None if job.is_stopped() or self._is_closed else next(steps, None)
        if step is None or not is_alive(step):
            self._deliver(job, None, None)
            return
        try:
            step()
        finally:
            QTimer.singleShot(0, self, partial(self._turn, job, steps))

    def is_busy(self) -> bool:
        """Whether any work is under way or waiting."""
        return bool(self._orders)

    def close(self) -> None:
        """End all: what waits to read is dropped, what is to be written is written.

        Returns when no thread is left. No answer is delivered afterwards.
        """
        self._is_closed = True
        for order in list(self._orders.values()):
            if order.job.key is not None:
                order.job.stop()
        self._readers.shutdown(wait=True, cancel_futures=True)
        self._painter.shutdown(wait=True, cancel_futures=True)
        # An acknowledged click is a promise: what stands in line to be written is not dropped.
        self._writer.shutdown(wait=True)
        self._orders.clear()
        self._latest.clear()

    def _submit(
        self,
        pool: ThreadPoolExecutor,
        work: Work[T],
        done: Done[T] | None,
        failed: Failed | None,
        key: Hashable,
        progress: Progress | None,
    ) -> Job:
        order = _Order(Job(key, self._tell), done, failed, progress)
        job = self._enter(order)
        if not self._is_closed:
            order.future = pool.submit(self._work, job, work)
        return job

    def _enter(self, order: _Order) -> Job:
        """Note what is under way; the newest of a key stops the one before it."""
        job = order.job
        if self._is_closed:
            job.stop()
            return job
        if job.key is not None:
            if (older := self._latest.get(job.key)) is not None:
                older.stop()
            self._latest[job.key] = job
        was_idle = not self._orders
        self._orders[job] = order
        if was_idle:
            self.busy_changed.emit(True)
        return job

    def _work(self, job: Job, work: Work[Any]) -> None:
        """On a thread: do it and send the answer, or the exception, home."""
        answer: Any = None
        error: BaseException | None = None
        try:
            if job.is_stopped():
                raise Stopped
            answer = work(job)
        except BaseException as raised:
            error = raised
        if not self._is_closed:
            self._answered.emit(job, answer, error)

    def _tell(self, job: Job, fraction: float | None) -> None:
        if not self._is_closed:
            self._progressed.emit(job, fraction)

    @Slot(object, object, object)
    def _deliver(self, job: Job, answer: object, error: BaseException | None) -> None:
        order = self._orders.pop(job, None)
        if job.key is not None and self._latest.get(job.key) is job:
            del self._latest[job.key]
        try:
            if order is not None and not isinstance(error, Stopped) and not job.is_stopped():
                self._hand_over(order, answer, error)
        finally:
            if not self._orders:
                self.busy_changed.emit(False)

    def _hand_over(self, order: _Order, answer: object, error: BaseException | None) -> None:
        if error is None:
            if order.done is not None and is_alive(order.done):
                order.done(answer)
        elif order.failed is None:
            self.unclaimed.emit(error)
        elif is_alive(order.failed):
            order.failed(error)

    @Slot(object, object)
    def _deliver_progress(self, job: Job, fraction: float | None) -> None:
        order = self._orders.get(job)
        listener = None if order is None or job.is_stopped() else order.progress
        if listener is not None and is_alive(listener):
            listener(fraction)


def is_alive(call: Callable[..., object]) -> bool:
    """Whether the widget whose method `call` is still exists; true for plain functions.

    Of a `partial`, that of the method within it.
    """
    if isinstance(call, partial):
        call = call.func
    owner = getattr(call, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)
