"""What every row of a record has: a number, a UUID and a digest."""

from typing import Any

from sqlalchemy import LargeBinary, Text
from sqlmodel import Field, SQLModel

# STRICT keeps texts out of numbers' places; AUTOINCREMENT never gives a deleted row's number to
# another, so that undo can put the row back where it was.
STRICT: dict[str, Any] = {"sqlite_strict": True, "sqlite_autoincrement": True}


class Recorded(SQLModel):
    """A row of the record. `digest` covers all other columns and finds silent damage."""

    id: int | None = Field(default=None, primary_key=True)
    uuid: str = Field(sa_type=Text, unique=True)
    digest: bytes = Field(sa_type=LargeBinary)
