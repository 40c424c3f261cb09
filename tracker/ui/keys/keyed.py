"""All that keys can be given to, in one list: the places and the actions of the tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.i18n import _
from tracker.ui.actions import ACTIONS, ADD, RECORD, STUDY, WINDOW, group_text
from tracker.ui.keys.keymap import Keymap
from tracker.ui.pages import PAGES

PLACES = "places"


@dataclass(frozen=True, slots=True)
class Keyed:
    """Something that keys do: its id and words, the part of the window, its usual keys."""

    ident: str
    text: str
    group: str
    usual: tuple[str, ...]

    def keys(self, keymap: Keymap | None) -> tuple[str, ...]:
        """The keys that do it now; the usual ones where nobody can have chosen others."""
        return self.usual if keymap is None else keymap.keys(self.ident, self.usual)


def keyed() -> list[Keyed]:
    """Everything that has keys or could have some, places first."""
    found = [Keyed(spec.id, spec.text(), PLACES, usual_keys(spec.id)) for spec in PAGES if spec.key]
    named = {one.ident for one in found} | {"timer-stop", "timer-resume"}
    twins = {
        "timer-start": _("Start or stop the timer"),
        "timer-pause": _("Pause the timer, or go on"),
    }
    for group in (STUDY, ADD, RECORD, WINDOW):
        found += [
            Keyed(one.id, twins.get(one.id) or one.text(), group, tuple(one.shortcuts))
            for one in ACTIONS
            if one.group == group and one.id not in named
        ]
    return found


def usual_keys(ident: str) -> tuple[str, ...]:
    """The usual keys of a place or an action; those of an action that shows a place are its own."""
    of_places = [spec.key for spec in PAGES if spec.id == ident and spec.key]
    of_actions = [keys for one in ACTIONS if one.id == ident for keys in one.shortcuts]
    return (*of_places, *of_actions)


def heading(group: str) -> str:
    """The heading over a group."""
    return _("Places") if group == PLACES else group_text(group)


def holder_of(keys: str, keymap: Keymap, but: str, among: Sequence[Keyed] = ()) -> Keyed | None:
    """What these keys do already, apart from `but`; None where they are free."""
    wanted = keys.casefold()
    for one in among or keyed():
        held = {held.casefold() for held in one.keys(keymap)}
        if one.ident != but and wanted in held:
            return one
    return None
