"""Tables of money: subscriptions, expenses, their shares, refunds, reimbursements."""

from datetime import date, datetime

from sqlalchemy import Index, Text, text
from sqlmodel import Field

from tracker.domain.words import BillingPeriod, ExpenseKind, Payer, ReimbursementState
from tracker.models.base import STRICT, Recorded
from tracker.models.columns import Day, Instant, Json, limits

MOST_MINOR = 10**13


class Subscription(Recorded, table=True):
    """A charge that comes back."""

    __tablename__ = "subscription"
    __table_args__ = (
        *limits(
            "subscription",
            texts={"title": 500, "currency": 3, "vendor": 500, "note": 20000},
            needed=("title", "currency"),
            words={"period": BillingPeriod},
            days=("starts_on", "ends_on"),
            ranges={"amount_minor": (1, MOST_MINOR)},
            rules={"days_in_order": "ends_on IS NULL OR ends_on >= starts_on"},
        ),
        STRICT,
    )
    title: str = Field(sa_type=Text)
    amount_minor: int
    currency: str = Field(sa_type=Text)
    period: str = Field(sa_type=Text)
    starts_on: date = Field(sa_type=Day)
    ends_on: date | None = Field(default=None, sa_type=Day)
    vendor: str = Field(default="", sa_type=Text)
    note: str = Field(default="", sa_type=Text)


class Expense(Recorded, table=True):
    """Money that went out, with the exchange rate of its day."""

    __tablename__ = "expense"
    __table_args__ = (
        *limits(
            "expense",
            texts={
                "currency": 3,
                "title": 500,
                "vendor": 500,
                "note": 20000,
                "rate": 40,
                "rate_currency": 3,
                "rate_source": 100,
                "source": 100,
                "source_key": 200,
            },
            needed=("currency",),
            words={"kind": ExpenseKind, "payer": Payer},
            days=("day", "rate_on"),
            instants=("created_at",),
            ranges={"amount_minor": (1, MOST_MINOR)},
            structures=("tags",),
            rules={"rate_whole": "(rate IS NULL) = (rate_currency IS NULL)"},
        ),
        Index("expense_by_day", "day", "id"),
        Index(
            "expense_once_imported",
            "source",
            "source_key",
            unique=True,
            sqlite_where=text("source_key <> ''"),
        ),
        STRICT,
    )
    day: date = Field(sa_type=Day)
    amount_minor: int
    currency: str = Field(sa_type=Text)
    title: str = Field(default="", sa_type=Text)
    kind: str = Field(sa_type=Text)
    vendor: str = Field(default="", sa_type=Text)
    payer: str = Field(sa_type=Text)
    note: str = Field(default="", sa_type=Text)
    tags: list[str] = Field(default_factory=list, sa_type=Json)
    rate: str | None = Field(default=None, sa_type=Text)
    rate_currency: str | None = Field(default=None, sa_type=Text)
    rate_on: date | None = Field(default=None, sa_type=Day)
    rate_source: str = Field(default="", sa_type=Text)
    subscription_id: int | None = Field(default=None, foreign_key="subscription.id")
    source: str = Field(default="", sa_type=Text)
    source_key: str = Field(default="", sa_type=Text)
    created_at: datetime = Field(sa_type=Instant)


class ExpenseShare(Recorded, table=True):
    """A credential's part of an expense; a deleted credential leaves its `title` behind."""

    __tablename__ = "expense_share"
    __table_args__ = (
        *limits(
            "expense_share",
            texts={"title": 500},
            ranges={"weight": (1, 1000000), "minor": (0, MOST_MINOR)},
        ),
        Index("expense_share_by_credential", "credential_id", "expense_id", "minor"),
        Index("expense_share_by_expense", "expense_id", "position"),
        STRICT,
    )
    expense_id: int = Field(foreign_key="expense.id")
    credential_id: int | None = Field(default=None, foreign_key="credential.id")
    title: str = Field(default="", sa_type=Text)
    weight: int = 1
    minor: int
    position: int = 0


class Refund(Recorded, table=True):
    """Money of an expense that came back, in the expense's currency."""

    __tablename__ = "refund"
    __table_args__ = (
        *limits(
            "refund",
            texts={"note": 20000},
            days=("day",),
            ranges={"amount_minor": (1, MOST_MINOR)},
        ),
        Index("refund_by_expense", "expense_id", "amount_minor"),
        STRICT,
    )
    expense_id: int = Field(foreign_key="expense.id")
    day: date = Field(sa_type=Day)
    amount_minor: int
    note: str = Field(default="", sa_type=Text)


class Reimbursement(Recorded, table=True):
    """A claim that someone pay an expense back."""

    __tablename__ = "reimbursement"
    __table_args__ = (
        *limits(
            "reimbursement",
            texts={"payer": 500, "note": 20000},
            words={"state": ReimbursementState},
            days=("claim_by", "claimed_on", "paid_on", "claw_back_until"),
            ranges={"amount_minor": (0, MOST_MINOR), "cap_minor": (0, MOST_MINOR)},
        ),
        Index("reimbursement_by_expense", "expense_id", "state", "amount_minor"),
        STRICT,
    )
    expense_id: int = Field(foreign_key="expense.id")
    amount_minor: int
    state: str = Field(sa_type=Text)
    payer: str = Field(default="", sa_type=Text)
    cap_minor: int | None = None
    claim_by: date | None = Field(default=None, sa_type=Day)
    claimed_on: date | None = Field(default=None, sa_type=Day)
    paid_on: date | None = Field(default=None, sa_type=Day)
    claw_back_until: date | None = Field(default=None, sa_type=Day)
    note: str = Field(default="", sa_type=Text)
