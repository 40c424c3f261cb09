"""Credentials, their issuers, modules, exam attempts and the pathways they form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from tracker.domain.draft import NOTE_LETTERS, TITLE_LETTERS, Checks, Draft
from tracker.domain.words import (
    CredentialKind,
    CredentialState,
    ExamResult,
    Participation,
    Stackability,
    Supervision,
    Validity,
    WorkloadUnit,
)
from tracker.errors import Problem
from tracker.i18n import _

# A hundred years of full-time work; more is a slip of the finger.
MOST_PLANNED_MINUTES = 100 * 365 * 24 * 60


@dataclass(frozen=True, slots=True)
class IssuerDraft(Draft):
    """Who awards a credential. `country` is an ISO 3166-1 alpha-2 code or empty."""

    name: str
    url: str = ""
    country: str = ""
    note: str = ""

    def problems(self) -> list[Problem]:
        """A missing name, texts too long, a country that is no two-letter code."""
        checks = Checks()
        checks.text("name", _("The issuer's name"), self.name, needed=True, letters=TITLE_LETTERS)
        checks.link("url", _("The issuer's address"), self.url)
        _check_country(checks, self.country)
        checks.text("note", _("The note"), self.note, letters=NOTE_LETTERS)
        return checks.found


@dataclass(frozen=True, slots=True)
class CredentialDraft(Draft):
    """A credential that the person pursues or has earned.

    The fields cover the 11 mandatory and 5 optional elements of the EU recommendation on
    micro-credentials (the learner is the owner of the record). `planned_minutes` is the study the
    person plans for it; `workload_milli` thousandths of `workload_unit` are what the issuer states.
    `exam_at` is the instant of the next exam; where only its day is known, `exam_on` stands alone.
    `valid_until` is the last day on which it is valid. An empty text or None is «not known».
    `catalogue_id` names the entry of the catalogue that prefilled it.
    """

    title: str
    short_title: str = ""
    issuer: str = ""
    kind: CredentialKind = CredentialKind.CERTIFICATION
    state: CredentialState = CredentialState.PLANNED
    country: str = ""
    identifier: str = ""
    exam_code: str = ""
    url: str = ""
    level_eqf: int | None = None
    level: str = ""
    planned_minutes: int | None = None
    workload_milli: int | None = None
    workload_unit: WorkloadUnit | None = None
    learning_outcomes: str = ""
    assessment: str = ""
    participation: Participation | None = None
    quality_assurance: str = ""
    supervision: Supervision | None = None
    grade: str = ""
    prerequisites: str = ""
    stackability: Stackability | None = None
    note: str = ""
    planned_start_on: date | None = None
    started_on: date | None = None
    target_on: date | None = None
    exam_on: date | None = None
    exam_at: datetime | None = None
    earned_on: date | None = None
    validity: Validity = Validity.UNKNOWN
    valid_until: date | None = None
    catalogue_id: str = ""
    source: str = ""
    source_key: str = ""

    def problems(self) -> list[Problem]:
        """Texts missing or too long, numbers out of range, days in an impossible order."""
        checks = Checks()
        checks.text("title", _("The title"), self.title, needed=True, letters=TITLE_LETTERS)
        for field, name, value in (
            ("short_title", _("The short title"), self.short_title),
            ("issuer", _("The issuer's name"), self.issuer),
            ("identifier", _("The identifier"), self.identifier),
            ("exam_code", _("The exam code"), self.exam_code),
            ("level", _("The level"), self.level),
            ("grade", _("The grade"), self.grade),
        ):
            checks.text(field, name, value, letters=TITLE_LETTERS)
        for field, name, value in (
            ("learning_outcomes", _("The learning outcomes"), self.learning_outcomes),
            ("assessment", _("The assessment"), self.assessment),
            ("quality_assurance", _("The quality assurance"), self.quality_assurance),
            ("prerequisites", _("The prerequisites"), self.prerequisites),
            ("note", _("The note"), self.note),
        ):
            checks.text(field, name, value)
        checks.link("url", _("The link"), self.url)
        _check_country(checks, self.country)
        checks.number("level_eqf", _("The EQF level"), self.level_eqf, least=1, most=8)
        checks.number(
            "planned_minutes",
            _("The planned study in minutes"),
            self.planned_minutes,
            least=1,
            most=MOST_PLANNED_MINUTES,
        )
        if (self.workload_milli is None) != (self.workload_unit is None):
            checks.say("workload_unit", _("A workload needs both a number and a unit."))
        if self.workload_milli is not None and self.workload_milli <= 0:
            checks.say("workload_milli", _("The workload must be more than nothing."))
        self._check_days(checks)
        return checks.found

    def _check_days(self, checks: Checks) -> None:
        days = {
            "planned_start_on": (_("The planned start"), self.planned_start_on),
            "started_on": (_("The start"), self.started_on),
            "target_on": (_("The target date"), self.target_on),
            "exam_on": (_("The exam"), self.exam_on),
            "earned_on": (_("The day it was earned"), self.earned_on),
            "valid_until": (_("The last valid day"), self.valid_until),
        }
        for field, (name, value) in days.items():
            checks.day(field, name, value)
        checks.order("earned_on", days["started_on"], days["earned_on"])
        checks.order("valid_until", days["earned_on"], days["valid_until"])
        if self.validity is Validity.NO_EXPIRY and self.valid_until is not None:
            checks.say("valid_until", _("What does not expire has no last valid day."))
        if self.exam_at is not None and self.exam_at.tzinfo is None:
            checks.say("exam_at", _("The exam's time needs a time zone."))


@dataclass(frozen=True, slots=True)
class EarnDraft(Draft):
    """That a credential was earned: when, until when it is valid, with which grade, shown where.

    `started_on` is the start that is known of it, so that the days can be compared. `file` is kept
    as evidence; `url` is where others can verify it.
    """

    earned_on: date
    validity: Validity = Validity.UNKNOWN
    valid_until: date | None = None
    grade: str = ""
    url: str = ""
    file: Path | None = None
    started_on: date | None = None

    def problems(self) -> list[Problem]:
        """Days in an impossible order, a validity that contradicts its day, a link that is none."""
        checks = Checks()
        earned = (_("The day it was earned"), self.earned_on)
        checks.day("earned_on", *earned)
        checks.day("valid_until", _("The last valid day"), self.valid_until)
        checks.order("earned_on", (_("The start"), self.started_on), earned)
        checks.order("valid_until", earned, (_("The last valid day"), self.valid_until))
        if self.validity is Validity.NO_EXPIRY and self.valid_until is not None:
            checks.say("valid_until", _("What does not expire has no last valid day."))
        checks.text("grade", _("The grade"), self.grade, letters=TITLE_LETTERS)
        checks.link("url", _("The link"), self.url)
        return checks.found


@dataclass(frozen=True, slots=True)
class ModuleDraft(Draft):
    """A part of a credential with a weight of its own, since hours are not progress.

    `progress_percent` is what the person says of it, 0 to 100; 100 exactly where it is done.
    """

    credential_id: int
    title: str
    weight: int = 1
    position: int = 0
    progress_percent: int = 0
    target_on: date | None = None
    done_on: date | None = None
    note: str = ""

    def problems(self) -> list[Problem]:
        """A missing title, a weight or a progress out of range."""
        checks = Checks()
        checks.text(
            "title", _("The module's title"), self.title, needed=True, letters=TITLE_LETTERS
        )
        checks.number("weight", _("The weight"), self.weight, least=0, most=1_000_000)
        checks.number(
            "progress_percent",
            _("The progress in percent"),
            self.progress_percent,
            least=0,
            most=100,
        )
        checks.day("target_on", _("The target date"), self.target_on)
        checks.day("done_on", _("The day it was done"), self.done_on)
        checks.text("note", _("The note"), self.note)
        return checks.found


@dataclass(frozen=True, slots=True)
class ExamAttemptDraft(Draft):
    """One try at a credential's exam; what it cost is the expense `expense_id`."""

    credential_id: int
    taken_on: date
    result: ExamResult = ExamResult.PLANNED
    score: str = ""
    expense_id: int | None = None
    note: str = ""

    def problems(self) -> list[Problem]:
        """A day out of range or texts too long."""
        checks = Checks()
        checks.day("taken_on", _("The day of the exam"), self.taken_on)
        checks.text("score", _("The score"), self.score, letters=TITLE_LETTERS)
        checks.text("note", _("The note"), self.note)
        return checks.found


