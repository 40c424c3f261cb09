from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

from tests.house.source import ROOT
from tests.store.world import credential, fill, opened, rows
from tracker.domain.changes import Kind
from tracker.store.checking import check

ELSEWHERE = """
import sys
from pathlib import Path
from tests.store.world import opened
from tracker.domain.changes import Kind
with opened(Path(sys.argv[1])) as store:
    with store.writing("Add skill elsewhere") as write:
        write.add(Kind.SKILL, name="from elsewhere")
    with store.writing("Change credential elsewhere") as write:
        write.change(Kind.CREDENTIAL, 1, note="from elsewhere")
"""


def change_elsewhere(path: Path) -> None:
    """Two operations by another program."""
    subprocess.run([sys.executable, "-c", ELSEWHERE, str(path)], cwd=ROOT, check=True)


def test_changes_of_another_program_are_told_and_ones_own_are_not(tmp_path: Path) -> None:
    path = tmp_path / "record.cairn"
    with opened(path) as store:
        fill(store, 3)
        assert store.changes_elsewhere() is None  # watches from here on
        assert store.changes_elsewhere() is None
        with store.writing("Add skill") as write:
            write.add(Kind.SKILL, name="my own")
        assert store.changes_elsewhere() is None
        change_elsewhere(path)
        with store.writing("Add skill") as write:
            write.add(Kind.SKILL, name="my own again")
        told = store.changes_elsewhere()
        assert told is not None
        assert told.kinds == {Kind.SKILL, Kind.CREDENTIAL}
        assert told.ids == {Kind.SKILL: {2}, Kind.CREDENTIAL: {1}}
        assert store.changes_elsewhere() is None
        # An undo takes back what was done last, by whomever.
        assert store.undo().ids == {Kind.SKILL: {3}}
        assert store.undo().label == "Change credential elsewhere"


def test_a_read_sees_one_state_whatever_is_written_meanwhile(tmp_path: Path) -> None:
    path = tmp_path / "record.cairn"
    with opened(path) as store:
        fill(store, 3)
        with store.reading() as connection:
            before = connection.exec_driver_sql("SELECT count(*) FROM credential").scalar()
            with store.writing("Add credential") as write:
                write.add(Kind.CREDENTIAL, **credential("New"))
            after = connection.exec_driver_sql("SELECT count(*) FROM credential").scalar()
        assert before == after == 3
    assert len(rows(path)["credential"]) == 4


def test_threads_of_one_program_take_turns(tmp_path: Path) -> None:
    path = tmp_path / "record.cairn"
    errors: list[BaseException] = []
    with opened(path) as store:
        with store.writing("Begin") as write:
            write.add(Kind.RECORD_SETTING, name="counter", value="0")

        def count() -> None:
            try:
                for _time in range(40):
                    with store.writing("Count") as write:
                        value = int(write.one(Kind.RECORD_SETTING, 1)["value"])
                        write.change(Kind.RECORD_SETTING, 1, value=str(value + 1))
            except BaseException as error:
                errors.append(error)

        threads = [threading.Thread(target=count) for _thread in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert errors == []
    assert rows(path)["record_setting"][0][4] == "160"
    assert check(path).problems == ()


def test_the_last_to_close_folds_the_log_into_the_file(tmp_path: Path) -> None:
    path = tmp_path / "record.cairn"
    with opened(path) as store:
        fill(store, 100)
        store.changes_elsewhere()
    assert [place.name for place in tmp_path.iterdir()] == ["record.cairn"]


def test_the_record_notes_which_version_wrote_it_last(tmp_path: Path) -> None:
    from tracker import __version__
    from tracker.store.engine import connect

    path = tmp_path / "record.cairn"
    with opened(path):
        pass
    connection = connect(path, mode="rw")
    connection.execute("UPDATE record_meta SET value = '0.0' WHERE name = 'written_by'")
    connection.close()
    with opened(path) as store:
        fill(store, 3)
        with store.reading() as reading:
            held = dict(tuple(row) for row in reading.exec_driver_sql("SELECT * FROM record_meta"))
    assert held["written_by"] == __version__
    assert set(held) == {"uuid", "created_by", "written_by"}
