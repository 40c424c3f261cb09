"""One thing to see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tracker.ui.pictures import Stage

# The credential of the mock-up, which the sample world adds first.
FIRST = 1


@dataclass(frozen=True, slots=True)
class Scene:
    """One thing to see: its id, its page, the item in it, and what opens what stands before it.

    `needs_rows` says that an empty record has nothing to show there.
    """

    id: str
    place: str
    item: int = 0
    act: Callable[[Stage], object] | None = None
    needs_rows: bool = False
    needs_timer: bool = False
