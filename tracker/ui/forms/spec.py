"""A form as a table: what is asked, in which order, and what becomes of the answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from tracker.domain.changes import Changes, Kind
from tracker.domain.draft import Draft
from tracker.domain.instants import Moment
from tracker.domain.preferences import RecordSettings
from tracker.domain.words import N_, Word

if TYPE_CHECKING:
    from tracker.record import Record

FieldKind = Literal[
    "text",
    "long",
    "day",
    "clock",
    "minutes",
    "hours",
    "length",
    "number",
    "money",
    "amount",
    "choice",
    "flag",
    "credential",
    "shares",
    "tags",
    "file",
    "when",
    "exam",
    "zone",
    "weekday",
    "currency",
    "theme",
    "expense",
    "rate",
    "categories",
    "category",
    "cycles",
    "expenses",
]

# A row of a form has six columns: fields of 6, 3 or 2 of them stand alone, by two or by three.
WHOLE, HALF, THIRD = 6, 3, 2

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field. `name` is that of the draft's field; `label`, `hint` are marked with `N_`.

    `names` are further fields of the draft that the same widget answers, such as the currency
    of an amount. `word` is the list of a choice; with `may_be_unknown` nothing may be chosen.
    `milli` says that the draft counts in thousandths of what is typed. `source` names the list of
    the context that is offered while typing.
    """

    name: str
    label: str
    kind: FieldKind = "text"
    hint: str = ""
    placeholder: str = ""
    width: int = WHOLE
    is_needed: bool = False
    names: tuple[str, ...] = ()
    word: type[Word] | None = None
    may_be_unknown: bool = False
    milli: bool = False
    least: int = 0
    most: int = 9999
    source: str = ""

    @property
    def answers(self) -> tuple[str, ...]:
        """Every field of the draft that this one answers."""
        return (self.name, *self.names)


# What every noun has room for.
NOTE = FieldSpec("note", N_("Note"), "long")


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """Fields under a heading; a folded one shows its heading until it is opened."""

    fields: tuple[FieldSpec, ...]
    title: str = ""
    is_folded: bool = False


@dataclass(frozen=True, slots=True)
class FormContext:
    """What a form must know of the record, gathered in one look before it is shown.

    `titles` are the credentials that are offered (number, name), those in progress first; `names`
    tells how any other is called. `expenses` are the newest ones, for a choice. `cycles` are the
    open cycles of renewals by number, `categories` those of the rule that the form is about.
    """

    now: Moment
    today: date
    settings: RecordSettings
    zone: str
    titles: Mapping[int, str] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)
    activities: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    cycles: Mapping[int, str] = field(default_factory=dict)
    expenses: Mapping[int, str] = field(default_factory=dict)
    expense_currencies: Mapping[int, str] = field(default_factory=dict)
    theme: str = "system"


@dataclass(frozen=True, slots=True)
class FormSpec:
    """A whole form.

    `title` and `verb` are for a new row, `change_title` for one that is there (its verb is always
    «Save changes»). `draft` makes the draft of complete values; `load` gives the draft of a row;
    `add` and `change` are operations, told whether the person is sure. `start` gives the values
    of a new form. With `delete` a row that is there can be deleted from its form.
    """

    kind: Kind
    title: str
    change_title: str
    verb: str
    sections: tuple[SectionSpec, ...]
    draft: Callable[[Values], Draft]
    load: Callable[[Record, int], Draft]
    add: Callable[[Record, Draft, bool], Changes]
    change: Callable[[Record, int, Values, bool], Changes]
    start: Callable[[FormContext], Values]
    icon: str = "edit"
    delete: Callable[[Record, int], Changes] | None = None

    @property
    def fields(self) -> tuple[FieldSpec, ...]:
        """Every field, in reading order."""
        return tuple(one for section in self.sections for one in section.fields)

    def spec_of(self, name: str) -> FieldSpec | None:
        """The field that answers the draft's field `name`; None where none does."""
        return next((one for one in self.fields if name in one.answers), None)
