from __future__ import annotations

import threading
from pathlib import Path

import pytest

from tests.store.world import opened
from tracker import __version__
from tracker.domain.changes import Kind
from tracker.store.engine import connect
from tracker.store.faults import RecordError
from tracker.store.store import Store


def add_skill(store: Store, name: str = "Patience") -> None:
    with store.writing("Add skill") as write:
        write.add(Kind.SKILL, name=name)


def fail_at_the_commit(store: Store) -> None:
    with (
        pytest.raises(RecordError, match="something still needs it"),
        store.writing("Add module") as write,
    ):
        write.connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        write.add(Kind.MODULE, credential_id=99, title="Nobody's")


def test_what_failed_here_does_not_hide_what_others_did_under_its_number(tmp_path: Path) -> None:
    path = tmp_path / "record.cairn"
    with opened(path) as here, opened(path) as there:
        assert here.changes_elsewhere() is None
        fail_at_the_commit(here)
        add_skill(there)
        told = here.changes_elsewhere()
        assert told is not None
        assert told.kinds == {Kind.SKILL}
        assert told.label == "Add skill"


def test_a_version_is_noted_by_the_first_operation_that_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "record.cairn"
    with opened(path) as store:
        bare = connect(path, mode="rw")
        bare.execute("UPDATE record_meta SET value = '0.0.1' WHERE name = 'written_by'")
        fail_at_the_commit(store)
        add_skill(store)
        found = bare.execute("SELECT value FROM record_meta WHERE name = 'written_by'").fetchone()
        bare.close()
    assert found == (__version__,)


def test_who_looks_while_another_thread_writes_is_told_of_others_alone(tmp_path: Path) -> None:
    path, rounds = tmp_path / "record.cairn", 60
    with opened(path) as here, opened(path) as there:
        assert here.changes_elsewhere() is None
        own = threading.Thread(
            target=lambda: [add_skill(here, f"own {number}") for number in range(rounds)]
        )
        others = threading.Thread(target=lambda: [add_goal(there) for _ in range(rounds)])
        own.start()
        others.start()
        seen: set[int] = set()
        while own.is_alive() or others.is_alive():
            seen |= told_goals(here)
        own.join()
        others.join()
        seen |= told_goals(here)
    assert seen == set(range(1, rounds + 1))


def add_goal(store: Store) -> None:
    with store.writing("Set goal") as write:
        write.add(Kind.GOAL, minutes=60, period="week")


def told_goals(store: Store) -> set[int]:
    """The goals that others added since the last look; nothing else may be told."""
    told = store.changes_elsewhere()
    if told is None:
        return set()
    assert told.kinds == {Kind.GOAL}
    return set(told.ids[Kind.GOAL])
