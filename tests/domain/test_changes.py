from __future__ import annotations

import pytest

from tracker.domain.changes import Changes, Kind, name_of


def test_every_kind_has_a_name_of_its_own() -> None:
    names = [name_of(kind) for kind in Kind]
    assert len(set(names)) == len(names)
    assert not any("_" in name for name in names)


def test_the_one_row_that_was_touched_is_told_and_never_one_of_several() -> None:
    changes = Changes("Add", frozenset({Kind.SKILL}), {Kind.SKILL: frozenset({7})}, 1)
    assert changes.only_id(Kind.SKILL) == 7
    assert changes.touches([Kind.GOAL, Kind.SKILL])
    assert not changes.touches([Kind.GOAL])
    with pytest.raises(LookupError, match="0 rows"):
        changes.only_id(Kind.GOAL)
