"""What can be done with a credential, wherever it is listed: entries of menus and operations."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tracker.domain.changes import Kind
from tracker.domain.words import CredentialState
from tracker.i18n import _
from tracker.ui.forms import open_form
from tracker.ui.menus import LINE, Entry

if TYPE_CHECKING:
    from tracker.domain.changes import Changes
    from tracker.domain.credentials import CredentialRow
    from tracker.record import Record
    from tracker.ui.desk import Desk


def row_entries(desk: Desk, row: CredentialRow) -> tuple[Entry, ...]:
    """What can be done with a credential, as entries of a menu."""
    states = tuple(
        Entry(capital(state.text), "check", partial(move, desk, row, state))
        for state in CredentialState
        if state is not row.draft.state
    )
    earned = row.draft.state is CredentialState.EARNED
    # What was earned already can be told better: a grade, the day until which it is valid.
    earn_words = _("Change what was earned …") if earned else _("Mark as earned …")
    return (
        Entry(_("Edit …"), "edit", partial(open_form, desk, Kind.CREDENTIAL, row.id)),
        Entry(_("Duplicate"), "copy", partial(desk.do, partial(_duplicate, row.id))),
        LINE,
        Entry(earn_words, "check", partial(mark_as_earned, desk, row)),
        Entry(_("Mark as"), "flag", submenu=states),
        LINE,
        Entry(
            _("Take out of the archive") if row.is_archived else _("Archive"),
            "archive",
            partial(desk.do, partial(_archive, row.id, not row.is_archived)),
        ),
        Entry(_("Delete"), "trash", partial(delete, desk, row)),
        Entry(_("Erase for good …"), "warning", partial(_erase, desk, row)),
    )


def capital(words: str) -> str:
    """A word of a state as the beginning of a line."""
    return words[:1].upper() + words[1:]


def move(desk: Desk, row: CredentialRow, state: CredentialState) -> None:
    """Say where the person stands with it; what is earned asks for its days where unknown."""
    if state is row.draft.state:
        return
    if state is CredentialState.EARNED:
        mark_as_earned(desk, row, is_quick=True)
        return
    told = _("{title}: {state}").format(title=row.name, state=state.text)
    desk.do(partial(_set_state, row.id, state), partial(_say, desk, told))


def mark_as_earned(desk: Desk, row: CredentialRow, *, is_quick: bool = False) -> None:
    """Ask what is known of a credential that was earned; see `forms.earn`."""
    from tracker.ui.forms.earn import earn

    earn(desk, row, is_quick=is_quick)


def delete(desk: Desk, row: CredentialRow) -> None:
    """Delete it; its hours and its spending stay."""
    desk.do(partial(_delete, row.id))


def _say(desk: Desk, told: str, changes: Changes) -> None:
    if changes.operation_id is not None:
        desk.say(told, "undo")


def _erase(desk: Desk, row: CredentialRow) -> None:
    from tracker.ui.dialogs.erasing import erase_for_good

    erase_for_good(desk, Kind.CREDENTIAL, row.id, row.title)


def _delete(number: int, record: Record) -> Changes:
    return record.credentials.delete(number)


def _duplicate(number: int, record: Record) -> Changes:
    return record.credentials.duplicate(number)


def _archive(number: int, is_archived: bool, record: Record) -> Changes:
    return record.credentials.archive(number, is_archived=is_archived)


def _set_state(number: int, state: CredentialState, record: Record) -> Changes:
    return record.credentials.set_state(number, state, record.ground.today())
