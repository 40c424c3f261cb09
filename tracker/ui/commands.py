"""What the actions of the table do: the timer, backups, exports, the look of the window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from tracker.domain.changes import Kind
from tracker.errors import TrackerError
from tracker.i18n import _

if TYPE_CHECKING:
    from tracker.domain.changes import Changes
    from tracker.ui.desk import Desk
    from tracker.ui.theme import Choice
    from tracker.ui.timer.slot import TimerSlot


def undo(desk: Desk) -> None:
    """Take back what was done last."""
    desk.do(
        lambda record: record.history.undo(),
        partial(_tell_undone, desk),
        failed=partial(_say, desk),
    )


def redo(desk: Desk) -> None:
    """Do again what was taken back."""
    desk.do(
        lambda record: record.history.redo(),
        partial(_tell_redone, desk),
        failed=partial(_say, desk),
    )


def _tell_undone(desk: Desk, changes: Changes) -> None:
    """Said in its own words: the bare label would read as if it was done once more."""
    desk.say(changes.told or changes.label, "redo")


def _tell_redone(desk: Desk, changes: Changes) -> None:
    desk.say(changes.told or changes.label, "undo")


def _say(desk: Desk, error: BaseException) -> None:
    """That there is nothing to take back is a word at the foot, not a dialog."""
    if isinstance(error, TrackerError):
        desk.say(str(error))
    else:
        desk.failed.emit(error)


def form(kind: Kind) -> Callable[[Desk], object]:
    """What opens the form for a new row of `kind`."""

    def run(desk: Desk) -> None:
        from tracker.ui.forms import open_form

        open_form(desk, kind)

    return run


def place(ident: str) -> Callable[[Desk], object]:
    """What shows the page `ident`."""

    def run(desk: Desk) -> None:
        desk.go(ident)

    return run


def timer_of(desk: Desk) -> TimerSlot | None:
    """The timer of the top bar; None in a window without one."""
    from tracker.ui.timer.slot import TimerSlot

    slot = desk.slots.get("timer")
    return slot if isinstance(slot, TimerSlot) else None


def may_start(desk: Desk) -> bool:
    """Whether there is a timer that does not run."""
    timer = timer_of(desk)
    return timer is not None and timer.held() is None


def is_running(desk: Desk) -> bool:
    """Whether a timer runs and is not paused."""
    timer = timer_of(desk)
    held = timer.held() if timer else None
    return held is not None and held.paused_at is None


def is_paused(desk: Desk) -> bool:
    """Whether a timer runs that is paused."""
    timer = timer_of(desk)
    held = timer.held() if timer else None
    return held is not None and held.paused_at is not None


def is_held(desk: Desk) -> bool:
    """Whether a timer runs, paused or not."""
    return is_running(desk) or is_paused(desk)


def timed(what: str) -> Callable[[Desk], object]:
    """What calls the method `what` of the timer's place in the top bar, such as `pause`."""

    def run(desk: Desk) -> None:
        timer = timer_of(desk)
        if timer is not None:
            getattr(timer, what)()

    return run


def has_question(desk: Desk) -> bool:
    """Whether the timer waits for a word about time that nobody saw."""
    timer = timer_of(desk)
    return timer is not None and bool(timer.hand.questions())


def open_mini_timer(desk: Desk) -> None:
    """Show the small timer window, or bring it to the front."""
    from tracker.ui.timer.mini import open_mini

    if (timer := timer_of(desk)) is not None:
        open_mini(desk, timer)


def log_line(desk: Desk) -> None:
    """Put the keyboard into the one-line field."""
    from PySide6.QtCore import Qt

    if (slot := desk.slots.get("line")) is not None:
        slot.setFocus(Qt.FocusReason.ShortcutFocusReason)


def has_line(desk: Desk) -> bool:
    """Whether the window has the one-line field."""
    return "line" in desk.slots


def open_import(desk: Desk) -> None:
    """Choose files of other programs and look at them first."""
    from tracker.ui.dialogs.importing import open_import as show

    show(desk)


def open_backups(desk: Desk) -> None:
    """List the backups, each with its way back."""
    from tracker.ui.dialogs.backups import open_backups as show

    show(desk)


def check_record(desk: Desk) -> None:
    """Check the whole record and show what was found."""
    from tracker.ui.dialogs.backups import open_backups as show

    show(desk).check()


def back_up(desk: Desk) -> None:
    """Make a backup now."""
    record = desk.record

    def made(_backup: object) -> None:
        desk.backed_up.emit()
        desk.say(_("A backup was made and checked."))

    desk.tasks.write(lambda _job: record.backups.make(), made, desk.failed.emit)


def open_keys(desk: Desk) -> None:
    """Show the sheet of keys."""
    from tracker.ui.dialogs.keys import KeySheet

    KeySheet(desk).present()


def enter_word(desk: Desk) -> None:
    """Give the keyboard to the word at the foot of the window, with its way back."""
    desk.entering.emit()


def open_history(desk: Desk) -> None:
    """Show everything that was done."""
    from tracker.ui.dialogs.timeline import TimelineDialog

    TimelineDialog(desk).present()


def open_reminders(desk: Desk) -> None:
    """Show what waits, if the window has its bell."""
    from tracker.ui.reminding.bell import Bell

    if isinstance(bell := desk.slots.get("bell"), Bell):
        bell.open()


def look_for_reminders(desk: Desk) -> None:
    """Look anew for what the person should be reminded of."""
    from tracker.ui.reminding.bell import Bell

    if isinstance(bell := desk.slots.get("bell"), Bell):
        bell.reminders.look()


def choose_keys(desk: Desk) -> None:
    """Choose other keys for what can be done."""
    from tracker.ui.dialogs.keychoice import KeyChoice

    KeyChoice(desk).present()


def open_palette(desk: Desk) -> None:
    """Open the command palette, or close the open one."""
    from tracker.ui.palette.panel import open_palette as show

    show(desk)


def wear(choice: Choice) -> Callable[[Desk], object]:
    """What takes a look, now and at the next start."""

    def run(desk: Desk) -> None:
        desk.theme.choose(choice)
        desk.settings.set("theme", choice)

    return run
