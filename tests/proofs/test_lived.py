"""Days in simulated time; `python -m tests.soak` lives more of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.proofs.lived import live_a_day


@pytest.mark.parametrize("seed", [3, 8, 18, 24])
def test_a_day_with_all_that_may_happen_counts_what_ran_and_was_confirmed(
    seed: int, tmp_path: Path
) -> None:
    told = live_a_day(tmp_path / "record.cairn", seed)
    assert told["stopped"]
    assert sum(told.values()) > told["stopped"]  # something was asked, too
