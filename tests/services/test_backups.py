from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.store.world import rows
from tracker import paths
from tracker.domain.changes import Kind
from tracker.domain.credentials import CredentialDraft
from tracker.domain.proof import EvidenceDraft
from tracker.domain.words import CredentialKind, CredentialState
from tracker.record import Record
from tracker.services.backups import (
    Backups,
    backups_beside,
    check_record,
    restore_record,
    salvage_record,
)
from tracker.services.clock import Clock
from tracker.services.erasing import Erasing
from tracker.store.thinning import Reason

START = datetime(2026, 11, 20, 9, tzinfo=UTC)


class Hands:
    """A clock whose hands are set by the test."""

    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def record(tmp_path: Path, hands: Hands) -> Iterator[Record]:
    clock = Clock(now=hands, zone=lambda: "Europe/Prague")
    with Record.open(tmp_path / "record.cairn", source="test", clock=clock) as held:
        held.credentials.add(credential("CKA"))
        yield held


def credential(title: str) -> CredentialDraft:
    return CredentialDraft(
        title, kind=CredentialKind.CERTIFICATION, state=CredentialState.IN_PROGRESS
    )


def test_the_backup_of_the_day_is_made_once_and_old_ones_are_thinned(
    record: Record, hands: Hands
) -> None:
    for day in range(40):
        hands.at = START + timedelta(days=day, minutes=day)
        made = record.backups.make_if_due()
        assert made is not None
        assert made.reason is Reason.START
        assert record.backups.make_if_due() is None
        record.credentials.add(credential(f"number {day}"))
    kept = record.backups.all()
    assert 2 + 12 <= len(kept) < 22
    assert kept[0].made_at == hands.at
    assert record.backups.check().is_ok
    assert record.backups.check_quickly().is_ok


def test_a_restore_is_undone_by_restoring_what_was_kept(record: Record, hands: Hands) -> None:
    backup = record.backups.make()
    record.credentials.add(credential("AWS"))
    hands.at += timedelta(minutes=1)
    done = record.backups.restore(backup.path)
    assert [row.draft.title for row in record.credentials.rows()] == ["CKA"]
    assert set(Kind) == done.changes.kinds
    assert done.kept is not None
    record.backups.restore(done.kept)
    assert len(record.credentials.rows()) == 2


def test_a_record_that_cannot_be_opened_is_checked_restored_and_salvaged(
    record: Record, tmp_path: Path
) -> None:
    backup, path = record.backups.make(), record.path
    before = rows(path)
    record.close()
    data = bytearray(path.read_bytes())
    data[100:3000] = b"\xff" * 2900
    path.write_bytes(data)
    assert not check_record(path).is_ok
    assert [one.path for one in backups_beside(path)] == [backup.path]
    saved = salvage_record(path, tmp_path / "saved.cairn")
    assert saved.counts["credential"] == 1
    done = restore_record(path, backup.path)
    assert rows(path) == before
    assert [one.is_damaged for one in backups_beside(path)] == [True, False]
    assert done.is_replaced


def test_evidence_of_a_deleted_row_stays_while_undo_could_bring_it_back(
    record: Record, hands: Hands, tmp_path: Path
) -> None:
    proof = tmp_path / "proof.txt"
    proof.write_text("I was there")
    number = record.evidence.attach(proof, EvidenceDraft("Proof")).only_id(Kind.EVIDENCE)
    record.evidence.delete(number)
    hands.at = datetime.now(UTC) + timedelta(days=90)
    assert record.backups.tidy().aside == ()
    record.history.undo()
    assert record.backups.check().is_ok


def test_what_is_erased_for_good_is_said_before_and_gone_after(
    record: Record, tmp_path: Path
) -> None:
    proof = tmp_path / "proof.txt"
    proof.write_text("I was there")
    record.evidence.attach(proof, EvidenceDraft("Proof", credential_id=1))
    record.backups.make()
    erasing = Erasing(record.ground)
    assert erasing.preview(Kind.CREDENTIAL, 1) == {Kind.CREDENTIAL: 1, Kind.EVIDENCE: 1}
    done = erasing.erase(Kind.CREDENTIAL, 1, confirm=True)
    assert (done.rows, done.backups, done.files) == (2, 1, 1)
    assert record.credentials.rows() == ()
    assert [place for place in paths.evidence_dir(record.path).rglob("*") if place.is_file()] == []
    assert record.backups.check().is_ok
    (operation, *_older) = record.history.operations(5)
    assert operation.label == "Erase for good"
    assert record.history.next_labels() == ("Add evidence", None)


def test_backups_are_reached_from_an_open_record(record: Record) -> None:
    assert isinstance(record.backups, Backups)
