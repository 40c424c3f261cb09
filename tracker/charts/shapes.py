"""Shapes that matplotlib has no word for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.path import Path

# How far the handles of a quarter of a circle reach towards its corner.
_HANDLE = 0.5523


def round_box(
    left: float, top: float, right: float, bottom: float, radius: float, *, only_top: bool = False
) -> Path:
    """A rectangle with round corners in pixels from the top; `only_top` leaves the foot square."""
    import numpy as np
    from matplotlib.path import Path

    radius = max(
        0.0, min(radius, (right - left) / 2, bottom - top if only_top else (bottom - top) / 2)
    )
    foot = 0.0 if only_top else radius
    far = radius * (1 - _HANDLE)
    low = foot * (1 - _HANDLE)
    line, curve = Path.LINETO, Path.CURVE4
    steps: list[tuple[Any, tuple[float, float]]] = [
        (Path.MOVETO, (left, bottom - foot)),
        (line, (left, top + radius)),
        (curve, (left, top + far)),
        (curve, (left + far, top)),
        (curve, (left + radius, top)),
        (line, (right - radius, top)),
        (curve, (right - far, top)),
        (curve, (right, top + far)),
        (curve, (right, top + radius)),
        (line, (right, bottom - foot)),
        (curve, (right, bottom - low)),
        (curve, (right - low, bottom)),
        (curve, (right - foot, bottom)),
        (line, (left + foot, bottom)),
        (curve, (left + low, bottom)),
        (curve, (left, bottom - low)),
        (curve, (left, bottom - foot)),
        (Path.CLOSEPOLY, (left, bottom - foot)),
    ]
    corners = np.asarray([place for _code, place in steps])
    return Path(corners, [code for code, _place in steps])
