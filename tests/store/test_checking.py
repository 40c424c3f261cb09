from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.store.world import NOON, fill, fingerprint, opened, rows
from tracker import paths
from tracker.domain.changes import Kind
from tracker.store.checking import check, check_file, quick
from tracker.store.engine import connect
from tracker.store.evidence import EvidenceFiles
from tracker.store.faults import RecordError


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "record.cairn"
    with opened(path) as store:
        fill(store, 30)
    return path


def said(path: Path) -> list[str]:
    return [problem.message for problem in check(path).problems]


def alter(path: Path, *statements: str) -> None:
    """Change the file behind the program's back."""
    connection = connect(path, mode="rw")
    for statement in statements:
        connection.execute(statement)
    connection.close()


def test_a_sound_record_is_told_sound_and_is_not_touched(record: Path) -> None:
    before = fingerprint(record)
    report = check(record)
    assert report.is_ok
    assert report.problems == ()
    assert (report.version, report.operations) == (1, 5)
    assert report.counts["study_session"] == 29
    assert quick(record).is_ok
    assert fingerprint(record) == before


def test_a_record_is_checked_while_it_is_open_and_written_to(record: Path) -> None:
    with opened(record) as store:
        with store.writing("Add skill") as write:
            write.add(Kind.SKILL, name="Patience")
        assert check(record).operations == 6
        assert check(record).is_ok
        with store.writing("Add skill") as write:
            write.add(Kind.SKILL, name="Curiosity")
            assert check(record).operations == 6


UNBOLTED = ["DROP TRIGGER change_is_final", "DROP TRIGGER operation_is_final"]


@pytest.mark.parametrize(
    ("statements", "sentence"),
    [
        (
            ["UPDATE study_session SET seconds = seconds + 60 WHERE id = 7"],
            "Row 7 of study_session is not as it was written.",
        ),
        (
            ["UPDATE study_session SET seconds = seconds + 60 WHERE id = 7"],
            "The shares of row 7 of study_session do not add up to it.",
        ),
        (["DELETE FROM module WHERE id = 2"], "row 2 of module was added, but is missing"),
        (
            ["PRAGMA foreign_keys=OFF", "DELETE FROM credential WHERE id = 3"],
            "of module points to a row of credential that is missing",
        ),
        (
            [
                "INSERT INTO skill (uuid, digest, name, uri, note)"
                " VALUES ('u', x'00', 'x', '', '')",
            ],
            "row 1 of skill is there, but nothing added it",
        ),
        (
            [*UNBOLTED, "UPDATE operation SET at = '2020-01-01T00:00:00Z' WHERE id = 2"],
            "Operation 2",
        ),
        (
            [*UNBOLTED, "UPDATE change SET \"after\" = replace(\"after\", 'try', 'tri')"],
            "is not as it was last changed",
        ),
        (
            [
                "DROP TRIGGER operation_is_kept",
                "DROP TRIGGER change_is_kept",
                "DELETE FROM change WHERE operation_id = 5",
                "DELETE FROM operation WHERE id = 5",
            ],
            "The newest operations of the history are missing, from 5 on.",
        ),
        (["DROP TRIGGER change_is_kept"], "«change_is_kept», is missing or altered"),
        (["CREATE TABLE extra (a)"], "«extra», which Cairn did not put there"),
    ],
)
def test_what_was_altered_behind_the_programs_back_is_named(
    record: Path, statements: list[str], sentence: str
) -> None:
    alter(record, *statements)
    assert any(sentence in one for one in said(record)), said(record)


def test_many_problems_of_one_sort_are_told_in_few_sentences(tmp_path: Path) -> None:
    path = tmp_path / "record.cairn"
    with opened(path) as store:
        fill(store, 200)
    alter(path, "UPDATE study_session SET topic = 'altered'")
    told = said(path)
    assert "179 more of these." in told
    assert len(told) == 21


def test_evidence_that_is_missing_or_damaged_is_named(record: Path, tmp_path: Path) -> None:
    files, stored = EvidenceFiles(paths.evidence_dir(record)), []
    for name in ("first", "second", "third"):
        source = tmp_path / name
        source.write_text(f"the {name} proof")
        stored.append(files.put(source))
        with opened(record) as store, store.writing("Add evidence") as write:
            write.add(
                Kind.EVIDENCE,
                kind="file",
                title=name,
                sha256=stored[-1].sha256,
                size_bytes=stored[-1].size_bytes,
                added_at=NOON,
            )
    assert said(record) == []
    files.path(stored[0].sha256).unlink()
    files.path(stored[1].sha256).write_text("the second prooF")
    assert said(record) == [
        "The evidence file «first» is missing.",
        "The evidence file «second» is damaged.",
    ]
    assert check_file(record).is_ok


def test_a_timers_journal_that_cannot_be_read_is_named(record: Path) -> None:
    journal = paths.timer_journal(record)
    journal.write_text('{"timer": "x", "last_seen": "2026-11-20T12:00:00Z"}')
    assert said(record) == []
    journal.write_bytes(b"\0\0\0")
    assert said(record) == [f"The timer's journal {journal} can't be read."]


@pytest.mark.parametrize("content", [b"", b"nothing of ours\n" * 99])
def test_what_is_no_record_is_told_without_a_traceback(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "record.cairn"
    path.write_bytes(content)
    for report in (check(path), quick(path)):
        assert not report.is_ok
        assert str(path) in report.problems[0].message


def test_a_missing_record_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="There is no record"):
        check(tmp_path / "record.cairn")


def test_every_flipped_bit_that_changes_what_is_shown_is_seen(tmp_path: Path) -> None:
    """The digests see what SQLite's own check does not."""
    path, chance = tmp_path / "record.cairn", random.Random(11)
    with opened(path) as store:
        fill(store, 60)
    sound, before = path.read_bytes(), rows(path)
    seen = changed = 0
    for _flip in range(250):
        data = bytearray(sound)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(data)
        is_ok = check(path).is_ok
        try:
            is_same = rows(path) == before
        except Exception:
            is_same = False  # the file can't even be read to its end
        changed += not is_same
        seen += not is_same and not is_ok
    assert changed > 10
    assert seen == changed


def test_a_quick_check_sees_a_damaged_page(record: Path) -> None:
    data = bytearray(record.read_bytes())
    connection = connect(record, mode="ro")
    (root,) = connection.execute(
        "SELECT rootpage FROM sqlite_master WHERE name = 'study_session'"
    ).fetchone()
    connection.close()
    data[(root - 1) * 4096 : root * 4096] = b"\xff" * 4096
    record.write_bytes(data)
    assert not quick(record).is_ok
    report = check(record)
    assert not report.is_ok
    assert report.counts["credential"] == 3  # what can be read is counted
