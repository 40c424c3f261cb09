"""What can be done from anywhere in the window, as a table: menus, keys and palette read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from tracker.domain.changes import Kind
from tracker.errors import TrackerError
from tracker.i18n import _

if TYPE_CHECKING:
    from tracker.ui.desk import Desk


def _always(_desk: Desk) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action: id, words, icon, shortcut, when it can be done, and what it does.

    `shortcut` is Qt's portable form, such as `Ctrl+Z`; several are divided by «; ». `is_enabled`
    is asked before the action is run and whenever a menu with it opens; it must be quick.
    """

    id: str
    text: Callable[[], str]
    icon: str
    shortcut: str
    run: Callable[[Desk], object]
    is_enabled: Callable[[Desk], bool] = _always


def _undo(desk: Desk) -> None:
    desk.do(lambda record: record.history.undo(), failed=partial(_say, desk))


def _redo(desk: Desk) -> None:
    desk.do(lambda record: record.history.redo(), failed=partial(_say, desk))


def _say(desk: Desk, error: BaseException) -> None:
    """That there is nothing to take back is a word at the foot, not a dialog."""
    if isinstance(error, TrackerError):
        desk.say(str(error))
    else:
        desk.failed.emit(error)


def _form(kind: Kind) -> Callable[[Desk], object]:
    def run(desk: Desk) -> None:
        from tracker.ui.forms import open_form

        open_form(desk, kind)

    return run


def _import(desk: Desk) -> None:
    from tracker.ui.dialogs.importing import open_import

    open_import(desk)


def _backups(desk: Desk) -> None:
    from tracker.ui.dialogs.backups import open_backups

    open_backups(desk)


ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("undo", lambda: _("Undo"), "undo", "Ctrl+Z", _undo),
    ActionSpec("redo", lambda: _("Redo"), "redo", "Ctrl+Shift+Z; Ctrl+Y", _redo),
    ActionSpec("add-credential", lambda: _("Add credential"), "plus", "N", _form(Kind.CREDENTIAL)),
    ActionSpec(
        "log-study", lambda: _("Log past study"), "clock-plus", "L", _form(Kind.STUDY_SESSION)
    ),
    ActionSpec("add-expense", lambda: _("Add expense"), "spending", "E", _form(Kind.EXPENSE)),
    ActionSpec("settings", lambda: _("Settings"), "settings", "Ctrl+,", _form(Kind.RECORD_SETTING)),
)
