from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.split import split
from tracker.errors import TrackerError

totals = st.integers(-(10**12), 10**12)
weights = st.lists(st.integers(0, 10**6), min_size=1, max_size=20).filter(any)


@pytest.mark.parametrize(
    ("total", "given_weights", "parts"),
    [
        (100, [1, 1, 1], [34, 33, 33]),
        (5400, [2, 1], [3600, 1800]),
        (10, [3, 3, 1], [4, 4, 2]),  # remainders 2/7, 2/7, 3/7: the last has the largest
        (1, [0, 1, 1], [0, 1, 0]),
        (-100, [1, 1, 1], [-34, -33, -33]),
        (0, [5, 7], [0, 0]),
        (7, [3], [7]),
    ],
)
def test_the_largest_remainders_get_what_is_left(
    total: int, given_weights: list[int], parts: list[int]
) -> None:
    assert split(total, given_weights) == parts


def test_no_weights_make_no_parts() -> None:
    assert split(3600, []) == []


@pytest.mark.parametrize("bad", [[0], [0, 0, 0], [2, -1], [-1, -1]])
def test_weights_that_share_out_nothing_are_refused(bad: list[int]) -> None:
    with pytest.raises(TrackerError, match="at least one of them above 0"):
        split(100, bad)


@given(totals, weights)
def test_the_parts_sum_to_the_total(total: int, given_weights: list[int]) -> None:
    assert sum(split(total, given_weights)) == total


@given(totals, weights)
def test_no_part_is_a_whole_unit_from_its_exact_share(total: int, given_weights: list[int]) -> None:
    for part, weight in zip(split(total, given_weights), given_weights, strict=True):
        assert abs(part - Fraction(total * weight, sum(given_weights))) < 1
        assert weight or part == 0


@given(totals, weights)
def test_a_larger_weight_never_gets_less_and_an_equal_one_at_most_one_less(
    total: int, given_weights: list[int]
) -> None:
    sized = [abs(part) for part in split(total, given_weights)]
    pairs = list(zip(given_weights, sized, strict=True))
    for index, (weight, part) in enumerate(pairs):
        for later_weight, later in pairs[index + 1 :]:
            if weight == later_weight:
                assert 0 <= part - later <= 1
            elif weight > later_weight:
                assert part >= later
            else:
                assert part <= later


@given(totals, weights)
def test_the_sign_only_turns_the_parts_round(total: int, given_weights: list[int]) -> None:
    assert split(-total, given_weights) == [-part for part in split(total, given_weights)]
