"""Tables of study: sessions, shares, pauses, the running timer, plans, goals, rest, settings."""

from datetime import date, datetime

from sqlalchemy import Index, Text, text
from sqlmodel import Field

from tracker.domain.words import BlockState, Entry, GoalPeriod
from tracker.models.base import STRICT, Recorded
from tracker.models.columns import Day, Instant, Json, limits


class StudySession(Recorded, table=True):
    """A stretch of learning; it belongs whole to `day`."""

    __tablename__ = "study_session"
    __table_args__ = (
        *limits(
            "study_session",
            texts={
                "zone": 100,
                "topic": 500,
                "activity": 100,
                "note": 20000,
                "source": 100,
                "source_key": 200,
            },
            words={"entry": Entry},
            days=("day",),
            instants=("started_at", "ended_at", "created_at"),
            ranges={
                "seconds": (1, 604800),
                "pause_seconds": (0, 10**9),
                "focus": (1, 5),
                "offset_seconds": (-86399, 86399),
            },
            structures=("tags",),
            rules={
                "end_after_start": "ended_at IS NULL OR ended_at >= started_at",
                "start_whole": (
                    "(started_at IS NULL) = (ended_at IS NULL)"
                    " AND (started_at IS NULL) = (offset_seconds IS NULL)"
                    " AND (started_at IS NULL) = (zone = '')"
                ),
            },
        ),
        Index("study_session_by_day", "day", "started_at", "id", "seconds"),
        Index("study_session_by_start", "started_at", "ended_at"),
        Index(
            "study_session_once_imported",
            "source",
            "source_key",
            unique=True,
            sqlite_where=text("source_key <> ''"),
        ),
        STRICT,
    )
    day: date = Field(sa_type=Day)
    seconds: int
    started_at: datetime | None = Field(default=None, sa_type=Instant)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    zone: str = Field(default="", sa_type=Text)
    offset_seconds: int | None = None
    pause_seconds: int = 0
    topic: str = Field(default="", sa_type=Text)
    activity: str = Field(default="", sa_type=Text)
    note: str = Field(default="", sa_type=Text)
    tags: list[str] = Field(default_factory=list, sa_type=Json)
    focus: int | None = None
    entry: str = Field(sa_type=Text)
    source: str = Field(default="", sa_type=Text)
    source_key: str = Field(default="", sa_type=Text)
    created_at: datetime = Field(sa_type=Instant)


class StudyShare(Recorded, table=True):
    """A credential's part of a study session.

    A deleted credential leaves its part behind under its `title`, so that no hour moves over to
    another credential.
    """

    __tablename__ = "study_share"
    __table_args__ = (
        *limits(
            "study_share",
            texts={"title": 500},
            ranges={"weight": (1, 1000000), "seconds": (0, 604800)},
        ),
        Index("study_share_by_credential", "credential_id", "study_session_id", "seconds"),
        Index("study_share_by_session", "study_session_id", "position", "credential_id"),
        STRICT,
    )
    study_session_id: int = Field(foreign_key="study_session.id")
    credential_id: int | None = Field(default=None, foreign_key="credential.id")
    title: str = Field(default="", sa_type=Text)
    weight: int = 1
    seconds: int
    position: int = 0


class StudyPause(Recorded, table=True):
    """A break inside a study session."""

    __tablename__ = "study_pause"
    __table_args__ = (
        *limits(
            "study_pause",
            instants=("started_at", "ended_at"),
            rules={"end_after_start": "ended_at >= started_at"},
        ),
        Index("study_pause_by_session", "study_session_id", "started_at"),
        STRICT,
    )
    study_session_id: int = Field(foreign_key="study_session.id")
    started_at: datetime = Field(sa_type=Instant)
    ended_at: datetime = Field(sa_type=Instant)


class RunningTimer(Recorded, table=True):
    """The one timer that runs; `slot` is always 1 and unique, so there can be no second."""

    __tablename__ = "running_timer"
    __table_args__ = (
        *limits(
            "running_timer",
            texts={"zone": 100, "topic": 500, "activity": 100, "note": 20000},
            needed=("zone",),
            instants=("started_at", "paused_at"),
            ranges={"slot": (1, 1), "offset_seconds": (-86399, 86399)},
            structures=("tags", "shares", "pauses"),
        ),
        Index("one_running_timer", "slot", unique=True),
        STRICT,
    )
    slot: int = 1
    started_at: datetime = Field(sa_type=Instant)
    zone: str = Field(sa_type=Text)
    offset_seconds: int
    paused_at: datetime | None = Field(default=None, sa_type=Instant)
    shares: list[list[int]] = Field(default_factory=list, sa_type=Json)
    pauses: list[list[str]] = Field(default_factory=list, sa_type=Json)
    topic: str = Field(default="", sa_type=Text)
    activity: str = Field(default="", sa_type=Text)
    note: str = Field(default="", sa_type=Text)
    tags: list[str] = Field(default_factory=list, sa_type=Json)


class PlannedBlock(Recorded, table=True):
    """A stretch of study that is planned."""

    __tablename__ = "planned_block"
    __table_args__ = (
        *limits(
            "planned_block",
            texts={"zone": 100, "title": 500, "activity": 100, "note": 20000},
            needed=("zone",),
            words={"state": BlockState},
            days=("day",),
            instants=("started_at",),
            ranges={"seconds": (1, 86400), "offset_seconds": (-86399, 86399)},
        ),
        Index("planned_block_by_day", "day", "started_at"),
        STRICT,
    )
    day: date = Field(sa_type=Day)
    started_at: datetime = Field(sa_type=Instant)
    zone: str = Field(sa_type=Text)
    offset_seconds: int
    seconds: int
    title: str = Field(default="", sa_type=Text)
    credential_id: int | None = Field(default=None, foreign_key="credential.id")
    activity: str = Field(default="", sa_type=Text)
    note: str = Field(default="", sa_type=Text)
    state: str = Field(sa_type=Text)


class Goal(Recorded, table=True):
    """Minutes to reach in every period."""

    __tablename__ = "goal"
    __table_args__ = (
        *limits(
            "goal",
            words={"period": GoalPeriod},
            days=("starts_on", "ends_on"),
            ranges={"minutes": (1, 44640)},
            rules={"days_in_order": "ends_on IS NULL OR starts_on IS NULL OR ends_on >= starts_on"},
        ),
        STRICT,
    )
    minutes: int
    period: str = Field(sa_type=Text)
    credential_id: int | None = Field(default=None, foreign_key="credential.id")
    starts_on: date | None = Field(default=None, sa_type=Day)
    ends_on: date | None = Field(default=None, sa_type=Day)


class RestDay(Recorded, table=True):
    """Days of planned rest."""

    __tablename__ = "rest_day"
    __table_args__ = (
        *limits(
            "rest_day",
            texts={"reason": 500},
            days=("first_on", "last_on"),
            rules={"days_in_order": "last_on >= first_on"},
        ),
        Index("rest_day_by_day", "first_on", "last_on"),
        STRICT,
    )
    first_on: date = Field(sa_type=Day)
    last_on: date = Field(sa_type=Day)
    reason: str = Field(default="", sa_type=Text)


class RecordSetting(Recorded, table=True):
    """One thing that the person set for their record."""

    __tablename__ = "record_setting"
    __table_args__ = (
        *limits("record_setting", texts={"name": 100}, needed=("name",), structures=("value",)),
        Index("record_setting_once", "name", unique=True),
        STRICT,
    )
    name: str = Field(sa_type=Text)
    value: str = Field(sa_type=Text)
