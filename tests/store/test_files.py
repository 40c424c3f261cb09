from __future__ import annotations

import io
import os
import stat
from pathlib import Path

import pytest

from tests.store.somebody import open_folder, told_by_child
from tracker.store import files
from tracker.store.files import (
    FileError,
    name_once,
    new_private_file,
    private_folder,
    require_room,
    sha256_of,
    write_whole,
)


def test_a_file_is_written_whole_private_and_in_place_of_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    write_whole(path, "naïve")
    assert path.read_bytes() == "naïve".encode()
    write_whole(path, b"\0\1")
    assert path.read_bytes() == b"\0\1"
    write_whole(path, lambda file: file.write(b"streamed"))
    assert path.read_bytes() == b"streamed"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [place.name for place in tmp_path.iterdir()] == ["notes.json"]


def test_what_fails_half_way_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    write_whole(path, "old")

    def fail(file: object) -> None:
        file.write(b"half")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_whole(path, fail)
    assert path.read_text() == "old"
    assert [place.name for place in tmp_path.iterdir()] == ["notes.json"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a child is forked")
def test_a_place_that_cannot_be_written_is_told_in_a_sentence() -> None:
    with open_folder() as folder:
        path = folder / "notes.json"
        path.write_text("old")
        folder.chmod(0o555)

        def attempt() -> str:
            try:
                write_whole(path, "new")
            except FileError as error:
                return error.message
            return "written"

        said = told_by_child(attempt, as_nobody=True)
        assert said == f"{path} could not be written: Permission denied."
        assert path.read_text() == "old"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a child is forked")
def test_a_disk_that_fills_up_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    path.write_text("old")

    def attempt() -> str:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
        try:
            write_whole(path, b"x" * 50_000)
        except FileError as error:
            return error.message
        return "written"

    assert "could not be written: File too large" in told_by_child(attempt)
    assert path.read_text() == "old"
    assert [place.name for place in tmp_path.iterdir()] == ["notes.json"]


@pytest.mark.parametrize("has_links", [True, False])
def test_a_name_is_given_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_links: bool
) -> None:
    if not has_links:

        def no_link(_source: object, target: object, **_how: object) -> None:
            if Path(str(target)).exists():
                raise FileExistsError
            raise PermissionError("this disk knows no links")

        monkeypatch.setattr(os, "link", no_link)
    path = tmp_path / "backup"
    first = new_private_file(path)
    first.write_text("first")
    name_once(first, path)
    second = new_private_file(path)
    with pytest.raises(FileExistsError):
        name_once(second, path)
    assert path.read_text() == "first"
    assert not first.exists()


def test_a_sharing_program_on_windows_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, tries = tmp_path / "notes.json", []
    real = Path.replace

    def held_twice(self: Path, target: Path) -> Path:
        tries.append(target)
        if len(tries) < 3:
            raise PermissionError("held by a virus scanner")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", held_twice)
    monkeypatch.setattr(files.sys, "platform", "win32")
    monkeypatch.setattr(files, "sync_folder", lambda _folder: None)
    monkeypatch.setattr(files, "_PAUSE_SECONDS", 0)
    write_whole(path, "new")
    assert path.read_text() == "new"
    assert len(tries) == 3
    tries.clear()
    monkeypatch.setattr(files, "_TRIES", 2)
    with pytest.raises(FileError, match="could not be written"):
        write_whole(path, "newer")
    assert path.read_text() == "new"


def test_folders_are_the_persons_alone(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        made = private_folder(tmp_path / "one" / "two")
    finally:
        os.umask(old)
    assert [stat.S_IMODE(place.stat().st_mode) for place in (made, made.parent)] == [0o700] * 2
    assert private_folder(made) == made


def test_a_lack_of_room_says_how_much_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    require_room(tmp_path, 1)
    monkeypatch.setattr(files, "free_bytes", lambda _folder: 20_000_000)
    with pytest.raises(FileError, match="20 MB free; 59 MB are needed"):
        require_room(tmp_path, 50_000_000)


def test_a_digest_is_made_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "CHUNK_BYTES", 3)
    known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"  # FIPS 180-2, B.1
    assert sha256_of(io.BytesIO(b"abc")) == known
    assert sha256_of(io.BytesIO(b"")).startswith("e3b0c442")
