"""Tables of credentials: issuers, credentials, modules, exam attempts, pathways."""

from datetime import date, datetime

from sqlalchemy import Index, Text, text
from sqlmodel import Field

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
from tracker.models.base import STRICT, Recorded
from tracker.models.columns import Day, Flag, Instant, limits


class Issuer(Recorded, table=True):
    """Who awards credentials."""

    __tablename__ = "issuer"
    __table_args__ = (
        *limits(
            "issuer",
            texts={"name": 500, "url": 2000, "country": 2, "note": 20000},
            needed=("name",),
        ),
        Index("issuer_by_name", text("name COLLATE NOCASE")),
        STRICT,
    )
    name: str = Field(sa_type=Text)
    url: str = Field(default="", sa_type=Text)
    country: str = Field(default="", sa_type=Text)
    note: str = Field(default="", sa_type=Text)


class Credential(Recorded, table=True):
    """A credential, pursued or earned."""

    __tablename__ = "credential"
    __table_args__ = (
        *limits(
            "credential",
            texts={
                "title": 500,
                "short_title": 500,
                "country": 2,
                "identifier": 500,
                "exam_code": 500,
                "url": 2000,
                "level": 500,
                "learning_outcomes": 20000,
                "assessment": 20000,
                "quality_assurance": 20000,
                "grade": 500,
                "prerequisites": 20000,
                "note": 20000,
            },
            needed=("title",),
            words={
                "kind": CredentialKind,
                "state": CredentialState,
                "workload_unit": WorkloadUnit,
                "participation": Participation,
                "supervision": Supervision,
                "stackability": Stackability,
                "validity": Validity,
            },
            days=(
                "planned_start_on",
                "started_on",
                "target_on",
                "exam_on",
                "earned_on",
                "valid_until",
            ),
            instants=("exam_at", "created_at"),
            ranges={
                "level_eqf": (1, 8),
                "planned_minutes": (1, 52560000),
                "workload_milli": (1, 10**12),
                "is_archived": (0, 1),
            },
            rules={"workload_whole": "(workload_milli IS NULL) = (workload_unit IS NULL)"},
        ),
        Index("credential_by_state", "is_archived", "state"),
        Index(
            "credential_once_imported",
            "source",
            "source_key",
            unique=True,
            sqlite_where=text("source_key <> ''"),
        ),
        STRICT,
    )
    title: str = Field(sa_type=Text)
    short_title: str = Field(default="", sa_type=Text)
    issuer_id: int | None = Field(default=None, foreign_key="issuer.id")
    kind: str = Field(sa_type=Text)
    state: str = Field(sa_type=Text)
    is_archived: bool = Field(default=False, sa_type=Flag)
    country: str = Field(default="", sa_type=Text)
    identifier: str = Field(default="", sa_type=Text)
    exam_code: str = Field(default="", sa_type=Text)
    url: str = Field(default="", sa_type=Text)
    level_eqf: int | None = None
    level: str = Field(default="", sa_type=Text)
    planned_minutes: int | None = None
    workload_milli: int | None = None
    workload_unit: str | None = Field(default=None, sa_type=Text)
    learning_outcomes: str = Field(default="", sa_type=Text)
    assessment: str = Field(default="", sa_type=Text)
    participation: str | None = Field(default=None, sa_type=Text)
    quality_assurance: str = Field(default="", sa_type=Text)
    supervision: str | None = Field(default=None, sa_type=Text)
    grade: str = Field(default="", sa_type=Text)
    prerequisites: str = Field(default="", sa_type=Text)
    stackability: str | None = Field(default=None, sa_type=Text)
    note: str = Field(default="", sa_type=Text)
    planned_start_on: date | None = Field(default=None, sa_type=Day)
    started_on: date | None = Field(default=None, sa_type=Day)
    target_on: date | None = Field(default=None, sa_type=Day)
    exam_on: date | None = Field(default=None, sa_type=Day)
    exam_at: datetime | None = Field(default=None, sa_type=Instant)
    earned_on: date | None = Field(default=None, sa_type=Day)
    validity: str = Field(default="unknown", sa_type=Text)
    valid_until: date | None = Field(default=None, sa_type=Day)
    catalogue_id: str = Field(default="", sa_type=Text)
    source: str = Field(default="", sa_type=Text)
    source_key: str = Field(default="", sa_type=Text)
    created_at: datetime = Field(sa_type=Instant)


class Module(Recorded, table=True):
    """A part of a credential with its own weight."""

    __tablename__ = "module"
    __table_args__ = (
        *limits(
            "module",
            texts={"title": 500, "note": 20000},
            needed=("title",),
            days=("target_on", "done_on"),
            ranges={"weight": (0, 1000000), "progress_percent": (0, 100)},
        ),
        Index("module_by_credential", "credential_id", "position"),
        STRICT,
    )
    credential_id: int = Field(foreign_key="credential.id")
    title: str = Field(sa_type=Text)
    weight: int = 1
    position: int = 0
    progress_percent: int = 0
    target_on: date | None = Field(default=None, sa_type=Day)
    done_on: date | None = Field(default=None, sa_type=Day)
    note: str = Field(default="", sa_type=Text)


class ExamAttempt(Recorded, table=True):
    """One try at a credential's exam."""

    __tablename__ = "exam_attempt"
    __table_args__ = (
        *limits(
            "exam_attempt",
            texts={"score": 500, "note": 20000},
            words={"result": ExamResult},
            days=("taken_on",),
        ),
        Index("exam_attempt_by_credential", "credential_id", "taken_on"),
        STRICT,
    )
    credential_id: int = Field(foreign_key="credential.id")
    taken_on: date = Field(sa_type=Day)
    result: str = Field(sa_type=Text)
    score: str = Field(default="", sa_type=Text)
    expense_id: int | None = Field(default=None, foreign_key="expense.id")
    note: str = Field(default="", sa_type=Text)


class Pathway(Recorded, table=True):
    """Credentials that stack into a larger one."""

    __tablename__ = "pathway"
    __table_args__ = (
        *limits("pathway", texts={"title": 500, "note": 20000}, needed=("title",)),
        STRICT,
    )
    title: str = Field(sa_type=Text)
    credential_id: int | None = Field(default=None, foreign_key="credential.id")
    note: str = Field(default="", sa_type=Text)


class PathwayStep(Recorded, table=True):
    """A credential's place in a pathway."""

    __tablename__ = "pathway_step"
    __table_args__ = (
        *limits("pathway_step", ranges={"weight": (0, 1000000)}),
        Index("pathway_step_once", "pathway_id", "credential_id", unique=True),
        Index("pathway_step_by_credential", "credential_id"),
        STRICT,
    )
    pathway_id: int = Field(foreign_key="pathway.id")
    credential_id: int = Field(foreign_key="credential.id")
    position: int = 0
    weight: int = 1
