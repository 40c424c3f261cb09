"""What a person expects of one credential: the raise, the share due to it, the chance to finish."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from tracker.analytics.returns.assumptions import Range
from tracker.i18n import _
from tracker.ui.dialogs.numbers import Ask, Numbers, NumbersDialog

if TYPE_CHECKING:
    from tracker.analytics.returns.view import CredentialReturn
    from tracker.domain.changes import Changes
    from tracker.record import Record
    from tracker.ui.desk import Desk


def expect(desk: Desk, one: CredentialReturn) -> None:
    """Ask for it; empty fields take a statement back."""
    said = one.stated
    intro = _(
        "What do you hold possible for {name}? Low and high make the range that is drawn from;"
        " empty fields are not stated. A change of pay that you have noted counts where no raise is"
        " stated here."
    ).format(name=one.name)
    own = one.life.statement
    asks = [
        *_three("annual_uplift_gross", _("Raise a year"), own, said.uplift, 1),
        *_three("attribution", _("Share due, %"), own, said.share, 100),
        *_three("completion_probability", _("Finish, %"), own, said.finish, 100),
    ]
    title = _("What you expect of {name}").format(name=one.name)
    save = partial(_save, one.id, one.life.row.title)
    NumbersDialog(desk, title, intro, asks, save, _("Keep")).present()


def _three(name: str, label: str, own: object, held: Range | None, factor: int) -> list[Ask]:
    """Low, likely and high of one input; only what is stated for this credential is filled in."""
    is_own = isinstance(own, dict) and name in own
    shown = held if is_own else None
    low, likely, high = (
        (None, None, None) if shown is None else (shown.low, shown.likely, shown.high)
    )
    return [
        Ask(f"{name}_low", _("{input}: low").format(input=label), low, "", factor),
        Ask(name, _("likely"), likely, "", factor),
        Ask(f"{name}_high", _("high"), high, "", factor),
    ]


def _save(number: int, title: str, found: Numbers) -> Callable[[Record], Changes]:
    return partial(_state, number, title, found)


def _state(number: int, title: str, fields: Numbers, record: Record) -> Changes:
    return record.return_on_time.state(number, title, fields)
