"""`cairn settings`: what the person set for their record."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tracker.cli import shapes
from tracker.cli.answers import Answer
from tracker.cli.inputs import read_amount
from tracker.cli.opening import is_there, opened
from tracker.cli.parsing import Arguments, Parser, Spec, UsageError
from tracker.cli.tables import facts
from tracker.domain.money import Money
from tracker.domain.preferences import RecordSettings
from tracker.errors import TrackerError
from tracker.i18n import _

if TYPE_CHECKING:
    from tracker.record import Record

_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)", re.ASCII)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _refuse(text: str, hint: str) -> TrackerError:
    return TrackerError(
        _("This can't be understood"),
        _("«{text}» does not fit there.").format(text=text[:60]),
        hint,
    )


def _text(text: str, _held: RecordSettings) -> dict[str, Any]:
    return {"name": text.strip()}


def _emails(text: str, _held: RecordSettings) -> dict[str, Any]:
    found = tuple(part.strip() for part in text.split(",") if part.strip())
    if any("@" not in part for part in found):
        raise _refuse(text, _("Write addresses with commas between them."))
    return {"emails": found}


def _currency(text: str, held: RecordSettings) -> dict[str, Any]:
    code = text.strip().upper()
    if held.budget_minor is not None and code != held.currency:
        # The budget is an amount of money, not a number that could change its currency.
        raise TrackerError(
            _("The budget is in {currency}").format(currency=held.currency),
            _("The budget of the year is kept in {currency}.").format(currency=held.currency),
            _("Take it away first with: cairn settings budget ''"),
        )
    return {"currency": code}


def _zone(text: str, _held: RecordSettings) -> dict[str, Any]:
    from tracker.domain.zones import zone_rules

    name = text.strip()
    if name:
        # Raises the sentence that names the zone which may be meant.
        zone_rules(name)
    return {"zone": name}


def _day_start(text: str, _held: RecordSettings) -> dict[str, Any]:
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        raise _refuse(text, _("Write it as 00:00 or 04:00."))
    return {"day_starts_at": int(found[1]) * 60 + int(found[2])}


def _weekday(text: str, _held: RecordSettings) -> dict[str, Any]:
    wanted = text.strip().casefold()
    fits = [at for at, name in enumerate(_WEEKDAYS) if wanted and name.startswith(wanted)]
    if len(fits) != 1:
        raise _refuse(text, _("Write it as monday or sunday."))
    return {"first_weekday": fits[0]}


def _budget(text: str, held: RecordSettings) -> dict[str, Any]:
    if not text.strip():
        return {"budget_minor": None}
    amount = read_amount(text, held.currency)
    if amount.currency != held.currency:
        raise _refuse(text, _("The budget is in {currency}.").format(currency=held.currency))
    return {"budget_minor": amount.minor}


def _streak(text: str, _held: RecordSettings) -> dict[str, Any]:
    number = text.strip().casefold().removesuffix("m").strip()
    if not (number.isascii() and number.isdigit() and len(number) <= 5):
        raise _refuse(text, _("Write the least minutes that make a day count: 10."))
    return {"streak_minutes": int(number)}


_SETTINGS: dict[str, Callable[[str, RecordSettings], dict[str, Any]]] = {
    "name": _text,
    "emails": _emails,
    "currency": _currency,
    "budget": _budget,
    "zone": _zone,
    "day-starts-at": _day_start,
    "first-weekday": _weekday,
    "streak-minutes": _streak,
}


def _arguments(parser: Parser) -> None:
    parser.description = _(
        "Show the settings of the record, or change one: cairn settings currency USD."
        " Changing the zone or the start of the day moves nothing that is recorded."
    )
    parser.add_argument("name", nargs="?", metavar=_("NAME"), help=" ".join(_SETTINGS))
    parser.add_argument("value", nargs="?", metavar=_("VALUE"), help=_("empty takes it away"))


def _settings(args: Arguments) -> Answer:
    said: str | None = args.name
    name = None if said is None else said.casefold().replace("_", "-")
    if said is not None and name not in _SETTINGS:
        raise UsageError(
            _("Wrong usage"),
            _("«{name}» is not a setting.").format(name=said[:40]),
            _("These are: {names}.").format(names=", ".join(_SETTINGS)),
        )
    if name is None or args.value is None:
        # Nothing changes, so that no record is begun.
        with opened(args) as record:
            return _shown(record, name)
    if not is_there(args):
        _changed(name, args.value, RecordSettings())
    with opened(args, may_create=True) as record:
        record.settings.change(**_changed(name, args.value, record.settings.get()))
        return _shown(record, name)


def _changed(name: str, value: str, held: RecordSettings) -> dict[str, Any]:
    """The fields that change; raises a TrackerError where the value does not fit."""
    fields = _SETTINGS[name](value, held)
    dataclasses.replace(held, **fields).require_good()
    return fields


def _shown(record: Record, name: str | None) -> Answer:
    held = record.settings.get()
    minutes = held.day_starts_at
    data = {
        "name": held.name,
        "emails": list(held.emails),
        "currency": held.currency,
        "budget": shapes.minor(held.budget_minor, held.currency),
        "zone": held.zone or None,
        "zone_in_use": record.ground.zone(held),
        "day_starts_at": f"{minutes // 60:02}:{minutes % 60:02}",
        "first_weekday": _WEEKDAYS[held.first_weekday],
        "streak_minutes": held.streak_minutes,
    }
    budget = held.budget_minor
    pairs = {
        "name": held.name or "–",
        "emails": ", ".join(held.emails) or "–",
        "currency": held.currency,
        "budget": "–"
        if budget is None
        else f"{Money(budget, held.currency).plain()} {held.currency}",
        "zone": held.zone or _("{zone} (this computer's)").format(zone=data["zone_in_use"]),
        "day-starts-at": data["day_starts_at"],
        "first-weekday": data["first_weekday"],
        "streak-minutes": str(held.streak_minutes),
    }
    shown = pairs if name is None else {name: pairs[name]}
    return Answer({"settings": data}, facts(list(shown.items())))


SPECS = {"settings": Spec(_arguments, _settings, noun="settings", is_writing=True)}
