from __future__ import annotations

import json
import random
import struct
from pathlib import Path

import pytest

from tests.store.world import NOON, credential, fill, fingerprint, opened, rows
from tracker import paths
from tracker.domain.changes import Kind
from tracker.errors import TrackerError
from tracker.store.backup import back_up
from tracker.store.checking import check
from tracker.store.engine import connect
from tracker.store.evidence import EvidenceFiles
from tracker.store.layout import layouts_of, reading_as_it_lies
from tracker.store.pages import Pages
from tracker.store.salvage import salvage

PAGE = 4096


def made(path: Path, sessions: int = 3000) -> dict[str, list[tuple]]:
    """A filled record with a past; its rows."""
    with opened(path) as store:
        ids = fill(store, sessions)
        for number in ids["study_session"][10:200:3]:
            with store.writing("Change study session") as write:
                write.change(Kind.STUDY_SESSION, number, note=f"again {number}", focus=3)
        with store.writing("Add note") as write:
            write.change(Kind.CREDENTIAL, ids["credential"][2], note="long " * 3500)
    return rows(path)


def damage(path: Path, numbers: list[int], how: bytes = b"\0") -> None:
    """Overwrite whole pages; page 1 is number 1."""
    data = bytearray(path.read_bytes())
    for number in numbers:
        data[(number - 1) * PAGE : number * PAGE] = (how * PAGE)[:PAGE]
    path.write_bytes(bytes(data))


def rows_on(path: Path, numbers: list[int]) -> int:
    """How many rows of kinds lie on these pages of a sound file."""
    pages, kinds = Pages(path), 0
    with reading_as_it_lies(path) as connection:
        widths = {len(layout.names) + 1 for layout in layouts_of(connection).values()}
    for number in numbers:
        page = path.read_bytes()[(number - 1) * PAGE : number * PAGE]
        if page[0] == 0x0D:
            kinds += struct.unpack(">H", page[3:5])[0]
    assert pages.count and widths
    return kinds


def agree(salvaged: dict[str, list[tuple]], before: dict[str, list[tuple]]) -> int:
    """How many rows came home; fails on one that never was.

    What a row says may be less where it refers to a lost one: a share's credential, an issuer.
    """
    home = 0
    for kind, found in salvaged.items():
        known = {row[2]: row for row in before[kind]}
        for row in found:
            home += row[2] in known
            if kind not in ("study_share", "expense_share", "credential"):
                assert row == known[row[2]], kind
    return home


