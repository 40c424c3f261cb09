"""Tables of the history: operations, what each changed, and what the file says of itself.

The history is append-only. Undo and redo are operations of their own, so that the history always
replays to the present. The two stacks of undo and redo are linked lists through the operations:
`undo_top_id` and `redo_top_id` are their tops after this operation, `below_id` is what lies under
this operation on the stack that it was put on.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, LargeBinary, Text
from sqlmodel import Field, SQLModel

from tracker.models.columns import Instant


class Operation(SQLModel, table=True):
    """One thing that a person did."""

    __tablename__ = "operation"
    __table_args__ = (
        CheckConstraint("how IN ('do', 'undo', 'redo')", name="operation_how_word"),
        {"sqlite_strict": True, "sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    uuid: str = Field(sa_type=Text, unique=True)
    at: datetime = Field(sa_type=Instant)
    label: str = Field(sa_type=Text)
    source: str = Field(sa_type=Text)
    installation: str = Field(sa_type=Text)
    how: str = Field(sa_type=Text)
    target_id: int | None = None
    below_id: int | None = None
    undo_top_id: int | None = None
    redo_top_id: int | None = None
    change_count: int
    digest: bytes = Field(sa_type=LargeBinary)


class Change(SQLModel, table=True):
    """What an operation did to one row; for an insert, to a run of rows with adjoining numbers.

    An insert keeps no image: the rows themselves are the image until they first change. An update
    keeps both, a delete the one before. Images are JSON texts of all columns.
    """

    __tablename__ = "change"
    __table_args__ = (
        CheckConstraint("what IN ('insert', 'update', 'delete')", name="change_what_word"),
        CheckConstraint(
            "(what = 'insert' AND before IS NULL AND after IS NULL)"
            " OR (what = 'update' AND before IS NOT NULL AND after IS NOT NULL)"
            " OR (what = 'delete' AND before IS NOT NULL AND after IS NULL)",
            name="change_images_whole",
        ),
        CheckConstraint("last_id >= first_id", name="change_run_in_order"),
        Index("change_by_operation", "operation_id"),
        Index("change_by_row", "kind", "first_id", "last_id"),
        {"sqlite_strict": True, "sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    operation_id: int = Field(foreign_key="operation.id")
    kind: str = Field(sa_type=Text)
    what: str = Field(sa_type=Text)
    first_id: int
    last_id: int
    before: str | None = Field(default=None, sa_type=Text)
    after: str | None = Field(default=None, sa_type=Text)


class RecordMeta(SQLModel, table=True):
    """What the file says of itself: its UUID, which version made it and which wrote it last."""

    __tablename__ = "record_meta"
    __table_args__ = ({"sqlite_strict": True},)
    name: str = Field(sa_type=Text, primary_key=True)
    value: str = Field(sa_type=Text)
