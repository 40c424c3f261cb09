"""Which commands there are, in the order in which the help lists them."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from tracker.cli.parsing import Spec, UsageError
from tracker.domain.words import N_
from tracker.i18n import _


@dataclass(frozen=True, slots=True)
class Command:
    """A command's name, the module of `tracker.cli` that holds it, and what it does in a line."""

    name: str
    module: str
    summary: str


_TABLE = (
    Command("log", "study", N_("log study in one line: 45m CKA yesterday 19:00 #lab")),
    Command("start", "timer", N_("start the timer, for what the words say")),
    Command("pause", "timer", N_("pause the timer")),
    Command("resume", "timer", N_("let a paused timer run on")),
    Command("stop", "timer", N_("stop the timer and log its study")),
    Command("discard", "timer", N_("stop the timer without logging anything")),
    Command("status", "timer", N_("tell whether the timer runs, and for what")),
    Command("spend", "spending", N_("note spending in one line: 150 EUR exam AWS refund 100")),
    Command("reimburse", "spending", N_("claim an expense back, or note how a claim stands")),
    Command("add", "credentials", N_("add a credential")),
    Command("show", "credentials", N_("show a credential, a study session or an expense")),
    Command("edit", "editing", N_("change a credential, a study session or an expense")),
    Command("archive", "credentials", N_("put a credential into the archive, or take it out")),
    Command("delete", "editing", N_("delete something; undo brings it back")),
    Command("goal", "plans", N_("set a goal of study, or days of rest")),
    Command("plan", "plans", N_("plan a block of study in one line")),
    Command("pay", "pay", N_("note a change of pay")),
    Command("return", "returns", N_("tell what an hour of study brings, beside a degree")),
    Command("evaluate", "evaluate", N_("evaluate one scenario of a return on time, from a file")),
    Command("attach", "proof", N_("keep a file or a link as evidence")),
    Command("list", "listing", N_("list credentials, sessions, expenses, skills, renewals …")),
    Command("forecast", "forecasting", N_("tell when a credential's planned hours will be done")),
    Command("import", "importing", N_("take over what other programs have kept")),
    Command("export", "exporting", N_("write tables (csv), the whole record (json) or a calendar")),
    Command("undo", "history", N_("take back the last thing done")),
    Command("redo", "history", N_("do again what was undone last")),
    Command("history", "history", N_("tell what was done, to everything or to one thing")),
    Command("backup", "safety", N_("make a backup now, opened and counted")),
    Command(
        "restore", "safety", N_("put a backup in the record's place; what it replaces is kept")
    ),
    Command("check", "safety", N_("check the record through and through")),
    Command("erase", "safety", N_("erase something for good, out of history and backups too")),
    Command("settings", "preferences", N_("show or change the settings of the record")),
    Command("demo", "demo", N_("build the sample world and go once through the main job")),
    Command("window", "window", N_("open the window, as «cairn» alone does")),
)
COMMANDS: dict[str, Command] = {command.name: command for command in _TABLE}


def find_command(name: str) -> Command:
    """The command `name`; raises a UsageError that names one that may be meant."""
    if name in COMMANDS:
        return COMMANDS[name]
    from difflib import get_close_matches

    close = get_close_matches(name, COMMANDS, n=1)
    hint = _("Did you mean «cairn {name}»?").format(name=close[0]) if close else ""
    raise UsageError(
        _("Wrong usage"),
        _("«{name}» is not a command of cairn.").format(name=name[:40]),
        hint or _("«cairn --help» lists them."),
    )


def load(command: Command) -> Spec:
    """What the command takes and does."""
    specs: dict[str, Spec] = import_module(f"tracker.cli.{command.module}").SPECS
    return specs[command.name]


def help_text() -> str:
    """All commands, a line each."""
    widest = max(len(name) for name in COMMANDS)
    lines = [
        _("Cairn keeps a record of credentials, study and spending."),
        "",
        _("  cairn [--record PATH] [--json] COMMAND …"),
        _("  cairn                                      opens the window"),
        "",
    ]
    lines += [f"  {name:<{widest}}  {_(command.summary)}" for name, command in COMMANDS.items()]
    lines += [
        "",
        _("«cairn COMMAND --help» tells more about one of them."),
        _("CAIRN_RECORD names another record, CAIRN_HOME the folder of everything Cairn keeps."),
    ]
    return "\n".join(lines)