@dataclass(frozen=True, slots=True)
class PathwayDraft(Draft):
    """Credentials that stack into a larger one, `credential_id`, where that is in the record."""

    title: str
    credential_id: int | None = None
    note: str = ""

    def problems(self) -> list[Problem]:
        """A missing title or texts too long."""
        checks = Checks()
        checks.text("title", _("The title"), self.title, needed=True, letters=TITLE_LETTERS)
        checks.text("note", _("The note"), self.note)
        return checks.found


@dataclass(frozen=True, slots=True)
class PathwayStepDraft(Draft):
    """One credential's place in a pathway, with its weight in the progress of the whole."""

    pathway_id: int
    credential_id: int
    position: int = 0
    weight: int = 1

    def problems(self) -> list[Problem]:
        """A weight out of range."""
        checks = Checks()
        checks.number("weight", _("The weight"), self.weight, least=0, most=1_000_000)
        return checks.found


@dataclass(frozen=True, slots=True)
class CredentialRow:
    """A credential as recorded, with the study that was logged for it.

    `logged_seconds` sums its shares of study sessions; `session_count` counts those.
    """

    id: int
    uuid: str
    draft: CredentialDraft
    is_archived: bool
    created_at: datetime
    logged_seconds: int
    session_count: int

    @property
    def title(self) -> str:
        """Its full title."""
        return self.draft.title

    @property
    def name(self) -> str:
        """What it is called where room is short: the short title, else the title."""
        return self.draft.short_title or self.draft.title

    def is_expired(self, today: date) -> bool:
        """Whether its last valid day lies before `today`; False where that day is not known."""
        return self.draft.valid_until is not None and self.draft.valid_until < today

    @property
    def progress(self) -> float | None:
        """Logged as a share of planned study (may exceed 1); None where no plan is known."""
        planned = self.draft.planned_minutes
        return None if planned is None else self.logged_seconds / (planned * 60)


@dataclass(frozen=True, slots=True)
class NamedCredential:
    """What a credential can be found by; `codes` are its identifier and its exam's code."""

    id: int
    title: str
    short_title: str
    issuer: str
    codes: str
    state: CredentialState
    is_archived: bool


def _check_country(checks: Checks, value: str) -> None:
    if value and not (len(value) == 2 and value.isascii() and value.isupper()):
        checks.say("country", _("The country must be a two-letter code such as DE or US."))
