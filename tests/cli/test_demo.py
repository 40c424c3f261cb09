from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Cairn

FILES = Path(__file__).parents[1] / "fixtures" / "tables"


def test_the_demo_goes_through_the_main_job_and_names_what_it_wrote(
    cairn: Cairn, tmp_path: Path
) -> None:
    folder = tmp_path / "demo"
    done = cairn("demo", str(folder), "--no-pictures", "--json")
    assert done.code == 0, done.err
    written = [Path(path) for path in done.data["written"]]
    assert all(path.is_file() and folder in path.parents for path in written)
    steps = " ".join(step["command"] for step in done.data["steps"])
    for command in ("log", "spend", "import", "undo", "redo", "list", "export", "check", "backup"):
        assert f"cairn {command}" in steps
    assert all(step["exit_code"] == 0 for step in done.data["steps"])
    assert cairn("--record", str(folder / "sample.cairn"), "check").code == 0


def test_a_demo_touches_nothing_that_is_there(
    cairn: Cairn, tmp_path: Path, record_file: Path
) -> None:
    folder = tmp_path / "demo"
    folder.mkdir()
    mine = folder / "sample.cairn"
    cairn("--record", str(mine), "log", "45m")
    before = mine.read_bytes()
    own = FILES / "toggl-new.csv"
    done = cairn("demo", str(folder), "--import", str(own), "--no-pictures", "--json")
    assert done.code == 0, done.err
    assert mine.read_bytes() == before
    assert str(folder / "sample-2.cairn") in done.data["written"]
    assert any(str(own) in step["command"] for step in done.data["steps"])
    assert not record_file.exists()


def test_an_export_that_is_not_there_is_told_before_anything_is_built(
    cairn: Cairn, tmp_path: Path
) -> None:
    assert cairn("demo", str(tmp_path / "demo"), "--import", "missing.csv").code == 1
    assert not (tmp_path / "demo").exists()
