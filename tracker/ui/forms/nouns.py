"""Specs of the nouns whose services add and change rows by their drafts alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tracker.domain.changes import Changes, Kind
from tracker.domain.draft import Draft
from tracker.ui.forms.spec import FormContext, FormSpec, SectionSpec, Values

if TYPE_CHECKING:
    from tracker.record import Record
    from tracker.services.base import Nouns


def noun_form(
    kind: Kind,
    titles: tuple[str, str, str],
    sections: tuple[SectionSpec, ...],
    draft: Callable[..., Draft],
    service: Callable[[Record], Nouns[Any]],
    start: Callable[[FormContext], Values] = lambda _context: {},
    icon: str = "edit",
) -> FormSpec:
    """The spec of a noun. `titles` are those of adding and changing, and the verb of adding."""

    def make(values: Values) -> Draft:
        return draft(**values)

    def load(record: Record, row_id: int) -> Draft:
        return service(record).one(row_id).draft

    def add(record: Record, wanted: Draft, _is_sure: bool) -> Changes:
        return service(record).add(wanted)

    def change(record: Record, row_id: int, fields: Values, _is_sure: bool) -> Changes:
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
        load,
        add,
        change,
        start,
        icon,
        delete,
    )
