"""What the person states about pay, and the scenarios and degree baselines they keep."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tracker.domain.draft import TITLE_LETTERS, Checks, Draft
from tracker.domain.money import is_currency
from tracker.domain.spending import check_amount
from tracker.domain.words import PayPeriod
from tracker.errors import Problem
from tracker.i18n import _


@dataclass(frozen=True, slots=True)
class PayEventDraft(Draft):
    """A change of pay that the person states: before, after, and the raise due anyway.

    Amounts are in minor units of `currency` for one `period`. `share_milli` is the part of the
    change that the person attributes to `credential_id`, in thousandths; None where they did not
    say. `stated_by` names who made the attribution.
    """

    effective_on: date
    before_minor: int
    after_minor: int
    currency: str
    period: PayPeriod = PayPeriod.YEAR
    anyway_minor: int | None = None
    credential_id: int | None = None
    share_milli: int | None = None
    stated_by: str = ""
    note: str = ""

    def problems(self) -> list[Problem]:
        """Amounts or a share out of range, an unknown currency."""
        checks = Checks()
        checks.day("effective_on", _("The day of the change"), self.effective_on)
        check_amount(checks, "before_minor", self.before_minor, least=0)
        check_amount(checks, "after_minor", self.after_minor, least=0)
        checks.currency("currency", self.currency, is_currency)
        checks.number(
            "share_milli",
            _("The attributed share in thousandths"),
            self.share_milli,
            least=0,
            most=1000,
        )
        checks.text("stated_by", _("Who stated it"), self.stated_by, letters=TITLE_LETTERS)
        checks.text("note", _("The note"), self.note)
        return checks.found


@dataclass(frozen=True, slots=True)
class ScenarioDraft(Draft):
    """Inputs of a return on time under a name; the names of `inputs` are the specification's."""

    name: str
    inputs: Mapping[str, object] = field(default_factory=dict)
    credential_id: int | None = None
    note: str = ""

    def problems(self) -> list[Problem]:
        """A missing name or texts too long."""
        return _named(self.name, self.note)


@dataclass(frozen=True, slots=True)
class DegreeBaselineDraft(Draft):
    """A degree's figures that the person keeps: their own, or a shipped one that they changed."""

    name: str
    figures: Mapping[str, object] = field(default_factory=dict)
    based_on: str = ""
    source: str = ""
    note: str = ""

    def problems(self) -> list[Problem]:
        """A missing name or texts too long."""
        return _named(self.name, self.note)


def _named(name: str, note: str) -> list[Problem]:
    checks = Checks()
    checks.text("name", _("The name"), name, needed=True, letters=TITLE_LETTERS)
    checks.text("note", _("The note"), note)
    return checks.found
