from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.world import NOON, add_study, credential, expense, fill, opened, rows
from tracker.domain.changes import Kind
from tracker.errors import TrackerError
from tracker.store import history
from tracker.store.checking import check
from tracker.store.layout import layouts_of, reading_bare
from tracker.store.store import NothingToUndoError, Store
from tracker.store.writing import GoneError, Write


def test_an_operation_is_one_transaction_and_one_step_of_undo(tmp_path: Path) -> None:
    path = tmp_path / "record.cairn"
    with opened(path) as store:
        with store.writing("Add credential") as write:
            owner = write.add(Kind.CREDENTIAL, **credential())
            write.add_many(Kind.MODULE, [{"credential_id": owner, "title": t} for t in "abc"])
        assert write.made.kinds == {Kind.CREDENTIAL, Kind.MODULE}
        assert write.made.only_id(Kind.CREDENTIAL) == owner
        assert write.made.operation_id == 1
        assert store.undo().label == "Add credential"
        assert not any(rows(path).values())
        with pytest.raises(NothingToUndoError):
            store.undo()


def test_what_raises_or_changes_nothing_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "record.cairn"
    with opened(path) as store:
        with pytest.raises(GoneError), store.writing("Change") as write:
            write.add(Kind.SKILL, name="Patience")
            write.change(Kind.SKILL, 99, name="Rush")
        with store.writing("Nothing") as write:
            pass
        assert write.made.operation_id is None
        with store.writing("Add skill") as write:
            number = write.add(Kind.SKILL, name="Patience")
        with store.writing("Change skill") as write:
            assert not write.change(Kind.SKILL, number, name="Patience")
        assert write.made.operation_id is None
        with store.reading() as connection:
            assert [one.label for one in history.operations(connection, 9)] == ["Add skill"]


def test_undo_and_redo_survive_closing_the_record(tmp_path: Path) -> None:
    path = tmp_path / "record.cairn"
    with opened(path) as store:
        fill(store)
    full = rows(path)
    stages = [full]
    while True:
        with opened(path) as store:
            try:
                store.undo()
            except NothingToUndoError:
                break
        stages.append(rows(path))
    assert not any(stages[-1].values())
    assert check(path).problems == ()
    for stage in reversed(stages[:-1]):
        with opened(path) as store:
            store.redo()
        assert rows(path) == stage
    with opened(path) as store, pytest.raises(NothingToUndoError):
        store.redo()
    assert check(path).problems == ()


def test_something_new_ends_what_could_be_done_again(tmp_path: Path) -> None:
    with opened(tmp_path / "record.cairn") as store:
        for name in ("one", "two"):
            with store.writing("Add skill") as write:
                write.add(Kind.SKILL, name=name)
        store.undo()
        with store.writing("Add skill") as write:
            number = write.add(Kind.SKILL, name="three")
        assert number == 3  # no number is given twice
        with pytest.raises(NothingToUndoError):
            store.redo()


def test_an_undo_that_would_overwrite_a_later_change_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "record.cairn"
    with opened(path) as store:
        with store.writing("Add skill") as write:
            number = write.add(Kind.SKILL, name="one")
        with store.writing("Change skill") as write:
            write.change(Kind.SKILL, number, name="two")
        target = write.made.operation_id
        with store.writing("Change skill") as write:
            write.change(Kind.SKILL, number, name="three")
        before = rows(path)
        assert target is not None
        with pytest.raises(TrackerError, match="changed since"), store.writing("Undo") as write:
            history.revert(write, target)
        assert rows(path) == before


def test_the_history_of_a_row_tells_before_after_and_when(tmp_path: Path) -> None:
    with opened(tmp_path / "record.cairn") as store:
        with store.writing("Add credentials") as write:
            first = write.add(Kind.CREDENTIAL, **credential("one"))
            write.add(Kind.CREDENTIAL, **credential("two"))
        with store.writing("Change credential") as write:
            write.change(Kind.CREDENTIAL, first, title="uno", note="Spanish")
        with store.writing("Delete credential") as write:
            write.delete(Kind.CREDENTIAL, first)
        with store.reading() as connection:
            told = history.changes_of_row(connection, Kind.CREDENTIAL, first)
        assert [one.what for one in told] == ["delete", "update", "insert"]
        assert told[0].before["title"] == "uno"
        assert told[1].before == {"title": "one", "note": ""}
        assert told[1].after == {"title": "uno", "note": "Spanish"}
        assert told[0].operation.at > told[1].operation.at >= NOON


def test_an_import_of_many_rows_is_one_short_entry(tmp_path: Path) -> None:
    path = tmp_path / "record.cairn"
    with opened(path) as store:
        with store.writing("Import study") as write:
            owner = write.add(Kind.CREDENTIAL, **credential())
            add_study(write, 5000, [owner])
        assert len(write.made.ids[Kind.STUDY_SESSION]) == 5000
        before = rows(path)
        with reading_bare(path) as connection:
            assert connection.execute("SELECT count(*) FROM change").fetchone()[0] == 3
        store.undo()
        assert not any(rows(path).values())
        store.redo()
        assert rows(path) == before
    assert check(path).problems == ()


