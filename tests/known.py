"""What a test says it knows."""

from __future__ import annotations

from typing import TypeVar

T = TypeVar("T")


def known(value: T | None) -> T:
    """`value`, which is not None; the test fails where it is."""
    assert value is not None
    return value
