"""What the person set for their record; kept in the record itself, so that it travels with it."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.domain.draft import TITLE_LETTERS, Checks, Draft
from tracker.domain.instants import is_zone
from tracker.domain.money import is_currency
from tracker.errors import Problem
from tracker.i18n import _


@dataclass(frozen=True, slots=True)
class RecordSettings(Draft):
    """What the person set for their record.

    `day_starts_at` is the minute of the wall clock (0 to 1439) at which their day begins. `zone`
    is empty where the computer's own zone is meant. `budget_minor` is for a calendar year, in
    `currency`. `streak_minutes` is the least that makes a day count; `first_weekday` is 0 for
    Monday to 6 for Sunday.
    """

    name: str = ""
    emails: tuple[str, ...] = ()
    currency: str = "EUR"
    budget_minor: int | None = None
    day_starts_at: int = 0
    zone: str = ""
    first_weekday: int = 0
    streak_minutes: int = 1

    def problems(self) -> list[Problem]:
        """Values out of range, an unknown zone or currency."""
        checks = Checks()
        checks.text("name", _("The name"), self.name, letters=TITLE_LETTERS)
        checks.currency("currency", self.currency, is_currency)
        checks.number(
            "day_starts_at", _("The start of the day"), self.day_starts_at, least=0, most=1439
        )
        checks.number(
            "first_weekday", _("The first day of the week"), self.first_weekday, least=0, most=6
        )
        checks.number(
            "streak_minutes", _("The least of a streak"), self.streak_minutes, least=1, most=1440
        )
        if self.budget_minor is not None and self.budget_minor < 0:
            checks.say("budget_minor", _("A budget can't be negative."))
        if self.zone and not is_zone(self.zone):
            checks.say(
                "zone",
                _("«{zone}» is not a time zone; name one such as Europe/Paris.").format(
                    zone=self.zone
                ),
            )
        return checks.found
