"""Rows as the file holds them: raw values, their digests, and their images as JSON text."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from typing import Any, Final

import sqlalchemy as sa

from tracker.domain.changes import Kind
from tracker.models import TABLES, Recorded

# 64 bits find every single flipped bit, and two rows of a record never share one by chance.
DIGEST_BYTES = 8
# What stands in place of an image that the person had erased for good.
ERASED = '{"erased":true}'

_encode = json.JSONEncoder(separators=(",", ":"), ensure_ascii=True).encode


# In the place of a value that a row can't do without.
NEEDED: Final = object()


@dataclass(frozen=True, slots=True)
class Shape:
    """A table's columns in the order in which its rows are read and written here.

    `names` begins with `id` and `uuid` and leaves `digest` out; `binders` turn a value into what
    is stored, None where it is stored as it is. `usual` are the values of absent columns, a
    function where each row needs one of its own, `NEEDED` where there is none.
    """

    kind: Kind
    names: tuple[str, ...]
    binders: tuple[Callable[[Any], Any] | None, ...]
    usual: tuple[Any, ...]
    by_name: tuple[int, ...]
    insert_sql: str
    select_sql: str

    def raw(self, values: Mapping[str, Any]) -> list[Any]:
        """The values of a whole row in this order, as stored; defaults where one is absent."""
        found = []
        for name, bind, usual in zip(self.names, self.binders, self.usual, strict=True):
            value = values.get(name, NEEDED)
            if value is NEEDED:
                if usual is NEEDED:
                    raise KeyError(name)
                value = usual() if callable(usual) else usual
            found.append(bind(value) if bind is not None and value is not None else value)
        return found

    def raw_one(self, name: str, value: Any) -> Any:
        """One column's value as stored."""
        bind = self.binders[self.names.index(name)]
        return bind(value) if bind is not None and value is not None else value

    def digest(self, raw: Sequence[Any]) -> bytes:
        """The digest of a row: over the table's name and all values in order of their names."""
        return digest_of([self.kind.value, *(raw[at] for at in self.by_name)])

    def image(self, raw: Sequence[Any]) -> str:
        """The row as JSON text, column by column."""
        return image_of(self.names, raw)

    def from_image(self, image: str) -> list[Any]:
        """The raw row that an image holds."""
        values = json.loads(image)
        return [values[name] for name in self.names]


def digest_of(values: Sequence[Any]) -> bytes:
    """The digest of a list of texts, whole numbers and nothings."""
    return blake2b(_encode(values).encode("ascii"), digest_size=DIGEST_BYTES).digest()


def image_of(names: Sequence[str], raw: Sequence[Any]) -> str:
    """A row as JSON text, column by column."""
    return _encode(dict(zip(names, raw, strict=True)))


@cache
def shape_of(kind: Kind) -> Shape:
    """The shape of the table of `kind`."""
    return _shape(kind, TABLES[kind])


def _shape(kind: Kind, model: type[Recorded]) -> Shape:
    table: sa.Table = model.__table__  # type: ignore[attr-defined]
    columns = sorted(
        (column for column in table.columns if column.name != "digest"),
        key=lambda column: (
            ("id", "uuid").index(column.name) if column.name in ("id", "uuid") else 2
        ),
    )
    names = tuple(column.name for column in columns)
    listed = ", ".join(names)
    marks = ", ".join("?" for _name in names)
    return Shape(
        kind=kind,
        names=names,
        binders=tuple(_binder(column.type) for column in columns),
        usual=tuple(_usual(model, name) for name in names),
        by_name=tuple(sorted(range(len(names)), key=names.__getitem__)),
        # Names come from our own table classes, never from a person.
        insert_sql=f"INSERT INTO {kind.value} ({listed}, digest) VALUES ({marks}, ?)",  # noqa: S608
        select_sql=f"SELECT {listed} FROM {kind.value}",  # noqa: S608
    )


def _binder(column_type: Any) -> Callable[[Any], Any] | None:
    if isinstance(column_type, sa.types.TypeDecorator):
        bind: Any = column_type.process_bind_param
        return bind
    if isinstance(column_type, sa.Text):
        # An enumeration's member is a text to Python but not to every driver.
        return str
    return None


def _usual(model: type[Recorded], name: str) -> Any:
    field = model.model_fields[name]
    if field.is_required():
        return NEEDED
    return field.default_factory if field.default_factory is not None else field.default
