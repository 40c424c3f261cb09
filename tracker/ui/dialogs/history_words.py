"""What happened to a row, in the words of its form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from tracker.domain.changes import Kind
from tracker.domain.instants import Moment
from tracker.domain.money import Money
from tracker.domain.words import N_, CredentialState, Word
from tracker.i18n import _, pgettext
from tracker.ui.numbers import day_short, duration, listed, money, when

if TYPE_CHECKING:
    from tracker.record import Record
    from tracker.store.history import RowChange

# Columns that say nothing to a person, or what another column says already.
_HIDDEN = frozenset(
    {"id", "uuid", "digest", "source", "source_key", "created_at", "offset_seconds", "ended_at"}
)
# Columns of which no form speaks, or under another name.
_LABELS = {
    "state": N_("State"),
    "is_archived": N_("In the archive"),
    "issuer_id": N_("Awarded by"),
    "started_at": N_("Start"),
    "seconds": N_("Length"),
    "day": N_("Day"),
    "pause_seconds": N_("Pauses"),
    "zone": N_("Time zone"),
    "exam_at": N_("Exam"),
    "exam_on": N_("Exam on"),
    "currency": N_("Currency"),
    "earned_on": N_("Earned"),
    "value": N_("Value"),
    "entry": N_("How it was taken"),
    "note": N_("Note"),
    "title": N_("Title"),
    "amount_minor": N_("Amount"),
    "paused_at": N_("Paused since"),
    "pauses": N_("Pauses"),
    "shares": N_("Credentials"),
    "position": N_("Position"),
    "fee_currency": N_("Currency of the fee"),
    "rate_currency": N_("Currency of the rate"),
    "rate_on": N_("Day of the rate"),
    "rate_source": N_("Source of the rate"),
    "catalogue_id": N_("Entry of the catalogue"),
}


@dataclass(frozen=True, slots=True)
class Names:
    """What numbers in old values stand for, and in which zone and currency they are told."""

    zone: str
    currency: str
    today: date
    credentials: Mapping[int, str] = field(default_factory=dict)
    issuers: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ToldChange:
    """One change in words: what was done, when, from where, and what differs."""

    label: str
    when: str
    source: str
    differences: tuple[tuple[str, str, str], ...]
    is_erased: bool = False


def names_of(record: Record, kind: Kind, row_id: int) -> Names:
    """What the words need, asked on a thread."""
    settings = record.settings.get()
    moment = record.ground.moment()
    currency = settings.currency
    if kind is Kind.EXPENSE:
        from tracker.store.writing import GoneError

        try:
            currency = record.spending.one(row_id).amount.currency
        except GoneError:
            pass
    return Names(
        zone=moment.zone,
        currency=currency,
        today=moment.wall.date(),
        credentials=record.credentials.titles(),
        issuers={kept.id: kept.draft.name for kept in record.issuers.all()},
    )


def tell(change: RowChange, names: Names) -> ToldChange:
    """`change` in words."""
    operation = change.operation
    label = operation.label
    if operation.how == "undo":
        label = _("Undone: {label}").format(label=label)
    elif operation.how == "redo":
        label = _("Done again: {label}").format(label=label)
    found = [
        (label_of(change.kind, name), old, new)
        for name, value in change.after.items()
        if name not in _HIDDEN
        and (old := word(name, change.before.get(name), change.kind, names))
        != (new := word(name, value, change.kind, names))
    ]
    return ToldChange(
        label=label,
        when=when(Moment.of(operation.at, names.zone).wall, names.today),
        source=source_words(operation.source),
        differences=tuple(found),
        is_erased=change.is_erased,
    )


def label_of(kind: Kind, column: str) -> str:
    """What a column is called: as in the form, else by its own words."""
    from tracker.ui.forms import spec_of

    try:
        field_ = spec_of(kind).spec_of(column)
    except KeyError:
        field_ = None
    if field_ is not None and field_.name == column and column not in _LABELS:
        return _(field_.label)
    if column in _LABELS:
        return _(_LABELS[column])
    return column.replace("_", " ").capitalize()


def word(column: str, value: Any, kind: Kind, names: Names) -> str:
    """A value of a column as a person reads it; «–» for nothing."""
    if value is None or value in ("", [], "[]"):
        return "–"
    if column in ("credential_id", "issuer_id"):
        known = names.credentials if column == "credential_id" else names.issuers
        return known.get(value, _("deleted"))
    if column.endswith("_minor"):
        return money(Money(int(value), names.currency))
    if column == "seconds" or column.endswith("_seconds"):
        return duration(int(value))
    if column.endswith("minutes"):
        return duration(int(value) * 60)
    if column.startswith("is_"):
        return pgettext("is it so", "yes") if value else pgettext("is it so", "no")
    if column.endswith("_milli"):
        return f"{int(value) / 1000:g}"
    return _text(column, value, kind, names)


def _text(column: str, value: Any, kind: Kind, names: Names) -> str:
    if isinstance(value, str):
        if column.endswith("_at"):
            wall = Moment.of(datetime.fromisoformat(value), names.zone).wall
            return when(wall, names.today)
        if column == "day" or column.endswith(("_on", "_until", "_by")):
            return day_short(date.fromisoformat(value), names.today - timedelta(days=366 * 9))
        chosen = _word_of(column, kind)
        if chosen is not None and value in [one.value for one in chosen]:
            return chosen(value).text
        return value
    if isinstance(value, list):
        return listed(str(one) for one in value)
    return str(value)


def _word_of(column: str, kind: Kind) -> type[Word] | None:
    from tracker.ui.forms import spec_of

    if kind is Kind.CREDENTIAL and column == "state":
        return CredentialState
    try:
        found = spec_of(kind).spec_of(column)
    except KeyError:
        return None
    return None if found is None else found.word


def source_words(source: str) -> str:
    """Where something was done, as a person reads it."""
    words = {
        "window": _("in the window"),
        "command line": _("on the command line"),
        "cli": _("on the command line"),
        "library": _("by a program"),
    }
    return words.get(source, source)
