"""Looks now and again for what the person should be reminded of, and tells each thing once.

What was shown, put off or dismissed is remembered in this installation, by the record's path;
nothing of it goes into the record.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from tracker.analytics import reminders as core
from tracker.analytics.reminders import Memory, News, Reminder, ReminderKind
from tracker.domain.changes import Changes, Kind
from tracker.settings import WindowSettings
from tracker.ui.reminding.notifying import notify
from tracker.ui.reminding.words import sentence, summary, title_of

if TYPE_CHECKING:
    from tracker.analytics.plan import PlanView
    from tracker.record import Record
    from tracker.ui.desk import Desk

KINDS, DESKTOP, MEMORY = "reminders", "reminders-desktop", "reminded"
# Nothing but a planned block needs a finer look, and that has its own instant [ms].
_LOOK_EVERY_MS = 15 * 60 * 1000
# Several changes in a row are one look.
_SETTLE_MS = 1500
_SHOWS = frozenset(
    {
        Kind.CREDENTIAL,
        Kind.MODULE,
        Kind.EXAM_ATTEMPT,
        Kind.RENEWAL,
        Kind.RENEWAL_CYCLE,
        Kind.REIMBURSEMENT,
        Kind.GOAL,
        Kind.PLANNED_BLOCK,
        Kind.STUDY_SESSION,
        Kind.RECORD_SETTING,
    }
)


class Reminders(QObject):
    """What waits. `changed` tells that the list did."""

    changed = Signal()

    def __init__(
        self,
        desk: Desk,
        parent: QObject | None = None,
        tell: Callable[[str, str], bool] = notify,
    ) -> None:
        """Nothing is asked before `begin`; `tell` shows a title and a text on the desktop."""
        super().__init__(parent)
        self._desk, self._tell = desk, tell
        self._found: tuple[Reminder, ...] = ()
        self._waiting: tuple[Reminder, ...] = ()
        self._today: date | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)
        desk.changed.connect(self._changed)

    def begin(self) -> None:
        """Look now, and from now on."""
        self.look()

    def end(self) -> None:
        """Look no more."""
        self._timer.stop()

    def waiting(self) -> tuple[Reminder, ...]:
        """What waits, soonest first."""
        return self._waiting

    def today(self) -> date | None:
        """The person's day as of the last look; None before it."""
        return self._today

    def look(self) -> None:
        """Ask the record what there is."""
        self._timer.start(_LOOK_EVERY_MS)
        self._desk.ask(_view, self._show, self._not_shown, key=(self, "look"))

    def dismiss(self, key: str) -> None:
        """Put one away; its next step comes up all the same."""
        self._dismiss([key])

    def dismiss_all(self) -> None:
        """Put away all that waits."""
        self._dismiss([one.key for one in self._waiting])

    def put_off(self, key: str, by: timedelta) -> None:
        """Let one sleep, then tell it again."""
        self._keep(core.put_off(self._memory(), key, self._now() + by))
        self._list()
        # It wakes by itself, not only at the next look.
        self._wake_in(by)

    def kinds(self) -> frozenset[ReminderKind]:
        """Which kinds the person wants."""
        return wanted_kinds(self._desk.settings)

    def _show(self, view: PlanView) -> None:
        self._found = core.reminders(view, self.kinds())
        self._today = view.day
        memory, now = self._memory(), self._now()
        new = core.news(self._found, memory, view.day, now)
        self._keep(core.remembered(memory, new.reminders, view.day))
        self._list()
        if new.reminders:
            self._say(new, view.day)
        next_at = core.next_block_at(view)
        if next_at is not None and ReminderKind.BLOCK in self.kinds():
            self._wake_in(next_at - view.now.at)

    def _not_shown(self, _error: BaseException) -> None:
        """A look that failed is tried again; the page that shows the same says what is wrong."""

    def _say(self, new: News, today: date) -> None:
        told = (
            [summary(new.reminders)]
            if new.is_summary
            else [(title_of(one), sentence(one, today)) for one in new.reminders]
        )
        is_told = bool(self._desk.settings.get(DESKTOP, True))
        for title, text in told:
            if is_told:
                is_told = self._tell(title, text)

    def _dismiss(self, keys: list[str]) -> None:
        today = self._today
        if today is not None:
            self._keep(core.dismissed(self._memory(), keys, today))
            self._list()

    def _list(self) -> None:
        self._waiting = core.waiting(self._found, self._memory(), self._now())
        self.changed.emit()

    def _wake_in(self, by: timedelta) -> None:
        wanted = max(1000, int(by.total_seconds() * 1000) + 500)
        if wanted < self._timer.remainingTime():
            self._timer.start(wanted)

    def _changed(self, changes: Changes) -> None:
        if changes.touches(_SHOWS):
            self._timer.start(_SETTLE_MS)

    def _now(self) -> datetime:
        return self._desk.record.ground.clock.now()

    def _memory(self) -> Memory:
        kept = self._desk.settings.get(MEMORY)
        mine = kept.get(str(self._desk.record.path)) if isinstance(kept, dict) else None
        return memory_from(mine if isinstance(mine, dict) else {})

    def _keep(self, memory: Memory) -> None:
        kept = self._desk.settings.get(MEMORY)
        others = dict(kept) if isinstance(kept, dict) else {}
        mine = memory_values(memory)
        self._desk.settings.set(MEMORY, others | {str(self._desk.record.path): mine})


def wanted_kinds(settings: WindowSettings) -> frozenset[ReminderKind]:
    """The kinds that are switched on; all of them where nothing was chosen."""
    chosen = settings.get(KINDS)
    if not isinstance(chosen, list):
        return frozenset(ReminderKind)
    return frozenset(kind for kind in ReminderKind if kind.value in chosen)


def memory_from(kept: Mapping[str, Any]) -> Memory:
    """The memory that was kept; what can't be read in it counts as not remembered."""
    try:
        return Memory(
            {str(key): date.fromisoformat(on) for key, on in dict(kept.get("shown", {})).items()},
            {
                str(key): datetime.fromisoformat(at).astimezone(UTC)
                for key, at in dict(kept.get("put_off", {})).items()
            },
            frozenset(str(key) for key in kept.get("dismissed", ())),
            date.fromisoformat(kept["looked_on"]) if kept.get("looked_on") else None,
        )
    except (TypeError, ValueError):
        return Memory()


def memory_values(memory: Memory) -> dict[str, Any]:
    """The memory as it is kept."""
    return {
        "shown": {key: on.isoformat() for key, on in memory.shown.items()},
        "put_off": {key: at.isoformat() for key, at in memory.put_off.items()},
        "dismissed": sorted(memory.dismissed),
        "looked_on": memory.looked_on.isoformat() if memory.looked_on else None,
    }


def _view(record: Record) -> PlanView:
    return record.overview.plan()
