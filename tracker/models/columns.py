"""Column types and CHECKs for STRICT tables.

SQLModel's table classes validate nothing, and SQLite keeps a text in a number's place unless the
table is STRICT; so each limit stands here a second time, behind the drafts' own.
"""

import json
from datetime import UTC, date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint
from sqlalchemy.engine import Dialect
from sqlalchemy.types import Integer, Text, TypeDecorator

INSTANT_FORMAT = "%Y-%m-%dT%H:%M:%SZ"


class Instant(TypeDecorator[datetime]):
    """An aware instant as `YYYY-MM-DDTHH:MM:SSZ`: fixed width, so that it sorts as text."""

    impl = Text
    cache_ok = True

    def process_bind_param(
        self, value: datetime | None, dialect: Dialect | None = None
    ) -> str | None:
        """The text that is stored; a naive datetime is refused."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its time zone")
        at = value if value.tzinfo is UTC else value.astimezone(UTC)
        # Ten times as fast as `strftime`, which an import of many rows would wait for.
        return f"{at.isoformat(timespec='seconds')[:19]}Z"

    def process_result_value(self, value: str | None, dialect: Dialect | None) -> datetime | None:
        """The stored text as an aware instant in UTC."""
        return None if value is None else datetime.fromisoformat(value)


class Day(TypeDecorator[date]):
    """A calendar day as `YYYY-MM-DD`."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect | None = None) -> str | None:
        """The text that is stored; an instant in a day's place is refused."""
        if isinstance(value, datetime):
            raise TypeError("a day is a date, not an instant")
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect | None) -> date | None:
        """The stored text as a date."""
        return None if value is None else date.fromisoformat(value)


class Flag(TypeDecorator[bool]):
    """Yes or no as 1 or 0 (STRICT knows no BOOLEAN)."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect | None = None) -> int | None:
        """1 or 0."""
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: Dialect | None) -> bool | None:
        """The stored number as a truth."""
        return None if value is None else bool(value)


class Json(TypeDecorator[object]):
    """A small structure as JSON text with sorted keys, so that equal values are equal texts."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: object, dialect: Dialect | None = None) -> str | None:
        """The JSON text; NaN and infinity are refused."""
        if value is None:
            return None
        return json.dumps(
            value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
        )

    def process_result_value(self, value: str | None, dialect: Dialect | None) -> object:
        """The structure that the text holds."""
        return None if value is None else json.loads(value)


def limits(
    table: str,
    *,
    texts: dict[str, int] | None = None,
    needed: tuple[str, ...] = (),
    words: dict[str, type[StrEnum]] | None = None,
    days: tuple[str, ...] = (),
    instants: tuple[str, ...] = (),
    ranges: dict[str, tuple[int, int]] | None = None,
    structures: tuple[str, ...] = (),
    rules: dict[str, str] | None = None,
) -> tuple[CheckConstraint, ...]:
    """Named CHECKs of `table`: each name is `table_column_reason`.

    `texts` maps a column to its most letters, `words` to the enumeration whose values it may hold,
    `ranges` to its least and most, both included. A NULL passes wherever the column allows one.
    """
    found: list[CheckConstraint] = []

    def check(column: str, reason: str, sql: str) -> None:
        found.append(CheckConstraint(sql, name=f"{table}_{column}_{reason}"))

    for column, most in {"uuid": 36, **(texts or {})}.items():
        check(column, "length", f"length({column}) <= {most}")
    for column in needed:
        check(column, "needed", f"length(trim({column})) > 0")
    for column, enum in (words or {}).items():
        listed = ", ".join(f"'{word.value}'" for word in enum)
        check(column, "word", f"{column} IN ({listed})")
    for column in days:
        check(column, "day", f"{column} IS NULL OR date({column}) IS {column}")
    for column in instants:
        check(
            column,
            "instant",
            f"{column} IS NULL OR strftime('%Y-%m-%dT%H:%M:%SZ', {column}) IS {column}",
        )
    for column, (least, most) in (ranges or {}).items():
        check(column, "range", f"{column} BETWEEN {least} AND {most}")
    for column in structures:
        check(column, "json", f"json_valid({column})")
    for reason, sql in (rules or {}).items():
        found.append(CheckConstraint(sql, name=f"{table}_{reason}"))
    return tuple(found)
