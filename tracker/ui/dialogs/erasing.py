"""«Erase for good»: says what goes and that it can't be undone, and only then does it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tracker.domain.changes import name_of
from tracker.i18n import _, ngettext
from tracker.ui.dialogs.question import Answer, Question

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracker.domain.changes import Kind
    from tracker.record import Record
    from tracker.store.erasing import Erased
    from tracker.ui.desk import Desk


def erase_for_good(desk: Desk, kind: Kind, row_id: int, title: str) -> None:
    """Ask, with what would go, whether a row shall be erased out of history and backups too."""
    desk.ask(
        partial(_preview, kind, row_id),
        partial(_ask, desk, kind, row_id, title),
        key=("erase", kind, row_id),
    )


def _preview(kind: Kind, row_id: int, record: Record) -> Mapping[Kind, int]:
    return record.erasing.preview(kind, row_id)


def _ask(desk: Desk, kind: Kind, row_id: int, title: str, reach: Mapping[Kind, int]) -> None:
    rows = sum(reach.values())
    parts = ", ".join(
        _("{n} × {kind}").format(n=count, kind=name_of(one)) for one, count in reach.items()
    )
    question = Question(
        _("Erase for good?"),
        [
            _("«{title}» goes, out of the history and the backups too.").format(title=title),
            ngettext("{n} row is erased: {parts}.", "{n} rows are erased: {parts}.", rows).format(
                n=rows, parts=parts
            ),
            _("Hours and money stay, without its name. This is the one thing without undo."),
        ],
        [
            Answer("keep", _("Keep it"), _("K"), "primary"),
            Answer("erase", _("Erase for good"), _("E"), "danger"),
        ],
        refusal="keep",
    )
    question.answered.connect(partial(_answered, desk, kind, row_id))
    question.present()


def _answered(desk: Desk, kind: Kind, row_id: int, answer: str) -> None:
    if answer == "erase":
        # Not an operation with undo: it goes by the writing thread, and tells what it did.
        desk.tasks.write(
            lambda _job: desk.record.erasing.erase(kind, row_id, confirm=True),
            partial(_erased, desk),
            desk.failed.emit,
        )


def _erased(desk: Desk, done: Erased) -> None:
    desk.tell(done.changes)
    words = ngettext(
        "Erased for good, out of {n} backup too",
        "Erased for good, out of {n} backups too",
        done.backups,
    )
    desk.say(words.format(n=done.backups) if done.backups else _("Erased for good"))
