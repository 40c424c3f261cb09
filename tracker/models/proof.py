"""Tables of what backs a credential: skills, evidence, renewals."""

from datetime import date, datetime

from sqlalchemy import Index, Text, text
from sqlmodel import Field

from tracker.domain.words import CycleState, EvidenceKind, RenewalKind
from tracker.models.base import STRICT, Recorded
from tracker.models.columns import Day, Instant, Json, limits
from tracker.models.spending import MOST_MINOR

MOST_UNITS_MILLI = 10**9


class Skill(Recorded, table=True):
    """A skill in the person's words."""

    __tablename__ = "skill"
    __table_args__ = (
        *limits("skill", texts={"name": 500, "uri": 2000, "note": 20000}, needed=("name",)),
        Index("skill_by_name", text("name COLLATE NOCASE")),
        STRICT,
    )
    name: str = Field(sa_type=Text)
    uri: str = Field(default="", sa_type=Text)
    note: str = Field(default="", sa_type=Text)


class CredentialSkill(Recorded, table=True):
    """That a credential backs a skill."""

    __tablename__ = "credential_skill"
    __table_args__ = (
        *limits("credential_skill"),
        Index("credential_skill_once", "credential_id", "skill_id", unique=True),
        Index("credential_skill_by_skill", "skill_id"),
        STRICT,
    )
    credential_id: int = Field(foreign_key="credential.id")
    skill_id: int = Field(foreign_key="skill.id")


class Evidence(Recorded, table=True):
    """A file, kept under the digest of its bytes, or a link."""

    __tablename__ = "evidence"
    __table_args__ = (
        *limits(
            "evidence",
            texts={
                "title": 500,
                "url": 2000,
                "file_name": 500,
                "media_type": 200,
                "sha256": 64,
                "note": 20000,
            },
            needed=("title",),
            words={"kind": EvidenceKind},
            instants=("added_at",),
            ranges={"size_bytes": (0, 10**15)},
            rules={
                "file_whole": (
                    "(kind = 'file') = (length(sha256) = 64)"
                    " AND (kind = 'file') = (size_bytes IS NOT NULL)"
                ),
                "one_owner": (
                    "(credential_id IS NOT NULL) + (expense_id IS NOT NULL)"
                    " + (renewal_credit_id IS NOT NULL) <= 1"
                ),
            },
        ),
        Index("evidence_by_credential", "credential_id"),
        Index("evidence_by_expense", "expense_id"),
        Index("evidence_by_renewal_credit", "renewal_credit_id"),
        Index("evidence_by_sha256", "sha256"),
        STRICT,
    )
    kind: str = Field(sa_type=Text)
    title: str = Field(sa_type=Text)
    url: str = Field(default="", sa_type=Text)
    file_name: str = Field(default="", sa_type=Text)
    media_type: str = Field(default="", sa_type=Text)
    sha256: str = Field(default="", sa_type=Text)
    size_bytes: int | None = None
    added_at: datetime = Field(sa_type=Instant)
    note: str = Field(default="", sa_type=Text)
    credential_id: int | None = Field(default=None, foreign_key="credential.id")
    expense_id: int | None = Field(default=None, foreign_key="expense.id")
    renewal_credit_id: int | None = Field(default=None, foreign_key="renewal_credit.id")


class EvidenceSkill(Recorded, table=True):
    """That a piece of evidence backs a skill."""

    __tablename__ = "evidence_skill"
    __table_args__ = (
        *limits("evidence_skill"),
        Index("evidence_skill_once", "evidence_id", "skill_id", unique=True),
        Index("evidence_skill_by_skill", "skill_id"),
        STRICT,
    )
    evidence_id: int = Field(foreign_key="evidence.id")
    skill_id: int = Field(foreign_key="skill.id")


class Renewal(Recorded, table=True):
    """What keeping a credential asks for in every cycle."""

    __tablename__ = "renewal"
    __table_args__ = (
        *limits(
            "renewal",
            texts={"unit": 100, "fee_currency": 3, "rule_pack": 100, "note": 20000},
            words={"kind": RenewalKind},
            ranges={
                "cycle_months": (1, 600),
                "units_milli": (0, MOST_UNITS_MILLI),
                "least_a_year_milli": (0, MOST_UNITS_MILLI),
                "carry_over_milli": (0, MOST_UNITS_MILLI),
                "fee_minor": (0, MOST_MINOR),
            },
            structures=("categories",),
            rules={"fee_whole": "(fee_minor IS NULL) = (fee_currency IS NULL)"},
        ),
        Index("renewal_by_credential", "credential_id"),
        STRICT,
    )
    credential_id: int = Field(foreign_key="credential.id")
    kind: str = Field(sa_type=Text)
    cycle_months: int | None = None
    unit: str = Field(default="", sa_type=Text)
    units_milli: int | None = None
    least_a_year_milli: int | None = None
    carry_over_milli: int | None = None
    categories: list[list[object]] = Field(default_factory=list, sa_type=Json)
    fee_minor: int | None = None
    fee_currency: str | None = Field(default=None, sa_type=Text)
    rule_pack: str = Field(default="", sa_type=Text)
    note: str = Field(default="", sa_type=Text)


class RenewalCycle(Recorded, table=True):
    """One cycle of a renewal."""

    __tablename__ = "renewal_cycle"
    __table_args__ = (
        *limits(
            "renewal_cycle",
            texts={"note": 20000},
            words={"state": CycleState},
            days=("starts_on", "ends_on"),
            rules={"days_in_order": "ends_on >= starts_on"},
        ),
        Index("renewal_cycle_by_renewal", "renewal_id", "ends_on"),
        STRICT,
    )
    renewal_id: int = Field(foreign_key="renewal.id")
    starts_on: date = Field(sa_type=Day)
    ends_on: date = Field(sa_type=Day)
    state: str = Field(sa_type=Text)
    expense_id: int | None = Field(default=None, foreign_key="expense.id")
    note: str = Field(default="", sa_type=Text)


class RenewalCredit(Recorded, table=True):
    """Units earned towards a cycle."""

    __tablename__ = "renewal_credit"
    __table_args__ = (
        *limits(
            "renewal_credit",
            texts={"title": 500, "category": 500, "note": 20000},
            days=("earned_on",),
            ranges={"units_milli": (1, MOST_UNITS_MILLI)},
        ),
        Index("renewal_credit_by_cycle", "cycle_id"),
        Index("renewal_credit_by_session", "study_session_id"),
        STRICT,
    )
    cycle_id: int = Field(foreign_key="renewal_cycle.id")
    earned_on: date = Field(sa_type=Day)
    units_milli: int
    title: str = Field(default="", sa_type=Text)
    category: str = Field(default="", sa_type=Text)
    study_session_id: int | None = Field(default=None, foreign_key="study_session.id")
    note: str = Field(default="", sa_type=Text)
