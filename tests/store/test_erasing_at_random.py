"""Erasing between random operations, undo and redo: the record is whole after each step."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.test_erasing import AUTHOR, files_holding
from tests.store.test_history import OPERATIONS, by_kind
from tests.store.world import opened
from tracker.domain.changes import Kind
from tracker.store.backup import back_up
from tracker.store.checking import check, check_file
from tracker.store.erasing import erase
from tracker.store.store import NothingToUndoError, Store

KINDS = (Kind.CREDENTIAL, Kind.STUDY_SESSION, Kind.EXPENSE, Kind.MODULE)


def named(kind: Kind, number: int) -> str:
    return f"secret {kind.value} {number} end"


def mark(store: Store, kind: Kind, number: int) -> None:
    """Write a word into a row by which it is known in any file."""
    column = "title" if kind in (Kind.CREDENTIAL, Kind.MODULE) else "note"
    with store.writing("Mark") as write:
        write.change(kind, number, **{column: named(kind, number)})


@settings(max_examples=15)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([*OPERATIONS, "erase", "erase", "mark", "undo", "redo", "back up"]),
            st.integers(0, 10**6),
        ),
        min_size=8,
        max_size=30,
    )
)
def test_whatever_was_done_before_and_after_an_erasure_fits(steps: list[tuple[Any, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "record.cairn"
        made: list[Path] = []
        erased: list[str] = []
        with opened(path) as store:
            for step, seed in steps:
                kind = KINDS[seed % len(KINDS)]
                numbers = sorted(by_kind(path)[kind.value])
                if step in ("undo", "redo"):
                    try:
                        getattr(store, step)()
                    except NothingToUndoError:
                        pass
                elif step == "back up":
                    made.append(back_up(path, AUTHOR.at).path)
                elif step in ("erase", "mark"):
                    if not numbers:
                        continue
                    number = numbers[seed // 7 % len(numbers)]
                    if step == "mark":
                        mark(store, kind, number)
                    else:
                        erase(path, kind, number, AUTHOR, confirm=True)
                        erased.append(named(kind, number))
                else:
                    with store.writing(step.__name__) as write:
                        step(write, by_kind(path), seed)
                assert [str(problem) for problem in check(path).problems] == []
            # All the way back and forth again.
            for how in ("undo", "redo"):
                try:
                    while True:
                        getattr(store, how)()
                except NothingToUndoError:
                    pass
                assert [str(problem) for problem in check(path).problems] == []
        for word in erased:
            assert files_holding(Path(folder), word) == []
        for backup in made:
            assert [str(problem) for problem in check_file(backup).problems] == []
