"""The degree baselines that ship with Cairn, and those that a person keeps."""

from __future__ import annotations

from tracker.formats.baselines.own import edited, from_figures, to_figures
from tracker.formats.baselines.shelf import Baselines

__all__ = ["Baselines", "edited", "from_figures", "to_figures"]
