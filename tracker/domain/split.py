"""Sharing out a whole number without losing or inventing a unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.errors import TrackerError
from tracker.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence


def split(total: int, weights: Sequence[int]) -> list[int]:
    """How many of `total` units fall to each of the integer `weights`; the parts sum to `total`.

    Method of the largest remainder with the Hare quota: each part gets its share rounded down,
    and the units left over go one each to the largest remainders, on a tie to the earlier one.
    So no part is a whole unit away from its exact share, and a weight of 0 gets nothing. A negative
    `total` is split as the positive one, with the sign put back. No weights: no parts, `[]`.
    A negative weight, or weights that are all 0, raise `TrackerError`.
    """
    if not weights:
        return []
    whole = sum(weights)
    if min(weights) < 0 or whole == 0:
        raise TrackerError(
            _("Cannot share out"),
            _("The weights must be 0 or more, and at least one of them above 0."),
            _("Give each part a whole number, such as 1 and 2 for one third and two thirds."),
        )
    shares = [divmod(abs(total) * weight, whole) for weight in weights]
    parts = [share for share, _rest in shares]
    left = abs(total) - sum(parts)
    # sorted() is stable, so that equal remainders stay in their order: the earlier one wins.
    for index in sorted(range(len(weights)), key=lambda i: -shares[i][1])[:left]:
        parts[index] += 1
    return parts if total >= 0 else [-part for part in parts]
