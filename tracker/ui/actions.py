"""What can be done from anywhere in the window, as a table: menus, keys and palette read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.domain.changes import Kind
from tracker.i18n import _
from tracker.ui import commands, exporting

if TYPE_CHECKING:
    from tracker.ui.desk import Desk

STUDY, ADD, RECORD, WINDOW = "study", "add", "record", "window"


def group_text(group: str) -> str:
    """The heading of a group of actions."""
    words = {
        STUDY: _("Study"),
        ADD: _("Add"),
        RECORD: _("Your record"),
        WINDOW: _("This window"),
    }
    return words[group]


def _always(_desk: Desk) -> bool:
    return True


def _nothing() -> str:
    return ""


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action: id, words, icon, shortcut, when it can be done, and what it does.

    `shortcut` is Qt's portable form, such as `Ctrl+Z`; several are divided by «; ». `is_enabled`
    is asked before the action is run and whenever a menu with it opens; it must be quick. `also`
    gives other words that one may look for. With `is_bound` False a part of the window listens to
    the shortcut itself. One that is `at_foot` stands at the foot of the side bar.
    """

    id: str
    text: Callable[[], str]
    icon: str
    shortcut: str
    run: Callable[[Desk], object]
    is_enabled: Callable[[Desk], bool] = _always
    group: str = WINDOW
    also: Callable[[], str] = _nothing
    is_bound: bool = True
    at_foot: bool = False

    @property
    def shortcuts(self) -> list[str]:
        """Each of its shortcuts."""
        return [keys for keys in self.shortcut.split("; ") if keys]


ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "line",
        lambda: _("Log a line"),
        "plus",
        "Ctrl+L",
        commands.log_line,
        commands.has_line,
        STUDY,
        lambda: _("write type study expense"),
        is_bound=False,
    ),
    ActionSpec(
        "timer-start",
        lambda: _("Start timer"),
        "play",
        "S",
        commands.timed("start"),
        commands.may_start,
        STUDY,
        lambda: _("begin study clock"),
        is_bound=False,
    ),
    ActionSpec(
        "timer-continue",
        lambda: _("Continue the last study"),
        "play",
        "",
        commands.timed("continue_last"),
        commands.may_start,
        STUDY,
        lambda: _("again go on timer"),
    ),
    ActionSpec(
        "timer-start-for",
        lambda: _("Start the timer for…"),
        "play",
        "",
        commands.timed("change"),
        commands.may_start,
        STUDY,
    ),
    ActionSpec(
        "timer-stop",
        lambda: _("Stop & log"),
        "stop",
        "S",
        commands.timed("stop"),
        commands.is_held,
        STUDY,
        lambda: _("end timer"),
        is_bound=False,
    ),
    ActionSpec(
        "timer-pause",
        lambda: _("Pause the timer"),
        "pause",
        "P",
        commands.timed("pause"),
        commands.is_running,
        STUDY,
        lambda: _("break"),
        is_bound=False,
    ),
    ActionSpec(
        "timer-resume",
        lambda: _("Resume the timer"),
        "play",
        "P",
        commands.timed("pause"),
        commands.is_paused,
        STUDY,
        lambda: _("continue go on"),
        is_bound=False,
    ),
    ActionSpec(
        "timer-change",
        lambda: _("Change what the timer is for…"),
        "edit",
        "",
        commands.timed("change"),
        commands.is_held,
        STUDY,
    ),
    ActionSpec(
        "timer-earlier",
        lambda: _("The timer started earlier…"),
        "history",
        "",
        commands.timed("start_earlier"),
        commands.is_held,
        STUDY,
        lambda: _("minutes ago start time"),
    ),
    ActionSpec(
        "timer-answer",
        lambda: _("Answer what the timer asks…"),
        "info",
        "",
        commands.timed("answer"),
        commands.has_question,
        STUDY,
        lambda: _("away absence still studying"),
    ),
    ActionSpec(
        "timer-small",
        lambda: _("Small timer window"),
        "clock-plus",
        "T",
        commands.open_mini_timer,
        lambda desk: commands.timer_of(desk) is not None,
        STUDY,
        lambda: _("mini on top floating clock"),
    ),
    ActionSpec(
        "timer-discard",
        lambda: _("Discard the timer"),
        "trash",
        "",
        commands.timed("discard"),
        commands.is_held,
        STUDY,
        lambda: _("throw away"),
    ),
    ActionSpec(
        "log-study",
        lambda: _("Log past study"),
        "clock-plus",
        "L",
        commands.form(Kind.STUDY_SESSION),
        group=ADD,
        also=lambda: _("add session hours"),
    ),
    ActionSpec(
        "add-credential",
        lambda: _("Add credential"),
        "plus",
        "N",
        commands.form(Kind.CREDENTIAL),
        group=ADD,
        also=lambda: _("new course certificate badge"),
    ),
    ActionSpec(
        "add-expense",
        lambda: _("Add expense"),
        "spending",
        "E",
        commands.form(Kind.EXPENSE),
        group=ADD,
        also=lambda: _("new spending money fee"),
    ),
    ActionSpec(
        "add-goal",
        lambda: _("Add goal"),
        "flag",
        "G",
        commands.form(Kind.GOAL),
        group=ADD,
        also=lambda: _("new aim week hours"),
    ),
    ActionSpec(
        "import",
        lambda: _("Import files…"),
        "import",
        "",
        commands.open_import,
        group=ADD,
        also=lambda: _("toggl clockify timewarrior csv table"),
    ),
    ActionSpec("undo", lambda: _("Undo"), "undo", "Ctrl+Z", commands.undo, group=RECORD),
    ActionSpec(
        "redo", lambda: _("Redo"), "redo", "Ctrl+Shift+Z; Ctrl+Y", commands.redo, group=RECORD
    ),
    ActionSpec(
        "history",
        lambda: _("History…"),
        "history",
        "Ctrl+H",
        commands.open_history,
        group=RECORD,
        also=lambda: _("what was done changes undo steps"),
    ),
    ActionSpec(
        "back-up",
        lambda: _("Back up now"),
        "archive",
        "",
        commands.back_up,
        lambda desk: not desk.record.is_read_only,
        RECORD,
        lambda: _("copy safety"),
    ),
    ActionSpec(
        "backups",
        lambda: _("Backups and restore…"),
        "history",
        "",
        commands.open_backups,
        group=RECORD,
        also=lambda: _("go back"),
    ),
    ActionSpec(
        "check",
        lambda: _("Check the record"),
        "check",
        "",
        commands.check_record,
        group=RECORD,
        also=lambda: _("verify damage"),
    ),
    ActionSpec(
        "export-csv",
        lambda: _("Export tables as CSV…"),
        "export",
        "",
        exporting.export("zip"),
        group=RECORD,
        also=lambda: _("spreadsheet zip save"),
    ),
    ActionSpec(
        "export-json",
        lambda: _("Export everything as JSON…"),
        "export",
        "",
        exporting.export("json"),
        group=RECORD,
        also=lambda: _("save whole record"),
    ),
    ActionSpec(
        "export-calendar",
        lambda: _("Export calendar…"),
        "calendar",
        "",
        exporting.export("ics"),
        group=RECORD,
        also=lambda: _("ics deadlines expiries alarms"),
    ),
    ActionSpec(
        "reminders",
        lambda: _("Reminders"),
        "bell",
        "B",
        commands.open_reminders,
        also=lambda: _("bell what waits deadlines"),
    ),
    ActionSpec(
        "palette",
        lambda: _("Command palette"),
        "search",
        "Ctrl+K",
        commands.open_palette,
        at_foot=True,
    ),
    ActionSpec(
        "settings",
        lambda: _("Settings"),
        "settings",
        "Ctrl+,",
        commands.place("settings"),
        also=lambda: _("preferences options"),
    ),
    ActionSpec(
        "keys",
        lambda: _("Keyboard shortcuts"),
        "info",
        "?",
        commands.open_keys,
        also=lambda: _("help hotkeys"),
    ),
    ActionSpec(
        "word",
        lambda: _("Go to the word at the foot"),
        "undo",
        "F6",
        commands.enter_word,
        also=lambda: _("toast message undo button"),
    ),
    ActionSpec(
        "choose-keys",
        lambda: _("Choose keys…"),
        "edit",
        "",
        commands.choose_keys,
        also=lambda: _("keyboard shortcuts change remap hotkeys"),
    ),
    ActionSpec(
        "theme-light",
        lambda: _("Light theme"),
        "sun",
        "",
        commands.wear("light"),
        also=lambda: _("look bright colours"),
    ),
    ActionSpec(
        "theme-dark",
        lambda: _("Dark theme"),
        "moon",
        "",
        commands.wear("dark"),
        also=lambda: _("look night colours"),
    ),
    ActionSpec(
        "theme-system",
        lambda: _("Theme as in the system"),
        "settings",
        "",
        commands.wear("system"),
        also=lambda: _("look colours automatic"),
    ),
)
