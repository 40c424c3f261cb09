"""The menus of the timer: what can be done with the one that runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from tracker.i18n import _
from tracker.ui.menus import LINE, Entry, menu

if TYPE_CHECKING:
    from tracker.ui.desk import Desk
    from tracker.ui.timer.slot import TimerSlot


def running_menu(slot: TimerSlot, desk: Desk) -> QMenu:
    """What the pill opens."""
    from tracker.ui.commands import open_mini_timer

    held = slot.held()
    is_paused = held is not None and held.paused_at is not None
    entries = [
        Entry(_("Change what it is for…"), "edit", slot.change),
        Entry(_("It started earlier…"), "history", slot.start_earlier),
        LINE,
        Entry(
            _("Resume") if is_paused else _("Pause"), "play" if is_paused else "pause", slot.pause
        ),
        Entry(_("Stop & log").replace("&", "&&"), "stop", slot.stop),
        Entry(_("Discard"), "trash", slot.discard),
        LINE,
        Entry(_("Small timer window"), "clock-plus", lambda: open_mini_timer(desk)),
    ]
    if slot.hand.questions():
        entries.insert(0, Entry(_("Answer what is asked…"), "info", slot.answer))
    return menu(entries, slot)
