"""A draft that has been recorded: the same words, now with a number and a UUID."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

D = TypeVar("D", covariant=True)


@dataclass(frozen=True, slots=True)
class Kept(Generic[D]):
    """A row whose content is what its draft says; `id` is its number in this record."""

    id: int
    uuid: str
    draft: D
