from __future__ import annotations

import io
import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.store.somebody import told_by_child
from tracker.store.evidence import EvidenceFiles, media_type_of
from tracker.store.files import FileError

PDF = b"%PDF-1.7\nproof"


@pytest.fixture
def files(tmp_path: Path) -> EvidenceFiles:
    return EvidenceFiles(tmp_path / "evidence")


def put(files: EvidenceFiles, data: bytes) -> str:
    return files.put(io.BytesIO(data)).sha256


def age(path: Path, **ago: float) -> None:
    then = datetime.now(UTC).timestamp() - timedelta(**ago).total_seconds()
    os.utime(path, (then, then))


def now() -> datetime:
    return datetime.now(UTC)


def test_a_file_is_kept_under_the_digest_of_its_bytes(files: EvidenceFiles, tmp_path: Path) -> None:
    source = tmp_path / "Zeugnis, März.pdf"
    source.write_bytes(PDF)
    stored = files.put(source)
    assert (stored.size_bytes, stored.media_type) == (len(PDF), "application/pdf")
    path = files.path(stored.sha256)
    assert path.relative_to(files.folder).parts == (stored.sha256[:2], stored.sha256)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(files.folder.stat().st_mode) == 0o700
    with files.open(stored.sha256) as file:
        assert file.read() == PDF
    assert source.read_bytes() == PDF


def test_the_same_bytes_twice_are_kept_once(files: EvidenceFiles) -> None:
    assert put(files, PDF) == put(files, PDF)
    assert len(list(files.kept())) == 1
    assert len(list(files.folder.iterdir())) == 1  # nothing half done is left


def test_a_kept_file_that_was_damaged_is_mended_when_it_comes_again(files: EvidenceFiles) -> None:
    sha256 = put(files, PDF)
    files.path(sha256).write_bytes(b"broken")
    assert files.damaged([sha256]) == (sha256,)
    put(files, PDF)
    assert files.damaged([sha256]) == ()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a child is forked")
def test_a_large_video_needs_no_more_memory_than_a_photo(
    files: EvidenceFiles, tmp_path: Path
) -> None:
    large = tmp_path / "video"
    with large.open("wb") as file:
        file.truncate(300 << 20)

    def attempt() -> str:
        import resource

        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        stored = files.put(large)
        with files.open(stored.sha256):
            pass
        grown_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        return f"{stored.size_bytes} {grown_kb < 20_000}"

    assert told_by_child(attempt) == f"{300 << 20} True"


def test_changed_bytes_are_never_handed_out(files: EvidenceFiles) -> None:
    sha256 = put(files, PDF)
    files.path(sha256).write_bytes(PDF + b"!")
    with pytest.raises(FileError, match="not those that were kept"), files.open(sha256):
        pass


def test_a_link_in_a_files_place_is_not_followed(files: EvidenceFiles, tmp_path: Path) -> None:
    sha256 = put(files, PDF)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(PDF)  # even with the right bytes
    files.path(sha256).unlink()
    files.path(sha256).symlink_to(elsewhere)
    with pytest.raises(FileError, match="could not be read"), files.open(sha256):
        pass
    assert files.damaged([sha256]) == (sha256,)


@pytest.mark.parametrize("sha256", ["../../etc/passwd", "", "A" * 64, "a" * 63, "a" * 64 + "/x"])
def test_only_a_digest_leads_to_a_file(files: EvidenceFiles, sha256: str) -> None:
    with pytest.raises(ValueError, match="digest"):
        files.path(sha256)


def test_what_is_no_file_is_refused(files: EvidenceFiles, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for source in (pipe, tmp_path, tmp_path / "missing"):
        with pytest.raises(FileError, match="could not be read"):
            files.put(source)


def test_a_source_that_breaks_off_leaves_nothing(files: EvidenceFiles) -> None:
    class Breaks(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(5, "Input/output error")

    with pytest.raises(FileError, match="Input/output error"):
        files.put(Breaks(b"x"))
    assert list(files.folder.iterdir()) == []


def test_what_nobody_names_goes_aside_and_after_30_days_away(files: EvidenceFiles) -> None:
    kept, orphan, fresh = (put(files, data) for data in (b"kept", b"orphan", b"fresh"))
    for sha256 in (kept, orphan):
        age(files.path(sha256), days=3)
    swept = files.sweep({kept}, now())
    assert (swept.aside, swept.back, swept.removed) == ((orphan,), (), ())
    assert files.has(fresh)  # its row may be committed in a moment
    with files.open(orphan) as file:
        assert file.read() == b"orphan"
    assert files.sweep({kept}, now() + timedelta(days=29)).removed == ()
    done = files.sweep({kept, fresh}, now() + timedelta(days=31))
    assert done.removed == (orphan,)
    assert files.missing([kept, orphan, fresh]) == (orphan,)


def test_what_is_named_again_comes_back(files: EvidenceFiles) -> None:
    sha256 = put(files, PDF)
    age(files.path(sha256), days=3)
    files.sweep(set(), now())
    assert not files.path(sha256).exists()
    assert files.sweep({sha256}, now()).back == (sha256,)
    assert files.path(sha256).exists()


def test_a_file_that_is_put_again_is_safe_from_a_sweep(files: EvidenceFiles) -> None:
    sha256 = put(files, PDF)
    age(files.path(sha256), days=3)
    put(files, PDF)
    assert files.sweep(set(), now()).aside == ()


def test_what_a_killed_program_left_half_written_is_swept(files: EvidenceFiles) -> None:
    put(files, PDF)
    half = files.folder / ".evidence.123.new"
    half.write_bytes(b"half")
    files.sweep(set(), now())
    assert half.exists()
    age(half, days=2)
    files.sweep(set(), now())
    assert not half.exists()


def test_copies_are_checked_and_what_is_lost_is_named(files: EvidenceFiles, tmp_path: Path) -> None:
    good, bad, gone = put(files, b"good"), put(files, b"bad"), "0" * 64
    files.path(bad).write_bytes(b"worse")
    other = EvidenceFiles(tmp_path / "other")
    assert files.copy_to(other, [good, bad, gone]) == tuple(sorted([bad, gone]))
    assert other.missing([good]) == ()
    assert other.damaged([good]) == ()


def test_removed_is_removed_wherever_it_lies(files: EvidenceFiles) -> None:
    first, second = put(files, b"1"), put(files, b"2")
    age(files.path(second), days=3)
    files.sweep({first}, now())
    assert files.remove(first)
    assert files.remove(second)
    assert not files.remove(first)
    assert not files.has(first)
    assert not files.has(second)


@pytest.mark.parametrize(
    ("head", "media_type"),
    [
        (PDF, "application/pdf"),
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"RIFF....WEBPVP8 ", "image/webp"),
        (b"....ftypheic", "image/heic"),
        (b"....ftypisom", "video/mp4"),
        (b"PK\x03\x04", "application/zip"),
        (b"MZ\x90", "application/vnd.microsoft.portable-executable"),
        ("Zürich".encode(), "text/plain"),
        (("x" * 10 + "ü").encode()[:-1], "text/plain"),  # cut in the middle of a letter
        (b"\xfc\xfe plain latin text", "application/octet-stream"),
        (b"a\0b", "application/octet-stream"),
        (b"", "application/octet-stream"),
    ],
)
def test_the_bytes_say_what_a_file_is(head: bytes, media_type: str) -> None:
    assert media_type_of(head) == media_type
