"""Making one skill out of two."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from tracker.domain.changes import Changes, Kind
from tracker.domain.draft import Draft
from tracker.domain.words import N_
from tracker.errors import Problem
from tracker.i18n import _
from tracker.ui.forms.dialog import FormDialog
from tracker.ui.forms.spec import FieldSpec, FormContext, FormSpec, SectionSpec, Values

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.record import Record
    from tracker.ui.desk import Desk


@dataclass(frozen=True, slots=True)
class _Merge(Draft):
    """The skill that stays, by its name."""

    name: str
    known: tuple[tuple[int, str], ...] = ()

    def problems(self) -> list[Problem]:
        """A name that no skill bears."""
        if self.number() is None:
            return [Problem(_("There is no skill «{name}».").format(name=self.name[:80]), "name")]
        return []

    def number(self) -> int | None:
        """The skill of this name, in any letter case."""
        wanted = self.name.strip().casefold()
        return next((n for n, name in self.known if name.casefold() == wanted), None)


def merge_skill(
    desk: Desk,
    number: int,
    name: str,
    *,
    shown: Callable[[FormDialog], object] | None = None,
) -> None:
    """Ask which skill takes over what backs this one; `shown` is called with the dialog."""

    def gather(record: Record) -> tuple[FormContext, tuple[tuple[int, str], ...]]:
        from tracker.ui.forms.gathering import context_of

        known = tuple((one.id, one.draft.name) for one in record.skills.all() if one.id != number)
        return context_of(record), known

    def show(gathered: tuple[FormContext, tuple[tuple[int, str], ...]]) -> None:
        context, known = gathered
        dialog = FormDialog(desk, _spec(number), context, None, {"name": "", "known": known})
        dialog.set_title(_("Make «{skill}» one with another").format(skill=name))
        dialog.present()
        if shown is not None:
            shown(dialog)

    desk.ask(gather, show, key=("form", "merge"))


def _spec(number: int) -> FormSpec:
    def draft(values: Values) -> Draft:
        return _Merge(**values)

    def add(record: Record, wanted: Draft, _is_sure: bool) -> Changes:
        assert isinstance(wanted, _Merge)
        into = wanted.number()
        assert into is not None
        return record.skills.merge(number, into)

    def change(_record: Record, _row: int, _fields: dict[str, Any], _is_sure: bool) -> Changes:
        raise NotImplementedError

    title = N_("Make two skills one")
    field = FieldSpec(
        "name",
        N_("The skill that stays"),
        is_needed=True,
        source="skills",
        hint=N_("What backs this skill will back that one. Undo takes it apart again."),
    )
    return FormSpec(
        Kind.SKILL,
        title,
        title,
        N_("Make them one"),
        (SectionSpec((field,)),),
        draft,
        partial(_one, number),
        add,
        change,
        lambda _context: {},
        "tag",
    )


def _one(number: int, record: Record, _row_id: int) -> Draft:
    return record.skills.one(number).draft