# Random operations over several kinds, against a model in plain dicts.

Model = dict[str, dict[int, dict[str, Any]]]


def add_credential(write: Write, model: Model, seed: int) -> None:
    number = write.add(Kind.CREDENTIAL, **credential(f"title {seed}"))
    for module in range(seed % 3):
        write.add(Kind.MODULE, credential_id=number, title=f"module {module}", weight=seed % 7)


def add_session(write: Write, model: Model, seed: int) -> None:
    owners = sorted(model["credential"])
    if owners:
        add_study(write, 1 + seed % 4, owners)


def change_credential(write: Write, model: Model, seed: int) -> None:
    owners = sorted(model["credential"])
    if owners:
        write.change(
            Kind.CREDENTIAL,
            owners[seed % len(owners)],
            note=f"note {seed % 5}",
            level_eqf=1 + seed % 8,
        )


def delete_session(write: Write, model: Model, seed: int) -> None:
    sessions = sorted(model["study_session"])
    if sessions:
        number = sessions[seed % len(sessions)]
        write.delete_where(Kind.STUDY_SHARE, study_session_id=number)
        write.delete(Kind.STUDY_SESSION, number)


def delete_credential(write: Write, model: Model, seed: int) -> None:
    owners = sorted(model["credential"])
    if owners:
        number = owners[seed % len(owners)]
        write.delete_where(Kind.MODULE, credential_id=number)
        for share in write.values(Kind.STUDY_SHARE, credential_id=number):
            write.change(Kind.STUDY_SHARE, share["id"], credential_id=None, title="gone")
        for share in write.values(Kind.EXPENSE_SHARE, credential_id=number):
            write.change(Kind.EXPENSE_SHARE, share["id"], credential_id=None, title="gone")
        write.delete(Kind.CREDENTIAL, number)


def add_expense(write: Write, model: Model, seed: int) -> None:
    owners = sorted(model["credential"])
    number = write.add(Kind.EXPENSE, **expense(1 + seed))
    if owners:
        owner = owners[seed % len(owners)]
        write.add(Kind.EXPENSE_SHARE, expense_id=number, credential_id=owner, minor=1 + seed)


OPERATIONS = (
    add_credential,
    add_session,
    change_credential,
    delete_session,
    delete_credential,
    add_expense,
)


def by_kind(path: Path) -> Model:
    with reading_bare(path) as connection:
        return {
            table: {
                row[0]: dict(zip(layout.names, row, strict=True))
                for row in connection.execute(layout.select_sql)
            }
            for table, layout in layouts_of(connection).items()
        }


def replayed(path: Path) -> Model:
    """The rows that follow from the history alone, given those that were inserted and never
    changed since, which the history does not repeat.
    """
    model: Model = {kind.value: {} for kind in Kind}
    present = by_kind(path)
    with reading_bare(path) as connection:
        changes = connection.execute(
            'SELECT id, kind, what, first_id, last_id, "before", "after" FROM change ORDER BY id'
        ).fetchall()
    for at, (_id, kind, what, first, last, before, after) in enumerate(changes):
        if what == "insert":
            for number in range(first, last + 1):
                later = [c for c in changes[at + 1 :] if c[1] == kind and c[3] <= number <= c[4]]
                image = json.loads(later[0][5]) if later else present[kind].get(number)
                assert image is not None, (kind, number)
                assert number not in model[kind]
                model[kind][number] = image
        elif what == "update":
            assert model[kind][first] == json.loads(before)
            model[kind][first] = json.loads(after)
        else:
            assert model[kind].pop(first) == json.loads(before)
    return model


@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([*OPERATIONS, "undo", "undo", "redo", "reopen"]), st.integers(0, 10**6)
        ),
        min_size=5,
        max_size=30,
    )
)
def test_rows_always_equal_a_plain_model_and_the_history_replays_to_them(
    steps: list[tuple[Any, int]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "record.cairn"
        with opened(path):
            pass
        undo: list[Model] = []
        redo: list[Model] = []
        state = by_kind(path)
        held = opened(path)
        store: Store = held.__enter__()
        try:
            for step, seed in steps:
                if step == "reopen":
                    held.__exit__(None, None, None)
                    held = opened(path)
                    store = held.__enter__()
                elif step in ("undo", "redo"):
                    back, forth = (undo, redo) if step == "undo" else (redo, undo)
                    if not back:
                        with pytest.raises(NothingToUndoError):
                            getattr(store, step)()
                    else:
                        forth.append(state)
                        state = back.pop()
                        getattr(store, step)()
                else:
                    with store.writing(step.__name__) as write:
                        step(write, state, seed)
                    if write.made.operation_id is not None:
                        undo.append(state)
                        redo.clear()
                        state = by_kind(path)
                assert by_kind(path) == state
        finally:
            held.__exit__(None, None, None)
        assert check(path).problems == ()
        assert replayed(path) == state
