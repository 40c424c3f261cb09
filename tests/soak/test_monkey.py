"""A short run of the monkey; `dev.py soak --only monkeys` has the long one."""

from __future__ import annotations

from pathlib import Path

from tests.soak.monkey import monkey


def test_a_monkey_breaks_nothing(qapp, tmp_path: Path) -> None:
    told = monkey(tmp_path, 300, seed=7)
    assert told.events == 300
    assert len(told.by_kind) == 8
