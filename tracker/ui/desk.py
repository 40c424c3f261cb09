"""The small thing every page is handed: the record, the threads, what changed, what failed."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from tracker.settings import WindowSettings
from tracker.ui.keys.keymap import Keymap
from tracker.ui.tasks import Job, Tasks, is_alive
from tracker.ui.theme import ThemeWatcher

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from tracker.domain.changes import Changes
    from tracker.record import Record

T = TypeVar("T")


class Desk(QObject):
    """What a page works with, and all it may reach.

    `changed` tells of every change, from this window or from elsewhere; `did` only of what was
    done here, so that it can be offered to undo; `failed` of every exception; `backed_up` that a
    backup was made by hand; `entering` asks for the keyboard in the word at the foot. All on the
    GUI thread.
    """

    changed = Signal(object)
    did = Signal(object)
    failed = Signal(object)
    said = Signal(str, str)
    going = Signal(str, int)
    backed_up = Signal()
    entering = Signal()

    def __init__(
        self,
        record: Record,
        tasks: Tasks,
        theme: ThemeWatcher,
        settings: WindowSettings | None = None,
        parent: QObject | None = None,
    ) -> None:
        """The record stays open until the window closes it."""
        super().__init__(parent)
        self._record = record
        self._tasks = tasks
        self._theme = theme
        self._settings = settings or WindowSettings()
        self._slots: dict[str, QWidget] = {}
        self._keys = Keymap(self._settings, self)

    @property
    def record(self) -> Record:
        """The open record. Ask it only on a thread, through `do` and `ask`."""
        return self._record

    @property
    def tasks(self) -> Tasks:
        """The threads, for work that is neither an operation nor a query."""
        return self._tasks

    @property
    def theme(self) -> ThemeWatcher:
        """Tells when the look has changed."""
        return self._theme

    @property
    def settings(self) -> WindowSettings:
        """What the window remembers on this computer; nothing of the record."""
        return self._settings

    @property
    def keys(self) -> Keymap:
        """Which keys do what in this installation."""
        return self._keys

    @property
    def slots(self) -> dict[str, QWidget]:
        """What stands in the top bar of the window, by the ids of its specs."""
        return self._slots

    def do(
        self,
        operation: Callable[[Record], Changes],
        done: Callable[[Changes], object] | None = None,
        failed: Callable[[BaseException], object] | None = None,
    ) -> Job:
        """Do one operation on the thread that writes; then `changed`, `did` and `done`, in turn.

        The changes they get say what was done in a sentence (`Changes.told`), where there is one.
        An exception goes to `failed` if that is given, else to the signal `failed`.
        """

        def finish(changes: Changes) -> None:
            if changes.kinds:
                self.changed.emit(changes)
                self.did.emit(changes)
            if done is not None and is_alive(done):
                done(changes)

        def work(_job: Job) -> Changes:
            from tracker.ui.told import with_words

            return with_words(self._record, operation(self._record))

        return self._tasks.write(work, finish, failed or self.failed.emit)

    def ask(
        self,
        query: Callable[[Record], T],
        show: Callable[[T], object],
        failed: Callable[[BaseException], object] | None = None,
        *,
        key: Hashable = None,
    ) -> Job:
        """Ask the record on a reader and `show` the answer; a newer question of the same key wins.

        Use `key=(self, "rows")` or the like for all that is asked again and again.
        """
        return self._tasks.run(
            lambda _job: query(self._record), show, failed or self.failed.emit, key=key
        )

    def say(self, text: str, offer: str = "") -> None:
        """Say a short word at the foot of the window: what happened.

        `offer` is the id of an action that stands beside it; "" where there is nothing to do.
        """
        self.said.emit(text, offer)

    def go(self, place: str, ident: int = 0) -> None:
        """Show the page with the id `place`, and in it the item with the key `ident` (0: none)."""
        self.going.emit(place, ident)

    def tell(self, changes: Changes) -> None:
        """Pass on what was changed elsewhere: by the command line, or by another thread."""
        if changes.kinds:
            self.changed.emit(changes)
