"""Tables of what the person states about pay, and of saved scenarios and degree baselines."""

from datetime import date

from sqlalchemy import Text
from sqlmodel import Field

from tracker.domain.words import PayPeriod
from tracker.models.base import STRICT, Recorded
from tracker.models.columns import Day, Json, limits
from tracker.models.spending import MOST_MINOR


class PayEvent(Recorded, table=True):
    """A change of pay that the person states."""

    __tablename__ = "pay_event"
    __table_args__ = (
        *limits(
            "pay_event",
            texts={"currency": 3, "stated_by": 500, "note": 20000},
            needed=("currency",),
            words={"period": PayPeriod},
            days=("effective_on",),
            ranges={
                "before_minor": (0, MOST_MINOR),
                "after_minor": (0, MOST_MINOR),
                "anyway_minor": (-MOST_MINOR, MOST_MINOR),
                "share_milli": (0, 1000),
            },
        ),
        STRICT,
    )
    effective_on: date = Field(sa_type=Day)
    before_minor: int
    after_minor: int
    currency: str = Field(sa_type=Text)
    period: str = Field(sa_type=Text)
    anyway_minor: int | None = None
    credential_id: int | None = Field(default=None, foreign_key="credential.id")
    share_milli: int | None = None
    stated_by: str = Field(default="", sa_type=Text)
    note: str = Field(default="", sa_type=Text)


class Scenario(Recorded, table=True):
    """Inputs of a return on time under a name."""

    __tablename__ = "scenario"
    __table_args__ = (
        *limits(
            "scenario",
            texts={"name": 500, "note": 20000},
            needed=("name",),
            structures=("inputs",),
        ),
        STRICT,
    )
    name: str = Field(sa_type=Text)
    inputs: dict[str, object] = Field(default_factory=dict, sa_type=Json)
    credential_id: int | None = Field(default=None, foreign_key="credential.id")
    note: str = Field(default="", sa_type=Text)


class DegreeBaseline(Recorded, table=True):
    """A degree's figures that the person keeps."""

    __tablename__ = "degree_baseline"
    __table_args__ = (
        *limits(
            "degree_baseline",
            texts={"name": 500, "based_on": 100, "source": 2000, "note": 20000},
            needed=("name",),
            structures=("figures",),
        ),
        STRICT,
    )
    name: str = Field(sa_type=Text)
    figures: dict[str, object] = Field(default_factory=dict, sa_type=Json)
    based_on: str = Field(default="", sa_type=Text)
    source: str = Field(default="", sa_type=Text)
    note: str = Field(default="", sa_type=Text)
