"""What every draft has in common: it can say what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from tracker.errors import Problem, TrackerError
from tracker.i18n import _

# Generous for any title or note a person writes, small enough that a file pasted by mistake is
# noticed before it is kept for ever. The tables hold the same limits as CHECKs.
TITLE_LETTERS = 500
NOTE_LETTERS = 20_000
# SQLite cuts a text at a NUL, and half a surrogate pair is no character at all.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
# Years outside of this are typing slips (0206, 20226), and the time zones' rules end before.
FIRST_DAY = date(1900, 1, 1)
LAST_DAY = date(2199, 12, 31)


@dataclass(frozen=True, slots=True)
class Draft:
    """Something typed or imported that is not recorded yet."""

    def problems(self) -> list[Problem]:
        """All that keeps this draft from being recorded; empty where nothing does."""
        return []

    def require_good(self) -> None:
        """Raise a TrackerError that names every problem, where there is one."""
        found = self.problems()
        if found:
            raise TrackerError(
                _("This can't be recorded yet"), " ".join(problem.message for problem in found)
            )


class Checks:
    """Collects the problems of one draft, field by field."""

    def __init__(self) -> None:
        """Start with no problem."""
        self.found: list[Problem] = []

    def say(self, field: str, message: str) -> None:
        """Note one problem of `field`."""
        self.found.append(Problem(message, field))

    def text(
        self,
        field: str,
        name: str,
        value: str,
        *,
        needed: bool = False,
        letters: int = NOTE_LETTERS,
    ) -> None:
        """`value` is there where it is `needed`, not longer than `letters`, and storable text."""
        if needed and not value.strip():
            self.say(field, _("{name} is empty.").format(name=name))
        if len(value) > letters:
            self.say(
                field,
                _("{name} has {n} letters; at most {most} fit.").format(
                    name=name, n=len(value), most=letters
                ),
            )
        if _UNSTORABLE.search(value):
            self.say(field, _("{name} holds characters that can't be stored.").format(name=name))

    def number(self, field: str, name: str, value: int | None, *, least: int, most: int) -> None:
        """`value`, where it is known, lies within `least` and `most`, both included."""
        if value is not None and not least <= value <= most:
            self.say(
                field,
                _("{name} is {value}; it must lie between {least} and {most}.").format(
                    name=name, value=value, least=least, most=most
                ),
            )

    def day(self, field: str, name: str, value: date | None) -> None:
        """`value`, where it is known, is a calendar day of a plausible year."""
        if value is None:
            return
        if isinstance(value, datetime) or not FIRST_DAY <= value <= LAST_DAY:
            self.say(
                field,
                _("{name} is {value}; it must be a day from 1900 to 2199.").format(
                    name=name, value=value
                ),
            )

    def order(
        self, field: str, first: tuple[str, date | None], second: tuple[str, date | None]
    ) -> None:
        """The second day is not before the first, where both are known."""
        (first_name, first_day), (second_name, second_day) = first, second
        if first_day is not None and second_day is not None and second_day < first_day:
            self.say(
                field,
                _("{later} ({later_day}) lies before {earlier} ({earlier_day}).").format(
                    later=second_name,
                    later_day=second_day,
                    earlier=first_name,
                    earlier_day=first_day,
                ),
            )

    def link(self, field: str, name: str, value: str) -> None:
        """`value` is empty or a web address that may be opened."""
        self.text(field, name, value, letters=2_000)
        if value and not value.lower().startswith(("https://", "http://")):
            self.say(
                field,
                _("{name} must begin with https:// or http://.").format(name=name),
            )

    def currency(self, field: str, value: str, known: Callable[[str], bool]) -> None:
        """`value` is a currency code that `known` accepts."""
        if not known(value):
            self.say(
                field,
                _("«{value}» is not a currency code such as EUR or USD.").format(value=value),
            )
