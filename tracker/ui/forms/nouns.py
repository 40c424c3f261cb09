"""Specs of the nouns whose services add and change rows by their drafts alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tracker.domain.changes import Changes, Kind
from tracker.domain.draft import Draft
from tracker.ui.forms.spec import FormContext, FormSpec, SectionSpec, Values

if TYPE_CHECKING:
    from tracker.record import Record


def noun_form(
    kind: Kind,
    titles: tuple[str, str, str],
    sections: tuple[SectionSpec, ...],
    draft: Callable[..., Draft],
    service: Callable[[Record], Any],
    start: Callable[[FormContext], Values] = lambda _context: {},
    icon: str = "edit",
    *,
    load: Callable[[Record, int], Draft] | None = None,
    add: Callable[[Record, Any], Changes] | None = None,
    change: Callable[[Record, int, Values], Changes] | None = None,
) -> FormSpec:
    """The spec of a noun. `titles` are those of adding and changing, and the verb of adding.

    `service` answers who adds, changes and deletes: one of `Nouns`, or one like it. `load`, `add`
    and `change` stand in for its own, where the form asks for other things than the draft holds.
    """

    def make(values: Values) -> Draft:
        return draft(**values)

    def load_kept(record: Record, row_id: int) -> Draft:
        return service(record).one(row_id).draft

    def add_one(record: Record, wanted: Draft, _is_sure: bool) -> Changes:
        return service(record).add(wanted) if add is None else add(record, wanted)

    def change_one(record: Record, row_id: int, fields: Values, _is_sure: bool) -> Changes:
        if change is not None:
            return change(record, row_id, fields)
        return service(record).change(row_id, **fields)

    def delete(record: Record, row_id: int) -> Changes:
        return service(record).delete(row_id)

    title, change_title, verb = titles
    return FormSpec(
        kind,
        title,
        change_title,
        verb,
        sections,
        make,
        load or load_kept,
        add_one,
        change_one,
        start,
        icon,
        delete,
    )