@pytest.mark.parametrize("seed", range(6))
def test_at_least_95_of_100_rows_outside_damaged_pages_come_home(tmp_path: Path, seed: int) -> None:
    path, out = tmp_path / "record.cairn", tmp_path / "saved.cairn"
    before = made(path)
    total = sum(map(len, before.values()))
    count = path.stat().st_size // PAGE
    numbers = random.Random(seed).sample(range(2, count + 1), count // 20)
    on_them = rows_on(path, numbers)
    damage(path, numbers)
    was = fingerprint(path)

    saved = salvage(path, out)

    assert fingerprint(path) == was
    assert check(out).problems == ()
    # A share whose study session lay on a damaged page is told beside the record, not in it.
    home = agree(rows(out), before) + saved.doubtful
    assert home >= 0.95 * (total - on_them)
    assert saved.counts["study_session"] >= 0.85 * len(before["study_session"])


def test_rows_are_found_where_the_way_to_them_is_lost(tmp_path: Path) -> None:
    """The root pages of all tables, and the schema itself, are gone; the leaves are read alone."""
    path, out = tmp_path / "record.cairn", tmp_path / "saved.cairn"
    before = made(path)
    with reading_as_it_lies(path) as connection:
        roots = [
            root
            for (root,) in connection.execute(
                "SELECT rootpage FROM sqlite_master WHERE rootpage > 0"
            )
        ]
    data = path.read_bytes()
    inner = [root for root in roots if data[(root - 1) * PAGE] in (0x05, 0x02)]
    assert len(inner) >= 4
    damage(path, [1, *inner], b"\xff")
    salvage(path, out)
    found = rows(out)
    assert found["study_session"] == before["study_session"]
    assert found["study_share"] == before["study_share"]
    assert check(out).problems == ()


def test_a_sound_record_comes_home_whole_with_its_history(tmp_path: Path) -> None:
    path, out = tmp_path / "record.cairn", tmp_path / "saved.cairn"
    before = made(path, 50)
    operations = check(path).operations
    saved = salvage(path, out)
    assert rows(out) == before
    assert (saved.lost, saved.doubtful, saved.operations) == ({}, 0, operations + 1)
    with opened(out) as store:
        with pytest.raises(TrackerError, match="Nothing has been done"):
            store.undo()
        with store.writing("Add skill") as write:
            write.add(Kind.SKILL, name="Go on")
        store.undo()
    assert check(out).problems == ()


def test_nothing_that_was_deleted_comes_back(tmp_path: Path) -> None:
    path, out = tmp_path / "record.cairn", tmp_path / "saved.cairn"
    with opened(path) as store:
        with store.writing("Add skills") as write:
            for number in range(2000):
                write.add(Kind.SKILL, name=f"skill {number}", note="x" * 100)
        with store.writing("Delete skills") as write:
            for number in range(1, 1501):
                write.delete(Kind.SKILL, number)
    before = rows(path)
    with reading_as_it_lies(path) as connection:
        (root,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'skill'"
        ).fetchone()
    damage(path, [root])
    salvage(path, out)
    assert rows(out)["skill"] == before["skill"]
    assert check(out).problems == ()


def test_an_altered_row_is_told_and_taken_from_the_history_where_it_stands_there(
    tmp_path: Path,
) -> None:
    path, out = tmp_path / "record.cairn", tmp_path / "saved.cairn"
    with opened(path) as store, store.writing("Add credentials") as write:
        for title in ("Certified Alpha", "Certified Beta"):
            write.add(Kind.CREDENTIAL, **credential(title))
        write.add(Kind.MODULE, credential_id=1, title="Module of Alpha")
    with opened(path) as store, store.writing("Change credential") as write:
        write.change(Kind.CREDENTIAL, 2, note="well known")
    before = rows(path)
    connection = connect(path, mode="rw")
    connection.execute("UPDATE credential SET title = replace(title, 'Certified', 'Gertified')")
    connection.close()
    saved = salvage(path, out)
    assert rows(out)["credential"] == before["credential"][1:]
    assert rows(out)["module"] == []
    assert saved.lost == {"credential": 1, "module": 1}
    assert saved.doubtful_path is not None
    told = json.loads(saved.doubtful_path.read_text())
    assert [(one["kind"], one["why"]) for one in told] == [
        ("credential", "digest"),
        ("module", "owner lost"),
    ]
    assert told[0]["row"]["title"] == "Gertified Alpha"


def test_hours_stay_when_a_credential_or_a_share_is_lost(tmp_path: Path) -> None:
    path, out = tmp_path / "record.cairn", tmp_path / "saved.cairn"
    with opened(path) as store:
        fill(store, 20)
    before = rows(path)
    connection = connect(path, mode="rw")
    connection.execute("UPDATE credential SET note = note || '?' WHERE id = 1")
    connection.execute("UPDATE study_share SET weight = weight + 1 WHERE id = 4")
    connection.close()
    salvage(path, out)
    found = rows(out)
    assert found["study_session"] == before["study_session"]
    seconds = [sum(row[6] for row in held["study_share"]) for held in (before, found)]
    assert seconds[0] == seconds[1]
    assert check(out).problems == ()


def test_evidence_comes_along_and_a_log_that_was_not_folded_in_too(tmp_path: Path) -> None:
    path, out = tmp_path / "record.cairn", tmp_path / "saved.cairn"
    proof = tmp_path / "proof"
    proof.write_bytes(b"%PDF-1.7 proof")
    with opened(path) as store:
        stored = EvidenceFiles(paths.evidence_dir(path)).put(proof)
        with store.writing("Add evidence") as write:
            write.add(
                Kind.EVIDENCE,
                kind="file",
                title="Proof",
                sha256=stored.sha256,
                size_bytes=stored.size_bytes,
                added_at=NOON,
            )
        assert path.with_name(path.name + "-wal").stat().st_size > 0
        saved = salvage(path, out)
    assert saved.counts["evidence"] == 1
    assert check(out).problems == ()


@pytest.mark.parametrize("content", [b"", b"hello there, no record at all" * 500])
def test_what_holds_nothing_is_refused_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    path, out = tmp_path / "record.cairn", tmp_path / "saved.cairn"
    path.write_bytes(content)
    with pytest.raises(TrackerError) as caught:
        salvage(path, out)
    assert str(path) in caught.value.message
    assert sorted(place.name for place in tmp_path.iterdir()) == ["record.cairn"]


def test_it_never_writes_over_a_file(tmp_path: Path) -> None:
    path, out = tmp_path / "record.cairn", tmp_path / "saved.cairn"
    made(path, 5)
    back_up(path, NOON, to=out)
    was = fingerprint(out)
    with pytest.raises(TrackerError, match="already"):
        salvage(path, out)
    assert fingerprint(out) == was
