"""What backs a credential: skills, evidence, renewals with their cycles and credits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.draft import TITLE_LETTERS, Checks, Draft
from tracker.domain.kept import Kept
from tracker.domain.money import is_currency
from tracker.domain.words import CycleState, EvidenceKind, RenewalKind
from tracker.errors import Problem
from tracker.i18n import _


@dataclass(frozen=True, slots=True)
class SkillDraft(Draft):
    """A skill in the person's own words; `uri` may name it in a vocabulary such as ESCO."""

    name: str
    uri: str = ""
    note: str = ""

    def problems(self) -> list[Problem]:
        """A missing name or texts too long."""
        checks = Checks()
        checks.text("name", _("The skill's name"), self.name, needed=True, letters=TITLE_LETTERS)
        checks.link("uri", _("The skill's address"), self.uri)
        checks.text("note", _("The note"), self.note)
        return checks.found


@dataclass(frozen=True, slots=True)
class EvidenceDraft(Draft):
    """A link that proves something, or the words that go with a file that is attached.

    At most one of the three keys says what it belongs to; a receipt belongs to an expense.
    """

    title: str
    url: str = ""
    note: str = ""
    credential_id: int | None = None
    expense_id: int | None = None
    renewal_credit_id: int | None = None

    def problems(self) -> list[Problem]:
        """A missing title, an address that can't be opened, more than one owner."""
        checks = Checks()
        checks.text("title", _("The title"), self.title, needed=True, letters=TITLE_LETTERS)
        checks.link("url", _("The link"), self.url)
        checks.text("note", _("The note"), self.note)
        owners = (self.credential_id, self.expense_id, self.renewal_credit_id)
        if sum(owner is not None for owner in owners) > 1:
            checks.say("credential_id", _("Evidence belongs to one thing only."))
        return checks.found


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """Evidence as recorded; `sha256`, `size_bytes` and `file_name` only where it is a file."""

    id: int
    uuid: str
    kind: EvidenceKind
    title: str
    url: str
    file_name: str
    media_type: str
    sha256: str
    size_bytes: int | None
    added_at: datetime
    note: str
    credential_id: int | None
    expense_id: int | None
    renewal_credit_id: int | None


@dataclass(frozen=True, slots=True)
class RenewalCategory:
    """A category of a renewal's rules: thousandths of a unit, at least and at most in a cycle."""

    name: str
    least_milli: int | None = None
    most_milli: int | None = None


@dataclass(frozen=True, slots=True)
class RenewalDraft(Draft):
    """What keeping a credential asks for in every cycle; units in thousandths."""

    credential_id: int
    kind: RenewalKind
    cycle_months: int | None = None
    unit: str = ""
    units_milli: int | None = None
    least_a_year_milli: int | None = None
    carry_over_milli: int | None = None
    categories: tuple[RenewalCategory, ...] = ()
    fee_minor: int | None = None
    fee_currency: str | None = None
    rule_pack: str = ""
    note: str = ""

    def problems(self) -> list[Problem]:
        """Numbers out of range, a fee without a currency, a category without a name."""
        checks = Checks()
        checks.number(
            "cycle_months", _("The cycle in months"), self.cycle_months, least=1, most=600
        )
        for field, value in (
            ("units_milli", self.units_milli),
            ("least_a_year_milli", self.least_a_year_milli),
            ("carry_over_milli", self.carry_over_milli),
        ):
            checks.number(field, _("The units in thousandths"), value, least=0, most=10**9)
        if (self.fee_minor is None) != (self.fee_currency is None):
            checks.say("fee_minor", _("A fee needs an amount and a currency."))
        if self.fee_currency is not None:
            checks.currency("fee_currency", self.fee_currency, is_currency)
        for category in self.categories:
            checks.text(
                "categories", _("A category"), category.name, needed=True, letters=TITLE_LETTERS
            )
        checks.text("unit", _("The unit"), self.unit, letters=100)
        checks.text("note", _("The note"), self.note)
        return checks.found


@dataclass(frozen=True, slots=True)
class RenewalCycleDraft(Draft):
    """One cycle of a renewal, both days included."""

    renewal_id: int
    starts_on: date
    ends_on: date
    state: CycleState = CycleState.OPEN
    expense_id: int | None = None
    note: str = ""

    def problems(self) -> list[Problem]:
        """Days in the wrong order or out of range."""
        checks = Checks()
        checks.day("starts_on", _("The first day"), self.starts_on)
        checks.day("ends_on", _("The last day"), self.ends_on)
        checks.order(
            "ends_on", (_("The first day"), self.starts_on), (_("The last day"), self.ends_on)
        )
        checks.text("note", _("The note"), self.note)
        return checks.found


@dataclass(frozen=True, slots=True)
class RenewalCreditDraft(Draft):
    """Units earned towards a cycle, by a study session or by something else.

    One activity may count for several cycles: then each has a credit of its own.
    """

    cycle_id: int
    earned_on: date
    units_milli: int
    title: str = ""
    category: str = ""
    study_session_id: int | None = None
    note: str = ""

    def problems(self) -> list[Problem]:
        """Units that are nothing, a day out of range, texts too long."""
        checks = Checks()
        checks.number(
            "units_milli", _("The units in thousandths"), self.units_milli, least=1, most=10**9
        )
        checks.day("earned_on", _("The day"), self.earned_on)
        checks.text("title", _("The title"), self.title, letters=TITLE_LETTERS)
        checks.text("category", _("The category"), self.category, letters=TITLE_LETTERS)
        checks.text("note", _("The note"), self.note)
        return checks.found


@dataclass(frozen=True, slots=True)
class RenewalDue:
    """An open cycle: its days, the rule it follows, and the units earned so far (thousandths)."""

    cycle: Kept[RenewalCycleDraft]
    rule: RenewalDraft
    credential: str
    earned_milli: int


@dataclass(frozen=True, slots=True)
class SkillRow:
    """A skill with what backs it: credentials (numbers), their logged seconds, evidence."""

    id: int
    uuid: str
    draft: SkillDraft
    credential_ids: tuple[int, ...]
    logged_seconds: int
    evidence_count: int
