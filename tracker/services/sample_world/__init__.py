"""A life to look at, the same every time, and a record of any size for measuring."""

from __future__ import annotations

from tracker.services.sample_world.life import build
from tracker.services.sample_world.many import many
from tracker.services.sample_world.world import SEED

__all__ = ["SEED", "build", "many"]
