"""`cairn undo`, `redo` and `history`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tracker.cli import shapes
from tracker.cli.answers import Answer
from tracker.cli.naming import find
from tracker.cli.opening import opened
from tracker.cli.parsing import Arguments, Parser, Spec, UsageError
from tracker.cli.plainly import plain
from tracker.cli.tables import Column, table
from tracker.i18n import _

if TYPE_CHECKING:
    from tracker.record import Record
    from tracker.store.history import OperationRow, RowChange

_MOST_SHOWN = 20


def _undo_arguments(parser: Parser) -> None:
    parser.description = _("Take back the last thing done, whoever did it; over a restart too.")


def _redo_arguments(parser: Parser) -> None:
    parser.description = _("Do again what was undone last.")


def _undo(args: Arguments) -> Answer:
    with opened(args) as record:
        changes = record.history.undo()
        return Answer({"undone": changes.label}, _("Undone: {label}").format(label=changes.label))


def _redo(args: Arguments) -> Answer:
    with opened(args) as record:
        changes = record.history.redo()
        return Answer(
            {"redone": changes.label}, _("Done again: {label}").format(label=changes.label)
        )


def _history_arguments(parser: Parser) -> None:
    parser.description = _("Tell what was done, newest first: to everything, or to one thing.")
    parser.add_argument(
        "what", nargs="?", metavar=_("WHAT"), help=_("a credential by number or name, s12, e7 …")
    )
    parser.add_argument("--limit", metavar=_("N"), help=_("how many; 20 if left out"))


def _history(args: Arguments) -> Answer:
    limit = _limit(args.limit)
    with opened(args) as record:
        if args.what is not None:
            return _of_one(record, args.what, limit)
        operations = record.history.operations(limit)
        undo, redo = record.history.next_labels()
        data = {
            "rows": [_operation(row, record) for row in operations],
            "undo": undo,
            "redo": redo,
        }
        return Answer(data, _operations_text(operations, record))


def _limit(text: str | None) -> int:
    if text is None:
        return _MOST_SHOWN
    if not (text.isascii() and text.isdigit() and 0 < int(text[:9]) < 10**9):
        raise UsageError(_("Wrong usage"), _("--limit needs a number above zero."))
    return int(text[:9])


def _operation(row: OperationRow, record: Record) -> dict[str, Any]:
    return {
        "id": row.id,
        "at": shapes.instant(record.ground.moment(row.at)),
        "label": row.label,
        "how": row.how,
        "source": row.source,
        "undoes": row.target_id,
        "change_count": row.change_count,
    }


def _operations_text(operations: list[OperationRow], record: Record) -> str:
    if not operations:
        return _("Nothing has been done yet.")
    how = {"do": "", "undo": _("undone"), "redo": _("done again")}
    columns = (
        Column(_("No."), is_number=True),
        Column(_("When")),
        Column(_("What")),
        Column(_("How")),
        Column(_("From")),
    )
    rows = [
        (
            str(row.id),
            record.ground.moment(row.at).wall.strftime("%Y-%m-%d %H:%M"),
            row.label,
            how[row.how],
            row.source,
        )
        for row in operations
    ]
    return table(columns, rows)


def _of_one(record: Record, what: str, limit: int) -> Answer:
    from tracker.store.writing import GoneError

    found = find(record, what)
    changes = record.history.of_row(found.kind, found.id)[:limit]
    if not changes:
        raise GoneError(found.kind, found.id)
    data = {
        "rows": [
            _operation(change.operation, record)
            | {
                "what": change.what,
                "before": change.before,
                "after": change.after,
                "is_erased": change.is_erased,
            }
            for change in changes
        ]
    }
    return Answer(data, "\n".join(_change_text(change, record) for change in changes))


def _change_text(change: RowChange, record: Record) -> str:
    at = record.ground.moment(change.operation.at).wall.strftime("%Y-%m-%d %H:%M")
    lines = [f"{at}  {plain(change.operation.label)}"]
    if change.is_erased:
        lines.append("  " + _("erased for good"))
    lines += _differences(change.before, change.after)
    return "\n".join(lines)


def _differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    if not after:
        return []
    return [
        f"  {name}: {_shown(before.get(name))} → {_shown(value)}" for name, value in after.items()
    ]


def _shown(value: Any) -> str:
    return "–" if value is None or value == "" else plain(str(value))


SPECS = {
    "undo": Spec(_undo_arguments, _undo, is_writing=True),
    "redo": Spec(_redo_arguments, _redo, is_writing=True),
    "history": Spec(_history_arguments, _history),
}
